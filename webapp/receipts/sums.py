"""Sums over receipts, made by the database: a person's year without reading its receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    func,
    select,
)

from webapp.extensions import db
from webapp.household.models import Member
from webapp.law import assess as law
from webapp.receipts.models import MonthSum, Receipt


@dataclass(frozen=True, slots=True)
class YearSum:
    """Sums of one person and year, in won; `unverified` is a number of amounts."""

    receipts: int = 0
    counted: int = 0
    paid: int = 0
    advance: int = 0
    unverified: int = 0

    @property
    def not_counted(self) -> int:
        return self.paid - self.counted


SUMS = (
    func.sum(MonthSum.receipts),
    func.sum(MonthSum.counted),
    func.sum(MonthSum.paid),
    func.sum(MonthSum.advance),
    func.sum(MonthSum.unverified),
)


def year_sum(*sums: Any) -> YearSum:
    """`SUMS` as the database gives them: PostgreSQL sums bigints to decimals."""
    return YearSum(*(int(each) for each in sums))


@dataclass(frozen=True, slots=True)
class YearOfHousehold:
    """One year of a household, by member id."""

    sums: Mapping[str, YearSum] = field(default_factory=dict)
    inpatient: Mapping[str, Sequence[law.Receipt]] = field(default_factory=dict)

    def of(self, member_id: str) -> YearSum:
        return self.sums.get(member_id, YearSum())

    def stays_of(self, member_id: str) -> Sequence[law.Receipt]:
        return self.inpatient.get(member_id, ())


def year_of(household_id: str, year: int) -> YearOfHousehold:
    """Kept sums, and the inpatient receipts of those in nursing hospitals."""
    rows = db.session.execute(
        select(MonthSum.member_id, *SUMS)
        .where(MonthSum.household_id == household_id, MonthSum.year == year)
        .group_by(MonthSum.member_id)
    )
    sums = {member: year_sum(*rest) for member, *rest in rows}
    return YearOfHousehold(sums, inpatient_of(household_id, year))


def inpatient_of(household_id: str, year: int) -> dict[str, list[law.Receipt]]:
    """Days of inpatient care of the year, for members with a stay in a nursing hospital.

    Only what the counting of days reads; several receipts of the same days are one.
    """
    inpatient = and_(
        Receipt.household_id == household_id,
        Receipt.year == year,
        Receipt.care_kind == "inpatient",
        Receipt.deleted_at.is_(None),
    )
    nursed = select(Receipt.member_id).where(inpatient, Receipt.provider_kind == "nursing")
    found: dict[str, list[law.Receipt]] = {}
    for member_id, kind, insurance, care_from, care_to, discharged in db.session.execute(
        select(
            Receipt.member_id,
            Receipt.provider_kind,
            Receipt.insurance_kind,
            Receipt.care_from,
            Receipt.care_to,
            Receipt.discharged,
        )
        .where(inpatient, Receipt.member_id.in_(nursed))
        .distinct()
    ):
        stay = law.Receipt(
            provider_name="",
            provider_kind=kind,
            care_kind="inpatient",
            care_from=care_from,
            care_to=care_to,
            insurance_kind=insurance,
            discharged=discharged,
        )
        found.setdefault(member_id, []).append(stay)
    return found


def years_with_receipts(household_id: str) -> list[int]:
    """Years that have receipts, newest first."""
    return list(
        db.session.scalars(
            select(MonthSum.year)
            .join(
                Member,
                and_(Member.household_id == MonthSum.household_id, Member.id == MonthSum.member_id),
            )
            .where(
                MonthSum.household_id == household_id,
                MonthSum.receipts > 0,
                Member.deleted_at.is_(None),
            )
            .distinct()
            .order_by(MonthSum.year.desc())
        )
    )


def years_of_member(household_id: str, member_id: str) -> list[int]:
    """Years in which this person has receipts, newest first."""
    return [year for year, _ in past_years(household_id, member_id, 10_000)]


def past_years(household_id: str, member_id: str, before: int) -> list[tuple[int, YearSum]]:
    """Sums of this person's earlier years, newest first."""
    rows = db.session.execute(
        of_person(select(MonthSum.year, *SUMS), household_id, member_id)
        .where(MonthSum.year < before)
        .group_by(MonthSum.year)
        .order_by(MonthSum.year.desc())
    )
    return [(year, year_sum(*rest)) for year, *rest in rows]


def months_of(household_id: str, member_id: str, year: int) -> dict[int, YearSum]:
    """Sums by the month in which the care began."""
    rows = db.session.execute(
        of_person(
            select(
                MonthSum.month,
                MonthSum.receipts,
                MonthSum.counted,
                MonthSum.paid,
                MonthSum.advance,
                MonthSum.unverified,
            ),
            household_id,
            member_id,
        ).where(MonthSum.year == year)
    )
    return {month: year_sum(*rest) for month, *rest in rows}


def of_person(query: Select[Any], household_id: str, member_id: str) -> Select[Any]:
    return query.where(
        MonthSum.household_id == household_id,
        MonthSum.member_id == member_id,
        MonthSum.receipts > 0,
    )


def providers_of(household_id: str, member_id: str, year: int) -> list[tuple[str, str, int, int]]:
    """Name, kind, counted won and number of receipts of each place, the largest sum first."""
    counted = func.sum(Receipt.counted)
    rows = db.session.execute(
        select(Receipt.provider_name, Receipt.provider_kind, counted, func.count())
        .where(
            Receipt.household_id == household_id,
            Receipt.member_id == member_id,
            Receipt.year == year,
            Receipt.deleted_at.is_(None),
        )
        .group_by(Receipt.provider_name, Receipt.provider_kind)
        .order_by(counted.desc(), Receipt.provider_name, Receipt.provider_kind)
    )
    return [(name, kind, int(won), count) for name, kind, won, count in rows]


def of_member_and_year(household_id: str, member_id: str, year: int) -> Sequence[Receipt]:
    """All receipts of one person and year, oldest first."""
    return db.session.scalars(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.member_id == member_id,
            Receipt.year == year,
            Receipt.deleted_at.is_(None),
        )
        .order_by(Receipt.care_from, Receipt.id)
    ).all()
