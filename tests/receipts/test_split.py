"""A stay over 31 December becomes two receipts, one a year."""

from __future__ import annotations

import pytest

from tests.conftest import RowCount
from tests.dom import form, read
from tests.person import Page, Person

STAY = {
    "care_kind": "inpatient",
    "provider_kind": "general",
    "care_from": "2025-12-29",
    "care_to": "2026-01-03",
    "copay": "1000001",
    "noncovered": "70000",
    "advance": "7",
    "uncounted_shared_room": "100000",
    "note": "폐렴 말고 골절",
}


def offered(person: Person, member: str, **changes: str) -> Page:
    return person.sends(member, **{**STAY, **changes})


def test_it_is_offered_as_two_and_nothing_is_saved_yet(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    before = rows("receipt")
    page = offered(person, mother)
    assert page.status == 422
    assert "해가 바뀌는 입원이에요" in page.text
    assert rows("receipt") == before


def test_each_half_ends_or_begins_at_new_year(person: Person) -> None:
    paper = form(offered(person, person.adds()), "/receipts/split")
    assert (paper["first-care_from"], paper["first-care_to"]) == ("2025-12-29", "2025-12-31")
    assert (paper["second-care_from"], paper["second-care_to"]) == ("2026-01-01", "2026-01-03")


@pytest.mark.parametrize("name", ["copay", "noncovered", "advance", "uncounted-shared_room"])
def test_the_halves_of_every_amount_add_up_to_the_whole(person: Person, name: str) -> None:
    paper = form(offered(person, person.adds()), "/receipts/split")
    whole = int(STAY[name.replace("uncounted-", "uncounted_")])
    assert int(paper[f"first-{name}"]) + int(paper[f"second-{name}"]) == whole


def test_the_amounts_are_shared_by_days(person: Person) -> None:
    paper = form(offered(person, person.adds(), care_to="2026-01-09"), "/receipts/split")
    assert (paper["first-copay"], paper["second-copay"]) == ("250000", "750001")


def test_saving_makes_one_receipt_in_each_year(person: Person) -> None:
    mother = person.adds()
    paper = form(offered(person, mother), "/receipts/split")
    assert person.post("/receipts/split", paper).status == 303
    old, new = (person.get(f"/members/{mother}/years/{year}") for year in (2025, 2026))
    assert old.figure("counted") + new.figure("counted") == 1_000_001 - 7 - 100_000
    assert old.figure("uncounted") + new.figure("uncounted") == 170_000
    assert old.figure("advance") + new.figure("advance") == 7
    assert person.get("/receipts").text.count("가나병원") == 2


def test_saving_twice_saves_two_not_four(person: Person, rows: RowCount) -> None:
    paper = form(offered(person, person.adds()), "/receipts/split")
    before = rows("receipt")
    assert [person.post("/receipts/split", paper).status for _ in range(2)] == [303, 303]
    assert rows("receipt") == before + 2


def test_the_rest_of_the_form_goes_into_both(person: Person) -> None:
    mother = person.adds()
    person.post("/receipts/split", form(offered(person, mother), "/receipts/split"))
    links = read(person.get("/receipts").html).all("a", class_="row")
    for link in links:
        assert "폐렴 말고 골절" in person.get(link.attrs["href"]).text
    assert len(links) == 2


def test_the_shares_can_be_corrected(person: Person) -> None:
    mother = person.adds()
    paper = form(offered(person, mother), "/receipts/split")
    shares = {"first-copay": "900,001", "second-copay": "100000"}
    assert person.post("/receipts/split", paper | shares).status == 303
    assert person.get(f"/members/{mother}/years/2025").figure("counted") == 900_001 - 3 - 50_000


def test_a_share_that_cannot_be_is_told_at_its_field_and_neither_is_saved(
    person: Person, rows: RowCount
) -> None:
    paper = form(offered(person, person.adds()), "/receipts/split")
    before = rows("receipt")
    page = person.post("/receipts/split", paper | {"second-copay": "많이"})
    assert page.status == 422
    assert "숫자로만" in page.error("second-copay")
    assert rows("receipt") == before
    again = form(page, "/receipts/split")
    assert again["second-copay"] == "많이"
    assert again["first-copay"] == paper["first-copay"]
    assert person.post("/receipts/split", again | {"second-copay": "500000"}).status == 303


def test_a_person_deleted_meanwhile_costs_nothing_of_what_was_typed(
    person: Person, rows: RowCount
) -> None:
    mother = person.adds()
    paper = form(offered(person, mother), "/receipts/split")
    person.post(f"/members/{mother}/deletion")
    before = rows("receipt")
    page = person.post("/receipts/split", paper)
    assert (page.status, rows("receipt")) == (422, before)
    assert form(page, "/receipts/split")["first-copay"] == paper["first-copay"]


@pytest.mark.parametrize(
    "forged",
    [{}, {"first-copay": "1"}, {"first-care_from": "2025-12-29"}, {"x": "1"}],
    ids=["empty", "half an amount", "half a day", "unknown"],
)
def test_a_forged_split_is_refused(person: Person, rows: RowCount, forged: dict[str, str]) -> None:
    person.adds()
    before = rows("receipt")
    assert person.post("/receipts/split", forged).status in (400, 422)
    assert rows("receipt") == before


def test_the_last_day_of_the_year_is_not_a_split(person: Person) -> None:
    answer = offered(person, person.adds(), care_from="2025-12-01", care_to="2025-12-31")
    assert answer.status == 303


def test_a_wrong_amount_is_told_before_the_split_is_offered(person: Person) -> None:
    page = offered(person, person.adds(), copay="많이")
    assert page.status == 422
    assert "숫자로만" in page.error("copay")
