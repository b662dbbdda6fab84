"""What takes long is stopped in the middle, and what a file brought is taken back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from e2e.files import FIXTURES, OTHER_BILL, PASSPHRASE, chooses, counts, receipts, saved, takes
from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.story import BILL

NO_KEY = """() => {
    window.deriveKey = SubtleCrypto.prototype.deriveKey;
    SubtleCrypto.prototype.deriveKey = () => new Promise(() => {});
}"""
A_KEY = "() => { SubtleCrypto.prototype.deriveKey = window.deriveKey; }"
# Somebody else writes into the replica, and goes on until let go: the worker's writing has to wait.
HOLD = """async () => {
    const asked = indexedDB.open("sanghanjigi");
    await new Promise((yes) => { asked.onsuccess = yes; });
    const store = asked.result.transaction("outbox", "readwrite").objectStore("outbox");
    const hold = () => {
        if (window.letGo) asked.result.close();
        else store.count().onsuccess = hold;
    };
    window.letGo = false;
    hold();
}"""
LET_GO = "window.letGo = true"


def stops(phone: Installed) -> None:
    """In the middle of it; and is then where it began."""
    stopping = phone.page.get_by_role("button", name="그만두기").locator("visible=true")
    stopping.tap()
    expect(phone.page.get_by_role("alert")).to_contain_text("그만두었어요. 바뀐 것은 없어요.")


def test_a_backup_is_stopped_at_once(installed: Installed, mother_with_bills: str) -> None:
    installed.opens("/export/backup")
    for label in ("암호", "암호 한 번 더"):
        installed.page.get_by_label(label, exact=True).fill(PASSPHRASE)
    installed.page.evaluate(NO_KEY)
    installed.taps("백업 파일 만들기")
    stops(installed)
    expect(installed.page.get_by_role("link", name="파일 저장하기")).to_be_hidden()
    installed.page.evaluate(A_KEY)
    installed.taps("백업 파일 만들기")  # what was typed is still there
    expect(installed.page.get_by_role("link", name="파일 저장하기")).to_be_visible()


def test_a_restoration_is_stopped_at_each_step_and_taken_back_when_it_was_not(
    installed: Installed,
) -> None:
    installed.loses_network()
    chooses(installed, FIXTURES / "version-1.sanghan")
    page = installed.page
    page.get_by_label("암호", exact=True).fill("되살릴 때 쓰는 말")
    page.evaluate(NO_KEY)
    installed.taps("열어 보기")
    stops(installed)
    page.evaluate(A_KEY)
    installed.taps("열어 보기")
    assert counts(installed)["새로 들어올 것"] == 3
    page.evaluate(HOLD)
    page.get_by_role("button", name="되살리기").tap()
    page.get_by_role("button", name="그만두기").locator("visible=true").tap()
    page.evaluate(LET_GO)
    expect(page.get_by_role("alert")).to_contain_text("그만두었어요. 바뀐 것은 없어요.")
    assert installed.kept("member") == installed.kept("outbox") == []
    takes(installed)
    assert len(installed.kept("receipt")) == 1
    goes_back(installed, "되살리기 전으로 되돌렸어요")
    assert [each for each in installed.kept("receipt") if each["live"]] == []
    assert all(each["deleted_at"] for each in installed.kept("member"))


def goes_back(phone: Installed, words: str) -> None:
    phone.page.get_by_role("button", name="되돌리기").tap()
    expect(phone.page.get_by_role("heading", name=words)).to_be_focused()


def test_a_bundle_is_stopped_while_it_waits_for_the_network(
    installed: Installed, mother_with_bills: str, network: Network, tmp_path: Path
) -> None:
    network.hangs("/static/build/files")
    installed.opens("/export/bundle?year=2023")
    installed.taps("묶음 만들기")
    stops(installed)
    expect(installed.page.get_by_role("link", name="파일 저장하기")).to_be_hidden()
    network.passes()
    assert saved(installed, "묶음 만들기", tmp_path).name == "상한지기-묶음-2023.zip"


def test_an_import_is_stopped_at_each_step_and_taken_back_when_it_was_not(
    installed: Installed, mother_with_bills: str, server: Server, network: Network, tmp_path: Path
) -> None:
    file = tmp_path / "표.csv"
    file.write_text("진료일,병원,급여 – 내가 낸 돈\n2023.05.31,나루치과,12000\n", "utf-8")
    network.hangs("/static/build/files")
    installed.opens("/export/import")
    page = installed.page
    page.locator("[data-when~=ready]").first.wait_for()
    page.locator("[data-file]").set_input_files(file)
    stops(installed)
    expect(page.get_by_text("파일 고르기", exact=True)).to_be_visible()
    network.passes()
    page.locator("[data-file]").set_input_files(file)
    page.get_by_role("heading", name="칸을 맞춰 주세요").wait_for()
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("1줄을 담아요.")
    page.evaluate(HOLD)
    page.get_by_role("button", name="가져오기").tap()
    page.get_by_role("button", name="그만두기").locator("visible=true").tap()
    page.evaluate(LET_GO)
    expect(page.get_by_role("alert")).to_contain_text("그만두었어요. 바뀐 것은 없어요.")
    assert len(installed.kept("receipt")) == 2
    assert installed.waiting() == []
    page.get_by_role("button", name="가져오기").tap()
    page.get_by_role("heading", name="가져왔어요").wait_for()
    assert len(installed.kept("receipt")) == 3
    installed.until_sent()
    goes_back(installed, "가져오기 전으로 되돌렸어요")
    installed.until_sent()
    names = [name for _id, name, _copay in receipts(server, mother_with_bills)]
    assert sorted(names) == sorted([BILL["provider_name"], OTHER_BILL["provider_name"]])
