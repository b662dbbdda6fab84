"""The address for calendars: opens by itself alone, to whoever has it, until it is taken back."""

from __future__ import annotations

import base64

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import RowCount
from tests.person import Person
from tests.reminders.calendars import choose, events, family, path_of, subscribe
from webapp.extensions import db, limiter
from webapp.reminders.models import read_name
from webapp.reminders.words import SAYS


@pytest.fixture(autouse=True)
def no_tries_yet(app: Flask) -> None:
    limiter.reset()


@pytest.fixture
def path(person: Person) -> str:
    family(person)
    choose(person)
    return subscribe(person)


@pytest.fixture
def program(app: Flask) -> Person:
    """A calendar program: it has no cookie, and keeps none."""
    return Person(app.test_client(use_cookies=False))


def test_the_address_alone_opens_the_dates(person: Person, program: Person, path: str) -> None:
    answer = program.get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.html == person.get("/reminders/calendar.ics").html
    assert "Set-Cookie" not in answer.headers


def test_no_shared_cache_may_keep_it(program: Person, path: str) -> None:
    assert program.get(path).headers["Cache-Control"] == "private, no-cache"


def test_what_has_not_changed_is_not_sent_again(person: Person, program: Person, path: str) -> None:
    tag = program.get(path).headers["ETag"]
    same = program.client.get(path, headers={"If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    person.post("/reminders/choices", {"off": "august"})
    assert program.client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_household_that_chose_nothing_has_an_empty_calendar(
    person: Person, program: Person
) -> None:
    person.adds()
    assert events(program.get(subscribe(person))) == {}


def test_the_secret_has_256_bits_and_only_its_hash_is_kept(
    app: Flask, person: Person, path: str
) -> None:
    name = path.removeprefix("/calendar/").removesuffix(".ics")
    said = read_name(name)
    assert said is not None
    household, secret = said
    assert len(base64.urlsafe_b64decode(name)) == 48
    assert len(secret) == 64
    with app.app_context():
        rows = db.session.execute(sa.text("SELECT * FROM calendar_address")).all()
    kept = " ".join(str(value) for row in rows for value in row)
    assert household in kept
    assert secret not in kept
    assert name not in kept


def test_the_device_that_made_it_can_see_it_again_and_no_other(
    person: Person, stranger: Person, path: str
) -> None:
    assert path_of(person.get("/reminders")) == path
    stranger.joins(person)
    assert path not in stranger.get("/reminders").html


@pytest.mark.parametrize(
    "wrong",
    [
        "nobody",
        "",
        "a" * 63,
        "a" * 64,
        "가" * 64,
        "A" * 20_000,
        "../../etc/passwd",
    ],
)
def test_any_other_address_is_nothing(program: Person, path: str, wrong: str) -> None:
    answer = program.get(f"/calendar/{wrong}.ics")
    assert (answer.status, "BEGIN" in answer.html) == (404, False)


def test_one_letter_less_or_other_opens_nothing(program: Person, path: str) -> None:
    name = path.removeprefix("/calendar/").removesuffix(".ics")
    for wrong in (name[:-1], name + "A", name[:-1] + ("A" if name[-1] != "A" else "B")):
        answer = program.get(f"/calendar/{wrong}.ics")
        assert (answer.status, answer.html) == (404, "")


def test_a_renewed_address_opens_and_the_old_one_does_not(
    person: Person, program: Person, path: str
) -> None:
    new = subscribe(person)
    assert new != path
    assert (program.get(new).status, program.get(path).status) == (200, 404)


def test_an_address_that_was_taken_back_opens_nothing(
    person: Person, program: Person, path: str, rows: RowCount
) -> None:
    before = rows("calendar_address")
    assert person.post("/reminders/calendar/deletion").location == "/reminders#calendar"
    assert rows("calendar_address") == before - 1
    assert program.get(path).status == 404
    assert "/calendar/" not in person.get("/reminders").html.replace("/reminders/calendar", "")
    assert person.post("/reminders/calendar/deletion").status == 303


def test_each_device_has_an_address_of_its_own(
    person: Person, stranger: Person, program: Person, path: str
) -> None:
    stranger.joins(person)
    theirs = subscribe(stranger)
    stranger.post("/reminders/calendar/deletion")
    assert (program.get(path).status, program.get(theirs).status) == (200, 404)


def test_a_device_that_is_put_out_takes_its_address_along(
    person: Person, stranger: Person, program: Person, path: str
) -> None:
    stranger.joins(person)
    theirs = subscribe(stranger)
    device = stranger.key().split(".")[1]
    assert person.post(f"/devices/{device}/deletion").status == 303
    assert (program.get(path).status, program.get(theirs).status) == (200, 404)


def test_leaving_takes_it_along(person: Person, program: Person, path: str) -> None:
    assert person.post("/leaving", {"what": "all", "word": "지우기"}).status == 303
    assert program.get(path).status == 404


def test_the_address_of_one_household_shows_nothing_of_another(
    person: Person, stranger: Person, program: Person, path: str
) -> None:
    stranger.adds()
    choose(stranger, "monthly")
    assert list(events(program.get(subscribe(stranger)))) == [SAYS["monthly"]]


def test_an_example_gets_no_address(person: Person, rows: RowCount) -> None:
    before = rows("calendar_address")
    assert person.post("/examples", {"example": "j-1"}).status == 303
    assert person.post("/reminders/calendar").status == 404
    assert "달력 주소를 만들지 않아요" in person.get("/reminders").text
    assert rows("calendar_address") == before


def test_guessing_is_slowed_down_and_a_right_address_is_not_by_it(
    program: Person, path: str
) -> None:
    answers = [program.get("/calendar/nobody.ics").status for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_an_address_that_is_asked_without_end_has_to_wait(program: Person, path: str) -> None:
    answers = [program.get(path).status for _ in range(61)]
    assert answers == [200] * 60 + [429]


def test_it_speaks_the_language_in_which_it_was_asked_for(
    person: Person, program: Person, path: str
) -> None:
    person.client.set_cookie("lang", "en")
    english = subscribe(person)
    person.client.set_cookie("lang", "ko")
    assert "Time to sort this month’s receipts." in events(program.get(english))
