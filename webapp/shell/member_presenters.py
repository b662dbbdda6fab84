"""가족 · 한 사람 (S-05): a year, its months, its places, and the years before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.assess import Settlement
from webapp.law.caps import advance_threshold, top_cap
from webapp.law.kinds import PROVIDER_KINDS
from webapp.receipts.sums import YearSum
from webapp.shell.drawing import columns, share
from webapp.shell.presenters import (
    Context,
    present_clock,
    present_figures,
    present_near,
    present_years,
)

TALLEST = 120  # height of a month's column

Place = tuple[str, str, int, int]  # name, kind, counted won, receipts


def present_member(
    member: Member,
    band: int | None,
    settlement: Settlement,
    sums: YearSum,
    months: Mapping[int, YearSum],
    providers: Sequence[Place],
    years: Sequence[int],
    past: Iterable[tuple[int, YearSum]],
    year: int,
    today: date,
) -> Context:
    names = ("id", "name", "avatar", "rev")
    return {
        "title": member.name,
        "tab": "home",
        "member": {name: getattr(member, name) for name in names},
        "year": year,
        "years": present_years(years, year, today),
        "this_year": today.year,
        **present_figures(sums, settlement, year, band),
        "receipts": sums.receipts,
        "months": present_months(months),
        **present_places(providers, settlement, year),
        "near": present_near(providers, year),
        "past": [present_past(each, found, today) for each, found in past],
    }


def present_months(months: Mapping[int, YearSum]) -> list[Context]:
    """Twelve columns, the months without receipts among them."""
    whole_year = [months.get(month, YearSum()) for month in range(1, 13)]
    bars = columns([each.counted for each in whole_year], TALLEST)
    return [
        {"month": month, "counted": each.counted, "uncounted": each.not_counted, "bar": bar}
        for month, (each, bar) in enumerate(zip(whole_year, bars, strict=True), start=1)
    ]


def present_places(providers: Sequence[Place], settlement: Settlement, year: int) -> Context:
    """Where it was paid, beside the highest ceiling: there a hospital has to stop."""
    threshold = top_cap(year) if settlement.ladder else None
    longest = threshold or max((won for _name, _kind, won, _count in providers), default=0)
    return {
        "top_cap": threshold,
        "providers": [present_place(each, longest, year) for each in providers],
    }


def present_place(place: Place, longest: int, year: int) -> Context:
    name, kind, won, count = place
    return {
        "name": name,
        "kind": _(PROVIDER_KINDS[kind]),
        "counted": won,
        "receipts": count,
        "nursing": kind == "nursing" and advance_threshold(year, kind) is None,
        "width": share(won, longest),
    }


def present_past(year: int, found: YearSum, today: date) -> Context:
    return {
        "year": year,
        "counted": found.counted,
        "uncounted": found.not_counted,
        "clock": present_clock(year, found.counted, today),
    }
