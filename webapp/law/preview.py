"""The rest of a year, and the year as it would be if: a range or a condition, never a promise.

No rule of the law says how much somebody will pay. The method is ours: nothing more is paid (low);
each month costs what the middle one of the months since the first care cost, those without care
among them (middle); each month costs what the dearest did (high). Only finished months count as
experience, and fewer than `MONTHS_NEEDED` with care allow no forecast at all. A stay in a nursing
hospital that goes on is taken to go on through December. Amounts are won.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.law.assess import Settlement, settle
from webapp.law.stays import NursingDays

MONTHS_NEEDED = 3
NEARLY = 80  # per cent of a ceiling: time to say that it is near

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a month has cost: of `months` finished months with care. `middle` is the median."""

    months: int
    middle: int
    highest: int


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """The sum of a year at the end of a month.

    `low` is what is written down by then; `middle` and `high` are more only where the month is
    not over and there is a forecast (`ahead`). The ceilings are those of the days in nursing
    hospitals by then; equal for a known band, of the lowest and the highest group for an unknown
    one, None for a year without a table.
    """

    month: int
    ahead: bool
    low: int
    middle: int
    high: int
    lowest_cap: int | None
    highest_cap: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The whole year in one of the three ways: its sum, days in nursing hospitals, and ceiling."""

    counted: int
    nursing_days: int
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class Course:
    """A year month by month, and its end.

    Without a forecast (`pace` is None: too few months, or the year is not the present one)
    `middle` and `high` are None. `lowest` and `highest` are the least and the most that the
    estimate comes to in all three ways and for all bands that are possible. `crossing` and
    `crossing_at_most` are the first months from which on the middle and the high sum stay above
    the ceiling, for an unknown band the lowest one.
    """

    months: tuple[MonthAhead, ...]
    months_with_care: int
    pace: Pace | None
    low: Outlook
    middle: Outlook | None
    high: Outlook | None
    lowest: int | None
    highest: int | None
    crossing: int | None
    crossing_at_most: int | None


def days_ahead(year: int, today: date) -> int:
    """How many days of `year` are still to come; today is not among them."""
    return max(0, (date(year, 12, 31) - max(today, date(year, 1, 1) - _DAY)).days)


def what_if(
    year: int, band: int | None, counted: int, nursing_days: int, *, more: int = 0, days: int = 0
) -> Settlement:
    """The year if `more` won were paid that count, and `days` more spent in nursing hospitals.

    With neither it is the year as it is. Raises `ValueError` for less than nothing, and for a band
    outside 1..10.
    """
    if more < 0 or days < 0:
        raise ValueError("there is no less than nothing more")
    return settle(year, band, counted=counted + more, nursing_days=nursing_days + days)


def nearness(won: int, ceiling: int | None) -> str:
    """`reached` at the ceiling and above, `near` from 80 per cent of it, else nothing.

    Of one institution's sum against the highest ceiling as of a year's against its own.
    """
    if ceiling is None:
        return ""
    if won >= ceiling:
        return "reached"
    return "near" if won * 100 >= ceiling * NEARLY else ""


def pace(year: int, by_month: Mapping[int, int], today: date) -> Pace | None:
    """What months have cost so far, from counted won by month (1-12).

    None for a year that is not today's, and for too few finished months with care.
    """
    cared = _months_with_care(year, by_month, today)
    if year != today.year or len(cared) < MONTHS_NEEDED:
        return None
    costs = [by_month.get(month, 0) for month in range(cared[0], today.month)]
    return Pace(len(cared), _median(costs), max(costs))


def course(
    year: int, band: int | None, by_month: Mapping[int, int], nursing: NursingDays, today: date
) -> Course:
    """A year month by month, from counted won by month (1-12).

    Raises `ValueError` for a band outside 1..10.
    """
    rate = pace(year, by_month, today)
    months = _months(year, band, by_month, nursing, today, rate)
    last = months[-1]
    days = _days_by(nursing, date(year, 12, 31))
    low = _outlook(year, band, last.low, nursing.total)
    middle = high = None
    if rate is not None:
        middle = _outlook(year, band, last.middle, days)
        high = _outlook(year, band, last.high, days)
    estimates = [won for each in (low, middle, high) if each for won in _estimates(each)]
    return Course(
        months=months,
        months_with_care=len(_months_with_care(year, by_month, today)),
        pace=rate,
        low=low,
        middle=middle,
        high=high,
        lowest=min(estimates, default=None),
        highest=max(estimates, default=None),
        crossing=_crossing([(each.month, each.middle, each.lowest_cap) for each in months]),
        crossing_at_most=_crossing([(each.month, each.high, each.lowest_cap) for each in months]),
    )


def _months_with_care(year: int, by_month: Mapping[int, int], today: date) -> list[int]:
    """The months that are over and cost something."""
    over = 12 if year < today.year else today.month - 1 if year == today.year else 0
    return [month for month in range(1, over + 1) if by_month.get(month, 0) > 0]


def _median(costs: Sequence[int]) -> int:
    """The middle one; of two middle ones the half of both, floored."""
    costs = sorted(costs)
    half = len(costs) // 2
    return costs[half] if len(costs) % 2 else (costs[half - 1] + costs[half]) // 2


def _months(
    year: int,
    band: int | None,
    by_month: Mapping[int, int],
    nursing: NursingDays,
    today: date,
    rate: Pace | None,
) -> tuple[MonthAhead, ...]:
    """What a month in which somebody is already has cost more than it does now is never less."""
    months = []
    low = middle = high = 0
    for month in range(1, 13):
        cost = by_month.get(month, 0)
        ahead = rate is not None and month >= today.month
        low += cost
        middle += max(cost, rate.middle) if rate is not None and ahead else cost
        high += max(cost, rate.highest) if rate is not None and ahead else cost
        caps = _caps(year, band, _days_by(nursing, _last_day(year, month)))
        months.append(MonthAhead(month, ahead, low, middle, high, *caps))
    return tuple(months)


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - _DAY


def _days_by(nursing: NursingDays, last: date) -> int:
    """Days in nursing hospitals by a day, if a stay that goes on goes on until then."""
    days = sum((min(end, last) - begin).days + 1 for begin, end in nursing.stays if begin <= last)
    if not nursing.ongoing:
        return days
    return days + max(0, (last - nursing.stays[-1][1]).days)


def _caps(year: int, band: int | None, days: int) -> tuple[int | None, int | None]:
    ladder = settle(year, band, counted=0, nursing_days=days)
    if not ladder.ladder:
        return None, None
    if ladder.cap is not None:
        return ladder.cap, ladder.cap
    return ladder.ladder[0].cap, ladder.ladder[-1].cap


def _outlook(year: int, band: int | None, counted: int, days: int) -> Outlook:
    return Outlook(counted, days, settle(year, band, counted=counted, nursing_days=days))


def _estimates(outlook: Outlook) -> list[int]:
    """What may come of it: one estimate, or the range of an unknown band."""
    found = outlook.settlement
    if found.estimate is not None:
        return [found.estimate]
    return [won for won in (found.lowest, found.highest) if won is not None]


def _crossing(sums: Sequence[tuple[int, int, int | None]]) -> int | None:
    """The first of the months at the end in all of which the sum is above the ceiling."""
    first = None
    for month, won, cap in reversed(sums):
        if cap is None or won <= cap:
            return first
        first = month
    return first
