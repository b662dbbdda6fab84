import pytest

from tests.law.factory import day
from webapp.law.receipt_form import split_by_days, warnings

COMPLETE = {
    "copay": 1_650_000,
    "insurer_paid": 6_600_000,
    "full_self_pay": 20_000,
    "noncovered": 300_000,
    "advance": 50_000,
    "patient_total": 1_920_000,
}


def test_a_receipt_that_adds_up_gets_no_warning():
    assert warnings(**COMPLETE) == []


@pytest.mark.parametrize(("off_by", "count"), [(100, 0), (-100, 0), (101, 1), (-101, 1)])
def test_100_won_of_dropped_change_are_tolerated(off_by, count):
    found = warnings(**{**COMPLETE, "patient_total": 1_920_000 + off_by})
    assert len(found) == count


def test_a_total_that_differs_says_what_the_other_fields_come_to():
    (warning,) = warnings(**{**COMPLETE, "patient_total": 1_000_000})
    assert (warning.field, warning.code) == ("patient_total", "patient_total_differs")
    assert warning.expected == 1_920_000
    assert warning.message % {"expected": "1,920,000원"} == (
        "다른 칸을 더하면 1,920,000원이에요. 환자부담 총액과 맞는지 봐 주세요."
    )


@pytest.mark.parametrize("missing", ["copay", "full_self_pay", "noncovered", "patient_total"])
def test_nothing_is_said_about_what_was_not_given(missing):
    assert warnings(**{**COMPLETE, "patient_total": 5, missing: None}) == []


def test_an_empty_advance_is_none_paid_in_advance():
    assert warnings(**{**COMPLETE, "advance": None, "patient_total": 1_970_000}) == []


def test_an_advance_cannot_be_more_than_the_copayment():
    (warning,) = warnings(copay=100, advance=101)
    assert (warning.field, warning.code) == ("advance", "advance_over_copay")


def test_a_pharmacy_adds_up_without_an_advance():
    slip = {"copay": 18_500, "full_self_pay": 0, "noncovered": 3_000, "care_kind": "pharmacy"}
    assert warnings(**slip, patient_total=21_500) == []
    (warning,) = warnings(**slip, patient_total=18_500)
    assert "총수납금액" in warning.message


def test_the_insurers_part_in_the_total_looks_like_a_shifted_column():
    (warning,) = warnings(**{**COMPLETE, "patient_total": 6_600_000})
    assert "공단부담금" in warning.message


def test_a_stay_over_new_year_is_split_by_days():
    first, rest = split_by_days(
        day("2025-12-29"), day("2026-01-03"), {"copay": 100_001, "noncovered": 5}
    )
    assert (first.care_from, first.care_to) == (day("2025-12-29"), day("2025-12-31"))
    assert (rest.care_from, rest.care_to) == (day("2026-01-01"), day("2026-01-03"))
    assert first.amounts == {"copay": 50_000, "noncovered": 2}
    assert rest.amounts == {"copay": 50_001, "noncovered": 3}


def test_a_stay_within_a_year_is_not_split():
    with pytest.raises(ValueError, match="31 December"):
        split_by_days(day("2025-12-01"), day("2025-12-31"), {})
