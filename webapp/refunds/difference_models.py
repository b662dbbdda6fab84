"""What official notices said, beside the estimates of their days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import BigInteger, Integer, String, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.models import Member
from webapp.household.ownership import of_member
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id


class Comparison(Base):
    """What the insurer's notice said of a person's year, beside the estimate of that day. Won."""

    __tablename__ = "comparison"
    __table_args__ = (of_member(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    member_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    year: Mapped[int] = mapped_column(Integer)
    official: Mapped[int] = mapped_column(BigInteger)
    expected: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of_year(cls, household_id: str, member_id: str, year: int) -> Sequence[Self]:
        """What was compared, the latest first."""
        return db.session.scalars(
            select(cls)
            .where(cls.household_id == household_id, cls.member_id == member_id, cls.year == year)
            .order_by(cls.at.desc(), cls.id.desc())
        ).all()

    @classmethod
    def keep(cls, member: Member, year: int, official: int, expected: int, now: datetime) -> None:
        """Keep it, unless the latest says the same. Raises `LookupError`."""
        household_id, member_id = member.household_id, member.id
        Ledger.lock(household_id)
        before = cls.of_year(household_id, member_id, year)
        if not before or (before[0].official, before[0].expected) != (official, expected):
            db.session.add(
                cls(
                    household_id=household_id,
                    id=new_id(),
                    member_id=member_id,
                    year=year,
                    official=official,
                    expected=expected,
                    at=now,
                )
            )
        db.session.commit()
