"""A few specialties side by side for one person: every measure in one row per specialty."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.profile import Profile
from analysis.reference import Reference
from analysis.shortlist.pareto import pareto_front
from analysis.standing import comparable
from analysis.standing.compute import SEM_DEFAULT, compare_with_cohort, overall_standing, rows_by_specialty
from data.vocabulary import SPECIALTIES

# What a shortlist can be made of: every specialty but the row that sums them.
SHORTLISTABLE: Final = tuple(specialty.slug for specialty in SPECIALTIES if not specialty.is_total)
FEWEST: Final = 2
MOST: Final = 6

# Where every gap is larger than this, in points, showing zero as well would push all marks together.
FAR: Final = 40

EXAM_MEASURES: Final = (
    "score",
    "matched_mean",
    "unmatched_mean",
    "gap_to_matched",
    "separation",
    "standing",
    "flags",
)
AVERAGE_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "score",
    "matched_mean",
    "unmatched_mean",
    "matched_count",
    "gap_to_matched",
    "separation",
    "standing",
    "flags",
)
MAP_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "score",
    "gap_to_matched",
    "matched_mean",
    "share_pct",
    "matched_count",
    "filled_count",
    "is_shortlisted",
    "is_non_dominated",
    "flags",
)


def standings_for(
    profile: Profile, specialties: Sequence[str], reference: Reference, sem: float = SEM_DEFAULT
) -> pd.DataFrame:
    """Lay everything known about some specialties beside one person's numbers.

    Args:
        profile: the person's group and numbers, any of which may be absent.
        specialties: slugs, in the order they are to be shown.
        reference: the cohorts.
        sem: standard error of measurement of a score, 5-8 points.

    Returns:
        One row per specialty, in the order given: `specialty`, `label`, `standing` and `shown` (overall, see
        `analysis.standing.compute.overall_standing`), `flags` (sorted union over the exams entered, with
        `few_matched`), `separates`; for each exam `step1_` / `step2_ck_` + `EXAM_MEASURES` (points, NaN
        where absent; see `analysis.standing.compute.compare`); `items` (the person's research items),
        `items_gap` (items - mean, 1 decimal) and what `analysis.reference.Reference.context` lists.

    Raises:
        ValueError: when `sem` is out of range.
        KeyError: when a slug is unknown.
    """
    cohort = reference.cohorts[profile.applicant_group]
    context = reference.context[profile.applicant_group]
    compared = compare_with_cohort(profile, cohort.loc[cohort["specialty"].isin(set(specialties))], sem)
    by_specialty = dict(rows_by_specialty(compared))
    overall = {row["specialty"]: row for row in overall_standing(compared).to_dict("records")}
    items = float("nan") if profile.research_items is None else float(profile.research_items)
    return pd.DataFrame(
        [
            {
                **overall[slug],
                # Few matches are few whether or not a score was entered.
                "flags": sorted({*overall[slug]["flags"], *_few(by_specialty[slug])}),
                **{
                    f"{row['exam']}_{measure}": row[measure]
                    for row in by_specialty[slug]
                    for measure in EXAM_MEASURES
                },
                "items": items,
                "items_gap": round(items - context[slug]["items_mean"], 1),
                **context[slug],
            }
            for slug in specialties
        ]
    )


def _few(exams: Sequence[Mapping[Any, Any]]) -> set[str]:
    """Return the flag of few matches where any row carries it."""
    return {flag for row in exams for flag in row["flags"] if flag == "few_matched"}


def exams_with_averages(reference: Reference, applicant_group: str) -> tuple[str, ...]:
    """Return the exams for which the source has any average of a group.

    Args:
        reference: the cohorts.
        applicant_group: slug of the group.
    """
    return comparable.exams_with_averages(reference.cohorts[applicant_group])


def average_rows(standings: pd.DataFrame, exams: Sequence[str]) -> pd.DataFrame:
    """Lay the averages of a few specialties out for the dumbbell.

    Args:
        standings: the result of `standings_for`.
        exams: slugs of the exams to lay out.

    Returns:
        One row per exam and specialty, exam by exam, specialties in the order of `standings`:
        `AVERAGE_COLUMNS`, in points, NaN where absent; `flags` are those of the exam.
    """
    records = standings.to_dict("records")
    return pd.DataFrame(
        [_of_exam(row, exam, AVERAGE_COLUMNS) for exam in exams for row in records],
        columns=list(AVERAGE_COLUMNS),
    )


def map_rows(standings: pd.DataFrame, chosen: Sequence[str], exam: str) -> pd.DataFrame:
    """Put the matched average of every specialty beside the group's share of its filled positions.

    Args:
        standings: the result of `standings_for` for all of `SHORTLISTABLE`.
        chosen: slugs of the shortlist.
        exam: slug of the exam.

    Returns:
        One row per specialty of `standings`, in its order: `MAP_COLUMNS`. `gap_to_matched` (NaN without a
        score) and `matched_mean` in points, `share_pct` the group's `matched_count` in percent of
        `filled_count`; NaN where a source has none. `is_non_dominated`: no other specialty has both a
        matched average at most as large and a share at least as large, one of them strictly so. The gap is
        the score minus the average, so a score does not change it.
    """
    rows = pd.DataFrame([_of_exam(row, exam, MAP_COLUMNS) for row in standings.to_dict("records")])
    marked = rows.assign(
        is_shortlisted=rows["specialty"].isin(set(chosen)),
        is_non_dominated=pareto_front(-rows["matched_mean"], rows["share_pct"]),
    )
    return marked[list(MAP_COLUMNS)]


def average_is_near(rows: pd.DataFrame) -> bool:
    """Say whether any gap is so small that the matched average itself belongs into the picture.

    Args:
        rows: the result of `map_rows`; without a score there is no gap.
    """
    return bool((rows["gap_to_matched"].abs() <= FAR).any())


def _of_exam(row: Mapping[Any, Any], exam: str, columns: Sequence[str]) -> dict[str, Any]:
    """Return what `columns` ask for of one specialty and exam."""
    own = {"exam": exam, **{name: row[f"{exam}_{name}"] for name in EXAM_MEASURES}}
    return {name: own[name] if name in own else row[name] for name in columns if name in own or name in row}
