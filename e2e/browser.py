"""Which Chromium the browser tests drive. No browser is an error, never a skipped test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class NoBrowser(Exception):
    """The message is one sentence that says how to get one."""


def find_browser(bundled: str) -> str | None:
    """Path of the browser to start, or `None` for Playwright's own, which is at `bundled`.

    E2E_BROWSER comes first, then Playwright's own, then what PATH has. Raises `NoBrowser`.
    """
    chosen = os.environ.get("E2E_BROWSER")
    if chosen:
        if not shutil.which(chosen):
            raise NoBrowser(f"E2E_BROWSER={chosen} is not a program: name a Chromium, or unset it.")
        return shutil.which(chosen)
    if Path(bundled).is_file():
        return None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowser(
        "No Chromium for the browser tests: install your system's `chromium` package, "
        "or run `.venv/bin/playwright install chromium`, or set E2E_BROWSER to a Chromium's path."
    )
