"""The renderer process of a browser's page: what it holds, and a slower processor for it."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

EVERY = 0.05  # seconds between two looks at the memory
TURN = 0.01  # seconds that a slowed process runs at a time


@dataclass
class Renderer:
    """`process` is the renderer's id. Its workers live in it, Tesseract's too."""

    process: int

    @classmethod
    def of(cls, browser: Browser, work: Callable[[], object]) -> Renderer:
        """The renderer that is busiest while `work` is done."""
        before = seconds(browser)
        work()
        after = seconds(browser)
        return cls(max(after, key=lambda each: after[each] - before.get(each, 0)))


def seconds(browser: Browser) -> dict[int, float]:
    """Of processor time that each renderer has had."""
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return {each["id"]: each["cpuTime"] for each in told if each["type"] == "renderer"}


@dataclass
class Memory:
    """Bytes; 0 where the system does not tell (only Linux does)."""

    peak: int = 0
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def watched(renderer: Renderer) -> Iterator[Memory]:
    """The most that the renderer holds meanwhile: its proportional share of what is in memory."""
    memory = Memory()
    rollup = Path(f"/proc/{renderer.process}/smaps_rollup")

    def watch() -> None:
        while not memory.over.wait(EVERY):
            found = re.search(r"^Pss:\s+(\d+) kB", rollup.read_text(), re.MULTILINE)
            memory.peak = max(memory.peak, int(found[1]) * 1024 if found else 0)

    watcher = threading.Thread(target=watch)
    if rollup.is_file():
        watcher.start()
    try:
        yield memory
    finally:
        memory.over.set()
        if watcher.is_alive():
            watcher.join()


@contextmanager
def slowed(renderer: Renderer, times: int) -> Iterator[None]:
    """Stop the whole renderer for all but one of so many turns; 1 leaves it alone.

    The browser's own throttling slows the page but none of its workers, in which photos are read.
    """
    over = threading.Event()

    def slow() -> None:
        try:
            while not over.is_set():
                os.kill(renderer.process, signal.SIGSTOP)
                time.sleep(TURN * (times - 1))
                os.kill(renderer.process, signal.SIGCONT)
                time.sleep(TURN)
        finally:
            os.kill(renderer.process, signal.SIGCONT)

    slower = threading.Thread(target=slow)
    if times > 1:
        slower.start()
    try:
        yield
    finally:
        over.set()
        if slower.is_alive():
            slower.join()
