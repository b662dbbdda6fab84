"""기기 잇기, on the phone that is to come in: type the code, wait, enter."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now
from webapp.extensions import htmx, limiter
from webapp.household import device_presenters as presenters
from webapp.household.devices import Key
from webapp.household.models import Visit
from webapp.household.pairing import Pairing, read_code
from webapp.household.visits import current_visit, enter, locks, platform
from webapp.routes import on
from webapp.templating import page, to

bp = Blueprint("joining", __name__)

COOKIE = "join"  # the key that will open the household, once the old phone has said yes
PATH = "/join"
LIFETIME = 15 * 60  # seconds


@on(bp, "join")
def join() -> Response:
    return page("join", presenters.present_join(occupied=occupied_by(current_visit())))


def was_wrong(response: Response) -> bool:
    return response.status_code == 422


def everybody() -> str:
    return "everybody"


@on(bp, "ask_to_join")
@limiter.limit("10 per 5 minutes", deduct_when=was_wrong)
@limiter.limit("100 per 5 minutes", key_func=everybody, deduct_when=was_wrong)
def ask_to_join() -> Response:
    visit = current_visit()
    typed = forms.kept(forms.posted(()).values).get("code", "")
    if occupied := occupied_by(visit):
        return page("join", presenters.present_join(typed, occupied=occupied), 409)
    found = Pairing.by_code(code) if (code := read_code(typed)) else None
    problem = problem_with(found, visit)
    key = found.ask(platform(), now()) if found is not None and not problem else None
    if key is None:
        return page("join", presenters.present_join(typed, problem or used()), 422)
    response = to("joining.waiting")
    response.set_cookie(COOKIE, str(key), max_age=LIFETIME, path=PATH, **locks())
    return response


def occupied_by(visit: Visit | None) -> str:
    """What the phone would lose, as it keeps one household only."""
    if visit is None or (visit.is_empty() and not visit.example):
        return ""
    return "example" if visit.example else "own"


def problem_with(found: Pairing | None, visit: Visit | None) -> str:
    if found is None:
        return str(_("이 번호로는 찾지 못했어요. 다른 휴대전화에 보이는 번호와 같은지 봐 주세요."))
    if visit is not None and visit.household_id == found.household_id:
        return str(_("이 휴대전화의 번호예요. 이으려는 다른 휴대전화에 적어 주세요."))
    stage = found.stage(now())
    if stage == "open":
        return ""
    if stage == "expired":
        return str(_("시간이 지난 번호예요. 다른 휴대전화에서 새 번호를 만들어 적어 주세요."))
    return used()


def used() -> str:
    return str(_("이미 쓴 번호예요. 다른 휴대전화에서 새 번호를 만들어 적어 주세요."))


@on(bp, "waiting")
def waiting() -> Response:
    """Whether the old phone has said yes. With `seen`, 204 while nothing has changed since."""
    context = where_it_stands()
    if htmx and request.args.get("seen") == context["stage"]:
        return Response(status=204)
    return page("waiting", context)


def where_it_stands() -> presenters.Context:
    key = asking_key()
    joined = key is not None and Visit.by_key(key) is not None
    pairing = Pairing.asked_with(key) if key is not None else None
    return presenters.present_waiting(pairing, joined, now())


@on(bp, "enter")
def enter_household() -> Response:
    """Take the key to the household, in the place of one's own empty one.

    Who does not come in is answered 409: the worker reads a redirect as another household.
    """
    key = asking_key()
    joined = Visit.by_key(key) if key is not None else None
    if key is None or joined is None:
        return page("waiting", where_it_stands(), 409)
    mine = current_visit()
    another = mine is not None and mine.household_id != joined.household_id
    if mine is not None and another and (mine.example or not mine.leave(now(), only_if_empty=True)):
        return page("join", presenters.present_join(occupied=occupied_by(mine)), 409)
    enter(replace(joined, new_key=str(key)))
    response = to("shell.home")
    response.delete_cookie(COOKIE, path=PATH, **locks())
    return response


def asking_key() -> Key | None:
    return Key.read(request.cookies.get(COOKIE, ""))
