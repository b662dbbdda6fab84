"""What a record has that travels between devices."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from webapp.extensions import db
from webapp.sync.models import ID_LENGTH, Instant
from webapp.sync.op import Value

TRASH_DAYS = 30
NOT_OURS = _l("모르는 내용이에요. 앱을 새로 고친 뒤 다시 해 주세요.")

# The values in their own types, and messages by field.
Checked = tuple[dict[str, Value], dict[str, list[str]]]


class Synced:
    """A record of a household that devices change by operations.

    A subclass names its `entity`, its wire `fields`, and the `check` that its values pass;
    defining it registers it. Deleting leaves a tombstone: `deleted_at` is set.
    """

    entities: ClassVar[dict[str, type[Synced]]] = {}

    entity: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    check: ClassVar[staticmethod[[Mapping[str, Any], datetime], Checked]]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "entity" in cls.__dict__:
            Synced.entities[cls.entity] = cls

    @declared_attr
    @classmethod
    def household_id(cls) -> Mapped[str]:
        return mapped_column(String(ID_LENGTH), primary_key=True)

    @declared_attr
    @classmethod
    def id(cls) -> Mapped[str]:
        return mapped_column(String(ID_LENGTH), primary_key=True)

    rev: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    @classmethod
    def find(cls, household_id: str, record_id: str) -> Self | None:
        """The record, a tombstone too; None if this household has none of that id."""
        if len(record_id) > ID_LENGTH or not record_id.isprintable():
            return None
        return db.session.get(cls, (household_id, record_id))

    def is_gone(self, now: datetime) -> bool:
        """Deleted so long ago that it cannot be brought back."""
        return self.deleted_at is not None and self.deleted_at <= now - timedelta(days=TRASH_DAYS)

    def read(self, name: str) -> Value:
        """The wire value of a field."""
        value = getattr(self, name)
        return value.isoformat() if hasattr(value, "isoformat") else value  # type: ignore[no-any-return]

    def write(self, name: str, value: Value) -> None:
        """Set a field from its wire value; the value has passed `check`."""
        setattr(self, name, value)

    def values(self) -> dict[str, Value]:
        """All wire values."""
        return {name: self.read(name) for name in self.fields}

    def wire(self) -> dict[str, Any]:
        """The record as it travels."""
        return {
            "entity": self.entity,
            "id": self.id,
            "rev": self.rev,
            "created_at": self.created_at.isoformat(),
            "deleted_at": self.deleted_at.isoformat() if self.deleted_at is not None else None,
            "values": self.values(),
        }

    def derive(self) -> None:
        """Bring what is computed from the fields up to date. Called after every change."""

    def erase(self) -> bool:
        """Empty the fields that say something about a person; False if they are empty already."""
        return False

    def place(self) -> Hashable | None:
        """Where the record is summed, if sums of its kind are kept."""
        return None

    @classmethod
    def settle(cls, household_id: str, places: Collection[Any]) -> None:
        """Bring the kept sums of these places up to date, at the end of a write transaction."""

    @classmethod
    def missing_links(cls, household_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        """Messages for fields that point to a record which this household does not have."""
        return {}

    @classmethod
    def double_of(
        cls, household_id: str, record_id: str, values: Mapping[str, Value]
    ) -> str | None:
        """The id of a record that says the same as this new one, if that has to be asked about."""
        return None

    @classmethod
    def wrong_id(cls, record_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        """Messages if a record with these values must have another id."""
        return {"": [str(NOT_OURS)]} if ":" in record_id else {}

    @classmethod
    def blank(cls, household_id: str, record_id: str, now: datetime) -> Self:
        row = cls()
        row.household_id, row.id, row.rev, row.created_at = household_id, record_id, 0, now
        return row


def known_fields(model: type[Synced], names: Iterable[str]) -> bool:
    return all(name in model.fields for name in names)
