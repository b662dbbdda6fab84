"""One device's simulated authentication, from the request to its end.

Of what a person types only the name is kept, as long as the row lives: the account holder has to
be the same person. The birth date and the phone number are forgotten once they were read; a number
that triggers a practice ending leaves the name of that ending.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Self

from sqlalchemy import Integer, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.devices import Device
from webapp.household.models import Visit
from webapp.household.ownership import of_device
from webapp.simple_auth.schemas import LONGEST_NAME, LONGEST_THEN
from webapp.sync.models import ID_LENGTH, Instant, Ledger
from webapp.sync.op import new_id

ANSWER_WITHIN = timedelta(minutes=5)
MORE = timedelta(minutes=5)
VALID_FOR = timedelta(minutes=30)
KEPT_FOR = timedelta(minutes=30)  # after the last thing that the person did
AGAIN_AFTER = timedelta(seconds=30)
TRIES = 5
REST = timedelta(minutes=3)

# What the last four digits of the phone number practise.
ENDINGS = {
    "0001": "unknown",
    "0002": "outdated",
    "0003": "mismatch",
    "0004": "maintenance",
    "0005": "timeout",
    "0006": "refused",
    "0007": "suspended",
}


# What becomes of a request with such a number; the others fail.
OUTCOMES = {"timeout": "waiting", "refused": "refused"}


class Authentication(Base):
    """One at a time for a device; a new request takes the place of the last.

    `state` goes from "waiting" to "approved" to "done", or ends as "refused" or "failed" (then
    `ending` says why). Every request has an `id` of its own: buttons made for an older one do
    nothing.
    """

    __tablename__ = "auth_request"
    __table_args__ = (of_device(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH))
    provider: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    ending: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int] = mapped_column(Integer)
    then: Mapped[str] = mapped_column(String(LONGEST_THEN))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    acted_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def of(cls, visit: Visit | None, now: datetime) -> Self | None:
        """What this device last asked for; None once it is to be forgotten."""
        if visit is None:
            return None
        found = db.session.get(cls, (visit.household_id, visit.device_id))
        return found if found is not None and not found.is_stale(now) else None

    @classmethod
    def live(cls, visit: Visit | None, now: datetime) -> Self | None:
        """The authentication that this device holds at this moment."""
        found = cls.of(visit, now)
        return found if found is not None and found.stage(now) == "done" else None

    @classmethod
    def ask(
        cls,
        visit: Visit,
        now: datetime,
        *,
        provider: str,
        name: str,
        ending: str,
        then: str,
        practises: bool = False,
    ) -> Self | None:
        """Ask anew, in the place of what the device asked before; None while it has to rest.

        Who `practises` with nobody's data need not rest: no number of theirs fails.

        Raises `LookupError` if the household or the device is gone.
        """
        Ledger.lock(visit.household_id)
        if Device.find(visit.household_id, visit.device_id) is None:
            raise LookupError(f"no device {visit.device_id}")
        before = cls.of(visit, now)
        if before is not None and not practises and before.rests_until(now) is not None:
            db.session.rollback()
            return None
        asking = db.session.merge(
            cls(
                household_id=visit.household_id,
                device_id=visit.device_id,
                provider=provider,
                name=name,
                ending=ending,
                then=then,
                tries=before.tries if before is not None else 0,
            )
        )
        asking.begin(now)
        db.session.commit()
        return asking

    def stage(self, now: datetime) -> str:
        """`state`, or "expired" once the time for the next step, or of the whole, is over."""
        over = self.state in ("waiting", "approved", "done") and now >= self.ends_at
        return "expired" if over else self.state

    @property
    def expires_at(self) -> datetime:
        return self.ends_at

    def minutes_left(self, now: datetime) -> int:
        """Whole minutes, rounded up: what is shown never promises less than there is."""
        return max(0, ceil((self.ends_at - now) / timedelta(minutes=1)))

    def again_at(self) -> datetime:
        """When the request may be sent once more."""
        return self.asked_at + AGAIN_AFTER

    def rests_until(self, now: datetime) -> datetime | None:
        """The end of the rest after too many tries without success; None if there is none."""
        tired = self.tries >= TRIES and self.stage(now) != "done"
        end = self.ends_at + REST
        return end if tired and now < end else None

    def answer(self, yes: bool, now: datetime) -> None:
        """The practice card was tapped. Does nothing unless the request waits for that."""
        held = self.held()
        if held is not None and held.stage(now) == "waiting":
            held.acted_at = now
            held.state = "approved" if yes else "refused"
            if not yes:
                held.ends_at = now
        db.session.commit()

    def complete(self, now: datetime) -> bool:
        """Make an approved request an authentication, once. False if it is not approved."""
        held = self.held()
        if held is not None and held.stage(now) == "approved":
            held.state, held.tries = "done", 0
            held.acted_at, held.ends_at = now, now + VALID_FOR
        done = held is not None and held.stage(now) == "done"
        db.session.commit()
        return done

    def extend(self, now: datetime) -> bool:
        """More time, as often as wanted, for what is not over yet; never over half an hour."""
        held = self.held()
        stage = held.stage(now) if held is not None else "gone"
        if held is not None and stage in ("waiting", "approved"):
            held.acted_at, held.ends_at = now, min(held.ends_at + MORE, now + VALID_FOR)
        elif held is not None and stage == "done":
            held.acted_at, held.ends_at = now, now + VALID_FOR
        db.session.commit()
        return stage in ("waiting", "approved", "done")

    def renew(self, now: datetime) -> bool:
        """Send the request once more. False if it is too early, too often, or done already."""
        held = self.held()
        allowed = (
            held is not None
            and held.state != "done"
            and now >= held.again_at()
            and held.rests_until(now) is None
        )
        if held is not None and allowed:
            held.begin(now)
        db.session.commit()
        return allowed

    def end(self) -> None:
        """Forget an authentication at once. A request stays, and how often one tried."""
        held = self.held()
        if held is not None and held.state == "done":
            db.session.delete(held)
        db.session.commit()

    def held(self) -> Self | None:
        """This request as it is now, with the household's lock; None if another took its place."""
        household_id, device_id, id = self.household_id, self.device_id, self.id
        try:
            Ledger.lock(household_id)
        except LookupError:
            return None
        kind = type(self)
        return db.session.scalar(
            select(kind)
            .where(kind.household_id == household_id, kind.device_id == device_id, kind.id == id)
            .execution_options(populate_existing=True)
        )

    def begin(self, now: datetime) -> None:
        """The request goes out. A number that practises a failure is answered at once."""
        self.id = new_id()
        self.tries = self.tries % TRIES + 1
        self.asked_at = self.acted_at = now
        self.ends_at = now if self.ending else now + ANSWER_WITHIN
        self.state = OUTCOMES.get(self.ending, "failed") if self.ending else "waiting"

    def is_stale(self, now: datetime) -> bool:
        return now >= self.acted_at + KEPT_FOR


def forget_requests(now: datetime) -> None:
    """Remove what nobody has touched for half an hour."""
    over = Authentication.acted_at <= now - KEPT_FOR
    with db.engine.connect() as connection:
        if connection.scalar(select(Authentication.id).where(over).limit(1)) is not None:
            connection.execute(delete(Authentication).where(over))
            connection.commit()
