"""Drawn receipts with their ground truth: official forms, pharmacy and clinic slips, photographed.

    drawn = draw(seed=1, level="moderate")
    drawn.image, drawn.jpeg(), drawn.truth["copay"], drawn.words

Nothing of it resembles the recogniser's own training data: other faces, layouts and camera.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from tests.receipts.drawing import accounts, camera, official, pharmacy, short_forms
from tests.receipts.drawing.accounts import Account
from tests.receipts.drawing.paper import BLACK, Sheet
from tests.receipts.drawing.print_style import Style
from tests.receipts.drawing.typefaces import TYPEFACES

LEVELS = ("clean", "moderate", "hard")
LAYOUTS = {  # how often each is drawn
    "A0": 8,
    "A1": 16,
    "B_outpatient": 18,
    "B_inpatient": 17,
    "B_landscape": 12,
    "pharmacy_bag": 10,
    "pharmacy_slip": 7,
    "clinic": 7,
    "thermal": 5,
}
FORMS = {"pharmacy": "pharmacy", "outpatient": "clinic"}  # of the slips, by the care


@dataclass(frozen=True)
class Drawn:
    """A picture and what it says.

    `truth` has the receipt form's fields, `form`, `layout`, `level` and `questions`. `words` are
    texts with the four corners of their boxes in pixels of `image`, and the field they answer.
    `page` is where the sheet's corners are (the upper left one first), also outside of the image.
    """

    image: Image.Image
    truth: dict[str, Any]
    words: list[dict[str, Any]]
    page: list[list[float]]
    quality: int

    def jpeg(self) -> bytes:
        buffer = io.BytesIO()
        self.image.save(buffer, "JPEG", quality=self.quality, subsampling=2)
        return buffer.getvalue()


def draw(seed: int, level: str, form: str | None = None) -> Drawn:
    """A receipt of that seed.

    `form` is a layout of `LAYOUTS`, or a form (A0, A1, B, pharmacy, clinic); without it any.
    """
    dice = Random(f"{seed} {level} {form}")
    layout = rolled_layout(dice, form)
    account = written(dice, layout)
    long_side = dice.choices(camera.SIZES, camera.OFTEN)[0]
    sheet = printed(dice, account, layout, level, long_side)
    truth = {
        **account.truth(),
        "form": account.form or FORMS[account.care_kind],
        "layout": layout,
        "level": level,
        "questions": account.questions(),
        "grand_total": str(account.grand_total),
    }
    size = (sheet.width, sheet.height)
    if level == "clean":
        picture, matrix, quality = camera.scan(sheet.image, dice)

        def place(points: camera.Points) -> camera.Points:
            return camera.apply(matrix, points * sheet.dots)

    else:
        chosen = camera.MODERATE if level == "moderate" else camera.HARD
        picture, pose, quality = camera.photograph(sheet.image, size, chosen, dice, long_side)
        place = pose.place
    return Drawn(
        picture, truth, found_words(sheet, place), rounded(place(camera.outline(size))), quality
    )


def rolled_layout(dice: Random, form: str | None) -> str:
    fitting = [name for name in LAYOUTS if form in (None, name, name.split("_")[0])]
    if not fitting:
        raise ValueError(f"no layout {form}: {', '.join(LAYOUTS)}")
    return dice.choices(fitting, [LAYOUTS[name] for name in fitting])[0]


def written(dice: Random, layout: str) -> Account:
    if layout in ("A0", "A1"):
        return (
            accounts.inpatient(dice, layout)
            if dice.random() < 0.5
            else accounts.outpatient(dice, layout)
        )
    if layout == "B_inpatient":
        return accounts.inpatient(dice, "B")
    if layout.startswith("B"):
        return accounts.outpatient(dice, "B")
    if layout.startswith("pharmacy") or (layout == "thermal" and dice.random() < 0.5):
        return accounts.pharmacy(dice)
    return accounts.slip(dice)


def printed(dice: Random, account: Account, layout: str, level: str, long_side: int) -> Sheet:
    """The sheet, in about as many dots as the photo will have for it."""
    width, height = {
        "B_landscape": (210.0, 148.0),
        "pharmacy_bag": (dice.choice((210.0, 230.0, 250.0)), dice.choice((148.0, 160.0, 165.0))),
        "pharmacy_slip": (dice.choice((95.0, 105.0)), dice.choice((140.0, 148.0, 165.0))),
        "clinic": dice.choice(((148.0, 165.0), (148.0, 210.0), (130.0, 160.0))),
        "thermal": (80.0, dice.uniform(115, 135)),
    }.get(layout, (210.0, 297.0))
    dots = long_side / max(width, height)
    if level == "clean":
        dots = dice.choice((6, 8, 8, 10)) * (
            210 / max(width, 105) if max(width, height) < 200 else 1
        )
        dots = min(dots, 3000 / max(width, height))
    style = Style.rolled(dice)
    typeface = dice.choice(TYPEFACES)
    warm = dice.choice(((255, 255, 255), (255, 255, 255), (252, 250, 244), (248, 248, 250)))
    black = tuple(dice.randint(8, 60) for _ in range(1)) * 3
    ink = (black[0], black[0], black[0] + dice.randint(0, 8))
    if layout == "thermal":
        sheet = Sheet(width, height, dots, typeface, colour=warm, ink=BLACK)
        short_forms.thermal(sheet, account, style, dice)
        sheet.image = thermal_print(sheet.image, dots, dice, level)
        return sheet
    sheet = Sheet(
        width,
        height,
        dots,
        typeface,
        form_ink=style.form_ink,
        ink=ink,
        colour=warm,
        shift=style.shift,
    )
    if layout == "pharmacy_bag":
        pharmacy.medicine_bag(sheet, account, style, dice)
    elif layout == "pharmacy_slip":
        pharmacy.pharmacy_slip(sheet, account, style, dice)
    elif layout == "clinic":
        short_forms.short_form(sheet, account, style, dice)
    else:
        official.draw(sheet, account, style, dice)
    return sheet


def thermal_print(image: Image.Image, dots: float, dice: Random, level: str) -> Image.Image:
    """As a head with 8 dots a millimetre burns it: no grey; pale where it is old."""
    small = (round(image.width * 8 / dots), round(image.height * 8 / dots))
    burnt = (
        image.convert("L")
        .resize(small, Image.Resampling.BOX)
        .point(lambda each: 255 if each > 150 else 0)
    )
    soft = burnt.filter(ImageFilter.GaussianBlur(0.5)).resize(image.size, Image.Resampling.BICUBIC)
    faded = {"clean": (0.75, 1.0), "moderate": (0.6, 0.95), "hard": (0.3, 0.7)}[level]
    strength = np.linspace(dice.uniform(*faded), dice.uniform(*faded), image.height)[:, None]
    pixels = 250 - (255 - np.asarray(soft, dtype=np.float32)) * strength
    tone = np.array([1.0, 0.995, 0.98 if level == "clean" else 0.94], dtype=np.float32)
    return Image.fromarray(np.clip(pixels[..., None] * tone, 0, 255).astype(np.uint8))


def found_words(
    sheet: Sheet, place: Callable[[camera.Points], camera.Points]
) -> list[dict[str, Any]]:
    words = []
    for word in sheet.words:
        x0, y0, x1, y1 = (each / sheet.dots for each in (word.x0, word.y0, word.x1, word.y1))
        quad = rounded(place(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])))
        words.append({"text": word.text, "quad": quad, "field": word.field})
    return words


def rounded(points: camera.Points) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in points]
