"""Saving receipts through the form, each with its own day and amount.

Every 303 must be in the database afterwards. Requests that were still under way when the load
stopped may be there too: at most one for each client.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import click

from bench.family import Family
from bench.report import Aim, Pace, ms, progress, say, table
from bench.server import Running
from bench.wrk import Load, load
from webapp.receipts.models import Receipt

CLIENTS = (1, 8)
SIZES = (10, 10_000)  # receipts that are there already
QUIET = 0.5  # seconds without a new row: nothing is under way any more
LONGER = 2  # times as long as a page, to let a stall show
ENOUGH, STALL = 300, 1_000.0  # saves a second; ms
TYPED = {
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "care_kind": "outpatient",
    "insurance_kind": "health",
}
TYPED_ANEW = ("member_id", "care_from", "care_to", "copay")  # by the script
FIELDS = urlencode({name: TYPED.get(name, "") for name in Receipt.fields if name not in TYPED_ANEW})


@dataclass(frozen=True, slots=True)
class Case:
    """So many clients, each a household of its own or all of them one family."""

    what: str
    families: tuple[Family, ...]
    clients: int


def measure(app: Running, wrk: str, pace: Pace) -> list[Aim]:
    progress("writing households to save into")
    small = [Family.settle(app.inside, SIZES[0]) for _ in range(CLIENTS[-1])]
    large = Family.settle(app.inside, SIZES[-1])
    cases = [
        Case("one household", tuple(small[:1]), CLIENTS[0]),
        Case("one household", tuple(small[1:2]), CLIENTS[-1]),
        Case("a household each", tuple(small), CLIENTS[-1]),
        Case(f"one household with {SIZES[-1]:,} receipts", (large,), CLIENTS[0]),
        Case(f"one household with {SIZES[-1]:,} receipts", (large,), CLIENTS[-1]),
    ]
    seen: dict[Case, list[Load]] = {case: [] for case in cases}
    runs = count(1)
    for repetition in range(1, pace.repetitions + 1):
        progress(f"saves, repetition {repetition} of {pace.repetitions}")
        for case in cases:
            seen[case].append(saved(app, wrk, case, pace.seconds * LONGER, next(runs)))
    found = {case: Load.middle(loads) for case, loads in seen.items()}
    show(found)
    return aims(found)


def saved(app: Running, wrk: str, case: Case, seconds: int, run: int) -> Load:
    """One run of one case, and a look into the database afterwards."""
    answered = app.folder / f"saved-{run}"
    before = ids(app, case.families)
    devices = [part for each in case.families for part in (each.key, each.members[0])]
    seen = load(
        wrk,
        f"{app.url}/receipts",
        script="saves.lua",
        connections=case.clients,
        seconds=seconds,
        arguments=[FIELDS, str(answered), str(run), *devices],
    )
    check(read(answered), at_rest(app, case.families) - before, case.clients)
    return seen


def ids(app: Running, families: Sequence[Family]) -> set[str]:
    return set().union(*(family.ids(app.inside) for family in families))


def at_rest(app: Running, families: Sequence[Family]) -> set[str]:
    """The ids once the requests that wrk left behind have ended."""
    seen: set[str] = set()
    while len(now := ids(app, families)) != len(seen):
        seen = now
        sleep(QUIET)
    return seen


def read(answered: Path) -> list[str]:
    return answered.read_text().split() if answered.exists() else []


def check(answered: Sequence[str], added: set[str], clients: int) -> None:
    """What was answered as saved is saved, once, and nothing else is."""
    lost, extra = set(answered) - added, added - set(answered)
    if lost or len(answered) != len(set(answered)) or len(extra) > clients:
        raise click.ClickException(
            f"answers and database disagree: {len(answered)} answered with 303, "
            f"{len(lost)} of them not found, {len(extra)} found that were not answered"
        )


def show(found: dict[Case, Load]) -> None:
    total = sum(seen.answered - seen.wrong for seen in found.values())
    say(
        "Saves",
        f"`POST /receipts` on SQLite. All {total:,} receipts that were answered with 303 are in "
        "the database.",
    )
    table(
        ("into", "clients", "saves/s", "p50", "p99", "slowest", "failed"),
        [
            (
                case.what,
                str(case.clients),
                f"{seen.rate:,.0f}",
                ms(seen.p50),
                ms(seen.p99),
                ms(seen.slowest),
                str(seen.wrong or ""),
            )
            for case, seen in found.items()
        ],
    )


def aims(found: dict[Case, Load]) -> list[Aim]:
    made = []
    for case, seen in found.items():
        where = f"{case.what}, {case.clients} client{'s' if case.clients > 1 else ''}"
        if case.clients == CLIENTS[-1]:
            made += [
                Aim(f"saves, {where}", f"≥ {ENOUGH}/s", f"{seen.rate:,.0f}/s", seen.rate >= ENOUGH),
                Aim(
                    f"slowest save, {where}",
                    f"< {STALL / 1000:.0f} s, none failed",
                    ms(seen.slowest) + (f", {seen.wrong} failed" if seen.wrong else ""),
                    seen.slowest < STALL and not seen.wrong,
                ),
            ]
        else:
            made.append(Aim(f"saves, {where}", "", f"{seen.rate:,.0f}/s"))
    return made
