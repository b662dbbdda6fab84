"""The network between a phone and the server: a proxy that passes, hangs, refuses or loses.

What a browser's own "offline" cannot play: a connection that is taken and never answered.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

Mode = Literal["passes", "hangs", "refuses", "loses_answers"]

CHUNK = 65_536  # bytes
REQUEST_LINE = re.compile(rb"(?:GET|HEAD|POST) (\S+) HTTP/1\.[01]\r\n")


class Network:
    """Stands in front of `port`; every mode can be switched while requests are on their way.

    `passes`: everything goes through; what hung goes on.
    `hangs`: connections are taken and nothing is answered, also on those that are open already.
    `refuses`: connections are broken off.
    `loses_answers`: the server gets the request; its answer is swallowed and the line breaks.

    A mode may hold for some addresses only (a pattern that the path begins with).
    """

    def __init__(self, port: int) -> None:
        self.target = port
        self.port = 0
        self.asked: list[str] = []
        """The paths that were asked for, in order, whatever became of them."""
        self.lost: list[str] = []
        """Those whose answers were swallowed."""
        self._mode: Mode = "passes"
        self._where = re.compile("")
        self._open: set[Line] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def passes(self) -> None:
        self._become("passes", "")

    def hangs(self, where: str = "") -> None:
        self._become("hangs", where)

    def refuses(self, where: str = "") -> None:
        self._become("refuses", where)

    def loses_answers(self, where: str = "") -> None:
        self._become("loses_answers", where)

    def _become(self, mode: Mode, where: str) -> None:
        asyncio.run_coroutine_threadsafe(self._switch(mode, where), self._loop).result()

    async def _switch(self, mode: Mode, where: str) -> None:
        self._mode, self._where = mode, re.compile(where)
        for line in self._open:
            line.heed(self.mode_for(line.path))

    def mode_for(self, path: str) -> Mode:
        return self._mode if self._where.match(path) else "passes"

    async def run(self, started: threading.Event) -> None:
        self._loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        with socket.create_server(("127.0.0.1", 0)) as door:
            door.setblocking(False)
            self.port = door.getsockname()[1]
            started.set()
            while not self.over.is_set():
                connection, _ = await self._loop.sock_accept(door)
                self._take(*await asyncio.open_connection(sock=connection))
        # Nothing is cancelled: what is cancelled before its first step never closes its socket.
        while lines := [line.task for line in self._open]:
            await asyncio.wait(lines)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self.over.set)
        with suppress(ConnectionRefusedError):  # the door may be closed by now
            socket.create_connection(("127.0.0.1", self.port)).close()  # rings at it

    def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(self, reader, writer)
        self._open.add(line)
        line.task.add_done_callback(lambda _: self._open.discard(line))


class Line:
    """One connection of the browser and its counterpart to the server."""

    def __init__(
        self, network: Network, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.network, self.reader, self.writer = network, reader, writer
        self.path = ""
        self.flowing = asyncio.Event()
        self.heed(network.mode_for(self.path))
        self.task = asyncio.ensure_future(self.carry())

    def heed(self, mode: Mode) -> None:
        if mode == "refuses":
            self.writer.transport.abort()
        if mode == "hangs":
            self.flowing.clear()
        else:
            self.flowing.set()

    async def carry(self) -> None:
        """Carry requests there and answers back until one side ends it, or the network does."""
        server: asyncio.StreamWriter | None = None
        with suppress(OSError):
            try:
                answers, server = await asyncio.open_connection("127.0.0.1", self.network.target)
                ways = [
                    asyncio.ensure_future(self.carry_requests(server)),
                    asyncio.ensure_future(self.carry_answers(answers)),
                    asyncio.ensure_future(self.network.over.wait()),
                ]
                try:
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for way in ways:
                        way.cancel()
                    await asyncio.gather(*ways, return_exceptions=True)
            finally:
                for end in (self.writer, server):
                    if end is not None:
                        end.close()
                        with suppress(OSError):
                            await end.wait_closed()

    async def carry_requests(self, server: asyncio.StreamWriter) -> None:
        while data := await self.reader.read(CHUNK):
            if found := REQUEST_LINE.match(data):
                self.path = found[1].decode("latin-1")
                self.network.asked.append(self.path)
                self.heed(self.network.mode_for(self.path))
            await self.flowing.wait()
            if self.network.mode_for(self.path) == "refuses":
                return
            server.write(data)
            await server.drain()

    async def carry_answers(self, answers: asyncio.StreamReader) -> None:
        while data := await answers.read(CHUNK):
            await self.flowing.wait()
            if self.network.mode_for(self.path) == "loses_answers":
                self.network.lost.append(self.path)
                self.writer.transport.abort()
                return
            self.writer.write(data)
            await self.writer.drain()


@contextmanager
def network_before(port: int) -> Iterator[Network]:
    """A network in front of the server at `port`, gone with all its connections afterwards."""
    network, started = Network(port), threading.Event()
    # A loop of its own thread: Playwright keeps the main thread's loop running.
    thread = threading.Thread(target=lambda: asyncio.run(network.run(started)))
    thread.start()
    started.wait()
    try:
        yield network
    finally:
        network.end()
        thread.join()
