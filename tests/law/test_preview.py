"""What may follow in a year: ranges that hold, and a year that is only imagined."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.factory import nursing_month, receipt
from webapp.law.assess import assess, settle
from webapp.law.caps import top_cap
from webapp.law.forecast import rise, stakes
from webapp.law.preview import (
    MONTHS_NEEDED,
    Course,
    course,
    days_ahead,
    nearness,
    pace,
    what_if,
)
from webapp.law.stays import NursingDays, nursing_days

NOWHERE = NursingDays(0, 0, None, (), False)
BANDS = st.one_of(st.none(), st.integers(1, 10))
YEARS = st.integers(2009, 2028)
WON = st.integers(0, 30_000_000)
SUMS = st.dictionaries(st.integers(1, 12), WON)
TODAYS = st.dates(date(2022, 12, 20), date(2024, 1, 10))


def mothers(until: int, today: str) -> tuple[dict[int, int], NursingDays]:
    """J-1 as far as it has come: 480,000 a month from February on."""
    bills = [nursing_month(2023, month) for month in range(2, until + 1)]
    return dict.fromkeys(range(2, until + 1), 480_000), nursing_days(
        2023, bills, date.fromisoformat(today)
    )


def seen_from(month: int, by_month: dict[int, int], band: int | None = 2) -> Course:
    return course(2023, band, by_month, NOWHERE, date(2023, month, 10))


@given(YEARS, BANDS, WON, st.integers(0, 366))
def test_nothing_more_is_the_year_as_it_is(
    year: int, band: int | None, counted: int, days: int
) -> None:
    assert what_if(year, band, counted, days) == settle(
        year, band, counted=counted, nursing_days=days
    )


@given(st.integers(2009, 2026), st.integers(1, 10), WON, WON, st.integers(0, 366))
def test_more_paid_never_gives_less_back_and_never_all_of_it(
    year: int, band: int, counted: int, more: int, days: int
) -> None:
    before = what_if(year, band, counted, days).estimate or 0
    after = what_if(year, band, counted, days, more=more).estimate or 0
    assert before <= after <= before + more


@given(st.integers(2009, 2026), st.integers(1, 10), WON, st.integers(0, 200), st.integers(0, 166))
def test_more_days_never_give_more_back(
    year: int, band: int, counted: int, days: int, more: int
) -> None:
    stay = what_if(year, band, counted, days, days=more).estimate or 0
    assert stay <= (what_if(year, band, counted, days).estimate or 0)


@pytest.mark.parametrize("less", [{"more": -1}, {"days": -1}])
def test_there_is_no_less_than_nothing_more(less: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        what_if(2023, 2, 1_000_000, 0, **less)


@given(BANDS, SUMS, TODAYS)
def test_low_middle_and_high_keep_their_order_in_every_month(
    band: int | None, by_month: dict[int, int], today: date
) -> None:
    found = course(2023, band, by_month, NOWHERE, today)
    assert [each.month for each in found.months] == list(range(1, 13))
    for each in found.months:
        assert each.low <= each.middle <= each.high
        assert each.ahead or each.low == each.high
    for name in ("low", "middle", "high"):
        sums = [getattr(each, name) for each in found.months]
        assert sums == sorted(sums)
    assert found.low.counted == sum(by_month.values())
    if found.middle and found.high:
        assert found.low.counted <= found.middle.counted <= found.high.counted


@given(BANDS, SUMS, TODAYS)
def test_the_range_holds_what_is_written_down(
    band: int | None, by_month: dict[int, int], today: date
) -> None:
    found = course(2023, band, by_month, NOWHERE, today)
    now = settle(2023, band, counted=sum(by_month.values()), nursing_days=0)
    assert found.lowest is not None
    assert found.highest is not None
    for won in (now.estimate,) if band else (now.lowest, now.highest):
        assert won is not None
        assert found.lowest <= won <= found.highest


@given(BANDS, SUMS, st.integers(2027, 2030))
def test_a_year_without_a_table_promises_nothing(
    band: int | None, by_month: dict[int, int], year: int
) -> None:
    found = course(year, band, by_month, NOWHERE, date(year, 10, 10))
    assert (found.lowest, found.highest, found.crossing) == (None, None, None)
    assert {each.lowest_cap for each in found.months} == {None}


@given(SUMS, TODAYS)
def test_too_little_is_known_until_three_months_with_care_are_over(
    by_month: dict[int, int], today: date
) -> None:
    found = pace(2023, by_month, today)
    over = [month for month in by_month if by_month[month] and month < today.month]
    assert (found is not None) == (today.year == 2023 and len(over) >= MONTHS_NEEDED)


def test_the_month_that_runs_is_no_experience() -> None:
    assert pace(2023, {1: 5, 2: 5, 3: 5}, date(2023, 3, 31)) is None
    assert pace(2023, {1: 5, 2: 5, 3: 5}, date(2023, 4, 1)) is not None


def test_months_without_care_between_are_experience_too() -> None:
    """Three visits in nine months are not a visit each month."""
    found = pace(2023, {1: 90_000, 5: 60_000, 9: 30_000}, date(2023, 10, 1))
    assert found is not None
    assert (found.months, found.middle, found.highest) == (3, 0, 90_000)


def test_months_before_the_first_care_are_none() -> None:
    found = pace(2023, {4: 10, 5: 20, 6: 40}, date(2023, 7, 1))
    assert found is not None
    assert (found.middle, found.highest) == (20, 40)


def test_the_middle_of_an_even_number_of_months_is_half_of_both() -> None:
    found = pace(2023, {1: 10, 2: 25, 3: 40, 4: 90}, date(2023, 5, 1))
    assert found is not None
    assert found.middle == 32


def test_a_month_that_runs_is_filled_up_and_never_cut() -> None:
    usual = dict.fromkeys(range(1, 5), 100_000)
    little, much = seen_from(5, {**usual, 5: 30_000}), seen_from(5, {**usual, 5: 700_000})
    assert little.months[4].middle == 500_000
    assert much.months[4].middle == much.months[4].low == 1_100_000


def test_the_month_of_passing_is_told_for_both_ways() -> None:
    found = seen_from(5, {1: 100_000, 2: 100_000, 3: 100_000, 4: 250_000})
    # 550,000 by April; 1,080,000 is passed with 100,000 a month in October, with 250,000 in July
    assert (found.crossing, found.crossing_at_most) == (10, 7)


def test_an_unknown_band_is_held_to_the_lowest_ceiling() -> None:
    found = seen_from(5, dict.fromkeys(range(1, 5), 200_000), band=None)
    assert (found.months[0].lowest_cap, found.months[0].highest_cap) == (870_000, 7_800_000)
    assert found.crossing == 5
    assert found.lowest == 0


def test_a_finished_year_is_not_forecast() -> None:
    found = course(2023, 2, dict.fromkeys(range(1, 13), 200_000), NOWHERE, date(2024, 1, 1))
    assert (found.pace, found.middle, found.high) == (None, None, None)
    assert (found.months_with_care, found.low.counted) == (12, 2_400_000)


def test_a_stay_that_goes_on_raises_the_ceiling_on_its_way() -> None:
    by_month, nursing = mothers(until=4, today="2023-05-11")
    found = course(2023, 2, by_month, nursing, date(2023, 5, 11))
    caps = [each.lowest_cap for each in found.months]
    assert caps == [1_080_000] * 5 + [1_680_000] * 7
    assert found.high is not None
    assert (found.low.nursing_days, found.high.nursing_days) == (100, 334)
    assert found.low.settlement.estimate == 360_000
    assert found.high.settlement.estimate == 480_000 * 11 - 1_680_000


def test_a_stay_that_has_ended_raises_nothing() -> None:
    bills = [nursing_month(2023, 2), nursing_month(2023, 3, discharged=True)]
    nursing = nursing_days(2023, bills, date(2023, 5, 11))
    found = course(2023, 2, {2: 1, 3: 1}, nursing, date(2023, 5, 11))
    assert {each.lowest_cap for each in found.months} == {1_080_000}


def test_what_hangs_on_day_120_in_the_mothers_year() -> None:
    assert stakes(2023, 2, 1_440_000) == (360_000, 360_000)
    assert stakes(2023, 2, 1_920_000) == (600_000, 600_000)
    assert stakes(2023, 2, 1_080_000) == (0, 0)
    assert stakes(2027, 2, 5_000_000) is None


RISES = {
    (2012, 2): "never",
    (2017, 2): "never",
    (2017, None): "never",
    (2018, 5): "always",
    (2018, 6): "never",
    (2022, None): "sometimes",
    (2023, 10): "always",
    (2026, None): "always",
    (2027, 2): "unknown",
    (2027, None): "unknown",
}


@pytest.mark.parametrize(("year", "band"), RISES, ids=str)
def test_what_the_121st_day_does_to_the_ceiling(year: int, band: int | None) -> None:
    assert rise(year, band) == RISES[year, band]


@given(st.integers(2009, 2026), WON)
def test_what_hangs_on_day_120_without_a_band_spans_all_bands(year: int, counted: int) -> None:
    found = stakes(year, None, counted)
    of_bands = [stakes(year, band, counted) for band in range(1, 11)]
    assert found == (
        min(each[0] for each in of_bands if each),
        max(each[1] for each in of_bands if each),
    )


@pytest.mark.parametrize(
    ("won", "level"),
    [(0, ""), (2_559_999, ""), (2_560_000, "near"), (3_199_999, "near"), (3_200_000, "reached")],
)
def test_how_near_a_ceiling_is(won: int, level: str) -> None:
    """J-2: the ceiling is 3,200,000, and 80 per cent of it 2,560,000."""
    assert nearness(won, 3_200_000) == level
    assert nearness(won, None) == ""


def test_a_nursing_hospital_is_never_near() -> None:
    top = top_cap(2023)
    bills = [receipt(top, provider="nursing", name="가"), receipt(top, name="나")]
    found = assess(2023, 2, bills, date(2023, 12, 31)).providers
    assert {each.name: nearness(each.counted, each.top_cap) for each in found} == {
        "가": "",
        "나": "reached",
    }


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2022-06-01", 365),
        ("2023-01-01", 364),
        ("2023-12-30", 1),
        ("2023-12-31", 0),
        ("2024-01-01", 0),
    ],
)
def test_the_days_that_are_still_to_come(today: str, days: int) -> None:
    assert days_ahead(2023, date.fromisoformat(today)) == days
