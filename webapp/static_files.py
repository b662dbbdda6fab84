"""Static files, as small as the build has made them.

Beside each script, style sheet and drawing lies the same by brotli at its best (`NAME.br`), which
takes too long for making it while somebody waits.
"""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from flask import Flask, Response, current_app, request

SMALL = ".br"


def register(app: Flask) -> None:
    app.view_functions["static"] = send


def send(filename: str) -> Response:
    """A file of the static folder. Raises `NotFound`."""
    if not has_small(filename):
        return current_app.send_static_file(filename)
    by_brotli = request.accept_encodings["br"] > 0  # `br;q=0` refuses it
    answer = current_app.send_static_file(filename + SMALL if by_brotli else filename)
    answer.vary.add("Accept-Encoding")
    if by_brotli:
        answer.headers["Content-Encoding"] = "br"
        answer.mimetype = guess_type(filename)[0] or "text/plain"
    return answer


def has_small(filename: str) -> bool:
    return Path(current_app.static_folder or "", filename + SMALL).is_file()
