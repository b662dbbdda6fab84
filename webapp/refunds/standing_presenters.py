"""Standing accounts → what their templates show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from webapp.household.models import Member
from webapp.refunds.presenters import Context, present_place, told_at
from webapp.refunds.standing_models import StandingAccount
from webapp.simple_auth.models import Authentication
from webapp.simple_auth.presenters import present_session


def present_standing_accounts(
    members: Sequence[Member],
    accounts: Sequence[StandingAccount],
    authentication: Authentication,
    now: datetime,
) -> Context:
    """지급동의계좌 (S-24): each person's account, and those of before."""
    return {
        "title": _("지급동의계좌"),
        "tab": "statements",
        "live": present_session(authentication, now, "/standing-account"),
        "people": [
            {
                "id": member.id,
                "name": member.name,
                "account": next(
                    (present_account(each) for each in own if each.until is None), None
                ),
                "former": [present_account(each) for each in own if each.until is not None],
            }
            for member in members
            for own in [[each for each in accounts if each.member_id == member.id]]
        ],
    }


def present_account(account: StandingAccount) -> Context:
    return {
        **present_place(account),
        "since": told_at(account.since),
        "until": told_at(account.until) if account.until is not None else None,
    }


def present_end(member: Member, account: StandingAccount | None) -> Context:
    return {
        "title": _("지급동의계좌 해지"),
        "tab": "statements",
        "member": {"id": member.id, "name": member.name},
        "account": present_account(account) if account is not None else None,
    }
