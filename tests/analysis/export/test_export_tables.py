"""A slice as CSV, Parquet, JSON rows and Excel, with known answers, and the name of its file."""

import io

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.export.excel import excel_bytes
from analysis.export.tables import csv_bytes, file_stem, json_rows, parquet_bytes, slice_column
from data.definitions import Column, Table
from data.query import Query, column_names, filter_options, indexed, parse_query, select
from data.schema import TABLES
from data.version import DATA_VERSION


@pytest.fixture
def small():
    """Three rows with everything that can go wrong in a file."""
    return pd.DataFrame(
        {
            "name": ["=1+1", 'say "hi", é', ""],
            "count": pd.array([1788, None, 0], dtype="Int64"),
            "mean": [4.5, float("nan"), 232.0],
            "whole": [True, False, True],
        }
    ).astype({"name": "str"})


SMALL = Table(
    "small",
    "Hand-made.",
    (
        Column("name", "str", "text", "A name."),
        Column("count", "int", "count", "A count.", nullable=True),
        Column("mean", "float", "points", "A mean.", nullable=True),
        Column("whole", "bool", "true or false", "Whether it is whole."),
    ),
    key=("name",),
)


def test_csv_is_known_to_the_byte(small):
    expected = 'name,count,mean,whole\n=1+1,1788,4.5,true\n"say ""hi"", é",,,false\n,0,232.0,true\n'
    assert csv_bytes(small) == expected.encode("utf-8")
    assert csv_bytes(small.iloc[:0]) == b"name,count,mean,whole\n"
    assert small["whole"].dtype == "bool", "the rows given are not changed"


def test_json_rows_are_plain_values(small):
    rows = json_rows(small)
    assert rows[0] == {"name": "=1+1", "count": 1788, "mean": 4.5, "whole": True}
    assert rows[1] == {"name": 'say "hi", é', "count": None, "mean": None, "whole": False}
    assert [type(value) for value in rows[2].values()] == [str, int, float, bool]


def test_parquet_says_what_it_holds(small):
    content = pq.read_table(io.BytesIO(parquet_bytes(SMALL, small[["count", "name"]])))
    assert content.schema.metadata == {
        b"table": b"small",
        b"description": b"Hand-made.",
        b"data_version": DATA_VERSION.encode(),
    }
    field = content.schema.field("count")
    assert field.type == pa.int64()
    assert field.metadata == {b"unit": b"count", b"description": b"A count."}
    assert content.column("count").to_pylist() == [1788, None, 0]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_survives_parquet_with_its_labels(real, name):
    table = TABLES[name]
    rows = select(Query(name), indexed(TABLES[name], real[name])).rows
    content = pq.read_table(io.BytesIO(parquet_bytes(table, rows)))
    assert tuple(content.column_names) == column_names(table)
    assert content.num_rows == len(real[name])
    for column in column_names(table):
        assert content.schema.field(column).metadata[b"description"]


def test_a_label_is_described_and_an_unknown_column_is_refused():
    label = slice_column(TABLES["positions"], "specialty_label")
    assert (label.dtype, label.nullable) == ("str", True)
    assert "specialty" in label.description
    with pytest.raises(KeyError):
        slice_column(TABLES["positions"], "nothing_label")


@pytest.mark.parametrize(
    ("query", "stem"),
    [
        (Query("scores"), "match-atlas_scores"),
        (
            Query("scores", (("specialty", ("neurology",)), ("exam", ("step1",)))),
            "match-atlas_scores_neurology_step1",
        ),
        (Query("positions", (("match_year", ("2008", "2009", "2010")),)), "match-atlas_positions_2008-2010"),
        (Query("positions", (("match_year", ("2008", "2018")),)), "match-atlas_positions_2008-and-2018"),
        (Query("positions", (("specialty", ("none",)),)), "match-atlas_positions_no-specialty"),
        (
            Query("choices", (("specialty_as_printed", ("Med-Peds/X (PGY-1)",)),)),
            "match-atlas_choices_med-peds-x-pgy-1",
        ),
        (Query("scores", limit=5, offset=3), "match-atlas_scores_rows-4-to-8"),
    ],
)
def test_a_file_is_named_after_what_is_inside(query, stem):
    assert file_stem(query) == stem


def test_long_and_shortened_names_still_differ():
    four = Query("scores", (("specialty", ("neurology", "pathology", "pediatrics", "psychiatry")),))
    other = Query("scores", (("specialty", ("neurology", "pathology", "pediatrics", "dermatology")),))
    long = Query("scores", (("specialty", ("x" * 90,)),))
    chosen = Query("scores", columns=("specialty", "score_mean"))
    stems = [file_stem(query) for query in (four, other, long, chosen)]
    assert len(set(stems)) == 4
    assert all(
        len(stem) <= 80 and set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") for stem in stems
    )
    assert stems[0].startswith("match-atlas_scores_4-specialty_")


def workbook(query, rows, sources):
    return openpyxl.load_workbook(io.BytesIO(excel_bytes(query, rows, sources)))


def test_excel_has_three_sheets_and_keeps_text(real):
    query = parse_query(
        "scores",
        [("specialty", "pediatrics"), ("exam", "step2_ck")],
        filter_options(TABLES["scores"], real["scores"]),
    )
    rows = select(query, indexed(TABLES["scores"], real["scores"])).rows
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)"]
    rows.loc[: len(nasty) - 1, "specialty_label"] = nasty
    book = workbook(query, rows, real["sources"])
    assert book.sheetnames == ["data", "dictionary", "sources"]
    data = book["data"]
    head = [cell.value for cell in data[1]]
    assert head == list(rows.columns)
    place = head.index("specialty_label") + 1
    cells = [data.cell(row, place) for row in range(2, 2 + len(nasty))]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in nasty]
    assert data.freeze_panes == "A2"
    assert data.auto_filter.ref.startswith("A1:")
    means = [data.cell(row, head.index("score_mean") + 1).value for row in range(2, 6)]
    assert means == [None, None, 238, 224], "a missing cell is empty, a number a number"
    dictionary = list(book["dictionary"].values)
    assert dictionary[0] == ("column", "type", "unit", "meaning", "allowed")
    assert [row[0] for row in dictionary[1:]] == head
    sources = list(book["sources"].values)
    assert [row[0] for row in sources[1:]] == ["co2018_step2_ck_img"]
    assert {"citation", "trust_grade", "trust_note", "terms"} <= set(sources[0])


def test_excel_makes_no_links_and_is_the_same_twice(real):
    rows = select(Query("policy_events"), indexed(TABLES["policy_events"], real["policy_events"])).rows
    book = workbook(Query("policy_events"), rows, real["sources"])
    head = [cell.value for cell in book["data"][1]]
    cell = book["data"].cell(2, head.index("url") + 1)
    assert cell.value.startswith("https://")
    assert cell.hyperlink is None
    first, second = (excel_bytes(Query("policy_events"), rows, real["sources"]) for _ in range(2))
    assert first == second
    assert workbook(Query("policy_events"), rows.iloc[:0], real["sources"])["data"].max_row == 1
