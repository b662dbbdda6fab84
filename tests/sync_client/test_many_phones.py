"""Three phones of one household that write, sync, break and are repaired in any order.

Derandomised, so that a run says the same twice. To look longer and elsewhere:

    SYNC_EXAMPLES=500 python -m pytest tests/sync_client/test_many_phones.py -k sqlite
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.conftest import Clock
from tests.sync_client.bridge import Phones, Reply
from tests.sync_client.checks import check_agreement, check_phone, settle_down
from tests.sync_client.judge import Judge, judging
from tests.sync_client.network import FATES
from tests.sync_client.phone import Phone, new_uuid, waiting_ops
from tests.sync_client.world import Backup, World
from webapp.sync import contract, feed, views

EXAMPLES = int(os.environ.get("SYNC_EXAMPLES", "0"))  # 0: as many as the test says
NAMES = ["a", "b", "c"]
PHONES = st.sampled_from(NAMES)
ANY = st.integers(0, 99)
WORDS = st.sampled_from(["밤", "낮", "비"])
FIELDS = st.sampled_from(["note", "receipt_no"])
MONTHS = st.sampled_from(["2023-05-04", "2023-06-30", "2024-01-01"])
COPAYS = st.sampled_from([0, 7, 7, 19])  # 0: an amount that no other receipt has
SOME_FATES = st.lists(st.sampled_from(FATES), max_size=3)
ENTITIES = st.sampled_from(["receipt", "receipt", "receipt", "member"])


class ManyPhones(RuleBasedStateMachine):
    app: Flask
    clock: Clock
    process: Phones
    judge: Judge

    def __init__(self) -> None:
        super().__init__()
        self.judge.begins_again()
        self.world = World(self.app, self.clock, self.process)
        self.backup: Backup | None = None
        self.touched: set[str] = set()

    @initialize()
    def they_share_a_receipt(self) -> None:
        for name in NAMES:
            self.world.phone(name)
        first = self.at("a")
        first.adds(first.adds_member(), note="밤")
        for name in NAMES:
            assert self.at(name).syncs() == "done"

    def at(self, name: str) -> Phone:
        self.touched.add(name)
        return self.world.people[name]

    def pick(self, phone: Phone, entity: str, place: int) -> dict[str, Any] | None:
        rows: list[dict[str, Any]] = phone.state()[entity]
        rows.sort(key=lambda row: (row["created_at"], row["rev"]))
        return rows[place % len(rows)] if rows else None

    # what people do

    @rule(name=PHONES, place=ANY, copay=COPAYS, day=MONTHS, note=WORDS)
    def writes(self, name: str, place: int, copay: int, day: str, note: str) -> None:
        phone = self.at(name)
        member = self.pick(phone, "member", place)
        if member:
            amount = {"copay": copay} if copay else {}
            days = {"care_from": day, "care_to": day}
            phone.writes(phone.paper(new_uuid(), member["id"], note=note, **days, **amount))

    @rule(name=PHONES, place=ANY, field=FIELDS, word=WORDS)
    def edits(self, name: str, place: int, field: str, word: str) -> None:
        phone = self.at(name)
        row = self.pick(phone, "receipt", place)
        if row:
            phone.writes({"entity": "receipt", "id": row["id"], "wanted": {field: word}})

    @rule(name=PHONES, place=ANY, day=MONTHS)
    def moves(self, name: str, place: int, day: str) -> None:
        phone = self.at(name)
        row = self.pick(phone, "receipt", place)
        if row:
            wanted = {"care_from": day, "care_to": day}
            phone.writes({"entity": "receipt", "id": row["id"], "wanted": wanted})

    @rule(name=PHONES, word=WORDS)
    def adds_somebody(self, name: str, word: str) -> None:
        self.at(name).adds_member(word)

    @rule(name=PHONES, place=ANY, word=WORDS)
    def renames(self, name: str, place: int, word: str) -> None:
        phone = self.at(name)
        row = self.pick(phone, "member", place)
        if row:
            phone.writes({"entity": "member", "id": row["id"], "wanted": {"name": word}})

    @rule(name=PHONES, place=ANY, band=st.sampled_from([None, 1, 2]))
    def places(self, name: str, place: int, band: int | None) -> None:
        phone = self.at(name)
        row = self.pick(phone, "member", place)
        if row:
            wanted = {"member_id": row["id"], "year": 2023, "band": band}
            id = f"{row['id']}:2023"
            phone.writes({"entity": "member_year", "id": id, "wanted": wanted})

    @rule(name=PHONES, entity=ENTITIES, place=ANY)
    def deletes(self, name: str, entity: str, place: int) -> None:
        phone = self.at(name)
        row = self.pick(phone, entity, place)
        if row:
            phone.writes({"kind": "delete", "entity": entity, "id": row["id"]})

    @rule(name=PHONES, entity=ENTITIES, place=ANY, word=WORDS)
    def edits_and_deletes(self, name: str, entity: str, place: int, word: str) -> None:
        phone = self.at(name)
        row = self.pick(phone, entity, place)
        if row:
            wanted = {"name" if entity == "member" else "note": word}
            phone.writes({"entity": entity, "id": row["id"], "wanted": wanted})
            phone.writes({"kind": "delete", "entity": entity, "id": row["id"]})

    @rule(name=PHONES, entity=ENTITIES, place=ANY)
    def restores(self, name: str, entity: str, place: int) -> None:
        phone = self.at(name)
        row = self.pick(phone, entity, place)
        if row:
            phone.writes({"kind": "restore", "entity": entity, "id": row["id"]})

    @rule(name=PHONES, place=ANY, choice=ANY)
    def settles(self, name: str, place: int, choice: int) -> None:
        phone = self.at(name)
        found = [op_id for op_id in phone.done if op_id in phone.problems()]
        if found:
            phone.settles(found[place % len(found)], choice)

    # what the network does

    @rule(name=PHONES, fates=SOME_FATES)
    def syncs(self, name: str, fates: list[Any]) -> None:
        assert self.at(name).syncs(*fates) in ("done", "unreachable")

    @rule(name=PHONES, fates=SOME_FATES)
    def syncs_page_by_page(self, name: str, fates: list[Any]) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(feed, "PAGE", 2)
            self.at(name).exchanges(*fates)

    @precondition(lambda self: self.world.on_the_way)
    @rule()
    def what_was_late_arrives(self) -> None:
        self.world.lets_arrive()

    @rule(name=PHONES, other=PHONES, place=ANY, word=WORDS)
    def goes_on_while_an_answer_is_on_its_way(
        self, name: str, other: str, place: int, word: str
    ) -> None:
        phone = self.at(name)
        asking = phone.asks()
        reply = asking.request.arrives()
        self.edits(name, place, "note", word)
        self.at(other).syncs()
        assert asking.gets(reply) == "done"

    @rule(name=PHONES, deletes=st.booleans(), place=ANY)
    def two_workers_ask_and_the_first_hears_last(
        self, name: str, deletes: bool, place: int
    ) -> None:
        phone = self.at(name)
        asking = phone.asks()
        reply = asking.request.arrives()
        if deletes:
            self.deletes(name, "receipt", place)
        phone.syncs()
        before = phone.state()
        assert asking.gets(reply) == "done"
        if any(asking.place[key] != before["meta"][key] for key in asking.place):
            assert phone.state() == before, "a late answer was taken"

    # what else happens

    @rule(name=PHONES)
    def is_killed(self, name: str) -> None:
        self.at(name).is_killed()

    @rule(name=PHONES)
    def is_killed_while_asking(self, name: str) -> None:
        phone = self.at(name)
        asking = phone.asks()
        reply = asking.request.arrives()
        phone.is_killed()
        assert asking.gets(reply) == "dead"

    @rule(name=PHONES)
    def loses_its_storage(self, name: str) -> None:
        self.at(name).loses_its_storage()

    @rule(name=PHONES)
    def asks_a_server_of_a_newer_contract(self, name: str) -> None:
        phone = self.at(name)
        before = waiting_ops(phone.state())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(views, "OLDEST", contract.CONTRACT + 1)
            assert phone.syncs() == "upgrade"
        assert waiting_ops(phone.state()) == before

    @rule()
    def a_backup_is_made(self) -> None:
        self.backup = self.world.backup()

    @precondition(lambda self: self.backup)
    @rule()
    def the_backup_is_restored(self) -> None:
        assert self.backup is not None
        self.world.restore(self.backup)
        self.judge.forgets(self.world.undone)

    # what must hold

    @invariant()
    def nothing_is_hidden_or_lost(self) -> None:
        for name in sorted(self.touched):
            check_phone(self.world.people[name])
        self.touched.clear()

    @invariant()
    def the_server_was_just(self) -> None:
        self.judge.finds_nothing_done_twice()
        self.judge.finds_deletions_just(self.world)

    def teardown(self) -> None:
        try:
            if self.world.people:
                settle_down(self.world)
                check_agreement(self.world)
                self.the_server_was_just()
        finally:
            self.world.ends()


@pytest.fixture
def judge() -> Iterator[Judge]:
    with judging() as found:
        yield found


def test_three_phones_hold_what_the_server_holds_and_lose_nothing(
    app: Flask, clock: Clock, process: Phones, judge: Judge, database_url: str
) -> None:
    around = {"app": app, "clock": clock, "process": process, "judge": judge}
    machine = type("ThreePhones", (ManyPhones,), around)
    usual = 30 if database_url.startswith("sqlite") else 8
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES or usual,
            stateful_step_count=25,
            deadline=None,
            derandomize=not EXAMPLES,
        ),
    )


def test_phones_that_sync_at_the_same_moment_agree(
    app: Flask, clock: Clock, process: Phones, judge: Judge
) -> None:
    """Each push in a thread of its own; all edit the same receipts."""
    world = World(app, clock, process)
    phones = [world.phone(f"phone {number}") for number in range(6)]
    mother = phones[0].adds_member()
    receipts = [phones[0].adds(mother, note="밤") for _ in range(3)]
    settle_down(world)
    with ThreadPoolExecutor(len(phones)) as pool:
        for round in range(3):
            for number, phone in enumerate(phones):
                phone.edits(receipts[(number + round) % 3], note=f"{number} {round}")
                phone.edits(receipts[number % 3], receipt_no=str(number * 10 + round))
                phone.adds(mother)
                if number == round:
                    phone.deletes(phone.adds(mother))
            at_once(world, pool, lose=round == 1)
            for phone in phones:
                check_phone(phone)
    settle_down(world)
    check_agreement(world)
    judge.finds_nothing_done_twice()
    judge.finds_deletions_just(world)
    assert len(world.rows()) == 1 + 3 + 6 * 3 + 3
    world.ends()


def at_once(world: World, pool: ThreadPoolExecutor, *, lose: bool) -> None:
    """All phones sync at once; if told so, each push goes twice at once and no answer comes."""
    by_name = {world.called(name): phone for name, phone in world.people.items()}

    def network(name: str, body: str) -> Any:
        phone = by_name[name]
        if not lose:
            return phone.posts(body)
        twins = [pool_of_two.submit(phone.posts, body) for _ in range(2)]
        assert {each.result().status for each in twins} == {200}
        return Reply(fail="AbortError")

    with ThreadPoolExecutor(12) as pool_of_two:
        said = world.phones.ask_all("sync", list(by_name), network, pool)
    assert {each["outcome"] for each in said} == {"unreachable" if lose else "done"}
