"""Loading a table: its types, and one clear sentence when it cannot be loaded."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import data.load
from data.definitions import Column
from data.load import TABLES_DIR, TableError, load_table
from data.schema import TABLES

PANDAS_TYPES = {
    "str": pd.StringDtype(na_value=np.nan),
    "int": np.dtype("int64"),
    "float": np.dtype("float64"),
    "bool": np.dtype("bool"),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_types_are_the_schemas(table):
    frame = load_table(table.name)
    assert frame.dtypes.to_dict() == {
        column.name: pd.Int64Dtype()
        if column.dtype == "int" and column.nullable
        else PANDAS_TYPES[column.dtype]
        for column in table.columns
    }
    assert isinstance(frame.index, pd.RangeIndex)
    assert not frame.duplicated(list(table.key)).any()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_parquet_metadata_has_unit_and_description_of_every_column(table):
    schema = pq.read_schema(TABLES_DIR / f"{table.name}.parquet")
    assert schema.metadata[b"description"].decode() == table.description
    for column in table.columns:
        metadata = schema.field(column.name).metadata
        assert metadata[b"unit"].decode() == column.unit
        assert metadata[b"description"].decode() == column.description
        assert len(column.unit) > 0
        assert column.description.endswith(".")


def test_dictionary_names_every_column_and_its_description():
    text = (TABLES_DIR / "DICTIONARY.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        section = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert table.description in section
        for column in table.columns:
            assert (
                f"| `{column.name}` | {column.pandas_dtype} | {column.unit} | {column.description} |"
                in section
            )


def test_integers_with_gaps_stay_integers():
    assert Column("some_count", "int", "people", "People.", nullable=True).pandas_dtype == "Int64"
    positions = load_table("positions").set_index(["match_year", "position_level", "specialty_as_printed"])
    pathology = positions.loc[[(2018, "pgy1", "Pathology"), (2022, "pgy1", "Pathology")]]
    assert pathology["do_count"].dtype == pd.Int64Dtype()
    assert pathology["do_count"].isna().tolist() == [False, True]
    assert pathology["do_senior_count"].isna().tolist() == [True, False]


def test_unknown_name_lists_the_tables():
    with pytest.raises(TableError, match=r"no table '\.\./scores'; the tables are specialties, scores, "):
        load_table("../scores")


def told_about(directory):
    with pytest.raises(TableError) as caught:
        load_table("img_fill", directory=directory)
    told = str(caught.value)
    assert str(directory) not in told
    assert "\n" not in told
    return told


def test_missing_file(tmp_path):
    assert told_about(tmp_path) == "The table 'img_fill' cannot be shown: its file is missing."


@pytest.mark.parametrize("size", [0, 4, 2000, -8])
def test_damaged_file(tmp_path, size):
    content = (TABLES_DIR / "img_fill.parquet").read_bytes()
    (tmp_path / "img_fill.parquet").write_bytes(content[:size])
    assert told_about(tmp_path) == "The table 'img_fill' cannot be shown: its file is damaged."


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda table: table.drop_columns(["filled_pct"]), "its file has no column filled_pct"),
        (lambda table: table.append_column("x", [range(69)]), "its file has an unknown column x"),
        (lambda table: table.select(table.column_names[::-1]), "its file has its columns in another order"),
        (
            lambda table: table.set_column(
                3, pa.field("filled_pct", pa.string()), table["filled_pct"].cast(pa.string())
            ),
            "its file has another type of filled_pct",
        ),
    ],
)
def test_another_schema(tmp_path, change, fault):
    pq.write_table(change(pq.read_table(TABLES_DIR / "img_fill.parquet")), tmp_path / "img_fill.parquet")
    assert told_about(tmp_path) == f"The table 'img_fill' cannot be shown: {fault}."


def test_directory_is_looked_up_at_the_call(tmp_path, monkeypatch):
    monkeypatch.setattr(data.load, "TABLES_DIR", tmp_path)
    with pytest.raises(TableError, match="its file is missing"):
        load_table("scores")


def test_loading_imports_neither_pandera_nor_streamlit():
    code = "import sys, data.load; print(sorted({'pandera', 'streamlit', 'plotly'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TABLES_DIR.parent.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
