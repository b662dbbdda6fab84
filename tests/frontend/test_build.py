"""What `make` and the wheel rely on: hashed names, a true manifest, no needless work."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import brotli
import pytest

from webapp.frontend import build as frontend
from webapp.frontend.icons import ICONS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (".css", ".js", ".svg")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small project with the real packages, the real drawings and two icons."""
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    for name in ("icon.svg", "maskable.svg"):
        write(tmp_path / "static/icons" / name, (ROOT / "static/icons" / name).read_text())
    for name, text in {
        "static/page/app.js": "import { hello } from './hello.js'; console.log(hello);",
        "static/page/hello.js": "export const hello = '안녕하세요';",
        "static/styles/app.css": "@import './base.css';",
        "static/styles/base.css": "body { color: rebeccapurple }",
        "static/icons/sprite.txt": "house\nreceipt\n",
        "static/worker/main.js": "import * as made from './generated/assets.js'; self.made = made;",
        "static/worker/languages.js": "self.catalogues = {};",
        "static/scan/page.js": "import { READING } from './generated/packs.js'; read(READING);",
        "static/scan/ocr-worker.js": "postMessage('읽었어요');",
        "static/message/page.js": "console.log('살펴봤어요');",
        "static/backup/page.js": "import { ZIP } from '../scan/generated/packs.js'; pack(ZIP);",
        "static/backup/table-reader.js": "export { unzip } from 'fflate';",
        "static/backup/unzip.js": "export const unzip = '풀어요';",
        "webapp/frontend/recogniser/weights/recogniser.bin": "weights",
        "webapp/frontend/recogniser/weights/recogniser.json": "{}",
        "webapp/__init__.py": "",
        "webapp/frontend/__init__.py": "",
        "webapp/frontend/generate.py": "",
        "webapp/frontend/budget.py": "",
        "webapp/frontend/build.py": "",
    }.items():
        write(tmp_path / name, text)
    return tmp_path


def build(checkout: Path) -> dict[str, Path]:
    """Build; returns logical name → built file, as the manifest has it."""
    frontend.build(checkout, log=lambda message: None)
    manifest = json.loads((checkout / "static/build/manifest.json").read_text())
    assert all(url.startswith("/static/build/") for url in manifest.values())
    return {name: checkout / url.lstrip("/") for name, url in manifest.items()}


def test_the_manifest_names_the_built_files(checkout: Path) -> None:
    built = build(checkout)
    assert set(built) == {
        *("app.js", "app.css", "backup.js", "message.js", "scan.js", "icons.svg"),
        *ICONS,
    }
    assert "안녕하세요" in built["app.js"].read_text()
    assert "body" in built["app.css"].read_text()


def test_an_icon_is_a_symbol_in_the_colour_of_the_text(checkout: Path) -> None:
    sprite = build(checkout)["icons.svg"].read_text()
    assert sprite.count("<symbol ") == 2
    assert '<symbol id="house" viewBox="0 0 24 24" fill="none" stroke="currentColor"' in sprite


def test_a_second_build_does_nothing(checkout: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in build(checkout).values()}
    after = {path: path.stat().st_mtime_ns for path in build(checkout).values()}
    assert after == before


def test_a_change_gets_a_new_name_and_the_old_file_goes(checkout: Path) -> None:
    before = build(checkout)
    write(checkout / "static/page/hello.js", "export const hello = '반갑습니다';")
    after = build(checkout)
    assert after["app.js"] != before["app.js"]
    assert after["app.css"] == before["app.css"]
    left = {path.name for path in (checkout / "static/build").iterdir()}
    others = {name for name in left if re.fullmatch(r"languages-\w+\.js", name)}
    assert len(others) == 1
    named = {path.name for path in after.values()}
    named |= {f"{name}.br" for name in named | others | {"sw.js"} if name.endswith(TEXT)}
    always = {".stamp", "manifest.json", "packs.json", "sw.js", "scan", "pdf", "files"}
    assert left == {*always, *others, *named}


def packs(checkout: Path) -> dict[str, list[dict[str, Any]]]:
    build(checkout)
    found: dict[str, list[dict[str, Any]]] = json.loads(
        (checkout / "static/build/packs.json").read_text()
    )
    return found


def test_what_is_fetched_on_first_use_lies_there_twice_and_is_listed_with_its_hash(
    checkout: Path,
) -> None:
    for part in (each for parts in packs(checkout).values() for each in parts):
        plain, sent = (checkout / part[name].lstrip("/") for name in ("url", "sent"))
        assert gzip.decompress(sent.read_bytes()) == plain.read_bytes()
        assert sent.stat().st_size == part["bytes"]
        assert hashlib.sha256(sent.read_bytes()).hexdigest() == part["sha256"]


def test_what_is_sent_as_text_lies_there_by_brotli_too(checkout: Path) -> None:
    built = [path for path in build(checkout).values() if path.name.endswith(TEXT)]
    assert len(built) > 4
    for path in [*built, checkout / "static/build/sw.js"]:
        small = path.with_name(f"{path.name}.br").read_bytes()
        assert brotli.decompress(small) == path.read_bytes()


def test_parts_of_a_group_keep_their_names_beside_each_other(checkout: Path) -> None:
    urls = {part["name"]: part["url"] for part in packs(checkout)["READING"]}
    folder = urls["worker.min.js"].rpartition("/")[0]
    for name in ("tesseract-core-simd-lstm.wasm", "kor.traineddata.gz"):
        assert urls[name] == f"{folder}/{name}"


def test_tables_are_unpacked_without_workers_of_their_own(checkout: Path) -> None:
    [reader] = packs(checkout)["TABLES"]
    assert "풀어요" in (checkout / reader["url"].lstrip("/")).read_text("utf-8")


def test_what_is_fetched_on_first_use_is_not_installed(checkout: Path) -> None:
    fetched = {part["url"] for parts in packs(checkout).values() for part in parts}
    worker = (checkout / "static/build/sw.js").read_text("utf-8")
    assert not [url for url in fetched if url in worker]


def test_a_changed_part_alone_gets_a_new_address_and_the_old_one_goes(checkout: Path) -> None:
    before = {part["name"]: part["url"] for part in packs(checkout)["READING"]}
    write(checkout / "webapp/frontend/recogniser/weights/recogniser.bin", "other weights")
    after = {part["name"]: part["url"] for part in packs(checkout)["READING"]}
    assert {name for name in after if after[name] != before[name]} == {"recogniser.bin"}
    assert not (checkout / before["recogniser.bin"].lstrip("/")).exists()


def test_the_page_knows_the_packs_and_the_worker_does_not_keep_them(checkout: Path) -> None:
    [weights] = [each for each in packs(checkout)["READING"] if each["name"] == "recogniser.bin"]
    assert weights["sha256"] in build(checkout)["scan.js"].read_text()
    assert "/static/build/scan/" not in (checkout / "static/build/sw.js").read_text()


def test_weights_that_are_lost_are_named(checkout: Path) -> None:
    (checkout / "webapp/frontend/recogniser/weights/recogniser.bin").unlink()
    with pytest.raises(frontend.BuildError, match=r"weights/recogniser\.bin"):
        build(checkout)


def test_a_lost_part_is_built_again(checkout: Path) -> None:
    lost = checkout / packs(checkout)["PDF"][0]["sent"].lstrip("/")
    lost.unlink()
    build(checkout)
    assert lost.is_file()


def test_the_worker_keeps_what_the_pages_ask_for(checkout: Path) -> None:
    built = build(checkout)
    worker = (checkout / "static/build/sw.js").read_text()
    assert all(f"/static/build/{path.name}" in worker for path in built.values())
    assert "@version@" not in worker


def test_a_new_stylesheet_is_a_new_worker(checkout: Path) -> None:
    """The browser updates a worker whose script has changed; it is one, if anything has."""
    build(checkout)
    before = (checkout / "static/build/sw.js").read_text()
    write(checkout / "static/styles/base.css", "body { color: navy }")
    build(checkout)
    assert (checkout / "static/build/sw.js").read_text() != before


def test_what_has_no_twin_is_named_and_the_last_build_stays(checkout: Path) -> None:
    built = build(checkout)
    write(checkout / "webapp/frontend/generate.py", "raise SystemExit('home.html:12: no twin')")
    with pytest.raises(frontend.BuildError, match=r"home\.html:12"):
        build(checkout)
    assert all(path.is_file() for path in built.values())


def test_a_build_that_is_too_heavy_fails_until_it_is_lighter(checkout: Path) -> None:
    budget = checkout / "webapp/frontend/budget.py"
    write(budget, "raise SystemExit('first visit of the home screen: 61.0 KB of 60.0 KB')")
    for _again in range(2):
        with pytest.raises(frontend.BuildError, match=r"61\.0 KB of 60\.0 KB"):
            build(checkout)
    write(budget, "")
    build(checkout)
    assert frontend.is_current(checkout)


def test_a_build_says_what_it_weighs(checkout: Path) -> None:
    write(checkout / "webapp/frontend/budget.py", "print('own-bold.woff2: 54.6 KB of 60.0 KB')")
    said: list[str] = []
    frontend.build(checkout, log=lambda line: said.append(str(line)))
    assert "frontend: own-bold.woff2: 54.6 KB of 60.0 KB" in said


def test_a_lost_file_is_built_again(checkout: Path) -> None:
    lost = build(checkout)["icons.svg"]
    lost.unlink()
    build(checkout)
    assert lost.is_file()


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        pytest.param("static/icons/sprite.txt", "hause", "'hause'", id="an icon nobody drew"),
        pytest.param("static/page/hello.js", "export const", "hello.js:1", id="a syntax error"),
    ],
)
def test_a_broken_source_is_named_and_the_last_build_stays(
    checkout: Path, file: str, text: str, says: str
) -> None:
    built = build(checkout)
    write(checkout / file, text)
    with pytest.raises(frontend.BuildError, match=says):
        build(checkout)
    assert all(path.is_file() for path in built.values())
    assert not list((checkout / "static/build").glob(".new-*"))


def test_without_node_it_says_what_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "find_node", lambda: None)
    with pytest.raises(frontend.BuildError, match=r"Node\.js 20 or newer"):
        frontend.build(checkout, log=lambda message: None)


def test_an_old_node_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("node", "npm"):
        write(tmp_path / name, "#!/bin/sh\necho v18.19.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    found = frontend.find_node()
    assert found is None or found.node != str(tmp_path / "node")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
