"""Reminders as a calendar (RFC 5545), for a file and for calendars that ask again and again.

All-day entries: they are on the same day wherever the phone is. Written so that Apple's, Google's
and Outlook's calendars read it alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration

from webapp.reminders.dates import DAY, Reminder
from webapp.reminders.models import CalendarEntry, Version
from webapp.reminders.words import FROM, MORE, NAME, SAYS

ZONE = "Asia/Seoul"
ASK_AGAIN = timedelta(days=1)  # how often a calendar should
RULES: Mapping[str, Mapping[str, object]] = {
    "month": {"FREQ": "MONTHLY", "BYMONTHDAY": 1},
    "year": {"FREQ": "YEARLY"},
}


def calendar_of(household_id: str, reminders: Sequence[Reminder], app: str, now: datetime) -> bytes:
    """The text of the calendar. `app` is the address that an entry leads to.

    Raises `LookupError` if the household is gone.
    """
    by_uid = {uid_of(household_id, each): each for each in reminders}
    days = {uid: (each.day, each.end) for uid, each in by_uid.items()}
    versions = CalendarEntry.hand_out(household_id, days, now)
    calendar = empty_calendar()
    for uid, reminder in sorted(by_uid.items(), key=lambda pair: (pair[1].day, pair[0])):
        calendar.add_component(entry(uid, reminder, versions[uid], app))
    return calendar.to_ical()  # type: ignore[no-any-return]


def uid_of(household_id: str, reminder: Reminder) -> str:
    """The same for the same reminder every time, and telling nobody whose it is."""
    return str(uuid5(UUID(household_id), reminder.key))


def empty_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", "-//sanghanjigi//reminders//KO")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    for name in ("NAME", "X-WR-CALNAME"):  # RFC 7986, and what was there before it
        calendar.add(name, _(NAME))
    calendar.add("X-WR-TIMEZONE", ZONE)
    calendar.add("REFRESH-INTERVAL", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN))
    calendar.add_component(seoul())  # a calendar without entries has to have something in it
    return calendar


def seoul() -> Timezone:
    """UTC+9 all year, since 1988."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", ZONE)
    standard.add("DTSTART", datetime(1988, 10, 9))  # noqa: DTZ001 (the zone's own time)
    standard.add("TZOFFSETFROM", timedelta(hours=9))
    standard.add("TZOFFSETTO", timedelta(hours=9))
    standard.add("TZNAME", "KST")
    zone.add_component(standard)
    return zone


def entry(uid: str, reminder: Reminder, version: Version, app: str) -> Event:
    since = version.since.astimezone(UTC)
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", since)
    event.add("LAST-MODIFIED", since)
    event.add("SEQUENCE", version.number)
    event.add("DTSTART", reminder.day)
    event.add("DTEND", after(reminder.end))
    if reminder.every:
        event.add("RRULE", RULES[reminder.every])
    event.add("SUMMARY", _(SAYS[reminder.kind]))
    event.add("DESCRIPTION", "\n".join([*more_about(reminder.kind), _(FROM)]))
    event.add("URL", app)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")  # nobody is busy because of it
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    event.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")
    return event


def more_about(kind: str) -> list[str]:
    return [_(MORE[kind])] if kind in MORE else []


def after(last: date) -> date:
    """The end of an all-day entry is the day that is no longer part of it."""
    return last + DAY
