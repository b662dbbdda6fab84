"""What a phone reads before it puts the app on its home screen."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.dom import read
from tests.person import Person

ROOT = Path(__file__).resolve().parents[2]
PICTURE = 60_000  # bytes, at most
FROM_HANGUL = re.compile("[가-힣]")


@pytest.fixture
def manifest(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = person.client.get("/manifest.webmanifest").get_json(force=True)
    return found


def test_every_page_names_it(person: Person) -> None:
    head = read(person.get("/").html)
    link = head.one("link", rel="manifest").attrs
    assert link["href"] == "/manifest.webmanifest"
    assert link["crossorigin"] == "use-credentials"  # else the language cookie stays behind
    icon = head.one("link", rel="apple-touch-icon").attrs["href"]
    assert png_size(person, icon) == (180, 180)


def test_it_is_what_browsers_take_for_a_manifest(person: Person) -> None:
    answer = person.client.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    assert answer.get_json(force=True)["id"] == "/"


def test_it_is_fetched_again_only_when_it_changed(person: Person) -> None:
    answer = person.client.get("/manifest.webmanifest")
    again = {"If-None-Match": answer.headers["ETag"]}
    assert person.client.get("/manifest.webmanifest", headers=again).status_code == 304
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]


def test_the_name_says_what_the_app_is_not_and_fits_below_an_icon(manifest: dict[str, Any]) -> None:
    assert "상한지기" in manifest["name"]
    assert "모의" in manifest["name"]
    assert "비공식" in manifest["name"]
    assert 0 < len(FROM_HANGUL.findall(manifest["short_name"])) <= 6
    assert manifest["lang"] == "ko"
    assert manifest["dir"] == "ltr"


def test_it_opens_as_an_app_of_its_own(manifest: dict[str, Any]) -> None:
    assert manifest["start_url"] == "/?src=pwa"
    assert manifest["scope"] == "/"
    assert manifest["display"] == "standalone"
    assert manifest["display_override"] == ["standalone", "minimal-ui"]
    assert manifest["launch_handler"] == {"client_mode": "navigate-existing"}
    assert manifest["handle_links"] == "preferred"
    assert set(manifest["categories"]) == {"medical", "finance", "utilities"}


def test_the_start_address_is_home(person: Person, manifest: dict[str, Any]) -> None:
    assert person.get(manifest["start_url"]).status == 200


def test_its_colours_are_those_of_the_app(person: Person, manifest: dict[str, Any]) -> None:
    tokens = (ROOT / "static/styles/tokens.css").read_text()
    assert f"--canvas: light-dark({manifest['background_color']}," in tokens
    head = read(person.get("/").html)
    assert manifest["theme_color"] in {
        each.attrs["content"] for each in head.all("meta", name="theme-color")
    }


@pytest.mark.parametrize("purpose", ["any", "maskable"])
def test_there_is_an_icon_for_every_place(
    person: Person, manifest: dict[str, Any], purpose: str
) -> None:
    icons = [each for each in manifest["icons"] if each["purpose"] == purpose]
    assert {each["sizes"] for each in icons} == {"192x192", "512x512"}
    for each in icons:
        assert each["type"] == "image/png"
        width, height = png_size(person, each["src"])
        assert f"{width}x{height}" == each["sizes"]


def test_a_shortcut_leads_to_a_screen_that_is_there(app: Flask, manifest: dict[str, Any]) -> None:
    assert 0 < len(manifest["shortcuts"]) <= 4
    addresses = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    for each in manifest["shortcuts"]:
        assert each["url"] in addresses
        assert each["name"]
        assert each["icons"]


def test_other_apps_may_share_pictures_and_pdf_files_with_it(
    app: Flask, manifest: dict[str, Any]
) -> None:
    target = manifest["share_target"]
    assert (target["method"], target["enctype"]) == ("POST", "multipart/form-data")
    addresses = {rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert target["action"] in addresses
    [files] = target["params"]["files"]
    assert files == {"name": "photo", "accept": ["image/*", "application/pdf"]}


def test_its_pictures_are_there_for_phones_and_for_wide_windows(
    person: Person, manifest: dict[str, Any]
) -> None:
    assert [each["form_factor"] for each in manifest["screenshots"]] == ["narrow", "narrow", "wide"]
    for each in manifest["screenshots"]:
        picture = ROOT / each["src"].lstrip("/")
        assert picture.stat().st_size <= PICTURE
        assert webp_size(picture) == tuple(map(int, each["sizes"].split("x")))
        assert each["type"] == "image/webp"
        assert each["label"]
        with person.client.get(each["src"]) as answer:
            assert answer.status_code == 200


def test_pictures_of_a_kind_have_one_shape(manifest: dict[str, Any]) -> None:
    """Chrome shows only those that share the shape of the first, at most 2.3 times as long."""
    for form_factor in ("narrow", "wide"):
        sizes = {
            tuple(map(int, each["sizes"].split("x")))
            for each in manifest["screenshots"]
            if each["form_factor"] == form_factor
        }
        assert len(sizes) == 1
        assert max(*sizes.pop()) <= 3840


def test_it_speaks_the_language_that_was_chosen(person: Person, manifest: dict[str, Any]) -> None:
    person.post("/settings/language", {"lang": "en"})
    english = person.client.get("/manifest.webmanifest").get_json(force=True)
    assert english["lang"] == "en"
    assert english["id"] == manifest["id"]


def png_size(person: Person, address: str) -> tuple[int, int]:
    with person.client.get(address) as answer:
        content = answer.get_data()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def webp_size(picture: Path) -> tuple[int, int]:
    """Of the three kinds of WebP the two that Chromium writes."""
    content = picture.read_bytes()
    assert content[:4] == b"RIFF"
    if content[12:16] == b"VP8X":
        width, height = content[24:27] + b"\0", content[27:30] + b"\0"
        return struct.unpack("<I", width)[0] + 1, struct.unpack("<I", height)[0] + 1
    assert content[12:16] == b"VP8 "
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF
