"""기기 잇기: a household's open invitation to one more device.

The old phone shows a code. The new phone types it, and both show the same sign. Once the person
has said on the old phone that it is the right one, the new phone's key opens the household.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.devices import Device, Key, hashed
from webapp.household.ownership import OwnedBy
from webapp.household.platforms import LONGEST_PLATFORM
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id

LETTERS = "23456789ACDEFGHJKMNPQRTVWXY"  # none that is taken for another: 0 O, 1 I L, 2 Z, 5 S
CODE_LENGTH = 8
VALID_FOR = timedelta(minutes=5)
KEPT_FOR = timedelta(days=1)


class Pairing(Base):
    """One at a time for a household; a new one takes the place of the last.

    `state` goes from "open" to "asked" (a device typed the code) to "joined" or "refused".
    """

    __tablename__ = "pairing"

    household_id: Mapped[OwnedBy]
    id: Mapped[str] = mapped_column(String(ID_LENGTH))
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    code_hash: Mapped[str] = mapped_column(String(64))
    ends_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8), default="open")
    new_device_id: Mapped[str] = mapped_column(String(ID_LENGTH), default="")
    new_key_hash: Mapped[str] = mapped_column(String(64), default="")
    platform: Mapped[str] = mapped_column(String(LONGEST_PLATFORM), default="")
    sign: Mapped[str] = mapped_column(String(3), default="")

    @classmethod
    def start(cls, inviting: Key, now: datetime) -> None:
        """Begin anew: whatever code the household had before is void.

        Raises `LookupError` if the household is gone.
        """
        Ledger.lock(inviting.household_id)
        db.session.execute(delete(cls).where(cls.household_id == inviting.household_id))
        id = new_id()
        pairing = cls(
            household_id=inviting.household_id,
            id=id,
            device_id=inviting.device_id,
            code_hash=hashed(code_of(inviting, id)),
            ends_at=now + VALID_FOR,
        )
        db.session.add(pairing)
        db.session.commit()

    @classmethod
    def by(cls, household_id: str, device_id: str) -> Self | None:
        """The pairing that this device began, if it is the household's latest."""
        found = db.session.get(cls, household_id)
        return found if found is not None and found.device_id == device_id else None

    @classmethod
    def by_code(cls, code: str) -> Self | None:
        """The pairing of that code, whatever became of it. A code names no household."""
        found = db.session.scalars(select(cls).where(cls.code_hash == hashed(code))).all()
        return found[0] if len(found) == 1 else None

    @classmethod
    def asked_with(cls, key: Key) -> Self | None:
        """The pairing that a device asked for with this key."""
        found = db.session.get(cls, key.household_id)
        return found if found is not None and key.fits(found.new_key_hash) else None

    def stage(self, now: datetime) -> str:
        """`state`, or "expired" once the time for the next step is over."""
        over = self.state in ("open", "asked") and now >= self.ends_at
        return "expired" if over else self.state

    def ask(self, platform: str, now: datetime) -> Key | None:
        """A new device typed the code: the key that will open the household, if it may."""
        pairing = self.held()
        if pairing is None or pairing.stage(now) != "open":
            db.session.rollback()
            return None
        key = Key.new(pairing.household_id)
        pairing.new_device_id, pairing.new_key_hash = key.device_id, key.hash
        pairing.platform = platform
        pairing.sign = f"{secrets.randbelow(1000):03}"
        pairing.state, pairing.ends_at = "asked", now + VALID_FOR
        db.session.commit()
        return key

    def answer(self, yes: bool, now: datetime) -> None:
        """The person looked at the sign. Does nothing unless a device is asking."""
        pairing = self.held()
        if pairing is not None and pairing.stage(now) == "asked":
            pairing.state = "joined" if yes else "refused"
            if yes:
                db.session.add(pairing.new_device(now))
        db.session.commit()

    def held(self) -> Pairing | None:
        """This pairing as it is now, with the household's lock; None if it is gone."""
        household_id, id = self.household_id, self.id
        try:
            Ledger.lock(household_id)
        except LookupError:
            return None
        return db.session.scalar(
            select(Pairing)
            .where(Pairing.household_id == household_id, Pairing.id == id)
            .execution_options(populate_existing=True)
        )

    def new_device(self, now: datetime) -> Device:
        return Device.hashed(
            self.household_id, self.new_device_id, self.new_key_hash, now, self.platform
        )


def code_of(inviting: Key, pairing_id: str) -> str:
    """The code, made again from the inviting device's secret each time it is shown.

    So the server keeps only its hash, and the page can be opened again.
    """
    digest = hmac.digest(inviting.secret.encode(), f"pairing {pairing_id}".encode(), "sha256")
    number, letters = int.from_bytes(digest), ""
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(LETTERS))
        letters += LETTERS[index]
    return letters


def read_code(typed: str) -> str:
    """The code that a person typed, or nothing if it cannot be one: case and gaps do not matter."""
    flat = unicodedata.normalize("NFKC", typed[:60]).upper()
    flat = "".join(letter for letter in flat if not letter.isspace() and letter not in "-‐–—.")
    right = len(flat) == CODE_LENGTH and all(letter in LETTERS for letter in flat)
    return flat if right else ""


def forget_pairings(now: datetime) -> None:
    db.session.execute(delete(Pairing).where(Pairing.ends_at <= now - KEPT_FOR))
    db.session.commit()
