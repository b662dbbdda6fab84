"""차이 설명서: the official amount beside the estimate, and where to look."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import Clock, RowCount
from tests.dom import Element, read
from tests.person import Page, Person
from webapp.refunds.difference import per_mille


def difference(person: Person, member: str, year: int, official: int | str) -> Page:
    where = f"/members/{member}/years/{year}/difference"
    answer = person.post(where, {"official": str(official)})
    return person.get(where) if answer.status == 303 else answer


def named(page: Page) -> list[str]:
    items = read(page.html).all("li", class_="card")
    return [each.attrs["data-reason"] for each in items if "data-reason" in each.attrs]


def card(page: Page, reason: str) -> str:
    return read(page.html).one("li", data_reason=reason).text


@pytest.fixture
def patient(person: Person) -> str:
    """J-2: twelve cycles every three weeks, and two scans: 3,784,000 counted, 584,000 above."""
    member = person.adds("이정호", year=2025, band=6)
    for cycle in range(12):
        day = (date(2025, 1, 14) + timedelta(days=21 * cycle)).isoformat()
        for name, kind, copay in (
            ("가온대학교병원", "tertiary", 210_000),
            ("새봄의원", "clinic", 15_000),
            ("햇살약국", "pharmacy", 37_000),
        ):
            care = "pharmacy" if kind == "pharmacy" else "outpatient"
            person.saves(
                member,
                provider_name=name,
                provider_kind=kind,
                care_kind=care,
                care_from=day,
                copay=copay,
            )
    for day in ("2025-03-18", "2025-06-10"):
        person.saves(
            member, provider_name="나루병원", provider_kind="general", care_from=day, copay=320_000
        )
    return member


def test_the_patients_notice_says_less_and_the_app_says_how_much_and_why(
    person: Person, patient: str
) -> None:
    page = difference(person, patient, 2025, 541_000)
    assert page.figure("estimate", patient, 2025) == 584_000
    assert (page.figures()["official"], page.figures()["difference"]) == (541_000, 43_000)
    assert "예상보다 43,000원 (7.4%) 적어요." in page.text
    assert {"mild_tertiary", "selective_benefit", "arrears", "subsidy"} <= set(named(page))
    assert "missing" not in named(page)
    assert "가온대학교병원" in card(page, "mild_tertiary")


def test_a_receipt_of_just_that_amount_comes_first(person: Person, patient: str) -> None:
    page = difference(person, patient, 2025, 584_000 - 37_000)
    assert named(page)[0] == "same_amount"
    assert "햇살약국" in card(page, "same_amount")
    assert "금액이 딱 맞아요" in card(page, "same_amount")


def test_a_band_that_explains_it_is_named(person: Person) -> None:
    member = person.adds(band=1)
    person.saves(member, copay=5_500_000)
    page = difference(person, member, 2023, 3_880_000)
    assert named(page)[0] == "band"
    assert "(4–5분위)" in card(page, "band")


def test_the_120_days_explain_it(person: Person) -> None:
    member = person.adds(band=5)
    stay = {"provider_kind": "nursing", "care_kind": "inpatient"}
    person.saves(member, **stay, care_from="2023-01-01", care_to="2023-04-30", copay=7_700_000)
    page = difference(person, member, 2023, 5_430_000)
    assert "금액이 딱 맞아요" in card(page, "long_stay")


def test_more_than_expected_points_to_what_is_missing(person: Person) -> None:
    member = person.adds(band=2, year=2024)
    person.saves(member, care_from="2024-03-02", copay=2_080_000, uncounted_selective_benefit=1000)
    page = difference(person, member, 2024, 1_500_000)
    assert "많아요" in page.text
    assert {"missing", "left_out", "cash_benefit"} <= set(named(page))
    assert not {"arrears", "subsidy", "shared_room"} & set(named(page))


def test_the_same_needs_no_reason(person: Person) -> None:
    member = person.adds(band=2)
    person.saves(member, copay=2_080_000)
    page = difference(person, member, 2023, 1_000_000)
    assert "예상과 딱 같아요." in page.text
    assert named(page) == []


def test_inside_the_range_of_an_unknown_band_is_said_and_its_band_named(person: Person) -> None:
    member = person.adds(band="")
    person.saves(member, copay=5_500_000)
    page = difference(person, member, 2023, 3_880_000)
    assert "예상한 범위 안이에요." in page.text
    assert "(4–5분위)" in card(page, "band")


def test_a_double_room_may_hide_in_an_inpatient_bill_alone(person: Person) -> None:
    member = person.adds(band=2)
    person.saves(member, provider_kind="general", care_kind="inpatient", copay=3_000_000)
    person.saves(member, provider_name="외래병원", provider_kind="general", copay=200_000)
    page = difference(person, member, 2023, 1_000_000)
    assert "외래병원" not in card(page, "shared_room")
    assert "가나병원" in card(page, "shared_room")


def test_arrears_are_a_reason_only_since_they_may_be_deducted(person: Person, clock: Clock) -> None:
    member = person.adds(band=2)
    person.saves(member, copay=3_000_000)
    assert "arrears" in named(difference(person, member, 2023, 1_000_000))
    clock.today = date(2026, 10, 7)
    assert "arrears" not in named(difference(person, member, 2023, 1_000_000))


def test_the_comparison_is_kept_with_those_of_before(person: Person, rows: RowCount) -> None:
    member, before = person.adds(band=2), rows("comparison")
    person.saves(member, copay=3_000_000)
    difference(person, member, 2023, 1_000_000)
    difference(person, member, 2023, 1_000_000)
    assert rows("comparison") == before + 1
    page = difference(person, member, 2023, 1_200_000)
    assert rows("comparison") == before + 2
    assert "공식 1,000,000원 · 그때 예상 1,920,000원" in page.text
    assert person.get(f"/members/{member}/years/2023/difference").text == page.text


@pytest.mark.parametrize("typed", ["", "백만", "-1", "99999999999999"])
def test_what_is_no_amount_is_asked_for_again(person: Person, typed: str) -> None:
    member = person.adds(band=2)
    person.saves(member, copay=3_000_000)
    answer = difference(person, member, 2023, typed)
    assert (answer.status, bool(answer.error("official"))) == (422, True)
    assert answer.value("official") == typed


def test_a_year_without_a_table_cannot_be_compared(person: Person, clock: Clock) -> None:
    clock.today = date(2028, 3, 1)
    member = person.adds(year=2027)
    person.saves(member, care_from="2027-05-02", copay=3_000_000)
    where = f"/members/{member}/years/2027/difference"
    page = person.get(where)
    assert "2027년 상한액 표가 앱에 없어 견줄 수 없어요." in page.text
    assert not read(page.html).all("form", action=where)
    assert person.post(where, {"official": "1000"}).status == 404


def ways(person: Person, member: str, year: int) -> list[str]:
    """Where the year's 계산 풀이 leads to for a comparison."""
    links = read(person.get(f"/members/{member}/years/{year}").html).all("a", class_="way")
    return [each.attrs["href"] for each in links if "공식 안내문과 다른가요?" in each.text]


def test_a_past_year_leads_to_it_without_any_authentication(person: Person) -> None:
    member = person.adds(band=2)
    for year in (2012, 2023, 2026):
        person.saves(member, care_from=f"{year}-03-02", copay=100_000)  # gives nothing back
    assert [ways(person, member, year) for year in (2012, 2023, 2026)] == [
        [f"/members/{member}/years/2012/difference"],
        [f"/members/{member}/years/2023/difference"],
        [],
    ]
    [where] = ways(person, member, 2023)
    page = person.get(where)
    assert page.status == 200
    back = read(page.html).one("a", class_="topbar-back")
    assert back.attrs["href"] == f"/members/{member}/years/2023"


def test_the_reasons_are_a_list_to_tick_off_below_the_form(person: Person) -> None:
    member = person.adds(band="")
    person.saves(member, copay=5_500_000)
    page = difference(person, member, 2023, 3_880_000)
    main = read(page.html).one("main")
    boxes = [each.one("input", type="checkbox") for each in main.all("li") if is_reason(each)]
    assert len({each.attrs["value"] for each in boxes}) == len(boxes) > 1
    order = [each for each in main if is_reason(each) or each.attrs.get("name") == "official"]
    assert order[0].attrs.get("name") == "official"


def is_reason(each: Element) -> bool:
    return "data-reason" in each.attrs


def test_the_three_years_and_what_is_said_of_30_days_are_told_beside_it(person: Person) -> None:
    member = person.adds(band=2)
    person.saves(member, copay=3_000_000)
    page = person.get(f"/members/{member}/years/2023/difference")
    told = read(page.html).one("section", aria_labelledby="notice").text
    assert "청구할 날이 285일 남았어요. 2027.09.02(목)까지예요." in told
    assert "확인 필요 안내한 날부터 30일이 지나면" in told
    assert "2023년 글 한 곳에서만 읽었어요." in told


@pytest.mark.parametrize(
    ("difference", "expected", "thousandths"),
    [(43_000, 584_000, 74), (1, 2_000, 1), (1, 2_001, 0), (584_000, 584_000, 1000)],
)
def test_thousandths_are_rounded_half_up(difference: int, expected: int, thousandths: int) -> None:
    assert per_mille(difference, expected) == thousandths
