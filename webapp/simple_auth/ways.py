"""Where a person goes on to after the authentication: a page of this app, and nowhere else."""

from __future__ import annotations

from flask import current_app
from werkzeug.exceptions import HTTPException

from webapp.routes import SCREENS, SERVER_SCREENS
from webapp.security import looks_like_resident_number
from webapp.simple_auth.schemas import LONGEST_THEN


def local_page(text: str) -> str:
    """`text` if it is the address of a page of this app, else nothing."""
    plain = text.isascii() and text.isprintable() and not set(text) & set("\\ #")
    if not plain or not 1 < len(text) <= LONGEST_THEN or looks_like_resident_number(text):
        return ""
    path = text.partition("?")[0]
    if not path.startswith("/") or path.startswith("//"):
        return ""
    try:
        endpoint, _values = current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        return ""
    name = endpoint.rpartition(".")[2]
    is_page = name in SCREENS or name in SERVER_SCREENS
    is_step = path.startswith("/auth/")  # those lead on by themselves
    return text if is_page and not is_step else ""
