"""Many presses at the same moment: one application, one receipt number, one day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.dom import form
from tests.person import Person
from tests.refunds.applicant import Applicant, applicant, over_the_cap
from webapp.extensions import db, limiter
from webapp.sync.op import new_op_id

AT_ONCE = 50


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    limiter.reset()


def browsers(person: Person, number: int) -> list[Person]:
    """The same phone in many windows: one key, so one authentication."""
    return [person.on_another_phone() for _ in range(number)]


def claims_of(app: Flask, person: Person) -> list[tuple[str | None, bool]]:
    household = person.key().partition(".")[0]
    with app.app_context():
        query = sa.text("SELECT receipt_no, live FROM claim WHERE household_id = :id")
        return [(row[0], bool(row[1])) for row in db.session.execute(query, {"id": household})]


def events_of(app: Flask, claim: str, kind: str) -> int:
    with app.app_context():
        query = sa.text("SELECT count(*) FROM claim_event WHERE claim_id = :id AND kind = :kind")
        return db.session.scalar(query, {"id": claim, "kind": kind}) or 0


def test_fifty_submits_at_once_give_one_application(app: Flask, person: Person) -> None:
    applying = applicant(person)
    applying.agrees(over_the_cap(person))
    paper = applying.paper()

    def press(window: Person) -> tuple[int, str]:
        page = window.post(f"{applying.base}/submission", paper)
        return page.status, page.location

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(press, browsers(person, AT_ONCE)))
    assert set(answers) == {(303, f"{applying.base}/done")}
    assert claims_of(app, person) == [("모의-2026-0001", True)]
    assert events_of(app, applying.claim, "submitted") == 1


def test_fifty_submits_from_as_many_reviews_give_one_application(
    app: Flask, person: Person
) -> None:
    """Each with an idempotency key of its own: then the stages and the ledger's lock hold."""
    applying = applicant(person)
    applying.agrees(over_the_cap(person))
    paper = applying.paper()

    def press(window: Person) -> int:
        return window.post(f"{applying.base}/submission", paper | {"op_id": new_op_id()}).status

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(press, browsers(person, AT_ONCE)))
    assert set(answers) == {303}
    assert claims_of(app, person) == [("모의-2026-0001", True)]
    assert events_of(app, applying.claim, "submitted") == 1


def test_many_beginnings_at_once_are_one_application(app: Flask, person: Person) -> None:
    applying = applicant(person)
    mother = over_the_cap(person)
    paper = {"statement": f"{mother}:2023", "practice": "1", "keep": "1"}
    with ThreadPoolExecutor(10) as pool:
        windows = browsers(person, 10)
        ways = {
            page.location for page in pool.map(lambda each: each.post("/claims", paper), windows)
        }
    assert len(ways) == 1
    assert claims_of(app, person) == [(None, True)]
    applying.base = ways.pop().removesuffix("/account")
    assert applying.sends(applying.paper()).status == 303


def test_many_presses_for_a_day_are_one_day(app: Flask, person: Person) -> None:
    applying = applicant(person)
    applying.applies(over_the_cap(person))
    paper = form(person.get(applying.base), f"{applying.base}/days")
    with ThreadPoolExecutor(10) as pool:
        windows = browsers(person, 10)
        list(pool.map(lambda each: each.post(f"{applying.base}/days", paper), windows))
    assert events_of(app, applying.claim, "day") == 1


def test_the_database_itself_lets_a_year_have_one_live_application(
    app: Flask, person: Person
) -> None:
    applying = applicant(person)
    applying.agrees(over_the_cap(person))
    twin = sa.text(
        "INSERT INTO claim (household_id, id, member_id, year, live, bank, last_four, "
        "account_hash, created_at) SELECT household_id, :new, member_id, year, :live, bank, "
        "last_four, account_hash, created_at FROM claim WHERE id = :id"
    )
    with app.app_context():
        with pytest.raises(IntegrityError):
            db.session.execute(twin, {"new": new_op_id(), "id": applying.claim, "live": True})
        db.session.rollback()
        db.session.execute(twin, {"new": new_op_id(), "id": applying.claim, "live": False})
        db.session.rollback()


def test_two_applications_never_get_the_same_number(app: Flask, person: Person) -> None:
    first, second = applicant(person), Applicant(person)
    first.agrees(over_the_cap(person, "엄마"))
    second.agrees(over_the_cap(person, "아빠"))
    papers = [(each, each.paper()) for each in (first, second)]
    with ThreadPoolExecutor(2) as pool:
        sending = [
            pool.submit(window.post, f"{each.base}/submission", paper)
            for window, (each, paper) in zip(browsers(person, 2), papers, strict=True)
        ]
        assert [each.result().status for each in sending] == [303, 303]
    numbers = sorted(str(number) for number, _ in claims_of(app, person))
    assert numbers == ["모의-2026-0001", "모의-2026-0002"]
