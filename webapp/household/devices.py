"""The devices that hold a household, and the keys that they hold it with."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Self

from sqlalchemy import Date, String, bindparam, delete, exists, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.ownership import OwnedBy
from webapp.household.platforms import LONGEST_PLATFORM
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id

TOLD_FOR = timedelta(days=400)  # as long as a cookie lives

UUID7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
KEY = re.compile(f"({UUID7})[.]({UUID7})[.]([A-Za-z0-9_-]{{43}})")


@dataclass(frozen=True, slots=True)
class Key:
    """What a device's cookie says: household, device and secret, joined by dots.

    A browser gets one before there is anything to open. Its first save makes the household of
    exactly this key, so that a save whose answer was lost finds the same one when sent again.
    """

    household_id: str
    device_id: str
    secret: str = field(repr=False)

    @classmethod
    def new(cls, household_id: str = "") -> Self:
        return cls(household_id or new_id(), new_id(), secrets.token_urlsafe(32))

    @classmethod
    def read(cls, text: str) -> Self | None:
        found = KEY.fullmatch(text)
        return cls(*found.groups()) if found else None

    def __str__(self) -> str:
        return f"{self.household_id}.{self.device_id}.{self.secret}"

    @property
    def hash(self) -> str:
        return hashed(self.secret)

    def fits(self, key_hash: str) -> bool:
        return hmac.compare_digest(key_hash, self.hash)

    def fate(self) -> str:
        """Why this key, which opens nothing, never will: "put_out", "erased", "left" or "taken".

        Empty for a key that may still open a household of its own.
        """
        with db.engine.connect() as connection:
            told = connection.execute(
                RETIRED, {"household": self.household_id, "device": self.device_id}
            ).first()
            if told is not None and self.fits(told.key_hash):
                return str(told.why)
            taken = connection.scalar(TAKEN, {"household": self.household_id})
        return "taken" if taken else ""


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Device(Base):
    """A browser that holds the household's key. Only a hash of its secret is kept."""

    __tablename__ = "device"

    household_id: Mapped[OwnedBy]
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    platform: Mapped[str] = mapped_column(String(LONGEST_PLATFORM), default="")
    seen_on: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def holding(cls, key: Key, now: datetime, platform: str = "") -> Self:
        return cls.hashed(key.household_id, key.device_id, key.hash, now, platform)

    @classmethod
    def hashed(
        cls, household_id: str, id: str, key_hash: str, now: datetime, platform: str
    ) -> Self:
        return cls(
            household_id=household_id,
            id=id,
            key_hash=key_hash,
            created_at=now,
            platform=platform,
            seen_on=now.date(),
        )

    @classmethod
    def find(cls, household_id: str, device_id: str) -> Self | None:
        if not device_id.isprintable():
            return None
        return db.session.get(cls, (household_id, device_id))

    @classmethod
    def of(cls, household_id: str) -> Sequence[Self]:
        """The devices of a household in the order in which they came."""
        return db.session.scalars(
            select(cls).where(cls.household_id == household_id).order_by(cls.created_at, cls.id)
        ).all()

    def put_out(self, now: datetime) -> None:
        """The device's key opens nothing from now on, and the device can be told so.

        Raises `LookupError` if the household is gone.
        """
        household_id, id = self.household_id, self.id
        Ledger.lock(household_id)
        device = Device.find(household_id, id)
        if device is not None:  # else somebody was faster
            device.retire("put_out", now)
        db.session.commit()

    def retire(self, why: str, now: datetime) -> None:
        """Take the device off the household and keep why; under the household's lock."""
        db.session.merge(RetiredKey.of(self, why, now))
        db.session.execute(
            delete(Device).where(Device.household_id == self.household_id, Device.id == self.id)
        )


class RetiredKey(Base):
    """What is kept of a device that was put out or left, so that its key makes nothing again.

    It outlives the household: "erased" tells the other devices that everything was erased, as
    "put_out" tells that another one put it out. Who went by itself ("left") is told nothing.
    """

    __tablename__ = "retired_key"

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(String(8))
    retired_at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of(cls, device: Device, why: str, now: datetime) -> Self:
        return cls(
            household_id=device.household_id,
            device_id=device.id,
            key_hash=device.key_hash,
            why=why,
            retired_at=now,
        )


def was_put_out(household_id: str, device_id: str) -> bool:
    """Whether that device of the household is one no more."""
    return (
        device_id.isprintable()
        and db.session.get(RetiredKey, (household_id, device_id)) is not None
    )


def note_day(household_id: str, device_id: str, today: date) -> None:
    """Remember that a device was here today. Waits for nobody: tomorrow is early enough."""
    try:
        with db.engine.begin() as connection:
            connection.execute(
                update(Device)
                .where(
                    Device.household_id == household_id,
                    Device.id == device_id,
                    or_(Device.seen_on.is_(None), Device.seen_on < today),
                )
                .values(seen_on=today)
            )
    except OperationalError:
        return


def forget_retired(now: datetime) -> None:
    """Remove keys that no cookie can hold any more."""
    db.session.execute(delete(RetiredKey).where(RetiredKey.retired_at <= now - TOLD_FOR))
    db.session.commit()


RETIRED = select(RetiredKey.key_hash, RetiredKey.why).where(
    RetiredKey.household_id == bindparam("household"),
    RetiredKey.device_id == bindparam("device"),
)

TAKEN = select(
    or_(
        exists().where(Ledger.household_id == bindparam("household")),
        exists().where(RetiredKey.household_id == bindparam("household")),
    )
)
