"""The same paper, written down on two phones: asked about, not counted twice."""

from __future__ import annotations

import pytest

from tests.sync.family import Family

SLIP = {"separate": False, "copay": 18_500, "provider_name": "라온약국"}


@pytest.fixture
def first(family: Family) -> str:
    return family.writes(**SLIP)


def test_a_second_one_waits_for_an_answer(family: Family, first: str) -> None:
    result = family.sends(family.writing(**SLIP), phone="tablet")
    assert result.status == "conflict"
    assert result.conflicts["double"][0] == first


def test_it_is_not_counted_meanwhile(family: Family, first: str) -> None:
    family.sends(family.writing(**SLIP), phone="tablet")
    assert family.receipts() == 1


def test_the_person_can_say_that_it_is_another(family: Family, first: str) -> None:
    assert family.sends(family.writing(**{**SLIP, "separate": True})).status == "applied"


def test_another_amount_or_day_or_place_is_no_double(family: Family, first: str) -> None:
    for change in (
        {"copay": 18_600},
        {"care_from": "2023-05-03"},
        {"provider_name": "라온 약국"},
    ):
        assert family.sends(family.writing(**{**SLIP, **change})).status == "applied"


def test_one_in_the_trash_is_no_double(family: Family, first: str) -> None:
    family.sends(family.deleting(first))
    assert family.sends(family.writing(**SLIP)).status == "applied"


def test_the_same_operation_again_is_no_double(family: Family) -> None:
    op = family.writing(**SLIP)
    assert family.sends(op).status == "applied"
    assert family.sends(op).status == "applied"


def test_editing_one_into_the_other_is_left_to_the_form(family: Family, first: str) -> None:
    other = family.writes(**{**SLIP, "copay": 1})
    assert family.sends(family.editing(other, copay=(1, 18_500))).status == "applied"
