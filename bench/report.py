"""What the bench prints: headings, tables in Markdown, and the aims of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Pace:
    """How often everything is repeated, and for how many seconds each time."""

    repetitions: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure beside what it should be; `met` is None where nothing was promised."""

    figure: str
    aim: str
    measured: str
    met: bool | None = None


def say(heading: str, text: str = "") -> None:
    click.echo(f"\n## {heading}\n")
    if text:
        click.echo(f"{text}\n")


def progress(text: str) -> None:
    """A line for the waiting person, apart from the report."""
    click.echo(f"… {text}", err=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table whose columns line up in a terminal; all but the first to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    click.echo(line(head, widths))
    rule = ["-" * width if at == 0 else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    click.echo(line(rule, widths))
    for row in rows:
        click.echo(line(row, widths))


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join([first, *rest])} |"


def ms(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms" if milliseconds < 100 else f"{milliseconds:,.0f} ms"
