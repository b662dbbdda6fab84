"""How screens are looked at: six looks, four widths.

A screen is seen in four of the twenty-four: in each width once, and in four looks, in turn from
screen to screen, so that all screens together are seen in all of them. One sight of each screen is
opened once more, in English; what people come for most is seen in every look. With `E2E_LOOKS=all`
each is seen in all twenty-four.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import cycle, product
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
    mode: str = "all"
    language: str = "ko"

    def worn_by(self, page: Page, width: int, height: int = HEIGHT) -> None:
        """Put it on; the language is the page's own."""
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=self.scheme, reduced_motion="reduce")
        if page.url != "about:blank":
            worn = {"size": str(self.size), "contrast": self.contrast, "mode": self.mode}
            page.evaluate("look => Object.assign(document.documentElement.dataset, look)", worn)


NORMAL, LARGE = Look("normal"), Look("2.0", size=200)
DARK, CONTRAST = Look("dark", scheme="dark"), Look("contrast", contrast="high")
EASY = Look("easy", mode="easy")
ENGLISH = Look("English", language="en")
KOREAN = (NORMAL, LARGE, CONTRAST, DARK, EASY)
LOOKS = (*KOREAN, ENGLISH)

Seen = tuple[Look, int]  # at a width


def looks_at(name: str, *, english: bool = False, every: bool = False) -> tuple[Seen, ...]:
    """In which looks, and how wide, the sight of that name is seen: in `every` look, or in four.

    One of the four is `english` where the sight stands for its screen.
    """
    if os.environ.get("E2E_LOOKS") == "all":
        return tuple(product(LOOKS, WIDTHS))
    turn = crc32(name.encode())
    widths = turned(WIDTHS, turn % len(WIDTHS))
    looks = turned(KOREAN, turn // len(WIDTHS) % len(KOREAN))
    if not every:
        looks = looks[: len(WIDTHS) - english]
    return tuple(zip((*looks, *([ENGLISH] * english)), cycle(widths), strict=False))


def turned(each: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    return (*each[by:], *each[:by])
