"""전체 says how long the mock authentication holds (S-19): a part that only the server knows."""

from __future__ import annotations

from tests.conftest import Clock
from tests.dom import form, read
from tests.person import Person
from tests.simple_auth.person import authenticates, is_live
from webapp.routes import is_private


def test_the_menu_asks_for_it_where_nothing_is_kept(person: Person) -> None:
    part = read(person.get("/menu").html).one("div", hx_trigger="load")
    assert part.attrs["hx-get"] == "/auth/session"
    assert "data-quiet" in part.attrs  # without a network there is just nothing
    assert is_private("/auth/session")
    authenticates(person)
    assert person.get("/auth/session", htmx=True).headers["Cache-Control"] == "no-store"


def test_it_says_how_long_and_ends_at_a_tap(person: Person, clock: Clock) -> None:
    authenticates(person)
    clock.passes(minutes=6)
    part = person.get("/auth/session", htmx=True)
    assert "인증됨 24분 남음" in part.text
    assert "<html" not in part.html
    person.post("/auth/deletion", form(part, "/auth/deletion"))
    assert not is_live(person)


def test_more_time_leads_back_to_the_menu(person: Person) -> None:
    authenticates(person)
    extension = form(person.get("/auth/session", htmx=True), "/auth/extension")
    assert person.post("/auth/extension", extension).location == "/menu"


def test_without_an_authentication_there_is_nothing(person: Person, clock: Clock) -> None:
    assert person.get("/auth/session", htmx=True).status == 204
    authenticates(person)
    clock.passes(minutes=31)
    assert person.get("/auth/session", htmx=True).status == 204


def test_opened_by_itself_it_leads_to_the_page(person: Person) -> None:
    assert person.get("/auth/session").location == "/auth"
