"""To whom a row belongs, and with whom it goes: columns and constraints of every room's tables."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import mapped_column

from webapp.sync.models import ID_LENGTH

# The household's row goes with it. First in the primary key of its table.
OwnedBy = Annotated[
    str,
    mapped_column(
        String(ID_LENGTH), ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    ),
]


def of_member() -> ForeignKeyConstraint:
    """The row goes with the person that `household_id` and `member_id` name."""
    return ForeignKeyConstraint(
        ["household_id", "member_id"], ["member.household_id", "member.id"], ondelete="CASCADE"
    )


def of_device() -> ForeignKeyConstraint:
    """The row goes with the device that `household_id` and `device_id` name."""
    return ForeignKeyConstraint(
        ["household_id", "device_id"], ["device.household_id", "device.id"], ondelete="CASCADE"
    )
