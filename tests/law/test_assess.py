from dataclasses import asdict

import pytest

from tests.law.factory import day, receipt
from webapp.law.assess import Receipt, assess, settle, tally

LATER = day("2026-11-21")


def test_counted_is_the_copayment_without_advance_and_exclusions():
    part = tally(
        receipt(
            1_650_000,
            provider="general",
            care="inpatient",
            uncounted={"shared_room": 400_000},
            advance=50_000,
            full_self_pay=7_000,
            noncovered=300_000,
        )
    )
    assert part.counted == 1_200_000
    assert part.uncounted == {"shared_room": 400_000}
    assert part.paid == 1_650_000 - 50_000 + 7_000 + 300_000


def test_a_reason_not_in_force_that_day_or_place_subtracts_nothing():
    before = receipt(100, provider="general", on="2018-06-30", uncounted={"shared_room": 40})
    nursing = receipt(100, provider="nursing", uncounted={"shared_room": 40})
    assert (tally(before).counted, tally(before).uncounted) == (100, {})
    assert (tally(nursing).counted, tally(nursing).uncounted) == (100, {})


def test_the_first_day_of_a_stay_decides_which_rule_holds():
    stay = receipt(
        100,
        provider="general",
        care="inpatient",
        on="2018-06-30",
        to="2018-07-10",
        uncounted={"shared_room": 40},
    )
    assert tally(stay).counted == 100


def test_exclusions_never_exceed_what_was_paid():
    part = tally(
        receipt(100, advance=30, uncounted={"chuna": 50, "arrears": 50, "selective_benefit": 10})
    )
    assert part.uncounted == {"selective_benefit": 10, "chuna": 50, "arrears": 10}
    assert list(part.uncounted) == ["selective_benefit", "chuna", "arrears"]
    assert part.counted == 0


@pytest.mark.parametrize("payer", ["medical_aid", "auto", "industrial", "none"])
def test_another_payers_receipt_counts_nothing(payer):
    part = tally(
        receipt(100, insurance_kind=payer, advance=20, noncovered=5, uncounted={"chuna": 10})
    )
    assert (part.counted, part.uncounted, part.other_insurance, part.paid) == (0, {}, 80, 85)


@pytest.mark.parametrize(
    "wrong",
    [
        {"uncounted": {"meals": 1}},
        {"uncounted": {"chuna": -1}},
        {"advance": -1},
        {"noncovered": -1},
        {"full_self_pay": -1},
        {"insurer_paid": -1},
        {"to": "2023-03-01"},
    ],
)
def test_a_receipt_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        receipt(100, on="2023-03-02", **wrong)
    with pytest.raises(ValueError, match="negative"):
        receipt(-1)


def test_exactly_at_the_cap_nothing_comes_back_and_one_won_more_brings_one_won():
    at_cap = settle(2023, 1, counted=870_000, nursing_days=0)
    over = settle(2023, 1, counted=870_001, nursing_days=0)
    assert (at_cap.estimate, at_cap.remaining) == (0, 0)
    assert (over.estimate, over.remaining) == (1, 0)


def test_an_unknown_band_gives_a_range():
    found = settle(2023, None, counted=5_500_000, nursing_days=0)
    assert (found.cap, found.remaining, found.estimate) == (None, None, None)
    assert (found.lowest, found.highest) == (0, 4_630_000)


@pytest.mark.parametrize("year", [2027, 2008])
def test_a_year_without_a_table_gives_no_figures(year):
    found = settle(year, 3, counted=5_500_000, nursing_days=0)
    assert (found.cap, found.estimate, found.lowest, found.highest) == (None, None, None, None)
    assert found.ladder == ()


def test_a_band_outside_1_to_10_is_an_error_in_any_year():
    for year in (2023, 2027):
        with pytest.raises(ValueError, match="outside"):
            settle(year, 11, counted=0, nursing_days=0)


def test_receipts_of_other_years_are_left_out():
    found = assess(
        2023,
        1,
        [receipt(10, on="2022-12-31"), receipt(20, on="2023-01-01"), receipt(40, on="2024-01-01")],
        LATER,
    )
    assert found.counted == 20


def test_the_cap_is_crossed_on_the_last_day_of_the_care_that_crossed_it():
    receipts = [
        receipt(500_000, on="2023-02-01"),
        receipt(370_000, on="2023-03-01"),
        receipt(1, provider="general", care="inpatient", on="2023-01-01", to="2023-04-05"),
    ]
    assert assess(2023, 1, receipts[:2], LATER).crossed_on is None
    assert assess(2023, 1, receipts, LATER).crossed_on == day("2023-04-05")
    assert assess(2023, None, receipts, LATER).crossed_on is None


def test_each_providers_own_sum_stands_against_the_top_cap():
    found = assess(
        2025,
        10,
        [
            receipt(5_000_000, provider="tertiary", name="가", on="2025-02-01"),
            receipt(4_000_000, provider="tertiary", name="가", on="2025-03-01"),
            receipt(9_000_000, provider="nursing", name="나", on="2025-03-01"),
            receipt(9_000_000, provider="clinic", name="가", on="2025-03-01"),
        ],
        LATER,
    )
    assert [asdict(row) for row in found.providers] == [
        {
            "name": "가",
            "kind": "clinic",
            "counted": 9_000_000,
            "top_cap": 8_260_000,
            "over": 740_000,
        },
        {
            "name": "가",
            "kind": "tertiary",
            "counted": 9_000_000,
            "top_cap": 8_260_000,
            "over": 740_000,
        },
        {"name": "나", "kind": "nursing", "counted": 9_000_000, "top_cap": None, "over": 0},
    ]


def test_what_a_provider_settled_in_advance_raises_no_warning():
    bill = receipt(24_390_000, provider="tertiary", on="2018-05-01", advance=19_160_000)
    found = assess(2018, 2, [bill], LATER)
    assert found.providers[0].over == 0
    assert (found.paid, found.estimate, found.borne) == (5_230_000, 4_230_000, 1_000_000)


def test_an_assessment_of_nothing_is_zero():
    found = assess(2023, 5, [], LATER)
    assert (found.counted, found.estimate, found.remaining, found.providers) == (
        0,
        0,
        1_620_000,
        (),
    )


def test_a_receipt_needs_no_amounts():
    bare = Receipt("의원", "clinic", "outpatient", day("2023-01-02"), day("2023-01-02"))
    assert tally(bare).paid == 0
