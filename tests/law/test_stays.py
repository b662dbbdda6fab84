import pytest

from tests.law.factory import day, nursing_month, receipt
from webapp.law.forecast import cliff, without_long_stay
from webapp.law.stays import is_long_stay, nursing_days

UNTIL_APRIL = [nursing_month(2023, month) for month in (2, 3, 4)]
UNTIL_MAY = [*UNTIL_APRIL, nursing_month(2023, 5)]


def stay(first, last, **other):
    return receipt(1, provider="nursing", on=first, to=last, **other)


def test_admission_and_discharge_are_both_days():
    assert nursing_days(2023, [stay("2023-03-01", "2023-03-01")], day("2024-06-01")).total == 1
    assert nursing_days(2023, [stay("2023-03-01", "2023-03-02")], day("2024-06-01")).total == 2


def test_the_120th_day_keeps_the_general_ceiling_and_the_121st_does_not():
    assert not is_long_stay(120)
    assert is_long_stay(121)


def test_a_day_in_two_stays_counts_once():
    days = nursing_days(
        2023,
        [
            stay("2023-03-01", "2023-03-20", name="가"),
            stay("2023-03-20", "2023-03-25", name="나"),
            stay("2023-03-05", "2023-03-06"),
        ],
        day("2024-06-01"),
    )
    assert days.total == 25
    assert days.stays == ((day("2023-03-01"), day("2023-03-25")),)


def test_stays_at_several_nursing_hospitals_add_up():
    days = nursing_days(
        2023,
        [stay("2023-01-01", "2023-03-31", name="가"), stay("2023-06-01", "2023-06-30", name="나")],
        day("2024-06-01"),
    )
    assert days.total == 120
    assert len(days.stays) == 2


def test_only_days_of_the_year_count():
    days = nursing_days(2023, [stay("2022-12-20", "2023-01-10")], day("2024-06-01"))
    assert (days.total, days.stays) == (10, ((day("2023-01-01"), day("2023-01-10")),))
    assert nursing_days(2023, [stay("2023-12-30", "2024-01-10")], day("2024-06-01")).total == 2


@pytest.mark.parametrize(
    "other",
    [
        {"insurance_kind": "medical_aid"},
        {"care": "outpatient"},
    ],
)
def test_only_health_insurance_inpatients_count(other):
    assert (
        nursing_days(2023, [stay("2023-03-01", "2023-03-31", **other)], day("2023-04-01")).total
        == 0
    )


def test_days_in_another_hospital_do_not_count():
    general = receipt(1, provider="general", care="inpatient", on="2023-01-01", to="2023-12-31")
    assert nursing_days(2023, [general], day("2024-01-01")).total == 0


def test_a_bill_to_30_april_makes_11_may_the_100th_day():
    days = nursing_days(2023, UNTIL_APRIL, day("2023-05-11"))
    assert (days.total, days.billed, days.presumed_until) == (100, 89, day("2023-05-11"))
    assert days.ongoing


def test_a_bill_to_31_may_makes_1_june_the_121st_day():
    assert nursing_days(2023, UNTIL_MAY, day("2023-05-31")).total == 120
    assert nursing_days(2023, UNTIL_MAY, day("2023-05-31")).presumed_until is None
    days = nursing_days(2023, UNTIL_MAY, day("2023-06-01"))
    assert (days.total, days.long_stay) == (121, True)


def test_a_stay_is_presumed_for_31_days_after_its_last_bill_and_no_longer():
    assert nursing_days(2023, UNTIL_APRIL, day("2023-05-31")).total == 120
    forgotten = nursing_days(2023, UNTIL_APRIL, day("2023-06-01"))
    assert (forgotten.total, forgotten.presumed_until, forgotten.ongoing) == (89, None, False)


def test_a_discharge_ends_the_stay():
    left = [*UNTIL_APRIL[:-1], nursing_month(2023, 4, discharged=True)]
    days = nursing_days(2023, left, day("2023-05-11"))
    assert (days.total, days.presumed_until, days.ongoing) == (89, None, False)


def test_a_discharge_noted_on_an_earlier_bill_does_not_end_a_later_stay():
    again = [nursing_month(2023, 2, discharged=True), nursing_month(2023, 4)]
    assert nursing_days(2023, again, day("2023-05-02")).total == 28 + 30 + 2


def test_a_later_stay_in_any_hospital_ends_the_presumed_one_the_day_before():
    later = receipt(1, provider="general", care="inpatient", on="2023-05-06", to="2023-05-20")
    days = nursing_days(2023, [*UNTIL_APRIL, later], day("2023-05-11"))
    assert (days.total, days.presumed_until) == (94, day("2023-05-05"))
    assert not days.ongoing


def test_a_move_on_the_last_billed_day_ends_the_stay():
    moved = receipt(1, provider="general", care="inpatient", on="2023-04-30", to="2023-05-20")
    assert nursing_days(2023, [*UNTIL_APRIL, moved], day("2023-05-11")).total == 89


def test_a_later_visit_or_another_payers_stay_does_not_end_it():
    visit = receipt(1, provider="general", on="2023-05-06")
    accident = receipt(
        1, provider="general", care="inpatient", on="2023-05-06", insurance_kind="auto"
    )
    days = nursing_days(2023, [*UNTIL_APRIL, visit, accident], day("2023-05-11"))
    assert days.total == 100


def test_a_presumed_stay_never_passes_31_december():
    november = [nursing_month(2023, 12, discharged=False)]
    assert nursing_days(2023, november, day("2024-01-15")).total == 31
    until_mid_december = [stay("2023-12-01", "2023-12-15")]
    days = nursing_days(2023, until_mid_december, day("2024-01-10"))
    assert (days.total, days.presumed_until, days.ongoing) == (31, day("2023-12-31"), False)


def test_on_the_100th_day_the_line_is_20_days_away():
    line = cliff(
        2023, 3, 1_440_000, nursing_days(2023, UNTIL_APRIL, day("2023-05-11")), day("2023-05-11")
    )
    assert (line.days, line.days_left, line.crossed) == (100, 20, False)
    assert line.last_general_day == day("2023-05-31")
    assert line.first_long_stay_day == day("2023-06-01")
    assert (line.general_cap, line.long_stay_cap) == (1_080_000, 1_680_000)
    assert line.at_stake == 360_000


def test_on_the_120th_day_600_000_won_are_at_stake():
    line = cliff(
        2023, 2, 1_920_000, nursing_days(2023, UNTIL_MAY, day("2023-05-31")), day("2023-05-31")
    )
    assert (line.days, line.days_left, line.crossed, line.at_stake) == (120, 0, False, 600_000)


def test_after_the_line_the_same_days_are_told():
    line = cliff(
        2023, 2, 1_920_000, nursing_days(2023, UNTIL_MAY, day("2023-06-01")), day("2023-06-01")
    )
    assert (line.days, line.crossed, line.last_general_day) == (121, True, day("2023-05-31"))


def test_an_earlier_stay_brings_the_line_nearer():
    receipts = [stay("2023-01-01", "2023-01-30", discharged=True), *UNTIL_APRIL[1:]]
    line = cliff(2023, 3, 0, nursing_days(2023, receipts, day("2023-04-30")), day("2023-04-30"))
    assert (line.days, line.last_general_day) == (91, day("2023-05-29"))


def test_an_unknown_band_still_gets_the_days():
    line = cliff(
        2023, None, 0, nursing_days(2023, UNTIL_APRIL, day("2023-05-11")), day("2023-05-11")
    )
    assert line.days_left == 20
    assert (line.general_cap, line.long_stay_cap, line.at_stake) == (None, None, None)


@pytest.mark.parametrize(
    ("year", "band"), [(2017, 1), (2017, None), (2018, 6), (2022, 10), (2027, 1)]
)
def test_where_the_line_changes_nothing_it_is_not_shown(year, band):
    days = nursing_days(year, [nursing_month(year, 3)], day(f"{year}-04-01"))
    assert days.ongoing
    assert cliff(year, band, 0, days, day(f"{year}-04-01")) is None


def test_a_stay_begun_in_september_cannot_pass_120_days_this_year():
    days = nursing_days(2023, [stay("2023-09-10", "2023-09-30")], day("2023-10-01"))
    assert cliff(2023, 1, 0, days, day("2023-10-01")) is None


def test_no_line_for_someone_who_has_left():
    days = nursing_days(2023, [nursing_month(2023, 3, discharged=True)], day("2023-03-31"))
    assert cliff(2023, 1, 0, days, day("2023-03-31")) is None


def test_what_if_the_stay_had_not_passed_120_days():
    days = nursing_days(2023, [nursing_month(2023, m) for m in range(2, 9)], day("2024-06-01"))
    shorter = without_long_stay(2023, 3, 6_050_000, days)
    assert (shorter.cap, shorter.estimate, shorter.difference) == (1_080_000, 4_970_000, 600_000)
    assert without_long_stay(2023, None, 6_050_000, days) is None
    few = nursing_days(2023, [nursing_month(2023, 3)], day("2024-06-01"))
    assert without_long_stay(2023, 3, 6_050_000, few) is None
