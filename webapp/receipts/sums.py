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
from webapp.law import assess as law
from webapp.receipts.models import Receipt, kept


@dataclass(frozen=True, slots=True)
class YearSum:
    """Sums of one person and year, in won."""

    receipts: int = 0
    counted: int = 0
    paid: int = 0
    advance: int = 0

    @property
    def not_counted(self) -> int:
        return self.paid - self.counted


SUMS = (
    func.count(),
    func.sum(Receipt.counted),
    func.sum(Receipt.paid),
    func.sum(Receipt.advance),
)


def year_sum(count: int, counted: Any, paid: Any, advance: Any) -> YearSum:
    """`SUMS` as the database gives them: PostgreSQL sums bigints to decimals."""
    return YearSum(count, int(counted), int(paid), int(advance))


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
    """Sums made by the database, and the inpatient receipts of those in nursing hospitals."""
    rows = db.session.execute(
        select(Receipt.member_id, *SUMS)
        .where(
            Receipt.household_id == household_id,
            Receipt.year == year,
            Receipt.deleted_at.is_(None),
        )
        .group_by(Receipt.member_id)
    )
    sums = {member: year_sum(*rest) for member, *rest in rows}
    return YearOfHousehold(sums, inpatient_of(household_id, year))


def inpatient_of(household_id: str, year: int) -> dict[str, list[law.Receipt]]:
    """Inpatient receipts of the year for members with a stay in a nursing hospital."""
    inpatient = and_(
        Receipt.household_id == household_id,
        Receipt.year == year,
        Receipt.care_kind == "inpatient",
        Receipt.deleted_at.is_(None),
    )
    nursed = select(Receipt.member_id).where(inpatient, Receipt.provider_kind == "nursing")
    found: dict[str, list[law.Receipt]] = {}
    for receipt in db.session.scalars(
        select(Receipt).where(inpatient, Receipt.member_id.in_(nursed))
    ):
        found.setdefault(receipt.member_id, []).append(receipt.as_law())
    return found


def years_with_receipts(household_id: str) -> list[int]:
    """Years that have receipts, newest first."""
    return list(
        db.session.scalars(
            kept(select(Receipt.year), household_id).distinct().order_by(Receipt.year.desc())
        )
    )


def years_of_member(household_id: str, member_id: str) -> list[int]:
    """Years in which this person has receipts, newest first."""
    return list(
        db.session.scalars(
            of_member(select(Receipt.year), household_id, member_id)
            .distinct()
            .order_by(Receipt.year.desc())
        )
    )


def past_years(household_id: str, member_id: str, before: int) -> list[tuple[int, YearSum]]:
    """Sums of this person's earlier years, newest first."""
    rows = db.session.execute(
        of_member(select(Receipt.year, *SUMS), household_id, member_id)
        .where(Receipt.year < before)
        .group_by(Receipt.year)
        .order_by(Receipt.year.desc())
    )
    return [(year, year_sum(*rest)) for year, *rest in rows]


def months_of(household_id: str, member_id: str, year: int) -> dict[int, YearSum]:
    """Sums by the month in which the care began."""
    rows = db.session.execute(
        of_member(select(Receipt.month, *SUMS), household_id, member_id)
        .where(Receipt.year == year)
        .group_by(Receipt.month)
    )
    return {month: year_sum(*rest) for month, *rest in rows}


def providers_of(household_id: str, member_id: str, year: int) -> list[tuple[str, str, int, int]]:
    """Name, kind, counted won and number of receipts of each place, the largest sum first."""
    counted = func.sum(Receipt.counted)
    rows = db.session.execute(
        of_member(
            select(Receipt.provider_name, Receipt.provider_kind, counted, func.count()),
            household_id,
            member_id,
        )
        .where(Receipt.year == year)
        .group_by(Receipt.provider_name, Receipt.provider_kind)
        .order_by(counted.desc(), Receipt.provider_name)
    )
    return [(name, kind, int(won), count) for name, kind, won, count in rows]


def of_member(query: Select[Any], household_id: str, member_id: str) -> Select[Any]:
    return query.where(
        Receipt.household_id == household_id,
        Receipt.member_id == member_id,
        Receipt.deleted_at.is_(None),
    )


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
