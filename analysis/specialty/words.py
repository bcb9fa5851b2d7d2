"""What one specialty's numbers say."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from analysis.era.compute import Bridge
from analysis.era.words import bridge_legend, bridge_sources
from analysis.measures import MEASURE_BY_SLUG, MEASURE_TABLES
from analysis.specialty.compute import GroupAverages
from analysis.standing.comparable import first_exam_in
from analysis.standing.compute import Compared
from analysis.story import Story, TextTable, text_table, told
from analysis.wording import (
    EXAM_LABELS,
    GROUP_LABELS,
    GROUP_PLURALS,
    MISSING_WORDS,
    NOT_IN_EDITION,
    SPECIALTY_LABELS,
    cell,
    listed,
    points,
)
from data.terms import label_of
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS


def _headline(comparison: Sequence[Compared], specialty: str, group: str) -> str:
    """State what the averages of the group show on the exam shown first, or else on the other."""
    label, first = SPECIALTY_LABELS[specialty], first_exam_in(comparison)
    rows = (row for row in comparison if row.specialty == specialty)
    for row in sorted(rows, key=lambda row: row.exam != first):
        if isnan(row.matched_mean):
            continue
        finding = f"{label}: matched {group} averaged {row.matched_mean:.0f} on {EXAM_LABELS[row.exam]}"
        if isnan(row.separation):
            return finding
        if row.separation == 0:
            return f"{finding}, the same as those who did not match"
        higher = "more" if row.separation > 0 else "less"
        return f"{finding}, {points(abs(row.separation))} {higher} than those who did not match"
    return f"{label}: the source has no matched average for {group}"


def specialty_story(
    facts: pd.DataFrame,
    comparison: Sequence[Compared],
    cohorts: Sequence[GroupAverages],
    specialty: str,
    applicant_group: str,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
) -> Story:
    """Tell everything the tables hold about one specialty.

    `facts` are of `describe_specialty` and `cohorts` of `cohort_rows` in `analysis.specialty.compute`; the
    comparison is with the person's group; the rest as in `analysis.standing.words.standing_story`.
    """
    headline = _headline(comparison, specialty, GROUP_PLURALS[applicant_group])
    has_score = any(not isnan(row.score) for row in comparison)
    exams = listed(EXAM_LABELS[exam] for exam in dict.fromkeys(row.averages.exam for row in cohorts))
    people = listed(GROUP_PLURALS[group] for group in dict.fromkeys(row.applicant_group for row in cohorts))
    # Without an average of a score, what stands in the table is all there is.
    what = f"{exams} averages, points · {people}" if exams else "Every measure"
    return Story(
        kind="specialty",
        headline=headline,
        subtitle=f"{what} · {match_year} Match",
        alt=f"Averages of matched and unmatched applicants in one specialty. {headline}.",
        text_table=facts_table(facts),
        rows=lambda: facts.assign(label=SPECIALTY_LABELS[specialty]),
        source_ids=(*dict.fromkeys(facts["source_id"].dropna()), *bridge_sources(bridge)),
        file_name=f"match-atlas_{specialty}_{match_year}.csv",
        trace=(
            ("table_name", ",".join(MEASURE_TABLES)),
            ("match_year", str(match_year)),
            ("specialty", specialty),
        ),
        legend=(
            ("unmatched", "unmatched average"),
            ("matched", "matched average"),
            *((("user", "you"),) if has_score else ()),
            *bridge_legend(bridge),
        ),
        context=context,
        compares=tuple(EXAM_LABELS),
    )


def _value(metric: str, value: float, status: str) -> str:
    """Return a value with its unit, or in words why there is none."""
    measure = MEASURE_BY_SLUG[metric]
    return f"{value:,.{measure.decimals}f}{measure.unit}" if pd.notna(value) else cell(None, status)


def _ordinal(place: int) -> str:
    """Return a place in words of two letters: 1st, 2nd, 13th."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if place % 100 in {11, 12, 13} else endings.get(place % 10, 'th')}"


def _place(rank: float, ties: float, count: float) -> str:
    """Return a rank among specialties for reading: 3rd highest of 22, 13th to 14th highest of 22."""
    if isnan(rank):
        return "–"
    first = int(rank - (ties - 1) / 2)
    if ties == 1:
        return f"{'highest' if first == 1 else f'{_ordinal(first)} highest'} of {count:.0f}"
    return f"{_ordinal(first)} to {_ordinal(first + int(ties) - 1)} highest of {count:.0f}, shared"


def facts_table(facts: pd.DataFrame) -> TextTable:
    """Return every measure and group of one specialty as text, with its rank among the specialties.

    Returns:
        One row per measure and group: `Measure`, `Group`, `Value`, `Rank` (highest first; shared places as
        what they are).
    """
    return text_table(
        {
            "Measure": [MEASURE_BY_SLUG[slug].label for slug in facts["metric"]],
            "Group": [GROUP_LABELS[group] for group in facts["applicant_group"]],
            "Value": told(_value, facts, "metric", "value", "cell_status"),
            "Rank": told(_place, facts, "rank", "rank_ties", "ranked_count"),
        }
    )


def measures_table(facts: pd.DataFrame) -> TextTable:
    """Return the same with one row per measure and one column per group, for the page.

    A cell has value and rank, or says why there is no number.
    """
    by_cell = {
        (measure, group): value if rank == "–" else f"{value} ({rank})"
        for measure, group, value, rank in facts_table(facts).rows
    }
    there = {group for _, group in by_cell}
    groups = [label for label in label_of((*APPLICANT_GROUPS, *FILL_GROUPS)).values() if label in there]
    return TextTable(
        ("Measure", *groups),
        tuple(
            (measure, *(by_cell.get((measure, group), MISSING_WORDS[NOT_IN_EDITION]) for group in groups))
            for measure in dict.fromkeys(measure for measure, _ in by_cell)
        ),
    )
