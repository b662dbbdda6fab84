"""Only the app's own pages may start a write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import RowCount
from tests.every_screen import address, rules
from tests.person import Person
from webapp import create_app
from webapp.extensions import db

MEMBER = {"name": "엄마", "year": "2023", "band": ""}
HERE, ELSEWHERE = "http://localhost", "https://evil.example"

ALLOWED = {
    "the app's own page": {"Sec-Fetch-Site": "same-origin"},
    "typed by the person": {"Sec-Fetch-Site": "none"},
    "the app's own page, older browser": {"Origin": HERE},
    "both": {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
    "no browser at all": {},
}
REFUSED = {
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "a site next door": {"Sec-Fetch-Site": "same-site"},
    "an unknown word": {"Sec-Fetch-Site": "trust-me"},
    "an empty word": {"Sec-Fetch-Site": ""},
    "another site, older browser": {"Origin": ELSEWHERE},
    "a hidden origin": {"Origin": "null"},
    "another port": {"Origin": "http://localhost:8080"},
    "a longer name": {"Origin": "http://localhost.evil.example"},
    "a name before an at": {"Origin": "http://localhost@evil.example"},
    "an empty origin": {"Origin": ""},
    "another site that says our origin": {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
}


@pytest.mark.parametrize("headers", ALLOWED.values(), ids=ALLOWED)
def test_a_write_may_come_from(person: Person, headers: dict[str, str]) -> None:
    assert person.post("/members", MEMBER, headers=headers).status == 303


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_a_write_may_not_come_from(person: Person, rows: RowCount, headers: dict[str, str]) -> None:
    before = rows("household")
    page = person.post("/members", MEMBER, headers=headers)
    assert page.status == 403
    assert "공단과 관계없는 연습용 앱이에요" in page.text
    assert rows("household") == before


def test_every_address_that_takes_a_write_is_guarded(app: Flask, person: Person) -> None:
    ids = {"member_id": "x", "receipt_id": "x", "device_id": "x", "claim_id": "x"}
    found = {
        address(app, rule, **ids): person.post(
            address(app, rule, **ids), headers={"Sec-Fetch-Site": "cross-site"}
        ).status
        for rule in rules(app, "POST")
    }
    assert len(found) >= 12
    assert found == dict.fromkeys(found, 403)


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_a_link_from_anywhere_may_open_a_page(person: Person, headers: dict[str, str]) -> None:
    assert person.client.get("/", headers=headers).status_code == 200


def test_no_page_changes_anything_by_being_opened(
    app: Flask, person: Person, rows: RowCount
) -> None:
    mother = person.adds()
    ids = {
        "member_id": mother,
        "receipt_id": person.saves(mother),
        "device_id": "x",
        "claim_id": "x",
    }
    before = {table: rows(table) for table in ("applied_op", "member", "receipt", "household")}
    for rule in rules(app, "GET"):
        person.get(address(app, rule, **ids))
    assert {table: rows(table) for table in before} == before


@pytest.fixture
def behind_a_proxy(database_url: str) -> Iterator[Flask]:
    app = create_app(database_url=database_url, testing=True, trusted_hosts=("sanghan.example",))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("origin", "status"), [("https://sanghan.example", 303), ("https://evil.example", 403)]
)
def test_trusted_hosts_say_which_origin_is_ours(
    behind_a_proxy: Flask, origin: str, status: int
) -> None:
    answer = behind_a_proxy.test_client().post(
        "/members", data=MEMBER, headers={"Origin": origin}, base_url="http://sanghan.example"
    )
    assert answer.status_code == status


def test_a_host_that_is_not_trusted_is_answered_with_nothing(behind_a_proxy: Flask) -> None:
    answer = behind_a_proxy.test_client().get("/", base_url="http://evil.example")
    assert answer.status_code == 400
