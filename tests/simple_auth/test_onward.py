"""Where an authentication leads: back to where one was, and nowhere else."""

from __future__ import annotations

import pytest

from tests.dom import read
from tests.person import Page, Person
from tests.simple_auth.person import TYPED, authenticates, presses

LOCAL = ("/receipts", "/auth", "/receipts?year=2023&q=%EA%B0%80", "/members/x/years/2023", "/")
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/%5Cevil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/receipts#x",
    "/receipts\n",
    "/nowhere",
    "/static/icons/icon.svg",
    "/sync",
    "/auth/done",
    "/auth/waiting",
    "receipts",
    "/receipts?q=900101-1234567",
    "/receipts?" + "a" * 200,
    "",
)


@pytest.mark.parametrize("then", LOCAL)
def test_one_comes_back_to_where_one_was(person: Person, then: str) -> None:
    authenticates(person, then=then)
    onward = read(person.get("/auth/done").html).one("a", data_advance="")
    assert onward.attrs["href"] == then


@pytest.mark.parametrize("then", ELSEWHERE)
def test_one_is_led_nowhere_else(person: Person, then: str) -> None:
    sent = {**TYPED, "provider": "bank", "then": then}
    answer: Page = person.post("/auth/request", sent)
    if answer.status == 303:
        presses(person, "approval")
        presses(person, "completion")
        onward = read(person.get("/auth/done").html).one("a", data_advance="")
        assert onward.attrs["href"] == "/"
    else:
        assert answer.status == 422  # a resident number
    page = person.client.get("/auth", query_string={"then": then})
    hrefs = [each.attrs["href"] for each in read(page.text).one("main").all("a")]
    assert not [href for href in hrefs if "then" in href]
    back = person.client.post("/auth/extension", data={"then": then})
    assert back.headers["Location"] == "/auth/waiting"
