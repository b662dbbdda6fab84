"""People: new, rename, delete, band of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from webapp import forms
from webapp.clock import now, today
from webapp.errors import note_unavailable, told
from webapp.household import presenters
from webapp.household.models import Member, MemberYear
from webapp.household.schemas import CLOSED, MEMBER_FORM
from webapp.household.visits import current_visit, visit_or_404, visit_or_new
from webapp.routes import on
from webapp.sync.fields import load
from webapp.sync.op import new_id, new_op_id
from webapp.templating import page, to

bp = Blueprint("household", __name__)

CONTROL = ("id", "op_id", "then", "another")
SEEN = ("was", "was-avatar")  # the name and the picture as the person saw them
AFTERWARDS = {
    "receipt": "receipt_form.new_receipt",
    "scan": "scan.scan",
    "start": "start.start_band",
}
SAVED_BEFORE = _l(
    "이 사람은 이미 저장했어요. 이름과 분위는 그 사람 화면에서 고쳐 주세요. "
    "다른 사람이면 한 번 더 저장해 주세요."
)


@on(bp, "new_member")
def new_member() -> Response:
    values = {"year": str(today().year)}
    return member_page(values, new_control(forms.asked("then")), added=just_added())


def just_added() -> str:
    """The name of the person that was saved before this one; empty if none was."""
    added = forms.asked("added")
    visit = current_visit() if added else None
    member = visit.member(added) if visit is not None else None
    return member.name if member is not None else ""


def new_control(then: str) -> dict[str, str]:
    return {"id": new_id(), "op_id": new_op_id(), "then": then if then in AFTERWARDS else ""}


def member_page(
    values: Mapping[str, Any],
    control: Mapping[str, str],
    errors: forms.Errors | None = None,
    status: int = 200,
    notice: str = "",
    added: str = "",
) -> Response:
    context = presenters.present_member_form(values, control, today().year, errors, notice, added)
    return page("new_member", context, status)


@on(bp, "create_member")
def create_member() -> Response:
    form = forms.posted(CONTROL)
    control = new_control(form.control.get("then", ""))
    control |= {name: given for name in ("id", "op_id") if (given := form.id(name))}
    values = {"year": str(today().year), **form.values}
    loaded, errors = load(MEMBER_FORM, values)
    errors = {**errors, **form.errors}
    if errors:
        return member_page(values, control, errors, 422)
    try:
        visit = visit_or_new(now())
        naming = Member.naming(
            control["id"], loaded["name"], loaded["avatar"], op_id=control["op_id"]
        )
        ops = [naming]
        if loaded["band"] is not None:
            ops.append(MemberYear.placing(control["id"], loaded["year"], loaded["band"], None))
        if visit.said_otherwise(ops[0]):
            return member_page(values, new_control(control["then"]), {"": [str(SAVED_BEFORE)]}, 422)
        results = visit.save(ops, now())
        if results[0].status != "applied":
            return member_page(values, new_control(control["then"]), dict(results[0].errors), 422)
    except OperationalError as error:
        note_unavailable(error)
        return member_page(values, control, status=503, notice=". ".join(told(503)))
    if form.ticked("another"):
        return to("household.new_member", then=control["then"], added=control["id"])
    if control["then"]:
        return to(AFTERWARDS[control["then"]], member=control["id"])
    return to("shell.home", year=loaded["year"])


@on(bp, "update_member")
def update_member(member_id: str) -> Response:
    member = member_or_404(member_id)
    form = forms.posted(SEEN)
    loaded, errors = Member.check(form.values, now())
    errors = {**errors, **form.errors}
    if not errors:
        seen = {
            "name": form.control.get("was", member.name),
            "avatar": form.control.get("was-avatar", member.avatar),
        }
        wanted = {name: value for name, value in loaded.items() if name in form.values}
        result = visit_or_404().save([member.edit(seen, wanted)], now())[0]
        errors = {**result.errors, **presenters.renamed_meanwhile(result.conflicts)}
    if errors:
        context = presenters.present_rename(member, {"avatar": "", **form.values}, errors)
        return page("ask_rename", context, 422)
    return to("shell.member", member_id=member.id)


@on(bp, "ask_rename")
def ask_rename(member_id: str) -> Response:
    member = member_or_404(member_id)
    return page("ask_rename", presenters.present_rename(member, member.values(), {}))


@on(bp, "delete_member")
def delete_member(member_id: str) -> Response:
    member = member_or_404(member_id)
    visit_or_404().save([member.deletion()], now())
    return to("shell.home", deleted=member_id)


@on(bp, "restore_member")
def restore_member(member_id: str) -> Response:
    member = Member.find(visit_or_404().household_id, member_id)
    if member is None or member.is_gone(now()):
        raise NotFound
    visit_or_404().save([member.restoration()], now())
    return to("shell.member", member_id=member_id)


@on(bp, "place_member")
def place_member(member_id: str, year: int) -> Response:
    """Say which band holds for a person in a year; an empty one means not known."""
    member = member_or_404(member_id)
    if year not in forms.YEARS:
        raise NotFound
    form = forms.posted(("then",))
    starting = form.control.get("then") == "start"
    here = {"member_id": member.id, "year": year, **({"then": "start"} if starting else {})}
    wanted = {"member_id": member.id, "year": year, "band": form.values.get("band", "")}
    loaded, errors = MemberYear.check({**form.values, **wanted}, now())
    if errors or form.errors:
        return to("shell.bands", **here, refused=1)
    present = MemberYear.find(member.household_id, MemberYear.key(member.id, year))
    band = loaded["band"]
    assert band is None or isinstance(band, int)
    result = visit_or_404().save([MemberYear.placing(member.id, year, band, present)], now())[0]
    if result.status != "applied":
        return to("shell.bands", **here, refused=1)
    if starting:
        return to("start.start_band")
    return to("shell.member_year", member_id=member.id, year=year)


@on(bp, "close_notice")
def close_notice(member_id: str, year: int) -> Response:
    """Somebody has read that the ceiling is near, or reached: not to be told again."""
    member = member_or_404(member_id)
    level = forms.posted(()).values.get("level", "")
    if year not in forms.YEARS or level not in CLOSED:
        raise NotFound
    present = MemberYear.find(member.household_id, MemberYear.key(member.id, year))
    visit_or_404().save([MemberYear.closing(member.id, year, level, present)], now())
    return to("shell.home", year=year)


def member_or_404(member_id: str) -> Member:
    member = visit_or_404().member(member_id)
    if member is None:
        raise NotFound
    return member
