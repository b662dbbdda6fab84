"""From a text to what is left of it on a page: written, photographed, cleaned, cut out.

The order is that of the app: print (weights, dots, fading), photograph (turn, curl, blur, shadow,
noise, JPEG), straighten to the page's size, flatten the light, take the rule lines out, cut.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from webapp.frontend.recogniser.crops import fit, padded
from webapp.frontend.recogniser.fonts import EM, Face, Glyph
from webapp.frontend.recogniser.lines import CIRCLED

Pixels = npt.NDArray[Any]

MARGIN = EM  # px of paper around the line while it is worked on
INK = 150  # grey below which the segmentation sees ink


@dataclass(frozen=True)
class Hand:
    """Who writes: Korean faces, digit faces, and every face as a stand-in for missing signs."""

    hangul: list[Face]
    digits: list[Face]

    def faces_for(self, text: str, rng: random.Random) -> list[Face]:
        """The line's face first, then those that help out."""
        first = rng.choice(self.digits if rng.random() < _digit_share(text) else self.hangul)
        return [first, rng.choice(self.hangul), *self.hangul]


def _digit_share(text: str) -> float:
    return 0.35 if all(character in "0123456789,.-~/: ()*" for character in text) else 0.06


def sample(text: str, hand: Hand, severity: float, rng: random.Random) -> Pixels | None:
    """A crop of the network's height (uint8), or None where nothing legible is left."""
    cut = segment(text, hand, severity, rng)
    return None if cut is None else np.clip(fit(cut) + 0.5, 0, 255).astype(np.uint8)


def segment(text: str, hand: Hand, severity: float, rng: random.Random) -> Pixels | None:
    """The line as it is cut out of the cleaned page (float32, 0..255), margin included.

    `severity` runs from 0 (a scan) to 1 (a bad photo of a faint slip).
    """
    faces = hand.faces_for(text, rng)
    ink = _printed(write(text, faces, rng), severity, rng)
    ink, box = _surrounded(ink, hand, rng)
    photo, box = _photographed(ink, box, severity, rng)
    return _cut(_flattened(photo, severity, rng), box, rng)


def write(text: str, faces: list[Face], rng: random.Random) -> Pixels:
    """Ink (uint8, 255 = full) of a line at EM px, tightly cut."""
    spread = rng.choice([1.0, 1.0, 1.0, rng.uniform(0.9, 1.05), rng.uniform(1.0, 1.4)])
    gap = rng.uniform(0.25, 0.65) * EM
    digit_cell = 0.0
    if rng.random() < 0.3:
        digit_cell = rng.uniform(1.0, 1.15) * max(_glyph(digit, faces).advance for digit in "08")
    rings = rng.random() < 0.5
    zero = _struck_zero(faces, rng) if rng.random() < 0.12 else None
    pen, placed = 0.0, []
    for character in text:
        if character == " ":
            pen += gap
            continue
        circled = rings and character in CIRCLED
        glyph = _ringed(character, faces, rng) if circled else _glyph(character, faces)
        if zero and character == "0":
            glyph = zero
        advance = digit_cell if digit_cell and character in "0123456789" else glyph.advance
        if glyph.ink.size:
            placed.append((round(pen + (advance - glyph.advance) / 2) + glyph.left, glyph))
        pen += advance * spread if spread >= 1 or character > "힣" else advance * max(spread, 0.95)
    if not placed:
        return np.zeros((1, 1), np.uint8)
    left = min(x for x, _ in placed)
    right = max(x + glyph.ink.shape[1] for x, glyph in placed)
    top = min(glyph.top for _, glyph in placed)
    bottom = max(glyph.top + glyph.ink.shape[0] for _, glyph in placed)
    line = np.zeros((bottom - top, right - left), np.uint8)
    for x, glyph in placed:
        height, width = glyph.ink.shape
        part = line[glyph.top - top : glyph.top - top + height, x - left : x - left + width]
        np.maximum(part, glyph.ink, out=part)
    return line


def _glyph(character: str, faces: list[Face]) -> Glyph:
    if character in "□■☑✓√" and (character in "☑✓" or not faces[0].has(character)):
        return _tick_or_box(character)
    for face in faces:
        if face.has(character):
            return face.glyph(character)
    return _tick_or_box("□")


def _tick_or_box(character: str) -> Glyph:
    """Marks that few fonts hold, drawn."""
    side = int(EM * 0.72)
    ink = np.zeros((side, side), np.uint8)
    if character in "□☑":
        cv2.rectangle(ink, (2, 2), (side - 3, side - 3), 255, 3, cv2.LINE_AA)
    if character == "■":
        ink[1:-1, 1:-1] = 255
    if character in "☑✓√":
        points = np.array([[6, side // 2], [side // 2 - 3, side - 7], [side - 4, 5]], np.int32)
        cv2.polylines(ink, [points], False, 255, 4, cv2.LINE_AA)
    return Glyph(ink, 2, -side + 2, side + 4.0)


def _ringed(character: str, faces: list[Face], rng: random.Random) -> Glyph:
    """A circled number drawn as a ring around the face's own digits: few fonts hold the sign."""
    side = round(EM * rng.uniform(0.78, 1.0))
    digits = [_glyph(digit, faces) for digit in str(CIRCLED.index(character) + 1)]
    high = max(digit.ink.shape[0] for digit in digits)
    number = np.hstack(
        [
            cv2.copyMakeBorder(d.ink, high - d.ink.shape[0], 0, 1, 1, cv2.BORDER_CONSTANT)
            for d in digits
        ]
    )
    room = side * rng.uniform(0.5, 0.62)
    scale = min(room / high, room * (0.95 if len(digits) == 1 else 1.1) / number.shape[1])
    number = cv2.resize(number, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.zeros((side, side), np.uint8)
    cv2.circle(
        ink, (side // 2, side // 2), side // 2 - 2, 255, rng.choice([1, 2, 2, 3]), cv2.LINE_AA
    )
    high, wide = number.shape
    y, x = (side - high) // 2, (side - wide) // 2
    ink[y : y + high, x : x + wide] = np.maximum(ink[y : y + high, x : x + wide], number)
    return Glyph(ink, 1, round(-0.86 * side), side + 2.0)


def _struck_zero(faces: list[Face], rng: random.Random) -> Glyph:
    """The zero of printers and terminals: with a stroke, short or sticking out, or with a dot."""
    plain = _glyph("0", faces)
    high, wide = plain.ink.shape
    out = rng.randrange(0, 4)
    ink = cv2.copyMakeBorder(plain.ink, out, out, out, out, cv2.BORDER_CONSTANT, value=0)
    if rng.random() < 0.7:
        inset = rng.uniform(0.0, 0.28)
        x, y = round(inset * wide), round(inset * high)
        start, end = (x, high + 2 * out - 1 - y), (wide + 2 * out - 1 - x, y)
        cv2.line(ink, start, end, 255, rng.choice([2, 2, 3, 4]), cv2.LINE_AA)
    else:
        middle = (out + wide // 2, out + high // 2)
        cv2.circle(ink, middle, max(2, round(wide * rng.uniform(0.08, 0.15))), 255, -1, cv2.LINE_AA)
    return Glyph(ink, plain.left - out, plain.top - out, plain.advance)


def _printed(line: Pixels, severity: float, rng: random.Random) -> Pixels:
    """Thick or thin, in dots, fading, with missing rows; on a margin of paper."""
    line = cv2.copyMakeBorder(line, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=0)
    weight = rng.random()
    if weight < 0.12:
        line = cv2.dilate(line, np.ones((rng.choice([2, 3]), rng.choice([2, 3, 4])), np.uint8))
    elif weight < 0.12 + 0.10 * severity:
        line = cv2.erode(line, np.ones((2, 2), np.uint8))
    height, width = line.shape
    if rng.random() < 0.06:
        line = _dotted(line, rng)
    if rng.random() < 0.25 * severity:
        coarse = _noise(
            rng, (max(2, height // rng.randrange(6, 40)), max(2, width // rng.randrange(6, 60)))
        )
        patches = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        fade = np.clip(1.0 + rng.uniform(0.1, 0.35) * patches - 0.1, 0.25, 1.0)
        line = (line * fade).astype(np.uint8)
    if rng.random() < 0.08 * severity:  # a dead element of a thermal head
        for _ in range(rng.randrange(1, 3)):
            y = rng.randrange(MARGIN, height - MARGIN + 1)
            line[y : y + rng.randrange(1, 4)] //= 3
    if rng.random() < 0.05:
        y = height - MARGIN + rng.randrange(1, 7)
        line[y : y + rng.randrange(1, 4), rng.randrange(MARGIN) : width - rng.randrange(MARGIN)] = (
            255
        )
    return line


def _dotted(line: Pixels, rng: random.Random) -> Pixels:
    """Needle or pixel print: the line sampled on a lattice, each point a dot."""
    pitch = rng.choice([2, 3, 3])
    height, width = line.shape
    points = cv2.resize(line, (width // pitch, height // pitch), interpolation=cv2.INTER_AREA)
    points = np.where(points > 100, 255, 0).astype(np.uint8)
    dots = np.zeros((points.shape[0] * pitch, points.shape[1] * pitch), np.uint8)
    dots[::pitch, ::pitch] = points
    if pitch > 2:
        dots = cv2.dilate(dots, np.ones((rng.choice([2, 3]), 2), np.uint8))
    return cv2.copyMakeBorder(
        dots, 0, height - dots.shape[0], 0, width - dots.shape[1], cv2.BORDER_CONSTANT, value=0
    )


def _surrounded(ink: Pixels, hand: Hand, rng: random.Random) -> tuple[Pixels, Pixels]:
    """Slivers of the neighbour lines, stamps; and the text's own box (two corners)."""
    height, width = ink.shape
    box = np.array([[MARGIN, MARGIN], [width - MARGIN, height - MARGIN]], np.float32)
    if rng.random() < 0.16:
        neighbour = write(rng.choice(NEIGHBOURS), hand.faces_for("가", rng), rng)
        high, wide = neighbour.shape
        wide = min(wide, width)
        x = rng.randrange(width - wide + 1)
        distance = rng.randrange(3, 14)
        if rng.random() < 0.5:
            y = MARGIN - distance
            rows = min(high, y)
            part = ink[y - rows : y, x : x + wide]
            np.maximum(part, neighbour[high - rows :, :wide], out=part)
        else:
            y = height - MARGIN + distance
            rows = min(high, height - y)
            part = ink[y : y + rows, x : x + wide]
            np.maximum(part, neighbour[:rows, :wide], out=part)
    if rng.random() < 0.04:  # a stamp's ring, paler than print
        ring = np.zeros_like(ink)
        centre = (rng.randrange(width), rng.randrange(height))
        cv2.circle(
            ring,
            centre,
            rng.randrange(40, 160),
            rng.randrange(60, 140),
            rng.randrange(3, 8),
            cv2.LINE_AA,
        )
        ink = np.maximum(ink, ring)
    return ink, box


NEIGHBOURS = [
    "진료비 총액",
    "1,234,560",
    "본인부담금",
    "2023-05-17",
    "급여 비급여",
    "합계",
    "0 0",
    "처치 및 수술료",
]


def _photographed(
    ink: Pixels, box: Pixels, severity: float, rng: random.Random
) -> tuple[Pixels, Pixels]:
    """Grey paper (float32, 0..255) at the page's size, and where the text lies on it."""
    height, width = ink.shape
    on_page = 12.5 * 3.4 ** rng.betavariate(
        0.9, 1.5
    )  # px of an em on the straightened page: 12..42
    on_photo = on_page / (2.0 ** rng.uniform(-0.7, 0.3 + 0.7 * severity))
    on_photo = max(on_photo, 20 - 9.5 * severity)
    stretch = 1.0 if rng.random() < 0.5 else rng.uniform(0.72, 1.15)
    turn = rng.gauss(0, 0.006 + 0.012 * severity)
    turn = max(-0.04, min(0.04, turn * min(1.0, 400 / width)))
    slant = rng.uniform(-0.1, 0.1) * severity + (rng.uniform(0, 0.2) if rng.random() < 0.05 else 0)
    scale = on_photo / EM
    across, down = scale * stretch, scale
    matrix = np.array(
        [
            [across, -slant * down, slant * down * height / 2],
            [turn * across, down, -turn * across * width / 2],
        ],
        np.float32,
    )
    matrix[:, 2] += [rng.random(), rng.random()]
    size = (int(width * across) + 2, int(height * down) + 2)
    if scale < 0.75:  # warpAffine alone would skip rows: shrink first, then turn
        small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        small_matrix = matrix.copy()
        small_matrix[:, 0] /= small.shape[1] / width
        small_matrix[:, 1] /= small.shape[0] / height
        photo = cv2.warpAffine(small, small_matrix, size, flags=cv2.INTER_LINEAR)
    else:
        photo = cv2.warpAffine(ink, matrix, size, flags=cv2.INTER_LINEAR)
    corners = box @ matrix[:, :2].T + matrix[:, 2]
    if rng.random() < 0.12 * severity:
        photo = _curled(photo, rng)
    photo = photo.astype(np.float32) / 255
    photo = _blurred(photo, on_photo, severity, rng)
    photo = _lit(photo, severity, rng)
    if rng.random() < 0.25 + 0.6 * severity:
        quality = int(rng.uniform(92 - 60 * severity, 96))
        _, coded = cv2.imencode(".jpg", photo.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])
        photo = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
    zoom = on_page / on_photo
    wide, high = max(4, round(size[0] * zoom)), max(4, round(size[1] * zoom))
    way = cv2.INTER_AREA if zoom < 0.8 else cv2.INTER_LINEAR
    page = cv2.resize(photo.astype(np.float32), (wide, high), interpolation=way)
    return page, corners * zoom


def _curled(photo: Pixels, rng: random.Random) -> Pixels:
    height, width = photo.shape
    x = np.arange(width, dtype=np.float32)
    bend = (
        height * rng.uniform(0.01, 0.05) * np.sin(x / width * rng.uniform(1, 4) + rng.uniform(0, 6))
    )
    rows = np.arange(height, dtype=np.float32)[:, None] + bend[None, :].astype(np.float32)
    return cv2.remap(
        photo, np.broadcast_to(x, rows.shape).astype(np.float32), rows, cv2.INTER_LINEAR
    )


def _blurred(photo: Pixels, em: float, severity: float, rng: random.Random) -> Pixels:
    sigma = rng.uniform(0.15, 0.45 + 0.085 * em * severity)
    if sigma > 0.3:
        photo = cv2.GaussianBlur(photo, (0, 0), sigma)
    if rng.random() < 0.25 * severity:
        length = max(2, int(rng.uniform(0.06, 0.22) * em))
        kernel = np.zeros((length, length), np.float32)
        angle = rng.uniform(0, np.pi)
        reach = np.array([np.cos(angle), np.sin(angle)]) * (length - 1) / 2
        middle = (length - 1) / 2
        start = tuple(int(v) for v in np.round(middle - reach))
        end = tuple(int(v) for v in np.round(middle + reach))
        cv2.line(kernel, start, end, 1.0, 1)
        photo = cv2.filter2D(photo, -1, kernel / kernel.sum())
    if rng.random() < 0.2:  # phones sharpen
        photo = np.clip(
            photo + rng.uniform(0.3, 1.2) * (photo - cv2.GaussianBlur(photo, (0, 0), 1.2)),
            -0.2,
            1.3,
        )
    return photo


def _lit(ink: Pixels, severity: float, rng: random.Random) -> Pixels:
    """Paper under some light, with folds and the sensor's noise; 0..255."""
    height, width = ink.shape
    paper = rng.uniform(235 - 130 * severity, 250)
    darkness = rng.uniform(1.0 - 0.6 * severity, 1.0)
    slope = rng.uniform(-0.25, 0.25) * severity
    light = paper * (1 + slope * (np.arange(width, dtype=np.float32) / width - 0.5))
    page = light[None, :] * (1 - 0.93 * darkness * ink)
    if rng.random() < 0.12 * severity:  # a fold: a bright or dark band
        at, breadth = rng.uniform(0, width), rng.uniform(2, 0.6 * height)
        band = np.exp(-(((np.arange(width) - at) / breadth) ** 2)).astype(np.float32)
        page = page * (1 + rng.uniform(-0.35, 0.15) * band[None, :])
    if rng.random() < 0.06 * severity:
        at, breadth = rng.uniform(0, height), rng.uniform(2, 0.4 * height)
        band = np.exp(-(((np.arange(height) - at) / breadth) ** 2)).astype(np.float32)
        page = page * (1 + rng.uniform(-0.3, 0.12) * band[:, None])
    strength = rng.uniform(0.5, 2.5 + 15 * severity)
    noise = _noise(rng, (height, width))
    if rng.random() < 0.3:
        noise = cv2.GaussianBlur(noise, (0, 0), 0.8) * 1.8
    return np.clip(page + strength * noise, 0, 255)


def _flattened(page: Pixels, severity: float, rng: random.Random) -> Pixels:
    """The light taken out: paper white, ink dark, as the page's cleaning does it."""
    paper = float(np.percentile(page[::2, ::2], 80)) * rng.uniform(0.97, 1.02)
    low = rng.uniform(0.0, 0.36)
    high = rng.uniform(0.84, 1.0)
    if rng.random() < 0.12 * severity:  # stretched until the ink is dark
        low = max(low, float(np.percentile(page, 2)) / paper - rng.uniform(0, 0.1))
    if rng.random() < 0.03:
        low, high = rng.uniform(0.5, 0.6), rng.uniform(0.68, 0.8)
    return np.clip((page / max(paper, 1.0) - low) / max(high - low, 0.08) * 255, 0, 255)


def _cut(page: Pixels, box: Pixels, rng: random.Random) -> Pixels | None:
    """Rules drawn and taken out again, then the segment as the segmentation would box it."""
    height, width = page.shape
    x0, y0 = np.floor(box[0]).astype(int)
    x1, y1 = np.ceil(box[1]).astype(int)
    tall = max(4, int(y1 - y0))
    near = max(1, tall // 8)
    x0, y0, x1, y1 = (
        max(0, x0 - near),
        max(0, y0 - near),
        min(width, x1 + near),
        min(height, y1 + near),
    )
    region = page[y0:y1, x0:x1]
    if region.size == 0 or np.percentile(region, 3) > INK:
        return None
    rows, columns = np.nonzero(region < INK)
    slack = near + max(1, tall // 6)
    inked = (x0 + columns.min(), y0 + rows.min(), x0 + columns.max() + 1, y0 + rows.max() + 1)
    if max(abs(a - b) for a, b in zip(inked, (x0, y0, x1, y1), strict=True)) <= slack:
        x0, y0, x1, y1 = inked
    else:  # too faint at an end for the threshold: take the box as it was written
        x0, y0, x1, y1 = x0 + near, y0 + near, x1 - near, y1 - near
    tall = max(4, int(y1 - y0))
    if rng.random() < 0.14:
        _rule_remains(page, (int(x0), int(y0), int(x1), int(y1)), rng)
    if rng.random() < 0.12:
        _bite(page, (int(x0), int(y0), int(x1), int(y1)), rng)
    jitter = max(1, round(0.05 * tall))
    x0, y0, x1, y1 = (
        int(v) + rng.choice([0, 0, rng.randint(-jitter, jitter)]) for v in (x0, y0, x1, y1)
    )
    if rng.random() < 0.06:  # a box grown by a neighbour's speck or a rule's rest
        y0 -= rng.randrange(0, tall // 3 + 1)
        y1 += rng.randrange(0, tall // 3 + 1)
    if rng.random() < 0.05:  # a row of strokes lost to a rule that was taken out
        y0 += rng.randrange(0, tall // 7 + 1)
        y1 -= rng.randrange(0, tall // 7 + 1)
    x0, y0, x1, y1 = padded(max(0, x0), max(0, y0), min(width, x1), min(height, y1), width, height)
    if x1 - x0 < 2 or y1 - y0 < 4:
        return None
    return page[y0:y1, x0:x1]


def _rule_remains(page: Pixels, text: tuple[int, int, int, int], rng: random.Random) -> None:
    """What a rule leaves: a white cut through the strokes, or a piece of the line itself."""
    height, width = page.shape
    x0, y0, x1, y1 = text
    thick = rng.choice([1, 1, 2, 2, 3])
    if rng.random() < 0.6:
        y = rng.choice([y0 + rng.randrange(-2, 2), y1 + rng.randrange(-3, 2)])
        y = max(0, min(height - thick, y))
        start = rng.randrange(max(1, x1))
        end = min(width, start + rng.randrange(4, max(6, x1)))
        if rng.random() < 0.55:
            page[y : y + thick, :] = 255
        else:
            page[y : y + thick, start:end] = np.minimum(
                page[y : y + thick, start:end], rng.uniform(20, 190)
            )
    else:
        x = rng.choice([x0 + rng.randrange(-3, 2), x1 + rng.randrange(-2, 3)])
        x = max(0, min(width - thick, x))
        if rng.random() < 0.5:
            page[:, x : x + thick] = 255
        else:
            page[:, x : x + thick] = np.minimum(page[:, x : x + thick], rng.uniform(20, 190))


def _bite(page: Pixels, text: tuple[int, int, int, int], rng: random.Random) -> None:
    """Strokes that were taken for a rule: a thin, slightly sloping white strip through the text."""
    height, width = page.shape
    x0, y0, x1, y1 = (max(0, text[0]), max(0, text[1]), min(width, text[2]), min(height, text[3]))
    if x1 - x0 < 4 or y1 - y0 < 6:
        return
    thick = rng.randint(1, max(1, (y1 - y0) // 9))
    start = rng.randrange(x0, x1 - 2)
    columns = np.arange(start, min(x1, start + rng.randrange(3, 2 * (x1 - x0))))
    slope = rng.uniform(-0.02, 0.02)
    rows = rng.randrange(y0, y1) + np.rint(slope * (columns - start)).astype(int)
    for down in range(thick):
        page[np.clip(rows + down, 0, height - 1), columns] = 255


def _noise(rng: random.Random, shape: tuple[int, int]) -> Pixels:
    return np.random.default_rng(rng.getrandbits(32)).standard_normal(shape, dtype=np.float32)
