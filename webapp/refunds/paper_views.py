"""대신 신청 서류함: which papers each way of applying needs, and which of them are at hand."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now
from webapp.household.visits import current_visit, visit_or_new
from webapp.law.papers import Case, cases
from webapp.refunds import paper_presenters as presenters
from webapp.refunds.paper_models import TickedPaper
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("papers", __name__)


@on(bp, "papers")
def papers() -> Response:
    return page("papers", presenters.present_cases({id: ticked(id) for id in cases()}))


@on(bp, "paper_case")
def paper_case(case: str) -> Response:
    found = case_or_404(case)
    return page("paper_case", presenters.present_case(found, ticked(found.id)))


@on(bp, "tick_paper")
def tick_paper(case: str) -> Response:
    """`have` or `lack` names the paper, so that pressing twice says the same twice."""
    found = case_or_404(case)
    form = forms.posted(("have", "lack"))
    paper = form.control.get("have") or form.control.get("lack", "")
    if paper not in {each.id for each in found.papers}:
        raise NotFound
    visit = visit_or_new(now())
    with suppress(LookupError):  # erased by another phone, this moment
        at = now() if form.control.get("have") else None
        TickedPaper.tick(visit.household_id, found.id, paper, at=at)
    return to("papers.paper_case", case=found.id, _anchor=paper)


@on(bp, "paper_page")
def paper_page(case: str) -> Response:
    """What to hold out at the branch: large, and without anything about the person."""
    found = case_or_404(case)
    return page("paper_page", presenters.present_page(found, ticked(found.id)))


def case_or_404(case: str) -> Case:
    if case not in cases():
        raise NotFound
    return cases()[case]


def ticked(case: str) -> set[str]:
    visit = current_visit()
    return TickedPaper.ids(visit.household_id, case) if visit is not None else set()
