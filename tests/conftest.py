"""The app on both databases, a stopped clock, and people who press buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from tests.every_screen import html_pages, settle
from tests.person import Page, Person
from tests.postgres import running_postgres
from webapp import create_app
from webapp.config import SEOUL
from webapp.extensions import db, limiter
from webapp.language import COOKIE

TODAY = date(2026, 11, 21)


class Clock:
    """Says what it is told, at noon in Seoul unless told the hour, or that some time passed."""

    def __init__(self, today: date = TODAY, hour: int = 12) -> None:
        self.today, self.hour, self.later = today, hour, timedelta()

    def passes(self, *, minutes: int = 0, seconds: int = 0) -> None:
        self.later += timedelta(minutes=minutes, seconds=seconds)

    def __call__(self) -> datetime:
        day = self.today
        return datetime(day.year, day.month, day.day, self.hour, tzinfo=SEOUL) + self.later


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database. Tests share it: each has households of its own."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres")
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('data') / 'test.sqlite3'}"
    migrated(url)
    return url


def migrated(url: str) -> None:
    app = create_app(database_url=url, testing=True)
    with app.app_context():
        upgrade()
        db.engine.dispose()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates are compiled once a run, not once an app."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture(scope="session")
def served(database_url: str, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The app on that database: made once, because its routes take longer than most tests."""
    app = create_app(database_url=database_url, testing=True)
    app.jinja_env.bytecode_cache = compiled
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(served: Flask, clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    """The app with this test's clock and files. What a test changes in it ends with the test."""
    config, extensions = dict(served.config), dict(served.extensions)
    brackets = tmp_path / "premium_brackets.json"
    served.config["BRACKETS_FILE"] = brackets
    served.extensions["config"] = replace(extensions["config"], now=clock, brackets_file=brackets)
    limiter.reset()
    yield served
    with served.app_context():
        db.session.remove()
    for kept, before in ((served.config, config), (served.extensions, extensions)):
        kept.clear()
        kept.update(before)


@pytest.fixture(scope="session")
def pages(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    """Every page of a household with some of everything: opened once, for whoever only reads."""
    return opened_by(database_url, tmp_path_factory.mktemp("pages"), "ko")


@pytest.fixture(scope="session")
def pages_in_english(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Page]:
    """The same for somebody who reads English."""
    return opened_by(database_url, tmp_path_factory.mktemp("pages"), "en")


def opened_by(database_url: str, folder: Path, language: str) -> Mapping[str, Page]:
    brackets = folder / "premium_brackets.json"
    app = create_app(database_url=database_url, brackets_file=brackets, testing=True, now=Clock())
    person = Person(app.test_client())
    person.client.set_cookie(COOKIE, language)
    opened = html_pages(app, settle(person))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return opened


@pytest.fixture
def person(app: Flask) -> Person:
    """Somebody with a browser of their own, who has saved nothing yet."""
    return Person(app.test_client())


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Somebody else."""
    return Person(app.test_client())


@pytest.fixture
def rows(app: Flask) -> RowCount:
    return RowCount(app)


class RowCount:
    """How many rows a table has: `rows("receipt")`."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, table: str) -> int:
        with self.app.app_context():
            return db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) or 0
