"""Rehearsed applications and what happened to them.

None of it is synced to phones: it needs the server, and it is nobody's money.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.config import SEOUL
from webapp.extensions import Base, db
from webapp.household.models import MemberYear, Visit
from webapp.household.ownership import of_member
from webapp.refunds import stages
from webapp.refunds.accounts import Account
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id

NUMBER_PREFIX = "모의"
LONGEST_REASON = 200

Amounts = tuple[int | None, int | None]  # the lowest and the highest won; None where no table is


@dataclass(frozen=True, slots=True)
class Sent:
    """Who sends something, by which press of a button: a repeated one does nothing more."""

    visit: Visit
    op_id: str
    now: datetime


class ClaimEvent(Base):
    """One thing that happened to an application, in order. `said` is what the person entered."""

    __tablename__ = "claim_event"
    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "claim_id"],
            ["claim.household_id", "claim.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("household_id", "op_id"),
    )

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    claim_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    ending: Mapped[str] = mapped_column(String(8), default="")
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(Instant)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    op_id: Mapped[str | None] = mapped_column(String(36))

    def as_stage(self) -> stages.Event:
        return stages.Event(self.kind, self.at.astimezone(SEOUL), self.ending)


class Claim(Base):
    """An application for one person's year, from the consent to its end.

    `live` is true until it is cancelled: the database lets a person's year have one live
    application. Bank, last digits and amounts are those of the last time it was sent. Won.
    """

    __tablename__ = "claim"
    __table_args__ = (
        of_member(),
        UniqueConstraint("household_id", "receipt_no"),
        Index(
            "uq_claim_live",
            "household_id",
            "member_id",
            "year",
            unique=True,
            sqlite_where=text("live"),
            postgresql_where=text("live"),
        ),
    )

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    member_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    year: Mapped[int] = mapped_column(Integer)
    live: Mapped[bool] = mapped_column(Boolean, default=True)
    receipt_no: Mapped[str | None] = mapped_column(String(20))
    lowest: Mapped[int | None] = mapped_column(BigInteger)
    highest: Mapped[int | None] = mapped_column(BigInteger)
    bank: Mapped[str] = mapped_column(String(3), default="")
    last_four: Mapped[str] = mapped_column(String(4), default="")
    account_hash: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    events: Mapped[list[ClaimEvent]] = relationship(
        order_by=ClaimEvent.number, passive_deletes=True, lazy="selectin"
    )

    @classmethod
    def find(cls, household_id: str, claim_id: str) -> Self | None:
        if len(claim_id) > ID_LENGTH or not claim_id.isprintable():
            return None
        return db.session.get(cls, (household_id, claim_id))

    @classmethod
    def live_for(cls, household_id: str, member_id: str, year: int) -> Self | None:
        return db.session.scalar(
            select(cls).where(
                cls.household_id == household_id,
                cls.member_id == member_id,
                cls.year == year,
                cls.live,
            )
        )

    @classmethod
    def latest_of(cls, household_id: str) -> dict[tuple[str, int], Self]:
        """The last application of each member and year."""
        rows = db.session.scalars(
            select(cls).where(cls.household_id == household_id).order_by(cls.created_at, cls.id)
        )
        return {(claim.member_id, claim.year): claim for claim in rows}

    @classmethod
    def sent_by(cls, household_id: str) -> Sequence[Self]:
        """Everything that was ever sent, the newest first."""
        return db.session.scalars(
            select(cls)
            .where(cls.household_id == household_id, cls.receipt_no.is_not(None))
            .order_by(cls.created_at.desc(), cls.id.desc())
        ).all()

    @classmethod
    def agree(cls, sent: Sent, member_id: str, year: int, said: Mapping[str, Any]) -> Self:
        """Begin an application with the consents, or go on with the one that there is.

        Raises `LookupError` if the household is gone.
        """
        household_id = sent.visit.household_id
        Ledger.lock(household_id)
        claim = cls.live_for(household_id, member_id, year)
        if claim is None:
            claim = cls(
                household_id=household_id,
                id=new_id(),
                member_id=member_id,
                year=year,
                live=True,
                bank="",
                last_four="",
                account_hash="",
                created_at=sent.now,
            )
            db.session.add(claim)
        claim.add("agreed", sent, said=said)
        db.session.commit()
        return claim

    def standing(self, today: date) -> stages.Standing:
        return stages.standing([event.as_stage() for event in self.events], today)

    @property
    def is_sent(self) -> bool:
        return self.receipt_no is not None

    @property
    def statement_id(self) -> str:
        return MemberYear.key(self.member_id, self.year)

    @property
    def standing_press(self) -> str | None:
        """By which press the account was to be registered for later years; None if it was not."""
        asked = (each.op_id for each in self.events if each.said.get("standing"))
        return next(asked, None)

    @property
    def asks_to_be_told(self) -> bool:
        """What was ticked the last time somebody agreed."""
        agreed = [each.said for each in self.events if each.kind == "agreed"]
        return bool(agreed and agreed[-1].get("notify"))

    def submit(
        self, account: Account, key: str, amounts: Amounts, sent: Sent, *, standing: bool = False
    ) -> bool:
        """Send it, or send it anew to another account; True if it is sent when this ends.

        `key` is the secret under which the account is remembered; `standing` whether the person
        wants it registered for later years, too. The caller has looked that the person is
        authenticated now.
        """
        claim = self.held()
        if claim is None:
            return False
        kind = "retried" if claim.is_sent else "submitted"
        asked = stages.Event("authenticated", sent.now)
        going = stages.Event(kind, sent.now, account.ending)
        past = [event.as_stage() for event in claim.events]
        if not stages.lets([*past, asked], going):
            db.session.rollback()
            return claim.is_sent
        said: dict[str, Any] = {"bank": account.bank.code, "last_four": account.last_four}
        if standing:
            said["standing"] = True
        claim.add("authenticated", sent, once=False)
        claim.add(kind, sent, ending=account.ending, said=said)
        claim.bank, claim.last_four = account.bank.code, account.last_four
        claim.account_hash = account.hash(key)
        claim.lowest, claim.highest = amounts
        claim.receipt_no = claim.receipt_no or next_number(claim.household_id, sent.now.year)
        db.session.commit()
        return True

    def pass_a_day(self, sent: Sent) -> None:
        self.happen("day", sent)

    def bring_papers(self, sent: Sent) -> None:
        self.happen("papers", sent)

    def cancel(self, reason: str, sent: Sent) -> None:
        self.happen("cancelled", sent, {"reason": reason} if reason else {})

    def happen(self, kind: str, sent: Sent, said: Mapping[str, Any] | None = None) -> None:
        """One more event, if it may happen now and that button was not pressed already."""
        claim = self.held()
        if claim is None:
            return
        past = [event.as_stage() for event in claim.events]
        if stages.lets(past, stages.Event(kind, sent.now)):
            claim.add(kind, sent, said=said or {})
            claim.live = kind != "cancelled"
        db.session.commit()

    def add(
        self,
        kind: str,
        sent: Sent,
        *,
        ending: str = "",
        said: Mapping[str, Any] | None = None,
        once: bool = True,
    ) -> None:
        """Write an event down, under the household's lock; not twice for the same press."""
        if once and self.was_pressed(sent):
            return
        event = ClaimEvent(
            number=len(self.events) + 1,
            kind=kind,
            ending=ending,
            said=dict(said or {}),
            at=sent.now,
            device_id=sent.visit.device_id,
            op_id=sent.op_id if once else None,
        )
        self.events.append(event)

    def was_pressed(self, sent: Sent) -> bool:
        pressed = select(ClaimEvent.number).where(
            ClaimEvent.household_id == self.household_id, ClaimEvent.op_id == sent.op_id
        )
        return db.session.scalar(pressed) is not None

    def held(self) -> Claim | None:
        """This application as it is now, with the household's lock; None if it is gone."""
        household_id, id = self.household_id, self.id
        try:
            Ledger.lock(household_id)
        except LookupError:
            return None
        return db.session.get(Claim, (household_id, id), populate_existing=True)


def next_number(household_id: str, year: int) -> str:
    """모의-2026-0001, counted by household and year; under the household's lock."""
    begins = f"{NUMBER_PREFIX}-{year}-"
    count = db.session.scalar(
        select(func.count()).where(
            Claim.household_id == household_id, Claim.receipt_no.startswith(begins)
        )
    )
    return f"{begins}{(count or 0) + 1:04}"
