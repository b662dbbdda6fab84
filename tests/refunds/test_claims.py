"""모의 신청: the whole way, everything that can go wrong on it, and what becomes of it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.conftest import Clock, RowCount
from tests.dom import form, read
from tests.person import Person
from tests.refunds.applicant import NUMBER, Applicant, applicant, over_the_cap


@pytest.fixture
def mother(person: Person) -> str:
    return over_the_cap(person)


@pytest.fixture
def applying(person: Person, mother: str) -> Applicant:
    return applicant(person)


def test_the_whole_way_ends_with_a_practice_receipt(applying: Applicant, mother: str) -> None:
    assert applying.applies(mother) == "모의-2026-0001"
    done = applying.person.get(f"{applying.base}/done")
    assert done.figure("estimate", mother, 2023) == 4_370_000
    assert "실제로 돈이 들어오지는 않아요." in done.text
    assert "***-***-5678" in done.text
