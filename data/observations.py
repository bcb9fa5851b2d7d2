"""Turn the other tables into observations: one record per number, with a permanent name of its own."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from data.editions import more_statistics
from data.observations_schema import OBSERVED, Observed
from data.schema import TABLES

# Column of another table -> the column of an observation that it becomes.
_CARRIED = {
    "match_year": "match_year",
    "period": "period",
    "specialty": "specialty",
    "specialty_as_printed": "specialty_as_printed",
    "applicant_group": "applicant_group",
    "applicant_type": "applicant_group",
    "outcome": "outcome",
    "exam": "exam",
    "position_level": "position_level",
    "source_id": "source_id",
    "series_break": "series_break",
    "break_note": "break_note",
    "break_source_id": "break_source_id",
}
# Text is never missing: a table that does not have it gives an empty one.
_EMPTY: Mapping[str, object] = {"period": "", "specialty_as_printed": "", "break_note": ""}


def observation_records(frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, object]]:
    """Yield one record per number of the tables in `data.observations_schema.OBSERVED`.

    Args:
        frames: the tables by name; they are not changed.
    """
    for observed in OBSERVED:
        for measure in observed.measures:
            yield from _records_of(observed, measure, frames[observed.table])


def slug_of(value: object) -> str:
    """Return `value` as part of a permanent name: lower case, nothing but a-z, 0-9, hyphen and underscore."""
    return re.sub(r"[^a-z0-9-]+", "_", str(value).lower()).strip("_")


def _records_of(observed: Observed, measure: str, frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    table = TABLES[observed.table]
    key = observed.key or table.key
    unit = next(column.unit for column in table.columns if column.name == measure)
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
            **{_CARRIED[name]: None if pd.isna(row[name]) else row[name] for name in carried},
            "value": None if missing else float(row[measure]),
            "unit": unit,
            "cell_status": row.get("cell_status", "not_reported" if missing else "reported"),
        }
