"""Observations: the other tables in long form, nothing lost, nothing counted twice, every name unique."""

import pandas as pd
import pytest

from data.load import load_table
from data.observations import OBSERVED, observation_rows, slug_of
from data.query import filter_columns, filter_options
from data.schema import TABLES
from data.terms import slugs
from data.validation import InvalidTableError, validate_tables
from data.vocabulary import MEASURES, OBSERVED_GROUPS

TABLE = TABLES["observations"]
BY_GROUP = {  # table -> columns that are named after the applicants they count
    "positions": [name for name in TABLES["positions"].column_names if name.endswith("_count")][3:],
    "match_rates": [name for name in TABLES["match_rates"].column_names if name.endswith("_pct")],
}

RESIDENT_VALUES = [name for name in TABLES["resident_quantiles"].column_names if name.startswith("value_")]


@pytest.fixture(scope="module")
def observations():
    return load_table("observations")


def one(observations, observation_id):
    rows = observations[observations["observation_id"] == observation_id]
    assert len(rows) == 1
    return {name: value for name, value in rows.iloc[0].items() if not pd.isna(value) and value != ""}


@pytest.mark.parametrize(
    ("observation_id", "cells"),
    [
        (
            "scores.score_mean.2018.neurology.non_us_img.matched.step1",
            {
                "table_name": "scores",
                "measure": "score_mean",
                "match_year": 2018,
                "specialty": "neurology",
                "applicant_group": "non_us_img",
                "outcome": "matched",
                "exam": "step1",
                "unit": "points on the USMLE scale, 1-300",
                "cell_status": "reported",
                "source_id": "co2018_step1_img",
            },
        ),
        (
            "usmle_norms.norm_sd.step2_ck.2018-2019",
            {
                "table_name": "usmle_norms",
                "measure": "norm_sd",
                "period": "2018-2019",
                "exam": "step2_ck",
                "value": 16.0,
                "unit": "points",
                "cell_status": "reported",
                "source_id": "usmle_norms",
            },
        ),
        (
            "positions.us_img_count.2008.pgy1.emergency_med_family_med",
            {
                "table_name": "positions",
                "measure": "us_img_count",
                "match_year": 2008,
                "specialty_as_printed": "Emergency Med/Family Med",
                "applicant_group": "us_img",
                "position_level": "pgy1",
                "value": 0.0,
                "unit": "count",
                "cell_status": "reported",
                "source_id": "rd_table2",
            },
        ),
        (
            "match_rates.all_pct.2023.match_rates_secondary",
            {
                "table_name": "match_rates",
                "measure": "all_pct",
                "match_year": 2023,
                "applicant_group": "all",
                "unit": "percent, 0-100",
                "cell_status": "not_reported",
                "source_id": "match_rates_secondary",
            },
        ),
    ],
)
def test_known_observations(observations, observation_id, cells):
    found = one(observations, observation_id)
    assert {name: found.get(name) for name in cells} == cells
    assert set(found) - set(cells) <= {"observation_id", "value"}


ONCE = {
    ("choices", "offered_count"),
    ("choices", "positions_per_all_applicants"),
    *(
        (table, measure)
        for table in ("match_summary", "senior_counts")
        for measure in ("program_count", "unfilled_program_count", "offered_count")
    ),
}


def test_every_number_of_every_table_is_there_once(observations):
    """Melt each table with pandas alone and compare."""
    for name in dict.fromkeys(observed.table.name for observed in OBSERVED):
        frame, own = load_table(name), observations[observations["table_name"] == name]
        measures = {observed.measure.name for observed in OBSERVED if observed.table.name == name}
        numbers = {
            column.name
            for column in TABLES[name].columns
            if column.dtype in {"int", "float"} and column.name != "match_year"
        }
        assert measures == numbers
        for measure in measures:
            expected = frame[measure].dropna().astype("float64")
            if (name, measure) in ONCE:
                # Printed once per specialty, kept on all of its rows.
                key = [column for column in TABLES[name].key if column != "applicant_type"]
                expected = frame.drop_duplicates(key)[measure].dropna().astype("float64")
            found = own.loc[own["measure"] == measure, "value"].dropna()
            assert sorted(found) == sorted(expected), (name, measure)


def test_what_an_edition_does_not_print_is_no_observation(observations):
    def years(measure, table):
        chosen = observations["measure"].eq(measure) & observations["table_name"].eq(table)
        return sorted(observations.loc[chosen, "match_year"].unique())

    assert years("do_count", "positions") == list(range(2008, 2020))
    assert years("other_count", "positions") == [2020, 2021, 2022]
    assert not observations["observation_id"].str.contains("do_senior_pct.*rd_2018_table6").any()
    assert not observations["observation_id"].str.contains("other_pct.*match_rates_secondary").any()


def test_a_printed_gap_is_one_without_a_value(observations):
    gaps = observations[observations["cell_status"] != "reported"]
    assert gaps["value"].isna().all()
    assert gaps.groupby(["table_name", "measure"]).size().to_dict() == {
        ("director_activity", "positions_mean"): 1,
        ("director_factors", "importance_mean"): 84,
        ("choices", "positions_per_all_applicants"): 8,
        ("choices", "positions_per_applicant"): 24,
        ("choices", "positions_per_both_types"): 8,
        ("match_rates", "active_count"): 1,
        ("match_rates", "all_pct"): 2,
        ("match_rates", "offered_count"): 2,
        ("only_choice", "unmatched_pct"): 103,
        ("ranked_per_position", "ranked_mean"): 90,
        ("research_output", "items_mean"): 11,
        **dict.fromkeys((("resident_quantiles", name) for name in RESIDENT_VALUES), 10),
        ("scores", "score_mean"): 44,
        ("soap", "filled_count"): 33,
        ("soap", "filled_program_count"): 41,
    }
    assert gaps["cell_status"].value_counts().to_dict() == {"not_reported": 503, "garbled": 19}


def test_names_are_permanent_slugs(observations):
    assert observations["observation_id"].is_unique
    assert observations["observation_id"].str.fullmatch(r"[a-z0-9_.-]+").all()
    assert observations["observation_id"].is_monotonic_increasing
    assert slug_of("Emergency Med-Family Med") != slug_of("Emergency Med/Family Med")
    parts = observations["observation_id"].str.split(".")
    assert parts.str[0].tolist() == observations["table_name"].tolist()
    assert parts.str[1].tolist() == observations["measure"].tolist()


def test_wide_columns_say_whom_they_are_about(observations):
    for table, columns in BY_GROUP.items():
        for column in columns:
            rows = observations[observations["table_name"].eq(table) & observations["measure"].eq(column)]
            assert rows["applicant_group"].unique().tolist() == [column.rpartition("_")[0]]
    positions = observations[observations["table_name"].eq("positions")]
    groups = positions.groupby("measure")["applicant_group"].count()
    assert groups[["offered_count", "filled_count", "unfilled_count"]].tolist() == [0, 0, 0]


def test_vocabulary_is_used_and_has_labels(observations):
    assert set(observations["measure"]) == set(slugs(MEASURES))
    assert set(observations["applicant_group"].dropna()) == set(slugs(OBSERVED_GROUPS))
    assert len({term.label for term in MEASURES}) == len(MEASURES)


def test_everything_a_reader_asks_for_can_be_filtered(observations):
    names = [column.name for column in filter_columns(TABLE)]
    assert names == [
        "observation_id",
        "table_name",
        "measure",
        "match_year",
        "specialty",
        "applicant_group",
        "outcome",
        "exam",
        "position_level",
        "cell_status",
        "source_id",
        "series_break",
        "break_source_id",
    ]
    options = filter_options(TABLE, observations)
    assert options["match_year"] == (*(str(year) for year in range(1982, 2026)), "none")
    assert "none" not in options["measure"]


def test_the_build_refuses_a_name_that_comes_twice():
    frames = {name: load_table(name) for name in TABLES}
    twice = frames["choices"].copy()
    twice.loc[0, "offered_count"] += 1  # its two rows no longer agree
    records = observation_rows({**frames, "choices": twice})
    assert records["observation_id"].duplicated().sum() == 1
    doubled = pd.concat([frames["observations"], frames["observations"].head(1)], ignore_index=True)
    with pytest.raises(InvalidTableError, match=r"observations: two rows with the same key"):
        validate_tables({**frames, "observations": doubled})


def test_the_build_refuses_a_year_that_no_table_has():
    frame = load_table("observations")
    frame.loc[0, "match_year"] = 1981
    with pytest.raises(InvalidTableError, match=r"observations: a value the vocabulary does not have"):
        validate_tables({"observations": frame})
