"""Papers → what their templates show."""

from __future__ import annotations

from collections.abc import Mapping, Set

from flask_babel import gettext as _

from webapp.law.papers import Case, cases
from webapp.law.rulebook import sources
from webapp.refunds.presenters import Context


def present_cases(ticked: Mapping[str, Set[str]]) -> Context:
    return {
        "title": _("대신 신청 서류함"),
        "tab": "statements",
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


def present_case(case: Case, ticked: Set[str]) -> Context:
    """대신 신청 서류함 (S-25)."""
    return {
        "title": _(case.title),
        "tab": "statements",
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
        "sources": [_(sources()[id].title) for id in case.source],
    }


def present_page(case: Case, ticked: Set[str]) -> Context:
    return {
        **present_case(case, ticked),
        "title": _("지사에서 보여 줄 화면"),
        "case": _(case.title),
    }
