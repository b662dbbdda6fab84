"""Pages of a household that has not changed since they were last made.

The key holds everything a page depends on: the household's revision, the address, the day.
A write raises the revision, so nothing stale can be found again; each process keeps its own.
"""

from __future__ import annotations

from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, g, make_response, request

from webapp.clock import today
from webapp.extensions import wants_fragment
from webapp.household.visits import current_visit
from webapp.routes import SCREENS

BYTES = 16 * 1024 * 1024

Key = tuple[str, str, int, str, bool, str]


class PageCache:
    """Rendered screens by key, the least recently used forgotten first."""

    def __init__(self, size: int = BYTES) -> None:
        self._pages: LRUCache[Key, bytes] = LRUCache(size, getsizeof=len)
        self._lock = Lock()

    def register(self, app: Flask) -> None:
        app.before_request(self.answer)
        app.after_request(self.keep)

    def answer(self) -> Response | None:
        key = self.key()
        if key is None:
            return None
        with self._lock:
            body = self._pages.get(key)
        if body is None:
            g.page_key = key
            return None
        g.kept_page = True
        return make_response(body)

    def keep(self, response: Response) -> Response:
        key = g.pop("page_key", None)
        if key is not None and response.status_code == 200 and response.mimetype == "text/html":
            body = response.get_data()
            if len(body) < BYTES:
                with self._lock:
                    self._pages[key] = body
        return response

    def key(self) -> Key | None:
        """None for what is not a screen of a household, or is made anew each time (forms)."""
        name = (request.endpoint or "").rpartition(".")[2]
        screen = SCREENS.get(name)
        if request.method != "GET" or screen is None or name in FRESH:
            return None
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
        )


# Forms carry new ids each time they are opened; an operator may add a bracket table any time.
FRESH = frozenset({"new_receipt", "edit_receipt", "new_member", "bands"})
