"""Ledger, household, device, people, receipts.

Every key begins with the household, so that rows can be spread by household without a redesign.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(41)
INSTANT = sa.DateTime(timezone=True)


def synced_columns() -> list[sa.Column]:
    return [
        sa.Column("household_id", ID, primary_key=True),
        sa.Column("id", ID, primary_key=True),
        sa.Column("rev", sa.BigInteger, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
    ]


def of_member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["household_id", "member_id"],
        ["member.household_id", "member.id"],
        name=f"fk_{table}_member",
        ondelete="CASCADE",
    )


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("epoch", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name="pk_ledger"),
    )
    op.create_table(
        "applied_op",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("op_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("entity", sa.String(20), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("set", sa.JSON, nullable=False),
        sa.Column("result", sa.JSON, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("applied_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "op_id", name="pk_applied_op"),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["ledger.household_id"],
            name="fk_applied_op_ledger",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_applied_op_household_id_record_id_seq",
        "applied_op",
        ["household_id", "record_id", "seq"],
    )
    op.create_table(
        "household",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("example", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
        sa.ForeignKeyConstraint(
            ["id"], ["ledger.household_id"], name="fk_household_ledger", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "device",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_device"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_device_household", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "member",
        *synced_columns(),
        sa.Column("name", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_member"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_member_household", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "member_year",
        *synced_columns(),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("band", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_member_year"),
        of_member("member_year"),
    )
    op.create_index(
        "ix_member_year_household_id_year", "member_year", ["household_id", "year"]
    )
    op.create_table(
        "receipt",
        *synced_columns(),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("provider_name", sa.String(60), nullable=False),
        sa.Column("provider_kind", sa.String(16), nullable=False),
        sa.Column("care_kind", sa.String(16), nullable=False),
        sa.Column("care_from", sa.Date, nullable=False),
        sa.Column("care_to", sa.Date, nullable=False),
        sa.Column("insurance_kind", sa.String(16), nullable=False),
        sa.Column("copay", sa.BigInteger, nullable=False),
        sa.Column("insurer_paid", sa.BigInteger, nullable=True),
        sa.Column("full_self_pay", sa.BigInteger, nullable=False),
        sa.Column("noncovered", sa.BigInteger, nullable=False),
        sa.Column("advance", sa.BigInteger, nullable=False),
        sa.Column("patient_total", sa.BigInteger, nullable=True),
        sa.Column("uncounted", sa.JSON, nullable=False),
        sa.Column("receipt_no", sa.String(40), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("discharged", sa.Boolean, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("counted", sa.BigInteger, nullable=False),
        sa.Column("paid", sa.BigInteger, nullable=False),
        sa.Column("provider_initials", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "id", name="pk_receipt"),
        of_member("receipt"),
    )
    op.create_index("ix_receipt_newest", "receipt", ["household_id", "care_from", "id"])
    op.create_index(
        "ix_receipt_stays",
        "receipt",
        [
            "household_id",
            "year",
            "care_kind",
            "deleted_at",
            "member_id",
            "provider_kind",
            "insurance_kind",
            "care_from",
            "care_to",
            "discharged",
        ],
    )
    op.create_index(
        "ix_receipt_usual", "receipt", ["household_id", "member_id", "provider_name", "copay"]
    )
    op.create_index(
        "ix_receipt_sums",
        "receipt",
        ["household_id", "year", "member_id", "month", "deleted_at", "counted", "paid", "advance"],
    )
    op.create_table(
        "month_sum",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("receipts", sa.Integer, nullable=False),
        sa.Column("counted", sa.BigInteger, nullable=False),
        sa.Column("paid", sa.BigInteger, nullable=False),
        sa.Column("advance", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "household_id", "member_id", "year", "month", name="pk_month_sum"
        ),
        of_member("month_sum"),
    )


def downgrade() -> None:
    for table in ("month_sum", "receipt", "member_year", "member", "device", "household", "applied_op", "ledger"):
        op.drop_table(table)
