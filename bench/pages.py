"""Home and the list of receipts, beside bare Flask with the same bytes.

*Unchanged* pages are asked for again while nothing was saved, and may come from the app's page
cache. *Made anew* has another address each time, so that every page is read and rendered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from bench.family import YEAR, Family
from bench.report import Aim, Pace, ms, progress, say, table
from bench.server import Running, gunicorn
from bench.wrk import Load, load
from webapp.frontend.budget import BROWSER

SIZES = (10, 1_000, 10_000)
CONNECTIONS = (1, 8)
PAGES = (f"/?year={YEAR}", "/receipts")
# Added by whoever serves, not by the app.
SERVERS_OWN = {"connection", "content-length", "date", "server"}

HALF, QUICK, GROWTH = 0.5, 3.0, 1.5  # of bare Flask; ms; times


@dataclass(frozen=True, slots=True)
class Case:
    """A page of a household, asked for as a browser does (compressed) or plainly."""

    page: str
    family: Family
    connections: int
    compressed: bool = False

    @property
    def headers(self) -> dict[str, str]:
        cookie = {"Cookie": f"device={self.family.key}"}
        return cookie | BROWSER if self.compressed else cookie


@dataclass(frozen=True, slots=True)
class Found:
    """One page's loads; shares are of bare Flask's rate, taken within each repetition, where both
    were measured within seconds."""

    unchanged: Load
    anew: Load
    bare: Load
    unchanged_share: float
    anew_share: float

    @classmethod
    def of(cls, unchanged: Load, anew: Load, bare: Load) -> Found:
        return cls(unchanged, anew, bare, unchanged.rate / bare.rate, anew.rate / bare.rate)

    @classmethod
    def middle(cls, found: Sequence[Found]) -> Found:
        return cls(
            Load.middle([each.unchanged for each in found]),
            Load.middle([each.anew for each in found]),
            Load.middle([each.bare for each in found]),
            median(each.unchanged_share for each in found),
            median(each.anew_share for each in found),
        )


def measure(app: Running, wrk: str, pace: Pace) -> list[Aim]:
    progress("writing households")
    families = [Family.settle(app.inside, size) for size in SIZES]
    plain = [Case(page, each, n) for page in PAGES for each in families for n in CONNECTIONS]
    browser = [Case(page, families[1], n, compressed=True) for page in PAGES for n in CONNECTIONS]
    found = all_measured(app, wrk, pace, [*plain, *browser])
    show("Pages", {case: found[case] for case in plain})
    show("Pages, compressed as for a browser", {case: found[case] for case in browser})
    return aims({case: found[case] for case in plain})


def all_measured(app: Running, wrk: str, pace: Pace, cases: Sequence[Case]) -> dict[Case, Found]:
    recorded = app.folder / "recorded"
    recorded.mkdir()
    for number, case in enumerate(cases):
        record(app.url, case, recorded / f"{number:03}.body")
    seen: dict[Case, list[Found]] = {case: [] for case in cases}
    runs = count(1)
    bare_app = {"RECORDED": str(recorded)}
    with gunicorn("bench.bare:create_app()", bare_app, app.folder / "bare.log") as bare:
        for repetition in range(1, pace.repetitions + 1):
            for number, case in enumerate(cases):
                progress(f"pages, repetition {repetition} of {pace.repetitions}, {case.page}")

                def ask(url: str, arguments: Sequence[str] = (), case: Case = case) -> Load:
                    return load(
                        wrk,
                        url,
                        script="pages.lua",
                        connections=case.connections,
                        seconds=pace.seconds,
                        headers=case.headers,
                        arguments=arguments,
                    )

                seen[case].append(
                    Found.of(
                        unchanged=ask(app.url + case.page),
                        bare=ask(f"{bare}/{number}"),
                        anew=ask(app.url + case.page, [str(next(runs))]),
                    )
                )
    return {case: Found.middle(found) for case, found in seen.items()}


def record(url: str, case: Case, into: Path) -> None:
    """Keep the page's bytes and headers for the bare view."""
    with urlopen(Request(url + case.page, headers=case.headers)) as answer:
        into.write_bytes(answer.read())
        headers = [pair for pair in answer.getheaders() if pair[0].lower() not in SERVERS_OWN]
    into.with_suffix(".json").write_text(json.dumps(headers))


def show(heading: str, found: dict[Case, Found]) -> None:
    say(heading, "Requests per second, median and 99th percentile; × is of bare Flask's rate.")
    rows = []
    for case, each in found.items():
        for what, seen, share in (
            ("unchanged", each.unchanged, each.unchanged_share),
            ("made anew", each.anew, each.anew_share),
            ("bare Flask", each.bare, 1.0),
        ):
            rows.append(
                (
                    case.page if what == "unchanged" else "",
                    f"{case.family.size:,}",
                    str(case.connections),
                    what,
                    f"{seen.rate:,.0f}",
                    ms(seen.p50),
                    ms(seen.p99),
                    f"{share:.2f}×",
                    str(seen.wrong or ""),
                )
            )
    head = ("page", "receipts", "clients", "", "req/s", "p50", "p99", "of bare", "failed")
    table(head, rows)


def aims(found: dict[Case, Found]) -> list[Aim]:
    made = []
    for page in PAGES:
        of_page = {case: each for case, each in found.items() if case.page == page}
        alone = [each for case, each in of_page.items() if case.connections == 1]
        for what, part in (("unchanged", "unchanged"), ("made anew", "anew")):
            share = min(getattr(each, f"{part}_share") for each in of_page.values())
            p50 = max(getattr(each, part).p50 for each in alone)
            growth = getattr(alone[-1], part).p50 / getattr(alone[0], part).p50
            made += [
                Aim(
                    f"{page} {what}, of bare Flask, worst case",
                    f"≥ {HALF}×",
                    f"{share:.2f}×",
                    share >= HALF,
                ),
                Aim(f"{page} {what}, p50, worst size", f"≤ {QUICK:.0f} ms", ms(p50), p50 <= QUICK),
                Aim(
                    f"{page} {what}, p50 of {SIZES[-1]:,} receipts over {SIZES[0]}",
                    f"≤ {GROWTH}×",
                    f"{growth:.2f}×",
                    growth <= GROWTH,
                ),
            ]
    return made
