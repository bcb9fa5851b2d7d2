"""A slice of a table as CSV, JSON or Parquet, with the bytes that the Data page offers."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import orjson
import pandas as pd
from starlette.requests import Request

import data.load
from analysis.export.tables import csv_bytes, file_stem, json_rows, parquet_bytes
from api.cache import Cache
from api.problems import not_allowed
from api.resource import Representation, represent
from data.query import Indexed, Query, Selection, indexed, parse_query, select
from data.schema import TABLES
from data.version import DATA_VERSION

# Where a file is and which one it is; None where there is none. A repaired table needs no restart.
State = tuple[str, int, int, int] | None

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

ANSWERS: Final[Cache[Representation]] = Cache(64, 64 * 2**20, lambda found: found.size)
# What a query string asks for: reading it takes a look at the table, too.
QUERIES: Final[Cache[Query]] = Cache(512, 512, lambda _: 1)


def file_state(path: Path) -> State:
    """Return which file stands at `path`."""
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


def table_state(name: str) -> State:
    """Return which file the table `name` comes from."""
    return file_state(data.load.TABLES_DIR / f"{name}.parquet")


def frame_of(name: str) -> pd.DataFrame:
    """Return the rows of the table `name`, read once per file; not to be changed in place.

    Raises:
        TableError: the table cannot be loaded.
    """
    return _frame(name, table_state(name))


@lru_cache(maxsize=2 * len(TABLES))
def _frame(name: str, _state: State) -> pd.DataFrame:
    return data.load.load_table(name)


def indexed_table(name: str) -> Indexed:
    """Return the table `name` laid out for slices, once per file.

    Raises:
        TableError: the table cannot be loaded.
    """
    return _indexed(name, table_state(name))


@lru_cache(maxsize=2 * len(TABLES))
def _indexed(name: str, _state: State) -> Indexed:
    return indexed(TABLES[name], frame_of(name))


async def answer_table(request: Request) -> Representation:
    """Answer `/tables/{table}.{format}`.

    Raises:
        Problem: there is no such table or format.
        QueryError: the query is not allowed.
        TableError: the table cannot be loaded.
    """
    name, form = str(request.path_params["table"]), str(request.path_params["format"])
    if name not in TABLES:
        raise not_allowed(404, "table", name, f"one of {', '.join(TABLES)}")
    if form not in MEDIA_TYPES:
        raise not_allowed(404, "format", form, f"one of {', '.join(MEDIA_TYPES)}")
    asked, state = tuple(request.query_params.multi_items()), table_state(name)
    query = await QUERIES.get((name, state, asked), partial(_read, name, asked))
    return await ANSWERS.get((query, form, state), partial(_represent, query, form))


def _read(name: str, asked: tuple[tuple[str, str], ...]) -> Query:
    return parse_query(name, asked, indexed_table(name).options)


def _represent(query: Query, form: str) -> Representation:
    """Select and encode; in a worker thread."""
    found = select(query, indexed_table(query.table))
    # JSON is for reading in a browser, the others are for keeping.
    how = "inline" if form == "json" else "attachment"
    return represent(
        _ENCODERS[form](query, found),
        MEDIA_TYPES[form],
        repr((query, form)),
        Content_Disposition=f'{how}; filename="{file_stem(query)}.{form}"',
        X_Total_Count=str(found.total_count),
    )


def _json(query: Query, found: Selection) -> bytes:
    return orjson.dumps(
        {
            "table": query.table,
            "data_version": DATA_VERSION,
            "total_count": found.total_count,
            "returned_count": len(found.rows),
            "offset": query.offset,
            "rows": json_rows(found.rows),
        }
    )


_ENCODERS: Final[dict[str, Callable[[Query, Selection], bytes]]] = {
    "csv": lambda _query, found: csv_bytes(found.rows),
    "json": _json,
    "parquet": lambda query, found: parquet_bytes(TABLES[query.table], found.rows),
}
