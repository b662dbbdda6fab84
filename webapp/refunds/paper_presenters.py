"""Papers → what their templates show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.law.papers import Case, cases
from webapp.refunds.presenters import Context
from webapp.sources import present_sources


def present_whose(people: Sequence[Member], chosen: Member | None) -> Context:
    """Whose papers they are, and the people to choose from where there are several."""
    return {
        "tab": "statements",
        "member": {"id": chosen.id, "name": chosen.name} if chosen is not None else None,
        "query": f"?member={chosen.id}" if chosen is not None else "",
        "people": [
            {"id": each.id, "name": each.name, "chosen": each is chosen}
            for each in people
            if len(people) > 1
        ],
    }


def present_cases(
    people: Sequence[Member], chosen: Member | None, ticked: Mapping[str, Set[str]]
) -> Context:
    return {
        "title": _("대신 신청 서류함"),
        **present_whose(people, chosen),
        "here": "/papers",
        "cases": [
            {
                "id": case.id,
                "title": _(case.title),
                "summary": _(case.summary),
                "have": len(ticked[case.id]),
                "all": len(case.papers),
            }
            for case in cases().values()
        ],
    }


def present_case(
    people: Sequence[Member], chosen: Member | None, case: Case, ticked: Set[str]
) -> Context:
    """대신 신청 서류함 (S-25)."""
    return {
        "title": _(case.title),
        **present_whose(people, chosen),
        "here": f"/papers/{case.id}",
        "id": case.id,
        "summary": _(case.summary),
        "papers": [
            {
                "id": paper.id,
                "label": _(paper.label),
                "note": _(paper.note) if paper.note else "",
                "have": paper.id in ticked,
            }
            for paper in case.papers
        ],
        "have": len(ticked),
        "count": len(case.papers),
        "notes": [_(note) for note in case.notes],
        "official": case.status == "official",
        "checked": case.checked.isoformat(),
        "sources": present_sources(case.source),
    }


def present_page(
    people: Sequence[Member], chosen: Member | None, case: Case, ticked: Set[str]
) -> Context:
    return {
        **present_case(people, chosen, case, ticked),
        "title": _("지사에서 보여 줄 화면"),
        "case": _(case.title),
    }
