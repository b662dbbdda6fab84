"""The pictures that a phone shows beside 설치: python -m e2e.manifest_pictures

They go to static/icons/screens/ and are kept in git; webapp/shell/manifest.py names them with
their sizes. To be made again when the screens look different.
"""

from __future__ import annotations

import base64
from datetime import date

from playwright.sync_api import Page, sync_playwright

from e2e.browser import find_browser
from e2e.conftest import ARGUMENTS
from e2e.phone import Phone
from e2e.screenshots import ROOT, phone_of, running
from e2e.story import MOTHERS_YEAR, has

PICTURES = ROOT / "static" / "icons" / "screens"
HEAVIEST = 60_000  # bytes
NARROW = {"width": 360, "height": 640}
WIDE = {"width": 1280, "height": 720}


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, running(date(2023, 12, 31)) as address:
        found = find_browser(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        with phone_of(browser, address, scale=2) as phone:
            mother = fill(phone)
            phone.page.set_viewport_size(NARROW)
            take(phone, "/?year=2023", "home")
            take(phone, f"/members/{mother}/years/2023", "year")
        with phone_of(browser, address, width=WIDE["width"]) as phone:
            fill(phone)
            phone.page.set_viewport_size(WIDE)
            take(phone, "/?year=2023", "wide")
        browser.close()


def fill(phone: Phone) -> str:
    phone.page.add_init_script("delete Navigator.prototype.serviceWorker")  # its clock is not ours
    mother = phone.has_member("엄마", band=2)
    has(phone, mother, MOTHERS_YEAR)
    return mother


def take(phone: Phone, path: str, name: str) -> None:
    phone.opens(path)
    phone.page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{name}.webp"
    picture.write_bytes(as_webp(phone.page))
    if picture.stat().st_size > HEAVIEST:
        raise SystemExit(f"{picture}: more than {HEAVIEST // 1000} kB")


def as_webp(page: Page) -> bytes:
    """Playwright's own screenshots are PNG or JPEG."""
    session = page.context.new_cdp_session(page)
    size = page.viewport_size or NARROW
    clip = {"x": 0, "y": 0, **size, "scale": page.evaluate("devicePixelRatio")}
    options = {"format": "webp", "quality": 80, "clip": clip}
    return base64.b64decode(session.send("Page.captureScreenshot", options)["data"])


if __name__ == "__main__":
    main()
