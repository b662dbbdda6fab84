"""No account is entered without an authentication that lives, on the device that holds it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.every_screen import rules
from tests.person import Page, Person
from tests.refunds.applicant import NUMBER, Applicant, applicant, over_the_cap
from tests.simple_auth.person import authenticates
from webapp.routes import ASKING, GATED, PRIVATE

# Where an account can be seen, typed, checked or sent, by what the address says.
ENTRY = re.compile(r"/(claims/<claim_id>|standing-account/<member_id>)/")
STEPS = ("account", "bank", "deposit", "review", "submission")

# What opens without an authentication among these addresses: it shows and takes no account.
OPEN = {"new_claim", "create_claim"}

TABLES = ("claim", "claim_event", "standing_account")


@pytest.fixture
def mother(person: Person) -> str:
    return over_the_cap(person)


@pytest.fixture
def applying(person: Person, mother: str) -> Applicant:
    applying = applicant(person)
    applying.agrees(mother)
    return applying


@pytest.fixture
def paper(applying: Applicant) -> dict[str, str]:
    """The last step, ready to be sent by somebody who did everything right."""
    return applying.paper()


def name_of(endpoint: str) -> str:
    return endpoint.rpartition(".")[2]


def entries(app: Flask, applying: Applicant, mother: str) -> list[tuple[str, str]]:
    """Method and address of everything that has to do with entering an account."""
    return [
        (method, address)
        for method in ("GET", "POST")
        for rule in rules(app, method)
        if ENTRY.match(rule.rule) and rule.rule.rpartition("/")[2] in STEPS
        for address in [
            rule.rule.replace("<claim_id>", applying.claim).replace("<member_id>", mother)
        ]
    ]


def ask(
    person: Person, method: str, address: str, paper: dict[str, str], *, htmx: bool = False
) -> Page:
    headers = {"HX-Request": "true"} if htmx else {}
    if method == "GET":
        return person.get(address, htmx=htmx)
    return person.post(address, paper, headers=headers)


def assert_shut(page: Page, where: object) -> None:
    assert page.status == 403, where
    assert "먼저 인증을 해 주세요" in page.text, where
    assert 'href="/auth' in page.html, where
    assert "계좌번호" not in page.text, where
    assert NUMBER.replace("-", "") not in page.html.replace("-", ""), where


def test_every_address_of_the_rehearsal_is_known_to_the_gate(app: Flask) -> None:
    found = {
        name_of(rule.endpoint): rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PRIVATE) and not rule.rule.startswith("/auth")
    }
    assert set(found) - OPEN == ASKING | GATED
    steps = {name for name, rule in found.items() if rule.rpartition("/")[2] in STEPS}
    assert steps == GATED
    assert len(GATED) == 14


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_nothing_opens_to_somebody_who_is_not_authenticated(
    app: Flask,
    applying: Applicant,
    mother: str,
    paper: dict[str, str],
    rows: RowCount,
    htmx: bool,
) -> None:
    before = {table: rows(table) for table in TABLES}
    applying.person.post("/auth/deletion")
    addresses = entries(app, applying, mother)
    assert len(addresses) == 14
    for method, address in addresses:
        page = ask(applying.person, method, address, paper, htmx=htmx)
        assert_shut(page, (method, address))
        assert ("<html" in page.html) != htmx
    assert {table: rows(table) for table in TABLES} == before


def test_nothing_opens_after_the_half_hour(
    app: Flask, applying: Applicant, mother: str, paper: dict[str, str], clock: Clock
) -> None:
    clock.passes(minutes=29)
    assert applying.person.get(f"{applying.base}/account").status == 200
    clock.passes(minutes=1)
    for method, address in entries(app, applying, mother):
        assert_shut(ask(applying.person, method, address, paper), (method, address))


def test_nothing_opens_to_another_device_of_the_household(
    app: Flask, applying: Applicant, mother: str, paper: dict[str, str], stranger: Person
) -> None:
    stranger.joins(applying.person)
    for method, address in entries(app, applying, mother):
        assert_shut(ask(stranger, method, address, paper), (method, address))
    assert applying.sends(paper).status == 303


def test_nothing_opens_to_another_household_that_is_authenticated(
    app: Flask,
    applying: Applicant,
    mother: str,
    paper: dict[str, str],
    stranger: Person,
    rows: RowCount,
) -> None:
    stranger.adds("나")
    authenticates(stranger)
    before = {table: rows(table) for table in TABLES}
    for method, address in entries(app, applying, mother):
        page = ask(stranger, method, address, paper)
        assert page.status == 404, (method, address)
        assert "김" not in page.html
    for address in (applying.base, f"{applying.base}/done", f"{applying.base}/cancellation"):
        assert stranger.get(address).status == 404
    for what in ("days", "papers", "cancellation"):
        assert stranger.post(f"{applying.base}/{what}").status == 404
    assert {table: rows(table) for table in TABLES} == before


def test_a_request_that_was_not_approved_opens_nothing(
    applying: Applicant, paper: dict[str, str]
) -> None:
    person = applying.person
    person.post("/auth/deletion")
    usual = {"provider": "messenger", "name": "홍길동", "birth_date": "19500505"}
    consents = {f"consent_{each}": "1" for each in ("terms", "personal", "unique", "third")}
    person.post("/auth/request", {**usual, **consents, "phone": "01000000000"})
    assert person.get(f"{applying.base}/account").status == 403
    assert applying.sends(paper).status == 403


def test_the_lists_lead_to_the_authentication_and_back(person: Person) -> None:
    over_the_cap(person)
    for where in ("/statements", "/claims", "/standing-account"):
        page = person.get(where)
        assert (page.status, page.location) == (303, f"/auth?then={where}")
    authenticates(person, then="/statements")
    assert 'href="/statements"' in person.get("/auth/done").html
    assert person.get("/statements").status == 200


def test_answers_are_kept_nowhere(app: Flask, applying: Applicant, paper: dict[str, str]) -> None:
    for where in ("/statements", "/claims", applying.base, f"{applying.base}/account"):
        assert applying.person.get(where).headers["Cache-Control"] == "no-store"
    assert applying.sends(paper).headers["Cache-Control"] == "no-store"
