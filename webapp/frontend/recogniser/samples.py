"""Lines with their pixels: made in shards by a process of its own, drawn in batches of like width.

A shard is a function of its number alone, so a training run can be repeated to the pixel.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor

from webapp.frontend.recogniser import fonts
from webapp.frontend.recogniser.charset import parts, plain
from webapp.frontend.recogniser.crops import HEIGHT
from webapp.frontend.recogniser.degrade import Hand, sample
from webapp.frontend.recogniser.lines import text

SHARD = 4096
BUCKET = 32  # px: widths are rounded up to a multiple
SPARE = 4  # px of paper that every line keeps at its end


@dataclass(frozen=True)
class Sample:
    kind: str
    text: str  # as it is read: plain()
    pixels: np.ndarray[Any, Any]  # (32, width) uint8

    @property
    def bucket(self) -> int:
        return -(-(self.pixels.shape[1] + SPARE) // BUCKET) * BUCKET

    @property
    def steps(self) -> int:
        """Time steps of the network that lie on the line itself."""
        return (self.pixels.shape[1] + 1) // 2 + SPARE // 2

    @property
    def fits(self) -> bool:
        doubles = sum(a == b for a, b in zip(self.text, self.text[1:], strict=False))
        return len(self.text) + doubles <= self.steps


def training_hand(packages: Path) -> Hand:
    return Hand(
        fonts.faces(packages, fonts.TRAINING_HANGUL), fonts.faces(packages, fonts.TRAINING_DIGITS)
    )


def held_out_hand(packages: Path) -> Hand:
    return Hand(
        fonts.faces(packages, fonts.HELD_OUT_HANGUL), fonts.faces(packages, fonts.HELD_OUT_DIGITS)
    )


def draw(hand: Hand, count: int, seed: int, mildest: float, hardest: float) -> list[Sample]:
    """`count` legible lines, their severities spread evenly between the two."""
    rng = random.Random(seed)
    found: list[Sample] = []
    while len(found) < count:
        kind, written = text(rng)
        pixels = sample(written, hand, rng.uniform(mildest, hardest), rng)
        if pixels is not None:
            one = Sample(kind, plain(written), pixels)
            if one.fits:
                found.append(one)
    return found


def hardest_of(shard: int) -> float:
    """The curriculum: easy lines first, the worst from the 10th shard on."""
    return min(1.0, 0.3 + 0.7 * shard / 10)


def shards(packages: Path, first: int) -> Iterator[list[Sample]]:
    """Shards from number `first` on, drawn ahead by another process."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for the other process: its matrices are tiny
    context = multiprocessing.get_context("spawn")
    queue: Queue[list[Sample]] = context.Queue(maxsize=6)
    context.Process(target=_draw_shards, args=(queue, packages, first), daemon=True).start()
    while True:
        yield queue.get()


def _draw_shards(queue: Queue[list[Sample]], packages: Path, first: int) -> None:
    cv2.setNumThreads(1)
    hand = training_hand(packages)
    number = first
    while True:
        queue.put(draw(hand, SHARD, number, 0.0, hardest_of(number)))
        number += 1


class Pool:
    """The latest shards, from which batches of one width are drawn."""

    def __init__(self, shards_kept: int, seed: int) -> None:
        self._kept = shards_kept
        self._shards: list[list[Sample]] = []
        self._buckets: dict[int, list[Sample]] = {}
        self._rng = random.Random(seed)

    def add(self, shard: list[Sample]) -> None:
        self._shards = [*self._shards, shard][-self._kept :]
        self._buckets = {}
        for one in (one for shard in self._shards for one in shard):
            self._buckets.setdefault(one.bucket, []).append(one)

    def batch(self, area: int) -> list[Sample]:
        """Lines of one bucket, `area` px long in all; every line is equally likely."""
        widths = sorted(self._buckets)
        weights = [len(self._buckets[width]) * width for width in widths]
        width = self._rng.choices(widths, weights)[0]
        return self._rng.choices(self._buckets[width], k=max(8, area // width))


def tensors(batch: list[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ink, and what `network.loss` asks for: parts, places, lengths, steps."""
    width = max(one.bucket for one in batch)
    ink = np.zeros((len(batch), 1, HEIGHT, width), np.float32)
    longest = max(len(one.text) for one in batch)
    distinct = [list(dict.fromkeys(one.text)) for one in batch]
    columns = np.zeros((len(batch), max(map(len, distinct)), 3), np.int64)
    places = np.zeros((len(batch), longest), np.int64)
    for row, (one, characters) in enumerate(zip(batch, distinct, strict=True)):
        ink[row, 0, :, : one.pixels.shape[1]] = (255 - one.pixels.astype(np.float32)) / 255
        columns[row, : len(characters)] = [parts(character) for character in characters]
        places[row, : len(one.text)] = [characters.index(character) + 1 for character in one.text]
    return (
        torch.from_numpy(ink),
        torch.from_numpy(columns),
        torch.from_numpy(places),
        torch.tensor([len(one.text) for one in batch]),
        torch.tensor([one.steps for one in batch]),
    )
