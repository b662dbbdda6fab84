"""What goes over the wire stays small: a first visit, the typeface, every part that htmx swaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.conftest import Clock, migrated
from tests.every_screen import address, rules, settle
from tests.person import RECEIPT, Person
from tests.refunds.applicant import Applicant
from tests.simple_auth.person import asks
from webapp import create_app
from webapp.config import ROOT
from webapp.extensions import db
from webapp.frontend.budget import (
    BROWSER,
    FACE,
    FIRST_VISIT,
    FRAGMENT,
    Weighed,
    first_visit,
    kb,
    on_the_wire,
    through,
    weigh,
)
from webapp.receipts.search import PAGE
from webapp.routes import SCREENS, SERVER_SCREENS
from webapp.security import HEADERS

PARTS = {name for name, screen in (SCREENS | SERVER_SCREENS).items() if screen.part}
LONG = "한마음한방병원과 같이 이름이 아주 긴 병원 별관 재활치료센터 {}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("budget")
    url = f"sqlite:///{folder / 'budget.sqlite3'}"
    migrated(url)
    app = create_app(
        database_url=url, brackets_file=folder / "brackets.json", testing=True, now=Clock()
    )
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def parts(app: Flask) -> Mapping[str, int]:
    """Bytes of each screen's changing part, where it shows much; by the screen's name."""
    person = Person(app.test_client())
    home = settle(person)
    for number in range(PAGE + 1):  # one more than a list shows
        name = LONG.format(chr(ord("가") + number * 28))
        person.saves(home.father, provider_name=name, noncovered="9876543", copay="1234567")
    applying = Applicant(person)
    applying.agrees(home.father)
    ids = {**home.ids, "claim_id": applying.claim}
    newcomer, guest = Person(app.test_client()), Person(app.test_client())
    asks(newcomer)
    guest.post("/join", {"code": person.invites()})
    visitors = {"auth_waiting": newcomer, "waiting": guest}
    found = {}
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            name = rule.endpoint.rpartition(".")[2]
            if name in PARTS and (SCREENS | SERVER_SCREENS)[name].method == method:
                path = address(app, rule, **ids)
                found[name] = weight(visitors.get(name, person), path, method, ids)
    return found


def weight(person: Person, path: str, method: str, ids: Mapping[str, str]) -> int:
    data: dict[str, Any] = {**RECEIPT, "member_id": ids["member_id"], "q": ""}
    with person.client.open(
        path,
        method=method,
        data=data if method == "POST" else None,
        headers={**BROWSER, "HX-Request": "true"},
    ) as answer:
        assert answer.status_code == 200, path
        body = answer.get_data()
        assert not body.startswith(b"<!doctype"), path
        return on_the_wire(body, answer.headers.items())


def test_every_part_is_weighed(parts: Mapping[str, int]) -> None:
    assert len(PARTS) > 8
    assert set(parts) == PARTS


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_part_that_htmx_swaps_is_light(parts: Mapping[str, int], name: str) -> None:
    assert parts[name] <= FRAGMENT, kb(parts[name])


def test_what_is_built_is_within_its_limits() -> None:
    weighed = weigh(ROOT)
    assert [each.most for each in weighed] == [FIRST_VISIT, FACE, FACE]
    assert [str(each) for each in weighed if each.is_too_much] == []


def test_a_first_visit_is_the_page_and_all_that_it_loads(app: Flask) -> None:
    sent = first_visit(through(app.test_client(use_cookies=False)))
    kinds = [each.path.rpartition(".")[2] for each in sent]
    assert kinds.count("js") == kinds.count("css") == 1
    assert sent[0].path == "/"
    assert "<html" in sent[0].text
    assert all(each.size > sum(map(len, HEADERS.values())) for each in sent)
    assert all(each.encoding != "–" for each in sent if each.path != "/static/icons/icon.svg")


def test_a_byte_too_much_is_too_much() -> None:
    assert not Weighed("a page", FRAGMENT, FRAGMENT).is_too_much
    assert Weighed("a page", FRAGMENT + 1, FRAGMENT).is_too_much


def test_what_is_not_there_is_not_light(app: Flask) -> None:
    with pytest.raises(ValueError, match="404"):
        through(app.test_client())("/nowhere", BROWSER)
