"""The calendar: as the standard wants it, and as Apple, Google and Outlook read it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tests.conftest import Clock
from tests.person import Page, Person
from tests.reminders.calendars import STAY, choose, days, events, family
from webapp.reminders.words import FROM, MORE, SAYS


@pytest.fixture
def file(person: Person) -> Page:
    family(person)
    choose(person)
    return person.get("/reminders/calendar.ics")


def test_the_file_is_a_calendar_to_keep(file: Page) -> None:
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.headers["Content-Disposition"] == 'attachment; filename="sanghanjigi.ics"'
    assert file.headers["Cache-Control"] == "no-store"


def test_it_holds_every_kind_that_has_a_day(file: Page) -> None:
    found = {summary: days(event) for summary, event in events(file).items()}
    assert found == {
        SAYS["monthly"]: ("2026-12-01", "2026-12-02"),
        SAYS["stay"]: ("2026-12-02", "2026-12-03"),
        SAYS["lapse"]: ("2027-06-04", "2027-06-05"),
        SAYS["august"]: ("2027-08-01", "2027-08-08"),
        SAYS["notices"]: ("2027-08-23", "2027-09-03"),
    }


def test_entries_are_of_a_day_and_keep_nobody_busy(file: Page) -> None:
    for event in events(file).values():
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"
        assert event["X-MICROSOFT-CDO-ALLDAYEVENT"] == "TRUE"
        assert event["CLASS"] == "PRIVATE"
        assert event["URL"] == "http://localhost/"


def test_august_says_what_to_get_ready(file: Page) -> None:
    told = {summary: str(event["DESCRIPTION"]) for summary, event in events(file).items()}
    assert told.pop(SAYS["august"]) == f"{MORE['august']}\n{FROM}"
    assert set(told.values()) == {FROM}


def test_what_comes_again_says_so(file: Page) -> None:
    rules = {
        each: event["RRULE"].to_ical() for each, event in events(file).items() if "RRULE" in event
    }
    assert rules == {
        SAYS["monthly"]: b"FREQ=MONTHLY;BYMONTHDAY=1",
        SAYS["august"]: b"FREQ=YEARLY",
    }


def test_the_calendar_says_what_it_is_and_how_often_to_ask(file: Page) -> None:
    calendar = Calendar.from_ical(file.html)
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "상한지기 (연습용)"
    assert calendar["X-WR-TIMEZONE"] == "Asia/Seoul"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(days=1)
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in file.html
    assert "X-PUBLISHED-TTL:P1D" in file.html


def test_its_time_zone_is_seoul_without_summer_time(file: Page) -> None:
    (zone,) = Calendar.from_ical(file.html).walk("VTIMEZONE")
    (standard,) = zone.subcomponents
    assert zone["TZID"] == "Asia/Seoul"
    assert standard["TZOFFSETFROM"].td == standard["TZOFFSETTO"].td == timedelta(hours=9)


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says(person: Person) -> None:
    family(person)
    choose(person)
    content = person.client.get("/reminders/calendar.ics").data
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert content.decode("utf-8").replace("\r\n ", "").count("앱에서 확인해 보세요.") == 2


def test_nothing_in_it_says_whose_or_where_or_how_much(person: Person, file: Page) -> None:
    flat = file.html.replace("\r\n ", "")
    key = person.key().split(".")
    mother = person.member_ids()[0]
    for secret in ("엄마", "은빛", "한마음", "병원", "요양", "1234567", "9876543", *key, mother):
        assert secret not in flat


def test_the_same_reminder_is_the_same_entry_whenever_it_is_asked_for(
    person: Person, file: Page, clock: Clock
) -> None:
    clock.passes(minutes=90)
    assert person.get("/reminders/calendar.ics").html == file.html


def test_every_entry_has_a_name_of_its_own_and_another_household_has_others(
    person: Person, stranger: Person, file: Page
) -> None:
    family(stranger)
    choose(stranger)
    theirs = events(stranger.get("/reminders/calendar.ics")).values()
    both = [str(each["UID"]) for each in (*events(file).values(), *theirs)]
    assert len(both) == len(set(both)) == 10


def test_an_entry_that_moves_keeps_its_name_and_gets_a_higher_number(
    person: Person, file: Page, clock: Clock
) -> None:
    before = events(file)
    clock.today = date(2026, 11, 22)
    person.saves(
        person.member_ids()[0], **STAY, care_from="2026-03-01", care_to="2026-03-05", copay="1000"
    )
    after = events(person.get("/reminders/calendar.ics"))
    one, other = before[SAYS["stay"]], after[SAYS["stay"]]
    assert days(other) == ("2026-11-27", "2026-11-28")
    assert one["UID"] == other["UID"]
    assert (one["SEQUENCE"], other["SEQUENCE"]) == (0, 1)
    assert other["DTSTAMP"].dt.isoformat() == "2026-11-22T03:00:00+00:00"
    assert other["LAST-MODIFIED"].dt > one["LAST-MODIFIED"].dt
    for each in (SAYS["monthly"], SAYS["lapse"], SAYS["august"], SAYS["notices"]):
        assert after[each].to_ical() == before[each].to_ical()


def test_a_stay_that_has_ended_is_no_date_any_more(person: Person, file: Page) -> None:
    stay = person.get("/receipts?q=은빛").html.partition('href="/receipts/')[2].partition('"')[0]
    assert person.post(f"/receipts/{stay}/discharge", {"discharged": "1"}).status == 303
    assert SAYS["stay"] not in events(person.get("/reminders/calendar.ics"))


def test_a_rehearsed_application_does_not_silence_the_real_date(person: Person, file: Page) -> None:
    from tests.refunds.applicant import applicant

    applicant(person).applies(person.member_ids()[0])
    assert SAYS["lapse"] in events(person.get("/reminders/calendar.ics"))


def test_only_what_was_chosen_is_in_it(person: Person) -> None:
    family(person)
    choose(person, "august")
    assert list(events(person.get("/reminders/calendar.ics"))) == [SAYS["august"]]
    person.post("/reminders/choices", {"off": "august"})
    empty = Calendar.from_ical(person.get("/reminders/calendar.ics").html)
    assert [each.name for each in empty.walk()][1:] == ["VTIMEZONE", "STANDARD"]


def test_it_speaks_the_language_of_the_page(person: Person) -> None:
    person.adds()
    choose(person, "monthly")
    person.client.set_cookie("lang", "en")
    found = events(person.get("/reminders/calendar.ics"))
    assert list(found) == ["Time to sort this month’s receipts."]


def test_somebody_without_a_household_has_no_calendar(person: Person) -> None:
    assert person.get("/reminders/calendar.ics").status == 404
