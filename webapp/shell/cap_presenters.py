"""The cap table (S-13): every year, each row with its source and status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.caps import UnknownYear, Window, YearTable, computed_years, table, windows
from webapp.law.rulebook import version_of
from webapp.shell.band_presenters import covers
from webapp.shell.presenters import group_label
from webapp.sources import present_sources

Context = dict[str, Any]


def present_caps(
    year: int, today: date, members: Iterable[Member], bands: Mapping[str, int]
) -> Context:
    shown = {
        each for window in windows() for each in range(window.first.year, window.last.year + 1)
    }
    years = sorted({*computed_years(), *shown, today.year, year}, reverse=True)
    return {
        "title": _("상한액 표"),
        "tab": "menu",
        "year": year,
        "years": [{"year": each, "chosen": each == year} for each in years],
        "by_six_months": year in shown,
        "table": present_table(year, members, bands),
        "edition": edition(),
        "news": [],  # told by the worker, which keeps the table that it had before
        "windows": [present_window(each, year) for each in windows()],
    }


def present_window(each: Window, year: int) -> Context:
    """A ceiling of six months, as it was before there were yearly ones."""
    return {
        "from": each.first.isoformat(),
        "to": each.last.isoformat(),
        "cap": each.cap,
        "note": _(each.note),
        "status": status_label(each.status),
        "official": each.status == "official",
        "checked": each.checked.isoformat(),
        "sources": present_sources(each.source),
        "chosen": each.first.year <= year <= each.last.year,
    }


def present_table(year: int, members: Iterable[Member], bands: Mapping[str, int]) -> Context | None:
    try:
        found = table(year)
    except UnknownYear:
        return None
    people = list(members)
    return {
        "rows": [
            {
                "label": group_label(group.key),
                "general": found.general[place],
                "long_stay": found.long_stay[place] if found.long_stay else None,
                "mine": [
                    person.name
                    for person in people
                    if person.id in bands and covers(group.key, bands[person.id])
                ],
            }
            for place, group in enumerate(found.groups)
        ],
        "has_long_stay": found.long_stay is not None,
        "status": status_label(found.status),
        "official": found.status == "official",
        "checked": found.checked.isoformat(),
        "note": _(found.note) if found.note else "",
        "sources": present_sources(found.source),
        "changed": changed_since(found),
    }


def status_label(status: str) -> str:
    return str({"official": _("공식 확인"), "secondary": _("2차 자료")}[status])


def edition() -> Context:
    """From when the tables are, and which ones: the last day on which one was checked."""
    days = [table(year).checked for year in computed_years()]
    checked = max(*days, *(each.checked for each in windows()))
    return {"checked": checked.isoformat(), "version": version_of("caps")}


def changed_since(found: YearTable) -> Context | None:
    """지난 표와 달라진 점: which ceilings moved since the year before, long stays', too."""
    try:
        before = table(found.year - 1)
    except UnknownYear:
        return None
    if before.groups != found.groups:
        return None
    both = zip(before.caps(long_stay=True), found.caps(long_stay=True), strict=True)
    return {
        "year": before.year,
        "rows": moved(found, zip(before.general, found.general, strict=True)),
        "long_stay": moved(found, both) if found.long_stay is not None else [],
    }


def moved(found: YearTable, ceilings: Iterable[tuple[int, int]]) -> list[Context]:
    """The groups whose ceiling is not what it was."""
    return [
        {"label": group_label(group.key), "old": old, "new": new}
        for group, (old, new) in zip(found.groups, ceilings, strict=True)
        if old != new
    ]


def as_json() -> Context:
    """Every year as the law reads it: won, by group."""
    return {
        "unit": "KRW",
        **edition(),
        "years": [
            {
                "year": year,
                "groups": [group.key for group in table(year).groups],
                "general": list(table(year).general),
                "long_stay": list(table(year).long_stay or ()) or None,
                "status": table(year).status,
                "checked": table(year).checked.isoformat(),
                "source": list(table(year).source),
            }
            for year in computed_years()
        ],
        "windows": [
            {
                "from": each.first.isoformat(),
                "to": each.last.isoformat(),
                "months": each.months,
                "cap": each.cap,
                "status": each.status,
                "checked": each.checked.isoformat(),
                "source": list(each.source),
            }
            for each in windows()
        ],
    }
