"""Turn the other tables into observations: one record per number, with a permanent name of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from data.definitions import Column, Table
from data.editions import more_statistics
from data.groups import GROUP_BY_SLUG
from data.observations_schema import OBSERVED_TABLES
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
_OF_SPECIALTY = {("choices", "offered_count"), ("choices", "positions_per_all_applicants")}

# One edition of Table 6 prints many years, and a norm has a period for a year.
_PER_SOURCE = {"match_rates", "usmle_norms"}


def _observed(table: Table, measure: Column) -> Observed:
    place = (table.name, measure.name)
    # A column that is named after a group is about it.
    group = measure.name.rpartition("_")[0]
    return Observed(
        table,
        measure,
        group="all" if place in _OF_ALL else group if group in GROUP_BY_SLUG else "",
        key=("match_year", "specialty_as_printed") if place in _OF_SPECIALTY else table.key,
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
_OWN = {"observation_id", "table_name", "measure", "value", "unit", "cell_status"}
_CARRIED = set(TABLES["observations"].column_names) - _OWN | set(_RENAMED)
# Text is never missing: a table that does not have it gives an empty one.
_EMPTY: Mapping[str, object] = {"period": "", "specialty_as_printed": "", "break_note": ""}


def observation_records(frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, object]]:
    """Yield one record per number of the tables in `OBSERVED_TABLES`; `frames` are the tables by name."""
    for observed in OBSERVED:
        yield from _records_of(observed, frames[observed.table.name])


def slug_of(value: object) -> str:
    """Return `value` as part of a permanent name: lower case, nothing but a-z, 0-9, hyphen and underscore."""
    return re.sub(r"[^a-z0-9-]+", "_", str(value).lower()).strip("_")


def _records_of(observed: Observed, frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    table, measure, key = observed.table, observed.measure.name, observed.key
    printed = frame.groupby(list(observed.edition))[measure].transform("count") > 0
    # The state of a cell is that of the usual statistic; of the others an edition prints all cells or none.
    usual = "cell_status" in frame and measure not in more_statistics(table.name)
    if usual:
        printed |= frame["cell_status"].notna()
    carried = [name for name in frame if name in _CARRIED and (name in key or name not in table.key)]
    # Numbers that repeat on several rows must agree there, or their names collide and the build refuses.
    rows = frame.loc[printed, [*carried, measure, *(["cell_status"] if usual else [])]]
    for row in rows.drop_duplicates().to_dict("records"):
        missing = pd.isna(row[measure])
        yield {
            **_EMPTY,
            "observation_id": ".".join((table.name, measure, *(slug_of(row[name]) for name in key))),
            "table_name": table.name,
            "measure": measure,
            **({"applicant_group": observed.group} if observed.group else {}),
            **{_RENAMED.get(name, name): None if pd.isna(row[name]) else row[name] for name in carried},
            "value": None if missing else float(row[measure]),
            "unit": observed.measure.unit,
            "cell_status": row.get("cell_status", "not_reported" if missing else "reported"),
        }
