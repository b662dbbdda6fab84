"""What makes a person look again before saving: a twin, a sum far above the usual."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    func,
    select,
)

from webapp.extensions import db
from webapp.receipts.models import Receipt


def twin_of(household_id: str, values: Mapping[str, Any], but: str) -> Receipt | None:
    """A receipt of the same person, days, place and amount: probably the same paper."""
    return db.session.scalar(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.member_id == values["member_id"],
            Receipt.care_from == date.fromisoformat(values["care_from"]),
            Receipt.care_to == date.fromisoformat(values["care_to"]),
            Receipt.provider_name == values["provider_name"],
            Receipt.copay == values["copay"],
            Receipt.deleted_at.is_(None),
            Receipt.id != but,
        )
        .limit(1)
    )


OUTLIER_TIMES = 5


OUTLIER_NEEDS = 2


def usual_most(household_id: str, values: Mapping[str, Any], but: str) -> int | None:
    """The largest amount ① paid at this place so far, if this one is far above it.

    Asked only when at least two earlier receipts say what is usual, and this one is five
    times the largest of them: a zero too many, rather than a dear month.
    """
    count, most = db.session.execute(
        select(func.count(), func.max(Receipt.copay)).where(
            Receipt.household_id == household_id,
            Receipt.member_id == values["member_id"],
            Receipt.provider_name == values["provider_name"],
            Receipt.deleted_at.is_(None),
            Receipt.id != but,
        )
    ).one()
    if count < OUTLIER_NEEDS or not most or values["copay"] < OUTLIER_TIMES * most:
        return None
    return int(most)
