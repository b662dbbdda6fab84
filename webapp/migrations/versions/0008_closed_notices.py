"""Which notices about a person's ceiling were closed, so that no phone of the family shows them again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NOTICES = ("near_closed", "reached_closed")


def upgrade() -> None:
    with op.batch_alter_table("member_year") as member_year:
        for name in NOTICES:
            member_year.add_column(
                sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
            )


def downgrade() -> None:
    with op.batch_alter_table("member_year") as member_year:
        for name in reversed(NOTICES):
            member_year.drop_column(name)
