"""Research output beside the matched averages: one combined count of items listed."""

from dataclasses import dataclass
from math import nan

import pandas as pd

from analysis.profile import Profile
from analysis.standing.compute import specialties_in
from analysis.wording import NOT_IN_EDITION, SPECIALTY_LABELS


@dataclass(frozen=True, slots=True)
class ResearchRow:
    """One person's research items beside the matched average of their group in one specialty.

    Attributes:
        specialty: slug of the specialty.
        label: what people read for it.
        items: the person's count; NaN where none was entered.
        items_mean: the matched average; NaN where the edition has none.
        items_gap: items minus average, 1 decimal; NaN where a side is absent.
        items_ratio: items over average; NaN where a side is absent.
        cell_status: why there is an average or not, a slug of `analysis.wording.MISSING_WORDS`.
    """

    specialty: str
    label: str
    items: float
    items_mean: float
    items_gap: float
    items_ratio: float
    cell_status: str


def compare_research(profile: Profile, research_output: pd.DataFrame) -> list[ResearchRow]:
    """Compare one person's research items with the matched averages of their group.

    Matched cohorts only: without an unmatched average, a spread or a median nothing is classed here. A few
    people with very many items pull an average up.

    Args:
        profile: the person's group and research items.
        research_output: the rows of `research_output` that one edition has.

    Returns:
        One row per specialty of the edition, in the order of the vocabulary.
    """
    items = nan if profile.research_items is None else float(profile.research_items)
    own = research_output.loc[
        (research_output["applicant_group"] == profile.applicant_group)
        & (research_output["outcome"] == "matched")
    ]
    cells = {
        specialty: (float(mean), status)
        for specialty, mean, status in zip(
            own["specialty"], own["items_mean"], own["cell_status"], strict=True
        )
    }
    return [
        _row(specialty, items, *cells.get(specialty, (nan, NOT_IN_EDITION)))
        for specialty in specialties_in(research_output)
    ]


def _row(specialty: str, items: float, mean: float, status: str) -> ResearchRow:
    ratio = items / mean if mean else nan
    return ResearchRow(
        specialty, SPECIALTY_LABELS[specialty], items, mean, round(items - mean, 1), ratio, status
    )
