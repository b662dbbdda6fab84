"""Headers, the origin guard and the refusal of resident registration numbers.

The header list is exported to the service worker, so that a page it makes carries the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.datastructures import MultiDict

from webapp.routes import is_private

MAX_BODY = 4 * 1024 * 1024
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# The scripts that read photos compile WebAssembly; they run in workers, beside the pages.
READING = "/static/build/scan/"
READING_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self'",
        "worker-src 'self'",
    )
)

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# Six digits, a separator or none, then 1-8 and six digits: 주민등록번호, 외국인등록번호.
RESIDENT_NUMBER = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})([-\s.~]*)[1-8]\d{6}(?!\d)")
BETWEEN_DIGITS = re.compile(r"(?<=\d),(?=\d)")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u3161"), "-")


def register(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.before_request(guard_origin)
    app.after_request(add_headers)


def guard_origin() -> None:
    """Refuse a write that another site's page started (403).

    Browsers say where a request comes from in `Sec-Fetch-Site`; older ones in `Origin`.
    A request with neither comes from no browser page, so it carries nobody's cookie.
    """
    if request.method not in UNSAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    elif origin is not None:
        hosts = current_app.config.get("TRUSTED_HOSTS") or [request.host]
        allowed = urlsplit(origin).netloc in hosts
    else:
        allowed = True
    if not allowed:
        abort(403)


def add_headers(response: Response) -> Response:
    if g.get("kept_page"):  # went out before, with all of these
        return response
    response.headers.extend(HEADERS)
    if request.path.startswith(READING):
        response.headers["Content-Security-Policy"] = READING_POLICY
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.path.startswith("/static/build/") and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if response.mimetype == "text/html" or is_private(request.path):
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Vary", "HX-Request")
    return response


def looks_like_resident_number(text: str) -> bool:
    """True if `text` holds anything shaped like YYMMDD-[1-8]NNNNNN.

    Thirteen digits in a row count only where the first six can be a birthday, so that
    an ordinary receipt number is not taken for one; with a separator the shape is enough.
    """
    flat = unicodedata.normalize("NFKC", text).translate(DASHES)
    flat = "".join(letter for letter in flat if unicodedata.category(letter) != "Cf")
    flat = BETWEEN_DIGITS.sub("", flat)
    return any(
        separator or (1 <= int(month) <= 12 and 1 <= int(day) <= 31)
        for _year, month, day, separator in RESIDENT_NUMBER.findall(flat)
    )


def forget_resident_numbers(
    values: MultiDict[str, str],
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The values without those that look like a resident number, and the fields they were in."""
    found = tuple(name for name, text in values.items() if looks_like_resident_number(text))
    return {name: "" if name in found else text for name, text in values.items()}, found
