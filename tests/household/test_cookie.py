"""The device's cookie: the only key to a household."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http.cookies import SimpleCookie
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Clock, RowCount
from tests.dom import form
from tests.person import Person
from webapp.extensions import db
from webapp.household.devices import Device, Key
from webapp.sync.op import new_id

TABLES = ("ledger", "household", "device", "member", "receipt", "applied_op")
MEMBER = {"name": "엄마", "year": "2023", "band": ""}


def cookie(app: Flask, base_url: str) -> dict[str, str]:
    answer = app.test_client().post("/members", data=MEMBER, base_url=base_url)
    assert answer.status_code == 303
    morsel = SimpleCookie(answer.headers["Set-Cookie"])["device"]
    return {name: str(value) for name, value in morsel.items()}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    found = cookie(app, "https://example.org")
    assert (found["httponly"], found["samesite"], found["path"]) == ("True", "Lax", "/")
    assert found["domain"] == ""


def test_the_cookie_lives_for_400_days(app: Flask) -> None:
    assert cookie(app, "https://example.org")["max-age"] == str(400 * 24 * 60 * 60)


@pytest.mark.parametrize(
    ("base_url", "secure"),
    [
        ("https://example.org", True),
        ("https://localhost", True),
        ("http://192.168.0.5:5000", True),
        ("http://example.org", True),
        ("http://localhost.example.org", True),
        ("http://localhost", False),
        ("http://127.0.0.1:5000", False),
        ("http://[::1]:5000", False),
    ],
)
def test_only_a_loopback_address_gets_a_cookie_without_secure(
    app: Flask, base_url: str, secure: bool
) -> None:
    assert bool(cookie(app, base_url)["secure"]) == secure


def test_nothing_is_stored_before_the_first_save(person: Person, rows: RowCount) -> None:
    before = {table: rows(table) for table in TABLES}
    for where in ("/", "/receipts", "/receipts/new", "/members/new", "/caps", "/examples"):
        person.get(where)
    person.post("/members", {"name": ""})
    person.post("/receipts", {"copay": "1"})
    assert {table: rows(table) for table in TABLES} == before


def test_a_browser_gets_its_key_with_the_first_page_and_keeps_it(person: Person) -> None:
    assert person.client.get("/healthz").headers.get("Set-Cookie") is None
    person.get("/caps")
    key = person.key()
    for where in ("/", "/receipts/new", "/members/new"):
        assert person.client.get(where).headers.get("Set-Cookie") is None
    person.adds()
    assert person.key() == key


def test_a_save_whose_answer_was_lost_is_found_when_sent_again(
    person: Person, rows: RowCount
) -> None:
    paper = form(person.get("/members/new"), "/members") | {"name": "엄마"}
    key, before = person.key(), (rows("household"), rows("member"))
    person.post("/members", paper)
    person.client.set_cookie("device", key)
    assert person.post("/members", paper).status == 303
    assert (rows("household"), rows("member")) == (before[0] + 1, before[1] + 1)
    assert len(person.member_ids()) == 1


def test_first_saves_at_once_with_the_same_key_make_one_household(
    app: Flask, person: Person, rows: RowCount
) -> None:
    person.get("/")
    before = rows("household"), rows("member")
    tabs = [Person(app.test_client()) for _ in range(6)]
    for tab in tabs:
        tab.client.set_cookie("device", person.key())
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda tab: tab.post("/members", MEMBER).status, tabs))
    assert answers == [303] * 6
    assert (rows("household"), rows("member")) == (before[0] + 1, before[1] + 6)
    assert len(person.member_ids()) == 6


@pytest.mark.parametrize("part", [1, 2], ids=["another device", "another secret"])
def test_a_key_that_names_somebody_elses_household_makes_one_of_its_own(
    person: Person, stranger: Person, part: int
) -> None:
    mother = person.adds("비밀엄마")
    forged = person.key().split(".")
    forged[part] = [new_id(), "a" * 43][part - 1]
    stranger.client.set_cookie("device", ".".join(forged))
    stranger.adds("나")
    assert stranger.key().split(".")[0] != forged[0]
    assert stranger.get(f"/members/{mother}").status == 404
    assert person.member_ids() == [mother]


@pytest.mark.parametrize(
    "key",
    [
        "x",
        f"{'0' * 36}.{'0' * 36}.{'a' * 43}",
        f"0190a7b2-0000-4000-8000-000000000001.0190a7b2-0000-7000-8000-000000000002.{'a' * 43}",
        "0190a7b2-0000-7000-8000-000000000001.0190a7b2-0000-7000-8000-000000000002.a",
    ],
    ids=["a letter", "zeros", "no UUIDv7", "a weak secret"],
)
def test_a_key_that_was_not_made_here_is_changed_for_one_that_was(
    stranger: Person, key: str
) -> None:
    stranger.client.set_cookie("device", key)
    stranger.adds("나")
    assert Key.read(stranger.key())
    assert stranger.key() != key


def test_the_first_save_makes_one_household_and_one_device(person: Person, rows: RowCount) -> None:
    before = rows("household"), rows("device"), rows("ledger")
    mother = person.adds("엄마")
    person.saves(mother)
    person.adds("아빠")
    assert (rows("household"), rows("device"), rows("ledger")) == tuple(n + 1 for n in before)


def test_a_later_visit_renews_the_cookie_so_that_nobody_is_locked_out(
    person: Person, clock: Clock
) -> None:
    clock.today = date(2026, 1, 5)
    person.adds("엄마")
    clock.today = date(2026, 9, 5)
    given = person.client.get("/").headers.get("Set-Cookie", "")
    assert given.startswith("device=")
    assert "Max-Age=34560000" in given


@pytest.mark.parametrize("where", ["/sync", "/receipts"], ids=["sync", "a kept page"])
def test_a_phone_that_is_shown_no_new_page_gets_its_cookie_once_a_day(
    person: Person, clock: Clock, where: str
) -> None:
    """Its worker makes the pages: what reaches the server is `/sync` alone."""
    person.adds("엄마")
    push: dict[str, Any] = {"contract": 1, "household": None, "epoch": None, "cursor": 0, "ops": []}

    def given() -> str:
        answer = person.client.post("/sync", json=push) if where == "/sync" else kept_page()
        assert answer.status_code == 200
        return answer.headers.get("Set-Cookie", "")

    def kept_page() -> TestResponse:
        other.get("/receipts")
        return person.client.get("/receipts")

    other = person.on_another_phone() if where == "/sync" else Person(joined(person))
    for day in (1, 2, 3):
        clock.today = date(2026, 12, day)
        first, second = given(), given()
        assert first.startswith(f"device={person.key()};")
        assert "Max-Age=34560000" in first
        assert second == ""


def joined(person: Person) -> FlaskClient:
    """A second phone of the household: pages are kept for both."""
    phone = Person(person.client.application.test_client())
    phone.joins(person)
    return phone.client


@pytest.mark.parametrize(
    "forge",
    [
        lambda key: "",
        lambda key: "x",
        lambda key: "..",
        lambda key: key[:-1],
        lambda key: key + "a",
        lambda key: key.swapcase(),
        lambda key: ".".join(key.split(".")[:2]),
        lambda key: ".".join([*key.split(".")[:2], ""]),
        lambda key: ".".join([*key.split(".")[:2], "a" * 43]),
        lambda key: ".".join([key.split(".")[0], key.split(".")[0], key.split(".")[2]]),
        lambda key: key.replace(".", "/"),
        lambda key: f'"\\000{key}"',
        lambda key: "' OR 1=1 --." + key.partition(".")[2],
        lambda key: "가.나.다",
        lambda key: "a" * 5_000,
    ],
    ids=[
        "empty",
        "a letter",
        "dots",
        "cut short",
        "one letter more",
        "other case",
        "no secret",
        "empty secret",
        "guessed secret",
        "wrong device",
        "other separator",
        "a zero byte before",
        "SQL",
        "Korean",
        "very long",
    ],
)
def test_an_edited_cookie_opens_nothing(person: Person, stranger: Person, forge: object) -> None:
    mother = person.adds("비밀엄마")
    key = person.client.get_cookie("device")
    assert key
    edited = forge(key.value)  # type: ignore[operator]
    headers = {"Cookie": f"device={edited}".encode().decode("latin-1")}
    jar = stranger.client.application.test_client(use_cookies=False)
    home, page = jar.get("/", headers=headers), jar.get(f"/members/{mother}", headers=headers)
    assert home.status_code == 200
    assert "비밀엄마" not in home.get_data(as_text=True)
    assert page.status_code == 404


def test_the_secret_is_not_in_the_database(app: Flask, person: Person) -> None:
    person.adds("엄마")
    key = person.client.get_cookie("device")
    assert key
    secret = key.value.split(".")[2]
    with app.app_context():
        household, device, _ = key.value.split(".")
        kept = db.session.get_one(Device, (household, device)).key_hash
    assert len(secret) >= 43
    assert secret not in kept


def test_two_devices_made_one_after_the_other_have_nothing_in_common(
    person: Person, stranger: Person
) -> None:
    person.adds("엄마")
    stranger.adds("아빠")
    mine, theirs = (who.client.get_cookie("device") for who in (person, stranger))
    assert mine
    assert theirs
    assert not {*mine.value.split(".")} & {*theirs.value.split(".")}
