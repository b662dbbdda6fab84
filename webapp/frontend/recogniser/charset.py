"""What the network can say: signs, the syllables it knows by heart, and any other by its letters.

The last layer gives one score per entry of `columns`. A sign or a known syllable has a column of
its own. Every other Hangul syllable is the sum of three columns: initial, vowel and final letter,
so that all 11,172 can be read with 68 columns and a rare one profits from all that share its
letters. A character is therefore three column numbers; `ZERO` stands for "nothing to add".
"""

from __future__ import annotations

from functools import cache

from webapp.frontend.recogniser.words import (
    ADDRESS_PARTS,
    LABELS,
    NAME_BEGINNINGS,
    NAME_ENDINGS,
    NAME_MIDDLES,
)

SIGNS = "0123456789,.-~/:()[]+*%₩&=·<>#※'" + "①②③④⑤⑥⑦⑧⑨⑩⑪⑫" + "√★□☑■○●△▲☎×"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "?"  # any sign outside the set; receipts hold no question marks

FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
INITIALS, VOWELS, FINALS = 19, 21, 28

_LOOK_ALIKES = {
    "~": "∼〜～",
    "-": "–—－−",
    "·": "ㆍ・•",
    ",": "，",
    ".": "．",
    ":": "：",
    "(": "（{｛",
    ")": "）}｝",
    "√": "✓✔",
    "□": "☐",
    "₩": "￦",
    "+": "＋",
    "'": "’`",
}
SAME = {like: sign for sign, likes in _LOOK_ALIKES.items() for like in likes}


def is_syllable(character: str) -> bool:
    return FIRST_SYLLABLE <= character <= LAST_SYLLABLE


def known_syllables() -> list[str]:
    """Syllables of the labels, and of names of providers and places, in the order of the code."""
    words = (*LABELS, *NAME_BEGINNINGS, *NAME_MIDDLES, *NAME_ENDINGS, *ADDRESS_PARTS)
    return sorted({character for word in words for character in word if is_syllable(character)})


CHARACTERS = [*SIGNS, *CAPITALS, OTHER, *known_syllables()]
BLANK = 0
FIRST_INITIAL = 1 + len(CHARACTERS)
FIRST_VOWEL = FIRST_INITIAL + INITIALS
FIRST_FINAL = FIRST_VOWEL + VOWELS
COLUMNS = FIRST_FINAL + FINALS
ZERO = COLUMNS  # one past the end: a column of zeros

_PLACE = {character: index for index, character in enumerate(CHARACTERS, start=1)}


def plain(text: str) -> str:
    """The text as it is read: without spaces, look-alikes told by one sign."""
    return "".join(SAME.get(character, character) for character in text if not character.isspace())


@cache
def parts(character: str) -> tuple[int, int, int]:
    """The three columns whose scores add up to the character's."""
    if character in _PLACE:
        return (_PLACE[character], ZERO, ZERO)
    if is_syllable(character):
        index = ord(character) - ord(FIRST_SYLLABLE)
        return (
            FIRST_INITIAL + index // (VOWELS * FINALS),
            FIRST_VOWEL + index // FINALS % VOWELS,
            FIRST_FINAL + index % FINALS,
        )
    return (_PLACE[OTHER], ZERO, ZERO)


def spell(initial: int, vowel: int, final: int) -> str:
    """The syllable of three letter numbers, each counted from 0."""
    return chr(ord(FIRST_SYLLABLE) + (initial * VOWELS + vowel) * FINALS + final)
