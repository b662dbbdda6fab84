"""The one write path: what is set, what is a conflict, what is refused."""

import pytest

from tests.sync.family import NOW, Family
from webapp.extensions import db
from webapp.receipts.models import Receipt
from webapp.sync.apply import apply
from webapp.sync.op import Op, new_id, new_op_id


def test_an_operation_sent_twice_gives_the_stored_result_and_saves_once(family: Family) -> None:
    op = family.writing()
    first, second = family.sends(op), family.sends(op)
    assert (first, family.receipts()) == (second, 1)


def test_a_repeated_operation_changes_nothing_even_if_the_record_moved_on(family: Family) -> None:
    id = family.writes(copay=100)
    raise_it = family.editing(id, copay=(100, 200))
    family.sends(raise_it)
    family.sends(family.editing(id, copay=(200, 300)))
    assert family.sends(raise_it).status == "applied"
    assert family.value(id, "copay") == 300


def test_a_repeated_conflict_is_told_again_as_it_was(family: Family) -> None:
    id = family.writes(copay=100)
    family.sends(family.editing(id, copay=(100, 200)))
    late = family.editing(id, copay=(100, 300))
    first = family.sends(late)
    family.sends(family.editing(id, copay=(200, 100)))
    assert family.sends(late) == first
    assert first.conflicts == {"copay": (200, 300)}


def test_an_operation_repeated_within_one_parcel_is_applied_once(family: Family) -> None:
    op = family.writing()
    results = apply(family.id, "phone", [op, op], NOW)
    assert [result.status for result in results] == ["applied", "applied"]
    assert family.receipts() == 1


def test_two_devices_that_edit_different_fields_both_win(family: Family) -> None:
    id = family.writes(copay=100, note="")
    assert family.sends(family.editing(id, copay=(100, 200)), phone="a").status == "applied"
    assert family.sends(family.editing(id, note=("", "밤")), phone="b").status == "applied"
    assert (family.value(id, "copay"), family.value(id, "note")) == (200, "밤")


def test_two_devices_that_edit_one_field_leave_the_first_and_report_both(family: Family) -> None:
    id = family.writes(copay=100)
    family.sends(family.editing(id, copay=(100, 200)), phone="a")
    result = family.sends(family.editing(id, copay=(100, 300)), phone="b")
    assert (result.status, result.conflicts) == ("conflict", {"copay": (200, 300)})
    assert family.value(id, "copay") == 200


def test_the_other_fields_of_a_conflicting_edit_are_kept(family: Family) -> None:
    id = family.writes(copay=100, note="")
    family.sends(family.editing(id, copay=(100, 200)))
    result = family.sends(family.editing(id, copay=(100, 300), note=("", "밤")))
    assert (result.status, family.value(id, "note")) == ("conflict", "밤")


def test_two_devices_that_want_the_same_value_agree(family: Family) -> None:
    id = family.writes(copay=100)
    family.sends(family.editing(id, copay=(100, 200)))
    rev = family.rev(id)
    assert family.sends(family.editing(id, copay=(100, 200))).status == "applied"
    assert family.rev(id) == rev


def test_an_excluded_amount_is_compared_by_its_own_reason(family: Family) -> None:
    id = family.writes(copay=1_000)
    family.sends(family.editing(id, **{"uncounted-chuna": (0, 100)}))
    other = family.sends(family.editing(id, **{"uncounted-arrears": (0, 200)}))
    same = family.sends(family.editing(id, **{"uncounted-chuna": (0, 300)}))
    assert (other.status, same.conflicts) == ("applied", {"uncounted-chuna": (100, 300)})
    assert family.row(id).uncounted == {"chuna": 100, "arrears": 200}


def test_deleting_what_changed_since_is_a_conflict_and_deletes_nothing(family: Family) -> None:
    id = family.writes(copay=100)
    seen = family.rev(id)
    family.sends(family.editing(id, copay=(100, 200)))
    result = family.sends(family.deleting(id, base=seen))
    assert (result.status, result.conflicts) == ("conflict", {"deleted": (False, True)})
    assert family.row(id).deleted_at is None


def test_deleting_leaves_a_tombstone_with_all_its_values(family: Family) -> None:
    id = family.writes(copay=100)
    assert family.sends(family.deleting(id)).status == "applied"
    assert family.row(id).deleted_at == NOW
    assert family.value(id, "copay") == 100


def test_deleting_twice_is_no_conflict(family: Family) -> None:
    id = family.writes()
    family.sends(family.deleting(id))
    rev = family.rev(id)
    assert family.sends(family.deleting(id, base=0)).status == "applied"
    assert family.rev(id) == rev


def test_editing_a_tombstone_is_a_conflict_and_does_not_wake_it(family: Family) -> None:
    id = family.writes(copay=100)
    family.sends(family.deleting(id))
    result = family.sends(family.editing(id, copay=(100, 200)))
    assert (result.status, result.conflicts) == ("conflict", {"deleted": (True, False)})
    assert family.value(id, "copay") == 100
    assert family.row(id).deleted_at is not None


def test_restoring_brings_back_what_was_there(family: Family) -> None:
    id = family.writes(copay=100)
    family.sends(family.deleting(id))
    assert family.sends(family.restoring(id)).status == "applied"
    assert family.row(id).deleted_at is None
    assert family.value(id, "copay") == 100


def test_restoring_what_is_there_changes_nothing(family: Family) -> None:
    id = family.writes()
    rev = family.rev(id)
    assert family.sends(family.restoring(id)).status == "applied"
    assert family.rev(id) == rev


@pytest.mark.parametrize("kind", ["delete", "restore"])
def test_what_never_was_cannot_be_touched(family: Family, kind: str) -> None:
    result = family.sends(Op(new_op_id(), "receipt", new_id(), kind=kind))
    assert (result.status, list(result.errors)) == ("rejected", [""])


def test_editing_a_record_that_was_purged_is_refused_not_made_anew(family: Family) -> None:
    op = family.editing(new_id(), base=7, copay=(100, 200))
    assert family.sends(op).status == "rejected"
    assert family.receipts() == 0


@pytest.mark.parametrize(
    ("entity", "field"),
    [("diagnosis", "name"), ("receipt", "diagnosis"), ("receipt", "counted"), ("receipt", "rev")],
    ids=["unknown entity", "unknown field", "derived field", "bookkeeping field"],
)
def test_unknown_things_are_refused(family: Family, entity: str, field: str) -> None:
    id = family.writes()
    result = family.sends(Op(new_op_id(), entity, id, base=1, set={field: (None, 1)}))
    assert result.status == "rejected"


def test_a_value_that_does_not_pass_the_check_is_refused_whole(family: Family) -> None:
    id = family.writes(copay=100, note="")
    result = family.sends(family.editing(id, copay=(100, -1), note=("", "밤")))
    assert (result.status, list(result.errors)) == ("rejected", ["copay"])
    assert (family.value(id, "copay"), family.value(id, "note")) == (100, "")


def test_edits_that_are_sound_alone_but_not_together_are_refused(family: Family) -> None:
    id = family.writes(copay=1_000)
    family.sends(family.editing(id, copay=(1_000, 100)), phone="a")
    result = family.sends(family.editing(id, **{"uncounted-chuna": (0, 500)}), phone="b")
    assert (result.status, list(result.errors)) == ("rejected", ["uncounted-chuna"])
    assert family.row(id).uncounted == {}


def test_a_refused_operation_does_not_hold_up_the_next_one(family: Family) -> None:
    id = family.writes(copay=100)
    bad, good = family.editing(id, copay=(100, -1)), family.editing(id, copay=(100, 200))
    results = apply(family.id, "phone", [bad, good], NOW)
    assert [result.status for result in results] == ["rejected", "applied"]
    assert family.value(id, "copay") == 200


def test_a_receipt_cannot_be_given_to_another_households_member(
    family: Family, neighbours: Family
) -> None:
    id = family.writes()
    result = family.sends(family.editing(id, member_id=(family.mother, neighbours.mother)))
    assert (result.status, list(result.errors)) == ("rejected", ["member_id"])


def test_another_households_record_is_as_good_as_absent(family: Family, neighbours: Family) -> None:
    id = neighbours.writes(copay=100)
    for op in (
        family.editing(id, copay=(100, 200)),
        Op(new_op_id(), "receipt", id, kind="delete", base=2),
    ):
        assert family.sends(op).status == "rejected"
    assert neighbours.value(id, "copay") == 100


def test_two_households_may_use_the_same_ids(family: Family, neighbours: Family) -> None:
    id = family.writes(copay=100)
    assert neighbours.sends(neighbours.writing(id, copay=500)).status == "applied"
    assert (family.value(id, "copay"), neighbours.value(id, "copay")) == (100, 500)


def test_the_same_operation_id_in_two_households_is_two_operations(
    family: Family, neighbours: Family
) -> None:
    op = family.writing()
    family.sends(op)
    theirs = Op(op.op_id, "receipt", new_id(), set={**neighbours.writing().set})
    assert neighbours.sends(theirs).status == "applied"
    assert neighbours.receipts() == 1


def test_a_household_that_does_not_exist_cannot_be_written_to(family: Family) -> None:
    with pytest.raises(LookupError):
        apply(new_id(), "phone", [family.writing()], NOW)
    db.session.rollback()


def test_every_change_raises_the_revision_by_one(family: Family) -> None:
    before = family.seq
    id = family.writes(copay=100)
    revisions = [family.rev(id)]
    for op in (
        family.editing(id, copay=(100, 200)),
        family.editing(id, note=("", "밤")),
    ):
        family.sends(op)
        revisions.append(family.rev(id))
    family.sends(family.deleting(id))
    revisions.append(family.rev(id))
    family.sends(family.restoring(id))
    revisions.append(family.rev(id))
    assert revisions == list(range(before + 1, before + 6))
    assert family.seq == revisions[-1]


def test_what_changes_nothing_raises_no_revision(family: Family) -> None:
    id = family.writes(copay=100)
    before = family.seq
    family.sends(family.editing(id, copay=(100, 100)))
    family.sends(family.editing(id, copay=(100, -1)))
    family.sends(family.editing(id, copay=(999, 200)))
    assert family.seq == before


def test_a_parcel_that_breaks_half_way_leaves_nothing(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = family.writing(), family.writing(provider_name="멈춤")

    def breaks(receipt: Receipt) -> None:
        if receipt.provider_name == "멈춤":
            raise RuntimeError
        derive(receipt)

    derive = Receipt.derive
    monkeypatch.setattr(Receipt, "derive", breaks)
    with pytest.raises(RuntimeError):
        apply(family.id, "phone", [good, bad], NOW)
    assert family.receipts() == 0
    assert family.sends(good).status == "applied"
