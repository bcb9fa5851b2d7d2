"""Research output beside the matched averages: one combined count of items listed."""

from collections.abc import Iterable
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

    Returns:
        One row per specialty of the edition whose rows of `research_output` they are, in the order of the
        vocabulary.
    """
    return beside_items(profile.research_items, matched_items(research_output, profile.applicant_group))


def matched_items(research_output: pd.DataFrame, group: str) -> list[tuple[str, float, str]]:
    """Return slug, matched average of the group (NaN where there is none) and status of every specialty."""
    own = research_output.loc[
        (research_output["applicant_group"] == group) & (research_output["outcome"] == "matched")
    ]
    cells = dict(zip(own["specialty"], zip(own["items_mean"], own["cell_status"], strict=True), strict=True))
    return [(slug, *cells.get(slug, (nan, NOT_IN_EDITION))) for slug in specialties_in(research_output)]


def beside_items(count: int | None, averages: Iterable[tuple[str, float, str]]) -> list[ResearchRow]:
    """Lay a person's research items, or None, beside averages as `matched_items` returns them."""
    items = nan if count is None else float(count)
    return [
        ResearchRow(
            slug,
            SPECIALTY_LABELS[slug],
            items,
            mean,
            items_gap=round(items - mean, 1),
            items_ratio=items / mean if mean else nan,
            cell_status=status,
        )
        for slug, mean, status in averages
    ]
