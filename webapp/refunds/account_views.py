"""The way of an account: entered, checked, confirmed by one won, looked at once more, sent.

Every step stands behind the gate (`webapp.routes.GATED`). The number is in the page alone: each
form posts it on to the next step, and the last one keeps the bank and four digits of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.extensions import limiter
from webapp.household.models import MemberYear
from webapp.household.visits import visit_or_404
from webapp.refunds import account_presenters as presenters
from webapp.refunds.account_presenters import POSTED_ON, Entry
from webapp.refunds.accounts import PRACTICE_BANK, PRACTICE_NUMBER, Account
from webapp.refunds.models import Amounts, Claim, Sent
from webapp.refunds.schemas import check_account
from webapp.refunds.standing_models import StandingAccount
from webapp.refunds.statements import UNKNOWN, find_statement
from webapp.refunds.views import claim_or_404
from webapp.routes import on
from webapp.simple_auth.gate import authenticated
from webapp.sync.op import new_op_id
from webapp.templating import page, to

bp = Blueprint("accounts", __name__)

CONTROL = ("code", "op_id", "q", "practice")


@dataclass(frozen=True, slots=True)
class Way:
    """What an account is entered for. `screen` begins the names of its screens."""

    screen: str
    entry: Entry
    claim: Claim | None = None
    amounts: Amounts = UNKNOWN


@dataclass(frozen=True, slots=True)
class Typed:
    """A posted step: the account if it is sound, else the page that says why it is not."""

    form: forms.Form
    values: dict[str, str]
    account: Account | None
    refused: Response | None = None


Step = Callable[[Way], Response]


def serve(
    screen: str, way_to: Callable[..., Way | Response], send: Callable[..., Response]
) -> None:
    """The screens of one kind of way."""

    def view(step: Step) -> Callable[..., Response]:
        def answer(**ids: str) -> Response:
            way = way_to(**ids)
            return step(way) if isinstance(way, Way) else way

        return answer

    checks = limiter.limit("60 per 5 minutes")
    on(bp, f"{screen}_account")(view(begin))
    on(bp, f"edit_{screen}_account")(view(edit))
    on(bp, f"{screen}_bank")(view(choose_bank))
    on(bp, f"choose_{screen}_bank")(view(choose_bank))
    on(bp, f"{screen}_deposit")(checks(view(deposit)))
    on(bp, f"{screen}_review")(checks(view(review)))
    on(bp, f"submit_{screen}")(limiter.limit("120 per 5 minutes")(send))


def way_of_claim(claim_id: str) -> Way | Response:
    """The way of an application, or the page that says that it needs no account now."""
    visit, claim = visit_or_404(), claim_or_404(claim_id)
    member, standing = visit.member(claim.member_id), claim.standing(today())
    if member is None:
        raise NotFound
    base, holder = url_for("refunds.claim", claim_id=claim.id), authenticated().name
    if standing.may("retried"):
        entry = Entry(base, base, member, holder, is_claim=True, is_retry=True)
        return Way("claim", entry, claim, (claim.lowest, claim.highest))
    statement = find_statement(visit, MemberYear.key(member.id, claim.year), today())
    if statement is None or statement.state != "open" or not standing.may("submitted"):
        context = presenters.present_closed(claim, member.name, today())
        return page("claim_account", context, 200 if request.method == "GET" else 409)
    before = url_for("refunds.new_claim", claim=claim.id)
    entry = Entry(base, before, member, holder, is_claim=True)
    return Way("claim", entry, claim, (statement.lowest, statement.highest))


def way_of_standing(member_id: str) -> Way:
    member = visit_or_404().member(member_id)
    if member is None:
        raise NotFound
    before = url_for("standing.standing_accounts")
    return Way("standing", Entry(f"{before}/{member.id}", before, member, authenticated().name))


def begin(way: Way) -> Response:
    return form_page(way, {})


def edit(way: Way) -> Response:
    """The form again with what was typed, after choosing a bank or to change something."""
    form = forms.posted(CONTROL)
    values = posted_on(form)
    if form.ticked("practice"):
        values |= {"bank": PRACTICE_BANK, "account": PRACTICE_NUMBER}
    return form_page(way, values, form.errors, status=422 if form.errors else 200)


def choose_bank(way: Way) -> Response:
    form = forms.posted(CONTROL)
    q = form.control.get("q", "")[: forms.LONGEST_ASKED]
    return page(f"{way.screen}_bank", presenters.present_banks(way.entry, posted_on(form), q))


def deposit(way: Way) -> Response:
    """The simulated bank has looked the account up; now it sends one won, to be sure."""
    typed = read(way)
    if typed.account is None:
        return typed.refused or form_page(way, typed.values)
    return deposit_page(way, typed.account, typed.values)


def review(way: Way) -> Response:
    typed = read(way)
    if typed.account is None:
        return typed.refused or form_page(way, typed.values)
    code = typed.form.control.get("code", "")
    if not confirms(code, typed.account):
        message = _("숫자가 달라요. 위에 보이는 숫자 세 자리를 적어 주세요.")
        return deposit_page(way, typed.account, typed.values, code, message)
    op_id = typed.form.id("op_id") or new_op_id()
    applied = presenters.present_applied(way.claim, way.amounts) if way.claim else None
    context = presenters.present_review(
        way.entry, typed.account, typed.values, code, op_id, applied
    )
    return page(f"{way.screen}_review", context)


def submit_claim(claim_id: str) -> Response:
    """Send it. Pressed twice, or after it was sent elsewhere, it leads to the same receipt."""
    way = way_of_claim(claim_id)
    if isinstance(way, Response):
        sent = claim_or_404(claim_id).is_sent
        return to("refunds.claim_done", claim_id=claim_id) if sent else way
    typed = read(way)
    if typed.account is None or not confirms(typed.form.control.get("code", ""), typed.account):
        return typed.refused or review(way)
    sent_by = Sent(visit_or_404(), typed.form.id("op_id") or new_op_id(), now())
    claim, standing = way.claim, typed.values.get("standing") == "1"
    if claim is None or not claim.submit(
        typed.account, g.key.secret, way.amounts, sent_by, standing=standing
    ):
        return unsent_page(way, typed.values)
    if standing:
        with suppress(LookupError):  # the next page says that it was not
            StandingAccount.register(way.entry.member.id, typed.account, g.key.secret, sent_by)
    return to("refunds.claim_done", claim_id=claim_id)


def submit_standing(member_id: str) -> Response:
    way = way_of_standing(member_id)
    typed = read(way)
    if typed.account is None or not confirms(typed.form.control.get("code", ""), typed.account):
        return typed.refused or review(way)
    sent_by = Sent(visit_or_404(), typed.form.id("op_id") or new_op_id(), now())
    try:
        StandingAccount.register(member_id, typed.account, g.key.secret, sent_by)
    except LookupError:  # another phone erased the household, this moment
        return unsent_page(way, typed.values)
    return to("standing.standing_accounts", registered=1)


def read(way: Way) -> Typed:
    """What was posted, checked again at every step: no step trusts the one before."""
    form = forms.posted(CONTROL)
    values = posted_on(form)
    loaded, errors = check_account(form.values, way.entry.holder)
    errors = {**errors, **form.errors}
    if errors:
        return Typed(form, values, None, form_page(way, values, errors, status=422))
    account = Account.of(loaded["bank"], loaded["account"])
    refusal = account.refusal if account is not None else "missing"
    if account is not None and not refusal and failed_before(way, account):
        refusal = "failed_before"
    if refusal:
        return Typed(form, values, None, form_page(way, values, refusal=refusal, status=422))
    return Typed(form, values, account)


def failed_before(way: Way, account: Account) -> bool:
    """Whether it is the account to which the payment has just failed."""
    claim = way.claim
    return (
        way.entry.is_retry
        and claim is not None
        and hmac.compare_digest(claim.account_hash, account.hash(g.key.secret))
    )


def confirms(code: str, account: Account) -> bool:
    """Whether `code` is the one that came with one won."""
    return hmac.compare_digest(code.strip().encode(), account.deposit_code(g.key.secret).encode())


def posted_on(form: forms.Form) -> dict[str, str]:
    kept = forms.kept(form.values)
    return {name: kept.get(name, "") for name in POSTED_ON}


def form_page(
    way: Way,
    values: dict[str, str],
    errors: forms.Errors | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> Response:
    context: dict[str, Any] = presenters.present_form(way.entry, values, errors, refusal)
    return page(f"{way.screen}_account", context, status)


def unsent_page(way: Way, values: dict[str, str]) -> Response:
    return form_page(way, values, {"": [_("보내지 못했어요. 다시 해 주세요.")]}, status=409)


def deposit_page(
    way: Way, account: Account, values: dict[str, str], typed: str = "", error: str = ""
) -> Response:
    code = account.deposit_code(g.key.secret)
    context = presenters.present_deposit(way.entry, account, values, code, typed[:10], error)
    return page(f"{way.screen}_deposit", context, 422 if error else 200)


serve("claim", way_of_claim, submit_claim)
serve("standing", way_of_standing, submit_standing)
