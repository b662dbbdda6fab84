"""The worker: its weight, its start, its screens beside Flask's, a save, and sending what waits.

Times are a browser's own, on this machine and without a slow network: read the ratios.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from statistics import median

from playwright.sync_api import Browser

from bench import weight
from bench.family import YEAR, Family
from bench.handset import Handset, Opened, chromium
from bench.report import Aim, Pace, ms, progress, say, table
from bench.server import Running

SIZES = (10, 1_000, 10_000)
OPS = 1_000
SAVE = {SIZES[0]: 200.0, SIZES[-1]: 250.0}  # ms from the tap to the row, by receipts

Times = dict[tuple[str, int], list[Opened]]


def measure(app: Running, pace: Pace) -> list[Aim]:
    progress("writing households for the worker")
    families = {size: Family.settle(app.inside, size) for size in SIZES}
    aims = weight.measure(app, families[SIZES[1]])
    with chromium() as browser:
        phones = {size: Handset(browser, app.url, family) for size, family in families.items()}
        plain = {
            size: Handset(browser, app.url, family, worker=False)
            for size, family in families.items()
        }
        say("Load", f"Load average now: {load()}.")
        pulls(phones)
        starts(phones[SIZES[1]], plain[SIZES[1]], pace)
        aims += screens(phones, plain, pace)
        aims += saves(phones, plain, pace)
        for each in (*phones.values(), *plain.values()):
            each.ends()
        aims += sending(browser, app, pace)
    say("Load", f"Load average now: {load()}.")
    return aims


def load() -> str:
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def pulls(phones: Mapping[int, Handset]) -> None:
    say("First visit", "From the page's load event until all receipts are in the replica, once.")
    table(
        ("receipts", "pulled in"),
        [(f"{size:,}", ms(phone.pulled_in)) for size, phone in phones.items()],
    )


def starts(phone: Handset, plain: Handset, pace: Pace) -> None:
    """Home: from a worker that was killed, from one that runs, from Flask."""
    seen: dict[str, list[Opened]] = {"worker, killed": [], "worker, running": [], "Flask": []}
    for _ in range(2 * pace.repetitions):
        progress("starting the worker")
        phone.rests()
        phone.stops_worker()
        seen["worker, killed"].append(phone.times(home(phone)))
        phone.rests()
        seen["worker, running"].append(phone.times(home(phone)))
        seen["Flask"].append(plain.times(home(plain)))
    say(
        "Start of the worker",
        f"Home with {phone.family.size:,} receipts on a good network, from workerStart (Flask: "
        "fetchStart) to the first and the last byte.",
    )
    beside = median(each.first for each in seen["Flask"])
    rows = [(who, *cells(found), times(first(found), beside)) for who, found in seen.items()]
    table(("answered by", "first byte", "last byte", "× Flask"), rows)


def home(phone: Handset) -> str:
    return f"/?year={YEAR}"


def paths(family: Family) -> dict[str, str]:
    return {
        "home": f"/?year={YEAR}",
        "list": "/receipts",
        "form": "/receipts/new",
        "year": f"/members/{family.members[0]}/years/{YEAR}",
    }


def screens(phones: Mapping[int, Handset], plain: Mapping[int, Handset], pace: Pace) -> list[Aim]:
    """Offline from the replica, and the same screens from Flask."""
    worker: Times = {}
    flask: Times = {}
    for phone in phones.values():
        phone.wakes_worker()
        phone.loses_network()
    for repetition in range(1, pace.repetitions + 1):
        progress(f"screens, repetition {repetition} of {pace.repetitions}")
        for size, phone in phones.items():
            for screen, path in paths(phone.family).items():
                worker.setdefault((screen, size), []).append(phone.times(path))
                flask.setdefault((screen, size), []).append(plain[size].times(path))
    say(
        "Screens from the replica",
        "Without a network, all receipts in one year; beside Flask on a good network. "
        f"Growth is from {SIZES[0]} receipts to that many, in the worker.",
    )
    rows = []
    for (screen, size), found in worker.items():
        beside = flask[screen, size]
        growth = last(found) / last(worker[screen, SIZES[0]])
        name = f"{screen}, {size:,} receipts"
        rows.append((name, *cells(found), times(last(found), last(beside)), f"{growth:.1f}"))
    rows.sort(key=lambda row: list(paths(phones[SIZES[0]].family)).index(row[0].split(",")[0]))
    table(("screen", "first byte", "last byte", "× Flask", "growth"), rows)
    return [
        Aim(f"{screen} offline, 10,000 beside 10 receipts", "", times(*ends(worker, screen)))
        for screen in paths(phones[SIZES[0]].family)
    ]


def ends(found: Times, screen: str) -> tuple[float, float]:
    return last(found[screen, SIZES[-1]]), last(found[screen, SIZES[0]])


def saves(phones: Mapping[int, Handset], plain: Mapping[int, Handset], pace: Pace) -> list[Aim]:
    """From the tap on 저장 to the row, offline; and the same through Flask."""
    worker: dict[int, list[float]] = {size: [] for size in SAVE}
    flask: dict[int, list[float]] = {size: [] for size in SAVE}
    for repetition in range(1, pace.repetitions + 1):
        progress(f"saves offline, repetition {repetition} of {pace.repetitions}")
        for size in SAVE:
            worker[size].append(phones[size].taps_save())
            flask[size].append(plain[size].taps_save())
    say("Saving", "From the tap on 저장 to the frame with the row in it; the worker is offline.")
    rows = []
    for size in SAVE:
        found, beside = median(worker[size]), median(flask[size])
        rows.append((f"{size:,}", ms(found), ms(max(worker[size])), ms(beside)))
    table(("receipts", "worker", "slowest", "Flask"), rows)
    growth = median(worker[SIZES[-1]]) / median(worker[SIZES[0]])
    made = [
        Aim(
            f"save offline → row visible, {size:,} receipts",
            f"≤ {most:.0f} ms",
            ms(median(worker[size])),
            median(worker[size]) <= most,
        )
        for size, most in SAVE.items()
    ]
    return [*made, Aim("save offline, 10,000 beside 10 receipts", "", f"× {growth:.1f}")]


def sending(browser: Browser, app: Running, pace: Pace) -> list[Aim]:
    """Receipts written offline, sent in one go; beside as many forms posted to Flask."""
    written, sent, posted = [], [], []
    for repetition in range(1, pace.repetitions // 2 + 1):
        progress(f"sending {OPS:,} operations, repetition {repetition} of {pace.repetitions // 2}")
        family = Family.settle(app.inside, SIZES[0])
        phone = Handset(browser, app.url, family)
        phone.loses_network()
        written.append(phone.writes(OPS))
        sent.append(phone.sends(OPS))
        phone.ends()
        arrived = len(family.ids(app.inside)) - family.size
        if arrived != OPS:
            raise RuntimeError(f"{arrived} of {OPS} receipts are in the database")
        other = Family.settle(app.inside, SIZES[0])
        plain = Handset(browser, app.url, other, worker=False)
        plain.opens("/")
        posted.append(plain.writes(OPS))
        plain.ends()
    say(
        f"{OPS:,} receipts written offline, then sent",
        "Writing: forms posted by the page, one after the other. Sending: from the network's "
        "return to an empty outbox; all of them are in the database, once.",
    )
    beside = median(posted)
    rows = [
        (what, ms(median(found)), rate(found), times(median(found), beside))
        for what, found in (
            ("written in the worker, offline", written),
            ("sent by /sync", sent),
            ("posted to Flask, a form each", posted),
        )
    ]
    table(("what", "took", "a second", "× Flask's time"), rows)
    return [Aim(f"sync of {OPS:,} operations", "", f"{rate(sent)} a second")]


def rate(found: Sequence[float]) -> str:
    return f"{OPS / median(found) * 1000:,.0f}"


def cells(found: Sequence[Opened]) -> tuple[str, str]:
    return ms(first(found)), ms(last(found))


def first(found: Sequence[Opened]) -> float:
    return median(each.first for each in found)


def last(found: Sequence[Opened]) -> float:
    return median(each.last for each in found)


def times(found: float, beside: float) -> str:
    return f"{found / beside:.2f}"
