"""Somebody who rehearses an application, by plain posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.dom import form, read
from tests.person import Page, Person
from tests.simple_auth.person import authenticates

NUMBER = "110-123-455678"
BANK = "088"

Fields = dict[str, str]


def over_the_cap(
    person: Person, name: str = "엄마", *, year: int = 2023, band: int | str = 2
) -> str:
    """A person whose year gives back 4,370,000 won in band 2; returns the id."""
    member = person.adds(name, year=year, band=band)
    person.saves(member, care_from=f"{year}-05-02", copay=5_450_000)
    return member


@dataclass
class Applicant:
    """Goes the way of an application step by step, as the pages lead."""

    person: Person
    base: str = ""

    @property
    def claim(self) -> str:
        return self.base.rpartition("/")[2]

    def agrees(self, member: str, year: int = 2023, **more: str) -> Page:
        page = self.person.get(f"/claims/new?statement={member}:{year}")
        paper = form(page, "/claims") | {"practice": "1", "keep": "1"} | more
        answer = self.person.post("/claims", paper)
        if answer.status == 303:
            account = answer.location.removeprefix("/auth?then=")  # unless one is authenticated
            self.base = account.removesuffix("/account")
        return answer

    def enters(self, number: str = NUMBER, bank: str = BANK, **more: str) -> Page:
        """Types an account into the form and presses 다음."""
        page = self.person.get(f"{self.base}/account")
        paper = form(page, f"{self.base}/deposit") | {"bank": bank, "account": number} | more
        return self.person.post(f"{self.base}/deposit", paper)

    def confirms(self, deposit: Page) -> Page:
        """Types the digits that came with one won."""
        paper = form(deposit, f"{self.base}/review") | {"code": code_in(deposit)}
        return self.person.post(f"{self.base}/review", paper)

    def paper(self, number: str = NUMBER, **more: str) -> Fields:
        """What [모의 신청하기] would send."""
        return form(self.confirms(self.enters(number, **more)), f"{self.base}/submission")

    def sends(self, paper: Mapping[str, str]) -> Page:
        return self.person.post(f"{self.base}/submission", paper)

    def applies(self, member: str, number: str = NUMBER, *, year: int = 2023, **more: str) -> str:
        """The whole way; returns the receipt number."""
        assert self.agrees(member, year).status == 303
        assert self.sends(self.paper(number, **more)).location == f"{self.base}/done"
        return self.receipt_no()

    def receipt_no(self) -> str:
        return read(self.person.get(f"{self.base}/done").html).one("p", class_="receipt-no").text

    def presses(self, what: str, **typed: str) -> Page:
        """A button of the application's page: "days", "papers", "cancellation"."""
        where = f"{self.base}/{what}"
        page = self.person.get(where if what == "cancellation" else self.base)
        return self.person.post(where, form(page, where) | typed)

    def waits(self, days: int) -> None:
        for _ in range(days):
            assert self.presses("days").status == 303

    def stage(self) -> str:
        return next(
            each.attrs["data-stage"]
            for each in read(self.person.get(self.base).html).all("section", class_="card")
            if "data-stage" in each.attrs
        )


def applicant(person: Person, name: str = "홍길동") -> Applicant:
    """Somebody who is authenticated."""
    authenticates(person, name)
    return Applicant(person)


def code_in(deposit: Page) -> str:
    """The three digits of the practice notice."""
    words = read(deposit.html).one("section", class_="practice-card").text
    return words.partition("상한")[2][:3]
