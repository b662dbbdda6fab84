"""From a sheet to a photo: pose, curl, desk, light, shadow, blur, noise, JPEG.

Coordinates: the sheet in millimetres (u, v) from its upper left corner, the photo in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tests.receipts.drawing.desk import clutter, desk

Points = NDArray[np.float64]
MESH = 40  # photo pixels between two nodes of the mesh


@dataclass(frozen=True)
class Level:
    """How bad a photo gets; pairs are the least and the most. Angles in degrees, blur and shake in
    pixels of a photo 2,000 pixels long, noise in grey levels."""

    tilt: tuple[float, float]
    roll: tuple[float, float]
    curl: tuple[float, float]
    shade: tuple[float, float]
    shadow: float
    fold: float
    blur: tuple[float, float]
    shake: tuple[float, float]
    noise: tuple[float, float]
    quality: tuple[int, int]
    fill: tuple[float, float]
    exposure: tuple[float, float]
    glare: float
    clutter: float
    hand: float


MODERATE = Level(
    tilt=(1, 12),
    roll=(0, 5),
    curl=(0, 3),
    shade=(0.08, 0.35),
    shadow=0.45,
    fold=0.3,
    blur=(0.35, 0.95),
    shake=(0, 0),
    noise=(1.5, 5),
    quality=(70, 85),
    fill=(0.76, 0.94),
    exposure=(0.9, 1.12),
    glare=0.0,
    clutter=0.1,
    hand=0.0,
)
HARD = Level(
    tilt=(8, 27),
    roll=(2, 12),
    curl=(2, 9),
    shade=(0.3, 0.65),
    shadow=0.8,
    fold=0.7,
    blur=(0.7, 1.5),
    shake=(0, 3.6),
    noise=(5, 12),
    quality=(35, 60),
    fill=(0.74, 0.95),
    exposure=(0.55, 1.05),
    glare=0.3,
    clutter=0.6,
    hand=0.5,
)
SIZES = (1600, 2000, 2400, 3000, 4000)
OFTEN = (10, 26, 28, 24, 12)


class Pose:
    """Where a sheet's points lie in the photo. The sheet may be curled: its height above the desk
    is a sine along one direction."""

    def __init__(
        self, dice: Random, level: Level, sheet: tuple[float, float], photo: tuple[int, int]
    ) -> None:
        self.sheet, self.photo = sheet, photo
        tilt, turn = np.radians(dice.uniform(*level.tilt)), dice.uniform(0, 2 * np.pi)
        roll = np.radians(dice.uniform(*level.roll) * dice.choice((-1, 1)))
        self.rotation = spin(roll) @ spin(turn) @ lean(tilt) @ spin(-turn)
        self.curl = dice.uniform(*level.curl) * dice.choice((-1, 1))
        self.along = dice.uniform(0, np.pi)
        self.waves = dice.uniform(0.5, 1.1)
        self.phase = dice.uniform(0, 2 * np.pi)
        self.distance = max(sheet) * dice.uniform(1.25, 1.9)
        self.zoom, self.offset = 1.0, np.zeros(2)
        corners = self.place(outline(sheet))
        low, high = corners.min(axis=0), corners.max(axis=0)
        room = np.array(photo) * dice.uniform(*level.fill)
        self.zoom = float((room / (high - low)).min())
        spare = np.array(photo) - (high - low) * self.zoom
        drift = np.array([dice.uniform(0.3, 0.7), dice.uniform(0.3, 0.7)])
        self.offset = spare * drift - low * self.zoom

    def place(self, points: Points) -> Points:
        """Photo pixels of sheet points (n, 2)."""
        width, height = self.sheet
        u, v = points[:, 0] - width / 2, points[:, 1] - height / 2
        way = (u * np.cos(self.along) + v * np.sin(self.along)) / max(width, height)
        z = self.curl * np.sin(2 * np.pi * self.waves * way + self.phase)
        turned = np.stack([u, v, z], axis=1) @ self.rotation.T
        scale = self.distance / (self.distance - turned[:, 2])
        return turned[:, :2] * scale[:, None] * self.zoom + self.offset

    def slope(self, points: Points) -> NDArray[np.float64]:
        """How far the curled paper leans towards the light, about -1 to 1."""
        width, height = self.sheet
        u, v = points[:, 0] - width / 2, points[:, 1] - height / 2
        way = (u * np.cos(self.along) + v * np.sin(self.along)) / max(width, height)
        steep = self.curl * 2 * np.pi * self.waves / max(width, height)
        bend: NDArray[np.float64] = steep * np.cos(2 * np.pi * self.waves * way + self.phase)
        return bend

    def find(self, pixels: Points) -> Points:
        """Sheet points of photo pixels: the plane's answer, corrected for the curl."""
        flat = homography(self.place(outline(self.sheet)), outline(self.sheet))
        found = apply(flat, pixels)
        wanted = found.copy()
        for _ in range(6):
            found = found + (wanted - apply(flat, self.place(found)))
        return found


def outline(sheet: tuple[float, float]) -> Points:
    width, height = sheet
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=float)


def spin(angle: float) -> Points:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def lean(angle: float) -> Points:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def homography(source: Points, target: Points) -> Points:
    rows = []
    for (x, y), (a, b) in zip(source, target, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -a * x, -a * y])
        rows.append([0, 0, 0, x, y, 1, -b * x, -b * y])
    solved = np.linalg.solve(np.array(rows), target.reshape(-1))
    return np.append(solved, 1).reshape(3, 3)


def apply(matrix: Points, points: Points) -> Points:
    turned = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(turned[:, :2] / turned[:, 2:], dtype=float)


def scan(image: Image.Image, dice: Random) -> tuple[Image.Image, Points, int]:
    """A flatbed's picture: a little askew, a little noise. The matrix takes sheet pixels to those
    of the picture; with the JPEG quality."""
    width, height = image.size
    angle = np.radians(dice.uniform(-0.35, 0.35))
    room = dice.choice((0, 0, 0.01))
    size = (round(width * (1 + 2 * room)), round(height * (1 + 2 * room)))
    middle = np.array([width / 2, height / 2])
    there = spin(angle)
    there[:2, 2] = np.array(size) / 2 - there[:2, :2] @ middle
    back = np.linalg.inv(there)
    tone = dice.choice((255, 255, 250, 245))
    turned = image.transform(
        size,
        Image.Transform.AFFINE,
        tuple(back[:2].reshape(-1)),
        Image.Resampling.BICUBIC,
        fillcolor=(tone, tone, tone),
    )
    pixels = np.asarray(turned, dtype=np.float32)
    dust = np.random.default_rng(dice.getrandbits(32))
    pixels = (pixels - 128) * dice.uniform(0.92, 1.05) + 128 + dice.uniform(-6, 4)
    pixels = pixels + dust.normal(0, dice.uniform(0.5, 2.5), pixels.shape[:2])[..., None]
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if dice.random() < 0.5:
        picture = picture.convert("L").convert("RGB")
    return picture, there, dice.randint(86, 95)


def photograph(
    image: Image.Image, sheet: tuple[float, float], level: Level, dice: Random, long_side: int
) -> tuple[Image.Image, Pose, int]:
    """The sheet on a desk as a phone sees it, with the JPEG quality to save it in."""
    photo = frame(sheet, dice, long_side)
    dust = np.random.default_rng(dice.getrandbits(32))
    pose = Pose(dice, level, sheet, photo)
    scene = desk(dice, dust, photo)
    if dice.random() < level.clutter:
        clutter(dice, scene)
    paper, mask, nodes = lay(image, pose)
    drop = mask.filter(ImageFilter.GaussianBlur(long_side / 160))
    reach = round(long_side / 220)
    dark = Image.new("RGB", photo, (20, 18, 16))
    scene.paste(dark, (reach, reach), drop.point(lambda each: each * 4 // 10))
    paper = Image.fromarray(creased(np.asarray(paper), nodes, pose, level, dice))
    scene.paste(paper, (0, 0), mask.filter(ImageFilter.GaussianBlur(0.7)))
    if dice.random() < level.hand:
        fingers(dice, scene, pose)
    lit = light(np.asarray(scene, dtype=np.float32), level, dice, pose)
    picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
    picture = smear(picture, level, dice, long_side / 2000)
    grain = np.asarray(picture, dtype=np.float32)
    strength = dice.uniform(*level.noise) * (long_side / 2000) ** 0.5
    grain = grain + dust.normal(0, strength, (*grain.shape[:2], 1)).astype(np.float32)
    grain = grain + dust.normal(0, strength * 0.3, grain.shape).astype(np.float32)
    picture = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    if dice.random() < 0.4:
        picture = picture.filter(
            ImageFilter.UnsharpMask(1.2 * long_side / 2000, dice.randint(30, 80), 2)
        )
    return picture, pose, dice.randint(*level.quality)


def frame(sheet: tuple[float, float], dice: Random, long_side: int) -> tuple[int, int]:
    """Photo size, 4:3 or 16:9, held as the paper lies, mostly."""
    wide = long_side >= 2400 and dice.random() < 0.1
    short = round(long_side * (0.5625 if wide else 0.75))
    if sheet[0] > sheet[1] and dice.random() < 0.7:
        return long_side, short
    return short, long_side


def lay(image: Image.Image, pose: Pose) -> tuple[Image.Image, Image.Image, tuple[Points, Points]]:
    """The sheet in the photo's frame, its mask, and the mesh's nodes in photo and on sheet."""
    width, height = pose.photo
    xs = np.unique(np.append(np.arange(0, width, MESH), width)).astype(float)
    ys = np.unique(np.append(np.arange(0, height, MESH), height)).astype(float)
    gx, gy = np.meshgrid(xs, ys)
    nodes = np.stack([gx.reshape(-1), gy.reshape(-1)], axis=1)
    found = pose.find(nodes)
    dots = image.width / pose.sheet[0]
    at = (found * dots).reshape(len(ys), len(xs), 2)
    data = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            target = (int(xs[column]), int(ys[row]), int(xs[column + 1]), int(ys[row + 1]))
            corners = (
                at[row, column],
                at[row + 1, column],
                at[row + 1, column + 1],
                at[row, column + 1],
            )
            quad = [float(each) for corner in corners for each in corner]
            if outside(quad[0::2], image.width) or outside(quad[1::2], image.height):
                continue
            data.append((target, quad))
    how = Image.Transform.MESH
    paper = image.transform(pose.photo, how, data, Image.Resampling.BICUBIC)
    whole = Image.new("L", image.size, 255)
    mask = whole.transform(pose.photo, how, data, Image.Resampling.BILINEAR)
    return paper, mask, (nodes, found)


def outside(values: list[float], end: int) -> bool:
    return max(values) < 0 or min(values) > end


def field(nodes: tuple[int, int], values: Points, size: tuple[int, int]) -> NDArray[np.float32]:
    """Values at the mesh's nodes, as smooth values at all pixels."""
    small = Image.fromarray(values.reshape(nodes).astype(np.float32))
    return np.asarray(small.resize(size, Image.Resampling.BICUBIC), dtype=np.float32)


def creased(
    paper: NDArray[np.uint8], nodes: tuple[Points, Points], pose: Pose, level: Level, dice: Random
) -> NDArray[np.uint8]:
    """Light on the curl, and folds: a line where ink is worn, brighter on one side of it."""
    columns = len(np.unique(nodes[0][:, 0]))
    grid = (len(nodes[0]) // columns, columns)
    factor = 1 + 0.5 * field(grid, pose.slope(nodes[1]), pose.photo)
    if dice.random() < level.fold:
        for _ in range(dice.randint(1, 2)):
            across = dice.random() < 0.6
            axis = 1 if across else 0
            at = pose.sheet[axis] * dice.choice((0.33, 0.5, 0.66, dice.uniform(0.2, 0.8)))
            far = field(grid, nodes[1][:, axis] - at, pose.photo)
            depth = dice.uniform(0.03, 0.1)
            factor = factor * (1 + depth * np.tanh(far / 2) * np.exp(-np.abs(far) / 25))
            factor = factor * (1 - 0.35 * depth * 4 * np.exp(-((far / 0.35) ** 2)))
    lit = paper.astype(np.float32) * factor[..., None]
    return np.asarray(np.clip(lit, 0, 255), dtype=np.uint8)


def fingers(dice: Random, scene: Image.Image, pose: Pose) -> None:
    """A thumb on the margin."""
    width, height = pose.sheet
    side = dice.choice((0, 1))
    v = height * dice.uniform(0.3, 0.75)
    tip = np.array([[3.0 if side == 0 else width - 3.0, v]])
    root = np.array([[-90.0 if side == 0 else width + 90.0, v + dice.uniform(-6, 40)]])
    (x0, y0), (x1, y1) = pose.place(root)[0], pose.place(tip)[0]
    skin = dice.choice(((214, 170, 140), (196, 150, 120), (228, 188, 160)))
    thick = 17 * pose.zoom
    layer = Image.new("RGBA", scene.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.line((x0, y0, x1, y1), fill=(*skin, 255), width=round(thick))
    half = thick / 2
    pen.ellipse((x1 - half, y1 - half, x1 + half, y1 + half), fill=(*skin, 255))
    soft = layer.filter(ImageFilter.GaussianBlur(max(scene.size) / 700))
    scene.paste(soft, (0, 0), soft)


def light(
    pixels: NDArray[np.float32], level: Level, dice: Random, pose: Pose
) -> NDArray[np.float32]:
    """Uneven light, a soft shadow, sometimes glare; exposure and the tint of the lamp."""
    height, width = pixels.shape[:2]
    y, x = np.mgrid[0:1:32j, 0:1:32j]
    angle = dice.uniform(0, 2 * np.pi)
    ramp = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    amount = dice.uniform(*level.shade)
    lamp = 1 - amount * (0.5 + ramp)
    if dice.random() < level.shadow:
        lamp = lamp * shadow(dice, x, y, deep=0.25 if level is MODERATE else 0.45)
    smooth = np.asarray(
        Image.fromarray(lamp.astype(np.float32)).resize((width, height), Image.Resampling.BICUBIC)
    )
    tint = np.array([dice.uniform(0.94, 1.06), 1.0, dice.uniform(0.84, 1.05)], dtype=np.float32)
    pixels = pixels * smooth[..., None] * tint * dice.uniform(*level.exposure)
    if dice.random() < level.glare:
        cx, cy, wide = dice.uniform(0.25, 0.75), dice.uniform(0.1, 0.9), dice.uniform(0.05, 0.12)
        spot = np.exp(-(((x - cx) ** 2 + ((y - cy) * dice.uniform(0.7, 1.4)) ** 2) / wide**2))
        bloom = np.asarray(
            Image.fromarray(spot.astype(np.float32)).resize(
                (width, height), Image.Resampling.BICUBIC
            )
        )
        pixels = pixels + bloom[..., None] * dice.uniform(40, 90)
    gray = (pixels - 110) * dice.uniform(0.85, 1.05) + 110
    return np.asarray(gray, dtype=np.float32)


def shadow(dice: Random, x: Points, y: Points, deep: float) -> Points:
    """Of the person who holds the phone: a soft-edged half plane or a blob; factors up to 1."""
    amount = dice.uniform(0.12, deep + 0.08)
    soft = dice.uniform(0.03, 0.12)
    if dice.random() < 0.6:
        angle, reach = dice.uniform(0, 2 * np.pi), dice.uniform(-0.2, 0.3)
        side = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle) - reach
        return np.asarray(1 - amount / (1 + np.exp(-side / soft)))
    cx, cy, wide = dice.uniform(0, 1), dice.uniform(0.4, 1.1), dice.uniform(0.2, 0.45)
    far = np.hypot(x - cx, y - cy) - wide
    return np.asarray(1 - amount / (1 + np.exp(far / soft)))


def smear(picture: Image.Image, level: Level, dice: Random, scale: float) -> Image.Image:
    """Out of focus, and moved while exposed."""
    picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(*level.blur) * scale))
    length = dice.uniform(*level.shake) * scale
    if length < 1 or dice.random() < 0.5:
        return picture
    angle = dice.uniform(0, np.pi)
    steps = max(3, round(length) | 1)
    total = np.zeros((picture.height, picture.width, 3), dtype=np.float32)
    for step in range(steps):
        way = (step / (steps - 1) - 0.5) * length
        shift = (1, 0, way * np.cos(angle), 0, 1, way * np.sin(angle))
        moved = picture.transform(
            picture.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR
        )
        total += np.asarray(moved, dtype=np.float32)
    return Image.fromarray((total / steps).astype(np.uint8))
