"""A real server with a stopped clock, and a phone-sized browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from e2e.browser import NoBrowser, find_browser
from e2e.phone import Phone
from e2e.server import serving
from tests.conftest import Clock

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Any
) -> dict[str, Any]:
    try:
        browser = find_browser(playwright.chromium.executable_path)
    except NoBrowser as problem:
        pytest.exit(str(problem), returncode=3)
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
    with serving(tmp_path_factory.mktemp("server"), stopped_clock) as address:
        yield address


@pytest.fixture
def phone(page: Any, address: str, clock: Clock) -> Phone:
    return Phone(page, address)
