"""A real server with a stopped clock, and a phone-sized browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import upgrade
from werkzeug.serving import make_server

from e2e.browser import find_browser
from e2e.phone import Phone
from tests.conftest import Clock
from webapp import create_app
from webapp.extensions import db

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Any
) -> dict[str, Any]:
    browser = find_browser(playwright.chromium.executable_path)
    chosen = {"executable_path": browser} if browser else {}
    return {**browser_type_launch_args, "args": ARGUMENTS, **chosen}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "ko-KR",
        "timezone_id": "Asia/Seoul",
        "viewport": {"width": 360, "height": 800},
        "has_touch": True,
        "is_mobile": True,
    }


@pytest.fixture(scope="session")
def stopped_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(stopped_clock: Clock) -> Clock:
    """Today, for the server: 21 November 2026 until a test says otherwise."""
    stopped_clock.today = date(2026, 11, 21)
    return stopped_clock


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, stopped_clock: Clock) -> Iterator[str]:
    """The address of a running app on SQLite; every browser context is a household of its own."""
    folder: Path = tmp_path_factory.mktemp("server")
    app = create_app(
        database_url=f"sqlite:///{folder / 'e2e.sqlite3'}",
        brackets_file=folder / "premium_brackets.json",
        testing=True,
        now=stopped_clock,
    )
    with app.app_context():
        upgrade()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def phone(page: Any, address: str, clock: Clock) -> Phone:
    return Phone(page, address)
