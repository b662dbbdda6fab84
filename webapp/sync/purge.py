"""Making good on 「30일 뒤 사라져요」: what was deleted is erased, its tombstone goes later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from webapp.extensions import db
from webapp.sync.models import AppliedOp, Ledger
from webapp.sync.synced import TRASH_DAYS, Synced

TOMBSTONE_DAYS = 180  # as long as a phone may stay away and still learn of the deletion


def purge(now: datetime) -> int:
    """Erase the contents of records deleted 30 days ago, and tombstones after 180.

    Returns how many records were erased or removed.
    """
    households = db.session.scalars(select(Ledger.household_id)).all()
    return sum(purge_household(household_id, now) for household_id in households)


def purge_household(household_id: str, now: datetime) -> int:
    ledger = Ledger.lock(household_id)
    purged = 0
    for model in Synced.entities.values():
        for row in gone(model, household_id, now):
            if row.deleted_at is not None and row.deleted_at <= now - timedelta(TOMBSTONE_DAYS):
                db.session.delete(row)
                purged += 1
            elif row.erase():
                row.rev = ledger.next()  # phones erase it as well
                purged += 1
            db.session.execute(delete(AppliedOp).where(*history_of(row)))
    db.session.commit()
    return purged


def gone(model: type[Synced], household_id: str, now: datetime) -> Sequence[Synced]:
    return db.session.scalars(
        select(model).where(
            model.household_id == household_id,
            model.deleted_at <= now - timedelta(days=TRASH_DAYS),
        )
    ).all()


def history_of(row: Synced) -> tuple[Any, ...]:
    return AppliedOp.household_id == row.household_id, AppliedOp.record_id == row.id
