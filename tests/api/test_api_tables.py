"""Slices of tables over HTTP are the slices of the tables."""

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.export.tables import csv_bytes, file_stem, json_rows, parquet_bytes
from data.query import indexed, parse_query, select
from data.schema import TABLES
from data.version import DATA_VERSION

SLICES = (
    ("scores", []),
    ("scores", [("specialty", "neurology"), ("exam", "step2_ck")]),
    (
        "scores",
        [("specialty", "neurology,pediatrics"), ("outcome", "matched"), ("columns", "specialty,score_mean")],
    ),
    ("scores", [("specialty", "neurology"), ("specialty", "pediatrics"), ("limit", "3"), ("offset", "2")]),
    ("positions", [("match_year", "2012"), ("specialty", "none"), ("limit", "5")]),
    ("positions", [("offset", "100000")]),
    ("specialties", [("columns", "is_total,specialty")]),
    ("only_choice", [("applicant_type", "independent"), ("match_year", "2019")]),
)


def expected(name, asked, real):
    within = indexed(TABLES[name], real[name])
    query = parse_query(name, asked, within.options)
    return query, select(query, within)


@pytest.mark.parametrize(("name", "asked"), SLICES)
def test_csv_is_what_the_page_offers(get, real, name, asked):
    query, found = expected(name, asked, real)
    answer = get(f"/api/v1/tables/{name}.csv", params=asked)
    assert answer.status_code == 200
    assert answer.content == csv_bytes(found.rows)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-total-count"] == str(found.total_count)
    assert answer.headers["content-disposition"] == f'attachment; filename="{file_stem(query)}.csv"'
    assert answer.headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize(("name", "asked"), SLICES)
def test_json_has_the_rows_and_how_many_there_are(get, real, name, asked):
    query, found = expected(name, asked, real)
    answer = get(f"/api/v1/tables/{name}.json", params=asked)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-total-count"] == str(found.total_count)
    assert answer.json() == {
        "table": name,
        "data_version": DATA_VERSION,
        "total_count": found.total_count,
        "returned_count": len(found.rows),
        "offset": query.offset,
        "rows": json_rows(found.rows),
    }


@pytest.mark.parametrize(("name", "asked"), SLICES)
def test_parquet_keeps_types(get, real, name, asked):
    _, found = expected(name, asked, real)
    answer = get(f"/api/v1/tables/{name}.parquet", params=asked)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.headers["x-total-count"] == str(found.total_count)
    assert answer.content == parquet_bytes(TABLES[name], found.rows)
    content = pq.read_table(io.BytesIO(answer.content))
    arrow = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    for column in TABLES[name].columns:
        if column.name in content.column_names:
            assert content.schema.field(column.name).type == arrow[column.dtype]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_whole_in_every_format(get, real, name):
    count = len(real[name])
    assert get(f"/api/v1/tables/{name}.json").json()["returned_count"] == count
    assert len(pd.read_csv(io.BytesIO(get(f"/api/v1/tables/{name}.csv").content), low_memory=False)) == count
    assert pq.read_metadata(io.BytesIO(get(f"/api/v1/tables/{name}.parquet").content)).num_rows == count


def test_filters_are_masks(get, real):
    frame = real["positions"]
    mask = frame["match_year"].isin([2010, 2011]) & (frame["position_level"] == "pgy2")
    rows = get("/api/v1/tables/positions.json?match_year=2011,2010&position_level=pgy2").json()["rows"]
    assert [row["offered_count"] for row in rows] == frame.loc[mask, "offered_count"].tolist()
    assert [row["specialty_as_printed"] for row in rows] == frame.loc[mask, "specialty_as_printed"].tolist()


def test_a_missing_number_is_null_and_an_empty_cell_and_never_zero(get, real):
    gaps = real["scores"]["score_mean"].isna()
    assert gaps.any()
    rows = get("/api/v1/tables/scores.json").json()["rows"]
    assert [row["score_mean"] is None for row in rows] == gaps.tolist()
    lines = get("/api/v1/tables/scores.csv?columns=score_mean,exam").text.splitlines()[1:]
    assert [line.startswith(",") for line in lines] == gaps.tolist()


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("specialty=nonsense", "specialty", "nonsense"),
        ("specialty=", "specialty", ""),
        ("specialty=neurology,", "specialty", ""),
        ("exam=step3", "exam", "step3"),
        ("match_year=1999", "match_year", "1999"),
        ("columns=score", "columns", "score"),
        ("limit=0", "limit", "0"),
        ("limit=1&limit=2", "limit", "1,2"),
        ("limit=100001", "limit", "100001"),
        ("offset=-1", "offset", "-1"),
        ("score_mean=230", "parameter", "score_mean"),
        ("Exam=step1", "parameter", "Exam"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_query_that_is_not_allowed_gets_a_sentence(get, query, parameter, value, form):
    answer = get(f"/api/v1/tables/scores.{form}?{query}")
    problem = answer.json()
    assert answer.status_code == problem["status"] == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert (problem["parameter"], problem["value"]) == (parameter, value)
    assert problem["allowed"]
    assert problem["detail"] == f"{parameter} is “{value}”; allowed is {problem['allowed']}."
    assert problem["type"] == "/api/v1/docs#problem-400"
    assert problem["title"]


def test_a_table_or_format_that_there_is_not(get):
    table, form = get("/api/v1/tables/score.csv"), get("/api/v1/tables/scores.xlsx")
    assert table.status_code == form.status_code == 404
    assert table.json()["detail"] == f"table is “score”; allowed is one of {', '.join(TABLES)}."
    assert form.json()["detail"] == "format is “xlsx”; allowed is one of csv, json, parquet."


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/tables/",
        "/api/v1/tables/score",
        "/api/v1/x",
        "/api/v1/docs/",
        "/api/v2",
        "/api/v1/tables/a/b.csv",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "TRACE"])
def test_other_addresses_have_nothing(ask, path, method):
    answer = ask(method, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "There is nothing at this address; /api/v1/ lists what there is."


def test_a_table_without_an_ending_says_which_there_are(ask):
    answer = ask("GET", "/api/v1/tables/guide_rules?guide=img_guide")
    assert answer.status_code == 404
    said = answer.json()["detail"]
    assert said == "The table guide_rules is there: add .csv, .json or .parquet."
