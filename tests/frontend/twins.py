"""Puts the same question to the law in Python and to the law in JavaScript."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.frontend.households import Json
from webapp.frontend import build
from webapp.law import brackets, calendar, caps, exclusions, receipt_form
from webapp.law.assess import Receipt, assess, tally
from webapp.law.forecast import cliff, rise, stakes, without_long_stay
from webapp.law.preview import course, days_ahead, nearness, what_if

ROOT = Path(__file__).resolve().parents[2]

# Fields that no screen of the phone shows: see `LEFT_OUT` in webapp/frontend/law_data.py.
LEFT_OUT = {
    exclusions.Exclusion: {"source", "status", "checked"},
    exclusions.Topic: {"source", "status", "checked"},
    exclusions.Rule: {"evidence"},
    calendar.RuleNote: {"source", "status", "checked"},
    brackets.Bracket: {"line"},
}


def compare(module: Any, asked: Sequence[Sequence[Any]]) -> None:
    """Ask both, and see each answer or each refusal to be the same."""
    for (name, *given), answer in zip(asked, ask(asked), strict=True):
        assert answer == answer_of(getattr(module, snake(name)), given), (name, given)


def answer_of(function: Any, given: Sequence[Any]) -> Json:
    """Python's answer to what JavaScript was asked; objects of options are keywords there."""
    options = given[-1] if given and isinstance(given[-1], dict) else {}
    if function is receipt_form.split_by_days:
        options = {}
    values = [as_day(value) for value in (given[:-1] if options else given)]
    keywords = {name: as_day(value) for name, value in options.items()}
    try:
        return {"ok": plain(function(*values, **keywords))}
    except caps.UnknownYear:
        return {"error": "UnknownYear"}
    except ValueError:
        return {"error": "RangeError"}


def everything_about(household: Json) -> Json:
    year, band, today = household["year"], household["band"], as_day(household["today"])
    receipts = [as_receipt(row) for row in household["receipts"]]
    assessment = assess(year, band, receipts, today)
    counted, nursing = assessment.counted, assessment.nursing
    return {
        "assessment": assessment,
        "tallies": [tally(receipt) for receipt in receipts],
        "cliffs": [cliff(year, each, counted, nursing, today) for each in (band, None)],
        "shorter": without_long_stay(year, band, counted, nursing),
        "stakes": stakes(year, band, counted),
        "rises": [rise(year, each) for each in (band, None)],
        "course": course(year, band, by_month(year, receipts), nursing, today),
        "ahead": days_ahead(year, today),
        "if": what_if(year, band, counted, nursing.total, more=480_000, days=30),
        "near": [nearness(counted, assessment.cap)]
        + [nearness(each.counted, each.top_cap) for each in assessment.providers],
        "words": [
            [exclusions.why_not(reason, **care) for reason in receipt.uncounted]
            for receipt in receipts
            for care in [
                {
                    "on": receipt.care_from,
                    "provider_kind": receipt.provider_kind,
                    "care_kind": receipt.care_kind,
                }
            ]
        ],
    }


def by_month(year: int, receipts: Sequence[Receipt]) -> dict[int, int]:
    """Counted won of a year by month."""
    found: dict[int, int] = {}
    for each in receipts:
        if each.care_from.year == year:
            month = each.care_from.month
            found[month] = found.get(month, 0) + tally(each).counted
    return found


def as_receipt(row: Json) -> Receipt:
    return Receipt(**{name: as_day(value) for name, value in row.items()})


def as_day(value: Any) -> Any:
    """Text in the form of a day, as a day."""
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    return date.fromisoformat(value) if is_day else value


def plain(value: Any) -> Any:
    """As JSON has it. The properties of a dataclass are fields of the object in JavaScript."""
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
        names += [name for name, of in vars(type(value)).items() if isinstance(of, property)]
        return {
            name: plain(getattr(value, name))
            for name in names
            if name not in LEFT_OUT.get(type(value), {"_place"})
        }
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def ask(questions: Sequence[Sequence[Any]]) -> list[Json]:
    """Put all questions to one Node."""
    done = subprocess.run(
        [build.require_node().node, str(ROOT / "tests/frontend/law_answers.js")],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Json] = json.loads(done.stdout)
    return answers


def camel(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])_([a-z0-9])", lambda match: match[1].upper(), name)


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda match: "_" + match[0].lower(), name)
