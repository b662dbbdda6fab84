"""No sequence of actions makes an authentication that nobody approved, there and in time.

Three browsers (two of one household, one of another) press everything in any order, also buttons
of pages that are long out of date, while time passes. A model beside them keeps who approved what.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.conftest import Clock, migrated
from tests.every_screen import NOBODY
from tests.person import Person
from tests.simple_auth.person import asks
from webapp import create_app
from webapp.extensions import db, limiter

PHONES = ("mine", "mothers", "strangers")
phones = st.sampled_from(PHONES)
# Whose button is pressed: mostly one's own, else that of another phone's page, or of an old one.
buttons = st.sampled_from(["own", "own", "own", *PHONES, "old"])
NEVER = datetime.min.replace(tzinfo=UTC)
HALF_AN_HOUR, FIVE_MINUTES = timedelta(minutes=30), timedelta(minutes=5)


class Known:
    """What one phone has asked for, as the test has seen it."""

    def __init__(self) -> None:
        self.id = ""  # of the request that is open
        self.until = NEVER
        self.approved = self.done = False


class Presses(RuleBasedStateMachine):
    app: Flask
    clock: Clock

    @initialize()
    def begins(self) -> None:
        self.people = {name: Person(self.app.test_client()) for name in PHONES}
        self.known = {name: Known() for name in PHONES}
        self.seen = [NOBODY]
        self.people["mine"].adds()
        self.people["mothers"].joins(self.people["mine"])
        self.people["strangers"].adds()

    def id_on(self, button: str, who: str) -> str:
        if button == "old":
            return self.seen[len(self.seen) // 2]
        return self.known[who if button == "own" else button].id

    def notes_request(self, who: str) -> None:
        """A request went out if the page shows an id that nobody has seen yet."""
        page = self.people[who].get("/auth/waiting")
        found = re.search('name="request" value="([^"]+)"', page.html)
        if found and found[1] not in self.seen:
            self.seen.append(found[1])
            known = self.known[who] = Known()
            known.id, known.until = found[1], self.clock() + FIVE_MINUTES

    @rule(who=phones, ending=st.sampled_from(["0000", "0000", "0001", "0005", "0006"]))
    def asks(self, who: str, ending: str) -> None:
        if asks(self.people[who], ending).status == 303:
            self.known[who] = Known()
        self.notes_request(who)
        if ending != "0000":
            self.known[who].until = NEVER

    @rule(who=phones, button=buttons)
    def approves(self, who: str, button: str) -> None:
        id, known = self.id_on(button, who), self.known[who]
        self.people[who].post("/auth/approval", {"request": id})
        if id and id == known.id and self.clock() < known.until and not known.done:
            known.approved = True

    @rule(who=phones, button=buttons)
    def refuses(self, who: str, button: str) -> None:
        id, known = self.id_on(button, who), self.known[who]
        self.people[who].post("/auth/refusal", {"request": id})
        if id and id == known.id and not known.approved:
            known.until = self.clock()

    @rule(who=phones, button=buttons)
    def completes(self, who: str, button: str) -> None:
        id, known = self.id_on(button, who), self.known[who]
        self.people[who].post("/auth/completion", {"request": id})
        in_time = self.clock() < known.until
        if id and id == known.id and known.approved and in_time and not known.done:
            known.done, known.until = True, self.clock() + HALF_AN_HOUR

    @rule(who=phones, button=buttons)
    def extends(self, who: str, button: str) -> None:
        id, known = self.id_on(button, who), self.known[who]
        self.people[who].post("/auth/extension", {"request": id})
        if id and id == known.id and self.clock() < known.until:
            longest = self.clock() + HALF_AN_HOUR
            known.until = longest if known.done else min(known.until + FIVE_MINUTES, longest)

    @rule(who=phones, button=buttons)
    def renews(self, who: str, button: str) -> None:
        id = self.id_on(button, who)
        self.people[who].post("/auth/renewal", {"request": id})
        self.notes_request(who)

    @rule(who=phones)
    def ends(self, who: str) -> None:
        self.people[who].post("/auth/deletion")
        if self.known[who].done:
            self.known[who] = Known()

    @rule(who=phones, what=st.sampled_from(["/auth", "/auth/waiting", "/auth/done"]))
    def looks(self, who: str, what: str) -> None:
        self.people[who].get(what)

    @rule(seconds=st.sampled_from([1, 29, 30, 60, 299, 300, 1799, 1800]))
    def waits(self, seconds: int) -> None:
        self.clock.passes(seconds=seconds)

    @rule()
    def purges(self) -> None:
        self.app.test_cli_runner().invoke(args=["purge"])

    @invariant()
    def live_is_what_was_approved(self) -> None:
        for who, known in self.known.items():
            live = self.people[who].get("/auth/done").status == 200
            assert live == (known.done and known.approved and self.clock() < known.until), who


def test_no_sequence_makes_one_that_nobody_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiter, "enabled", False)
    url = f"sqlite:///{tmp_path / 'presses.sqlite3'}"
    migrated(url)
    Presses.clock = Clock()
    Presses.app = create_app(database_url=url, testing=True, now=Presses.clock)
    run_state_machine_as_test(
        Presses, settings=settings(max_examples=40, stateful_step_count=25, deadline=None)
    )
    with Presses.app.app_context():
        db.engine.dispose()
