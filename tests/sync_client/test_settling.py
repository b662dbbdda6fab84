"""The screen 옮길 것: what the person decides is carried out."""

from __future__ import annotations

from tests.sync_client.family import comes_to_rest, in_order, only_problem, two_phones
from tests.sync_client.phone import Phone
from tests.sync_client.world import World

# settling on the screen 옮길 것


def a_conflict(world: World) -> tuple[Phone, str, str]:
    """The server has 비, the phone had 낮."""
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, note="비")
    other.syncs()
    one.edits(receipt, note="낮")
    one.syncs()
    op_id = only_problem(one)["op"]["op_id"]
    return one, receipt, op_id


def test_settling_with_mine(world: World) -> None:
    one, receipt, op_id = a_conflict(world)
    assert one.settles(op_id, "mine")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.value(receipt, "note") == "낮"


def test_settling_with_theirs(world: World) -> None:
    one, receipt, op_id = a_conflict(world)
    assert one.settles(op_id, "theirs")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.value(receipt, "note") == "비"


def test_settling_with_both(world: World) -> None:
    one, receipt, op_id = a_conflict(world)
    said = one.settles(op_id, "both")
    assert said["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.value(receipt, "note") == "비"
    [copy] = [op["id"] for op in said["queued"]]
    assert world.value(copy, "note") == "낮"
    assert world.value(copy, "copay") == world.value(receipt, "copay")


def test_settling_offline_meets_another_change(world: World) -> None:
    one, receipt, op_id = a_conflict(world)
    other = world.people["other"]
    other.edits(receipt, note="눈")
    other.syncs()
    one.settles(op_id, "mine")
    one.syncs()
    problem = only_problem(one)
    assert problem["conflicts"] == {"note": ["눈", "낮"]}
    comes_to_rest(world)


def test_settling_a_deletion(world: World) -> None:
    one, other, mother, receipt = two_phones(world)
    second = one.adds(mother)
    one.syncs()
    other.syncs()
    for id in (receipt, second):
        other.edits(id, note="비")
        one.deletes(id)
    other.syncs()
    one.syncs()
    [first, last] = in_order(one)
    assert one.settles(first["op"]["op_id"], "mine")["settled"]
    assert one.settles(last["op"]["op_id"], "theirs")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.row(receipt)["deleted_at"]
    assert world.row(second)["deleted_at"] is None


def test_settling_an_edit_of_a_tombstone(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    other.deletes(receipt)
    other.syncs()
    one.edits(receipt, note="낮")
    one.syncs()
    op_id = only_problem(one)["op"]["op_id"]
    assert one.settles(op_id, "mine")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.row(receipt)["deleted_at"] is None
    assert world.value(receipt, "note") == "낮"


def test_settling_a_double_with_both(world: World) -> None:
    one, other, mother, _ = two_phones(world)
    one.adds(mother, copay=5)
    other.adds(mother, copay=5, note="낮")
    one.syncs()
    other.syncs()
    op_id = only_problem(other)["op"]["op_id"]
    said = other.settles(op_id, "both")
    assert said["offered"] == ["theirs", "both"]
    comes_to_rest(world)
    [copy] = [op["id"] for op in said["queued"]]
    assert world.value(copy, "note") == "낮"
    assert world.value(copy, "separate") is True


def test_trying_again_what_was_refused(world: World) -> None:
    one, other, mother, _ = two_phones(world)
    other.deletes(mother, "member")
    other.syncs()
    new = one.adds(mother, note="낮")
    one.syncs()
    op_id = only_problem(one)["op"]["op_id"]
    assert not one.settles(op_id, "again")["settled"]  # it would be refused again
    assert one.problems()
    one.restores(mother, "member")
    assert one.settles(op_id, "again")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert world.value(new, "note") == "낮"


def test_discarding_what_was_refused(world: World) -> None:
    one, other, mother, _ = two_phones(world)
    other.deletes(mother, "member")
    other.syncs()
    one.adds(mother)
    one.syncs()
    op_id = only_problem(one)["op"]["op_id"]
    assert one.settles(op_id, "discard")["settled"]
    comes_to_rest(world)
    assert not one.problems()
    assert len(world.rows()) == 2
