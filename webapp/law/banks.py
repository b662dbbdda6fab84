"""Banks at which a refund account may be, and how long their account numbers were seen to be.

Data and sources: `data/banks.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from webapp.law.rulebook import read


@dataclass(frozen=True, slots=True)
class Bank:
    """`code` has three digits; `lengths` are numbers of digits, empty where none is known."""

    code: str
    name: str
    aliases: tuple[str, ...]
    lengths: tuple[int, ...]
    often: bool

    def seems_odd(self, digits: str) -> bool:
        """Whether no account number of this length was seen there: a hint, never a refusal."""
        return bool(self.lengths) and len(digits) not in self.lengths


@cache
def banks() -> Mapping[str, Bank]:
    """Every bank by its code, in the order of the data."""
    return MappingProxyType(
        {
            row["code"]: Bank(
                code=row["code"],
                name=row["name"],
                aliases=tuple(row["aliases"]),
                lengths=tuple(row["lengths"]),
                often=row["often"],
            )
            for row in read("banks")["bank"]
        }
    )


@cache
def account_digits() -> range:
    """The numbers of digits that an account number may have."""
    rule = read("banks")["account"]
    return range(rule["fewest_digits"], rule["most_digits"] + 1)
