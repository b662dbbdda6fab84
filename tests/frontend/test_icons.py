"""The app's own icon: drawn once, cut for every phone, and nobody's logo but ours."""

from __future__ import annotations

import math
import re
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from webapp.frontend.build import require_node
from webapp.frontend.icons import ICONS, write

ROOT = Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SAFE_RADIUS = 0.4  # of the width: what every mask of a maskable icon leaves


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Logical name → the PNG that the build makes."""
    made, node = tmp_path_factory.mktemp("icons"), require_node()

    def run_node(arguments: list[str]) -> None:
        subprocess.run([node.node, *arguments], cwd=ROOT, env=node.env, check=True)

    return {name: made / file for name, file in write(ROOT, made, run_node).items()}


def test_every_icon_is_a_square_png_of_its_size(drawn: dict[str, Path]) -> None:
    for name, (_, size) in ICONS.items():
        content = drawn[name].read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n", name
        assert struct.unpack(">II", content[16:24]) == (size, size), name


def test_an_icon_is_light_and_its_name_changes_with_it(drawn: dict[str, Path]) -> None:
    for name, file in drawn.items():
        assert file.stat().st_size < 20_000, name
        assert re.fullmatch(rf"{name.removesuffix('.png')}-[0-9A-F]{{8}}\.png", file.name)


def test_phones_get_the_sizes_that_they_ask_for() -> None:
    assert {size for name, (_, size) in ICONS.items() if name.startswith("icon")} == {192, 512}
    assert {size for name, (_, size) in ICONS.items() if name.startswith("maskable")} == {192, 512}
    assert ICONS["apple-touch-icon.png"][1] == 180


def test_a_maskable_icon_keeps_what_it_shows_in_the_middle(tmp_path: Path) -> None:
    """Outside the safe circle there is ground alone, and the ground has no corner cut off."""
    drawing = ElementTree.parse(ROOT / "static/icons/maskable.svg").getroot()
    ground = drawing[0]
    assert ground.tag == f"{SVG}rect"
    assert ground.attrib.keys() == {"width", "height", "fill"}
    width = float(drawing.attrib["viewBox"].split()[2])
    moved = re.fullmatch(
        r"translate\(32 32\) scale\(([\d.]+)\) translate\(-32 -33\)", drawing[1].attrib["transform"]
    )
    assert moved is not None
    for x, y in ends_of_the_art():
        far = math.hypot(x - 32, y - 33) * float(moved[1])
        assert far <= SAFE_RADIUS * width, (x, y)


def ends_of_the_art() -> list[tuple[float, float]]:
    """The outermost points: of the ceiling with half its width around, and of the paper."""
    return [(9, 14), (12.5, 10.5), (51.5, 10.5), (55, 14), (15, 57), (49, 57)]


def test_both_drawings_show_the_same() -> None:
    plain = ElementTree.parse(ROOT / "static/icons/icon.svg").getroot()
    masked = ElementTree.parse(ROOT / "static/icons/maskable.svg").getroot()
    art = [path.attrib for path in plain.iter(f"{SVG}path")]
    assert art == [path.attrib for path in masked.iter(f"{SVG}path")]
    assert len(art) == 3


@pytest.mark.parametrize("name", ["icon.svg", "maskable.svg"])
def test_a_drawing_is_drawn_and_brings_nothing_along(name: str) -> None:
    text = (ROOT / "static/icons" / name).read_text()
    assert not re.search(r"<image|<script|<text|href|data:|style=", text)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
