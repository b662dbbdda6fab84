"""What changed in a household since a revision: the pulling half of `/sync`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import select

from webapp.extensions import db
from webapp.sync.models import AppliedOp
from webapp.sync.synced import Synced

PAGE = 500
HISTORY = 30  # operations of one record that travel with it, the newest first


@dataclass(frozen=True, slots=True)
class Feed:
    """One page: the rows in the order of their revisions, and whether there are more."""

    changes: list[dict[str, Any]]
    cursor: int
    more: bool


def changes_since(household_id: str, cursor: int, seq: int) -> Feed:
    """Rows with a revision above `cursor` and up to `seq`, at most `PAGE`; tombstones too.

    `seq` is the ledger's counter, read before the rows. What is saved while they are read comes
    with the next pull: each kind of row is read in a snapshot of its own.
    """
    rows = list(
        islice(
            merge(
                *(newer(model, household_id, cursor, seq) for model in Synced.entities.values()),
                key=lambda row: row.rev,
            ),
            PAGE + 1,
        )
    )
    page, more = rows[:PAGE], len(rows) > PAGE
    histories = histories_of(household_id, [row.id for row in page])
    return Feed(
        changes=[row.wire() | {"history": histories.get(row.id, [])} for row in page],
        cursor=page[-1].rev if more else seq,
        more=more,
    )


def newer(model: type[Synced], household_id: str, cursor: int, seq: int) -> Sequence[Synced]:
    return db.session.scalars(
        select(model)
        .where(model.household_id == household_id, model.rev > cursor, model.rev <= seq)
        .order_by(model.rev)
        .limit(PAGE + 1)
    ).all()


def histories_of(household_id: str, record_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The operations behind each record, as 고친 기록 shows them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for op in db.session.scalars(
        select(AppliedOp)
        .where(AppliedOp.household_id == household_id, AppliedOp.record_id.in_(record_ids))
        .order_by(AppliedOp.seq.desc(), AppliedOp.applied_at.desc(), AppliedOp.op_id)
    ):
        history = found.setdefault(op.record_id, [])
        if len(history) < HISTORY:
            history.append(op.wire())
    return found
