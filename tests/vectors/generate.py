"""Writes the vectors that pytest and the JavaScript twin both read.

    python -m tests.vectors.generate

`worked.json`: examples with their source; `figures` were typed by hand, `output` is computed.
`generated.json`: cases from a fixed seed. Both hold {name, input, output} in the shapes of
`flask assess`. `previewed.json`: years that run, and what may follow in them.
Running this again must change nothing, unless the law or its data changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from tests.vectors.worked import PREVIEWED, WORKED
from webapp.assess_file import as_output, read_question
from webapp.law.assess import assess, tally
from webapp.law.exclusions import REASONS
from webapp.law.forecast import stakes
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.law.preview import course, days_ahead, nearness

HERE = Path(__file__).parent
SEED = 20261121
CASES = 200

Json = dict[str, Any]


def main() -> None:
    for name, text in texts().items():
        (HERE / name).write_text(text, encoding="utf-8")


def texts() -> dict[str, str]:
    """File name → text, one case a line."""
    worked = [{**case, "output": output_of(case["input"])} for case in WORKED]
    generated = [
        {"name": f"generated {number:03}", "input": case, "output": output_of(case)}
        for number, case in enumerate(generated_inputs(), start=1)
    ]
    previewed = [{**case, "output": preview_of(case["input"])} for case in PREVIEWED]
    return {
        "worked.json": as_lines(worked),
        "generated.json": as_lines(generated),
        "previewed.json": as_lines(previewed),
    }


def output_of(case: Json) -> Json:
    question = read_question(json.dumps(case), default_today=None)  # type: ignore[arg-type]
    return as_output(assess(question.year, question.band, question.receipts, question.today))


def preview_of(case: Json) -> Json:
    """What may follow in a year: its three ends, their range, and what hangs on day 120."""
    question = read_question(json.dumps(case), default_today=None)  # type: ignore[arg-type]
    year, band, today = question.year, question.band, question.today
    now = assess(year, band, question.receipts, today)
    by_month: dict[int, int] = {}
    for each in question.receipts:
        month = each.care_from.month
        by_month[month] = by_month.get(month, 0) + tally(each).counted
    found = course(year, band, by_month, now.nursing, today)
    ways = [each for each in (found.low, found.middle, found.high) if each is not None]
    return {
        "ends": [each.counted for each in ways],
        "days": sorted({each.nursing_days for each in ways}),
        "lowest": found.lowest,
        "highest": found.highest,
        "crossing": found.crossing,
        "crossing_at_most": found.crossing_at_most,
        "stakes": stakes(year, band, now.counted),
        "days_ahead": days_ahead(year, today),
        "nearness": nearness(now.counted, now.cap),
    }


def as_lines(cases: list[Json]) -> str:
    return "[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n"


def generated_inputs() -> list[Json]:
    return [_question(_Dice(SEED + number)) for number in range(CASES)]


class _Dice:
    """Chance that stays the same on every Python: only `Random.random` is promised to."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def upto(self, highest: int) -> int:
        return int(self._random.random() * (highest + 1))

    def one_of(self, choices: Any) -> Any:
        return list(choices)[self.upto(len(choices) - 1)]

    def falls(self, percent: int) -> bool:
        return self._random.random() * 100 < percent


def _question(dice: _Dice) -> Json:
    year = dice.one_of([*range(2009, 2028), *range(2018, 2027)])
    today = _day(year, 12, 31) if dice.falls(30) else _day(year, 1 + dice.upto(11), 28)
    rows = [_receipt(dice, year, today) for _ in range(dice.upto(7))]
    if dice.falls(50):
        rows += _nursing_months(dice, year, today)
    return {
        "year": year,
        "band": None if dice.falls(20) else 1 + dice.upto(9),
        "today": today,
        "receipts": [row for row in rows if row["care_to"] <= today],
    }


def _receipt(dice: _Dice, year: int, today: str) -> Json:
    in_year = year - 1 if dice.falls(5) and year > 2009 else year
    month, first = 1 + dice.upto(11), 1 + dice.upto(27)
    copay = dice.one_of([0, dice.upto(90_000), dice.upto(900_000), dice.upto(9_000_000)])
    advance = dice.upto(copay) if dice.falls(10) else 0
    found = {
        "provider_name": dice.one_of(["가람의원", "나루병원", "다온 & 약국"]),
        "provider_kind": dice.one_of(PROVIDER_KINDS),
        "care_kind": dice.one_of(CARE_KINDS),
        "care_from": _day(in_year, month, first),
        "care_to": _day(in_year, month, min(28, first + dice.upto(9))),
        "insurance_kind": "health" if dice.falls(85) else dice.one_of(INSURANCE_KINDS),
        "copay": copay,
        "insurer_paid": 4 * copay,
        "full_self_pay": dice.upto(50_000) if dice.falls(20) else 0,
        "noncovered": dice.upto(500_000) if dice.falls(40) else 0,
        "advance": advance,
        "uncounted": _uncounted(dice, copay - advance),
    }
    return {name: value for name, value in found.items() if value}


def _uncounted(dice: _Dice, most: int) -> Json:
    found: Json = {}
    while dice.falls(40) and most > 0:
        won = dice.upto(most)
        most -= won
        reason = dice.one_of(REASONS)
        found[reason] = found.get(reason, 0) + won
    return found


def _nursing_months(dice: _Dice, year: int, today: str) -> list[Json]:
    first, last = sorted((1 + dice.upto(11), 1 + dice.upto(11)))
    return [
        {
            "provider_name": "라온요양병원",
            "provider_kind": "nursing",
            "care_kind": "inpatient",
            "care_from": _day(year, month, 1),
            "care_to": _day(year, month, 30 if month != 2 else 28),
            "insurance_kind": "health",
            "copay": 480_000 + dice.upto(90_000),
            "noncovered": 200_000,
            "discharged": month == last and dice.falls(30),
        }
        for month in range(first, last + 1)
    ]


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


if __name__ == "__main__":
    main()
