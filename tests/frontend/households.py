"""Years of people who never were, made to stand on the edges of the law.

Rows are JSON, as the replica on the phone holds them.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from webapp.assess_file import MOST_WON
from webapp.law import caps, exclusions
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.law.stays import general_cap_days, presumed_days

Json = dict[str, Any]

# Equal sums are sorted by name, and Python sorts 𠮷 (U+20BB7) after Ａ (U+FF21).
NAMES = ("가람의원", "나루병원", "𠮷田병원", "Ａ의원", "Ａ의원 2", "a", "<b>&", "nursing a")

EDGES = sorted(
    {
        day
        for exclusion in exclusions.exclusions()
        for rule in exclusion.rules
        for edge in (rule.since, rule.until)
        if edge is not None
        for day in (edge - timedelta(1), edge, edge + timedelta(1))
    }
)


def households(count: int, seed: int) -> list[Json]:
    return [household(Random(seed + number), number) for number in range(count)]


def household(dice: Random, number: int) -> Json:
    """Years and bands take turns, so that each meets each."""
    year = 2009 + number % 19
    if dice.random() < 0.02:
        year = dice.choice((2008, 2028))
    band = (None, *range(1, 11))[number // 19 % 11]
    stays = nursing_stays(dice, year) if dice.random() < 0.55 else []
    rows = [receipt(dice, year) for _ in range(dice.choice((0, 1, 2, 3, 5, 8, 13)))]
    if dice.random() < 0.05:
        stays, rows = [], [about_the_ceiling(dice, year, band)]
    return {
        "year": year,
        "band": band,
        "today": today(dice, year, stays).isoformat(),
        "receipts": dice.sample([*stays, *rows], len(stays) + len(rows)),
    }


def today(dice: Random, year: int, stays: list[Json]) -> date:
    """Mostly near the end of the last bill, where a stay is presumed to go on, or no longer."""
    if stays and dice.random() < 0.7:
        billed_to = max(date.fromisoformat(stay["care_to"]) for stay in stays)
        edge = presumed_days()
        return billed_to + timedelta(dice.choice((-1, 0, 1, 15, edge - 1, edge, edge + 1)))
    return dice.choice(
        (date(year, 12, 31), date(year + 1, 1, 1), date(year, 1, 1), day_in(dice, year))
    )


def receipt(dice: Random, year: int) -> Json:
    first = day_in(dice, year + dice.choice((0,) * 18 + (-1, 1)))
    copay = won(dice, year)
    return {
        "provider_name": dice.choice(NAMES),
        "provider_kind": dice.choice(list(PROVIDER_KINDS)),
        "care_kind": dice.choice(list(CARE_KINDS)),
        "care_from": first.isoformat(),
        "care_to": (first + timedelta(dice.choice((0, 0, 0, 1, 9, 40, 400)))).isoformat(),
        "insurance_kind": "health" if dice.random() < 0.8 else dice.choice(list(INSURANCE_KINDS)),
        "copay": copay,
        "insurer_paid": 4 * copay,
        "full_self_pay": dice.choice((0, 0, dice.randrange(50_000))),
        "noncovered": dice.choice((0, dice.randrange(500_000))),
        "advance": dice.choice((0, 0, 0, 0, 1, copay // 3, copay, copay + 1)),
        "uncounted": uncounted(dice, copay),
        "discharged": dice.random() < 0.2,
    }


def about_the_ceiling(dice: Random, year: int, band: int | None) -> Json:
    known = year in caps.computed_years() and band is not None
    return {
        "provider_name": "가람의원",
        "provider_kind": "clinic",
        "care_kind": "outpatient",
        "care_from": f"{year}-12-31",
        "care_to": f"{year}-12-31",
        "copay": caps.cap_for(year, band) + dice.choice((-1, 0, 0, 1)) if known else 0,
    }


def uncounted(dice: Random, copay: int) -> Json:
    """Now and then more than the co-payment holds."""
    reasons = dice.sample(exclusions.REASONS, dice.choice((0, 0, 1, 2, 8)))
    return {reason: dice.choice((0, 1, copay // 5, copay // 2, copay + 1)) for reason in reasons}


def won(dice: Random, year: int) -> int:
    """Often a ceiling of that year, give or take one won."""
    if year in caps.computed_years() and dice.random() < 0.3:
        table = caps.table(year)
        return dice.choice((*table.general, *table.caps(long_stay=True))) + dice.randint(-1, 1)
    most = dice.choice((0, 90_000, 900_000, 9_000_000, MOST_WON))
    return dice.choice((dice.randint(0, most), most))


def day_in(dice: Random, year: int) -> date:
    edges = [day for day in EDGES if day.year == year]
    if edges and dice.random() < 0.4:
        return dice.choice(edges)
    first = date(year, 1, 1)
    feb_28 = date(year, 2, 28)
    return dice.choice(
        (
            first,
            feb_28,
            feb_28 + timedelta(1),
            date(year, 12, 31),
            *(first + timedelta(dice.randrange(365)) for _ in range(4)),
        )
    )


def nursing_stays(dice: Random, year: int) -> list[Json]:
    """One to five bills that overlap, touch or lie apart; often they end on day 119 to 122."""
    begin = first = date(year, 1, 1) + timedelta(dice.randrange(-40, 300))
    stays = []
    for _ in range(dice.randint(1, 5)):
        last = first + timedelta(dice.choice((0, 27, 30, 60)))
        stays.append(nursing_stay(dice, first, last))
        first = last + timedelta(dice.choice((-20, 0, 1, 1, 1, 2, 9)))
    if dice.random() < 0.4:
        last = begin + timedelta(general_cap_days() + dice.randint(-2, 1))
        stays = [stay for stay in stays if stay["care_to"] <= last.isoformat()]
        stays.append(nursing_stay(dice, begin + timedelta(dice.choice((0, 30))), last))
    if dice.random() < 0.3:
        moved = {"provider_kind": "general", "provider_name": "다온병원"}
        stays.append(nursing_stay(dice, first, first + timedelta(dice.randint(0, 60))) | moved)
    return stays


def nursing_stay(dice: Random, first: date, last: date) -> Json:
    return {
        "provider_name": dice.choice(("라온요양병원", "마루요양병원")),
        "provider_kind": "nursing",
        "care_kind": "inpatient",
        "care_from": first.isoformat(),
        "care_to": last.isoformat(),
        "insurance_kind": "health" if dice.random() < 0.95 else "medical_aid",
        "copay": dice.randint(300_000, 3_000_000),
        "noncovered": 200_000,
        "discharged": dice.random() < 0.1,
    }
