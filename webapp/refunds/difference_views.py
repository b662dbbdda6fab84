"""차이 설명서: the insurer's amount beside the estimate."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.household.models import Member
from webapp.household.visits import visit_or_404
from webapp.law.assess import assess
from webapp.receipts import sums
from webapp.refunds import difference_presenters as presenters
from webapp.refunds.difference import expected_of
from webapp.refunds.difference_models import Comparison
from webapp.refunds.schemas import check_official
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("difference", __name__)


@on(bp, "difference")
def difference(member_id: str, year: int) -> Response:
    return difference_page(member_or_404(member_id, year), year)


@on(bp, "compare")
def compare(member_id: str, year: int) -> Response:
    member = member_or_404(member_id, year)
    form = forms.posted(())
    loaded, errors = check_official(form.values)
    errors = {**errors, **form.errors}
    if errors:
        return difference_page(member, year, form.values, errors, 422)
    rows = sums.of_member_and_year(member.household_id, member.id, year)
    found = assess(year, member.band(year), [row.as_law() for row in rows], today())
    expected = expected_of(found)
    if expected is None:
        raise NotFound
    with suppress(LookupError):  # erased by another phone, this moment
        Comparison.keep(member, year, loaded["official"], expected, now())
    return to("difference.difference", member_id=member_id, year=year)


def difference_page(
    member: Member,
    year: int,
    values: dict[str, str] | None = None,
    errors: forms.Errors | None = None,
    status: int = 200,
) -> Response:
    rows = sums.of_member_and_year(member.household_id, member.id, year)
    found = assess(year, member.band(year), [row.as_law() for row in rows], today())
    kept = Comparison.of_year(member.household_id, member.id, year)
    context = presenters.present_difference(member, found, rows, kept, today(), values, errors)
    return page("difference", context, status)


def member_or_404(member_id: str, year: int) -> Member:
    member = visit_or_404().member(member_id)
    if member is None or year not in forms.YEARS:
        raise NotFound
    return member
