"""A phone as its person uses it: the worker's modules in Node, on the household's server."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient

from tests.sync_client.bridge import PhoneError, Reply
from tests.sync_client.network import Fate, Request, delivered
from webapp.extensions import db
from webapp.household.devices import Device, Key

if TYPE_CHECKING:
    from tests.sync_client.world import World

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


@dataclass
class Phone:
    """A browser with the household's key, and what its person did on it."""

    world: World
    name: str
    client: FlaskClient
    done: list[str] = field(default_factory=list)  # ids of the operations, in their order
    settled: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)  # to settle; what was in the way is told instead
    forgotten: set[str] = field(default_factory=set)  # went with the browser's storage
    key: Key | None = None

    # what its person does

    def writes(self, *acts: dict[str, Any]) -> list[dict[str, Any]]:
        said = self.tell("write", wanted=list(acts))
        self.did(said["acts"])
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
        self.did(said["acts"])
        (self.settled if said["settled"] else self.tried).add(op_id)
        return said

    def did(self, acts: list[dict[str, Any]]) -> None:
        for act in acts:
            self.done.append(act["op_id"])
            device = self.key.device_id if self.key else ""
            self.world.acts[act["op_id"]] = {**act, "device": device}

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

    @property
    def place(self) -> dict[str, Any]:
        """Where the replica stood."""
        push = json.loads(self.request.body)
        return {key: push[key] for key in ("household", "epoch", "cursor")}

    def gets(self, reply: Reply) -> str:
        """The answer comes; returns what the phone made of it."""
        self.phones.reply(self.fetch, reply)
        try:
            return str(self.phones.finish(self.id)["outcome"])
        except PhoneError:
            return "dead"


def new_uuid() -> str:
    return str(uuid.uuid4())


def waiting_ops(state: dict[str, Any]) -> list[str]:
    return [each["op"]["op_id"] for each in state["outbox"]]


def problems(state: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["op"]["op_id"]: each for each in state["problem"]}
