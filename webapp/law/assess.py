"""What a year of receipts comes to: the counted sum, the ceiling, the estimated refund.

The rule is NHI Act art. 44(2) and Enforcement Decree art. 19.

`tally` reads one receipt, `settle` sets a sum against the ceiling, `assess` does both for one
person's year and adds what only the receipts can tell. All amounts are won.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from webapp.law.caps import UnknownYear, YearTable, advance_threshold, table
from webapp.law.exclusions import REASONS, applies
from webapp.law.receipt import Receipt
from webapp.law.stays import NursingDays, is_long_stay, nursing_days

__all__ = [
    "Assessment",
    "ProviderSum",
    "Receipt",
    "Rung",
    "Settlement",
    "Tally",
    "assess",
    "settle",
    "tally",
]


@dataclass(frozen=True, slots=True)
class Tally:
    """One receipt taken apart.

    paid = counted + Σuncounted + full_self_pay + noncovered + other_insurance.
    `uncounted` holds only reasons that apply that day at that place, in the order of `REASONS`.
    `paid` is 환자부담 총액 (⑧ of the form).
    """

    counted: int
    uncounted: Mapping[str, int]
    advance: int
    full_self_pay: int
    noncovered: int
    other_insurance: int
    paid: int


@dataclass(frozen=True, slots=True)
class Rung:
    """Ceiling and estimated refund of one group of bands, e.g. `band` "2-3"."""

    band: str
    cap: int
    estimate: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A counted sum against the ceilings of a year.

    Unknown band: `cap`, `remaining` and `estimate` are None. Year without a table: the range is
    None too and the ladder empty.
    """

    long_stay: bool
    cap: int | None
    remaining: int | None
    estimate: int | None
    lowest: int | None
    highest: int | None
    ladder: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class ProviderSum:
    """One institution's own counted sum against the highest ceiling (사전급여).

    `over` is what the patient paid there above `top_cap` and should not have been asked for;
    `top_cap` is None where the provider settles nothing in advance (nursing hospitals since 2020,
    a year without a table).
    """

    name: str
    kind: str
    counted: int
    top_cap: int | None
    over: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's year. `borne` = paid − estimate: what stays with the person.

    `estimate` is Σcounted − cap, whole. Where a provider's `over` is not 0, that part of it may
    come back from the provider instead of the insurer: it is inside the estimate, so never add
    the two.
    """

    year: int
    band: int | None
    counted: int
    uncounted: Mapping[str, int]
    advance: int
    full_self_pay: int
    noncovered: int
    other_insurance: int
    paid: int
    borne: int | None
    nursing: NursingDays
    nursing_days: int
    long_stay: bool
    cap: int | None
    remaining: int | None
    estimate: int | None
    lowest: int | None
    highest: int | None
    ladder: tuple[Rung, ...]
    crossed_on: date | None
    providers: tuple[ProviderSum, ...]

    @property
    def left_out(self) -> Mapping[str, int]:
        """What was paid and does not count, by reason: those inside ① and those outside it."""
        return {
            **self.uncounted,
            "noncovered": self.noncovered,
            "full_self_pay": self.full_self_pay,
            "other_insurance": self.other_insurance,
        }


def assess(year: int, band: int | None, receipts: Iterable[Receipt], today: date) -> Assessment:
    """Assess one person's year of treatment. Receipts whose care began in another year are ignored.

    The order of the receipts does not matter. Raises `ValueError` for a band outside 1..10.
    """
    of_year = [receipt for receipt in receipts if receipt.care_from.year == year]
    counted = advance = full_self_pay = noncovered = other_insurance = paid = 0
    uncounted: dict[str, int] = {}
    by_day: dict[date, int] = {}
    by_provider: dict[tuple[str, str], int] = {}
    for receipt in of_year:
        part = tally(receipt)
        counted += part.counted
        advance += part.advance
        full_self_pay += part.full_self_pay
        noncovered += part.noncovered
        other_insurance += part.other_insurance
        paid += part.paid
        for reason, won in part.uncounted.items():
            uncounted[reason] = uncounted.get(reason, 0) + won
        by_day[receipt.care_to] = by_day.get(receipt.care_to, 0) + part.counted
        provider = (receipt.provider_name, receipt.provider_kind)
        by_provider[provider] = by_provider.get(provider, 0) + part.counted
    nursing = nursing_days(year, of_year, today)
    settlement = settle(year, band, counted=counted, nursing_days=nursing.total)
    return Assessment(
        year=year,
        band=band,
        counted=counted,
        uncounted={reason: uncounted[reason] for reason in REASONS if reason in uncounted},
        advance=advance,
        full_self_pay=full_self_pay,
        noncovered=noncovered,
        other_insurance=other_insurance,
        paid=paid,
        borne=None if settlement.estimate is None else paid - settlement.estimate,
        nursing=nursing,
        nursing_days=nursing.total,
        long_stay=settlement.long_stay,
        cap=settlement.cap,
        remaining=settlement.remaining,
        estimate=settlement.estimate,
        lowest=settlement.lowest,
        highest=settlement.highest,
        ladder=settlement.ladder,
        crossed_on=_crossed_on(by_day, settlement.cap),
        providers=_provider_sums(year, by_provider),
    )


def tally(receipt: Receipt) -> Tally:
    """Take one receipt apart. Only a 건강보험 receipt has a counted part.

    What is entered as uncounted is cut off at what ① holds besides `advance`, in the order of
    `REASONS`.
    """
    copay = max(0, receipt.copay - receipt.advance)
    paid = copay + receipt.full_self_pay + receipt.noncovered
    uncounted: dict[str, int] = {}
    if receipt.insurance_kind != "health":
        counted, other_insurance = 0, copay
    else:
        counted, other_insurance = copay, 0
        if receipt.uncounted:
            for reason in REASONS:
                won = min(receipt.uncounted.get(reason, 0), counted)
                if won and applies(
                    reason,
                    on=receipt.care_from,
                    provider_kind=receipt.provider_kind,
                    care_kind=receipt.care_kind,
                ):
                    uncounted[reason] = won
                    counted -= won
    return Tally(
        counted=counted,
        uncounted=uncounted,
        advance=receipt.advance,
        full_self_pay=receipt.full_self_pay,
        noncovered=receipt.noncovered,
        other_insurance=other_insurance,
        paid=paid,
    )


def settle(year: int, band: int | None, *, counted: int, nursing_days: int) -> Settlement:
    """Set the counted won of a year against its ceilings: estimate = max(0, counted − cap).

    `nursing_days` are the days in nursing hospitals that year. Raises `ValueError` for a band
    outside 1..10.
    """
    if band is not None and not 1 <= band <= 10:
        raise ValueError(f"band {band} is outside 1..10")
    long_stay = is_long_stay(nursing_days)
    try:
        year_table = table(year)
    except UnknownYear:
        return Settlement(long_stay, None, None, None, None, None, ())
    ladder = _ladder(year_table, counted, long_stay=long_stay)
    own = None if band is None else ladder[year_table.place(band)]
    estimates = [rung.estimate for rung in ladder]
    return Settlement(
        long_stay=long_stay,
        cap=None if own is None else own.cap,
        remaining=None if own is None else max(0, own.cap - counted),
        estimate=None if own is None else own.estimate,
        lowest=min(estimates),
        highest=max(estimates),
        ladder=ladder,
    )


def _ladder(year_table: YearTable, counted: int, *, long_stay: bool) -> tuple[Rung, ...]:
    return tuple(
        Rung(group.key, cap, max(0, counted - cap))
        for group, cap in zip(year_table.groups, year_table.caps(long_stay=long_stay), strict=True)
    )


def _crossed_on(by_day: Mapping[date, int], cap: int | None) -> date | None:
    """The last day of care on which the running sum first exceeds the ceiling."""
    if cap is not None:
        running = 0
        for day in sorted(by_day):
            running += by_day[day]
            if running > cap:
                return day
    return None


def _provider_sums(
    year: int, by_provider: Mapping[tuple[str, str], int]
) -> tuple[ProviderSum, ...]:
    """Largest sum first, then by name. Money settled in advance is no longer in the sum, so it
    raises no warning.
    """
    sums = []
    for (name, kind), counted in by_provider.items():
        top = advance_threshold(year, kind)
        sums.append(
            ProviderSum(name, kind, counted, top, 0 if top is None else max(0, counted - top))
        )
    return tuple(sorted(sums, key=lambda row: (-row.counted, row.name, row.kind)))
