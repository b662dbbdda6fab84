"""A receipt, and the sums that the database makes over receipts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from es_hangul import get_choseong
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Index,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base, db
from webapp.household.models import Member, missing_member
from webapp.household.ownership import of_member
from webapp.law import assess as law
from webapp.receipts import schemas
from webapp.sync.models import ID_LENGTH, AppliedOp, Ledger
from webapp.sync.op import Op, Value, changes, new_op_id
from webapp.sync.synced import Synced

DATES = ("care_from", "care_to")
OF_ONE_PAPER = ("care_to", "receipt_no", "unverified")  # what another visit does not share

Place = tuple[str, int, int]  # member, year, month


class Receipt(Synced, Base):
    """One receipt of one person in one calendar year. Amounts in won, days as dates.

    `indemnity_paid` is what a private indemnity insurer (실손보험) paid for it: no part of any sum.

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
        "indemnity_paid",
        *schemas.UNCOUNTED,
        "receipt_no",
        "note",
        "discharged",
        "separate",
        "unverified",
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
    indemnity_paid: Mapped[int | None] = mapped_column(BigInteger)
    uncounted: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    receipt_no: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(500))
    discharged: Mapped[bool] = mapped_column(Boolean)
    separate: Mapped[bool] = mapped_column(Boolean, default=False)
    unverified: Mapped[str] = mapped_column(String(100), default="")

    year: Mapped[int] = mapped_column(Integer)
    month: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)
    unverified_amounts: Mapped[int] = mapped_column(Integer, default=0)
    provider_initials: Mapped[str] = mapped_column(String(schemas.LONGEST_PROVIDER))

    __table_args__ = (
        of_member(),
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
            "unverified_amounts",
        ),
        Index(
            "ix_receipt_stays",
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
        ),
        Index("ix_receipt_usual", "household_id", "member_id", "provider_name", "copay"),
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
        self.unverified_amounts = sum(name in schemas.AMOUNTS for name in self.unchecked())
        self.year, self.month = self.care_from.year, self.care_from.month
        self.provider_initials = initials(self.provider_name)

    def unchecked(self) -> list[str]:
        """Fields that the phone read from a photo and nobody has looked at yet."""
        return [name for name in (self.unverified or "").split(",") if name]

    def erase(self) -> bool:
        told = bool(self.provider_name)
        self.provider_name = self.provider_initials = self.receipt_no = self.note = ""
        self.copay = self.full_self_pay = self.noncovered = self.advance = 0
        self.counted = self.paid = self.unverified_amounts = 0
        self.unverified = ""
        self.insurer_paid = self.patient_total = self.indemnity_paid = None
        self.uncounted = {}
        return told

    def place(self) -> Place:
        return self.member_id, self.year, self.month

    @classmethod
    def settle(cls, household_id: str, places: Collection[Place]) -> None:
        for place in places:
            MonthSum.renew(household_id, *place)

    @classmethod
    def missing_links(cls, household_id: str, values: Mapping[str, Value]) -> dict[str, list[str]]:
        return missing_member(household_id, values["member_id"])

    @classmethod
    def double_of(
        cls, household_id: str, record_id: str, values: Mapping[str, Value]
    ) -> str | None:
        """The same paper, written down already: on another phone, or by another person.

        A receipt that is `separate` is not asked about: the person said that it is another one.
        """
        if values["separate"]:
            return None
        days = {name: date.fromisoformat(str(values[name])) for name in DATES}
        twin: str | None = db.session.scalar(
            TWIN,
            {
                "household": household_id,
                "member": values["member_id"],
                "place": values["provider_name"],
                "copay": values["copay"],
                **days,
                "but": record_id,
            },
        )
        return twin

    def once_more(self, day: str = "") -> dict[str, Value]:
        """Its values for another visit like this one, on `day`."""
        values = self.values() | dict.fromkeys(OF_ONE_PAPER, "")
        return values | {"care_from": day, "indemnity_paid": None}

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

    def verification(self) -> Op:
        """The op by which a person says that what was read from the photo is right."""
        return self.edit({"unverified": self.unverified}, {"unverified": ""}, None)

    def restoration(self) -> Op:
        return Op(new_op_id(), self.entity, self.id, kind="restore", base=self.rev)

    def history(self) -> Sequence[AppliedOp]:
        """What was done to this receipt, newest first."""
        return db.session.scalars(
            select(AppliedOp)
            .where(AppliedOp.household_id == self.household_id, AppliedOp.record_id == self.id)
            .order_by(AppliedOp.seq.desc(), AppliedOp.applied_at.desc(), AppliedOp.op_id)
            .limit(HISTORY)
        ).all()


TWIN = (
    select(Receipt.id)
    .where(
        Receipt.household_id == bindparam("household"),
        Receipt.member_id == bindparam("member"),
        Receipt.provider_name == bindparam("place"),
        Receipt.copay == bindparam("copay"),
        Receipt.care_from == bindparam("care_from"),
        Receipt.care_to == bindparam("care_to"),
        Receipt.deleted_at.is_(None),
        Receipt.id != bindparam("but"),
    )
    .order_by(Receipt.id)
    .limit(1)
)


class MonthSum(Base):
    """What one person's receipts of one month come to, kept so that home need not read them.

    Renewed from the receipts themselves whenever one of them changes: never added to.
    """

    __tablename__ = "month_sum"
    __table_args__ = (of_member(),)

    household_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    member_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    receipts: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)
    advance: Mapped[int] = mapped_column(BigInteger)
    unverified: Mapped[int] = mapped_column(Integer, default=0)

    @classmethod
    def renew(cls, household_id: str, member_id: str, year: int, month: int) -> None:
        """Sum one month again."""
        where = {"household": household_id, "member": member_id, "year": year, "month": month}
        db.session.execute(RENEWAL, where)


RENEWAL = text(
    """
    INSERT INTO month_sum (
           household_id, member_id, year, month, receipts, counted, paid, advance, unverified)
    SELECT :household, :member, :year, :month, count(*), coalesce(sum(counted), 0),
           coalesce(sum(paid), 0), coalesce(sum(advance), 0), coalesce(sum(unverified_amounts), 0)
      FROM receipt
     WHERE household_id = :household AND year = :year AND member_id = :member AND month = :month
       AND deleted_at IS NULL
        ON CONFLICT (household_id, member_id, year, month) DO UPDATE
       SET receipts = excluded.receipts, counted = excluded.counted, paid = excluded.paid,
           advance = excluded.advance, unverified = excluded.unverified
    """
).bindparams(
    bindparam("household", type_=String),
    bindparam("member", type_=String),
    bindparam("year", type_=Integer),
    bindparam("month", type_=Integer),
)


HISTORY = 30


def new_receipt(receipt_id: str, values: Mapping[str, Value], op_id: str | None = None) -> Op:
    """The op that makes a receipt."""
    return Op(op_id or new_op_id(), Receipt.entity, receipt_id, set=changes({}, values))


def initials(text: str) -> str:
    """Initial consonants of the Hangul in `text`, and its other letters, without spaces."""
    return "".join(
        get_choseong(letter) or letter.lower() for letter in text if not letter.isspace()
    )[: schemas.LONGEST_PROVIDER]


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


def recount_all() -> int:
    """Renew what is derived from the law, household by household; how many receipts changed.

    A changed receipt gets a new revision, so that phones fetch it.
    """
    changed = 0
    for household_id in db.session.scalars(select(Ledger.household_id)).all():
        ledger = Ledger.lock(household_id)
        places = set()
        for receipt in db.session.scalars(
            select(Receipt).where(Receipt.household_id == household_id)
        ):
            before = (receipt.counted, receipt.paid)
            receipt.derive()
            places.add(receipt.place())
            if before != (receipt.counted, receipt.paid):
                receipt.rev = ledger.next()
                changed += 1
        db.session.flush()
        Receipt.settle(household_id, places)
        db.session.commit()
    return changed
