"""Writes the page on which the app's runtime is held to the training room's.

    python -m webapp.frontend.recogniser.fixture --checkpoint recogniser.pt

`tests/frontend/scan/recogniser/page.gray.gz` is the page, `page.json` beside it says what stands
where, what this side reads there, and some pixels of this side's crops.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from webapp.frontend.recogniser.charset import plain
from webapp.frontend.recogniser.crops import fit, padded
from webapp.frontend.recogniser.degrade import write
from webapp.frontend.recogniser.export import averaged, shipped
from webapp.frontend.recogniser.reading import read
from webapp.frontend.recogniser.samples import Sample, held_out_hand

FOLDER = Path(__file__).parents[3] / "tests" / "frontend" / "scan" / "recogniser"
SEED = 7
WIDTH, HIGH, GAP = 640, 620, 16  # px of the page, and between its lines
EVERY_NTH = 211  # pixel of a crop is written down
SIZES = (0.3, 0.45, 0.6, 0.8, 1.1)  # of the glyphs' 48 px
TEXTS = (
    "1,234,560",
    "진료비 총액",
    "2023-02-28",
    "환자부담 총액 ⑧",
    "0",
    "[√]외래",
    "행복한연세내과의원",
    "뚫흙약국",
    "100,000원",
    "(①+②+③+④+⑤)",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", type=Path, default=Path("recogniser.pt"))
    options.add_argument("--fonts", type=Path, default=Path(__file__).parent / "node_modules")
    given = options.parse_args()
    rng = random.Random(SEED)
    hand = held_out_hand(given.fonts)
    page = np.full((HIGH, WIDTH), 255, np.uint8)
    lines: list[dict[str, Any]] = []
    samples, y = [], GAP
    for number, text in enumerate(TEXTS):
        size = SIZES[number % len(SIZES)]
        ink = write(text, hand.faces_for(text, rng), rng)
        ink = cv2.resize(ink, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
        height, width = ink.shape
        page[y : y + height, GAP : GAP + width] = 255 - ink
        x0, y0, x1, y1 = padded(GAP, y, GAP + width, y + height, WIDTH, HIGH)
        crop = fit(page[y0:y1, x0:x1])
        samples.append(Sample("", plain(text), np.clip(crop + 0.5, 0, 255).astype(np.uint8)))
        lines.append(
            {
                "text": plain(text),
                "box": {"x0": GAP, "y0": y, "x1": GAP + width, "y1": y + height},
                "cropWidth": crop.shape[1],
                "ink": ((255 - crop) / 255).ravel()[::EVERY_NTH].round(4).tolist(),
            }
        )
        y += height + GAP
    for line, found in zip(lines, read(shipped(averaged(given.checkpoint)), samples), strict=True):
        line["read"] = found
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "page.gray.gz").write_bytes(gzip.compress(page.tobytes(), mtime=0))
    told = {"width": WIDTH, "height": HIGH, "everyNth": EVERY_NTH, "lines": lines}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (FOLDER / "page.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
