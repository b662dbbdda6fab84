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
from webapp.household.models import Member
from webapp.receipts.models import MonthSum, Receipt, initials, kept
from webapp.sync.synced import TRASH_DAYS

PAGE = 50
LEFT_TO_DO = ("unverified",)  # what can be left to do with a receipt


@dataclass(frozen=True, slots=True)
class Filter:
    """Which receipts of a household: by person, year, provider, reason, text, or what is to do."""

    member: str = ""
    year: int | None = None
    provider: str = ""
    q: str = ""
    reason: str = ""
    todo: str = ""
    before: tuple[date, str] | None = None

    def asked(self) -> dict[str, Any]:
        """What an address says of it; the page that is shown is left out."""
        year = str(self.year) if self.year is not None else ""
        words = {"member": self.member, "year": year, "provider": self.provider, "q": self.q}
        words |= {"reason": self.reason, "todo": self.todo}
        return {name: text for name, text in words.items() if text}

    def where(self, household_id: str) -> Select[tuple[Receipt]]:
        return self.narrowed(kept(select(Receipt), household_id))

    def narrowed(self, chosen: Select[Any]) -> Select[Any]:
        if self.member:
            chosen = chosen.where(Receipt.member_id == self.member)
        if self.year is not None:
            chosen = chosen.where(Receipt.year == self.year)
        if self.provider:
            chosen = chosen.where(Receipt.provider_name == self.provider)
        if self.q:
            chosen = chosen.where(matches(self.q))
        if self.todo:
            chosen = chosen.where(Receipt.unverified != "")
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
        if self.q or self.provider or self.reason or self.todo:
            each = select(func.count(), func.sum(Receipt.counted), func.sum(Receipt.paid))
            chosen = self.narrowed(kept(each, household_id))
        else:
            chosen = self.kept_sums(household_id)
        count, counted, paid = db.session.execute(chosen).one()
        return int(count or 0), int(counted or 0), int(paid or 0)

    def kept_sums(self, household_id: str) -> Select[Any]:
        """The totals from the sums kept by month: right for a person and a year only."""
        chosen = (
            select(func.sum(MonthSum.receipts), func.sum(MonthSum.counted), func.sum(MonthSum.paid))
            .join(
                Member,
                and_(Member.household_id == MonthSum.household_id, Member.id == MonthSum.member_id),
            )
            .where(MonthSum.household_id == household_id, Member.deleted_at.is_(None))
        )
        if self.member:
            chosen = chosen.where(MonthSum.member_id == self.member)
        if self.year is not None:
            chosen = chosen.where(MonthSum.year == self.year)
        return chosen


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


def on_day(household_id: str, member_id: str, day: date) -> Sequence[Receipt]:
    """A person's visits of that day, stays left out, in the order of their places."""
    found = db.session.scalars(
        kept(select(Receipt), household_id).where(
            Receipt.member_id == member_id,
            Receipt.care_from == day,
            Receipt.care_kind != "inpatient",
        )
    )
    return sorted(found, key=lambda row: (row.provider_name, row.id))


def visited(household_id: str, limit: int = 30) -> Sequence[Receipt]:
    """The last receipt of each place, the most recent first: what the form suggests."""
    newest = func.row_number().over(
        partition_by=Receipt.provider_name,
        order_by=(Receipt.care_from.desc(), Receipt.id.desc()),
    )
    last = kept(select(Receipt.id, newest.label("place")), household_id).subquery()
    return db.session.scalars(
        select(Receipt)
        .join(last, and_(Receipt.household_id == household_id, Receipt.id == last.c.id))
        .where(last.c.place == 1)
        .order_by(Receipt.care_from.desc(), Receipt.provider_name)
        .limit(limit)
    ).all()
