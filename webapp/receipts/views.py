"""Receipts: list, form, one, trash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.errors import MESSAGES
from webapp.extensions import db
from webapp.household.models import Member, Visit
from webapp.household.visits import current_visit, visit_or_404
from webapp.law.receipt_form import split_by_days
from webapp.receipts import models, presenters, schemas
from webapp.receipts.models import Filter, Receipt
from webapp.routes import on
from webapp.security import looks_like_resident_number
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE
from webapp.sync.op import Op, Result, new_id, new_op_id
from webapp.templating import page

bp = Blueprint("receipts", __name__)

CONTROL = ("id", "op_id", "was", "then", "confirm_twin", "confirm_amount")


@on(bp, "receipts")
def index() -> Response:
    q = forms.asked("q")
    refused = looks_like_resident_number(q)
    chosen = Filter(
        member=forms.asked("member"),
        year=forms.asked_year(),
        provider=forms.asked("provider"),
        q="" if refused else q,
        reason=known_reason(forms.asked("reason")),
        before=cursor(forms.asked("before")),
    )
    visit = current_visit()
    if visit is None:
        context = presenters.present_list((), False, (0, 0, 0), chosen, (), ())
    else:
        rows, more = chosen.page(visit.household_id)
        context = presenters.present_list(
            rows,
            more,
            chosen.totals(visit.household_id),
            chosen,
            visit.members(),
            models.years_with_receipts(visit.household_id),
            notice=notice(visit),
            q_error=RESIDENT_NUMBER_MESSAGE if refused else "",
        )
    return page("receipts", context, 422 if refused else 200)


def known_reason(text: str) -> str:
    return text if presenters.reason_label(text) else ""


def cursor(text: str) -> tuple[date, str] | None:
    """Where the next page begins: the day and id of the last row shown."""
    day, _, receipt_id = text.partition(".")
    try:
        return date.fromisoformat(day), receipt_id
    except ValueError:
        return None


def notice(visit: Visit) -> dict[str, Any] | None:
    """What has just happened to a receipt, told once on the page that follows."""
    for what in ("saved", "deleted", "restored"):
        receipt = Receipt.find(visit.household_id, forms.asked(what))
        if receipt is not None and (what == "deleted") == (receipt.deleted_at is not None):
            names = {member.id: member.name for member in visit.members()}
            return {"what": what, "receipt": presenters.present_row(receipt, names)}
    return None


@on(bp, "new_receipt")
def new_receipt() -> Response:
    visit = current_visit()
    members = visit.members() if visit is not None else ()
    if not members:
        return to("household.new_member", then="receipt")
    values: dict[str, Any] = {"member_id": chosen_member(members), "insurance_kind": "health"}
    copied = Receipt.find(visit.household_id, forms.asked("copy")) if visit else None
    if copied is not None:
        values = {name: copied.read(name) for name in Receipt.fields} | {
            "care_from": "",
            "care_to": "",
            "receipt_no": "",
        }
    return form_page(values, new_control(), action=url_for("receipts.create_receipt"))


def chosen_member(members: Any) -> str:
    """The person asked for, or the only one there is."""
    wanted = forms.asked("member")
    known = {member.id for member in members}
    if wanted in known:
        return wanted
    return members[0].id if len(known) == 1 else ""


def new_control() -> dict[str, str]:
    return {"id": new_id(), "op_id": new_op_id()}


def form_page(
    values: Mapping[str, Any],
    control: Mapping[str, str],
    *,
    action: str,
    errors: forms.Errors | None = None,
    question: dict[str, Any] | None = None,
    status: int = 200,
    notice: str = "",
) -> Response:
    visit = current_visit()
    context = presenters.present_form(
        values,
        visit.members() if visit is not None else (),
        models.provider_names(visit.household_id) if visit is not None else (),
        action=action,
        control=control,
        errors=errors,
        question=question,
        notice=notice,
    )
    return page("edit_receipt" if "was" in control else "new_receipt", context, status)


@on(bp, "receipt_preview")
def preview() -> Response:
    """The live footer of the form: what counts of the amounts typed so far."""
    typed = forms.posted(CONTROL).values
    return page("receipt_preview", {"preview": presenters.present_preview(typed)})


@on(bp, "create_receipt")
def create_receipt() -> Response:
    form = forms.posted(CONTROL)
    control = {"id": form.id("id") or new_id(), "op_id": form.id("op_id") or new_op_id()}
    return submit(form, control, None)


@on(bp, "edit_receipt")
def edit_receipt(receipt_id: str) -> Response:
    receipt = receipt_or_404(receipt_id)
    values = receipt.values()
    return form_page(
        values,
        {"op_id": new_op_id(), "was": presenters.to_json(values)},
        action=url_for("receipts.update_receipt", receipt_id=receipt.id),
    )


@on(bp, "update_receipt")
def update_receipt(receipt_id: str) -> Response:
    form = forms.posted(CONTROL)
    receipt = receipt_or_404(receipt_id)
    was = form.control.get("was") or presenters.to_json(receipt.values())
    return submit(form, {"op_id": form.id("op_id") or new_op_id(), "was": was}, receipt)


def submit(form: forms.Form, control: dict[str, str], receipt: Receipt | None) -> Response:
    """Check, ask what must be asked, save; or show the form again with all that was typed."""
    action = (
        url_for("receipts.create_receipt")
        if receipt is None
        else url_for("receipts.update_receipt", receipt_id=receipt.id)
    )
    values, errors = schemas.check_receipt(form.values, now())
    errors = {**errors, **form.errors}
    if (
        receipt is None
        and schemas.crosses_year(errors)
        and form.values.get("care_kind") == "inpatient"
    ):
        return split_page(form.values)
    if errors:
        return form_page(form.values, control, action=action, errors=errors, status=422)
    try:
        asked = question(form, values, control.get("id") or (receipt.id if receipt else ""))
        if asked is not None:
            return form_page(form.values, control, action=action, question=asked, status=422)
        return save(form, values, control, action, receipt)
    except OperationalError:
        return unsaved(form.values, control, action)


def question(form: forms.Form, values: Mapping[str, Any], but: str) -> dict[str, Any] | None:
    """A twin or a suspicious amount, unless the person has answered already."""
    visit = current_visit()
    if visit is None:
        return None
    if not form.ticked("confirm_twin"):
        twin = models.twin_of(visit.household_id, values, but)
        if twin is not None:
            return presenters.present_question("twin", receipt=presenters.present_row(twin, {}))
    if not form.ticked("confirm_amount"):
        usual = models.usual_most(visit.household_id, values, but)
        if usual is not None:
            return presenters.present_question(
                "amount",
                copay=values["copay"],
                tenth=values["copay"] // 10,
                usual=usual,
                confirm_twin=form.ticked("confirm_twin"),
            )
    return None


def save(
    form: forms.Form,
    values: Mapping[str, Any],
    control: dict[str, str],
    action: str,
    receipt: Receipt | None,
) -> Response:
    visit = current_visit()
    if visit is None:
        missing = {"member_id": ["누구의 영수증인지 골라 주세요."]}
        return form_page(form.values, control, action=action, errors=missing, status=422)
    if receipt is None:
        op = models.new_receipt(control["id"], values, control["op_id"])
    else:
        op = receipt.edit(form.seen(), values, control["op_id"])
    result = visit.save([op], now())[0]
    if result.status == "rejected":
        return form_page(
            form.values, control, action=action, errors=dict(result.errors), status=422
        )
    if result.status == "conflict":
        return conflict_page(form, op, result, action)
    if form.control.get("then") == "another":
        return to("receipts.new_receipt", member=values["member_id"], saved=op.id)
    if receipt is not None:
        return to("receipts.receipt", receipt_id=op.id, saved=op.id)
    year = values["care_from"][:4]
    return to("receipts.receipts", member=values["member_id"], year=year, saved=op.id)


def conflict_page(form: forms.Form, op: Op, result: Result, action: str) -> Response:
    """Somebody changed the same field meanwhile: show both values and let the person choose."""
    present = Receipt.find(visit_or_404().household_id, op.id)
    if present is None or "deleted" in result.conflicts:
        errors = {
            "": ["그 사이 다른 휴대전화에서 지운 영수증이에요. ‘지운 것’에서 되살릴 수 있어요."]
        }
        return form_page(form.values, {**form.control}, action=action, errors=errors, status=422)
    errors = {
        name: [
            f"그 사이 ‘{presenters.shown(name, theirs)}’(으)로 바뀌었어요. "
            "남길 것을 적고 다시 저장해 주세요."
        ]
        for name, (theirs, _mine) in result.conflicts.items()
    }
    control = {"op_id": new_op_id(), "was": presenters.to_json(present.values())}
    return form_page(form.values, control, action=action, errors=errors, status=422)


def unsaved(values: Mapping[str, Any], control: Mapping[str, str], action: str) -> Response:
    """The database is locked or gone: the form again, with everything that was typed."""
    db.session.rollback()
    title, body = MESSAGES[503]
    try:
        return form_page(values, control, action=action, notice=f"{title}. {body}", status=503)
    except OperationalError:
        db.session.rollback()
        context = presenters.present_form(
            values, (), (), action=action, control=control, notice=f"{title}. {body}"
        )
        return page("new_receipt", context, 503)


def split_page(
    typed: Mapping[str, str],
    errors: forms.Errors | None = None,
    control: Mapping[str, str] | None = None,
) -> Response:
    """A stay over 31 December: offered as two receipts, the amounts shared out by days."""
    amounts = {
        name: schemas.won_or_none(typed.get(name)) or 0
        for name in (*schemas.AMOUNTS, *schemas.UNCOUNTED)
    }
    care_from, care_to = (
        schemas.day_or_none(typed["care_from"]),
        schemas.day_or_none(typed["care_to"]),
    )
    assert care_from is not None
    assert care_to is not None
    halves = [
        {
            "care_from": part.care_from.isoformat(),
            "care_to": part.care_to.isoformat(),
            **part.amounts,
        }
        for part in split_by_days(care_from, care_to, amounts)
    ]
    return show_split(halves, typed, control or new_split_control(), errors)


def new_split_control() -> dict[str, str]:
    return {name: new_op_id() for name in ("first_op", "second_op")} | {
        name: new_id() for name in ("first_id", "second_id")
    }


def show_split(
    halves: Any, typed: Mapping[str, str], control: Mapping[str, str], errors: forms.Errors | None
) -> Response:
    visit = current_visit()
    member = visit.member(typed.get("member_id", "")) if visit is not None else None
    context = presenters.present_split(
        halves, typed, member.name if member else "", control=control, errors=errors
    )
    return page("split_receipt", context, 422)


@on(bp, "split_receipt")
def split_receipt() -> Response:
    """Save both halves of a stay over 31 December, or neither."""
    form = forms.posted(("first_op", "second_op", "first_id", "second_id"))
    same = {
        name: text
        for name, text in form.values.items()
        if not name.startswith(("first-", "second-"))
    }
    halves, errors, checked = [], dict(form.errors), []
    for prefix in ("first-", "second-"):
        half = {
            name.removeprefix(prefix): text
            for name, text in form.values.items()
            if name.startswith(prefix)
        }
        values, found = schemas.check_receipt({**same, **half}, now())
        errors |= {f"{prefix}{name}" if name else "": found[name] for name in found}
        halves.append(half)
        checked.append(values)
    control = {name: form.id(name) or new for name, new in new_split_control().items()}
    if errors:
        typed = {**same, **{name: "0" for half in halves for name in half}}
        return show_split(halves, typed, control, errors)
    visit = visit_or_404()
    ops = [
        models.new_receipt(control[f"{which}_id"], values, control[f"{which}_op"])
        for which, values in zip(("first", "second"), checked, strict=True)
    ]
    for result in visit.save(ops, now()):
        if result.status != "applied":
            return show_split(halves, same, control, dict(result.errors))
    return to("receipts.receipts", member=same.get("member_id"), saved=ops[1].id)


@on(bp, "receipt")
def receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id, deleted=True)
    visit = visit_or_404()
    member = Member.find(visit.household_id, found.member_id)
    told = {"what": "changed"} if "changed" in request.args else notice(visit)
    context = presenters.present_receipt(found, member, found.history(), today(), notice=told)
    return page("receipt", context)


@on(bp, "delete_receipt")
def delete_receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id)
    base = request.form.get("base", type=int)
    result = visit_or_404().save([found.deletion(base)], now())[0]
    if result.status == "conflict":
        return to("receipts.receipt", receipt_id=receipt_id, changed=1)
    return to("receipts.receipts", deleted=receipt_id)


@on(bp, "restore_receipt")
def restore_receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id, deleted=True)
    visit_or_404().save([found.restoration()], now())
    return to("receipts.receipts", restored=receipt_id)


@on(bp, "discharge")
def discharge(receipt_id: str) -> Response:
    """The person has left the nursing hospital on the last day of this receipt, or not yet."""
    found = receipt_or_404(receipt_id)
    left = request.form.get("discharged", "1") == "1"
    visit_or_404().save(
        [found.edit({"discharged": found.discharged}, {"discharged": left}, None)], now()
    )
    return to("shell.stays", member_id=found.member_id, year=found.year)


@on(bp, "revert_receipt")
def revert_receipt(receipt_id: str) -> Response:
    """Take one change of the history back."""
    found = receipt_or_404(receipt_id)
    change = next((op for op in found.history() if op.op_id == request.form.get("op_id")), None)
    if change is None:
        raise NotFound
    before = {name: old for name, (old, _) in change.set.items()}
    after = {name: new for name, (_, new) in change.set.items()}
    visit_or_404().save([found.edit(after, before, None)], now())
    return to("receipts.receipt", receipt_id=receipt_id)


@on(bp, "trash")
def trash() -> Response:
    visit = visit_or_404()
    gone = visit.deleted_members(now())
    names = {member.id: member.name for member in (*visit.members(), *gone)}
    receipts = models.in_trash(visit.household_id, now())
    return page("trash", presenters.present_trash(receipts, gone, names, today()))


def receipt_or_404(receipt_id: str, *, deleted: bool = False) -> Receipt:
    found = Receipt.find(visit_or_404().household_id, receipt_id)
    if found is None or (found.deleted_at is not None and not deleted) or found.is_gone(now()):
        raise NotFound
    return found


def to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]
