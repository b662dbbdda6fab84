"""`/sw.js`: from the root, so that it answers for every address; never kept by the browser."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, send_from_directory

bp = Blueprint("service_worker", __name__)


@bp.get("/sw.js")
def script() -> Response:
    response = send_from_directory(
        f"{current_app.static_folder}/build", "sw.js", mimetype="text/javascript"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response
