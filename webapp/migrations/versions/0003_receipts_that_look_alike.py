"""A receipt may say that it is another paper than the one it looks like."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.add_column(
            sa.Column("separate", sa.Boolean, nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.drop_column("separate")
