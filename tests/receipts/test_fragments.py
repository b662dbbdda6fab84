"""htmx gets the part that changes; everything else gets the whole page."""

from __future__ import annotations

import pytest

from tests.person import RECEIPT, Page, Person

WHOLE = "<!doctype html>"
BOOSTED = {"HX-Request": "true", "HX-Boosted": "true"}
RESTORED = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
FORGED = {"HX-Request": "false"}


def answer(person: Person, path: str, headers: dict[str, str]) -> Page:
    response = person.client.get(path, headers=headers)
    return Page(response.status_code, response.get_data(as_text=True), dict(response.headers))


@pytest.fixture
def paths(person: Person) -> list[str]:
    mother = person.adds(band=3)
    receipt = person.saves(mother)
    return [
        "/receipts",
        "/receipts?q=ㄱㄴ",
        "/receipts/new",
        f"/receipts/{receipt}/edit",
        f"/members/{mother}/bands/2023",
    ]


def test_htmx_gets_the_fragment(person: Person, paths: list[str]) -> None:
    for path in paths:
        page = person.get(path, htmx=True)
        assert page.status == 200
        assert "<html" not in page.html
        assert page.html.strip()


@pytest.mark.parametrize(
    "headers",
    [{}, BOOSTED, RESTORED, FORGED],
    ids=["a browser", "a boosted link", "the history", "a forged header"],
)
def test_everything_else_gets_the_page(
    person: Person, paths: list[str], headers: dict[str, str]
) -> None:
    for path in paths:
        assert answer(person, path, headers).html.startswith(WHOLE)


def test_the_fragment_stands_in_the_page_as_it_is(person: Person) -> None:
    person.saves(person.adds())
    page, part = person.get("/receipts").html, person.get("/receipts", htmx=True).html
    assert part.strip() in page


def test_page_and_fragment_are_kept_apart_by_caches(person: Person, paths: list[str]) -> None:
    for path in paths:
        for headers in ({}, {"HX-Request": "true"}):
            assert "HX-Request" in answer(person, path, headers).headers["Vary"]


def test_a_refused_form_comes_as_a_fragment_too(person: Person) -> None:
    mother = person.adds()
    response = person.client.post(
        "/receipts",
        data={**RECEIPT, "member_id": mother, "copay": "x"},
        headers={"HX-Request": "true"},
    )
    text = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "<html" not in text
    assert "숫자로만" in text


def test_the_live_footer_is_always_a_fragment(person: Person) -> None:
    assert "<html" not in person.post("/receipts/preview", {"copay": "1000"}).html
