"""What other sources say of one specialty: its residents, its directors, and those who chose it alone.

Each has a year and a number of people or programs of its own, and stands with them wherever it is shown: none
of these figures is compared with one of another source.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from analysis.only_choice.compute import counted_as, only_choice_shares, types_by_year
from analysis.residents.compute import Share, Spread, place, spreads
from analysis.thresholds.compute import Answers, Box, answers
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS

BEYOND_TABLES: Final = (
    "resident_quantiles",
    "resident_scores",
    "director_scores",
    "director_response",
    "director_groups",
    "only_choice",
)
_INTERVIEW: Final = "interview"


@dataclass(frozen=True, slots=True)
class Often:
    """How many responding programs often interview applicants of a group.

    Attributes:
        often_pct: percent of them.
        program_count: how many answered.
        match_year: year of the survey.
        source_id: where it is printed.
    """

    often_pct: float
    program_count: int
    match_year: int
    source_id: str


@dataclass(frozen=True, slots=True)
class OnlyChoice:
    """Those who ranked a specialty and no other, in the latest year that NRMP itself prints.

    Attributes:
        applicant_type: under which type the year counts the group; a slug.
        matched_count: how many matched.
        ranked_only_count: how many there were.
        matched_pct: percent who matched; NaN where too few ranked it.
        low_pct: lower end of its 95% Wilson interval; NaN likewise.
        high_pct: upper end.
        match_year: the year.
        source_id: where it is printed.
    """

    applicant_type: str
    matched_count: int
    ranked_only_count: int
    matched_pct: float
    low_pct: float
    high_pct: float
    match_year: int
    source_id: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """Everything of this kind that there is for one group in one specialty.

    Attributes:
        residents: exam slug -> scores of its residents, all applicant types together.
        period: academic year that they began in; empty without any.
        answers: exam slug -> the scores that its directors named.
        survey_year: year of their survey; 0 without any.
        often: who is often interviewed; None where the survey has no answer.
        only_choice: those who ranked it alone; None where no year counts them.
    """

    residents: Mapping[str, Spread] = field(default_factory=dict)
    period: str = ""
    answers: Mapping[str, Answers] = field(default_factory=dict)
    survey_year: int = 0
    often: Often | None = None
    only_choice: OnlyChoice | None = None

    def sources(
        self, boxes: Iterable[str], shares: Iterable[str], medians: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Return the sources of what is shown, each once.

        That is who is often interviewed, who ranked it alone, and of some exams: the boxes, the shares of
        residents who scored lower, and their medians.
        """
        residents, answers = self.residents, self.answers
        of_medians = [residents[exam] for exam in medians if exam in residents and residents[exam].quantiles]
        counted = [residents[exam] for exam in shares if exam in residents and residents[exam].counted]
        named = [answers[exam] for exam in boxes if exam in answers]
        others = [one.source_id for one in (self.often, self.only_choice) if one]
        return tuple(
            dict.fromkeys(
                [
                    *(one.source_ids[0] for one in of_medians),
                    *(one.source_ids[-1] for one in counted),
                    *(source for one in named for source in one.source_ids),
                    *others,
                ]
            )
        )

    @property
    def response(self) -> tuple[float, int] | None:
        """Percent of its programs that responded to the survey, and how many it was sent to, or None."""
        for one in self.answers.values():
            if one.response_pct is not None and one.sent is not None:
                return one.response_pct, one.sent
        return None

    def box(self, exam: str, *, above: bool) -> Box | None:
        """Return the scores that directors named for an exam; None without a printed box."""
        found = self.answers.get(exam)
        return (found.above if above else found.below) if found else None

    def share(self, exam: str, score: int | None) -> Share | None:
        """Return where a score lies among the residents; None without a score or counts."""
        return place(self.residents[exam], score) if exam in self.residents else None


NOTHING_BEYOND: Final = Beyond()


def beyond_by_specialty(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], Beyond]:
    """Return (group slug, specialty slug) -> what there is, out of the tables named in `BEYOND_TABLES`.

    Groups are those that averages are compared with. What a source does not have is nothing, or None.
    """
    residents = {
        exam: {
            row.specialty: row
            for row in spreads(tables["resident_quantiles"], tables["resident_scores"], exam)
        }
        for exam in slugs(EXAMS)
    }
    named = {
        exam: {
            row.specialty: row
            for row in answers(tables["director_scores"], tables["director_response"], exam)
        }
        for exam in slugs(EXAMS)
    }
    period = max(tables["resident_scores"]["period"], default="")
    survey_year = int(max(tables["director_response"]["match_year"], default=0))
    often, only = _often(tables["director_groups"]), _only_choices(tables["only_choice"])
    specialties = {
        *(specialty for rows in residents.values() for specialty in rows),
        *(specialty for rows in named.values() for specialty in rows),
    }
    return {
        (group, specialty): Beyond(
            {exam: rows[specialty] for exam, rows in residents.items()},
            period,
            {exam: rows[specialty] for exam, rows in named.items()},
            survey_year,
            often.get((group, specialty)),
            only.get((group, specialty)),
        )
        for group in slugs(APPLICANT_GROUPS)
        for specialty in specialties
    }


def _often(director_groups: pd.DataFrame) -> dict[tuple[str, str], Often]:
    """Return (group slug, specialty slug) -> how many programs often interview the group."""
    rows = director_groups.loc[
        (director_groups["stage"] == _INTERVIEW) & director_groups["specialty"].notna()
    ]
    return {
        (row["applicant_group"], row["specialty"]): Often(
            float(row["often_pct"]), int(row["program_count"]), int(row["match_year"]), row["source_id"]
        )
        for row in rows.to_dict("records")
    }


def _only_choices(only_choice: pd.DataFrame) -> dict[tuple[str, str], OnlyChoice]:
    """Return (group slug, specialty slug) -> who ranked it alone in the latest year of NRMP's own tables."""
    shares = only_choice_shares(only_choice)
    own = shares.loc[~shares["is_secondary"]]
    latest = types_by_year(own)
    kinds = {
        group: next(
            ((year, kind) for year, types in reversed(latest.items()) if (kind := counted_as(group, types))),
            None,
        )
        for group in slugs(APPLICANT_GROUPS)
    }
    rows = {
        (row["match_year"], row["applicant_type"], row["specialty"]): OnlyChoice(
            row["applicant_type"],
            int(row["matched_count"]),
            int(row["ranked_only_count"]),
            float(row["matched_pct"]),
            float(row["low_pct"]),
            float(row["high_pct"]),
            int(row["match_year"]),
            row["source_id"],
        )
        for row in own.to_dict("records")
    }
    return {
        (group, specialty): found
        for group, kind in kinds.items()
        if kind
        for (year, applicant_type, specialty), found in rows.items()
        if (year, applicant_type) == kind
    }
