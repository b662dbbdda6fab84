"""Teaches the network. Two runs make weights like those that ship (README.md):

python -m webapp.frontend.recogniser.train --steps 10000
python -m webapp.frontend.recogniser.train --steps 7000 --resume --cool-down
"""

from __future__ import annotations

import argparse
import copy
import logging
import time
from pathlib import Path

import torch

from webapp.frontend.recogniser.network import Recogniser, loss
from webapp.frontend.recogniser.reading import read
from webapp.frontend.recogniser.samples import Pool, Sample, draw, shards, tensors, training_hand

SEED = 20261122
STEPS_PER_SHARD = 160
SHARDS_KEPT = 60
SHARDS_AT_RESUMING = 5
BATCH_AREA = 8192  # px of line in a batch
WARM_UP = 500  # steps
HIGHEST_RATE = 2.5e-3
LOOK_EVERY = 1000  # steps
AVERAGING = 0.999

log = logging.getLogger("recogniser")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, required=True)
    options.add_argument("--resume", action="store_true", help="go on from the checkpoint")
    options.add_argument("--cool-down", action="store_true", help="let the rate fall to zero")
    options.add_argument("--rate", type=float, default=HIGHEST_RATE, help="the highest")
    options.add_argument("--fonts", type=Path, default=Path(__file__).parent / "node_modules")
    options.add_argument("--checkpoint", type=Path, default=Path("recogniser.pt"))
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    train(given)


def train(given: argparse.Namespace) -> None:
    steps, checkpoint = given.steps, given.checkpoint
    network = Recogniser().to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=HIGHEST_RATE, weight_decay=0.01, fused=True
    )
    start = 0
    if given.resume:
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        start = state["step"]
    looks = _looks(given.fonts)
    first_shard = start // STEPS_PER_SHARD
    pool, supply = Pool(SHARDS_KEPT, SEED + start), shards(given.fonts, first_shard)
    if given.resume:
        for _ in range(SHARDS_AT_RESUMING):
            pool.add(next(supply))
    log.info("%s parameters", sum(p.numel() for p in network.parameters()))
    began, losses = time.monotonic(), []
    for step in range(start, start + steps):
        if (step - start) % STEPS_PER_SHARD == 0:
            pool.add(next(supply))
        rate = given.rate * min(1.0, (step + 1) / WARM_UP)
        if given.cool_down:
            rate *= 1.0 - (step - start) / steps
        for group in optimiser.param_groups:
            group["lr"] = rate
        losses.append(_step(network, optimiser, pool.batch(BATCH_AREA)))
        _follow(average, network, min(AVERAGING, (step + 1) / (step + 10)))
        if (step + 1) % 100 == 0:
            recent = sum(losses[-100:]) / 100
            log.info("step %d, %.0f s, loss %.4f", step + 1, time.monotonic() - began, recent)
        if (step + 1) % LOOK_EVERY == 0 or step + 1 == start + steps:
            _look(average, looks)
            state = {
                "network": network.state_dict(),
                "average": average.state_dict(),
                "optimiser": optimiser.state_dict(),
                "step": step + 1,
            }
            torch.save(state, checkpoint)


def _step(network: Recogniser, optimiser: torch.optim.Optimizer, batch: list[Sample]) -> float:
    network.train()
    ink, parts, places, lengths, steps = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(ink)
    value = loss(scores.float(), parts, places, lengths, steps)
    optimiser.zero_grad()
    value.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimiser.step()
    return float(value.detach())


@torch.no_grad()
def _follow(average: Recogniser, network: Recogniser, share: float) -> None:
    for mean, now in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
        if mean.is_floating_point():
            mean.lerp_(now, 1 - share)
        else:
            mean.copy_(now)


def _looks(packages: Path) -> dict[str, list[Sample]]:
    """Lines to look at now and then, in the training's own fonts but not its lines."""
    hand = training_hand(packages)
    return {
        name: draw(hand, 300, SEED + 1, severity, severity)
        for name, severity in (("mild", 0.1), ("middling", 0.5), ("hard", 1.0))
    }


def _look(network: Recogniser, looks: dict[str, list[Sample]]) -> None:
    for name, lines in looks.items():
        right = [
            found == line.text for found, line in zip(read(network, lines), lines, strict=True)
        ]
        amounts = [ok for ok, line in zip(right, lines, strict=True) if line.kind == "amount"]
        log.info(
            "  %s: %.1f %% of lines, %.1f %% of amounts",
            name,
            100 * sum(right) / len(right),
            100 * sum(amounts) / len(amounts),
        )


if __name__ == "__main__":
    main()
