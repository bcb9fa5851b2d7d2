"""Lengths of rank order lists: how many programs people ranked on average, matched and unmatched."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.wording import GROUP_LABELS

# The applicant types whose lists NRMP measures, in the order in which they are shown.
LIST_TYPES: Final = ("us_md_senior", "do_senior", "us_img", "non_us_img", "all")
# NRMP measures the lists of programs as well; that is no applicant type.
PROGRAMS: Final = "programs"
PROGRAMS_LABEL: Final = "Programs, per place"
_COLUMNS: Final = [
    *("match_year", "matched_length_mean", "unmatched_length_mean"),
    *("matched_count", "unmatched_count", "source_id"),
]


@dataclass(frozen=True, slots=True)
class Lengths:
    """Mean lengths of the lists of one kind over the years, ready to be drawn and told.

    Attributes:
        kind: slug of an applicant type, or `PROGRAMS`.
        label: its name.
        rows: one per match year, ascending: `match_year`, `matched_length_mean`, `unmatched_length_mean` (of
            programs: applicants ranked per position, of those that filled and those that did not),
            `matched_count` and `unmatched_count` (how many lists each mean is over) and `source_id`.
    """

    kind: str
    label: str
    rows: pd.DataFrame

    @property
    def latest(self) -> pd.Series:
        """The row of the newest year."""
        return self.rows.iloc[-1]


def list_lengths(lengths: pd.DataFrame, kinds: tuple[str, ...] = LIST_TYPES) -> list[Lengths]:
    """Lay the table `list_lengths` out by applicant type, those of `kinds` that it has, in their order.

    NRMP, Impact of Length of Rank Order List on Match Results: primary rank order lists, couples left out.
    """
    found = {str(kind): rows for kind, rows in lengths.groupby("applicant_type", observed=True)}
    return [
        Lengths(kind, GROUP_LABELS[kind], found[kind].sort_values("match_year")[_COLUMNS])
        for kind in kinds
        if kind in found
    ]


def program_lengths(lengths: pd.DataFrame) -> Lengths:
    """Lay the table `program_list_lengths` out: applicants ranked per position, by programs filled and not.

    A program is counted as filled where all its positions were.
    """
    rows = lengths.sort_values("match_year").rename(
        columns={
            "filled_per_position_mean": "matched_length_mean",
            "unfilled_per_position_mean": "unmatched_length_mean",
            "filled_program_count": "matched_count",
            "unfilled_program_count": "unmatched_count",
        }
    )
    return Lengths(PROGRAMS, PROGRAMS_LABEL, rows[_COLUMNS])
