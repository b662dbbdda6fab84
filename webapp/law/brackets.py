"""From a monthly premium to a band, where the year's bracket is certain.

Premiums are won a month: the employee's own half, or the whole household's for the regionally
insured, averaged over the year of treatment, without the long-term-care premium. Bounds: `over`
exclusive, `upto` inclusive; a missing one is unknown, except below the first group and above the
last. Nothing is interpolated. Data: `data/premium_brackets.toml`, and a file in which an operator
keeps complete official tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from webapp.law.caps import UnknownYear, groups
from webapp.law.rulebook import read

KINDS: Final = ("employee", "regional")

_OPERATOR: Final = ("operator",)


class BadBrackets(ValueError):
    """A bracket table that cannot be right. `line` is the line of the file it was read from,
    1-based.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Bracket:
    """Premiums above `over`, up to and including `upto`, belong to the group `band` ("2-3")."""

    year: int
    kind: str
    band: str
    over: int | None
    upto: int | None
    source: tuple[str, ...] = _OPERATOR
    status: str = "operator"
    note: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The group that a premium falls into, and where its bounds were read."""

    band: str
    over: int | None
    upto: int | None
    source: tuple[str, ...]
    status: str
    note: str | None


def suggest_band(
    year: int, kind: str, premium: int, table: Iterable[Bracket] | None = None
) -> Suggestion | None:
    """The group of a monthly premium in won, or None where the bounds around it are not both known.

    `kind` is one of `KINDS`; `table` defaults to the shipped rows. Raises `ValueError` for
    another kind or a negative premium.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    if premium < 0:
        raise ValueError("a premium cannot be negative")
    for row in shipped() if table is None else table:
        if row.year == year and row.kind == kind and _is_certain(row) and _holds(row, premium):
            return Suggestion(row.band, row.over, row.upto, row.source, row.status, row.note)
    return None


def load(path: Path | None = None) -> tuple[Bracket, ...]:
    """The shipped rows, with an operator's tables in the place of those of the same year and kind.

    A missing file is an empty one. Raises `ValueError` for a file that is not ours.
    """
    return merge(shipped(), operator_rows(path) if path is not None else ())


def merge(rows: Iterable[Bracket], added: Sequence[Bracket]) -> tuple[Bracket, ...]:
    """Both, where the added rows replace all rows of the same year and kind. Sorted by year and
    kind.
    """
    replaced = {(row.year, row.kind) for row in added}
    kept = [row for row in rows if (row.year, row.kind) not in replaced]
    return tuple(sorted([*kept, *added], key=lambda row: (row.year, row.kind)))


def validate_brackets(rows: Iterable[Bracket]) -> tuple[Bracket, ...]:
    """Complete tables of one or more years and kinds, or `BadBrackets` naming the first wrong line.

    A table is complete when it has the year's groups in order, is open at both ends, and each
    group begins where the one before ends.
    """
    tables: dict[tuple[int, str], list[Bracket]] = {}
    for row in rows:
        tables.setdefault((row.year, row.kind), []).append(row)
    for table in tables.values():
        _validate_table(table)
    return tuple(row for table in tables.values() for row in table)


@cache
def shipped() -> tuple[Bracket, ...]:
    """The rows of `data/premium_brackets.toml`."""
    return tuple(
        Bracket(
            year=row["year"],
            kind=row["kind"],
            band=row["band"],
            over=row.get("over"),
            upto=row.get("upto"),
            source=tuple(row["source"]),
            status=row["status"],
            note=row.get("note"),
        )
        for row in read("premium_brackets")["bracket"]
    )


def operator_rows(path: Path) -> tuple[Bracket, ...]:
    """The rows that an operator added, as written by `as_json`. Raises `ValueError` for another
    file.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["brackets"]
        return tuple(
            Bracket(row["year"], row["kind"], row["band"], row["over"], row["upto"]) for row in rows
        )
    except FileNotFoundError:
        return ()
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is not a bracket file") from error


def as_json(rows: Iterable[Bracket]) -> str:
    """The text of an operator's bracket file."""
    fields: list[Mapping[str, Any]] = [
        {"year": r.year, "kind": r.kind, "band": r.band, "over": r.over, "upto": r.upto}
        for r in rows
    ]
    return json.dumps({"brackets": fields}, ensure_ascii=False, indent=2) + "\n"


def _is_certain(row: Bracket) -> bool:
    try:
        keys = [group.key for group in groups(row.year)]
    except UnknownYear:
        return False
    return (row.over is not None or row.band == keys[0]) and (
        row.upto is not None or row.band == keys[-1]
    )


def _holds(row: Bracket, premium: int) -> bool:
    return (row.over is None or row.over < premium) and (row.upto is None or premium <= row.upto)


def _validate_table(table: Sequence[Bracket]) -> None:
    first = table[0]
    try:
        keys = [group.key for group in groups(first.year)]
    except UnknownYear:
        raise BadBrackets(first.line, f"{first.year}년은 상한액 표가 없어요") from None
    for place, row in enumerate(table):
        if place >= len(keys):
            raise BadBrackets(row.line, f"band: {first.year}년은 {len(keys)}구간뿐이에요")
        if row.band != keys[place]:
            raise BadBrackets(row.line, f"band: {keys[place]} 구간이 올 차례예요")
        _validate_bounds(row, table[place - 1] if place else None, is_last=row.band == keys[-1])
    if len(table) < len(keys):
        raise BadBrackets(table[-1].line, f"band: 다음에 {keys[len(table)]} 구간이 빠졌어요")


def _validate_bounds(row: Bracket, before: Bracket | None, *, is_last: bool) -> None:
    if before is None:
        if row.over is not None:
            raise BadBrackets(row.line, "over: 첫 구간에서는 비워 주세요")
    elif row.over != before.upto:
        raise BadBrackets(row.line, f"over: 앞 구간의 upto와 같아야 해요 ({before.upto})")
    if is_last:
        if row.upto is not None:
            raise BadBrackets(row.line, "upto: 마지막 구간에서는 비워 주세요")
    elif row.upto is None:
        raise BadBrackets(row.line, "upto: 빠졌어요")
    elif row.upto <= (row.over or 0):
        raise BadBrackets(row.line, "upto: over보다 커야 해요")
