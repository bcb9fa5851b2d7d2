"""What an edition has of one specialty beside its averages: numbers of people, spread, quantiles."""

import pandas as pd

from analysis.reference import Reference
from analysis.story import TextTable
from analysis.wording import EXAM_LABELS, GROUP_PLURALS
from data.editions.record import STATISTICS, USUAL, statistic_column

_ITEMS = "Research items"


def spread_table(known: Reference, specialty: str) -> TextTable | None:
    """Return a row per measure, group and outcome with what the edition has beside the average.

    Returns:
        A table in words, with “not in the source” where a cell is missing; None where the edition has nothing
        beside averages of the specialty.
    """
    tables = {"scores": known.scores, "research_output": known.research_output}
    there = [
        statistic
        for statistic in STATISTICS
        if statistic in known.edition.statistics - USUAL
        and any(_has(rows, statistic_column(name, statistic), specialty) for name, rows in tables.items())
    ]
    if not there:
        return None
    lines = [
        (
            f"{EXAM_LABELS.get(row.get('exam', ''), _ITEMS)}, {row['outcome']} "
            f"{GROUP_PLURALS[row['applicant_group']]}",
            *(_said(row.get(statistic_column(name, statistic)), statistic) for statistic in there),
        )
        for name, rows in tables.items()
        for row in rows.loc[rows["specialty"] == specialty].to_dict("records")
    ]
    return TextTable(("Of whom", *(STATISTICS[statistic][1] for statistic in there)), tuple(lines))


def _has(rows: pd.DataFrame, column: str, specialty: str) -> bool:
    return column in rows and bool(rows.loc[rows["specialty"] == specialty, column].notna().any())


def _said(value: object, statistic: str) -> str:
    if not isinstance(value, int | float) or pd.isna(value):
        return "not in the source"
    return f"{value:,.0f}" if statistic == "n" else f"{value:.1f}"
