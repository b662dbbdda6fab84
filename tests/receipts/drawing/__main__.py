"""Write drawn receipts into a folder: NAME.jpg and NAME.json (truth, words)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tests.receipts.drawing import LEVELS, draw


@click.command()
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), default=LEVELS)
@click.option("--seed", default=1, help="The first receipt has this seed times 100,000.")
@click.option("--count", default=20, help="So many of each level.")
@click.option("--form", help="A form or a layout; a mixture without it.")
@click.option("--out", required=True, type=click.Path(path_type=Path))
def main(levels: tuple[str, ...], seed: int, count: int, form: str | None, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for level in levels:
        for number in range(count):
            drawn = draw(seed * 100_000 + number, level, form)
            name = f"{level}-{seed}-{number:03}"
            (out / f"{name}.jpg").write_bytes(drawn.jpeg())
            told = {"truth": drawn.truth, "words": drawn.words, "page": drawn.page}
            (out / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False))


main(prog_name="python -m tests.receipts.drawing")
