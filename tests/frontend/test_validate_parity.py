"""What the phone takes, refuses and says about it is what the server takes, refuses and says."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.frontend.validate_twins import ROOT, Pairs, ask, compare
from webapp.frontend import contract, law_data
from webapp.receipts import schemas as receipts

NOW = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)  # the 22nd in Seoul

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000"
NO_SPACES = "\ufeff\u200b\u200c\u2060\u180e\xad"
LETTERS = [
    *SPACES,
    *NO_SPACES,
    *"\x00\x08\x7f\x9f\ufffe\uffff\ufffd\ue000\u0378\u115f\u1160\u3164\uffa0",
    *"ab엄마한글강1234567890-,.~/원'\"<&%",
    *"\u1100\u1161\u11a8\uac00\u0301\ufb01\uff11\uff0d\u2212\u30fc\u3161",
    *"\u0660\u0967\u0e53\U0001d7d9\U0001e951\U0001f600\U0001f468\u200d\U000e0001\U0010ffff",
    "\ud800",
    "\udc00",
    "\r\n",
]

RESIDENT_NUMBERS = [
    "900101-1234567",
    "900101 1234567",
    "9001011234567",
    "9913011234567",
    "9901321234567",
    "991301-1234567",
    "900101-9234567",
    "1900101-1234567",
    "900101-12345678",
    "90,01,01-1,234,567",
    "９００１０１－１２３４５６７",
    "900101\u20131234567",
    "900101\u30fc1234567",
    "900101\u3161\u3000~.1234567",
    "9001\xad01\u200b1234567",
    "90\u2060010112\ufeff34567",
    "\u0669\u0660\u0660\u0661\u0660\u0661-1\u0662\u0663\u0664\u0665\u0666\u0667",
    "\u0669\u0660\u0660\u0661\u0660\u06611\u0662\u0663\u0664\u0665\u0666\u0667",
    "\u0669\u0660\u0661\u0663\u0660\u06611\u0662\u0663\u0664\u0665\u0666\u0667",
    "\U0001d7d7\U0001d7ce0101-1234567",
    "x900101-1234567y 123456-1234567",
    "123456-1234567-1234567",
    "991301123456 9901011234567",
    "1234567890123",
]

TEXTS: list[Any] = [
    "",
    " ",
    "엄마",
    " 엄마 ",
    "가" * 20,
    "가" * 21,
    "가" * 40,
    "가" * 41,
    "\U0001f600" * 20,
    "\U0001f600" * 21,
    "\U0001f600" * 80,
    "\U0001f600" * 81,
    "\u1100\u1161" * 20,
    "\u1100\u1161" * 40,
    "\u1100\u1161" * 41,
    " " * 80,
    " " * 81,
    "x" * 500,
    "x" * 501,
    "x" * 2000,
    "x" * 2001,
    "한\r\n줄",
    "한\r줄",
    "한\n\n줄 ",
    "\u3164",
    "\u200b\u3000",
    *RESIDENT_NUMBERS,
]

NUMBERS: list[Any] = [
    *(
        "0",
        "00",
        "480,000",
        "480,000원",
        "480,000 원",
        "원",
        "원원",
        "1원원",
        " 1 2 ",
        "１２３",
        "1_0",
    ),
    *("-1", "-0", "\u22125", "－5", "+5", "--5", "1.0", "1e3", "½", "²", "٣", "१२", "1٣"),
    *("10000000000", "10000000001", "9" * 15, "9" * 16, "0" * 16, "٣" * 16, "1\u200b2", "1\ufeff"),
    *(0, 1, -1, 10, 11, 10_000_000_000, 10_000_000_001, True, False),
]

DAYS: list[Any] = [
    *("2023-05-31", "2023.5.31", "2023.5.31.", "2023/05/31", "2023-5.31", " 2023-05-31 "),
    *("2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "0001-01-01"),
    *("9999-12-31", "2023-13-01", "2023-00-10", "2023-01-00", "2023-01-32", "2023-001-01"),
    *(
        "2023-05-31\n",
        "\u30002023-05-31\x85",
        "２０２３-05-31",
        "2023-05-31..",
        "20230531",
        "23-05-31",
    ),
    *("2008-12-31", "2009-01-01", "2026-11-21", "2026-11-22", "2026-11-23", "٢٠٢٣-05-31"),
]

YEARS: list[Any] = [
    *("2003", "2004", "2099", "2100", " 2023 ", "\u30002023", "2_023", "+2023", "２０２３", "٢٠٢٣"),
    *("002023", "0002023", "20230", "2023000", " " * 6 + "2023", "2023.0", 2003, 2004, 2099, 2100),
    *("1" * 5000, "-2023", "2023\x00"),
]

CHOICES: list[Any] = [
    *("clinic", "nursing", "pharmacy", "inpatient", "outpatient", "health", "none", "Clinic"),
    *(" clinic", "constructor", "__proto__", "1", "on", "0", "true", "10", " 7\t", "07", "７"),
]

ANYTHING: list[Any] = [*TEXTS, *NUMBERS, *DAYS, *YEARS, *CHOICES, None]

WON_FIELDS = (*receipts.AMOUNTS, *receipts.UNCOUNTED)
KINDS: dict[str, list[Any]] = {
    **{name: [*NUMBERS, "1000", 2000, "", None] for name in WON_FIELDS},
    **dict.fromkeys(("care_from", "care_to"), DAYS),
    **dict.fromkeys(("provider_kind", "care_kind", "insurance_kind", "discharged"), CHOICES),
    "year": YEARS,
    "band": [*CHOICES, *NUMBERS],
}

GOOD_RECEIPT = {
    "member_id": "0190a1b2-0000-7000-8000-000000000001",
    "provider_name": "가람의원",
    "provider_kind": "clinic",
    "care_kind": "outpatient",
    "care_from": "2023-05-31",
    "care_to": "2023-06-02",
    "insurance_kind": "health",
    "copay": "480,000",
}
RECEIPT_FIELDS = (*receipts.receipt_schema().fields, "id", "__proto__", "constructor")

chance = random.Random(20261121)


@pytest.fixture(scope="module", autouse=True)
def generated() -> None:
    law_data.write(ROOT)
    contract.write(ROOT)


def some_text() -> str:
    return "".join(chance.choices(LETTERS, k=chance.choice((1, 2, 3, 8, 30))))


def some_value(name: str) -> Any:
    """A value for a field: mostly of its kind, sometimes of another, sometimes noise."""
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(KINDS.get(name, TEXTS))
    return chance.choice(ANYTHING) if kind < 0.8 else some_text()


def some_record(names: Sequence[str], good: dict[str, Any]) -> Pairs:
    """A sound record with some of its fields spoilt, left out or added, in any order."""
    values = dict(good)
    for name in chance.sample(names, k=min(len(names), chance.choice((0, 1, 1, 2, 3, 5, 25)))):
        values[name] = some_value(name)
    for name in chance.sample(sorted(values), k=chance.choice((0, 0, 1))):
        del values[name]
    pairs = list(values.items())
    if chance.random() < 0.5:
        chance.shuffle(pairs)
    return pairs


def some_form() -> Pairs:
    names = ["name", "note", "id", "op_id", "was", "", "__proto__", "toString", "엄마"]
    texts = [str(text) for text in (*TEXTS, *NUMBERS) if isinstance(text, str)]
    return [
        (chance.choice(names), chance.choice((chance.choice(texts), some_text())))
        for _ in range(chance.choice((0, 1, 2, 3, 6)))
    ]


def test_every_record() -> None:
    """Values, messages, and the order of the messages."""
    asked: list[list[Any]] = []
    for _ in range(600):
        asked.append(["member", some_record(["name", "id"], {"name": "엄마"})])
        year = {"member_id": "x", "year": 2023, "band": 3, "near_closed": True}
        asked.append(["member_year", some_record([*year, "name"], year)])
        form = {"name": "엄마", "year": "2023", "band": ""}
        asked.append(["member_form", some_record([*form, "then", "__proto__"], form)])
    asked += [["receipt", some_record(RECEIPT_FIELDS, GOOD_RECEIPT)] for _ in range(3000)]
    asked += [["receipt", list(record.items())] for record in stays()]
    asked = [[*question, NOW.isoformat()] for question in asked]
    seen = compare(asked)
    assert sum(not errors for _, errors, *_ in seen) > 500
    messages = {message for _, errors, *_ in seen for _, found in errors for message in found}
    assert len(messages) > 30


def stays() -> Iterator[dict[str, Any]]:
    """Every pair of days, and amounts around the bounds that they set for each other."""
    for care_from in DAYS:
        for care_to in (*DAYS, "", None):
            yield GOOD_RECEIPT | {"care_from": care_from, "care_to": care_to}
    for copay in (0, 1, 999, 1000, 1001):
        for name in (*receipts.UNCOUNTED, "advance", "noncovered", "full_self_pay"):
            yield GOOD_RECEIPT | {"copay": copay, name: 1000}
        yield GOOD_RECEIPT | {"copay": copay} | dict.fromkeys(receipts.UNCOUNTED, 125)


def test_every_value_in_every_field() -> None:
    asked: list[list[Any]] = []
    for value in ANYTHING:
        for name in RECEIPT_FIELDS:
            asked.append(["receipt", list((GOOD_RECEIPT | {name: value}).items())])
        asked.append(["member", [("name", value)]])
        for name in ("name", "year", "band"):
            form = {"name": "엄마", "year": "2023"} | {name: value}
            asked.append(["member_form", list(form.items())])
        for name in ("member_id", "year", "band", "near_closed", "reached_closed"):
            year = {"member_id": "x", "year": 2023, "band": 3} | {name: value}
            asked.append(["member_year", list(year.items())])
    compare([[*question, NOW.isoformat()] for question in asked])


def test_every_receipt_that_is_half_filled() -> None:
    names = ["provider_name", "care_from", *WON_FIELDS, "insurance_kind"]
    compare(
        [
            ["half_filled", [(name, str(some_value(name) or "")) for name in sample]]
            for _ in range(500)
            for sample in [chance.sample(names, k=6)]
        ]
    )


def test_every_resident_number() -> None:
    joined = [
        one + between + other
        for one in ("900101", "901301", "00900101")
        for between in LETTERS
        for other in ("1234567", "9234567", "123", "12345678")
    ]
    digits, between = "01234569\uff11\u0661", "-~. \xad\u2013\u3000,"
    halves = [
        "".join(
            chance.choice(between if at == 6 or chance.random() < 0.05 else digits)
            for at in range(chance.choice((13, 14, 14, 15)))
        )
        for _ in range(5000)
    ]
    around = [
        chance.choice(LETTERS) + number[:at] + chance.choice(LETTERS) + number[at:]
        for number in RESIDENT_NUMBERS
        for at in range(len(number) + 1)
    ]
    texts = [*RESIDENT_NUMBERS, *joined, *halves, *around, *(some_text() for _ in range(500))]
    found = compare([["resident", text] for text in texts])
    assert 500 < sum(found) < len(texts) - 500
    compare([["forgotten", some_form()] for _ in range(500)])


def test_every_form() -> None:
    control = ["id", "op_id", "was"]
    labels = [("name", "부르는 이름"), ("", "모두"), ("constructor", "?")]
    forms_sent = [some_form() for _ in range(1000)]
    compare([["posted", form, control, labels] for form in forms_sent])
    compare(
        [["kept", some_record(["name", "note", "discharged"], GOOD_RECEIPT)] for _ in range(300)]
    )
    compare(
        [["kept", [("a", True), ("b", False), ("c", None), ("d", 0), ("e", "\U0001f600" * 601)]]]
    )
    ids = ["0190a1b2-0000-7000-8000-000000000001", "0190A1b2-0000-7000-8000-000000000001", "x", ""]
    compare([["id", each + end] for each in ids for end in ("", "\n", " ")])


@pytest.mark.parametrize(
    "was",
    [
        *('{"a": 1, "b": "x", "c": null, "d": true, "e": [1], "f": {"a": 1}}', "", "{", "[]", "1"),
        *('"x"', "null", "1.5", "NaN", '{"a": 1.0, "b": 1e3, "c": -0, "d": 0.5, "e": 1E+2}'),
        *('{"a": NaN, "b": Infinity, "c": -Infinity, "d": 1}', '{"a": -NaN}', '{"a": Infinityx}'),
        *('{"a": 01}', '{"a": 1.}', '{"a": .5}', '{"a": +1}', '{"a": 1.5.5}', "{1.5: 1}"),
        *(
            '{"a": "1.5 NaN \\" 2.5", "b\\"": 3}',
            '{"a": "\\ud800"}',
            '{"a": "\n"}',
            '{"a": "\x7f"}',
        ),
        *(
            '{"a": 1, "a": 2}',
            '{"__proto__": 1, "constructor": 2}',
            '\ufeff{"a": 1}',
            ' {"a":\t1}\n',
        ),
        *('\xa0{"a": 1}', '{"a": 1} x', "{'a': 1}", '{"a": "\\x"}', '{"a": 1,}', '{"a": True}'),
        "[" * 100_000,
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=lambda was: was[:20],
)
def test_what_the_page_had_shown(was: str) -> None:
    compare([["seen", was]])


def test_every_word_of_an_address() -> None:
    texts = [*TEXTS, *(some_text() for _ in range(500)), "가" * 61, "\u1100\u1161" * 61, "x" * 300]
    years = [year for year in (*YEARS, *NUMBERS) if isinstance(year, str)]
    sendable = [text for text in texts if not any(0xD800 <= ord(each) < 0xE000 for each in text)]
    compare([["asked", name, text] for name in ("then", "q", "premium") for text in sendable])
    compare([["asked_year", year] for year in years])


def test_every_letter() -> None:
    """Those that Python's Unicode and the browser's both know."""
    known = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in ("Cn", "Lo", "Co", "Cs", "So") or code % 97 == 0
    ]
    known = [each for each in known if unicodedata.category(each) != "Cn"]
    compare([["letter", letter] for letter in known])
    compare([["digit", each] for each in known if each.isdecimal()])


def test_the_names_of_the_fields() -> None:
    [answer] = ask([["constants"]])
    assert answer == {
        "ok": {"amounts": list(receipts.AMOUNTS), "uncounted": list(receipts.UNCOUNTED)}
    }
