"""A phone-sized Chromium, with the app's worker or without one, and what it takes its time for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, sleep
from typing import Any

import click
from playwright.sync_api import Browser, sync_playwright

from bench.family import YEAR, Family
from e2e.browser import NoBrowser, find_browser
from e2e.installed import LOOK, Installed

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PHONE: dict[str, Any] = {
    "locale": "ko-KR",
    "timezone_id": "Asia/Seoul",
    "viewport": {"width": 360, "height": 800},
    "has_touch": True,
    "is_mobile": True,
}
LONGEST_PULL = 300  # seconds
LAST_DAY = f"{YEAR}-12-31"  # later than those of the family: the row comes first in the list


@dataclass(frozen=True, slots=True)
class Opened:
    """Milliseconds from the worker's (or the network's) turn to the first and last byte."""

    first: float
    last: float


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            found = find_browser(playwright.chromium.executable_path)
        except NoBrowser as problem:
            raise click.ClickException(str(problem)) from None
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


class Handset(Installed):
    """A phone of a family; `worker` is False for a browser that has Flask alone."""

    def __init__(self, browser: Browser, address: str, family: Family, worker: bool = True) -> None:
        allowed: Any = "allow" if worker else "block"
        context = browser.new_context(**PHONE, service_workers=allowed)
        context.add_cookies([{"name": "device", "value": family.key, "url": address}])
        context.add_init_script(WATCH)
        super().__init__(context.new_page(), address)
        self.family = family
        self.labels = 0
        self.pulled_in = self.pulls() if worker else 0.0

    def pulls(self) -> float:
        """A first visit, until the replica has all receipts; milliseconds."""
        self.opens("/")
        begin = perf_counter()
        wanted = self.family.size + len(self.family.members)
        while self.page.evaluate(COPIES) < wanted:
            if perf_counter() - begin > LONGEST_PULL:
                raise click.ClickException(f"{wanted:,} rows did not come into the replica")
            sleep(0.1)
        took = (perf_counter() - begin) * 1000
        self.until("meta", "pulled")
        return took

    def times(self, path: str) -> Opened:
        """How long a screen takes to come."""
        self.opens(path)
        first, last = self.page.evaluate(TIMES)
        return Opened(first, last)

    def rests(self) -> None:
        """Until what goes on behind the screens has ended."""
        self.page.wait_for_load_state("networkidle")
        sleep(0.2)

    def taps_save(self) -> float:
        """Milliseconds from the tap on 저장 to the frame that shows the row."""
        self.labels += 1
        label = f"누름{self.labels}의원"
        self.opens(f"/receipts/new?member={self.family.members[0]}")
        self.types(
            care_kind="outpatient",
            care_from=LAST_DAY,
            care_to=LAST_DAY,
            provider_name=label,
            provider_kind="clinic",
            copay=12_340,
        )
        self.page.evaluate(
            "label => { sessionStorage.clear(); sessionStorage.label = label }", label
        )
        self.page.locator(".save-bar button").last.tap()
        self.page.wait_for_function("() => sessionStorage.seen")
        return float(self.page.evaluate("() => sessionStorage.seen"))

    def writes(self, count: int) -> float:
        """Saves so many receipts by their form, one after the other; milliseconds."""
        self.labels += 1
        arguments = [self.family.members[0], self.labels, count, YEAR]
        return float(self.page.evaluate(WRITE, arguments))

    def sends(self, count: int) -> float:
        """Comes back from airplane mode and sends what waits; milliseconds."""
        if len(self.waiting()) != count:
            raise click.ClickException(f"{len(self.waiting())} operations wait, not {count}")
        self.wakes_worker()
        self.page.evaluate(SEND)
        self.context.set_offline(False)
        return float(self.page.evaluate("() => globalThis.sent"))

    def ends(self) -> None:
        self.context.close()


COPIES = "async () => {" + LOOK + "return (await look('copy', (rows) => rows.count())) ?? 0 }"
TIMES = """() => {
    const [it] = performance.getEntriesByType("navigation");
    const begin = it.workerStart || it.fetchStart;
    return [it.responseStart - begin, it.responseEnd - begin];
}"""
WATCH = """
addEventListener("click", (event) => {
    if (!event.target.closest?.(".save-bar button")) return;
    sessionStorage.tapped = performance.timeOrigin + event.timeStamp;
}, true);
const shown = (row) => row.textContent.includes(sessionStorage.label) && row.checkVisibility();
const watch = () => {
    const { tapped, seen } = sessionStorage;
    if (tapped && !seen && [...document.querySelectorAll(".rows .row-line")].some(shown)) {
        sessionStorage.seen = performance.timeOrigin + performance.now() - tapped;
    }
    requestAnimationFrame(watch);
};
if (location.protocol.startsWith("http")) watch();
"""
WRITE = """async ([member, run, count, year]) => {
    const begin = performance.now();
    for (let number = 0; number < count; number += 1) {
        const day = new Date(Date.UTC(year, 0, 1 + (number % 365))).toISOString().slice(0, 10);
        const answer = await fetch("/receipts", {
            method: "POST",
            redirect: "manual",
            body: new URLSearchParams({
                member_id: member,
                provider_name: `병원 ${run}-${number}`,
                provider_kind: "clinic",
                care_kind: "outpatient",
                care_from: day,
                care_to: day,
                insurance_kind: "health",
                copay: String(1000 + number),
            }),
        });
        if (answer.type !== "opaqueredirect") throw new Error(`not saved: ${answer.status}`);
    }
    return performance.now() - begin;
}"""
SEND = (
    "() => {"
    + LOOK
    + """
    globalThis.sent = new Promise((yes) => addEventListener("online", yes, { once: true })).then(
        async () => {
            const begin = performance.now();
            navigator.serviceWorker.controller.postMessage({ do: "sync" });
            const waiting = () => look("outbox", (rows) => rows.count());
            while (await waiting()) await new Promise((later) => setTimeout(later, 20));
            return performance.now() - begin;
        },
    );
}"""
)
