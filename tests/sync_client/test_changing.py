"""Changing and deleting on several phones: what is set, what is asked about, what is refused."""

from __future__ import annotations

import pytest

from tests.sync_client.checks import check_phone
from tests.sync_client.family import comes_to_rest, in_order, only_problem, two_phones
from tests.sync_client.world import World
from webapp.sync import feed

# compare and set


def test_edits_of_different_fields_are_both_kept(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    other.edits(receipt, receipt_no="7")
    comes_to_rest(world)
    values = world.row(receipt)["values"]
    assert (values["note"], values["receipt_no"]) == ("낮", "7")
    assert not one.problems()
    assert not other.problems()


def test_a_conflict_keeps_both_values_for_the_person(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    other.edits(receipt, note="비", receipt_no="7")
    one.syncs()
    other.syncs()
    problem = only_problem(other)
    assert problem["conflicts"] == {"note": ["낮", "비"]}
    assert problem["seen"]["note"] == "비"
    comes_to_rest(world)
    values = world.row(receipt)["values"]
    assert (values["note"], values["receipt_no"]) == ("낮", "7")


# deleting


def test_deleting_after_own_unsent_edits_is_no_conflict(world: World) -> None:
    one, _, mother, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.edits(receipt, receipt_no="7")
    one.deletes(receipt)
    new = one.adds(mother)
    one.deletes(new)
    check_phone(one)
    comes_to_rest(world)
    assert not one.problems()
    assert world.row(receipt)["deleted_at"]
    assert world.row(new)["deleted_at"]


def test_deleting_what_was_restored_here_is_no_conflict(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    one.deletes(receipt)
    one.restores(receipt)
    one.edits(receipt, note="낮")
    one.deletes(receipt)
    comes_to_rest(world)
    assert not one.problems()
    assert world.row(receipt)["deleted_at"]


def test_deleting_while_the_own_edit_is_on_its_way_is_no_conflict(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    asking = one.asks()
    one.deletes(receipt)
    asking.gets(asking.request.arrives())
    comes_to_rest(world)
    assert not one.problems()
    assert world.row(receipt)["deleted_at"]


def test_deleting_what_another_phone_changed_is_a_conflict(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, note="비")
    other.syncs()
    one.deletes(receipt)
    one.syncs()
    problem = only_problem(one)
    assert problem["conflicts"] == {"deleted": [False, True]}
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"] is None
    assert world.value(receipt, "note") == "비"


def test_deleting_after_own_edits_what_another_changed_meanwhile_is_a_conflict(
    world: World,
) -> None:
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, receipt_no="7")
    other.syncs()
    one.edits(receipt, note="낮")
    one.deletes(receipt)
    one.syncs()
    problem = only_problem(one)
    assert problem["conflicts"] == {"deleted": [False, True]}
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"] is None
    assert world.value(receipt, "note") == "낮"


def test_what_another_changed_is_still_a_conflict_when_it_came_before_the_last_own_edit(
    world: World,
) -> None:
    """The deletion waits behind two edits; the other's change comes with the first one's answer."""
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, receipt_no="7")
    other.syncs()
    one.edits(receipt, note="낮")
    asking = one.asks()
    one.edits(receipt, note="비")
    one.deletes(receipt)
    asking.gets(asking.request.arrives())
    one.syncs()
    problem = only_problem(one)
    assert problem["conflicts"] == {"deleted": [False, True]}
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"] is None


def test_deleting_after_own_edits_is_no_conflict_when_the_pull_takes_several_pages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, mother, receipt = two_phones(world)
    for _ in range(6):
        other.adds(mother)
    other.syncs()
    monkeypatch.setattr(feed, "PAGE", 2)
    one.edits(receipt, note="낮")
    one.deletes(receipt)
    one.syncs()
    assert not one.problems()
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"]


def test_editing_a_tombstone_is_a_conflict(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    other.deletes(receipt)
    other.syncs()
    one.edits(receipt, note="낮")
    one.syncs()
    problem = only_problem(one)
    assert problem["conflicts"] == {"deleted": [True, False]}
    assert problem["op"]["set"] == {"note": ["밤", "낮"]}
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"]
    assert world.value(receipt, "note") == "밤"


def test_what_was_deleted_can_be_restored_on_another_phone(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.deletes(receipt)
    one.syncs()
    other.syncs()
    other.restores(receipt)
    comes_to_rest(world)
    assert world.row(receipt)["deleted_at"] is None


# own acts stay in sight


def test_own_waiting_edits_are_seen_over_what_comes_from_others(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, receipt_no="7")
    other.syncs()
    asking = one.asks()
    one.edits(receipt, note="낮")
    asking.gets(asking.request.arrives())
    row = one.row(receipt)
    assert row is not None
    assert (row["note"], row["receipt_no"]) == ("낮", "7")
    check_phone(one)


def test_own_edits_are_seen_between_two_pages(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, mother, receipt = two_phones(world)
    for _ in range(6):
        other.adds(mother)
    other.syncs()
    monkeypatch.setattr(feed, "PAGE", 2)
    one.edits(receipt, note="낮")
    new = one.adds(mother)
    one.exchanges()
    assert not one.waiting()
    row, made = one.row(receipt), one.row(new)
    assert row is not None
    assert made is not None
    assert row["note"] == "낮"
    comes_to_rest(world)


def test_an_edit_of_what_the_server_refuses_meanwhile_does_not_stop_the_phone(
    world: World,
) -> None:
    one, other, mother, _ = two_phones(world)
    other.deletes(mother, "member")
    other.syncs()
    new = one.adds(mother)
    asking = one.asks()
    one.edits(new, note="낮")
    assert asking.gets(asking.request.arrives()) == "done"
    check_phone(one)
    assert one.syncs() == "done"
    assert [problem["kind"] for problem in one.problems().values()] == ["refused", "refused"]
    comes_to_rest(world)


def test_a_day_in_another_month_moves_the_sum(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, care_from="2022-11-03", care_to="2022-11-03")
    check_phone(one)
    one.syncs()
    check_phone(one)
    other.syncs()
    check_phone(other)
    [sum] = other.state()["month_sum"]
    assert (sum["year"], sum["month"]) == (2022, 11)


# refused


def test_a_refused_operation_becomes_a_problem_and_stops_nothing(world: World) -> None:
    one, other, mother, _receipt = two_phones(world)
    other.deletes(mother, "member")
    other.syncs()
    father = one.adds_member("아빠")
    refused = one.adds(mother)
    fine = one.adds(father)
    assert one.exchanges() == "done"
    problem = only_problem(one)
    assert problem["kind"] == "refused"
    assert problem["errors"]["member_id"]
    assert problem["op"]["id"] == refused
    assert problem["op"]["set"]["note"] == [None, ""]
    assert one.row(refused) is None
    assert world.row(fine)
    assert not one.waiting()
    comes_to_rest(world)


def test_the_same_paper_from_two_phones_is_one_receipt_and_a_question(world: World) -> None:
    one, other, mother, _ = two_phones(world)
    kept = one.adds(mother, copay=5)
    mine = other.adds(mother, copay=5)
    other.edits(mine, note="낮")
    one.syncs()
    other.syncs()
    assert next(list(each["conflicts"]) for each in in_order(other)) == ["double"]
    comes_to_rest(world)
    assert other.row(kept) is not None
    assert other.row(mine) is None
