"""모의 신청: agreeing, the list, one application, its days, its papers, its end."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, url_for
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.extensions import limiter
from webapp.household.visits import visit_or_404
from webapp.refunds import presenters
from webapp.refunds.models import Claim, Sent
from webapp.refunds.schemas import CONSENTS, check_agreement, check_cancellation
from webapp.refunds.standing_models import StandingAccount
from webapp.refunds.statements import Statement, find_statement
from webapp.routes import on
from webapp.simple_auth.gate import live_authentication
from webapp.sync.op import new_op_id
from webapp.templating import page, to

bp = Blueprint("refunds", __name__)


@on(bp, "new_claim")
def new_claim() -> Response:
    """Of a statement, or of the application that was begun for it."""
    claim_id = forms.asked("claim")
    statement_id = claim_or_404(claim_id).statement_id if claim_id else forms.asked("statement")
    return agreement_page(statement_or_404(statement_id))


def agreement_page(
    statement: Statement,
    values: dict[str, str] | None = None,
    errors: forms.Errors | None = None,
    status: int = 200,
) -> Response:
    control = {"statement": statement.id, "op_id": new_op_id()}
    context = presenters.present_new_claim(
        statement, today(), control, live_authentication() is not None, values, errors
    )
    return page("new_claim", context, status)


@on(bp, "create_claim")
@limiter.limit("60 per 5 minutes")
def create_claim() -> Response:
    """Agree, and go on to the authentication and the account.

    What is applied for already is shown instead.
    """
    form = forms.posted(("op_id", "agree_all"))
    statement = statement_or_404(form.values.get("statement", ""))
    if statement.state != "open":
        return agreement_page(statement, status=409)
    everything = dict.fromkeys(CONSENTS, "1") if form.ticked("agree_all") else {}
    loaded, errors = check_agreement(form.values | everything)
    errors = {**errors, **form.errors}
    if errors:
        return agreement_page(statement, form.values, errors, 422)
    said = {name: loaded[name] for name in CONSENTS}
    with suppress(LookupError):
        claim = Claim.agree(sent(form), statement.member.id, statement.year, said)
        if live_authentication() is None:
            account = url_for("accounts.claim_account", claim_id=claim.id)
            return to("simple_auth.auth", then=account)
        return to("accounts.claim_account", claim_id=claim.id)
    raise NotFound


def statement_or_404(statement_id: str) -> Statement:
    found = find_statement(visit_or_404(), statement_id, today())
    if found is None:
        raise NotFound
    return found


@on(bp, "claims")
def claims() -> Response:
    visit = visit_or_404()
    context = presenters.present_claims(
        Claim.sent_by(visit.household_id), visit.names(now()), today()
    )
    return page("claims", context)


@on(bp, "claim")
def claim(claim_id: str) -> Response:
    found = claim_or_404(claim_id)
    names, control = visit_or_404().names(now()), {"op_id": new_op_id()}
    context = presenters.present_claim(found, names, control, today())
    return page("claim", context | {"registration": registration(found)})


@on(bp, "claim_done")
def claim_done(claim_id: str) -> Response:
    found = claim_or_404(claim_id)
    if not found.is_sent:
        return to("accounts.claim_account", claim_id=claim_id)
    names = visit_or_404().names(now())
    context = presenters.present_done(found, names, today())
    return page("claim_done", context | {"registration": registration(found)})


def registration(claim: Claim) -> str:
    """What became of the wish to have the account stand for later years: "made", "failed", or
    nothing where nobody wished it.
    """
    press = claim.standing_press
    if press is None:
        return ""
    return "made" if StandingAccount.came_of(claim.household_id, press) else "failed"


@on(bp, "pass_claim_day")
def pass_claim_day(claim_id: str) -> Response:
    """하루 지나기: for practice, so that nobody has to wait a week."""
    claim_or_404(claim_id).pass_a_day(sent(forms.posted(("op_id",))))
    return to("refunds.claim", claim_id=claim_id)


@on(bp, "bring_claim_papers")
def bring_claim_papers(claim_id: str) -> Response:
    claim_or_404(claim_id).bring_papers(sent(forms.posted(("op_id",))))
    return to("refunds.claim", claim_id=claim_id)


@on(bp, "ask_cancel_claim")
def ask_cancel_claim(claim_id: str) -> Response:
    return cancellation_page(claim_or_404(claim_id))


def cancellation_page(
    found: Claim,
    values: dict[str, str] | None = None,
    errors: forms.Errors | None = None,
    status: int = 200,
) -> Response:
    names, control = visit_or_404().names(now()), {"op_id": new_op_id()}
    context = presenters.present_cancellation(found, names, control, today(), values, errors)
    return page("ask_cancel_claim", context, status)


@on(bp, "cancel_claim")
def cancel_claim(claim_id: str) -> Response:
    found = claim_or_404(claim_id)
    form = forms.posted(("op_id",))
    loaded, errors = check_cancellation(form.values)
    errors = {**errors, **form.errors}
    if errors:
        return cancellation_page(found, form.values, errors, 422)
    found.cancel(loaded["reason"], sent(form))
    return to("refunds.claim", claim_id=claim_id)


def claim_or_404(claim_id: str) -> Claim:
    """An application of somebody who was not deleted."""
    visit = visit_or_404()
    found = Claim.find(visit.household_id, claim_id)
    if found is None or visit.member(found.member_id) is None:
        raise NotFound
    return found


def sent(form: forms.Form) -> Sent:
    return Sent(visit_or_404(), form.id("op_id") or new_op_id(), now())
