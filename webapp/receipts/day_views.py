"""Like that day: all visits of one day, hospital, clinic and pharmacy, written down once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now, today
from webapp.household.visits import visit_or_404
from webapp.receipts import form_presenters, models, schemas, search
from webapp.receipts.models import Receipt
from webapp.receipts.views import receipt_or_404
from webapp.routes import on
from webapp.sync.op import new_id, new_op_id
from webapp.templating import page, to

bp = Blueprint("receipt_day", __name__)

# Fields of the page, each with the id of the receipt that is written once more.
TAKE, ID, OP = "take-", "id-", "op-"


@on(bp, "that_day")
def that_day(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id)
    rows = search.on_day(found.household_id, found.member_id, found.care_from)
    day = today().isoformat()
    known = already(found, rows, day)
    return day_page(found, rows, day, set(ids_of(rows)) - known, new_control(rows), known=known)


@on(bp, "like_that_day")
def like_that_day(receipt_id: str) -> Response:
    """Save those that are ticked, on the day that is typed."""
    found = receipt_or_404(receipt_id)
    rows = search.on_day(found.household_id, found.member_id, found.care_from)
    control = new_control(rows)
    form = forms.posted([*control, *(TAKE + row.id for row in rows)])
    control = {name: form.id(name) or new for name, new in control.items()}
    taken = [row for row in rows if form.ticked(TAKE + row.id)]
    day = form.values.get("care_from", "")
    checked = {
        row.id: schemas.check_receipt({**row.once_more(), **form.values}, now()) for row in taken
    }
    errors = dict(form.errors)
    for _values, refused in checked.values():
        errors |= refused
    if not taken:
        errors = {"": [_("적을 영수증을 골라 주세요.")]}
    ids = set(ids_of(taken))
    if errors:
        return day_page(found, rows, day, ids, control, errors=errors, status=422)
    known = already(found, rows, day, but=[control[ID + id] for id in ids]) & ids
    ops = [
        models.new_receipt(control[ID + row.id], checked[row.id][0], control[OP + row.id])
        for row in taken
    ]
    visit = visit_or_404()
    if known or any(visit.said_otherwise(op) for op in ops):
        return day_page(found, rows, day, ids - known, new_control(rows), known=known, status=422)
    results = dict(zip(ids_of(taken), visit.save(ops, now()), strict=True))
    if any(result.status != "applied" for result in results.values()):
        for result in results.values():
            errors |= result.errors
        known = {id for id, result in results.items() if result.status != "rejected"}
        left = set(results) - known
        again = new_control(rows)
        return day_page(found, rows, day, left, again, errors=errors, known=known, status=422)
    year = checked[taken[0].id][0]["care_from"]
    return to(
        "receipts.receipts",
        member=found.member_id,
        year=str(year)[:4],
        saved=ops[-1].id,
        also=",".join(op.id for op in ops[:-1]) or None,
    )


def ids_of(rows: Iterable[Receipt]) -> list[str]:
    return [row.id for row in rows]


def new_control(rows: Sequence[Receipt]) -> dict[str, str]:
    """What makes pressing twice save once: an id and an operation for each that is written."""
    control: dict[str, str] = {}
    for row in rows:
        control |= {ID + row.id: new_id(), OP + row.id: new_op_id()}
    return control


def already(
    found: Receipt, rows: Sequence[Receipt], day: str, but: Collection[str] = ()
) -> set[str]:
    """Which of them stand on `day` already, as often as they would; `but` are of this very page."""
    care_from = schemas.day_or_none(day)
    if care_from is None:
        return set()
    there = Counter(
        (row.provider_name, row.copay)
        for row in search.on_day(found.household_id, found.member_id, care_from)
        if row.id not in but
    )
    known = set()
    for row in rows:
        if there[row.provider_name, row.copay]:
            there[row.provider_name, row.copay] -= 1
            known.add(row.id)
    return known


def day_page(
    found: Receipt,
    rows: Sequence[Receipt],
    day: str,
    taken: Collection[str],
    control: Mapping[str, str],
    *,
    errors: forms.Errors | None = None,
    known: Collection[str] = (),
    status: int = 200,
) -> Response:
    """`taken` are ticked; `known` are written down already."""
    names = visit_or_404().names(now())
    context = form_presenters.present_day(
        found, names, rows, day, taken, control=control, errors=errors, known=known
    )
    return page("that_day", context, status)
