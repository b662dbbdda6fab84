"""/manifest.webmanifest: what a phone needs to put the app on its home screen.

The members and what browsers do with them: https://www.w3.org/TR/appmanifest/ and, for pictures
shared by other apps, https://w3c.github.io/web-share-target/
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from flask_babel import gettext as _

from webapp.language import chosen
from webapp.templating import asset

bp = Blueprint("manifest", __name__)

SURFACE = "#ffffff"  # of the light theme in tokens.css, like theme-color in base.html
CANVAS = "#f4f5f6"


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """In the language of the person's cookie, so each of them has an ETag of its own."""
    response = jsonify(content())
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def content() -> dict[str, Any]:
    return {
        "id": "/",
        "name": _("상한지기 (모의·비공식)"),
        "short_name": _("상한지기"),
        "description": _(
            "한 해 병원비 영수증을 모아 본인부담상한액까지 얼마나 남았는지 "
            "미리 셈해 보는 비공식 연습 앱"
        ),
        "lang": chosen(),
        "dir": "ltr",
        "start_url": "/?src=pwa",
        "scope": "/",
        "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
        "launch_handler": {"client_mode": "navigate-existing"},
        "handle_links": "preferred",
        "theme_color": SURFACE,
        "background_color": CANVAS,
        "categories": ["medical", "finance", "utilities"],
        "prefer_related_applications": False,
        "icons": [icon(size, purpose) for purpose in ("any", "maskable") for size in (192, 512)],
        "shortcuts": [
            shortcut(_("찍기"), "/scan"),
            shortcut(_("적기"), "/receipts/new"),
            shortcut(_("올해 보기"), "/"),
            shortcut(_("상한액 표"), "/caps"),
        ],
        "share_target": {
            "action": "/scan",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "photo", "accept": ["image/*", "application/pdf"]}]},
        },
        "screenshots": [
            screenshot("home", "narrow", "720x1280", _("올해 낸 돈과 상한액까지 남은 돈")),
            screenshot("year", "narrow", "720x1280", _("무엇을 세고 무엇을 세지 않는지")),
            screenshot("wide", "wide", "1280x720", _("넓은 화면에서 본 홈")),
        ],
    }


def icon(size: int, purpose: str) -> dict[str, str]:
    drawing = "icon" if purpose == "any" else purpose
    return {
        "src": asset(f"{drawing}-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def shortcut(name: str, url: str) -> dict[str, Any]:
    return {"name": name, "url": url, "icons": [icon(192, "any")]}


def screenshot(name: str, form_factor: str, sizes: str, label: str) -> dict[str, str]:
    return {
        "src": url_for("static", filename=f"icons/screens/{name}.webp"),
        "sizes": sizes,
        "type": "image/webp",
        "form_factor": form_factor,
        "label": label,
    }
