"""The letters: Korean faces that the recogniser has never been trained on, from node_modules.

The faces lack the signs of a form (①, □, ☑, √, ※, ₩), so those are drawn as shapes, as many
printer drivers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import log
from pathlib import Path

from PIL import ImageDraw, ImageFont

PACKAGES = Path(__file__).resolve().parents[3] / "node_modules/@fontsource"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬"
SIGNS = CIRCLED + "□☑√※₩"
STEP = 1.03  # from one size to the next: opening a face takes long
ASCENT = 0.36  # of the size: from the middle of a line down to its baseline


@dataclass(frozen=True)
class Typeface:
    """A Korean face and, where the print has another one for them, a face for Latin letters and
    digits. `bold` is the weight that headings have."""

    korean: str
    digits: str = ""
    plain: int = 400
    bold: int = 700

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Pixels that `text` takes at a letter size of `size` pixels."""
        return sum(self._advance(run, size, bold) for run in self._runs(text))

    def draw(
        self,
        pen: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        size: float,
        ink: tuple[int, int, int],
        bold: bool = False,
    ) -> tuple[float, float, float, float]:
        """Draw from `at`, the left end of the baseline; the box of what was inked, in pixels."""
        x, y = at
        left, top, right, bottom = x, y - 0.5 * size, x, y
        for run in self._runs(text):
            if run[0] in SIGNS:
                sign(pen, self.font("0", size * 0.62, bold), run[0], (x, y), size, ink)
                box = (x, y - 0.85 * size, x + size * 0.95, y + 0.12 * size)
            else:
                font = self.font(run, size, bold)
                pen.text((x, y), run, font=font, fill=ink, anchor="ls")
                box = pen.textbbox((x, y), run, font=font, anchor="ls")
            if run.strip():
                top, bottom, right = min(top, box[1]), max(bottom, box[3]), box[2]
            x += self._advance(run, size, bold)
        return left, top, right, bottom

    def _runs(self, text: str) -> list[str]:
        kinds = groupby(text, key=lambda letter: letter if letter in SIGNS else self._latin(letter))
        runs = ["".join(letters) for _, letters in kinds]
        return [part for run in runs for part in (run if run[0] in SIGNS else [run])]

    def _latin(self, letter: str) -> str:
        return "latin" if letter.isascii() and letter != " " else "korean"

    def _advance(self, run: str, size: float, bold: bool) -> float:
        if run[0] in SIGNS:
            return 1.05 * size
        return float(self.font(run, size, bold).getlength(run))

    def font(self, run: str, size: float, bold: bool) -> ImageFont.FreeTypeFont:
        latin = self.digits and self._latin(run[0]) == "latin"
        package, subset = (self.digits, "latin") if latin else (self.korean, "korean")
        weight = self.bold if bold else self.plain
        return load(package, subset, weight, STEP ** round(log(size, STEP)))


@lru_cache(maxsize=64)
def load(package: str, subset: str, weight: int, size: float) -> ImageFont.FreeTypeFont:
    """The nearest weight that the package has."""
    folder = PACKAGES / package / "files"
    files = {
        int(file.stem.split("-")[-2]): file
        for file in folder.glob(f"{package}-{subset}-[1-9]00-normal.woff2")
    }
    if not files:
        raise FileNotFoundError(f"no letters in {folder}: run `npm ci`")
    nearest = min(files, key=lambda each: abs(each - weight))
    return ImageFont.truetype(str(files[nearest]), size)


def sign(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    letter: str,
    at: tuple[float, float],
    size: float,
    ink: tuple[int, int, int],
) -> None:
    """One sign as a shape; `font` has the digits that stand in circles."""
    x, y = at
    line = max(1, round(size / 16))
    middle = y - ASCENT * size
    centre = x + size * 0.5
    half = size * 0.37
    if letter in CIRCLED:
        radius = size * 0.46
        pen.ellipse(
            (centre - radius, middle - radius, centre + radius, middle + radius),
            outline=ink,
            width=line,
        )
        number = str(CIRCLED.index(letter) + 1)
        if len(number) == 2:
            font = font.font_variant(size=font.size * 0.85)
        pen.text((centre, middle), number, font=font, fill=ink, anchor="mm")
    elif letter in "□☑":
        pen.rectangle(
            (centre - half, middle - half, centre + half, middle + half), outline=ink, width=line
        )
    if letter in "☑√":
        tick(pen, (centre, middle), half * 1.1, ink, line)
    elif letter == "※":
        cross(pen, (centre, middle), half, ink, line)
    elif letter == "₩":
        pen.text((x, y), "W", font=font.font_variant(size=size), fill=ink, anchor="ls")
        for height in (0.05, -0.12):
            level = middle + height * size
            pen.line((x, level, x + 0.95 * size, level), fill=ink, width=line)


def tick(
    pen: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    half: float,
    ink: tuple[int, int, int],
    line: int,
) -> None:
    x, y = middle
    points = [(x - half * 0.8, y), (x - half * 0.2, y + half * 0.7), (x + half, y - half)]
    pen.line(points, fill=ink, width=line + 1, joint="curve")


def cross(
    pen: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    half: float,
    ink: tuple[int, int, int],
    line: int,
) -> None:
    x, y = middle
    pen.line((x - half, y - half, x + half, y + half), fill=ink, width=line)
    pen.line((x - half, y + half, x + half, y - half), fill=ink, width=line)
    dot = half * 0.18
    for across, down in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        a, b = x + across * half * 0.8, y + down * half * 0.8
        pen.ellipse((a - dot, b - dot, a + dot, b + dot), fill=ink)


TYPEFACES = (
    Typeface("ibm-plex-sans-kr"),
    Typeface("ibm-plex-sans-kr", plain=300, bold=600),
    Typeface("ibm-plex-sans-kr", digits="ibm-plex-mono", plain=500),
    Typeface("gowun-dodum"),
    Typeface("gowun-dodum", digits="dm-mono"),
    Typeface("gowun-batang"),
    Typeface("gowun-batang", digits="overpass-mono"),
    Typeface("hahmlet"),
    Typeface("hahmlet", digits="ibm-plex-mono", plain=300, bold=600),
    Typeface("orbit"),
    Typeface("orbit", digits="overpass-mono"),
)
