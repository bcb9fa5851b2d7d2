"""Slices: what can be asked for, what comes back, and what a wrong request is told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.load import load_table
from data.query import (
    LIMIT_MOST,
    NONE,
    QueryError,
    column_names,
    counts_by_option,
    filter_columns,
    indexed,
    labelled,
    parse_query,
    select,
)
from data.schema import TABLES
from data.vocabulary import LABELS

FRAMES = {name: load_table(name) for name in TABLES}
WITHIN = {name: indexed(TABLES[name], frame) for name, frame in FRAMES.items()}
OPTIONS = {name: within.options for name, within in WITHIN.items()}
# Filtering by every single name of 14 thousand observations would only repeat test_a_single_observation.
OFFERED = {
    name: {column: list(values) for column, values in options.items() if column != "observation_id"}
    for name, options in OPTIONS.items()
}


def parsed(name, *parameters):
    return parse_query(name, parameters, OPTIONS[name])


def asked(name, *parameters):
    return select(parsed(name, *parameters), WITHIN[name])


def told(name, *parameters):
    with pytest.raises(QueryError) as caught:
        parse_query(name, parameters, OPTIONS.get(name, {}))
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", TABLES)
def test_nothing_asked_for_is_everything(name):
    found = asked(name)
    assert (len(found.rows), found.total_count) == (len(FRAMES[name]), len(FRAMES[name]))
    assert tuple(found.rows.columns) == column_names(TABLES[name])
    pd.testing.assert_frame_equal(found.rows[list(TABLES[name].column_names)], FRAMES[name])


@pytest.mark.parametrize("name", TABLES)
def test_filters_are_the_keys_and_the_fixed_vocabularies(name):
    table = TABLES[name]
    offered = {column.name for column in filter_columns(table)}
    assert offered == {column.name for column in table.columns if column.name in table.key or column.allowed}
    assert all(values for values in OPTIONS[name].values())


def test_a_year_a_slug_and_a_printed_name():
    found = asked(
        "positions",
        ("match_year", "2018"),
        ("position_level", "pgy1"),
        ("specialty_as_printed", "Pathology"),
    )
    assert (
        found.rows[["filled_count", "us_img_count", "non_us_img_count"]].to_numpy().sum(axis=None)
        == 568 + 257
    )
    assert found.total_count == 1


def test_a_year_that_may_be_missing():
    assert asked("observations", ("match_year", "2025")).rows["match_year"].unique().tolist() == [2025]
    norms = asked("observations", ("match_year", NONE))
    with_periods = ["resident_quantiles", "resident_scores", "usmle_norms"]
    assert norms.rows["table_name"].unique().tolist() == with_periods
    assert norms.total_count == FRAMES["observations"]["table_name"].isin(with_periods).sum()


def test_values_repeat_or_are_separated_by_commas():
    several = asked("scores", ("specialty", "neurology,pathology"), ("specialty", "dermatology"))
    once = asked("scores", ("specialty", " pathology , dermatology,neurology,neurology"))
    pd.testing.assert_frame_equal(several.rows, once.rows)
    assert several.rows["specialty"].unique().tolist() == ["dermatology", "neurology", "pathology"]
    assert parsed("scores", ("specialty", "pathology,dermatology")) == parsed(
        "scores", ("specialty", "dermatology"), ("specialty", "pathology")
    )


def test_none_asks_for_empty_cells_and_may_stand_beside_values():
    frame = FRAMES["positions"]
    empty = asked("positions", ("specialty", NONE))
    both = asked("positions", ("specialty", f"neurology,{NONE}"))
    assert empty.rows["specialty"].isna().all()
    assert empty.rows["specialty_label"].isna().all()
    assert empty.total_count == frame["specialty"].isna().sum()
    assert both.total_count == empty.total_count + frame["specialty"].eq("neurology").sum()
    assert "none" in told("scores", ("specialty", NONE)).value


def test_a_single_observation():
    name = "scores.score_mean.2018.pathology.us_img.matched.step1"
    found = asked("observations", ("observation_id", name))
    assert found.total_count == 1
    assert found.rows.loc[0, "measure_label"] == "Mean USMLE score"


@pytest.mark.parametrize(
    ("name", "parameters", "parameter", "part"),
    [
        ("score", [], "table", "one of specialties, scores"),
        ("scores", [("speciality", "neurology")], "parameter", "one of match_year, specialty"),
        ("scores", [("score_mean", "232")], "parameter", "columns, limit, offset"),
        ("scores", [("specialty", "urology")], "specialty", "one of anesthesiology"),
        ("scores", [("specialty", "")], "specialty", "one of anesthesiology"),
        ("scores", [("specialty", "neurology,")], "specialty", "one of anesthesiology"),
        ("scores", [("match_year", "2018.0")], "match_year", "one of 2018"),
        ("scores", [("columns", "score")], "columns", "one of match_year, specialty, specialty_label"),
        (
            "observations",
            [("observation_id", "x")],
            "observation_id",
            f"and {len(FRAMES['observations']) - 60} more",
        ),
        ("scores", [("limit", "0")], "limit", f"a whole number from 1 to {LIMIT_MOST}, once"),
        ("scores", [("limit", "1,2")], "limit", "once"),
        ("scores", [("limit", "1"), ("limit", "2")], "limit", "once"),
        ("scores", [("limit", str(LIMIT_MOST + 1))], "limit", "whole number"),
        ("scores", [("limit", "9" * 5000)], "limit", "whole number"),
        ("scores", [("limit", "-1")], "limit", "whole number"),
        ("scores", [("limit", "²")], "limit", "whole number"),
        ("scores", [("limit", "")], "limit", "whole number"),
        ("scores", [("offset", "1.5")], "offset", f"a whole number from 0 to {LIMIT_MOST}"),
    ],
)
def test_a_wrong_request_names_parameter_value_and_what_is_allowed(name, parameters, parameter, part):
    error = told(name, *parameters)
    assert error.parameter == parameter
    assert part in error.allowed
    assert str(error) == f"{error.parameter} is “{error.value}”; allowed is {error.allowed}."
    assert len(error.value) <= 60


def test_limit_and_offset_cut_but_the_total_counts_all():
    whole = asked("scores", ("exam", "step1"))
    part = asked("scores", ("exam", "step1"), ("limit", "5"), ("offset", "3"))
    pd.testing.assert_frame_equal(part.rows, whole.rows.iloc[3:8].reset_index(drop=True))
    assert part.total_count == whole.total_count == len(whole.rows)
    beyond = asked("scores", ("offset", "500"))
    assert (len(beyond.rows), beyond.total_count) == (0, 207)
    assert tuple(beyond.rows.columns) == column_names(TABLES["scores"])
    assert asked("scores", ("limit", str(LIMIT_MOST))).total_count == 207


def test_columns_come_in_the_order_asked_for_and_once():
    found = asked("scores", ("columns", "score_mean,specialty_label"), ("columns", "match_year,score_mean"))
    assert found.rows.columns.tolist() == ["score_mean", "specialty_label", "match_year"]


@pytest.mark.parametrize("name", TABLES)
def test_labels_stand_right_after_their_slugs(name):
    rows = labelled(TABLES[name], FRAMES[name])
    names = rows.columns.tolist()
    for column in set(LABELS) & set(TABLES[name].column_names) - (
        {"specialty"} if name == "specialties" else set()
    ):
        assert names[names.index(column) + 1] == f"{column}_label"
        assert rows[f"{column}_label"].isna().equals(rows[column].isna())
    assert rows[list(TABLES[name].column_names)].equals(FRAMES[name])


def test_counts_by_option_follow_the_other_filters():
    query = parsed("scores", ("exam", "step2_ck"), ("applicant_group", "us_img"))
    counts = counts_by_option(query, WITHIN["scores"], OPTIONS["scores"])
    frame = FRAMES["scores"]
    ck, us_img = frame["exam"].eq("step2_ck"), frame["applicant_group"].eq("us_img")
    assert counts["exam"] == frame.loc[us_img, "exam"].value_counts().to_dict()
    assert counts["applicant_group"] == {
        "us_md_senior": 0,
        **frame.loc[ck, "applicant_group"].value_counts().to_dict(),
    }
    assert counts["specialty"]["neurology"] == (ck & us_img & frame["specialty"].eq("neurology")).sum()


@st.composite
def slices(draw):
    """Draw a table, a subset of the allowed values of some of its filters, and columns, limit and offset."""
    name = draw(st.sampled_from(list(TABLES)))
    options = {column: values for column, values in OFFERED[name].items() if values}
    assume(options)
    chosen = draw(st.lists(st.sampled_from(list(options)), unique=True, max_size=4))
    filters = {
        column: draw(st.lists(st.sampled_from(options[column]), min_size=1, max_size=6, unique=True))
        for column in chosen
    }
    columns = draw(st.lists(st.sampled_from(column_names(TABLES[name])), unique=True, max_size=5))
    limit = draw(st.none() | st.integers(1, LIMIT_MOST))
    offset = draw(st.integers(0, 400))
    return name, filters, columns, limit, offset


def parameters_of(filters, columns, limit, offset):
    return [
        *((column, value) for column, values in filters.items() for value in values),
        *([("columns", ",".join(columns))] if columns else []),
        *([("limit", str(limit))] if limit else []),
        ("offset", str(offset)),
    ]


@settings(max_examples=60, deadline=None)
@given(slices())
def test_a_slice_is_what_a_plain_mask_gives(drawn):
    name, filters, columns, limit, offset = drawn
    frame = FRAMES[name]
    mask = np.ones(len(frame), dtype=bool)
    for column, values in filters.items():
        mask &= [
            (NONE in values) if pd.isna(cell) else (str(cell) in set(values) - {NONE})
            for cell in frame[column]
        ]
    found = asked(name, *parameters_of(filters, columns, limit, offset))
    assert found.total_count == mask.sum()
    kept = frame[mask].iloc[offset:][: limit or len(frame)].reset_index(drop=True)
    assert len(found.rows) == len(kept)
    own = [column for column in (columns or TABLES[name].column_names) if column in frame]
    pd.testing.assert_frame_equal(found.rows[own], kept[own])
    assert found.rows.columns.tolist() == (columns or list(column_names(TABLES[name])))


@settings(max_examples=60, deadline=None)
@given(slices())
def test_parameters_bring_the_same_query_back(drawn):
    name, filters, columns, limit, offset = drawn
    query = parsed(name, *parameters_of(filters, columns, limit, offset))
    assert parsed(name, *query.parameters) == query


@pytest.mark.parametrize("name", TABLES)
def test_every_value_on_offer_can_be_asked_for(name):
    for column, values in OPTIONS[name].items():
        for value in values[:3]:
            assert asked(name, (column, value)).total_count > 0


def test_a_value_with_a_comma():
    value = next(value for value in OPTIONS["source_oddities"]["row_label"] if "," in value)
    assert asked("source_oddities", ("row_label", value)).total_count > 0
