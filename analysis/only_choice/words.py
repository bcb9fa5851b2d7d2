"""What is said of those who ranked one specialty only: who, how many matched, and what that is not."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.only_choice.compute import FEW
from analysis.story import Story, text_table
from analysis.wording import GROUP_LABELS, GROUP_PLURALS, capital, how_many_specialties, listed
from data.vocabulary import TOTAL

NO_CHANCE: Final = (
    "A share of people who chose so, not a chance: those who rank one specialty alone differ from the others."
)
INTERVAL: Final = (
    "The grey line is the 95% Wilson interval of the share; it is wide where few people chose so."
)
# A headline names the lowest and the highest share among specialties that so many chose.
MANY: Final = 30
FEW_PEOPLE: Final = f"Of fewer than {FEW} people the counts are shown and no share."
SECOND_HAND_WORDS: Final = "second-hand: a copy of NRMP’s table"
WHO_IS_TOGETHER: Final = "everybody but US MD seniors: DOs, IMGs and earlier graduates"
# Nobody ranked only this specialty, or the table has no row of it.
NOBODY: Final = "nobody ranked only it"
NOT_IN_TABLE: Final = "not in NRMP’s table"


def in_short(matched: float | None, ranked: float | None) -> str:
    """Return two counts, in words where they are no numbers: 1,743 of 3,080."""
    return "" if matched is None or ranked is None else f"{matched:,.0f} of {ranked:,.0f}"


def why_no_share(matched: float | None, ranked: float | None) -> str:
    """Say what there is of a row without a share: the counts of few people, or why there is none."""
    if matched is None or ranked is None or pd.isna(ranked):
        return NOT_IN_TABLE
    return f"{in_short(matched, ranked)} matched" if ranked else NOBODY


def share_of(row: Mapping[Any, Any]) -> str:
    """Return a share with its counts: 56.6% (1,743 of 3,080)."""
    return f"{row['matched_pct']:.1f}% ({in_short(row['matched_count'], row['ranked_only_count'])})"


def share_cell(row: Mapping[Any, Any]) -> str:
    """Return a share for a table, in words where there is none."""
    if pd.isna(row["matched_pct"]):
        return f"none: fewer than {FEW}" if row["ranked_only_count"] > 0 else "none"
    return f"{row['matched_pct']:.1f}%"


def interval_cell(row: Mapping[Any, Any]) -> str:
    """Return an interval for a table."""
    return "none" if pd.isna(row["low_pct"]) else f"{row['low_pct']:.1f} to {row['high_pct']:.1f}%"


def counts_cell(row: Mapping[Any, Any]) -> str:
    """Return the counts for a table, in words where there are none."""
    matched, ranked = row["matched_count"], row["ranked_only_count"]
    if pd.isna(ranked):
        return NOT_IN_TABLE
    return in_short(matched, ranked) if ranked else NOBODY


def say_counted_as(applicant_group: str, shown: str, types: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Say who is counted where a year has no row of the group itself; nothing where it has."""
    if shown == applicant_group:
        return ()
    own = [year for year, kinds in types.items() if applicant_group in kinds]
    apart = f" NRMP counts {GROUP_PLURALS[applicant_group]} apart in {years_said(own)}." if own else ""
    return (
        f"These are {GROUP_PLURALS[shown]} together, {WHO_IS_TOGETHER}; {GROUP_PLURALS[applicant_group]} are "
        f"among them.{apart}",
    )


def years_said(years: list[int]) -> str:
    """Return years as a phrase: 2020 and 2021; 2012 to 2023."""
    first, last = min(years), max(years)
    if len(years) > 2 and last - first + 1 == len(years):
        return f"{first} to {last}"
    return listed(str(year) for year in sorted(years))


def who_is_counted(types: Mapping[int, tuple[str, ...]]) -> str:
    """Say in which years which types are counted."""
    years: dict[str, list[int]] = {}
    for year, kinds in types.items():
        for kind in kinds:
            years.setdefault(kind, []).append(year)
    return "; ".join(f"{GROUP_PLURALS[kind]} {years_said(found)}" for kind, found in years.items())


def _headline(ours: pd.DataFrame, people: str, year: int) -> str:
    """State the share of the specialty that most chose, and how far the others reach."""
    if ours.empty:
        return f"In {year} too few {people} ranked one specialty only for any share"
    by_share = ours.sort_values("matched_pct", kind="stable").to_dict("records")
    largest = max(by_share, key=lambda row: row["ranked_only_count"])
    many = [row for row in by_share if row["ranked_only_count"] >= MANY]
    said = (
        f"Of {people} who ranked only {largest['label']} in {year}, {largest['matched_pct']:.1f}% matched "
        f"({_counts(largest)})"
    )
    if len(many) < 3:
        return said
    ends = [f"{row['matched_pct']:.1f}% in {row['label']} ({_counts(row)})" for row in (many[0], many[-1])]
    return f"{said}; where {MANY} or more chose so, from {' to '.join(ends)}"


def _counts(row: Mapping[Any, Any]) -> str:
    return in_short(row["matched_count"], row["ranked_only_count"])


def only_story(rows: pd.DataFrame, applicant_group: str, types: Mapping[int, tuple[str, ...]]) -> Story:
    """Tell what share of those who ranked one specialty only matched, specialty by specialty.

    Args:
        rows: `analysis.only_choice.compute.of_year` of the type under which the group is counted.
        applicant_group: the group that was asked for.
        types: `analysis.only_choice.compute.types_by_year`.
    """
    kind, year = str(rows["applicant_type"].iloc[0]), int(rows["match_year"].iloc[0])
    ours = rows.loc[(rows["specialty"] != TOTAL) & rows["matched_pct"].notna()]
    people = GROUP_PLURALS[kind]
    second_hand = bool(rows["is_secondary"].eq(True).any())
    headline = _headline(ours, people, year)
    records = rows.to_dict("records")
    return Story(
        kind="only_choice",
        headline=headline,
        subtitle=(
            f"{capital(people)} who ranked only this specialty: share that matched, with its "
            f"95% interval · {year} Match{f' · {SECOND_HAND_WORDS}' if second_hand else ''}"
        ),
        alt=f"A dot with its interval for each of {how_many_specialties(rows['specialty'])}. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                "Matched, of who ranked only it": map(counts_cell, records),
                "Share": map(share_cell, records),
                "95% interval": map(interval_cell, records),
            }
        ),
        rows=lambda: rows,
        source_ids=tuple(rows["source_id"].dropna().unique()),
        file_name=f"match-atlas_only_choice_{kind}_{year}.csv",
        trace=(("table_name", "only_choice"), ("match_year", str(year)), ("applicant_group", kind)),
        legend=(
            (kind, "share that matched"),
            ("range", "95% interval"),
            *((("second_hand", SECOND_HAND_WORDS),) if second_hand else ()),
        ),
        context=say_counted_as(applicant_group, kind, types),
        notes=(NO_CHANCE, INTERVAL, FEW_PEOPLE, f"Counted apart: {who_is_counted(types)}."),
    )


def not_counted_story(
    only_choice: pd.DataFrame, applicant_group: str, match_year: int, types: Mapping[int, tuple[str, ...]]
) -> Story:
    """Tell that a year does not count a group, and which years do."""
    there = listed(GROUP_PLURALS[kind] for kind in types[match_year])
    rows = only_choice.loc[only_choice["match_year"] == match_year]
    return Story(
        kind="only_choice",
        headline=f"In {match_year} only {there} are counted here, not {GROUP_PLURALS[applicant_group]}",
        subtitle=f"Applicants who ranked one specialty only · {match_year} Match",
        alt="No chart: the group is not counted in this year.",
        text_table=text_table(
            {
                "Match": (str(year) for year, _ in reversed(list(types.items()))),
                "Counted apart": (
                    listed(GROUP_LABELS[kind] for kind in kinds) for _, kinds in reversed(list(types.items()))
                ),
            }
        ),
        rows=lambda: rows[["match_year", "specialty", "applicant_type", "source_id"]].iloc[:0],
        source_ids=tuple(only_choice["source_id"].unique()),
        file_name=f"match-atlas_only_choice_{applicant_group}_{match_year}.csv",
        trace=(("table_name", "only_choice"), ("match_year", str(match_year))),
        notes=(f"Counted apart: {who_is_counted(types)}.",),
    )
