"""입원일 세기 (S-12): days in nursing hospitals, and what the 120-day line does to the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.assess import Assessment
from webapp.law.forecast import cliff, rise, without_long_stay
from webapp.law.stays import NursingDays, general_cap_days
from webapp.receipts.models import Receipt
from webapp.shell.drawing import share
from webapp.shell.presenters import Context, present_cliff, present_stakes, stays_context


def present_stays(
    member: Member, receipts: Sequence[Receipt], assessment: Assessment, today: date
) -> Context:
    nursing, year = assessment.nursing, assessment.year
    nursed = [receipt for receipt in receipts if is_nursed(receipt)]
    return {
        "title": _("%(name)s · 입원일 세기", name=member.name),
        "tab": "home",
        "member": {"id": member.id, "name": member.name},
        "year": year,
        "band": assessment.band,
        **present_days(nursing),
        "rise": rise(year, assessment.band),
        "line": present_line(assessment, today),
        "months": calendar_months(year, nursing.stays),
        "overlap": overlaps(nursed),
        "latest": present_latest(nursed, nursing.ongoing),
    }


def is_nursed(receipt: Receipt) -> bool:
    return receipt.provider_kind == "nursing" and receipt.care_kind == "inpatient"


def present_days(nursing: NursingDays) -> Context:
    """The days counted, and how far they fill the 120."""
    total, limit = nursing.total, general_cap_days()
    return {
        "limit": limit,
        "days": total,
        "billed": nursing.billed,
        "presumed_until": nursing.presumed_until.isoformat() if nursing.presumed_until else "",
        "ongoing": nursing.ongoing,
        "fill": share(min(total, limit), max(total, limit)),
        "over": share(max(0, total - limit), max(total, limit)),
        "stays": stays_context(nursing),
    }


def present_line(assessment: Assessment, today: date) -> Context | None:
    """The line that a stay which goes on comes to, or that the year's days have passed; none where
    it changes nothing, or nothing is known.
    """
    year, band, counted = assessment.year, assessment.band, assessment.counted
    ahead = present_cliff(cliff(year, band, counted, assessment.nursing, today))
    shorter = without_long_stay(year, band, counted, assessment.nursing)
    if rise(year, band) in ("never", "unknown") or not (ahead or assessment.long_stay):
        return None
    return {
        "crossed": assessment.long_stay,
        "ahead": ahead,
        "raised": (assessment.cap or 0) - shorter.cap if shorter is not None else None,
        **present_stakes(year, band, counted),
    }


def present_latest(nursed: Sequence[Receipt], ongoing: bool) -> Context | None:
    latest = max(nursed, key=lambda each: (each.care_to, each.id), default=None)
    if latest is None or not (ongoing or latest.discharged):
        return None
    return {
        "id": latest.id,
        "day": latest.care_to.isoformat(),
        "discharged": latest.discharged,
        "place": latest.provider_name,
    }


def overlaps(receipts: Sequence[Receipt]) -> bool:
    spans = sorted((receipt.care_from, receipt.care_to) for receipt in receipts)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def calendar_months(year: int, stays: Sequence[tuple[date, date]]) -> list[Context]:
    """Twelve strips, one a month: the days of stays as spans of days within it."""
    return [calendar_month(year, month, stays) for month in range(1, 13)]


def calendar_month(year: int, month: int, stays: Sequence[tuple[date, date]]) -> Context:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    spans = [
        {
            "from": (max(begin, first) - first).days,
            "days": (min(end, last) - max(begin, first)).days + 1,
        }
        for begin, end in stays
        if begin <= last and end >= first
    ]
    return {
        "month": month,
        "days": last.day,
        "spans": spans,
        "stayed": sum(span["days"] for span in spans),
    }
