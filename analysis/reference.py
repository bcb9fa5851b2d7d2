"""The cohorts a person is compared with, laid out once, so that thousands of people cost little each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.counts.compute import change_over, matched_counts, matches_by_specialty, of_year
from analysis.standing.compute import cohort_means, one_match_year
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

OVER_YEARS: Final = ("first_year", "first_pct", "last_year", "last_pct", "change")
REFERENCE_TABLES: Final = ("scores", "research_output", "positions", "sources", "usmle_norms")


@dataclass(frozen=True, slots=True)
class Reference:
    """What every comparison needs, whoever asks. Its frames are shared: never change them in place.

    Attributes:
        match_year: match year of the averages.
        cohorts: group slug -> `analysis.standing.compute.cohort_means` of that group, with counts of matches.
        context: group slug -> specialty slug -> what stands beside the scores of that group there:
            `items_mean` and `items_cell_status` (research), in the year of the averages `offered_count`,
            `filled_count`, `matched_count` (of the group, NaN where NRMP lists no such specialty) and
            `share_pct` (of the positions filled), and the same share over the years: `first_year`,
            `first_pct`, `last_year`, `last_pct`, `change` (percentage points; NaN without two years).
        sources: the `sources` table.
        usmle_norms: the `usmle_norms` table.
    """

    match_year: int
    cohorts: Mapping[str, pd.DataFrame]
    context: Mapping[str, Mapping[str, Mapping[str, Any]]]
    sources: pd.DataFrame
    usmle_norms: pd.DataFrame


def build_reference(tables: Mapping[str, pd.DataFrame]) -> Reference:
    """Lay out the cohorts of every group.

    Args:
        tables: the tables named in `REFERENCE_TABLES`, by name.

    Raises:
        ValueError: when `scores` does not hold exactly one match year.
    """
    year = one_match_year(tables["scores"])
    matched = matched_counts(tables["positions"], year)
    return Reference(
        match_year=year,
        cohorts={group: cohort_means(tables["scores"], group, matched) for group in slugs(APPLICANT_GROUPS)},
        context={group: _context(tables, group, year) for group in slugs(APPLICANT_GROUPS)},
        sources=tables["sources"],
        usmle_norms=tables["usmle_norms"],
    )


def _context(tables: Mapping[str, pd.DataFrame], group: str, year: int) -> dict[str, dict[str, Any]]:
    """Return what stands beside the scores of one group, by specialty, as plain values."""
    counts = matches_by_specialty(tables["positions"])
    research = tables["research_output"]
    own = research.loc[research["applicant_group"] == group].set_index("specialty")
    of_the_year = of_year(counts, year).set_index("specialty")
    over_years = change_over(counts, group).set_index("specialty")
    laid_out = pd.DataFrame(
        {
            "items_mean": own["items_mean"],
            "items_cell_status": own["cell_status"],
            "offered_count": of_the_year["offered_count"],
            "filled_count": of_the_year["filled_count"],
            "matched_count": of_the_year[f"{group}_count"],
            "share_pct": of_the_year[f"{group}_pct"],
            **{name: over_years[name] for name in OVER_YEARS},
        },
        index=list(slugs(SPECIALTIES)),
    )
    rows = zip(laid_out.index, laid_out.to_dict("records"), strict=True)
    return {str(slug): {str(name): value for name, value in row.items()} for slug, row in rows}
