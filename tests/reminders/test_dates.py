"""When to remind: pure dates, from facts and from the day on which somebody chose a kind."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.reminders.dates import Facts, Reminder, dated, due, first_of_next_month

CHOSEN = date(2026, 11, 21)
WHOSE = "0190a7b2-0000-7000-8000-00000000000a:2026"


def day(text: str) -> date:
    return date.fromisoformat(text)


def only(facts: Facts, kind: str, since: date = CHOSEN) -> Reminder:
    (found,) = dated(facts, {kind: since})
    return found


def told(kind: str, today: str, since: date = CHOSEN, **facts: object) -> list[str]:
    """The keys of what is due that day."""
    return [each.key for each in due(Facts(day(today), **facts), {kind: since})]  # type: ignore[arg-type]


def test_nothing_is_dated_or_due_that_nobody_chose() -> None:
    facts = Facts(CHOSEN, (2023,), (2023,), {WHOSE: day("2026-12-20")}, {WHOSE: 1200})
    assert dated(facts, {}) == due(facts, {}) == []


@pytest.mark.parametrize(
    ("chosen", "first"),
    [("2026-11-01", "2026-12-01"), ("2026-11-30", "2026-12-01"), ("2026-12-31", "2027-01-01")],
)
def test_the_month_begins_again_after_the_day_it_was_chosen(chosen: str, first: str) -> None:
    found = only(Facts(CHOSEN), "monthly", day(chosen))
    assert (found.day, found.end, found.every) == (day(first), day(first), "month")


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        ("2026-11-30", []),
        ("2026-12-01", ["monthly:2026-12-01"]),
        ("2026-12-07", ["monthly:2026-12-01"]),
        ("2026-12-08", []),
        ("2027-03-02", ["monthly:2027-03-01"]),
    ],
)
def test_a_month_is_worth_a_word_in_its_first_week(today: str, keys: list[str]) -> None:
    assert told("monthly", today) == keys


@pytest.mark.parametrize(
    ("chosen", "first"),
    [("2026-11-21", "2027-08-01"), ("2026-08-01", "2026-08-01"), ("2026-08-02", "2027-08-01")],
)
def test_august_is_its_first_week_every_year(chosen: str, first: str) -> None:
    found = only(Facts(CHOSEN), "august", day(chosen))
    assert (found.day, found.every) == (day(first), "year")
    assert (found.end - found.day).days == 6


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        ("2027-07-31", []),
        ("2027-08-01", ["august:2027-08-01"]),
        ("2027-08-07", ["august:2027-08-01"]),
        ("2027-08-08", []),
        ("2028-02-29", []),
        ("2029-08-03", ["august:2029-08-01"]),
    ],
)
def test_august_is_told_in_its_week(today: str, keys: list[str]) -> None:
    assert told("august", today) == keys


def test_the_season_of_a_year_that_is_not_known_yet_is_where_it_has_always_been() -> None:
    found = only(Facts(CHOSEN, years=(2026,)), "notices")
    assert (found.day, found.end) == (day("2027-08-23"), day("2027-09-02"))


def test_a_season_that_is_over_when_it_is_chosen_is_left_out() -> None:
    facts = Facts(CHOSEN, years=(2026, 2025, 2023))
    assert [each.about for each in dated(facts, {"notices": CHOSEN})] == ["2026"]
    early = dated(facts, {"notices": day("2026-08-01")})
    assert [(each.about, each.day) for each in early] == [
        ("2026", day("2027-08-23")),
        ("2025", day("2026-08-31")),
    ]


def test_the_season_is_told_from_its_first_day_on_and_two_weeks_after_its_last() -> None:
    assert told("notices", "2027-08-22", years=(2026,)) == []
    assert told("notices", "2027-08-23", years=(2026,)) == ["notices:2026"]
    assert told("notices", "2027-09-16", years=(2026,)) == ["notices:2026"]
    assert told("notices", "2027-09-17", years=(2026,)) == []


def test_a_right_that_lapses_is_told_90_days_before() -> None:
    found = only(Facts(CHOSEN, claimable=(2023,)), "lapse")
    assert (found.day, found.until) == (day("2027-06-04"), day("2027-09-02"))
    assert (found.until - found.day).days == 90


def test_whoever_chooses_late_is_told_the_day_after() -> None:
    late = only(Facts(CHOSEN, claimable=(2023,)), "lapse", since=day("2027-08-01"))
    assert late.day == day("2027-08-02")


def test_a_right_that_has_lapsed_is_told_no_more() -> None:
    assert dated(Facts(CHOSEN, claimable=(2023,)), {"lapse": day("2027-09-02")}) == []


def test_a_year_whose_last_day_is_not_known_has_no_date() -> None:
    assert dated(Facts(CHOSEN, claimable=(2019,)), {"lapse": CHOSEN}) == []


def test_a_stay_is_told_20_days_before_day_120() -> None:
    found = only(Facts(CHOSEN, stays={WHOSE: day("2026-12-30")}), "stay")
    assert (found.day, found.until) == (day("2026-12-10"), day("2026-12-30"))


def test_two_stays_are_two_reminders() -> None:
    stays = {WHOSE: day("2026-12-30"), WHOSE[:-6] + "b:2026": day("2026-12-25")}
    assert len({each.key for each in dated(Facts(CHOSEN, stays=stays), {"stay": CHOSEN})}) == 2


@pytest.mark.parametrize(
    ("spent", "step"),
    [(0, ""), (799, ""), (800, "800"), (999, "800"), (1000, "1000"), (9999, "1000")],
)
def test_of_a_ceiling_only_the_highest_step_is_told(spent: int, step: str) -> None:
    keys = told("cap", "2026-11-22", spent={WHOSE: spent})
    assert keys == ([f"cap:{WHOSE}:{step}"] if step else [])


def test_a_ceiling_is_in_no_calendar() -> None:
    assert dated(Facts(CHOSEN, spent={WHOSE: 900}), {"cap": CHOSEN}) == []


@pytest.mark.parametrize(
    ("today", "next_day"),
    [
        ("2026-11-21", "2026-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12-02", "2027-01-01"),
        ("2027-12-05", "2028-01-01"),
    ],
)
def test_the_next_month_is_the_next_first_day(today: str, next_day: str) -> None:
    assert only(Facts(CHOSEN), "monthly").next_day(day(today)) == day(next_day)


def test_the_next_august_comes_after_this_one() -> None:
    found = only(Facts(CHOSEN), "august")
    assert found.next_day(day("2027-08-03")) == day("2027-08-03")
    assert found.next_day(day("2027-08-08")) == day("2028-08-01")
    assert found.next_day(day("2028-02-01")) == day("2028-08-01")


def test_what_comes_once_has_no_next_day_when_it_is_over() -> None:
    found = only(Facts(CHOSEN, claimable=(2023,)), "lapse")
    assert found.next_day(day("2027-06-05")) is None


@pytest.mark.parametrize("last", ["2026-01-31", "2026-02-28", "2028-02-29", "2026-12-31"])
def test_months_of_every_length_end(last: str) -> None:
    first = first_of_next_month(day(last))
    assert first.day == 1
    assert (first - day(last)).days == 1
