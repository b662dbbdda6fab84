"""An account as it is typed, checked and forgotten. Its number never leaves the request.

What may stay is the bank, the last four digits, and a hash under a key that only the person's
own browser has: without that browser nobody, the server included, can try numbers against it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.language import N_
from webapp.law.banks import Bank, account_digits, banks

PRACTICE_BANK, PRACTICE_NUMBER = "088", "000-000-005678"

# What the simulated bank answers, by the last four digits.
REFUSALS: Mapping[str, str] = {
    "0000": "missing",
    "1111": "another_holder",
    "2222": "closed",
    "3333": "maintenance",
}
REFUSAL_MESSAGES: Mapping[str, str] = {
    "missing": N_("계좌를 찾지 못했어요. 번호를 다시 봐 주세요."),
    "another_holder": N_("예금주 이름이 달라요. 본인 계좌만 돼요."),
    "closed": N_("해지된 계좌예요. 다른 계좌를 적어 주세요."),
    "maintenance": N_(
        "은행이 점검 중이에요(23:50~00:30). 조금 뒤에 다시 하거나 다른 은행을 골라 주세요."
    ),
    "failed_before": N_("지급에 실패한 그 계좌예요. 다른 계좌를 적어 주세요."),
}

# What goes wrong later, by the last four digits: see the courses in `stages.py`.
COURSES: Mapping[str, str] = {"4444": "papers", "5555": "closes"}


@dataclass(frozen=True, slots=True)
class Account:
    """A bank and the digits of an account there. `repr` keeps the digits to itself."""

    bank: Bank
    digits: str = field(repr=False)

    @classmethod
    def of(cls, bank: str, digits: str) -> Account | None:
        """None for a bank that there is not, and for what cannot be an account number."""
        known = banks().get(bank)
        sound = digits.isascii() and digits.isdecimal() and len(digits) in account_digits()
        return cls(known, digits) if known is not None and sound else None

    @property
    def last_four(self) -> str:
        return self.digits[-4:]

    @property
    def grouped(self) -> str:
        """The whole number in groups of four, as one reads it back."""
        return "-".join(self.digits[at : at + 4] for at in range(0, len(self.digits), 4))

    @property
    def refusal(self) -> str:
        """What the simulated bank says against it; empty if nothing."""
        return REFUSALS.get(self.last_four, "")

    @property
    def ending(self) -> str:
        """Which course an application with it takes: "papers", "closes", or the usual one."""
        return COURSES.get(self.last_four, "")

    @property
    def seems_odd(self) -> bool:
        return self.bank.seems_odd(self.digits)

    def hash(self, key: str) -> str:
        """Tells the same account again, to the browser that holds `key`."""
        return self.keyed(key, "account")

    def deposit_code(self, key: str) -> str:
        """The three digits that the simulated bank sends along with one won."""
        return f"{int(self.keyed(key, 'deposit'), 16) % 1000:03}"

    def keyed(self, key: str, purpose: str) -> str:
        said = f"{purpose} {self.bank.code} {self.digits}"
        return hmac.digest(key.encode(), said.encode(), "sha256").hex()


def masked(last_four: str) -> str:
    """***-***-1234"""
    return f"***-***-{last_four}"
