"""A slice as CSV, Parquet and JSON rows; the page and the API both write their files with these."""

import hashlib
import io
import re
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.definitions import Column, Table
from data.query import NONE, Query
from data.version import DATA_VERSION

STEM_MOST: Final = 80
_LABEL: Final = "_label"
# A filter with more values than this is named by how many there are.
_VALUES_MOST: Final = 3
_DIGEST_LENGTH: Final = 8


def csv_bytes(rows: pd.DataFrame) -> bytes:
    r"""Return `rows` as CSV: UTF-8, a header, lines that end in \n, nothing where a value is missing.

    The index is left out; truth values are written true and false.
    """
    truths = rows.select_dtypes("bool").columns
    written = rows.assign(**{str(name): rows[name].map({True: "true", False: "false"}) for name in truths})
    return written.to_csv(index=False, lineterminator="\n").encode()


def slice_column(table: Table, name: str) -> Column:
    """Return the definition of a column of a slice: one of the table's own, or of the labels beside one.

    Raises:
        KeyError: the table has no such column.
    """
    columns = {column.name: column for column in table.columns}
    if name in columns:
        return columns[name]
    slugs = columns[name.removesuffix(_LABEL)]
    meaning = f"What people read for {slugs.name}; unlike the slug it may change."
    return Column(name, "str", "label", meaning, nullable=slugs.nullable)


def parquet_bytes(table: Table, rows: pd.DataFrame) -> bytes:
    """Return `rows` as a Parquet file that says what it holds.

    Types come from the definition, so whole numbers stay whole numbers where some are missing. The metadata
    of a field has its unit and description, that of the schema the table's name and description and the
    version of the data.
    """
    fields = [slice_column(table, str(name)).arrow_field for name in rows.columns]
    metadata = {"table": table.name, "description": table.description, "data_version": DATA_VERSION}
    schema = pa.schema(fields, metadata=metadata)
    arrays = [pa.array(rows[field.name], type=field.type, from_pandas=True) for field in fields]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file)
    return file.getvalue()


def json_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return `rows` as plain Python values: None where one is missing, no value of numpy's or pandas's.

    Columns of whole numbers give `int` also where some are missing; a column of `float64` always gives
    `float`, so that its type does not change from row to row.
    """
    columns = [_plain(rows[name]) for name in rows.columns]
    names = [str(name) for name in rows.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(values: pd.Series) -> list[Any]:
    cells = values.astype("object")
    return [None if missing else cell for cell, missing in zip(cells.tolist(), values.isna(), strict=True)]


def file_stem(query: Query) -> str:
    """Return a file name without its ending that says what is inside: match-atlas_scores_neurology_step1.

    Only a-z, 0-9, - and _ occur, at most `STEM_MOST` characters. Where something had to be left out, it ends
    in a few digits that differ from request to request.
    """
    parts = ["match-atlas", query.table, *(_named(column, values) for column, values in query.filters)]
    if query.offset or query.limit is not None:
        last = "" if query.limit is None else f"-to-{query.offset + query.limit}"
        parts.append(f"rows-{query.offset + 1}{last}")
    stem = "_".join(parts)
    shortened = query.columns or any(_run(values) is None for _, values in query.filters)
    if not shortened and len(stem) <= STEM_MOST:
        return stem
    digest = hashlib.sha256(repr(query.parameters).encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{stem[: STEM_MOST - _DIGEST_LENGTH - 1].rstrip('-_')}_{digest}"


def _named(column: str, values: tuple[str, ...]) -> str:
    """Return the values of one filter as words, or how many there are."""
    found = _run(values)
    words = f"{len(values)}-{column}" if found is None else found
    if found is not None and NONE in values:
        words = re.sub(rf"\b{NONE}\b", f"no-{column}", words)
    return re.sub(r"[^a-z0-9_-]+", "-", words.lower()).strip("-") or "other"


def _run(values: tuple[str, ...]) -> str | None:
    """Return a few values side by side, years in a row as first-last; None where there are too many."""
    if len(values) > 1 and all(value.isdecimal() for value in values):
        first, last = int(values[0]), int(values[-1])
        if [int(value) for value in values] == list(range(first, last + 1)):
            return f"{first}-{last}"
    return "-and-".join(values) if len(values) <= _VALUES_MOST else None
