"""What a household wants to be reminded of, and where: calendar addresses, phones that are told.

An address and a phone's subscription belong to one device, and go with it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from sqlalchemy import (
    Date,
    Integer,
    String,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from webapp.config import SEOUL
from webapp.extensions import Base, begin_writing, db
from webapp.household.devices import Key, hashed
from webapp.household.models import Visit
from webapp.household.ownership import OwnedBy, of_device
from webapp.reminders.dates import KINDS
from webapp.reminders.schemas import LONGEST_ENDPOINT, LONGEST_KEY, Subscribed
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id

LONGEST_SENT = 60
REMEMBERED = timedelta(days=400)  # longer than any reminder comes again under the same name


class Choice(Base):
    """A kind of reminder that somebody of the household has turned on."""

    __tablename__ = "reminder_choice"

    household_id: Mapped[OwnedBy]
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    since: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of(cls, household_id: str) -> dict[str, date]:
        """The kinds that are on, in their order, and since which day."""
        rows = db.session.scalars(select(cls).where(cls.household_id == household_id))
        since = {each.kind: each.since.astimezone(SEOUL).date() for each in rows}
        return {kind: since[kind] for kind in KINDS if kind in since}

    @classmethod
    def turn(cls, household_id: str, kind: str, *, on: datetime | None) -> None:
        """Turn a kind on, or off without a moment. On stays on since when it was.

        Raises `LookupError` if the household is gone.
        """
        Ledger.lock(household_id)
        found = db.session.get(cls, (household_id, kind))
        if on is None:
            db.session.execute(
                delete(cls).where(cls.household_id == household_id, cls.kind == kind)
            )
        elif found is None:
            db.session.add(cls(household_id=household_id, kind=kind, since=on))
        db.session.commit()


class CalendarAddress(Base):
    """The address at which calendars ask for a household's dates. One a device.

    Of its secret only a hash is kept; the device that made it can show it again, because it is
    made from the device's own key. `language` is that of the person who made it.
    """

    __tablename__ = "calendar_address"
    __table_args__ = (of_device(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH))
    secret_hash: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of(cls, visit: Visit) -> Self | None:
        return db.session.get(cls, (visit.household_id, visit.device_id))

    @classmethod
    def make(cls, key: Key, language: str, now: datetime) -> None:
        """A new address for the device; the one it had before leads nowhere from now on.

        Raises `LookupError` if the household is gone.
        """
        Ledger.lock(key.household_id)
        id = new_id()
        db.session.merge(
            cls(
                household_id=key.household_id,
                device_id=key.device_id,
                id=id,
                secret_hash=hashed(secret_of(key, id)),
                language=language,
                created_at=now,
            )
        )
        db.session.commit()

    @classmethod
    def end(cls, visit: Visit) -> None:
        """The device's address leads nowhere any more. Raises `LookupError`."""
        Ledger.lock(visit.household_id)
        db.session.execute(
            delete(cls).where(
                cls.household_id == visit.household_id, cls.device_id == visit.device_id
            )
        )
        db.session.commit()

    @classmethod
    def opened_by(cls, name: str) -> Self | None:
        """What the last part of an address leads to; None for one that leads nowhere."""
        read = read_name(name)
        if read is None:
            return None
        household_id, secret = read
        rows = db.session.scalars(select(cls).where(cls.household_id == household_id)).all()
        found = [row for row in rows if hmac.compare_digest(row.secret_hash, hashed(secret))]
        return found[0] if found else None

    def name(self, key: Key) -> str:
        """The last part of the address, made again by the device that made it: 64 letters.

        16 bytes say whose it is, 32 are the secret.
        """
        secret = bytes.fromhex(secret_of(key, self.id))
        return base64.urlsafe_b64encode(UUID(self.household_id).bytes + secret).decode()

    def visit(self) -> Visit:
        return device_visit(self.household_id, self.device_id)


def secret_of(key: Key, id: str) -> str:
    """256 bits, in hexadecimal digits."""
    return hmac.digest(key.secret.encode(), f"calendar {id}".encode(), "sha256").hex()


def read_name(name: str) -> tuple[str, str] | None:
    """The household and the secret that the last part of an address says."""
    try:
        said = base64.b64decode(name, "-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return (str(UUID(bytes=said[:16])), said[16:].hex()) if len(said) == 48 else None


def device_visit(household_id: str, device_id: str) -> Visit:
    """What a device may see, when nobody holds it: for calendars, and for sending."""
    return Visit(household_id, device_id, seq=0, epoch="", example=False)


@dataclass(frozen=True, slots=True)
class Version:
    """How often an entry of a calendar has moved, and when it did last."""

    number: int
    since: datetime


class CalendarEntry(Base):
    """An entry as calendars got it last: they take another day only under a higher number."""

    __tablename__ = "calendar_entry"

    household_id: Mapped[OwnedBy]
    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    number: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def hand_out(
        cls, household_id: str, days: Mapping[str, tuple[date, date]], now: datetime
    ) -> dict[str, Version]:
        """The version of each entry, given its first and last day by its uid.

        Writes only when one is new or has moved. Raises `LookupError` if the household is gone.
        """
        if any(not row_is(cls.all_of(household_id).get(uid), at) for uid, at in days.items()):
            Ledger.lock(household_id)
            rows = cls.all_of(household_id)
            for uid, (day, last) in days.items():
                row = rows.get(uid)
                if row is None:
                    new = cls(
                        household_id=household_id, uid=uid, day=day, last=last, number=0, since=now
                    )
                    db.session.add(new)
                elif not row_is(row, (day, last)):
                    row.day, row.last, row.number, row.since = day, last, row.number + 1, now
            db.session.commit()
        rows = cls.all_of(household_id)
        return {uid: Version(rows[uid].number, rows[uid].since) for uid in days}

    @classmethod
    def all_of(cls, household_id: str) -> dict[str, Self]:
        rows = db.session.scalars(select(cls).where(cls.household_id == household_id))
        return {row.uid: row for row in rows}


def row_is(row: CalendarEntry | None, days: tuple[date, date]) -> bool:
    return row is not None and (row.day, row.last) == days


@dataclass(frozen=True, slots=True)
class Phone:
    """A device, where it is told something, and in which language."""

    visit: Visit
    place: Subscribed
    language: str


class PushSubscription(Base):
    """Where a device's browser can be told something (RFC 8030), and the keys for it alone."""

    __tablename__ = "push_subscription"
    __table_args__ = (of_device(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(LONGEST_ENDPOINT))
    p256dh: Mapped[str] = mapped_column(String(LONGEST_KEY))
    auth: Mapped[str] = mapped_column(String(LONGEST_KEY))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of(cls, visit: Visit) -> Self | None:
        return db.session.get(cls, (visit.household_id, visit.device_id))

    @classmethod
    def phones(cls) -> list[Phone]:
        """Every phone that wants to be told, household by household."""
        rows = db.session.scalars(select(cls).order_by(cls.household_id, cls.device_id))
        return [
            Phone(
                device_visit(row.household_id, row.device_id),
                Subscribed(row.endpoint, row.p256dh, row.auth),
                row.language,
            )
            for row in rows
        ]

    @classmethod
    def start(cls, visit: Visit, given: Subscribed, language: str, now: datetime) -> None:
        """Tell this device from now on, at this place. Raises `LookupError`."""
        Ledger.lock(visit.household_id)
        db.session.merge(
            cls(
                household_id=visit.household_id,
                device_id=visit.device_id,
                endpoint=given.endpoint,
                p256dh=given.p256dh,
                auth=given.auth,
                language=language,
                created_at=now,
            )
        )
        db.session.commit()

    @classmethod
    def end(cls, visit: Visit, *, at: str = "") -> None:
        """Tell this device nothing any more, or only not `at` that place: it may have another by
        now. Raises `LookupError`.
        """
        Ledger.lock(visit.household_id)
        found = cls.of(visit)
        if found is not None and at in ("", found.endpoint):
            db.session.delete(found)
        db.session.commit()


class SentReminder(Base):
    """A reminder that a device was told, so that it is told once."""

    __tablename__ = "sent_reminder"
    __table_args__ = (of_device(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    reminder: Mapped[str] = mapped_column(String(LONGEST_SENT), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def claim(cls, visit: Visit, reminder: str, now: datetime) -> bool:
        """Take it on to tell the device; False if that was done, or the device is gone.

        Written down before anything is sent: two runs at once must not tell it twice.
        """
        begin_writing()
        said = {"household_id": visit.household_id, "device_id": visit.device_id}
        try:
            db.session.execute(insert(cls).values(**said, reminder=reminder, at=now))
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            return False
        return True

    @classmethod
    def give_back(cls, visit: Visit, reminder: str) -> None:
        """It was not told after all: the next run tries again."""
        begin_writing()
        db.session.execute(
            delete(cls).where(
                cls.household_id == visit.household_id,
                cls.device_id == visit.device_id,
                cls.reminder == reminder,
            )
        )
        db.session.commit()


def forget_sent(now: datetime) -> None:
    """Remove what can come again under no name of before."""
    db.session.execute(delete(SentReminder).where(SentReminder.at <= now - REMEMBERED))
    db.session.commit()
