"""What a reader is told of where a text was read."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from webapp.law.rulebook import Source, sources


def present_sources(ids: Iterable[str]) -> list[dict[str, str]]:
    """Each title once, in the order of `ids`; an id that is not known is left out."""
    known = sources()
    titles = dict.fromkeys(title_of(known[id]) for id in ids if id in known)
    return [{"title": title} for title in titles]


def title_of(source: Source) -> str:
    """What a source is called; an official text that was read in a copy says so (H-17)."""
    title = _(source.title)
    quoted = source.kind == "quoted"
    return str(_("%(title)s (옮긴 글에서 읽음)", title=title) if quoted else title)
