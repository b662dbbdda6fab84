"""From scores to text: the greedy reading. The app's own is `static/scan/recogniser/decode.js`."""

from __future__ import annotations

import numpy as np
import torch

from webapp.frontend.recogniser.charset import (
    BLANK,
    CHARACTERS,
    FIRST_FINAL,
    FIRST_INITIAL,
    FIRST_VOWEL,
    spell,
)
from webapp.frontend.recogniser.network import Recogniser
from webapp.frontend.recogniser.samples import Sample, tensors


def greedy(scores: torch.Tensor, steps: int) -> str:
    """The likeliest thing said at each step; repetitions without a pause are one."""
    listed = scores[:steps, :FIRST_INITIAL]
    letters = (
        scores[:steps, FIRST_INITIAL:FIRST_VOWEL],
        scores[:steps, FIRST_VOWEL:FIRST_FINAL],
        scores[:steps, FIRST_FINAL:],
    )
    best, place = (part.numpy() for part in listed.max(1))
    spelled = sum(part.max(1).values for part in letters).numpy()
    initial, vowel, final = (part.argmax(1).numpy() for part in letters)
    text, before = "", ""
    for step in range(len(best)):
        if spelled[step] > best[step]:
            said = spell(int(initial[step]), int(vowel[step]), int(final[step]))
        else:
            said = "" if place[step] == BLANK else CHARACTERS[int(place[step]) - 1]
        if said != before:
            text += said
        before = said
    return text


@torch.no_grad()
def read(network: Recogniser, lines: list[Sample]) -> list[str]:
    """The texts of the lines, in their order."""
    network.eval()
    found = [""] * len(lines)
    order = np.argsort([one.bucket for one in lines], kind="stable")
    for start in range(0, len(order), 32):
        places = order[start : start + 32]
        scores = network(tensors([lines[place] for place in places])[0])
        for place, of_line in zip(places, scores, strict=True):
            found[place] = greedy(of_line, lines[place].steps)
    return found
