"""S-16 to S-19: choose, tell, wait, go on. Nobody outside is asked anything."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask_babel import gettext as _

from webapp import forms
from webapp.clock import now, today
from webapp.extensions import htmx, limiter, wants_fragment
from webapp.household.visits import current_visit, visit_or_new
from webapp.routes import on
from webapp.simple_auth import presenters
from webapp.simple_auth.ended import forget_end, ran_out, remember_end
from webapp.simple_auth.models import ENDINGS, Authentication
from webapp.simple_auth.schemas import PRACTICE, PROVIDERS, Provider, read_request
from webapp.simple_auth.ways import local_page
from webapp.templating import page, to

bp = Blueprint("simple_auth", __name__)

CONTROL = ("provider", "then")

requests = limiter.shared_limit("60 per 5 minutes", scope="auth requests")
taps = limiter.shared_limit("240 per 5 minutes", scope="auth taps")


@on(bp, "auth")
def auth() -> Response:
    return choose(local_page(request.args.get("then", "")))


def choose(then: str, *, unchosen: bool = False) -> Response:
    ended = "ended" in request.args
    context = presenters.present_choose(current(), then, now(), unchosen=unchosen, ended=ended)
    context["ran_out"] = context["live"] is None and ran_out(now())
    return page("auth", context, 422 if unchosen else 200)


@on(bp, "auth_form")
def auth_form() -> Response:
    """The form of a kind of provider. With `practice`, filled in with nobody's data."""
    then = local_page(request.args.get("then", ""))
    provider = open_provider(request.args.get("provider", ""))
    if provider is None:
        return choose(then, unchosen=True)
    typed = PRACTICE if "practice" in request.args else {}
    return page("auth_form", presenters.present_form(provider, then, typed, {}))


@on(bp, "ask_for_auth")
@requests
def ask_for_auth() -> Response:
    """Ask the provider. Everything that is wrong is said at once, and what was typed is kept."""
    form = forms.posted(CONTROL)
    then = local_page(form.control.get("then", ""))
    provider = open_provider(form.control.get("provider", ""))
    if provider is None:
        return choose(then, unchosen=True)
    typed = read_request(provider, form, today())
    if typed.errors:
        context = presenters.present_form(provider, then, typed.kept, typed.errors)
        return page("auth_form", context, 422)
    visit, ending = visit_or_new(now()), ENDINGS.get(typed.last_digits, "")
    try:
        asked = Authentication.ask(
            visit,
            now(),
            provider=provider.id,
            name=typed.name,
            ending=ending,
            then=then,
            practises=typed.practises,
        )
    except LookupError:  # another phone erased the household or put this one out, this moment
        return to("simple_auth.auth")
    if asked is None:
        return page("auth_waiting", presenters.present_waiting(current(), now()), 429)
    return to("simple_auth.auth_waiting")


def open_provider(id: str) -> Provider | None:
    """The kind of provider of that id, unless it is just under maintenance."""
    found = current()
    closed = found is not None and found.ending == "maintenance" and found.provider == id
    return None if closed else PROVIDERS.get(id)


@on(bp, "auth_waiting")
def auth_waiting() -> Response:
    """Where the request stands. With `seen`, 204 while nothing has changed since."""
    found = current()
    if presenters.is_live(found, now()):
        return onward()
    context = presenters.present_waiting(found, now())
    if htmx and request.args.get("seen") == context["key"]:
        return Response(status=204)
    return page("auth_waiting", context | {"news": presenters.present_news(context)})


@on(bp, "approve_auth")
@taps
def approve_auth() -> Response:
    return answer(yes=True)


@on(bp, "refuse_auth")
@taps
def refuse_auth() -> Response:
    return answer(yes=False)


def answer(*, yes: bool) -> Response:
    found = asked()
    if found is not None:
        found.answer(yes, now())
    return where_it_stands()


@on(bp, "extend_auth")
@taps
def extend_auth() -> Response:
    """More time, for the request as for the authentication; then back to where one was."""
    found = asked()
    extended = found is not None and found.extend(now())
    if back := local_page(request.form.get("then", "")):
        return redirect(back, 303)  # type: ignore[return-value]
    return where_it_stands(_("시간을 더했어요.") if extended else "")


@on(bp, "renew_auth")
@requests
def renew_auth() -> Response:
    found = asked()
    if found is None:
        return where_it_stands()
    if found.renew(now()):
        return where_it_stands(_("다시 요청했어요."))
    seconds = presenters.seconds_until(found.again_at(), now())
    return not_yet(_("%(seconds)s초 뒤에 누를 수 있어요.", seconds=seconds) if seconds else "")


@on(bp, "complete_auth")
@taps
def complete_auth() -> Response:
    """인증 완료. Pressed too early it says so, and costs nothing."""
    found = asked()
    if found is not None and found.complete(now()):
        return onward()
    if found is None or found.stage(now()) != "waiting":
        return where_it_stands(found_by_itself=True)
    provider = presenters.present_provider(PROVIDERS[found.provider])["name"]
    return not_yet(
        _(
            "아직 승인되지 않았어요. %(provider)s(모의)에서 먼저 ‘승인하기’를 눌러 주세요.",
            provider=provider,
        )
    )


@on(bp, "auth_done")
def auth_done() -> Response:
    found = current()
    if found is None or not presenters.is_live(found, now()):
        return to("simple_auth.auth_waiting")
    return remember_end(page("auth_done", presenters.present_done(found, now())), found)


@on(bp, "auth_session")
def auth_session() -> Response:
    """A part of 전체: how long the authentication still holds; nothing (204) without one."""
    if not wants_fragment():
        return to("simple_auth.auth")
    found = current()
    if found is None or not presenters.is_live(found, now()):
        return Response(status=204)
    return page("auth_session", {"live": presenters.present_session(found, now(), "/menu")})


@on(bp, "end_auth")
@taps
def end_auth() -> Response:
    found = current()
    if found is not None:
        found.end()
    return forget_end(to("simple_auth.auth", ended=1))


def current() -> Authentication | None:
    """What the asking device last asked for."""
    return Authentication.of(current_visit(), now())


def asked() -> Authentication | None:
    """The same, if it is the request that the pressed button was made for."""
    found = current()
    return found if found is not None and found.id == request.form.get("request") else None


def where_it_stands(said: str = "", *, found_by_itself: bool = False) -> Response:
    """`found_by_itself`: perhaps nobody pressed anything, and what there is has to be told."""
    if not wants_fragment():
        return to("simple_auth.auth_waiting")
    found = current()
    if presenters.is_live(found, now()):
        return onward()
    context = presenters.present_waiting(found, now(), said)
    news = presenters.present_news(context) if found_by_itself else ""
    return page("auth_waiting", context | {"news": news})


def not_yet(said: str) -> Response:
    return page("auth_waiting", presenters.present_waiting(current(), now(), said), 422)


def onward() -> Response:
    """To the page that says that it is done: whole, also when a part was asked for."""
    if wants_fragment():
        return Response(status=204, headers={"HX-Redirect": url_for("simple_auth.auth_done")})
    return to("simple_auth.auth_done")
