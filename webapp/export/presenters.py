"""What 내보내기, its screens and the printed sheet show.

Backups, bundles and tables are made and read on the phone (static/backup): these screens hold the
words, and what the household has to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.assess import Assessment, ProviderSum
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.receipts.labels import COLUMNS, labels
from webapp.receipts.schemas import UNCOUNTED

Context = dict[str, Any]

PLACES = 5  # named on the printed sheet

KINDS = {
    "provider_kind": PROVIDER_KINDS,
    "care_kind": CARE_KINDS,
    "insurance_kind": INSURANCE_KINDS,
}
AMOUNTS = tuple(name for name, *_rest in COLUMNS)
NEEDED = ("care_from", "provider_name", "copay", "member_id")
OTHERS = (
    *("care_to", *KINDS),
    *(name for name in AMOUNTS if name not in NEEDED),
    *(*UNCOUNTED, "discharged", "receipt_no", "note", "unverified", "indemnity_paid"),
)


def present_export(years: Sequence[int], chosen: int) -> Context:
    return {"title": _("기록 내보내기"), "tab": "menu", **present_years(years, chosen)}


def present_years(years: Sequence[int], chosen: int) -> Context:
    return {
        "years": [{"year": year, "chosen": year == chosen} for year in years],
        "year": chosen,
    }


def present_backup() -> Context:
    return {"title": _("암호 걸어 백업"), "tab": "menu"}


def present_restoration() -> Context:
    return {"title": _("되살리기"), "tab": "menu"}


def present_hand_over(people: Sequence[Member], chosen: str) -> Context:
    return {
        "title": _("가족에게 넘기기"),
        "tab": "menu",
        "people": [{"value": each.id, "label": each.name} for each in people],
        "chosen": chosen,
    }


def present_bundle(years: Sequence[int], chosen: int) -> Context:
    columns = ("member_id", "care_from", "care_to", "provider_name", *KINDS, *AMOUNTS, *UNCOUNTED)
    return {
        "title": _("묶음(ZIP)"),
        "tab": "menu",
        **present_years(years, chosen),
        **present_names((*columns, "receipt_no", "note")),
    }


def present_import(people: Sequence[Member]) -> Context:
    """The columns that a table may have: those that every receipt needs, then the others."""
    found = present_names((*NEEDED, *OTHERS))
    return {
        "title": _("표 가져오기"),
        "tab": "menu",
        "people": [{"value": each.id, "label": each.name} for each in people],
        "needed": found["columns"][: len(NEEDED)],
        "others": found["columns"][len(NEEDED) :],
        **found,
    }


def present_names(fields: Sequence[str]) -> Context:
    """What fields are called, and the words that stand for kinds."""
    words = labels()
    return {
        "columns": [{"name": name, "label": words[name]} for name in fields],
        "kinds": [
            {"field": field, "value": value, "label": _(label)}
            for field, kinds in KINDS.items()
            for value, label in kinds.items()
        ],
        "discharged": _("퇴원함"),
    }


def present_sheet(
    people: Sequence[tuple[Member, Assessment]], year: int, wanted: str, today: date
) -> Context:
    """`wanted` is the person whose sheet was asked for: the way back leads to their year."""
    alone = bool(wanted and people)
    return {
        "title": _("%(year)s년 한 장", year=year),
        "tab": "home" if alone else "menu",
        "year": year,
        "alone": people[0][0].id if alone else "",
        "today": today.isoformat(),
        "people": [present_person(member, assessment) for member, assessment in people],
    }


def present_person(member: Member, assessment: Assessment) -> Context:
    """From what was paid to the estimate; a range where the band is unknown, in won."""
    return {
        "id": member.id,
        "name": member.name,
        "band": assessment.band,
        "paid": assessment.paid,
        "uncounted": assessment.paid - assessment.counted,
        "counted": assessment.counted,
        "cap": assessment.cap,
        "long_stay": assessment.long_stay,
        "estimate": assessment.estimate,
        "lowest": assessment.lowest,
        "highest": assessment.highest,
        "nursing_days": assessment.nursing_days,
        **present_places(assessment.providers),
    }


def present_places(providers: Sequence[ProviderSum]) -> Context:
    """Where the most was paid, one by one, and the others in one sum: a page holds no more."""
    places = [each for each in providers if each.counted]
    shown = PLACES if len(places) > PLACES + 1 else len(places)
    return {
        "places": [{"name": each.name, "counted": each.counted} for each in places[:shown]],
        "other_places": len(places) - shown,
        "counted_elsewhere": sum(each.counted for each in places[shown:]),
    }
