"""Applying operations: the only code that changes a synced record.

Rules (docs/sync-protocol.md): a repeated operation gives its stored result; a field is set
only if it still has the value the device saw, or already has the wanted one; otherwise both
values are reported as a conflict. No clocks decide. Nothing is dropped silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from webapp.extensions import db
from webapp.security import looks_like_resident_number
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE
from webapp.sync.models import STORE, AppliedOp, Ledger
from webapp.sync.op import Op, Result, Value
from webapp.sync.synced import NOT_OURS, Synced, known_fields


@dataclass(slots=True)
class Turn:
    """One device's turn at the household's ledger: a write transaction."""

    ledger: Ledger
    device_id: str
    now: datetime
    touched: dict[type[Synced], set[Any]] = field(default_factory=dict)

    @property
    def household_id(self) -> str:
        return self.ledger.household_id

    def touch(self, row: Synced) -> None:
        """Remember where a record is summed, before and after it changes."""
        place = row.place()
        if place is not None:
            self.touched.setdefault(type(row), set()).add(place)


def apply(household_id: str, device_id: str, ops: Sequence[Op], now: datetime) -> list[Result]:
    """Apply `ops` in order, in one transaction that holds the household's ledger.

    Raises `LookupError` for an unknown household, `OperationalError` when the database does not
    let anybody write.
    """
    turn = Turn(Ledger.lock(household_id), device_id, now)
    results = [apply_one(turn, op) for op in ops]
    for model, places in turn.touched.items():
        model.settle(household_id, places)
    db.session.commit()
    return results


def apply_one(turn: Turn, op: Op) -> Result:
    said = AppliedOp.said(turn.household_id, op.op_id)
    if said is not None:
        return Result.from_json(said[1])
    result = carry_out(turn, op)
    db.session.flush()
    db.session.execute(
        STORE,
        {
            "household_id": turn.household_id,
            "op_id": op.op_id,
            "seq": turn.ledger.seq,
            "entity": op.entity,
            "record_id": op.id,
            "kind": op.kind,
            "set": kept(op, result),
            "result": result.as_json(),
            "device_id": turn.device_id,
            "applied_at": turn.now,
        },
    )
    return result


def kept(op: Op, result: Result) -> dict[str, list[Value]]:
    """What the history keeps of an operation: of a refused one only that it came."""
    if result.status == "rejected":
        return {}
    return op.wire_set()


def carry_out(turn: Turn, op: Op) -> Result:
    model = Synced.entities.get(op.entity)
    if model is None or not known_fields(model, op.set):
        return rejected(op, {"": [str(NOT_OURS)]})
    if private := resident_numbers(op):
        return rejected(op, private)
    row = model.find(turn.household_id, op.id)
    if op.kind == "put":
        return put(turn, model, row, op)
    if row is None:
        return rejected(op, {"": [_("이미 없는 내용이에요.")]})
    if op.kind == "delete":
        return delete(turn, row, op)
    return restore(turn, row, op)


def resident_numbers(op: Op) -> dict[str, list[str]]:
    """Messages for fields that would store what looks like a resident number."""
    return {
        name: [str(RESIDENT_NUMBER_MESSAGE)]
        for name, pair in op.set.items()
        if any(isinstance(value, str) and looks_like_resident_number(value) for value in pair)
    }


def put(turn: Turn, model: type[Synced], row: Synced | None, op: Op) -> Result:
    if row is not None and row.deleted_at is not None:
        return Result(op.op_id, "conflict", conflicts={"deleted": (True, False)})
    if row is None and op.base:
        return rejected(op, {"": [_("이미 없는 내용이에요.")]})
    present = row.values() if row is not None else dict.fromkeys(model.fields)
    conflicts: dict[str, tuple[Value, Value]] = {}
    wanted = dict(present)
    for name, (seen, new) in op.set.items():
        if row is None or present[name] in (seen, new):
            wanted[name] = new
        else:
            conflicts[name] = (present[name], new)
    checked, errors = model.check(wanted, turn.now)
    errors = errors or model.missing_links(turn.household_id, checked)
    errors = errors or model.wrong_id(op.id, checked)
    if conflicts and not errors:  # what waits as a conflict must be sound as well
        asked_for = {**wanted, **{name: new for name, (_, new) in conflicts.items()}}
        errors = model.check(asked_for, turn.now)[1]
    if errors:
        return rejected(op, errors)
    if row is None and (double := model.double_of(turn.household_id, op.id, checked)):
        return Result(op.op_id, "conflict", conflicts={"double": (double, op.id)})
    if row is None:
        row = model.blank(turn.household_id, op.id, turn.now)
    else:
        turn.touch(row)
    changed = {name: value for name, value in checked.items() if present[name] != value}
    for name, value in changed.items():
        row.write(name, value)
    if changed or not row.rev:
        row.derive()
        row.rev = turn.ledger.next()
        db.session.add(row)
        turn.touch(row)
    return Result(op.op_id, "conflict" if conflicts else "applied", conflicts=conflicts)


def delete(turn: Turn, row: Synced, op: Op) -> Result:
    if row.deleted_at is None:
        if row.rev != op.base:
            return Result(op.op_id, "conflict", conflicts={"deleted": (False, True)})
        row.deleted_at = turn.now
        row.rev = turn.ledger.next()
        turn.touch(row)
    return Result(op.op_id, "applied")


def restore(turn: Turn, row: Synced, op: Op) -> Result:
    if row.deleted_at is not None:
        row.deleted_at = None
        row.rev = turn.ledger.next()
        turn.touch(row)
    return Result(op.op_id, "applied")


def rejected(op: Op, errors: dict[str, list[str]]) -> Result:
    return Result(op.op_id, "rejected", errors=errors)
