"""What a year gives back to a person: one statement a member and year, computed by the law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from webapp.household.models import Member, MemberYear, Visit
from webapp.law.assess import assess
from webapp.law.calendar import claim_until, lapse_years, notices_start
from webapp.receipts import sums
from webapp.refunds.models import Amounts, Claim
from webapp.refunds.standing_models import StandingAccount

AUTOMATIC_AFTER = 2  # days from the notices to the first deposits (2025: 31 August, 2 September)


@dataclass(frozen=True, slots=True)
class Statement:
    """One member and year. Won from `lowest` to `highest`, the same where the band is known;
    both None for a year without a table. `state` is one of "upcoming", "open", "applied",
    "automatic", "paid" and "lapsed".
    """

    member: Member
    year: int
    lowest: int | None
    highest: int | None
    state: str
    claim: Claim | None = None
    account: StandingAccount | None = None
    pays_on: date | None = None

    @property
    def id(self) -> str:
        return MemberYear.key(self.member.id, self.year)

    @property
    def until(self) -> date | None:
        return claim_until(self.year)


def opens_on(year: int) -> date:
    """The day from which that year's refund can be claimed: the start of its notices.

    Where that is not known, they are taken to begin some time in the next year: only after its
    end are they surely out.
    """
    return notices_start(year) or date(year + 2, 1, 1)


def lapses_after(year: int) -> date:
    """The last day of the three years, as far as it is known; else one that is surely later."""
    return claim_until(year) or date(year + 1 + lapse_years(), 12, 31)


def phase(year: int, today: date) -> str:
    """Whether the notices are still to come ("upcoming"), the refund can be claimed ("open"), or
    the three years have gone by ("lapsed").
    """
    if today < opens_on(year):
        return "upcoming"
    return "open" if today <= lapses_after(year) else "lapsed"


def statements_of(visit: Visit, today: date) -> list[Statement]:
    """Every year of every member that gives or may give something back, the newest first."""
    records = Records.of(visit.household_id)
    found = [
        statement
        for member in visit.members()
        for year in sums.years_of_member(visit.household_id, member.id)
        if (statement := records.statement(member, year, today)) is not None
    ]
    return sorted(found, key=lambda statement: -statement.year)


def find_statement(visit: Visit, statement_id: str, today: date) -> Statement | None:
    """The statement of that id, if there is one."""
    member_id, _, year = statement_id.partition(":")
    member = visit.member(member_id)
    if member is None or not (year.isascii() and year.isdecimal() and len(year) == 4):
        return None
    return Records.of(visit.household_id).statement(member, int(year), today)


@dataclass(frozen=True, slots=True)
class Records:
    """What a household has applied for and registered."""

    claims: Mapping[tuple[str, int], Claim]
    accounts: Sequence[StandingAccount]

    @classmethod
    def of(cls, household_id: str) -> Records:
        return cls(Claim.latest_of(household_id), StandingAccount.all_of(household_id))

    def statement(self, member: Member, year: int, today: date) -> Statement | None:
        """None for a year that gives nothing back."""
        claim = self.claims.get((member.id, year))
        stage = claim.standing(today).stage if claim is not None else ""
        if claim is not None and stage not in ("draft", "cancelled"):
            state = "paid" if stage == "paid" else "applied"
            return Statement(member, year, claim.lowest, claim.highest, state, claim)
        state, amounts = phase(year, today), amounts_of(member, year, today)
        if amounts is None or (amounts == UNKNOWN and state != "upcoming"):
            return None
        return self.by_itself(Statement(member, year, *amounts, state, claim), today)

    def by_itself(self, statement: Statement, today: date) -> Statement:
        """The statement, with the standing account to which it goes without an application."""
        begins = opens_on(statement.year)
        account = next(
            (each for each in self.accounts if each.serves(statement.member.id, begins)), None
        )
        if account is None:
            return statement
        pays_on = begins + timedelta(days=AUTOMATIC_AFTER)
        state = statement.state
        if state != "upcoming":
            state = "paid" if today >= pays_on else "automatic"
        return replace(statement, state=state, account=account, pays_on=pays_on)


UNKNOWN: Amounts = (None, None)


def amounts_of(member: Member, year: int, today: date) -> Amounts | None:
    """The lowest and the highest won that the year gives back; None if it gives nothing.

    `UNKNOWN` for a year that has receipts and no table yet.
    """
    rows = sums.of_member_and_year(member.household_id, member.id, year)
    found = assess(year, member.band(year), [row.as_law() for row in rows], today)
    if found.estimate is not None:
        return (found.estimate, found.estimate) if found.estimate else None
    if found.ladder:
        return (found.lowest, found.highest) if found.highest else None
    return UNKNOWN if found.counted else None
