"""The simulated authentication of a device, while it lasts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(41)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "auth_request",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("provider", sa.String(12), nullable=False),
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("ending", sa.String(12), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("then", sa.String(200), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("acted_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "device_id", name="pk_auth_request"),
        sa.ForeignKeyConstraint(
            ["household_id", "device_id"],
            ["device.household_id", "device.id"],
            name="fk_auth_request_device",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("auth_request")
