import pytest

from tests.law.factory import day
from webapp.law import calendar


def test_notices_of_2025_began_on_31_august_2026():
    assert calendar.notices_start(2025) == day("2026-08-31")


@pytest.mark.parametrize("year", [2019, 2026])
def test_a_start_that_is_not_known_is_not_guessed(year):
    assert calendar.notices_start(year) is None
    assert calendar.claim_until(year) is None


def test_a_season_to_come_is_where_the_known_years_have_begun():
    assert calendar.notice_season(2026) == (day("2027-08-23"), day("2027-09-02"))


def test_a_season_that_is_known_is_its_day():
    assert calendar.notice_season(2025) == (day("2026-08-31"), day("2026-08-31"))


def test_the_right_lapses_three_years_after_the_notices():
    assert calendar.claim_until(2023) == day("2027-09-02")


@pytest.mark.parametrize(("notified", "may"), [("2026-10-07", False), ("2026-10-08", True)])
def test_arrears_may_be_deducted_from_what_is_notified_since_8_october_2026(notified, may):
    assert calendar.arrears_may_be_deducted(day(notified)) is may


def test_every_note_is_a_sentence():
    assert all(rule.note.endswith("요.") for rule in calendar.rule_notes())
