"""Watches what the server carries out, and judges it against what people did and saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.sync_client.world import World
from webapp.sync import apply
from webapp.sync.op import Op, Result, Value
from webapp.sync.synced import Synced


@dataclass
class Event:
    """An operation carried out on a record as it was."""

    op: Op
    device: str
    rev: int
    values: dict[str, Value]
    living: bool
    seq: int = 0  # afterwards, if it changed the record
    result: Result | None = None


@dataclass
class Judge:
    events: list[Event] = field(default_factory=list)

    def begins_again(self) -> None:
        self.events.clear()

    def forgets(self, undone: set[str]) -> None:
        """A backup was restored that does not know these operations."""
        self.events = [event for event in self.events if event.op.op_id not in undone]

    def finds_nothing_done_twice(self) -> None:
        times = Counter(event.op.op_id for event in self.events)
        assert all(count == 1 for count in times.values()), "an operation was carried out twice"

    def finds_deletions_just(self, world: World) -> None:
        """A deletion deletes what its person saw; only another's change is a conflict."""
        lost = {op_id for phone in world.people.values() for op_id in phone.forgotten}
        for at, event in enumerate(self.events):
            act = world.acts.get(event.op.op_id)
            if event.op.kind != "delete" or not event.living or act is None:
                continue
            assert event.result is not None
            if event.result.status == "applied":
                as_seen = event.rev == act["base"] or event.values == act["seen"]
                assert as_seen, "deleted what its person never saw"
            elif event.result.status == "conflict" and not world.undone:
                others = [
                    each
                    for each in self.events[:at]
                    if each.op.id == event.op.id
                    and each.seq > act["base"]
                    and (each.device != act["device"] or each.op.op_id in lost)
                ]
                assert others, "nobody else had changed it"


@contextmanager
def judging() -> Iterator[Judge]:
    judge, real = Judge(), apply.carry_out

    def carry_out(turn: apply.Turn, op: Op) -> Result:
        row = Synced.entities[op.entity].find(turn.household_id, op.id)
        event = Event(
            op,
            turn.device_id,
            rev=row.rev if row else 0,
            values=row.values() if row else {},
            living=row is not None and row.deleted_at is None,
        )
        before = turn.ledger.seq
        event.result = real(turn, op)
        event.seq = turn.ledger.seq if turn.ledger.seq > before else 0
        judge.events.append(event)
        return event.result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "carry_out", carry_out)
        yield judge
