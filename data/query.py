"""One way to ask for a slice of a table: the Data page, the downloads and the HTTP API all use it.

A filter names a column and the values to keep; several values of a column are alternatives, several columns
must all hold. A request is checked against the table before anything is selected, and a wrong one gets a
sentence that names the parameter, the value and what is allowed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.definitions import Column, Table
from data.schema import TABLES
from data.vocabulary import LABELS

# Asks for the rows in which a column that may be empty is empty.
NONE: Final = "none"
LIMIT_MOST: Final = 100_000
CONTROLS: Final = ("columns", "limit", "offset")


class QueryError(ValueError):
    """A request that cannot be answered; the message is one sentence for whoever asked.

    Attributes:
        parameter: the parameter at fault.
        value: what it was, cut to a readable length.
        allowed: what it may be, in words.
        options: the values that it may be, where they can be listed.
    """

    def __init__(self, parameter: str, value: str, allowed: str, options: tuple[str, ...] = ()) -> None:
        """Say what was wrong and what is allowed."""
        self.options = options
        self.parameter, self.value, self.allowed = parameter[:60], value[:60], allowed
        super().__init__(f"{self.parameter} is “{self.value}”; allowed is {allowed}.")


@dataclass(frozen=True, slots=True)
class Query:
    """A slice of one table.

    Attributes:
        table: name of the table.
        filters: (column, values to keep) in the order of the table's columns; none means every row.
        columns: names of the columns to return, in order; empty means all of them.
        limit: how many rows at the most, or None for all of them.
        offset: how many rows to leave out at the start.
    """

    table: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: tuple[str, ...] = ()
    limit: int | None = None
    offset: int = 0

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the request as address parameters, values separated by commas, defaults left out."""
        controls = (
            ("columns", ",".join(self.columns)),
            ("limit", "" if self.limit is None else str(self.limit)),
            ("offset", str(self.offset) if self.offset else ""),
        )
        return (
            *(
                (column, text)
                for column, values in self.filters
                # A value that holds a comma itself can only be asked for alone.
                for text in (values if any("," in value for value in values) else (",".join(values),))
            ),
            *((name, value) for name, value in controls if value),
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query gives: its rows, and how many there were before limit and offset."""

    rows: pd.DataFrame
    total_count: int


@dataclass(frozen=True, eq=False, slots=True)
class Indexed:
    """A table laid out for slices, once for all of them; never changed.

    Attributes:
        table: what its columns are.
        rows: its rows with labels beside slugs, see `labelled`.
        options: column that can be filtered -> the values there are, see `filter_options`.
        places: the same columns -> for each row the place of its value among them.
    """

    table: Table
    rows: pd.DataFrame
    options: dict[str, tuple[str, ...]]
    places: dict[str, NDArray[np.intp]]

    def holds(self, column: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """Return which rows hold one of `values` in a column; `none` asks for the empty ones."""
        wanted = set(values)
        return np.array([value in wanted for value in self.options[column]], dtype=bool)[self.places[column]]


def indexed(table: Table, frame: pd.DataFrame) -> Indexed:
    """Lay the rows of a table out for slices."""
    options = filter_options(table, frame)
    places = {
        column: pd.Index(values).get_indexer(
            pd.Index(frame[column].astype("str").where(frame[column].notna(), NONE))
        )
        for column, values in options.items()
    }
    return Indexed(table, labelled(table, frame), options, places)


def filter_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of `table` that can be filtered: its keys, and those with a fixed vocabulary."""
    return tuple(
        column
        for column in table.columns
        if column.dtype in {"str", "int"} and (column.name in table.key or column.allowed)
    )


def filter_options(table: Table, frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return column -> the values there are to filter by, in the order of the vocabulary or ascending.

    A value without a row in `frame` is not offered. A column with empty cells also offers `none`.
    """
    options = {}
    for column in filter_columns(table):
        values = frame[column.name]
        there = set(map(str, values.dropna().unique()))
        ordered = [value for value in column.allowed if value in there] or sorted(there, key=_by_number)
        options[column.name] = (*ordered, *((NONE,) if values.isna().any() else ()))
    return options


def _by_number(value: str) -> tuple[int, str]:
    """Sort whole numbers by size and everything else by name."""
    return (int(value), "") if value.isdecimal() else (0, value)


def labelled(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with a column of readable labels beside each column of slugs that has them.

    The new columns are called `{column}_label` and stand right after their slugs; they are missing where the
    slug is.
    """
    columns: dict[str, pd.Series] = {}
    for column in table.columns:
        columns[column.name] = frame[column.name]
        if column.name in LABELS and table.name != "specialties":
            columns[f"{column.name}_label"] = frame[column.name].map(LABELS[column.name]).astype("str")
    return pd.DataFrame(columns)


@cache
def column_names(table: Table) -> tuple[str, ...]:
    """Return the names of the columns of a slice: the table's own with their labels."""
    return tuple(labelled(table, pd.DataFrame(columns=list(table.column_names))).columns)


def parse_query(
    name: str, parameters: Iterable[tuple[str, str]], options: Mapping[str, tuple[str, ...]]
) -> Query:
    """Read a request for rows of the table `name`, whose filters offer `options`, see `filter_options`.

    `parameters` are (name, value) pairs, as in an address: a filterable column, `columns`, `limit` or
    `offset`; a name may come several times, and a value may hold several, separated by commas.

    Raises:
        QueryError: there is no such table or parameter, or a value is not allowed.
    """
    if name not in TABLES:
        raise QueryError("table", name, f"one of {', '.join(TABLES)}")
    table = TABLES[name]
    asked: dict[str, list[str]] = {}
    for parameter, text in parameters:
        if parameter not in options and parameter not in CONTROLS:
            raise QueryError("parameter", parameter, f"one of {', '.join((*options, *CONTROLS))}")
        whole = text in options.get(parameter, ())
        parts = [text] if whole else [part.strip() for part in text.split(",")]
        asked.setdefault(parameter, []).extend(parts)
    return Query(
        table=name,
        filters=tuple(
            (column, _known(column, asked[column], options[column])) for column in options if column in asked
        ),
        columns=_known("columns", asked["columns"], column_names(table)) if "columns" in asked else (),
        limit=_whole("limit", asked["limit"], 1, LIMIT_MOST) if "limit" in asked else None,
        offset=_whole("offset", asked["offset"], 0, LIMIT_MOST) if "offset" in asked else 0,
    )


def _known(parameter: str, values: Iterable[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values, each once, in the order of `allowed`; refuse one that is not in it."""
    wanted = list(values)
    for value in wanted:
        if value not in allowed:
            raise QueryError(parameter, value, f"one of {_shortened(allowed)}", allowed)
    # The order asked for is the order of columns; for filters it makes no difference, so it is fixed.
    unique = tuple(dict.fromkeys(wanted))
    return unique if parameter == "columns" else tuple(value for value in allowed if value in unique)


def _shortened(allowed: tuple[str, ...], most: int = 60) -> str:
    """Return the allowed values as a phrase; a very long list ends with how many more there are."""
    rest = len(allowed) - most
    return ", ".join(allowed[:most]) + (f" and {rest} more" if rest > 0 else "")


def _whole(parameter: str, values: list[str], lowest: int, highest: int) -> int:
    """Return the one whole number asked for."""
    allowed = f"a whole number from {lowest} to {highest}, once"
    text = values[0]
    usable = len(values) == 1 and text.isascii() and text.isdecimal() and len(text) <= len(str(highest))
    if not usable or not lowest <= int(text) <= highest:
        raise QueryError(parameter, ",".join(values), allowed)
    return int(text)


def select(query: Query, within: Indexed) -> Selection:
    """Return the rows that `query` asks for, in their order, with labels beside slugs."""
    kept = np.flatnonzero(_kept(len(within.rows), [within.holds(*one) for one in query.filters]))
    end = None if query.limit is None else query.offset + query.limit
    columns = within.rows[list(query.columns)] if query.columns else within.rows
    return Selection(columns.take(kept[query.offset : end]).reset_index(drop=True), len(kept))


def _kept(row_count: int, masks: Iterable[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return the rows that every mask keeps."""
    kept = np.ones(row_count, dtype=bool)
    for mask in masks:
        kept &= mask
    return kept


def counts_by_option(query: Query, within: Indexed, columns: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return column -> value -> how many rows there would be with it and the other filters.

    The filter of the same column is left out of its own counts.
    """
    masks = {column: within.holds(column, values) for column, values in query.filters}
    counts = {}
    for column in columns:
        keep = _kept(len(within.rows), (mask for other, mask in masks.items() if other != column))
        options = within.options[column]
        found = np.bincount(within.places[column][keep], minlength=len(options))
        counts[column] = dict(zip(options, found.tolist(), strict=True))
    return counts
