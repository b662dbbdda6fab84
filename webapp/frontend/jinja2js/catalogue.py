"""A gettext catalogue as JavaScript: its messages, and its plural rule as a function."""

from __future__ import annotations

import json
import re

from babel.messages.catalog import Catalog, Message

# n, numbers and the operators that mean the same in C and in JavaScript; no division
PLURAL = re.compile(r"(?:n|\d+|[\s?:()<>!%&|=+*-])+")


def compile_catalogue(catalogue: Catalog) -> str:
    """`{ language, messages, plural }` as static/worker/gettext.js takes it.

    Raises `ValueError` for a plural rule that is more than a comparison of whole numbers.
    """
    rule = str(catalogue.plural_expr)
    if not PLURAL.fullmatch(rule):
        raise ValueError(f"plural={rule}: this rule has no JS twin")
    messages = {
        key(each): forms(each)
        for each in catalogue
        if each.id and each.string and not each.fuzzy and any(forms(each))
    }
    words = json.dumps(messages, ensure_ascii=False, sort_keys=True)
    return f'{{ language: "{catalogue.locale}", messages: {words}, plural: (n) => Number({rule}) }}'


def key(message: Message) -> str:
    singular = message.id[0] if isinstance(message.id, list | tuple) else message.id
    return f"{message.context}\x04{singular}" if message.context else str(singular)


def forms(message: Message) -> str | list[str]:
    """The translation, or one for each plural form; an empty form falls back as in a .mo file."""
    if isinstance(message.string, str):
        return message.string
    return [form or message.id[min(place, 1)] for place, form in enumerate(message.string or ())]
