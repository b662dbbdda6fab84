"""Papers at hand are a person's: what was ticked for all goes to each of them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.String(41)
FOR_EACH_PERSON = """
    INSERT INTO ticked_paper (household_id, member_id, case_id, paper_id, at)
    SELECT ticked_paper.household_id, member.id, case_id, paper_id, at
    FROM ticked_paper JOIN member ON member.household_id = ticked_paper.household_id
    WHERE ticked_paper.member_id = ''
"""
ONCE = """
    INSERT INTO ticked_paper (household_id, member_id, case_id, paper_id, at)
    SELECT household_id, '', case_id, paper_id, min(at) FROM ticked_paper
    GROUP BY household_id, case_id, paper_id HAVING min(member_id) <> ''
"""


def upgrade() -> None:
    key(["household_id", "member_id", "case_id", "paper_id"], adding=True)
    op.execute(FOR_EACH_PERSON)
    op.execute(
        "DELETE FROM ticked_paper WHERE member_id = '' AND household_id IN "
        "(SELECT household_id FROM member)"
    )


def downgrade() -> None:
    op.execute(ONCE)
    op.execute("DELETE FROM ticked_paper WHERE member_id <> ''")
    key(["household_id", "case_id", "paper_id"], adding=False)


def key(columns: list[str], *, adding: bool) -> None:
    with op.batch_alter_table("ticked_paper") as ticked:
        if adding:
            ticked.add_column(sa.Column("member_id", ID, nullable=False, server_default=""))
        ticked.drop_constraint("pk_ticked_paper", type_="primary")
        if not adding:
            ticked.drop_column("member_id")
        ticked.create_primary_key("pk_ticked_paper", columns)
