"""What the catalogues of webapp/translations are compiled to.

    python -m webapp.frontend.catalogues

For Flask a messages.mo beside each messages.po, for the worker catalogue-*.js in
static/worker/generated.
"""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from webapp.config import ROOT
from webapp.frontend.jinja2js.catalogue import compile_catalogue

DOMAIN = "LC_MESSAGES/messages"
WORKERS = "static/worker/generated/catalogue-{}.js"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # so that equal messages make equal files


def write(root: Path) -> None:
    """Bring all of them up to date. An unchanged one is not touched."""
    for folder in translations(root):
        found = read(folder)
        put(folder / f"{DOMAIN}.mo", binary(found))
        put(root / WORKERS.format(folder.name), module(found).encode())


def translations(root: Path) -> list[Path]:
    """A folder for each language but Korean, which is what the texts are written in."""
    return sorted(path.parents[1] for path in (root / "webapp/translations").glob(f"*/{DOMAIN}.po"))


def read(folder: Path) -> Catalog:
    with (folder / f"{DOMAIN}.po").open("rb") as file:
        found = read_po(file, locale=folder.name, abort_invalid=True)
    found.creation_date = found.revision_date = LONG_AGO
    return found


def binary(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def module(catalogue: Catalog) -> str:
    """For `speak` of static/worker/gettext.js."""
    return (
        "// Made by webapp/frontend/catalogues.py from webapp/translations. Edits are lost.\n"
        '/** @type {import("../gettext.js").Catalogue} */\n'
        f"export default {compile_catalogue(catalogue)};\n"
    )


def put(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(content)
    os.replace(new, path)


if __name__ == "__main__":
    write(ROOT)
