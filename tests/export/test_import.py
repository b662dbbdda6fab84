"""표 가져오기: our own export comes in again exactly as it went out, in both languages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.dom import Element, read
from tests.person import Person
from webapp.extensions import db
from webapp.frontend import build
from webapp.receipts.models import Receipt

ROOT = Path(__file__).resolve().parents[2]
READER = "tests/frontend/backup/table_answers.js"
PROBLEMS = {"no_day": "day", "no_won": "won", "no_person": "person"}

USUAL = {
    "provider_name": "늘봄종합병원",
    "provider_kind": "general",
    "care_kind": "inpatient",
    "care_from": "2023-09-01",
    "care_to": "2023-09-30",
    "copay": "1650000",
}
RECEIPTS = {
    "with everything": {
        "insurer_paid": "4000000",
        "full_self_pay": "5000",
        "noncovered": "300000",
        "advance": "20000",
        "patient_total": "1955000",
        "uncounted-shared_room": "400000",
        "uncounted-chuna": "60000",
        "indemnity_paid": "70000",
        "receipt_no": "2023-000123",
        "note": '둘째 줄이 있는\n"메모", 쉼표',
        "insurance_kind": "medical_aid",
    },
    "with as little as there can be": {},
    "of a pharmacy": {"provider_kind": "pharmacy", "care_kind": "pharmacy", "copay": "9900"},
    "of a nursing hospital, home again": {"provider_kind": "nursing", "discharged": "1"},
    "read from a photo": {"unverified": "care_from,copay"},
    "with a name like a formula": {"provider_name": "=1+1", "note": "'+따옴표"},
}


def words_of(page: Element) -> dict[str, Any]:
    """What the page calls things, as static/backup/words.js reads it."""
    template = next(each for each in page.all("template") if "data-names" in each.attrs)
    options = template.all("option")
    return {
        "fields": [
            {"name": each.attrs["value"], "label": each.text}
            for each in options
            if each.attrs["data-of"] == "field"
        ],
        "kinds": [
            {"field": each.attrs["data-field"], "value": each.attrs["value"], "label": each.text}
            for each in options
            if each.attrs["data-of"] == "kind"
        ],
        "discharged": template.attrs["data-discharged"],
        "problems": PROBLEMS,
    }


def read_by_the_page(file: Path, words: dict[str, Any]) -> dict[str, Any]:
    node = build.require_node()
    done = subprocess.run(
        [node.node, READER],
        cwd=ROOT,
        env=node.env,
        input=json.dumps({"file": str(file), "words": words}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("what", RECEIPTS)
@pytest.mark.parametrize("path", ["receipts.csv", "year.xlsx"])
def test_a_receipt_comes_in_as_it_went_out(
    app: Flask, person: Person, tmp_path: Path, path: str, what: str, language: str
) -> None:
    mother = person.adds("엄마", band=2, year=2023)
    id = person.saves(mother, **{**USUAL, **RECEIPTS[what]})
    person.client.set_cookie("lang", language)
    file = tmp_path / path
    file.write_bytes(person.client.get(f"/export/{path}?year=2023").data)

    words = words_of(read(person.get("/export/import").html))
    answer = read_by_the_page(file, words)

    assert set(answer["columns"]) == {each["name"] for each in words["fields"]}
    [line] = answer["lines"]
    assert (line["person"], line["problems"]) == ("엄마", [])
    with app.app_context():
        receipt = db.session.scalars(db.select(Receipt).where(Receipt.id == id)).one()
        kept = receipt.values()
    usual = {"separate": False, "member_id": mother}
    for name, value in kept.items():
        default = usual.get(name, 0 if isinstance(value, int) else "" if value == "" else None)
        assert line["given"]["values"].get(name, default) == value, name
