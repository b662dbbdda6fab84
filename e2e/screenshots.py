"""Pictures of every screen, for looking at them: python -m e2e.screenshots [--readme]

They go to screenshots/ (not kept in git), each at 360×800 as it is, in twice the text, in dark,
in high contrast, as 쉬운 화면, in English, from the phone itself without a network, and at 320
pixels. With --readme only docs/screenshot.png is made.
"""

from __future__ import annotations

import argparse
import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from e2e.browser import find_browser
from e2e.conftest import ARGUMENTS
from e2e.english import in_english
from e2e.household import TODAY, Known, fill_household
from e2e.installed import Installed
from e2e.looks import CONTRAST, DARK, EASY, ENGLISH, LARGE, NORMAL, Look
from e2e.phone import Phone
from e2e.screens import EMPTY, FILLED, Sight
from e2e.server import serving
from e2e.story import MOTHERS_YEAR, has
from webapp.config import clock_stopped_at, now_in_seoul
from webapp.routes import SCREENS

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "screenshots"
README = ROOT / "docs" / "screenshot.png"


@dataclass(frozen=True, slots=True)
class Mode:
    look: Look = NORMAL
    width: int = 360
    offline: bool = False

    def shows(self, sight: Sight) -> bool:
        return not self.offline or sight.route in SCREENS


MODES = {
    "normal": Mode(),
    "large": Mode(LARGE),
    "dark": Mode(DARK),
    "contrast": Mode(CONTRAST),
    "easy": Mode(EASY),
    "english": Mode(ENGLISH),
    "offline": Mode(offline=True),
    "narrow": Mode(width=320),
    "narrow-large": Mode(LARGE, width=320),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readme", action="store_true", help="make docs/screenshot.png only")
    parser.add_argument("--look", choices=MODES, action="append", help="only this look")
    parser.add_argument("--only", default="", help="only screens whose name begins so")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        found = find_browser(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        if asked.readme:
            make_readme_picture(browser)
        else:
            photograph(browser, asked.look or list(MODES), asked.only, PICTURES)
        browser.close()


def photograph(browser: Browser, looks: list[str], only: str, pictures: Path) -> None:
    """Every screen in every look, from top to bottom."""
    empty, filled = (
        [each for each in some if each.name.startswith(only)] for some in (EMPTY, FILLED)
    )
    for name in looks:
        mode, folder = MODES[name], pictures / name
        folder.mkdir(parents=True, exist_ok=True)
        # a worker tells the time itself, so that its server has to be of today as well
        with running(None if mode.offline else TODAY) as address:
            with phone_in(mode, browser, address) as phone:
                take(phone, empty, {}, mode, folder)
            if not filled:
                continue
            # another phone: nobody who rests from trying
            with phone_in(mode, browser, address) as phone:
                known = fill_household(phone)
                take(phone, filled, known, mode, folder)


def take(phone: Phone, sights: list[Sight], known: Known, mode: Mode, folder: Path) -> None:
    if isinstance(phone, Installed):
        phone.opens()
        phone.exchanges()
        phone.loses_network()
    for sight in filter(mode.shows, sights):
        mode.look.worn_by(phone.page, mode.width)
        english = mode.look is ENGLISH
        reader = in_english(phone.page, phone.address) if english else phone.page
        sight.opens(Phone(reader, phone.address), known)
        mode.look.worn_by(phone.page, mode.width)
        with as_tall_as_its_content(phone.page):
            phone.page.screenshot(path=folder / f"{sight.name}.png", animations="disabled")


@contextmanager
def as_tall_as_its_content(page: Page) -> Iterator[None]:
    """So that the bar below stands below, and not across the middle of the picture."""
    usual = page.viewport_size or {"width": 360, "height": 800}
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**usual, "height": max(usual["height"], tall)})
    yield
    page.set_viewport_size(usual)


def make_readme_picture(browser: Browser) -> None:
    """Home and the waterfall of the mother's year, side by side."""
    with running(date(2023, 12, 31)) as address:
        with phone_of(browser, address, scale=2) as phone:
            has(phone, phone.has_member("엄마", band=2, avatar="bird"), MOTHERS_YEAR)
            phone.opens("/?year=2023")
            shots = [phone.page.screenshot(animations="disabled")]
            phone.taps("계산 풀이 보기", role="link")
            phone.page.wait_for_url("**/years/2023")
            shots.append(phone.page.screenshot(animations="disabled"))
        page = browser.new_page(viewport={"width": 800, "height": 864}, device_scale_factor=2)
        pictures = "".join(
            f'<img src="data:image/png;base64,{base64.b64encode(shot).decode()}" alt="">'
            for shot in shots
        )
        page.set_content(f"<style>{FRAME}</style><main>{pictures}</main>")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=README, omit_background=True)
    kilobytes = README.stat().st_size // 1000
    if kilobytes > 300:
        raise SystemExit(f"{README}: {kilobytes} kB is more than a README should carry")


FRAME = """
body { margin: 0 }
main { display: flex; justify-content: center; gap: 24px; padding: 32px }
img { width: 360px; height: 800px; border-radius: 16px; box-shadow: 0 0 0 1px #cdd1d5 }
"""


@contextmanager
def running(today: date | None) -> Iterator[str]:
    """A server that says it is `today`, or tells the real time."""
    now = clock_stopped_at(today.isoformat()) if today else now_in_seoul
    with TemporaryDirectory() as folder, serving(Path(folder), now) as address:
        yield address


@contextmanager
def phone_in(mode: Mode, browser: Browser, address: str) -> Iterator[Phone]:
    with phone_of(browser, address, width=mode.width, keeps_worker=mode.offline) as phone:
        if mode.offline:
            phone = Installed(phone.page, address)
            phone.starts()
        yield phone


@contextmanager
def phone_of(
    browser: Browser,
    address: str,
    *,
    width: int = 360,
    scale: int = 1,
    keeps_worker: bool = False,  # else the clock is the server's
) -> Iterator[Phone]:
    """A phone of somebody who has written nothing yet."""
    context = browser.new_context(
        service_workers="allow" if keeps_worker else "block",
        locale="ko-KR",
        timezone_id="Asia/Seoul",
        viewport={"width": width, "height": 800},
        device_scale_factor=scale,
        has_touch=True,
        is_mobile=True,
    )
    yield Phone(context.new_page(), address)
    context.close()


if __name__ == "__main__":
    main()
