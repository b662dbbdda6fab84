"""Households whose pages are compared: made once, through the app's own forms and `/sync`."""

from __future__ import annotations

import uuid
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.conftest import Clock
from tests.mother import YEAR
from tests.person import RECEIPT, Person
from webapp.sync.contract import CONTRACT

TODAY = date(2026, 11, 21)
HOSTILE = "<b>\"'&amp;</b>{{7*7}}\u00a0𠮷👩‍👩‍👧%(x)s`\\u2028"


@dataclass
class Family:
    """A household, and the ids that addresses are filled with."""

    person: Person
    today: date = TODAY
    year: int = 2023
    members: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)


def empty(person: Person, clock: Clock) -> Family:
    return Family(person)


def one_receipt(person: Person, clock: Clock) -> Family:
    mother = person.adds("엄마", year=2023, band=2)
    return Family(person, members=[mother], receipts=[person.saves(mother)])


def daughter(person: Person, clock: Clock) -> Family:
    """J-1: a mother in a nursing hospital; each receipt entered in its month."""
    clock.today = date(2023, 3, 2)
    mother = person.adds("엄마", year=2023, band=2)
    receipts = []
    for row in YEAR:
        clock.today = date.fromisoformat(row["care_to"])
        receipts.append(person.saves(mother, **row))
    return Family(person, members=[mother], receipts=receipts)


def this_year(person: Person, clock: Clock) -> Family:
    """A year that runs: a stay that goes on, another's third month, and years to be claimed."""
    place = {"provider_name": "은빛요양병원", "provider_kind": "nursing"}
    nursing = {**place, "care_kind": "inpatient"}
    clock.today = date(2026, 5, 11)
    mother = person.adds("엄마", year=2026, band=2)
    patient = person.adds("나")
    receipts = []
    for month in (2, 3, 4):
        last = monthrange(2026, month)[1]
        days = {"care_from": f"2026-{month:02}-01", "care_to": f"2026-{month:02}-{last}"}
        receipts.append(person.saves(mother, **nursing, **days, copay="310000"))
        on = {"care_from": f"2026-{month:02}-10", "care_to": f"2026-{month:02}-10"}
        receipts.append(person.saves(patient, **on, provider_kind="tertiary", copay="2400000"))
    for year in (2019, 2022, 2023, 2025):
        on = {"care_from": f"{year}-05-04", "care_to": f"{year}-05-04"}
        receipts.append(person.saves(mother, **on, copay="5000000"))
    return Family(person, clock.today, 2026, [mother, patient], receipts)


CYCLE = {
    "provider_name": "가온대학병원",
    "provider_kind": "tertiary",
    "copay": "213000",
    "uncounted_mild_tertiary": "3000",
    "noncovered": "300000",
}


def patient(person: Person, clock: Clock) -> Family:
    """J-2: twelve cycles in several hospitals, much that does not count, one thing corrected."""
    clock.today = date(2025, 12, 30)
    me = person.adds("나", year=2025, band=6)
    receipts = []
    for cycle in range(12):
        day = (date(2025, 1, 14) + timedelta(days=21 * cycle)).isoformat()
        on = {"care_from": day, "care_to": day}
        receipts.append(person.saves(me, **on, **CYCLE))
        receipts.append(
            person.saves(me, **on, provider_name="다솜의원", provider_kind="clinic", copay="15000")
        )
        for _ in range(2):
            receipts.append(
                person.saves(
                    me,
                    **on,
                    provider_name="라온약국",
                    provider_kind="pharmacy",
                    care_kind="pharmacy",
                    copay="18500",
                    confirm_twin="1",
                )
            )
    first = {**CYCLE, "member_id": me, "care_from": "2025-01-14", "care_to": "2025-01-14"}
    for change in ({"copay": "223000"}, {"note": "다시 봤어요"}):
        values = {**RECEIPT, **first, **change}
        form = {name.replace("uncounted_", "uncounted-"): text for name, text in values.items()}
        assert person.post(f"/receipts/{receipts[0]}", form).status == 303
    person.post(f"/receipts/{receipts[1]}/deletion")
    return Family(person, date(2026, 3, 1), 2025, [me], receipts)


def hostile(person: Person, clock: Clock) -> Family:
    """Names that try to be markup, several people, people and receipts in the trash."""
    first, second = person.adds("<i>엄&\"'", year=2023, band=10), person.adds("𠮷👩‍👩‍👧")
    gone = person.adds("지운 사람")
    ugly = {"provider_name": HOSTILE[:50], "note": f"{HOSTILE}\n둘째 줄", "receipt_no": "№-1<2>"}
    receipts = [
        person.saves(first, **ugly, copay="9999999999"),
        person.saves(first, provider_name="성모병원", insurance_kind="auto", full_self_pay="1000"),
        person.saves(second, provider_name="𠮷병원", copay="50000", advance="20000"),
        person.saves(second, care_from="2026-01-05", care_to="2026-01-05", noncovered="1"),
        person.saves(gone, copay="5"),
    ]
    person.post(f"/receipts/{receipts[2]}/deletion")
    person.post(f"/members/{gone}/deletion")
    return Family(person, members=[first, second], receipts=receipts)


def photographed(person: Person, clock: Clock) -> Family:
    """Receipts read from photos that nobody has looked at, next to one that somebody has.

    An indemnity insurer has paid for two of them.
    """
    first, second = person.adds("엄마", year=2023, band=2), person.adds("아빠")
    read = {"insurer_paid": "7", "patient_total": "100000"}
    receipts = [
        person.saves(first, **read, unverified="patient_total,copay,care_from"),
        person.saves(first, copay="8000", unverified=",care_to,,care_to", indemnity_paid="1000000"),
        person.saves(first, copay="9000", indemnity_paid="5000"),
        person.saves(second, copay="50000", advance="20000", unverified="advance"),
    ]
    return Family(person, members=[first, second], receipts=receipts)


def two_thousand(person: Person, clock: Clock) -> Family:
    """Two people, many years, 2,000 receipts pushed as a phone would."""
    dice = Random(2000)
    father = person.adds("아빠", year=2023, band=5)
    mother = person.adds("엄마")
    receipts = [receipt_of(dice, (father, mother)[number % 2]) for number in range(2000)]
    for begin in range(0, len(receipts), 100):
        pushed(person, receipts[begin : begin + 100])
    return Family(person, members=[father, mother], receipts=[op["id"] for op in receipts])


PLACES = (
    ("하늘내과", "clinic", "outpatient"),
    ("성모병원", "hospital", "inpatient"),
    ("튼튼약국", "pharmacy", "pharmacy"),
    ("가온대학병원", "tertiary", "outpatient"),
    ("은빛요양병원", "nursing", "inpatient"),
)


def receipt_of(dice: Random, member: str) -> dict[str, Any]:
    """The operation that writes one made-up receipt."""
    name, kind, care = dice.choice(PLACES)
    first = date(dice.randint(2014, 2026), 1, 1) + timedelta(days=dice.randrange(300))
    last = first + timedelta(days=dice.randrange(20) if care == "inpatient" else 0)
    values: dict[str, Any] = {
        "member_id": member,
        "provider_name": name,
        "provider_kind": kind,
        "care_kind": care,
        "care_from": first.isoformat(),
        "care_to": last.isoformat(),
        "insurance_kind": "health",
        "copay": dice.randrange(1, 400) * 100,
        "noncovered": dice.randrange(50) * 1000,
    }
    return {
        "op_id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "entity": "receipt",
        "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "kind": "put",
        "base": 0,
        "set": {name: [None, value] for name, value in values.items()},
    }


def pushed(person: Person, ops: list[dict[str, Any]]) -> dict[str, Any]:
    """What `/sync` says to a device that knows nothing yet."""
    envelope = {"contract": CONTRACT, "household": None, "epoch": None, "cursor": 0, "ops": ops}
    answer = person.client.post("/sync", json=envelope)
    assert answer.status_code == 200, answer.text
    assert all(result["status"] == "applied" for result in answer.json["results"])
    return answer.json


def pulled(person: Person) -> list[dict[str, Any]]:
    """The answers of a full pull."""
    answers = [pushed(person, [])]
    while answers[-1]["more"]:
        at = {name: answers[-1][name] for name in ("household", "epoch", "cursor")}
        push = {"contract": CONTRACT, **at, "ops": []}
        answers.append(person.client.post("/sync", json=push).json)
    return answers


FAMILIES: dict[str, Callable[[Person, Clock], Family]] = {
    "empty": empty,
    "one receipt": one_receipt,
    "J-1": daughter,
    "J-2": patient,
    "this year": this_year,
    "hostile": hostile,
    "photographed": photographed,
    "2000 receipts": two_thousand,
}
