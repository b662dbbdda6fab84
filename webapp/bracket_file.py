"""The CSV of `flask brackets`: complete tables of premiums, one group of bands a line.

Columns year, kind (employee or regional), band ("2-3"), over (exclusive) and upto (inclusive), in
won a month.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from webapp.law.brackets import (
    KINDS,
    BadBrackets,
    Bracket,
    as_json,
    merge,
    operator_rows,
    validate_brackets,
)

COLUMNS: Final = ("year", "kind", "band", "over", "upto")

_MOST_DIGITS: Final = 10


def read_tables(text: str) -> tuple[Bracket, ...]:
    """The rows of a CSV file, checked. Raises `BadBrackets` with the line that is wrong."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[Bracket] = []
    header: list[str] | None = None
    try:
        for cells in lines:
            cells = [cell.strip() for cell in cells]
            if header is None:
                header = _header(cells, lines.line_num)
            elif any(cells):
                rows.append(_row(header, cells, lines.line_num))
    except csv.Error:
        raise BadBrackets(max(1, lines.line_num), "CSV로 읽을 수 없어요") from None
    if not rows:
        raise BadBrackets(max(1, lines.line_num), "적힌 구간이 없어요")
    return validate_brackets(rows)


def add_tables(path: Path, added: Sequence[Bracket]) -> None:
    """Write the tables into the operator's file, in the place of those of the same year and kind.

    The file is replaced as a whole, so a reader sees the old one or the new one. Raises
    `ValueError` when the file that is there is not one of ours, `OSError` when it cannot be
    written.
    """
    text = as_json(merge(operator_rows(path), added))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _header(cells: list[str], line: int) -> list[str]:
    if sorted(cells) != sorted(COLUMNS):
        raise BadBrackets(line, f"첫 줄에 {','.join(COLUMNS)}를 적어 주세요")
    return cells


def _row(header: list[str], cells: list[str], line: int) -> Bracket:
    if len(cells) != len(header):
        raise BadBrackets(line, f"칸이 {len(header)}개여야 해요")
    row = dict(zip(header, cells, strict=True))
    if row["kind"] not in KINDS:
        raise BadBrackets(line, f"kind: {'이나 '.join(KINDS)}이어야 해요")
    year = _number(row["year"], "year", line)
    if year is None:
        raise BadBrackets(line, "year: 빠졌어요")
    return Bracket(
        year=year,
        kind=row["kind"],
        band=row["band"],
        over=_number(row["over"], "over", line),
        upto=_number(row["upto"], "upto", line),
        line=line,
    )


def _number(cell: str, column: str, line: int) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and len(cell) <= _MOST_DIGITS):
        raise BadBrackets(line, f"{column}: 쉼표 없는 숫자여야 해요")
    return int(cell)
