"""Every screen, in every state, for people who see little, type little, or use no finger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.phone import Phone
from e2e.screens import EMPTY, FILLED, TODAY, Known, Sight, fill_household, wear
from tests.conftest import Clock
from webapp.routes import SCREENS, SERVER_SCREENS

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TEXTS = (1, 2)
# Width, times the text, scheme, contrast. Colours and names do not change with the width: each
# look is seen once, the largest text where there is least room.
LOOKS: tuple[tuple[int, int, Any, str], ...] = (
    (320, 2, "light", "auto"),
    (360, 1, "dark", "auto"),
    (412, 2, "light", "high"),
    (768, 1, "light", "auto"),
)
SMALLEST_TARGET = 44

SIGHTS = [pytest.param(sight, id=sight.name) for sight in (*EMPTY, *FILLED)]


@pytest.fixture(scope="module")
def filled(
    browser: Browser, browser_context_args: dict[str, Any], address: str, stopped_clock: Clock
) -> Iterator[tuple[Phone, Known]]:
    """The phone of a household with a lot in it; axe is on every page it opens."""
    stopped_clock.today = TODAY
    context = browser.new_context(**browser_context_args)
    context.add_init_script(path=AXE)
    phone = Phone(context.new_page(), address)
    yield phone, fill_household(phone)
    context.close()


@pytest.fixture(scope="module")
def empty(
    browser: Browser, browser_context_args: dict[str, Any], address: str
) -> Iterator[tuple[Phone, Known]]:
    """The phone of somebody who has written nothing yet."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(path=AXE)
    yield Phone(context.new_page(), address), {}
    context.close()


@pytest.fixture(scope="module", params=SIGHTS)
def seen(
    request: pytest.FixtureRequest, filled: tuple[Phone, Known], empty: tuple[Phone, Known]
) -> Page:
    """The page that shows a screen in one state: opened once, and looked at by every test."""
    sight: Sight = request.param
    phone, known = empty if sight in EMPTY else filled
    look(phone.page, 360, 1, "light")
    sight.opens(phone, known)
    phone.page.wait_for_load_state("networkidle")
    return phone.page


def look(page: Page, width: int, text: int, scheme: Any, contrast: str = "auto") -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if page.url != "about:blank":
        wear(page, size=f"{text}00", contrast=contrast)


def test_no_screen_is_forgotten() -> None:
    shown = {name for name, screen in (SCREENS | SERVER_SCREENS).items() if screen.method == "GET"}
    assert shown <= {sight.route for sight in (*EMPTY, *FILLED)}


def test_axe_finds_nothing_wrong(seen: Page) -> None:
    found: dict[str, list[str]] = {}
    for width, text, scheme, contrast in LOOKS:
        look(seen, width, text, scheme, contrast)
        for each in seen.evaluate(RUN_AXE):
            where = f"{width} px, text ×{text}, {scheme}, contrast {contrast}"
            found.setdefault(each, []).append(where)
    assert not found, told(found)


def test_nothing_sticks_out_or_is_cut_off_at_320_pixels(seen: Page) -> None:
    found: dict[str, list[str]] = {}
    for text in TEXTS:
        look(seen, 320, text, "light")
        wide = seen.evaluate("document.scrollingElement.scrollWidth")
        sticking_out = [f"the page is {wide} pixels wide"] if wide > 320 else []
        for each in sticking_out + seen.evaluate(STICKS_OUT):
            found.setdefault(each, []).append(f"text ×{text}")
    assert not found, told(found)


def test_tables_fit_without_scrolling_in_text_of_usual_size(seen: Page) -> None:
    look(seen, 320, 1, "light")
    wide = seen.evaluate(SCROLLING_TABLES)
    assert not wide, "\n" + "\n".join(wide)


def test_a_screen_has_one_main_heading_and_its_title_begins_with_it(seen: Page) -> None:
    headings = seen.get_by_role("heading", level=1)
    expect(headings).to_have_count(1)
    assert seen.title().startswith(headings.inner_text())


def test_what_one_taps_is_large_enough(seen: Page) -> None:
    look(seen, 320, 1, "light")
    small = seen.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    assert not small, "\n" + "\n".join(small)


def test_the_keyboard_reaches_everything_and_shows_where_it_is(seen: Page) -> None:
    """In large text, where the bars leave the least room for what has the focus."""
    look(seen, 360, 2, "light")
    seen.evaluate(FROM_THE_TOP)
    seen.keyboard.press("Tab")
    seen.keyboard.press("Shift+Tab")
    trouble = []
    for _ in range(200):
        where = seen.evaluate(WHERE)
        if where["again"]:
            break
        if where["hidden"]:
            trouble.append(f"hidden: {where['html']}")
        if not where["outlined"]:
            trouble.append(f"focus not shown: {where['html']}")
        seen.keyboard.press("Tab")
    trouble += [f"not reached: {each}" for each in seen.evaluate(NOT_REACHED)]
    assert not trouble, "\n" + "\n".join(trouble)


def test_the_skip_link_comes_first_and_leads_past_the_bars(phone: Phone) -> None:
    phone.has_member("나")
    phone.opens("/receipts/new")
    phone.page.keyboard.press("Tab")
    skip = phone.page.get_by_role("link", name="본문으로 건너뛰기")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    phone.page.keyboard.press("Enter")
    expect(phone.main()).to_be_focused()
    phone.page.keyboard.press("Tab")
    expect(phone.page.get_by_label("누구", exact=True)).to_be_focused()


def test_a_receipt_can_be_written_with_the_keyboard_alone(phone: Phone) -> None:
    phone.has_member("나", year=2026, band=1)
    phone.opens("/receipts/new")
    keyboard = phone.page.keyboard
    tab_to(phone, "care_kind")
    keyboard.press("Space")
    tab_to(phone, "care_from")
    phone.page.locator("#care_from").fill("2026-05-04")
    tab_to(phone, "provider_name")
    keyboard.type("가나의원")
    tab_to(phone, "provider_kind")
    phone.page.locator("#provider_kind").press("ArrowDown")
    tab_to(phone, "copay")
    keyboard.type("18500")
    keyboard.press("Enter")
    phone.page.wait_for_url("**saved=*")
    assert phone.receipts_kept() == 1


def test_saving_is_the_last_step_of_the_form(phone: Phone) -> None:
    phone.has_member("나")
    phone.opens("/receipts/new")
    names: list[str] = []
    while (names or [""])[-1] != "저장" and len(names) < 100:
        phone.page.keyboard.press("Tab")
        names.append(phone.page.evaluate("document.activeElement.innerText.trim()"))
    assert names[-2:] == ["저장하고 한 장 더", "저장"]


def told(found: dict[str, list[str]]) -> str:
    return "\n" + "\n".join(f"{each}\n    {'; '.join(where)}" for each, where in found.items())


def tab_to(phone: Phone, name: str) -> None:
    for _ in range(60):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab never comes to {name}")


RUN_AXE = """async () => {
    const {violations} = await axe.run({resultTypes: ["violations"]});
    return violations.flatMap(({id, nodes}) => nodes.map(({html, any, all}) => {
        const why = [...any, ...all].map((each) => each.message).join(" ");
        return `${id}: ${html.slice(0, 160)} ${why}`;
    }));
}"""

# Text or controls beyond the right or left edge, and text cut off inside its own box. A table may
# scroll within its own region.
STICKS_OUT = """() => [...document.body.querySelectorAll("*")].filter((element) => {
    if (!element.checkVisibility()) return false;
    if (element.closest("svg, .visually-hidden, .skip, datalist, .table-scroll")) return false;
    const {left, right, width} = element.getBoundingClientRect();
    const cut = getComputedStyle(element).overflowX !== "visible"
        && element.scrollWidth > element.clientWidth + 1
        && !element.matches("input, select, textarea");
    return width > 0 && (left < -1 || right > 321 || cut);
}).map((element) => element.outerHTML.slice(0, 160))"""

SCROLLING_TABLES = """() => [...document.querySelectorAll(".table-scroll")].filter(
    (region) => region.checkVisibility() && region.scrollWidth > region.clientWidth + 1
).map(({scrollWidth, clientWidth, innerText}) =>
    `${scrollWidth} in ${clientWidth}: ${innerText.slice(0, 80)}`
)"""

# Links within a sentence are exempt; every other button, link, field and summary is not.
SMALL_TARGETS = """(least) => [
    ...document.querySelectorAll("a, button, summary, select, input, textarea")
].filter((element) => {
    if (!element.checkVisibility() || element.matches("[type=hidden], .skip")) return false;
    if (element.matches("a") && getComputedStyle(element).display === "inline") return false;
    const choice = element.matches("[type=radio], [type=checkbox]");
    const {width, height} = (choice ? element.closest("label") : element).getBoundingClientRect();
    return height < least - 0.5 || width < least - 0.5;
}).map((element) => `${element.getBoundingClientRect().height}: ${element.outerHTML.slice(0, 160)}`
)"""

FROM_THE_TOP = """() => {
    for (const each of document.querySelectorAll("[data-reached]")) delete each.dataset.reached;
    scrollTo(0, 0);
    document.querySelector(".skip").focus();
}"""

# The focused element: was Tab here before, does something lie over all of it, does its focus show?
# A date has several stops within it, the later of which Chromium marks itself. What comes into
# view comes with the next frame.
WHERE = """async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const element = document.activeElement;
    const inside = element.matches("[type=date]") && element === window.previous;
    window.previous = element;
    const again = element === document.body || ("reached" in element.dataset && !inside);
    element.dataset.reached = "";
    const choice = element.matches("[type=radio], [type=checkbox]");
    const shown = choice ? element.closest("label") : element;
    const {left, top, right, bottom} = shown.getBoundingClientRect();
    const hidden = ![0.2, 0.5, 0.8].some((part) => {
        const at = document.elementFromPoint((left + right) / 2, top + (bottom - top) * part);
        return at && (shown.contains(at) || at.contains(shown));
    });
    const rings = [element, choice ? element.nextElementSibling : element];
    const outlined = inside || rings.some((each) => {
        const {outlineStyle, outlineWidth} = getComputedStyle(each);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    return {again, hidden, outlined, html: element.outerHTML.slice(0, 160)};
}"""

# What could be pressed or filled in, but Tab never came to it. Of radio buttons it comes to one.
NOT_REACHED = """() => [
    ...document.querySelectorAll("a[href], button, summary, select, input, textarea")
].filter((element) =>
    element.checkVisibility() && !element.matches("[type=hidden], [type=radio], [data-reached]")
).map((element) => element.outerHTML.slice(0, 160))"""
