"""A few specialties side by side for one person: every measure in one row per specialty."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.profile import Profile
from analysis.reference import Reference
from analysis.standing import SEM_DEFAULT, compare_with_cohort, overall_standing, rows_by_specialty

FEWEST: Final = 2
MOST: Final = 6

EXAM_MEASURES: Final = (
    "score",
    "matched_mean",
    "unmatched_mean",
    "gap_to_matched",
    "separation",
    "standing",
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
        One row per specialty, in the order given: `specialty`, `label`, `standing` (overall: the lowest over
        the exams entered that have a mean), `flags` (sorted union over the exams entered, with
        `few_matched`), `separates`; for each exam `step1_` / `step2_ck_` + `EXAM_MEASURES` (points, NaN
        where absent; see `analysis.standing.compare`); `items` (the person's research items), `items_gap`
        (items - mean, 1 decimal) and what `analysis.reference.Reference.beside` lists.

    Raises:
        ValueError: when `sem` is out of range.
        KeyError: when a slug is unknown.
    """
    cohort = reference.cohorts[profile.applicant_group]
    beside = reference.beside[profile.applicant_group]
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
                "items_gap": round(items - beside[slug]["items_mean"], 1),
                **beside[slug],
            }
            for slug in specialties
        ]
    )


def _few(exams: Sequence[Mapping[Any, Any]]) -> set[str]:
    """Return the flag of few matches where any row carries it."""
    return {flag for row in exams for flag in row["flags"] if flag == "few_matched"}
