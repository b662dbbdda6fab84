"""Reads the dated data of `data/` and knows where each row was read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was read. `kind` is one of law, official, quoted, press, private, computed."""

    id: str
    title: str
    kind: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a whole file stands on: the ids that its rows cite, and the last day one was checked."""

    sources: tuple[str, ...]
    checked: date


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id, in the order of `data/sources.toml`."""
    return MappingProxyType(
        {
            key: Source(key, row["title"], row["kind"], row.get("url"))
            for key, row in read("sources").items()
        }
    )


@cache
def read(name: str) -> dict[str, Any]:
    """The parsed `data/<name>.toml`. Shared between callers: never change what it returns."""
    with (Path(__file__).parent / "data" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def evidence(name: str) -> Evidence:
    """What the rows of `data/<name>.toml` cite, in the order of `data/sources.toml`."""
    rows = list(rows_of(read(name)))
    cited = {id for row in rows for id in row.get("source", ())}
    checked = max(row["checked"] for row in rows if "checked" in row)
    return Evidence(tuple(id for id in sources() if id in cited), checked)


def rows_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every table of the data, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from rows_of(each)


@cache
def version_of(name: str) -> str:
    """Names this state of `data/<name>.toml`: equal data, equal version, whatever its comments."""
    text = json.dumps(read(name), ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
