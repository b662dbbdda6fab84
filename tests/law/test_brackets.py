import pytest

from webapp.law.brackets import (
    BadBrackets,
    Bracket,
    as_json,
    load,
    shipped,
    suggest_band,
    validate_brackets,
)

CERTAIN = [
    (2022, "employee", 0, "1"),
    (2022, "employee", 52_850, "1"),
    (2022, "employee", 100_621, "6-7"),
    (2022, "employee", 144_480, "6-7"),
    (2022, "employee", 250_251, "10"),
    (2018, "employee", 40_040, "1"),
    (2012, "regional", 51_890, "1-5"),
    (2012, "regional", 51_891, "6-8"),
    (2012, "employee", 119_371, "9-10"),
]

UNCERTAIN = [
    (2022, "employee", 52_851),
    (2022, "employee", 100_620),
    (2022, "employee", 144_481),
    (2022, "employee", 250_250),
    (2018, "employee", 40_041),
    (2022, "regional", 10_000),
    (2025, "employee", 10_000),
    (2027, "employee", 10_000),
]


@pytest.mark.parametrize(("year", "kind", "premium", "band"), CERTAIN)
def test_a_premium_between_known_bounds_finds_its_band(year, kind, premium, band):
    assert suggest_band(year, kind, premium).band == band


@pytest.mark.parametrize(("year", "kind", "premium"), UNCERTAIN)
def test_a_premium_next_to_an_unknown_bound_finds_none(year, kind, premium):
    assert suggest_band(year, kind, premium) is None


def test_a_wrong_question_is_an_error():
    with pytest.raises(ValueError, match="kind"):
        suggest_band(2022, "dependant", 1)
    with pytest.raises(ValueError, match="negative"):
        suggest_band(2022, "employee", -1)


def complete(year=2024, kind="employee"):
    bounds = [None, 50, 60, 70, 80, 90, 100, None]
    keys = ["1", "2-3", "4-5", "6-7", "8", "9", "10"]
    return [
        Bracket(year, kind, key, bounds[place], bounds[place + 1], line=place + 2)
        for place, key in enumerate(keys)
    ]


def test_a_complete_table_passes():
    assert len(validate_brackets([*complete(), *complete(kind="regional")])) == 14


def test_a_table_of_three_groups_passes_up_to_2013():
    rows = [row for row in shipped() if row.year == 2012]
    assert len(validate_brackets(rows)) == 6


def changed(place, **fields):
    rows = complete()
    row = rows[place]
    rows[place] = Bracket(
        fields.get("year", row.year),
        row.kind,
        fields.get("band", row.band),
        fields.get("over", row.over),
        fields.get("upto", row.upto),
        line=row.line,
    )
    return rows


BROKEN = {
    "a gap": (changed(2, over=61), 4),
    "an overlap": (changed(2, over=59), 4),
    "bounds that fall": (changed(3, upto=70), 5),
    "a wrong order": (changed(1, band="4-5"), 3),
    "a missing bound": (changed(1, upto=None), 3),
    "a floor under the first": (changed(0, over=1), 2),
    "a lid on the last": (changed(6, upto=200), 8),
    "a missing group": (complete()[:-1], 7),
    "a group too many": ([*complete(), Bracket(2024, "employee", "11", None, None, line=9)], 9),
    "a year without caps": (complete(year=2027), 2),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_refused_with_its_line(name):
    rows, line = BROKEN[name]
    with pytest.raises(BadBrackets) as error:
        validate_brackets(rows)
    assert error.value.line == line


def test_an_operators_table_takes_the_place_of_the_shipped_rows(tmp_path):
    path = tmp_path / "brackets.json"
    path.write_text(as_json(complete(year=2022)), encoding="utf-8")
    table = load(path)
    assert suggest_band(2022, "employee", 55, table).band == "2-3"
    assert suggest_band(2022, "employee", 55, table).status == "operator"
    assert suggest_band(2012, "regional", 1, table).band == "1-5"


def test_without_a_file_the_shipped_rows_remain(tmp_path):
    assert load(tmp_path / "none.json") == load()
    assert set(load()) == set(shipped())


def test_a_file_that_is_not_ours_is_an_error(tmp_path):
    path = tmp_path / "brackets.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="not a bracket file"):
        load(path)
