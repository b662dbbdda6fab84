"""Devices say what they are and when they were last here; pairing; keys that were put out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(41)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("device") as device:
        device.add_column(
            sa.Column("platform", sa.String(24), nullable=False, server_default="")
        )
        device.add_column(sa.Column("seen_on", sa.Date, nullable=True))
    op.create_table(
        "pairing",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("new_device_id", ID, nullable=False),
        sa.Column("new_key_hash", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(24), nullable=False),
        sa.Column("sign", sa.String(3), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name="pk_pairing"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_pairing_household", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "retired_key",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("why", sa.String(8), nullable=False),
        sa.Column("retired_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "device_id", name="pk_retired_key"),
    )


def downgrade() -> None:
    op.drop_table("retired_key")
    op.drop_table("pairing")
    with op.batch_alter_table("device") as device:
        device.drop_column("seen_on")
        device.drop_column("platform")
