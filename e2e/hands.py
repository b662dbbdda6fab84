"""Two ways to use a phone: with a finger, and with a keyboard alone. Both do the same things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Locator, Page

from e2e.phone import Phone

MOST_STOPS = 120  # of Tab, on one page


class Hand(Protocol):
    """Finds what it uses by the name that a person reads or hears."""

    def follows(self, link: str) -> None: ...
    def presses(self, button: str) -> None: ...
    def presses_twice(self, button: str) -> None: ...
    def ticks(self, box: str) -> None: ...
    def writes(self, field: str, text: str) -> None: ...


class Finger:
    def __init__(self, page: Page) -> None:
        self.page = page

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.tap()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.tap()

    def presses_twice(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.dblclick()

    def ticks(self, box: str) -> None:
        self.page.get_by_label(box).check()

    def writes(self, field: str, text: str) -> None:
        self.page.get_by_label(field, exact=True).fill(text)


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def follows(self, link: str) -> None:
        self.comes_to(self.page.get_by_role("link", name=link).first)
        self.page.keyboard.press("Enter")

    def presses(self, button: str) -> None:
        self.comes_to(self.page.get_by_role("button", name=button).first)
        self.page.keyboard.press("Enter")

    def presses_twice(self, button: str) -> None:
        self.presses(button)
        self.page.keyboard.press("Enter")

    def ticks(self, box: str) -> None:
        self.comes_to(self.page.get_by_label(box))
        self.page.keyboard.press("Space")

    def writes(self, field: str, text: str) -> None:
        self.comes_to(self.page.get_by_label(field, exact=True))  # Tab selects what stands there
        self.page.keyboard.type(text)

    def chooses(self, group: str, answer: str) -> None:
        """Of several answers one, which Tab and the arrows come to."""
        answers = self.page.get_by_role("group", name=group).get_by_role("radio")
        wanted = answers.and_(self.page.get_by_label(answer, exact=True))
        answers.first.wait_for()
        checked = answers.and_(self.page.locator(":checked"))
        if checked.count():
            self.comes_to(checked)
        else:
            self.comes_to(answers.first)
            self.page.keyboard.press("Space")
        for _ in answers.all():
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked(), answer

    def picks(self, field: str, option: str) -> None:
        """An option of a list, by the arrows."""
        found = self.page.get_by_label(field, exact=True)
        self.comes_to(found)
        chosen = found.locator("option:checked")
        for _ in found.locator("option").all():
            if chosen.inner_text() == option:
                return
            self.page.keyboard.press("ArrowDown")
        assert chosen.inner_text() == option, option

    def comes_to(self, wanted: Locator) -> None:
        """Presses Tab until `wanted` has the focus, and sees where that is."""
        self.goes_on(lambda: wanted.evaluate("wanted => wanted === document.activeElement"), wanted)

    def comes_to_field(self, name: str) -> None:
        """Of radio buttons, to the one that Tab stops at."""
        self.goes_on(lambda: self.page.evaluate("document.activeElement.name") == name, name)

    def comes_to_words(self, words: str) -> None:
        """Presses Tab until the focus stands on what begins so."""
        self.page.keyboard.press("Tab")
        here = "(document.activeElement.innerText ?? '').trim()"
        self.goes_on(lambda: str(self.page.evaluate(here)).startswith(words), words)

    def goes_on(self, until: Callable[[], Any], wanted: object) -> None:
        for _ in range(MOST_STOPS):
            if until():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {wanted}")


def hand_of(kind: str, phone: Phone) -> Hand:
    """`kind` is "finger" or "keyboard"."""
    return Finger(phone.page) if kind == "finger" else Keyboard(phone.page)
