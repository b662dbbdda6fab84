"""The pictures of the screens can still be taken."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from e2e.screens import EMPTY
from e2e.screenshots import photograph


def test_a_handful_of_screens_is_photographed(browser: Browser, tmp_path: Path) -> None:
    photograph(browser, ["english"], "words", tmp_path)
    pictures = {path.stem: Image.open(path) for path in (tmp_path / "english").iterdir()}
    assert set(pictures) == {sight.name for sight in EMPTY if sight.name.startswith("words")}
    for name, picture in pictures.items():
        with picture:
            assert picture.width == 360, name
            assert len(picture.convert("RGB").getcolors(1 << 24)) > 100, name  # not a blank page
