"""Reads the dated data of `data/` and knows where each row was read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
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
def version_of(name: str) -> str:
    """Names this state of `data/<name>.toml`: equal data, equal version, whatever its comments."""
    text = json.dumps(read(name), ensure_ascii=False, sort_keys=True, default=date.isoformat)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
