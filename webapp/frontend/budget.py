"""What a visit may weigh, and what it does: a build that weighs more fails.

    python -m webapp.frontend.budget

`build.py` runs it last. The bench measures a running server with the same functions, the tests
every part that htmx swaps. A thousand bytes are a KB.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import click
from flask.testing import FlaskClient

from webapp import create_app
from webapp.config import ROOT

KB = 1000  # bytes
FIRST_VISIT = 60 * KB  # home for somebody new, with all that it loads before the typeface
FACE = 60 * KB  # one weight of the app's own letters
FRAGMENT = 15 * KB  # whatever htmx swaps into a page
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
MANIFEST = "static/build/manifest.json"
OWN_FACE = re.compile(r"own-[a-z]+\.woff2")
# Asked for when the app is put on a home screen.
FOR_LATER = {"apple-touch-icon"}
NAMED_BY = {"src", "poster", "data"}  # attributes whose address is loaded, on any element
# Letters come behind what they are drawn on, and are weighed by themselves.
IN_STYLES = re.compile(r"""url\((?!["']?data:)["']?([^"')]+(?<!\.woff2))["']?\)""")
IN_SCRIPTS = re.compile(r"""\bimport\s*(?:[\w$*{},\s]+?\bfrom\s*)?["'](\.{0,2}/[^"'\n]+)["']""")

# An address and the headers to ask with → the body and the headers of the answer.
Fetch = Callable[[str, Mapping[str, str]], tuple[bytes, Iterable[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it goes over the wire to a browser: `size` has its headers, too."""

    path: str
    encoding: str
    size: int
    text: str

    @classmethod
    def by(cls, fetch: Fetch, path: str, asking: Mapping[str, str] | None = None) -> Sent:
        body, headers = fetch(path, {**BROWSER, **(asking or {})})
        encoding = next((value for name, value in headers if name == "Content-Encoding"), "–")
        size = on_the_wire(body, headers)
        plain, _headers = fetch(path, asking or {})
        return cls(path, encoding, size, plain.decode(errors="replace"))


def on_the_wire(body: bytes, headers: Iterable[tuple[str, str]]) -> int:
    """Bytes of an answer, each header with its colon, its space and its end of line."""
    return len(body) + sum(len(name) + len(value) + 4 for name, value in headers)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something beside the most that it may weigh, in bytes."""

    what: str
    size: int
    most: int

    def __str__(self) -> str:
        return f"{self.what}: {kb(self.size)} of {kb(self.most)}"

    @property
    def is_too_much(self) -> bool:
        return self.size > self.most


class Loading(HTMLParser):
    """The addresses that a page makes a browser load by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        named = [value for name, value in given.items() if name in NAMED_BY]
        named += [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
        if tag == "use" or (tag == "link" and given.get("rel") not in FOR_LATER):
            named.append(given.get("href", ""))
        self.found |= {each.partition("#")[0] for each in named} - {""}


def first_visit(fetch: Fetch) -> list[Sent]:
    """Home, then all that it asks for by itself, and what that asks for."""
    sent = {"/": Sent.by(fetch, "/")}
    asked = sorted(Loading(sent["/"].text).found)
    while asked:
        path = asked.pop(0)
        if path not in sent:
            sent[path] = Sent.by(fetch, path)
            asked += named_in(sent[path])
    return [sent.pop("/"), *(sent[path] for path in sorted(sent))]


def named_in(sent: Sent) -> list[str]:
    """What a style sheet or a script loads in its turn."""
    kind = sent.path.rpartition(".")[2]
    looking = {"css": IN_STYLES, "js": IN_SCRIPTS}.get(kind)
    return [urljoin(sent.path, each) for each in looking.findall(sent.text)] if looking else []


def total(sent: Iterable[Sent]) -> int:
    return sum(each.size for each in sent)


def faces(root: Path) -> dict[str, int]:
    """Bytes of each weight of the app's own letters, which are sent as they lie there."""
    built: dict[str, str] = json.loads((root / MANIFEST).read_text("utf-8"))
    own = {name: root / url.lstrip("/") for name, url in built.items() if OWN_FACE.fullmatch(name)}
    return {name: path.stat().st_size for name, path in own.items()}


def through(client: FlaskClient) -> Fetch:
    """Ask the app without a network. Raises `ValueError` where there is no page."""

    def fetch(path: str, asking: Mapping[str, str]) -> tuple[bytes, list[tuple[str, str]]]:
        with client.get(path, headers=dict(asking)) as answer:
            if answer.status_code != 200:
                raise ValueError(f"{path}: {answer.status}")
            return answer.get_data(), list(answer.headers.items())

    return fetch


def kb(size: int) -> str:
    return f"{size / KB:,.1f} KB"


def weigh(root: Path) -> list[Weighed]:
    """What is known as soon as the app is built."""
    app = create_app(database_url="sqlite://", demo=False, trusted_hosts=())
    visit = first_visit(through(app.test_client(use_cookies=False)))
    return [
        Weighed("first visit of the home screen", total(visit), FIRST_VISIT),
        *(Weighed(name, size, FACE) for name, size in faces(root).items()),
    ]


def main() -> None:
    weighed = weigh(ROOT)
    for each in weighed:
        click.echo(str(each))
    if any(each.is_too_much for each in weighed):
        sys.exit("too heavy")


if __name__ == "__main__":
    main()
