"""Load a generated table as a typed frame, without Streamlit and without pandera."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.definitions import Table
from data.schema import TABLES

TABLES_DIR: Path = Path(__file__).parent / "tables"


class TableError(Exception):
    """A table cannot be loaded; the message is one sentence that a visitor may read."""


def load_table(name: str, *, directory: Path | None = None) -> pd.DataFrame:
    """Return one table of `data.schema.TABLES`, one row per key, in the order that is documented there.

    Text comes as pandas `str`, integers as `int64` (`Int64` where some may be missing), numbers as `float64`
    with NaN where a value is missing, booleans as `bool`. The file is in `TABLES_DIR`, looked up at the call,
    unless another directory is given.

    Raises:
        TableError: there is no such table, or its file is missing, damaged or of another schema.
    """
    if name not in TABLES:
        raise TableError(f"There is no table {name!r}; the tables are {', '.join(TABLES)}.")
    table = TABLES[name]
    content = _read_parquet(name, (TABLES_DIR if directory is None else directory) / f"{name}.parquet")
    if not content.schema.equals(table.arrow_schema):
        raise TableError(f"The table {name!r} cannot be shown: {_schema_fault(table, content.schema)}.")
    # Whole numbers with gaps would pass through float on their way to Int64 and lose digits.
    frame: pd.DataFrame = content.to_pandas(ignore_metadata=True, integer_object_nulls=True)
    return frame.astype({column.name: column.pandas_dtype for column in table.columns})


def _read_parquet(name: str, path: Path) -> pa.Table:
    if not path.is_file():
        raise TableError(f"The table {name!r} cannot be shown: its file is missing.")
    try:
        # Not pq.read_table: it would read columns out of folder names such as "match_year=2018".
        with pq.ParquetFile(path) as file:
            return file.read()
    except (OSError, pa.ArrowException) as error:
        raise TableError(f"The table {name!r} cannot be shown: its file is damaged.") from error


def _schema_fault(table: Table, found: pa.Schema) -> str:
    if missing := [column for column in table.column_names if column not in found.names]:
        return f"its file has no column {', '.join(missing)}"
    if unknown := [column for column in found.names if column not in table.column_names]:
        return f"its file has an unknown column {', '.join(unknown)}"
    if tuple(found.names) != table.column_names:
        return "its file has its columns in another order"
    wrong = [field.name for field in table.arrow_schema if not found.field(field.name).equals(field)]
    return f"its file has another type of {', '.join(wrong)}"
