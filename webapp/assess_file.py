"""The JSON of `flask assess`: one person's year in, its assessment out.

Amounts are won, dates ISO. Everything unknown or doubtful is refused, with the field's name:
`receipts[2].copay`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from webapp.law.assess import Assessment, Receipt
from webapp.law.caps import computed_years
from webapp.law.exclusions import REASONS
from webapp.law.kinds import CARE_KINDS, INSURANCE_KINDS, PROVIDER_KINDS

# No bill is higher; keeps typing accidents out and every sum exact in JavaScript.
MOST_WON: Final = 10_000_000_000
LONGEST_NAME: Final = 60  # letters, as in the receipt form

_AMOUNTS: Final = ("copay", "insurer_paid", "full_self_pay", "noncovered", "advance")
_WORDS: Final = ("provider_name", "provider_kind", "care_kind", "insurance_kind")
T = TypeVar("T")

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadFile(ValueError):
    """A file that cannot be assessed; reads as one line that names the field."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")


@dataclass(frozen=True, slots=True)
class Question:
    """One person's year, as asked in the file."""

    year: int
    band: int | None
    today: date
    receipts: tuple[Receipt, ...]


def read_question(text: str, *, default_today: date) -> Question:
    """Read a file's text. `default_today` stands in for a missing `today`. Raises `BadFile`."""
    content = _object(_parsed(text), "파일")
    _only(content, "", required=("year", "receipts"), optional=("band", "today"))
    first_year = computed_years()[0]
    year = _integer(content["year"], "year")
    if not first_year <= year <= date.max.year:
        raise BadFile("year", f"{first_year}년부터 셈할 수 있어요")
    band = content.get("band")
    if band is not None and not 1 <= _integer(band, "band") <= 10:
        raise BadFile("band", "1부터 10까지이거나 null이어야 해요")
    today = _date(content["today"], "today") if "today" in content else default_today
    rows = content["receipts"]
    if not isinstance(rows, list):
        raise BadFile("receipts", "목록이어야 해요")
    receipts = tuple(_receipt(row, f"receipts[{place}]", today) for place, row in enumerate(rows))
    return Question(year, band, today, receipts)


def as_output(assessment: Assessment) -> dict[str, Any]:
    """The output of `flask assess`: exactly these keys, in this order."""
    crossed_on = assessment.crossed_on
    return {
        "counted": assessment.counted,
        "uncounted": dict(assessment.uncounted),
        "advance": assessment.advance,
        "nursing_days": assessment.nursing_days,
        "long_stay": assessment.long_stay,
        "cap": assessment.cap,
        "remaining": assessment.remaining,
        "estimate": assessment.estimate,
        "lowest": assessment.lowest,
        "highest": assessment.highest,
        "ladder": [
            {"band": rung.band, "cap": rung.cap, "estimate": rung.estimate}
            for rung in assessment.ladder
        ],
        "crossed_on": None if crossed_on is None else crossed_on.isoformat(),
        "providers": [
            {
                "name": provider.name,
                "kind": provider.kind,
                "counted": provider.counted,
                "top_cap": provider.top_cap,
                "over": provider.over,
            }
            for provider in assessment.providers
        ],
    }


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except BadFile:
        raise
    except RecursionError:
        raise BadFile("파일", "너무 깊이 겹쳐 있어요") from None
    except json.JSONDecodeError as error:
        raise BadFile("파일", f"{error.lineno}번째 줄에서 JSON으로 읽을 수 없어요") from None
    except ValueError:
        raise BadFile("파일", "숫자가 너무 길어요") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise BadFile(_shown(repeated), "같은 이름이 두 번 있어요")
    return found


def _receipt(value: Any, at: str, today: date) -> Receipt:
    row = _object(value, at)
    _only(
        row,
        f"{at}.",
        required=(*_WORDS, "care_from", "care_to"),
        optional=(*_AMOUNTS, "uncounted", "discharged"),
    )
    care_from, care_to = _care_days(row, at, today)
    amounts = {name: _won(row.get(name, 0), f"{at}.{name}") for name in _AMOUNTS}
    if amounts["advance"] > amounts["copay"]:
        raise BadFile(f"{at}.advance", "급여 본인부담금보다 많을 수 없어요")
    discharged = row.get("discharged", False)
    if not isinstance(discharged, bool):
        raise BadFile(f"{at}.discharged", "true나 false여야 해요")
    return Receipt(
        provider_name=_name(row["provider_name"], f"{at}.provider_name"),
        provider_kind=_one_of(row["provider_kind"], PROVIDER_KINDS, f"{at}.provider_kind"),
        care_kind=_one_of(row["care_kind"], CARE_KINDS, f"{at}.care_kind"),
        care_from=care_from,
        care_to=care_to,
        insurance_kind=_one_of(row["insurance_kind"], INSURANCE_KINDS, f"{at}.insurance_kind"),
        copay=amounts["copay"],
        insurer_paid=amounts["insurer_paid"],
        full_self_pay=amounts["full_self_pay"],
        noncovered=amounts["noncovered"],
        advance=amounts["advance"],
        uncounted=_uncounted(
            row.get("uncounted", {}), f"{at}.uncounted", amounts["copay"] - amounts["advance"]
        ),
        discharged=discharged,
    )


def _care_days(row: Mapping[str, Any], at: str, today: date) -> tuple[date, date]:
    care_from = _date(row["care_from"], f"{at}.care_from")
    care_to = _date(row["care_to"], f"{at}.care_to")
    first_year = computed_years()[0]
    if care_from.year < first_year:
        raise BadFile(f"{at}.care_from", f"{first_year}년 이전은 셈할 표가 없어요")
    if care_from > today:
        raise BadFile(f"{at}.care_from", "오늘보다 뒤의 날짜예요")
    if care_to < care_from:
        raise BadFile(f"{at}.care_to", "끝나는 날이 시작일보다 빨라요")
    if care_to > today:
        raise BadFile(f"{at}.care_to", "오늘보다 뒤의 날짜예요")
    if care_to.year > care_from.year:
        raise BadFile(f"{at}.care_to", "해가 바뀌는 입원은 두 장으로 나눠 주세요")
    return care_from, care_to


def _uncounted(value: Any, at: str, most: int) -> dict[str, int]:
    row = _object(value, at)
    _only(row, f"{at}.", required=(), optional=REASONS)
    uncounted = {reason: _won(won, f"{at}.{reason}") for reason, won in row.items()}
    if sum(uncounted.values()) > most:
        raise BadFile(at, "세지 않는 돈이 낸 돈보다 많아요")
    return uncounted


def _only(
    row: Mapping[str, Any], at: str, *, required: Collection[str], optional: Collection[str]
) -> None:
    for name in row:
        if name not in required and name not in optional:
            raise BadFile(at + _shown(name), "모르는 항목이에요")
    for name in required:
        if name not in row:
            raise BadFile(at + name, "빠졌어요")


def _object(value: Any, at: str) -> Mapping[str, Any]:
    return _typed(value, dict, at, "{ }로 묶은 항목들이어야 해요")


def _won(value: Any, at: str) -> int:
    won = _integer(value, at)
    if won < 0:
        raise BadFile(at, "0원보다 작을 수 없어요")
    if won > MOST_WON:
        raise BadFile(at, "100억 원을 넘을 수 없어요")
    return won


def _integer(value: Any, at: str) -> int:
    if isinstance(value, bool):  # true and false are integers to Python, not to a person
        raise BadFile(at, "정수여야 해요")
    return _typed(value, int, at, "정수여야 해요")


def _one_of(value: Any, known: Collection[str], at: str) -> str:
    word = _typed(value, str, at, "글자여야 해요")
    if word not in known:
        raise BadFile(at, f"{', '.join(known)} 가운데 하나여야 해요")
    return word


def _name(value: Any, at: str) -> str:
    name = _typed(value, str, at, "글자여야 해요")
    if not name.strip():
        raise BadFile(at, "비어 있어요")
    if len(name) > LONGEST_NAME:
        raise BadFile(at, f"너무 길어요. {LONGEST_NAME}자까지 적을 수 있어요")
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise BadFile(at, "쓸 수 없는 글자가 있어요")
    return name


def _date(value: Any, at: str) -> date:
    text = _typed(value, str, at, "2026-11-21처럼 적은 날짜여야 해요")
    if not _ISO_DATE.fullmatch(text):
        raise BadFile(at, "2026-11-21처럼 적은 날짜여야 해요")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFile(at, "달력에 없는 날이에요") from None


def _typed(value: Any, kind: type[T], at: str, message: str) -> T:
    if not isinstance(value, kind):
        raise BadFile(at, message)
    return value


def _shown(name: str) -> str:
    """A name from the file, safe to print on one line."""
    short = name if len(name) <= 40 else name[:40] + "…"
    return short if short.isidentifier() else json.dumps(short)
