"""Anything shaped like a resident registration number is refused and forgotten (H-04)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.conftest import RowCount
from tests.dom import form
from tests.person import RECEIPT, Page, Person
from webapp.extensions import db
from webapp.sync.models import AppliedOp

SENTENCE = "주민등록번호처럼 보여요. 지워 드릴게요."
FIELDS = (
    "provider_name",
    "receipt_no",
    "note",
    "care_from",
    "care_to",
    "copay",
    "insurer_paid",
    "full_self_pay",
    "noncovered",
    "advance",
    "patient_total",
    "uncounted-selective_benefit",
    "uncounted-chuna",
)
SHAPES = {
    "a dash": "800101-2345678",
    "no dash": "8001012345678",
    "a space": "800101 2345678",
    "spaces and a dash": "800101 - 2345678",
    "an en dash": "800101–2345678",
    "a full-width dash": "800101－2345678",
    "full-width digits": "８００１０１－２３４５６７８",
    "a dot": "800101.2345678",
    "a foreigner": "800101-6345678",
    "inside a sentence": "엄마 800101-2345678 이에요",
    "a line break": "800101\n2345678",
    "a zero-width space": "800101\u200b2345678",
    "an unlikely birthday": "809999-2345678",
}
GROUPED = "8,001,012,345,678"  # what the amount field makes of the digits while they are typed


@pytest.mark.parametrize("field", FIELDS)
def test_it_is_refused_in_every_field_of_a_receipt(
    app: Flask, person: Person, rows: RowCount, field: str
) -> None:
    paper = {**RECEIPT, "member_id": person.adds(), field: "800101-2345678"}
    before = rows("receipt")
    page = person.post("/receipts", paper)
    assert_forgotten(page)
    assert page.error(field) == SENTENCE
    assert form(page, "/receipts")[field] == ""
    assert rows("receipt") == before
    assert not kept_anywhere(app, person)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_it_is_known_by_its_shape(person: Person, rows: RowCount, shape: str) -> None:
    before = rows("receipt")
    page = person.sends(person.adds(), note=shape)
    assert_forgotten(page)
    assert page.error("note") == SENTENCE
    assert rows("receipt") == before


@pytest.mark.parametrize("field", ["copay", "noncovered", "uncounted-chuna"])
@pytest.mark.parametrize(
    "shape", ["8001012345678", GROUPED, "８００１０１２３４５６７８", "8001012345678원"]
)
def test_it_is_known_in_an_amount_as_the_amount_field_writes_it(
    person: Person, field: str, shape: str
) -> None:
    page = person.post("/receipts", {**RECEIPT, "member_id": person.adds(), field: shape})
    assert_forgotten(page)


@pytest.mark.parametrize("field", ["provider_name", "note", "copay"])
def test_it_is_refused_in_an_edit(app: Flask, person: Person, field: str) -> None:
    receipt = person.saves(person.adds())
    paper = form(person.get(f"/receipts/{receipt}/edit"), f"/receipts/{receipt}")
    page = person.post(f"/receipts/{receipt}", paper | {field: "800101-2345678"})
    assert_forgotten(page)
    assert page.error(field) == SENTENCE
    assert not kept_anywhere(app, person)


def test_it_is_refused_when_a_stay_is_split(app: Flask, person: Person, rows: RowCount) -> None:
    before = rows("receipt")
    stay = {"care_kind": "inpatient", "care_from": "2024-12-20", "care_to": "2025-01-08"}
    offered = form(person.sends(person.adds(), **stay), "/receipts/split")
    for field in ("first-copay", "second-copay", "note", "provider_name"):
        page = person.post("/receipts/split", offered | {field: "800101-2345678"})
        assert_forgotten(page)
    assert rows("receipt") == before


def test_it_is_refused_in_a_field_that_the_page_does_not_have(person: Person) -> None:
    page = person.post("/receipts", {**RECEIPT, "rrn": "800101-2345678"})
    assert page.status == 422
    assert "2345678" not in page.html


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_it_is_refused_in_a_search(person: Person, shape: str) -> None:
    person.saves(person.adds())
    page = person.get("/receipts", query_string={"q": shape})
    assert_forgotten(page)
    assert page.error("q") == SENTENCE


def test_it_is_refused_as_a_premium(person: Person) -> None:
    mother = person.adds()
    for typed in ("800101-2345678", "8001012345678", GROUPED):
        where = f"/members/{mother}/bands/2012"
        page = person.get(where, query_string={"kind": "employee", "premium": typed})
        assert page.status == 422
        assert forgotten(page)


def test_it_is_forgotten_by_the_live_preview(person: Person) -> None:
    person.adds()
    page = person.post("/receipts/preview", {"copay": "8001012345678", "note": "800101-2345678"})
    assert forgotten(page)


@pytest.mark.parametrize(
    "text",
    ["20230504-00012345", "2023-05-04 12345", "010-1234-5678", "1577-1000", "209912-9345678"],
)
def test_other_numbers_are_let_through(person: Person, text: str) -> None:
    receipt = person.saves(person.adds(), receipt_no=text)
    assert text in person.get(f"/receipts/{receipt}").text


def assert_forgotten(page: Page) -> None:
    assert page.status == 422
    assert SENTENCE in page.text
    assert forgotten(page)


def forgotten(page: Page) -> bool:
    """None of the last seven digits is in the page, however written."""
    flat = page.html.replace(",", "").translate({ord("０") + n: str(n) for n in range(10)})
    return not any(tail in flat for tail in ("2345678", "6345678"))


def kept_anywhere(app: Flask, person: Person) -> bool:
    """Whether anything that this household ever sent holds the number."""
    key = person.client.get_cookie("device")
    assert key
    with app.app_context():
        sent = db.session.scalars(
            sa.select(AppliedOp).where(AppliedOp.household_id == key.value.partition(".")[0])
        )
        return any("2345678" in str((op.set, op.result)) for op in sent)
