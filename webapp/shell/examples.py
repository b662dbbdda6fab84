"""Sample households: the three journeys the app was built for, with fictional people.

They are loaded by the same write path as a person's own receipts, into a household of their
own that is marked 예시예요 on every screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from webapp.clock import now
from webapp.household.models import Household, Member, MemberYear, Visit
from webapp.household.visits import current_visit, leave, visit_or_404, visit_or_new
from webapp.receipts.models import new_receipt
from webapp.receipts.schemas import check_receipt
from webapp.sync.op import Op, new_id
from webapp.templating import page, to

bp = Blueprint("examples", __name__)


@cache
def examples() -> Mapping[str, Any]:
    """The sample households by id, as written in `examples.toml`."""
    with (Path(__file__).parent / "examples.toml").open("rb") as file:
        return tomllib.load(file)


def ops_of(example: Mapping[str, Any], when: datetime) -> list[Op]:
    """An example's people and receipts as operations. Raises `ValueError` if one does not pass."""
    ops: list[Op] = []
    for person in example["member"]:
        member_id = new_id()
        ops.append(Member.naming(member_id, person["name"], person.get("avatar", "")))
        ops.append(MemberYear.placing(member_id, example["year"], person.get("band"), None))
        for row in person["receipt"]:
            values, errors = check_receipt({"member_id": member_id, **row}, when)
            if errors:
                raise ValueError(f"{row}: {errors}")
            ops.append(new_receipt(new_id(), {**values, "separate": True}))
    return ops


@bp.get("/examples")
def choose() -> Response:
    """Which sample household to look at."""
    return choice()


def choice(status: int = 200) -> Response:
    visit = current_visit()
    context = {
        "title": _("예시로 둘러보기"),
        "tab": "home",
        "examples": [
            {"id": key, "title": _(each["title"]), "story": _(each["story"])}
            for key, each in examples().items()
        ],
        "occupied": visit is not None and not visit.example,
    }
    return page("examples", context, status)


@bp.post("/examples")
def create() -> Response:
    """Load a sample household for this device; one's own household is never touched.

    Where there is one, 409: the worker reads a redirect as another household.
    """
    example = examples().get(request.form.get("example", ""))
    if example is None:
        raise NotFound
    visit = current_visit()
    if visit is not None and not visit.example:
        return choice(409)
    try:
        ops = ops_of(example, now())
    except ValueError:  # a clock set back before the example's receipts
        raise NotFound from None
    if visit is not None:
        forget(visit)
    visit_or_new(now(), example=True).save(ops, now())
    return to("shell.home", year=example["year"])


@bp.post("/examples/deletion")
def delete() -> Response:
    """예시 지우기: only ever deletes a household that is an example."""
    visit = visit_or_404()
    if not visit.example:
        raise NotFound
    forget(visit)
    return to("shell.home")


def forget(visit: Visit) -> None:
    Household.close(visit.household_id, now(), by=visit.device_id)
    leave()
