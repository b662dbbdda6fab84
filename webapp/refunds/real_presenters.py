"""What 진짜로 신청하려면 shows. All of it is nobody's: no sum and no name of a household."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from webapp.language import N_
from webapp.law.rulebook import sources

Context = dict[str, Any]

SITE = "https://www.nhis.or.kr/"

# All that this app leads out to: the insurer's site, and where the law stands.
HOSTS = ("www.nhis.or.kr", "www.law.go.kr")

# For whom each way is open, and what one finds there.
WAYS = (
    (
        "phone",
        N_("전화"),
        N_("건강보험 고객센터에서 본인 계좌로 신청할 수 있어요. 상담원에게 물어보며 할 수 있어요."),
    ),
    (
        "app",
        N_("공식 앱 ‘건강보험25시’"),
        N_("민원여기요 → 조회 → 환급금 조회/신청 순서예요. 간편인증으로 들어가요."),
    ),
    (
        "site",
        N_("공식 누리집"),
        N_("‘환급금 조회/신청’을 찾아 들어가요. 본인 계좌로 신청할 수 있어요."),
    ),
    (
        "branch",
        N_("지사·우편·팩스"),
        N_(
            "가족 계좌나 상속처럼 서류가 필요한 때는 이쪽이에요. 서류함에서 챙길 것을 볼 수 있어요."
        ),
    ),
)

STEPS = (
    N_("공식 앱 ‘건강보험25시’나 누리집 www.nhis.or.kr을 열어요."),
    N_("간편인증으로 들어가요. 주민등록번호 뒷자리나 인증서 비밀번호를 남에게 알려 주지 않아요."),
    N_("‘환급금 조회/신청’에서 내 이름의 줄을 찾아요."),
    N_("‘신청’을 누르고 동의할 것을 읽어요."),
    N_("내 이름으로 된 계좌를 적어요."),
    N_("맞는지 보고 신청해요. 접수된 것을 신청내역에서 확인해요."),
)


def present_real() -> Context:
    ways = [{"id": id, "name": _(name), "says": _(says)} for id, name, says in WAYS]
    return {"title": _("진짜로 신청하려면"), "tab": "statements", "ways": ways}


def present_official_site(source: str, host: str) -> Context:
    """The question before one leaves. `source` is what one wants to read there, or empty."""
    return {
        "title": _("공식 누리집으로 나가요"),
        "tab": "statements",
        "host": host,
        "site": f"https://{host}/".split("."),
        "source": source,
    }


def present_card() -> Context:
    steps = [_(step) for step in STEPS]
    return {"title": _("신청 순서 한 장"), "tab": "statements", "steps": steps}


@cache
def official() -> dict[str, str]:
    """The sources that stand on an official site: by their id, the name of the site."""
    found = {id: urlsplit(each.url or "").hostname for id, each in sources().items()}
    return {id: host for id, host in found.items() if host in HOSTS}
