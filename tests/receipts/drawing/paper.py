"""A sheet of paper that remembers what was printed on it. Lengths are millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

from tests.receipts.drawing.typefaces import ASCENT, Typeface

Ink = tuple[int, int, int]
BLACK: Ink = (24, 24, 28)
POINT = 0.3528  # millimetres


@dataclass(frozen=True)
class Word:
    """One printed text and its box in pixels of the sheet; `field` where it is an answer."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    field: str = ""


class Sheet:
    """What is printed is `ink`, what the form brings along (rules, labels) is `form_ink`.

    `shift` is how far a printer missed the lines of a form printed beforehand.
    """

    def __init__(
        self,
        width: float,
        height: float,
        dots: float,
        typeface: Typeface,
        *,
        form_ink: Ink = BLACK,
        ink: Ink = BLACK,
        colour: Ink = (255, 255, 255),
        shift: tuple[float, float] = (0, 0),
    ) -> None:
        self.width, self.height, self.dots = width, height, dots
        self.typeface = typeface
        self.form_ink, self.ink, self.shift = form_ink, ink, shift
        self.image = Image.new("RGB", (round(width * dots), round(height * dots)), colour)
        self.pen = ImageDraw.Draw(self.image)
        self.words: list[Word] = []

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.2, dashed: bool = False
    ) -> None:
        line = max(1, round(weight * self.dots))
        a, b, c, d = (self.dots * each for each in (x0, y0, x1, y1))
        if not dashed:
            self.pen.line((a, b, c, d), fill=self.form_ink, width=line)
            return
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / 1.6))
        for step in range(steps):
            begin, end = step / steps, (step + 0.55) / steps
            self.pen.line(
                (a + (c - a) * begin, b + (d - b) * begin, a + (c - a) * end, b + (d - b) * end),
                fill=self.form_ink,
                width=line,
            )

    def frame(self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.2) -> None:
        for ends in ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0)):
            self.rule(*ends, weight)

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: Ink) -> None:
        self.pen.rectangle(tuple(self.dots * each for each in (x0, y0, x1, y1)), fill=colour)

    def shade(self, x0: float, y0: float, x1: float, y1: float, colour: Ink) -> None:
        """Colour a cell but not the rules around it."""
        self.fill(x0 + 0.3, y0 + 0.3, x1 - 0.3, y1 - 0.3, colour)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8,
        *,
        align: str = "left",
        bold: bool = False,
        label: bool = False,
        field: str = "",
        ink: Ink | None = None,
    ) -> float:
        """Print one line whose middle is at height `y`; `size` in points. The right end in mm."""
        if not text:
            return x
        pixels = size * POINT * self.dots
        long = self.typeface.width(text, pixels, bold)
        dx, dy = (0.0, 0.0) if label else self.shift
        left = (x + dx) * self.dots - {"left": 0, "centre": long / 2, "right": long}[align]
        baseline = (y + dy) * self.dots + ASCENT * pixels
        colour = ink or (self.form_ink if label else self.ink)
        box = self.typeface.draw(self.pen, (left, baseline), text, pixels, colour, bold)
        self.words.append(Word(text, *box, field))
        return (left + long) / self.dots

    def lines(
        self,
        box: tuple[float, float, float, float],
        text: str,
        size: float = 8,
        *,
        align: str = "centre",
        bold: bool = False,
        label: bool = False,
        field: str = "",
        pad: float = 1.0,
    ) -> None:
        """Print into a cell, in lines as given, smaller where it would not fit."""
        x0, y0, x1, y1 = box
        given = text.split("\n")
        room = (x1 - x0 - 2 * pad) * self.dots
        widest = max(self.typeface.width(each, size * POINT * self.dots, bold) for each in given)
        if widest > room:
            size *= room / widest
        size = min(size, (y1 - y0) / len(given) / POINT / 1.12)
        leading = size * POINT * 1.18
        at = {"left": x0 + pad, "centre": (x0 + x1) / 2, "right": x1 - pad}[align]
        first = (y0 + y1) / 2 - leading * (len(given) - 1) / 2
        for number, line in enumerate(given):
            middle = first + number * leading
            self.text(at, middle, line, size, align=align, bold=bold, label=label, field=field)

    def label(
        self, box: tuple[float, float, float, float], text: str, size: float = 8, **how: object
    ) -> None:
        self.lines(box, text, size, label=True, **how)  # type: ignore[arg-type]
