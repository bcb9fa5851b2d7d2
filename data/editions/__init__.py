"""The editions there are; adding one is a folder below `data/raw`, a module here and a row of this list."""

from collections.abc import Iterable
from importlib import import_module
from typing import Final

import pandas as pd

from data.editions.record import STATISTICS, USUAL, Edition, Statistic, statistic_column

# One module of this package per edition.
MODULES: Final = ("charting_outcomes_2018",)


_RECORDS: Final[list[Edition]] = [import_module(f"data.editions.{module}").EDITION for module in MODULES]
EDITIONS: Final = tuple(sorted(_RECORDS, key=lambda edition: edition.order))
EDITION_BY_SLUG: Final = {edition.slug: edition for edition in EDITIONS}
EDITION_OF_SOURCE: Final = {source: edition for edition in EDITIONS for source in edition.source_ids}


def rows_of(edition: Edition, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that an edition has, of a table with `source_id`."""
    return frame.loc[frame["source_id"].isin(edition.source_ids)]


def editions_with(applicant_group: str) -> tuple[Edition, ...]:
    """Return the editions that have averages of a group, the latest first."""
    return tuple(edition for edition in reversed(EDITIONS) if applicant_group in edition.groups)


def default_edition(applicant_group: str) -> Edition:
    """Return the edition that is shown unless another is asked for: the latest that has the group, or any."""
    return next(iter((*editions_with(applicant_group), *reversed(EDITIONS))))


def more_statistics(table: str, editions: Iterable[Edition] = EDITIONS) -> dict[str, tuple[Statistic, str]]:
    """Return column -> (statistic, words) of what any edition prints in a table beside the usual one."""
    there = {
        cell.statistic
        for edition in editions
        for printed in edition.printed
        if printed.table == table
        for cell in printed.cells
    }
    return {
        statistic_column(table, statistic): (statistic, words)
        for statistic, (_, words) in STATISTICS.items()
        if statistic in there - USUAL
    }
