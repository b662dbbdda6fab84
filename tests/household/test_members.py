"""People: new, renamed, deleted, brought back; and what a name may be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import TODAY, Clock, RowCount
from tests.dom import form, read
from tests.person import Person

FAMILY_EMOJI = "👩‍👩‍👧"


def test_a_new_person_appears_on_home_with_the_band_of_that_year(person: Person) -> None:
    mother = person.adds("엄마", year=2023, band=2)
    home = person.get("/?year=2023")
    card = read(home.html).one("article", data_member=mother)
    assert "엄마" in card.text
    assert "2–3분위" in card.text
    assert home.figure("cap", mother, 2023) == 1_080_000


def test_a_band_holds_for_its_own_year_only(person: Person) -> None:
    mother = person.adds("엄마", year=2023, band=2)
    assert "cap" not in person.get(f"/members/{mother}?year=2024").figures()


def test_a_year_with_many_spaces_before_it_is_understood(person: Person) -> None:
    typed = {"name": "엄마", "year": " " * 6 + "2023", "band": "2"}
    assert person.post("/members", typed).location == "/?year=2023"


def test_people_stand_in_the_order_in_which_they_came(person: Person) -> None:
    names = ["나", "엄마", "가나다"]
    ids = [person.adds(name) for name in names]
    assert person.member_ids() == ids
    cards = read(person.get("/").html).all("article")
    assert [card.all("h2")[0].text for card in cards] == names


def test_a_person_can_be_renamed(person: Person) -> None:
    mother = person.adds("엄마")
    page = form(person.get(f"/members/{mother}/name"), f"/members/{mother}")
    assert page["name"] == "엄마"
    assert person.post(f"/members/{mother}", page | {"name": "김여사"}).status == 303
    assert "김여사" in person.get("/").text
    assert "엄마" not in person.get("/").text


def test_two_phones_that_rename_one_person_do_not_overwrite_each_other(person: Person) -> None:
    mother, tablet = person.adds("엄마"), person.on_another_phone()
    mine = form(person.get(f"/members/{mother}/name"), f"/members/{mother}")
    theirs = form(tablet.get(f"/members/{mother}/name"), f"/members/{mother}")
    tablet.post(f"/members/{mother}", theirs | {"name": "어머니"})
    answer = person.post(f"/members/{mother}", mine | {"name": "김여사"})
    assert answer.status == 422
    assert "어머니" in answer.text
    assert "어머니" in person.get("/").text


def test_a_person_has_the_picture_that_was_chosen(person: Person) -> None:
    person.post("/members", {"name": "엄마", "avatar": "cat"})
    (mother,) = person.member_ids()
    pictured = [f"/members/{mother}", "/", "/scan"]
    assert all(read(person.get(path).html).all("span", class_="avatar cat") for path in pictured)
    page = form(person.get(f"/members/{mother}/name"), f"/members/{mother}")
    assert page["avatar"] == "cat"
    assert person.post(f"/members/{mother}", page | {"avatar": ""}).status == 303
    assert not read(person.get("/").html).all("span", class_="avatar cat")


def test_a_name_sent_alone_leaves_the_picture(person: Person) -> None:
    person.post("/members", {"name": "엄마", "avatar": "cat"})
    (mother,) = person.member_ids()
    assert person.post(f"/members/{mother}", {"name": "어머니"}).status == 303
    assert form(person.get(f"/members/{mother}/name"), f"/members/{mother}")["avatar"] == "cat"


def test_a_picture_that_there_is_not_is_refused_at_its_field(
    person: Person, rows: RowCount
) -> None:
    before = rows("member")
    page = person.post("/members", {"name": "엄마", "avatar": "dragon"})
    assert page.status == 422
    assert "목록에 있는 것 가운데 골라 주세요." in page.error("avatar")
    assert form(page, "/members")["name"] == "엄마"
    assert rows("member") == before


def test_two_phones_that_change_one_picture_do_not_overwrite_each_other(person: Person) -> None:
    mother, tablet = person.adds("엄마"), person.on_another_phone()
    mine = form(person.get(f"/members/{mother}/name"), f"/members/{mother}")
    tablet.post(f"/members/{mother}", mine | {"avatar": "bird"})
    answer = person.post(f"/members/{mother}", mine | {"avatar": "cat", "name": "어머니"})
    assert answer.status == 422
    assert "다른 그림으로 바뀌었어요" in answer.error("avatar")
    again = form(answer, f"/members/{mother}")
    assert (again["was"], again["was-avatar"], again["avatar"]) == ("어머니", "bird", "cat")
    assert person.post(f"/members/{mother}", again).status == 303
    assert read(person.get("/").html).all("span", class_="avatar cat")


def test_deleting_asks_first_and_says_what_goes_with_it(person: Person) -> None:
    mother = person.adds("엄마")
    for copay in (1_000, 2_000, 3_000):
        person.saves(mother, copay=copay)
    asked = person.get(f"/members/{mother}/deletion")
    assert "영수증 3장도 함께 지워져요. 30일 동안은 되살릴 수 있어요." in asked.text
    assert mother in person.member_ids()


def test_a_deleted_person_takes_the_receipts_along_and_brings_them_back(person: Person) -> None:
    mother = person.adds("엄마", year=2023, band=2)
    person.saves(mother, copay=2_000_000)
    gone = person.post(f"/members/{mother}/deletion")
    told = person.get(gone.location)
    assert "‘엄마’ 정보를 지웠어요" in told.text
    assert mother not in person.member_ids()
    assert "가나병원" not in person.get("/receipts").text
    assert person.get(f"/members/{mother}").status == 404
    actions = [each.attrs.get("action", "") for each in read(told.html).all("form")]
    undo = [action for action in actions if "restoration" in action]
    assert person.post(undo[0]).status == 303
    assert person.get("/?year=2023").figure("estimate", mother, 2023) == 920_000
    assert "가나병원" in person.get("/receipts").text


def test_a_deleted_person_lies_in_the_trash_for_30_days(person: Person, clock: Clock) -> None:
    mother = person.adds("엄마")
    person.adds("아빠")
    person.post(f"/members/{mother}/deletion")
    clock.today = TODAY + timedelta(days=29)
    assert f"/members/{mother}/restoration" in person.get("/receipts/trash").html
    clock.today = TODAY + timedelta(days=31)
    assert f"/members/{mother}/restoration" not in person.get("/receipts/trash").html


def test_after_30_days_a_deleted_person_cannot_be_brought_back(
    person: Person, clock: Clock
) -> None:
    mother = person.adds("엄마")
    person.post(f"/members/{mother}/deletion")
    clock.today = TODAY + timedelta(days=31)
    assert person.post(f"/members/{mother}/restoration").status == 404
    assert mother not in person.member_ids()


@pytest.mark.parametrize(
    "name",
    ["나", "엄마 (큰딸네)", "가" * 20, "Mum", "O'Neil & Söhne", "🧓", FAMILY_EMOJI, "엄마\u0301"],
    ids=["one", "brackets", "20 letters", "Latin", "quotes", "emoji", "joined emoji", "combining"],
)
def test_a_name_may_be_what_a_family_says(person: Person, name: str) -> None:
    person.adds(name)
    assert name in read(person.get("/").html).text


def test_spaces_around_and_within_a_name_are_tidied(person: Person) -> None:
    person.adds("  우리 \t 엄마\u3000 ")
    assert "우리 엄마" in person.get("/").text


def test_a_name_in_decomposed_letters_is_the_same_name(person: Person) -> None:
    person.adds("\u1102\u1161")
    assert "나" in person.get("/").text


BAD_NAMES = {
    "empty": ("", "부르는 이름을 적어 주세요"),
    "spaces": (" \u3000 ", "부르는 이름을 적어 주세요"),
    "invisible": ("\u200b\u3164\ufeff", "이름"),
    "21 letters": ("가" * 21, "너무 길어요. 20자까지"),
    "very long": ("가" * 10_000, "너무 길어요. 20자까지"),
    "a zero byte": ("엄\x00마", "쓸 수 없는 글자"),
    "an escape code": ("엄\x1b[31m마", "쓸 수 없는 글자"),
    "a resident number": ("800101-2345678", "주민등록번호처럼 보여요. 지워 드릴게요."),
}


@pytest.mark.parametrize(("name", "message"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_a_name_that_will_not_do_is_refused_with_a_sentence(
    person: Person, rows: RowCount, name: str, message: str
) -> None:
    before = rows("member"), rows("household"), rows("applied_op")
    page = person.post("/members", {"name": name, "year": "2023", "band": "7"})
    assert page.status == 422
    assert message in page.error("name")
    assert message in read(page.html).one("div", role="alert").text
    assert form(page, "/members")["band"] == "7"
    assert (rows("member"), rows("household"), rows("applied_op")) == before


@pytest.mark.parametrize(("name", "message"), BAD_NAMES.values(), ids=BAD_NAMES)
def test_a_person_cannot_be_renamed_to_it_either(person: Person, name: str, message: str) -> None:
    mother = person.adds("엄마")
    page = person.post(f"/members/{mother}", {"name": name})
    assert page.status == 422
    assert message in page.error("name")
    assert "엄마" in person.get("/").text


def test_a_name_of_one_megabyte_is_refused_with_a_sentence(person: Person, rows: RowCount) -> None:
    before = rows("member")
    page = person.post("/members", {"name": "가" * 350_000, "year": "2023", "band": "7"})
    assert page.status == 422
    assert "너무 길어요" in page.error("name")
    assert form(page, "/members")["band"] == "7"
    assert len(page.html) < 100_000
    assert rows("member") == before


def test_markup_in_a_name_is_shown_as_letters(person: Person) -> None:
    name = "<b>엄마</b>\"'&"
    mother = person.adds(name)
    receipt = person.saves(mother)
    for where in ("/", f"/members/{mother}", "/receipts", f"/receipts/{receipt}", "/receipts/new"):
        page = person.get(where)
        assert "<b>" not in page.html
        assert name in read(page.html).text


def test_fields_that_the_page_does_not_have_are_refused(person: Person, rows: RowCount) -> None:
    before = rows("member")
    page = person.post("/members", {"name": "엄마", "year": "2023", "band": "", "rrn": "1"})
    assert page.status == 422
    assert "이 화면에 없는 칸" in read(page.html).one("div", role="alert").text
    assert rows("member") == before


def test_adding_the_first_person_for_a_receipt_leads_to_the_receipt(person: Person) -> None:
    asked = person.get("/receipts/new")
    assert asked.location == "/members/new?then=receipt"
    paper = form(person.get(asked.location), "/members") | {"name": "엄마"}
    answer = person.post("/members", paper)
    assert answer.location.startswith("/receipts/new?member=")
    assert form(person.get(answer.location), "/receipts")["member_id"]


def test_a_person_deleted_before_midnight_utc_is_counted_in_seoul_days(
    person: Person, clock: Clock
) -> None:
    clock.today, clock.hour = date(2026, 11, 21), 8
    receipt = person.saves(person.adds())
    person.post(f"/receipts/{receipt}/deletion")
    assert "30일 남음" in person.get("/receipts/trash").text
    assert "2026.11.20" not in person.get(f"/receipts/{receipt}").text
