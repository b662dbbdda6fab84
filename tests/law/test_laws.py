"""What holds for any receipts at all."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.law.assess import Receipt, assess, settle, tally
from webapp.law.exclusions import REASONS
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.law.receipt_form import split_by_days

WON = st.integers(0, 20_000_000)
YEARS = st.integers(2009, 2027)
BANDS = st.none() | st.integers(1, 10)


@st.composite
def receipts(draw, year=None):
    of_year = draw(YEARS) if year is None else year
    care_from = date(of_year, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
    care_to = min(care_from + timedelta(days=draw(st.integers(0, 200))), date(of_year, 12, 31))
    copay = draw(WON)
    return Receipt(
        provider_name=draw(st.sampled_from(["가", "나", "다"])),
        provider_kind=draw(st.sampled_from(list(PROVIDER_KINDS))),
        care_kind=draw(st.sampled_from(list(CARE_KINDS))),
        care_from=care_from,
        care_to=care_to,
        insurance_kind=draw(st.sampled_from(["health", "health", *INSURANCE_KINDS])),
        copay=copay,
        full_self_pay=draw(WON),
        noncovered=draw(WON),
        advance=draw(st.integers(0, copay)),
        uncounted=draw(st.dictionaries(st.sampled_from(REASONS), WON, max_size=3)),
        discharged=draw(st.booleans()),
        id=draw(st.sampled_from(["", "a", "b"])),
    )


@st.composite
def years_of_receipts(draw):
    year = draw(YEARS)
    return year, draw(st.lists(receipts(year), max_size=8))


@st.composite
def todays(draw):
    return date(2009, 1, 1) + timedelta(days=draw(st.integers(0, 7000)))


@given(years_of_receipts(), BANDS, todays(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_receipts_does_not_matter(year_and_receipts, band, today, random):
    year, found = year_and_receipts
    shuffled = list(found)
    random.shuffle(shuffled)
    assert assess(year, band, shuffled, today) == assess(year, band, found, today)


@given(st.integers(2009, 2026), st.integers(1, 10), WON, st.integers(0, 366))
def test_one_more_counted_won_never_lowers_the_estimate(year, band, counted, days):
    before = settle(year, band, counted=counted, nursing_days=days)
    after = settle(year, band, counted=counted + 1, nursing_days=days)
    assert after.estimate - before.estimate in (0, 1)
    assert all(a.estimate >= b.estimate for a, b in zip(after.ladder, before.ladder, strict=True))


@given(years_of_receipts(), BANDS, todays())
@settings(deadline=None)
def test_every_won_is_accounted_for(year_and_receipts, band, today):
    year, found = year_and_receipts
    result = assess(year, band, found, today)
    assert result.paid == (
        result.counted
        + sum(result.uncounted.values())
        + result.full_self_pay
        + result.noncovered
        + result.other_insurance
    )
    if result.estimate is None:
        assert result.borne is None
    else:
        assert result.estimate + result.borne == result.paid
        assert result.lowest <= result.estimate <= result.highest
        assert result.remaining == 0 or result.estimate == 0
        assert (result.crossed_on is not None) == (result.estimate > 0)


@given(st.integers(2009, 2026), WON, st.integers(0, 366))
def test_the_higher_the_band_the_lower_the_estimate(year, counted, days):
    ladder = settle(year, None, counted=counted, nursing_days=days).ladder
    assert all(low.cap <= high.cap for low, high in pairwise(ladder))
    assert all(low.estimate >= high.estimate for low, high in pairwise(ladder))


@given(receipts())
def test_uncounted_never_exceeds_the_copayment(found):
    part = tally(found)
    assert 0 <= sum(part.uncounted.values()) <= found.copay - found.advance
    assert part.counted >= 0
    assert [reason for reason in REASONS if reason in part.uncounted] == list(part.uncounted)


@given(years_of_receipts(), todays())
@settings(deadline=None)
def test_presuming_only_ever_adds_days_of_the_year(year_and_receipts, today):
    year, found = year_and_receipts
    days = assess(year, None, found, today).nursing
    assert 0 <= days.billed <= days.total <= 366
    assert days.total - days.billed <= 31
    assert all(first.year == last.year == year for first, last in days.stays)
    gone = [replace(receipt, discharged=True) for receipt in found]
    assert assess(year, None, gone, today).nursing.total == days.billed


@given(
    st.dates(date(2009, 1, 1), date(2026, 12, 31)),
    st.integers(1, 800),
    st.dictionaries(st.sampled_from(["copay", "noncovered", "uncounted-chuna"]), WON),
)
def test_splitting_a_stay_loses_no_won_and_no_day(care_from, length, amounts):
    care_to = care_from + timedelta(days=length)
    if care_to.year > care_from.year:
        first, rest = split_by_days(care_from, care_to, amounts)
        assert {name: first.amounts[name] + rest.amounts[name] for name in amounts} == amounts
        assert (first.care_from, rest.care_to) == (care_from, care_to)
        assert (rest.care_from - first.care_to).days == 1
        assert first.care_to == date(care_from.year, 12, 31)
