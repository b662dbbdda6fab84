"""A phone's browser that sends forms without showing them: for what a story takes for granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIResponse

from e2e.phone import Phone
from tests.person import Page


@dataclass(frozen=True)
class Sender:
    """Reads and posts as `tests.person.Person` does, with the phone's own cookies."""

    phone: Phone

    def get(self, path: str) -> Page:
        return page_of(self.phone.page.request.get(self.phone.address + path, max_redirects=0))

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> Page:
        where = self.phone.address + path
        return page_of(self.phone.page.request.post(where, form=dict(data or {}), max_redirects=0))


def page_of(answer: APIResponse) -> Page:
    where = answer.headers.get("location", "")
    return Page(answer.status, answer.text(), answer.headers, where)
