"""Photos outside of 찍기: such as wait for their amounts, one that is attached or elsewhere."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.story import VISIT
from e2e.test_scan_capture import PHOTOS
from e2e.test_scan_review import KEPT, READING, photographs, save

SAME = {
    "provider_name": "늘봄내과의원",
    "provider_kind": "clinic",
    "care_from": "2023-05-02",
    "copay": 480_000,
}


@pytest.fixture
def me(phone: Phone) -> str:
    return phone.has_member("나", year=2023, band=4)


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a camera writes it, with its maker beside it."""
    path = tmp_path_factory.mktemp("photos") / "paper.jpg"
    exif = Image.Exif()
    exif[0x010F] = "한마음전화기"
    Image.new("RGB", (3000, 2250), "white").save(path, exif=exif)
    return path


def left(phone: Phone) -> Locator:
    return phone.page.locator("[data-photos-left]")


def toasts(phone: Phone) -> Locator:
    return phone.page.locator("#toasts")


def test_photos_without_amounts_are_a_thing_to_do_on_home_and_in_the_list(
    phone: Phone, me: str
) -> None:
    phone.opens("/")
    expect(left(phone)).to_be_hidden()
    photographs(phone, READING, READING)
    phone.opens("/receipts")
    expect(left(phone)).to_contain_text("사진 2장에 금액을 적어 주세요")
    expect(left(phone)).to_contain_text("금액 적기")
    phone.opens("/?year=2026")
    to_do = phone.page.get_by_role("region", name="할 일")
    expect(to_do).to_contain_text("사진 2장에 금액을 적어 주세요")
    to_do.get_by_role("link").first.tap()
    phone.page.wait_for_url("**/scan")
    save(phone)
    phone.page.wait_for_url("**/scan?*saved=*")
    phone.page.wait_for_function(f"async () => (await ({KEPT})())[0].state === 'kept'")
    phone.opens("/")
    expect(left(phone)).to_contain_text("사진 1장에 금액을 적어 주세요")


def test_of_the_same_paper_one_stays_and_the_photo_of_the_other_goes(phone: Phone, me: str) -> None:
    kept = phone.has_receipt(me, **SAME)
    photographs(phone, READING)
    save(phone)
    phone.page.get_by_role("link", name="같은 영수증이에요").tap()
    phone.page.wait_for_url(re.compile(f"/receipts/{kept}$"))
    expect(toasts(phone)).to_contain_text("사진을 지웠어요.")
    assert phone.page.evaluate(KEPT) == []
    toasts(phone).get_by_role("button", name="되돌리기").tap()
    phone.page.wait_for_function(f"async () => (await ({KEPT})()).length === 1")
    phone.page.reload()
    expect(toasts(phone)).to_be_empty()
    assert len(phone.page.evaluate(KEPT)) == 1


def test_a_photo_can_be_attached_to_what_was_typed_without_a_network(
    installed: Installed, picture: Path
) -> None:
    me = installed.adds("나", year=2026)
    installed.saves(me, **VISIT)
    installed.until_sent()
    [row] = installed.kept("receipt")
    installed.loses_network()
    installed.opens(f"/receipts/{row['id']}")
    attach = installed.page.locator("[data-attach]")
    for _time in range(2):  # and once more after it was removed
        expect(attach).to_contain_text("사진 붙이기")
        attach.locator("input").set_input_files(picture)
        expect(installed.page.locator("#viewer")).to_be_visible()
        expect(toasts(installed)).to_contain_text("휴대전화에 저장했어요.")
        expect(attach).to_be_hidden()
        [photo] = installed.page.evaluate(PHOTOS)
        assert (photo["id"], photo["state"]) == (row["id"], "kept")
        assert (photo["width"], photo["height"]) == (2000, 1500)
        assert b"Exif" not in base64.b64decode(photo["text"])
        installed.page.reload()
        expect(installed.page.locator("#viewer")).to_be_visible()
        installed.taps("사진 지우기")
        expect(installed.page.locator("#viewer")).to_be_hidden()
    installed.opens("/")
    expect(left(installed)).to_be_hidden()


def test_what_cannot_be_attached_says_why(phone: Phone, me: str, tmp_path: Path) -> None:
    id = phone.has_receipt(me, **VISIT)
    note = tmp_path / "note.txt"
    note.write_text("note")
    phone.opens(f"/receipts/{id}")
    phone.page.locator("[data-attach] input").set_input_files(note)
    expect(phone.page.locator('[data-problem="not_a_picture"]')).to_contain_text("note.txt")


def test_a_receipt_read_on_another_phone_says_where_its_photo_is(phone: Phone, me: str) -> None:
    read = phone.has_receipt(me, **SAME, unverified="copay")
    typed = phone.has_receipt(me, **VISIT)
    elsewhere = phone.page.get_by_text("사진은 찍은 휴대전화에만 있어요. 금액은 그대로예요.")
    phone.opens(f"/receipts/{read}")
    expect(elsewhere).to_be_visible()
    phone.taps("모두 맞아요")
    expect(phone.main()).to_contain_text("확인했어요.")
    expect(elsewhere).to_be_visible()
    phone.opens(f"/receipts/{typed}")
    expect(phone.page.locator("[data-attach]")).to_be_visible()
    expect(elsewhere).to_have_count(0)
