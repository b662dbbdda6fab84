"""A stay over 31 December: offered as two receipts, saved together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now
from webapp.household.visits import current_visit, visit_or_404
from webapp.law.receipt_form import split_by_days
from webapp.receipts import form_presenters, models, schemas
from webapp.routes import on
from webapp.sync.op import new_id, new_op_id
from webapp.templating import page, to

bp = Blueprint("receipt_split", __name__)

PREFIXES = ("first-", "second-")
CONTROL = ("first_op", "second_op", "first_id", "second_id")


def split_page(typed: Mapping[str, str], first_id: str) -> Response:
    """A stay over 31 December: offered as two receipts, the amounts shared out by days.

    The first half gets the id that the form had, and so the photo of it.
    """
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
    return show_split(halves, typed, new_split_control() | {"first_id": first_id}, None)


def new_split_control() -> dict[str, str]:
    return {name: new_op_id() for name in ("first_op", "second_op")} | {
        name: new_id() for name in ("first_id", "second_id")
    }


def show_split(
    halves: Any, typed: Mapping[str, str], control: Mapping[str, str], errors: forms.Errors | None
) -> Response:
    visit = current_visit()
    member = visit.member(typed.get("member_id", "")) if visit is not None else None
    context = form_presenters.present_split(
        halves, typed, member.name if member else "", control=control, errors=errors
    )
    return page("split_receipt", context, 422)


@on(bp, "split_receipt")
def split_receipt() -> Response:
    """Save both halves of a stay over 31 December."""
    form = forms.posted(CONTROL)
    halves = [part_of(form.values, prefix) for prefix in PREFIXES]
    same = {name: text for name, text in form.values.items() if not name.startswith(PREFIXES)}
    if not all("care_from" in half and "care_to" in half for half in halves):
        abort(400)
    control = {name: form.id(name) or new for name, new in new_split_control().items()}
    first, second = halves
    checked = [
        schemas.check_receipt({**same, **first, "discharged": ""}, now()),  # the stay went on
        schemas.check_receipt({**same, **second}, now()),
    ]
    errors = {
        f"{prefix}{name}" if name in half else name: messages
        for prefix, half, (_values, found) in zip(PREFIXES, halves, checked, strict=True)
        for name, messages in found.items()
    } | form.errors
    typed = {**same, **{name: "0" for half in halves for name in half}}
    if errors:
        return show_split(halves, typed, control, errors)
    ops = [
        models.new_receipt(
            control[f"{which}_id"],
            {**values, "separate": True},  # two halves that were looked at side by side
            control[f"{which}_op"],
        )
        for which, (values, _errors) in zip(("first", "second"), checked, strict=True)
    ]
    visit = visit_or_404()
    if any(visit.said_otherwise(op) for op in ops):
        told = {"": [_("이미 두 장으로 저장했어요. 고칠 것은 영수증 목록에서 고쳐 주세요.")]}
        return show_split(halves, typed, control, told)
    for result in visit.save(ops, now()):
        if result.status != "applied":
            return show_split(halves, typed, new_split_control(), dict(result.errors))
    return to("receipts.receipts", member=same.get("member_id"), saved=ops[1].id, also=ops[0].id)


def part_of(values: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The fields of one half, without its prefix."""
    return {
        name.removeprefix(prefix): text for name, text in values.items() if name.startswith(prefix)
    }
