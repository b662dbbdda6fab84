"""`POST /sync`: push operations, pull what changed, in one exchange."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from flask import Blueprint, Response, abort, jsonify, request
from marshmallow import ValidationError

from webapp.clock import now
from webapp.extensions import db
from webapp.sync.apply import apply
from webapp.sync.contract import CONTRACT, OLDEST
from webapp.sync.feed import changes_since
from webapp.sync.models import Ledger
from webapp.sync.schemas import MOST_BYTES, PUSH, ops_of


class Device(Protocol):
    """Whoever asks: a device of a household."""

    @property
    def household_id(self) -> str: ...
    @property
    def device_id(self) -> str: ...
    @property
    def example(self) -> bool:
        """Whether its records are made up, to look around."""


def make_blueprint(
    asking: Callable[[], Device | None],
    opening: Callable[[datetime], Device],
    why_not: Callable[[], str],
) -> Blueprint:
    """The endpoint. `asking` tells the device of the request; `opening` makes its household;
    `why_not` says what became of a key that opens nothing any more, if that is known."""
    bp = Blueprint("sync", __name__)

    @bp.post("/sync")
    def sync() -> Response:
        push = read()
        device = asking()
        if push["contract"] < OLDEST:
            return refusal("upgrade")
        if device is None and push["household"] is not None:
            return refusal("put_out" if why_not() else "unknown", 401)
        if device is not None and push["household"] not in (None, device.household_id):
            return refusal("household")
        if device is None and not push["ops"]:
            return jsonify(nothing_yet())
        return jsonify(exchange(device or opening(now()), push))

    return bp


def read() -> dict[str, Any]:
    """The envelope. 415 if it is not JSON, 413 if it is too long, 422 if it is not ours."""
    if not request.is_json:
        abort(415)
    request.max_content_length = MOST_BYTES
    try:
        push: dict[str, Any] = PUSH.load(request.get_json())
    except (ValidationError, RecursionError):
        abort(422)
    return push


def nothing_yet() -> dict[str, Any]:
    """The answer to a device whose household will be made with its first record."""
    return {
        "contract": CONTRACT,
        "household": None,
        "epoch": None,
        "cursor": 0,
        "reset": False,
        "more": False,
        "results": [],
        "changes": [],
        "example": False,
    }


def exchange(device: Device, push: dict[str, Any]) -> dict[str, Any]:
    results = []
    if push["ops"]:
        results = apply(device.household_id, device.device_id, ops_of(push), now())
    ledger = db.session.get(Ledger, device.household_id)
    assert ledger is not None
    reset = push["household"] is not None and (
        push["epoch"] != ledger.epoch or push["cursor"] > ledger.seq
    )
    cursor = 0 if reset or push["household"] is None else push["cursor"]
    feed = changes_since(device.household_id, cursor, ledger.seq)
    return {
        "contract": CONTRACT,
        "household": device.household_id,
        "epoch": ledger.epoch,
        "cursor": feed.cursor,
        "reset": reset,
        "more": feed.more,
        "results": [result.as_json() for result in results],
        "changes": feed.changes,
        "example": device.example,
    }


def refusal(why: str, status: int = 409) -> Response:
    response = jsonify(error=why, contract=CONTRACT)
    response.status_code = status
    return response
