"""Every offline screen of every household, in both languages: Flask and the worker agree.

The screens come from the route table, so that a new one cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask_migrate import upgrade

import webapp.household.models
import webapp.household.views
import webapp.receipts.day_views
import webapp.receipts.form_views
import webapp.receipts.models
import webapp.receipts.split_views
from tests.conftest import Clock
from tests.parity.families import FAMILIES, TODAY, Family, pulled
from tests.parity.forms import FORMS, Typed
from tests.parity.phone import Answer, Worker
from tests.person import Person
from webapp import create_app
from webapp.extensions import db
from webapp.routes import SCREENS, Screen

READ = [screen for screen in SCREENS.values() if screen.method == "GET"]
WRITTEN = [screen for screen in SCREENS.values() if screen.method == "POST"]
NOBODY = "0190a7b2-0000-7000-8000-00000000dead"
FIRST = 9000  # number of the first id of a request, above those that the households were made with

# What a screen's address may ask for besides; `{member}`, `{receipt}` and `{year}` are filled in.
ASKED = {
    "words": ["q=상한", "q=ㅅㅎㅇ", "q=%20건강", "q=cap", "q=없는말", "q=ㅅ액", "q=900101-1234567"],
    "home": ["started=1", "year=2023", "year=2024", "year=2099", "deleted={member}", "year=x"],
    "caps": ["year=2015", "year=2023", "year=2027", "year=2008"],
    "receipts": [
        "member={member}",
        "member={member}&year={year}",
        "year={year}",
        "q=ㅅㅁ",
        "q=성모ㅂ",
        "q=병원",
        "q=%25_%3Cb%3E",
        "q=900101-1234567",
        "reason=noncovered",
        "reason=other_insurance&year={year}",
        "reason=shared_room",
        "reason=nonsense",
        "todo=unverified",
        "todo=unverified&member={member}&year={year}",
        "todo=nonsense",
        "provider=성모병원&member={member}",
        "saved={receipt}",
        "saved={receipt}&also={receipt},x&year={year}",
        "deleted={receipt}",
        "gone=3",
        "gone=x",
        "before={year}-12-31.ffffffff",
        "before=x",
    ],
    "receipt": [
        *("changed=1", "reverted=1", "saved={receipt}", "restored={receipt}", "verified=1"),
        "indemnity=1",
    ],
    "new_receipt": [
        *("member={member}", "copy={receipt}", "saved={receipt}&member={member}"),
        "member={member}&provider_kind=nursing&care_kind=inpatient",
        "provider_kind=constructor&care_kind=x",
    ],
    "scan": [
        "member={member}&saved={receipt}&day=2023-05-04",
        "member=x&saved=x&day=20230504",
        "shared=0",
        "shared=3",
        "shared=-1",
        "shared=99999999999999999999",
        "shared=x",
    ],
    "new_member": [
        *("then=receipt", "then=scan", "then=start", "then=elsewhere"),
        *("then=start&added={member}", "then=start&added=x"),
    ],
    "official_site": ["source=law-act", "source=mohw-20240901", "source=x"],
    "export": ["year=2023", "year=x", "year=2003"],
    "bundle": ["year=2023", "year=x"],
    "hand_over": ["member={member}", "member=x"],
    "member": ["year={year}", "year=2024"],
    "preview": [
        "more=1,200,000원&days=30",
        "more=500000&more_by=100000&days_by=10&band=6",
        "more=50000&more_by=-100000&days_by=-10",
        "more=abc&days=400&band=11",
        "more=900101-1234567&days= 5 ",
        "more=10000000000&more_by=100000&days=x",
    ],
    "bands": [
        "premium=50000&kind=regional",
        "premium=123,456원",
        "premium=-1",
        "premium=900101-1234567",
        "refused=1",
        "then=start",
        "then=start&refused=1&premium=x",
        "then=elsewhere",
    ],
}


class Numbers:
    """Ids that one can foresee: UUIDs of a version, counted from a beginning."""

    def __init__(self) -> None:
        self.latest = {"7": 0, "4": 0}

    def begin(self, first: int) -> None:
        self.latest = dict.fromkeys(self.latest, first)

    def maker(self, version: str) -> Callable[[], str]:
        def make() -> str:
            self.latest[version] += 1
            return f"00000000-0000-{version}000-8000-{self.latest[version]:012}"

        return make


NUMBERS = Numbers()


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("parity")
    app = create_app(
        database_url=f"sqlite:///{folder / 'parity.sqlite3'}",
        brackets_file=folder / "premium_brackets.json",
        testing=True,
        now=clock,
    )
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


class Pair:
    """One household, on the server and in a replica."""

    def __init__(self, name: str, server: Flask, clock: Clock, worker: Worker) -> None:
        clock.today = TODAY
        NUMBERS.begin(0)
        self.name, self.clock, self.worker = name, clock, worker
        self.person = Person(server.test_client())
        self.family: Family = FAMILIES[name](self.person, clock)
        worker.load(name, pulled(self.person))

    def asks(self, screen: Screen, address: str, typed: Typed = (), **how: object) -> None:
        """Both answer the same."""
        self.clock.today = self.family.today
        there = self.of_flask(screen, address, typed, **how)
        now = self.clock().isoformat()
        asked = {"now": now, "first": FIRST, **how}
        here = self.worker.ask(self.name, screen.method, address, typed, **asked)
        assert (here.status, here.headers.get("Location")) == (
            there.status,
            there.headers.get("Location"),
        )
        assert here.body.split("\n") == there.body.split("\n")
        if there.status != 303:
            mine = {"Set-Cookie", "Content-Length"}
            headers = {n: v for n, v in there.headers.items() if n not in mine}
            headers["Vary"] = headers["Vary"].removesuffix(", Accept-Encoding")  # of the network
            assert here.headers == headers

    def of_flask(
        self,
        screen: Screen,
        address: str,
        typed: Typed,
        *,
        fragment: bool = False,
        language: str = "ko",
        look: str = "",
    ) -> Answer:
        NUMBERS.begin(FIRST)
        client = self.person.client
        client.set_cookie("lang", language)
        client.set_cookie("look", look)
        headers = {"HX-Request": "true"} if fragment else {}
        data: dict[str, list[str]] = {}
        for name, text in typed:
            data.setdefault(name, []).append(text)
        with client.open(address, method=screen.method, headers=headers, data=data) as answer:
            text = "" if answer.status_code == 303 else answer.get_data(as_text=True)
            return Answer(answer.status_code, dict(answer.headers), text)

    def addresses(self, screen: Screen) -> list[str]:
        """The screen's addresses for this household's people and receipts, and for nobody's."""
        members = [*self.family.members[:2], NOBODY]
        receipts = [*self.family.receipts[:3], NOBODY]
        plain = []
        for member in members if "<member_id>" in screen.rule else [members[0]]:
            for receipt in receipts if "<receipt_id>" in screen.rule else [receipts[0]]:
                for year in (self.family.year, 2027) if "<int:year>" in screen.rule else (2023,):
                    plain.append(filled(screen.rule, member, receipt, year))
        asked = [
            f"{plain[0]}?"
            + query.format(member=members[0], receipt=receipts[0], year=self.family.year)
            for query in ASKED.get(screen.name, ())
        ]
        return plain + asked


def filled(rule: str, member: str, receipt: str, year: int) -> str:
    named = rule.replace("<member_id>", member).replace("<receipt_id>", receipt)
    return named.replace("<int:year>", str(year)).replace("<op_id>", NOBODY)


@pytest.fixture(scope="module", params=FAMILIES)
def pair(request: pytest.FixtureRequest, server: Flask, clock: Clock, worker: Worker) -> Pair:
    return Pair(request.param, server, clock, worker)


@pytest.fixture(autouse=True)
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids are numbered anew in every request, on both sides."""
    for module in (
        webapp.household.views,
        webapp.household.models,
        webapp.receipts.day_views,
        webapp.receipts.form_views,
        webapp.receipts.models,
        webapp.receipts.split_views,
    ):
        for name, version in (("new_id", "7"), ("new_op_id", "4")):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, NUMBERS.maker(version))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("screen", READ, ids=lambda screen: screen.name)
def test_a_page_is_the_same(pair: Pair, screen: Screen, language: str) -> None:
    for address in pair.addresses(screen):
        pair.asks(screen, address, language=language)


@pytest.mark.parametrize("look", ["size-200.mode-easy", "contrast-high", "theme-dark.size-7.x"])
def test_a_page_wears_the_same_look(pair: Pair, look: str) -> None:
    for name in ("home", "settings", "start"):
        pair.asks(SCREENS[name], SCREENS[name].rule, look=look)
    pair.asks(SCREENS["receipt"], f"/receipts/{NOBODY}", look=look)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_amounts_are_told_alike_in_man(pair: Pair, language: str) -> None:
    for name in ("home", "caps", "receipts", "receipt", "member_year", "settings"):
        for address in pair.addresses(SCREENS[name]):
            pair.asks(SCREENS[name], address, look="money-man", language=language)


@pytest.mark.parametrize(
    "screen", [each for each in READ if each.part], ids=lambda screen: screen.name
)
def test_a_fragment_is_the_same(pair: Pair, screen: Screen) -> None:
    for language in ("ko", "en"):
        for address in pair.addresses(screen):
            pair.asks(screen, address, language=language, fragment=True)


def test_every_write_has_forms_to_compare() -> None:
    assert {screen.name for screen in WRITTEN} == set(FORMS)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("screen", WRITTEN, ids=lambda screen: screen.name)
@pytest.mark.parametrize("household", ["empty", "one receipt", "hostile", "photographed"])
def test_a_write_is_answered_alike(
    household: str, screen: Screen, language: str, server: Flask, clock: Clock, worker: Worker
) -> None:
    """Each form meets a household that nobody has touched."""
    for typed in FORMS[screen.name]:
        pair = Pair(household, server, clock, worker)
        family = pair.family
        member = (family.members or [NOBODY])[0]
        receipt = (family.receipts or [NOBODY])[0]
        address = filled(screen.rule, member, receipt, family.year)
        given = {"member": member, "receipt": receipt}
        form = [(name.format(**given), text.format(**given)) for name, text in typed]
        pair.asks(screen, address, form, language=language)
        if SCREENS[screen.name].part:
            pair.asks(screen, address, form, language=language, fragment=True)


def test_a_day_later_both_have_the_same_day(server: Flask, clock: Clock, worker: Worker) -> None:
    pair = Pair("J-1", server, clock, worker)
    for days in (0, 1, 400, 1200):
        pair.family.today = TODAY + timedelta(days=days)
        pair.asks(SCREENS["home"], "/?year=2023")
