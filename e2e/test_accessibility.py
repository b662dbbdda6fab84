"""Every screen, in every state, for people who see little, type little, or use no finger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.english import in_english, in_korean
from e2e.hands import Keyboard
from e2e.household import TODAY, Known, fill_household
from e2e.installed import Installed
from e2e.looks import ENGLISH, LARGE, LOOKS, NORMAL, WIDTHS, Look
from e2e.phone import Phone
from e2e.screens import EMPTY, MOST_SEEN, SIGHTS, Sight, looks_of
from tests.conftest import Clock
from webapp.routes import SCREENS, SERVER_SCREENS

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
NARROW = min(WIDTHS)
# A window of 1280 by 1024 pixels, enlarged four times (WCAG 2.2, 1.4.10).
ENLARGED = (320, 256)
LARGE_AND_EASY = replace(LARGE, name="2.0 easy", mode="easy")
SMALLEST_TARGET, SMALLEST_GAP = 48, 8


def seen_in(look: Look, sight: Sight) -> bool:
    return any(each is look for each, _width in looks_of(sight))


IN_ENGLISH = [sight for sight in SIGHTS if seen_in(ENGLISH, sight)]


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


@pytest.fixture(scope="module", params=SIGHTS, ids=lambda sight: sight.name)
def seen(
    request: pytest.FixtureRequest, filled: tuple[Phone, Known], empty: tuple[Phone, Known]
) -> Page:
    """The page that shows a screen in one state: opened once, and looked at by every test."""
    sight: Sight = request.param
    phone, known = whose(sight, filled, empty)
    NORMAL.worn_by(phone.page, 360)
    sight.opens(phone, known)
    phone.page.wait_for_load_state("networkidle")
    return phone.page


@pytest.fixture(scope="module", params=IN_ENGLISH, ids=lambda sight: sight.name)
def seen_in_english(
    request: pytest.FixtureRequest, filled: tuple[Phone, Known], empty: tuple[Phone, Known]
) -> Iterator[Page]:
    """The same for somebody who reads English."""
    sight: Sight = request.param
    phone, known = whose(sight, filled, empty)
    ENGLISH.worn_by(phone.page, 360)
    reader = in_english(phone.page, phone.address)
    sight.opens(Phone(reader, phone.address), known)
    phone.page.wait_for_load_state("networkidle")
    assert phone.page.locator("html").get_attribute("lang") == "en"
    yield phone.page
    in_korean(phone.page)


def whose(
    sight: Sight, filled: tuple[Phone, Known], empty: tuple[Phone, Known]
) -> tuple[Phone, Known]:
    """The phone that shows the sight; the empty one has never been here."""
    if sight not in EMPTY:
        return filled
    phone, _nothing = empty
    phone.page.context.clear_cookies()
    return empty


def test_no_screen_is_forgotten() -> None:
    shown = {name for name, screen in (SCREENS | SERVER_SCREENS).items() if screen.method == "GET"}
    assert shown <= {sight.route for sight in SIGHTS}


def test_all_screens_together_are_seen_in_every_look_and_width() -> None:
    for sight in SIGHTS:
        seen = looks_of(sight)
        assert {width for _look, width in seen} == set(WIDTHS)
        assert len({look for look, _width in seen}) == len(seen) or len(seen) > len(LOOKS)
    pairs = [pair for sight in SIGHTS for pair in looks_of(sight)]
    assert set(pairs) == set(product(LOOKS, WIDTHS))
    korean = [pair for pair in pairs if pair[0] is not ENGLISH]
    assert min(map(pairs.count, set(korean))) > len(korean) / len(set(korean)) / 2
    assert min(map(pairs.count, set(pairs))) > 5


def test_every_screen_is_seen_in_english_and_what_matters_most_in_every_look() -> None:
    assert {sight.route for sight in IN_ENGLISH} == {sight.route for sight in SIGHTS}
    most = [sight for sight in SIGHTS if sight.name in MOST_SEEN]
    assert len(most) == len(MOST_SEEN)
    for look in LOOKS:
        assert all(seen_in(look, sight) for sight in most)


def test_axe_finds_nothing_wrong(seen: Page, request: pytest.FixtureRequest) -> None:
    sight = request.node.callspec.params["seen"]
    korean = [(look, width) for look, width in looks_of(sight) if look is not ENGLISH]
    assert not (found := what_axe_finds(seen, korean)), told(found)


def test_axe_finds_nothing_wrong_in_english(
    seen_in_english: Page, request: pytest.FixtureRequest
) -> None:
    sight = request.node.callspec.params["seen_in_english"]
    english = [(look, width) for look, width in looks_of(sight) if look is ENGLISH]
    assert not (found := what_axe_finds(seen_in_english, english)), told(found)


def test_axe_finds_nothing_wrong_with_what_only_a_worker_shows(installed: Installed) -> None:
    installed.has_member("나")
    installed.opens("/")
    expect(installed.page.locator("#synced")).to_be_visible()
    installed.page.evaluate(AXE.read_text())
    found: list[str] = installed.page.evaluate(RUN_AXE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", [NORMAL, LARGE, LARGE_AND_EASY], ids=lambda look: look.name)
def test_nothing_sticks_out_or_is_cut_off_at_320_pixels(seen: Page, look: Look) -> None:
    look.worn_by(seen, NARROW)
    assert not (found := sticking_out(seen)), "\n" + "\n".join(found)


def test_nothing_sticks_out_or_is_cut_off_in_english(seen_in_english: Page) -> None:
    """In large text, where long words have the least room."""
    LARGE.worn_by(seen_in_english, NARROW)
    assert not (found := sticking_out(seen_in_english)), "\n" + "\n".join(found)


def test_enlarged_four_times_it_is_read_by_scrolling_one_way(seen: Page) -> None:
    """And what stays in place leaves room to read."""
    NORMAL.worn_by(seen, *ENLARGED)
    assert not (found := sticking_out(seen)), "\n" + "\n".join(found)
    assert seen.evaluate(ROOM_TO_READ) >= ENLARGED[1] / 2


def test_tables_fit_without_scrolling_in_text_of_usual_size(seen: Page) -> None:
    NORMAL.worn_by(seen, NARROW)
    wide = seen.evaluate(SCROLLING_TABLES)
    assert not wide, "\n" + "\n".join(wide)


def test_a_screen_has_one_main_heading_and_its_title_begins_with_it(seen: Page) -> None:
    headings = seen.get_by_role("heading", level=1)
    expect(headings).to_have_count(1)
    assert seen.title().startswith(headings.inner_text())


def test_what_one_taps_is_large_enough_and_stands_apart(seen: Page) -> None:
    NORMAL.worn_by(seen, NARROW)
    small = seen.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    assert not small, "\n" + "\n".join(small)
    close = seen.evaluate(CLOSE_BUTTONS, SMALLEST_GAP)
    assert not close, "\n" + "\n".join(close)


def test_the_keyboard_reaches_everything_and_shows_where_it_is(seen: Page) -> None:
    """In large text, where the bars leave the least room for what has the focus."""
    LARGE.worn_by(seen, 360)
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
    hand, keyboard = Keyboard(phone.page), phone.page.keyboard
    hand.comes_to_field("care_kind")
    keyboard.press("Space")
    hand.comes_to_field("care_from")
    phone.page.locator("#care_from").fill("2026-05-04")
    hand.comes_to_field("provider_name")
    keyboard.type("가나의원")
    hand.comes_to_field("provider_kind")
    phone.page.locator("#provider_kind").press("ArrowDown")
    hand.comes_to_field("copay")
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


def what_axe_finds(page: Page, seen: list[tuple[Look, int]]) -> dict[str, list[str]]:
    """Each finding, with the looks and widths it was found in."""
    found: dict[str, list[str]] = {}
    for look, width in seen:
        look.worn_by(page, width)
        for each in page.evaluate(RUN_AXE):
            found.setdefault(each, []).append(f"{look.name}, {width} px")
    return found


def sticking_out(page: Page) -> list[str]:
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    cut: list[str] = page.evaluate(STICKS_OUT)
    return [*([f"the page is {wide} pixels wide"] if wide > NARROW else []), *cut]


def told(found: dict[str, list[str]]) -> str:
    return "\n" + "\n".join(f"{each}\n    {'; '.join(where)}" for each, where in found.items())


RUN_AXE = """async () => {
    const {violations} = await axe.run({resultTypes: ["violations"]});
    return violations.flatMap(({id, nodes}) => nodes.map(({html, any, all}) => {
        const why = [...any, ...all].map((each) => each.message).join(" ");
        return `${id}: ${html.slice(0, 160)} ${why}`;
    }));
}"""

# Text or controls beyond the right or left edge, and text cut off inside its own box. A table may
# scroll within its own region, and cards of several people lie side by side in theirs.
STICKS_OUT = """() => [...document.body.querySelectorAll("*")].filter((element) => {
    if (!element.checkVisibility()) return false;
    if (element.closest("svg, .visually-hidden, .skip, datalist, .table-scroll")) return false;
    const {left, right, width} = element.getBoundingClientRect();
    const cut = getComputedStyle(element).overflowX !== "visible"
        && element.scrollWidth > element.clientWidth + 1
        && !element.matches("input, select, textarea");
    const people = element.closest(".people.several");
    const aside = people && getComputedStyle(people).overflowX === "auto";
    if (aside) return element !== people && cut;
    return width > 0 && (left < -1 || right > 321 || cut);
}).map((element) => element.outerHTML.slice(0, 160))"""

# The height that is left between what stays in place while one scrolls.
ROOM_TO_READ = """() => {
    scrollTo(0, document.body.scrollHeight / 2);
    const stays = (element) => /fixed|sticky/.test(getComputedStyle(element).position);
    const kept = [...document.body.querySelectorAll("*")].filter(
        (element) => element.checkVisibility() && stays(element)
    ).map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 160);
    const above = kept.filter(({ top }) => top <= 0).map(({ bottom }) => bottom);
    const below = kept.filter(({ bottom }) => bottom >= innerHeight).map(({ top }) => top);
    return Math.min(innerHeight, ...below) - Math.max(0, ...above);
}"""

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

CLOSE_BUTTONS = """(least) => {
    const over = ".save-bar, .row-menu, .toasts"; // what lies over others while one scrolls
    const buttons = [...document.querySelectorAll(".button, .choice")]
        .filter((each) => each.checkVisibility());
    const between = (one, other) => Math.hypot(
        Math.max(0, other.left - one.right, one.left - other.right),
        Math.max(0, other.top - one.bottom, one.top - other.bottom),
    );
    return buttons.flatMap((one, at) => buttons.slice(at + 1).flatMap((other) => {
        const gap = between(one.getBoundingClientRect(), other.getBoundingClientRect());
        const [left, right] = [one, other].map((each) => each.outerHTML.slice(0, 120));
        const apart = one.closest(over) !== other.closest(over);
        return gap < least - 0.5 && !apart ? [`${gap}: ${left} / ${right}`] : [];
    }));
}"""

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
