"""Flask and nothing else: gives recorded pages back. What the app is measured against."""

from __future__ import annotations

import json
import os
from pathlib import Path

from flask import Flask, Response


def create_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    folder = Path(os.environ["RECORDED"])
    pages = [
        (body.read_bytes(), json.loads(body.with_suffix(".json").read_text()))
        for body in sorted(folder.glob("*.body"))
    ]

    @app.get("/<int:number>")
    def page(number: int) -> Response:
        body, headers = pages[number]
        return Response(body, headers=headers)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    return app
