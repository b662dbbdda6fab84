"""Which papers a household has at hand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.ownership import OwnedBy
from webapp.sync.models import Instant, Ledger


class TickedPaper(Base):
    """A paper that somebody of the household has at hand, for one case. Its content is nowhere."""

    __tablename__ = "ticked_paper"

    household_id: Mapped[OwnedBy]
    case_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    paper_id: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)

    @classmethod
    def ids(cls, household_id: str, case_id: str) -> set[str]:
        """The papers of the case that are ticked."""
        ticked = select(cls.paper_id).where(
            cls.household_id == household_id, cls.case_id == case_id
        )
        return set(db.session.scalars(ticked))

    @classmethod
    def tick(cls, household_id: str, case_id: str, paper_id: str, *, at: datetime | None) -> None:
        """Tick a paper; without `at`, take the tick away. Raises `LookupError`."""
        Ledger.lock(household_id)
        if at is not None:
            db.session.merge(
                cls(household_id=household_id, case_id=case_id, paper_id=paper_id, at=at)
            )
        else:
            db.session.execute(
                delete(cls).where(
                    cls.household_id == household_id,
                    cls.case_id == case_id,
                    cls.paper_id == paper_id,
                )
            )
        db.session.commit()
