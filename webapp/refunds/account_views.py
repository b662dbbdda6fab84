"""The way of an account: entered, checked, confirmed by one won, looked at once more, sent.

Every step stands behind the gate (`webapp.routes.GATED`). The number is in the page alone: each
form posts it on to the next step, and the last one keeps the bank and four digits of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.extensions import limiter
from webapp.household.visits import visit_or_404
from webapp.refunds import account_presenters as presenters
from webapp.refunds import presenters as refund_presenters
from webapp.refunds.account_presenters import POSTED_ON, Entry
from webapp.refunds.accounts import PRACTICE_BANK, PRACTICE_NUMBER, Account
from webapp.refunds.models import Claim, Sent, StandingAccount
from webapp.refunds.schemas import check_account
from webapp.refunds.statements import find_statement
from webapp.refunds.views import claim_or_404
from webapp.household.models import MemberYear
from webapp.routes import on
from webapp.simple_auth.gate import authenticated
from webapp.sync.op import new_op_id
from webapp.templating import page, to

bp = Blueprint("accounts", __name__)

CONTROL = ("code", "op_id", "q", "practice")

Ask = Callable[[str], "Way | Response"]


@dataclass(frozen=True, slots=True)
class Way:
    """What an account is entered for, and how the names of its screens begin."""

    name: str
    entry: Entry
    claim: Claim | None = None
    amounts: tuple[int | None, int | None] = (None, None)


def way_of_claim(claim_id: str) -> Way | Response:
    """The way of an application; a page that says so if it needs no account (any more)."""
    visit, claim = visit_or_404(), claim_or_404(claim_id)
    standing = claim.standing(today())
    member = visit.member(claim.member_id)
    if member is None:
        raise NotFound
    base, holder = url_for("refunds.claim", claim_id=claim.id), authenticated().name
    if standing.may("retried"):
        entry = Entry(base, member.name, holder, is_retry=True)
        return Way("claim", entry, claim, (claim.lowest, claim.highest))
    statement = find_statement(visit, MemberYear.key(member.id, claim.year), today())
    if statement is None or statement.state != "open" or not standing.may("submitted"):
        names = visit.names(now())
        return page("claim_done", refund_presenters.present_applied(claim, names, today()))
    entry = Entry(base, member.name, holder, statement)
    return Way("claim", entry, claim, (statement.lowest, statement.highest))


def way_of_standing(member_id: str) -> Way | Response:
    member = visit_or_404().member(member_id)
    if member is None:
        raise NotFound
    base = url_for("standing.standing_accounts") + f"/{member.id}"
    return Way("standing", Entry(base, member.name, authenticated().name))


def posted() -> forms.Form:
    return forms.posted(CONTROL)
