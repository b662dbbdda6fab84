"""Days in nursing hospitals (요양병원) within one calendar year.

More than 120 such days raise the ceiling (Enforcement Decree, annex 3; form 6, footnote 3). The
day of admission and the day of discharge both count, and a day in two stays counts once. Data and
assumptions: `data/stays.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from webapp.law.receipt import Receipt
from webapp.law.rulebook import read

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NursingDays:
    """Days of one person in nursing hospitals in one year.

    `total` = `billed` + the days presumed after the last bill, up to `presumed_until`. `stays`
    are the separate runs of days behind `total`, presumed days included. `ongoing`: as far as we
    know, still there today.
    """

    total: int
    billed: int
    presumed_until: date | None
    stays: tuple[tuple[date, date], ...]
    ongoing: bool

    @property
    def long_stay(self) -> bool:
        return is_long_stay(self.total)


def is_long_stay(days: int) -> bool:
    """More than 120 days; 120 exactly keep the general ceiling."""
    return days > general_cap_days()


@cache
def general_cap_days() -> int:
    """How many days in nursing hospitals leave the general ceiling in force: 120."""
    return int(read("stays")["long_stay"]["more_than_days"])


@cache
def presumed_days() -> int:
    """For how many days after its last billed day a stay is presumed to go on. An assumption of
    ours: 31.
    """
    return int(read("stays")["presumed"]["days"])


def nursing_days(year: int, receipts: Iterable[Receipt], today: date) -> NursingDays:
    """Count the days of `year` in nursing hospitals, from 건강보험 inpatient receipts.

    Bills come monthly, so the stay with the latest last day is presumed to go on through `today`,
    never past 31 December, unless its receipt says `discharged`, or `today` is more than
    `presumed_days()` after that last day (then only billed days count), or another inpatient
    receipt, anywhere, lasts longer: then it ends the day before that one begins.
    """
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    inpatient = [
        receipt
        for receipt in receipts
        if receipt.care_kind == "inpatient"
        and receipt.insurance_kind == "health"
        and receipt.care_from <= last_day
        and receipt.care_to >= first_day
    ]
    nursing = [receipt for receipt in inpatient if receipt.provider_kind == "nursing"]
    if not nursing:
        return NursingDays(0, 0, None, (), False)
    billed = _merged(
        (max(receipt.care_from, first_day), min(receipt.care_to, last_day)) for receipt in nursing
    )
    billed_to = max(receipt.care_to for receipt in nursing)
    discharged = any(receipt.discharged for receipt in nursing if receipt.care_to == billed_to)
    believed_to = billed_to
    if not discharged and (today - billed_to).days <= presumed_days():
        elsewhere = (r.care_from - _DAY for r in inpatient if r.care_to > billed_to)
        believed_to = max(billed_to, min([today, last_day, *elsewhere]))
    stays = (*billed[:-1], (billed[-1][0], min(believed_to, last_day)))
    return NursingDays(
        total=_days(stays),
        billed=_days(billed),
        presumed_until=believed_to if believed_to > billed_to else None,
        stays=stays,
        ongoing=not discharged and first_day <= today <= min(believed_to, last_day),
    )


def _merged(spans: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Sorted spans without overlaps; spans that touch (31 May, 1 June) become one."""
    merged: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + _DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def _days(spans: Iterable[tuple[date, date]]) -> int:
    return sum((last - first).days + 1 for first, last in spans)
