"""환급금 조회: what stands there, from when, until when, and what is never said."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Clock
from tests.dom import Element, read
from tests.person import Page, Person
from tests.refunds.applicant import Applicant, applicant, over_the_cap
from tests.simple_auth.person import authenticates
from webapp.refunds.statements import phase


def cards(page: Page) -> list[Element]:
    return [
        each for each in read(page.html).all("article", class_="card") if "data-state" in each.attrs
    ]


def looks(person: Person, query: str = "") -> Page:
    if person.get("/statements").status == 303:
        authenticates(person)
    return person.get(f"/statements{query}")


def states(page: Page) -> dict[int, str]:
    return {int(each.attrs["data-year"]): each.attrs["data-state"] for each in cards(page)}


DAYS = {
    "the day before the notices of 2023": (2023, date(2024, 9, 1), "upcoming"),
    "the first day of the notices": (2023, date(2024, 9, 2), "open"),
    "the last day of three years": (2023, date(2027, 9, 2), "open"),
    "one day more": (2023, date(2027, 9, 3), "lapsed"),
    "this year": (2026, date(2026, 11, 21), "upcoming"),
    "a year whose notices are not known, in their season": (2026, date(2027, 12, 31), "upcoming"),
    "when they are surely out": (2026, date(2028, 1, 1), "open"),
    "2019, of which no day is known": (2019, date(2026, 11, 21), "lapsed"),
    "2019 while it was surely open": (2019, date(2023, 12, 31), "open"),
    "long ago": (2010, date(2026, 11, 21), "lapsed"),
}


@pytest.mark.parametrize(("year", "today", "expected"), DAYS.values(), ids=DAYS)
def test_the_days_of_the_law_say_what_a_year_is(year: int, today: date, expected: str) -> None:
    assert phase(year, today) == expected


def test_each_years_state_follows_from_its_days(person: Person) -> None:
    mother = person.adds(band="")
    for year in (2019, 2022, 2023, 2025, 2026):
        person.saves(mother, care_from=f"{year}-03-02", copay=20_000_000)
    assert states(looks(person)) == {
        2026: "upcoming",
        2025: "open",
        2023: "open",
        2022: "lapsed",
        2019: "lapsed",
    }


def test_a_row_tells_kind_person_period_amount_and_state(person: Person) -> None:
    mother = over_the_cap(person)
    page = looks(person)
    card = cards(page)[0]
    pairs = {each.all("dt")[0].text: each.all("dd")[0].text for each in card.one("dl").all("div")}
    assert pairs == {
        "종류": "상한액 초과금",
        "진료받은 사람": "엄마",
        "발생기간": "2023.01~2023.12",
        "예상 금액": "4,370,000원",
        "상태": "신청 가능",
    }
    assert page.figure("estimate", mother, 2023) == 4_370_000
    assert "예상이에요" in card.text
    assert "청구할 수 있는 날이 285일 남았어요" in card.text
    assert card.all("a", href=f"/claims/new?statement={mother}:2023")


def test_the_amount_is_what_the_year_of_that_person_says(person: Person) -> None:
    mother = over_the_cap(person)
    year = person.get(f"/members/{mother}/years/2023").figure("estimate", mother, 2023)
    assert looks(person).figure("estimate", mother, 2023) == year


def test_an_unknown_band_is_a_range_and_never_one_number(person: Person) -> None:
    over_the_cap(person, band="")
    page = looks(person)
    assert set(page.figures()) == {"lowest", "highest"}
    assert (page.figures()["lowest"], page.figures()["highest"]) == (0, 4_580_000)
    assert "분위를 몰라 범위로 보여요." in page.text


def test_two_people_are_two_rows_and_no_sum(person: Person) -> None:
    for name in ("엄마", "아빠"):
        over_the_cap(person, name)
    page = looks(person)
    assert len(cards(page)) == 2
    assert "8,740,000" not in page.html


def test_nothing_to_give_back_is_said_as_such(person: Person) -> None:
    person.saves(person.adds(band=10), copay=500_000)
    page = looks(person)
    assert "내역이 없습니다" in page.text
    assert page.figures() == {}
    assert "지난해 영수증 넣기" in page.text


def test_a_year_exactly_at_its_cap_gives_nothing_back(person: Person) -> None:
    person.saves(person.adds(band=1), copay=870_000)
    assert "내역이 없습니다" in looks(person).text


def test_this_year_is_an_estimate_that_cannot_be_applied_for(person: Person) -> None:
    mother = over_the_cap(person, year=2026)
    page = looks(person)
    assert "발생 예정" in page.text
    assert "2027년 8월 말쯤 공단이 금액을 정해요" in page.text
    assert "/claims/new" not in page.html
    assert "지금은 모의 신청할 수 없어요" in person.get(f"/claims/new?statement={mother}:2026").text
    agreed = {"statement": f"{mother}:2026", "practice": "1", "keep": "1"}
    assert person.post("/claims", agreed).status == 409


def test_a_year_without_a_table_is_unknown_and_no_number_stands_for_it(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2027, 3, 1)
    mother = person.adds(year=2027)
    person.saves(mother, care_from="2027-02-01", copay=5_000_000)
    page = looks(person)
    assert "미확인" in page.text
    assert page.figures() == {}


def test_what_lapsed_cannot_be_applied_for(person: Person) -> None:
    mother = over_the_cap(person, year=2022)
    page = looks(person)
    assert "기한 지남" in page.text
    assert "안내를 못 봤다면 1577-1000에 물어보세요" in page.text
    assert person.post("/claims", {"statement": f"{mother}:2022"}).status == 409


@pytest.mark.parametrize("kind", ["premium", "copay"])
def test_the_two_other_kinds_are_made_up_and_say_so(person: Person, kind: str) -> None:
    over_the_cap(person)
    page = looks(person, f"?kind={kind}")
    row = read(page.html).one("article", class_="made-up")
    assert "지어낸 줄이에요" in row.text
    assert "연습" in row.text
    assert cards(page) == []
    assert page.figures() == {}
    assert "/claims/new" not in page.html


def test_the_three_kinds_are_kept_apart(person: Person) -> None:
    over_the_cap(person)
    page = looks(person)
    chips = read(page.html).one("nav", class_="chips").all("a")
    assert [each.text for each in chips] == [
        "상한액 초과금",
        "보험료 환급금",
        "본인부담금 환급금",
    ]
    assert "지어낸" not in page.text
    assert cards(looks(person, "?kind=zzz"))


def test_the_real_counters_are_named(person: Person) -> None:
    over_the_cap(person)
    page = looks(person)
    assert 'href="tel:1577-1000"' in page.html
    for counter in ("건강보험25시", "www.nhis.or.kr", "지사"):
        assert counter in page.text
    assert "모의 자료예요. 진짜 내역은 공식 앱에서 확인하세요." in page.text


def test_a_deleted_person_has_no_row(person: Person) -> None:
    mother = over_the_cap(person)
    person.post(f"/members/{mother}/deletion")
    assert "내역이 없습니다" in looks(person).text


def test_the_whole_of_the_daughters_mother(person: Person) -> None:
    """J-1, step 14: the row of the year that the daughter wrote down, and its receipt."""
    mother = person.adds("김순자", band=2)
    stay = {"provider_kind": "nursing", "care_kind": "inpatient", "provider_name": "은빛요양병원"}
    for first, last, copay in (
        ("2023-02-01", "2023-08-31", 3_360_000),
        ("2023-10-01", "2023-12-31", 1_440_000),
    ):
        person.saves(mother, **stay, care_from=first, care_to=last, copay=copay)
    ward = {"provider_kind": "general", "care_kind": "inpatient", "provider_name": "늘봄종합병원"}
    person.saves(
        mother,
        **ward,
        care_from="2023-09-01",
        care_to="2023-09-30",
        copay=1_650_000,
        uncounted_shared_room=400_000,
    )
    applying: Applicant = applicant(person)
    assert person.get("/statements").figure("estimate", mother, 2023) == 4_370_000
    assert applying.applies(mother).startswith("모의-2026-")
