"""Which band holds for a person in a year: chosen, taken back, refused."""

import pytest

from tests.conftest import RowCount
from tests.dom import read
from tests.person import Page, Person

SENTENCE = "분위는 1부터 10까지예요."


def places(person: Person, member: str, band: str, year: int = 2023) -> Page:
    """Presses a button of the ladder; returns the page that follows."""
    answer = person.post(f"/members/{member}/bands/{year}", {"band": band})
    return person.get(answer.location) if answer.status == 303 else answer


@pytest.mark.parametrize(
    ("band", "cap"),
    [("1", 870_000), ("3", 1_080_000), ("5", 1_620_000), ("8", 4_140_000), ("10", 7_800_000)],
)
def test_choosing_a_rung_sets_the_cap(person: Person, band: str, cap: int) -> None:
    mother = person.adds()
    person.saves(mother)
    assert places(person, mother, band).figure("cap", mother, 2023) == cap


def test_the_page_marks_the_rung_that_was_chosen(person: Person) -> None:
    mother = person.adds(band=3)
    mine = [
        each
        for each in read(person.get(f"/members/{mother}/bands/2023").html).all("li")
        if "mine" in each.classes
    ]
    assert ["2–3분위" in rung.text for rung in mine] == [True]


def test_not_knowing_is_an_answer_that_takes_the_band_back(person: Person) -> None:
    mother = person.adds(band=3)
    person.saves(mother, copay=2_000_000)
    shown = places(person, mother, "")
    assert "cap" not in shown.figures()
    assert (shown.figure("lowest"), shown.figure("highest")) == (0, 1_130_000)


def test_the_band_of_one_year_leaves_the_others_alone(person: Person) -> None:
    mother = person.adds(year=2023, band=3)
    places(person, mother, "9", 2024)
    assert person.get(f"/members/{mother}/years/2023").figure("cap") == 1_080_000
    assert person.get(f"/members/{mother}/years/2024").figure("cap") == 5_140_000


@pytest.mark.parametrize("band", ["0", "11", "x", "-1", "2-3", "1.5", "２３", "9" * 400, "3\x00"])
def test_a_band_that_does_not_exist_is_refused_with_a_sentence(
    person: Person, rows: RowCount, band: str
) -> None:
    mother = person.adds(band=3)
    before = rows("member_year"), rows("applied_op")
    shown = places(person, mother, band)
    assert shown.status == 422
    assert SENTENCE in shown.text
    assert person.get(f"/members/{mother}/years/2023").figure("cap") == 1_080_000
    assert (rows("member_year"), rows("applied_op")) == before


@pytest.mark.parametrize("band", ["0", "11", "x"])
def test_a_new_person_with_such_a_band_is_refused_too(
    person: Person, rows: RowCount, band: str
) -> None:
    before = rows("member")
    page = person.post("/members", {"name": "엄마", "year": "2023", "band": band})
    assert (page.status, rows("member")) == (422, before)
    assert SENTENCE in page.error("band")
    assert page.value("name") == "엄마"


@pytest.mark.parametrize("year", ["0", "1999", "2100", "x", "", "20233"])
def test_a_year_outside_the_scheme_is_refused(person: Person, rows: RowCount, year: str) -> None:
    before = rows("member")
    page = person.post("/members", {"name": "엄마", "year": year, "band": "3"})
    assert (page.status, rows("member")) == (422, before)
    assert "네 자리로" in page.error("year")


def test_a_band_with_a_field_too_many_is_refused(person: Person) -> None:
    mother = person.adds(band=3)
    person.post(f"/members/{mother}/bands/2023", {"band": "5", "year": "2024", "x": "1"})
    assert person.get(f"/members/{mother}/years/2023").figure("cap") == 1_080_000
    assert "cap" not in person.get(f"/members/{mother}/years/2024").figures()
