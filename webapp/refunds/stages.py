"""Where a rehearsed application stands: a pure function of what happened to it and of today.

An event that may not happen where the application stands changes nothing. So no list of events,
whatever its order, comes past the authentication, and none is paid twice. Nothing is ever paid
in truth: the days are those of a rehearsal, and a practice day counts like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

AUTHENTICATION_LASTS = timedelta(minutes=30)

# (days since the event, stage), by the event that began the course. An account's ending decides
# which course an application takes: see `accounts.py`.
COURSES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "submitted": ((0, "received"), (1, "reviewing"), (3, "due"), (7, "paid")),
    "submitted:papers": ((0, "received"), (1, "reviewing"), (2, "needs_papers")),
    "submitted:closes": ((0, "received"), (1, "reviewing"), (3, "due"), (7, "failed")),
    "papers": ((0, "reviewing"), (2, "due"), (5, "paid")),
    "retried": ((0, "reviewing"), (1, "due"), (3, "paid")),
    "retried:papers": ((0, "reviewing"), (1, "needs_papers")),
    "retried:closes": ((0, "reviewing"), (1, "due"), (3, "failed")),
}

# What may happen in each stage. "authenticated" belongs to the account that is entered after it.
MAY: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"agreed", "authenticated", "submitted"}),
    "received": frozenset({"day", "cancelled"}),
    "reviewing": frozenset({"day", "cancelled"}),
    "needs_papers": frozenset({"day", "cancelled", "papers"}),
    "due": frozenset({"day", "cancelled"}),
    "failed": frozenset({"day", "cancelled", "authenticated", "retried"}),
    "paid": frozenset(),
    "cancelled": frozenset(),
}

STAGES = tuple(MAY)
OVER = frozenset({"paid", "cancelled"})


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is a moment in Seoul; `ending` says which course the entered account will take."""

    kind: str
    at: datetime
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage; `due_on` is the day on which the rehearsed payment is expected, if one is."""

    stage: str
    due_on: date | None = None

    def may(self, kind: str) -> bool:
        return kind in MAY[self.stage]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the events lead: the course taken, the day it began, and the practice days since."""

    agreed: bool = False
    authenticated_at: datetime | None = None
    course: str = ""
    begun_on: date | None = None
    practice_days: int = 0
    cancelled: bool = False

    def on(self, today: date) -> Standing:
        if self.cancelled:
            return Standing("cancelled")
        if self.begun_on is None:
            return Standing("draft")
        steps = COURSES[self.course]
        days = max(0, (today - self.begun_on).days) + self.practice_days
        stage = next(name for after, name in reversed(steps) if after <= days)
        last_day, last = steps[-1]
        pays = stage not in OVER and last in ("paid", "failed") and stage != last
        return Standing(stage, today + timedelta(days=last_day - days) if pays else None)

    def after(self, event: Event) -> Progress:
        if not self.on(event.at.date()).may(event.kind):
            return self
        if event.kind == "agreed":
            return replace(self, agreed=True)
        if event.kind == "authenticated":
            return replace(self, authenticated_at=event.at)
        if event.kind == "day":
            return replace(self, practice_days=self.practice_days + 1)
        if event.kind == "cancelled":
            return replace(self, cancelled=True)
        if event.kind in ("submitted", "retried") and not self.is_authenticated(event.at):
            return self
        course = f"{event.kind}:{event.ending}" if event.ending else event.kind
        return replace(
            self, course=course, begun_on=event.at.date(), practice_days=0, authenticated_at=None
        )

    def is_authenticated(self, at: datetime) -> bool:
        """Whether the person agreed, and has authenticated for the account entered at `at`."""
        since = self.authenticated_at
        return self.agreed and since is not None and since <= at < since + AUTHENTICATION_LASTS


def standing(events: Iterable[Event], today: date) -> Standing:
    """The stage after `events`, in the order in which they happened."""
    progress = Progress()
    for event in events:
        progress = progress.after(event)
    return progress.on(today)


def lets(events: Iterable[Event], event: Event) -> bool:
    """Whether `event` changes anything after `events`."""
    progress = Progress()
    for each in events:
        progress = progress.after(each)
    return progress.after(event) != progress
