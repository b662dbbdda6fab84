"""What a phone read from a photo and nobody has looked at yet, and how much of it a month has."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SUMMED = [
    "household_id",
    "year",
    "member_id",
    "month",
    "deleted_at",
    "counted",
    "paid",
    "advance",
]


def upgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.add_column(
            sa.Column("unverified", sa.String(100), nullable=False, server_default="")
        )
        receipt.add_column(
            sa.Column("unverified_amounts", sa.Integer, nullable=False, server_default="0")
        )
    with op.batch_alter_table("month_sum") as month_sum:
        month_sum.add_column(
            sa.Column("unverified", sa.Integer, nullable=False, server_default="0")
        )
    op.drop_index("ix_receipt_sums", "receipt")
    op.create_index("ix_receipt_sums", "receipt", [*SUMMED, "unverified_amounts"])


def downgrade() -> None:
    op.drop_index("ix_receipt_sums", "receipt")
    with op.batch_alter_table("month_sum") as month_sum:
        month_sum.drop_column("unverified")
    with op.batch_alter_table("receipt") as receipt:
        receipt.drop_column("unverified_amounts")
        receipt.drop_column("unverified")
    op.create_index("ix_receipt_sums", "receipt", SUMMED)
