"""How screens are looked at: five looks, four widths.

A screen is seen in four of the twenty: in each width once, and in four looks, in turn from screen
to screen, so that all screens together are seen in all twenty. For English a screen is opened once
more: about a quarter of them are seen in it. With `E2E_LOOKS=all` each is seen in all twenty.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import product
from typing import Any
from zlib import crc32

from playwright.sync_api import Page

WIDTHS = (320, 360, 412, 768)  # CSS pixels
HEIGHT = 800


@dataclass(frozen=True, slots=True)
class Look:
    """What the browser is told, and what the person has chosen."""

    name: str
    size: int = 100  # per cent
    scheme: Any = "light"
    contrast: str = "auto"
    language: str = "ko"

    def worn_by(self, page: Page, width: int, height: int = HEIGHT) -> None:
        """Put it on; the language is the page's own."""
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=self.scheme, reduced_motion="reduce")
        if page.url != "about:blank":
            worn = {"size": str(self.size), "contrast": self.contrast}
            page.evaluate("look => Object.assign(document.documentElement.dataset, look)", worn)


NORMAL, LARGE = Look("normal"), Look("2.0", size=200)
DARK, CONTRAST = Look("dark", scheme="dark"), Look("contrast", contrast="high")
ENGLISH = Look("English", language="en")
KOREAN = (NORMAL, LARGE, CONTRAST, DARK)
LOOKS = (*KOREAN, ENGLISH)
SELDOM = 3  # every third screen may be seen in English

Seen = tuple[Look, int]  # at a width


def looks_at(name: str) -> tuple[Seen, ...]:
    """In which looks, and how wide, the screen of that name is seen."""
    if os.environ.get("E2E_LOOKS") == "all":
        return tuple(product(LOOKS, WIDTHS))
    turn = crc32(name.encode())
    looks = LOOKS if turn % SELDOM == 0 else KOREAN
    turn //= SELDOM
    worn = turned(looks, turn % len(looks))
    return tuple(zip(worn, turned(WIDTHS, turn // len(looks) % len(WIDTHS)), strict=False))


def turned(each: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    return (*each[by:], *each[:by])
