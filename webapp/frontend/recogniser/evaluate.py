"""Examines the weights on fonts they have never seen, beside Tesseract on the very same lines.

    python -m webapp.frontend.recogniser.evaluate --checkpoint recogniser.pt --tesseract

Prints the tables of README.md. Tesseract is the command of that name with its Korean data; it gets
each line at 48 px with paper around it, in its single-line mode.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from webapp.frontend.recogniser.charset import CAPITALS, is_syllable, plain
from webapp.frontend.recogniser.crops import fit
from webapp.frontend.recogniser.degrade import Hand, segment
from webapp.frontend.recogniser.export import averaged, shipped
from webapp.frontend.recogniser.lines import KINDS, text
from webapp.frontend.recogniser.reading import read
from webapp.frontend.recogniser.samples import Sample, held_out_hand

SEED = 4711
LEVELS = {"mild": (0.0, 0.2), "middling": (0.4, 0.6), "hard": (0.8, 1.0)}
BOTH_CAN_SAY = set("0123456789,.-~/:()[]+*%" + CAPITALS)


@dataclass(frozen=True)
class Line:
    sample: Sample
    cut: np.ndarray[Any, Any]  # as it lies on the page


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", type=Path, default=Path("recogniser.pt"))
    options.add_argument("--fonts", type=Path, default=Path(__file__).parent / "node_modules")
    options.add_argument("--lines", type=int, default=1000, help="of each level")
    options.add_argument("--tesseract", action="store_true")
    options.add_argument("--wrong", type=int, default=0, help="show so many misreadings")
    given = options.parse_args()
    network = shipped(averaged(given.checkpoint))
    hand = held_out_hand(given.fonts)
    for name, (mildest, hardest) in LEVELS.items():
        lines = draw(hand, given.lines, mildest, hardest, given.tesseract)
        samples = [line.sample for line in lines]
        found = read(network, samples)
        report(f"{name}, own", samples, found)
        for one, said in [(a, b) for a, b in zip(samples, found, strict=True) if a.text != b][
            : given.wrong
        ]:
            say(f"    {one.kind}: {one.text} → {said}")
        if given.tesseract:
            report(f"{name}, tesseract", samples, tesseract(lines))


def draw(hand: Hand, count: int, mildest: float, hardest: float, for_both: bool) -> list[Line]:
    """Lines in unseen fonts; `for_both`: only what Tesseract can say as well."""
    rng = random.Random(SEED)
    found: list[Line] = []
    while len(found) < count:
        kind, written = text(rng)
        read_as = plain(written)
        if for_both and not all(is_syllable(sign) or sign in BOTH_CAN_SAY for sign in read_as):
            continue
        cut = segment(written, hand, rng.uniform(mildest, hardest), rng)
        if cut is not None:
            pixels = np.clip(fit(cut) + 0.5, 0, 255).astype(np.uint8)
            found.append(Line(Sample(kind, read_as, pixels), cut))
    return found


def tesseract(lines: list[Line]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, line in enumerate(lines):
            scale = 48 / line.cut.shape[0]
            large = cv2.resize(line.cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
            framed = cv2.copyMakeBorder(large, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255)
            names.append(f"{folder}/{number}.png")
            cv2.imwrite(names[-1], np.clip(framed, 0, 255).astype(np.uint8))
        listed = Path(folder, "list.txt")
        listed.write_text("\n".join(names) + "\n")
        command = ["tesseract", str(listed), "-", "-l", "kor", "--psm", "7", "--dpi", "300"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [plain(page) for page in told.split("\f")[: len(lines)]]


def report(name: str, lines: list[Sample], found: list[str]) -> None:
    """Exact lines in % by kind, and wrong characters in %."""
    pairs = list(zip(lines, found, strict=True))
    say(f"{name}: all {_exact(pairs)}")
    for kind in KINDS:
        say(f"  {kind} {_exact([(line, said) for line, said in pairs if line.kind == kind])}")
    wrong = sum(_distance(line.text, said) for line, said in pairs)
    say(f"  wrong characters {100 * wrong / sum(len(line.text) for line in lines):.2f} %")


def _exact(pairs: Iterable[tuple[Sample, str]]) -> str:
    right = [line.text == said for line, said in pairs]
    return f"{100 * sum(right) / max(1, len(right)):.1f} % of {len(right)}"


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
