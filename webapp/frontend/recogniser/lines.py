"""What is written on the lines: amounts, dates, numbers, labels, names, in likely proportions."""

from __future__ import annotations

import random
from collections.abc import Callable

from webapp.frontend.recogniser.charset import FIRST_SYLLABLE, LAST_SYLLABLE, SIGNS, known_syllables
from webapp.frontend.recogniser.words import (
    ADDRESS_PARTS,
    BOXES,
    CHOICES,
    LABELS,
    NAME_BEGINNINGS,
    NAME_ENDINGS,
    NAME_MIDDLES,
    SUMS,
)

LONGEST = 26  # characters, spaces included
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪"

KNOWN = known_syllables()
# The syllables of KS X 1001: those that Korean text is made of.
COMMON = [
    chr(code)
    for code in range(ord(FIRST_SYLLABLE), ord(LAST_SYLLABLE) + 1)
    if len(chr(code).encode("euc-kr", "ignore")) == 2
]


def text(rng: random.Random) -> tuple[str, str]:
    """(kind, text). The kind is what the evaluation sorts by."""
    kind = rng.choices(list(KINDS), weights=[weight for weight, _ in KINDS.values()])[0]
    while True:
        written = " ".join(KINDS[kind][1](rng).split())
        if 0 < len(written) <= LONGEST:
            return kind, written


def amount(rng: random.Random) -> str:
    """0, or three to eight digits, mostly in whole tens, as receipts print them."""
    won = 0 if rng.random() < 0.08 else int(10 ** rng.uniform(2, 7.6))
    if won > 999 and rng.random() < 0.85:
        won = won // 10 * 10
    if rng.random() < 0.03:
        won = rng.randrange(100)
    if rng.random() < 0.04:
        won = rng.randrange(1, 100) * 10 ** rng.randrange(2, 7)
    digits = f"{won:,}" if rng.random() < 0.88 else str(won)
    style = rng.random()
    if style < 0.06:
        return rng.choice(CIRCLED) + rng.choice(["", " "]) + digits
    if style < 0.14:
        return digits + rng.choice(["원", " 원"])
    if style < 0.17:
        return rng.choice(["₩", "₩ ", "\\"]).replace("\\", "₩") + digits
    if style < 0.20:
        return rng.choice(["-", "- ", "△", "▲"]) + digits
    if style < 0.22:
        return rng.choice(["*", "**", "***"]) + digits + rng.choice(["", "*", "원"])
    if style < 0.24:
        return f"({digits})"
    if style < 0.25:
        return f"{digits} {digits}"
    return digits


def day(rng: random.Random) -> str:
    year, month, date = rng.randrange(2010, 2030), rng.randrange(1, 13), rng.randrange(1, 32)
    one = rng.choice(DAY_FORMS).format(y=year, yy=year % 100, m=month, d=date)
    style = rng.random()
    if style < 0.55:
        return one
    if style < 0.63:
        return one + rng.choice(["부터", " 부터", "까지", " 까지"])
    if style < 0.70:
        return rng.choice(["~", "~ "]) + one
    if style < 0.76:
        return one + rng.choice(["~", " ~"])
    if style < 0.80:
        return f"{one}({rng.choice('월화수목금토일')})"
    if style < 0.86:
        return f"{one} {clock(rng)}"
    if style < 0.90:
        return clock(rng)
    other = rng.choice(DAY_FORMS[:6]).format(
        y=year, yy=year % 100, m=rng.randrange(1, 13), d=rng.randrange(1, 32)
    )
    return f"{one}{rng.choice(['~', ' ~ ', '-', ' - '])}{other}"


DAY_FORMS = [
    "{y}-{m:02d}-{d:02d}",
    "{y}.{m:02d}.{d:02d}",
    "{y}/{m:02d}/{d:02d}",
    "{y}.{m:02d}.{d:02d}.",
    "{yy:02d}-{m:02d}-{d:02d}",
    "{yy:02d}.{m:02d}.{d:02d}",
    "{y}.{m}.{d}",
    "{y}. {m}. {d}.",
    "{y}. {m:02d}. {d:02d}",
    "{y}년 {m:02d}월 {d:02d}일",
    "{y}년 {m}월 {d}일",
    "{y}년{m:02d}월{d:02d}일",
    "{y}년",
    "{m:02d}월",
    "{m}월 {d}일",
    "{d:02d}일",
    "{y}년 {m}월",
    "{y}{m:02d}{d:02d}",
]


def clock(rng: random.Random) -> str:
    second = rng.choice(["", f":{rng.randrange(60):02d}"])
    return f"{rng.randrange(24):02d}:{rng.randrange(60):02d}{second}"


def number(rng: random.Random) -> str:
    """Receipt, business, telephone, card and chart numbers."""
    below = rng.randrange
    return rng.choice(
        [
            f"{below(100, 999)}-{below(100):02d}-{below(100000):05d}",
            f"0{below(2, 70)}-{below(200, 9999)}-{below(10000):04d}",
            f"02-{below(200, 9999)}-{below(10000):04d}",
            f"{rng.choice([1544, 1577, 1588, 1644, 1600])}-{below(10000):04d}",
            f"010-{below(10000):04d}-{below(10000):04d}",
            f"20{below(10, 30)}{below(1, 13):02d}-{below(1, 100000):0{rng.choice([1, 4, 5, 6])}d}",
            f"{below(10**8):08d}-{below(10**5):05d}",
            str(below(10**4, 10**8)),
            f"{below(10**8):08d}",
            f"{rng.choice('ABCDEGHKMNPRSTW')}{below(10**6)}",
            f"{below(100):02d}{below(1, 13):02d}{below(1, 29):02d}-{below(1, 5)}******",
            f"{below(1000, 10000)}-{below(100):02d}**-****-{below(10000):04d}",
            f"{below(1, 300)}{rng.choice(['명', '일', '호', '회', '개', '%', '인', '층', '동'])}",
            f"{below(1, 100)}",
            f"{below(1, 10)}.{below(100)}",
            f"{below(1, 10)}/{below(1, 10)}",
        ]
    )


def sign(rng: random.Random) -> str:
    """Sums of circled numbers, boxes to tick, and single signs."""
    style = rng.random()
    if style < 0.25:
        return rng.choice(SUMS)
    if style < 0.4:
        return "(" + rng.choice("+-").join(rng.sample(CIRCLED, rng.randrange(1, 5))) + ")"
    if rng.random() < 0.4:
        return rng.choice(BOXES) + rng.choice(["", " "]) + rng.choice(["", *CHOICES])
    if rng.random() < 0.5:
        return rng.choice(
            [*CIRCLED, "-", "~", ":", "*", "원", "0", "0", "[", "]", "( )", "(인)", "※"]
        )
    return "".join(rng.choice(SIGNS[:10] * 3 + SIGNS) for _ in range(rng.randrange(2, 10)))


def label(rng: random.Random) -> str:
    one = rng.choice(LABELS)
    style = rng.random()
    if style < 0.56:
        return one
    if style < 0.66:
        return rng.choice(CIRCLED) + rng.choice(["", " "]) + one
    if style < 0.71:
        return one + rng.choice([":", " :", ": "])
    if style < 0.79:
        return one + rng.choice([":", " : ", " "]) + rng.choice([amount, day, number, name])(rng)
    if style < 0.87:
        return one + rng.choice(["", " "]) + rng.choice(CIRCLED)
    if style < 0.94:
        return one + rng.choice([" ", "/", "·", "("]) + rng.choice(LABELS)
    if style < 0.97:
        return f"({one})"
    return rng.choice([" ", "  "]).join(one)


def name(rng: random.Random) -> str:
    """A provider's name, a person's, or a piece of an address."""
    style = rng.random()
    if style < 0.55:
        begin = rng.choice(NAME_BEGINNINGS) if rng.random() < 0.8 else _syllables(rng, 2)
        if rng.random() < 0.25:
            begin += rng.choice(NAME_BEGINNINGS)
        middle = rng.choice(NAME_MIDDLES) if rng.random() < 0.4 else ""
        space = rng.choice(["", "", "", " "])
        return begin + space + middle + space + rng.choice(NAME_ENDINGS)
    if style < 0.72:
        surname = rng.choice(
            "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허남심노하곽성차주우구민"
        )
        given = _syllables(rng, 2)
        return surname + (rng.choice([given, f"*{given[1]}", f"{given[0]}*", f"○{given[1]}"]))
    parts = [rng.choice(ADDRESS_PARTS) for _ in range(rng.randrange(1, 4))]
    if rng.random() < 0.5:
        parts.append(
            f"{rng.randrange(1, 900)}{rng.choice(['', '-3', '층', '호', '번길', '로', '길', ','])}"
        )
    return " ".join(parts)


def other(rng: random.Random) -> str:
    """Any syllables, so that the letters are learnt and not only the words."""
    style = rng.random()
    if style < 0.75:
        return _syllables(rng, rng.randrange(1, 7))
    if style < 0.9:
        return _syllables(rng, rng.randrange(1, 5)) + str(rng.randrange(1000))
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(rng.randrange(2, 7)))


def _syllables(rng: random.Random, count: int) -> str:
    """Mostly such as stand in names, some that hardly ever do."""
    pool = KNOWN if rng.random() < 0.6 else COMMON
    return "".join(rng.choice(pool) for _ in range(count))


KINDS: dict[str, tuple[float, Callable[[random.Random], str]]] = {
    "amount": (0.36, amount),
    "day": (0.11, day),
    "number": (0.08, number),
    "sign": (0.09, sign),
    "label": (0.22, label),
    "name": (0.12, name),
    "other": (0.05, other),
}
