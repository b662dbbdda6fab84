"""What the app is made of: `licences.toml`, shown in 이 앱에 대해 by Flask and by the worker."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PLACES = ("phone", "server")


@cache
def libraries() -> list[dict[str, str]]:
    """Each with `where` it runs (one of `PLACES`), its `name` and its `licence` (SPDX)."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    found: list[dict[str, str]] = tomllib.loads(text)["library"]
    return found
