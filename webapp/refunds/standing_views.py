"""지급동의계좌: the accounts to which later refunds go by themselves."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now
from webapp.household.models import Member
from webapp.household.visits import visit_or_404
from webapp.refunds import standing_presenters as presenters
from webapp.refunds.standing_models import StandingAccount
from webapp.refunds.views import sent
from webapp.routes import on
from webapp.simple_auth.gate import authenticated
from webapp.templating import page, to

bp = Blueprint("standing", __name__)


@on(bp, "standing_accounts")
def standing_accounts() -> Response:
    visit = visit_or_404()
    context = presenters.present_standing_accounts(
        visit.members(), StandingAccount.all_of(visit.household_id), authenticated(), now()
    )
    context["registered"] = "registered" in request.args
    context["ended"] = "ended" in request.args
    return page("standing_accounts", context)


@on(bp, "ask_end_standing")
def ask_end_standing(member_id: str) -> Response:
    member = member_or_404(member_id)
    account = StandingAccount.live_for(member.household_id, member.id)
    return page("ask_end_standing", presenters.present_end(member, account))


@on(bp, "end_standing")
def end_standing(member_id: str) -> Response:
    member = member_or_404(member_id)
    with suppress(LookupError):
        StandingAccount.end(member.id, sent(forms.posted(())))
    return to("standing.standing_accounts", ended=1)


def member_or_404(member_id: str) -> Member:
    member = visit_or_404().member(member_id)
    if member is None:
        raise NotFound
    return member
