"""wrk, the load generator (https://github.com/wg/wrk)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from bench.report import progress

SCRIPTS = Path(__file__).parent
HOW = "wrk is not here: `apt-get install wrk` on Debian and Ubuntu, `brew install wrk` on a Mac."


def find_wrk() -> str:
    """Where wrk is. Root on Debian gets it installed; otherwise the error says how."""
    if shutil.which("wrk") is None and shutil.which("apt-get") and os.geteuid() == 0:
        progress("installing wrk from Debian")
        for command in (["update"], ["install", "--yes", "wrk"]):
            subprocess.run(["apt-get", "--quiet", *command], check=False, capture_output=True)
    found = shutil.which("wrk")
    if found is None:
        raise click.ClickException(HOW)
    return found


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: right answers a second, times in milliseconds. `wrong` are answers of another
    status than asked for and requests that failed."""

    rate: float
    p50: float
    p99: float
    slowest: float
    answered: int
    wrong: int

    @classmethod
    def middle(cls, loads: Sequence[Load]) -> Load:
        """The median of each figure; the slowest of all, and all that went wrong."""
        return cls(
            rate=median(load.rate for load in loads),
            p50=median(load.p50 for load in loads),
            p99=median(load.p99 for load in loads),
            slowest=max(load.slowest for load in loads),
            answered=sum(load.answered for load in loads),
            wrong=sum(load.wrong for load in loads),
        )


def load(
    wrk: str,
    url: str,
    *,
    script: str,
    connections: int,
    seconds: int,
    headers: Mapping[str, str] | None = None,
    arguments: Sequence[str] = (),
) -> Load:
    """Send requests for some seconds. `script` (a .lua file beside this one) makes them."""
    given = [part for name, text in (headers or {}).items() for part in ("-H", f"{name}: {text}")]
    command = [wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", *given]
    command += ["-s", str(SCRIPTS / script), url, "--", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=SCRIPTS)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    if done.returncode or not last.startswith("{"):
        raise click.ClickException(f"wrk failed: {done.stdout}{done.stderr}")
    seen = json.loads(last)
    return Load(
        rate=max(0, seen["answered"] - seen["wrong"]) / (seen["microseconds"] / 1e6),
        p50=seen["p50"] / 1000,
        p99=seen["p99"] / 1000,
        slowest=seen["slowest"] / 1000,
        answered=seen["answered"],
        wrong=seen["wrong"],
    )
