"""Navigation preload or not: a screen that only the server has, from a worker that was killed.

    python -m bench.preload

A worker with preload is the app's own, changed by a prefix. The server takes as long for the
page as a slow network would.
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
ROUNDS = 15
HEADER = "HTTP_SERVICE_WORKER_NAVIGATION_PRELOAD"
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
        if HEADER in environ:
            print("preload", environ["PATH_INFO"], flush=True)  # noqa: T201 (into the log)
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
        seen: dict[tuple[bool, str], list[float]] = {}
        for number in range(ROUNDS):
            progress(f"round {number + 1} of {ROUNDS}")
            for preload in (False, True):
                phone.rests()
                phone.page.evaluate(ENABLE, preload)
                for path in (PAGE, f"/?year={YEAR}"):
                    phone.rests()
                    phone.stops_worker()
                    seen.setdefault((preload, path), []).append(phone.times(path).last)
        wasted = (Path(folder) / "app.log").read_text().count("preload /\n")
    say(
        "Navigation preload",
        f"From a killed worker to the last byte, {ROUNDS} rounds; the server takes "
        f"{DELAY * 1000:.0f} ms for {PAGE}. Load average {load()}.",
    )
    table(
        ("screen", "without", "with"),
        [
            (path, ms(median(seen[False, path])), ms(median(seen[True, path])))
            for path in (PAGE, f"/?year={YEAR}")
        ],
    )
    say("", f"{wasted} of {ROUNDS} homes were made by the server for nothing with preload.")


if __name__ == "__main__":
    main()
