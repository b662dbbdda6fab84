"""What a private indemnity insurer (실손보험) paid for a receipt: written down, in no sum."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now
from webapp.household.visits import visit_or_404
from webapp.receipts import form_presenters, schemas
from webapp.receipts.labels import shown
from webapp.receipts.models import Receipt
from webapp.receipts.views import receipt_or_404
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("indemnity", __name__)


@on(bp, "indemnity")
def indemnity(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id)
    return indemnity_page(found, {"indemnity_paid": found.indemnity_paid})


@on(bp, "tell_indemnity")
def tell_indemnity(receipt_id: str) -> Response:
    """Save the won that is typed; an empty field takes back what was written."""
    found = receipt_or_404(receipt_id)
    form = forms.posted(["was"])
    values, errors = schemas.check_indemnity(form.values)
    errors = {**errors, **form.errors}
    if errors:
        return indemnity_page(found, form.values, errors=errors, status=422)
    seen = {"indemnity_paid": found.indemnity_paid, **form.seen()}
    result = visit_or_404().save([found.edit(seen, values, None)], now())[0]
    if result.status == "applied":
        return to("receipts.receipt", receipt_id=receipt_id, indemnity=1)
    present = receipt_or_404(receipt_id)
    message = _(
        "그 사이 ‘%(value)s’(으)로 바뀌었어요. 남길 것을 적고 다시 저장해 주세요.",
        value=shown("indemnity_paid", present.indemnity_paid, {}),
    )
    changed = {"indemnity_paid": [message]}
    return indemnity_page(present, form.values, errors=changed, status=422)


def indemnity_page(
    found: Receipt,
    typed: schemas.Typed,
    *,
    errors: forms.Errors | None = None,
    status: int = 200,
) -> Response:
    names = visit_or_404().names(now())
    context = form_presenters.present_indemnity(found, names, typed, errors=errors)
    return page("indemnity", context, status)
