"""입원일 세기: days in nursing hospitals, overlaps, what is presumed, the discharge."""

from __future__ import annotations

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


@pytest.mark.parametrize(("year", "band"), [(2017, 2), (2012, 2), (2020, 6), (2022, 10)], ids=str)
def test_where_the_line_changes_nothing_that_is_told(person: Person, year: int, band: int) -> None:
    mother = person.adds(year=year, band=band)
    stay(person, mother, f"{year}-01-01", f"{year}-06-30")
    assert "이 해·이 구간은 120일이 지나도 상한액이 같아요." in stays(person, mother, year).text


@pytest.mark.parametrize(("year", "band"), [(2018, 5), (2023, 10)], ids=str)
def test_where_the_line_matters_that_is_not_told(person: Person, year: int, band: int) -> None:
    mother = person.adds(year=year, band=band)
    stay(person, mother, f"{year}-01-01", f"{year}-06-30")
    assert "상한액이 같아요" not in stays(person, mother, year).text


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
