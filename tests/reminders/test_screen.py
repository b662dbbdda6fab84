"""알림과 달력, as a browser without JavaScript uses it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from tests.conftest import Clock, RowCount
from tests.dom import Element, read
from tests.person import Page, Person
from tests.reminders.calendars import choose, family
from webapp.reminders.dates import KINDS
from webapp.reminders.words import FROM, LABELS, MORE, NAME, SAYS, TITLE


def switches(page: Page) -> dict[str, Element]:
    return {each.attrs["value"]: each for each in read(page.html).all("button", role="switch")}


def states(page: Page) -> dict[str, str]:
    return {kind: each.attrs["aria-checked"] for kind, each in switches(page).items()}


def test_every_kind_has_a_switch_and_none_is_on_beforehand(person: Person) -> None:
    assert states(person.get("/reminders")) == dict.fromkeys(KINDS, "false")
    person.adds()
    assert states(person.get("/reminders")) == dict.fromkeys(KINDS, "false")


@pytest.mark.parametrize("kind", KINDS)
def test_a_switch_is_turned_on_and_off_again(person: Person, kind: str) -> None:
    person.adds()
    for name, state in (("on", "true"), ("off", "false")):
        assert switches(person.get("/reminders"))[kind].attrs["name"] == name
        assert person.post("/reminders/choices", {name: kind}).location == f"/reminders#{kind}"
        assert states(person.get("/reminders"))[kind] == state


def test_pressing_twice_says_the_same_twice(person: Person, clock: Clock) -> None:
    choose(person, "monthly", "monthly")
    clock.today = date(2027, 3, 5)
    choose(person, "monthly")  # still since when it was
    assert "2026-12-01" in person.get("/reminders/calendar.ics").html.replace(
        "20261201", "2026-12-01"
    )
    person.post("/reminders/choices", {"off": "monthly"})
    assert person.post("/reminders/choices", {"off": "monthly"}).status == 303


def test_a_switch_can_be_the_first_thing_somebody_saves(person: Person, rows: RowCount) -> None:
    before = rows("household")
    choose(person, "august")
    assert rows("household") == before + 1
    assert states(person.get("/reminders"))["august"] == "true"


@pytest.mark.parametrize("sent", [{}, {"on": "weekly"}, {"on": ""}, {"off": "../"}])
def test_what_is_no_kind_is_not_found(person: Person, rows: RowCount, sent: dict[str, str]) -> None:
    before = rows("household")
    assert person.post("/reminders/choices", sent).status == 404
    assert rows("household") == before


def test_a_switch_is_the_households_own(person: Person, stranger: Person) -> None:
    choose(person, "monthly")
    stranger.adds()
    assert states(stranger.get("/reminders"))["monthly"] == "false"


def test_the_next_day_of_each_kind_is_shown(person: Person) -> None:
    family(person)
    choose(person)
    found = {
        kind: re.findall(
            r"다음: ([\d.]+)", read(person.get("/reminders").html).one("li", id=kind).text
        )
        for kind in KINDS
    }
    assert found == {
        "monthly": ["2026.12.01"],
        "stay": ["2026.12.02"],
        "cap": [],
        "august": ["2027.08.01"],
        "notices": ["2027.08.23"],
        "lapse": ["2027.06.04"],
    }


def test_each_switch_shows_the_very_words_that_will_be_sent(person: Person) -> None:
    page = read(person.get("/reminders").html)
    for kind in KINDS:
        words = " ".join(each[kind] for each in (SAYS, MORE) if kind in each)
        assert f"“{words}”" in page.one("li", id=kind).text


def test_there_is_no_file_without_a_date_to_put_in(person: Person) -> None:
    choose(person, "cap")
    assert "calendar.ics" not in person.get("/reminders").html
    choose(person, "august")
    assert "/reminders/calendar.ics" in person.get("/reminders").html


def test_calendar_programs_are_offered_the_address_in_their_own_words(person: Person) -> None:
    choose(person, "august")
    person.post("/reminders/calendar")
    page = read(person.get("/reminders").html)
    address = page.one("input", id="address").attrs["value"]
    (link,) = [each for each in page.all("a") if each.attrs.get("href", "").startswith("webcal:")]
    assert address.removeprefix("http") == link.attrs["href"].removeprefix("webcal")
    for name in ("아이폰", "구글", "아웃룩"):
        assert name in page.text


def test_over_https_the_address_is_https(person: Person) -> None:
    person.adds()
    https = {"base_url": "https://localhost"}
    person.client.set_cookie("device", person.key(), secure=True)
    person.post("/reminders/calendar", **https)
    assert 'value="https://localhost/calendar/' in person.get("/reminders", **https).html


@pytest.mark.parametrize("where", ["/menu", "/statements", "claim"])
def test_the_ways_lead_there(person: Person, where: str) -> None:
    from tests.refunds.applicant import applicant

    applying = applicant(person)
    if where == "claim":
        applying.applies(family(person))
        where = f"/claims/{applying.claim}/done"
    links = {each.attrs.get("href") for each in read(person.get(where).html).all("a")}
    assert "/reminders" in links


# H-12: what is sent may be read by whoever looks at the lock screen or shares the calendar.
TELLING = re.compile(
    r"환급|병원|요양|입원|진료|치료|질병|질환|진단|상한액|초과금|신청하|\d[\d,]*\s*(원|만)|%|님|씨 "
)
LURES = re.compile("도착|당첨|받으세요|확정|환급금이 있어요|서두르|마감")


@pytest.mark.parametrize("words", [*SAYS.values(), *MORE.values(), NAME, TITLE, FROM])
def test_no_word_that_is_sent_tells_of_money_or_illness(words: str) -> None:
    assert not TELLING.search(words.replace("상한지기", ""))
    assert not LURES.search(words)


@pytest.mark.parametrize("words", [*SAYS.values(), *MORE.values(), NAME, FROM])
def test_nor_does_any_in_english(app: Flask, words: str) -> None:
    with app.app_context(), force_locale("en"):
        said = gettext(words)
    assert said != words
    assert not re.search(
        r"refund|hospital|nursing|illness|treatment|\bcap\b|\bpay|\bwon\b|₩|%|claim|hurry",
        said,
        re.I,
    )


def test_every_kind_has_its_words() -> None:
    assert set(SAYS) == set(LABELS) == set(KINDS)
