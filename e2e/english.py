"""Somebody who reads English does what a sight says in Korean: each name by its translation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import BrowserContext, Locator, Page

from webapp.config import ROOT
from webapp.language import COOKIE

CATALOGUE = ROOT / "webapp/translations/en/LC_MESSAGES/messages.po"
PLACEHOLDER = re.compile(r"%\\\(\w+\\\)s|%%")
MARKUP = re.compile(r"<[^>]*>")


def in_english(page: Page, address: str) -> Any:
    """The page for a person whose phone is in English: used as a `Page` is."""
    speak(page.context, address)
    return Reader(page, address)


def in_korean(page: Page) -> None:
    page.context.clear_cookies(name=COOKIE)


def speak(context: BrowserContext, address: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": "en", "url": address}])


class Reader:
    """A page, a part of one or its context, in which names are looked for in English."""

    def __init__(self, read: Any, address: str) -> None:
        self.read, self.address = read, address

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.read, name)
        if name in FINDS:
            return lambda *words, **options: self.again(FINDS[name](found, words, options))
        if name == "clear_cookies":
            return self.forget
        if callable(found):
            return lambda *given, **options: self.again(found(*given, **options))
        return self.again(found)

    def again(self, found: Any) -> Any:
        reads = isinstance(found, (Page, Locator, BrowserContext))
        return Reader(found, self.address) if reads else found

    def forget(self) -> None:
        """All cookies but the language."""
        self.read.clear_cookies()
        speak(self.read, self.address)


def by_role(find: Callable[..., Any], words: Any, options: dict[str, Any]) -> Any:
    name = options.pop("name", None)
    return find(*words, **options, **({"name": named(name)} if name else {}))


def by_label(find: Callable[..., Any], words: Any, options: dict[str, Any]) -> Any:
    return find(named(words[0]), **options)


def by_text(find: Callable[..., Any], words: Any, options: dict[str, Any]) -> Any:
    return find(saying(words[0]), **options)


FINDS = {"get_by_role": by_role, "get_by_label": by_label, "get_by_text": by_text}


@cache
def translations() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        messages = [each for each in read_po(file) if each.id and isinstance(each.id, str)]
    return {str(each.id): str(each.string) for each in messages}


def named(korean: str) -> str:
    """A name, perhaps of two texts beside each other."""
    known = translations()
    if korean in known:
        return known[korean]
    for gap in re.finditer(" ", korean):
        first, second = korean[: gap.start()], korean[gap.end() :]
        if first in known and second in known:
            return f"{known[first]} {known[second]}"
    return korean


def saying(korean: str) -> re.Pattern[str]:
    """Whatever has those words in Korean, in English; or the words themselves, as in names."""
    meant = [korean, *(text for id, text in translations().items() if korean in id)]
    return re.compile(
        "|".join(PLACEHOLDER.sub(".*", re.escape(MARKUP.sub("", each))) for each in meant)
    )
