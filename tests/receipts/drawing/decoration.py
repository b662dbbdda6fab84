"""What else is on a sheet: logos, seals, bar codes."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from tests.receipts.drawing.paper import Ink, Sheet

COLOURS: tuple[Ink, ...] = ((0, 92, 158), (0, 120, 90), (170, 40, 50), (90, 70, 140), (40, 40, 46))
RED: Ink = (200, 42, 40)


def logo(sheet: Sheet, dice: Random, x: float, y: float, radius: float) -> None:
    """A cross, a leaf or rings around (x, y), in millimetres."""
    colour = dice.choice(COLOURS)
    dots, pen = sheet.dots, sheet.pen
    a, b, r = x * dots, y * dots, radius * dots
    shape = dice.choice(("cross", "leaf", "rings"))
    if shape == "cross":
        pen.rectangle((a - r * 0.35, b - r, a + r * 0.35, b + r), fill=colour)
        pen.rectangle((a - r, b - r * 0.35, a + r, b + r * 0.35), fill=colour)
    elif shape == "leaf":
        pen.pieslice((a - r, b - r, a + r, b + r), 90, 270, fill=colour)
        pen.ellipse(
            (a - r * 0.2, b - r * 0.8, a + r, b + r * 0.4), outline=colour, width=round(r / 5)
        )
    else:
        pen.ellipse((a - r, b - r, a + r, b + r), outline=colour, width=max(1, round(r / 4)))
        pen.ellipse((a - r * 0.45, b - r * 0.45, a + r * 0.45, b + r * 0.45), fill=colour)


def bar_code(sheet: Sheet, dice: Random, x: float, y: float, width: float, height: float) -> None:
    module = 0.33
    at = x
    while at < x + width:
        bar = module * dice.choice((1, 1, 2, 3))
        sheet.fill(at, y, min(at + bar, x + width), y + height, sheet.ink)
        at += bar + module * dice.choice((1, 1, 2, 3))


def seal(sheet: Sheet, dice: Random, x: float, y: float, radius: float, text: str) -> None:
    """The provider's red seal around (x, y), translucent and a little askew."""
    size = round(radius * 2 * sheet.dots)
    if size < 8:
        return
    stamp = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    ink = (*RED, dice.randint(120, 210))
    line = max(1, size // 24)
    round_one = dice.random() < 0.5
    if round_one:
        pen.ellipse((line, line, size - line, size - line), outline=ink, width=line)
    else:
        pen.rectangle((line, line, size - line, size - line), outline=ink, width=line)
    font = sheet.typeface.font("가", size * 0.22, True)
    letters = (text[-8:] + "의인")[-9:]
    for number, letter in enumerate(letters):
        if round_one:
            angle = 2 * pi * number / len(letters) - pi / 2
            at = (size / 2 + size * 0.31 * cos(angle), size / 2 + size * 0.31 * sin(angle))
        else:
            column, row = 2 - number // 3, number % 3
            at = (size * (0.22 + 0.28 * column), size * (0.22 + 0.28 * row))
        pen.text(at, letter, font=font, fill=ink, anchor="mm")
    turned = stamp.rotate(dice.uniform(-14, 14), resample=Image.Resampling.BICUBIC)
    corner = (round(x * sheet.dots - size / 2), round(y * sheet.dots - size / 2))
    sheet.image.paste(turned, corner, turned)
