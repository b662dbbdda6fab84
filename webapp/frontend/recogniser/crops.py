"""Cuts a segment out of a page and brings it to the network's height.

`static/scan/recogniser/crop.js` does the same to the last digit; a fixture holds both to it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

HEIGHT = 32
NARROWEST, WIDEST = 8, 768  # px at HEIGHT; what is longer is squeezed

Pixels = npt.NDArray[Any]


def padded(
    x0: int, y0: int, x1: int, y1: int, width: int, height: int
) -> tuple[int, int, int, int]:
    """The box with the margin that the network expects, inside a page of width × height px."""
    margin = int((y1 - y0) * 0.06 + 0.5) + 1
    return (
        max(0, x0 - margin),
        max(0, y0 - margin),
        min(width, x1 + margin),
        min(height, y1 + margin),
    )


def width_at_height(width: int, height: int) -> int:
    return min(WIDEST, max(NARROWEST, int(width * HEIGHT / height + 0.5)))


def fit(cut: Pixels) -> Pixels:
    """A cut of any size as HEIGHT rows of grey (0..255, float32)."""
    height, width = cut.shape
    rows = _weights(height, HEIGHT)
    columns = _weights(width, width_at_height(width, height))
    return rows @ cut.astype(np.float32) @ columns.T


@lru_cache(maxsize=4096)
def _weights(size: int, wanted: int) -> Pixels:
    """A (wanted, size) matrix: a tent over each target, as wide as the shrinking asks."""
    scale = size / wanted
    reach = max(1.0, scale)
    centres = (np.arange(wanted) + 0.5) * scale - 0.5
    tent = np.maximum(0.0, 1.0 - np.abs(np.arange(size)[None, :] - centres[:, None]) / reach)
    return (tent / tent.sum(axis=1, keepdims=True)).astype(np.float32)
