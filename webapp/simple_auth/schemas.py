"""What may be typed to ask for an authentication. None of it but the name is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import fields

from webapp.forms import LONGEST_KEPT, Errors, Form, kept
from webapp.language import N_
from webapp.sync.fields import RESIDENT_NUMBER_MESSAGE, Choice, Flag, StrictSchema, load

SHORTEST_NAME, LONGEST_NAME = 2, 50
LONGEST_THEN = 200
OLDEST = 130  # years
CONSENTS = ("consent_terms", "consent_personal", "consent_unique", "consent_third")
CONSENT_ALL = "consent_all"

BIRTH = re.compile(r"[0-9]{8}")
WITH_SEX_DIGIT = re.compile(r"[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])-?[1-8]")
PHONE = re.compile(r"010[0-9]{8}")
BETWEEN = re.compile(r"[\s\-.·()/]")
JAMO = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uffa0-\uffdc]")
IN_NAMES = frozenset(" '’-.·")

CARRIERS = {"skt": "SKT", "kt": "KT", "lgu": "LG U+", "mvno": N_("알뜰폰")}


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of provider. `like` names what is really used of that kind, as words only."""

    id: str
    name: str
    like: str
    icon: str
    asks_carrier: bool = False


PROVIDERS = {
    each.id: each
    for each in (
        Provider("messenger", N_("메신저 인증"), N_("실제로는 카카오톡 같은 것"), "message-circle"),
        Provider("portal", N_("포털 인증"), N_("실제로는 네이버 같은 것"), "globe"),
        Provider("transfer", N_("송금앱 인증"), N_("실제로는 토스 같은 것"), "send"),
        Provider("carrier", N_("통신사 인증"), N_("실제로는 PASS 같은 것"), "radio-tower", True),
        Provider("bank", N_("은행 인증"), N_("실제로는 KB·신한·하나 같은 것"), "landmark"),
        Provider("maker", N_("휴대폰 제조사 인증"), N_("실제로는 삼성패스 같은 것"), "smartphone"),
    )
}

# Who asks for a practice: nobody's name, birthday or number.
PRACTICE = {"name": "홍길동", "birth_date": "19500505", "phone": "01000000000", "carrier": "skt"}


class PersonName(fields.Field[str]):
    """2 to 50 letters of any script, with spaces and what stands between parts of a name."""

    default_error_messages = {  # noqa: RUF012  (marshmallow's own name and type)
        "required": _l("이름을 적어 주세요."),
        "null": _l("이름을 적어 주세요."),
        "wrong": _l("이름을 다시 봐 주세요."),
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        text = value if isinstance(value, str) else ""
        if len(text) > 4 * LONGEST_NAME:
            raise self.make_error("wrong")
        text = " ".join(unicodedata.normalize("NFC", text).split())
        if not text:
            raise self.make_error("required")
        letters = sum(unicodedata.category(each)[0] == "L" for each in text)
        fits = SHORTEST_NAME <= len(text) <= LONGEST_NAME and letters >= SHORTEST_NAME
        if not fits or JAMO.search(text) or not all(is_of_a_name(each) for each in text):
            raise self.make_error("wrong")
        return text


class BirthDate(fields.Field[date]):
    """Eight digits that are a day in the calendar, not after the schema's `today`."""

    default_error_messages = {  # noqa: RUF012
        "required": _l("생년월일을 적어 주세요. 예) 19500505"),
        "null": _l("생년월일을 적어 주세요. 예) 19500505"),
        "digits": _l("8자리 숫자로 적어 주세요. 예) 19500505"),
        "unreal": _l("달력에 없는 날이에요."),
        "future": _l("아직 오지 않은 날이에요."),
        "past": _l("태어난 해를 다시 봐 주세요."),
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> date:
        digits = flat(value)
        if not digits:
            raise self.make_error("required")
        if not BIRTH.fullmatch(digits):
            raise self.make_error("digits")
        try:
            day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            raise self.make_error("unreal") from None
        today = cast("RequestSchema", self.root).today
        if day > today:
            raise self.make_error("future")
        if day.year < today.year - OLDEST:
            raise self.make_error("past")
        return day


class Phone(fields.Field[str]):
    """A mobile number as eleven digits; hyphens, spaces and +82 are understood."""

    default_error_messages = {  # noqa: RUF012
        "required": _l("휴대전화 번호를 적어 주세요."),
        "null": _l("휴대전화 번호를 적어 주세요."),
        "wrong": _l("010으로 시작하는 11자리로 적어 주세요."),
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> str:
        digits = flat(value)
        if not digits:
            raise self.make_error("required")
        if digits.startswith("+82"):
            digits = "0" + digits.removeprefix("+82").removeprefix("0")
        if not PHONE.fullmatch(digits):
            raise self.make_error("wrong")
        return digits


class RequestSchema(StrictSchema):
    """The form as `today` sees it; without `asks_carrier` that field is unknown."""

    name = PersonName(required=True)
    birth_date = BirthDate(required=True)
    phone = Phone(required=True)
    carrier = Choice(tuple(CARRIERS), required=True, missing=_l("통신사를 골라 주세요."))
    consent_terms = Flag(load_default=False)
    consent_personal = Flag(load_default=False)
    consent_unique = Flag(load_default=False)
    consent_third = Flag(load_default=False)
    consent_all = Flag(load_default=False)

    def __init__(self, today: date, *, asks_carrier: bool) -> None:
        super().__init__(exclude=() if asks_carrier else ("carrier",))
        self.today = today


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as far as it is needed: the name, which practice ending was meant, and
    whether all of it is nobody's (`practises`).

    `kept` is what the refused form shows again.
    """

    name: str = ""
    last_digits: str = ""
    practises: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)


def read_request(provider: Provider, form: Form, today: date) -> Typed:
    """Check everything that was typed at once."""
    values = {name: text for name, text in form.values.items() if not has_sex_digit(name, text)}
    schema = RequestSchema(today, asks_carrier=provider.asks_carrier)
    loaded, errors = load(schema, values)
    forgotten = form.values.keys() - values.keys()
    errors |= {name: [str(RESIDENT_NUMBER_MESSAGE)] for name in forgotten} | form.errors
    agreed = ticked(values, CONSENT_ALL) or all(ticked(values, each) for each in CONSENTS)
    if not agreed:
        errors["consents"] = [_("필수 동의에 표시해 주세요.")]
    in_order = {name: errors[name] for name in (*PRACTICE, "consents") if name in errors}
    return Typed(
        name=loaded.get("name", ""),
        last_digits=loaded.get("phone", "")[-4:],
        practises=is_nobodys(loaded),
        kept=kept(values),
        errors=in_order | errors,
    )


def is_nobodys(loaded: Mapping[str, Any]) -> bool:
    """Whether name, birthday and number are those of the practice; the carrier is free."""
    told = (loaded.get("name"), loaded.get("birth_date"), loaded.get("phone"))
    birth = date.fromisoformat(PRACTICE["birth_date"])
    return told == (PRACTICE["name"], birth, PRACTICE["phone"])


def has_sex_digit(name: str, text: str) -> bool:
    """True for a birthday of six digits with the first digit of the other half after it."""
    return name == "birth_date" and WITH_SEX_DIGIT.fullmatch(flat(text)) is not None


def ticked(values: Mapping[str, str], name: str) -> bool:
    return values.get(name) == "1"


def flat(value: Any) -> str:
    """Digits as one types them on a phone, without what stands between them."""
    text = value if isinstance(value, str) else ""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text[:LONGEST_KEPT]))


def is_of_a_name(letter: str) -> bool:
    return letter in IN_NAMES or unicodedata.category(letter)[0] in "LM"
