"""The cohorts of an edition, laid out once, so that thousands of people cost little each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isnan, nan
from typing import Any, Final

import pandas as pd

from analysis.beyond.compute import BEYOND_TABLES, NOTHING_BEYOND, Beyond, beyond_by_specialty
from analysis.counts.compute import GROUP_COLUMNS, change_over, matched_counts, matches_by_specialty, of_year
from analysis.standing.compute import Cohort, cohort_means, not_in_edition, rows_by_specialty, specialties_in
from analysis.wording import NOT_IN_EDITION, NRMPS_COUNT
from data.editions import rows_of
from data.editions.record import Edition, statistic_column
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, TOTAL

REFERENCE_TABLES: Final = ("scores", "research_output", "positions", "sources", "usmle_norms", *BEYOND_TABLES)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside the scores of a group in one specialty; NaN where a source has none.

    Attributes:
        items_mean: matched average of research items.
        items_missing: why it is missing where it is, a slug of `analysis.wording.MISSING_WORDS`.
        offered_count: positions offered in the year of the averages.
        filled_count: positions filled then.
        matched_count: matches of the group then; NaN where NRMP lists no such specialty, or
            counts the group together with others.
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
@dataclass(frozen=True, eq=False)
class Reference:
    """What every comparison within an edition needs, whoever asks. Its frames are never changed in place.

    Each part is laid out when it is first asked for, so that a table that cannot be read costs the parts that
    need it.

    Attributes:
        edition: the edition.
        tables: the tables named in `REFERENCE_TABLES`, by name.
    """

    edition: Edition
    tables: Mapping[str, pd.DataFrame] = field(repr=False)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The rows of `scores` that the edition has."""
        return rows_of(self.edition, self.tables["scores"])

    @cached_property
    def research_output(self) -> pd.DataFrame:
        """The rows of `research_output` that the edition has."""
        return rows_of(self.edition, self.tables["research_output"])

    @property
    def sources(self) -> pd.DataFrame:
        """The `sources` table."""
        return self.tables["sources"]

    @property
    def usmle_norms(self) -> pd.DataFrame:
        """The `usmle_norms` table."""
        return self.tables["usmle_norms"]

    @cached_property
    def cohorts(self) -> Mapping[str, Cohort]:
        """Group slug -> averages of that group, with the counts of matches."""
        matched = matched_counts(self.tables["positions"], self.match_year)
        return {group: cohort_means(self.scores, group, matched) for group in slugs(APPLICANT_GROUPS)}

    @cached_property
    def by_specialty(self) -> Mapping[tuple[str, str], Cohort]:
        """(group slug, specialty slug) -> its rows of the cohort, one per exam."""
        return {
            (group, specialty): tuple(rows)
            for group, cohort in self.cohorts.items()
            for specialty, rows in rows_by_specialty(cohort)
        }

    def matched_in(self, exam: str = "") -> dict[tuple[str, str], int]:
        """Return (specialty slug, group slug) -> how many matched, by NRMP's count or else the edition's n.

        The n is that of the averages of one exam, or of research where none is given.
        """
        found = {
            (row.specialty, group): int(row.matched_count)
            for group, cohort in self.cohorts.items()
            for row in cohort
            if not isnan(row.matched_count) and (row.exam == exam or row.counted_by == NRMPS_COUNT)
        }
        column = statistic_column("research_output", "n")
        if exam or column not in self.research_output:
            return found
        matched = self.research_output.loc[self.research_output["outcome"] == "matched"].dropna(subset=column)
        keys = zip(matched["specialty"], matched["applicant_group"], strict=True)
        return {**dict(zip(keys, map(int, matched[column]), strict=True)), **found}

    @cached_property
    def _counts(self) -> pd.DataFrame:
        return matches_by_specialty(self.tables["positions"])

    @cached_property
    def shares(self) -> Mapping[tuple[str, str], tuple[float, float]]:
        """(group slug, specialty slug) -> percent of the positions filled then, and how many were filled."""
        rows = of_year(self._counts, self.match_year).to_dict("records")
        return {
            (group, row["specialty"]): (row[f"{group}_pct"], row["filled_count"])
            for group in GROUP_COLUMNS
            for row in rows
        }

    @cached_property
    def contexts(self) -> Mapping[tuple[str, str], Context]:
        """(group slug, specialty slug) -> what stands beside its scores there."""
        research, counts, year = self.research_output, self._counts, self.match_year
        return {
            (group, specialty): context
            for group in slugs(APPLICANT_GROUPS)
            for specialty, context in _contexts(research, counts, group, year).items()
        }

    @cached_property
    def count_sources(self) -> tuple[str, ...]:
        """Sources of the counts in the year of the averages; none where they do not reach that year."""
        positions = self.tables["positions"]
        return tuple(positions.loc[positions["match_year"] == self.match_year, "source_id"].unique())

    @cached_property
    def share_sources(self) -> tuple[str, ...]:
        """Sources of the shares over the years."""
        return tuple(self.tables["positions"]["source_id"].unique())

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

    @cached_property
    def _beyond(self) -> Mapping[tuple[str, str], Beyond]:
        return beyond_by_specialty(self.tables)

    def beyond(self, applicant_group: str, specialty: str) -> Beyond:
        """Return what other sources say of a group in one specialty; the edition has no part in it."""
        return self._beyond.get((applicant_group, specialty), NOTHING_BEYOND)

    @cached_property
    def specialties(self) -> tuple[str, ...]:
        """Slugs of the specialties that the edition has, without the total."""
        return tuple(slug for slug in specialties_in(self.scores, self.research_output) if slug != TOTAL)

    @cached_property
    def every_source(self) -> tuple[str, ...]:
        """Sources of every average of the edition and of the counts beside them."""
        own = (*self.scores["source_id"].unique(), *self.research_output["source_id"].unique())
        return tuple(dict.fromkeys((*own, *self.count_sources)))

    @cached_property
    def _research_sources(self) -> Mapping[str, tuple[str, ...]]:
        by_group = self.research_output.groupby("applicant_group", observed=True)["source_id"]
        return {str(group): tuple(own.unique()) for group, own in by_group}

    def research_sources(self, applicant_group: str) -> tuple[str, ...]:
        """Return the sources of the research averages of a group."""
        return self._research_sources.get(applicant_group, ())


def build_reference(tables: Mapping[str, pd.DataFrame], edition: Edition) -> Reference:
    """Return what comparisons within an edition need, out of the tables named in `REFERENCE_TABLES`."""
    return Reference(edition, tables)


def _contexts(research: pd.DataFrame, counts: pd.DataFrame, group: str, year: int) -> dict[str, Context]:
    """Return what stands beside the scores of one group, by specialty."""
    own = research.loc[research["applicant_group"] == group].set_index("specialty")
    found: dict[str, dict[str, Any]] = {
        str(specialty): {"items_mean": float(row["items_mean"]), "items_missing": str(row["cell_status"])}
        for specialty, row in own.iterrows()
    }
    for row in of_year(counts, year).to_dict("records"):
        found.setdefault(row["specialty"], {}).update(
            offered_count=row["offered_count"],
            filled_count=row["filled_count"],
            matched_count=row.get(f"{group}_count", nan),
            share_pct=row.get(f"{group}_pct", nan),
        )
    if group in GROUP_COLUMNS:
        for row in change_over(counts, group).to_dict("records"):
            found.setdefault(row["specialty"], {}).update(
                {name: row[name] for name in ("first_year", "first_pct", "last_year", "last_pct", "change")}
            )
    return {specialty: Context(**values) for specialty, values in found.items()}
