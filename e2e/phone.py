"""A person with a phone: taps what they see, reads what the page says."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page


class Phone:
    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.address + path)

    def taps(self, name: str, role: str = "button") -> None:
        """Taps a button or link by its name."""
        self.page.get_by_role(role, name=name).first.tap()  # type: ignore[arg-type]

    def adds(self, name: str, *, year: int = 2023, band: int | None = None) -> str:
        """Adds a person; returns the id."""
        self.opens("/members/new")
        self.page.get_by_label("부르는 이름").fill(name)
        self.page.get_by_label("소득 분위").select_option(str(band) if band else "")
        self.page.get_by_label("어느 해의 분위인가요?").select_option(str(year))
        self.taps("저장")
        self.page.wait_for_url("**/?year=*")
        card = self.page.locator("article[data-member]").filter(has_text=name)
        return card.last.get_attribute("data-member") or ""

    def types(self, **values: str | int) -> None:
        """Fills the open form by field names; `uncounted_chuna` stands for `uncounted-chuna`."""
        for key, value in values.items():
            self.fills(key.replace("uncounted_", "uncounted-"), str(value))

    def fills(self, name: str, value: str) -> None:
        field = self.page.locator(f'[name="{name}"]').first
        folded = field.locator("xpath=ancestor::details[not(@open)]")
        if folded.count():
            folded.locator("summary").tap()
        tag = field.evaluate("element => element.tagName + ':' + element.type")
        if tag.startswith("SELECT"):
            field.select_option(value)
        elif tag == "INPUT:radio":
            self.page.locator(f'label:has([name="{name}"][value="{value}"])').tap()
        elif tag == "INPUT:checkbox":
            field.set_checked(value == "1")
        else:
            field.fill(value)

    def saves(self, member: str, **values: Any) -> None:
        """Types a receipt into the form and saves it."""
        self.opens(f"/receipts/new?member={member}")
        self.types(**values)
        self.presses_save()
        self.page.wait_for_url("**saved=*")

    def presses_save(self) -> None:
        self.page.get_by_role("button", name="저장", exact=True).tap()

    def figure(self, name: str, member: str, year: int) -> int:
        """The won of a figure within a member's year on the open page."""
        part = self.page.locator(f'[data-member="{member}"][data-year="{year}"]').first
        won = part.locator(f'[data-figure="{name}"]').first.get_attribute("data-won")
        return int(won or "-1")

    def goes_on_by_tapping(self) -> None:
        """An approved authentication goes on when one taps 인증 완료, not also by itself.

        The page's own request names no button; it is left without an answer.
        """
        self.page.route(
            "**/auth/completion",
            lambda route: route.continue_() if "hx-trigger" in route.request.headers else None,
        )

    def main(self) -> Locator:
        return self.page.locator("main")

    def shows(self, name: str, member: str, year: int, won: int) -> None:
        """Asserts a figure of the open page, and that the words beside it say the same."""
        assert self.figure(name, member, year) == won, name
        part = self.page.locator(f'[data-member="{member}"][data-year="{year}"]').first
        text = " ".join(part.locator(f'[data-figure="{name}"]').first.inner_text().split())
        assert text in (f"{won:,}원", in_man(won)), (name, won, text)

    def ladder(self) -> list[int]:
        """The estimates of the seven groups on the open page."""
        rungs = self.page.locator("[data-rung]")
        return [int(each.get_attribute("data-won") or "-1") for each in rungs.all()]

    def receipts_kept(self) -> int:
        """How many receipts the list says there are."""
        self.opens("/receipts")
        sums = self.page.locator(".list-sum")
        found = re.match(r"(\d+)장", sums.inner_text()) if sums.count() else None
        return int(found[1]) if found else 0

    def sends(self, path: str, **values: Any) -> None:
        """Sends a form without opening its page: for what a story takes for granted."""
        form = {key.replace("uncounted_", "uncounted-"): str(values[key]) for key in values}
        answer = self.page.request.post(self.address + path, form=form, max_redirects=0)
        assert answer.status == 303, (path, form, answer.text())

    def has_member(
        self, name: str, *, year: int = 2023, band: int | str = "", avatar: str = ""
    ) -> str:
        """A person who is there already; returns the id."""
        id = str(uuid4())
        self.sends("/members", id=id, name=name, year=year, band=band, avatar=avatar)
        return id

    def has_another_phone(self) -> str:
        """Another browser that came into the household; returns its key."""
        browser = self.page.context.browser
        assert browser
        other = browser.new_context()
        self.sends("/devices/pairings")
        code = self.reads("/devices/pairing", 'class="pairing-code">([^<]+)<')
        newcomer = Phone(other.new_page(), self.address)
        newcomer.sends("/join", code=code)
        asking = self.reads("/devices/pairing", 'name="pairing" value="([^"]+)"')
        self.sends("/devices/pairing/confirmation", pairing=asking)
        newcomer.sends("/join/entry")
        key = next(each["value"] for each in other.cookies() if each["name"] == "device")
        other.close()
        return key

    def reads(self, path: str, pattern: str) -> str:
        """What a page says at one place, without opening it."""
        found = re.search(pattern, self.page.request.get(self.address + path).text())
        assert found, (path, pattern)
        return found[1]

    def has_receipt(self, member: str, **values: Any) -> str:
        """A receipt that is there already; returns the id."""
        id = str(uuid4())
        pharmacy = values.get("provider_kind") == "pharmacy"
        usual = {"care_kind": "pharmacy" if pharmacy else "outpatient", "insurance_kind": "health"}
        self.sends("/receipts", id=id, member_id=member, **{**usual, **values})
        return id


def in_man(won: int) -> str:
    """4370000 → 437만 원"""
    return f"{won // 10_000:,}만 원" if won >= 10_000 else f"{won:,}원"
