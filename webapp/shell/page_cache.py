"""Pages of a household that has not changed since they were last made.

The key holds everything a page depends on: the household's revision, the address, the day,
the language.
A write raises the revision, so nothing stale can be found again; each process keeps its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError

from webapp import look
from webapp.clock import today
from webapp.extensions import wants_fragment
from webapp.household.visits import current_visit
from webapp.language import chosen
from webapp.routes import SCREENS

BYTES = 16 * 1024 * 1024
OWN = ("Set-Cookie", "Date")  # belong to one answer, not to the page

Key = tuple[str, str, int, str, bool, str, str, str, str]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it went out: compressed, with its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]


def size_of(page: KeptPage) -> int:
    return len(page.body)


class PageCache:
    """Finished screens by key, the least recently used forgotten first."""

    def __init__(self, size: int = BYTES) -> None:
        self._pages: LRUCache[Key, KeptPage] = LRUCache(size, getsizeof=size_of)
        self._lock = Lock()

    def register(self, app: Flask) -> None:
        """Before every other part: what is asked for first is kept last, when it is finished."""
        app.before_request(self.answer)
        app.after_request(self.keep)

    def answer(self) -> Response | None:
        key = self.key()
        if key is None:
            return None
        with self._lock:
            page = self._pages.get(key)
        if page is None:
            g.page_key = key
            return None
        g.kept_page = True
        return Response(page.body, headers=list(page.headers))

    def keep(self, response: Response) -> Response:
        key = g.pop("page_key", None)
        if key is not None and response.status_code == 200 and response.mimetype == "text/html":
            headers = tuple(item for item in response.headers if item[0] not in OWN)
            page = KeptPage(response.get_data(), headers)
            if size_of(page) < BYTES:
                with self._lock:
                    self._pages[key] = page
        return response

    def key(self) -> Key | None:
        """None for what is not a screen of a household, or is made anew each time (forms)."""
        name = (request.endpoint or "").rpartition(".")[2]
        screen = SCREENS.get(name)
        if request.method != "GET" or screen is None or name in FRESH:
            return None
        visit = None
        with suppress(OperationalError):  # whoever needs the database will say so
            visit = current_visit()
        if visit is None:
            return None
        return (
            visit.household_id,
            visit.epoch,
            visit.seq,
            request.full_path,
            wants_fragment(),
            today().isoformat(),
            chosen(),
            look.written(look.chosen()),
            f"{request.scheme} {request.headers.get('Accept-Encoding', '')}",
        )


# Forms carry new ids each time they are opened; an operator may add a bracket table any time.
FRESH = frozenset({"new_receipt", "edit_receipt", "that_day", "new_member", "bands"})
