"""What must hold of every phone at every moment, and of all of them when everything has arrived."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.sync_client.phone import Phone, problems, waiting_ops
from tests.sync_client.world import World

KINDS = {"conflict": "conflict", "rejected": "refused"}
ENTITIES = ("member", "member_year", "receipt")


def check_phone(phone: Phone) -> None:
    """Own acts are seen, wait in their order, and are nowhere lost; the sums are right."""
    state = phone.state()
    own_acts_are_seen(state)
    sums_are_right(state)
    waiting = waiting_ops(state)
    assert waiting == [op_id for op_id in phone.done if op_id in set(waiting)], "order"
    nothing_is_lost(phone, state)


def own_acts_are_seen(state: dict[str, Any]) -> None:
    rows = rows_of(state)
    shown: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for each in state["outbox"]:
        op = each["op"]
        if op["kind"] == "put":
            wanted = {name: pair[1] for name, pair in op["set"].items()}
            shown[op["entity"], op["id"]] |= wanted
        else:
            shown[op["entity"], op["id"]]["deleted"] = op["kind"] == "delete"
    for key, wanted in shown.items():
        assert key in rows, f"an own {key[0]} is not to be seen"
        row = rows[key]
        seen = {**row, "deleted": row["deleted_at"] is not None}
        assert {name: seen[name] for name in wanted} == wanted, f"an own change of {key} is hidden"


def sums_are_right(state: dict[str, Any]) -> None:
    counted: dict[tuple[str, int, int], dict[str, int]] = {}
    for row in state["receipt"]:
        assert row["live"] == (row["deleted_at"] is None)
        if row["deleted_at"] is None:
            nothing = {"receipts": 0, "counted": 0, "paid": 0, "advance": 0, "unverified": 0}
            place = (row["member_id"], row["year"], row["month"])
            sum = counted.setdefault(place, nothing)
            sum["receipts"] += 1
            for name in ("counted", "paid", "advance"):
                sum[name] += row[name]
            sum["unverified"] += row["unverified_amounts"]
    kept = {
        (each.pop("member_id"), each.pop("year"), each.pop("month")): each
        for each in (dict(one) for one in state["month_sum"])
    }
    assert kept == counted, "month sums"


def nothing_is_lost(phone: Phone, state: dict[str, Any]) -> None:
    """Each act waits, or was carried out, or is put before the person with both values."""
    said, waiting, told = phone.world.applied(), set(waiting_ops(state)), problems(state)
    for op_id in phone.done:
        if op_id in phone.settled | phone.forgotten:
            continue
        result = said.get(op_id)
        places = [op_id in waiting, op_id in told]
        assert sum(places) <= 1, "waits, and is a problem"
        if any(places) or op_id in phone.world.undone:
            continue
        assert result is not None, "an act has vanished"
        assert result["status"] == "applied", f"nobody was told of {result}"
    for op_id, problem in told.items():
        result = said.get(op_id)
        assert result is not None or op_id in phone.world.undone, "a problem of the phone's own"
        if result is not None and op_id not in phone.world.undone | phone.tried:
            assert problem["conflicts"] == result["conflicts"]
            assert problem["errors"] == result["errors"]
            assert problem["kind"] == KINDS[result["status"]]


def check_agreement(world: World) -> None:
    """Everything has arrived everywhere: the phones hold what the server holds."""
    server = world.rows()
    for phone in world.people.values():
        check_phone(phone)
        state = phone.state()
        assert not state["outbox"], "something waits for ever"
        assert not state["meta"].get("more"), "half a pull"
        for entity, rows in (("copy", copies_of(state)), ("row", rows_of(state))):
            held = {key: wire(row, world.phones.fields[key[0]]) for key, row in rows.items()}
            assert held == {key: plain(row) for key, row in server.items()}, entity


def settle_down(world: World) -> None:
    """A faithful network, until no phone has anything to say or to learn."""
    world.lets_arrive()
    before = None
    for _ in range(8):
        for phone in world.people.values():
            assert phone.syncs() == "done"
        now = (world.seq(), [phone.state()["meta"]["cursor"] for phone in world.people.values()])
        if now == before:
            return
        before = now
    raise AssertionError("the phones never come to rest")


def rows_of(state: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(entity, row["id"]): row for entity in ENTITIES for row in state[entity]}


def copies_of(state: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["entity"], each["id"]): each["row"] for each in state["copy"]}


def wire(row: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    common = {name: row[name] for name in ("id", "rev", "created_at", "deleted_at")}
    return common | {name: row[name] for name in fields}


def plain(row: dict[str, Any]) -> dict[str, Any]:
    common = {name: row[name] for name in ("id", "rev", "created_at", "deleted_at")}
    values: dict[str, Any] = row["values"]
    return common | values
