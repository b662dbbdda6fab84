"""The gate: nothing behind it answers without a live authentication, however it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.conftest import Clock
from tests.dom import form, read
from tests.every_screen import NOBODY
from tests.person import Page, Person, page_of
from tests.simple_auth.person import asks, authenticates, presses
from webapp.routes import ASKING, GATED, PRIVATE, SERVER_SCREENS, is_private
from webapp.simple_auth.gate import authenticated

# What comes before the authentication in the official sequence: reading and agreeing.
BEFORE = {"new_claim", "create_claim"}
WORDS = "먼저 인증을 해 주세요"


def name_of(rule: Rule) -> str:
    return rule.endpoint.rpartition(".")[2]


def address(app: Flask, rule: Rule) -> str:
    numbers = {name for name in rule.arguments if f"int:{name}" in rule.rule}
    values = {name: 2023 if name in numbers else NOBODY for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def requests(app: Flask, names: frozenset[str]) -> list[tuple[str, str]]:
    """Every method and address of those screens, from the table of routes itself."""
    return [
        (method, address(app, rule))
        for rule in app.url_map.iter_rules()
        if name_of(rule) in names
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
    ]


def answers(app: Flask, person: Person) -> Iterator[tuple[str, Page]]:
    """What each gated address says to a person, asked in every way."""
    for method, where in requests(app, GATED):
        for htmx in (False, True):
            headers = {"HX-Request": "true"} if htmx else {}
            data = {"bank": "kb", "account": "1234567890123"} if method == "POST" else None
            answer = person.client.open(where, method=method, headers=headers, data=data)
            yield f"{method} {where} {'htmx' if htmx else 'page'}", page_of(answer)


def nothing(person: Person, clock: Clock) -> None:
    """Never been here."""


def with_a_household(person: Person, clock: Clock) -> None:
    person.adds()


def asked(person: Person, clock: Clock) -> None:
    asks(person)


def approved(person: Person, clock: Clock) -> None:
    asks(person)
    presses(person, "approval")


def refused(person: Person, clock: Clock) -> None:
    asks(person)
    presses(person, "refusal")


def failed(person: Person, clock: Clock) -> None:
    asks(person, "0001")


def too_late(person: Person, clock: Clock) -> None:
    asks(person)
    presses(person, "approval")
    clock.passes(minutes=5)


def expired(person: Person, clock: Clock) -> None:
    authenticates(person)
    clock.passes(minutes=30)


def ended(person: Person, clock: Clock) -> None:
    authenticates(person)
    person.post("/auth/deletion")


def asked_anew(person: Person, clock: Clock) -> None:
    """A new request takes the place of the authentication that one had."""
    authenticates(person)
    asks(person)


STATES = (nothing, with_a_household, asked, approved, refused, failed, too_late, expired, ended)


@pytest.mark.parametrize("state", [*STATES, asked_anew], ids=lambda each: each.__name__)
def test_no_account_is_entered_without_an_authentication(
    app: Flask, person: Person, clock: Clock, state: Callable[[Person, Clock], None]
) -> None:
    state(person, clock)
    seen = dict(answers(app, person))
    assert len(seen) >= 8
    assert {where: page.status for where, page in seen.items()} == dict.fromkeys(seen, 403)
    for where, page in seen.items():
        assert WORDS in page.text, where
        assert ("<html" in page.html) == where.endswith("page"), where
        assert page.headers["Cache-Control"] == "no-store", where
        ways = [each for each in read(page.html).all("a") if each.text == "인증하러 가기"]
        assert ways, where
        assert ways[0].attrs["href"].startswith("/auth"), where
        assert "1234567890123" not in page.html, where


def test_another_phone_of_the_family_finds_it_closed(app: Flask, person: Person) -> None:
    person.adds()
    other = Person(app.test_client())
    other.joins(person)
    authenticates(person)
    assert {page.status for _, page in answers(app, other)} == {403}


def test_another_household_finds_it_closed(app: Flask, person: Person, stranger: Person) -> None:
    stranger.adds()
    authenticates(person)
    assert {page.status for _, page in answers(app, stranger)} == {403}


def test_a_phone_that_was_put_out_finds_it_closed(app: Flask, person: Person) -> None:
    person.adds()
    other = Person(app.test_client())
    other.joins(person)
    authenticates(other)
    person.post(f"/devices/{other.key().split('.')[1]}/deletion")
    assert {page.status for _, page in answers(app, other)} == {403}


def test_with_one_it_is_open(app: Flask, person: Person) -> None:
    person.adds()
    authenticates(person)
    assert 403 not in {page.status for _, page in answers(app, person)}


def test_lists_lead_to_the_authentication_and_back(app: Flask, person: Person) -> None:
    person.adds()
    pages = [where for method, where in requests(app, ASKING) if method == "GET"]
    assert "/statements" in pages
    for where in pages:
        answer = person.get(f"{where}?year=2023")
        assert answer.status == 303
        chosen = read(person.get(answer.location).html).all("a", class_="auth-kind")[0]
        sent = form(person.get(chosen.attrs["href"]), "/auth/request")
        assert sent["then"] == f"{where}?year=2023"
        part = person.get(where, htmx=True)
        assert (part.status, part.headers["HX-Redirect"]) == (204, f"/auth?then={where}")


def test_nothing_behind_the_lists_is_posted_without_one(app: Flask, person: Person) -> None:
    person.adds()
    posts = [where for method, where in requests(app, ASKING) if method == "POST"]
    assert {where: person.post(where).status for where in posts} == dict.fromkeys(posts, 403)


def test_no_address_of_the_application_is_forgotten(app: Flask) -> None:
    """A new one is gated, or named here because it comes before the authentication."""
    rules = [rule for rule in app.url_map.iter_rules() if is_private(rule.rule)]
    own = {name_of(rule) for rule in rules if not rule.rule.startswith("/auth")}
    assert own - BEFORE == ASKING | GATED
    assert set(PRIVATE) <= {rule.rule for rule in rules}
    assert own <= set(SERVER_SCREENS)


def test_an_account_is_in_no_form_that_is_not_gated(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if "account" in rule.rule and not rule.rule.startswith("/standing-account"):
            assert name_of(rule) in GATED, rule.rule


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH"])
def test_no_other_method_opens_it(app: Flask, person: Person, method: str) -> None:
    for _, where in requests(app, GATED):
        assert person.client.open(where, method=method).status_code in (403, 405)


def test_a_view_outside_the_gate_cannot_take_it_for_granted(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(LookupError):
        authenticated()
