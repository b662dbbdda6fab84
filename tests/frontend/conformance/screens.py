"""What the presenters really give to the templates: every screen of the example households."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask, template_rendered
from flask.testing import FlaskClient

from tests.person import RECEIPT
from webapp.frontend.jinja2js.twins import SERVER_GLOBALS
from webapp.routes import SCREENS
from webapp.shell.examples import examples

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
FORM = re.compile(r'<form[^>]* method="post" action="(/[^"]*)"')
NOT_WALKED = ("/static/", "/examples", "/healthz", "/caps.json", "/export/", "/real/")
ENOUGH = 60  # pages of one household

Rendering = tuple[str, dict[str, Any]]


def contexts(app: Flask) -> list[Rendering]:
    """(template, context) of a walk through each example, forms sent empty included."""
    found: list[Rendering] = []
    with recorded(app, found):
        walk(app.test_client())
        for key in examples():
            client = app.test_client()
            client.post("/examples", data={"example": key})
            walk(client)
            open_the_rest(client)
            send_receipts(client)
    return found


def open_the_rest(client: FlaskClient) -> None:
    """Screens that lie too far from home to be come by, and what one receipt leads to."""
    for screen in SCREENS.values():
        if screen.method == "GET" and "<" not in screen.rule:
            client.get(screen.rule)
    receipt = re.search('href="(/receipts/[0-9a-f-]{36})"', client.get("/receipts").text)
    assert receipt is not None
    for screen in ("day", "indemnity"):
        client.get(f"{receipt[1]}/{screen}")


@contextmanager
def recorded(app: Flask, found: list[Rendering]) -> Iterator[None]:
    def record(_app: Flask, template: Any, context: Mapping[str, Any], **_: Any) -> None:
        given = {key: value for key, value in context.items() if key not in SERVER_GLOBALS}
        found.append((template.name, copy.deepcopy(given)))

    with template_rendered.connected_to(record, app):
        yield


def send_receipts(client: FlaskClient) -> None:
    """The screens that only a form leads to: the running sum, a stay over New Year's Eve."""
    member = re.search('data-member="([^"]+)"', client.get("/", follow_redirects=True).text)
    assert member is not None
    client.get(f"/start/band?member={member[1]}")
    receipt = {
        **RECEIPT,
        "member_id": member[1],
        "provider_kind": "nursing",
        "care_kind": "inpatient",
        "care_from": "2023-12-20",
        "care_to": "2024-01-10",
        "uncounted-shared_room": "30000",
    }
    client.post("/receipts/preview", data=receipt, headers={"HX-Request": "true"})
    client.post("/receipts", data=receipt)


def walk(client: FlaskClient) -> None:
    """Follow links from home; ask for fragments too; send each form once, empty."""
    waiting, seen, sent = ["/"], {"/"}, set[str]()
    while waiting and len(seen) - len(waiting) < ENOUGH:
        path = waiting.pop(0)
        html = client.get(path, follow_redirects=True).get_data(as_text=True)
        client.get(path, headers={"HX-Request": "true"})
        for link in LINK.findall(html):
            link = link.replace("&amp;", "&")
            if link not in seen and not link.startswith(NOT_WALKED):
                seen.add(link)
                waiting.append(link)
        for form in FORM.findall(html):
            kind = re.sub(r"[0-9a-f-]{36}", "", form)
            if kind not in sent and not form.endswith("deletion"):
                sent.add(kind)
                client.post(form, data={"copay": "x", "name": "", "care_from": "2023-05-31"})
