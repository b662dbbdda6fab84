"""`/sw.js`: from the root, so that it answers for every address; never kept by the browser."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp import static_files

bp = Blueprint("service_worker", __name__)


@bp.get("/sw.js")
def script() -> Response:
    response = static_files.send("build/sw.js")
    response.headers["Cache-Control"] = "no-cache"
    return response
