"""Household, member and member-year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from flask_babel import gettext as _
from sqlalchemy import (
    Boolean,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    bindparam,
    delete,
    or_,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, begin_writing, db
from webapp.household import schemas
from webapp.household.devices import Device, Key, RetiredKey
from webapp.household.ownership import of_member
from webapp.household.pairing import Pairing
from webapp.sync.apply import apply
from webapp.sync.models import ID_LENGTH, AppliedOp, Instant, Ledger
from webapp.sync.op import Op, Result, Value, changes, new_op_id
from webapp.sync.synced import NOT_OURS, TRASH_DAYS, Synced


class Household(Base):
    """What one family keeps here. Made with the first saved record, not at the first visit."""

    __tablename__ = "household"

    id: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("ledger.household_id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[datetime] = mapped_column(Instant)
    example: Mapped[bool] = mapped_column(Boolean, default=False)

    @classmethod
    def open(
        cls,
        now: datetime,
        key: Key | None = None,
        *,
        example: bool = False,
        platform: str = "",
    ) -> Visit:
        """The household of `key`, made now, with that device in it.

        When the same key made it a moment ago (a save sent twice at once), that one is found.
        """
        key = key or Key.new()
        begin_writing()
        try:
            db.session.add(Ledger(household_id=key.household_id, seq=0))
            db.session.flush()
            db.session.add(cls(id=key.household_id, created_at=now, example=example))
            db.session.flush()
            db.session.add(Device.holding(key, now, platform))
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            return Visit.by_key(key) or cls.open(now, example=example, platform=platform)
        return Visit(
            key.household_id,
            key.device_id,
            seq=0,
            epoch="",
            example=example,
            seen_on=now.date(),
            new_key=str(key),
        )

    @classmethod
    def close(cls, household_id: str, now: datetime, *, by: str) -> None:
        """Erase a household and everything in it (the database deletes along the keys).

        The device `by` which it is erased knows; the others will be told. No key of it ever
        opens a household again.
        """
        try:
            Ledger.lock(household_id)
        except LookupError:
            return
        for device in Device.of(household_id):
            why = "left" if device.id == by else "erased"
            db.session.merge(RetiredKey.of(device, why, now))
        db.session.flush()
        db.session.expunge_all()
        db.session.execute(delete(Ledger).where(Ledger.household_id == household_id))
        db.session.commit()


@dataclass(frozen=True, slots=True)
class Visit:
    """A household as one of its devices sees it during one request."""

    household_id: str
    device_id: str
    seq: int
    epoch: str
    example: bool
    seen_on: date | None = None
    new_key: str | None = None

    @classmethod
    def by_key(cls, key: Key) -> Self | None:
        """The visit that a device's key opens; None for a key that opens nothing."""
        with db.engine.connect() as connection:
            found = connection.execute(
                VISIT, {"household": key.household_id, "device": key.device_id}
            ).first()
        if found is None or not key.fits(found.key_hash):
            return None
        return cls(
            key.household_id, key.device_id, found.seq, found.epoch, found.example, found.seen_on
        )

    def was_here(self, today: date) -> bool:
        """Whether the device has been noted today."""
        return self.seen_on is not None and self.seen_on >= today

    def devices(self) -> Sequence[Device]:
        return Device.of(self.household_id)

    def pairing(self) -> Pairing | None:
        """The invitation that this device gave, if it is the household's latest."""
        return Pairing.by(self.household_id, self.device_id)

    def is_empty(self) -> bool:
        """Whether nobody was ever written down here; without people there are no receipts."""
        return (
            db.session.scalar(
                select(Member.id).where(Member.household_id == self.household_id).limit(1)
            )
            is None
        )

    def leave(self, now: datetime, *, only_if_empty: bool = False) -> bool:
        """This device's key opens nothing any more; the last one to go takes the household along.

        Returns False, and stays, if the household was to be empty and is not.
        """
        try:
            Ledger.lock(self.household_id)
        except LookupError:
            return True
        if only_if_empty and not self.is_empty():
            db.session.rollback()
            return False
        device = Device.find(self.household_id, self.device_id)
        if device is not None:
            device.retire("left", now)
        if not self.devices():
            db.session.execute(delete(Ledger).where(Ledger.household_id == self.household_id))
        db.session.commit()
        return True

    def save(self, ops: Sequence[Op], now: datetime) -> list[Result]:
        return apply(self.household_id, self.device_id, ops, now)

    def said_otherwise(self, op: Op) -> bool:
        """Whether this op's id was used before for something else than what it says now."""
        said = AppliedOp.said(self.household_id, op.op_id)
        return said is not None and said[1]["status"] != "rejected" and said[0] != op.wire_set()

    def members(self) -> Sequence[Member]:
        """The people of the household, in the order in which they came."""
        return db.session.scalars(
            select(Member)
            .where(Member.household_id == self.household_id, Member.deleted_at.is_(None))
            .order_by(Member.created_at, Member.id)
        ).all()

    def member(self, member_id: str) -> Member | None:
        member = Member.find(self.household_id, member_id)
        return member if member is not None and member.deleted_at is None else None

    def deleted_members(self, now: datetime) -> Sequence[Member]:
        """People deleted in the last 30 days, the latest first."""
        return db.session.scalars(
            select(Member)
            .where(
                Member.household_id == self.household_id,
                Member.deleted_at > now - timedelta(days=TRASH_DAYS),
            )
            .order_by(Member.deleted_at.desc(), Member.id)
        ).all()

    def names(self, now: datetime) -> dict[str, str]:
        """What the household's people are called, those in the trash included, by id."""
        return {each.id: each.name for each in (*self.members(), *self.deleted_members(now))}

    def bands(self, year: int) -> dict[str, int]:
        """Known bands of `year`, by member id."""
        found = db.session.execute(
            select(MemberYear.member_id, MemberYear.band).where(
                MemberYear.household_id == self.household_id,
                MemberYear.year == year,
                MemberYear.band.is_not(None),
            )
        )
        return {member_id: band for member_id, band in found if band is not None}

    def closed_notices(self, year: int) -> set[tuple[str, str]]:
        """Member id and level of the notices about ceilings of `year` that somebody has closed."""
        found = db.session.execute(
            select(MemberYear.member_id, MemberYear.near_closed, MemberYear.reached_closed).where(
                MemberYear.household_id == self.household_id,
                MemberYear.year == year,
                or_(MemberYear.near_closed, MemberYear.reached_closed),
            )
        )
        return {
            (member_id, level)
            for member_id, *closed in found
            for level, is_closed in zip(schemas.CLOSED, closed, strict=True)
            if is_closed
        }


VISIT = (
    select(Device.key_hash, Device.seen_on, Ledger.seq, Ledger.epoch, Household.example)
    .join(Household, Household.id == Device.household_id)
    .join(Ledger, Ledger.household_id == Device.household_id)
    .where(
        Device.household_id == bindparam("household"),
        Device.id == bindparam("device"),
    )
)


class Member(Synced, Base):
    """A person whose costs are added up. The name is only what the family calls them; `avatar` is
    the picture beside it, if they have one.
    """

    __tablename__ = "member"
    __table_args__ = (ForeignKeyConstraint(["household_id"], ["household.id"], ondelete="CASCADE"),)

    entity = "member"
    fields = ("name", "avatar")
    check = staticmethod(schemas.check_member)

    name: Mapped[str] = mapped_column(String(schemas.LONGEST_NAME))
    avatar: Mapped[str] = mapped_column(String(20), default="")

    @staticmethod
    def naming(member_id: str, name: str, avatar: str = "", *, op_id: str | None = None) -> Op:
        """The op that makes a member."""
        told = changes({"avatar": ""}, {"name": name, "avatar": avatar})
        return Op(op_id or new_op_id(), Member.entity, member_id, set=told)

    def edit(self, seen: Mapping[str, Value], wanted: Mapping[str, Value]) -> Op:
        """The op that says `wanted` instead of what the person saw."""
        return Op(
            new_op_id(), self.entity, self.id, base=self.rev, set=changes(dict(seen), dict(wanted))
        )

    def deletion(self) -> Op:
        return Op(new_op_id(), self.entity, self.id, kind="delete", base=self.rev)

    def restoration(self) -> Op:
        return Op(new_op_id(), self.entity, self.id, kind="restore", base=self.rev)

    def erase(self) -> bool:
        told = bool(self.name or self.avatar)
        self.name = self.avatar = ""
        return told

    def band(self, year: int) -> int | None:
        found = MemberYear.find(self.household_id, MemberYear.key(self.id, year))
        return found.band if found is not None else None


class MemberYear(Synced, Base):
    """What holds for one person and one calendar year: the income band, if known, and which
    notices about the ceiling somebody has closed.
    """

    __tablename__ = "member_year"
    __table_args__ = (
        of_member(),
        Index(None, "household_id", "year"),
    )

    entity = "member_year"
    fields = ("member_id", "year", "band", "near_closed", "reached_closed")
    check = staticmethod(schemas.check_member_year)

    member_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    year: Mapped[int] = mapped_column(Integer)
    band: Mapped[int | None] = mapped_column(Integer)
    near_closed: Mapped[bool] = mapped_column(Boolean, default=False)
    reached_closed: Mapped[bool] = mapped_column(Boolean, default=False)

    @staticmethod
    def key(member_id: str, year: int) -> str:
        """The record's id: the same on every device, so that two of them cannot make two."""
        return f"{member_id}:{year}"

    @classmethod
    def placing(cls, member: str, year: int, band: int | None, now: MemberYear | None) -> Op:
        """The op that puts a member on a band for a year, `now` being today's record."""
        wanted: dict[str, Value] = {"member_id": member, "year": year, "band": band}
        return Op(
            new_op_id(),
            cls.entity,
            cls.key(member, year),
            base=now.rev if now is not None else 0,
            set=changes(now.values() if now is not None else {}, wanted),
        )

    @classmethod
    def closing(cls, member: str, year: int, level: str, now: MemberYear | None) -> Op:
        """The op that closes the notice of a level, and those of the levels below it.

        A notice is never opened again, so two phones that close it cannot contradict each other.
        """
        levels = list(schemas.CLOSED)
        closed = [schemas.CLOSED[each] for each in levels[: levels.index(level) + 1]]
        open_ = dict.fromkeys(schemas.CLOSED.values(), False)
        wanted: dict[str, Value] = {
            "member_id": member,
            "year": year,
            **dict.fromkeys(closed, True),
        }
        return Op(
            new_op_id(),
            cls.entity,
            cls.key(member, year),
            base=now.rev if now is not None else 0,
            set=changes({**open_, **(now.values() if now is not None else {})}, wanted),
        )

    @classmethod
    def missing_links(cls, household_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        return missing_member(household_id, values["member_id"])

    @classmethod
    def wrong_id(cls, record_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        its_own = f"{values['member_id']}:{values['year']}"
        return {} if record_id == its_own else {"": [str(NOT_OURS)]}


LIVING = select(Member.id).where(
    Member.household_id == bindparam("household"),
    Member.id == bindparam("member"),
    Member.deleted_at.is_(None),
)


def missing_member(household_id: str, member_id: Any) -> dict[str, list[str]]:
    who = {"household": household_id, "member": str(member_id)}
    if not who["member"].isprintable() or db.session.scalar(LIVING, who) is None:
        return {"member_id": [_("누구의 것인지 골라 주세요.")]}
    return {}
