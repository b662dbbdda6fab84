"""Dates around a year's refund: start of the notices, lapse of the right, changes of rules.

Data and sources: `data/calendar.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from webapp.law.rulebook import read


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A rule to tell people about. `applies_to` says what `since` dates: "notified", "care" or
    "paid".
    """

    id: str
    label: str
    note: str
    since: date | None
    applies_to: str
    legal: str
    source: tuple[str, ...]
    status: str
    checked: date


@dataclass(frozen=True, slots=True)
class ClaimClock:
    """Where the three years stand in which a year's excess can be claimed.

    `waiting` for the notices, `open`, `lapsed`, or `unknown`: long ago, and it is not known when
    the notices began. `days_left` is 0 on the last day, `until`.
    """

    state: str
    until: date | None
    days_left: int | None


def notices_start(year: int) -> date | None:
    """The day on which notices for this year of treatment began to go out; None if not known."""
    return _notices().get(year)


def notice_season(year: int) -> tuple[date, date]:
    """When to look out for notices of this year of treatment: first and last day.

    The day itself where it is known. Else the days of the next calendar year between which they
    have begun in all years that are known: what has been so far, no promise.
    """
    start = notices_start(year)
    if start is not None:
        return start, start
    begun = [(day.month, day.day) for day in _notices().values()]
    return date(year + 1, *min(begun)), date(year + 1, *max(begun))


def claim_until(year: int) -> date | None:
    """The last day of the three years in which the excess can be claimed (NHI Act art. 91).

    Counted from the start of the notices, the first day left out (Civil Act art. 157). None if
    that day is not known. For a person who was never notified the law may count otherwise: do not
    promise more.
    """
    start = notices_start(year)
    if start is None:
        return None
    try:
        return start.replace(year=start.year + lapse_years())
    except ValueError:
        return date(start.year + lapse_years(), 2, 28)


def claim_clock(year: int, today: date) -> ClaimClock:
    """The three-year clock of a year of treatment on a day; see `claim_until`."""
    start, until = notices_start(year), claim_until(year)
    if start is None or until is None:
        return ClaimClock("waiting" if today.year <= year + 1 else "unknown", None, None)
    if today < start:
        return ClaimClock("waiting", until, None)
    left = (until - today).days
    return ClaimClock("open", until, left) if left >= 0 else ClaimClock("lapsed", until, None)


@cache
def lapse_years() -> int:
    """After how many years the right to the excess lapses: 3."""
    return int(read("calendar")["lapse"]["years"])


def arrears_may_be_deducted(notified_on: date) -> bool:
    """Whether overdue premiums may be taken off an excess notified on this day (NHI Act art.
    44(3)).
    """
    since = next(rule.since for rule in rule_notes() if rule.id == "arrears_deduction")
    return since is not None and since <= notified_on


@cache
def rule_notes() -> tuple[RuleNote, ...]:
    """The notes in the order of the data."""
    return tuple(
        RuleNote(
            id=row["id"],
            label=row["label"],
            note=row["note"],
            since=row.get("from"),
            applies_to=row["applies_to"],
            legal=row["legal"],
            source=tuple(row["source"]),
            status=row["status"],
            checked=row["checked"],
        )
        for row in read("calendar")["rule"]
    )


@cache
def _notices() -> Mapping[int, date]:
    return MappingProxyType({row["year"]: row["start"] for row in read("calendar")["notices"]})
