"""Backups, hand-over, bundles and tables: made and read on the phone, also in airplane mode."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.story import BILL

PASSPHRASE = "봄날의 보리밭길"
OTHER_BILL = {**BILL, "provider_name": "튼튼약국", "provider_kind": "pharmacy", "copay": 9_900}
FIXTURES = Path(__file__).parents[1] / "tests" / "frontend" / "backup"


@pytest.fixture
def mother(installed: Installed) -> str:
    """A person with two bills, known to the server."""
    member = installed.adds("엄마", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.saves(member, **OTHER_BILL)
    installed.until_sent()
    return member


def makes(phone: Installed, path: str, button: str, folder: Path, *, photos: bool = False) -> Path:
    """Makes a file on one of the screens, and saves it."""
    phone.opens(path)
    page = phone.page
    page.get_by_label("암호", exact=True).fill(PASSPHRASE)
    page.get_by_label("암호 한 번 더").fill(PASSPHRASE)
    if photos:
        page.get_by_label(re.compile("사진도 함께")).check()
    return saved(phone, button, folder)


def saved(phone: Installed, button: str, folder: Path) -> Path:
    phone.taps(button)
    with phone.page.expect_download() as download:
        phone.taps("파일 저장하기", role="link")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def chooses(phone: Installed, file: Path) -> None:
    phone.opens("/export/restoration")
    phone.page.locator("[data-when~=ready]").first.wait_for()
    phone.page.locator("[data-file]").set_input_files(file)


def opens_file(phone: Installed, file: Path, passphrase: str = PASSPHRASE) -> None:
    chooses(phone, file)
    phone.page.get_by_label("암호", exact=True).fill(passphrase)
    phone.taps("열어 보기")


def counts(phone: Installed) -> dict[str, int]:
    """What the preview says of the file."""
    heading = phone.page.get_by_role("heading", level=2, name=re.compile("것이에요$"))
    heading.wait_for()
    says = phone.page.locator("section:has(> #preview) .pairs div")
    found = {}
    for each in says.all():
        term, number = each.locator("dt").inner_text(), each.locator("dd").inner_text()
        found[term] = int(re.sub(r"\D", "", number))
    return found


def takes(phone: Installed) -> None:
    phone.page.get_by_role("button", name="되살리기").tap()
    phone.page.get_by_role("heading", name="되살렸어요").wait_for()


def gives_photo(phone: Installed, receipt: str) -> bytes:
    """A photo that was kept with a receipt, as 찍기 keeps it."""
    content = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(content, "JPEG")
    phone.page.evaluate(PUT_PHOTO, [receipt, b64encode(content.getvalue()).decode()])
    return content.getvalue()


PUT_PHOTO = """async ([id, jpeg]) => {
    const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
    const blob = new Blob([bytes], { type: "image/jpeg" });
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
    const asked = indexedDB.open("photos", 2);
    asked.onupgradeneeded = () => {
        const photos = asked.result.createObjectStore("photo", { keyPath: "id" });
        for (const each of ["hash", "state"]) photos.createIndex(each, each);
        asked.result.createObjectStore("shared", { autoIncrement: true });
        asked.result.createObjectStore("draft", { keyPath: "id" });
    };
    const db = await done(asked);
    await done(db.transaction("photo", "readwrite").objectStore("photo").put({
        id, blob, thumbnail: blob, width: 60, height: 80, hash: id, member_id: "", state: "kept",
        taken_at: "2023-05-02T03:00:00.000Z", reading: null, straightened: null,
    }));
    db.close();
}"""
PHOTOS = """async () => {
    const done = (asked) => new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
    const db = await done(indexedDB.open("photos"));
    const photos = await done(db.transaction("photo").objectStore("photo").getAll());
    db.close();
    return photos.map(({ id, state, blob }) => [id, state, blob.size]);
}"""


def receipts(server: Server, member: str) -> list[Any]:
    rows = server.rows(
        "SELECT id, provider_name, copay FROM receipt"
        " WHERE member_id = :id AND deleted_at IS NULL ORDER BY copay",
        id=member,
    )
    return [tuple(row) for row in rows]


def erases_everything(phone: Installed) -> None:
    phone.opens("/leaving")
    phone.types(word="지우기")
    phone.page.get_by_role("button", name="모두 지우기").tap()
    phone.page.wait_for_url("**/leaving/done")
    phone.page.wait_for_function("indexedDB.databases().then((all) => !all.length)")
    phone.starts()


def test_a_backup_outlives_everything_and_comes_back_in_airplane_mode(
    installed: Installed, mother: str, server: Server, tmp_path: Path
) -> None:
    before = receipts(server, mother)
    photo = gives_photo(installed, before[0][0])
    installed.loses_network()
    installed.stops_worker()
    button = "백업 파일 만들기"
    file = makes(installed, "/export/backup", button, tmp_path, photos=True)
    assert re.fullmatch(r"상한지기-백업-\d{4}-\d\d-\d\d\.sanghan", file.name)
    assert "엄마".encode() not in file.read_bytes()

    installed.finds_network()
    erases_everything(installed)
    assert receipts(server, mother) == []
    assert installed.kept("receipt") == []
    installed.loses_network()
    opens_file(installed, file)
    found = counts(installed)
    assert (found["새로 들어올 것"], found["이미 똑같이 있는 것"], found["사진"]) == (4, 0, 1)
    expect(installed.main()).to_contain_text("엄마2023년 2장")
    takes(installed)
    expect(installed.main()).to_contain_text("기록 4건을 담았어요.")
    expect(installed.main()).to_contain_text("사진 1장도 담았어요.")
    installed.opens("/?year=2023")
    installed.shows("counted", mother, 2023, 5_009_900)
    assert installed.page.evaluate(PHOTOS) == [[before[0][0], "kept", len(photo)]]

    installed.finds_network()
    installed.until_sent()
    assert receipts(server, mother) == before
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


def test_restoring_once_more_has_nothing_to_do(
    installed: Installed, mother: str, tmp_path: Path
) -> None:
    file = makes(installed, "/export/backup", "백업 파일 만들기", tmp_path)
    opens_file(installed, file)
    found = counts(installed)
    assert (found["새로 들어올 것"], found["이미 똑같이 있는 것"]) == (0, 4)
    expect(installed.main()).to_contain_text("파일에 있는 것이 모두 여기에 있어요.")
    expect(installed.page.get_by_role("button", name="되살리기")).to_be_hidden()
    assert installed.waiting() == []


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("다 두기", [("튼튼약국", 9_900), ("튼튼약국", 12_000), ("가나병원", 5_000_000)]),
        ("이 파일 것으로", [("튼튼약국", 9_900), ("가나병원", 5_000_000)]),
        ("지금 것으로", [("튼튼약국", 12_000)]),
    ],
)
def test_where_the_file_and_the_phone_differ_the_person_says(
    installed: Installed,
    mother: str,
    server: Server,
    tmp_path: Path,
    choice: str,
    left: list[tuple[str, int]],
) -> None:
    file = makes(installed, "/export/backup", "백업 파일 만들기", tmp_path)
    installed.opens("/receipts")
    installed.taps("튼튼약국", role="link")
    installed.page.get_by_role("link", name="고치기").tap()
    installed.types(copay=12_000)
    installed.page.get_by_role("button", name="저장", exact=True).tap()
    expect(installed.main()).to_contain_text("고친 내용을 저장했어요.")
    installed.opens("/receipts")
    installed.taps("가나병원", role="link")
    installed.taps("지우기")
    expect(installed.main()).to_contain_text("지웠어요: 가나병원")

    opens_file(installed, file)
    found = counts(installed)
    assert (found["여기와 다른 것"], found["여기서는 지운 것"]) == (1, 1)
    installed.page.get_by_text("다른 것 보기").tap()
    expect(installed.main()).to_contain_text("급여 – 내가 낸 돈: 여기 12,000원, 파일 9,900원")
    installed.page.get_by_role("button", name="되살리기").tap()
    expect(installed.main()).to_contain_text("셋 가운데 하나를 골라 주세요.")
    installed.page.get_by_label(choice, exact=True).check()
    takes(installed)
    installed.until_sent()
    assert [row[1:] for row in receipts(server, mother)] == left
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


def test_a_wrong_passphrase_and_wrong_files_each_have_their_sentence(
    installed: Installed, mother: str, tmp_path: Path
) -> None:
    file = makes(installed, "/export/backup", "백업 파일 만들기", tmp_path)
    opens_file(installed, file, "다른 말이에요!")
    said = "암호가 달라요. 암호를 잊으면 되살릴 수 없어요."
    expect(installed.page.locator("#passphrase-error")).to_contain_text(said)
    expect(installed.page.get_by_label("암호", exact=True)).to_be_focused()

    content = file.read_bytes()
    newer = re.sub(rb'"version":\d+,', b'"version":999,', content)
    for name, (bytes_, words) in {
        "cut": (content[:-20], "파일이 끝까지 들어 있지 않아요."),
        "text": (b"hello\n", "백업 파일이 아니에요."),
        "newer": (newer, "더 새로운 앱에서 만든 파일이에요. 앱을 새로 고친 뒤 해 주세요."),
    }.items():
        wrong = tmp_path / f"{name}.sanghan"
        wrong.write_bytes(bytes_)
        chooses(installed, wrong)
        expect(installed.page.get_by_role("alert")).to_contain_text(words)
    assert installed.waiting() == []


def test_a_file_of_the_first_version_is_restored(installed: Installed) -> None:
    installed.loses_network()
    opens_file(installed, FIXTURES / "version-1.sanghan", "되살릴 때 쓰는 말")
    assert counts(installed)["새로 들어올 것"] == 3
    takes(installed)
    [receipt] = installed.kept("receipt")
    assert (receipt["provider_name"], receipt["uncounted-shared_room"]) == ("늘봄종합병원", 400_000)


def test_a_passphrase_is_asked_for_twice(installed: Installed, mother: str) -> None:
    installed.opens("/export/backup")
    page = installed.page
    first, again = page.get_by_label("암호", exact=True), page.get_by_label("암호 한 번 더")
    first.fill("짧아요")
    installed.taps("백업 파일 만들기")
    expect(page.locator("#passphrase-error")).to_have_text("암호를 여덟 자 이상 적어 주세요.")
    expect(first).to_be_focused()
    first.fill(PASSPHRASE)
    again.fill(f"{PASSPHRASE}!")
    installed.taps("백업 파일 만들기")
    expect(page.locator("#again-error")).to_have_text("두 암호가 달라요. 다시 적어 주세요.")
    expect(page.locator("#passphrase-error")).to_be_hidden()
    page.get_by_label("암호를 보면서 적기").check()
    assert again.get_attribute("type") == "text"


def test_one_person_is_handed_over_to_a_family_with_somebody_of_that_name(
    installed: Installed,
    mother: str,
    new_phone: Callable[[], Installed],
    server: Server,
    tmp_path: Path,
) -> None:
    father = installed.adds("아빠", year=2023)
    installed.saves(father, **{**BILL, "provider_name": "아빠병원"})
    installed.until_sent()
    path = f"/export/hand-over?member={mother}"
    file = makes(installed, path, "넘길 파일 만들기", tmp_path)

    other = new_phone()
    other.starts()
    own = other.adds("엄마", year=2023, band=1)
    other.saves(own, **BILL)
    other.until_sent()
    other.loses_network()
    opens_file(other, file)
    expect(other.page.locator("#preview")).to_have_text("엄마 것이에요")
    expect(other.main()).not_to_contain_text("아빠")
    found = counts(other)
    assert (found["새로 들어올 것"], found["이미 똑같이 있는 것"]) == (1, 2)
    select = other.page.get_by_label("파일의 엄마")
    assert select.input_value() == own
    select.select_option("새 사람으로")
    expect(other.page.locator('[data-says="new"]')).to_have_text("4건")
    select.select_option(own)
    expect(other.page.locator('[data-says="new"]')).to_have_text("1건")
    takes(other)
    other.finds_network()
    other.until_sent()
    names = [row[1] for row in receipts(server, own)]
    assert names == ["튼튼약국", "가나병원"]

    opens_file(other, file)
    assert counts(other)["새로 들어올 것"] == 0


def test_a_bundle_has_numbered_photos_a_list_and_a_note(
    installed: Installed, mother: str, server: Server, tmp_path: Path
) -> None:
    pharmacy = receipts(server, mother)[0][0]
    photo = gives_photo(installed, pharmacy)
    installed.opens("/export/bundle?year=2023")
    expect(installed.main()).to_contain_text("영수증 2장, 사진 1장")
    file = saved(installed, "묶음 만들기", tmp_path)
    assert file.name == "상한지기-묶음-2023.zip"
    with zipfile.ZipFile(file) as bundle:
        assert bundle.testzip() is None
        names = bundle.namelist()
        note, listed = (bundle.read(name).decode("utf-8-sig") for name in names[:2])
        pictures = {name: bundle.read(name) for name in names[2:]}
    assert names[:2] == ["00_안내문.html", "00_목록.csv"]
    lines = listed.splitlines()
    assert lines[0].startswith("번호,사진,누구,진료일,")
    [numbered] = [line for line in lines if "튼튼약국" in line]
    [picture] = pictures
    assert picture == f"{numbered[:2]}_{BILL['care_from']}_튼튼약국.jpg"
    assert numbered.split(",")[1] == picture
    assert pictures[picture] == photo
    assert len(lines) == 3
    assert "영수증 2장, 사진 1장" in note
    assert "5,009,900원" in note
    assert "공식 서류가 아니에요" in note

    installed.loses_network()
    installed.opens("/export/bundle?year=2023")
    again = saved(installed, "묶음 만들기", tmp_path)
    assert zipfile.ZipFile(again).namelist() == names


def test_a_first_bundle_without_a_network_says_what_it_needs(
    installed: Installed, mother: str
) -> None:
    installed.loses_network()
    installed.opens("/export/bundle?year=2023")
    installed.taps("묶음 만들기")
    expect(installed.page.get_by_role("alert")).to_contain_text(
        "처음 한 번은 인터넷이 있어야 해요."
    )
    expect(installed.page.get_by_role("button", name="묶음 만들기")).to_be_visible()


def imports(phone: Installed, file: Path) -> None:
    phone.opens("/export/import")
    phone.page.locator("[data-when~=ready]").first.wait_for()
    phone.page.locator("[data-file]").set_input_files(file)
    phone.page.get_by_role("heading", name="칸을 맞춰 주세요").wait_for()


@pytest.mark.parametrize("path", ["receipts.csv", "year.xlsx"])
def test_our_own_table_brings_nothing_twice_and_everything_back(
    installed: Installed, mother: str, server: Server, tmp_path: Path, path: str
) -> None:
    before = [row[1:] for row in receipts(server, mother)]
    file = tmp_path / path
    answer = installed.page.request.get(f"{installed.address}/export/{path}?year=2023")
    file.write_bytes(answer.body())
    imports(installed, file)
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("이미 있어서 빼 둔 줄 2개")
    expect(installed.main()).to_contain_text("0줄을 담아요.")
    installed.page.get_by_role("button", name="가져오기").tap()
    expect(installed.main()).to_contain_text("담을 줄을 하나라도 골라 주세요.")

    erases_everything(installed)
    imports(installed, file)  # the reader is here already, or comes again
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("새로 더할 사람: 엄마")
    expect(installed.main()).to_contain_text("새로 담을 줄 2개")
    assert installed.kept("receipt") == []
    installed.page.get_by_role("button", name="가져오기").tap()
    installed.page.get_by_role("heading", name="가져왔어요").wait_for()
    expect(installed.main()).to_contain_text("영수증 2장을 담았어요.")
    installed.until_sent()
    [member] = installed.kept("member")
    assert member["name"] == "엄마"
    assert [row[1:] for row in receipts(server, member["id"])] == before


def test_a_table_by_hand_is_matched_corrected_and_shown_row_by_row(
    installed: Installed, mother: str, tmp_path: Path
) -> None:
    file = tmp_path / "카드.csv"
    file.write_bytes(
        "○○카드 이용내역\r\n"
        "이용일,가맹점명,이용금액,적립\r\n"
        '2023.05.31,나루치과,"12,000",1\r\n'
        '2023.05.31,나루치과,"12,000",1\r\n'
        "2023.06.01,튼튼약국,오천원,1\r\n"
        "2099.01.01,먼병원,1000,1\r\n".encode("cp949")
    )
    imports(installed, file)
    assert installed.page.get_by_label("급여 – 내가 낸 돈").input_value() == "2"
    installed.page.get_by_label("급여 – 내가 낸 돈").select_option("")
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("내가 낸 돈은 꼭 골라 주세요.")
    installed.page.get_by_label("급여 – 내가 낸 돈").select_option("2")
    installed.taps("줄마다 보기")
    expect(installed.main()).to_contain_text("비급여가 섞여 있을 수 있어요")
    for words in ("새로 담을 줄 1개", "이미 있어서 빼 둔 줄 1개", "담을 수 없는 줄 2개"):
        expect(installed.main()).to_contain_text(words)
    for reason in ("금액으로 읽지 못했어요.", "미래 날짜예요."):
        expect(installed.main()).to_contain_text(reason)
    assert len(installed.kept("receipt")) == 2
    installed.page.get_by_text("이미 있어서 빼 둔 줄").tap()
    installed.page.locator('[data-list="double"] label').tap()
    expect(installed.main()).to_contain_text("2줄을 담아요.")
    installed.page.get_by_role("button", name="가져오기").tap()
    installed.page.get_by_role("heading", name="가져왔어요").wait_for()
    fresh = [each for each in installed.kept("receipt") if each["provider_name"] == "나루치과"]
    assert [(each["copay"], each["provider_kind"], each["unverified"]) for each in fresh] == [
        (12_000, "dental", "copay")
    ] * 2
    installed.until_sent()
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


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


def test_a_backup_is_stopped_at_once(installed: Installed, mother: str) -> None:
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
    installed: Installed, mother: str, network: Network, tmp_path: Path
) -> None:
    network.hangs("/static/build/files")
    installed.opens("/export/bundle?year=2023")
    installed.taps("묶음 만들기")
    stops(installed)
    expect(installed.page.get_by_role("link", name="파일 저장하기")).to_be_hidden()
    network.passes()
    assert saved(installed, "묶음 만들기", tmp_path).name == "상한지기-묶음-2023.zip"


def test_an_import_is_stopped_at_each_step_and_taken_back_when_it_was_not(
    installed: Installed, mother: str, server: Server, network: Network, tmp_path: Path
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
    names = [name for _id, name, _copay in receipts(server, mother)]
    assert sorted(names) == sorted([BILL["provider_name"], OTHER_BILL["provider_name"]])


def test_what_is_no_table_says_so(installed: Installed, mother: str, tmp_path: Path) -> None:
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(b"PK\x03\x04torn")
    installed.opens("/export/import")
    installed.page.locator("[data-when~=ready]").first.wait_for()
    installed.page.locator("[data-file]").set_input_files(torn)
    expect(installed.page.get_by_role("alert")).to_contain_text("표를 읽지 못했어요.")
