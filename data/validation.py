"""Check frames against `data.schema` with pandera. The build imports this; the app never does."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pandera.pandas as pa

from data.definitions import Column, Table
from data.schema import TABLES

# What pandera calls a fault -> what the message says; a check of ours has its own words already.
_WORDS = {
    "column_in_schema": "a column that no definition has",
    "column_in_dataframe": "a column is missing",
    "column_ordered": "a column out of order",
    "not_nullable": "a missing value where none may be",
    "multiple_fields_uniqueness": "two rows with the same key",
}


class InvalidTableError(ValueError):
    """A frame breaks its table's definition; the message names every table, column and value at fault."""


def _pandera_schema(table: Table) -> pa.DataFrameSchema:
    value = table.value_column
    status = pa.Check(
        lambda frame: frame[value].notna() == frame["cell_status"].eq("reported"),
        error=f"{value} present where cell_status is not reported, or the other way round",
    )
    return pa.DataFrameSchema(
        {column.name: _pandera_column(column) for column in table.columns},
        checks=[status] if value else [],
        strict=True,
        ordered=True,
        unique=list(table.key),
        name=table.name,
    )


def validate_tables(frames: Mapping[str, pd.DataFrame]) -> None:
    """Check every frame, and every reference from one table to another.

    Raises:
        InvalidTableError: one line per fault, for all tables at once.
    """
    faults = [
        fault
        for name, frame in frames.items()
        for fault in (*_table_faults(TABLES[name], frame), *_reference_faults(TABLES[name], frame, frames))
    ]
    if faults:
        raise InvalidTableError("\n".join(faults))


def _pandera_column(column: Column) -> pa.Column:
    checks = []
    if column.allowed:
        checks.append(pa.Check.isin(column.allowed_values, error="a value the vocabulary does not have"))
    if column.minimum is not None and column.maximum is not None:
        bounds = f"a value outside {column.minimum:g} to {column.maximum:g}"
        checks.append(pa.Check.in_range(column.minimum, column.maximum, error=bounds))
    # pandera reads "str" as object; pandas 3 stores text as its own type, which must be named.
    dtype = pd.StringDtype(na_value=np.nan) if column.dtype == "str" else column.pandas_dtype
    return pa.Column(dtype, checks=checks, nullable=column.nullable)


def _table_faults(table: Table, frame: pd.DataFrame) -> list[str]:
    try:
        _pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        return list(
            dict.fromkeys(
                f"{table.name}: {_WORDS.get(check, check)} (column {column}, value {value!r}, row {row})."
                for check, column, value, row in zip(
                    cases["check"], cases["column"], cases["failure_case"], cases["index"], strict=True
                )
            )
        )
    return []


def _reference_faults(table: Table, frame: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[str]:
    return [
        f"{table.name}: {column.name} {value!r} is not in the table {column.references}."
        for column in table.columns
        if column.references and column.name in frame and column.references in frames
        for value in sorted(
            set(frame[column.name].dropna().unique()) - set(frames[column.references][column.name])
        )
    ]
