"""A table that scrolls can be come to by key: who cannot see it hears which one it is."""

from __future__ import annotations

from collections.abc import Mapping

from tests.dom import Element, read
from tests.person import Page


def test_every_table_that_scrolls_is_named_after_what_it_shows(pages: Mapping[str, Page]) -> None:
    seen = 0
    for where, page in pages.items():
        whole = read(page.html)
        names = [name_of(each, whole) for each in whole.all("div", class_="table-scroll")]
        assert all(names), where
        assert "표" not in names, where
        assert len(set(names)) == len(names), where
        seen += len(names)
    assert seen > 10


def name_of(part: Element, page: Element) -> str:
    if "aria-labelledby" in part.attrs:
        return page.one(id=part.attrs["aria-labelledby"]).text
    return part.attrs.get("aria-label", "")
