"""The sample households: loaded by the same path, marked, and the only thing 예시 지우기 erases."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import read
from tests.person import Page, Person
from webapp import create_app
from webapp.extensions import db

TABLES = ("ledger", "household", "device", "member", "member_year", "receipt", "applied_op")
NAMES = ("j-1", "j-2", "j-3")
# example, year: counted sum and estimate of each person who has receipts
DOCUMENTED: dict[str, tuple[int, dict[str, tuple[int, int]]]] = {
    "j-1": (2023, {"엄마": (6_050_000, 4_370_000)}),
    "j-2": (2025, {"이정호": (3_784_000, 584_000)}),
    "j-3": (2023, {"최복순": (5_500_000, 4_630_000), "남편": (7_700_000, 6_080_000)}),
}


def loads(person: Person, name: str) -> Page:
    answer = person.post("/examples", {"example": name})
    assert answer.status == 303
    return person.get(answer.location)


@pytest.mark.parametrize(("name", "year", "people"), [(k, *v) for k, v in DOCUMENTED.items()])
def test_an_example_shows_the_documented_figures(
    person: Person, name: str, year: int, people: dict[str, tuple[int, int]]
) -> None:
    page = loads(person, name)
    cards = read(page.html).all("article")
    shown = {card.all("h2")[0].text: card.attrs["data-member"] for card in cards}
    for who, figures in people.items():
        id = shown[who]
        found = page.figure("counted", id, year), page.figure("estimate", id, year)
        assert found == figures


def test_what_the_patient_of_j2_paid_but_cannot_count_is_told(person: Person) -> None:
    page = loads(person, "j-2")
    (member,) = person.member_ids()
    assert page.figure("uncounted", member, 2025) == 4_746_000
    assert "5,330,000" not in person.get(f"/members/{member}/years/2025").html
    assert "낸 돈 모두 8,530,000원" in person.get(f"/members/{member}/years/2025").text


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_an_example_is_marked(person: Person, name: str) -> None:
    loads(person, name)
    member = person.member_ids()[0]
    for where in (
        "/",
        "/receipts",
        "/receipts/new",
        "/receipts/trash",
        "/caps",
        f"/members/{member}",
        f"/members/{member}/years/2023",
        f"/members/{member}/bands/2023",
        "/members/new",
        "/examples",
        "/nowhere",
    ):
        page = person.get(where)
        assert "예시예요." in page.text, where
        assert read(page.html).all("form", action="/examples/deletion"), where


def test_ones_own_pages_are_not_marked(person: Person) -> None:
    person.adds()
    assert "예시예요." not in person.get("/").text


def test_deleting_an_example_leaves_nothing_of_it(person: Person, rows: RowCount) -> None:
    before = {table: rows(table) for table in TABLES}
    loads(person, "j-3")
    key = person.key()
    assert rows("receipt") > before["receipt"]
    answer = person.post("/examples/deletion")
    assert answer.status == 303
    assert {table: rows(table) for table in TABLES} == before
    assert "병원비 영수증을 한번 적어 볼까요?" in person.get("/").text
    assert person.key().split(".")[0] != key.split(".")[0]


def test_another_example_takes_the_place_of_the_first(person: Person, rows: RowCount) -> None:
    before = rows("household")
    loads(person, "j-1")
    loads(person, "j-3")
    assert rows("household") == before + 1
    assert len(person.member_ids()) == 2


def test_ones_own_household_is_never_deleted_as_an_example(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    person.saves(mother)
    before = {table: rows(table) for table in TABLES}
    assert person.post("/examples/deletion").status == 404
    assert {table: rows(table) for table in TABLES} == before
    assert person.member_ids() == [mother]


def test_an_example_is_not_loaded_over_ones_own_household(person: Person, rows: RowCount) -> None:
    mother = person.adds()
    before = {table: rows(table) for table in TABLES}
    answer = person.post("/examples", {"example": "j-1"})
    assert (answer.status, answer.location) == (409, "")
    for page in (answer, person.get("/examples")):
        assert "이미 내 영수증이 있어서 예시를 열지 않아요. 내 것은 그대로예요." in page.text
    assert {table: rows(table) for table in TABLES} == before
    assert person.member_ids() == [mother]


def test_one_familys_example_is_not_anothers(person: Person, stranger: Person) -> None:
    loads(person, "j-1")
    people = person.member_ids()
    loads(stranger, "j-1")
    stranger.post("/examples/deletion")
    assert people
    assert person.member_ids() == people


@pytest.mark.parametrize("name", ["", "j-9", "../j-1"])
def test_an_example_that_does_not_exist_is_404(person: Person, rows: RowCount, name: str) -> None:
    before = rows("household")
    assert person.post("/examples", {"example": name}).status == 404
    assert rows("household") == before


@pytest.mark.parametrize("name", NAMES)
def test_an_example_of_the_future_leaves_nothing_half_loaded(
    person: Person, clock: Clock, rows: RowCount, name: str
) -> None:
    clock.today = date(2022, 6, 1)
    before = rows("household")
    answer = person.post("/examples", {"example": name})
    assert answer.status in (303, 404, 422)
    loaded = person.get("/").text
    assert rows("household") == before or "예시예요." in loaded


def test_a_demonstration_begins_with_the_examples(app: Flask, database_url: str) -> None:
    demo = create_app(database_url=database_url, testing=True, demo=True)
    answer = demo.test_client().get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/examples")
    with demo.app_context():
        db.engine.dispose()
