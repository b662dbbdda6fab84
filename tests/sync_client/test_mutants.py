"""Each mistake in the protocol, on either side, is noticed by a test of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.sync_client import test_changing as changing
from tests.sync_client import test_sending as sending
from tests.sync_client import test_standing as standing
from tests.sync_client.bridge import Phones, phones
from tests.sync_client.network import login_json
from tests.sync_client.world import World
from webapp.sync import apply, feed, views
from webapp.sync.models import STORE, AppliedOp, Ledger
from webapp.sync.op import Op, Result

Rule = Callable[..., None]


@contextmanager
def a_world(app: Flask, clock: Clock, process: Phones) -> Iterator[World]:
    world = World(app, clock, process)
    try:
        yield world
    finally:
        world.ends()


def fails(rule: Rule, app: Flask, clock: Clock, process: Phones, patch: pytest.MonkeyPatch) -> bool:
    patching = "monkeypatch" in rule.__code__.co_varnames[: rule.__code__.co_argcount]
    with a_world(app, clock, process) as world:
        try:
            rule(world, **{"monkeypatch": patch} if patching else {})
        except AssertionError:
            return True
    return False


def at_a_hotel(world: World) -> None:
    sending.test_whatever_befalls_a_push_it_is_carried_out_once(world, login_json)


PHONES: dict[str, Rule] = {
    "drops operations when their answer is lost": sending.test_a_repeated_refusal_is_one_problem,
    "takes a login page for an answer": at_a_hotel,
    "coalesces edits of one record": (
        sending.test_an_edit_made_while_the_one_before_is_on_its_way_is_not_lost
    ),
    "sends the newest first": (
        sending.test_operations_are_sent_in_the_order_in_which_they_were_made
    ),
    "sends everything at once": (
        sending.test_500_receipts_entered_offline_arrive_once_in_order_and_in_small_pushes
    ),
    "does not count bytes": sending.test_long_notes_make_smaller_pushes,
    "clears the outbox on reset": (
        standing.test_a_restored_backup_is_pulled_anew_and_the_outbox_is_kept
    ),
    "keeps what the server forgot": (
        standing.test_a_restored_backup_that_kept_its_epoch_is_noticed_by_the_cursor
    ),
    "sweeps before the pull has ended": (
        standing.test_a_reset_over_several_pages_sweeps_only_at_its_end
    ),
    "moves the base of a deletion blindly": (
        changing.test_deleting_after_own_edits_what_another_changed_meanwhile_is_a_conflict
    ),
    "never moves the base of a deletion": (
        changing.test_deleting_after_own_unsent_edits_is_no_conflict
    ),
    "sends a deletion along with the edits before it": (
        changing.test_deleting_after_own_unsent_edits_is_no_conflict
    ),
    "sends a deletion in the middle of a pull": (
        changing.test_deleting_after_own_edits_is_no_conflict_when_the_pull_takes_several_pages
    ),
    "takes late answers": standing.test_an_answer_that_comes_after_a_later_one_changes_nothing,
    "puts no problem before the person": changing.test_a_conflict_keeps_both_values_for_the_person,
    "keeps what was refused waiting": (
        changing.test_a_refused_operation_becomes_a_problem_and_stops_nothing
    ),
    "shows only what the server has": (
        changing.test_own_waiting_edits_are_seen_over_what_comes_from_others
    ),
    "shows old rows between two pages": changing.test_own_edits_are_seen_between_two_pages,
    "draws the rest of what was refused": (
        changing.test_an_edit_of_what_the_server_refuses_meanwhile_does_not_stop_the_phone
    ),
    "forgets to renew the sums": changing.test_a_day_in_another_month_moves_the_sum,
    "forgets the sum of the month before": changing.test_a_day_in_another_month_moves_the_sum,
    "wipes for another household although something waits": (
        standing.test_what_waits_is_not_moved_to_another_household
    ),
    "wipes for an upgrade": standing.test_an_older_contract_waits_for_the_update,
    "stays after it was put out": standing.test_a_phone_that_was_put_out_forgets_all_and_says_so,
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("mutant", PHONES)
def test_a_mistake_of_the_phone_is_noticed(
    app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    with phones(mutant) as process:
        noticed = fails(PHONES[mutant], app, clock, process, monkeypatch)
    assert noticed, f"nobody noticed that it {mutant}"


# the server's


def no_ledger(patch: pytest.MonkeyPatch) -> None:
    """A repeated operation is carried out again."""
    patch.setattr(AppliedOp, "said", classmethod(lambda *_: None))
    stored = STORE.prefix_with("OR REPLACE", dialect="sqlite")
    patch.setattr("webapp.sync.apply.STORE", stored)


def no_new_revision(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ledger, "next", lambda self: self.seq)


def one_counter_step_behind(patch: pytest.MonkeyPatch) -> None:
    """An edit keeps the record's revision; only new records get one."""
    real = apply.put

    def put(turn: Any, model: Any, row: Any, op: Op) -> Result:
        rev = row.rev if row is not None else 0
        result = real(turn, model, row, op)
        if rev:
            row.rev = rev
        return result

    patch.setattr(apply, "put", put)


def last_write_wins(patch: pytest.MonkeyPatch) -> None:
    """Silently: whatever the device saw is what the server has."""
    real = apply.put

    def put(turn: Any, model: Any, row: Any, op: Op) -> Result:
        if row is not None:
            present = row.values()
            op = replace(op, set={name: (present[name], new) for name, (_, new) in op.set.items()})
        return real(turn, model, row, op)

    patch.setattr(apply, "put", put)


def first_write_wins(patch: pytest.MonkeyPatch) -> None:
    """Silently: the second one's value is dropped, and called applied."""
    real = apply.put

    def put(*asked: Any) -> Result:
        result = real(*asked)
        return Result(result.op_id, "applied") if result.status == "conflict" else result

    patch.setattr(apply, "put", put)


def deletes_whatever_changed(patch: pytest.MonkeyPatch) -> None:
    real = apply.delete
    patch.setattr(apply, "delete", lambda turn, row, op: real(turn, row, replace(op, base=row.rev)))


def edits_tombstones(patch: pytest.MonkeyPatch) -> None:
    real = apply.put

    def put(turn: Any, model: Any, row: Any, op: Op) -> Result:
        if row is not None:
            row.deleted_at = None
        return real(turn, model, row, op)

    patch.setattr(apply, "put", put)


def no_reset(patch: pytest.MonkeyPatch) -> None:
    real = views.exchange

    def exchange(device: Any, push: dict[str, Any]) -> dict[str, Any]:
        from webapp.extensions import db

        ledger = db.session.get(Ledger, device.household_id)
        assert ledger is not None
        known = {"epoch": ledger.epoch, "cursor": min(push["cursor"], ledger.seq)}
        return real(device, {**push, **known})

    patch.setattr(views, "exchange", exchange)


def counts_refused_ones_as_gone(patch: pytest.MonkeyPatch) -> None:
    """A refused operation is answered as if it had been applied."""
    patch.setattr(apply, "rejected", lambda op, errors: Result(op.op_id, "applied"))


def reads_beyond_the_counter(patch: pytest.MonkeyPatch) -> None:
    real = feed.newer
    patch.setattr(
        feed, "newer", lambda model, household, cursor, _: real(model, household, cursor, 1 << 40)
    )


SERVERS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], Rule]] = {
    "no ledger": (no_ledger, sending.test_a_repeated_operation_gets_its_stored_result),
    "no ledger, delayed": (no_ledger, sending.test_what_comes_after_a_later_push_is_not_done_again),
    "no new revision": (no_new_revision, changing.test_edits_of_different_fields_are_both_kept),
    "no new revision for an edit": (
        one_counter_step_behind,
        changing.test_edits_of_different_fields_are_both_kept,
    ),
    "last write wins": (last_write_wins, changing.test_a_conflict_keeps_both_values_for_the_person),
    "first write wins": (
        first_write_wins,
        changing.test_a_conflict_keeps_both_values_for_the_person,
    ),
    "deletes whatever changed": (
        deletes_whatever_changed,
        changing.test_deleting_what_another_phone_changed_is_a_conflict,
    ),
    "edits tombstones": (edits_tombstones, changing.test_editing_a_tombstone_is_a_conflict),
    "no reset": (no_reset, standing.test_a_restored_backup_is_pulled_anew_and_the_outbox_is_kept),
    "no reset by the cursor": (
        no_reset,
        standing.test_a_restored_backup_that_kept_its_epoch_is_noticed_by_the_cursor,
    ),
    "reads beyond the counter": (
        reads_beyond_the_counter,
        standing.test_what_another_phone_saves_while_a_page_is_read_is_not_passed_over,
    ),
    "refused ones count as gone": (
        counts_refused_ones_as_gone,
        changing.test_a_refused_operation_becomes_a_problem_and_stops_nothing,
    ),
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("mutant", SERVERS)
def test_a_mistake_of_the_server_is_noticed(
    app: Flask, clock: Clock, process: Phones, monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    change, rule = SERVERS[mutant]
    with monkeypatch.context() as patch:
        change(patch)
        assert fails(rule, app, clock, process, patch), f"nobody noticed: {mutant}"
