"""A receipt that was begun: one tap elsewhere, and it is offered again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from e2e.installed import Installed
from e2e.phone import Phone
from e2e.story import SEPTEMBER, VISIT


@pytest.fixture
def me(phone: Phone) -> str:
    return phone.has_member("나", year=2026, band=4)


def offer(phone: Phone) -> Locator:
    return phone.page.locator("#half-written")


DRAFTS = """async () => {
    const done = (asked) => new Promise((yes) => { asked.onsuccess = () => yes(asked.result); });
    const db = await done(indexedDB.open("photos"));
    const count = await done(db.transaction("draft").objectStore("draft").count());
    db.close();
    return count;
}"""


def leaves(phone: Phone) -> None:
    """One tap too many: 가, at the top."""
    phone.page.locator(".topbar-way", has_text="가").tap()
    phone.page.wait_for_url("**/settings*")


def test_what_was_typed_is_offered_again_and_goes_on_as_the_same_receipt(
    phone: Phone, me: str
) -> None:
    phone.opens(f"/receipts/new?member={me}")
    expect(offer(phone)).to_be_hidden()
    id = phone.page.locator('[name="id"]').input_value()
    phone.types(**{**SEPTEMBER, "provider_kind": "nursing"}, discharged=1)
    leaves(phone)
    phone.opens("/receipts/new")
    expect(offer(phone)).to_contain_text("적다 만 영수증이 있어요.")
    expect(phone.page.locator("#provider_name")).to_have_value("")
    phone.taps("이어서 적기")
    expect(offer(phone)).to_be_hidden()
    expect(phone.page.locator("#provider_name")).to_have_value("늘봄종합병원")
    expect(phone.page.locator('[name="care_kind"][value="inpatient"]')).to_be_checked()
    expect(phone.page.locator("#care_to")).to_have_value("2023-09-30")
    expect(phone.page.locator('[name="discharged"]')).to_be_checked()
    fold = phone.page.locator("details", has=phone.page.locator('[name="uncounted-shared_room"]'))
    expect(fold).to_contain_text("400,000원")
    phone.presses_save()
    phone.page.wait_for_url(f"**saved={id}*")
    phone.page.wait_for_function(f"async () => (await ({DRAFTS})()) === 0")
    phone.opens("/receipts/new")
    phone.page.wait_for_load_state("networkidle")
    expect(offer(phone)).to_be_hidden()


def test_what_is_thrown_away_can_be_brought_back_at_once(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(copay=18_500)
    leaves(phone)
    phone.opens("/receipts/new")
    phone.taps("버리기")
    expect(offer(phone)).to_be_hidden()
    phone.page.locator("#toasts").get_by_role("button", name="되돌리기").tap()
    phone.taps("이어서 적기")
    expect(phone.page.locator("#copay")).to_have_value("18,500")


def test_a_resident_number_is_kept_nowhere(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(copay=18_500, note="900101-1234567")
    leaves(phone)
    phone.opens("/receipts/new")
    phone.taps("이어서 적기")
    expect(phone.page.locator("#copay")).to_have_value("18,500")
    expect(phone.page.locator("#note")).to_have_value("")


def test_a_correction_that_was_begun_is_offered_where_it_was_begun(phone: Phone, me: str) -> None:
    id = phone.has_receipt(me, **VISIT)
    phone.opens(f"/receipts/{id}/edit")
    phone.types(copay=15_800)
    leaves(phone)
    phone.opens("/receipts/new")
    phone.page.wait_for_load_state("networkidle")
    expect(offer(phone)).to_be_hidden()
    phone.opens(f"/receipts/{id}/edit")
    expect(phone.page.locator("#copay")).to_have_value("18,500")
    phone.taps("이어서 적기")
    expect(phone.page.locator("#copay")).to_have_value("15,800")
    phone.presses_save()
    phone.page.wait_for_url("**saved=*")
    phone.page.wait_for_function(f"async () => (await ({DRAFTS})()) === 0")
    phone.opens(f"/receipts/{id}/edit")
    phone.page.wait_for_load_state("networkidle")
    expect(offer(phone)).to_be_hidden()


def test_a_question_before_saving_does_not_lose_it(phone: Phone, me: str) -> None:
    kept = phone.has_receipt(me, **VISIT)
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**VISIT)
    phone.presses_save()
    expect(phone.page.get_by_role("alert")).to_contain_text("같은 영수증이 이미 있어요")
    expect(offer(phone)).to_be_hidden()
    leaves(phone)
    phone.opens("/receipts/new")
    phone.taps("이어서 적기")
    phone.presses_save()
    phone.page.get_by_role("link", name="같은 영수증이에요").tap()
    phone.page.wait_for_url(re.compile(f"/receipts/{kept}$"))
    phone.opens("/receipts/new")
    phone.page.wait_for_load_state("networkidle")
    expect(offer(phone)).to_be_hidden()


def test_one_more_and_like_last_time_are_not_in_its_way(phone: Phone, me: str) -> None:
    phone.opens(f"/receipts/new?member={me}")
    phone.types(**VISIT)
    phone.taps("저장하고 한 장 더")
    phone.page.wait_for_url("**/receipts/new?*saved=*")
    phone.page.wait_for_load_state("networkidle")
    expect(offer(phone)).to_be_hidden()
    phone.types(copay=7_000)
    leaves(phone)
    phone.opens("/receipts/new")
    phone.page.get_by_role("link", name="가나의원").tap()
    phone.page.wait_for_url("**copy=*")
    expect(phone.page.locator("#copay")).to_have_value("18,500")
    expect(offer(phone)).to_be_visible()
    phone.types(care_from="2026-06-04")
    phone.presses_save()
    phone.page.wait_for_url("**/receipts?*saved=*")
    phone.page.wait_for_function(f"async () => (await ({DRAFTS})()) === 1")
    phone.opens("/receipts/new")
    phone.taps("이어서 적기")
    expect(phone.page.locator("#copay")).to_have_value("7,000")


def test_what_the_phone_saves_by_itself_leaves_no_draft_and_a_refresh_keeps_the_offer(
    installed: Installed,
) -> None:
    me = installed.adds("나", year=2026, band=4)
    installed.until_sent()
    installed.loses_network()
    installed.opens(f"/receipts/new?member={me}")
    installed.types(copay=7_000)
    leaves(installed)
    installed.saves(me, **VISIT)
    installed.opens("/receipts/new")
    expect(offer(installed)).to_be_visible()
    installed.finds_network()
    tab = installed.opens_tab(f"/receipts/new?member={me}")
    tab.types(**{**VISIT, "care_from": "2026-05-06"})
    tab.presses_save()
    tab.page.wait_for_url("**saved=*")
    installed.page.bring_to_front()
    installed.until_sent()
    expect(offer(installed)).to_be_visible()
    installed.taps("이어서 적기")
    expect(installed.page.locator("#copay")).to_have_value("7,000")
