"""The words that stand on receipts, from words.toml."""

import tomllib
from pathlib import Path

_words = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

LABELS = tuple(
    label.strip() for label in _words["labels"].replace("\n", "|").split("|") if label.strip()
)
NAME_BEGINNINGS = tuple(_words["name_beginnings"].split())
NAME_MIDDLES = tuple(_words["name_middles"].split())
NAME_ENDINGS = tuple(_words["name_endings"].split())
ADDRESS_PARTS = tuple(_words["address_parts"].split())
SUMS = tuple(_words["sums"].split())
BOXES = tuple(_words["boxes"])
CHOICES = tuple(_words["choices"].split())
