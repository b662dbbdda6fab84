"""Rows → what the receipt templates show. Integers of won, days as ISO strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from webapp.config import SEOUL
from webapp.household.models import Member
from webapp.law import assess as law
from webapp.law import receipt_form
from webapp.law.exclusions import everything, exclusions, why_not
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS
from webapp.receipts.labels import labels, shown
from webapp.receipts.models import Receipt
from webapp.receipts.search import Filter
from webapp.sync.models import AppliedOp
from webapp.sync.synced import TRASH_DAYS
from webapp.templating import short_day, won

Context = dict[str, Any]


def kept_in(receipt: law.Receipt) -> list[str]:
    """Reasons that the person named but the law did not know on that day, in that place."""
    return [
        f"{_(each.label)}: {_(why)}"
        for each in exclusions()
        if receipt.uncounted.get(each.id)
        and (
            why := why_not(
                each.id,
                on=receipt.care_from,
                provider_kind=receipt.provider_kind,
                care_kind=receipt.care_kind,
            )
        )
    ]


def present_warnings(receipt: law.Receipt, patient_total: int | None) -> list[str]:
    return [
        _(warning.message, expected=won(warning.expected or 0))
        for warning in receipt_form.warnings(
            copay=receipt.copay,
            insurer_paid=receipt.insurer_paid,
            full_self_pay=receipt.full_self_pay,
            noncovered=receipt.noncovered,
            advance=receipt.advance,
            patient_total=patient_total,
            care_kind=receipt.care_kind,
        )
    ]


def present_row(receipt: Receipt, names: Mapping[str, str]) -> Context:
    """A receipt as one line of a list."""
    return {
        "id": receipt.id,
        "member": names.get(receipt.member_id, ""),
        "day": receipt.care_from.isoformat(),
        "until": receipt.care_to.isoformat() if receipt.care_to != receipt.care_from else "",
        "days": days_label(receipt.care_from, receipt.care_to),
        "place": receipt.provider_name,
        "kind": _(CARE_KINDS[receipt.care_kind]),
        "counted": receipt.counted,
        "uncounted": receipt.paid - receipt.counted,
        "unverified": bool(receipt.unverified),
        "indemnity": receipt.indemnity_paid is not None,
        "rev": receipt.rev,
    }


def days_label(first: date, last: date) -> str:
    """9월 1일, 9월 1일~30일, 9월 28일~10월 3일"""
    if first == last:
        return short_day(first.isoformat())
    began = {"month": _(f"{first.month}월"), "first": first.day}
    if first.month == last.month:
        return str(_("%(month)s %(first)s일~%(last)s일", **began, last=last.day))
    last_day = short_day(last.isoformat())
    return str(_("%(month)s %(first)s일~%(last_day)s", **began, last_day=last_day))


def present_list(
    rows: Sequence[Receipt],
    more: bool,
    totals: tuple[int, int, int],
    chosen: Filter,
    members: Sequence[Member],
    years: Sequence[int],
    places: Sequence[str] = (),
    *,
    notice: Context | None = None,
    q_error: str = "",
) -> Context:
    names = {member.id: member.name for member in members}
    count, counted, paid = totals
    return {
        "title": _("영수증"),
        "tab": "receipts",
        "months": by_month([present_row(row, names) for row in rows]),
        "count": count,
        "counted": counted,
        "uncounted": paid - counted,
        "first_page": chosen.before is None,
        "more": f"{rows[-1].care_from.isoformat()}.{rows[-1].id}" if more else "",
        "filter": {
            "member": chosen.member,
            "year": str(chosen.year) if chosen.year else "",
            "provider": chosen.provider,
            "q": chosen.q,
            "reason": chosen.reason,
            "reason_label": reason_label(chosen.reason),
            "todo": chosen.todo,
        },
        "filtered": chosen != Filter(before=chosen.before),
        "members": [{"value": member.id, "label": member.name} for member in members],
        "years": [str(year) for year in years],
        "places": present_places(places, chosen.provider),
        "notice": notice,
        "q_error": q_error,
    }


def present_places(places: Sequence[str], chosen: str) -> list[Context]:
    """Places to choose from, where there are several; the chosen one may be none of the last."""
    known = [*places, *([chosen] if chosen and chosen not in places else [])]
    return [{"value": name, "label": name} for name in known] if len(known) > 1 or chosen else []


def by_month(rows: Sequence[Context]) -> list[Context]:
    months: dict[str, list[Context]] = {}
    for row in rows:
        months.setdefault(row["day"][:7], []).append(row)
    return [
        {
            "label": _("%(year)s년 %(month)s", year=month[:4], month=_(f"{int(month[5:])}월")),
            "rows": found,
        }
        for month, found in months.items()
    ]


def reason_label(reason: str) -> str:
    if reason == "advance":
        return str(_("상한액 초과금"))
    return str(_(everything()[reason].label)) if reason in everything() else ""


def present_receipt(
    receipt: Receipt,
    names: Mapping[str, str],
    history: Sequence[AppliedOp],
    today: date,
    *,
    notice: Context | None = None,
) -> Context:
    as_law = receipt.as_law()
    tally = law.tally(as_law)
    row = present_row(receipt, names)
    return {
        "title": _("영수증 한 장"),
        "tab": "receipts",
        "receipt": row,
        "member_id": receipt.member_id,
        "year": receipt.year,
        "provider_kind": _(PROVIDER_KINDS[receipt.provider_kind]),
        "insurance_kind": _(INSURANCE_KINDS[receipt.insurance_kind]),
        "discharged": receipt.discharged,
        "deleted": receipt.deleted_at is not None,
        "days_left": days_left(receipt, today),
        "parts": present_parts(tally),
        "kept_in": kept_in(as_law),
        "warnings": present_warnings(as_law, receipt.patient_total),
        "unverified": receipt.unchecked(),
        "unchecked": present_unchecked(receipt),
        "photographed": was_photographed(receipt, history),
        "copay": receipt.copay,
        "advance": receipt.advance,
        "insurer_paid": receipt.insurer_paid,
        "patient_total": receipt.patient_total,
        "indemnity_paid": receipt.indemnity_paid,
        "receipt_no": receipt.receipt_no,
        "note": receipt.note,
        "history": [present_change(op, receipt, names) for op in history if happened(op)],
        "notice": notice,
    }


def was_photographed(receipt: Receipt, history: Sequence[AppliedOp]) -> bool:
    """Whether it is known to have been read from a photo, which lies on one phone alone."""
    return bool(receipt.unverified) or any(any(op.set.get("unverified", ())) for op in history)


def present_unchecked(receipt: Receipt) -> list[Context]:
    """What was read from a photo and nobody has looked at yet."""
    words = labels()
    return [
        {"label": words[name], "value": shown(name, receipt.read(name), {})}
        for name in receipt.unchecked()
    ]


def present_parts(tally: law.Tally) -> list[Context]:
    """The receipt taken apart: what counts, what does not, and why."""
    words = everything()
    left_out = [
        *tally.uncounted.items(),
        ("other_insurance", tally.other_insurance),
        ("full_self_pay", tally.full_self_pay),
        ("noncovered", tally.noncovered),
    ]
    return [
        {
            "label": _("세는 돈"),
            "won": tally.counted,
            "why": _("급여에서 내가 낸 돈이에요."),
            "counts": True,
        },
        *(
            {
                "label": _(words[id].label),
                "won": won,
                "why": _(words[id].reason),
                "counts": False,
            }
            for id, won in left_out
            if won
        ),
    ]


def days_left(receipt: Receipt, today: date) -> int:
    if receipt.deleted_at is None:
        return 0
    deleted_on = receipt.deleted_at.astimezone(SEOUL).date()
    return max(0, (deleted_on + timedelta(days=TRASH_DAYS) - today).days)


def happened(op: AppliedOp) -> bool:
    """Whether an operation changed anything; a refused one did not."""
    if op.kind != "put" or "deleted" in refused(op):
        return bool(op.result["status"] == "applied")
    return op.result["status"] != "rejected" and bool(op.set.keys() - refused(op))


def refused(op: AppliedOp) -> set[str]:
    """The fields that the operation did not change; "deleted" if it met a tombstone."""
    return {*op.result["conflicts"], *op.result["errors"]}


def present_change(op: AppliedOp, receipt: Receipt, names: Mapping[str, str]) -> Context:
    """One line of the history. A change of the receipt's present value can be taken back."""
    changed = {name: pair for name, pair in op.set.items() if name not in refused(op)}
    made = op.set.get("member_id", ("",))[0] is None
    words = labels()
    return {
        "op_id": op.op_id,
        "day": op.applied_at.astimezone(SEOUL).date().isoformat(),
        "what": {"put": "made" if made else "changed"}.get(op.kind, op.kind),
        "changes": []
        if made
        else [
            {
                "label": words[name],
                "old": shown(name, old, names),
                "new": shown(name, new, names),
            }
            for name, (old, new) in changed.items()
        ],
        "can_revert": op.kind == "put"
        and not made
        and receipt.deleted_at is None
        and all(receipt.read(name) == new for name, (_, new) in changed.items()),
    }


def present_trash(
    receipts: Sequence[Receipt], members: Sequence[Member], names: Mapping[str, str], today: date
) -> Context:
    return {
        "title": _("지운 것"),
        "tab": "receipts",
        "receipts": [
            present_row(receipt, names) | {"days_left": days_left(receipt, today)}
            for receipt in receipts
        ],
        "members": [{"id": member.id, "name": member.name} for member in members],
        "days": TRASH_DAYS,
    }
