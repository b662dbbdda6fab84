"""What a receipt may not be: a sentence at the field, what was typed still there, nothing kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import TODAY, Clock, RowCount
from tests.dom import form, read
from tests.person import RECEIPT, Page, Person

TOMORROW = (TODAY + timedelta(days=1)).isoformat()

# what is typed, the field that is wrong, a piece of the sentence under it
BAD: dict[str, tuple[dict[str, str], str, str]] = {
    "letters for an amount": ({"copay": "십만원"}, "copay", "숫자로만"),
    "letters in an amount": ({"copay": "12a"}, "copay", "숫자로만"),
    "a decimal": ({"copay": "1.5"}, "copay", "숫자로만"),
    "an exponent": ({"copay": "1e5"}, "copay", "숫자로만"),
    "a negative amount": ({"copay": "-5000"}, "copay", "0원보다 작을 수 없어요"),
    "a negative amount with a typographic minus": (
        {"noncovered": "\u22125000"},
        "noncovered",
        "0원보다 작을 수 없어요",
    ),
    "a won over 10 billion": ({"copay": "10000000001"}, "copay", "100억 원보다 큰"),
    "far over 10 billion": ({"noncovered": "9" * 15}, "noncovered", "100억 원보다 큰"),
    "digits without end": ({"noncovered": "9" * 400}, "noncovered", "너무 길어요"),
    "no amount": ({"copay": ""}, "copay", "급여에서 내가 낸 돈을 적어 주세요"),
    "nothing paid at all": ({"copay": "0"}, "copay", "0원보다 커야 해요"),
    "30 February": ({"care_from": "2023-02-30"}, "care_from", "달력에 없는 날"),
    "29 February of 2023": ({"care_from": "2023-02-29"}, "care_from", "달력에 없는 날"),
    "month 13": ({"care_from": "2023-13-01"}, "care_from", "달력에 없는 날"),
    "year 0": ({"care_from": "0000-01-01"}, "care_from", "달력에 없는 날"),
    "no date": ({"care_from": ""}, "care_from", "진료일을 적어 주세요"),
    "words for a date": ({"care_from": "어제"}, "care_from", "2023-05-31처럼"),
    "tomorrow": ({"care_from": TOMORROW}, "care_from", "미래 날짜예요"),
    "a stay until tomorrow": (
        {"care_from": TODAY.isoformat(), "care_to": TOMORROW},
        "care_to",
        "미래 날짜예요",
    ),
    "before 2009": ({"care_from": "2008-12-31"}, "care_from", "2009년 이전은"),
    "end before start": (
        {"care_from": "2023-05-04", "care_to": "2023-05-03"},
        "care_to",
        "시작일보다 빨라요",
    ),
    "a stay of years": (
        {"care_from": "2021-05-04", "care_to": "2023-05-03", "care_kind": "inpatient"},
        "care_to",
        "해마다 나누어",
    ),
    "an outpatient over 31 December": (
        {"care_from": "2022-12-31", "care_to": "2023-01-01"},
        "care_to",
        "두 해로 나눠",
    ),
    "uncounted over the copay": (
        {"copay": "100000", "uncounted_chuna": "100001"},
        "uncounted-chuna",
        "세지 않는 돈이 낸 돈보다 많아요",
    ),
    "reasons that add up to too much": (
        {"copay": "100000", "uncounted_chuna": "60000", "uncounted_arrears": "60000"},
        "uncounted-arrears",
        "세지 않는 돈이 낸 돈보다 많아요",
    ),
    "uncounted over what the advance leaves": (
        {"copay": "100000", "advance": "60000", "uncounted_chuna": "50000"},
        "uncounted-chuna",
        "세지 않는 돈이 낸 돈보다 많아요",
    ),
    "advance over the copay": (
        {"copay": "100000", "advance": "100001"},
        "advance",
        "급여에서 내가 낸 돈보다 많아요",
    ),
    "no place": ({"provider_name": " "}, "provider_name", "이름을 적어 주세요"),
    "a place of 61 letters": ({"provider_name": "가" * 61}, "provider_name", "60자까지"),
    "a number of 41 letters": ({"receipt_no": "1" * 41}, "receipt_no", "40자까지"),
    "a note of 501 letters": ({"note": "가" * 501}, "note", "500자까지"),
    "a control character": ({"provider_name": "가\x07나"}, "provider_name", "쓸 수 없는 글자"),
    "a zero byte in a note": ({"note": "가\x00나"}, "note", "쓸 수 없는 글자"),
}

CHOICES: dict[str, tuple[dict[str, str], str, str]] = {
    "nobody": ({"member_id": ""}, "member_id", "골라 주세요"),
    "a person who never was": ({"member_id": "x" * 36}, "member_id", "골라 주세요"),
    "a place of no kind": ({"provider_kind": ""}, "provider_kind", "골라 주세요"),
    "a place of an unknown kind": ({"provider_kind": "castle"}, "provider_kind", "골라 주세요"),
    "no kind of care": ({"care_kind": ""}, "care_kind", "골라 주세요"),
    "an unknown kind of care": ({"care_kind": "magic"}, "care_kind", "골라 주세요"),
    "an unknown insurance": ({"insurance_kind": "magic"}, "insurance_kind", "골라 주세요"),
}


@pytest.mark.parametrize(("typed", "field", "message"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_refused_and_stays_in_the_form(
    person: Person, rows: RowCount, typed: dict[str, str], field: str, message: str
) -> None:
    mother = person.adds()
    before = rows("receipt"), rows("applied_op")
    page = person.sends(mother, **typed)
    assert_told(page, field, message)
    kept = form(page, "/receipts")
    sent = {name.replace("uncounted_", "uncounted-"): text for name, text in typed.items()}
    assert {name: kept[name] for name in sent} == {name: text[:600] for name, text in sent.items()}
    assert (kept["member_id"], kept["provider_kind"]) == (mother, RECEIPT["provider_kind"])
    assert (rows("receipt"), rows("applied_op")) == before


@pytest.mark.parametrize(("typed", "field", "message"), CHOICES.values(), ids=CHOICES)
def test_what_is_not_on_the_list_is_refused(
    person: Person, rows: RowCount, typed: dict[str, str], field: str, message: str
) -> None:
    mother = person.adds()
    person.adds("아빠")
    before = rows("receipt")
    page = person.sends(mother, **{"note": "밤", **typed})
    assert_told(page, field, message)
    assert form(page, "/receipts")["note"] == "밤"
    assert rows("receipt") == before


@pytest.mark.parametrize(("typed", "field", "message"), BAD.values(), ids=BAD)
def test_an_edit_is_refused_in_the_same_words(
    person: Person, typed: dict[str, str], field: str, message: str
) -> None:
    receipt = person.saves(person.adds())
    before = person.get(f"/receipts/{receipt}").text
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    if "care_from" in typed:
        paper["care_to"] = typed.get("care_to", typed["care_from"])
    sent = {name.replace("uncounted_", "uncounted-"): text for name, text in typed.items()}
    page = person.post(f"/receipts/{receipt}", paper | sent)
    assert_told(page, field, message)
    assert person.get(f"/receipts/{receipt}").text == before


ROUNDS: dict[str, tuple[dict[str, str], set[str]]] = {
    "a name and a day": (
        {"provider_name": "", "care_from": TOMORROW, "care_to": ""},
        {"provider_name", "care_from"},
    ),
    "a kind and a stay that ends before it began": (
        {"provider_kind": "", "care_from": "2023-05-04", "care_to": "2023-05-03"},
        {"provider_kind", "care_to"},
    ),
    "a day and an advance": (
        {"care_from": "2023-02-30", "care_to": "", "advance": "100001"},
        {"care_from", "advance"},
    ),
    "an amount and reasons": (
        {"noncovered": "많이", "uncounted_chuna": "100001"},
        {"noncovered", "uncounted-chuna"},
    ),
    "an advance and reasons, each too large": (
        {"advance": "100001", "uncounted_chuna": "100001"},
        {"advance", "uncounted-chuna"},
    ),
    "both days of a stay to come": (
        {"care_from": TOMORROW, "care_to": (TODAY + timedelta(days=2)).isoformat()},
        {"care_from", "care_to"},
    ),
    "a day to come, told once": ({"care_from": TOMORROW, "care_to": TOMORROW}, {"care_from"}),
    "reasons beside an advance that cannot be read": (
        {"advance": "x", "uncounted_chuna": "100000"},
        {"advance"},
    ),
    "reasons of an amount that cannot be read": (
        {"copay": "x", "uncounted_chuna": "100000"},
        {"copay"},
    ),
    "an advance where nothing was paid": ({"copay": "0", "advance": "5"}, {"copay"}),
}


@pytest.mark.parametrize(("typed", "fields"), ROUNDS.values(), ids=ROUNDS)
def test_all_that_is_wrong_is_said_at_once(
    person: Person, typed: dict[str, str], fields: set[str]
) -> None:
    page = person.sends(person.adds(), **typed)
    assert page.status == 422
    assert {name for name in form(page, "/receipts") if page.error(name)} == fields


def test_a_stay_over_new_year_is_no_mistake_beside_another(person: Person) -> None:
    stay = {"care_kind": "inpatient", "care_from": "2025-12-29", "care_to": "2026-01-03"}
    mother = person.adds()
    page = person.sends(mother, **stay, copay="")
    assert page.error("copay")
    assert not page.error("care_to")
    again = form(page, "/receipts")
    assert "두 해로 나눠" in person.post("/receipts", again | {"copay": "70000"}).text


def assert_told(page: Page, field: str, message: str) -> None:
    """422; the sentence stands under the field, which points to it, and on top, with a link."""
    assert page.status == 422
    assert message in page.error(field)
    document = read(page.html)
    wrong = [each for each in document if each.attrs.get("aria-invalid") == "true"]
    assert field in {each.attrs["name"] for each in wrong}
    ids = {each.attrs["id"] for each in document if "id" in each.attrs}
    for each in wrong:
        assert set(each.attrs["aria-describedby"].split()) <= ids
        assert f"{each.attrs['name']}-error" in each.attrs["aria-describedby"].split()
    summary = document.one("div", role="alert")
    links = {each.attrs["href"]: each.text for each in summary.all("a")}
    assert message in links[f"#{field}"]
    assert {link.removeprefix("#") for link in links} <= ids


def test_a_place_of_one_megabyte_is_refused_with_a_sentence(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    before = rows("receipt")
    page = person.sends(mother, provider_name="가" * 350_000, note="밤")
    assert_told(page, "provider_name", "너무 길어요")
    assert form(page, "/receipts")["note"] == "밤"
    assert len(page.html) < 200_000
    assert rows("receipt") == before


@pytest.mark.parametrize("name", ["diagnosis", "counted", "household_id", "uncounted-magic", "rev"])
def test_fields_that_the_form_does_not_have_are_refused(
    person: Person, rows: RowCount, name: str
) -> None:
    mother = person.adds()
    before = rows("receipt")
    page = person.post("/receipts", {**RECEIPT, "member_id": mother, name: "1", "note": "밤"})
    assert page.status == 422
    assert "이 화면에 없는 칸" in read(page.html).one("div", role="alert").text
    assert form(page, "/receipts")["note"] == "밤"
    assert rows("receipt") == before


def test_a_field_sent_twice_is_refused(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    before = rows("receipt")
    page = person.post("/receipts", {**RECEIPT, "member_id": mother, "copay": ["1000", "2000"]})
    assert (page.status, rows("receipt")) == (422, before)


def test_everything_that_is_wrong_is_told_at_once(person: Person) -> None:
    page = person.sends(person.adds(), copay="x", care_from="어제", provider_name="")
    assert [bool(page.error(name)) for name in ("copay", "care_from", "provider_name")] == [
        True,
        True,
        True,
    ]


def test_an_empty_form_says_what_is_needed_and_no_more(person: Person) -> None:
    person.adds()
    page = person.post("/receipts")
    document = read(page.html)
    wrong = {each.attrs["name"] for each in document if each.attrs.get("aria-invalid") == "true"}
    assert wrong == {
        "member_id",
        "provider_name",
        "provider_kind",
        "care_kind",
        "care_from",
        "copay",
    }


def test_markup_in_any_field_comes_back_as_letters(person: Person) -> None:
    evil = '"><script>alert(1)</script>'
    names = ("provider_name", "note", "receipt_no", "copay", "care_from", "noncovered")
    page = person.sends(person.adds(), **dict.fromkeys(names, evil))
    assert "<script>alert" not in page.html
    assert form(page, "/receipts")["note"] == evil


def test_tomorrow_begins_in_seoul(person: Person, clock: Clock) -> None:
    clock.hour = 1
    today = TODAY.isoformat()
    assert person.sends(person.adds(), care_from=today).status == 303
