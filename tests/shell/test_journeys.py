"""J-1, steps 2 to 12: a mother in a nursing hospital, the clock set as told."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest

from tests.conftest import Clock
from tests.dom import read
from tests.mother import SEPTEMBER, nursing
from tests.person import Page, Person


class Daughter:
    """Enters her mother's receipts as the months go by."""

    def __init__(self, person: Person, clock: Clock) -> None:
        self.person, self.clock = person, clock
        clock.today = date(2023, 3, 2)
        self.mother = person.adds("엄마")

    def enters(self, *months: int) -> None:
        for month in months:
            last = monthrange(2023, month)[1]
            self.clock.today = max(self.clock.today, date(2023, month, last))
            self.person.saves(self.mother, **nursing(month))

    def chooses(self, band: int) -> None:
        self.person.post(f"/members/{self.mother}/bands/2023", {"band": str(band)})

    def home(self) -> Page:
        return self.person.get("/?year=2023")

    def figure(self, name: str) -> int:
        return self.home().figure(name, self.mother, 2023)

    def year(self) -> Page:
        return self.person.get(f"/members/{self.mother}/years/2023")

    def until(self, month: int) -> None:
        self.enters(*range(2, month + 1))


@pytest.fixture
def daughter(person: Person, clock: Clock) -> Daughter:
    return Daughter(person, clock)


@pytest.fixture
def december(daughter: Daughter, person: Person) -> Daughter:
    """The whole year is entered."""
    daughter.chooses(2)
    daughter.until(8)
    daughter.clock.today = date(2023, 9, 30)
    person.saves(daughter.mother, **SEPTEMBER)
    daughter.enters(10, 11, 12)
    return daughter


def test_step_2_february_of_an_unknown_band(daughter: Daughter) -> None:
    daughter.enters(2)
    assert (daughter.figure("counted"), daughter.figure("uncounted")) == (480_000, 200_000)
    assert "highest" in daughter.home().figures()


def test_step_3_bands_2_and_3_have_600_000_left_then_120_000(daughter: Daughter) -> None:
    daughter.enters(2)
    daughter.chooses(2)
    assert daughter.figure("remaining") == 600_000
    assert "상한액까지 60만 원 남았어요" in daughter.home().text
    daughter.enters(3)
    assert daughter.figure("remaining") == 120_000


def test_step_4_april_passes_the_cap(daughter: Daughter) -> None:
    daughter.chooses(2)
    daughter.until(4)
    assert (daughter.figure("counted"), daughter.figure("estimate")) == (1_440_000, 360_000)
    assert "예상 환급 36만 원" in daughter.home().text


def test_step_5_day_100_warns_of_day_121(daughter: Daughter) -> None:
    daughter.chooses(2)
    daughter.until(4)
    daughter.clock.today = date(2023, 5, 11)
    assert "100일째" in daughter.home().text
    assert "5월 31일까지 108만 원, 6월 1일부터 168만 원" in daughter.home().text
    stays = daughter.person.get(f"/members/{daughter.mother}/years/2023/stays")
    assert "20일 뒤(5월 31일)까지는 상한액 108만 원, 그다음 날부터 168만 원이에요." in stays.text


def test_step_6_day_120_keeps_the_cap(daughter: Daughter) -> None:
    daughter.chooses(2)
    daughter.until(5)
    assert daughter.clock.today == date(2023, 5, 31)
    assert (daughter.figure("counted"), daughter.figure("cap")) == (1_920_000, 1_080_000)
    assert daughter.figure("estimate") == 840_000


def test_step_7_the_121st_day_raises_the_cap_by_600_000(daughter: Daughter) -> None:
    daughter.chooses(2)
    daughter.until(5)
    before = daughter.figure("cap")
    daughter.clock.today = date(2023, 6, 1)
    assert (daughter.figure("cap"), daughter.figure("estimate")) == (1_680_000, 240_000)
    assert daughter.figure("cap") - before == 600_000
    assert "상한액이 60만 원 높아졌어요" in daughter.home().text


def test_step_8_the_shared_room_of_september_is_not_counted(
    daughter: Daughter, person: Person
) -> None:
    daughter.chooses(2)
    daughter.clock.today = date(2023, 9, 30)
    receipt = person.get(f"/receipts/{person.saves(daughter.mother, **SEPTEMBER)}")
    assert receipt.figure("counted") == 1_250_000
    parts = [each.text for each in read(receipt.html).one("ul", class_="parts").all("li")]
    assert any("2·3인실 입원료" in part and "400,000원" in part for part in parts)


def test_step_9_the_year_adds_up(december: Daughter) -> None:
    page = december.year()
    assert "낸 돈 모두 8,750,000원" in page.text
    assert page.figure("uncounted") == 2_700_000
    assert page.figure("counted") == 6_050_000
    assert page.figure("cap") == 1_680_000
    assert page.figure("estimate") == 4_370_000
    assert "내 돈은 모두 4,380,000원 이 들어요" in page.text
    assert "304일" in page.text


def test_step_10_the_ladder_of_the_long_stay(december: Daughter) -> None:
    page = december.year()
    rungs = [each for each in read(page.html).all("output") if "data-rung" in each.attrs]
    assert {each.attrs["data-rung"]: int(each.attrs["data-won"]) for each in rungs} == {
        "1": 4_710_000,
        "2-3": 4_370_000,
        "4-5": 3_780_000,
        "6-7": 2_300_000,
        "8": 670_000,
        "9": 0,
        "10": 0,
    }
    december.person.post(f"/members/{december.mother}/bands/2023", {"band": ""})
    assert "0원 ~ 471만 원" in december.home().text


def test_step_11_what_if_it_had_not_been_120_days(december: Daughter) -> None:
    words = december.year().text
    assert "상한액 1,080,000원, 예상 환급 4,970,000원이에요. 차이는 600,000원이에요." in words


def test_step_12_a_nursing_hospital_is_no_case_for_advance_settlement(december: Daughter) -> None:
    assert "사전급여" not in december.year().text
