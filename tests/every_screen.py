"""Every address of the app, taken from its own table of routes, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from tests.dom import form
from tests.person import Page, Person
from tests.refunds.applicant import NUMBER, Applicant, applicant
from tests.simple_auth.person import asks, presses

NOBODY = "0190a7b2-0000-7000-8000-00000000dead"
ONE_OF_EACH = {
    "year": 2023,
    "filename": "icons/icon.svg",
    "op_id": NOBODY,
    "case": "another",
    "name": "nobody",
}
IDS = ("member_id", "receipt_id", "device_id", "claim_id")


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def address(app: Flask, rule: Rule, **ids: str) -> str:
    """The rule with every argument filled; a new kind of argument has to be named here."""
    values = {**ONE_OF_EACH, **ids}
    wanted = {name: values[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, wanted)


def of_a_record(app: Flask, method: str, **ids: str) -> list[str]:
    """Every address that names a record by its id."""
    return [address(app, rule, **ids) for rule in rules(app, method) if rule.arguments & set(IDS)]


@dataclass(frozen=True)
class Household:
    """Somebody whose pages show every state there is."""

    person: Person
    mother: str
    father: str
    receipt: str
    device: str  # another phone's
    claim: str  # sent

    @property
    def ids(self) -> dict[str, str]:
        return {
            "member_id": self.mother,
            "receipt_id": self.receipt,
            "device_id": self.device,
            "claim_id": self.claim,
        }


def settle(person: Person) -> Household:
    """A year over the cap with all kinds of costs, a year of unknown band, one thing deleted.

    The person is authenticated, and has applied for the refund of one year.
    """
    mother, father = person.adds("엄마", year=2023, band=2), person.adds("아빠")
    stay = {"provider_kind": "nursing", "care_kind": "inpatient", "provider_name": "은빛요양병원"}
    person.saves(mother, **stay, care_from="2023-02-01", care_to="2023-08-31", copay="3360000")
    shared = {"provider_kind": "general", "care_kind": "inpatient", "provider_name": "한마음병원"}
    receipt = person.saves(
        mother, **shared, copay="9650000", noncovered="300000", uncounted_shared_room="400000"
    )
    person.saves(father, copay="3000000", advance="100000", full_self_pay="50000")
    person.saves(father, care_from="2026-01-05", copay="100000")
    gone = person.saves(father, copay="77000")
    person.post(f"/receipts/{gone}/deletion")
    phone = Person(person.client.application.test_client())
    phone.joins(person)
    applying = applicant(person)
    applying.applies(mother)
    return Household(
        person, mother, father, receipt, device=phone.key().split(".")[1], claim=applying.claim
    )


def addresses(app: Flask, home: Household) -> list[str]:
    """Every address that can be opened, and the states that hang on a question mark."""
    plain = [address(app, rule, **home.ids) for rule in rules(app, "GET")]
    return [
        *plain,
        "/?year=2023",
        f"/?deleted={home.mother}",
        "/receipts?q=ㅅㅁ",
        "/receipts?year=2023&reason=noncovered",
        f"/receipts?saved={home.receipt}",
        f"/receipts?saved={home.receipt}&also={home.receipt}",
        "/receipts?gone=2",
        f"/receipts/{home.receipt}?reverted=1",
        f"/receipts/new?copy={home.receipt}",
        f"/members/{home.father}?year=2023",
        f"/members/{home.father}/years/2023",
        f"/members/{home.mother}/years/2027",
        f"/members/{home.mother}/bands/2012?kind=regional&premium=50000",
        f"/members/{home.mother}/bands/2023?refused=1",
        f"/members/{home.father}/years/2026/preview?more=300000&days=10&band=3",
        "/caps?year=2015",
        "/caps?year=2027",
        "/statements?kind=premium",
        "/auth/request?provider=carrier",
        "/auth/request?provider=bank&practice=1",
        "/auth?then=/statements",
        "/auth?ended=1",
        f"/claims/new?statement={home.father}:2023",
    ]


def refusals(home: Household) -> Iterator[tuple[str, Page]]:
    """Pages that answer a form that did not pass, and questions."""
    ask = home.person
    yield "an empty receipt", ask.post("/receipts")
    yield "an empty person", ask.post("/members")
    yield "a wrong word before erasing", ask.post("/leaving", {"what": "all", "word": "지워"})
    newcomer = Person(ask.client.application.test_client())
    yield "a wrong code", newcomer.post("/join", {"code": "2222-2222"})
    yield "an empty name", ask.post(f"/members/{home.mother}")
    yield "a twin", ask.sends(home.father, copay="3000000", advance="100000")
    stay = {"care_kind": "inpatient", "care_from": "2024-12-20", "care_to": "2025-01-08"}
    yield "a stay over 31 December", ask.sends(home.father, **stay)
    yield from refused_claims(home)
    yield from unfinished_auths(home)
    yield (
        "an edit that does not pass",
        ask.post(
            f"/receipts/{home.receipt}",
            form(ask.get(f"/receipts/{home.receipt}/edit"), f"/receipts/{home.receipt}")
            | {"copay": "x"},
        ),
    )


def refused_claims(home: Household) -> Iterator[tuple[str, Page]]:
    """The way of an account, with its refusals. The father's year is left unsent."""
    ask, father = home.person, f"{home.father}:2023"
    yield "an application without consent", ask.post("/claims", {"statement": father})
    applying = Applicant(ask)
    applying.agrees(home.father)
    yield "an empty account", applying.enters("", bank="")
    yield "an account of somebody else", applying.enters("110123451111")
    yield "a bank that is looked for", ask.post(f"{applying.base}/bank", {"q": "ㅅㅎ"})
    deposit = applying.enters(NUMBER)
    yield "one won", deposit
    wrong = form(deposit, f"{applying.base}/review") | {"code": "x"}
    yield "wrong digits", ask.post(f"{applying.base}/review", wrong)
    yield "the last look", applying.confirms(deposit)
    yield "an application that was begun", ask.get(f"{applying.base}/account")
    newcomer = Person(ask.client.application.test_client())
    yield "what needs an authentication", newcomer.post(f"{applying.base}/account")


def unfinished_auths(home: Household) -> Iterator[tuple[str, Page]]:
    """Somebody's first authentication, as far as it goes, and how it can end."""
    ask = Person(home.person.client.application.test_client())
    yield "an authentication without anything", ask.post("/auth/request", {"provider": "carrier"})
    asks(ask)
    yield "waiting", ask.get("/auth/waiting")
    yield "too early", presses(ask, "completion")
    yield "while one waits", ask.get("/auth")
    presses(ask, "approval")
    yield "approved", ask.get("/auth/waiting")
    presses(ask, "completion")
    yield "authenticated", ask.get("/auth/done")
    for digits in ("0001", "0003", "0004"):
        asks(ask, digits)
        yield f"a number that ends in {digits}", ask.get("/auth/waiting")
    for digits in ("0005", "0006"):
        asks(ask, digits, provider="bank")
    yield "a rest", asks(ask, "0006", provider="bank")


def troubles(home: Household) -> Iterator[tuple[str, Page]]:
    """Pages that say sorry."""
    ask = home.person
    yield "404", ask.get("/nowhere")
    yield "404 of a record", ask.get(f"/receipts/{NOBODY}")
    yield "405", ask.post("/caps")
    yield "403", ask.post("/receipts", headers={"Sec-Fetch-Site": "cross-site"})
    yield "413", ask.post("/receipts", {"note": "가" * 10_000_000})


def html_pages(app: Flask, home: Household) -> Mapping[str, Page]:
    """Every page of the app by address or occasion."""
    pages = {where: home.person.get(where) for where in addresses(app, home)}
    pages |= dict(refusals(home)) | dict(troubles(home))
    return {
        where: page
        for where, page in pages.items()
        if page.headers["Content-Type"].startswith("text/html") and page.status not in (302, 303)
    }
