"""tesseract.js as it comes, on a page of its own: what the app's reading is measured beside."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench.server import ROOT
from webapp.frontend.build import CORE, KOREAN, TESSERACT, esbuild

FILES = (
    f"{TESSERACT}/dist/worker.min.js",
    f"{TESSERACT}-core/{CORE}.js",
    f"{TESSERACT}-core/{CORE}.wasm",
    f"{KOREAN}/kor.traineddata.gz",
)


class PlainTesseract:
    """`WAYS`: what it is given, by the name in the report."""

    WAYS = {"tesseract.js, raw photo": "raw", "tesseract.js, cleaned page": "cleaned"}  # noqa: RUF012

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder

    def reads(self, photo: Path, way: str) -> dict[str, Any]:
        there = self.folder / "photo.jpg"
        there.write_bytes(photo.read_bytes())
        address = f"/photo.jpg?{photo.stem}"
        fields, accepted, took = self.page.evaluate(
            "given => globalThis.reads(...given)", [address, self.WAYS[way]]
        )
        return {"fields": fields, "state": "read", "accepted": accepted, "ms": took}


@contextmanager
def plain_tesseract(browser: Browser) -> Iterator[PlainTesseract]:
    with tempfile.TemporaryDirectory(prefix="bench-tesseract-") as name:
        folder = Path(name)
        (folder / "tesseract").mkdir()
        for file in FILES:
            (folder / "tesseract" / Path(file).name).symlink_to(ROOT / file)
        (folder / "index.html").write_text('<script type="module" src="bench.js"></script>')
        esbuild(
            ROOT, "bench/plain_tesseract.js", "--format=esm", f"--outfile={folder / 'bench.js'}"
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=name))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        page = browser.new_page()
        try:
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            yield PlainTesseract(page, folder)
        finally:
            page.close()
            server.shutdown()
            thread.join()
            server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
