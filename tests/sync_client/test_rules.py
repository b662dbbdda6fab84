"""The rules of the exchange, one by one: real phones, a real server, a network of our making.

Each is also run against altered code: see test_mutants.py.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.sync_client.checks import check_agreement, check_phone, settle_down
from tests.sync_client.world import (
    FATES,
    Fate,
    Phone,
    Request,
    World,
    answer_lost,
    delivered,
    request_late,
    request_lost,
)
from webapp.sync import feed, views
from webapp.sync.schemas import MOST_BYTES, MOST_OPS


def two_phones(world: World) -> tuple[Phone, Phone, str, str]:
    """Both know a mother and a receipt of hers."""
    one, other = world.phone("one"), world.phone("other")
    mother = one.adds_member()
    receipt = one.adds(mother, note="밤")
    assert one.syncs() == other.syncs() == "done"
    return one, other, mother, receipt


def comes_to_rest(world: World) -> None:
    settle_down(world)
    check_agreement(world)


def in_order(phone: Phone) -> list[dict[str, Any]]:
    """The phone's problems, as its person made them."""
    found = phone.problems()
    return [found[op_id] for op_id in phone.done if op_id in found]


def only_problem(phone: Phone) -> dict[str, Any]:
    found = in_order(phone)
    assert len(found) == 1, found
    return found[0]


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
    one, other, mother, receipt = two_phones(world)
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
    one, other, _, receipt = two_phones(world)
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
    one.writes(*papers)
    pushes: list[Request] = []

    def noted(request: Request) -> Any:
        pushes.append(request)
        lost = len(pushes) == 3
        return answer_lost(request) if lost else request.arrives()

    assert one.syncs(*[noted] * 10) == "unreachable"
    assert one.syncs(*[noted] * 10) == "done"
    assert all(len(push.ops) <= MOST_OPS for push in pushes)
    assert all(len(push.body.encode()) <= MOST_BYTES for push in pushes)
    revs = [world.rows()["receipt", paper["id"]]["rev"] for paper in papers]
    assert revs == list(range(2, 502))
    comes_to_rest(world)
    assert len(other.state()["receipt"]) == 500


def test_long_notes_make_smaller_pushes(world: World) -> None:
    one = world.phone("one")
    mother = one.adds_member()
    long = "가나다라 마바사아 " * 50
    papers = [f"0190a7b2-0000-7000-8000-{n:012}" for n in range(110)]
    one.writes(
        *(
            one.paper(id, mother, provider_name=f"{n}병원", note=long[:490])
            for n, id in enumerate(papers)
        )
    )
    for mark in ("\\", "\n"):
        note = mark.join(long)[:500]
        one.writes(*({"entity": "receipt", "id": id, "wanted": {"note": note}} for id in papers))
    sizes: list[int] = []

    def noted(request: Request) -> Any:
        sizes.append(len(request.body.encode()))
        assert len(request.ops) <= MOST_OPS
        reply = request.arrives()
        assert reply.status == 200
        return reply

    assert one.syncs(*[noted] * 10) == "done"
    assert max(sizes) <= MOST_BYTES
    assert max(sizes) > MOST_BYTES * 0.7
    comes_to_rest(world)


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


# late answers


def test_an_answer_that_comes_after_a_later_one_changes_nothing(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    asking = one.asks()
    reply = asking.request.arrives()
    other.syncs()
    other.edits(receipt, note="비")
    other.syncs()
    one.syncs()
    before = one.state()
    asking.gets(reply)
    assert one.state() == before
    comes_to_rest(world)
    assert world.value(receipt, "note") == "비"


def test_an_answer_for_the_household_before_changes_nothing(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    asking = one.asks()
    reply = asking.request.arrives()
    one.is_put_out()
    assert one.syncs() == "put_out"
    asking.gets(reply)
    assert not one.state()["receipt"]
    del world.people["one"]


def test_a_first_answer_that_comes_after_the_key_was_taken_away_changes_nothing(
    world: World,
) -> None:
    two_phones(world)
    three = world.phone("three")
    asking = three.asks()
    reply = asking.request.arrives()
    three.syncs()
    three.is_put_out()
    assert three.syncs() == "put_out"
    asking.gets(reply)
    assert not three.state()["receipt"]
    del world.people["three"]


def test_a_phone_killed_between_the_push_and_the_answer_sends_again(world: World) -> None:
    one, _, mother, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.is_killed()
    asking = one.asks()
    reply = asking.request.arrives()
    one.is_killed()
    assert asking.gets(reply) == "dead"
    assert len(one.waiting()) == 1
    check_phone(one)
    comes_to_rest(world)
    assert world.value(receipt, "note") == "낮"
    assert not one.problems()


# reset


def test_a_restored_backup_is_pulled_anew_and_the_outbox_is_kept(world: World) -> None:
    one, other, mother, receipt = two_phones(world)
    backup = world.backup()
    gone = one.adds(mother)
    one.edits(receipt, note="낮")
    one.syncs()
    other.syncs()
    other.edits(receipt, receipt_no="7")
    new = other.adds(mother)
    world.restore(backup)
    assert other.syncs() == "done"
    assert other.row(gone) is None  # what the server does not know is gone
    assert world.row(new)  # what waited has arrived
    assert world.value(receipt, "receipt_no") == "7"
    comes_to_rest(world)
    assert world.value(receipt, "note") == "밤"


def test_a_restored_backup_that_kept_its_epoch_is_noticed_by_the_cursor(world: World) -> None:
    one, other, mother, receipt = two_phones(world)
    backup = world.backup()
    gone = one.adds(mother)
    one.adds(mother)
    one.syncs()
    world.restore(backup, new_epoch=False)
    one.edits(receipt, note="낮")
    comes_to_rest(world)
    assert one.row(gone) is None
    assert world.value(receipt, "note") == "낮"


def test_a_reset_over_several_pages_sweeps_only_at_its_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, mother, receipt = two_phones(world)
    for _ in range(5):
        one.adds(mother)
    one.syncs()
    backup = world.backup()
    gone = one.adds(mother)
    one.syncs()
    world.restore(backup)
    monkeypatch.setattr(feed, "PAGE", 2)
    one.exchanges()
    assert one.row(gone) is not None
    one.edits(receipt, note="낮")
    one.deletes(receipt)
    assert one.syncs(delivered, request_lost) == "unreachable"
    one.is_killed()
    check_phone(one)
    comes_to_rest(world)
    assert one.row(gone) is None
    assert world.row(receipt)["deleted_at"]
    assert not one.problems()


def test_storage_that_was_cleared_is_filled_again(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    one.loses_its_storage()
    assert one.syncs() == "done"
    assert one.row(receipt) is not None
    comes_to_rest(world)


# the wrong household, no household, an older contract


def test_another_household_replaces_the_replica_if_nothing_waits(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    there = World(world.app, world.clock, world.phones)
    theirs = there.phone("theirs")
    father = theirs.adds_member("아빠")
    theirs.syncs()
    one.client.set_cookie("device", str(theirs.key))
    assert one.syncs() == "household"
    assert one.row(receipt) is None
    assert one.syncs() == "done"
    assert one.row(father, "member") is not None
    there.ends()


def test_what_waits_is_not_moved_to_another_household(world: World) -> None:
    one, _, _, receipt = two_phones(world)
    there = World(world.app, world.clock, world.phones)
    theirs = there.phone("theirs")
    one.edits(receipt, note="낮")
    own = one.key
    one.client.set_cookie("device", str(theirs.key))
    assert one.syncs() == "household"
    assert one.state()["meta"]["stopped"] == "household"
    assert len(one.waiting()) == 1
    check_phone(one)
    one.client.set_cookie("device", str(own))
    assert one.syncs() == "done"
    assert "stopped" not in one.state()["meta"]
    comes_to_rest(world)
    assert world.value(receipt, "note") == "낮"
    there.ends()


def test_unsettled_problems_do_not_vanish_with_the_household(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    other.edits(receipt, note="비")
    one.syncs()
    other.syncs()
    there = World(world.app, world.clock, world.phones)
    theirs = there.phone("theirs")
    other.client.set_cookie("device", str(theirs.key))
    assert other.syncs() == "household"
    assert len(other.problems()) == 1
    there.ends()


def test_a_phone_that_was_put_out_forgets_all_and_says_so(world: World) -> None:
    one, other, _, receipt = two_phones(world)
    other.edits(receipt, note="낮")
    other.is_put_out()
    assert other.syncs() == "put_out"
    state = other.state()
    assert state["meta"]["put_out"]
    assert not any(state[store] for store in ("receipt", "member", "copy", "outbox", "problem"))
    assert other.syncs(nobody) == "put_out"  # and asks no more
    del world.people["other"]
    comes_to_rest(world)


def nobody(request: Request) -> Any:
    raise AssertionError("asked again")


def test_a_phone_without_a_household_opens_one_with_its_first_records(world: World) -> None:
    new = world.stranger("new")
    assert new.syncs() == "done"
    assert new.state()["meta"]["household"] is None
    mother = new.adds_member()
    assert new.syncs(answer_lost) == "unreachable"
    new.adds(mother)
    assert new.syncs() == "done"
    cookie = new.client.get_cookie("device")
    assert cookie is not None
    assert new.state()["meta"]["household"] == cookie.value.partition(".")[0]
    assert len(new.state()["copy"]) == 2
    assert not new.waiting()
    new.tell("forget")


def test_an_older_contract_waits_for_the_update(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _, mother, receipt = two_phones(world)
    one.edits(receipt, note="낮")
    one.adds(mother)
    with monkeypatch.context() as newer:
        newer.setattr(views, "OLDEST", views.CONTRACT + 1)
        assert one.syncs() == "upgrade"
        assert one.state()["meta"]["stopped"] == "upgrade"
        assert len(one.waiting()) == 2
        check_phone(one)
    one.is_killed()  # the new worker opens the same replica
    comes_to_rest(world)
    assert "stopped" not in one.state()["meta"]
    assert world.value(receipt, "note") == "낮"


# refused


def test_a_refused_operation_becomes_a_problem_and_stops_nothing(world: World) -> None:
    one, other, mother, receipt = two_phones(world)
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
    assert [list(each["conflicts"]) for each in in_order(other)][0] == ["double"]
    comes_to_rest(world)
    assert other.row(kept) is not None
    assert other.row(mine) is None


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
