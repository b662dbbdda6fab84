"""A real server with a stopped clock, and a phone-sized browser that keeps no worker.

Phones that do keep one have servers with the real time: both sides tell the time themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from e2e.browser import NoBrowser, find_browser
from e2e.files import OTHER_BILL
from e2e.installed import Installed
from e2e.network import Network, network_before
from e2e.phone import Phone
from e2e.server import Server, make_app, running, serving
from e2e.story import BILL
from tests.conftest import Clock
from webapp.extensions import limiter

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--use-fake-device-for-media-stream",  # a camera, for machines without one
]


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
        "service_workers": "block",
        "reduced_motion": "reduce",  # what fades takes no finger meanwhile
    }


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Seconds enough for a machine that does much else; what comes at once is seen at once."""
    expect.set_options(timeout=20_000)


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    """Rate limits count by address, and all these phones have the same one."""
    with suppress(AssertionError):  # no app was made yet: nothing has been counted
        limiter.reset()


@pytest.fixture(scope="session")
def stopped_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(stopped_clock: Clock) -> Clock:
    """Today, for the server: 21 November 2026 until a test says otherwise."""
    stopped_clock.today, stopped_clock.later = date(2026, 11, 21), timedelta()
    return stopped_clock


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, stopped_clock: Clock) -> Iterator[str]:
    """The address of a running app on SQLite; every browser context is a household of its own."""
    with serving(tmp_path_factory.mktemp("server"), stopped_clock) as address:
        yield address


@pytest.fixture
def phone(page: Any, address: str, clock: Clock) -> Phone:
    return Phone(page, address)


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(make_app(tmp_path_factory.mktemp("installed"))) as server:
        yield server


@pytest.fixture
def server(shared_server: Server) -> Iterator[Server]:
    """A server that tells the real time; every browser context is a household of its own."""
    yield shared_server
    shared_server.releases.number = 1


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    """What is between the phones of one test and the server."""
    with network_before(server.port) as network:
        yield network


@pytest.fixture
def new_phone(
    browser: Browser, browser_context_args: dict[str, Any], network: Network
) -> Iterator[Callable[[], Installed]]:
    """Makes phones that may keep a worker, but have not been here before."""
    contexts = []

    def make() -> Installed:
        context = browser.new_context(**{**browser_context_args, "service_workers": "allow"})
        contexts.append(context)
        return Installed(context.new_page(), network.address)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def installed(new_phone: Callable[[], Installed]) -> Installed:
    """A phone that has been here once."""
    phone = new_phone()
    phone.starts()
    return phone


@pytest.fixture
def mother_with_bills(installed: Installed) -> str:
    """A person with two bills, known to the server."""
    member = installed.adds("엄마", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.saves(member, **OTHER_BILL)
    installed.until_sent()
    return member
