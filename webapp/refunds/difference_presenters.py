"""A comparison → what its template shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.household.models import Member
from webapp.law.assess import Assessment
from webapp.law.rulebook import read
from webapp.receipts.models import Receipt
from webapp.receipts.presenters import present_row
from webapp.refunds.difference import TITLES, WHYS, Reason, expected_of, per_mille, reasons
from webapp.refunds.difference_models import Comparison
from webapp.refunds.presenters import Context, present_amount, present_three_years, told_at


def present_difference(
    member: Member,
    found: Assessment,
    rows: Sequence[Receipt],
    kept: Sequence[Comparison],
    today: date,
    values: Mapping[str, Any] | None = None,
    errors: forms.Errors | None = None,
) -> Context:
    """차이 설명서 (S-23b)."""
    wrong = errors or {}
    one = found.estimate is not None
    amounts = (found.estimate, found.estimate) if one else (found.lowest, found.highest)
    latest = kept[0] if kept else None
    return {
        "title": _("공식 금액과 견주기"),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": found.year,
        "expected": present_amount(*amounts),
        "clock": present_three_years(found.year, today),
        "unclaimed": _(read("calendar")["unclaimed"]["note"]),
        "compared": present_compared(latest, found, rows, today) if latest is not None else None,
        "before": [
            {"official": each.official, "expected": each.expected, "at": told_at(each.at)}
            for each in kept[1:]
        ],
        "values": {"official": forms.kept(values or {}).get("official", "")},
        "errors": forms.first(wrong),
        "summary": forms.summary(wrong, {"official": _("공식 안내문의 금액")}),
    }


def present_compared(
    latest: Comparison, found: Assessment, rows: Sequence[Receipt], today: date
) -> Context:
    expected = expected_of(found)
    in_range = (
        found.estimate is None
        and found.lowest is not None
        and found.highest is not None
        and found.lowest <= latest.official <= found.highest
    )
    difference = abs((expected or 0) - latest.official)
    tenths = per_mille(difference, expected) if expected else 0
    by_id = {row.id: row for row in rows}
    receipts = [row.as_law() for row in rows]
    return {
        "official": latest.official,
        "at": told_at(latest.at),
        "difference": difference,
        "percent": f"{tenths // 10}.{tenths % 10}" if expected else "",
        "says": "range"
        if in_range
        else "same"
        if not difference
        else "less"
        if latest.official < (expected or 0)
        else "more",
        "reasons": [
            present_reason(each, by_id) for each in reasons(found, receipts, latest.official, today)
        ],
    }


def present_reason(reason: Reason, rows: Mapping[str, Receipt]) -> Context:
    return {
        "id": reason.id,
        "title": _(TITLES[reason.id]),
        "why": _(WHYS[reason.id]),
        "fits": reason.fits,
        "key": f"{reason.id}{reason.band}",
        "band": reason.band.replace("-", "–"),
        "receipts": [present_row(rows[id], {}) | {"won": rows[id].copay} for id in reason.receipts],
    }
