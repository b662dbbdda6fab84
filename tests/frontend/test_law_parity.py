"""The law on the phone answers as the law on the server does, to the won and to the letter."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from tests.frontend.households import EDGES, Json, households
from tests.frontend.twins import ROOT, as_receipt, ask, camel, compare, everything_about, plain
from webapp.frontend import law_data
from webapp.law import brackets, calendar, caps, exclusions, kinds, receipt_form, rulebook
from webapp.law.assess import Assessment

YEARS = range(2003, 2031)
HOUSEHOLDS = households(2_500, seed=20261121)

# What the phone does without: an operator's files are read on the server, and reminders sent.
ON_THE_SERVER_ONLY = {
    "calendar": {"notice_season"},
    "rulebook": {"rows_of"},  # the build walks the rows; the phone has what it found
    "brackets": {
        "load",
        "merge",
        "validate_brackets",
        "operator_rows",
        "as_json",
        "_validate_table",
        "_validate_bounds",
    },
}
# What Python has built in.
ON_THE_PHONE_ONLY = {
    "assess": {"_addTo", "_byCodePoint"},
    "caps": {"hasTable"},
    "receipt": {"receipt", "checkWon"},
    "receipt-form": {"_share", "_commas"},
    "rulebook": {"once"},
}


@pytest.fixture(scope="module", autouse=True)
def data() -> None:
    law_data.write(ROOT)


def test_every_household_gets_the_same_answer() -> None:
    answers = ask([["household", household] for household in HOUSEHOLDS])
    for household, answer in zip(HOUSEHOLDS, answers, strict=True):
        assert answer == {"ok": plain(everything_about(household))}, household


def test_the_households_reach_every_corner() -> None:
    """Each corner with the number of households in it; none may be empty or nearly so."""
    found = [everything_about(household) for household in HOUSEHOLDS]
    years: list[Assessment] = [each["assessment"] for each in found]
    words = [why for each in found for whys in each["words"] for why in whys]
    lines = [line for each in found for line in each["cliffs"] if line is not None]
    corners = {
        "120 days": sum(year.nursing_days == 120 for year in years),
        "121 days": sum(year.nursing_days == 121 for year in years),
        "presumed to go on": sum(year.nursing.presumed_until is not None for year in years),
        "two stays": sum(len(year.nursing.stays) > 1 for year in years),
        "a line ahead": sum(not line.crossed for line in lines),
        "a line crossed": sum(line.crossed for line in lines),
        "a dearer stay": sum(each["shorter"] is not None for each in found),
        "a forecast": sum(each["course"].pace is not None for each in found),
        "no forecast yet": sum(each["course"].pace is None for each in found),
        "a forecast of a stay that goes on": sum(
            each["course"].pace is not None and each["assessment"].nursing.ongoing for each in found
        ),
        "a ceiling passed in time": sum(
            each["course"].pace is not None and each["course"].crossing is not None
            for each in found
        ),
        "something at stake": sum(bool(each["stakes"] and each["stakes"][1]) for each in found),
        "crossed on a day": sum(year.crossed_on is not None for year in years),
        "exactly the ceiling": sum(year.cap == year.counted for year in years),
        "over the top ceiling": sum(any(one.over for one in year.providers) for year in years),
        "equal sums": sum(
            len({one.counted for one in year.providers}) < len(year.providers) for year in years
        ),
        "settled in advance": sum(year.advance > 0 for year in years),
        "other insurance": sum(year.other_insurance > 0 for year in years),
        **{
            f"left out: {reason}": sum(reason in year.uncounted for year in years)
            for reason in exclusions.REASONS
        },
        "kept in": sum(why is not None for why in words),
    }
    assert {name: count for name, count in corners.items() if count < 10} == {}
    every_band = (None, *range(1, 11))
    assert {(year.year, year.band) for year in years} >= set(product(range(2009, 2028), every_band))


def test_every_ceiling() -> None:
    asked = [
        [name, *given]
        for year in YEARS
        for name, *given in (
            ["table", year],
            ["topCap", year],
            ["groups", year],
            *(["groupOf", year, band] for band in range(12)),
            *(["advanceThreshold", year, kind] for kind in (*kinds.PROVIDER_KINDS, "constructor")),
            *(["capFor", year, band, {"long_stay": stay}] for band in range(12) for stay in (0, 1)),
        )
    ]
    asked += [["computedYears"], ["windows"]]
    compare(caps, asked)


def test_every_reason_on_every_edge_at_every_place() -> None:
    """The eight reasons, and the sentences that tell why one does not apply."""
    cares = [
        {"on": on.isoformat(), "provider_kind": place, "care_kind": care}
        for on in (date(2009, 1, 1), *EDGES, date(2027, 12, 31))
        for place in (*kinds.PROVIDER_KINDS, "elsewhere")
        for care in (*kinds.CARE_KINDS, "otherwise")
    ]
    asked = [
        [name, reason, care]
        for name in ("applies", "whyNot")
        for reason in exclusions.REASONS
        for care in cares
    ]
    asked += [["whyNot", reason, cares[0]] for reason in ("parking", "constructor", "")]
    compare(exclusions, asked)


def test_the_words_of_the_law() -> None:
    compare(exclusions, [["exclusions"], ["outside"]])
    compare(calendar, [["ruleNotes"]])
    compare(brackets, [["shipped"]])
    known = {each.id: [each.title, each.kind] for each in rulebook.sources().values()}
    [answer] = ask([["constants"]])
    told = answer["ok"]
    found = dict(told.pop("sources"))
    assert found == {id: known[id] for id in found}
    assert told == {
        "reasons": list(exclusions.REASONS),
        "provider_kinds": [list(item) for item in kinds.PROVIDER_KINDS.items()],
        "care_kinds": [list(item) for item in kinds.CARE_KINDS.items()],
        "insurance_kinds": [list(item) for item in kinds.INSURANCE_KINDS.items()],
        "bracket_kinds": list(brackets.KINDS),
        "tolerance": receipt_form.TOLERANCE,
        "everything": list(exclusions.everything()),
    }


def test_every_warning_about_a_form() -> None:
    amounts = (None, 0, 100, 1_234_567)
    names = ("copay", "insurer_paid", "full_self_pay", "noncovered", "advance", "patient_total")
    near = [
        {"copay": 1_000, "full_self_pay": 0, "noncovered": 500, "patient_total": total}
        for total in (1_399, 1_400, 1_600, 1_601)
    ]
    forms = [dict(zip(names, won, strict=True)) for won in product(amounts, repeat=len(names))]
    asked = [
        ["warnings", {**form, "care_kind": kind}]
        for form in (*forms, *near)
        for kind in (None, "pharmacy")
    ]
    compare(receipt_form, asked)


def test_every_split_of_a_stay() -> None:
    """Up to the largest amount that JavaScript holds: the products are larger."""
    amounts = {"copay": 1_234_567, "advance": 0, "noncovered": 1, "most": 2**53 - 1}
    firsts = [date(2023, 12, 1), date(2023, 12, 31), date(2024, 2, 29), date(2024, 1, 1)]
    asked = [
        ["splitByDays", first.isoformat(), (first + timedelta(days)).isoformat(), amounts]
        for first in firsts
        for days in range(0, 800, 7)
    ]
    compare(receipt_form, asked)


def test_every_date_around_a_refund() -> None:
    asked: list[list[Any]] = [["lapseYears"]]
    asked += [[name, year] for name in ("noticesStart", "claimUntil") for year in YEARS]
    asked += [
        ["claimClock", year, day]
        for year in YEARS
        for day in ("2019-08-22", "2020-01-01", "2024-09-01", "2024-09-02", "2026-11-21")
    ]
    asked += [["claimClock", 2023, day] for day in ("2027-09-01", "2027-09-02", "2027-09-03")]
    asked += [["arrearsMayBeDeducted", day] for day in ("2026-10-07", "2026-10-08", "2026-10-09")]
    compare(calendar, asked)


def test_every_premium_around_a_bound() -> None:
    bounds = {bound for row in brackets.shipped() for bound in (row.over, row.upto) if bound}
    premiums = sorted({bound + near for bound in bounds for near in (-1, 0, 1)} | {-1, 0})
    asked = [
        ["suggestBand", year, kind, premium]
        for year in YEARS
        for kind in (*brackets.KINDS, "dependent")
        for premium in premiums
    ]
    compare(brackets, asked)


def test_a_premium_in_an_operators_table() -> None:
    keys = [group.key for group in caps.groups(2023)]
    bounds = [None, *range(50_000, 301_000, 50_000), None]
    table = [
        brackets.Bracket(2023, "regional", key, over, upto)
        for key, over, upto in zip(keys, bounds[:-1], bounds[1:], strict=True)
    ]
    premiums = (0, 50_000, 50_001, 300_000, 300_001)
    answers = ask([["suggestBand", 2023, "regional", won, plain(table)] for won in premiums])
    for premium, answer in zip(premiums, answers, strict=True):
        found = brackets.suggest_band(2023, "regional", premium, table)
        assert answer == {"ok": plain(found)}


def test_days_of_the_calendar() -> None:
    """From before 1900, which had no leap day, past 2000, which had one, to after 2100."""
    first = date(1890, 1, 1)
    days = [first + timedelta(number) for number in range(0, 90_000, 37)]
    days += [date(1900, 2, 28), date(2000, 2, 29), date(2100, 3, 1)]
    answers = ask(
        [
            *(["addDays", first.isoformat(), (each - first).days] for each in days),
            *(["daysBetween", each.isoformat(), first.isoformat()] for each in days),
            *(["addDays", each.isoformat(), -1] for each in days),
        ]
    )
    assert [answer["ok"] for answer in answers] == [
        *(each.isoformat() for each in days),
        *((first - each).days for each in days),
        *((each - timedelta(1)).isoformat() for each in days),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"copay": -1}, id="less than nothing"),
        pytest.param({"advance": -1}, id="less than nothing settled"),
        pytest.param({"uncounted": {"parking": 1}}, id="a reason nobody knows"),
        pytest.param({"uncounted": {"constructor": 1}}, id="a reason every object knows"),
        pytest.param({"uncounted": {"chuna": -1}}, id="less than nothing left out"),
        pytest.param({"care_to": "2023-03-01"}, id="days in the wrong order"),
    ],
)
def test_both_refuse(wrong: Json) -> None:
    fields = {
        "provider_name": "가람의원",
        "provider_kind": "clinic",
        "care_kind": "outpatient",
        "care_from": "2023-03-02",
        "care_to": "2023-03-02",
    }
    assert ask([["refused", fields], ["refused", fields | wrong]]) == [
        {"ok": 0},
        {"error": "RangeError"},
    ]
    with pytest.raises(ValueError, match=r"\w"):
        as_receipt(fields | wrong)


@pytest.mark.parametrize("band", [0, 11, -1])
def test_both_refuse_a_band(band: int) -> None:
    household = {"year": 2023, "band": band, "today": "2023-12-31", "receipts": []}
    assert ask([["household", household]]) == [{"error": "RangeError"}]
    with pytest.raises(ValueError, match="outside"):
        everything_about(household)


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (ROOT / "static/worker/law").glob("*.js"))
)
def test_every_function_has_its_twin_in_its_place(name: str) -> None:
    script = (ROOT / f"static/worker/law/{name}.js").read_text(encoding="utf-8")
    here = re.findall(r"^(?:export )?(?:function (\w+)|const (\w+) = once)", script, re.M)
    mine = [one or other for one, other in here]
    twin = ROOT / f"webapp/law/{name.replace('-', '_')}.py"
    if name == "days":  # Python's own `datetime`
        assert not twin.exists()
        return
    there = re.findall(r"^def (\w+)", twin.read_text(encoding="utf-8"), re.M)
    theirs = [camel(one) for one in there if one not in ON_THE_SERVER_ONLY.get(name, ())]
    assert [one for one in mine if one not in ON_THE_PHONE_ONLY.get(name, ())] == theirs
