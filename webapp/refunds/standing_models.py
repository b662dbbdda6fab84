"""Standing accounts. None of it is synced to phones: it is practised, and nobody's money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

from sqlalchemy import Index, String, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.config import SEOUL
from webapp.extensions import Base, db
from webapp.household.ownership import of_member
from webapp.refunds.accounts import Account
from webapp.refunds.models import Sent
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id


class StandingAccount(Base):
    """지급동의계좌: where a person's later refunds go without an application, from `since` on.

    A change ends one and begins another; what was stays as the history.
    """

    __tablename__ = "standing_account"
    __table_args__ = (
        of_member(),
        UniqueConstraint("household_id", "op_id"),
        Index(
            "uq_standing_account_live",
            "household_id",
            "member_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    member_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    bank: Mapped[str] = mapped_column(String(3))
    last_four: Mapped[str] = mapped_column(String(4))
    account_hash: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    op_id: Mapped[str] = mapped_column(String(36))

    @classmethod
    def all_of(cls, household_id: str) -> Sequence[Self]:
        """Every one that was ever registered, the newest first."""
        return db.session.scalars(
            select(cls)
            .where(cls.household_id == household_id)
            .order_by(cls.since.desc(), cls.id.desc())
        ).all()

    @classmethod
    def live_for(cls, household_id: str, member_id: str) -> Self | None:
        return db.session.scalar(
            select(cls).where(
                cls.household_id == household_id, cls.member_id == member_id, cls.until.is_(None)
            )
        )

    @classmethod
    def came_of(cls, household_id: str, op_id: str) -> bool:
        """Whether that press registered an account."""
        made = select(cls.id).where(cls.household_id == household_id, cls.op_id == op_id)
        return db.session.scalar(made) is not None

    @classmethod
    def register(cls, member_id: str, account: Account, key: str, sent: Sent) -> None:
        """From now on `account`, in the place of the one before. Does nothing the second time.

        Raises `LookupError` if the household is gone.
        """
        household_id = sent.visit.household_id
        Ledger.lock(household_id)
        if not cls.came_of(household_id, sent.op_id):
            former = cls.live_for(household_id, member_id)
            if former is not None:
                former.until = sent.now
                db.session.flush()
            db.session.add(
                cls(
                    household_id=household_id,
                    id=new_id(),
                    member_id=member_id,
                    bank=account.bank.code,
                    last_four=account.last_four,
                    account_hash=account.hash(key),
                    since=sent.now,
                    op_id=sent.op_id,
                )
            )
        db.session.commit()

    @classmethod
    def end(cls, member_id: str, sent: Sent) -> None:
        """One applies each year again. Raises `LookupError` if the household is gone."""
        Ledger.lock(sent.visit.household_id)
        live = cls.live_for(sent.visit.household_id, member_id)
        if live is not None:
            live.until = sent.now
        db.session.commit()

    def serves(self, member_id: str, opens_on: date) -> bool:
        """Whether it stood when that person's notices went out on `opens_on`."""
        since = self.since.astimezone(SEOUL).date()
        until = self.until.astimezone(SEOUL).date() if self.until is not None else date.max
        return self.member_id == member_id and since < opens_on <= until
