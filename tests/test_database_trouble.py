"""The database is locked or gone: a calm page, 503, and what was typed still in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.dom import form
from tests.person import RECEIPT, Page, Person
from webapp import create_app
from webapp.extensions import db

STAY = {"care_kind": "inpatient", "care_from": "2024-12-20", "care_to": "2025-01-08"}
SENTENCE = "지금은 저장한 곳을 열 수 없어요"


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Somebody else holds the ledgers, and the app is told to wait for a moment only."""
    with app.app_context():
        engine, url = db.engine, db.engine.url
    impatient = {
        "sqlite": "PRAGMA busy_timeout = 20",
        "postgresql": "SET lock_timeout = '20ms'",
    }[engine.dialect.name]

    def hurry(connection: object, *_: object) -> None:
        connection.execute(impatient)  # type: ignore[attr-defined]

    engine.dispose()
    app.config["WRITE_PATIENCE"] = 0.02
    sa.event.listen(engine, "checkout", hurry)
    other = sa.create_engine(url)
    with other.connect() as holder:
        holder.execute(sa.text("UPDATE ledger SET seq = seq"))
        yield
        holder.rollback()
    other.dispose()
    sa.event.remove(engine, "checkout", hurry)
    del app.config["WRITE_PATIENCE"]
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def lost(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The same app, where there is no database."""
    nowhere = {
        "sqlite": f"sqlite:///{tmp_path}/nowhere/lost.sqlite3",
        "postgresql": f"postgresql+psycopg://postgres@/postgres?host={tmp_path}",
    }[request.param]
    lost = create_app(database_url=nowhere, testing=True, brackets_file=tmp_path / "brackets.json")
    yield lost
    with lost.app_context():
        db.session.remove()
        db.engine.dispose()


def moves(person: Person, lost: Flask) -> Person:
    """The person's browser, talking to the app that has lost its database."""
    browser, key = lost.test_client(), person.client.get_cookie("device")
    assert key
    browser.set_cookie("device", key.value)
    return Person(browser)


# a form that a person has open: the address of its page, where it posts, what is typed into it
Opened = tuple[str, str, dict[str, str]]


def forms(person: Person) -> dict[str, Opened]:
    mother = person.adds("엄마")
    receipt = person.saves(mother)
    of_one_day = {**RECEIPT, "care_to": ""}
    typed = {**of_one_day, "member_id": mother, "copay": "54321", "note": "밤에 감"}
    where = f"/receipts/{receipt}"
    return {
        "a new receipt": ("/receipts/new", "/receipts", typed),
        "an edited receipt": (f"{where}/edit", where, {"copay": "54321", "note": "밤에 감"}),
        "a new person": ("/members/new", "/members", {"name": "아빠", "band": "7"}),
        "a new name": (f"/members/{mother}/name", f"/members/{mother}", {"name": "김여사"}),
    }


FORMS = ("a new receipt", "an edited receipt", "a new person", "a new name")


@pytest.mark.parametrize("name", FORMS)
def test_a_locked_database_costs_nothing_of_what_was_typed(
    app: Flask, person: Person, name: str
) -> None:
    page, action, typed = forms(person)[name]
    paper = form(person.get(page), action) | typed
    with locked(app):
        answer = person.post(action, paper)
    assert_calm(answer)
    assert form(answer, action).items() >= typed.items()
    assert person.post(action, form(answer, action)).status == 303


@pytest.mark.parametrize("name", FORMS)
def test_a_lost_database_costs_nothing_of_what_was_typed(
    person: Person, lost: Flask, name: str
) -> None:
    page, action, typed = forms(person)[name]
    paper = form(person.get(page), action) | typed
    answer = moves(person, lost).post(action, paper)
    assert_calm(answer)
    assert form(answer, action).items() >= typed.items()
    assert person.post(action, form(answer, action)).status == 303


def test_a_locked_database_costs_nothing_of_a_split_stay(app: Flask, person: Person) -> None:
    paper = form(person.sends(person.adds(), **STAY), "/receipts/split")
    with locked(app):
        answer = person.post("/receipts/split", paper | {"first-copay": "54321"})
    assert_calm(answer)
    again = form(answer, "/receipts/split")
    assert again["first-copay"] == "54321"
    assert person.post("/receipts/split", again).status == 303


def test_a_first_person_can_be_typed_while_the_database_is_lost(lost: Flask) -> None:
    person = Person(lost.test_client())
    answer = person.post("/members", {"name": "엄마", "year": "2023", "band": "7"})
    assert_calm(answer)
    kept = form(answer, "/members")
    assert (kept["name"], kept["band"], kept["year"]) == ("엄마", "7", "2023")


BUTTONS: dict[str, Callable[[str, str], tuple[str, dict[str, str]]]] = {
    "deleting": lambda mother, receipt: (f"/receipts/{receipt}/deletion", {}),
    "a band": lambda mother, receipt: (f"/members/{mother}/bands/2023", {"band": "3"}),
    "a discharge": lambda mother, receipt: (f"/receipts/{receipt}/discharge", {}),
    "deleting a person": lambda mother, receipt: (f"/members/{mother}/deletion", {}),
}


@pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS)
def test_a_button_pressed_while_the_database_is_locked_changes_nothing(
    app: Flask, person: Person, button: Callable[[str, str], tuple[str, dict[str, str]]]
) -> None:
    mother = person.adds()
    receipt = person.saves(mother)
    before = person.get("/?year=2023").text
    where, data = button(mother, receipt)
    with locked(app):
        assert_calm(person.post(where, data))
    assert person.get("/?year=2023").text == before


def test_reading_goes_on_while_somebody_writes(app: Flask, person: Person) -> None:
    mother = person.adds()
    person.saves(mother)
    with locked(app):
        assert person.get("/?year=2023").figure("counted", mother, 2023) == 100_000
        assert person.get("/receipts").status == 200


def test_every_page_of_a_household_is_calm_while_the_database_is_lost(
    person: Person, lost: Flask
) -> None:
    mother = person.adds()
    receipt, elsewhere = person.saves(mother), moves(person, lost)
    for where in ("/", "/receipts", f"/receipts/{receipt}", f"/members/{mother}/years/2023"):
        page = elsewhere.get(where)
        assert_calm(page)
        assert f'href="{where}"' in page.html


def test_what_needs_no_database_is_there_while_it_is_lost(lost: Flask) -> None:
    person = Person(lost.test_client())
    assert [person.get(where).status for where in ("/", "/caps", "/caps.json")] == [200] * 3


def test_the_health_check_says_that_the_database_is_lost(lost: Flask) -> None:
    assert Person(lost.test_client()).get("/healthz").status == 503


def test_the_log_says_what_happened_and_nothing_of_what_was_typed(
    app: Flask, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    mother = person.adds("비밀엄마")
    with locked(app):
        person.sends(mother, provider_name="비밀병원", note="비밀쪽지", copay="54321")
    assert "OperationalError" in caplog.text
    for secret in ("비밀", "54321", mother):
        assert secret not in caplog.text


def assert_calm(page: Page) -> None:
    assert page.status == 503
    assert SENTENCE in page.text
    assert "공단과 관계없는 연습용 앱이에요" in page.text
    for word in ("Error", "sqlite", "psycopg", "Traceback"):
        assert word not in page.html
