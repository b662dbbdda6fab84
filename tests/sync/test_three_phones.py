"""Three phones that see old news, against a model of what should come of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.sync.family import Family
from webapp.extensions import db
from webapp.receipts.models import Receipt
from webapp.sync.op import Op, Result, Value, new_op_id

PHONES = st.sampled_from(["a", "b", "c"])
WORDS = st.sampled_from(["", "밤", "낮", "비"])
EDITS = st.dictionaries(st.sampled_from(["note", "receipt_no"]), WORDS, min_size=1)
ANY = st.integers(0, 99)


@dataclass(frozen=True)
class Paper:
    """What is known of a receipt, on the server or on a phone that looked a while ago."""

    rev: int
    values: dict[str, Value]
    deleted: bool = False


class ThreePhones(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.family = Family()
        self.server: dict[str, Paper] = {}
        self.seen: dict[str, dict[str, Paper]] = {"a": {}, "b": {}, "c": {}}
        self.seq = self.family.seq
        self.sent: list[tuple[Op, Result]] = []

    def pick(self, phone: str, place: int) -> str:
        known = sorted(self.seen[phone])
        return known[place % len(known)]

    def send(self, op: Op, phone: str, expected: Result) -> None:
        result = self.family.sends(op, phone=phone)
        assert result == expected
        self.sent.append((op, result))

    def change(self, id: str, **changes: Any) -> None:
        self.seq += 1
        self.server[id] = replace(self.server[id], rev=self.seq, **changes)

    @rule(phone=PHONES)
    def looks(self, phone: str) -> None:
        self.seen[phone] = dict(self.server)

    @rule(phone=PHONES, note=WORDS)
    def writes(self, phone: str, note: str) -> None:
        op = self.family.writing(note=note)
        self.send(op, phone, Result(op.op_id, "applied"))
        self.seq += 1
        paper = Paper(self.seq, {"note": note, "receipt_no": ""})
        self.server[op.id] = self.seen[phone][op.id] = paper

    @precondition(lambda self: any(self.seen.values()))
    @rule(phone=PHONES, place=ANY, wanted=EDITS)
    def edits(self, phone: str, place: int, wanted: dict[str, str]) -> None:
        if not self.seen[phone]:
            return
        id = self.pick(phone, place)
        old, present = self.seen[phone][id], self.server[id]
        pairs = {name: (old.values[name], new) for name, new in wanted.items()}
        op = Op(new_op_id(), "receipt", id, base=old.rev, set=pairs)
        if present.deleted:
            expected = Result(op.op_id, "conflict", conflicts={"deleted": (True, False)})
            self.send(op, phone, expected)
            return
        kept = {
            name: (present.values[name], new)
            for name, (saw, new) in pairs.items()
            if present.values[name] not in (saw, new)
        }
        expected = Result(op.op_id, "conflict" if kept else "applied", conflicts=kept)
        self.send(op, phone, expected)
        values = present.values | {n: new for n, new in wanted.items() if n not in kept}
        if values != present.values:
            self.change(id, values=values)

    @precondition(lambda self: any(self.seen.values()))
    @rule(phone=PHONES, place=ANY)
    def deletes(self, phone: str, place: int) -> None:
        if not self.seen[phone]:
            return
        id = self.pick(phone, place)
        base, present = self.seen[phone][id].rev, self.server[id]
        op = Op(new_op_id(), "receipt", id, kind="delete", base=base)
        if not present.deleted and present.rev != base:
            expected = Result(op.op_id, "conflict", conflicts={"deleted": (False, True)})
            self.send(op, phone, expected)
            return
        self.send(op, phone, Result(op.op_id, "applied"))
        if not present.deleted:
            self.change(id, deleted=True)

    @precondition(lambda self: any(self.seen.values()))
    @rule(phone=PHONES, place=ANY)
    def restores(self, phone: str, place: int) -> None:
        if not self.seen[phone]:
            return
        id = self.pick(phone, place)
        op = Op(new_op_id(), "receipt", id, kind="restore", base=self.seen[phone][id].rev)
        self.send(op, phone, Result(op.op_id, "applied"))
        if self.server[id].deleted:
            self.change(id, deleted=False)

    @precondition(lambda self: self.sent)
    @rule(phone=PHONES, place=ANY)
    def repeats(self, phone: str, place: int) -> None:
        op, result = self.sent[place % len(self.sent)]
        assert self.family.sends(op, phone=phone) == result

    @invariant()
    def the_server_holds_what_the_model_holds(self) -> None:
        db.session.rollback()
        rows = db.session.scalars(sa.select(Receipt).where(Receipt.household_id == self.family.id))
        assert self.server == {
            row.id: Paper(
                row.rev,
                {"note": row.note, "receipt_no": row.receipt_no},
                row.deleted_at is not None,
            )
            for row in rows
        }
        assert self.family.seq == self.seq


def test_three_phones_agree_with_the_model_whatever_they_do(app: Flask) -> None:
    with app.app_context():
        run_state_machine_as_test(
            ThreePhones, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
        )
