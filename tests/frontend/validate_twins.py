"""Puts the same form to the server's reading of it and to the worker's."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from webapp import forms
from webapp.config import SEOUL
from webapp.frontend import build
from webapp.household import schemas as household
from webapp.receipts import schemas as receipts
from webapp.security import forget_resident_numbers, looks_like_resident_number
from webapp.sync.fields import is_seen, load

ROOT = Path(__file__).resolve().parents[2]
Pairs = list[tuple[str, Any]]

app = Flask(__name__)
Babel(app)


def compare(asked: Sequence[Sequence[Any]]) -> list[Any]:
    """Ask both, and see each answer to be the same. What Python answered."""
    mine = [ANSWERS[name](*given) for name, *given in asked]
    for question, answer, expected in zip(asked, ask(asked), mine, strict=True):
        assert answer == {"ok": json.loads(json.dumps(expected))}, question
    return mine


def ask(questions: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """Put all questions to one Node."""
    done = subprocess.run(
        [build.require_node().node, str(ROOT / "tests/frontend/validate_answers.js")],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def in_order(*found: Any) -> list[Any]:
    return [list(each.items()) if isinstance(each, dict) else list(each) for each in found]


def receipt(pairs: Pairs, now: str) -> Any:
    loaded, errors = receipts.check_receipt(dict(pairs), in_seoul(now))
    return [*in_order(loaded, errors), receipts.crosses_year(errors)]


def half_filled(pairs: Pairs) -> Any:
    found = asdict(receipts.half_filled(dict(pairs)))
    return {
        name: each.isoformat() if isinstance(each, date) else each for name, each in found.items()
    }


def posted(form: Pairs, control: Sequence[str], labels: Pairs) -> Any:
    with app.test_request_context(method="POST"):
        request.form = MultiDict(form)
        found = forms.posted(control)
        summary = forms.summary(found.errors, dict(labels))
        return [
            *in_order(found.values, found.control, found.errors, forms.first(found.errors)),
            summary,
        ]


def asked_for(name: str, text: str) -> str:
    with app.test_request_context(query_string={name: text}):
        return forms.asked(name)


def asked_year(year: str) -> int | None:
    with app.test_request_context(query_string={"year": year}):
        return forms.asked_year()


def in_seoul(now: str) -> datetime:
    return datetime.fromisoformat(now).astimezone(SEOUL)


ANSWERS: dict[str, Any] = {
    "member": lambda pairs, now: in_order(*household.check_member(dict(pairs), in_seoul(now))),
    "member_year": lambda pairs, now: in_order(
        *household.check_member_year(dict(pairs), in_seoul(now))
    ),
    "member_form": lambda pairs, _now: in_order(*load(household.MEMBER_FORM, dict(pairs))),
    "receipt": receipt,
    "half_filled": half_filled,
    "resident": looks_like_resident_number,
    "forgotten": lambda form: in_order(*forget_resident_numbers(MultiDict(form))),
    "posted": posted,
    "seen": lambda was: in_order(forms.Form({}, {"was": was}).seen()),
    "id": lambda given: forms.Form({}, {"id": given}).id("id"),
    "kept": lambda pairs: in_order(forms.kept(dict(pairs))),
    "asked": asked_for,
    "asked_year": asked_year,
    "letter": lambda each: [each.isprintable(), is_seen(each), f"{each}x".strip() == "x"],
    "digit": lambda each: str(int(each)),
}
