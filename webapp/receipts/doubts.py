"""What makes a person look again before saving: a twin, a sum far above the usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, select

from webapp.extensions import db
from webapp.receipts.models import Receipt

USUAL = select(func.count(), func.max(Receipt.copay)).where(
    Receipt.household_id == bindparam("household"),
    Receipt.member_id == bindparam("member"),
    Receipt.provider_name == bindparam("place"),
    Receipt.deleted_at.is_(None),
    Receipt.id != bindparam("but"),
)

OUTLIER_TIMES = 2
OUTLIER_NEEDS = 2
TYPO_TIMES = 5


def twin_of(household_id: str, values: Mapping[str, Any], but: str) -> Receipt | None:
    """A receipt of the same person, days, place and amount: probably the same paper."""
    twin = Receipt.double_of(household_id, but, {**values, "separate": False})
    return Receipt.find(household_id, twin) if twin is not None else None


def usual_most(household_id: str, values: Mapping[str, Any], but: str) -> int | None:
    """The largest amount ① paid at this place so far, if this one is far above it.

    Asked only when at least two earlier receipts say what is usual, and this one is twice the
    largest of them.
    """
    count, most = db.session.execute(USUAL, asked(household_id, values, but)).one()
    if count < OUTLIER_NEEDS or not most or values["copay"] < OUTLIER_TIMES * most:
        return None
    return int(most)


def without_a_zero(copay: int, usual: int) -> int | None:
    """The amount that may have been meant: so far above the usual, a zero is one too many."""
    return copay // 10 if copay >= TYPO_TIMES * usual else None


def asked(household_id: str, values: Mapping[str, Any], but: str) -> dict[str, Any]:
    return {
        "household": household_id,
        "member": values["member_id"],
        "place": values["provider_name"],
        "but": but,
    }
