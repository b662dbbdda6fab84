"""The form: new, edit, what it counts so far, and saving it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.errors import note_unavailable, told
from webapp.household.visits import current_visit, visit_or_404
from webapp.law.kinds import CARE_KINDS, PROVIDER_KINDS
from webapp.receipts import doubts, form_presenters, models, presenters, schemas, search
from webapp.receipts.labels import shown
from webapp.receipts.models import Receipt
from webapp.receipts.split_views import split_page
from webapp.receipts.views import receipt_or_404
from webapp.routes import on
from webapp.sync.op import Op, Result, new_id, new_op_id
from webapp.templating import page, to

bp = Blueprint("receipt_form", __name__)

CONTROL = (
    *("id", "op_id", "was", "then", "then_asked"),
    *("confirm_twin", "confirm_amount", "correct_amount", "verified"),
)


@on(bp, "new_receipt")
def new_receipt() -> Response:
    visit = current_visit()
    members = visit.members() if visit is not None else ()
    if not members:
        return to("household.new_member", then="receipt")
    values: dict[str, Any] = {
        "member_id": chosen_member(members),
        "insurance_kind": "health",
        **chosen_kinds(),
    }
    copied = Receipt.find(visit.household_id, forms.asked("copy")) if visit else None
    if copied is not None and copied.deleted_at is None:
        stay = copied.care_kind == "inpatient"
        values = copied.once_more("" if stay else today().isoformat())  # most often of that day
    saved = Receipt.find(visit.household_id, forms.asked("saved")) if visit else None
    return form_page(
        values,
        new_control(),
        action=url_for("receipt_form.create_receipt"),
        saved=presenters.present_row(saved, {}) if saved is not None else None,
        again=copied is None,
    )


def chosen_member(members: Any) -> str:
    """The person asked for, or the only one there is."""
    wanted = forms.asked("member")
    known = {member.id for member in members}
    if wanted in known:
        return wanted
    return members[0].id if len(known) == 1 else ""


def chosen_kinds() -> dict[str, str]:
    """The kinds of place and of care asked for, as 입원일 세기 does for a stay."""
    known = {"provider_kind": PROVIDER_KINDS, "care_kind": CARE_KINDS}
    return {name: kind for name in known if (kind := forms.asked(name)) in known[name]}


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
    saved: dict[str, Any] | None = None,
    again: bool = False,
) -> Response:
    """`again` offers to write down a visit like one of the last ones."""
    visit = current_visit()
    context = form_presenters.present_form(
        values,
        visit.members() if visit is not None else (),
        search.visited(visit.household_id) if visit is not None else (),
        action=action,
        control=control,
        errors=errors,
        question=question,
        notice=notice,
    )
    editing = "was" in control
    days = [] if editing else form_presenters.present_days(today())
    context |= {"saved": saved, "again": again, "day": "", "days": days}
    return page("edit_receipt" if editing else "new_receipt", context, status)


@on(bp, "receipt_preview")
def preview() -> Response:
    """The live footer of the form: what counts of the amounts typed so far."""
    typed = forms.posted(CONTROL).values
    return page("receipt_preview", {"preview": form_presenters.present_preview(typed)})


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
        {"op_id": new_op_id(), "was": form_presenters.to_json(values)},
        action=url_for("receipt_form.update_receipt", receipt_id=receipt.id),
    )


@on(bp, "update_receipt")
def update_receipt(receipt_id: str) -> Response:
    form = forms.posted(CONTROL)
    receipt = receipt_or_404(receipt_id, deleted=True)
    form.control.setdefault("was", form_presenters.to_json(receipt.values()))
    control = {"op_id": form.id("op_id") or new_op_id(), "was": form.control["was"]}
    return submit(form, control, receipt)


def submit(form: forms.Form, control: dict[str, str], receipt: Receipt | None) -> Response:
    """Check, ask what must be asked, save; or show the form again with all that was typed."""
    action = (
        url_for("receipt_form.create_receipt")
        if receipt is None
        else url_for("receipt_form.update_receipt", receipt_id=receipt.id)
    )
    if meant := form.control.get("correct_amount"):
        form.values["copay"] = meant
    values, errors = schemas.check_receipt(form.values, now())
    errors = {**errors, **form.errors}
    if receipt is None and form.values.get("care_kind") == "inpatient":
        if schemas.crosses_year(errors):
            return split_page(form.values, control["id"])
        errors = schemas.besides_new_year(errors)  # it is offered as two, once the rest is right
    if errors:
        return form_page(form.values, control, action=action, errors=errors, status=422)
    known = receipt is not None and receipt.separate
    values["separate"] = known or form.ticked("confirm_twin")
    if form.ticked("verified"):
        values["unverified"] = ""
    try:
        asked = question(form, values, control.get("id") or (receipt.id if receipt else ""))
        if asked is not None:
            waiting = {**control, "then_asked": form.control.get("then", "")}
            return form_page(form.values, waiting, action=action, question=asked, status=422)
        return save(form, values, control, action, receipt)
    except OperationalError as error:
        return unsaved(error, form.values, control, action)


def question(form: forms.Form, values: Mapping[str, Any], but: str) -> dict[str, Any] | None:
    """A twin or a suspicious amount, unless the person has answered already."""
    visit = current_visit()
    if visit is None:
        return None
    if not values["separate"]:
        twin = doubts.twin_of(visit.household_id, values, but)
        if twin is not None:
            return twin_question(twin, but)
    if not form.ticked("confirm_amount"):
        usual = doubts.usual_most(visit.household_id, values, but)
        if usual is not None:
            return form_presenters.present_question(
                "amount",
                copay=values["copay"],
                tenth=doubts.without_a_zero(values["copay"], usual),
                usual=usual,
            )
    return None


def twin_question(twin: Receipt, own: str) -> dict[str, Any]:
    """`own` is the id of the paper that may be the same: what the phone has of it goes with it."""
    row = presenters.present_row(twin, {})
    return form_presenters.present_question("twin", receipt=row, own=own)


def save(
    form: forms.Form,
    values: Mapping[str, Any],
    control: dict[str, str],
    action: str,
    receipt: Receipt | None,
) -> Response:
    visit = current_visit()
    if visit is None:
        missing = {"member_id": [_("누구의 영수증인지 골라 주세요.")]}
        return form_page(form.values, control, action=action, errors=missing, status=422)
    if receipt is None:
        op = models.new_receipt(control["id"], values, control["op_id"])
    else:
        op = receipt.edit(form.seen(), values, control["op_id"])
    if visit.said_otherwise(op):
        return saved_before(form, op)
    result = visit.save([op], now())[0]
    if result.status == "conflict":
        return conflict_page(form, op, result, action)
    if result.status == "rejected":
        again = {**control, "op_id": new_op_id()}
        errors = dict(result.errors)
        return form_page(form.values, again, action=action, errors=errors, status=422)
    then = {form.control.get("then"), form.control.get("then_asked")}
    if "another" in then:
        return to("receipt_form.new_receipt", member=values["member_id"], saved=op.id)
    if "scan" in then:
        return to("scan.scan", member=values["member_id"], day=values["care_from"], saved=op.id)
    if receipt is not None:
        return to("receipts.receipt", receipt_id=op.id, saved=op.id)
    year = values["care_from"][:4]
    return to("receipts.receipts", member=values["member_id"], year=year, saved=op.id)


def saved_before(form: forms.Form, op: Op) -> Response:
    """The same form again with other values: somebody went back to correct what is saved."""
    present = Receipt.find(visit_or_404().household_id, op.id)
    if present is None:
        raise NotFound
    return form_page(
        form.values,
        {"op_id": new_op_id(), "was": form_presenters.to_json(present.values())},
        action=url_for("receipt_form.update_receipt", receipt_id=op.id),
        errors={"": [_("이미 저장한 영수증이에요. 고친 대로 바꾸려면 한 번 더 저장해 주세요.")]},
        status=422,
    )


def conflict_page(form: forms.Form, op: Op, result: Result, action: str) -> Response:
    """Somebody changed the same field meanwhile: show both values and let the person choose."""
    visit = visit_or_404()
    if double := result.conflicts.get("double"):
        twin = Receipt.find(visit.household_id, str(double[0]))
        waiting = {"id": op.id, "op_id": new_op_id(), "then_asked": form.control.get("then", "")}
        asked = twin_question(twin, op.id) if twin is not None else None
        return form_page(form.values, waiting, action=action, question=asked, status=422)
    present = Receipt.find(visit.household_id, op.id)
    if present is None or "deleted" in result.conflicts:
        control = {"op_id": new_op_id(), "was": form.control.get("was", "")}
        errors = {"": [_("그 사이 지운 영수증이에요. ‘지운 것’에서 되살린 뒤 저장해 주세요.")]}
    else:
        control = {"op_id": new_op_id(), "was": form_presenters.to_json(present.values())}
        names = visit.names(now())
        errors = {
            name: [
                _(
                    "그 사이 ‘%(value)s’(으)로 바뀌었어요. 남길 것을 적고 다시 저장해 주세요.",
                    value=shown(name, theirs, names),
                )
            ]
            for name, (theirs, _mine) in result.conflicts.items()
        }
    return form_page(form.values, control, action=action, errors=errors, status=422)


def unsaved(
    error: OperationalError, values: Mapping[str, Any], control: Mapping[str, str], action: str
) -> Response:
    """The database takes no writes: the form again, with everything that was typed.

    If it cannot even be read, the error handler shows its own page, with everything too.
    """
    note_unavailable(error)
    notice = ". ".join(told(503))
    return form_page(values, control, action=action, notice=notice, status=503)
