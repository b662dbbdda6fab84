"""A page as it comes out of the printer."""

from __future__ import annotations

import re

from playwright.sync_api import Page

PAGE = rb"/Type\s*/Page\b"
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")  # as printers have it


def prints(page: Page) -> int:
    """How many pages come out of the printer."""
    return len(re.findall(PAGE, page.pdf(format="A4", print_background=True, margin=MARGIN)))


def assert_read_without_glasses(page: Page, texts: str) -> None:
    """20 points or more, and the mark behind, so that nobody takes it for a document."""
    page.emulate_media(media="print")
    assert min(page.locator(texts).evaluate_all(POINTS)) >= 20
    mark = page.evaluate("getComputedStyle(document.querySelector('main'), '::after').content")
    assert mark == '"모의"'


POINTS = "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize) * 72 / 96)"
