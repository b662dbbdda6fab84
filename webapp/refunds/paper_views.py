"""대신 신청 서류함: which papers each way of applying needs, and which are at hand for whom."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now
from webapp.household.models import Member, Visit
from webapp.household.visits import current_visit, visit_or_new
from webapp.law.papers import Case, cases
from webapp.refunds import paper_presenters as presenters
from webapp.refunds.paper_models import NOBODY, TickedPaper
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("papers", __name__)


@on(bp, "papers")
def papers() -> Response:
    people, chosen = whose(current_visit(), forms.asked("member"))
    ticks = {id: ticked(chosen, id) for id in cases()}
    return page("papers", presenters.present_cases(people, chosen, ticks))


@on(bp, "paper_case")
def paper_case(case: str) -> Response:
    found = case_or_404(case)
    people, chosen = whose(current_visit(), forms.asked("member"))
    context = presenters.present_case(people, chosen, found, ticked(chosen, found.id))
    return page("paper_case", context)


@on(bp, "tick_paper")
def tick_paper(case: str) -> Response:
    """`have` or `lack` names the paper, so that pressing twice says the same twice."""
    found = case_or_404(case)
    form = forms.posted(("have", "lack", "member"))
    paper = form.control.get("have") or form.control.get("lack", "")
    if paper not in {each.id for each in found.papers}:
        raise NotFound
    visit = visit_or_new(now())
    _people, chosen = whose(visit, form.control.get("member", ""))
    member = chosen.id if chosen is not None else NOBODY
    with suppress(LookupError):  # erased by another phone, this moment
        at = now() if form.control.get("have") else None
        TickedPaper.tick(visit.household_id, member, found.id, paper, at=at)
    return to("papers.paper_case", case=found.id, member=member or None, _anchor=paper)


@on(bp, "paper_page")
def paper_page(case: str) -> Response:
    """What to hold out at the branch: large, and without anything about the person."""
    found = case_or_404(case)
    people, chosen = whose(current_visit(), forms.asked("member"))
    context = presenters.present_page(people, chosen, found, ticked(chosen, found.id))
    return page("paper_page", context)


def case_or_404(case: str) -> Case:
    if case not in cases():
        raise NotFound
    return cases()[case]


def whose(visit: Visit | None, member_id: str) -> tuple[list[Member], Member | None]:
    """Everybody, and the person whose papers are asked for: the first, if nobody is named."""
    people = list(visit.members()) if visit is not None else []
    named = next((each for each in people if each.id == member_id), None)
    return people, named or next(iter(people), None)


def ticked(member: Member | None, case: str) -> set[str]:
    visit = current_visit()
    if visit is None:
        return set()
    return TickedPaper.ids(visit.household_id, member.id if member is not None else NOBODY, case)
