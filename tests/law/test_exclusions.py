from datetime import timedelta

import pytest

from tests.law.factory import day
from webapp.law.exclusions import (
    REASONS,
    applies,
    exclusions,
    outside,
    why_not,
)

STARTS = [
    ("selective_benefit", "2013-12-18", "clinic", "outpatient"),
    ("dental_implant", "2014-07-01", "dental", "outpatient"),
    ("dental_implant", "2014-07-01", "general", "outpatient"),
    ("shared_room", "2018-07-01", "tertiary", "inpatient"),
    ("shared_room", "2018-07-01", "general", "inpatient"),
    ("shared_room", "2019-07-01", "hospital", "inpatient"),
    ("shared_room", "2019-07-01", "oriental", "inpatient"),
    ("chuna", "2019-04-08", "oriental", "outpatient"),
    ("mild_tertiary", "2020-10-07", "tertiary", "outpatient"),
    ("over_365_visits", "2024-07-01", "clinic", "outpatient"),
]


@pytest.mark.parametrize(("reason", "start", "provider", "care"), STARTS)
def test_a_reason_begins_on_its_day_and_not_the_day_before(reason, start, provider, care):
    place = {"provider_kind": provider, "care_kind": care}
    first = day(start)
    assert applies(reason, on=first, **place)
    assert why_not(reason, on=first, **place) is None
    assert not applies(reason, on=first - timedelta(days=1), **place)
    assert why_not(reason, on=first - timedelta(days=1), **place) == (
        f"{first.year}년 {first.month}월 {first.day}일부터 빠져요. 이 날에는 세는 돈이에요."
    )


@pytest.mark.parametrize("on", ["2009-01-01", "2026-11-21"])
@pytest.mark.parametrize("reason", ["arrears", "public_subsidy"])
def test_arrears_and_subsidies_are_always_outside(reason, on):
    assert applies(reason, on=day(on), provider_kind="nursing", care_kind="inpatient")


@pytest.mark.parametrize("provider", ["nursing", "clinic", "pharmacy", "dental", "health_center"])
def test_a_shared_room_counts_elsewhere(provider):
    assert not applies(
        "shared_room", on=day("2026-01-01"), provider_kind=provider, care_kind="inpatient"
    )


WHY_NOT_HERE = [
    ("shared_room", "nursing", "inpatient", "요양병원에서는 빠지지 않아요."),
    ("mild_tertiary", "general", "outpatient", "종합병원에서는 빠지지 않아요."),
    ("mild_tertiary", "tertiary", "inpatient", "입원에서는 빠지지 않아요."),
    ("over_365_visits", "clinic", "inpatient", "입원에서는 빠지지 않아요."),
    ("over_365_visits", "pharmacy", "pharmacy", "약국에서는 빠지지 않아요."),
]


@pytest.mark.parametrize(("reason", "provider", "care", "sentence"), WHY_NOT_HERE)
def test_the_screen_says_why_a_place_does_not_fit(reason, provider, care, sentence):
    said = why_not(reason, on=day("2026-01-01"), provider_kind=provider, care_kind=care)
    assert said == sentence


def test_mild_illness_at_a_tertiary_hospital_is_left_out_before_and_after_27_june_2023():
    place = {"provider_kind": "tertiary", "care_kind": "outpatient"}
    for on in ("2020-10-07", "2023-06-27", "2023-06-28"):
        assert applies("mild_tertiary", on=day(on), **place)


def test_an_implant_and_chuna_are_outside_wherever_they_are_done():
    for provider in ("clinic", "hospital", "oriental", "dental", "tertiary", "nursing"):
        for reason in ("dental_implant", "chuna"):
            assert applies(
                reason, on=day("2026-01-01"), provider_kind=provider, care_kind="outpatient"
            )


def test_an_unknown_reason_is_an_error():
    with pytest.raises(ValueError, match="meals"):
        applies("meals", on=day("2026-01-01"), provider_kind="clinic", care_kind="outpatient")


def test_the_data_holds_the_eight_reasons_in_their_order():
    assert tuple(exclusion.id for exclusion in exclusions()) == REASONS
    assert len(REASONS) == 8


def test_every_reason_is_one_short_line():
    for topic in (*exclusions(), *outside()):
        assert topic.label
        assert len(topic.reason) <= 40
        assert topic.reason.endswith("요.")


def test_other_columns_are_explained():
    assert [t.id for t in outside()] == ["full_self_pay", "noncovered", "other_insurance"]
