"""A household whose phones know a mother and a receipt of hers, and how one looks at it."""

from __future__ import annotations

from typing import Any

from tests.sync_client.checks import check_agreement, settle_down
from tests.sync_client.phone import Phone
from tests.sync_client.world import World


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
