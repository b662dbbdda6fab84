"""Where a refund can go: what the table of banks says, and how far one may trust it."""

import pytest

from webapp.law import rulebook
from webapp.law.banks import account_digits, banks


def test_every_bank_has_a_code_of_its_own_and_a_name():
    rows = rulebook.read("banks")["bank"]
    assert len(banks()) == len(rows) == 25
    assert all(len(code) == 3 and code.isdecimal() for code in banks())
    assert len({bank.name for bank in banks().values()}) == 25


def test_every_row_names_its_sources_its_state_and_the_day_it_was_checked():
    for row in (rulebook.read("banks")["account"], *rulebook.read("banks")["bank"]):
        assert row["source"]
        assert set(row["source"]) <= set(rulebook.sources()), row
        assert row["status"] in {"official", "secondary"}, row
        assert row["checked"].isoformat() >= "2026-11-21", row


@pytest.mark.parametrize(
    ("code", "digits", "odd"),
    [
        ("088", "110123456789", False),
        ("088", "1101234567", True),
        ("090", "3333012345678", False),
        ("045", "1234567", False),  # no length is known there
    ],
)
def test_a_length_never_seen_at_a_bank_is_odd(code, digits, odd):
    assert banks()[code].seems_odd(digits) is odd


def test_an_account_number_has_7_to_16_digits():
    assert (min(account_digits()), max(account_digits())) == (7, 16)


def test_the_post_office_is_among_them_as_the_decree_says():
    assert banks()["071"].name == "우체국"
