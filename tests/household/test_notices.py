"""N-10: at 80 and at 100 per cent of a ceiling home says so, until somebody has read it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.conftest import Clock, RowCount
from tests.dom import read
from tests.person import Page, Person

CYCLE = {"provider_name": "가온대학병원", "provider_kind": "tertiary", "copay": "262000"}
SCAN = {"provider_name": "한마음종합병원", "provider_kind": "general", "copay": "320000"}
CAP = 3_200_000  # 2025, bands 6-7


class Patient:
    """J-2: a cycle every 21 days from 2025-01-14, a scan with the fourth and the eighth."""

    def __init__(self, person: Person, clock: Clock) -> None:
        self.person, self.clock = person, clock
        clock.today = date(2025, 1, 14)
        self.me = person.adds("이정호", year=2025, band=6)
        self.cycles = 0

    def comes(self, until: int) -> None:
        while self.cycles < until:
            day = date(2025, 1, 14) + timedelta(days=21 * self.cycles)
            self.cycles += 1
            self.clock.today = day
            on = {"care_from": day.isoformat(), "care_to": day.isoformat()}
            self.person.saves(self.me, **on, **CYCLE)
            if self.cycles in (4, 8):
                self.person.saves(self.me, **on, **SCAN)

    def told(self) -> str:
        return told(self.person.get("/?year=2025"))

    def reads(self, level: str, person: Person | None = None) -> Page:
        where = f"/members/{self.me}/years/2025/closed-notices"
        return (person or self.person).post(where, {"level": level})

    def latest(self) -> str:
        """The id of the newest receipt."""
        page = self.person.get("/receipts?year=2025")
        return re.findall('href="/receipts/([0-9a-f-]{36})"', page.html)[0]


def told(page: Page) -> str:
    return " ".join(each.text for each in read(page.html).all("form", class_="once"))


@pytest.fixture
def patient(person: Person, clock: Clock) -> Patient:
    return Patient(person, clock)


# J-2's table: after the cycle, the sum, and what is said. 85.5 per cent is the first past 80.
TABLE = {
    7: (2_154_000, ""),
    8: (2_736_000, "상한액의 80%를 넘었어요. 464,000원 더 내면 상한액이에요."),
    9: (2_998_000, "상한액의 80%를 넘었어요. 202,000원 더 내면 상한액이에요."),
    10: (3_260_000, "상한액을 넘었어요. 예상 환급 60,000원이에요."),
    12: (3_784_000, "상한액을 넘었어요. 예상 환급 584,000원이에요."),
}


@pytest.mark.parametrize(("cycle", "row"), TABLE.items())
def test_the_table_of_the_patient(patient: Patient, cycle: int, row: tuple[int, str]) -> None:
    patient.comes(cycle)
    counted, words = row
    page = patient.person.get("/?year=2025")
    assert page.figure("counted", patient.me, 2025) == counted
    assert (words in told(page)) if words else (told(page) == "")
    if cycle == 9:
        assert page.figure("remaining", patient.me, 2025) == 202_000


def test_what_was_read_is_never_told_again(patient: Patient) -> None:
    patient.comes(8)
    answer = patient.reads("near")
    assert (answer.status, answer.location) == (303, "/?year=2025")
    assert patient.told() == ""
    patient.comes(9)
    assert patient.told() == ""


def test_editing_back_and_forth_does_not_tell_it_again(patient: Patient) -> None:
    patient.comes(8)
    patient.reads("near")
    latest = patient.latest()
    patient.person.post(f"/receipts/{latest}/deletion")
    assert patient.person.get("/?year=2025").figure("counted") < CAP * 80 // 100
    patient.person.post(f"/receipts/{latest}/restoration")
    assert patient.person.get("/?year=2025").figure("counted") == 2_736_000
    assert patient.told() == ""


def test_passing_the_ceiling_is_told_once_more(patient: Patient) -> None:
    patient.comes(8)
    patient.reads("near")
    patient.comes(10)
    assert "상한액을 넘었어요" in patient.told()
    patient.reads("reached")
    assert patient.told() == ""


def test_who_read_that_it_is_reached_is_not_told_that_it_is_near(patient: Patient) -> None:
    patient.comes(10)
    patient.reads("reached")
    latest = patient.latest()
    patient.person.post(f"/receipts/{latest}/deletion")
    assert patient.person.get("/?year=2025").figure("counted") == 2_998_000
    assert patient.told() == ""


def test_what_one_phone_has_read_no_other_tells(patient: Patient) -> None:
    patient.comes(8)
    other = patient.person.on_another_phone()
    assert told(other.get("/?year=2025"))
    patient.reads("near")
    assert told(other.get("/?year=2025")) == ""


def test_two_phones_that_read_different_ones_do_not_contradict(
    patient: Patient, rows: RowCount
) -> None:
    patient.comes(10)
    before = rows("member_year")
    other = patient.person.on_another_phone()
    assert patient.reads("near").status == 303
    assert patient.reads("reached", other).status == 303
    assert patient.reads("near", other).status == 303
    assert patient.told() == ""
    assert rows("member_year") == before


def test_reading_leaves_the_band_alone_and_choosing_one_leaves_it_read(patient: Patient) -> None:
    patient.comes(8)
    patient.reads("near")
    assert patient.person.get("/?year=2025").figure("cap", patient.me, 2025) == CAP
    patient.person.post(f"/members/{patient.me}/bands/2025", {"band": "7"})
    assert patient.told() == ""


def test_it_is_of_this_year_alone(patient: Patient, clock: Clock) -> None:
    patient.comes(8)
    clock.today = date(2026, 1, 1)
    assert patient.told() == ""


def test_an_unknown_band_has_no_ceiling_to_be_near(person: Person, clock: Clock) -> None:
    clock.today = date(2025, 6, 1)
    mother = person.adds(year=2025)
    person.saves(mother, care_from="2025-05-01", care_to="2025-05-01", copay=2_000_000)
    assert told(person.get("/?year=2025")) == ""


def test_exactly_the_ceiling_is_reached(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 6, 1)
    mother = person.adds(band=2)
    person.saves(mother, copay=1_080_000)
    assert "딱 상한액이에요" in told(person.get("/?year=2023"))


@pytest.mark.parametrize("level", ["", "x", "near_closed", "constructor", "<b>"])
def test_a_level_that_there_is_not_is_not_found(
    patient: Patient, rows: RowCount, level: str
) -> None:
    before = rows("member_year"), rows("applied_op")
    assert patient.reads(level).status == 404
    assert (rows("member_year"), rows("applied_op")) == before


def test_a_stranger_closes_nothing(patient: Patient, stranger: Person) -> None:
    patient.comes(8)
    assert patient.reads("near", stranger).status == 404
    assert patient.told()
