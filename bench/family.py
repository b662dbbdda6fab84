"""Households to measure with: three people, all receipts in one year.

One year is the hard case, since home and the list of a year have to cover all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from webapp.clock import now
from webapp.extensions import db
from webapp.household.models import Household, Member, MemberYear, Visit
from webapp.receipts import schemas
from webapp.receipts.models import Receipt, new_receipt
from webapp.sync.op import new_id

YEAR = 2025
NAMES = ("엄마", "아빠", "나")
BATCH = 100  # ops in one transaction, as many as a phone sends at once


@dataclass(frozen=True, slots=True)
class Family:
    """A household with `size` receipts, and the key with which its device opens it."""

    size: int
    household_id: str
    key: str
    members: tuple[str, ...]

    @classmethod
    def settle(cls, app: Flask, size: int) -> Family:
        """Write a household into the database the way the app does."""
        with app.test_request_context():
            visit = Household.open(now())
            members = tuple(new_id() for _ in NAMES)
            people = [
                Member.naming(member, name) for member, name in zip(members, NAMES, strict=True)
            ]
            bands = [
                MemberYear.placing(member, YEAR, band, None)
                for member, band in zip(members, (1, 5, 8), strict=True)
            ]
            saved(visit, [*people, *bands])
            for first in range(0, size, BATCH):
                numbers = range(first, min(first + BATCH, size))
                saved(visit, [receipt_op(number, members) for number in numbers])
            return cls(size, visit.household_id, str(visit.new_key), members)

    def ids(self, app: Flask) -> set[str]:
        """The receipts that the database holds."""
        with app.app_context():
            return set(
                db.session.scalars(
                    select(Receipt.id).where(Receipt.household_id == self.household_id)
                )
            )


def saved(visit: Visit, ops: list[Any]) -> None:
    refused = [result for result in visit.save(ops, now()) if result.status != "applied"]
    if refused:
        raise RuntimeError(f"a bench receipt was refused: {refused[0]}")


def receipt_op(number: int, members: tuple[str, ...]) -> Any:
    given = values(number, members[number % len(members)])
    checked, errors = schemas.check_receipt(given, now())
    if errors:
        raise RuntimeError(f"a bench receipt is not valid: {errors}")
    return new_receipt(new_id(), checked)


def values(number: int, member: str) -> dict[str, Any]:
    """The fields of the receipt of that number: clinics, pharmacies, a hospital, some months in
    a nursing hospital (for the first member only)."""
    begin = date(YEAR, 1, 1) + timedelta(days=number * 7 % 360)
    care = {
        "provider_name": f"{'가나다라마바사아자차'[number % 10]}{number % 4 + 1}의원",
        "provider_kind": "clinic",
        "care_kind": "outpatient",
    }
    days = 0
    if number % 10 == 3:
        care = {"provider_name": "온누리약국", "provider_kind": "pharmacy", "care_kind": "pharmacy"}
    elif number % 60 == 30:
        care = {
            "provider_name": "참요양병원",
            "provider_kind": "nursing",
            "care_kind": "inpatient",
        }
        days = 4
    elif number % 20 == 7:
        care = {
            "provider_name": "한빛대학교병원",
            "provider_kind": "tertiary",
            "care_kind": "inpatient",
        }
        days = 3
    return {
        "member_id": member,
        **care,
        "care_from": begin.isoformat(),
        "care_to": (begin + timedelta(days=days)).isoformat(),
        "copay": 5_000 + number * 37 % 20_000,
        "noncovered": number % 3 * 1_000,
        **({"uncounted-chuna": 1_000} if number % 11 == 5 else {}),
    }
