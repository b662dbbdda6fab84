"""Receipts: list, one, deleting and bringing back, trash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.household.models import Visit
from webapp.household.visits import current_visit, visit_or_404
from webapp.receipts import presenters, search, sums
from webapp.receipts.models import Receipt
from webapp.receipts.search import Filter
from webapp.routes import on
from webapp.security import looks_like_resident_number
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE
from webapp.templating import page, to

bp = Blueprint("receipts", __name__)


@on(bp, "receipts")
def index() -> Response:
    refused = looks_like_resident_number(forms.asked("q"))
    chosen = asked_filter(request.args)
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
            sums.years_with_receipts(visit.household_id),
            [last.provider_name for last in search.visited(visit.household_id)],
            notice=notice(visit),
            q_error=str(RESIDENT_NUMBER_MESSAGE) if refused else "",
        )
    context["here"] = url_for("receipts.receipts", **chosen.asked())
    response = page("receipts", context, 422 if refused else 200)
    if refused:
        response.headers["HX-Push-Url"] = "false"
    return response


def asked_filter(query: Mapping[str, str]) -> Filter:
    q = forms.asked("q", query)
    return Filter(
        member=forms.asked("member", query),
        year=forms.asked_year(query),
        provider=forms.asked("provider", query),
        q="" if looks_like_resident_number(q) else q,
        reason=known_reason(forms.asked("reason", query)),
        todo=known_todo(forms.asked("todo", query)),
        before=cursor(forms.asked("before", query)),
    )


def to_list(**told: Any) -> Response:
    """Back to the list as it was: a form carries its address in the field `list`."""
    _path, _mark, query = request.form.get("list", "")[: forms.LONGEST_ADDRESS].partition("?")
    chosen = asked_filter(dict(reversed(parse_qsl(query))))
    return to("receipts.receipts", **chosen.asked(), **told)


def known_reason(text: str) -> str:
    return text if presenters.reason_label(text) else ""


def known_todo(text: str) -> str:
    return text if text in search.LEFT_TO_DO else ""


def cursor(text: str) -> tuple[date, str] | None:
    """Where the next page begins: the day and id of the last row shown."""
    day, _dot, receipt_id = text.partition(".")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    return (found, receipt_id) if found.isoformat() == day else None  # not 20230531


def notice(visit: Visit) -> dict[str, Any] | None:
    """What has just happened to a receipt, told once on the page that follows."""
    for what in ("saved", "deleted", "restored"):
        if what not in request.args:
            continue
        receipt = Receipt.find(visit.household_id, forms.asked(what))
        if receipt is not None and (what == "deleted") == (receipt.deleted_at is not None):
            row = presenters.present_row(receipt, {})
            ids = [receipt.id, *(each.id for each in there(visit, request.args.get("also", "")))]
            return {"what": what, "receipt": row, "count": len(ids), "ids": ",".join(ids)}
    gone = request.args.get("gone", 0, type=int)
    return {"what": "gone", "count": gone} if gone > 0 else None


def there(visit: Visit, ids: str) -> list[Receipt]:
    """Those receipts of a list of ids that are here and not deleted."""
    found = (Receipt.find(visit.household_id, each) for each in forms.ids_in(ids))
    return [each for each in found if each is not None and each.deleted_at is None]


@on(bp, "receipt")
def receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id, deleted=True)
    visit = visit_or_404()
    return receipt_page(found, state_of(found) or notice(visit))


def state_of(found: Receipt) -> dict[str, Any] | None:
    """What has just happened to the receipt, or could not happen to it."""
    if "changed" in request.args:
        return {"what": "changed"}
    if "reverted" in request.args:
        return {"what": "reverted"}
    if "verified" in request.args and not found.unverified:
        return {"what": "verified"}
    if "indemnity" in request.args:
        return {"what": "indemnity" if found.indemnity_paid is not None else "no_indemnity"}
    return None


def receipt_page(found: Receipt, told: dict[str, Any] | None, status: int = 200) -> Response:
    names = visit_or_404().names(now())
    context = presenters.present_receipt(found, names, found.history(), today(), notice=told)
    context["that_day"] = len(search.on_day(found.household_id, found.member_id, found.care_from))
    return page("receipt", context, status)


@on(bp, "delete_receipt")
def delete_receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id)
    base = request.form.get("base", type=int)
    result = visit_or_404().save([found.deletion(base)], now())[0]
    if result.status == "conflict":
        return to("receipts.receipt", receipt_id=receipt_id, changed=1)
    return to_list(deleted=receipt_id)


@on(bp, "delete_receipts")
def delete_receipts() -> Response:
    """What was saved with one press goes with one press."""
    visit = visit_or_404()
    ops = [each.deletion() for each in there(visit, request.form.get("ids", ""))]
    results = visit.save(ops, now()) if ops else []
    return to_list(gone=sum(result.status == "applied" for result in results))


@on(bp, "restore_receipt")
def restore_receipt(receipt_id: str) -> Response:
    found = receipt_or_404(receipt_id, deleted=True)
    visit_or_404().save([found.restoration()], now())
    return to_list(restored=receipt_id)


@on(bp, "discharge")
def discharge(receipt_id: str) -> Response:
    """The person has left the nursing hospital on the last day of this receipt, or not yet."""
    found = receipt_or_404(receipt_id)
    left = request.form.get("discharged", "1") == "1"
    visit_or_404().save(
        [found.edit({"discharged": found.discharged}, {"discharged": left}, None)], now()
    )
    return to("shell.stays", member_id=found.member_id, year=found.year)


@on(bp, "verify_receipt")
def verify_receipt(receipt_id: str) -> Response:
    """The person has looked at all that the phone read from the photo, and it is right."""
    found = receipt_or_404(receipt_id)
    visit_or_404().save([found.verification()], now())
    return to("receipts.receipt", receipt_id=receipt_id, verified=1)


@on(bp, "revert_receipt")
def revert_receipt(receipt_id: str) -> Response:
    """Take one change of the history back."""
    found = receipt_or_404(receipt_id)
    change = next((op for op in found.history() if op.op_id == request.form.get("op_id")), None)
    if change is None:
        raise NotFound
    before = {name: old for name, (old, _) in change.set.items()}
    after = {name: new for name, (_, new) in change.set.items()}
    result = visit_or_404().save([found.edit(after, before, None)], now())[0]
    if result.status != "applied":
        return receipt_page(receipt_or_404(receipt_id), {"what": "refused"}, 422)
    return to("receipts.receipt", receipt_id=receipt_id, reverted=1)


@on(bp, "trash")
def trash() -> Response:
    visit = current_visit()
    if visit is None:
        return page("trash", presenters.present_trash((), (), {}, today()))
    gone = visit.deleted_members(now())
    receipts = search.in_trash(visit.household_id, now())
    return page("trash", presenters.present_trash(receipts, gone, visit.names(now()), today()))


def receipt_or_404(receipt_id: str, *, deleted: bool = False) -> Receipt:
    """The household's receipt of that id; one in the trash only if asked for."""
    found = Receipt.find(visit_or_404().household_id, receipt_id)
    if found is None or (found.deleted_at is not None and not deleted) or found.is_gone(now()):
        raise NotFound
    return found
