"""What is inside the co-payment (①) and yet outside the yearly sum.

Enforcement Decree of the NHI Act, art. 19(3). The first day of the care decides which rule holds.
Data and sources: `data/exclusions.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from webapp.law.kinds import CARE_KINDS, PROVIDER_KINDS
from webapp.law.rulebook import read

# The keys of a receipt's `uncounted`, in the order of the screens and of the data.
REASONS: Final = (
    "selective_benefit",
    "dental_implant",
    "shared_room",
    "chuna",
    "mild_tertiary",
    "over_365_visits",
    "arrears",
    "public_subsidy",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """In force for care begun from `since` to `until`, both included; None does not restrict."""

    since: date | None
    until: date | None
    provider_kinds: frozenset[str] | None
    care_kinds: frozenset[str] | None
    evidence: str | None

    def in_place(self, provider_kind: str, care_kind: str) -> bool:
        return (self.provider_kinds is None or provider_kind in self.provider_kinds) and (
            self.care_kinds is None or care_kind in self.care_kinds
        )

    def in_force(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a receipt shows and the sum treats in its own way, in words for a person."""

    id: str
    label: str
    reason: str
    legal: str
    note: str | None
    source: tuple[str, ...]
    status: str
    checked: date


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One reason why a part of the co-payment is not counted."""

    id: str
    label: str
    reason: str
    legal: str
    note: str | None
    source: tuple[str, ...]
    status: str
    checked: date
    rules: tuple[Rule, ...]


def applies(reason: str, *, on: date, provider_kind: str, care_kind: str) -> bool:
    """Whether money under this reason leaves the sum, for care begun `on` that day at that place.

    Raises `ValueError` for a reason that is not in `REASONS`.
    """
    for rule in _exclusion(reason).rules:
        if rule.in_force(on) and rule.in_place(provider_kind, care_kind):
            return True
    return False


def why_not(reason: str, *, on: date, provider_kind: str, care_kind: str) -> str | None:
    """Why this reason subtracts nothing here, in a short Korean sentence; None where it does.

    Raises `ValueError` for a reason that is not in `REASONS`.
    """
    if applies(reason, on=on, provider_kind=provider_kind, care_kind=care_kind):
        return None
    rules = _exclusion(reason).rules
    here = [rule for rule in rules if rule.in_place(provider_kind, care_kind)]
    if not here:
        return f"{_wrong_place(rules, provider_kind, care_kind)}에서는 빠지지 않아요."
    coming = [rule.since for rule in here if rule.since is not None and on < rule.since]
    if coming:
        return f"{_in_words(min(coming))}부터 빠져요. 이 날에는 세는 돈이에요."
    ended = max(rule.until for rule in here if rule.until is not None)
    return f"{_in_words(ended)}까지만 빠졌어요. 이 날에는 세는 돈이에요."


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """The eight reasons, in the order of `REASONS`."""
    return tuple(
        Exclusion(
            id=row["id"],
            label=row["label"],
            reason=row["reason"],
            legal=row["legal"],
            note=row.get("note"),
            source=tuple(row["source"]),
            status=row["status"],
            checked=row["checked"],
            rules=tuple(_rule(rule) for rule in row["rule"]),
        )
        for row in read("exclusions")["exclusion"]
    )


@cache
def outside() -> tuple[Topic, ...]:
    """What is not counted because it is not inside ① of a health-insurance receipt."""
    return tuple(_topic(row) for row in read("exclusions")["outside"])


@cache
def everything() -> Mapping[str, Exclusion | Topic]:
    """All that is not counted, inside ① and outside it, by id."""
    found: list[Exclusion | Topic] = [*exclusions(), *outside()]
    return MappingProxyType({each.id: each for each in found})


def _exclusion(reason: str) -> Exclusion:
    try:
        return _by_id()[reason]
    except KeyError:
        raise ValueError(f"unknown reason {reason!r}") from None


@cache
def _by_id() -> Mapping[str, Exclusion]:
    return MappingProxyType({exclusion.id: exclusion for exclusion in exclusions()})


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        since=row.get("from"),
        until=row.get("to"),
        provider_kinds=frozenset(row["provider_kinds"]) if "provider_kinds" in row else None,
        care_kinds=frozenset(row["care_kinds"]) if "care_kinds" in row else None,
        evidence=row.get("evidence"),
    )


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(
        id=row["id"],
        label=row["label"],
        reason=row["reason"],
        legal=row["legal"],
        note=row.get("note"),
        source=tuple(row["source"]),
        status=row["status"],
        checked=row["checked"],
    )


def _wrong_place(rules: tuple[Rule, ...], provider_kind: str, care_kind: str) -> str:
    place_fits = any(
        rule.provider_kinds is None or provider_kind in rule.provider_kinds for rule in rules
    )
    if place_fits:
        return CARE_KINDS.get(care_kind, "이런 진료")
    return PROVIDER_KINDS.get(provider_kind, "이런 곳")


def _in_words(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"
