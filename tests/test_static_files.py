"""Built files go out by brotli to whoever understands it, and as they are to everybody else."""

from __future__ import annotations

import brotli
import pytest
from flask import Flask

from webapp import create_app
from webapp.templating import assets

BUILT = ("app.js", "app.css", "icons.svg")
TYPES = {
    "app.js": "text/javascript; charset=utf-8",
    "app.css": "text/css; charset=utf-8",
    "icons.svg": "image/svg+xml; charset=utf-8",
}


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(database_url="sqlite://", testing=True)


def address(app: Flask, name: str) -> str:
    if name == "sw.js":
        return "/sw.js"
    with app.app_context():
        return assets()[name]


@pytest.mark.parametrize("name", [*BUILT, "sw.js"])
def test_it_is_the_same_file_in_fewer_bytes(app: Flask, name: str) -> None:
    client = app.test_client()
    path = address(app, name)
    with client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"}) as answer:
        small, headers = answer.get_data(), answer.headers
    with client.get(path) as answer:
        plain = answer.get_data()
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Content-Type"] == headers["Content-Type"]
    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Length"] == str(len(small))
    assert "Accept-Encoding" in headers["Vary"]
    assert brotli.decompress(small) == plain
    assert len(small) < len(plain) / 2


@pytest.mark.parametrize("name", BUILT)
def test_its_type_and_its_keeping_are_its_own(app: Flask, name: str) -> None:
    with app.test_client().get(address(app, name), headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Content-Type"] == TYPES[name]
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_worker_is_asked_about_each_time(app: Flask) -> None:
    client = app.test_client()
    with client.get("/sw.js", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        etag = answer.headers["ETag"]
    with client.get("/sw.js", headers={"Accept-Encoding": "br", "If-None-Match": etag}) as answer:
        assert answer.status_code == 304
    with client.get("/sw.js", headers={"If-None-Match": etag}) as answer:
        assert answer.status_code == 200


def test_who_refuses_brotli_gets_none(app: Flask) -> None:
    accepted = {"Accept-Encoding": "deflate, br;q=0"}
    with app.test_client().get(address(app, "app.css"), headers=accepted) as answer:
        assert answer.headers["Content-Encoding"] == "deflate"


def test_what_has_no_smaller_form_goes_out_as_it_is(app: Flask) -> None:
    with app.test_client().get("/static/icons/icon.svg") as answer:
        assert answer.status_code == 200
    with app.test_client().get("/static/../webapp/config.py") as answer:
        assert answer.status_code == 404
