from itertools import pairwise

import pytest

from webapp.law import caps, rulebook

# Typed by hand from the published tables, in 만원: the second copy against which the data is held.
PUBLISHED_GENERAL = """
2009 200 300 400
2010 200 300 400
2011 200 300 400
2012 200 300 400
2013 200 300 400
2014 120 150 200 250 300 400 500
2015 121 151 202 253 303 405 506
2016 121 152 203 254 305 407 509
2017 122 153 205 256 308 411 514
2018 80 100 150 260 313 418 523
2019 81 101 152 280 350 430 580
2020 81 101 152 281 351 431 582
2021 81 101 152 282 352 433 584
2022 83 103 155 289 360 443 598
2023 87 108 162 303 414 497 780
2024 87 108 167 313 428 514 808
2025 89 110 170 320 437 525 826
2026 90 112 173 326 446 536 843
"""

PUBLISHED_LONG_STAY = """
2018 124 155 208 260 313 418 523
2019 125 157 211 280 350 430 580
2020 125 157 211 281 351 431 582
2021 125 157 212 282 352 433 584
2022 128 160 217 289 360 443 598
2023 134 168 227 375 538 646 1014
2024 138 174 235 388 557 669 1050
2025 141 178 240 396 569 684 1074
2026 143 181 245 404 580 698 1096
"""

SEVEN = {1: 0, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3, 7: 3, 8: 4, 9: 5, 10: 6}
THREE = {1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 1, 7: 1, 8: 1, 9: 2, 10: 2}


def cells(published: str) -> list[tuple[int, int, int]]:
    """(year, band, won) for each band of each published row."""
    found = []
    for line in published.strip().splitlines():
        year, *amounts = map(int, line.split())
        places = THREE if len(amounts) == 3 else SEVEN
        found += [(year, band, amounts[place] * 10_000) for band, place in places.items()]
    return found


@pytest.mark.parametrize(("year", "band", "won"), cells(PUBLISHED_GENERAL))
def test_every_general_cell_is_the_published_one(year, band, won):
    assert caps.cap_for(year, band) == won


@pytest.mark.parametrize(("year", "band", "won"), cells(PUBLISHED_LONG_STAY))
def test_every_long_stay_cell_is_the_published_one(year, band, won):
    assert caps.cap_for(year, band, long_stay=True) == won


def test_the_years_from_2009_to_2026_are_computed():
    assert caps.computed_years() == tuple(range(2009, 2027))


@pytest.mark.parametrize("year", [2004, 2008, 2027, 0, -1])
def test_a_year_without_a_table_is_unknown_not_extrapolated(year):
    with pytest.raises(caps.UnknownYear):
        caps.cap_for(year, 1)


@pytest.mark.parametrize("band", [0, 11, -1])
def test_there_are_ten_bands(band):
    with pytest.raises(ValueError, match="outside"):
        caps.cap_for(2023, band)


@pytest.mark.parametrize("year", range(2009, 2018))
def test_before_2018_a_long_stay_makes_no_difference(year):
    assert all(caps.cap_for(year, b, long_stay=True) == caps.cap_for(year, b) for b in range(1, 11))


@pytest.mark.parametrize("year", range(2018, 2023))
def test_until_2022_a_long_stay_makes_no_difference_from_band_6_up(year):
    differs = [
        b for b in range(1, 11) if caps.cap_for(year, b, long_stay=True) > caps.cap_for(year, b)
    ]
    assert differs == [1, 2, 3, 4, 5]


def test_since_2023_a_long_stay_raises_every_band():
    for year in range(2023, 2027):
        for band in range(1, 11):
            assert caps.cap_for(year, band, long_stay=True) > caps.cap_for(year, band)


def test_until_2013_there_are_three_groups_and_then_seven():
    assert [group.key for group in caps.groups(2013)] == ["1-5", "6-8", "9-10"]
    assert [g.key for g in caps.groups(2014)] == ["1", "2-3", "4-5", "6-7", "8", "9", "10"]
    assert caps.group_of(2023, 3) == caps.Group("2-3", 2, 3)
    assert caps.group_of(2012, 8).key == "6-8"


@pytest.mark.parametrize(
    ("year", "won"),
    [(2022, 5_980_000), (2023, 7_800_000), (2024, 8_080_000), (2025, 8_260_000), (2026, 8_430_000)],
)
def test_the_top_cap_is_where_a_provider_stops_charging(year, won):
    assert caps.top_cap(year) == won
    assert caps.advance_threshold(year, "general") == won


def test_nursing_hospitals_settle_nothing_in_advance_since_2020():
    assert caps.advance_threshold(2019, "nursing") == 5_800_000
    assert caps.advance_threshold(2020, "nursing") is None
    assert caps.advance_threshold(2027, "general") is None


@pytest.mark.parametrize("year", range(2015, 2027))
def test_a_higher_group_never_has_a_lower_cap(year):
    for row in (caps.table(year).general, caps.table(year).caps(long_stay=True)):
        assert all(lower < higher for lower, higher in pairwise(row))


def test_the_six_month_windows_before_2009_follow_each_other():
    first, second = caps.windows()
    assert (first.cap, second.cap) == (3_000_000, 2_000_000)
    assert (second.first - first.last).days == 1
    assert second.last.isoformat() == "2008-12-31"


def test_every_row_of_the_data_names_known_sources_and_a_status():
    rows = [
        row
        for name in ("caps", "exclusions", "calendar", "premium_brackets", "stays")
        for part in rulebook.read(name).values()
        for row in (part if isinstance(part, list) else [part])
    ]
    assert len(rows) > 50
    for row in rows:
        assert set(row["source"]) <= set(rulebook.sources()), row
        assert row["status"] in {"official", "secondary", "assumption"}, row
        assert bool(row["source"]) == (row["status"] != "assumption"), row
        assert row["checked"].isoformat() >= "2026-11-21", row


def test_an_official_row_has_an_official_source():
    kinds = {source.id: source.kind for source in rulebook.sources().values()}
    for name in ("caps", "exclusions", "calendar"):
        for part in rulebook.read(name).values():
            for row in part if isinstance(part, list) else [part]:
                read_in = {kinds[source] for source in row["source"]}
                assert (row["status"] == "official") == bool(
                    read_in & {"law", "official", "quoted"}
                ) or row["status"] == "secondary", row
