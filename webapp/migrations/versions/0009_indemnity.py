"""What a private indemnity insurer paid for a receipt: in no sum, but not forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.add_column(sa.Column("indemnity_paid", sa.BigInteger, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("receipt") as receipt:
        receipt.drop_column("indemnity_paid")
