"""How well photos of receipts are read: the app itself in headless Chromium, `make bench-scan`.

    make bench-scan                                      200 drawn receipts a level: hours
    make bench-scan ARGS="--count 20 --beside 5"         rougher
    make bench-scan ARGS="--levels hard --forms B --count 30 --verbose"

Receipts are drawn by tests/receipts/drawing with a seed and faces that nothing was trained or
tuned on. Each is chosen on /scan as a person would, and the form is read when the review says so.
What was read is kept in .bench by what was built: a run that was cut off goes on
where it ended.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import click
from playwright.sync_api import Browser

from bench.family import Family
from bench.handset import Handset, chromium
from bench.plain_tesseract import PlainTesseract, plain_tesseract
from bench.reading import AMOUNTS, FIELDS, wrong_fields
from bench.renderer import Renderer, slowed, watched
from bench.report import Aim, ms, progress, say, table
from bench.server import ROOT, Running, started
from tests.receipts.drawing import LEVELS, draw

FOLDER = ROOT / ".bench"
APP, SLOW = "the app", "the app at 4×"
SLOWER = 4
LONGEST = 180_000  # ms
TOLD = ("copay", "patient_total", "care_to", "provider_name")
MB = 1024 * 1024

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn receipt on this machine: its photo and what it says."""

    level: str
    number: int
    photo: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        return self.photo.stem


@click.command(help="Measure how well photos of receipts are read.")
@click.option("--levels", default=",".join(LEVELS), help="Of clean, moderate, hard.")
@click.option("--count", default=200, help="Receipts of each level.")
@click.option("--seed", default=23, help="Of the drawn receipts.")
@click.option("--forms", default="", help="Forms or layouts, by commas; a mixture without.")
@click.option("--beside", default=20, help="So many of each level also with plain tesseract.js.")
@click.option(
    "--slow", default=20, help="So many moderate ones also with a fourth of the processor."
)
@click.option("--verbose", is_flag=True, help="Each wrong field: truth and what was read.")
@click.option("--again", is_flag=True, help="Forget what earlier runs have read.")
def main(
    levels: str,
    count: int,
    seed: int,
    forms: str,
    beside: int,
    slow: int,
    verbose: bool,
    again: bool,
) -> None:
    papers = drawn(levels.split(","), count, seed, forms.split(",") if forms else [None])
    kept = Results(FOLDER / f"read-{built()}-{drawing()}.jsonl", again)
    with tempfile.TemporaryDirectory(prefix="bench-scan-") as folder, started(Path(folder)) as app:
        names = read_all(app, papers, kept, beside, slow, verbose)
    found = [each for each in kept.found.values() if each["photo"] in names]
    report(found)


def drawn(levels: list[str], count: int, seed: int, forms: list[str | None]) -> Iterator[Paper]:
    """The receipts, the levels by turns; drawn once, then found in the folder."""
    folder = FOLDER / f"drawn-{drawing()}"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        for level in levels:
            form = forms[number % len(forms)]
            photo = folder / f"{seed}-{level}-{form or 'any'}-{number:03}.jpg"
            told = photo.with_suffix(".json")
            if not told.is_file():
                progress(f"drawing {photo.stem}")
                receipt = draw(seed * 100_000 + number, level, form)
                photo.write_bytes(receipt.jpeg())
                told.write_text(json.dumps(receipt.truth, ensure_ascii=False))
            yield Paper(level, number, photo, json.loads(told.read_text()))


def drawing() -> str:
    """Changes when receipts are drawn otherwise."""
    sources = sorted((ROOT / "tests/receipts/drawing").glob("*.py"))
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]


def built() -> str:
    """Changes with what reads: the reading pack and the page's script."""
    build = ROOT / "static/build"
    manifest = json.loads((build / "manifest.json").read_text())
    told = (build / "packs.json").read_bytes() + str(manifest.get("scan.js")).encode()
    return sha256(told).hexdigest()[:8]


class Results:
    """What was read, a line of JSON each; `found` by engine and photo."""

    def __init__(self, file: Path, again: bool) -> None:
        self.file = file
        if again:
            file.unlink(missing_ok=True)
        lines = file.read_text().splitlines() if file.is_file() else []
        self.found: dict[tuple[str, str], Result] = {}
        for each in map(json.loads, lines):
            self.found[each["engine"], each["photo"]] = each

    def keep(self, engine: str, paper: Paper, read: Result, verbose: bool) -> None:
        wrong = wrong_fields(paper.truth, read["fields"])
        told = {"level": paper.level, "layout": paper.truth["layout"], "truth": paper.truth}
        result = {"engine": engine, "photo": paper.name, **told, **read, "wrong": wrong}
        self.found[engine, paper.name] = result
        with self.file.open("a") as lines:
            lines.write(json.dumps(result, ensure_ascii=False) + "\n")
        if verbose:
            show(result)


def show(result: Result) -> None:
    """The wrong fields of one receipt."""
    truth, got = result["truth"], result["fields"]
    accepted = " ACCEPTED" if is_wrongly_accepted(result) else ""
    failed = f" {result['state']}" if result["state"] != "read" else ""
    click.echo(f"{result['engine']}: {result['photo']} {result['layout']}{failed}{accepted}")
    for field in result["wrong"]:
        click.echo(f"    {field}: {truth[field]!r}, read {got.get(field, '')!r}")


def read_all(
    app: Running, papers: Iterator[Paper], kept: Results, beside: int, slow: int, verbose: bool
) -> set[str]:
    """Each receipt by each reader in turn, so that a busy machine tilts all alike."""
    names = set()
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        phone = Handset(browser, app.url, Family.settle(app.inside, 3))
        scanner = Scanner(phone, browser)
        plain = stack.enter_context(plain_tesseract(browser))
        for paper in papers:
            names.add(paper.name)
            engines = [APP]
            if paper.level == "moderate" and paper.number < slow:
                engines.append(SLOW)
            if paper.number < beside:
                engines.extend(PlainTesseract.WAYS)
            for engine in engines:
                if (engine, paper.name) in kept.found:
                    continue
                progress(f"{engine}: {paper.name}")
                if engine in PlainTesseract.WAYS:
                    read = plain.reads(paper.photo, engine)
                else:
                    read = scanner.reads(paper, slower=SLOWER if engine == SLOW else 1)
                kept.keep(engine, paper, read, verbose and engine == APP)
    return names


class Scanner:
    """The screen 찍기 on a phone, one page for all photos."""

    def __init__(self, phone: Handset, browser: Browser) -> None:
        self.page, self.browser = phone.page, browser
        self.page.add_init_script(STOPWATCH)
        phone.opens("/scan")
        self.renderer: Renderer | None = None

    def reads(self, paper: Paper, slower: int = 1) -> Result:
        """Choose the photo, wait for the review, take the form's values, put the photo away.

        The first one fetches the reading pack and starts the engines: it is read twice.
        """
        if not self.renderer:
            self.renderer = Renderer.of(self.browser, lambda: self.chooses(paper))
            self.puts_away()
        self.gives_back()
        with watched(self.renderer) as memory, slowed(self.renderer, slower):
            self.chooses(paper)
        fields, state, accepted, took = self.page.evaluate(TAKE)
        self.puts_away()
        return {
            "fields": fields,
            "state": state,
            "accepted": accepted == "true",
            "ms": took,
            "memory": memory.peak,
        }

    def gives_back(self) -> None:
        """As when a phone runs short: the drawn pictures that Chromium keeps while it can."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Memory.simulatePressureNotification", {"level": "critical"})
        session.detach()

    def chooses(self, paper: Paper) -> None:
        self.page.locator('[data-take="album"]').set_input_files(paper.photo)
        self.page.wait_for_selector(REVIEWED, state="attached", timeout=LONGEST)

    def puts_away(self) -> None:
        self.page.locator('#viewer [data-do="remove"]').click()
        self.page.wait_for_selector('#scan-review[data-scan=""]', state="attached")


REVIEWED = '#scan-review[data-scan="read"], #scan-review[data-scan="failed"]'
STOPWATCH = """
addEventListener("change", (event) => {
    if (event.target.matches?.("[data-take]")) globalThis.chosen = performance.now();
}, true);
new MutationObserver((changes) => {
    for (const { target } of changes) {
        const { scan } = target.dataset;
        if (scan === "read" || scan === "failed") globalThis.reviewed = performance.now();
    }
}).observe(document, { subtree: true, attributeFilter: ["data-scan"] });
"""
TAKE = """() => {
    const section = document.querySelector("#scan-review");
    const fields = Object.fromEntries(new FormData(document.querySelector("#receipt-form")));
    const { scan, accepted } = section.dataset;
    return [fields, scan, accepted, globalThis.reviewed - globalThis.chosen];
}"""


def report(found: list[Result]) -> None:
    say("Load", f"Load average now: {', '.join(f'{each:.1f}' for each in os.getloadavg())}.")
    app = [each for each in found if each["engine"] == APP]
    say("Exactly as printed", "Share of the receipts on which the field is right; % of n.")
    head = ("reader", "level", "n", *FIELDS, "accepted", "accepted and wrong")
    table(head, [row(engine, level, of) for engine, level, of in groups(found)])
    say("By form", "The app; % of n.")
    rows = []
    for layout in sorted({each["layout"] for each in app}):
        for level in LEVELS:
            of = [each for each in app if each["layout"] == layout and each["level"] == level]
            if of:
                rows.append((layout, level, str(len(of)), *(share(right(of, f), of) for f in TOLD)))
    table(("layout", "level", "n", *TOLD), rows)
    say(
        "Time and memory",
        "From the file's choice to the review; the renderer's peak meanwhile (PSS), which begins "
        "without the pictures that Chromium keeps of photos before, as on a phone that is short.",
    )
    table(
        ("reader", "level", "median", "nine of ten within", "memory"),
        [(engine, level, *times(of)) for engine, level, of in groups(found)],
    )
    say("Aims")
    table(
        ("figure", "aim", "measured", ""),
        [
            (a.figure, a.aim, a.measured, "" if a.met is None else "met" if a.met else "NOT met")
            for a in aims(found)
        ],
    )


def groups(found: list[Result]) -> Iterator[tuple[str, str, list[Result]]]:
    for engine in (APP, SLOW, *PlainTesseract.WAYS):
        for level in LEVELS:
            of = [each for each in found if (each["engine"], each["level"]) == (engine, level)]
            if of:
                yield engine, level, of


def row(engine: str, level: str, of: list[Result]) -> tuple[str, ...]:
    fields = [share(right(of, field), of) for field in FIELDS]
    accepted = [each for each in of if each["accepted"]]
    wrong = [each for each in of if is_wrongly_accepted(each)]
    return engine, level, str(len(of)), *fields, share(len(accepted), of), share(len(wrong), of)


def right(of: list[Result], field: str) -> int:
    return sum(field not in each["wrong"] for each in of)


def is_wrongly_accepted(result: Result) -> bool:
    return result["accepted"] and any(field in AMOUNTS for field in result["wrong"])


def share(part: int, of: list[Result]) -> str:
    return f"{100 * part / len(of):.1f}" if of else "–"


def times(of: list[Result]) -> tuple[str, str, str]:
    took = [each["ms"] for each in of]
    most = max((each.get("memory") or 0 for each in of), default=0)
    return ms(median(took)), ms(ninety(took)), f"{most / MB:,.0f} MB" if most else "–"


def ninety(took: list[float]) -> float:
    return quantiles(took, n=10, method="inclusive")[-1] if len(took) > 1 else took[0]


def aims(found: list[Result]) -> Iterator[Aim]:
    app = [each for each in found if each["engine"] == APP]
    for level, field, least in (
        *(("moderate", field, 98.0) for field in ("copay", "patient_total", "care_to")),
        ("moderate", "provider_name", 95.0),
        *(("clean", field, 99.0) for field in TOLD),
        ("hard", "copay", 80.0),
    ):
        of = [each for each in app if each["level"] == level]
        if of:
            part = 100 * right(of, field) / len(of)
            yield Aim(f"{level}: {field} exact", f"≥ {least:g} %", f"{part:.1f} %", part >= least)
    if app:
        accepted = [each for each in app if each["accepted"]]
        wrong = sum(map(is_wrongly_accepted, accepted))
        part = 100 * wrong / max(1, len(accepted))
        measured = f"{part:.2f} % ({wrong} of {len(accepted)})"
        yield Aim("accepted and wrong in an amount", "≤ 0.5 %", measured, part <= 0.5)
        photos = [each["ms"] for each in app if each["level"] != "clean"] or [e["ms"] for e in app]
        yield Aim("photo → review, median", "≤ 1.5 s", ms(median(photos)), median(photos) <= 1500)
        most = max(each.get("memory") or 0 for each in app) / MB
        yield Aim("peak memory of the renderer", "≤ 400 MB", f"{most:,.0f} MB", most <= 400)
    slow = [each["ms"] for each in found if each["engine"] == SLOW]
    if slow:
        yield Aim("the same at 4×", "≤ 6 s", ms(median(slow)), median(slow) <= 6000)


if __name__ == "__main__":
    main(prog_name="python -m bench.scan")
