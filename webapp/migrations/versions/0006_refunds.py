"""Rehearsed applications with what happened to them, standing accounts, papers at hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(41)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sa.Column("receipt_no", sa.String(20), nullable=True),
        sa.Column("lowest", sa.BigInteger, nullable=True),
        sa.Column("highest", sa.BigInteger, nullable=True),
        sa.Column("bank", sa.String(3), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("account_hash", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_claim"),
        sa.UniqueConstraint("household_id", "receipt_no", name="uq_claim_household_id_receipt_no"),
        sa.ForeignKeyConstraint(
            ["household_id", "member_id"],
            ["member.household_id", "member.id"],
            name="fk_claim_member",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_claim_live",
        "claim",
        ["household_id", "member_id", "year"],
        unique=True,
        sqlite_where=sa.text("live"),
        postgresql_where=sa.text("live"),
    )
    op.create_table(
        "claim_event",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ending", sa.String(8), nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("op_id", sa.String(36), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "claim_id", "number", name="pk_claim_event"),
        sa.UniqueConstraint("household_id", "op_id", name="uq_claim_event_household_id_op_id"),
        sa.ForeignKeyConstraint(
            ["household_id", "claim_id"],
            ["claim.household_id", "claim.id"],
            name="fk_claim_event_claim",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "standing_account",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("bank", sa.String(3), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("account_hash", sa.String(64), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("op_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_standing_account"),
        sa.UniqueConstraint("household_id", "op_id", name="uq_standing_account_household_id_op_id"),
        sa.ForeignKeyConstraint(
            ["household_id", "member_id"],
            ["member.household_id", "member.id"],
            name="fk_standing_account_member",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_standing_account_live",
        "standing_account",
        ["household_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "ticked_paper",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("paper_id", sa.String(20), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "case_id", "paper_id", name="pk_ticked_paper"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_ticked_paper_household", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "comparison",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("official", sa.BigInteger, nullable=False),
        sa.Column("expected", sa.BigInteger, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_comparison"),
        sa.ForeignKeyConstraint(
            ["household_id", "member_id"],
            ["member.household_id", "member.id"],
            name="fk_comparison_member",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("comparison")
    op.drop_table("ticked_paper")
    op.drop_table("standing_account")
    op.drop_table("claim_event")
    op.drop_table("claim")
