"""What people also photograph: a cat, a blank sheet, two receipts at once, a receipt on its head.

Each function gives the bytes of a file, the same for the same seed.
"""

from __future__ import annotations

import io
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.receipts.drawing import camera, draw, printed, rolled_layout, written
from tests.receipts.drawing.accounts import Account
from tests.receipts.drawing.desk import desk
from tests.receipts.drawing.paper import Sheet

ORIENTATION = 0x0112  # EXIF tags
CAMERA_MAKER = 0x010F
GPS = 0x8825
RESIDENT_NUMBER = "900101-1234568"


def cat(seed: int = 1) -> bytes:
    """A cat on a sofa: no text anywhere."""
    dice = Random(f"cat {seed}")
    dust = np.random.default_rng(seed)
    scene = desk(dice, dust, (1800, 1350))
    pen = ImageDraw.Draw(scene)
    fur, dark = (205, 140, 80), (150, 92, 46)
    pen.ellipse((520, 520, 1330, 1290), fill=fur)
    pen.arc((1150, 700, 1600, 1250), 200, 60, fill=fur, width=90)
    pen.polygon([(640, 420), (660, 150), (840, 300)], fill=fur)
    pen.polygon([(1180, 420), (1170, 150), (990, 300)], fill=fur)
    pen.ellipse((610, 240, 1220, 780), fill=fur)
    for number in range(5):
        pen.arc(
            (640 + number * 40, 560 + number * 120, 1220, 760 + number * 120),
            200,
            340,
            fill=dark,
            width=24,
        )
    for x in (780, 1000):
        pen.ellipse((x, 420, x + 90, 500), fill=(90, 160, 70))
        pen.ellipse((x + 34, 424, x + 56, 496), fill=(10, 10, 10))
    pen.polygon([(880, 570), (960, 570), (920, 610)], fill=(190, 90, 100))
    for side in (-1, 1):
        for number in range(3):
            pen.line(
                (920 + side * 60, 600 + number * 14, 920 + side * 330, 560 + number * 50),
                fill=(240, 235, 225),
                width=4,
            )
    noisy = np.asarray(scene.filter(ImageFilter.GaussianBlur(2)), dtype=np.float32)
    noisy = noisy + dust.normal(0, 9, noisy.shape).astype(np.float32)
    return jpeg(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))


def blank_page(seed: int = 1) -> bytes:
    """A sheet of white paper on a desk."""
    dice = Random(f"blank {seed}")
    white = Image.new("RGB", (1680, 2376), (252, 252, 250))
    picture, _, quality = camera.photograph(white, (210, 297), camera.MODERATE, dice, 2400)
    return jpeg(picture, quality)


def upside_down(seed: int = 1) -> bytes:
    """An ordinary photo, the wrong way round; its truth: `draw(seed, "moderate", "B")`."""
    drawn = draw(seed, "moderate", "B")
    return jpeg(drawn.image.transpose(Image.Transpose.ROTATE_180), drawn.quality)


def two_receipts(seed: int = 1) -> bytes:
    """Two slips side by side."""
    dice = Random(f"two {seed}")
    scene = desk(dice, np.random.default_rng(seed), (2800, 2100))
    for left, form in ((180, "pharmacy_slip"), (1480, "clinic")):
        layout = rolled_layout(dice, form)
        sheet = printed(dice, written(dice, layout), layout, "moderate", 1600)
        angle = dice.uniform(-5, 5)
        mask = Image.new("L", sheet.image.size, 255).rotate(angle, expand=True)
        paper = sheet.image.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        paper.thumbnail((1120, 1800))
        mask = mask.resize(paper.size)
        scene.paste(paper, (left, dice.randint(120, 200)), mask)
    return jpeg(scene.filter(ImageFilter.GaussianBlur(0.7)), 82)


def forty_megapixels(seed: int = 1) -> bytes:
    """7,304 × 5,478 pixels; its truth: `draw(seed, "moderate", "B")`."""
    drawn = draw(seed, "moderate", "B")
    longest = 7304
    scale = longest / max(drawn.image.size)
    size = (round(drawn.image.width * scale), round(drawn.image.height * scale))
    if min(size) < 5478 * 0.99:
        canvas = Image.new(
            "RGB", (5478, longest) if size[0] < size[1] else (longest, 5478), (90, 80, 70)
        )
        canvas.paste(
            drawn.image.resize(size),
            ((canvas.width - size[0]) // 2, (canvas.height - size[1]) // 2),
        )
        return jpeg(canvas)
    return jpeg(drawn.image.resize(size, Image.Resampling.BICUBIC))


def corrupt(seed: int = 1) -> bytes:
    """Begins like a JPEG and goes on with noise."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + Random(seed).randbytes(20_000)


def with_gps(seed: int = 1) -> bytes:
    """Lies on its side in the file and says so, with the place and the camera's maker beside it;
    its truth: `draw(seed, "moderate", "B")`."""
    drawn = draw(seed, "moderate", "B")
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be shown a quarter turn clockwise
    exif[CAMERA_MAKER] = "Hanbit Camera"
    place = exif.get_ifd(GPS)
    place[1], place[2] = "N", (37.0, 33.0, 58.87)
    place[3], place[4] = "E", (126.0, 58.0, 40.63)
    lying = drawn.image.transpose(Image.Transpose.ROTATE_90)
    return jpeg(lying, drawn.quality, exif)


def with_resident_number(seed: int = 1, level: str = "clean") -> tuple[bytes, list[list[float]]]:
    """A provider printed a resident number where the chart number goes; the four corners of it in
    the picture."""
    dice = Random(f"resident {seed}")
    account = written(dice, "B_outpatient")
    account.chart = RESIDENT_NUMBER
    sheet = printed(dice, account, "B_outpatient", level, 2400)
    box = resident_box(sheet, account)
    if level == "clean":
        picture, matrix, quality = camera.scan(sheet.image, dice)
        return jpeg(picture, quality), camera.apply(matrix, box * sheet.dots).tolist()
    size = (sheet.width, sheet.height)
    picture, pose, quality = camera.photograph(sheet.image, size, camera.MODERATE, dice, 2400)
    return jpeg(picture, quality), pose.place(box).tolist()


def resident_box(sheet: Sheet, account: Account) -> camera.Points:
    word = next(each for each in sheet.words if each.text == account.chart)
    corners = [[word.x0, word.y0], [word.x1, word.y0], [word.x1, word.y1], [word.x0, word.y1]]
    return np.array(corners) / sheet.dots


def jpeg(picture: Image.Image, quality: int = 88, exif: Image.Exif | None = None) -> bytes:
    buffer = io.BytesIO()
    told = {"exif": exif} if exif else {}
    picture.save(buffer, "JPEG", quality=quality, **told)
    return buffer.getvalue()
