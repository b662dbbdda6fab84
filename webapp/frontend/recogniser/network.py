"""The network: eight convolutions over a line of text, and the loss that teaches it.

Height 32 shrinks to one row; along the line a step is 4 px, and each step says two things, so that
narrow repeated digits ("000") keep apart. Batch normalisation is folded away by the export.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from webapp.frontend.recogniser.charset import (
    BLANK,
    COLUMNS,
    FIRST_FINAL,
    FIRST_INITIAL,
    FIRST_VOWEL,
)


@dataclass(frozen=True)
class Layer:
    kernel: tuple[int, int]  # rows, columns
    inputs: int
    outputs: int
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (1, 1)


LAYERS = (
    Layer((3, 3), 1, 24, (2, 2)),
    Layer((3, 3), 24, 48, (2, 2)),
    Layer((3, 3), 48, 48),
    Layer((3, 3), 48, 96, (2, 1)),
    Layer((3, 3), 96, 128, (2, 1)),
    Layer((2, 3), 128, 192, padding=(0, 1)),
    Layer((1, 5), 192, 192, padding=(0, 2)),
    Layer((1, 3), 192, 224, padding=(0, 1)),
)
PIXELS_PER_STEP = 4
SAYINGS = 2  # per step
FEATURES = LAYERS[-1].outputs // SAYINGS


class Recogniser(nn.Module):
    """Ink (batch, 1, 32, width; 0 = paper, 1 = ink) → scores (batch, width / 2, COLUMNS)."""

    def __init__(self) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(
                layer.inputs,
                layer.outputs,
                layer.kernel,
                layer.stride,
                layer.padding,
                bias=False,
            )
            for layer in LAYERS
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(layer.outputs, momentum=0.02) for layer in LAYERS)
        self.head = nn.Linear(FEATURES, COLUMNS)

    def forward(self, ink: Tensor) -> Tensor:
        x = ink.to(memory_format=torch.channels_last)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            x = F.relu(norm(convolution(x)))
        steps = x.squeeze(2).transpose(1, 2)
        return self.head(steps.reshape(len(steps), -1, FEATURES))


def log_sum(scores: Tensor) -> Tensor:
    """Logarithm of the sum over everything that can be said, (batch, steps).

    The spelled syllables are not listed: their sum is the product of three sums.
    """
    spelled = (
        scores[..., FIRST_INITIAL:FIRST_VOWEL].logsumexp(-1)
        + scores[..., FIRST_VOWEL:FIRST_FINAL].logsumexp(-1)
        + scores[..., FIRST_FINAL:].logsumexp(-1)
    )
    return torch.logaddexp(scores[..., :FIRST_INITIAL].logsumexp(-1), spelled)


def loss(scores: Tensor, parts: Tensor, places: Tensor, lengths: Tensor, steps: Tensor) -> Tensor:
    """Mean CTC loss per character.

    `parts` (batch, distinct, 3): the columns of each line's distinct characters; `places` (batch,
    longest): the line as numbers of its distinct characters, from 1; 0 is the blank. So only the
    characters of the line itself are looked at, not all that exist.
    """
    total = log_sum(scores)
    padded = F.pad(scores, (0, 1))
    count, time, _ = scores.shape
    flat = parts.reshape(count, 1, -1).expand(count, time, -1)
    said = padded.gather(2, flat).reshape(count, time, -1, 3).sum(-1)
    heard = torch.cat([scores[..., BLANK : BLANK + 1], said], 2) - total[..., None]
    each = F.ctc_loss(
        heard.transpose(0, 1), places, steps, lengths, blank=0, reduction="none", zero_infinity=True
    )
    # torch's gradient takes for granted that the classes given are all there are and sum to 1;
    # here they do not, so the term that it adds for that is taken away again (value: 0).
    within = torch.arange(time)[None, :, None] < steps[:, None, None]
    distinct = torch.arange(heard.shape[2])[None, None, :] <= places.amax(1)[:, None, None]
    surplus = (heard.detach().exp() * heard * within * distinct).sum((1, 2))
    each = each - surplus + surplus.detach()
    return (each / lengths.clamp(min=1)).mean()
