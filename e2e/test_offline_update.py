"""A new version: offered, taken by a tap, never under a form, and never a blank page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from e2e.installed import Installed
from e2e.network import Network
from e2e.server import Server
from e2e.story import BILL

NEW = re.compile("^/static/build/2/")
OFFER = '[data-toast="toast-update"]'


@pytest.fixture
def mother(installed: Installed) -> str:
    member = installed.adds("엄마", year=2023, band=1)
    installed.until_sent()
    return member


def test_a_new_version_takes_over_by_a_tap_and_what_waits_is_delivered(
    installed: Installed, mother: str, server: Server, network: Network
) -> None:
    network.refuses("/sync")
    installed.saves(mother, **BILL)
    server.releases.release()
    installed.looks_for_update()
    expect(installed.page.locator(OFFER)).to_contain_text("새 버전이 있어요.")
    installed.taps("지금 바꾸기")

    expect(installed.page.locator("link[rel=stylesheet]")).to_have_attribute("href", NEW)
    installed.looks_right()
    expect(installed.main()).to_contain_text("가나병원")
    assert installed.page.evaluate("caches.keys()") == ["app-release-2"]
    assert len(installed.waiting()) == 1
    assert not server.rows("SELECT id FROM receipt WHERE member_id = :id", id=mother)

    network.passes()
    installed.asks_again()
    installed.until_sent()
    assert len(server.rows("SELECT id FROM receipt WHERE member_id = :id", id=mother)) == 1


def test_it_is_not_offered_over_a_form_in_work_but_on_the_next_page(
    installed: Installed, mother: str, server: Server
) -> None:
    installed.opens(f"/receipts/new?member={mother}")
    installed.types(note="반쯤 적은 것")
    server.releases.release()
    installed.looks_for_update()
    expect(installed.page.locator(OFFER)).to_have_count(0)
    expect(installed.page.get_by_label("메모")).to_have_value("반쯤 적은 것")
    installed.types(**BILL)
    installed.presses_save()
    installed.page.wait_for_url("**saved=*")
    installed.opens("/")
    expect(installed.page.locator(OFFER)).to_be_visible()


def test_a_half_written_form_in_another_tab_survives_the_change(
    installed: Installed, mother: str, server: Server
) -> None:
    tab = installed.opens_tab(f"/receipts/new?member={mother}")
    tab.types(**{**BILL, "note": "반쯤 적은 것"})
    server.releases.release()
    installed.looks_for_update()
    installed.taps("지금 바꾸기")
    expect(installed.page.locator("link[rel=stylesheet]")).to_have_attribute("href", NEW)
    expect(tab.page.get_by_label("메모")).to_have_value("반쯤 적은 것")
    tab.presses_save()
    tab.page.wait_for_url("**saved=*")
    expect(tab.main()).to_contain_text("가나병원")


def test_later_keeps_the_old_version_whole_until_it_is_offered_again(
    installed: Installed, mother: str, server: Server
) -> None:
    server.releases.release()
    installed.looks_for_update()
    installed.taps("나중에")
    expect(installed.page.locator(OFFER)).to_have_count(0)
    installed.opens("/receipts")
    installed.looks_right()
    expect(installed.page.locator("link[rel=stylesheet]")).not_to_have_attribute("href", NEW)
    expect(installed.page.locator(OFFER)).to_be_visible()


def test_closing_all_tabs_is_enough(installed: Installed, mother: str, server: Server) -> None:
    server.releases.release()
    installed.looks_for_update()
    again = installed.reopens()
    again.opens("/")
    expect(again.page.locator("link[rel=stylesheet]")).to_have_attribute("href", NEW)
    again.looks_right()
    expect(again.main()).to_contain_text("엄마")
    assert again.page.evaluate("caches.keys()") == ["app-release-2"]


def test_two_versions_later_the_latest_is_taken(
    installed: Installed, mother: str, server: Server
) -> None:
    for _ in range(2):
        server.releases.release()
        installed.looks_for_update()
    installed.taps("지금 바꾸기")
    latest = re.compile("^/static/build/3/")
    expect(installed.page.locator("link[rel=stylesheet]")).to_have_attribute("href", latest)
    installed.looks_right()


def test_an_update_that_cannot_be_fetched_whole_changes_nothing(
    installed: Installed, mother: str, server: Server, network: Network
) -> None:
    server.releases.release()
    network.refuses("/static/build/2/app-.*css")
    installed.looks_for_update()
    expect(installed.page.locator(OFFER)).to_have_count(0)
    installed.opens("/receipts")
    installed.looks_right()
    network.passes()
    installed.looks_for_update()
    expect(installed.page.locator(OFFER)).to_be_visible()


def test_a_page_from_the_server_and_a_phone_of_the_old_version_get_along(
    installed: Installed, mother: str, server: Server
) -> None:
    server.releases.release()
    installed.opens("/devices")
    expect(installed.page.locator("link[rel=stylesheet]")).to_have_attribute("href", NEW)
    installed.looks_right()
