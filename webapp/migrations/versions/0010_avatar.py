"""The picture beside a person's name."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("avatar", sa.String(20), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.drop_column("avatar")
