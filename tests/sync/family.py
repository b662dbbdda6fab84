"""A household that sends operations, as a phone does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from webapp.config import SEOUL
from webapp.extensions import db
from webapp.household.models import Household, Member
from webapp.receipts.models import Receipt, new_receipt
from webapp.receipts.schemas import check_receipt
from webapp.sync.apply import apply
from webapp.sync.models import Ledger
from webapp.sync.op import Op, Result, Value, new_id, new_op_id

NOW = datetime(2026, 11, 21, 12, tzinfo=SEOUL)

PAPER: dict[str, Value] = {
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "care_kind": "outpatient",
    "care_from": "2023-05-04",
    "care_to": "2023-05-04",
    "copay": 100_000,
    "separate": True,
}


class Family:
    def __init__(self) -> None:
        self.id = Household.open(NOW).household_id
        self.mother = new_id()
        self.sends(Member.naming(self.mother, "엄마"))

    def sends(self, op: Op, *, phone: str = "phone") -> Result:
        return apply(self.id, phone, [op], NOW)[0]

    def writing(self, receipt_id: str = "", **values: Value) -> Op:
        """The op that makes a receipt."""
        checked, errors = check_receipt({"member_id": self.mother, **PAPER, **values}, NOW)
        assert not errors, errors
        return new_receipt(receipt_id or new_id(), checked)

    def writes(self, **values: Value) -> str:
        """Saves a receipt; returns its id."""
        op = self.writing(**values)
        assert self.sends(op).status == "applied"
        return op.id

    def editing(self, receipt_id: str, *, base: int = 1, **fields: tuple[Value, Value]) -> Op:
        """The op that changes fields: `copay=(seen, wanted)`."""
        return Op(new_op_id(), "receipt", receipt_id, base=base, set=fields)

    def deleting(self, receipt_id: str, *, base: int | None = None) -> Op:
        seen = self.rev(receipt_id) if base is None else base
        return Op(new_op_id(), "receipt", receipt_id, kind="delete", base=seen)

    def restoring(self, receipt_id: str) -> Op:
        return Op(new_op_id(), "receipt", receipt_id, kind="restore", base=self.rev(receipt_id))

    def row(self, receipt_id: str) -> Receipt:
        db.session.rollback()
        found = Receipt.find(self.id, receipt_id)
        assert found is not None, "no such receipt"
        return found

    def rev(self, receipt_id: str) -> int:
        return self.row(receipt_id).rev

    def value(self, receipt_id: str, name: str) -> Any:
        return self.row(receipt_id).read(name)

    @property
    def seq(self) -> int:
        """How many changes the household has seen."""
        db.session.rollback()
        return db.session.scalars(sa.select(Ledger.seq).where(Ledger.household_id == self.id)).one()

    def receipts(self) -> int:
        db.session.rollback()
        rows = sa.select(sa.func.count()).where(Receipt.household_id == self.id)
        return db.session.scalar(rows) or 0
