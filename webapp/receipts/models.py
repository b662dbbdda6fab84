"""A receipt, and the sums that the database makes over receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from es_hangul import get_choseong
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Select,
    String,
    and_,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.models import Member, missing_member
from webapp.law import assess as law
from webapp.receipts import schemas
from webapp.sync.models import ID_LENGTH, AppliedOp, Ledger
from webapp.sync.op import Op, Value, changes, new_op_id
from webapp.sync.synced import TRASH_DAYS, Synced

PAGE = 50
DATES = ("care_from", "care_to")


class Receipt(Synced, Base):
    """One receipt of one person in one calendar year. Amounts in won, days as dates.

    `counted`, `paid` and the other derived columns follow from the fields by the law, so
    that a year is summed without reading its receipts (`python -m flask recount` renews
    them after the exclusions table has changed).
    """

    __tablename__ = "receipt"

    entity = "receipt"
    fields = (
        "member_id",
        "provider_name",
        "provider_kind",
        "care_kind",
        *DATES,
        "insurance_kind",
        "copay",
        "insurer_paid",
        "full_self_pay",
        "noncovered",
        "advance",
        "patient_total",
        *schemas.UNCOUNTED,
        "receipt_no",
        "note",
        "discharged",
    )
    check = staticmethod(schemas.check_receipt)

    member_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    provider_name: Mapped[str] = mapped_column(String(schemas.LONGEST_PROVIDER))
    provider_kind: Mapped[str] = mapped_column(String(16))
    care_kind: Mapped[str] = mapped_column(String(16))
    care_from: Mapped[date] = mapped_column(Date)
    care_to: Mapped[date] = mapped_column(Date)
    insurance_kind: Mapped[str] = mapped_column(String(16))
    copay: Mapped[int] = mapped_column(BigInteger)
    insurer_paid: Mapped[int | None] = mapped_column(BigInteger)
    full_self_pay: Mapped[int] = mapped_column(BigInteger)
    noncovered: Mapped[int] = mapped_column(BigInteger)
    advance: Mapped[int] = mapped_column(BigInteger)
    patient_total: Mapped[int | None] = mapped_column(BigInteger)
    uncounted: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    receipt_no: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(500))
    discharged: Mapped[bool] = mapped_column(Boolean)

    year: Mapped[int] = mapped_column(Integer)
    month: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)
    provider_initials: Mapped[str] = mapped_column(String(schemas.LONGEST_PROVIDER))

    __table_args__ = (
        ForeignKeyConstraint(
            ["household_id", "member_id"],
            ["member.household_id", "member.id"],
            ondelete="CASCADE",
        ),
        Index("ix_receipt_newest", "household_id", "care_from", "id"),
        Index(
            "ix_receipt_sums",
            "household_id",
            "year",
            "member_id",
            "month",
            "deleted_at",
            "counted",
            "paid",
            "advance",
        ),
        Index("ix_receipt_stays", "household_id", "year", "care_kind", "provider_kind"),
    )

    def read(self, name: str) -> Value:
        if name in schemas.UNCOUNTED:
            return (self.uncounted or {}).get(name.removeprefix(schemas.UNCOUNTED_PREFIX), 0)
        return super().read(name)

    def write(self, name: str, value: Value) -> None:
        if name in schemas.UNCOUNTED:
            reason = name.removeprefix(schemas.UNCOUNTED_PREFIX)
            rest = {key: won for key, won in (self.uncounted or {}).items() if key != reason}
            self.uncounted = {**rest, reason: int(value)} if value else rest
        elif name in DATES:
            setattr(self, name, date.fromisoformat(str(value)))
        else:
            super().write(name, value)

    def derive(self) -> None:
        tally = law.tally(self.as_law())
        self.counted, self.paid = tally.counted, tally.paid
        self.year, self.month = self.care_from.year, self.care_from.month
        self.provider_initials = initials(self.provider_name)

    @classmethod
    def missing_links(cls, household_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        return missing_member(household_id, values["member_id"])

    def as_law(self) -> law.Receipt:
        """The receipt as the rule book reads it."""
        return law.Receipt(
            id=self.id,
            provider_name=self.provider_name,
            provider_kind=self.provider_kind,
            care_kind=self.care_kind,
            care_from=self.care_from,
            care_to=self.care_to,
            insurance_kind=self.insurance_kind,
            copay=self.copay,
            insurer_paid=self.insurer_paid or 0,
            full_self_pay=self.full_self_pay,
            noncovered=self.noncovered,
            advance=self.advance,
            uncounted=self.uncounted or {},
            discharged=self.discharged,
        )

    def edit(self, seen: Mapping[str, Value], wanted: Mapping[str, Value], op_id: str | None) -> Op:
        """The op that changes what the person saw into what they want."""
        return Op(
            op_id or new_op_id(), self.entity, self.id, base=self.rev, set=changes(seen, wanted)
        )

    def deletion(self, base: int | None = None) -> Op:
        seen = self.rev if base is None else base
        return Op(new_op_id(), self.entity, self.id, kind="delete", base=seen)

    def restoration(self) -> Op:
        return Op(new_op_id(), self.entity, self.id, kind="restore", base=self.rev)

    def history(self) -> Sequence[AppliedOp]:
        """What was done to this receipt, newest first."""
        return db.session.scalars(
            select(AppliedOp)
            .where(AppliedOp.household_id == self.household_id, AppliedOp.record_id == self.id)
            .order_by(AppliedOp.seq.desc())
            .limit(HISTORY)
        ).all()


HISTORY = 30


def new_receipt(receipt_id: str, values: Mapping[str, Value], op_id: str | None = None) -> Op:
    """The op that makes a receipt."""
    return Op(op_id or new_op_id(), Receipt.entity, receipt_id, set=changes({}, values))


def initials(text: str) -> str:
    """Initial consonants of the Hangul in `text`, and its other letters, without spaces."""
    return "".join(
        get_choseong(letter) or letter.lower() for letter in text if not letter.isspace()
    )[: schemas.LONGEST_PROVIDER]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which receipts of a household: by person, year, provider, reason, or text."""

    member: str = ""
    year: int | None = None
    provider: str = ""
    q: str = ""
    reason: str = ""
    before: tuple[date, str] | None = None

    def where(self, household_id: str) -> Select[tuple[Receipt]]:
        chosen = kept(select(Receipt), household_id)
        if self.member:
            chosen = chosen.where(Receipt.member_id == self.member)
        if self.year is not None:
            chosen = chosen.where(Receipt.year == self.year)
        if self.provider:
            chosen = chosen.where(Receipt.provider_name == self.provider)
        if self.q:
            chosen = chosen.where(matches(self.q))
        if self.reason in ("noncovered", "full_self_pay", "advance"):
            chosen = chosen.where(getattr(Receipt, self.reason) > 0)
        elif self.reason == "other_insurance":
            chosen = chosen.where(Receipt.insurance_kind != "health")
        elif self.reason:
            chosen = chosen.where(Receipt.uncounted[self.reason].as_integer() > 0)
        return chosen

    def page(self, household_id: str) -> tuple[Sequence[Receipt], bool]:
        """At most `PAGE` receipts, newest first, and whether there are more."""
        chosen = self.where(household_id)
        if self.before is not None:
            chosen = chosen.where(tuple_(Receipt.care_from, Receipt.id) < self.before)
        found = db.session.scalars(
            chosen.order_by(Receipt.care_from.desc(), Receipt.id.desc()).limit(PAGE + 1)
        ).all()
        return found[:PAGE], len(found) > PAGE

    def totals(self, household_id: str) -> tuple[int, int, int]:
        """How many receipts, their counted won, and all they cost."""
        rows = self.where(household_id).subquery()
        count, counted, paid = db.session.execute(
            select(func.count(), func.sum(rows.c.counted), func.sum(rows.c.paid)).select_from(rows)
        ).one()
        return count, int(counted or 0), int(paid or 0)


def matches(q: str) -> Any:
    """Provider names that hold `q`, or whose initial consonants do (ㅅㅁ finds 성모병원)."""
    plain = "%" + escaped(q.strip()) + "%"
    by_initials = "%" + escaped(initials(q)) + "%"
    by_name = Receipt.provider_name.ilike(plain, escape="\\")
    if all("\u3131" <= letter <= "\u314e" or letter.isspace() for letter in q):
        return or_(by_name, Receipt.provider_initials.like(by_initials, escape="\\"))
    return by_name


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def kept(query: Select[Any], household_id: str) -> Select[Any]:
    """Receipts that are not in the trash, of people who are not."""
    return query.join(
        Member,
        and_(Member.household_id == Receipt.household_id, Member.id == Receipt.member_id),
    ).where(
        Receipt.household_id == household_id,
        Receipt.deleted_at.is_(None),
        Member.deleted_at.is_(None),
    )


@dataclass(frozen=True, slots=True)
class YearSum:
    """Sums of one person and year, in won."""

    receipts: int = 0
    counted: int = 0
    paid: int = 0
    advance: int = 0

    @property
    def not_counted(self) -> int:
        return self.paid - self.counted


SUMS = (
    func.count(),
    func.sum(Receipt.counted),
    func.sum(Receipt.paid),
    func.sum(Receipt.advance),
)


def year_sum(count: int, counted: Any, paid: Any, advance: Any) -> YearSum:
    """`SUMS` as the database gives them: PostgreSQL sums bigints to decimals."""
    return YearSum(count, int(counted), int(paid), int(advance))


@dataclass(frozen=True, slots=True)
class YearOfHousehold:
    """One year of a household, by member id."""

    sums: Mapping[str, YearSum] = field(default_factory=dict)
    inpatient: Mapping[str, Sequence[law.Receipt]] = field(default_factory=dict)

    def of(self, member_id: str) -> YearSum:
        return self.sums.get(member_id, YearSum())

    def stays_of(self, member_id: str) -> Sequence[law.Receipt]:
        return self.inpatient.get(member_id, ())


def year_of(household_id: str, year: int) -> YearOfHousehold:
    """Sums made by the database, and the inpatient receipts of those in nursing hospitals."""
    rows = db.session.execute(
        select(Receipt.member_id, *SUMS)
        .where(
            Receipt.household_id == household_id,
            Receipt.year == year,
            Receipt.deleted_at.is_(None),
        )
        .group_by(Receipt.member_id)
    )
    sums = {member: year_sum(*rest) for member, *rest in rows}
    return YearOfHousehold(sums, inpatient_of(household_id, year))


def inpatient_of(household_id: str, year: int) -> dict[str, list[law.Receipt]]:
    """Inpatient receipts of the year for members with a stay in a nursing hospital."""
    inpatient = and_(
        Receipt.household_id == household_id,
        Receipt.year == year,
        Receipt.care_kind == "inpatient",
        Receipt.deleted_at.is_(None),
    )
    nursed = select(Receipt.member_id).where(inpatient, Receipt.provider_kind == "nursing")
    found: dict[str, list[law.Receipt]] = {}
    for receipt in db.session.scalars(
        select(Receipt).where(inpatient, Receipt.member_id.in_(nursed))
    ):
        found.setdefault(receipt.member_id, []).append(receipt.as_law())
    return found


def years_with_receipts(household_id: str) -> list[int]:
    """Years that have receipts, newest first."""
    return list(
        db.session.scalars(
            kept(select(Receipt.year), household_id).distinct().order_by(Receipt.year.desc())
        )
    )


def years_of_member(household_id: str, member_id: str) -> list[int]:
    """Years in which this person has receipts, newest first."""
    return list(
        db.session.scalars(
            of_member(select(Receipt.year), household_id, member_id)
            .distinct()
            .order_by(Receipt.year.desc())
        )
    )


def past_years(household_id: str, member_id: str, before: int) -> list[tuple[int, YearSum]]:
    """Sums of this person's earlier years, newest first."""
    rows = db.session.execute(
        of_member(select(Receipt.year, *SUMS), household_id, member_id)
        .where(Receipt.year < before)
        .group_by(Receipt.year)
        .order_by(Receipt.year.desc())
    )
    return [(year, year_sum(*rest)) for year, *rest in rows]


def months_of(household_id: str, member_id: str, year: int) -> dict[int, YearSum]:
    """Sums by the month in which the care began."""
    rows = db.session.execute(
        of_member(select(Receipt.month, *SUMS), household_id, member_id)
        .where(Receipt.year == year)
        .group_by(Receipt.month)
    )
    return {month: year_sum(*rest) for month, *rest in rows}


def providers_of(household_id: str, member_id: str, year: int) -> list[tuple[str, str, int, int]]:
    """Name, kind, counted won and number of receipts of each place, the largest sum first."""
    counted = func.sum(Receipt.counted)
    rows = db.session.execute(
        of_member(
            select(Receipt.provider_name, Receipt.provider_kind, counted, func.count()),
            household_id,
            member_id,
        )
        .where(Receipt.year == year)
        .group_by(Receipt.provider_name, Receipt.provider_kind)
        .order_by(counted.desc(), Receipt.provider_name)
    )
    return [(name, kind, int(won), count) for name, kind, won, count in rows]


def of_member(query: Select[Any], household_id: str, member_id: str) -> Select[Any]:
    return query.where(
        Receipt.household_id == household_id,
        Receipt.member_id == member_id,
        Receipt.deleted_at.is_(None),
    )


def of_member_and_year(household_id: str, member_id: str, year: int) -> Sequence[Receipt]:
    """All receipts of one person and year, oldest first."""
    return db.session.scalars(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.member_id == member_id,
            Receipt.year == year,
            Receipt.deleted_at.is_(None),
        )
        .order_by(Receipt.care_from, Receipt.id)
    ).all()


def in_trash(household_id: str, now: datetime) -> Sequence[Receipt]:
    """Receipts deleted in the last 30 days, the latest first."""
    return db.session.scalars(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.deleted_at > now - timedelta(days=TRASH_DAYS),
        )
        .order_by(Receipt.deleted_at.desc(), Receipt.id)
        .limit(PAGE)
    ).all()


def twin_of(household_id: str, values: Mapping[str, Any], but: str) -> Receipt | None:
    """A receipt of the same person, days, place and amount: probably the same paper."""
    return db.session.scalar(
        select(Receipt)
        .where(
            Receipt.household_id == household_id,
            Receipt.member_id == values["member_id"],
            Receipt.care_from == date.fromisoformat(values["care_from"]),
            Receipt.care_to == date.fromisoformat(values["care_to"]),
            Receipt.provider_name == values["provider_name"],
            Receipt.copay == values["copay"],
            Receipt.deleted_at.is_(None),
            Receipt.id != but,
        )
        .limit(1)
    )


OUTLIER_TIMES = 5
OUTLIER_NEEDS = 2


def usual_most(household_id: str, values: Mapping[str, Any], but: str) -> int | None:
    """The largest amount ① paid at this place so far, if this one is far above it.

    Asked only when at least two earlier receipts say what is usual, and this one is five
    times the largest of them: a zero too many, rather than a dear month.
    """
    count, most = db.session.execute(
        select(func.count(), func.max(Receipt.copay)).where(
            Receipt.household_id == household_id,
            Receipt.member_id == values["member_id"],
            Receipt.provider_name == values["provider_name"],
            Receipt.deleted_at.is_(None),
            Receipt.id != but,
        )
    ).one()
    if count < OUTLIER_NEEDS or not most or values["copay"] < OUTLIER_TIMES * most:
        return None
    return int(most)


def provider_names(household_id: str, limit: int = 30) -> list[str]:
    """Places visited, the most recent first: suggestions for the form."""
    latest = func.max(Receipt.care_from)
    return list(
        db.session.scalars(
            kept(select(Receipt.provider_name), household_id)
            .group_by(Receipt.provider_name)
            .order_by(latest.desc(), Receipt.provider_name)
            .limit(limit)
        )
    )


def recount_all() -> int:
    """Renew what is derived from the law, household by household; how many receipts changed.

    A changed receipt gets a new revision, so that phones fetch it.
    """
    changed = 0
    for household_id in db.session.scalars(select(Ledger.household_id)).all():
        db.session.rollback()
        ledger = Ledger.lock(household_id)
        for receipt in db.session.scalars(
            select(Receipt).where(Receipt.household_id == household_id)
        ):
            before = (receipt.counted, receipt.paid)
            receipt.derive()
            if before != (receipt.counted, receipt.paid):
                receipt.rev = ledger.next()
                changed += 1
        db.session.commit()
    return changed
