"""Somebody who authenticates, by plain posts."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from tests.dom import form
from tests.person import Page, Person
from webapp.extensions import db

TYPED = {
    "name": "홍길동",
    "birth_date": "19500505",
    "phone": "01000000000",
    "consent_terms": "1",
    "consent_personal": "1",
    "consent_unique": "1",
    "consent_third": "1",
}


def asks(person: Person, ending: str = "0000", then: str = "", **typed: str) -> Page:
    """Sends the form with practice data; `ending` are the last digits of the number."""
    usual = {**TYPED, "provider": "messenger", "then": then, "phone": f"0100000{ending}"}
    return person.post("/auth/request", {**usual, **typed})


def presses(person: Person, what: str, **options: object) -> Page:
    """Presses a button of the waiting page: "approval", "refusal", "completion", …"""
    action = f"/auth/{what}"
    return person.post(action, form(person.get("/auth/waiting"), action), **options)


def authenticates(person: Person, name: str = "홍길동", then: str = "") -> None:
    """The whole way, until the gate is open."""
    assert asks(person, then=then, name=name).location == "/auth/waiting"
    presses(person, "approval")
    assert presses(person, "completion").location == "/auth/done"


def is_live(person: Person) -> bool:
    """Whether this browser holds an authentication: its page says so."""
    return person.get("/auth/done").status == 200


def row(app: Flask, person: Person) -> dict[str, object]:
    """What the database has of this device's request."""
    with app.app_context():
        found = db.session.execute(
            sa.text("SELECT * FROM auth_request WHERE device_id = :device"),
            {"device": person.key().split(".")[1]},
        ).mappings()
        return dict(next(iter(found), {}))
