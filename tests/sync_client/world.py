"""A household on the app's database: its phones, its rows, its backups."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask

from tests.conftest import Clock
from tests.sync_client.bridge import Phones
from tests.sync_client.network import Request
from tests.sync_client.phone import Phone
from webapp.extensions import Base, db
from webapp.household.devices import Key
from webapp.household.models import Household
from webapp.sync.models import AppliedOp, Ledger
from webapp.sync.synced import Synced

BLANK = {"discharged": False, "separate": False, "unverified": ""}
KEPT = ("member", "member_year", "receipt", "month_sum", "applied_op")  # what a backup holds


@dataclass
class Backup:
    rows: dict[str, list[dict[str, Any]]]
    seq: int
    ops: set[str]


class World:
    """One household on the app's database, one server, any number of phones."""

    def __init__(self, app: Flask, clock: Clock, phones: Phones) -> None:
        self.app, self.clock, self.phones = app, clock, phones
        self.people: dict[str, Phone] = {}
        self.on_the_way: list[Request] = []
        self.undone: set[str] = set()  # what a restored backup does not know
        self.blank = {name: 0 for name in phones.fields["receipt"] if name.startswith("uncounted-")}
        self.blank |= {k: v for k, v in BLANK.items() if k in phones.fields["receipt"]}
        self.acts: dict[str, dict[str, Any]] = {}  # what people did, by operation
        self.papers = 0
        self.run = uuid.uuid4().hex
        with app.app_context():
            self.household = Household.open(clock()).household_id

    def phone(self, name: str) -> Phone:
        """A phone of the household, with an empty replica."""
        phone = self.people[name] = self.stranger(name)
        phone.joins()
        return phone

    def stranger(self, name: str) -> Phone:
        """A browser that holds no household yet."""
        phone = Phone(self, name, self.app.test_client())
        phone.client.set_cookie("device", str(Key.new()))
        phone.tell("open")
        return phone

    def called(self, name: str) -> str:
        """A phone's name among those of all worlds in the process."""
        return f"{name} {self.run}"

    def lets_arrive(self) -> None:
        """What was long on the way gets to the server, the last one first; nobody listens."""
        while self.on_the_way:
            self.on_the_way.pop().arrives()

    def ends(self) -> None:
        for phone in self.people.values():
            phone.tell("forget")

    # the server's side

    def rows(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What the server holds, as it travels."""
        with self.app.app_context():
            return {
                (entity, row.id): row.wire()
                for entity, model in Synced.entities.items()
                for row in db.session.scalars(
                    sa.select(model).where(model.household_id == self.household)
                )
            }

    def row(self, id: str, entity: str = "receipt") -> dict[str, Any]:
        return self.rows()[entity, id]

    def value(self, id: str, name: str, entity: str = "receipt") -> Any:
        return self.row(id, entity)["values"][name]

    def applied(self) -> dict[str, dict[str, Any]]:
        """The ledger: results by operation."""
        with self.app.app_context():
            found = db.session.execute(
                sa.select(AppliedOp.op_id, AppliedOp.result).where(
                    AppliedOp.household_id == self.household
                )
            )
            return {row.op_id: row.result for row in found}

    def seq(self) -> int:
        with self.app.app_context():
            ledger = db.session.get(Ledger, self.household)
            assert ledger is not None
            return ledger.seq

    def backup(self) -> Backup:
        with self.app.app_context():
            rows = {
                name: [
                    dict(row._mapping)
                    for row in db.session.execute(
                        sa.select(table).where(table.c.household_id == self.household)
                    )
                ]
                for name, table in tables().items()
            }
            ledger = db.session.get(Ledger, self.household)
            assert ledger is not None
            return Backup(rows, ledger.seq, {row["op_id"] for row in rows["applied_op"]})

    def restore(self, backup: Backup, *, new_epoch: bool = True) -> None:
        """The household is again as it was when the backup was made."""
        self.undone |= set(self.applied()) - backup.ops
        with self.app.app_context():
            ledger = Ledger.lock(self.household)
            for table in reversed(tables().values()):
                db.session.execute(sa.delete(table).where(table.c.household_id == self.household))
            for name, table in tables().items():
                if backup.rows[name]:
                    db.session.execute(sa.insert(table), backup.rows[name])
            ledger.seq = backup.seq
            if new_epoch:
                ledger.epoch = uuid.uuid4().hex[:16]
            db.session.commit()


def tables() -> dict[str, sa.Table]:
    return {name: Base.metadata.tables[name] for name in KEPT}
