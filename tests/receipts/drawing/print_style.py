"""How one provider's printer writes: sizes, rule weights, wording, dates, zeros."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from tests.receipts.drawing.paper import BLACK, Ink

FORM_INKS: tuple[Ink, ...] = (
    BLACK,
    BLACK,
    BLACK,
    BLACK,
    (60, 60, 66),
    (20, 60, 50),
    (30, 50, 110),
    (95, 60, 30),
    (90, 30, 40),
)
SHADES: tuple[Ink | None, ...] = (
    None,
    None,
    (238, 238, 238),
    (226, 226, 226),
    (228, 238, 246),
    (232, 244, 232),
    (250, 240, 225),
)


@dataclass(frozen=True)
class Style:
    """Sizes in points, lengths in millimetres."""

    size: float
    number_size: float
    thin: float
    thick: float
    shade: Ink | None
    form_ink: Ink
    shift: tuple[float, float]
    zero: str
    day: str
    span: str
    ticked: str
    unticked: str
    won: str
    compact: bool
    bold_totals: bool
    dotted_rows: bool

    @classmethod
    def rolled(cls, dice: Random) -> Style:
        form_ink = dice.choice(FORM_INKS)
        preprinted = form_ink != BLACK
        miss = 0.7 if preprinted else 0.0
        ticked, unticked = dice.choice(
            (
                ("[√]", "[ ]"),
                ("[V]", "[ ]"),
                ("☑", "□"),
                ("[v]", "[ ]"),
                ("[√]", "[  ]"),
                ("■", "□"),
            )
        )
        if ticked == "■":
            ticked = "☑"
        return cls(
            size=dice.uniform(7.2, 8.8),
            number_size=dice.uniform(7.8, 9.8),
            thin=dice.choice((0.12, 0.18, 0.25)),
            thick=dice.choice((0.25, 0.4, 0.6)),
            shade=dice.choice(SHADES),
            form_ink=form_ink,
            shift=(dice.uniform(-miss, miss), dice.uniform(-miss, miss)),
            zero=dice.choice(("0", "0", "", "", "-")),
            day=dice.choice(
                (
                    "{:%Y-%m-%d}",
                    "{:%Y.%m.%d}",
                    "{:%Y-%m-%d}",
                    "{0.year}. {0.month}. {0.day}.",
                    "{0.year}년 {0.month}월 {0.day}일",
                    "{:%Y년 %m월 %d일}",
                    "{:%Y/%m/%d}",
                )
            ),
            span=dice.choice(
                ("{}부터 {}까지", "{} ~ {}", "{}부터\n{}까지", "{} ~\n{}", "{}~{}", "{} - {}")
            ),
            ticked=ticked,
            unticked=unticked,
            won=dice.choice(("", "", "", "", "원")),
            compact=dice.random() < 0.5,
            bold_totals=dice.random() < 0.5,
            dotted_rows=dice.random() < 0.15,
        )

    def money(self, won: int, zero: str | None = None) -> str:
        if won == 0:
            return self.zero if zero is None else zero
        return f"{won:,}{self.won}"

    def date(self, day: date) -> str:
        return self.day.format(day)

    def days(self, first: date, last: date) -> str:
        return self.span.format(self.date(first), self.date(last))

    def box(self, on: bool) -> str:
        return self.ticked if on else self.unticked
