"""Navigation preload or not: a screen that only the server has, from a worker that was killed.

    python -m bench.preload

A worker with preload is the app's own, changed by a prefix. The server takes as long for the
page as a slow network would. Without it, Chromium asks the server by itself while it starts a
worker (ServiceWorkerAutoPreload).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from bench.family import YEAR, Family
from bench.handset import Handset, chromium
from bench.offline import load
from bench.report import ms, progress, say, table
from bench.server import started
from webapp import create_app as create_real_app

PAGE = "/devices"
DELAY = 0.15  # seconds: a round trip on slow 4G
ROUNDS = 9
Case = tuple[bool, bool, str]  # with preload, worker killed, path
CASES: list[Case] = [
    (preload, killed, path)
    for path in (PAGE, f"/?year={YEAR}")
    for killed in (True, False)
    for preload in (False, True)
]
PREFIX = b"""
const preloads = new Map();
const fetched = self.fetch.bind(self);
self.fetch = async (asked, how) => (await preloads.get(asked.url)) ?? fetched(asked, how);
self.addEventListener("fetch", ({ request, preloadResponse }) =>
  preloads.set(request.url, preloadResponse.catch(() => {})));
"""
ENABLE = """async (wanted) => {
    const { navigationPreload } = await navigator.serviceWorker.ready;
    await (wanted ? navigationPreload.enable() : navigationPreload.disable());
}"""


class Slow:
    """The app, slow for one page; its worker takes what was preloaded."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PAGE:
            time.sleep(DELAY)
        print("asked", environ["PATH_INFO"], flush=True)  # noqa: T201 (into the log)
        if environ["PATH_INFO"] != "/sw.js":
            return self.app(environ, start_response)
        plain = {name: environ[name] for name in environ if name != "HTTP_ACCEPT_ENCODING"}
        told: list[Any] = []
        body = PREFIX + b"".join(self.app(plain, lambda *given: told.extend(given)))
        headers = [pair for pair in told[1] if pair[0].lower() != "content-length"]
        start_response(told[0], [*headers, ("Content-Length", str(len(body)))])
        return [body]


def create_app() -> Flask:
    app = create_real_app()
    app.wsgi_app = Slow(app.wsgi_app)  # type: ignore[method-assign]
    return app


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        started(Path(folder), "bench.preload:create_app()") as app,
        chromium() as browser,
    ):
        phone = Handset(browser, app.url, Family.settle(app.inside, 10))
        log = Path(folder) / "app.log"
        seen: dict[Case, list[float]] = {case: [] for case in CASES}
        asked = dict.fromkeys(CASES, 0)
        for number in range(ROUNDS):
            progress(f"round {number + 1} of {ROUNDS}")
            for preload, killed, path in CASES:
                phone.rests()
                phone.page.evaluate(ENABLE, preload)
                if killed:
                    phone.stops_worker()
                before = heard(log, path)
                seen[preload, killed, path].append(phone.times(path).last)
                phone.rests()
                asked[preload, killed, path] += heard(log, path) - before
    say(
        "Navigation preload",
        f"To the last byte, {ROUNDS} rounds; the server takes {DELAY * 1000:.0f} ms for {PAGE}. "
        f"Load average {load()}.",
    )
    rows = []
    for case in CASES:
        preload, killed, path = case
        who = f"{path}, worker {'killed' if killed else 'running'}"
        how = "preload" if preload else "–"
        rows.append((who, how, ms(median(seen[case])), f"{asked[case] / ROUNDS:.1f}"))
    table(("screen", "", "last byte", "requests each"), rows)


def heard(log: Path, path: str) -> int:
    """How often the server was asked for a page."""
    return log.read_text().splitlines().count(f"asked {path.split('?')[0]}")


if __name__ == "__main__":
    main()
