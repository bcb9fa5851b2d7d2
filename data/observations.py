"""Turn the other tables into observations: one row per number, with a permanent name of its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pandas as pd

from data.definitions import Column, Table
from data.groups import GROUP_BY_SLUG
from data.observations_schema import OBSERVED_TABLES
from data.residents import UNIT_BY_MEASURE, UNIT_OF_MEASURE
from data.schema import TABLES


@dataclass(frozen=True, slots=True)
class Observed:
    """A column of numbers of one table; each of its cells becomes an observation.

    Attributes:
        table: the table.
        measure: the column.
        group: the applicants that the numbers are about, where the column says so and no cell does.
        key: the part of the table's key that the numbers belong to. Numbers that repeat on several rows
            become one observation.
        edition: a measure without any value among the rows that agree in these columns was not printed there
            at all, so it is no gap and gives no observation.
    """

    table: Table
    measure: Column
    group: str
    key: tuple[str, ...]
    edition: tuple[str, ...]


# Columns about applicants or specialties that their names do not tell: all applicants, the printed specialty.
_OF_ALL = {("match_rates", "active_count"), ("choices", "positions_per_all_applicants")}
_OF_SPECIALTY = {
    ("choices", "offered_count"),
    ("choices", "positions_per_all_applicants"),
    *(
        (table, column)
        for table in ("match_summary", "senior_counts")
        for column in ("program_count", "unfilled_program_count", "offered_count")
    ),
}

# One edition of Table 6 prints many years; norms and residents have a period for a year.
_PER_SOURCE = {"match_rates", "usmle_norms", "resident_quantiles", "resident_scores"}


def _observed(table: Table, measure: Column) -> Observed:
    place = (table.name, measure.name)
    # A column that is named after a group is about it.
    group = measure.name.rpartition("_")[0]
    return Observed(
        table,
        measure,
        group="all" if place in _OF_ALL else group if group in GROUP_BY_SLUG else "",
        key=tuple(name for name in table.key if place not in _OF_SPECIALTY or name != "applicant_type"),
        edition=("source_id",) if table.name in _PER_SOURCE else ("match_year", "source_id"),
    )


OBSERVED = tuple(
    _observed(TABLES[name], column)
    for name in OBSERVED_TABLES
    for column in TABLES[name].columns
    if column.dtype in {"int", "float"} and column.name != "match_year"
)
# Columns of another table that an observation has too, those of another name apart.
_RENAMED = {"applicant_type": "applicant_group"}
_OWN = {"observation_id", "table_name", "measure", "value", "unit", "cell_status", "detail"}
_CARRIED = set(TABLES["observations"].column_names) - _OWN | set(_RENAMED)
# Text is never missing: a table that does not have it gives an empty one.
_EMPTY: Mapping[str, str] = {"period": "", "specialty_as_printed": "", "break_note": "", "detail": ""}


def observation_rows(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per number of the tables in `OBSERVED_TABLES`; `frames` are the tables by name.

    The columns are those of `observations`, as far as any of the tables has them; types are not set.
    """
    rows = pd.concat(
        [_rows_of(observed, frames[observed.table.name]) for observed in OBSERVED], ignore_index=True
    )
    return rows.fillna(dict(_EMPTY))


def slug_of(value: object) -> str:
    """Return `value` as part of a permanent name: lower case, nothing but a-z, 0-9, hyphen and underscore."""
    return re.sub(r"[^a-z0-9-]+", "_", str(value).lower()).strip("_")


def detail_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of the key that an observation does not have; `detail` says what they hold."""
    return tuple(name for name in table.key if name not in _CARRIED)


def _rows_of(observed: Observed, frame: pd.DataFrame) -> pd.DataFrame:
    table, measure, key = observed.table, observed.measure.name, list(observed.key)
    printed = frame.groupby(list(observed.edition))[measure].transform("count") > 0
    # The state of a cell is that of one column; of the other statistics an edition prints all cells or none.
    usual = measure == table.value_column
    if usual:
        printed |= frame["cell_status"].notna()
    carried = [name for name in frame if name in _CARRIED and (name in key or name not in table.key)]
    details = [name for name in detail_columns(table) if name in key]
    rows = frame.loc[printed, [*carried, *details, measure, *(["cell_status"] if usual else [])]]
    # Numbers that repeat on several rows must agree there, or their names collide and the build refuses.
    if observed.key != table.key:
        rows = rows.drop_duplicates()
    rows = rows.reset_index(drop=True)
    value = rows[measure]
    state = pd.Series("reported", rows.index).mask(value.isna(), "not_reported")
    of_group = {"applicant_group": observed.group} if observed.group else {}
    return (
        rows[carried]
        .rename(columns=_RENAMED)
        .assign(
            observation_id=_joined(".", [f"{table.name}.{measure}", *(_named(rows[name]) for name in key)]),
            table_name=table.name,
            measure=measure,
            **of_group,
            detail=_joined("; ", [f"{name}: " + rows[name].astype("str") for name in details]),
            value=value.astype("float64"),
            unit=_unit(observed.measure, rows),
            cell_status=rows["cell_status"] if usual else state,
        )
    )


def _unit(measure: Column, rows: pd.DataFrame) -> str | pd.Series:
    """Return the unit of the numbers, which is one for all or that of what each of them measures."""
    return rows["resident_measure"].map(UNIT_OF_MEASURE) if measure.unit == UNIT_BY_MEASURE else measure.unit


def _named(values: pd.Series) -> pd.Series:
    """Return each value as part of a permanent name."""
    return values.map({value: slug_of(value) for value in values.unique()})


def _joined(between: str, parts: Sequence[str | pd.Series]) -> str | pd.Series:
    """Return the texts side by side."""
    return reduce(lambda left, right: left + between + right, parts) if parts else ""
