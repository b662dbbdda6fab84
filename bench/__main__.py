"""Measure, side by side, in one run.

    make bench                          everything, about fifteen minutes
    make bench ARGS="--quick"           rougher, about seven minutes
    make bench ARGS="--only pages"      one part: law, pages, saves or offline

What is compared takes turns within each repetition, and each figure is the median of the
repetitions, so that a machine busy with something else tilts both sides alike. Read the
ratios rather than the milliseconds. The load generator runs on the same machine.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from bench import law, offline, pages, saves
from bench.report import Aim, Pace, say, table
from bench.server import started
from bench.wrk import find_wrk

PARTS = ("law", "pages", "saves", "offline")


@click.command(help="Measure the law, the pages, the saves and the worker.")
@click.option("--quick", is_flag=True, help="Shorter and rougher.")
@click.option("--only", type=click.Choice(PARTS), help="One part.")
def main(quick: bool, only: str | None) -> None:
    pace = Pace(repetitions=3 if quick else 7, seconds=1)
    wanted = (only,) if only else PARTS
    aims: list[Aim] = []
    if "law" in wanted:
        aims += law.measure(pace)
    if wanted != ("law",):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder, started(Path(folder)) as app:
            if "pages" in wanted:
                aims += pages.measure(app, find_wrk(), pace)
            if "saves" in wanted:
                aims += saves.measure(app, find_wrk(), pace)
            if "offline" in wanted:
                aims += offline.measure(app, pace)
    say("Aims")
    table(
        ("figure", "aim", "measured", ""),
        [
            (
                aim.figure,
                aim.aim,
                aim.measured,
                "" if aim.met is None else "met" if aim.met else "NOT met",
            )
            for aim in aims
        ],
    )


main(prog_name="python -m bench")
