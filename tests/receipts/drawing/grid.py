"""Labels and values in ruled rows."""

from __future__ import annotations

from tests.receipts.drawing.paper import Sheet
from tests.receipts.drawing.print_style import Style

Line = tuple[str, str, str]  # label, value, field


def grid(
    sheet: Sheet,
    style: Style,
    place: tuple[float, float, float],
    lines: list[Line],
    columns: int,
    row: float,
    size: float,
    *,
    split: float = 0.42,
    number: bool = False,
    strong: bool = False,
) -> float:
    """A ruled grid of labels and values, so many pairs in a row; the lower end in mm."""
    left, top, right = place
    wide = (right - left) / columns
    rows = -(-len(lines) // columns)
    for index, (label, value, name) in enumerate(lines):
        y = top + row * (index // columns)
        x = left + wide * (index % columns)
        end = right if index == len(lines) - 1 else x + wide
        middle = x + wide * split
        if style.shade:
            sheet.shade(x, y, middle, y + row, style.shade)
        text = label if row > 6 or "\n" not in label else label.replace("\n", " ")
        sheet.label((x, y, middle, y + row), text, size)
        align = "right" if number else "centre"
        points = style.number_size + 0.3 if number else size
        sheet.lines(
            (middle, y, end, y + row), value, points, align=align, bold=strong, field=name, pad=1.5
        )
        sheet.rule(x, y, x, y + row, style.thin)
        sheet.rule(middle, y, middle, y + row, style.thin)
    for index in range(rows + 1):
        sheet.rule(left, top + row * index, right, top + row * index, style.thin)
    sheet.frame(left, top, right, top + row * rows, style.thick)
    return top + row * rows
