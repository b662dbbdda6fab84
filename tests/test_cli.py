import json
from pathlib import Path

import pytest
from flask import Flask

from webapp import cli
from webapp.law.brackets import load, suggest_band

BILL = {
    "provider_name": "○○병원",
    "provider_kind": "general",
    "care_kind": "inpatient",
    "care_from": "2023-03-01",
    "care_to": "2023-03-09",
    "insurance_kind": "health",
    "copay": 1_650_000,
    "uncounted": {"shared_room": 400_000},
}
QUESTION = {"year": 2023, "band": 3, "today": "2024-09-15", "receipts": [BILL]}

OUTPUT_KEYS = [
    "counted",
    "uncounted",
    "advance",
    "nursing_days",
    "long_stay",
    "cap",
    "remaining",
    "estimate",
    "lowest",
    "highest",
    "ladder",
    "crossed_on",
    "providers",
]


@pytest.fixture
def run(tmp_path):
    app = Flask("t")
    app.config["BRACKETS_FILE"] = tmp_path / "instance" / "brackets.json"
    cli.register(app)
    return app.test_cli_runner().invoke


@pytest.fixture
def assess(run, tmp_path):
    def assess(content):
        path = tmp_path / "question.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return run(args=["assess", str(path)])

    return assess


def asked(**changes):
    return {**QUESTION, **changes}


def billed(**changes):
    return {**QUESTION, "receipts": [BILL, {**BILL, **changes}]}


def without(name):
    return {**QUESTION, "receipts": [{key: BILL[key] for key in BILL if key != name}]}


def test_an_assessment_is_printed_as_json(assess):
    result = assess(QUESTION)
    assert result.exit_code == 0
    output = json.loads(result.stdout)
    assert list(output) == OUTPUT_KEYS
    assert (output["counted"], output["estimate"]) == (1_250_000, 170_000)
    assert output["crossed_on"] == "2023-03-09"
    assert output["ladder"][1] == {"band": "2-3", "cap": 1_080_000, "estimate": 170_000}
    assert output["providers"] == [
        {"name": "○○병원", "kind": "general", "counted": 1_250_000, "top_cap": 7_800_000, "over": 0}
    ]
    assert "○○병원" in result.stdout
    assert result.stdout.startswith('{\n  "counted"')


def test_an_unknown_band_and_a_year_without_a_table_give_null(assess):
    output = json.loads(assess(asked(band=None)).stdout)
    assert (output["cap"], output["lowest"], output["highest"]) == (None, 0, 380_000)
    output = json.loads(assess(asked(year=2027)).stdout)
    assert (output["cap"], output["highest"], output["ladder"]) == (None, None, [])


def test_today_and_amounts_may_be_left_out(assess):
    bare = {key: BILL[key] for key in BILL if key not in ("copay", "uncounted")}
    result = assess({"year": 2023, "receipts": [{**bare, "discharged": True}]})
    assert json.loads(result.stdout)["counted"] == 0


def test_a_byte_order_mark_is_no_obstacle(assess):
    assert assess(b"\xef\xbb\xbf" + json.dumps(QUESTION).encode()).exit_code == 0


DEEP = "[" * 100_000

BAD = {
    "a negative amount": (billed(copay=-1), "receipts[1].copay: 0원보다 작을 수 없어요"),
    "too much money": (billed(noncovered=10_000_000_001), "receipts[1].noncovered: 100억"),
    "a boolean amount": (billed(copay=True), "receipts[1].copay: 정수"),
    "a fraction": (billed(copay=1.0), "receipts[1].copay: 정수"),
    "a number as text": (billed(copay="1"), "receipts[1].copay: 정수"),
    "null": (billed(advance=None), "receipts[1].advance: 정수"),
    "an unknown field": (billed(diagnosis="?"), "receipts[1].diagnosis: 모르는"),
    "an unknown field above": (asked(name="엄마"), "name: 모르는"),
    "a field over two lines": (asked(**{"a\nb": 1}), '"a\\nb": 모르는'),
    "an unknown reason": (billed(uncounted={"meals": 1}), "receipts[1].uncounted.meals: 모르는"),
    "a boolean reason": (billed(uncounted={"chuna": True}), "receipts[1].uncounted.chuna: 정수"),
    "reasons as a list": (billed(uncounted=[]), "receipts[1].uncounted: "),
    "more uncounted than paid": (billed(uncounted={"chuna": 1_650_001}), "receipts[1].uncounted: "),
    "uncounted and advance": (billed(advance=1_300_000), "receipts[1].uncounted: "),
    "more advance than paid": (billed(advance=1_650_001), "receipts[1].advance: "),
    "an unknown provider": (billed(provider_kind="vet"), "receipts[1].provider_kind: "),
    "an unknown care": (billed(care_kind="home"), "receipts[1].care_kind: "),
    "an unknown payer": (billed(insurance_kind="x"), "receipts[1].insurance_kind: "),
    "a provider that is no word": (billed(provider_kind=["general"]), "receipts[1].provider_kind"),
    "no name": (billed(provider_name=" "), "receipts[1].provider_name: 비어"),
    "a broken name": (billed(provider_name="\ud800"), "receipts[1].provider_name: "),
    "an impossible date": (billed(care_from="2023-02-30"), "receipts[1].care_from: 달력에"),
    "another date format": (billed(care_from="20230301"), "receipts[1].care_from: "),
    "a date that is a number": (billed(care_to=20230301), "receipts[1].care_to: "),
    "an end before the start": (billed(care_to="2023-02-28"), "receipts[1].care_to: 끝나는"),
    "a stay over new year": (billed(care_to="2024-01-01"), "receipts[1].care_to: 해가"),
    "care before 2009": (
        billed(care_from="2008-12-31", care_to="2008-12-31"),
        "receipts[1].care_from: 2009년 이전",
    ),
    "care to come": (
        billed(care_from="2024-09-16", care_to="2024-09-16"),
        "receipts[1].care_from: 오늘보다",
    ),
    "discharged as a number": (billed(discharged=1), "receipts[1].discharged: "),
    "a receipt that is a list": (asked(receipts=[[]]), "receipts[0]: "),
    "receipts as an object": (asked(receipts={}), "receipts: 목록"),
    "a missing receipt field": (without("care_kind"), "receipts[0].care_kind: 빠졌어요"),
    "no receipts": ({"year": 2023}, "receipts: 빠졌어요"),
    "no year": ({"receipts": []}, "year: 빠졌어요"),
    "a year before 2009": (asked(year=2008), "year: 2009년부터"),
    "a year without end": (asked(year=10_000), "year: "),
    "a year as text": (asked(year="2023"), "year: 정수"),
    "band 0": (asked(band=0), "band: "),
    "band 11": (asked(band=11), "band: "),
    "a boolean band": (asked(band=True), "band: 정수"),
    "a wrong today": (asked(today="soon"), "today: "),
    "no object": ([], "파일: "),
    "a truncated file": (json.dumps(QUESTION)[:-9], "파일: 1번째 줄"),
    "an empty file": ("", "파일: "),
    "not a number": (json.dumps(billed(copay=float("nan"))), "receipts[1].copay: 정수"),
    "an endless number": ('{"year": ' + "9" * 5000 + "}", "파일: "),
    "an endless list": (DEEP, "파일: "),
    "a name twice": ('{"year": 2023, "year": 2024, "receipts": []}', "year: 같은"),
    "no text": (b"\xff\xfe\x00", "question.json: UTF-8"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_line_that_names_the_field(assess, name):
    content, begins = BAD[name]
    result = assess(content)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert begins in line


@pytest.mark.parametrize("name", ["none.json", "."])
def test_a_file_that_cannot_be_opened_is_named(run, name):
    result = run(args=["assess", name])
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{name}: ")


TABLE = """year,kind,band,over,upto
2024,employee,1,,50000
2024,employee,2-3,50000,60000
2024,employee,4-5,60000,70000
2024,employee,6-7,70000,80000
2024,employee,8,80000,90000
2024,employee,9,90000,100000
2024,employee,10,100000,
"""


@pytest.fixture
def add(run, tmp_path):
    def add(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding=encoding)
        return run(args=["brackets", str(path)])

    return add


@pytest.fixture
def added(tmp_path):
    return tmp_path / "instance" / "brackets.json"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_complete_table_is_added_and_used(add, added, encoding):
    result = add(TABLE, encoding)
    assert (result.exit_code, result.stdout) == (0, "2024 employee: 7구간\n")
    assert suggest_band(2024, "employee", 60_000, load(added)).band == "2-3"
    assert [path.name for path in added.parent.iterdir()] == ["brackets.json"]


def test_another_table_joins_it_and_the_same_one_replaces_it(add, added):
    add(TABLE)
    add(TABLE.replace("employee", "regional"))
    add(TABLE.replace("50000", "55000"))
    table = load(added)
    assert suggest_band(2024, "employee", 55_000, table).band == "1"
    assert suggest_band(2024, "regional", 55_000, table).band == "2-3"


BAD_TABLES = {
    "a gap": (TABLE.replace("4-5,60000", "4-5,60001"), "4번째 줄: over"),
    "a missing group": (TABLE.replace("2024,employee,10,100000,\n", ""), "7번째 줄: band"),
    "no header": (TABLE.split("\n", 1)[1], "1번째 줄: "),
    "a comma in a number": (TABLE.replace("70000,80000", '"70,000",80000'), "5번째 줄: over"),
    "a negative number": (TABLE.replace(",50000\n", ",-5\n", 1), "2번째 줄: upto"),
    "a cell too few": (TABLE.replace("2024,employee,10,100000,", "2024,employee,10"), "8번째 줄: "),
    "another kind": (TABLE.replace("employee,9", "dependant,9"), "7번째 줄: kind"),
    "no year": (TABLE.replace("2024,employee,8", ",employee,8"), "6번째 줄: year"),
    "a year without caps": (TABLE.replace("2024", "2027"), "2번째 줄: 2027년"),
    "an open quotation": (TABLE + '2024,"', "번째 줄: CSV"),
    "only a header": (TABLE.split("\n")[0], "1번째 줄: "),
    "nothing": ("", "1번째 줄: "),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_bad_table_names_its_line_and_adds_nothing(add, added, name):
    content, begins = BAD_TABLES[name]
    result = add(content)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert begins in line
    assert not added.exists()


def test_a_bracket_file_that_is_not_ours_is_left_alone(add, added):
    added.parent.mkdir()
    added.write_text("[]")
    result = add(TABLE)
    assert (result.exit_code, Path(added).read_text()) == (2, "[]")
    assert len(result.stderr.splitlines()) == 1
