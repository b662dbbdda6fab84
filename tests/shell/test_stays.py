"""입원일 세기: days in nursing hospitals, overlaps, what is presumed, the discharge."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.conftest import Clock
from tests.dom import form, read
from tests.person import Page, Person

NURSING = {"provider_kind": "nursing", "care_kind": "inpatient", "provider_name": "은빛요양병원"}


def stays(person: Person, member: str, year: int = 2023) -> Page:
    return person.get(f"/members/{member}/years/{year}/stays")


def stay(person: Person, member: str, first: str, last: str, **values: str) -> str:
    return person.saves(member, **{**NURSING, "care_from": first, "care_to": last, **values})


def days(page: Page) -> str:
    return read(page.html).one("p", class_="headline").text


def test_nobody_in_a_nursing_hospital_is_said_to_be_nobody(person: Person) -> None:
    mother = person.adds()
    person.saves(mother, care_kind="inpatient", provider_kind="general")
    assert "2023년에는 요양병원 입원 영수증이 없어요." in stays(person, mother).text


def test_both_ends_of_a_stay_are_days(person: Person) -> None:
    mother = person.adds()
    stay(person, mother, "2023-02-01", "2023-02-28")
    page = stays(person, mother)
    assert days(page) == "28일"
    assert "입원한 날과 나온 날을 모두 하루로 세요." in page.text


def test_days_in_two_stays_count_once_and_that_is_told(person: Person) -> None:
    mother = person.adds()
    stay(person, mother, "2023-02-01", "2023-02-10")
    assert "겹쳐요" not in stays(person, mother).text
    stay(person, mother, "2023-02-10", "2023-02-20", provider_name="다른요양병원")
    page = stays(person, mother)
    assert days(page) == "20일"
    assert "두 입원이 겹쳐요. 겹친 날은 한 번만 세요." in page.text


def test_a_stay_that_goes_on_is_presumed_until_today(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 3, 10)
    mother = person.adds()
    stay(person, mother, "2023-02-01", "2023-02-28")
    page = stays(person, mother)
    assert days(page) == "38일째"
    assert "영수증은 28일치예요. 아직 입원 중이라고 보고 3월 10일까지 세었어요." in page.text


def test_a_month_without_a_bill_ends_the_presumption(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 3, 31)
    mother = person.adds()
    stay(person, mother, "2023-02-01", "2023-02-28")
    assert days(stays(person, mother)) == "59일째"
    clock.today = date(2023, 4, 1)
    page = stays(person, mother)
    assert days(page) == "28일"
    assert "입원 중이라고 보고" not in page.text


def test_the_discharge_button_ends_the_stay_and_can_be_taken_back(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2023, 3, 10)
    mother = person.adds()
    receipt = stay(person, mother, "2023-02-01", "2023-02-28")
    where = f"/receipts/{receipt}/discharge"
    button = read(stays(person, mother).html).one("button", name="discharged")
    assert button.text == "2월 28일에 퇴원했어요"
    answer = person.post(where, {"discharged": button.attrs["value"]})
    left = person.get(answer.location)
    assert days(left) == "28일"
    assert "2월 28일에 은빛요양병원에서 퇴원한 것으로 적었어요." in left.text
    back = read(left.html).one("button", name="discharged")
    assert back.text == "아직 입원 중이에요"
    person.post(where, {"discharged": back.attrs["value"]})
    assert days(stays(person, mother)) == "38일째"


def test_the_discharge_can_be_ticked_on_the_form(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 3, 10)
    mother = person.adds()
    receipt = stay(person, mother, "2023-02-01", "2023-02-28", discharged="1")
    assert days(stays(person, mother)) == "28일"
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    assert paper.pop("discharged") == "1"
    person.post(f"/receipts/{receipt}", paper)
    assert days(stays(person, mother)) == "38일째"


def test_crossing_the_line_says_what_it_costs(person: Person, clock: Clock) -> None:
    clock.today = date(2023, 6, 5)
    mother = person.adds(band=2)
    stay(person, mother, "2023-02-01", "2023-05-31", copay="1920000")
    words = stays(person, mother).text
    assert "120일을 넘었어요. 상한액이 60만 원 높아졌어요." in words
    assert "예상 환급이 60만 원 줄었어요." in words


def test_a_past_year_says_what_its_long_stay_cost(person: Person) -> None:
    mother = person.adds(band=2)
    stay(person, mother, "2023-02-01", "2023-08-31", copay="3360000")
    words = stays(person, mother).text
    assert "120일을 넘었어요. 상한액이 60만 원 높아졌어요. 예상 환급이 60만 원 줄었어요." in words


NO_TABLE = "이 해 상한액은 미확인이에요. 날수만 세어요."
SAME = "이 해·이 구간은 120일이 지나도 상한액이 같아요."
HIGHER = "120일까지는 보통 상한액, 그다음 날부터 더 높은 상한액이에요."
BY_BAND = "120일까지는 보통 상한액이에요. 그다음 날부터는 분위에 따라 더 높을 수 있어요."

RISES = {
    "up to 2017": (2017, 2, SAME),
    "three tiers": (2012, 2, SAME),
    "2018 to 2022, band 6": (2020, 6, SAME),
    "2018 to 2022, band 10": (2022, 10, SAME),
    "up to 2017, band unknown": (2016, "", SAME),
    "2018 to 2022, band 5": (2018, 5, HIGHER),
    "2018 to 2022, band unknown": (2021, "", BY_BAND),
    "since 2023": (2023, 10, HIGHER),
    "since 2023, band unknown": (2024, "", HIGHER),
    "no table": (2027, 2, NO_TABLE),
    "no table, band unknown": (2027, "", NO_TABLE),
}


@pytest.mark.parametrize(("year", "band", "said"), RISES.values(), ids=RISES)
def test_what_the_121st_day_does_is_told_in_one_way(
    person: Person, clock: Clock, year: int, band: int | str, said: str
) -> None:
    clock.today = date(2028, 3, 1)
    mother = person.adds(year=year, band=band)
    stay(person, mother, f"{year}-01-01", f"{year}-06-30")
    words = stays(person, mother, year).text
    assert [each for each in (NO_TABLE, SAME, HIGHER, BY_BAND) if each in words] == [said]
    assert ("120일을 넘었어요" in words) == (said in (HIGHER, BY_BAND))


def nursed_since_january(person: Person, clock: Clock, today: date, copay: str) -> str:
    """In a nursing hospital from 1 January 2023 (day 120 is 30 April) until this day."""
    clock.today = today
    mother = person.adds(band=2)
    stay(person, mother, "2023-01-01", today.isoformat(), copay=copay)
    return stays(person, mother).text


def test_on_day_120_it_is_today_and_tomorrow(person: Person, clock: Clock) -> None:
    words = nursed_since_january(person, clock, date(2023, 4, 30), copay="2000000")
    assert "오늘(4월 30일)까지는 상한액 108만 원, 내일부터 168만 원이에요." in words
    assert "그날을 넘기면 예상 환급이 60만 원 줄어요." in words
    assert "0일 뒤" not in words


@pytest.mark.parametrize("today", [date(2023, 4, 11), date(2023, 4, 30), date(2023, 5, 1)], ids=str)
def test_a_sum_below_the_cap_is_said_to_lose_nothing(
    person: Person, clock: Clock, today: date
) -> None:
    words = nursed_since_january(person, clock, today, copay="900000")
    assert "지금까지 센 돈으로는 예상 환급이 달라지지 않아요." in words
    assert not {"줄어요", "줄었어요"} & set(re.findall(r"줄\w+", words))


def test_without_a_band_the_won_at_stake_are_a_range_with_a_way_to_the_band(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2023, 4, 11)
    mother = person.adds()
    stay(person, mother, "2023-01-01", "2023-04-11", copay="2000000")
    page = stays(person, mother)
    assert "19일 뒤(4월 30일)가 120일째예요." in page.text
    assert "그날을 넘기면 분위에 따라 예상 환급이 0원 ~ 60만 원 줄어요." in page.text
    assert read(page.html).all("a", href=f"/members/{mother}/bands/2023")
    clock.today = date(2023, 4, 30)
    assert "오늘(4월 30일)이 120일째예요." in stays(person, mother).text
    clock.today = date(2023, 5, 1)
    words = stays(person, mother).text
    assert "분위에 따라 예상 환급이 0원 ~ 60만 원 줄었어요." in words


def test_without_a_stay_there_is_a_way_to_enter_one_and_the_rule(person: Person) -> None:
    mother = person.adds()
    page = stays(person, mother)
    assert "입원한 날과 나온 날을 모두 하루로 세요. 공단 셈과 다를 수 있어요." in page.text
    [way] = [each for each in read(page.html).all("a") if "요양병원 입원 적기" in each.text]
    paper = form(person.get(way.attrs["href"]), "/receipts")
    chosen = {name: paper[name] for name in ("member_id", "provider_kind", "care_kind")}
    assert chosen == {"member_id": mother, "provider_kind": "nursing", "care_kind": "inpatient"}


def test_no_other_kinds_than_there_are_can_be_asked_for(person: Person) -> None:
    mother = person.adds()
    page = person.get(f"/receipts/new?member={mother}&provider_kind=<b>&care_kind=inpatient")
    paper = form(page, "/receipts")
    assert (paper["provider_kind"], paper["care_kind"]) == ("", "inpatient")


def test_the_calendar_adds_up_to_the_days(person: Person) -> None:
    mother = person.adds()
    stay(person, mother, "2023-01-20", "2023-03-05")
    stay(person, mother, "2023-12-01", "2023-12-31", provider_name="다른요양병원")
    page = stays(person, mother)
    months = [int(each.text[:-1]) for each in read(page.html).all("span", class_="strip-count")]
    assert months == [12, 28, 5, *[0] * 8, 31]
    assert days(page) == f"{sum(months)}일"


def test_another_insurance_makes_no_days(person: Person) -> None:
    mother = person.adds()
    stay(person, mother, "2023-02-01", "2023-02-28", insurance_kind="medical_aid")
    assert "요양병원 입원 영수증이 없어요" in stays(person, mother).text
