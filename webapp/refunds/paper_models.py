"""Which papers are at hand for a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.ownership import OwnedBy
from webapp.sync.models import ID_LENGTH, Instant, Ledger

NOBODY = ""


class TickedPaper(Base):
    """A paper that is at hand for a person, for one case. Its content is nowhere.

    What was ticked before anybody was written down is `NOBODY`'s, and holds for everybody.
    """

    __tablename__ = "ticked_paper"

    household_id: Mapped[OwnedBy]
    member_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    paper_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def ids(cls, household_id: str, member_id: str, case_id: str) -> set[str]:
        """The papers of the case that are ticked."""
        ticked = select(cls.paper_id).where(
            cls.household_id == household_id,
            cls.member_id.in_((member_id, NOBODY)),
            cls.case_id == case_id,
        )
        return set(db.session.scalars(ticked))

    @classmethod
    def tick(
        cls, household_id: str, member_id: str, case_id: str, paper_id: str, *, at: datetime | None
    ) -> None:
        """Tick a paper; without `at`, take the tick away. Raises `LookupError`."""
        Ledger.lock(household_id)
        if at is not None:
            db.session.merge(
                cls(
                    household_id=household_id,
                    member_id=member_id,
                    case_id=case_id,
                    paper_id=paper_id,
                    at=at,
                )
            )
        else:
            db.session.execute(
                delete(cls).where(
                    cls.household_id == household_id,
                    cls.member_id.in_((member_id, NOBODY)),
                    cls.case_id == case_id,
                    cls.paper_id == paper_id,
                )
            )
        db.session.commit()
