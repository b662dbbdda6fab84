"""What a device asks for (an operation) and what became of it (a result)."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["put", "delete", "restore"]
Status = Literal["applied", "conflict", "rejected"]
Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Op:
    """One change of one record.

    `set` maps a field to (the value the device saw, the value it wants); `base` is the
    revision the device saw, 0 for a record that it made.
    """

    op_id: str
    entity: str
    id: str
    kind: Kind = "put"
    base: int = 0
    set: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)

    def wire_set(self) -> dict[str, list[Value]]:
        """`set` as JSON keeps it."""
        return {name: [seen, wanted] for name, (seen, wanted) in self.set.items()}


@dataclass(frozen=True, slots=True)
class Result:
    """`conflicts` maps a field to (the value kept, the value refused); `errors` to messages."""

    op_id: str
    status: Status
    conflicts: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "op_id": self.op_id,
            "status": self.status,
            "conflicts": {name: list(pair) for name, pair in self.conflicts.items()},
            "errors": dict(self.errors),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Result:
        return cls(
            op_id=stored["op_id"],
            status=stored["status"],
            conflicts={
                name: (kept, refused) for name, (kept, refused) in stored["conflicts"].items()
            },
            errors=stored["errors"],
        )


_latest = 0


def new_id() -> str:
    """A UUIDv7 (RFC 9562). Those made here one after the other sort in that order."""
    global _latest
    _latest = milliseconds = max(_latest + 1, time.time_ns() // 1_000_000)
    number = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | secrets.randbits(76)
    number = number & ~(0b11 << 62) | 0b10 << 62
    return str(uuid.UUID(int=number))


def new_op_id() -> str:
    return str(uuid.uuid4())


def changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """The `set` of an op that turns `old` into `new`."""
    return {name: (old.get(name), value) for name, value in new.items() if old.get(name) != value}
