"""What a person sees when something is not there, not allowed, or not working."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, make_response, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from webapp.extensions import db
from webapp.language import N_
from webapp.routes import is_private
from webapp.security import forget_resident_numbers
from webapp.templating import drawn, frame

FORM = "application/x-www-form-urlencoded"

# A title and a body, by status.
MESSAGES: dict[int, tuple[str, str]] = {
    400: (
        N_("알아듣지 못했어요"),
        N_("주소나 보낸 내용이 올바르지 않아요. 홈에서 다시 해 주세요."),
    ),
    403: (N_("여기서는 할 수 없어요"), N_("다른 누리집에서 보낸 요청이라 받지 않았어요.")),
    404: (N_("없는 화면이에요"), N_("주소가 바뀌었거나 지워졌을 수 있어요.")),
    405: (N_("이렇게는 열 수 없어요"), N_("앞 화면으로 돌아가서 단추를 눌러 주세요.")),
    413: (
        N_("너무 길어요"),
        N_("한 번에 보낼 수 있는 길이를 넘었어요. 줄여서 다시 저장해 주세요."),
    ),
    415: (
        N_("알아듣지 못했어요"),
        N_("보낸 내용의 종류가 달라요. 앱을 새로 고친 뒤 다시 해 주세요."),
    ),
    422: (
        N_("알아듣지 못했어요"),
        N_("보낸 내용이 올바르지 않아요. 앱을 새로 고친 뒤 다시 해 주세요."),
    ),
    429: (
        N_("잠시 쉬었다 해 주세요"),
        N_("너무 여러 번 보냈어요. 저장해 둔 것은 그대로예요. 5분 뒤에 다시 해 주세요."),
    ),
    500: (N_("앱에 문제가 생겼어요"), N_("저장해 둔 내용은 안전해요. 잠시 뒤에 다시 해 주세요.")),
    503: (
        N_("지금은 저장한 곳을 열 수 없어요"),
        N_("저장해 둔 것은 그대로예요. 잠시 뒤에 다시 해 주세요."),
    ),
}


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(OperationalError, on_unavailable)
    app.register_error_handler(TimeoutError, on_unavailable)
    if not app.config["TESTING"]:
        app.register_error_handler(Exception, on_bug)


def on_http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return sorry(error.code if error.code in MESSAGES else 400)


def on_unavailable(error: Exception) -> Response:
    """503: a calm page, and nothing that was typed is lost."""
    note_unavailable(error)
    return unsaved(503)


def unsaved(status: int) -> Response:
    """After a form everything that was typed, ready to be sent again.

    Not what was typed for the practised application: that stays in the page that sent it. Nor
    where pictures were sent: they could not be sent again.
    """
    if request.method != "POST" or request.mimetype != FORM or is_private(request.path):
        return sorry(status)
    typed = forget_resident_numbers(request.form)[0]
    title, body = told(status)
    context = {
        "title": title,
        "body": body,
        "tab": "",
        **frame(),
        "action": request.path,
        "typed": [{"name": name, "value": text} for name, text in typed.items()],
    }
    return make_response(drawn("errors/unsaved.html", context), status)


def told(status: int) -> tuple[str, str]:
    """The title and the body in the person's language."""
    title, body = MESSAGES[status]
    return _(title), _(body)


def note_unavailable(error: Exception) -> None:
    """End the broken transaction and log what happened: the kind of failure, no values."""
    current_app.logger.warning("database unavailable: %s", type(error).__name__)
    try:
        db.session.rollback()
    except DBAPIError:
        db.session.close()


def on_bug(error: Exception) -> Response:
    """500: as calm as 503. The log gets the place of the failure, not the values (about health)."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    current_app.logger.error("%s at %s", type(error).__name__, where)
    if isinstance(error, DBAPIError):
        db.session.rollback()
    return unsaved(500)


def sorry(status: int) -> Response:
    title, body = told(status)
    context = {
        "title": title,
        "body": body,
        "tab": "",
        **frame(),
        "again": request.path if request.method == "GET" and status in (500, 503) else "",
    }
    return make_response(drawn("errors/error.html", context), status)
