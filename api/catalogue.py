"""What there is: the list of tables with their columns, and the two files that describe them."""

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
from starlette.requests import Request

import data.load
from analysis.export.tables import slice_column
from api import models
from api.resource import Handler, Representation, represent
from api.tables import ANSWERS, MEDIA_TYPES, file_state, frame_of, table_state
from data.definitions import Table
from data.load import TableError
from data.package import ALL_TABLES, Resource, describe_package
from data.query import CONTROLS, column_names, filter_columns
from data.schema import TABLES
from data.version import DATA_VERSION

BASE: Final = "/api/v1"


def table_address(name: str, form: str) -> str:
    """Return where the table `name` is in the format `form`."""
    return f"{BASE}/tables/{name}.{form}"


def describe_table(table: Table) -> models.Table:
    """Return the definition of a table, with the label columns that its slices have beside slugs."""
    row_count, unavailable = None, None
    try:
        row_count = len(frame_of(table.name))
    except TableError as error:
        unavailable = str(error)
    return models.Table(
        name=table.name,
        description=table.description,
        row_count=row_count,
        unavailable=unavailable,
        key=table.key,
        parameters=(*(column.name for column in filter_columns(table)), *CONTROLS),
        columns=tuple(
            models.Column.model_validate(slice_column(table, name)) for name in column_names(table)
        ),
        links={form: table_address(table.name, form) for form in MEDIA_TYPES},
    )


def catalogue() -> models.Index:
    """Return the list of tables."""
    return models.Index(
        name="Match Atlas",
        api_version="1",
        data_version=DATA_VERSION,
        links={
            "docs": f"{BASE}/docs",
            "openapi": f"{BASE}/openapi.json",
            "datapackage": f"{BASE}/datapackage.json",
            "dictionary": f"{BASE}/dictionary",
            "compare": f"{BASE}/compare",
        },
        tables=tuple(map(describe_table, TABLES.values())),
    )


def package() -> dict[str, Any]:
    """Return a data package of every table that can be loaded, as CSV files behind their addresses.

    Its paths are relative to its own address, and its columns those of the files there, which have a label
    beside each slug; the package beside the committed Parquet files is another one.
    """
    tables = [
        Resource(f"tables/{table.name}.csv", table.name, column_names(table), len(frame))
        for table in TABLES.values()
        if (frame := _frame_or_none(table.name)) is not None
    ]
    return describe_package(tables, **ALL_TABLES)


def _frame_or_none(name: str) -> pd.DataFrame | None:
    try:
        return frame_of(name)
    except TableError:
        return None


def document_handler(
    name: str, make: Callable[[], bytes], media_type: str = "application/json", **headers: str
) -> Handler:
    """Return the handler of a document about all tables; it is made again when a file of theirs changes."""

    async def answer(_request: Request) -> Representation:
        return await ANSWERS.get(
            (name, tuple(map(table_state, TABLES))),
            lambda: represent(make(), media_type, name, **headers),
        )

    return answer


async def answer_dictionary(_request: Request) -> Representation:
    """Answer `/dictionary`: what each table, column and word means."""
    path = data.load.TABLES_DIR / "DICTIONARY.md"

    def read() -> Representation:
        try:
            return represent(path.read_bytes(), "text/markdown; charset=utf-8", path.name)
        except OSError as error:
            raise TableError(f"The file {path.name!r} cannot be shown: it is missing.") from error

    return await ANSWERS.get((path.name, file_state(path)), read)
