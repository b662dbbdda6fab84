"""모의 정보 초기화: everything that was only practised goes; receipts and people stay."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from webapp.household.visits import current_visit
from webapp.refunds.forgetting import forget_practice, practised
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("practice", __name__)


@on(bp, "ask_forget_practice")
def ask_forget_practice() -> Response:
    visit = current_visit()
    context = {
        "title": _("모의 정보 초기화"),
        "tab": "menu",
        "practised": practised(visit.household_id) if visit is not None else {},
        "done": "done" in request.args,
    }
    return page("ask_forget_practice", context)


@on(bp, "forget_practice")
def forget_practice_now() -> Response:
    visit = current_visit()
    if visit is not None:
        forget_practice(visit.household_id)
    return to("practice.ask_forget_practice", done=1)
