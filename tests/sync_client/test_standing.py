"""Where a replica stands: late answers, restored backups, other households, older contracts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sync_client.checks import check_phone
from tests.sync_client.family import comes_to_rest, two_phones
from tests.sync_client.network import Request, answer_lost, delivered, request_lost
from tests.sync_client.world import World
from webapp.sync import contract, feed, views

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
    one, _, _, _receipt = two_phones(world)
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
    one, _, _mother, receipt = two_phones(world)
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


def test_what_another_phone_saves_while_a_page_is_read_is_not_passed_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People are read before receipts; a person who comes in between belongs to the next page."""
    one, other, mother, _ = two_phones(world)
    one.adds(mother)
    one.syncs()
    person = one.adds_member("아빠")
    for _ in range(3):
        one.adds(mother)
    real, waiting = feed.newer, [one]

    def newer(model: Any, *asked: Any) -> Any:
        found = list(real(model, *asked))
        if model.entity == "member" and waiting:
            assert waiting.pop().syncs() == "done"
        return found

    monkeypatch.setattr(feed, "newer", newer)
    monkeypatch.setattr(feed, "PAGE", 2)
    assert other.syncs() == other.syncs() == "done"
    assert other.row(person, "member") is not None
    comes_to_rest(world)


# reset


def test_a_restored_backup_is_pulled_anew_and_the_outbox_is_kept(world: World) -> None:
    one, other, mother, receipt = two_phones(world)
    second = one.adds(mother)
    one.syncs()
    backup = world.backup()
    gone = one.adds(mother)
    one.edits(receipt, note="낮")
    one.syncs()
    other.syncs()
    other.edits(receipt, receipt_no="7")
    new = other.adds(mother)
    other.edits(second, note="비")
    other.deletes(second)  # waits for the edit's revision
    world.restore(backup)
    assert other.syncs() == "done"
    assert world.row(second)["deleted_at"]
    assert other.row(gone) is None  # what the server does not know is gone
    assert world.row(new)  # what waited has arrived
    assert world.value(receipt, "receipt_no") == "7"
    comes_to_rest(world)
    assert world.value(receipt, "note") == "밤"


def test_a_restored_backup_that_kept_its_epoch_is_noticed_by_the_cursor(world: World) -> None:
    one, _other, mother, receipt = two_phones(world)
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
    one, _other, mother, receipt = two_phones(world)
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
    assert one.state()["meta"].get("stopped") == "household"
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
    _one, other, _, receipt = two_phones(world)
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
        newer.setattr(views, "OLDEST", contract.CONTRACT + 1)
        assert one.syncs() == "upgrade"
        assert one.state()["meta"].get("stopped") == "upgrade"
        assert len(one.waiting()) == 2
        check_phone(one)
    one.is_killed()  # the new worker opens the same replica
    comes_to_rest(world)
    assert "stopped" not in one.state()["meta"]
    assert world.value(receipt, "note") == "낮"
