"""The ledger of a household (its revision counter) and the operations applied under it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    TypeDecorator,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from webapp.extensions import Base, begin_writing, db

ID_LENGTH = 41  # a UUID, or a member's UUID with a colon and a year


class Instant(TypeDecorator[datetime]):
    """A moment with its zone, kept as UTC. SQLite knows no zones, so it is put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Ledger(Base):
    """`seq` counts the household's changes; `epoch` changes when a backup was restored."""

    __tablename__ = "ledger"

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    epoch: Mapped[str] = mapped_column(String(16), default=lambda: secrets.token_hex(8))

    @classmethod
    def lock(cls, household_id: str) -> Ledger:
        """Begin a write transaction: take the household's lock and read the counter.

        Raises `LookupError` for a household that does not exist.
        """
        begin_writing()
        ledger = db.session.scalar(
            update(cls)
            .where(cls.household_id == household_id)
            .values(seq=cls.seq)
            .returning(cls)
            .execution_options(populate_existing=True)
        )
        if ledger is None:
            raise LookupError(f"no household {household_id}")
        return ledger

    def next(self) -> int:
        self.seq += 1
        return self.seq


class AppliedOp(Base):
    """An operation and its result, written in the transaction that applied it.

    It answers a repeated operation with the stored result, and it is the history of a record.
    """

    __tablename__ = "applied_op"
    __table_args__ = (Index(None, "household_id", "record_id", "seq"),)

    household_id: Mapped[str] = mapped_column(
        String(ID_LENGTH), ForeignKey("ledger.household_id", ondelete="CASCADE"), primary_key=True
    )
    op_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    entity: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(String(8))
    set: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    device_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    applied_at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def said(cls, household_id: str, op_id: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """What an operation of that id asked for and got; None if there was none."""
        found = db.session.execute(SAID, {"household": household_id, "op": op_id}).first()
        return (found.set, found.result) if found is not None else None

    def wire(self) -> dict[str, Any]:
        """The operation as the history of a record travels."""
        return {
            "op_id": self.op_id,
            "kind": self.kind,
            "status": self.result["status"],
            "set": self.set,
            "refused": [*self.result["conflicts"], *self.result["errors"]],
            "applied_at": self.applied_at.isoformat(),
        }


SAID = select(AppliedOp.set, AppliedOp.result).where(
    AppliedOp.household_id == bindparam("household"), AppliedOp.op_id == bindparam("op")
)

STORE = insert(AppliedOp)
