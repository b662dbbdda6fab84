"""One page fades into the next, for whoever likes that; nothing has to wait for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.phone import Phone

WATCHED = """
window.fades = 0;
const start = document.startViewTransition?.bind(document);
document.startViewTransition = (change) => {
    window.fades += 1;
    return start(change);
};
addEventListener("pagereveal", ({ viewTransition }) => { window.faded = Boolean(viewTransition); });
"""


@pytest.fixture
def watched(phone: Phone) -> Phone:
    """Somebody whose phone remembers whether pages faded."""
    phone.page.emulate_media(reduced_motion="no-preference")
    phone.page.add_init_script(WATCHED)
    phone.has_member("나")
    phone.opens("/")
    return phone


def goes_on(phone: Phone) -> bool:
    """Follows a link; returns whether the page has faded into the next."""
    phone.page.locator(".tabs").get_by_role("link", name="영수증").tap()
    phone.page.wait_for_url("**/receipts")
    phone.page.wait_for_function("'faded' in window")
    faded: bool = phone.page.evaluate("window.faded")
    return faded


def test_a_page_fades_into_the_next(watched: Phone) -> None:
    assert goes_on(watched)


def test_it_does_not_for_a_phone_that_keeps_still(watched: Phone) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    assert not goes_on(watched)


def test_it_does_not_for_who_chose_less_motion_in_the_app(watched: Phone) -> None:
    watched.page.evaluate("document.cookie = 'look=motion-less; path=/'")
    watched.opens("/")
    assert not goes_on(watched)


def test_what_is_saved_is_shown_at_once(watched: Phone) -> None:
    watched.opens("/receipts/new")
    watched.types(
        care_kind="outpatient",
        care_from="2026-05-04",
        provider_name="가나의원",
        provider_kind="clinic",
        copay="18500",
    )
    watched.page.get_by_role("button", name="저장", exact=True).tap()
    expect(watched.page.locator(".row-place")).to_have_text("가나의원")
    assert watched.page.evaluate("window.fades") == 0


@pytest.mark.parametrize("still", ["phone", "app"])
def test_no_step_fades_for_who_keeps_still(watched: Phone, still: str) -> None:
    """htmx would start a transition all the same, which the next tap has to wait for."""
    if still == "phone":
        watched.page.emulate_media(reduced_motion="reduce")
    else:
        watched.page.evaluate("document.cookie = 'look=motion-less; path=/'")
    watched.opens("/auth/request?provider=bank")
    watched.page.get_by_role("button", name="인증 요청").tap()
    expect(watched.page.locator("[data-focus]")).to_be_focused()
    assert watched.page.evaluate("window.fades") == 0


def test_a_step_fades_into_the_next_and_the_focus_is_where_one_has_to_look(watched: Phone) -> None:
    watched.opens("/auth/request?provider=bank")
    watched.page.get_by_role("button", name="인증 요청").tap()
    expect(watched.page.locator("[data-focus]")).to_be_focused()
    assert watched.page.evaluate("window.fades") == 1
