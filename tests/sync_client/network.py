"""What may befall a push on its way to the server and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.sync_client.bridge import Reply

if TYPE_CHECKING:
    from tests.sync_client.phone import Phone
    from tests.sync_client.world import World

Fate = Callable[["Request"], Reply]


@dataclass
class Request:
    """A push on its way."""

    world: World
    phone: Phone
    body: str

    def arrives(self) -> Reply:
        """The server's answer to it."""
        return self.phone.posts(self.body)

    @property
    def ops(self) -> list[dict[str, Any]]:
        return json.loads(self.body)["ops"]  # type: ignore[no-any-return]


def delivered(request: Request) -> Reply:
    return request.arrives()


def request_lost(request: Request) -> Reply:
    return Reply(fail="TypeError")


def answer_lost(request: Request) -> Reply:
    """The server has done it, the phone gives up waiting."""
    assert request.arrives().status
    return Reply(fail="AbortError")


def sent_twice(request: Request) -> Reply:
    request.arrives()
    return request.arrives()


def first_of_two(request: Request) -> Reply:
    reply = request.arrives()
    request.arrives()
    return reply


def request_late(request: Request) -> Reply:
    """The phone gives up; the server gets it when `world.lets_arrive()` says so."""
    request.world.on_the_way.append(request)
    return Reply(fail="AbortError")


def login_page(request: Request) -> Reply:
    return Reply(text="<!doctype html><title>호텔 와이파이</title>", type="text/html")


def login_json(request: Request) -> Reply:
    return Reply(text='{"login": true}')


def nothing_at_all(request: Request) -> Reply:
    return Reply(text="null")


def server_error(request: Request) -> Reply:
    return Reply(status=500, text="<h1>500</h1>", type="text/html")


def server_error_after(request: Request) -> Reply:
    """It was applied, but a proxy says 502."""
    request.arrives()
    return Reply(status=502, text='{"error": "bad gateway"}')


def too_many(request: Request) -> Reply:
    return Reply(status=429, text='{"error": "slowly"}')


def cut_short(request: Request) -> Reply:
    text = request.arrives().text
    return Reply(text=text[: len(text) // 2])


FATES: list[Fate] = [
    delivered,
    request_lost,
    answer_lost,
    sent_twice,
    first_of_two,
    request_late,
    login_page,
    login_json,
    nothing_at_all,
    server_error,
    server_error_after,
    too_many,
    cut_short,
]
