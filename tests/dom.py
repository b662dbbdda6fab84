"""Reads a page as a browser does: elements, and the form that a person would send."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from tests.person import Page

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSENT = {"submit", "button", "reset", "image", "file"}


class Element:
    def __init__(self, tag: str, attrs: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attrs, self.parent = tag, attrs, parent
        self.children: list[Element | str] = []

    def __iter__(self) -> Iterator[Element]:
        """Every element inside, in the order of the page; what a template holds is not on it."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                if child.tag != "template":
                    yield from child

    def all(self, tag: str = "", **attrs: str) -> list[Element]:
        """`page.all("a", aria_current="page")`"""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            each
            for each in self
            if tag in ("", each.tag)
            and all(each.matches(name, value) for name, value in wanted.items())
        ]

    def one(self, tag: str = "", **attrs: str) -> Element:
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag}> {attrs}"
        return found[0]

    def matches(self, name: str, value: str) -> bool:
        if name == "class":
            return set(value.split()) <= self.classes
        return self.attrs.get(name) == value

    @property
    def text(self) -> str:
        parts = [each.text if isinstance(each, Element) else each for each in self.children]
        return " ".join(" ".join(parts).split())

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def around(self) -> Iterator[Element]:
        """The elements it stands in, the nearest first."""
        outer = self.parent
        while outer is not None:
            yield outer
            outer = outer.parent


class Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)

    def handle_endtag(self, tag: str) -> None:
        around = [self.open, *self.open.around()]
        closed = next((each for each in around if each.tag == tag), None)
        if closed is not None and closed.parent is not None:
            self.open = closed.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read(html: str) -> Element:
    builder = Builder()
    builder.feed(html)
    return builder.root


def form(page: Page, action: str) -> dict[str, str]:
    """What the form of that address would send as it stands."""
    found = [
        each
        for each in read(page.html).all("form", action=action)
        if each.attrs["method"] == "post"
    ]
    assert found, f"no form that posts to {action}: {page.text}"
    return fields(found[0])


def fields(form: Element) -> dict[str, str]:
    sent: dict[str, str] = {}
    for each in form:
        name, kind = each.attrs.get("name"), each.attrs.get("type", "text")
        if not name:
            continue
        if each.tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in each.attrs:
                sent[name] = each.attrs.get("value", "on")
        elif each.tag == "input" and kind not in UNSENT:
            sent[name] = each.attrs.get("value", "")
        elif each.tag == "textarea":
            sent[name] = "".join(str(child) for child in each.children)
        elif each.tag == "select":
            options = each.all("option")
            chosen = [option for option in options if "selected" in option.attrs] or options[:1]
            sent.update((name, option.attrs.get("value", "")) for option in chosen)
    return sent
