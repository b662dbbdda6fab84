"""The course of a rehearsed application: what follows what, and what can never happen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.config import SEOUL
from webapp.refunds.stages import (
    AUTHENTICATION_LASTS,
    COURSES,
    STAGES,
    Event,
    Standing,
    lets,
    standing,
)

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=SEOUL)
KINDS = ("agreed", "authenticated", "submitted", "retried", "day", "papers", "cancelled")
AFTER_SUBMITTING = set(STAGES) - {"draft", "cancelled"}


def application(ending: str = "") -> list[Event]:
    """Somebody has just applied."""
    return [
        Event("agreed", NOON),
        Event("authenticated", NOON),
        Event("submitted", NOON, ending),
    ]


def days(number: int) -> list[Event]:
    return [Event("day", NOON)] * number


PLAIN = ["received", "reviewing", "reviewing", "due", "due", "due", "due", "paid", "paid"]


@pytest.mark.parametrize(("passed", "stage"), list(enumerate(PLAIN)))
def test_days_lead_from_receipt_to_payment(passed: int, stage: str) -> None:
    assert standing(application(), DAY + timedelta(days=passed)).stage == stage


@pytest.mark.parametrize("passed", range(9))
def test_a_practice_day_counts_like_a_day(passed: int) -> None:
    practised = standing([*application(), *days(passed)], DAY)
    assert practised.stage == standing(application(), DAY + timedelta(days=passed)).stage


def test_the_day_of_payment_is_told_while_one_is_expected() -> None:
    assert standing(application(), DAY).due_on == date(2026, 11, 28)
    assert standing([*application(), *days(4)], DAY).due_on == date(2026, 11, 24)
    assert standing([*application(), *days(7)], DAY) == Standing("paid")
    assert standing(application("papers"), DAY).due_on is None


def test_missing_papers_hold_it_up_until_they_are_there() -> None:
    waiting = application("papers")
    assert standing(waiting, DAY + timedelta(days=60)).stage == "needs_papers"
    brought = [*waiting, *days(2), Event("papers", NOON)]
    assert standing(brought, DAY).stage == "reviewing"
    assert standing([*brought, *days(5)], DAY).stage == "paid"


def test_papers_that_nobody_asked_for_change_nothing() -> None:
    events = [*application(), Event("papers", NOON)]
    assert standing(events, DAY) == standing(application(), DAY)


def test_a_failed_payment_goes_to_another_account_after_authenticating_again() -> None:
    failed = [*application("closes"), *days(7)]
    assert standing(failed, DAY).stage == "failed"
    assert standing([*failed, Event("retried", NOON)], DAY).stage == "failed"
    again = [*failed, Event("authenticated", NOON), Event("retried", NOON)]
    assert standing(again, DAY).stage == "reviewing"
    assert standing([*again, *days(3)], DAY).stage == "paid"


@pytest.mark.parametrize("passed", range(7))
def test_it_can_be_cancelled_until_it_is_paid(passed: int) -> None:
    events = [*application(), *days(passed), Event("cancelled", NOON)]
    assert standing(events, DAY).stage == "cancelled"


def test_what_is_paid_cannot_be_cancelled() -> None:
    events = [*application(), *days(7), Event("cancelled", NOON)]
    assert standing(events, DAY).stage == "paid"


def test_an_authentication_of_half_an_hour_ago_is_none() -> None:
    late = NOON + AUTHENTICATION_LASTS
    events = [Event("agreed", NOON), Event("authenticated", NOON), Event("submitted", late)]
    assert standing(events, DAY).stage == "draft"


def test_a_clock_that_went_back_takes_nothing_back_further_than_the_beginning() -> None:
    assert standing(application(), DAY - timedelta(days=3)).stage == "received"


def test_every_course_ends_somewhere() -> None:
    ends = {course: steps[-1][1] for course, steps in COURSES.items()}
    assert set(ends.values()) == {"paid", "failed", "needs_papers"}


events = st.builds(
    Event,
    kind=st.sampled_from(KINDS),
    at=st.integers(0, 60 * 24 * 12).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    ending=st.sampled_from(("", "", "papers", "closes")),
)
stories = st.lists(events, max_size=25)
ordered_stories = stories.map(lambda story: sorted(story, key=lambda event: event.at))
todays = st.integers(0, 40).map(lambda passed: DAY + timedelta(days=passed))


@given(stories | ordered_stories, todays)
def test_no_path_skips_the_authentication(story: list[Event], today: date) -> None:
    if standing(story, today).stage in AFTER_SUBMITTING:
        assert any(authenticated_for(story, place) for place in range(len(story)))


def authenticated_for(story: Sequence[Event], place: int) -> bool:
    """Whether the event at `place` sends an application that was agreed to and authenticated."""
    event, before = story[place], story[:place]
    return (
        event.kind == "submitted"
        and any(each.kind == "agreed" for each in before)
        and any(
            each.kind == "authenticated" and each.at <= event.at < each.at + AUTHENTICATION_LASTS
            for each in before
        )
    )


@given(stories | ordered_stories, todays)
def test_without_an_authentication_nothing_is_ever_sent(story: list[Event], today: date) -> None:
    unsure = [event for event in story if event.kind != "authenticated"]
    assert standing(unsure, today).stage in ("draft", "cancelled")


@given(ordered_stories, stories, todays)
def test_nothing_is_paid_twice(story: list[Event], more: list[Event], today: date) -> None:
    """Once paid it stays so, whatever is tried and however long one waits: there is one payment."""
    if standing(story, today).stage != "paid":
        return
    later = [Event(event.kind, at_noon(today, event), event.ending) for event in more]
    assert not any(lets(story, event) for event in later)
    assert standing([*story, *later], today + timedelta(days=30)).stage == "paid"


def at_noon(today: date, event: Event) -> datetime:
    """The event, but on `today` or later."""
    return datetime.combine(today, NOON.time(), SEOUL) + (event.at - NOON)


@given(ordered_stories, todays)
def test_each_account_is_paid_at_most_once_and_needs_an_authentication_of_its_own(
    story: list[Event], today: date
) -> None:
    sent = [
        place
        for place, event in enumerate(story)
        if event.kind in ("submitted", "retried") and lets(story[:place], event)
    ]
    asked = [event for event in story if event.kind == "authenticated"]
    assert len(sent) <= len(asked)
    paid = [place for place in range(len(story) + 1) if pays(story, place)]
    assert len(paid) <= 1


def pays(story: Sequence[Event], place: int) -> bool:
    """Whether the application becomes paid with the event at `place`, or by the time before it."""
    if place == len(story):
        return False
    today = story[place].at.date()
    before = standing(story[:place], story[place - 1].at.date() if place else today)
    return before.stage != "paid" and standing(story[: place + 1], today).stage == "paid"


@given(stories, todays)
def test_the_same_events_and_the_same_day_always_say_the_same(
    story: list[Event], today: date
) -> None:
    assert standing(story, today) == standing(tuple(story), today)


@given(ordered_stories, todays)
def test_time_alone_never_takes_a_stage_back(story: list[Event], today: date) -> None:
    order = ("draft", "received", "reviewing", "due", "needs_papers", "failed", "paid")
    now, then = standing(story, today).stage, standing(story, today + timedelta(days=3)).stage
    if "cancelled" in (now, then):
        assert now == then
    else:
        assert order.index(now) <= order.index(then)
