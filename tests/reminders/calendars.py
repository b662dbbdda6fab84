"""A household with every kind of date, and a calendar read as calendar programs read it."""

from __future__ import annotations

import re

from icalendar import Calendar, Event

from tests.person import Page, Person
from webapp.reminders.dates import KINDS

NAMES = ("엄마", "은빛요양병원", "한마음병원")
STAY = {"provider_kind": "nursing", "care_kind": "inpatient", "provider_name": "은빛요양병원"}


def family(person: Person) -> str:
    """Somebody in a nursing hospital now, over the ceiling of 2023; returns the id."""
    mother = person.adds("엄마", year=2026, band=2)
    person.post(f"/members/{mother}/bands/2023", {"band": "2"})
    person.saves(mother, **STAY, care_from="2026-08-25", care_to="2026-11-19", copay="1234567")
    person.saves(mother, provider_name="한마음병원", care_from="2023-05-04", copay="9876543")
    return mother


def choose(person: Person, *kinds: str) -> None:
    for kind in kinds or KINDS:
        page = person.post("/reminders/choices", {"on": kind})
        assert page.location == f"/reminders#{kind}"


def subscribe(person: Person) -> str:
    """Makes an address; returns its path."""
    assert person.post("/reminders/calendar").status == 303
    return path_of(person.get("/reminders"))


def path_of(page: Page) -> str:
    found = re.search(r'value="http://localhost(/calendar/[\w-]+\.ics)"', page.html)
    assert found, page.text
    return found[1]


def events(page: Page) -> dict[str, Event]:
    """Entries of a calendar by what they say."""
    calendar = Calendar.from_ical(page.html)
    return {str(each["SUMMARY"]): each for each in calendar.walk("VEVENT")}


def days(event: Event) -> tuple[str, str]:
    return event["DTSTART"].dt.isoformat(), event["DTEND"].dt.isoformat()
