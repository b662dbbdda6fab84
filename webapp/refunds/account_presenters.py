"""Where an account is entered → what its templates show.

The number stands in these pages and nowhere else: each page posts it on to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.household.models import Member
from webapp.language import N_
from webapp.law.banks import Bank, banks
from webapp.refunds.accounts import REFUSAL_MESSAGES, Account, masked
from webapp.refunds.banks import find_banks, often_used
from webapp.refunds.models import Amounts, Claim
from webapp.refunds.presenters import (
    Context,
    period,
    present_amount,
    present_row,
)
from webapp.simple_auth.steps import present_steps

POSTED_ON = ("bank", "account", "holder", "standing")

# Endings for trying out what can go wrong: (last four digits, what happens).
TRIALS = (
    ("0000", N_("없는 계좌")),
    ("1111", N_("예금주가 달라요")),
    ("2222", N_("해지된 계좌")),
    ("3333", N_("은행 점검 시간")),
    ("4444", N_("보낸 뒤 서류를 더 내라고 해요")),
    ("5555", N_("지급하는 날 계좌가 해지돼 있어요")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an account is entered for: `base` is the address of an application or of a person's
    standing account, `before` that of the page before. `holder` is the name that was authenticated.
    """

    base: str
    before: str
    member: Member
    holder: str
    is_claim: bool = False
    is_retry: bool = False


def labels() -> dict[str, str]:
    return {
        "bank": _("은행"),
        "account": _("계좌번호"),
        "holder": _("예금주"),
        "standing": _("지급동의계좌"),
        "code": _("숫자 세 자리"),
    }


def present_entry(entry: Entry, title: str, values: Mapping[str, Any]) -> Context:
    """What every page of the way shows, and posts on."""
    kept = forms.kept(values)
    posted = {name: kept.get(name, "") for name in POSTED_ON}
    posted["holder"] = entry.holder
    return {
        "title": title,
        "tab": "statements",
        "base": entry.base,
        "before": entry.before,
        "steps": present_steps(2) if entry.is_claim else None,
        "is_claim": entry.is_claim,
        "is_retry": entry.is_retry,
        "member": entry.member.name,
        "member_id": entry.member.id,
        "values": posted,
        "posted": [{"name": name, "value": text} for name, text in posted.items()],
    }


def present_form(
    entry: Entry,
    values: Mapping[str, Any],
    errors: forms.Errors | None = None,
    refusal: str = "",
) -> Context:
    """계좌 적기 (S-20). `refusal` is what the simulated bank said against the account."""
    found = dict(errors or {})
    if refusal:
        found["account"] = [_(REFUSAL_MESSAGES[refusal])]
    bank = banks().get(str(values.get("bank", "")))
    return {
        **present_entry(entry, _("계좌 적기"), values),
        "bank": {"code": bank.code, "name": bank.name, "letter": letter(bank)} if bank else None,
        "errors": forms.first(found),
        "summary": forms.summary(found, labels()),
        "refusal": refusal,
        "trials": [{"ending": ending, "what": _(what)} for ending, what in TRIALS],
    }


def present_banks(entry: Entry, values: Mapping[str, Any], q: str) -> Context:
    """은행 고르기: by a tap, or found by a part of the name or its initial consonants."""
    return {
        **present_entry(entry, _("은행 고르기"), values),
        "q": q,
        "groups": present_groups(q),
    }


def present_groups(q: str) -> list[Context]:
    if q:
        return [{"label": _("찾은 은행"), "banks": tiles(find_banks(q))}]
    often = often_used()
    others = [bank for bank in find_banks("") if not bank.often]
    return [
        {"label": _("자주 쓰는 은행"), "banks": tiles(often)},
        {"label": _("다른 은행"), "banks": tiles(others)},
    ]


def tiles(found: Sequence[Bank]) -> list[Context]:
    return [{"code": bank.code, "name": bank.name, "letter": letter(bank)} for bank in found]


def letter(bank: Bank) -> str:
    """What stands in a bank's tile instead of a logo: the first Korean letter of its name."""
    spoken = bank.name if is_hangul(bank.name[0]) else "".join(bank.aliases) + bank.name
    return next((each for each in spoken if is_hangul(each)), bank.name[0])


def is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"


def present_deposit(
    entry: Entry, account: Account, values: Mapping[str, Any], code: str, typed: str, error: str
) -> Context:
    """1원 확인: `code` is what the simulated bank sends along with one won."""
    found = {"code": [error]} if error else {}
    return {
        **present_entry(entry, _("1원 확인"), values),
        "place": {"bank": account.bank.name, "number": masked(account.last_four)},
        "odd": account.seems_odd,
        "code": code,
        "typed": typed,
        "errors": forms.first(found),
        "summary": forms.summary(found, labels()),
    }


def present_review(
    entry: Entry,
    account: Account,
    values: Mapping[str, Any],
    code: str,
    op_id: str,
    applied: Context | None,
) -> Context:
    """마지막 확인 (S-21). `applied` is what is applied for, if the account is for that."""
    context = present_entry(entry, _("마지막 확인"), values)
    context["posted"] += [{"name": "code", "value": code}, {"name": "op_id", "value": op_id}]
    return {
        **context,
        "once": True,  # sent again, it is the same
        "applied": applied,
        "place": {
            "bank": account.bank.name,
            "number": masked(account.last_four),
            "whole": account.grouped,
        },
        "odd": account.seems_odd,
        "standing": values.get("standing") == "1",
    }


def present_applied(claim: Claim, amounts: Amounts) -> Context:
    """What is applied for, as it would be sent now."""
    return {
        "member": {"id": claim.member_id},
        "year": claim.year,
        "period": period(claim.year),
        **present_amount(*amounts),
        "told": claim.asks_to_be_told,
    }


def present_closed(claim: Claim, member: str, today: date) -> Context:
    """Instead of the form: it was sent already, or there is nothing to apply for."""
    return {
        "title": _("이미 모의 신청했어요") if claim.is_sent else _("지금은 모의 신청할 수 없어요"),
        "tab": "statements",
        "before": "/statements",
        "closed": present_row(claim, {claim.member_id: member}, today),
        "is_sent": claim.is_sent,
    }
