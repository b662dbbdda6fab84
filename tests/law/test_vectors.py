import json

import pytest

from tests.vectors import generate
from tests.vectors.worked import MOTHERS_YEAR, NOT_COUNTED, PREVIEWED, WORKED, cycles
from webapp.assess_file import read_question
from webapp.law.assess import assess

FILES = {
    name: json.loads((generate.HERE / name).read_text(encoding="utf-8"))
    for name in ("worked.json", "generated.json")
}


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["name"])
def test_worked_example(case):
    output = generate.output_of(case["input"])
    output["estimates"] = [rung["estimate"] for rung in output["ladder"]]
    output["over"] = [provider["over"] for provider in output["providers"]]
    assert {name: output[name] for name in case["figures"]} == case["figures"]


@pytest.mark.parametrize("name", FILES)
def test_the_files_give_what_the_law_gives(name):
    for case in FILES[name]:
        assert generate.output_of(case["input"]) == case["output"], case["name"]


@pytest.mark.parametrize("case", PREVIEWED, ids=lambda case: case["name"])
def test_what_may_follow(case):
    output = json.loads(json.dumps(generate.preview_of(case["input"])))
    assert {name: output[name] for name in case["figures"]} == case["figures"]


@pytest.mark.parametrize("name", [*FILES, "previewed.json"])
def test_generating_again_changes_nothing(name):
    assert (generate.HERE / name).read_text(encoding="utf-8") == generate.texts()[name]


def test_the_generated_cases_reach_every_corner():
    outputs = [case["output"] for case in FILES["generated.json"]]
    inputs = [case["input"] for case in FILES["generated.json"]]
    assert len(outputs) >= 200
    assert {case["year"] for case in inputs} == set(range(2009, 2028))
    assert {case["band"] for case in inputs} == {None, *range(1, 11)}
    assert {reason for output in outputs for reason in output["uncounted"]} >= {
        "chuna",
        "shared_room",
        "arrears",
        "public_subsidy",
        "selective_benefit",
        "dental_implant",
    }
    assert sum(output["long_stay"] for output in outputs) > 10
    assert sum(output["crossed_on"] is not None for output in outputs) > 40
    assert any(provider["over"] for output in outputs for provider in output["providers"])


def whole_year(year, band, receipts, today):
    asked = {"year": year, "band": band, "today": today, "receipts": receipts}
    question = read_question(json.dumps(asked), default_today=None)
    return assess(question.year, question.band, question.receipts, question.today)


def test_the_mothers_year_adds_up_to_what_stays_with_her():
    found = whole_year(2023, 3, MOTHERS_YEAR, "2024-09-15")
    assert (found.paid, found.noncovered + 400_000) == (8_750_000, 2_700_000)
    assert found.borne == 4_380_000


def test_the_patients_year_is_not_paid_minus_cap():
    found = whole_year(2025, 6, [*cycles(12), *NOT_COUNTED], "2025-12-31")
    assert found.paid == 8_530_000
    assert found.paid - found.counted == 4_746_000
    assert found.estimate == 584_000
