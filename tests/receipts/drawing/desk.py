"""What a receipt lies on, what lies around it, and who holds it."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

DESKS = (
    (118, 84, 58),
    (92, 66, 48),
    (176, 142, 104),
    (205, 180, 145),
    (60, 62, 68),
    (38, 40, 44),
    (120, 124, 130),
    (168, 172, 176),
    (70, 92, 110),
    (98, 112, 84),
    (140, 60, 52),
    (190, 186, 178),
)


def desk(dice: Random, dust: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """A table: wood with its grain, cloth, stone or plain."""
    width, height = size
    colour = np.array(dice.choice(DESKS), dtype=np.float32) * dice.uniform(0.85, 1.1)
    kind = dice.choice(("wood", "wood", "cloth", "stone", "plain"))
    if kind == "wood":
        rough = dust.normal(0, 1, (height // 6 + 2, 9)).astype(np.float32)
        strength = 16.0
    elif kind == "cloth":
        rough = dust.normal(0, 1, (height // 5, width // 5)).astype(np.float32)
        strength = 9.0
    elif kind == "stone":
        rough = speckled(dust, height, width)
        strength = 7.0
    else:
        rough = dust.normal(0, 1, (4, 4)).astype(np.float32)
        strength = 6.0
    pattern = Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC)
    if kind == "wood" and dice.random() < 0.5:
        turned = Image.fromarray(rough).resize((height, width), Image.Resampling.BICUBIC)
        pattern = turned.transpose(Image.Transpose.ROTATE_90)
    levels = np.asarray(pattern, dtype=np.float32)[..., None] * strength
    scene = colour[None, None] + levels + dust.normal(0, 2, (height, width, 1)).astype(np.float32)
    return Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))


def speckled(dust: np.random.Generator, height: int, width: int) -> NDArray[np.float32]:
    """Noise in several sizes, as in granite, a quarter as large as the photo."""
    size = (width // 4 + 1, height // 4 + 1)
    total = np.zeros((size[1], size[0]), dtype=np.float32)
    for grain in (2, 5, 12, 40):
        rough = dust.normal(0, 1, (size[1] // grain + 3, size[0] // grain + 3)).astype(np.float32)
        total += np.asarray(Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC))
    return total


def clutter(dice: Random, scene: Image.Image) -> None:
    """A card, a pen, another paper, coins at the edges."""
    pen = ImageDraw.Draw(scene)
    width, height = scene.size
    for _ in range(dice.randint(1, 3)):
        x = dice.choice((dice.uniform(-0.05, 0.12), dice.uniform(0.85, 1.02))) * width
        y = dice.uniform(0, 1) * height
        size = max(width, height) * dice.uniform(0.06, 0.16)
        colour = tuple(dice.randint(30, 230) for _ in range(3))
        what = dice.choice(("card", "coin", "pen", "paper"))
        if what == "coin":
            pen.ellipse(
                (x, y, x + size / 2, y + size / 2),
                fill=(170, 165, 150),
                outline=(110, 106, 96),
                width=3,
            )
        elif what == "pen":
            pen.line(
                (x, y, x + size * 1.6, y + size * dice.uniform(-2, 2)),
                fill=colour,
                width=round(size / 8),
            )
        elif what == "card":
            pen.rounded_rectangle((x, y, x + size * 1.6, y + size), radius=size / 9, fill=colour)
        else:
            pen.polygon(
                [
                    (x, y),
                    (x + size * 2, y + size * 0.2),
                    (x + size * 1.7, y + size * 2),
                    (x - size * 0.2, y + size * 1.7),
                ],
                fill=(222, 220, 214),
            )
