"""When to remind, from what a household has written down and the dates of the law.

Pure: no database, no clock. Rules of the law are asked of `webapp.law`; what is decided here is
only how long before a date one is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from webapp.law.calendar import claim_until, notice_season

KINDS = ("monthly", "stay", "cap", "august", "notices", "lapse")

BEFORE_DAY_120 = timedelta(days=20)
BEFORE_LAPSE = timedelta(days=90)
STEPS = (1000, 800)  # of the ceiling, per mille; the highest that is reached counts
WEEK = timedelta(days=6)  # from a week's first day to its last
STILL_NEW = timedelta(days=14)  # for so long a date that has come is worth a notification
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a household's dates come from.

    `years` have receipts. `claimable` may give something back and can be claimed now.
    `stays` are stays in nursing hospitals that go on: whose, and day 120. `spent` is how much of
    this year's ceiling is used, per mille, by person; only where the ceiling is known.
    """

    today: date
    years: tuple[int, ...] = ()
    claimable: tuple[int, ...] = ()
    stays: Mapping[str, date] | None = None
    spent: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be reminded of, from `day` to `end`.

    `about` tells it from others of its kind, and is shown to nobody. A notification is still of
    use until `until`. `every` is "month" or "year" for one that comes again.
    """

    kind: str
    about: str
    day: date
    end: date
    until: date
    every: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.about}"

    def on(self, today: date) -> Reminder:
        """The latest one by today of those that come again; else itself."""
        if self.every == "month":
            latest = today.replace(day=1)
        elif self.every == "year":
            past = (today.month, today.day) >= (self.day.month, self.day.day)
            latest = self.day.replace(year=today.year if past else today.year - 1)
        else:
            return self
        by = latest - self.day
        return self if by < timedelta() else self.moved(by, latest.isoformat())

    def next_day(self, today: date) -> date | None:
        """The first day from today on; None if there is none."""
        latest = self.on(today)
        if today <= latest.end:
            return max(today, latest.day)
        if self.every == "month":
            return first_of_next_month(today)
        return latest.day.replace(year=latest.day.year + 1) if self.every == "year" else None

    def moved(self, by: timedelta, about: str) -> Reminder:
        return replace(
            self, about=about, day=self.day + by, end=self.end + by, until=self.until + by
        )


def dated(facts: Facts, chosen: Mapping[str, date]) -> list[Reminder]:
    """All that can stand in a calendar, for the kinds that were `chosen`, each on its day.

    How much of a ceiling is used has no day that could be known before.
    """
    rules = {
        "monthly": each_month,
        "august": each_august,
        "notices": notices,
        "lapse": lapses,
        "stay": long_stays,
    }
    return [
        reminder
        for kind, since in chosen.items()
        if kind in rules
        for reminder in rules[kind](facts, since)
    ]


def due(facts: Facts, chosen: Mapping[str, date]) -> list[Reminder]:
    """What is worth a notification today, sent or not."""
    found = [each.on(facts.today) for each in dated(facts, chosen)]
    if "cap" in chosen:
        found += ceilings(facts)
    return [each for each in found if each.day <= facts.today <= each.until]


def each_month(facts: Facts, since: date) -> Iterator[Reminder]:
    """매달 1일."""
    day = first_of_next_month(since)
    yield Reminder("monthly", "", day, day, day + WEEK, every="month")


def each_august(facts: Facts, since: date) -> Iterator[Reminder]:
    """The first week of August, before the notices."""
    day = date(since.year, 8, 1)
    if day < since:
        day = date(since.year + 1, 8, 1)
    yield Reminder("august", "", day, day + WEEK, day + WEEK, every="year")


def notices(facts: Facts, since: date) -> Iterator[Reminder]:
    """When notices for a year with receipts go out, or have always gone out so far."""
    for year in facts.years:
        first, last = notice_season(year)
        if last >= since:
            yield Reminder("notices", str(year), first, last, last + STILL_NEW)


def lapses(facts: Facts, since: date) -> Iterator[Reminder]:
    """The end of the three years in which a year can be claimed, 90 days before.

    A rehearsed application changes nothing: the real one may still be to come.
    """
    for year in facts.claimable:
        until = claim_until(year)
        if until is not None:
            yield from before(until, BEFORE_LAPSE, "lapse", str(year), since)


def long_stays(facts: Facts, since: date) -> Iterator[Reminder]:
    """Day 120 in nursing hospitals, 20 days before."""
    for whose, last_day in (facts.stays or {}).items():
        yield from before(last_day, BEFORE_DAY_120, "stay", whose, since)


def before(last: date, ahead: timedelta, kind: str, about: str, since: date) -> Iterator[Reminder]:
    """So long before the last day; who chose later than that is reminded the day after."""
    day = max(last - ahead, since + DAY)
    if day <= last:
        yield Reminder(kind, about, day, day, last)


def ceilings(facts: Facts) -> Iterator[Reminder]:
    """80 and 100 per cent of this year's ceiling, the higher one alone."""
    today = facts.today
    for whose, spent in (facts.spent or {}).items():
        step = next((step for step in STEPS if spent >= step), None)
        if step is not None:
            about = f"{whose}:{step}"
            yield Reminder("cap", about, today, today, today)


def first_of_next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def known(kinds: Collection[str]) -> list[str]:
    """The kinds among these names, in their order."""
    return [kind for kind in KINDS if kind in kinds]
