"""What is practised for a person goes with the person."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from webapp.extensions import db
from webapp.household.models import Member
from webapp.refunds.difference_models import Comparison
from webapp.refunds.models import Claim
from webapp.refunds.standing_models import StandingAccount
from webapp.sync.synced import TRASH_DAYS


def forget_claims(now: datetime) -> None:
    """Erase what belongs to people who were deleted 30 days ago."""
    gone = select(Member.household_id, Member.id).where(
        Member.deleted_at <= now - timedelta(days=TRASH_DAYS)
    )
    for household_id, member_id in db.session.execute(gone).all():
        for kind in (Claim, StandingAccount, Comparison):
            db.session.execute(
                delete(kind).where(kind.household_id == household_id, kind.member_id == member_id)
            )
    db.session.commit()
