"""The law's data as a module for the worker: static/worker/generated/law-data.js.

`write` is called before the build looks at its inputs, so a new number of the law is a changed
source like any other. Standard library alone, and `webapp/law/rulebook.py` is found by its path,
because a wheel is built where the app is not installed.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Set
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

OUTPUT = "static/worker/generated/law-data.js"

# File of webapp/law/data → keys that no screen shows and no rule reads.
LEFT_OUT: dict[str, Set[str]] = {
    "caps": frozenset(),
    "exclusions": {"evidence", "source", "status", "checked"},
    "stays": {"counting", "legal", "note", "source", "status", "checked"},
    "calendar": {"source", "status", "checked"},
    "premium_brackets": {"checked"},
    "help": frozenset(),
    "statistics": frozenset(),
}
# Files whose sources 이 앱에 대해 lists, in its order.
LISTED = (
    *("caps", "exclusions", "stays", "calendar", "premium_brackets", "banks", "papers"),
    *("help", "statistics"),
)


def write(root: Path) -> Path:
    """Bring the module up to date with the data. An unchanged one is not touched."""
    path = root / OUTPUT
    text = module(content(root), versions(root))
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.{os.getpid()}")
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)
    return path


def content(root: Path) -> dict[str, Any]:
    """File name → its parsed rows.

    `evidence` says what each file stands on, and `sources` holds those that all these cite.
    """
    rulebook = load(root / "webapp/law/rulebook.py")
    files = {name: without(rulebook.read(name), keys) for name, keys in LEFT_OUT.items()}
    found = {name: rulebook.evidence(name) for name in LISTED}
    files["evidence"] = {
        name: {"source": list(each.sources), "checked": each.checked}
        for name, each in found.items()
    }
    used = set(cited(files))
    files["sources"] = {
        id: {"title": source.title, "kind": source.kind}
        for id, source in rulebook.sources().items()
        if id in used
    }
    return files


def versions(root: Path) -> dict[str, str]:
    """File name → its version, as the server says it."""
    rulebook = load(root / "webapp/law/rulebook.py")
    return {name: rulebook.version_of(name) for name in LEFT_OUT}


def module(content: dict[str, Any], versions: dict[str, str]) -> str:
    """The text of the module. Days become ISO strings."""
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return (
        "// Made by webapp/frontend/law_data.py from webapp/law/data. Edits are lost.\n"
        f"export const versions = {json.dumps(versions)};\n"
        f"export const files = {data};\n"
    )


def without(value: Any, keys: Set[str]) -> Any:
    if isinstance(value, dict):
        return {name: without(each, keys) for name, each in value.items() if name not in keys}
    if isinstance(value, list):
        return [without(each, keys) for each in value]
    return value


def cited(value: Any) -> Iterator[str]:
    """The ids in every `source` list."""
    if isinstance(value, dict):
        yield from value.get("source", ())
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from cited(each)


def load(path: Path) -> ModuleType:
    """A module that stands by itself, by its path."""
    name = "law_data_" + path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found  # dataclasses look their module up there
    spec.loader.exec_module(found)
    return found


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[2])
