"""What home, a person's year and the cap table show is the same on the phone as on the server."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.frontend.households import Json, households
from tests.frontend.twins import ROOT, plain
from tests.vectors.worked import WORKED
from webapp.frontend import build, law_data
from webapp.household.models import Member
from webapp.law import brackets
from webapp.law.assess import assess, settle
from webapp.receipts.models import Receipt
from webapp.receipts.schemas import UNCOUNTED_PREFIX
from webapp.receipts.sums import YearOfHousehold, YearSum
from webapp.shell import (
    band_presenters,
    cap_presenters,
    member_presenters,
    presenters,
    preview_presenters,
    stays_presenters,
    year_presenters,
)

MOTHER = Member(id="0190-m", name="<엄마> & 100%", avatar="cat", rev=3)
FATHER = Member(id="0190-f", name="아빠", avatar="", rev=4)
MEMBERS = (MOTHER, FATHER)
CLOSED = {(MOTHER.id, "near")}
LAPSING = (2023,)


@pytest.fixture(scope="module", autouse=True)
def data() -> None:
    law_data.write(ROOT)


@cache
def family(count: int = 1_200) -> list[Json]:
    """Generated years and the worked examples."""
    return [*households(count, seed=9), *(each["input"] for each in WORKED)]


def test_every_screen_of_a_persons_year() -> None:
    asked = [whole_year(household) for household in family()]
    answers = ask([["household", question_of(*each)] for each in asked])
    for each, answer in zip(asked, answers, strict=True):
        expected = screens_of(*each)
        for name, context in expected.items():
            assert as_text(answer[name]) == as_text(context), (name, each[0])


def test_the_years_reach_every_corner() -> None:
    """Each corner with the number of years in it; none may be empty or nearly so."""
    found: Counter[str] = Counter()
    for household in family():
        each = screens_of(*whole_year(household))
        found[each["member"]["state"]] += 1
        found += Counter(
            {
                "a line ahead": ahead_of(each["stays"]),
                "a line crossed": crossed(each["stays"]),
                "more of a reason": any(one["receipts"]["more"] for one in each["year"]["reasons"]),
                "more that counts": each["year"]["counted_receipts"]["more"] > 0,
                "a dearer stay": each["year"]["shorter"] is not None,
                f"day 120: {each['stays']['rise']}": True,
                "an overlap": each["stays"]["overlap"],
                "discharged or not": each["stays"]["latest"] is not None,
                "two things to do": len(each["home"]["tasks"]) == 2,
                "one thing to do": len(each["home"]["tasks"]) == 1,
                "claimable": bool(each["year"]["until"]),
                "told that a ceiling is reached": bool(each["home"]["told"]),
                "a turn of the year": bool(each["home"]["season"]),
                "an institution near the top": bool(each["preview"]["near"]),
                "a gauge": each["preview"]["gauge"] is not None,
                "something imagined": each["preview"]["what_if"]["then"] is not None,
                f"said: {each['preview']['course']['said']}": True,
            }
        )
    said = {name.removeprefix("said: ") for name in found if name.startswith("said: ")}
    assert {name: n for name, n in found.items() if n < 5 and "said: " not in name} == {}
    assert said == {
        *("past", "unknown_year", "over", "raised", "few", "crosses", "may_cross", "stays_below")
    }
    assert len(found) == 33


def ahead_of(stays: Json) -> bool:
    return stays["line"] is not None and not stays["line"]["crossed"]


def crossed(stays: Json) -> bool:
    return stays["line"] is not None and bool(stays["line"]["crossed"])


def test_every_year_of_the_cap_table() -> None:
    asked = [
        {
            "year": year,
            "today": f"{today}-05-01",
            "members": [about(each) for each in MEMBERS],
            "bands": [[MOTHER.id, year % 10 + 1], ["somebody else", 1]],
        }
        for year in range(2004, 2031)
        for today in (2026, 2027)
    ]
    for each, answer in zip(asked, ask([["caps", each] for each in asked]), strict=True):
        context = cap_presenters.present_caps(
            each["year"], date.fromisoformat(each["today"]), MEMBERS, dict(each["bands"])
        )
        assert as_text(answer) == as_text(context)


def test_the_whole_table_and_its_version() -> None:
    [answer] = ask([["table", {}]])
    assert as_text(answer) == as_text(cap_presenters.as_json())


def test_every_premium_around_a_bound() -> None:
    rows = brackets.shipped()
    bounds = {bound for row in rows for bound in (row.over, row.upto) if bound}
    premiums = [None, 0, *sorted({bound + near for bound in bounds for near in (0, 1)})]
    asked = [
        {"year": year, "kind": kind, "typed": str(won), "premium": won, "error": error}
        for year in range(2009, 2028)
        for kind in (*brackets.KINDS, "dependent")
        for won in premiums
        for error in ("", "금액은 숫자로만 적어 주세요.")
    ]
    for each, answer in zip(asked, ask([["premium", each] for each in asked]), strict=True):
        assert as_text(answer) == as_text(band_presenters.present_premium(**each, rows=rows))


@pytest.mark.parametrize("today", ["2024-01-01", "2024-09-02", "2026-08-01", "2027-09-02"])
def test_every_next_step(today: str) -> None:
    """Over the cap in every year: wait, ask, hurry, or too late."""
    bill = {
        "provider_name": "가람병원",
        "provider_kind": "general",
        "care_kind": "outpatient",
        "copay": 50_000_000,
    }
    asked = [
        whole_year(
            {
                "year": year,
                "band": 3,
                "today": today,
                "receipts": [{**bill, "care_from": f"{year}-02-03", "care_to": f"{year}-02-03"}],
            }
        )
        for year in range(2009, 2027)
    ]
    answers = ask([["household", question_of(*each)] for each in asked])
    for each, answer in zip(asked, answers, strict=True):
        assert as_text(answer["home"]) == as_text(screens_of(*each)["home"])


def whole_year(household: Json) -> tuple[Json, list[Receipt]]:
    """A household with its receipts of that year as rows, oldest first."""
    year = household["year"]
    of_year = [row for row in household["receipts"] if row["care_from"].startswith(f"{year}-")]
    rows = [receipt(number, values) for number, values in enumerate(of_year)]
    return household, sorted(rows, key=lambda row: (row.care_from, row.id))


def receipt(number: int, values: Json) -> Receipt:
    usual = {
        "member_id": MOTHER.id,
        "insurance_kind": "health",
        **dict.fromkeys(("copay", "full_self_pay", "noncovered", "advance"), 0),
        **dict.fromkeys(("insurer_paid", "patient_total", "indemnity_paid")),
        "receipt_no": "",
        "note": "",
        "discharged": False,
    }
    row = Receipt(id=f"0191-{number % 7}-{number:04}", rev=number)
    for name, value in {**usual, **values}.items():
        if name == "uncounted":
            for reason, won in value.items():
                row.write(f"{UNCOUNTED_PREFIX}{reason}", won)
        else:
            row.write(name, value)
    row.derive()
    return row


def screens_of(household: Json, rows: Sequence[Receipt]) -> Json:
    year, band = household["year"], household["band"]
    today = date.fromisoformat(household["today"])
    assessment = assess(year, band, [row.as_law() for row in rows], today)
    nursing_days = assessment.nursing_days
    settlement = settle(year, band, counted=assessment.counted, nursing_days=nursing_days)
    whole, given = kept_sums(rows), lists(year, rows)
    premium: Json = {"has_table": False}
    bands = bands_of(band)
    return {
        "home": presenters.present_home(
            MEMBERS, bands, whole, given["years"], year, today, closed=CLOSED, lapsing=LAPSING
        ),
        "member": member_presenters.present_member(
            MOTHER, band, settlement, whole.of(MOTHER.id), **given, year=year, today=today
        ),
        "bands": band_presenters.present_bands(MOTHER, band, settlement, year, premium),
        "year": year_presenters.present_year(MOTHER, rows, assessment, today),
        "stays": stays_presenters.present_stays(MOTHER, rows, assessment, today),
        "preview": preview_presenters.present_preview(
            MOTHER,
            band,
            whole.of(MOTHER.id),
            given["months"],
            given["providers"],
            assessment.nursing,
            question_about(assessment.counted),
            year,
            today,
        ),
    }


def question_about(counted: int) -> preview_presenters.Question:
    """What is asked of a year: nothing, more won, more days, another band, or what is refused."""
    kinds = [
        preview_presenters.Question(),
        preview_presenters.Question(more=480_000, typed={"more": "480000"}),
        preview_presenters.Question(more=12_345, days=40, band=4, typed={"days": "40"}),
        preview_presenters.Question(typed={"more": "x"}, errors={"more": "숫자로만"}),
    ]
    return kinds[counted % len(kinds)]


def bands_of(band: int | None) -> dict[str, int]:
    return {MOTHER.id: band} if band is not None else {}


def kept_sums(rows: Sequence[Receipt]) -> YearOfHousehold:
    stays = [row.as_law() for row in rows if row.care_kind == "inpatient"]
    nursed = any(stay.provider_kind == "nursing" for stay in stays)
    return YearOfHousehold({MOTHER.id: sum_of(rows)}, {MOTHER.id: stays} if nursed else {})


def sum_of(rows: Sequence[Receipt]) -> YearSum:
    counted, paid = sum(row.counted for row in rows), sum(row.paid for row in rows)
    return YearSum(len(rows), counted, paid, sum(row.advance for row in rows))


def lists(year: int, rows: Sequence[Receipt]) -> dict[str, Any]:
    months = {row.month: [one for one in rows if one.month == row.month] for row in rows}
    places = Counter((row.provider_name, row.provider_kind) for row in rows)
    providers = [
        (name, kind, sum(row.counted for row in rows if row.provider_name == name), count)
        for (name, kind), count in places.items()
    ]
    return {
        "months": {month: sum_of(found) for month, found in months.items()},
        "providers": providers,
        "years": [year, year - 2] if rows else [],
        "past": [(year - 2, YearSum(2, 30_000, 40_000, 0))],
    }


def question_of(household: Json, rows: Sequence[Receipt]) -> Json:
    """The same for the phone, rows as its replica holds them."""
    whole, given = kept_sums(rows), lists(household["year"], rows)
    return {
        "year": household["year"],
        "band": household["band"],
        "today": household["today"],
        "members": [about(each) for each in MEMBERS],
        "bands": list(bands_of(household["band"]).items()),
        "rows": [row_of(row) for row in rows],
        "sums": [[id, sum_as_json(each)] for id, each in whole.sums.items()],
        "inpatient": plain(list(whole.inpatient.items())),
        "closed": sorted(CLOSED),
        "lapsing": LAPSING,
        "question": asdict(question_about(whole.of(MOTHER.id).counted)),
        **given,
        "months": [[month, sum_as_json(each)] for month, each in given["months"].items()],
        "past": [[year, sum_as_json(each)] for year, each in given["past"]],
    }


def about(member: Member) -> Json:
    return {"id": member.id, "name": member.name, "avatar": member.avatar, "rev": member.rev}


def row_of(row: Receipt) -> Json:
    derived = {name: getattr(row, name) for name in ("id", "rev", "year", "month")}
    return {**row.values(), **derived, "counted": row.counted, "paid": row.paid}


def sum_as_json(each: YearSum) -> Json:
    return {**asdict(each), "not_counted": each.not_counted}


def as_text(context: Any) -> str:
    """With the order of lists and without that of keys, which templates do not see."""
    return json.dumps(context, ensure_ascii=False, sort_keys=True, indent=1)


def ask(questions: Sequence[Any]) -> list[Any]:
    """Put all questions to one Node."""
    done = subprocess.run(
        [build.require_node().node, str(ROOT / "tests/frontend/shell_presenters_answers.js")],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
