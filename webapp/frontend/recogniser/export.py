"""Writes the weights that ship: `weights/recogniser.bin` and `weights/recogniser.json`.

    python -m webapp.frontend.recogniser.export --checkpoint recogniser.pt

Batch normalisation is folded into each convolution; weights become int8 with a float32 scale for
each output. The .bin holds all int8 weights (rows × columns × inputs × outputs, layer after layer),
then, from a multiple of 4 on, the scales and biases; the .json says what lies where.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from webapp.frontend.recogniser.charset import CHARACTERS, COLUMNS
from webapp.frontend.recogniser.network import (
    FEATURES,
    LAYERS,
    PIXELS_PER_STEP,
    SAYINGS,
    Layer,
    Recogniser,
)

WEIGHTS = Path(__file__).parent / "weights"
HEAD = Layer((1, 1), FEATURES, COLUMNS, padding=(0, 0))

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Folded:
    layer: Layer
    weights: npt.NDArray[np.int8]  # rows × columns × inputs × outputs
    scales: Floats
    biases: Floats

    def as_floats(self) -> Floats:
        return self.weights * self.scales


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--checkpoint", type=Path, default=Path("recogniser.pt"))
    options.add_argument("--into", type=Path, default=WEIGHTS)
    given = options.parse_args()
    write(folded(averaged(given.checkpoint)), given.into)


def averaged(checkpoint: Path) -> Recogniser:
    """The network of the checkpoint's averaged weights, ready to read."""
    network = Recogniser()
    network.load_state_dict(torch.load(checkpoint)["average"])
    return network.eval()


def folded(network: Recogniser) -> list[Folded]:
    found = []
    for layer, convolution, norm in zip(LAYERS, network.convolutions, network.norms, strict=True):
        strength = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weights = convolution.weight * strength[:, None, None, None]
        found.append(_quantised(layer, weights, norm.bias - norm.running_mean * strength))
    head = network.head.weight[:, :, None, None]
    return [*found, _quantised(HEAD, head, network.head.bias)]


def _quantised(layer: Layer, weights: torch.Tensor, biases: torch.Tensor) -> Folded:
    values = weights.detach().permute(2, 3, 1, 0).numpy()
    scales = np.maximum(np.abs(values).max(axis=(0, 1, 2)), 1e-8) / 127
    return Folded(
        layer,
        np.rint(values / scales).astype(np.int8),
        scales.astype(np.float32),
        biases.detach().numpy().astype(np.float32),
    )


def shipped(network: Recogniser) -> Recogniser:
    """The network with the rounded weights, as the app runs it: for the evaluation."""
    copy = Recogniser().eval()
    *layers, head = folded(network)
    with torch.no_grad():
        for one, convolution, norm in zip(layers, copy.convolutions, copy.norms, strict=True):
            convolution.weight.copy_(torch.from_numpy(one.as_floats()).permute(3, 2, 0, 1))
            norm.weight.fill_((1 + norm.eps) ** 0.5)
            norm.bias.copy_(torch.from_numpy(one.biases))
        copy.head.weight.copy_(torch.from_numpy(head.as_floats())[0, 0].T)
        copy.head.bias.copy_(torch.from_numpy(head.biases))
    return copy


def write(layers: list[Folded], folder: Path) -> None:
    small = b"".join(one.weights.tobytes() for one in layers)
    data = bytearray(small + bytes(-len(small) % 4))
    at, described = 0, []
    for one in layers:
        entry: dict[str, Any] = {
            "kernel": one.layer.kernel,
            "inputs": one.layer.inputs,
            "outputs": one.layer.outputs,
            "stride": one.layer.stride,
            "padding": one.layer.padding,
            "relu": one.layer is not HEAD,
            "weights": at,
            "scales": len(data),
            "biases": len(data) + one.scales.nbytes,
        }
        at += one.weights.size
        data += one.scales.tobytes() + one.biases.tobytes()
        described.append(entry)
    description = {
        "characters": CHARACTERS,
        "sayings": SAYINGS,
        "pixelsPerStep": PIXELS_PER_STEP // SAYINGS,
        "layers": described,
    }
    folder.mkdir(exist_ok=True)
    (folder / "recogniser.bin").write_bytes(data)
    text = json.dumps(description, ensure_ascii=False, separators=(",", ":"))
    (folder / "recogniser.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
