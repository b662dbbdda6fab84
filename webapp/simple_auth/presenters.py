"""Providers, forms and requests → what the templates of the authentication show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from webapp.config import SEOUL
from webapp.forms import Errors, first, summary
from webapp.language import N_
from webapp.simple_auth.models import ENDINGS, TRIES, Authentication
from webapp.simple_auth.schemas import (
    CARRIERS,
    CONSENT_ALL,
    CONSENTS,
    PRACTICE,
    PROVIDERS,
    Provider,
)
from webapp.simple_auth.steps import present_way

Context = dict[str, Any]

# Where one goes on to, in words.
WAYS = {
    "/claims": N_("계좌 적으러 가기"),
    "/statements": N_("환급금 조회로 가기"),
    "/standing-account": N_("지급동의계좌로 가기"),
}

CONSENT_WORDS = {
    "consent_terms": (
        N_("서비스 이용 약관"),
        N_("진짜 인증에서는 인증 회사의 약관이에요. 여기서는 읽고 표시하는 연습만 해요."),
    ),
    "consent_personal": (
        N_("개인정보 수집·이용"),
        N_("진짜 인증에서는 이름, 생년월일, 휴대전화 번호를 인증 회사가 써요."),
    ),
    "consent_unique": (
        N_("고유 식별 정보 처리"),
        N_("진짜 인증에서는 나를 가려내는 번호를 써요. 이 앱은 그런 번호를 묻지 않아요."),
    ),
    "consent_third": (
        N_("제3자 제공"),
        N_("진짜 인증에서는 적은 정보를 인증 회사에 보내요. 이 앱은 아무 데도 보내지 않아요."),
    ),
}

# What the last digits of a number bring about, for whoever wants to try it.
ENDING_WORDS = {
    "unknown": N_("가입하지 않았을 때"),
    "outdated": N_("인증서 기한이 지났을 때"),
    "mismatch": N_("등록된 것과 다를 때"),
    "maintenance": N_("점검 중일 때"),
    "timeout": N_("시간이 다 됐을 때"),
    "refused": N_("거절했을 때"),
    "suspended": N_("정지된 번호일 때"),
}

# A title, what to do, and the ways on: another kind, the form again, once more, nobody's data.
ENDED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "unknown": (
        N_("%(provider)s에 가입되어 있지 않아요"),
        N_("만들어 둔 인증서가 없어요. 다른 방법을 골라 주세요."),
        ("another", "practice"),
    ),
    "outdated": (
        N_("인증서 기한이 지났어요"),
        N_("새로 받은 뒤 다시 하거나 다른 방법을 골라 주세요."),
        ("another", "renewal", "practice"),
    ),
    "mismatch": (
        N_("등록된 것과 달라요"),
        N_("이름·생년월일·번호 가운데 등록된 것과 다른 것이 있어요. 다시 적어 주세요."),
        ("form", "another", "practice"),
    ),
    "maintenance": (
        N_("지금 점검 중이에요"),
        N_("%(provider)s은 지금 쓸 수 없어요. 다른 방법을 골라 주세요."),
        ("another",),
    ),
    "suspended": (
        N_("정지된 번호예요"),
        N_("쓸 수 없게 된 번호라 인증 요청이 가지 않아요. 다른 번호로 다시 적어 주세요."),
        ("form", "another", "practice"),
    ),
    "refused": (
        N_("인증을 거절했어요"),
        N_("잘못 눌렀다면 다시 요청할 수 있어요."),
        ("renewal", "another", "practice"),
    ),
    "expired": (
        N_("시간이 다 됐어요"),
        N_("승인하지 않은 채 시간이 지났어요. 다시 요청하면 이어서 할 수 있어요."),
        ("renewal", "another", "practice"),
    ),
}


def present_choose(
    found: Authentication | None, then: str, now: datetime, *, unchosen: bool, ended: bool
) -> Context:
    """The kinds of providers; one that was found under maintenance stays so for a while."""
    closed = found.provider if found is not None and found.ending == "maintenance" else ""
    missing = _("방법을 하나 골라 주세요.")
    return {
        "title": _("간편인증 방법 고르기"),
        "tab": "statements",
        "then": then,
        "providers": [present_provider(each, closed) for each in PROVIDERS.values()],
        "summary": [{"field": "", "label": "", "message": missing}] if unchosen else [],
        "live": present_session(found, now, "/auth") if found and is_live(found, now) else None,
        "onward": present_onward(then) if then else None,
        **present_way(then),
        "just_ended": ended and found is None,
        "waits": found is not None and found.stage(now) in ("waiting", "approved"),
    }


def present_provider(provider: Provider, closed: str = "") -> Context:
    return {
        "id": provider.id,
        "name": _(provider.name),
        "like": _(provider.like),
        "icon": provider.icon,
        "closed": provider.id == closed,
    }


def present_form(
    provider: Provider, then: str, typed: Mapping[str, str], errors: Errors
) -> Context:
    labels = {
        "name": _("이름"),
        "birth_date": _("생년월일 8자리"),
        "phone": _("휴대전화 번호"),
        "carrier": _("통신사"),
        "consents": _("동의"),
    }
    return {
        "title": _("인증 정보 적기"),
        "tab": "statements",
        "provider": present_provider(provider),
        "then": then,
        **present_way(then),
        "values": {name: typed.get(name, "") for name in PRACTICE},
        "asks_carrier": provider.asks_carrier,
        "carriers": [{"value": value, "label": _(name)} for value, name in CARRIERS.items()],
        "consents": [present_consent(name, typed) for name in CONSENTS],
        "endings": [
            {"digits": digits, "words": _(ENDING_WORDS[ending])}
            for digits, ending in ENDINGS.items()
        ],
        "practised": not errors and typed == PRACTICE,
        "errors": dict.fromkeys(labels, "") | first(errors),
        "summary": summary(errors, labels),
    }


def present_consent(name: str, typed: Mapping[str, str]) -> Context:
    label, means = CONSENT_WORDS[name]
    ticked = "1" in (typed.get(name), typed.get(CONSENT_ALL))
    return {"name": name, "label": _(label), "means": _(means), "ticked": ticked}


def present_waiting(found: Authentication | None, now: datetime, said: str = "") -> Context:
    """Where the request stands. `said` is what there is to tell of what was just pressed."""
    stage = found.stage(now) if found is not None else "none"
    context: Context = {"title": _("인증 기다리기"), "tab": "statements"}
    context |= {"stage": stage, "said": said, "news": ""}
    if found is None:
        return context | {"key": stage, **present_way("")}
    provider = present_provider(PROVIDERS[found.provider])
    seconds = seconds_until(found.again_at(), now)
    rest = found.rests_until(now)
    return context | {
        "id": found.id,
        "key": f"{stage}-{'rest' if rest else 'early' if seconds else 'again'}",
        "provider": provider,
        "name": found.name,
        "time": present_time(found.ends_at, now),
        "again_in": seconds,
        "ended": present_ended(found, stage, provider["name"]),
        "rests_until": clock_time(rest) if rest is not None else "",
        "tries": TRIES,
        "practice_with": practice_provider(found).id,
        "then": found.then,
        **present_way(found.then),
    }


def present_news(waiting: Context) -> str:
    """What is told of a request that somebody else's tap, or the time, has brought further."""
    ended: Context | None = waiting.get("ended")
    if ended is not None:
        return str(ended["title"])
    return _("승인했어요") if waiting["stage"] == "approved" else ""


def practice_provider(found: Authentication) -> Provider:
    """The kind to practise with: the one that was asked, unless it is under maintenance."""
    closed = found.provider if found.ending == "maintenance" else ""
    kinds = (PROVIDERS[found.provider], *PROVIDERS.values())
    return next(each for each in kinds if each.id != closed)


def present_ended(found: Authentication, stage: str, provider: str) -> Context | None:
    """How a request ended that was not approved."""
    why = stage if stage in ENDED else found.ending
    if stage in ("waiting", "approved", "done"):
        return None
    title, body, ways = ENDED[why]
    digits = next((each for each, ending in ENDINGS.items() if ending == found.ending), "")
    return {
        "title": _(title, provider=provider),
        "body": _(body, provider=provider),
        "ways": ways,
        "digits": digits,
    }


def present_time(end: datetime, now: datetime) -> Context:
    """The time that is left, in seconds, as 4:59, and as the time of day when it is over."""
    left = seconds_until(end, now)
    return {"seconds": left, "left": f"{left // 60}:{left % 60:02}", "until": clock_time(end)}


def present_done(found: Authentication, now: datetime) -> Context:
    return {
        "title": _("모의 인증 마침"),
        "tab": "statements",
        "name": found.name,
        "live": present_session(found, now),
        "onward": present_onward(found.then),
        **present_way(found.then),
    }


def present_session(found: Authentication, now: datetime, here: str = "") -> Context:
    """A live authentication, as the pages behind the gate show it. `here` is where one stays."""
    return {
        "id": found.id,
        "minutes": found.minutes_left(now),
        "until": clock_time(found.ends_at),
        "here": here,
    }


def present_onward(then: str) -> Context:
    words = next((words for path, words in WAYS.items() if then.startswith(path)), "")
    if not then:
        return {"href": "/", "label": _("홈으로")}
    return {"href": then, "label": _(words) if words else _("이어서 하기")}


def is_live(found: Authentication | None, now: datetime) -> bool:
    return found is not None and found.stage(now) == "done"


def seconds_until(end: datetime, now: datetime) -> int:
    """Whole seconds, rounded up; 0 once it is over."""
    return max(0, -((now - end) // timedelta(seconds=1)))


def clock_time(moment: datetime) -> str:
    """12:05, in Seoul."""
    return moment.astimezone(SEOUL).strftime("%H:%M")
