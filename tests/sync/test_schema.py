"""The tables: as the models say, up and down the history, and keyed by household."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

import webapp.refunds.forgetting
import webapp.refunds.paper_models
import webapp.reminders.models
import webapp.simple_auth.models  # noqa: F401  (the models tell of their tables)
from webapp import create_app
from webapp.extensions import db

TABLES = sorted(db.metadata.tables)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The app on a database of its own with nothing in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        server = sa.create_engine(request.getfixturevalue("postgres"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(sa.text("DROP DATABASE IF EXISTS empty"))
            connection.execute(sa.text("CREATE DATABASE empty"))
        server.dispose()
        url = server.url.set(database="empty").render_as_string(hide_password=False)
    app = create_app(database_url=url, testing=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_history_ends_where_the_models_are(empty: Flask) -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_history_can_be_walked_down_and_up_again(empty: Flask) -> None:
    flask_migrate.upgrade()
    everything = tables()
    flask_migrate.downgrade(revision="base")
    nothing = tables()
    flask_migrate.upgrade()
    assert (everything, nothing, tables()) == (set(TABLES), set(), set(TABLES))


def test_papers_ticked_for_all_become_each_persons_and_none_is_lost(empty: Flask) -> None:
    flask_migrate.upgrade(revision="0010")
    for household, people in (("two", ("mother", "father")), ("none", ())):
        put("ledger", household_id=household, seq=1, epoch="e")
        put("household", id=household, created_at=NOW, example=False)
        for id in people:
            put("member", household_id=household, id=id, name=id, rev=1, created_at=NOW)
        put("ticked_paper", household_id=household, case_id="own", paper_id="own_id", at=NOW)
    flask_migrate.upgrade(revision="0011")
    assert ticked("member_id") == [("none", ""), ("two", "father"), ("two", "mother")]
    flask_migrate.downgrade(revision="0010")
    assert ticked("paper_id") == [("none", "own_id"), ("two", "own_id")]


NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def put(table: str, **values: Any) -> None:
    with db.engine.begin() as connection:
        found = sa.Table(table, sa.MetaData(), autoload_with=connection)
        connection.execute(found.insert().values(values))


def ticked(column: str) -> list[tuple[str, str]]:
    query = sa.text(f"SELECT household_id, {column} FROM ticked_paper ORDER BY 1, 2")
    with db.engine.connect() as connection:
        return [(household, value) for household, value in connection.execute(query)]


def test_the_tables_are_all_known_here() -> None:
    assert {"ledger", "household", "member", "member_year", "receipt"} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_primary_key_begins_with_the_household(app: Flask, name: str) -> None:
    with app.app_context():
        key = sa.inspect(db.engine).get_pk_constraint(name)["constrained_columns"]
    assert key[0] == ("id" if name == "household" else "household_id")


@pytest.mark.parametrize("name", TABLES)
def test_every_foreign_key_includes_the_household(app: Flask, name: str) -> None:
    with app.app_context():
        keys = sa.inspect(db.engine).get_foreign_keys(name)
    own = "id" if name == "household" else "household_id"
    for key in keys:
        pairs = dict(zip(key["constrained_columns"], key["referred_columns"], strict=True))
        assert pairs.get(own) in ("household_id", "id")


def test_no_index_is_without_the_household(app: Flask) -> None:
    with app.app_context():
        found = {
            index["name"]: index["column_names"][0]
            for name in TABLES
            for index in sa.inspect(db.engine).get_indexes(name)
        }
    assert set(found.values()) == {"household_id"}
