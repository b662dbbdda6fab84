"""The yearly ceiling of one person (Enforcement Decree of the NHI Act, art. 19 and annex 3).

Amounts are won. A year is a year of treatment. `UnknownYear` is raised for a year without a row:
nothing is extrapolated. Data and sources: `data/caps.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from webapp.law.rulebook import Source, read, sources

__all__ = [
    "Group",
    "Source",
    "UnknownYear",
    "Window",
    "YearTable",
    "advance_threshold",
    "cap_for",
    "computed_years",
    "group_of",
    "groups",
    "sources",
    "table",
    "top_cap",
    "windows",
]


class UnknownYear(LookupError):
    """There is no table of ceilings for this year of treatment."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bands that share one ceiling: `key` is "1", "2-3" …; `first` and `last` are income deciles,
    1-10.
    """

    key: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class YearTable:
    """Ceilings of one year in won, in the order of `groups`. `long_stay` is None before 2018."""

    year: int
    groups: tuple[Group, ...]
    general: tuple[int, ...]
    long_stay: tuple[int, ...] | None
    source: tuple[str, ...]
    status: str
    checked: date
    note: str | None
    _place: tuple[int, ...]

    def caps(self, *, long_stay: bool = False) -> tuple[int, ...]:
        """The row that applies; years without a long-stay row have the general one only."""
        return self.long_stay if long_stay and self.long_stay is not None else self.general

    def place(self, band: int) -> int:
        """Index of the band's group. Raises `ValueError` for a band outside 1..10."""
        if not 1 <= band <= 10:
            raise ValueError(f"band {band} is outside 1..10")
        return self._place[band - 1]


@dataclass(frozen=True, slots=True)
class Window:
    """A ceiling of the years 2004-2008: won per `months` from the start of treatment. Shown,
    never computed.
    """

    first: date
    last: date
    months: int
    cap: int
    note: str
    source: tuple[str, ...]
    status: str
    checked: date


def cap_for(year: int, band: int, *, long_stay: bool = False) -> int:
    """Yearly ceiling in won for one person (Enforcement Decree of the NHI Act, annex 3).

    `band` is the income decile, 1-10; `long_stay` means more than 120 days in nursing hospitals,
    which made no difference before 2018. Raises `UnknownYear` for a year without a table and
    `ValueError` for another band.
    """
    year_table = table(year)
    return year_table.caps(long_stay=long_stay)[year_table.place(band)]


def top_cap(year: int) -> int:
    """Highest general ceiling in won: the threshold of 사전급여 at one provider. Raises
    `UnknownYear`.
    """
    return max(table(year).general)


def advance_threshold(year: int, provider_kind: str) -> int | None:
    """Won above which this kind of provider stops charging a patient (사전급여).

    None for a year without a table and where there is no such settlement: nursing hospitals since
    2020.
    """
    ended = _no_advance_from().get(provider_kind)
    if year not in _tables() or (ended is not None and year >= ended.year):
        return None
    return top_cap(year)


def groups(year: int) -> tuple[Group, ...]:
    """Bands that share a ceiling: three groups up to 2013, seven since. Raises `UnknownYear`."""
    return table(year).groups


def group_of(year: int, band: int) -> Group:
    """The group that holds a band. Raises `UnknownYear` or `ValueError`."""
    year_table = table(year)
    return year_table.groups[year_table.place(band)]


def table(year: int) -> YearTable:
    """All ceilings of a year with their sources. Raises `UnknownYear`."""
    try:
        return _tables()[year]
    except KeyError:
        raise UnknownYear(f"no ceilings for {year}") from None


@cache
def computed_years() -> tuple[int, ...]:
    """The years of treatment that can be computed, oldest first."""
    return tuple(sorted(_tables()))


@cache
def windows() -> tuple[Window, ...]:
    """The six-month ceilings of 2004-2008, oldest first."""
    return tuple(
        Window(
            first=row["from"],
            last=row["to"],
            months=row["months"],
            cap=row["cap"],
            note=row["note"],
            source=tuple(row["source"]),
            status=row["status"],
            checked=row["checked"],
        )
        for row in read("caps")["window"]
    )


@cache
def _tables() -> Mapping[int, YearTable]:
    return MappingProxyType({row["year"]: _year_table(row) for row in read("caps")["year"]})


def _year_table(row: Mapping[str, Any]) -> YearTable:
    bands = _bands(row["year"])
    general = tuple(row["general"])
    long_stay = tuple(row["long_stay"]) if "long_stay" in row else None
    if len(general) != len(bands) or (long_stay is not None and len(long_stay) != len(bands)):
        raise ValueError(f"caps.toml, {row['year']}: {len(bands)} amounts expected in each row")
    return YearTable(
        year=row["year"],
        groups=bands,
        general=general,
        long_stay=long_stay,
        source=tuple(row["source"]),
        status=row["status"],
        checked=row["checked"],
        note=row.get("note"),
        _place=tuple(
            place for place, group in enumerate(bands) for _ in range(group.first, group.last + 1)
        ),
    )


def _bands(year: int) -> tuple[Group, ...]:
    latest = max(
        (row for row in read("caps")["groups"] if row["from"] <= year), key=lambda row: row["from"]
    )
    return tuple(
        Group(str(first) if first == last else f"{first}-{last}", first, last)
        for first, last in latest["bands"]
    )


@cache
def _no_advance_from() -> Mapping[str, date]:
    return {row["provider_kind"]: row["from"] for row in read("caps")["no_advance"]}
