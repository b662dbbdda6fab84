"""Backups, hand-over and bundles: made and read on the phone, also in airplane mode."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.files import (
    FIXTURES,
    PASSPHRASE,
    chooses,
    counts,
    erases_everything,
    makes,
    opens_file,
    receipts,
    saved,
    takes,
)
from e2e.installed import Installed
from e2e.server import Server
from e2e.stored import PHOTOS, gives_photo
from e2e.story import BILL


def test_a_backup_outlives_everything_and_comes_back_in_airplane_mode(
    installed: Installed, mother_with_bills: str, server: Server, tmp_path: Path
) -> None:
    before = receipts(server, mother_with_bills)
    photo = gives_photo(installed, before[0][0])
    installed.loses_network()
    installed.stops_worker()
    button = "백업 파일 만들기"
    file = makes(installed, "/export/backup", button, tmp_path, photos=True)
    assert re.fullmatch(r"상한지기-백업-\d{4}-\d\d-\d\d\.sanghan", file.name)
    assert "엄마".encode() not in file.read_bytes()

    installed.finds_network()
    erases_everything(installed)
    assert receipts(server, mother_with_bills) == []
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
    installed.shows("counted", mother_with_bills, 2023, 5_009_900)
    assert installed.page.evaluate(PHOTOS) == [[before[0][0], "kept", len(photo)]]

    installed.finds_network()
    installed.until_sent()
    assert receipts(server, mother_with_bills) == before
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


def test_restoring_once_more_has_nothing_to_do(
    installed: Installed, mother_with_bills: str, tmp_path: Path
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
    mother_with_bills: str,
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
    assert [row[1:] for row in receipts(server, mother_with_bills)] == left
    installed.opens("/outbox")
    expect(installed.main()).to_contain_text("기다리는 것이 없어요")


def test_a_wrong_passphrase_and_wrong_files_each_have_their_sentence(
    installed: Installed, mother_with_bills: str, tmp_path: Path
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


def test_a_passphrase_is_asked_for_twice(installed: Installed, mother_with_bills: str) -> None:
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
    mother_with_bills: str,
    new_phone: Callable[[], Installed],
    server: Server,
    tmp_path: Path,
) -> None:
    father = installed.adds("아빠", year=2023)
    installed.saves(father, **{**BILL, "provider_name": "아빠병원"})
    installed.until_sent()
    path = f"/export/hand-over?member={mother_with_bills}"
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
    installed: Installed, mother_with_bills: str, server: Server, tmp_path: Path
) -> None:
    pharmacy = receipts(server, mother_with_bills)[0][0]
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
    installed: Installed, mother_with_bills: str
) -> None:
    installed.loses_network()
    installed.opens("/export/bundle?year=2023")
    installed.taps("묶음 만들기")
    expect(installed.page.get_by_role("alert")).to_contain_text(
        "처음 한 번은 인터넷이 있어야 해요."
    )
    expect(installed.page.get_by_role("button", name="묶음 만들기")).to_be_visible()
