"""What the 120-day line in nursing hospitals will cost, before it is crossed and after. Amounts
are won.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.law.caps import UnknownYear, YearTable, table
from webapp.law.stays import NursingDays, general_cap_days, is_long_stay


@dataclass(frozen=True, slots=True)
class Cliff:
    """The line between the two ceilings for a stay that goes on.

    `days` so far, today included; `last_general_day` is day 120 and `first_long_stay_day` day
    121, `days_left` the days from today to day 120 (0 on it and after). The caps and `at_stake`,
    by which crossing lowers the estimate of the present sum, are None for an unknown band.
    """

    days: int
    last_general_day: date
    first_long_stay_day: date
    days_left: int
    general_cap: int | None
    long_stay_cap: int | None
    at_stake: int | None

    @property
    def crossed(self) -> bool:
        return is_long_stay(self.days)


@dataclass(frozen=True, slots=True)
class ShorterStay:
    """The same year had it not passed 120 days; `difference` is how much higher the estimate
    would be.
    """

    cap: int
    estimate: int
    difference: int


def cliff(
    year: int, band: int | None, counted: int, nursing: NursingDays, today: date
) -> Cliff | None:
    """The 120-day line for an ongoing stay.

    None when nobody is known to be in a nursing hospital today, when day 121 falls into the next
    year, and where the line changes nothing: years up to 2017, bands 6 and up in 2018-2022, a
    year without a table. Raises `ValueError` for a band outside 1..10.
    """
    if not nursing.ongoing or not _line_matters(year, band):
        return None
    last_general_day = _day_number(general_cap_days(), nursing)
    first_long_stay_day = last_general_day + timedelta(days=1)
    if first_long_stay_day.year != year:
        return None
    general, long_stay = (None, None) if band is None else _both_caps(table(year), band)
    return Cliff(
        days=sum((min(last, today) - first).days + 1 for first, last in nursing.stays),
        last_general_day=last_general_day,
        first_long_stay_day=first_long_stay_day,
        days_left=max(0, (last_general_day - today).days),
        general_cap=general,
        long_stay_cap=long_stay,
        at_stake=(
            None
            if general is None or long_stay is None
            else max(0, counted - general) - max(0, counted - long_stay)
        ),
    )


def without_long_stay(
    year: int, band: int | None, counted: int, nursing: NursingDays
) -> ShorterStay | None:
    """What the estimate would be had the year's stays not passed 120 days.

    None where they did not, where it makes no difference, and for an unknown band.
    Raises `ValueError` for a band outside 1..10.
    """
    if band is None or not nursing.long_stay or not _line_matters(year, band):
        return None
    general, long_stay = _both_caps(table(year), band)
    estimate = max(0, counted - general)
    return ShorterStay(general, estimate, estimate - max(0, counted - long_stay))


def stakes(year: int, band: int | None, counted: int) -> tuple[int, int] | None:
    """By how much passing day 120 lowers the estimate of this sum: the least and the most, over
    the bands that are possible.

    None for a year without a table. Raises `ValueError` for a band outside 1..10.
    """
    try:
        caps = _possible_caps(table(year), band)
    except UnknownYear:
        return None
    lost = [max(0, counted - general) - max(0, counted - stay) for general, stay in caps]
    return min(lost), max(lost)


def rise(year: int, band: int | None) -> str:
    """What passing day 120 does to the ceiling: raises it `always`, `never` (years up to 2017,
    bands 6 and up in 2018-2022), or `sometimes`, which hangs on a band that is not known; for a
    year without a table `unknown`. Raises `ValueError` for a band outside 1..10.
    """
    try:
        caps = _possible_caps(table(year), band)
    except UnknownYear:
        return "unknown"
    raised = [general != stay for general, stay in caps]
    if all(raised):
        return "always"
    return "sometimes" if any(raised) else "never"


def _line_matters(year: int, band: int | None) -> bool:
    return rise(year, band) in ("always", "sometimes")


def _possible_caps(year_table: YearTable, band: int | None) -> list[tuple[int, int]]:
    """Both ceilings of the band; of an unknown one, those of every group."""
    if band is not None:
        return [_both_caps(year_table, band)]
    return list(zip(year_table.general, year_table.caps(long_stay=True), strict=True))


def _both_caps(year_table: YearTable, band: int) -> tuple[int, int]:
    place = year_table.place(band)
    return year_table.general[place], year_table.caps(long_stay=True)[place]


def _day_number(number: int, nursing: NursingDays) -> date:
    """The date of the n-th day in nursing hospitals, if the last stay goes on without a break."""
    before = 0
    for first, last in nursing.stays[:-1]:
        days = (last - first).days + 1
        if before + days >= number:
            return first + timedelta(days=number - before - 1)
        before += days
    return nursing.stays[-1][0] + timedelta(days=number - before - 1)
