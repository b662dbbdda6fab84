"""What 내보내기 and the printed sheet show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.assess import Assessment

Context = dict[str, Any]


def present_export(years: Sequence[int], chosen: int) -> Context:
    return {
        "title": _("기록 내보내기"),
        "tab": "menu",
        "years": [{"year": year, "chosen": year == chosen} for year in years],
        "year": chosen,
    }


def present_sheet(people: Sequence[tuple[Member, Assessment]], year: int, today: date) -> Context:
    return {
        "title": _("%(year)s년 한 장", year=year),
        "tab": "menu",
        "year": year,
        "today": today.isoformat(),
        "people": [present_person(member, assessment) for member, assessment in people],
    }


def present_person(member: Member, assessment: Assessment) -> Context:
    """From what was paid to the estimate; a range where the band is unknown, in won."""
    return {
        "name": member.name,
        "band": assessment.band,
        "paid": assessment.paid,
        "uncounted": assessment.paid - assessment.counted,
        "counted": assessment.counted,
        "cap": assessment.cap,
        "estimate": assessment.estimate,
        "lowest": assessment.lowest,
        "highest": assessment.highest,
        "nursing_days": assessment.nursing_days,
        "providers": [
            {"name": each.name, "counted": each.counted} for each in assessment.providers
        ],
    }
