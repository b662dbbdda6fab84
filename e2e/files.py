"""The screens of files, as a hand goes through them: made, chosen, opened, taken over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from e2e.installed import Installed
from e2e.server import Server
from e2e.story import BILL

PASSPHRASE = "봄날의 보리밭길"
OTHER_BILL = {**BILL, "provider_name": "튼튼약국", "provider_kind": "pharmacy", "copay": 9_900}
FIXTURES = Path(__file__).parents[1] / "tests" / "frontend" / "backup"


def makes(phone: Installed, path: str, button: str, folder: Path, *, photos: bool = False) -> Path:
    """Makes a file on one of the screens, and saves it."""
    phone.opens(path)
    page = phone.page
    page.get_by_label("암호", exact=True).fill(PASSPHRASE)
    page.get_by_label("암호 한 번 더").fill(PASSPHRASE)
    if photos:
        page.get_by_label(re.compile("사진도 함께")).check()
    return saved(phone, button, folder)


def saved(phone: Installed, button: str, folder: Path) -> Path:
    phone.taps(button)
    with phone.page.expect_download() as download:
        phone.taps("파일 저장하기", role="link")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def chooses(phone: Installed, file: Path) -> None:
    phone.opens("/export/restoration")
    phone.page.locator("[data-when~=ready]").first.wait_for()
    phone.page.locator("[data-file]").set_input_files(file)


def opens_file(phone: Installed, file: Path, passphrase: str = PASSPHRASE) -> None:
    chooses(phone, file)
    phone.page.get_by_label("암호", exact=True).fill(passphrase)
    phone.taps("열어 보기")


def counts(phone: Installed) -> dict[str, int]:
    """What the preview says of the file."""
    heading = phone.page.get_by_role("heading", level=2, name=re.compile("것이에요$"))
    heading.wait_for()
    says = phone.page.locator("section:has(> #preview) .pairs div")
    found = {}
    for each in says.all():
        term, number = each.locator("dt").inner_text(), each.locator("dd").inner_text()
        found[term] = int(re.sub(r"\D", "", number))
    return found


def takes(phone: Installed) -> None:
    phone.page.get_by_role("button", name="되살리기").tap()
    phone.page.get_by_role("heading", name="되살렸어요").wait_for()


def imports(phone: Installed, file: Path) -> None:
    phone.opens("/export/import")
    phone.page.locator("[data-when~=ready]").first.wait_for()
    phone.page.locator("[data-file]").set_input_files(file)
    phone.page.get_by_role("heading", name="칸을 맞춰 주세요").wait_for()


def receipts(server: Server, member: str) -> list[Any]:
    rows = server.rows(
        "SELECT id, provider_name, copay FROM receipt"
        " WHERE member_id = :id AND deleted_at IS NULL ORDER BY copay",
        id=member,
    )
    return [tuple(row) for row in rows]


def erases_everything(phone: Installed) -> None:
    phone.opens("/leaving")
    phone.types(word="지우기")
    phone.page.get_by_role("button", name="모두 지우기").tap()
    phone.page.wait_for_url("**/leaving/done")
    phone.page.wait_for_function("indexedDB.databases().then((all) => !all.length)")
    phone.starts()
