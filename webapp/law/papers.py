"""The papers to bring when applying, by case. Data and sources: `data/papers.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from webapp.law.rulebook import read


@dataclass(frozen=True, slots=True)
class Paper:
    id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Case:
    """Who applies, to whose account. `checked` is the day on which the sources were read."""

    id: str
    title: str
    summary: str
    papers: tuple[Paper, ...]
    notes: tuple[str, ...]
    source: tuple[str, ...]
    status: str
    checked: date


@cache
def cases() -> Mapping[str, Case]:
    """Every case by its id, in the order of the data."""
    papers = {
        row["id"]: Paper(row["id"], row["label"], row.get("note", ""))
        for row in read("papers")["paper"]
    }
    return MappingProxyType(
        {
            row["id"]: Case(
                id=row["id"],
                title=row["title"],
                summary=row["summary"],
                papers=tuple(papers[id] for id in row["papers"]),
                notes=tuple(row["notes"]),
                source=tuple(row["source"]),
                status=row["status"],
                checked=row["checked"],
            )
            for row in read("papers")["case"]
        }
    )
