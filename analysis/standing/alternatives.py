"""Where else to look: specialties whose matched averages lie at or below the scores entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan, nan
from typing import Any, Final

import pandas as pd

from analysis.standing.compute import rows_by_specialty
from analysis.wording import EXAM_LABELS, READ_WITH_CARE, flag_labels, listed, signed
from data.vocabulary import TOTAL

COLUMNS: Final = ("specialty", "label", "smallest_gap", "flags", "why")


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Three lists over the 22 specialties that together name each of them once.

    Every frame has `specialty`, `label`, `smallest_gap` (points to the matched average, the smallest over
    the exams entered, NaN where none), `flags` (sorted slugs) and `why` (the gaps, the reason for care, or
    the reason for leaving out).
    """

    at_or_above: pd.DataFrame
    read_with_care: pd.DataFrame
    left_out: pd.DataFrame


def _reason(exams: Sequence[Mapping[Any, Any]]) -> str:
    """Say why a specialty is left out: averages that are missing, then averages that lie higher."""
    missing = [row for row in exams if isnan(row["matched_mean"])]
    if missing:
        named = listed(EXAM_LABELS[row["exam"]] for row in missing)
        garbled = any("source_garbled" in row["flags"] for row in missing)
        return f"{named}: matched average {'garbled' if garbled else 'not'} in the source"
    gaps = [
        f"{EXAM_LABELS[row['exam']]} {signed(row['gap_to_matched'])}"
        for row in exams
        if row["gap_to_matched"] < 0
    ]
    return f"below the matched average: {listed(gaps)}"


def find_alternatives(comparison: pd.DataFrame) -> Alternatives:
    """Sort the 22 specialties into alternatives, those to read with care, and those left out.

    Args:
        comparison: the result of `analysis.standing.compute.compare`.

    Returns:
        Alternatives have a matched average for every exam entered and a gap of at least 0 on each; they
        are sorted by smallest gap, largest first, then name. With no score entered all lists are empty.
    """
    records: list[dict[str, Any]] = []
    for specialty, every_exam in rows_by_specialty(comparison):
        exams = [row for row in every_exam if row["standing"] != "no_score"]
        if not exams or specialty == TOTAL:
            continue
        gaps = [row["gap_to_matched"] for row in exams]
        flags = sorted({flag for row in exams for flag in row["flags"]})
        fits = all(gap >= 0 for gap in gaps)
        care = fits and bool(READ_WITH_CARE.intersection(flags))
        records.append(
            {
                "specialty": specialty,
                "label": exams[0]["label"],
                # A missing gap must stay missing: min() would pass over it.
                "smallest_gap": nan if any(map(isnan, gaps)) else min(gaps),
                "flags": flags,
                "why": flag_labels(flags) if care else "" if fits else _reason(exams),
                "kind": "read_with_care" if care else "at_or_above" if fits else "left_out",
            }
        )
    # A missing gap sorts last; NaN in the key would leave the order to chance.
    records.sort(key=lambda row: (inf if isnan(gap := row["smallest_gap"]) else -gap, row["label"]))

    def of_kind(kind: str) -> pd.DataFrame:
        return pd.DataFrame([row for row in records if row["kind"] == kind], columns=list(COLUMNS))

    return Alternatives(of_kind("at_or_above"), of_kind("read_with_care"), of_kind("left_out"))
