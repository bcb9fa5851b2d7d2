"""Where else to look: specialties whose matched averages lie at or below the scores entered."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.wording import EXAM_LABELS, READ_WITH_CARE, flag_labels, listed, signed

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


def _reason(exams: pd.DataFrame) -> str:
    """Say why a specialty is left out: averages that are missing, then averages that lie higher."""
    missing = exams.loc[exams["matched_mean"].isna()]
    if len(missing):
        named = listed(missing["exam"].map(EXAM_LABELS))
        garbled = any("source_garbled" in flags for flags in missing["flags"])
        return f"{named}: matched average {'garbled' if garbled else 'not'} in the source"
    below = exams.loc[exams["gap_to_matched"] < 0]
    gaps = [
        f"{EXAM_LABELS[exam]} {signed(gap)}"
        for exam, gap in zip(below["exam"], below["gap_to_matched"], strict=True)
    ]
    return f"below the matched average: {listed(gaps)}"


def find_alternatives(comparison: pd.DataFrame) -> Alternatives:
    """Sort the 22 specialties into alternatives, those to read with care, and those left out.

    Args:
        comparison: the result of `analysis.standing.compare`.

    Returns:
        Alternatives have a matched average for every exam entered and a gap of at least 0 on each; they
        are sorted by smallest gap, largest first, then name. With no score entered all lists are empty.
    """
    entered = comparison.loc[
        comparison["score"].notna() & (comparison["specialty"] != "all_specialties_combined")
    ]
    records = []
    for specialty, exams in entered.groupby("specialty", sort=False):
        gaps = exams["gap_to_matched"]
        flags = sorted({flag for row_flags in exams["flags"] for flag in row_flags})
        fits = bool((gaps >= 0).all())
        care = fits and bool(READ_WITH_CARE.intersection(flags))
        records.append(
            {
                "specialty": specialty,
                "label": exams["label"].iloc[0],
                "smallest_gap": gaps.min(skipna=False),
                "flags": flags,
                "why": flag_labels(flags) if care else "" if fits else _reason(exams),
                "kind": "read_with_care" if care else "at_or_above" if fits else "left_out",
            }
        )
    found = pd.DataFrame(records, columns=[*COLUMNS, "kind"])

    def of_kind(kind: str) -> pd.DataFrame:
        return (
            found.loc[found["kind"] == kind, list(COLUMNS)]
            .sort_values(["smallest_gap", "label"], ascending=[False, True])
            .reset_index(drop=True)
        )

    return Alternatives(of_kind("at_or_above"), of_kind("read_with_care"), of_kind("left_out"))
