"""The form of a receipt: what is folded, what is only there for stays, the days beside it."""

from __future__ import annotations

from tests.conftest import TODAY
from tests.dom import Element, form, read
from tests.person import Page, Person


def reason(page: Page, name: str) -> Element:
    """The fold of a reason."""
    field = read(page.html).one("input", name=f"uncounted-{name}")
    return next(each for each in field.around() if each.tag == "details")


def test_what_is_not_counted_lies_folded_until_it_is_asked_for(person: Person) -> None:
    person.adds()
    page = person.get("/receipts/new")
    folds = read(page.html).one("fieldset", id="uncounted").all("details")
    assert len(folds) == 8
    assert not [each for each in folds if "open" in each.attrs]
    assert "추나" in reason(page, "chuna").one("summary").text


def test_a_reason_that_is_filled_in_or_wrong_lies_open(person: Person) -> None:
    mother = person.adds()
    page = person.sends(mother, copay="", uncounted_shared_room="400000", uncounted_chuna="x")
    opened = {
        name: "open" in reason(page, name).attrs for name in ("shared_room", "chuna", "arrears")
    }
    assert opened == {"shared_room": True, "chuna": True, "arrears": False}
    assert "data-filled" in reason(page, "shared_room").attrs


def test_what_lies_folded_is_sent_all_the_same(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, copay="100000", uncounted_chuna="60000")
    page = person.get(f"/receipts/{receipt}/edit")
    assert "open" in reason(page, "chuna").attrs
    assert "open" not in reason(page, "arrears").attrs
    paper = form(page, f"/receipts/{receipt}")
    assert paper["uncounted-chuna"] == "60000"
    assert person.post(f"/receipts/{receipt}", paper | {"note": "밤"}).status == 303
    assert person.get(f"/receipts/{receipt}").figure("counted") == 40_000


def test_the_end_of_what_lasted_a_day_is_left_empty(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, care_from="2023-05-04", care_to="2023-05-04")
    page = person.get(f"/receipts/{receipt}/edit")
    assert page.value("care_to") == ""
    paper = form(page, f"/receipts/{receipt}")
    assert person.post(f"/receipts/{receipt}", paper | {"care_from": "2023-05-05"}).status == 303
    assert "2023.05.05(금)" in person.get(f"/receipts/{receipt}").text
    assert (
        "~" not in read(person.get(f"/receipts/{receipt}").html).one("section", class_="paper").text
    )


def test_the_end_of_a_stay_is_there_and_marked(person: Person) -> None:
    mother = person.adds()
    days = {"care_from": "2023-05-04", "care_to": "2023-05-09"}
    receipt = person.saves(mother, care_kind="inpatient", **days)
    page = person.get(f"/receipts/{receipt}/edit")
    assert page.value("care_to") == "2023-05-09"
    assert "data-filled" in read(page.html).one("div", class_="stay-only").attrs
    assert (
        "data-filled"
        not in read(person.get("/receipts/new").html).one("div", class_="stay-only").attrs
    )


def test_an_end_that_is_wrong_stays_to_be_seen(person: Person) -> None:
    page = person.sends(person.adds(), care_from="2023-02-30", care_to="2023-02-30")
    assert page.error("care_to")
    assert page.value("care_to") == "2023-02-30"
    assert "data-filled" in read(page.html).one("div", class_="stay-only").attrs


def test_today_and_yesterday_stand_beside_the_day_of_a_new_receipt(person: Person) -> None:
    receipt = person.saves(person.adds())
    for where in ("/receipts/new", "/scan"):
        keys = read(person.get(where).html).one("p", class_="day-keys").all("button")
        days = {each.text: each.attrs["data-day"] for each in keys}
        assert days == {"오늘": TODAY.isoformat(), "어제": "2026-11-20"}
    edited = read(person.get(f"/receipts/{receipt}/edit").html)
    assert not edited.all("p", class_="day-keys")
