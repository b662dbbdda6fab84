"""What goes over the wire stays small: a first visit, the typeface, every part that htmx swaps."""

from __future__ import annotations

import re
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
ASKED_BY_HTMX = re.compile(r'hx-(get|post)="([^"]+)"')
EXPRESSION = re.compile(r"{{[^}]*}}")
BASES = ("/claims/1", "/standing-account/1")  # of an account that is entered
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


def test_what_htmx_asks_for_in_the_templates_is_weighed(app: Flask) -> None:
    """Some posts answer with the part of another screen."""
    told = {f"{each}_auth" for each in ("approve", "refuse", "extend", "renew", "complete")}
    router, asked = app.url_map.bind("localhost"), set()
    for template in (ROOT / "templates").rglob("*.html"):
        for method, where in ASKED_BY_HTMX.findall(template.read_text("utf-8")):
            for base in BASES if where.startswith("{{ base }}") else ("",):
                path = EXPRESSION.sub("1", where.replace("{{ base }}", base)).partition("?")[0]
                endpoint, _arguments = router.match(path, method=method.upper())
                asked.add(endpoint.rpartition(".")[2])
    assert asked > told
    assert asked - told <= PARTS


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


PAGE_OF_ALL = """<link rel="apple-touch-icon" href="/later.png"><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/a.css"><link rel="manifest" href="/m.webmanifest">
<script type="module" src="/a.js"></script><img src="/a.png" srcset="/b.png 2x, /c.png 3x" alt="">
<svg><use href="/icons.svg#house"></use></svg><a href="/elsewhere">words</a>"""
LOADED_BY_IT = {
    "/a.css": "@import url(more.css); a { background: url('a.svg') } b { src: url(x.woff2) }",
    "/more.css": 'i { background: url("data:image/svg+xml,x") }',
    "/a.js": 'import"./b.js";import{x as y}from"./c.js";import("/later.js");z="from \'./d.js\'"',
}


def test_nothing_that_a_page_loads_is_forgotten() -> None:
    def fetch(path: str, _asking: Mapping[str, str]) -> tuple[bytes, list[tuple[str, str]]]:
        return (PAGE_OF_ALL if path == "/" else LOADED_BY_IT.get(path, "")).encode(), []

    assert [each.path for each in first_visit(fetch)] == [
        *("/", "/a.css", "/a.js", "/a.png", "/a.svg", "/b.js", "/b.png", "/c.js", "/c.png"),
        *("/icon.svg", "/icons.svg", "/m.webmanifest", "/more.css"),
    ]


def test_a_byte_too_much_is_too_much() -> None:
    assert not Weighed("a page", FRAGMENT, FRAGMENT).is_too_much
    assert Weighed("a page", FRAGMENT + 1, FRAGMENT).is_too_much


def test_what_is_not_there_is_not_light(app: Flask) -> None:
    with pytest.raises(ValueError, match="404"):
        through(app.test_client())("/nowhere", BROWSER)
