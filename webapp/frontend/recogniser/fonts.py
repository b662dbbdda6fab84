"""Faces to write lines with, character by character, from the font packages of package.json.

A Korean web font comes as some hundred files of a few characters each, so a face here is a map from
character to file. Faces for the examination are never used in training.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

EM = 48  # px: the size at which glyphs are kept

TRAINING_HANGUL = (
    "@fontsource/noto-sans-kr:300,400,500,700",
    "@fontsource/noto-serif-kr:400,600,700",
    "@fontsource/nanum-gothic:400,700,800",
    "@fontsource/nanum-myeongjo:400,700",
    "@fontsource/nanum-gothic-coding:400,700",
    "@fontsource/gothic-a1:300,400,600",
    "@fontsource/do-hyeon:400",
    "@fontsource/sunflower:300,500",
    "@fontsource/song-myung:400",
    "pretendard:Pretendard-Regular,Pretendard-SemiBold",
    "d2coding:d2coding-full,d2coding-bold-full",
    "galmuri:Galmuri11,Galmuri14,Galmuri9",
)
TRAINING_DIGITS = (
    "@fontsource/courier-prime:400,700",
    "@fontsource/roboto-mono:400,600",
    "@fontsource/vt323:400",
    "@fontsource/share-tech-mono:400",
    "@fontsource/arimo:400,700",
    "@fontsource/tinos:400,700",
    "@fontsource/cousine:400,700",
    "@fontsource/inconsolata:400,600",
    "@fontsource/b612-mono:400,700",
)
HELD_OUT_HANGUL = (
    "@fontsource/ibm-plex-sans-kr:400,600",
    "@fontsource/gowun-dodum:400",
    "@fontsource/gowun-batang:400,700",
    "@fontsource/hahmlet:400",
    "@fontsource/orbit:400",
)
HELD_OUT_DIGITS = (
    "@fontsource/dm-mono:400",
    "@fontsource/overpass-mono:400",
    "@fontsource/ibm-plex-mono:400,600",
)


@dataclass(frozen=True)
class Glyph:
    ink: np.ndarray[Any, Any]  # uint8, 255 = full ink; may be empty (a space)
    left: int  # px from the pen to the ink
    top: int  # px from the baseline to the ink's first row, negative upwards
    advance: float  # px


class Face:
    """One weight of one family."""

    def __init__(self, name: str, files: list[Path]) -> None:
        self.name = name
        self._file_of: dict[int, Path] = {}
        for file in files:
            for code in TTFont(file, lazy=True).getBestCmap():
                self._file_of.setdefault(code, file)
        self._glyphs: dict[str, Glyph] = {}

    def has(self, text: str) -> bool:
        return all(ord(character) in self._file_of for character in text)

    def glyph(self, character: str) -> Glyph:
        if character not in self._glyphs:
            self._glyphs[character] = _draw(_opened(self._file_of[ord(character)]), character)
        return self._glyphs[character]


@functools.cache
def _opened(file: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, EM, layout_engine=ImageFont.Layout.BASIC)


def _draw(font: ImageFont.FreeTypeFont, character: str) -> Glyph:
    left, top, right, bottom = font.getbbox(character, anchor="ls")
    width, height = int(right - left), int(bottom - top)
    advance = font.getlength(character)
    if width <= 0 or height <= 0:
        return Glyph(np.zeros((0, 0), np.uint8), 0, 0, advance)
    image = Image.new("L", (width, height), 0)
    ImageDraw.Draw(image).text((-left, -top), character, fill=255, font=font, anchor="ls")
    return Glyph(np.asarray(image), int(left), int(top), advance)


def faces(packages: Path, wanted: tuple[str, ...]) -> list[Face]:
    """Faces named "package:weight,weight" from a `node_modules` folder."""
    found = []
    for entry in wanted:
        package, weights = entry.split(":")
        for weight in weights.split(","):
            files = _files(packages / package, weight)
            if not files:
                raise FileNotFoundError(f"{package} {weight}: run npm install beside package.json")
            found.append(Face(f"{package}-{weight}", files))
    return found


def _files(package: Path, weight: str) -> list[Path]:
    if weight.isdigit():
        files = package.glob(f"files/*-{weight}-normal.woff2")
        return sorted(files, key=lambda file: (not re.search(r"-latin-\d", file.name), file.name))
    return sorted(package.rglob(f"{weight}.ttf")) or sorted(package.rglob(f"{weight}.otf"))
