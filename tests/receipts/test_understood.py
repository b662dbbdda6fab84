"""What the form understands although it was not typed as a machine would."""

from __future__ import annotations

import json

import pytest

from tests.dom import form, read
from tests.person import Person

AMOUNTS = {
    "digits": "1250000",
    "commas": "1,250,000",
    "won": "1,250,000원",
    "spaces": " 1 250 000 원 ",
    "full width": "１２５００００",
    "full width with commas": "１，２５０，０００",
    "leading zeros": "0001250000",
}
DAYS = {
    "ISO": "2023-05-04",
    "dots": "2023.05.04",
    "short dots": "2023.5.4",
    "a dot at the end": "2023.5.4.",
    "slashes": "2023/5/4",
    "spaces around": " 2023-05-04 ",
}


@pytest.mark.parametrize("typed", AMOUNTS.values(), ids=AMOUNTS)
def test_an_amount_may_be_written_as_people_write_it(person: Person, typed: str) -> None:
    receipt = person.saves(person.adds(), copay=typed)
    assert person.get(f"/receipts/{receipt}").figure("counted") == 1_250_000


@pytest.mark.parametrize("typed", DAYS.values(), ids=DAYS)
def test_a_day_may_be_written_as_people_write_it(person: Person, typed: str) -> None:
    receipt = person.saves(person.adds(), care_from=typed)
    assert "2023.05.04(목)" in person.get(f"/receipts/{receipt}").text


def test_ten_billion_is_the_most(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="10,000,000,000")
    assert person.get(f"/receipts/{receipt}").figure("counted") == 10_000_000_000


def test_one_day_needs_no_last_day(person: Person) -> None:
    receipt = person.saves(person.adds(), care_from="2023-05-04", care_to="")
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert (paper["care_from"], paper["care_to"]) == ("2023-05-04", "")
    assert json.loads(paper["was"])["care_to"] == "2023-05-04"


def test_empty_amounts_are_nothing(person: Person) -> None:
    empty = dict.fromkeys(("noncovered", "advance", "full_self_pay", "uncounted_chuna"), "")
    receipt = person.saves(person.adds(), copay="1000", **empty)
    page = person.get(f"/receipts/{receipt}")
    assert (page.figure("counted"), page.figure("uncounted")) == (1_000, 0)


def test_a_receipt_may_be_all_noncovered(person: Person) -> None:
    receipt = person.saves(person.adds(), copay="0", noncovered="70000")
    page = person.get(f"/receipts/{receipt}")
    assert (page.figure("counted"), page.figure("uncounted")) == (0, 70_000)


def test_a_note_keeps_its_lines_and_everything_comes_back_for_editing(person: Person) -> None:
    values = {
        "provider_name": '가나 "한" 병원 & 의원',
        "provider_kind": "tertiary",
        "care_kind": "inpatient",
        "care_from": "2023-05-04",
        "care_to": "2023-05-09",
        "insurance_kind": "medical_aid",
        "copay": "480000",
        "insurer_paid": "1920000",
        "full_self_pay": "10000",
        "noncovered": "200000",
        "advance": "30000",
        "patient_total": "660000",
        "receipt_no": "2023-05-00012",
        "note": "밤에 감\n택시 <탐>",
    }
    receipt = person.saves(person.adds(), **values, uncounted_arrears="20000")
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert {name: paper[name] for name in values} == values
    assert paper["uncounted-arrears"] == "20000"


def test_saving_an_edit_form_as_it_was_opened_changes_nothing(person: Person) -> None:
    receipt = person.saves(person.adds(), note="가\r\n나", uncounted_chuna="100")
    before = person.get(f"/receipts/{receipt}").text
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert person.post(f"/receipts/{receipt}", paper).status == 303
    assert person.get(f"/receipts/{receipt}").text.count("→") == before.count("→") == 0


def test_save_and_write_another_opens_an_empty_form_for_the_same_person(person: Person) -> None:
    mother, _ = person.adds("엄마"), person.adds("아빠")
    answer = person.sends(mother, then="another")
    paper = form(person.get(answer.location), "/receipts")
    assert (paper["member_id"], paper["copay"], paper["provider_name"]) == (mother, "", "")


def test_like_last_time_copies_all_but_the_number_and_is_of_today(person: Person) -> None:
    mother = person.adds()
    receipt = person.saves(mother, copay="210000", receipt_no="77", provider_kind="tertiary")
    paper = form(person.get(f"/receipts/new?copy={receipt}"), "/receipts")
    assert (paper["copay"], paper["provider_name"]) == ("210000", "가나병원")
    assert (paper["care_from"], paper["care_to"], paper["receipt_no"]) == ("2026-11-21", "", "")
    assert person.post("/receipts", paper | {"care_from": "2023-06-01"}).status == 303
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 420_000


def test_places_visited_before_are_suggested(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, provider_name="한마음의원")
    page = read(person.get("/receipts/new").html)
    assert len(page.one("datalist", id="places").all("option", value="한마음의원")) == 1
