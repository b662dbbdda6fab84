"""Sending: once, in order, in small pushes, whatever the network does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sync_client.checks import check_phone
from tests.sync_client.family import comes_to_rest, only_problem, two_phones
from tests.sync_client.network import FATES, Fate, Request, answer_lost, request_late
from tests.sync_client.world import World
from webapp.sync.schemas import MOST_BYTES, MOST_OPS

# once


@pytest.mark.parametrize("fate", FATES, ids=lambda fate: fate.__name__)
def test_whatever_befalls_a_push_it_is_carried_out_once(world: World, fate: Fate) -> None:
    one, _, mother, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    new = one.adds(mother)
    one.syncs(fate, fate)
    check_phone(one)
    comes_to_rest(world)
    assert world.value(receipt, "note") == "낮"
    assert world.row(new)
    assert world.seq() == 4
    assert not one.problems()


def test_a_repeated_operation_gets_its_stored_result(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.syncs(answer_lost)
    other.syncs()
    other.edits(receipt, note="밤")  # back again, and not changed a second time
    assert other.syncs() == "done"
    comes_to_rest(world)
    assert world.value(receipt, "note") == "밤"
    assert not one.problems()


def test_a_repeated_refusal_is_one_problem(world: World) -> None:
    one, other, _mother, receipt = two_phones(world)
    other.edits(receipt, note="비")
    one.edits(receipt, note="낮")
    other.syncs()
    one.syncs(answer_lost)
    one.syncs(answer_lost)
    assert not one.problems()
    comes_to_rest(world)
    problem = only_problem(one)
    assert problem["conflicts"] == {"note": ["비", "낮"]}


def test_what_comes_after_a_later_push_is_not_done_again(world: World) -> None:
    one, _other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.syncs(request_late)
    one.syncs()
    one.edits(receipt, note="밤")
    one.syncs()
    world.lets_arrive()
    comes_to_rest(world)
    assert world.value(receipt, "note") == "밤"


# never coalesced, in order


def test_two_edits_of_one_field_are_two_operations(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.edits(receipt, note="비")
    assert one.waiting() == one.done[-2:]


def test_an_edit_made_while_the_one_before_is_on_its_way_is_not_lost(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    asking = one.asks()
    one.edits(receipt, note="비")
    assert asking.gets(asking.request.arrives()) == "done"
    row = one.row(receipt)
    assert row is not None
    assert row["note"] == "비"
    check_phone(one)
    comes_to_rest(world)
    assert world.value(receipt, "note") == "비"


def test_operations_are_sent_in_the_order_in_which_they_were_made(world: World) -> None:
    one = world.phone("one")
    mother = one.adds_member()
    receipts = [one.adds(mother) for _ in range(4)]
    for receipt in reversed(receipts):
        one.edits(receipt, note="낮")
    one.places(mother, 2023, 2)
    sent: list[str] = []

    def noted(request: Request) -> Any:
        sent.extend(op["op_id"] for op in request.ops)
        return request.arrives()

    assert one.syncs(*[noted] * 3) == "done"
    assert sent == one.done


# batches


def test_500_receipts_entered_offline_arrive_once_in_order_and_in_small_pushes(
    world: World,
) -> None:
    one, other = world.phone("one"), world.phone("other")
    mother = one.adds_member()
    papers = [
        one.paper(
            f"0190a7b2-0000-7000-8000-{n:012}",
            mother,
            provider_name=f"{n % 100}병원",
            care_from=f"2023-{n % 12 + 1:02}-07",
            care_to=f"2023-{n % 12 + 1:02}-07",
        )
        for n in range(500)
    ]
    for begin in range(0, 500, 50):
        one.writes(*papers[begin : begin + 50])
    pushes: list[Request] = []

    def noted(request: Request) -> Any:
        pushes.append(request)
        lost = len(pushes) == 3
        return answer_lost(request) if lost else request.arrives()

    assert one.syncs(*[noted] * 10) == "unreachable"
    assert one.syncs(*[noted] * 10) == "done"
    assert all(len(push.ops) <= MOST_OPS for push in pushes)
    assert all(len(push.body.encode()) <= MOST_BYTES for push in pushes)
    rows = world.rows()
    revs = [rows["receipt", paper["id"]]["rev"] for paper in papers]
    assert revs == list(range(2, 502))
    comes_to_rest(world)
    assert len(other.state()["receipt"]) == 500


def test_long_notes_make_smaller_pushes(world: World) -> None:
    one = world.phone("one")
    mother = one.adds_member()
    papers = [f"0190a7b2-0000-7000-8000-{n:012}" for n in range(110)]
    one.writes(
        *(
            one.paper(id, mother, provider_name=f"{n}병원", note="가" * 490)
            for n, id in enumerate(papers)
        )
    )
    for letter in "나다":
        note = letter * 490
        one.writes(*({"entity": "receipt", "id": id, "wanted": {"note": note}} for id in papers))
    sizes: list[int] = []

    def noted(request: Request) -> Any:
        sizes.append(len(request.body.encode()))
        assert len(request.ops) <= MOST_OPS
        reply = request.arrives()
        assert reply.status == 200
        return reply

    assert one.syncs(*[noted] * 10) == "done"
    assert MOST_BYTES * 0.9 < max(sizes) <= MOST_BYTES
    comes_to_rest(world)
