"""The account number is in the pages of its own way, and nowhere else."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.dom import form
from tests.person import Page, Person
from tests.refunds.applicant import Applicant, applicant, code_in, over_the_cap
from webapp.extensions import db, limiter
from webapp.refunds.accounts import Account

DIGITS = "110987654321"
SPELT = ("110987654321", "110-987-654321", "1109-8765-4321", "0987654321", "98765432")
HOLDER = "남궁비밀"


def everything_kept(app: Flask) -> Iterator[tuple[str, str]]:
    """All that the server holds after a request: where, and what."""
    with app.app_context():
        url = db.engine.url
        tables = sa.inspect(db.engine).get_table_names()
        for table in tables:
            rows = db.session.execute(sa.text(f'SELECT * FROM "{table}"')).all()
            yield f"table {table}", repr([tuple(row) for row in rows])
        db.session.rollback()
    if url.drivername.startswith("sqlite"):
        for file in Path(str(url.database)).parent.glob(f"{Path(str(url.database)).name}*"):
            yield file.name, file.read_bytes().decode("latin-1")
    yield "rate limits", repr(vars(limiter.storage))
    yield "the app's extensions", repr({name: vars(each) for name, each in seen(app)})


def seen(app: Flask) -> Iterator[tuple[str, object]]:
    return ((name, each) for name, each in app.extensions.items() if hasattr(each, "__dict__"))


@pytest.fixture
def applying(person: Person) -> Applicant:
    return applicant(person, HOLDER)


def assert_nowhere(app: Flask, log: str) -> None:
    for where, text in [*everything_kept(app), ("log", log)]:
        for number in SPELT:
            assert number not in text, where


def test_the_number_is_written_down_nowhere(
    app: Flask, applying: Applicant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mother = over_the_cap(applying.person)
    applying.agrees(mother)
    assert applying.enters("123").status == 422
    deposit = applying.enters(DIGITS)
    assert_nowhere(app, caplog.text)
    paper = form(applying.confirms(deposit), f"{applying.base}/submission")
    assert_nowhere(app, caplog.text)
    assert applying.sends(paper | {"standing": "1"}).status == 303
    applying.waits(7)
    assert_nowhere(app, caplog.text)
    assert "***-***-4321" in applying.person.get("/standing-account").text


def test_no_cookie_and_no_address_carries_it(applying: Applicant) -> None:
    applying.agrees(over_the_cap(applying.person))
    paper = applying.paper(DIGITS)
    answers = [
        applying.person.client.post(f"{applying.base}/{step}", data=paper)
        for step in ("account", "bank", "deposit", "review", "submission")
    ]
    for answer in answers:
        headers = str(answer.headers)
        assert not [number for number in SPELT if number in headers]
        assert not [each for each in answer.headers.getlist("Set-Cookie") if "session" in each]
    links = [link for answer in answers for link in links_of(answer.get_data(as_text=True))]
    assert not [link for link in links for number in SPELT if number in link]


def links_of(html: str) -> list[str]:
    return re.findall(r'(?:href|action|formaction|hx-\w+)="([^"]*)"', html)


def test_pages_after_the_way_do_not_know_it_any_more(applying: Applicant) -> None:
    applying.applies(over_the_cap(applying.person), DIGITS)
    for where in (
        "/statements",
        "/claims",
        applying.base,
        f"{applying.base}/done",
        f"{applying.base}/account",
        f"{applying.base}/cancellation",
        "/standing-account",
    ):
        page = applying.person.get(where)
        assert page.status == 200
        assert not [number for number in SPELT if number in page.html]
        assert "4321" in page.html or "***" not in page.html


def test_of_the_person_who_authenticated_an_application_keeps_nothing(
    app: Flask, person: Person
) -> None:
    name = "선우하나뿐인이름"
    applicant(person, name).applies(over_the_cap(person), DIGITS)
    person.post("/auth/deletion")
    tables = [(where, text) for where, text in everything_kept(app) if where.startswith("table")]
    assert len(tables) > 10
    assert not [where for where, text in tables if name in text]


def test_without_the_browsers_own_key_the_hash_says_nothing() -> None:
    account = Account.of("088", DIGITS)
    assert account is not None
    hashes = {account.hash(key) for key in ("one", "another")}
    assert len(hashes) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)
    assert DIGITS not in repr(account)


def test_the_digits_that_come_with_one_won_are_the_same_each_time(applying: Applicant) -> None:
    """They follow from the account and the browser's key, so nobody has to keep them."""
    applying.agrees(over_the_cap(applying.person))
    codes = {code_in(applying.enters(DIGITS)) for _ in range(3)}
    assert len(codes) == 1
    assert all(code.isdecimal() and len(code) == 3 for code in codes)


def test_a_page_of_trouble_gives_the_number_back_to_nobody_but_the_form(
    applying: Applicant,
) -> None:
    applying.agrees(over_the_cap(applying.person))
    paper: dict[str, str] = applying.paper(DIGITS)
    page: Page = applying.person.post(
        f"{applying.base}/submission", paper, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert page.status == 403
    assert DIGITS not in page.html
