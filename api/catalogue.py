"""What there is: the list of tables with their columns, and the two files that describe them."""

from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
import pandas as pd
from starlette.requests import Request

import data.load
from analysis.export.tables import slice_column
from api.resource import ASK_AGAIN, Representation, represent
from api.tables import ANSWERS, MEDIA_TYPES, file_state, frame_of, table_state
from data.definitions import Column, Table
from data.load import TableError
from data.package import ALL_TABLES, Resource, describe_package
from data.query import CONTROLS, column_names, filter_columns
from data.schema import TABLES
from data.version import DATA_VERSION

BASE: Final = "/api/v1"


def table_address(name: str, form: str) -> str:
    """Return where the table `name` is in the format `form`."""
    return f"{BASE}/tables/{name}.{form}"


def describe_column(column: Column) -> dict[str, Any]:
    """Return the definition of a column as data."""
    return {
        "name": column.name,
        "type": column.dtype,
        "unit": column.unit,
        "description": column.description,
        "nullable": column.nullable,
        "allowed": list(column.allowed),
        "minimum": column.minimum,
        "maximum": column.maximum,
        "references": column.references or None,
    }


def describe_table(table: Table) -> dict[str, Any]:
    """Return the definition of a table as data, with the label columns that its slices have beside slugs.

    `row_count` is null and `unavailable` says why where the table cannot be loaded.
    """
    row_count, unavailable = None, None
    try:
        row_count = len(frame_of(table.name))
    except TableError as error:
        unavailable = str(error)
    return {
        "name": table.name,
        "description": table.description,
        "row_count": row_count,
        "unavailable": unavailable,
        "key": list(table.key),
        "parameters": [*(column.name for column in filter_columns(table)), *CONTROLS],
        "columns": [describe_column(slice_column(table, name)) for name in column_names(table)],
        "links": {form: table_address(table.name, form) for form in MEDIA_TYPES},
    }


def catalogue() -> dict[str, Any]:
    """Return the list of tables as data."""
    return {
        "name": "Match Atlas",
        "api_version": "1",
        "data_version": DATA_VERSION,
        "links": {
            "docs": f"{BASE}/docs",
            "openapi": f"{BASE}/openapi.json",
            "datapackage": f"{BASE}/datapackage.json",
            "dictionary": f"{BASE}/dictionary",
            "compare": f"{BASE}/compare",
        },
        "tables": [describe_table(table) for table in TABLES.values()],
    }


def every_state() -> tuple[object, ...]:
    """Return which files all tables come from: what is said of them is made again when one changes."""
    return tuple(table_state(name) for name in TABLES)


async def answer_index(_request: Request) -> Representation:
    """Answer `/`: the list of tables."""
    return await ANSWERS.get(("index", every_state()), _represent_index)


def _represent_index() -> Representation:
    return represent(orjson.dumps(catalogue()), "application/json", "index", cache_control=ASK_AGAIN)


async def answer_datapackage(_request: Request) -> Representation:
    """Answer `/datapackage.json`: the CSV files of this API as a data package.

    Its paths are relative to its own address, and its columns those of the files there, which have a label
    beside each slug; the package beside the committed Parquet files is another one.
    """
    return await ANSWERS.get(("datapackage", every_state()), _represent_package)


def package() -> dict[str, Any]:
    """Return the description of every table that can be loaded, as CSV files behind their addresses."""
    return describe_package(
        [
            Resource(f"tables/{table.name}.csv", table.name, column_names(table), len(frame))
            for table in TABLES.values()
            if (frame := _frame_or_none(table.name)) is not None
        ],
        **ALL_TABLES,
    )


def _frame_or_none(name: str) -> pd.DataFrame | None:
    try:
        return frame_of(name)
    except TableError:
        return None


def _represent_package() -> Representation:
    return represent(orjson.dumps(package()), "application/json", "datapackage.json", cache_control=ASK_AGAIN)


async def answer_dictionary(_request: Request) -> Representation:
    """Answer `/dictionary`: what each table, column and word means."""
    return await _file("DICTIONARY.md", "text/markdown; charset=utf-8")


async def _file(name: str, media_type: str) -> Representation:
    path = data.load.TABLES_DIR / name
    return await ANSWERS.get((name, file_state(path)), partial(_represent_file, path, media_type))


def _represent_file(path: Path, media_type: str) -> Representation:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise TableError(f"The file {path.name!r} cannot be shown: it is missing.") from error
    return represent(body, media_type, path.name)
