"""What is left of an authentication: a name while it lives, and nothing after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form
from tests.person import Person
from tests.simple_auth.person import TYPED, asks, authenticates, is_live, presses, row
from webapp import create_app
from webapp.extensions import db


def test_only_the_name_is_kept_and_only_while_it_lives(
    person: Person, app: Flask, clock: Clock
) -> None:
    asks(person, "0003", birth_date="19480229", phone="01098760003", name="최복순")
    kept = row(app, person)
    assert kept["name"] == "최복순"
    words = " ".join(str(value) for value in kept.values())
    for secret in ("19480229", "0229", "9876", "01098760003"):
        assert secret not in words
    clock.passes(minutes=30)
    assert app.test_cli_runner().invoke(args=["purge"]).exit_code == 0
    assert row(app, person) == {}


def test_whoever_asks_for_anything_sweeps(
    person: Person, stranger: Person, app: Flask, clock: Clock
) -> None:
    authenticates(person)
    stranger.get("/caps")
    clock.passes(minutes=29)
    stranger.get("/caps")
    assert row(app, person)
    clock.passes(minutes=1)
    stranger.get("/caps")
    assert row(app, person) == {}


def test_what_was_not_swept_yet_is_dead_all_the_same(
    person: Person, app: Flask, clock: Clock
) -> None:
    asks(person)
    presses(person, "approval")
    sent = form(person.get("/auth/waiting"), "/auth/completion")
    presses(person, "completion")
    app.extensions["webapp.simple_auth.gate"] = clock() + timedelta(days=1) - timedelta(seconds=30)
    clock.passes(minutes=24 * 60)
    assert row(app, person)
    person.post("/auth/completion", sent)
    person.post("/auth/extension", sent)
    assert not is_live(person)


def test_the_request_goes_with_its_device(person: Person, app: Flask, rows: RowCount) -> None:
    person.adds()
    other = Person(app.test_client())
    other.joins(person)
    before = rows("auth_request")
    asks(other)
    device = other.key().split(".")[1]
    person.post(f"/devices/{device}/deletion")
    assert rows("auth_request") == before


def test_nothing_is_written_to_any_log(
    person: Person, caplog: pytest.LogCaptureFixture, app: Flask
) -> None:
    caplog.set_level(0)
    asks(person, name="최복순", phone="01098760003", birth_date="19480229")
    asks(person, name="최", phone="01098760003", birth_date="19480229")
    for secret in ("최복순", "01098760003", "19480229"):
        assert secret not in caplog.text


def test_no_address_carries_what_was_typed(person: Person) -> None:
    answer = asks(person, name="최복순")
    assert answer.location == "/auth/waiting"
    for page in (person.get("/auth/waiting"), presses(person, "approval")):
        assert "01000000000" not in page.html
        assert "19500505" not in page.html


def test_a_database_in_trouble_shows_nothing_of_what_was_typed(
    person: Person, app: Flask, tmp_path: object
) -> None:
    lost = create_app(database_url=f"sqlite:///{tmp_path}/nowhere/x.sqlite3", testing=True)
    page = Person(lost.test_client()).post("/auth/request", {**TYPED, "provider": "bank"})
    assert page.status == 503
    assert not [secret for secret in ("홍길동", "19500505", "01000000000") if secret in page.html]
    with lost.app_context():
        db.engine.dispose()
