"""Lengths for the inline pictures: integers in thousandths of the picture's width.

Nothing here decides anything; a figure stands beside every bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WIDTH = 1000
TICK = 6  # width of the mark at the cap


def share(part: int, whole: int) -> int:
    """`part` of `whole` in thousandths, floored; something that is not nothing is seen."""
    if whole <= 0 or part <= 0:
        return 0
    return max(4, min(WIDTH, part * WIDTH // whole))


def meter(counted: int, cap: int | None) -> dict[str, int] | None:
    """How far the counted won fill the way to the cap, and where the cap's tick stands.

    `percent` is the share of the cap, floored; it passes 100 when the cap is passed.
    """
    if cap is None:
        return None
    whole = max(counted, cap)
    below = min(counted, cap)
    return {
        "fill": share(below, whole),
        "over": share(counted - below, whole),
        "tick": max(0, share(cap, whole) - TICK),
        "percent": counted * 100 // cap,
    }


def waterfall(paid: int, uncounted: int, cap: int | None, estimate: int | None) -> dict[str, Any]:
    """Bars of the year's sum, each beginning where the one before ended.

    paid from 0; uncounted taken off its right end; counted what is left; the cap taken off the
    counted; the estimate what is left of that.
    """
    counted = paid - uncounted
    bars = {
        "paid": span(0, paid, paid),
        "uncounted": span(counted, uncounted, paid),
        "counted": span(0, counted, paid),
    }
    if cap is not None and estimate is not None:
        bars["cap"] = span(counted - min(cap, counted), min(cap, counted), paid)
        bars["estimate"] = span(0, estimate, paid)
    return bars


def span(start: int, length: int, whole: int) -> dict[str, int]:
    width = share(length, whole)
    left = start * WIDTH // whole if whole > 0 else 0
    return {"x": min(left, WIDTH - width), "width": width}


def columns(amounts: Sequence[int], height: int) -> list[dict[str, int]]:
    """Bars of a small column chart, `height` units tall at most, 40 units apart."""
    tallest = max([*amounts, 1])
    bars = []
    for place, amount in enumerate(amounts):
        tall = max(3, amount * height // tallest) if amount else 0
        left = 8 + place * 40
        bars.append({"x": left, "middle": left + 14, "y": height - tall, "height": tall})
    return bars


def rising(months: Sequence[tuple[int, int, int, int | None]], height: int) -> dict[str, Any]:
    """Columns of a sum that only grows, `height` units tall at most, 40 units apart.

    Each month is what is written down, the middle and the high forecast, and the ceiling. A column
    stands for the first; above it lies the range from `top` on, the middle at `at`. `line` is the
    way of the ceiling, which may rise within the year; "" where there is none.
    """
    ceilings = [cap for *_sums, cap in months if cap is not None]
    tallest = max([high for _low, _middle, high, _cap in months] + ceilings + [1])
    found = []
    for place, (low, middle, high, _cap) in enumerate(months):
        tall = max(3, low * height // tallest) if low else 0
        top = height - max(tall, high * height // tallest)
        left = 8 + place * 40
        found.append(
            {
                "x": left,
                "middle": left + 14,
                "y": height - tall,
                "height": tall,
                "top": top,
                "range": height - tall - top,
                "at": height - max(tall, middle * height // tallest),
            }
        )
    line = [
        f"{4 + place * 40},{height - cap * height // tallest} "
        f"{44 + place * 40},{height - cap * height // tallest}"
        for place, (_low, _middle, _high, cap) in enumerate(months)
        if cap is not None
    ]
    return {"columns": found, "line": " ".join(line)}
