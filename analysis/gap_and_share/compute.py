"""Two things at once: how far a score lies from the matched average, and how many places the group fills."""

from typing import Final

import pandas as pd

from data.vocabulary import TOTAL

GAP_AND_SHARE_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "gap_to_matched",
    "share_pct",
    "matched_count",
    "filled_count",
    "standing",
    "flags",
)


def gap_and_share(
    comparison: pd.DataFrame, counts: pd.DataFrame, applicant_group: str, exam: str
) -> pd.DataFrame:
    """Put the gap to the matched average beside the group's share of the filled positions.

    Args:
        comparison: the result of `analysis.standing.compute.compare`, with a score for `exam`.
        counts: `analysis.counts.compute.of_year` for the year of the averages.
        applicant_group: slug of the group that the comparison is with.
        exam: slug of the exam.

    Returns:
        One row per specialty (22, without the total, vocabulary order): `GAP_AND_SHARE_COLUMNS`.
        `gap_to_matched` in points, `share_pct` the group's `matched_count` in percent of `filled_count`; NaN
        where the source has no average or NRMP lists no such specialty. It says nothing about chances: how
        many applied is in neither source.
    """
    shares = counts[["specialty", "filled_count", f"{applicant_group}_pct"]].rename(
        columns={f"{applicant_group}_pct": "share_pct"}
    )
    rows = comparison.loc[(comparison["exam"] == exam) & (comparison["specialty"] != TOTAL)]
    return rows.merge(shares, on="specialty", how="left")[list(GAP_AND_SHARE_COLUMNS)].reset_index(drop=True)
