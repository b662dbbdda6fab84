"""Finding a bank by a part of its name or by its initial consonants."""

from __future__ import annotations

from webapp.law.banks import Bank, banks
from webapp.receipts.models import initials
from webapp.receipts.search import is_initial


def often_used() -> list[Bank]:
    return [bank for bank in banks().values() if bank.often]


def find_banks(q: str) -> list[Bank]:
    """Banks called so: ㅅㅎ finds 신한은행, 카뱅 카카오뱅크. Every bank for an empty question."""
    wanted = "".join(q.split()).casefold()
    return [bank for bank in banks().values() if any(fits(name, wanted) for name in names(bank))]


def names(bank: Bank) -> tuple[str, ...]:
    return bank.name, *bank.aliases


def fits(name: str, wanted: str) -> bool:
    """Whether `name` holds `wanted`, a lone consonant standing for any syllable it begins."""
    flat = "".join(name.split()).casefold()
    return any(
        all(stands_for(letter, flat[at + place]) for place, letter in enumerate(wanted))
        for at in range(len(flat) - len(wanted) + 1)
    )


def stands_for(letter: str, meant: str) -> bool:
    return initials(meant) == letter if is_initial(letter) else meant == letter
