"""What to be reminded of, calendar addresses, phones that are told, and what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.String(41)
INSTANT = sa.DateTime(timezone=True)


def of_household(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["household_id"], ["household.id"], name=f"fk_{table}_household", ondelete="CASCADE"
    )


def of_device(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["household_id", "device_id"],
        ["device.household_id", "device.id"],
        name=f"fk_{table}_device",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "kind", name="pk_reminder_choice"),
        of_household("reminder_choice"),
    )
    op.create_table(
        "calendar_address",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "device_id", name="pk_calendar_address"),
        of_device("calendar_address"),
    )
    op.create_table(
        "calendar_entry",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "uid", name="pk_calendar_entry"),
        of_household("calendar_entry"),
    )
    op.create_table(
        "push_subscription",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("endpoint", sa.String(1000), nullable=False),
        sa.Column("p256dh", sa.String(90), nullable=False),
        sa.Column("auth", sa.String(90), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "device_id", name="pk_push_subscription"),
        of_device("push_subscription"),
    )
    op.create_table(
        "sent_reminder",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("reminder", sa.String(60), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "household_id", "device_id", "reminder", name="pk_sent_reminder"
        ),
        of_device("sent_reminder"),
    )


def downgrade() -> None:
    op.drop_table("sent_reminder")
    op.drop_table("push_subscription")
    op.drop_table("calendar_entry")
    op.drop_table("calendar_address")
    op.drop_table("reminder_choice")
