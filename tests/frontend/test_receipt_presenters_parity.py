"""What the screens about receipts show is the same on the phone as on the server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.frontend.households import EDGES, Json
from tests.frontend.twins import ROOT
from webapp.frontend import build, contract, law_data
from webapp.household.models import Member
from webapp.law.exclusions import REASONS, everything
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.law.receipt_form import split_by_days
from webapp.receipts import form_presenters, presenters, schemas
from webapp.receipts.labels import labels, shown
from webapp.receipts.models import Receipt
from webapp.receipts.search import Filter
from webapp.sync.models import AppliedOp

TODAY = date(2026, 11, 21)
HOSTILE = (
    "가나병원",
    "<b>&\"'</b>",
    "100% %(won)s %s",
    "{{ 7 * 7 }}",
    "𠮷田병원 👩‍👩‍👧",
    "\u202eabc\u2028\x7f",
    "__proto__",
    "constructor",
    '\\\\ " / </script>',
)
MEMBERS = (
    Member(id="0190-m", name="<엄마> & 100%", avatar="cat"),
    Member(id="0190-f", name="아빠 𠮷", avatar=""),
)
NAMES = {**{each.id: each.name for each in MEMBERS}, "0190-g": "지운 사람"}
NUMBERS = ("", "0", "1", "1,234,567원", "１２３", "-5", "12.5", "10000000000", "99999999999", "세")
DAYS = ("", "2023-05-04", "2023.5.4", "2023-13-01", "2023-12-30", "오늘")
AMOUNTS = (*schemas.AMOUNTS, *schemas.UNCOUNTED)


@pytest.fixture(scope="module", autouse=True)
def data() -> None:
    law_data.write(ROOT)
    contract.write(ROOT)


def receipt(dice: Random, number: int) -> Receipt:
    first = dice.choice((*EDGES, date(2023, 5, 4), date(2024, 2, 28), date(2025, 12, 1)))
    copay = dice.choice((0, 1, 99_999, 1_234_567, 10_000_000_000))
    reasons = dice.sample(REASONS, dice.choice((0, 0, 1, 2, 8)))
    row = Receipt(
        id=f"0190-{number:04}",
        rev=dice.randrange(1, 9_999),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        deleted_at=dice.choice((None, None, moment(dice))),
        member_id=dice.choice(("0190-m", "0190-f", "0190-x")),
        provider_name=dice.choice(HOSTILE),
        provider_kind=dice.choice(list(PROVIDER_KINDS)),
        care_kind=dice.choice(list(CARE_KINDS)),
        care_from=first,
        care_to=min(first + timedelta(dice.choice((0, 0, 1, 40))), date(first.year, 12, 31)),
        insurance_kind=dice.choice(("health", "health", *INSURANCE_KINDS)),
        copay=copay,
        insurer_paid=dice.choice((None, 0, 1_000, copay)),
        full_self_pay=dice.choice((0, 700)),
        noncovered=dice.choice((0, 250_000)),
        advance=dice.choice((0, copay // 2)),
        patient_total=dice.choice((None, 0, copay, copay + 250_000)),
        indemnity_paid=dice.choice((None, 0, 1_000_000)),
        uncounted={reason: dice.choice((1, copay // 3, copay)) or 1 for reason in reasons},
        receipt_no=dice.choice(("", *HOSTILE)),
        note=dice.choice(("", "두 줄\n메모", *HOSTILE)),
        discharged=dice.random() < 0.3,
    )
    row.derive()
    return row


def moment(dice: Random) -> datetime:
    """Often around midnight in Seoul, with microseconds or without."""
    day = datetime(2026, dice.choice((10, 11)), dice.choice((1, 19, 20, 21)), tzinfo=UTC)
    seconds = dice.choice((0, 14 * 3600 + 3599, 15 * 3600, 86_399))
    return day + timedelta(seconds=seconds, microseconds=dice.choice((0, 1, 999_999)))


def change(dice: Random, row: Receipt, number: int) -> AppliedOp:
    """One line of a history; often to what the row has now, so that it can be taken back."""
    names = dice.sample(Receipt.fields, dice.choice((0, 1, 1, 2, 4)))
    fields = {name: [value(dice, row, name), value(dice, row, name)] for name in names}
    if dice.random() < 0.2:
        fields = {name: [None, row.read(name)] for name in Receipt.fields}
    status = dice.choice(("applied", "applied", "applied", "conflict", "rejected"))
    kept = [name for name in fields if dice.random() < 0.5] if status == "conflict" else []
    if status == "conflict" and dice.random() < 0.3:
        kept = ["deleted"]
    return AppliedOp(
        op_id=f"op-{number}",
        kind=dice.choice(("put", "put", "put", "delete", "restore")),
        set=fields,
        result={
            "status": status,
            "conflicts": {name: [1, 2] for name in kept},
            "errors": {"": ["이미 없는 내용이에요."]} if status == "rejected" else {},
        },
        applied_at=moment(dice),
    )


def value(dice: Random, row: Receipt, name: str) -> Any:
    odd = (None, "", "15,800원", True, False, 0, 1, "none", "0190-g", dice.choice(HOSTILE))
    return row.read(name) if dice.random() < 0.6 else dice.choice(odd)


def typed(dice: Random) -> Json:
    """A form in any state of being filled."""
    fields = {
        "member_id": ("", "0190-m", "constructor"),
        "provider_name": HOSTILE,
        "provider_kind": ("", "elsewhere", *PROVIDER_KINDS),
        "care_kind": ("", "elsewhere", *CARE_KINDS),
        "care_from": DAYS,
        "care_to": DAYS,
        "insurance_kind": ("", *INSURANCE_KINDS),
        "note": ("가" * 700, "𠮷" * 700, "\ud800", *HOSTILE),
        "discharged": ("", "1", "on", True, False),
        **dict.fromkeys(AMOUNTS, (*NUMBERS, None, 1_234)),
        dice.choice(HOSTILE): HOSTILE,
    }
    return {name: dice.choice(found) for name, found in fields.items() if dice.random() < 0.8}


def errors(dice: Random) -> dict[str, list[str]]:
    names = dice.sample(("", "copay", "note", "uncounted-chuna", *HOSTILE), dice.choice((0, 1, 4)))
    return {name: dice.choices(HOSTILE, k=dice.choice((0, 1, 2))) for name in names}


def on_the_phone(row: Receipt, history: Sequence[AppliedOp] = ()) -> Json:
    own = ("id", "rev", "year", "month", "counted", "paid", "provider_initials")
    return {
        **row.values(),
        **{name: getattr(row, name) for name in own},
        "created_at": row.created_at.isoformat(),
        "deleted_at": row.deleted_at and row.deleted_at.isoformat(),
        "history": [op.wire() for op in history],
    }


def about(members: Sequence[Member]) -> list[Json]:
    return [{"id": each.id, "name": each.name, "avatar": each.avatar} for each in members]


def test_the_list() -> None:
    asked, expected = [], []
    for number in range(200):
        dice = Random(number)
        rows = [receipt(dice, each) for each in range(dice.choice((0, 1, 7)))]
        reason = dice.choice(("", "advance", *everything()))
        chosen = Filter(
            member=dice.choice(("", "0190-m")),
            year=dice.choice((None, 2024)),
            provider=dice.choice(("", "", *HOSTILE)),
            q=dice.choice(("", "", *HOSTILE)),
            reason=dice.choice(("", reason)),
            before=dice.choice((None, (date(2024, 1, 2), "0190-1"))),
        )
        totals, years, members = (len(rows), 5, 10**13), [2024, 2023], MEMBERS[: number % 3]
        notice = {"what": "saved", "receipt": {"id": "x"}} if number % 2 else None
        told = {"notice": notice, "q_error": dice.choice(("", "주민"))}
        more = bool(rows) and dice.random() < 0.5
        places = dice.sample(HOSTILE, dice.choice((0, 1, 2)))
        context = presenters.present_list(
            rows, more, totals, chosen, members, years, places, **told
        )
        expected.append(context)
        before = chosen.before and [chosen.before[0].isoformat(), chosen.before[1]]
        given = {"rows": [on_the_phone(row) for row in rows], "more": more, "totals": totals}
        given |= {"chosen": {**asdict(replace(chosen, before=None)), "before": before}}
        asked.append(
            ["list", {**given, "members": about(members), "years": years, "places": places, **told}]
        )
    compare(asked, expected)


def test_a_receipt_with_its_history() -> None:
    asked, expected = [], []
    ops: list[AppliedOp] = []
    for number in range(600):
        dice = Random(number)
        row = receipt(dice, number)
        history = [change(dice, row, 10 * number + each) for each in range(dice.randrange(6))]
        ops += history
        notice = dice.choice((None, {"what": "changed"}))
        expected.append(presenters.present_receipt(row, NAMES, history, TODAY, notice=notice))
        given = {"row": on_the_phone(row, history), "names": NAMES, "notice": notice}
        asked.append(["receipt", {**given, "today": TODAY.isoformat()}])
    compare(asked, expected)
    lines = [line for each in expected for line in each["history"]]
    corners = {
        "kept in": sum(bool(each["kept_in"]) for each in expected),
        "warned of": sum(bool(each["warnings"]) for each in expected),
        "days left": sum(each["days_left"] > 0 for each in expected),
        "gone": sum(each["deleted"] and not each["days_left"] for each in expected),
        "to be taken back": sum(line["can_revert"] for line in lines),
        "refused in part": sum(
            0 < len(line["changes"]) < len(op.set)
            for line in lines
            for op in ops
            if op.op_id == line["op_id"]
        ),
        **{what: sum(line["what"] == what for line in lines) for what in ("made", "delete")},
    }
    assert {name: count for name, count in corners.items() if count < 5} == {}


def test_the_trash() -> None:
    asked, expected = [], []
    for number in range(50):
        dice = Random(number)
        rows = [receipt(dice, each) for each in range(number % 4)]
        members = MEMBERS[: number % 3]
        expected.append(presenters.present_trash(rows, members, NAMES, TODAY))
        given = {"rows": [on_the_phone(row) for row in rows], "members": about(members)}
        asked.append(["trash", {**given, "names": NAMES, "today": TODAY.isoformat()}])
    compare(asked, expected)


def test_the_form() -> None:
    asked, expected = [], []
    for number in range(400):
        dice = Random(number)
        row = receipt(dice, number)
        values = row.values() if number % 4 == 0 else typed(dice)
        told: Json = {
            "action": dice.choice(("/receipts", "/receipts/0190-1")),
            "control": {"op_id": "1", "was": form_presenters.to_json(row.values())},
            "errors": dice.choice((None, errors(dice))),
            "notice": dice.choice(("", *HOSTILE)),
        }
        twin = dice.choice((None, row))
        question = twin and form_presenters.present_question(
            "twin", receipt=presenters.present_row(twin, {})
        )
        members = MEMBERS[: number % 3]
        visited = [receipt(dice, place) for place in range(number % 4)]
        expected.append(
            form_presenters.present_form(values, members, visited, question=question, **told)
        )
        places = [on_the_phone(each) for each in visited]
        given = {"values": values, "members": about(members), "places": places, **told}
        asked.append(["form", {**given, "twin": twin and on_the_phone(twin)}])
    compare(asked, expected)


def test_the_live_footer() -> None:
    forms = [texts(typed(Random(number))) for number in range(600)]
    expected = [form_presenters.present_preview(form) for form in forms]
    compare([["preview", {"typed": form}] for form in forms], expected)
    assert sum(bool(each["kept_in"]) for each in expected) > 20
    assert sum(bool(each["warnings"]) for each in expected) > 20


def test_a_stay_in_two_halves() -> None:
    asked, expected = [], []
    for number in range(200):
        dice = Random(number)
        form = texts(typed(dice))
        halves: list[Json] = [
            {"care_from": part.care_from.isoformat(), "care_to": part.care_to.isoformat()}
            | dict(part.amounts)
            for part in split_by_days(
                date(2023, 12, 31 - number % 30),
                date(2024, 1, 1 + number % 30),
                {name: dice.choice((0, 1, 1_234_567)) for name in AMOUNTS},
            )
        ]
        if number % 2:
            halves = [
                {name: dice.choice(HOSTILE) for name in half if dice.random() < 0.8}
                | {"care_from": dice.choice(("", *HOSTILE)), "care_to": dice.choice(HOSTILE)}
                for half in halves
            ]
        told = {
            "control": {"first_op": "1"},
            "errors": {dice.choice(("", "first-")) + name: m for name, m in errors(dice).items()},
        }
        member = dice.choice(HOSTILE)
        expected.append(form_presenters.present_split(halves, form, member, **told))
        asked.append(["split", {"halves": halves, "typed": form, "member": member, **told}])
    compare(asked, expected)


def test_every_value_in_words() -> None:
    dice, row = Random(1), receipt(Random(1), 1)
    asked = [
        {"name": name, "value": value(dice, row, name), "names": NAMES}
        for name in labels()
        for _ in range(40)
    ]
    compare([["shown", each] for each in asked], [shown(**each) for each in asked])


def test_what_was_seen_is_written_alike() -> None:
    rows = [receipt(Random(number), number) for number in range(100)]
    expected = [form_presenters.to_json(row.values()) for row in rows]
    odd = {
        "z": "".join(map(chr, range(0x180))),
        "": None,
        "\uffff": True,
        "𠮷": -1,
        "é": "\u2028\ud800",
    }
    compare(
        [*(["seen", {"row": on_the_phone(row)}] for row in rows), ["json", {"values": odd}]],
        [*expected, form_presenters.to_json(odd)],
    )


def texts(form: Json) -> dict[str, str]:
    return {name: str(value) for name, value in form.items() if value is not None}


def compare(asked: Sequence[Any], expected: Sequence[Any]) -> None:
    for question, answer, context in zip(asked, ask(asked), expected, strict=True):
        assert as_text(answer) == as_text(context), question


def as_text(context: Any) -> str:
    """True is not 1 here, and lists keep their order."""
    return json.dumps(context, sort_keys=True)


def ask(questions: Sequence[Any]) -> list[Any]:
    done = subprocess.run(
        [
            build.require_node().node,
            str(ROOT / "tests/frontend/receipt_presenters_answers.js"),
        ],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
