"""The comparison: one person's scores beside the matched and unmatched averages of every specialty."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.profile import Profile
from analysis.wording import (
    FEW_MATCHED,
    NO_VERDICT,
    NOT_SEPARATING,
    SPECIALTY_LABELS,
    STANDINGS,
    shown_standing,
)
from data.terms import slugs
from data.vocabulary import EXAMS, OUTCOMES, SPECIALTIES

# NBME's guide gives about 6 points as the standard error of measurement of a USMLE score.
SEM_DEFAULT: Final = 6.0
SEM_RANGE: Final = (5.0, 8.0)

Numbers = npt.NDArray[Any]

# A verdict comes before the lack of one: an exam without an average says nothing against the other.
_LOWEST_SHOWN_FIRST: Final = ("below", "near_both", "near", "above", "no_mean", "no_score")

COMPARISON_COLUMNS: Final = (
    "specialty",
    "label",
    "exam",
    "score",
    "matched_mean",
    "unmatched_mean",
    "matched_count",
    "gap_to_matched",
    "gap_to_unmatched",
    "separation",
    "position",
    "position_margin",
    "standing",
    "flags",
)


def one_match_year(table: pd.DataFrame) -> int:
    """Return the match year of `table`.

    Raises:
        ValueError: when the table holds none or several; a comparison across years would mix scales.
    """
    years = sorted({int(year) for year in table["match_year"].unique()})
    if len(years) != 1:
        raise ValueError(f"one match year is needed; the table holds {years or 'none'}.")
    return years[0]


def cohort_means(
    scores: pd.DataFrame, applicant_group: str, counts: Mapping[tuple[str, str], int] | None = None
) -> pd.DataFrame:
    """Lay the matched and unmatched averages of one group side by side, with how many matched.

    Args:
        scores: the `scores` table of one match year.
        applicant_group: slug of the group.
        counts: `analysis.counts.compute.matched_counts` for that year; without it no count is known.

    Returns:
        One row per specialty and exam (23 x 2, vocabulary order): `specialty`, `label`, `exam`,
        `matched_mean`, `unmatched_mean` and `separation` (points, NaN where the source has none), `garbled`
        (either cell is garbled), `matched_count` (NRMP's count of matches, NaN where unknown).

    Raises:
        ValueError: when `scores` does not hold exactly one match year.
    """
    one_match_year(scores)
    every_row = pd.MultiIndex.from_product([slugs(SPECIALTIES), slugs(EXAMS)], names=["specialty", "exam"])
    group = scores.loc[scores["applicant_group"] == applicant_group].set_index(["specialty", "exam"])
    garbled = group.index[group["cell_status"] == "garbled"]
    return (
        pd.DataFrame(
            {
                f"{outcome}_mean": group.loc[group["outcome"] == outcome, "score_mean"].reindex(every_row)
                for outcome in slugs(OUTCOMES)
            }
        )
        .assign(garbled=every_row.isin(garbled))
        .reset_index()
        .assign(
            label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS),
            separation=lambda rows: rows["matched_mean"] - rows["unmatched_mean"],
            matched_count=lambda rows: [
                float((counts or {}).get((specialty, applicant_group), math.nan))
                for specialty in rows["specialty"]
            ],
        )
    )


def _standing(score: Numbers, matched: Numbers, sem: float) -> list[str]:
    """Return the standing slug of every row, by the definitions of the method."""
    gap = score - matched
    conditions = [np.isnan(score), np.isnan(matched), gap < -sem, gap > sem]
    return list(np.select(conditions, ["no_score", "no_mean", "below", "above"], default="near"))


def _flags(score: Numbers, cohort: pd.DataFrame, sem: float) -> list[list[str]]:
    """Return the sorted flags of every row."""
    unmatched, separation = cohort["unmatched_mean"].to_numpy(), cohort["separation"].to_numpy()
    conditions = {
        "at_or_below_unmatched": (score <= unmatched) & (separation > 0),
        "few_matched": cohort["matched_count"].to_numpy() < FEW_MATCHED,
        "means_close": (separation > 0) & (separation < sem),
        "means_equal": separation == 0,
        "means_inverted": separation < 0,
        "source_garbled": cohort["garbled"].to_numpy(),
    }
    per_row = zip(*conditions.values(), strict=True)
    return [[flag for flag, hit in zip(conditions, hits, strict=True) if hit] for hits in per_row]


def compare(
    profile: Profile,
    scores: pd.DataFrame,
    sem: float = SEM_DEFAULT,
    counts: Mapping[tuple[str, str], int] | None = None,
) -> pd.DataFrame:
    """Compare one person's scores with the averages of their group, specialty by specialty.

    Args:
        profile: the person's group and scores.
        scores: the `scores` table of one match year (source: Charting Outcomes in the Match, by way of the
            guide that compiled it).
        sem: standard error of measurement of a score, 5-8 points.
        counts: NRMP's matches by specialty and group that year (`analysis.counts.compute.matched_counts`).

    Returns:
        One row per specialty and exam (23 x 2, vocabulary order), also where nothing can be compared, with
        the columns `COMPARISON_COLUMNS`: scores, means, gaps and separation in points (NaN where a side is
        absent); `matched_count` people of the group matched there, by NRMP's count (NaN where unknown);
        `position` and `position_margin` only where the means are at least one SEM apart;
        `standing` a slug of `analysis.wording.STANDINGS`; `flags` a sorted list of flag slugs.

    Raises:
        ValueError: when `sem` is out of range or `scores` does not hold exactly one match year.
    """
    return compare_with_cohort(profile, cohort_means(scores, profile.applicant_group, counts), sem)


def compare_with_cohort(profile: Profile, cohort: pd.DataFrame, sem: float = SEM_DEFAULT) -> pd.DataFrame:
    """Do what `compare` does, with the averages of the person's group laid side by side beforehand.

    Args:
        profile: the person's group and scores.
        cohort: the result of `cohort_means` for that group; the same for everybody in it.
        sem: standard error of measurement of a score, 5-8 points.

    Raises:
        ValueError: when `sem` is out of range.
    """
    if not SEM_RANGE[0] <= sem <= SEM_RANGE[1]:
        raise ValueError(f"sem is {sem!r}; allowed is {SEM_RANGE[0]:g} to {SEM_RANGE[1]:g} points.")
    # Arrays, not columns: this runs for everybody who types a score, and costs a third this way.
    entered = {exam: profile.score(exam) for exam in slugs(EXAMS)}
    score = np.array([entered[exam] for exam in cohort["exam"]], dtype="float64")
    matched, unmatched = cohort["matched_mean"].to_numpy(), cohort["unmatched_mean"].to_numpy()
    separation = cohort["separation"].to_numpy()
    apart = np.where(separation >= sem, separation, np.nan)
    return pd.DataFrame(
        {
            "specialty": cohort["specialty"],
            "label": cohort["label"],
            "exam": cohort["exam"],
            "score": score,
            "matched_mean": matched,
            "unmatched_mean": unmatched,
            "matched_count": cohort["matched_count"],
            "gap_to_matched": score - matched,
            "gap_to_unmatched": score - unmatched,
            "separation": separation,
            "position": np.clip((score - unmatched) / apart, 0, 1),
            "position_margin": sem / apart,
            "standing": _standing(score, matched, sem),
            "flags": _flags(score, cohort, sem),
        },
        columns=list(COMPARISON_COLUMNS),
    )


def rows_by_specialty(comparison: pd.DataFrame) -> Iterator[tuple[str, list[dict[Any, Any]]]]:
    """Yield each specialty with its rows, one per exam; plain rows are ten times cheaper than groups."""
    for specialty, rows in groupby(comparison.to_dict("records"), key=itemgetter("specialty")):
        yield specialty, list(rows)


def overall_standing(comparison: pd.DataFrame) -> pd.DataFrame:
    """Summarise a comparison to one row per specialty.

    Args:
        comparison: the result of `compare`.

    Returns:
        `specialty`, `label`, `standing` (the lowest over the exams entered that have a mean), `shown` (slug
        of `analysis.wording.SHOWN_STANDINGS`: the lowest of those shown over these exams, or no verdict where
        one of them has none), `flags` (the sorted union over the exams entered) and `separates` (False where
        an entered exam's averages are equal or inverted, so that no verdict is shown), in vocabulary order.
    """
    lowest_first = [standing.slug for standing in STANDINGS]
    records = []
    for specialty, exams in rows_by_specialty(comparison):
        entered = [row for row in exams if row["standing"] != "no_score"]
        flags = {flag for row in entered for flag in row["flags"]}
        records.append(
            {
                "specialty": specialty,
                "label": exams[0]["label"],
                "standing": min(
                    (row["standing"] for row in entered), key=lowest_first.index, default="no_score"
                ),
                "shown": _lowest_shown(entered),
                "flags": sorted(flags),
                "separates": not NOT_SEPARATING.intersection(flags),
            }
        )
    return pd.DataFrame(records)


def _lowest_shown(entered: Sequence[Mapping[Any, Any]]) -> str:
    """Return what is shown over the exams entered: each shown for itself, then the lowest of them."""
    shown = {shown_standing(row["standing"], row["flags"]).slug for row in entered}
    if NO_VERDICT.slug in shown:
        return NO_VERDICT.slug
    return min(shown, key=_LOWEST_SHOWN_FIRST.index, default="no_score")
