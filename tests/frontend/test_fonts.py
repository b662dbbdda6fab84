"""The typeface: what the app says is in the small file, what people are called in the large one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import time_machine
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from tests.person import Page
from webapp.config import ROOT
from webapp.frontend.fonts import subset

CATALOGUE = ROOT / "webapp/translations/en/LC_MESSAGES/messages.po"
BUILD = ROOT / "static/build"
FACES = ("own-regular.woff2", "own-bold.woff2")
APART = ("build", "worker")  # made of the others; its texts are in the catalogue
OF_OTHERS = ("rules.js", "plain.js")  # of static/message
DRAWN_BY_OTHERS = {"⋮", "\u00a0"}  # the sign of a browser's own menu; a space like any other


def face(name: str) -> Path:
    return ROOT / json.loads((BUILD / "manifest.json").read_text())[name].lstrip("/")


def letters(name: str) -> set[str]:
    with TTFont(face(name)) as font:
        return {chr(code) for code in font.getBestCmap()}


def copy() -> set[str]:
    """Every letter of every text, in both languages."""
    with CATALOGUE.open("rb") as file:
        found = [text for each in read_po(file) for text in (each.id, each.string) if each.id]
    texts = [part for text in found for part in (text if isinstance(text, tuple) else (text,))]
    return set("".join(texts)) - set("\n")


def scripted() -> set[str]:
    """Every syllable in what runs in a page, wherever it lies; rules name what others write."""
    own = [path for path in (ROOT / "static").glob("*/*.js") if path.parent.name not in APART]
    said = [path for path in own if path.name not in OF_OTHERS]
    return {letter for path in said for letter in path.read_text("utf-8") if "가" <= letter <= "힣"}


@pytest.mark.parametrize("name", FACES)
def test_everything_the_app_says_is_in_the_small_file(name: str) -> None:
    assert copy() - letters(name) - DRAWN_BY_OTHERS == set()
    assert scripted() - letters(name) == set()


def test_every_letter_of_every_page_is_in_the_small_file(
    pages: Mapping[str, Page], pages_in_english: Mapping[str, Page]
) -> None:
    """As it is rendered, attributes too, in both languages."""
    rendered = {
        letter
        for some in (pages, pages_in_english)
        for page in some.values()
        for letter in page.html
    }
    assert len(rendered) > 500
    for name in FACES:
        assert rendered - letters(name) - DRAWN_BY_OTHERS - {"\n"} == set()


def test_the_same_letters_make_the_same_file_at_any_time(tmp_path: Path) -> None:
    source = face("PretendardGOV-Bold.subset.woff2")
    made = []
    for day in ("2026-01-01", "2026-12-31"):
        with time_machine.travel(day):
            subset(source, {ord(letter) for letter in "가나다"}, tmp_path / "own.woff2")
        made.append((tmp_path / "own.woff2").read_bytes())
    assert made[0] == made[1]


def test_a_rare_syllable_of_a_name_is_in_the_large_file() -> None:
    rare = set("뷁쌰쓩뜌")
    assert not rare <= letters("own-regular.woff2")
    assert letters("PretendardGOV-Regular.subset.woff2") >= set("쌰쓩")
