"""환급금 조회: what each person's years give back."""

from __future__ import annotations

from flask import Blueprint, Response, request

from webapp import forms
from webapp.clock import now, today
from webapp.household.visits import visit_or_404
from webapp.refunds import presenters
from webapp.refunds.statements import statements_of
from webapp.routes import on
from webapp.simple_auth.gate import authenticated
from webapp.templating import page

bp = Blueprint("statements", __name__)


@on(bp, "statements")
def statements() -> Response:
    """With `ahead`, as if the next payment to a standing account had come: for practice."""
    visit, kind = visit_or_404(), forms.asked("kind")
    found = statements_of(visit, today())
    ahead = presenters.look_ahead(found) if "ahead" in request.args else None
    context = presenters.present_statements(
        statements_of(visit, ahead) if ahead is not None else found,
        kind if kind in presenters.KINDS else "excess",
        authenticated(),
        now(),
        ahead,
    )
    return page("statements", context)
