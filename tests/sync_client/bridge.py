"""Phones that run the worker's own modules in Node. Whoever asks them to sync is their network."""

from __future__ import annotations

import json
import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

from webapp.frontend.build import require_node

SCRIPT = Path(__file__).with_name("phones.js")


class PhoneError(Exception):
    """What a phone's module threw."""


@dataclass(frozen=True)
class Reply:
    """What comes back over the network, or the name of the error that comes instead."""

    status: int = 200
    text: str = ""
    type: str = "application/json"
    fail: str = ""

    def json(self) -> Any:
        return json.loads(self.text)


Handler = Callable[[str, str], Reply]  # phone, body of its push


class Phones:
    """One Node process with any number of phones, by name."""

    def __init__(self, mutant: str = "") -> None:
        self.process = subprocess.Popen(
            [require_node().node, str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "MUTANT": mutant},
        )
        self.writing = Lock()
        self.numbers = count(1)
        self.said: dict[int, Any] = {}
        self.fetches: dict[int, deque[dict[str, Any]]] = {}
        try:
            self.fields: dict[str, list[str]] = self.read()["fields"]
        except BaseException:
            self.close()
            raise

    def ask(self, do: str, name: str, network: Handler | None = None, **more: Any) -> Any:
        """Carry out a command; its pushes go to `network`."""
        return self.finish(self.begin(do, name, **more), network)

    def begin(self, do: str, name: str, **more: Any) -> int:
        id = next(self.numbers)
        self.fetches[id] = deque()
        self.send({"id": id, "do": do, "name": name, **more})
        return id

    def fetch_of(self, id: int) -> dict[str, Any] | None:
        """The next push of a command; None when the command is done."""
        while not self.fetches[id] and id not in self.said:
            self.pump()
        return self.fetches[id].popleft() if self.fetches[id] else None

    def reply(self, fetch: dict[str, Any], reply: Reply) -> None:
        self.send({"fetch": fetch["fetch"], **vars(reply)})

    def finish(self, id: int, network: Handler | None = None) -> Any:
        while fetch := self.fetch_of(id):
            assert network is not None, "nobody expected a push"
            self.reply(fetch, network(fetch["name"], fetch["body"]))
        return self.result(id)

    def ask_all(self, do: str, names: list[str], network: Handler, pool: Executor) -> list[Any]:
        """The same command on several phones at once, each push in a thread of its own."""
        ids = [self.begin(do, name) for name in names]
        running = []
        while not all(id in self.said for id in ids):
            for id in ids:
                while self.fetches[id]:
                    fetch = self.fetches[id].popleft()
                    running.append(pool.submit(self.answer, fetch, network))
            self.pump()
        for each in running:
            each.result()
        return [self.result(id) for id in ids]

    def answer(self, fetch: dict[str, Any], network: Handler) -> None:
        reply = Reply(fail="TypeError")
        try:
            reply = network(fetch["name"], fetch["body"])
        finally:
            self.reply(fetch, reply)

    def result(self, id: int) -> Any:
        message = self.said.pop(id)
        del self.fetches[id]
        if "error" in message:
            raise PhoneError(message["error"])
        return message["said"]

    def pump(self) -> None:
        message = self.read()
        if "fetch" in message:
            self.fetches[message["id"]].append(message)
        else:
            self.said[message["id"]] = message

    def read(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the phones' process has ended"
        return json.loads(line)

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        with self.writing:
            self.process.stdin.write(json.dumps(message) + "\n")
            self.process.stdin.flush()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@contextmanager
def phones(mutant: str = "") -> Iterator[Phones]:
    found = Phones(mutant)
    try:
        yield found
    finally:
        found.close()
