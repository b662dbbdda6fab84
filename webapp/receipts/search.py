"""Which receipts of a household to show: filters, pages, initial consonants, the trash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    func,
    or_,
    select,
    tuple_,
)

from webapp.extensions import db
from webapp.receipts.models import Receipt, initials, kept
from webapp.sync.synced import TRASH_DAYS

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """Which receipts of a household: by person, year, provider, reason, or text."""

    member: str = ""
    year: int | None = None
    provider: str = ""
    q: str = ""
    reason: str = ""
    before: tuple[date, str] | None = None

    def where(self, household_id: str) -> Select[tuple[Receipt]]:
        chosen = kept(select(Receipt), household_id)
        if self.member:
            chosen = chosen.where(Receipt.member_id == self.member)
        if self.year is not None:
            chosen = chosen.where(Receipt.year == self.year)
        if self.provider:
            chosen = chosen.where(Receipt.provider_name == self.provider)
        if self.q:
            chosen = chosen.where(matches(self.q))
        if self.reason in ("noncovered", "full_self_pay", "advance"):
            chosen = chosen.where(getattr(Receipt, self.reason) > 0)
        elif self.reason == "other_insurance":
            chosen = chosen.where(Receipt.insurance_kind != "health")
        elif self.reason:
            chosen = chosen.where(Receipt.uncounted[self.reason].as_integer() > 0)
        return chosen

    def page(self, household_id: str) -> tuple[Sequence[Receipt], bool]:
        """At most `PAGE` receipts, newest first, and whether there are more."""
        chosen = self.where(household_id)
        if self.before is not None:
            chosen = chosen.where(tuple_(Receipt.care_from, Receipt.id) < self.before)
        found = db.session.scalars(
            chosen.order_by(Receipt.care_from.desc(), Receipt.id.desc()).limit(PAGE + 1)
        ).all()
        return found[:PAGE], len(found) > PAGE

    def totals(self, household_id: str) -> tuple[int, int, int]:
        """How many receipts, their counted won, and all they cost."""
        rows = self.where(household_id).subquery()
        count, counted, paid = db.session.execute(
            select(func.count(), func.sum(rows.c.counted), func.sum(rows.c.paid)).select_from(rows)
        ).one()
        return count, int(counted or 0), int(paid or 0)


def matches(q: str) -> Any:
    """Provider names that hold `q`, or whose initial consonants do (ㅅㅁ finds 성모병원)."""
    by_name = Receipt.provider_name.ilike(f"%{escaped(q.strip())}%", escape="\\")
    if not any(is_initial(letter) for letter in q):
        return by_name
    by_initials = Receipt.provider_initials.like(f"%{escaped(initials(q))}%", escape="\\")
    if all(is_initial(letter) or letter.isspace() for letter in q):
        return or_(by_name, by_initials)
    syllables = "".join("_" if is_initial(letter) else escaped(letter) for letter in q.strip())
    in_place = Receipt.provider_name.ilike(f"%{syllables}%", escape="\\")
    return or_(by_name, and_(by_initials, in_place))


def is_initial(letter: str) -> bool:
    return "\u3131" <= letter <= "\u314e"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def in_trash(household_id: str, now: datetime) -> Sequence[Receipt]:
    """Receipts deleted in the last 30 days, the latest first."""
    return db.session.scalars(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.deleted_at > now - timedelta(days=TRASH_DAYS),
        )
        .order_by(Receipt.deleted_at.desc(), Receipt.id)
        .limit(PAGE)
    ).all()


def provider_names(household_id: str, limit: int = 30) -> list[str]:
    """Places visited, the most recent first: suggestions for the form."""
    latest = func.max(Receipt.care_from)
    return list(
        db.session.scalars(
            kept(select(Receipt.provider_name), household_id)
            .group_by(Receipt.provider_name)
            .order_by(latest.desc(), Receipt.provider_name)
            .limit(limit)
        )
    )
