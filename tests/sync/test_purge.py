"""What was deleted is erased after 30 days, and its tombstone goes after 180."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.person import Person
from webapp.extensions import db


def purged(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["purge"]).exit_code == 0


def kept(app: Flask, record: str) -> tuple[str, str, int] | None:
    """Name, note and ① of a receipt as the database has them."""
    with app.app_context():
        row = db.session.execute(
            sa.text("SELECT provider_name, note, copay FROM receipt WHERE id = :id"), {"id": record}
        ).first()
        return None if row is None else (row[0], row[1], row[2])


def history(app: Flask, record: str) -> int:
    with app.app_context():
        query = sa.text("SELECT count(*) FROM applied_op WHERE record_id = :id")
        return int(db.session.scalar(query, {"id": record}) or 0)


def deleted(person: Person, clock: Clock) -> str:
    clock.today = date(2026, 1, 1)
    receipt = person.saves(person.adds(), note="밤에 감")
    person.post(f"/receipts/{receipt}/deletion")
    return receipt


def test_on_the_29th_day_everything_is_there(app: Flask, person: Person, clock: Clock) -> None:
    receipt = deleted(person, clock)
    clock.today = date(2026, 1, 30)
    purged(app)
    assert kept(app, receipt) == ("가나병원", "밤에 감", 100_000)


def test_on_the_30th_day_nothing_is_told_any_more(app: Flask, person: Person, clock: Clock) -> None:
    receipt = deleted(person, clock)
    clock.today = date(2026, 1, 31)
    purged(app)
    assert kept(app, receipt) == ("", "", 0)
    assert history(app, receipt) == 0


def test_after_180_days_the_tombstone_goes(app: Flask, person: Person, clock: Clock) -> None:
    receipt = deleted(person, clock)
    clock.today = date(2026, 6, 30)
    purged(app)
    assert kept(app, receipt) is None


def test_what_was_not_deleted_stays(app: Flask, person: Person, clock: Clock) -> None:
    clock.today = date(2026, 1, 1)
    mother = person.adds()
    receipt = person.saves(mother)
    clock.today = date(2026, 12, 1)
    purged(app)
    assert person.get("/?year=2023").figure("counted", mother, 2023) == 100_000
    assert history(app, receipt) == 1
