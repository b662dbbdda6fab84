"""Statements and applications → what their templates show. Won as integers, days as ISO strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from webapp import forms
from webapp.config import SEOUL
from webapp.language import N_, names_months
from webapp.law.banks import banks
from webapp.law.calendar import claim_clock
from webapp.refunds.accounts import masked
from webapp.refunds.models import Claim, ClaimEvent
from webapp.refunds.statements import Statement, lapses_after, opens_on
from webapp.simple_auth.models import Authentication
from webapp.simple_auth.presenters import present_session
from webapp.simple_auth.steps import present_steps

Context = dict[str, Any]

KINDS: Mapping[str, str] = {
    "excess": N_("상한액 초과금"),
    "premium": N_("보험료 환급금"),
    "copay": N_("본인부담금 환급금"),
}

# Made up, and says so: nobody's receipts tell of these two kinds.
PRACTICE_ROWS: Mapping[str, int] = {"premium": 43_210, "copay": 12_340}

STATES: Mapping[str, tuple[str, str]] = {
    "upcoming": (N_("발생 예정"), ""),
    "open": (N_("신청 가능"), "good"),
    "applied": (N_("신청함"), "doubt"),
    "automatic": (N_("자동 지급 예정"), "doubt"),
    "paid": (N_("지급됨"), "good"),
    "lapsed": (N_("기한 지남"), ""),
}

STAGES: Mapping[str, tuple[str, str]] = {
    "draft": (N_("적는 중"), ""),
    "received": (N_("모의 접수"), "doubt"),
    "reviewing": (N_("검토 중"), "doubt"),
    "needs_papers": (N_("보완 필요"), "bad"),
    "due": (N_("모의 지급 예정"), "doubt"),
    "paid": (N_("모의 지급됨"), "good"),
    "failed": (N_("모의 지급 실패"), "bad"),
    "cancelled": (N_("취소함"), ""),
}

TRACKER = (N_("모의 접수"), N_("검토"), N_("모의 지급"), N_("마침"))
REACHED: Mapping[str, int] = {
    "received": 0,
    "reviewing": 1,
    "needs_papers": 1,
    "due": 2,
    "failed": 2,
    "paid": 4,  # all of them are done
}

HISTORY: Mapping[str, str] = {
    "agreed": N_("꼭 확인할 것을 읽고 동의했어요"),
    "authenticated": N_("모의 인증을 한 채로 보냈어요"),
    "submitted": N_("모의 신청했어요"),
    "retried": N_("다른 계좌로 다시 보냈어요"),
    "day": N_("하루 지나기를 눌렀어요"),
    "papers": N_("서류를 냈다고 했어요"),
    "cancelled": N_("신청을 취소했어요"),
}


def present_statements(
    statements: Sequence[Statement],
    kind: str,
    authentication: Authentication,
    now: datetime,
    ahead: date | None,
) -> Context:
    """환급금 조회 (S-14). `ahead` is the day that a practice look ahead takes for today."""
    today = ahead or now.date()
    rows = [present_statement(each, today) for each in statements] if kind == "excess" else []
    return {
        "title": _("환급금 조회"),
        "tab": "statements",
        "kind": kind,
        "kind_label": _(KINDS[kind]),
        "kinds": [
            {"id": id, "label": _(label), "chosen": id == kind} for id, label in KINDS.items()
        ],
        "rows": rows,
        "practice": present_made_up(kind, today.year - 1),
        "live": present_session(authentication, now, "/statements"),
        "ahead": ahead.isoformat() if ahead is not None else "",
        "may_look_ahead": ahead is None
        and any(row["state"] == "upcoming" and row["account"] for row in rows),
    }


def present_made_up(kind: str, year: int) -> Context | None:
    """The row of a kind that the app does not work out."""
    if kind not in PRACTICE_ROWS:
        return None
    return {"won": PRACTICE_ROWS[kind], "year": year, "period": period(year)}


def present_statement(statement: Statement, today: date) -> Context:
    year, until = statement.year, statement.until
    label, tone = STATES[statement.state]
    claim = statement.claim
    going_on = claim is not None and not claim.is_sent and statement.state == "open"
    return {
        "id": statement.id,
        "kind": _(KINDS["excess"]),
        "member": {"id": statement.member.id, "name": statement.member.name},
        "year": year,
        "period": period(year),
        **present_amount(statement.lowest, statement.highest),
        "state": statement.state,
        "state_label": _(label),
        "tone": tone,
        "simulated": statement.state in ("applied", "automatic", "paid"),
        "next_year": year + 1,
        "until": until.isoformat() if until is not None and statement.state == "open" else "",
        "days_left": (lapses_after(year) - today).days,
        "claim": {
            "id": claim.id,
            "receipt_no": claim.receipt_no or "",
            "sent_at": told_at(sent_at(claim)),
            **present_stage(claim.standing(today).stage),
        }
        if claim is not None and claim.is_sent and statement.state in ("applied", "paid")
        else None,
        "going_on": going_on,
        "account": present_place(statement.account) if statement.account is not None else None,
        "pays_on": statement.pays_on.isoformat() if statement.pays_on is not None else "",
    }


def present_amount(lowest: int | None, highest: int | None) -> Context:
    """`sum` is "one", "range", or "unknown" for a year that has no table yet."""
    if lowest is None or highest is None:
        return {"sum": "unknown", "lowest": None, "highest": None}
    return {
        "sum": "one" if lowest == highest else "range",
        "lowest": lowest,
        "highest": highest,
    }


def period(year: int) -> str:
    """2023.01~2023.12, or Jan–Dec 2023"""
    if names_months():
        return f"{_('1월')}–{_('12월')} {year}"
    return f"{year}.01~{year}.12"


def present_place(account: Any) -> Context:
    """Where money would go, as far as it is still known."""
    known = banks().get(account.bank)
    return {"bank": known.name if known is not None else "", "number": masked(account.last_four)}


def present_new_claim(
    statement: Statement | None,
    today: date,
    control: Mapping[str, str],
    authenticated: bool,
    values: Mapping[str, Any] | None = None,
    errors: forms.Errors | None = None,
) -> Context:
    """신청 전 확인 (S-15)."""
    found = errors or {}
    labels = {"practice": _("꼭 필요한 동의"), "keep": _("꼭 필요한 동의")}
    kept = forms.kept(values or {})
    return {
        "title": _("신청 전 확인"),
        "tab": "statements",
        "steps": present_steps(0),
        "statement": present_statement(statement, today) if statement is not None else None,
        "authenticated": authenticated,
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "values": {name: kept.get(name, "") for name in ("practice", "keep", "notify")},
        "errors": forms.first(found),
        "summary": forms.summary(found, labels),
    }


def present_claims(claims: Sequence[Claim], names: Mapping[str, str], today: date) -> Context:
    """신청내역 (S-23)."""
    return {
        "title": _("신청내역"),
        "tab": "statements",
        "claims": [present_row(claim, names, today) for claim in claims],
    }


def present_row(claim: Claim, names: Mapping[str, str], today: date) -> Context:
    standing = claim.standing(today)
    return {
        "id": claim.id,
        "receipt_no": claim.receipt_no or "",
        "member": {"id": claim.member_id, "name": names.get(claim.member_id, "")},
        "year": claim.year,
        "period": period(claim.year),
        **present_amount(claim.lowest, claim.highest),
        "stage": standing.stage,
        **present_stage(standing.stage),
        "due_on": standing.due_on.isoformat() if standing.due_on is not None else "",
        "place": present_place(claim),
        "sent_at": told_at(sent_at(claim)),
    }


def present_stage(stage: str) -> Context:
    label, tone = STAGES[stage]
    return {"stage_label": _(label), "tone": tone}


def sent_at(claim: Claim) -> datetime:
    return next((each.at for each in claim.events if each.kind == "submitted"), claim.created_at)


def present_claim(
    claim: Claim, names: Mapping[str, str], control: Mapping[str, str], today: date
) -> Context:
    """One application: where it stands, what was entered and when."""
    standing = claim.standing(today)
    return {
        "title": _("신청내역"),
        "tab": "statements",
        "claim": present_row(claim, names, today),
        "tracker": present_tracker(standing.stage),
        "may": {name: standing.may(name) for name in ("day", "papers", "cancelled", "retried")},
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "history": present_history(claim),
    }


def present_tracker(stage: str) -> list[Context]:
    """The four steps by name, and which of them the application has come to."""
    reached = REACHED.get(stage, -1)
    return [
        {"name": _(name), "done": place < reached, "now": place == reached}
        for place, name in enumerate(TRACKER)
    ]


def present_history(claim: Claim) -> list[Context]:
    """What was entered and pressed, the newest first."""
    rows = [[*same] for _row, same in groupby(reversed(claim.events), row_of)]
    return [present_event(same[0], len(same)) for same in rows]


def row_of(event: ClaimEvent) -> str:
    """Days that were let pass in a row, on one date, are told in one."""
    return told_at(event.at)["day"] if event.kind == "day" else str(event.number)


def present_event(event: ClaimEvent, times: int) -> Context:
    said = event.said or {}
    details = []
    if "bank" in said:
        known = banks().get(said["bank"])
        name = known.name if known is not None else ""
        details.append(
            _("받을 계좌: %(bank)s %(number)s", bank=name, number=masked(said["last_four"]))
        )
    if event.kind == "agreed":
        details.append(_("모의 신청임을 알았어요(필수)"))
        details.append(_("적은 내용을 연습에 써요(필수)"))
        if said.get("notify"):
            details.append(_("알림 받기(선택)"))
    if said.get("standing"):
        details.append(_("지급동의계좌로도 등록(선택)"))
    if said.get("reason"):
        details.append(_("까닭: %(reason)s", reason=said["reason"]))
    what = _(HISTORY[event.kind])
    if times > 1:
        what = _("하루 지나기를 %(days)s번 눌렀어요", days=times)
    return {"what": what, "at": told_at(event.at), "details": details}


def present_done(claim: Claim, names: Mapping[str, str], today: date) -> Context:
    """신청 마침 (S-22)."""
    return {
        "title": _("모의 신청을 마쳤어요"),
        "tab": "statements",
        "steps": present_steps(3),
        "claim": present_row(claim, names, today),
        "tracker": present_tracker("received"),
    }


def present_cancellation(
    claim: Claim,
    names: Mapping[str, str],
    control: Mapping[str, str],
    today: date,
    values: Mapping[str, Any] | None = None,
    errors: forms.Errors | None = None,
) -> Context:
    found = errors or {}
    return {
        "title": _("모의 신청 취소"),
        "tab": "statements",
        "claim": present_row(claim, names, today),
        "may": claim.standing(today).may("cancelled"),
        "control": [{"name": name, "value": text} for name, text in control.items()],
        "values": {"reason": forms.kept(values or {}).get("reason", "")},
        "errors": forms.first(found),
        "summary": forms.summary(found, {"reason": _("까닭")}),
    }


def told_at(moment: datetime) -> Context:
    """A moment as a day and the time on the clock in Seoul."""
    here = moment.astimezone(SEOUL)
    return {"day": here.date().isoformat(), "time": here.strftime("%H:%M")}


def look_ahead(statements: Sequence[Statement]) -> date | None:
    """The day on which what is still to come would have gone to its standing account."""
    waiting = [each for each in statements if each.state == "upcoming" and each.account is not None]
    if not waiting:
        return None
    return max(each.pays_on or opens_on(each.year) for each in waiting)


def present_three_years(year: int, today: date) -> Context:
    """Where the three years stand in which the excess of `year` can be claimed."""
    clock = claim_clock(year, today)
    return {
        "state": clock.state,
        "until": clock.until.isoformat() if clock.until is not None else "",
        "left": clock.days_left,
        "begins": year + 1,
    }
