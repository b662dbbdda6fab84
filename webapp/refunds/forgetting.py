"""What is practised for a person goes with the person, or when the family has practised enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from webapp.extensions import db
from webapp.household.models import Member
from webapp.refunds.difference_models import Comparison
from webapp.refunds.models import Claim
from webapp.refunds.paper_models import TickedPaper
from webapp.refunds.standing_models import StandingAccount
from webapp.simple_auth.models import Authentication
from webapp.sync.models import Ledger
from webapp.sync.synced import TRASH_DAYS

PRACTISED: dict[str, type[Authentication | Claim | StandingAccount]] = {
    "auth": Authentication,
    "claims": Claim,
    "accounts": StandingAccount,
}


def forget_claims(now: datetime) -> None:
    """Erase what belongs to people who were deleted 30 days ago."""
    gone = select(Member.household_id, Member.id).where(
        Member.deleted_at <= now - timedelta(days=TRASH_DAYS)
    )
    for household_id, member_id in db.session.execute(gone).all():
        for kind in (Claim, StandingAccount, Comparison, TickedPaper):
            db.session.execute(
                delete(kind).where(kind.household_id == household_id, kind.member_id == member_id)
            )
    db.session.commit()


def practised(household_id: str) -> dict[str, int]:
    """How much a household has practised: authentications, applications, standing accounts."""
    return {
        name: db.session.scalar(
            select(func.count()).select_from(kind).where(kind.household_id == household_id)
        )
        or 0
        for name, kind in PRACTISED.items()
    }


def forget_practice(household_id: str) -> None:
    """Erase all of that at once. What the office really decided, and the papers, stay."""
    Ledger.lock(household_id)
    for kind in PRACTISED.values():
        db.session.execute(delete(kind).where(kind.household_id == household_id))
    db.session.commit()
