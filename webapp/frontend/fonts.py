"""Pretendard GOV, KRDS's typeface: first the letters of the app's own words, the rest behind.

Hospitals and people have rarer syllables: those bring the larger file, once. Both come from the
package `krds-uiux` (the typeface: SIL Open Font License 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUTPUT = "static/styles/generated"
PACKAGE = "node_modules/krds-uiux/resources/fonts"
FAMILY = "Pretendard GOV"
WEIGHTS = {"Regular": "400 500", "Bold": "600 700"}  # of CSS, by the face that shows them
ASCII = range(0x20, 0x7F)
NO_BREAK_SPACE = 0xA0  # not in the typeface: browsers draw its space
HANGUL = "U+3131-318E, U+AC00-D7A3"
WORDS = (
    "templates/**/*.html",
    "webapp/**/*.py",
    "webapp/**/*.toml",
    "webapp/translations/**/*.po",
    *(f"static/{part}/*.js" for part in ("page", "scan", "backup")),
    "static/message/page.js",  # its rules name what others write
)


def write(root: Path) -> None:
    """The faces of the app's own words, and the style sheet that names them and the whole ones."""
    output = root / OUTPUT
    output.mkdir(parents=True, exist_ok=True)
    sheet = ["/* Made by webapp/frontend/fonts.py. Edits are lost. */"]
    letters = own_letters(root)
    for face, weights in WEIGHTS.items():
        whole = f"PretendardGOV-{face}.subset.woff2"
        source = root / PACKAGE / whole
        kept = subset(source, letters, output / f"own-{face.lower()}.woff2")
        sheet += [  # of two that have a letter, browsers take the later one
            rule(f"../../../{PACKAGE}/{whole}", weights, HANGUL),
            rule(f"./own-{face.lower()}.woff2", weights, ranges(sorted(kept | {NO_BREAK_SPACE}))),
        ]
    (output / "fonts.css").write_text("\n".join([*sheet, ""]), "utf-8")


def own_letters(root: Path) -> set[int]:
    """Code points of everything that the app may say by itself."""
    files = {path for pattern in WORDS for path in root.glob(pattern)}
    return {ord(letter) for path in files for letter in path.read_text("utf-8")} | set(ASCII)


def subset(source: Path, letters: Iterable[int], target: Path) -> set[int]:
    """Write a face of those letters that the source has; returns them."""
    options = Options(flavor="woff2", hinting=False, desubroutinize=True)
    options.layout_features = ["ccmp", "kern", "mark", "mkmk"]
    with TTFont(source, recalcTimestamp=False) as font:  # the same letters are the same file
        kept = set(letters) & set(font.getBestCmap())
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=kept)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(target)
    return kept


def rule(url: str, weights: str, shown: str) -> str:
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weights}; font-display: swap; '
        f'src: url("{url}") format("woff2"); unicode-range: {shown}; }}'
    )


def ranges(letters: Iterable[int]) -> str:
    """Code points as CSS writes them: U+20-7E, U+AC00."""
    runs: list[tuple[int, int]] = []
    for letter in letters:
        if runs and runs[-1][1] == letter - 1:
            runs[-1] = (runs[-1][0], letter)
        else:
            runs.append((letter, letter))
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)
