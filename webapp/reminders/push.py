"""Sending what is due to the phones that want to be told (RFC 8030, 8291 and 8292).

Imported by the command that sends, and by nothing that answers requests: what it stands on is
large, and most servers send nothing.
"""

from __future__ import annotations

import base64
import hmac
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import requests
from flask_babel import force_locale
from flask_babel import gettext as _
from pywebpush import WebPushException, webpush

from webapp.config import PushKeys
from webapp.household.models import Visit
from webapp.reminders.dates import DAY, Reminder, due
from webapp.reminders.facts import facts_of
from webapp.reminders.models import Choice, Phone, PushSubscription, SentReminder
from webapp.reminders.schemas import Subscribed
from webapp.reminders.words import PLACES, SAYS, TITLE

PATIENCE = 10.0  # seconds that a push service has to answer
LONGEST_KEPT = timedelta(days=28)  # by push services, for a phone that is switched off
TAKEN = range(200, 203)
SIZE = 512  # bytes of every notice: its length must not say which it is
GONE = (404, 410)  # the browser has given its subscription up


@dataclass(slots=True)
class Outcome:
    """How many notices were sent and how many have to wait, and how many phones are gone."""

    sent: int = 0
    waiting: int = 0
    gone: int = 0


def send_due(now: datetime, keys: PushKeys) -> Outcome:
    """Tell every phone what is due and what it was not told before. May be run at any time."""
    outcome = Outcome()
    with straight() as session:
        post = Post(keys, session)
        for _household, group in groupby(PushSubscription.phones(), household_of):
            phones = list(group)
            reminders = due_for(phones[0].visit, now.date())
            for phone in phones:
                tell(phone, reminders, now, post, outcome)
    return outcome


def household_of(phone: Phone) -> str:
    return phone.visit.household_id


def due_for(visit: Visit, today: date) -> list[Reminder]:
    chosen = Choice.of(visit.household_id)
    return due(facts_of(visit, chosen, today), chosen) if chosen else []


def tell(
    phone: Phone, reminders: list[Reminder], now: datetime, post: Post, outcome: Outcome
) -> None:
    """Each reminder once; none any more to a phone that is gone."""
    for reminder in reminders:
        if not SentReminder.claim(phone.visit, reminder.key, now):
            continue
        status = post.send(phone, reminder, left=reminder.until + DAY - now.date())
        if status in TAKEN:
            outcome.sent += 1
            continue
        SentReminder.give_back(phone.visit, reminder.key)
        if status in GONE:
            outcome.gone += 1
            with suppress(LookupError):
                PushSubscription.end(phone.visit, at=phone.place.endpoint)
            return
        outcome.waiting += 1


@dataclass(frozen=True, slots=True)
class Post:
    """What carries notices to the push services, in the name of this server's keys."""

    keys: PushKeys
    session: requests.Session

    def send(self, phone: Phone, reminder: Reminder, *, left: timedelta) -> int:
        """What the push service answers; 0 if it does not. The notice is of use as long as `left`.

        A later one of the same kind takes the place of one that was not fetched yet.
        """
        try:
            webpush(
                wire(phone.place),
                padded(json.dumps(notice_of(reminder, phone.language), ensure_ascii=False)),
                vapid_private_key=self.keys.private,
                vapid_claims={"sub": self.keys.subject},
                ttl=int(min(left, LONGEST_KEPT).total_seconds()),
                headers={"Urgency": "normal", "Topic": self.topic(reminder)},
                timeout=PATIENCE,
                requests_session=self.session,
            )
        except WebPushException as error:
            return 0 if error.response is None else error.response.status_code
        except requests.RequestException:
            return 0
        return TAKEN.start

    def topic(self, reminder: Reminder) -> str:
        """The same for one kind, and telling the push service nothing: 32 letters (RFC 8030)."""
        digest = hmac.digest(self.keys.private.encode(), reminder.kind.encode(), "sha256")
        return base64.urlsafe_b64encode(digest[:24]).decode()


def padded(text: str) -> str:
    """JSON may end in spaces."""
    return text + " " * (SIZE - len(text.encode()))


def wire(place: Subscribed) -> dict[str, object]:
    """As a browser says it (PushSubscription.toJSON)."""
    keys = asdict(place)
    return {"endpoint": keys.pop("endpoint"), "keys": keys}


def notice_of(reminder: Reminder, language: str) -> dict[str, str]:
    """What the phone's worker shows: static/worker/notices.js."""
    with force_locale(language):
        title, body = _(TITLE), _(SAYS[reminder.kind])
    path = PLACES.get(reminder.kind, "/")
    return {"title": title, "body": body, "kind": reminder.kind, "lang": language, "path": path}


def straight() -> requests.Session:
    """Asks the push service itself, and nobody to whom it would send one on."""
    session = requests.Session()
    session.max_redirects = 0
    return session
