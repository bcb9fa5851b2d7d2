"""The cohorts of an edition, laid out once, so that thousands of people cost little each."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Any, Final

import pandas as pd

from analysis.counts.compute import GROUP_COLUMNS, change_over, matched_counts, matches_by_specialty, of_year
from analysis.standing.compute import Cohort, cohort_means, not_in_edition, rows_by_specialty, specialties_in
from analysis.wording import NOT_IN_EDITION
from data.editions import rows_of
from data.editions.record import Edition
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, TOTAL

REFERENCE_TABLES: Final = ("scores", "research_output", "positions", "sources", "usmle_norms")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside the scores of a group in one specialty; NaN where a source has none.

    Attributes:
        items_mean: matched average of research items.
        items_missing: why it is missing where it is, a slug of `analysis.wording.MISSING_WORDS`.
        offered_count: positions offered in the year of the averages.
        filled_count: positions filled then.
        matched_count: matches of the group then; NaN where NRMP lists no such specialty.
        share_pct: its share of the positions filled.
        first_year: first year whose share can be compared.
        first_pct: the share in that year.
        last_year: last such year.
        last_pct: the share in that year.
        change: last minus first share, percentage points; NaN without two years.
    """

    items_mean: float = nan
    items_missing: str = NOT_IN_EDITION
    offered_count: float = nan
    filled_count: float = nan
    matched_count: float = nan
    share_pct: float = nan
    first_year: float = nan
    first_pct: float = nan
    last_year: float = nan
    last_pct: float = nan
    change: float = nan


_NOTHING: Final = Context()


# The same one is known by itself: to compare frames would cost too much.
@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What every comparison within an edition needs, whoever asks. Its frames are never changed in place.

    Attributes:
        edition: the edition.
        scores: its rows of `scores`.
        research_output: its rows of `research_output`.
        cohorts: group slug -> averages of that group, with the counts of matches.
        by_specialty: (group slug, specialty slug) -> its rows of the cohort, one per exam.
        contexts: (group slug, specialty slug) -> what stands beside its scores there.
        count_sources: sources of the counts of matches in the year of the averages; none where the counts
            do not reach that year.
        share_sources: sources of the shares over the years.
        sources: the `sources` table.
        usmle_norms: the `usmle_norms` table.
    """

    edition: Edition
    scores: pd.DataFrame
    research_output: pd.DataFrame
    cohorts: Mapping[str, Cohort]
    by_specialty: Mapping[tuple[str, str], Cohort]
    contexts: Mapping[tuple[str, str], Context]
    count_sources: tuple[str, ...]
    share_sources: tuple[str, ...]
    sources: pd.DataFrame
    usmle_norms: pd.DataFrame

    @property
    def match_year(self) -> int:
        """Match year of the averages."""
        return self.edition.match_year

    def averages(self, applicant_group: str, specialty: str) -> Cohort:
        """Return the rows of one specialty, one per exam; empty ones where the edition does not have it."""
        found = self.by_specialty.get((applicant_group, specialty))
        return found or tuple(not_in_edition(specialty, exam) for exam in slugs(EXAMS))

    def context(self, applicant_group: str, specialty: str) -> Context:
        """Return what stands beside the scores of a group in one specialty."""
        return self.contexts.get((applicant_group, specialty), _NOTHING)

    @property
    def specialties(self) -> tuple[str, ...]:
        """Slugs of the specialties that the edition has, without the total."""
        return tuple(slug for slug in specialties_in(self.scores, self.research_output) if slug != TOTAL)

    @property
    def every_source(self) -> tuple[str, ...]:
        """Sources of every average of the edition and of the counts beside them."""
        own = (*self.scores["source_id"].unique(), *self.research_output["source_id"].unique())
        return tuple(dict.fromkeys((*own, *self.count_sources)))

    def research_sources(self, applicant_group: str) -> tuple[str, ...]:
        """Return the sources of the research averages of a group."""
        own = self.research_output["applicant_group"] == applicant_group
        return tuple(self.research_output.loc[own, "source_id"].unique())


def build_reference(tables: Mapping[str, pd.DataFrame], edition: Edition) -> Reference:
    """Lay out the cohorts of every group.

    Args:
        tables: the tables named in `REFERENCE_TABLES`, by name.
        edition: the edition whose averages they are.
    """
    scores, research = (rows_of(edition, tables[name]) for name in ("scores", "research_output"))
    positions, groups = tables["positions"], slugs(APPLICANT_GROUPS)
    matched = matched_counts(positions, edition.match_year)
    cohorts = {group: cohort_means(scores, group, matched) for group in groups}
    of_that_year = positions.loc[positions["match_year"] == edition.match_year, "source_id"]
    return Reference(
        edition=edition,
        scores=scores,
        research_output=research,
        cohorts=cohorts,
        by_specialty={
            (group, specialty): tuple(rows)
            for group, cohort in cohorts.items()
            for specialty, rows in rows_by_specialty(cohort)
        },
        contexts={
            (group, specialty): context
            for group in groups
            for specialty, context in _contexts(research, positions, group, edition.match_year).items()
        },
        count_sources=tuple(of_that_year.unique()),
        share_sources=tuple(positions["source_id"].unique()),
        sources=tables["sources"],
        usmle_norms=tables["usmle_norms"],
    )


def _contexts(research: pd.DataFrame, positions: pd.DataFrame, group: str, year: int) -> dict[str, Context]:
    """Return what stands beside the scores of one group, by specialty."""
    own = research.loc[research["applicant_group"] == group].set_index("specialty")
    found: dict[str, dict[str, Any]] = {
        str(specialty): {"items_mean": float(row["items_mean"]), "items_missing": str(row["cell_status"])}
        for specialty, row in own.iterrows()
    }
    if group in GROUP_COLUMNS:
        counts = matches_by_specialty(positions)
        for row in of_year(counts, year).to_dict("records"):
            found.setdefault(row["specialty"], {}).update(
                offered_count=row["offered_count"],
                filled_count=row["filled_count"],
                matched_count=row[f"{group}_count"],
                share_pct=row[f"{group}_pct"],
            )
        for row in change_over(counts, group).to_dict("records"):
            found.setdefault(row["specialty"], {}).update(
                {name: row[name] for name in ("first_year", "first_pct", "last_year", "last_pct", "change")}
            )
    return {specialty: Context(**values) for specialty, values in found.items()}
