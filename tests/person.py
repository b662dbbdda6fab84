"""A person at the server's door: sends forms, reads pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

RECEIPT: Mapping[str, str] = {
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "care_kind": "outpatient",
    "care_from": "2023-05-04",
    "care_to": "2023-05-04",
    "insurance_kind": "health",
    "copay": "100000",
}


@dataclass
class Page:
    """What a response shows."""

    status: int
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)
    location: str = ""

    @property
    def text(self) -> str:
        """The words of the page, without markup."""
        reader = Words()
        reader.feed(self.html)
        return " ".join(" ".join(reader.words).split())

    def figure(self, name: str, member: str = "", year: int | None = None) -> int:
        """The won of a figure (`data-won`), within a member's year if asked."""
        part = self.html
        if member:
            of_year = f'[^>]*data-year="{year}"' if year else ""
            start = re.search(f'data-member="{member}"{of_year}', part)
            assert start, f"no part of {member} {year}"
            part = part[start.start() :].partition('data-member="')[2]
            part = part.partition('data-member="')[0]
        found = re.search(f'data-figure="{name}" data-won="(-?[0-9]+)"', part)
        assert found, f"no figure {name}"
        return int(found[1])

    def figures(self) -> dict[str, int]:
        pairs = re.findall('data-figure="([a-z]+)" data-won="(-?[0-9]+)"', self.html)
        return {name: int(won) for name, won in pairs}

    def value(self, name: str) -> str:
        """The value of an input."""
        found = re.search(f'<input[^>]* name="{name}"[^>]* value="([^"]*)"', self.html)
        assert found, f"no input {name}"
        return found[1]

    def error(self, name: str) -> str:
        """The message under a field."""
        found = re.search(f'id="{name}-error">(.*?)</p>', self.html, re.S)
        return re.sub("<[^>]*>", "", found[1]).strip() if found else ""


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class Person:
    """Uses the app as a browser without JavaScript does. `htmx=True` asks for a fragment."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, *, htmx: bool = False, **options: Any) -> Page:
        headers = {"HX-Request": "true"} if htmx else {}
        return page_of(self.client.get(path, headers=headers, **options))

    def post(self, path: str, data: Mapping[str, Any] | None = None, **options: Any) -> Page:
        return page_of(self.client.post(path, data=data or {}, **options))

    def meanwhile(self, path: str, data: Mapping[str, Any]) -> Page:
        """Posts while another request is being answered: in a context of its own."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(self.post, path, data).result()

    def adds(self, name: str = "엄마", *, year: int = 2023, band: int | str = "") -> str:
        """Adds a member; returns the id."""
        before = self.member_ids()
        page = self.post("/members", {"name": name, "year": str(year), "band": str(band)})
        assert page.status == 303, page.text
        return next(id for id in self.member_ids() if id not in before)

    def on_another_phone(self) -> Person:
        """The same household in another browser."""
        phone = self.client.application.test_client()
        key = self.client.get_cookie("device")
        assert key, "nothing saved yet, so there is no household"
        phone.set_cookie("device", key.value)
        return Person(phone)

    def key(self) -> str:
        """The cookie that opens the household."""
        cookie = self.client.get_cookie("device")
        assert cookie
        return cookie.value

    def invites(self) -> str:
        """Begins to pair another phone; returns the code that the page shows."""
        assert self.post("/devices/pairings").status == 303
        found = re.search('class="pairing-code">([^<]+)<', self.get("/devices/pairing").html)
        assert found, "no code"
        return found[1]

    def answers(self, *, yes: bool = True) -> Page:
        """Says whether the phone that asks is the right one."""
        asking = self.get("/devices/pairing")
        where = "confirmation" if yes else "refusal"
        return self.post(f"/devices/pairing/{where}", {"pairing": asking.value("pairing")})

    def joins(self, other: Person) -> None:
        """Comes into the other's household."""
        assert self.post("/join", {"code": other.invites()}).status == 303
        assert other.answers().status == 303
        assert self.post("/join/entry").location == "/"

    def member_ids(self) -> list[str]:
        return re.findall('data-member="([^"]+)"', self.get("/").html)

    def saves(self, member: str, **values: Any) -> str:
        """Saves a receipt; returns its id. `uncounted_chuna` stands for `uncounted-chuna`."""
        page = self.sends(member, **values)
        assert page.status == 303, page.text
        return page.location.partition("saved=")[2].partition("&")[0]

    def sends(self, member: str, **values: Any) -> Page:
        """Sends the receipt form as it is."""
        if "care_from" in values and "care_to" not in values:
            values["care_to"] = values["care_from"]
        named = {
            key.replace("uncounted_", "uncounted-"): str(value) for key, value in values.items()
        }
        return self.post("/receipts", {**RECEIPT, "member_id": member, **named})


def page_of(response: TestResponse) -> Page:
    with response:
        return Page(
            response.status_code,
            response.get_data().decode("utf-8", "replace"),  # a file for Excel is no text
            dict(response.headers),
            response.headers.get("Location", ""),
        )
