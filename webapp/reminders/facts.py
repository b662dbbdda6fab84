"""What a household has written down, as far as reminders depend on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from webapp.household.models import MemberYear, Visit
from webapp.law.assess import settle
from webapp.law.calendar import claim_until
from webapp.law.forecast import cliff
from webapp.law.stays import nursing_days
from webapp.receipts import sums
from webapp.refunds.statements import amounts_of, phase
from webapp.reminders.dates import Facts


def facts_of(visit: Visit, kinds: Collection[str], today: date) -> Facts:
    """Only what these kinds of reminders ask for is looked up."""
    stays, spent = this_year(visit, today) if {"stay", "cap"} & set(kinds) else ({}, {})
    return Facts(
        today,
        years=tuple(sums.years_with_receipts(visit.household_id)) if "notices" in kinds else (),
        claimable=claimable(visit, today) if "lapse" in kinds else (),
        stays=stays,
        spent=spent,
    )


def this_year(visit: Visit, today: date) -> tuple[dict[str, date], dict[str, int]]:
    """Day 120 of the stays that go on, and the per mille of the ceilings that are used.

    Both by the key of a person's year; a stay after day 120 is not among them.
    """
    year, bands = today.year, visit.bands(today.year)
    of_household = sums.year_of(visit.household_id, year)
    stays: dict[str, date] = {}
    spent: dict[str, int] = {}
    for member in visit.members():
        key, band = MemberYear.key(member.id, year), bands.get(member.id)
        counted = of_household.of(member.id).counted
        nursing = nursing_days(year, of_household.stays_of(member.id), today)
        line = cliff(year, band, counted, nursing, today)
        if line is not None and not line.crossed:
            stays[key] = line.last_general_day
        cap = settle(year, band, counted=counted, nursing_days=nursing.total).cap
        if cap:
            spent[key] = counted * 1000 // cap
    return stays, spent


def claimable(visit: Visit, today: date) -> tuple[int, ...]:
    """Years that can be claimed now, until a day that is known, and may give something back."""
    members = visit.members()
    return tuple(
        year
        for year in sums.years_with_receipts(visit.household_id)
        if claim_until(year) is not None
        and phase(year, today) == "open"
        and any(amounts_of(member, year, today) is not None for member in members)
    )
