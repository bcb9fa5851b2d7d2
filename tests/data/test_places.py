"""Positions by state: known cells, national totals, the raw files added up independently, and the squares."""

import pandas as pd
import pytest

from data.load import load_table
from data.official_checks import CHECKS
from data.places import CODES_PATH, with_codes
from data.states import STATES
from data.transcription import RAW_DIR, TranscriptionError

PLACE = ["match_year", "state", "specialty_as_printed"]


@pytest.fixture(scope="module")
def by_type():
    return load_table("positions_by_state")


@pytest.fixture(scope="module")
def by_group():
    return load_table("filled_by_state")


def test_known_cells(by_type, by_group):
    cells = by_type.set_index([*PLACE, "position_type"])
    counts = ["program_count", "offered_count", "filled_count", "unfilled_program_count"]
    alabama = cells.loc[(2014, "alabama", "Family Medicine", "categorical")]
    assert list(alabama[counts]) == [7, 55, 50, 2]
    assert list(alabama[["specialty", "position_level", "specialty_code"]]) == [
        "family_medicine",
        "pgy1",
        "120",
    ]
    new_york = cells.loc[(2020, "new_york", "Internal Medicine")]
    assert list(new_york.index) == ["categorical", "primary_care", "preliminary"]
    # Preliminary positions belong to no specialty, as in Table 2.
    assert list(new_york["specialty"].isna()) == [False, False, True]
    family = by_group.set_index(PLACE).loc[(2025, "alabama", "Family Medicine (PGY-1)")]
    assert list(family.filter(like="_count")) == [81, 64, 23, 1, 17, 0, 5, 18, 0]
    assert (family["page"], family["position_level"], family["pools_preliminary"]) == ("1", "pgy1", False)


def test_the_totals_are_those_that_nrmp_prints(by_type, by_group):
    assert by_group[["offered_count", "filled_count"]].sum().to_list() == [43_237, 40_764]
    assert len({*by_type["state"], *by_group["state"]}) == len(STATES) == 52
    by_year = by_type.groupby("match_year")[["offered_count", "filled_count"]].sum()
    assert by_year.loc[2018].to_list() == [33_167, 31_899]
    assert by_year.loc[2020].to_list() == [37_256, 35_258]


def test_every_specialty_and_level_is_that_of_table_2(by_type):
    """The build proves it too; here the sums are taken another way, from the raw files."""
    raw = pd.read_csv(
        RAW_DIR / "program_results_2014_2020/positions_by_state.csv", dtype={"specialty_code": str}
    )
    assert raw["offered_count"].sum() == by_type["offered_count"].sum()
    table_2 = load_table("positions").query("2014 <= match_year <= 2020")
    keys = ["match_year", "position_level", "specialty"]
    theirs, ours = (
        rows.groupby(keys)[["offered_count", "filled_count"]].sum() for rows in (table_2, by_type)
    )
    # One specialty-year more than the 22 of every year: a specialty that has levels has a row for each.
    assert len(theirs) == 268
    pd.testing.assert_frame_equal(theirs, ours)


def test_what_pools_preliminary_places_is_told_by_the_years_before(by_group):
    pooled = by_group.loc[by_group["pools_preliminary"]]
    assert set(pooled["specialty"]) == {
        *("general_surgery", "internal_medicine", "obstetrics_and_gynecology", "pediatrics")
    }
    assert set(pooled["position_level"]) == {"pgy1"}
    assert (
        by_group.loc[~by_group["pools_preliminary"] & by_group["specialty"].notna(), "position_level"]
        .notna()
        .all()
    )


def test_two_rows_of_one_name_that_was_cut_off_are_one_row(by_group):
    raw = pd.read_csv(RAW_DIR / "match_2025/filled_by_state.csv")
    assert len(raw) - len(by_group) == raw.duplicated(["state", "specialty_as_printed"]).sum() == 4
    texas = by_group.set_index(PLACE).loc[(2025, "texas", "Occupational & Environmental Med")]
    assert (texas["offered_count"], texas["filled_count"], texas["us_img_count"]) == (6, 6, 2)
    assert pd.isna(texas["position_level"])


def test_every_state_has_a_square_of_its_own():
    places = {(state.column, state.row) for state in STATES}
    assert len(places) == len(STATES)
    at = {state.code: (state.column, state.row) for state in STATES}
    assert at["WA"][0] < at["MN"][0] < at["ME"][0]
    assert at["ME"][1] < at["NY"][1] < at["FL"][1]
    assert all(column < 11 and row < 8 for column, row in places)


@pytest.mark.parametrize(
    ("table", "column", "word", "said"),
    [
        ("filled_by_state", "state", "Guam", "'Guam' is not a state"),
        ("positions_by_state", "specialty_code", "001", "'001' is not the code of a specialty"),
        ("positions_by_state", "position_type", "X", "'X' is not a type"),
    ],
)
def test_what_nobody_knows_is_refused(table, column, word, said):
    rows = {
        "positions_by_state": pd.DataFrame(
            {
                "where": ["a, line 2"],
                "match_year": 2014,
                "state": "Maine",
                "specialty_code": "120",
                "position_type": "C",
            }
        ),
        "filled_by_state": pd.DataFrame(
            {
                "where": ["b, line 2"],
                "match_year": 2025,
                "state": "Maine",
                "specialty_as_printed": "Pathology (PGY-1)",
            }
        ),
    }
    assert (RAW_DIR / CODES_PATH).is_file()
    rows[table][column] = word
    with pytest.raises(TranscriptionError, match=said):
        with_codes(rows, RAW_DIR)


def test_a_sum_that_is_off_is_found(by_type):
    positions = load_table("positions").assign(where="")
    off = by_type.assign(where="line").copy()
    off.loc[off["specialty_as_printed"].eq("Pathology") & off["match_year"].eq(2016), "filled_count"] += 1
    (check,) = (one for one in CHECKS if one.name == "positions_by_state_of_table_2")
    (cell,) = check.find({"positions": positions, "positions_by_state": off})
    assert (cell["match_year"], cell["row_label"], cell["column_name"]) == (
        "2016",
        "Pathology, PGY-1",
        "filled_count",
    )
