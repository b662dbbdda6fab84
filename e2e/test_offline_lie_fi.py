"""Wi-Fi that takes everything and answers nothing; answers that get lost; half a first visit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.story import BILL

AT_ONCE = 5_000  # ms, and not the time that a request would take to be given up


@pytest.fixture
def mother(installed: Installed) -> str:
    """A person with one bill; from now on the phone is fast or the test fails."""
    member = installed.adds("엄마", year=2023, band=1)
    installed.saves(member, **BILL)
    installed.until_sent()
    installed.page.set_default_timeout(AT_ONCE)
    return member


def test_every_screen_opens_at_once_though_the_server_hangs(
    installed: Installed, mother: str, network: Network
) -> None:
    network.hangs()
    network.asked.clear()
    for path, words in {
        "/?year=2023": "예상 환급",
        "/receipts": "가나병원",
        "/receipts/new": "누가, 언제, 어디서",
        f"/members/{mother}/years/2023": "낸 돈 모두",
        "/caps": "상한액",
        "/settings": "저장 상태",
        "/outbox": "기다리는 것이 없어요",
    }.items():
        installed.opens(path)
        expect(installed.main()).to_contain_text(words)
    assert not [path for path in network.asked if path.startswith("/static/")]


def test_a_save_shows_its_row_at_once_though_the_server_hangs(
    installed: Installed, mother: str, network: Network, server: Server
) -> None:
    network.hangs()
    installed.saves(mother, **{**BILL, "provider_name": "나루병원"})
    expect(installed.page.locator(".row-line").filter(has_text="나루병원")).to_be_visible()
    installed.says("1건 기다림")
    installed.opens("/?year=2023")
    installed.shows("counted", mother, 2023, 10_000_000)

    network.passes()
    installed.asks_again()
    installed.until_sent()
    assert receipts(server, mother) == ["가나병원", "나루병원"]


def test_a_screen_of_the_server_gives_up_in_the_end_and_says_so(
    installed: Installed, mother: str, network: Network
) -> None:
    network.hangs()
    installed.page.set_default_timeout(20_000)
    installed.opens("/devices")
    installed.unreachable()


@pytest.mark.parametrize("how", ["loses_answers", "refuses"])
def test_what_got_no_answer_is_there_once(
    installed: Installed, mother: str, network: Network, server: Server, how: str
) -> None:
    getattr(network, how)("/sync")
    network.asked.clear()
    installed.saves(mother, **{**BILL, "provider_name": "나루병원"})
    installed.waits_for(lambda: network.lost if how == "loses_answers" else network.asked)
    assert len(installed.waiting()) == 1
    arrived = ["가나병원", "나루병원"] if how == "loses_answers" else ["가나병원"]
    assert receipts(server, mother) == arrived

    network.passes()
    installed.asks_again()
    installed.until_sent()
    assert receipts(server, mother) == ["가나병원", "나루병원"]


def test_what_is_not_yet_moved_is_said_to_be_missing_from_what_the_server_makes(
    installed: Installed, mother: str, network: Network
) -> None:
    network.hangs("/sync")
    installed.saves(mother, **{**BILL, "provider_name": "나루병원"})
    installed.opens("/export?year=2023")
    left_out = installed.main().get_by_text("종이, 엑셀, 표에는 빠져요.")
    expect(left_out).to_be_visible()

    network.passes()
    expect(left_out).to_be_hidden()
    with installed.page.expect_download() as coming:
        installed.page.get_by_role("link", name="표(CSV) 영수증마다").click()
    assert "나루병원" in Path(coming.value.path()).read_text("utf-8")


@pytest.mark.parametrize("how", ["hangs", "refuses"])
@pytest.mark.parametrize("what", ["/sw.js", "/sync"])
def test_a_first_visit_without_the_worker_or_its_first_pull_is_an_ordinary_visit(
    new_phone: Callable[[], Installed], network: Network, how: str, what: str
) -> None:
    getattr(network, how)(what)
    phone = new_phone()
    phone.opens()
    member = phone.adds("나", year=2023, band=1)
    phone.saves(member, **BILL)
    phone.opens("/?year=2023")
    phone.shows("estimate", member, 2023, 4_130_000)
    recovers(phone, network)
    assert phone.kept("receipt")


@pytest.mark.parametrize("how", ["hangs", "refuses"])
def test_a_first_visit_that_gets_only_the_page_recovers(
    new_phone: Callable[[], Installed], network: Network, how: str
) -> None:
    getattr(network, how)("/static/")
    phone = new_phone()
    phone.page.goto(phone.address, wait_until="commit")
    expect(phone.page.locator("h1")).to_have_text("상한지기")
    recovers(phone, network)


def recovers(phone: Installed, network: Network) -> None:
    """The next visit, with a network, brings all that was missing: then none is needed."""
    network.passes()
    phone.opens()
    phone.asks_again()
    phone.until_ready()
    phone.exchanges()
    network.refuses()
    phone.opens("/receipts/trash")
    expect(phone.main()).to_contain_text("지운 것이 없어요")
    phone.looks_right()


def receipts(server: Server, member: str) -> list[Any]:
    query = "SELECT provider_name FROM receipt WHERE member_id = :id ORDER BY provider_name"
    return [row.provider_name for row in server.rows(query, id=member)]
