"""The worker gets the law's numbers as they stand in webapp/law/data, and a name for each file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from webapp.frontend import law_data

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "webapp/law", tmp_path / "webapp/law")
    return tmp_path


def test_it_holds_numbers_words_and_days(checkout: Path) -> None:
    content = law_data.content(checkout)
    assert set(content) == {*law_data.LEFT_OUT, "evidence", "sources"}
    year = next(row for row in content["caps"]["year"] if row["year"] == 2023)
    assert year["general"][0] == 870_000
    assert '"start":"2024-09-02"' in law_data.write(checkout).read_text(encoding="utf-8")


def test_what_no_screen_shows_stays_at_home(checkout: Path) -> None:
    text = json.dumps(law_data.content(checkout)["exclusions"], default=str)
    assert "evidence" not in text
    text = json.dumps(law_data.content(checkout), default=str)
    assert "https://" not in text


def test_only_sources_that_are_cited(checkout: Path) -> None:
    content = law_data.content(checkout)
    assert "mohw-20240901" in content["sources"]
    assert set(content["sources"]) == set(law_data.cited(content))


def test_an_unchanged_module_is_not_touched(checkout: Path) -> None:
    before = law_data.write(checkout).stat().st_mtime_ns
    assert law_data.write(checkout).stat().st_mtime_ns == before


def test_a_changed_number_is_a_new_version(checkout: Path) -> None:
    before = law_data.write(checkout).read_text(encoding="utf-8")
    data = checkout / "webapp/law/data/caps.toml"
    data.write_text(data.read_text(encoding="utf-8").replace("870_000", "871_000"))
    after = law_data.write(checkout).read_text(encoding="utf-8")
    assert "871000" in after
    assert versions(after).pop("caps") != versions(before).pop("caps")


def versions(text: str) -> dict[str, str]:
    found = re.search(r"versions = (.+);", text)
    assert found is not None
    named: dict[str, str] = json.loads(found[1])
    return named
