"""Rows per second of `assess`."""

from __future__ import annotations

from datetime import date
from statistics import median
from time import perf_counter

from bench.family import YEAR, values
from bench.report import Aim, Pace, progress, say, table
from webapp.law.assess import Receipt, assess
from webapp.law.exclusions import REASONS

SIZES = (10, 1_000, 100_000)
AT_LEAST = 0.2  # seconds of work in each repetition, so that ten receipts are not just noise


def measure(pace: Pace) -> list[Aim]:
    progress("law")
    people = {size: receipts(size) for size in SIZES}
    for each in people.values():
        assess(YEAR, 5, each, date(YEAR + 1, 1, 1))
    speeds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(pace.repetitions):
        for size, of_person in people.items():
            speeds[size].append(rows_per_second(of_person))
    say("The law", "`assess` of one person's year, one process.")
    table(
        ("receipts", "rows/s", "one year takes"),
        [
            (f"{size:,}", f"{median(found):,.0f}", f"{size / median(found) * 1000:,.2f} ms")
            for size, found in speeds.items()
        ],
    )
    return [
        Aim(f"assess, {size:,} receipts", "", f"{median(found):,.0f} rows/s")
        for size, found in speeds.items()
    ]


def receipts(size: int) -> list[Receipt]:
    """A year of one person, as varied as a household's."""
    return [as_law(number) for number in range(size)]


def as_law(number: int) -> Receipt:
    given = values(number, "")
    uncounted = {reason: won for reason in REASONS if (won := given.get(f"uncounted-{reason}"))}
    return Receipt(
        id=str(number),
        provider_name=given["provider_name"],
        provider_kind=given["provider_kind"],
        care_kind=given["care_kind"],
        care_from=date.fromisoformat(given["care_from"]),
        care_to=date.fromisoformat(given["care_to"]),
        copay=given["copay"],
        noncovered=given["noncovered"],
        uncounted=uncounted,
    )


def rows_per_second(of_person: list[Receipt]) -> float:
    rounds, begin = 0, perf_counter()
    while perf_counter() - begin < AT_LEAST:
        assess(YEAR, 5, of_person, date(YEAR + 1, 1, 1))
        rounds += 1
    return rounds * len(of_person) / (perf_counter() - begin)
