"""The worker's modules in Node, asked from Python."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webapp.frontend.build import require_node

SCRIPT = Path(__file__).with_name("worker.js")

Form = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


class Worker:
    """One Node process with any number of replicas, by name."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [require_node().node, str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def say(self, command: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        if isinstance(said, dict) and "error" in said:
            raise AssertionError(said["error"])
        return said

    def load(self, name: str, answers: list[Any], **more: Any) -> None:
        self.say({"do": "load", "name": name, "answers": answers, **more})

    def ask(self, name: str, method: str, url: str, form: Form = (), **how: Any) -> Answer:
        command = {"do": "ask", "name": name, "method": method, "url": url, "form": list(form)}
        usual = {"fragment": False, "language": "ko", "first": 0}
        return Answer(**self.say({**command, **usual, **how}))

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()
