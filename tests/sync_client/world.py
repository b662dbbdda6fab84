"""A household, its phones, a server, and a network between them that can be told what to do."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.sync_client.bridge import PhoneError, Phones, Reply
from webapp.extensions import Base, db
from webapp.household.devices import Device, Key
from webapp.household.models import Household
from webapp.sync.models import AppliedOp, Ledger
from webapp.sync.synced import Synced

PAPER: dict[str, Any] = {
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "care_kind": "outpatient",
    "care_from": "2023-05-04",
    "care_to": "2023-05-04",
    "insurance_kind": "health",
    "copay": 100_000,
    "full_self_pay": 0,
    "noncovered": 0,
    "advance": 0,
    "receipt_no": "",
    "note": "",
}
BLANK = {"discharged": False, "separate": False}
KEPT = ("member", "member_year", "receipt", "month_sum", "applied_op")  # what a backup holds

Fate = Callable[["Request"], Reply]


@dataclass
class Request:
    """A push on its way."""

    world: World
    phone: Phone
    body: str

    def arrives(self) -> Reply:
        """The server's answer to it."""
        return self.phone.posts(self.body)

    @property
    def ops(self) -> list[dict[str, Any]]:
        return json.loads(self.body)["ops"]  # type: ignore[no-any-return]


def delivered(request: Request) -> Reply:
    return request.arrives()


def request_lost(request: Request) -> Reply:
    return Reply(fail="TypeError")


def answer_lost(request: Request) -> Reply:
    """The server has done it, the phone gives up waiting."""
    assert request.arrives().status
    return Reply(fail="AbortError")


def sent_twice(request: Request) -> Reply:
    request.arrives()
    return request.arrives()


def first_of_two(request: Request) -> Reply:
    reply = request.arrives()
    request.arrives()
    return reply


def request_late(request: Request) -> Reply:
    """The phone gives up; the server gets it when `world.lets_arrive()` says so."""
    request.world.on_the_way.append(request)
    return Reply(fail="AbortError")


def login_page(request: Request) -> Reply:
    return Reply(text="<!doctype html><title>호텔 와이파이</title>", type="text/html")


def login_json(request: Request) -> Reply:
    return Reply(text='{"login": true}')


def nothing_at_all(request: Request) -> Reply:
    return Reply(text="null")


def server_error(request: Request) -> Reply:
    return Reply(status=500, text="<h1>500</h1>", type="text/html")


def server_error_after(request: Request) -> Reply:
    """It was applied, but a proxy says 502."""
    request.arrives()
    return Reply(status=502, text='{"error": "bad gateway"}')


def too_many(request: Request) -> Reply:
    return Reply(status=429, text='{"error": "slowly"}')


def cut_short(request: Request) -> Reply:
    text = request.arrives().text
    return Reply(text=text[: len(text) // 2])


FATES: list[Fate] = [
    delivered,
    request_lost,
    answer_lost,
    sent_twice,
    first_of_two,
    request_late,
    login_page,
    login_json,
    nothing_at_all,
    server_error,
    server_error_after,
    too_many,
    cut_short,
]


@dataclass
class Phone:
    """A browser with the household's key, and what its person did on it."""

    world: World
    name: str
    client: FlaskClient
    done: list[str] = field(default_factory=list)  # ids of the operations, in their order
    settled: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)  # went with the browser's storage
    key: Key | None = None

    # what its person does

    def writes(self, *acts: dict[str, Any]) -> list[dict[str, Any]]:
        said = self.tell("write", acts=list(acts))
        self.done += [op["op_id"] for op in said["queued"]]
        return said["results"]  # type: ignore[no-any-return]

    def adds_member(self, name: str = "엄마") -> str:
        id = new_uuid()
        self.must({"entity": "member", "id": id, "wanted": {"name": name}})
        return id

    def adds(self, member: str, **values: Any) -> str:
        """Writes a receipt; returns its id."""
        id = new_uuid()
        self.must(self.paper(id, member, **values))
        return id

    def paper(self, id: str, member: str, **values: Any) -> dict[str, Any]:
        self.world.papers += 1  # no two of the same amount, or they would be doubles
        amount = {"copay": 100_000 + self.world.papers}
        wanted = self.world.blank | PAPER | amount | {"member_id": member} | values
        return {"entity": "receipt", "id": id, "wanted": wanted}

    def edits(self, id: str, entity: str = "receipt", **wanted: Any) -> None:
        self.must({"entity": entity, "id": id, "wanted": wanted})

    def places(self, member: str, year: int, band: int | None) -> None:
        wanted = {"member_id": member, "year": year, "band": band}
        self.must({"entity": "member_year", "id": f"{member}:{year}", "wanted": wanted})

    def deletes(self, id: str, entity: str = "receipt") -> None:
        self.must({"kind": "delete", "entity": entity, "id": id})

    def restores(self, id: str, entity: str = "receipt") -> None:
        self.must({"kind": "restore", "entity": entity, "id": id})

    def must(self, act: dict[str, Any]) -> None:
        [result] = self.writes(act)
        assert result["status"] == "applied", result

    def settles(self, op_id: str, choice: str | int) -> dict[str, Any]:
        said: dict[str, Any] = self.tell("settle", op_id=op_id, choice=choice)
        self.done += [op["op_id"] for op in said["queued"]]
        if said["settled"]:
            self.settled.add(op_id)
        return said

    # what happens to it

    def syncs(self, *fates: Fate) -> str:
        """Exchanges until all is well or something is in the way; `fates` befall the pushes."""
        return str(self.tell("sync", self.network(*fates))["outcome"])

    def exchanges(self, *fates: Fate) -> str:
        """One push, one answer."""
        return str(self.tell("exchange", self.network(*fates))["outcome"])

    def network(self, *fates: Fate) -> Callable[[str, str], Reply]:
        coming = list(fates)

        def carries(_phone: str, body: str) -> Reply:
            fate = coming.pop(0) if coming else delivered
            return fate(Request(self.world, self, body))

        return carries

    def asks(self) -> Asking:
        """Sends a push, and goes on living while its answer is on the way."""
        return Asking(self)

    def posts(self, body: str) -> Reply:
        response = self.client.post("/sync", data=body, content_type="application/json")
        with response:
            return Reply(
                response.status_code, response.get_data(as_text=True), response.content_type
            )

    def is_killed(self) -> None:
        """The browser ends, and is opened again."""
        self.tell("open")

    def loses_its_storage(self) -> None:
        state = self.state()
        self.forgotten |= set(waiting_ops(state)) | set(problems(state))
        self.tell("clear")

    def joins(self) -> None:
        """A key of its own to the household, as pairing gives it."""
        self.key = Key.new(self.world.household)
        with self.world.app.app_context():
            db.session.add(Device.holding(self.key, self.world.clock()))
            db.session.commit()
        self.client.set_cookie("device", str(self.key))

    def is_put_out(self) -> None:
        assert self.key is not None
        with self.world.app.app_context():
            device = Device.find(self.key.household_id, self.key.device_id)
            assert device is not None
            device.put_out(self.world.clock())

    # what it holds

    def state(self) -> dict[str, Any]:
        return self.tell("state")  # type: ignore[no-any-return]

    def row(self, id: str, entity: str = "receipt") -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = self.state()[entity]
        return next((row for row in rows if row["id"] == id), None)

    def problems(self) -> dict[str, dict[str, Any]]:
        return problems(self.state())

    def waiting(self) -> list[str]:
        return waiting_ops(self.state())

    def tell(self, do: str, network: Any = None, **more: Any) -> Any:
        return self.world.phones.ask(do, self.world.called(self.name), network, **more)


class Asking:
    """An exchange whose answer is on the way."""

    def __init__(self, phone: Phone, do: str = "exchange") -> None:
        self.phones, self.phone = phone.world.phones, phone
        self.id = self.phones.begin(do, phone.world.called(phone.name))
        fetch = self.phones.fetch_of(self.id)
        assert fetch is not None, "nothing was sent"
        self.fetch = fetch
        self.request = Request(phone.world, phone, fetch["body"])

    def gets(self, reply: Reply) -> str:
        """The answer comes; returns what the phone made of it."""
        self.phones.reply(self.fetch, reply)
        try:
            return str(self.phones.finish(self.id)["outcome"])
        except PhoneError:
            return "dead"


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
            return {op_id: result for op_id, result in found}

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


def new_uuid() -> str:
    return str(uuid.uuid4())


def waiting_ops(state: dict[str, Any]) -> list[str]:
    return [each["op"]["op_id"] for each in state["outbox"]]


def problems(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["op"]["op_id"]: each for each in state["problem"]}


class Carried(Counter[str]):
    """How often the server carried out each operation."""


@contextmanager
def counting(monkeypatch: Any) -> Iterator[Carried]:
    from webapp.sync import apply

    carried, real = Carried(), apply.carry_out

    def counted(turn: Any, op: Any) -> Any:
        carried[op.op_id] += 1
        return real(turn, op)

    with monkeypatch.context() as patch:
        patch.setattr(apply, "carry_out", counted)
        yield carried
