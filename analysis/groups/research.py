"""Research output beside the matched averages: one combined count of items listed."""

import pandas as pd

from analysis.profile import Profile
from analysis.standing.compute import one_match_year
from analysis.wording import SPECIALTY_LABELS
from data.terms import slugs
from data.vocabulary import SPECIALTIES


def compare_research(profile: Profile, research_output: pd.DataFrame) -> pd.DataFrame:
    """Compare one person's research items with the matched averages of their group.

    Matched cohorts only: the source prints no unmatched average, no spread and no median, so nothing is
    classed here. A few people with very many items pull an average up.

    Args:
        profile: the person's group and research items.
        research_output: the `research_output` table of one match year.

    Returns:
        One row per specialty (23, vocabulary order): `specialty`, `label`, `items` (the person's count),
        `items_mean` (matched average), `items_gap` (items - mean, 1 decimal), `items_ratio` (items / mean),
        `cell_status`. NaN where a side is absent.

    Raises:
        ValueError: when `research_output` does not hold exactly one match year.
    """
    one_match_year(research_output)
    items = float("nan") if profile.research_items is None else float(profile.research_items)
    return (
        research_output.loc[research_output["applicant_group"] == profile.applicant_group]
        .set_index("specialty")[["items_mean", "cell_status"]]
        .reindex(slugs(SPECIALTIES))
        .rename_axis("specialty")
        .reset_index()
        .assign(
            label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS),
            items=items,
            items_gap=lambda rows: (rows["items"] - rows["items_mean"]).round(1),
            items_ratio=lambda rows: rows["items"] / rows["items_mean"],
        )[["specialty", "label", "items", "items_mean", "items_gap", "items_ratio", "cell_status"]]
    )
