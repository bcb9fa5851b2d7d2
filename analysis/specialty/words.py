"""What one specialty's numbers say."""

from collections.abc import Sequence
from math import isnan

import pandas as pd

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.measures import MEASURE_BY_SLUG, Measure
from analysis.specialty.compute import GroupAverages
from analysis.standing.comparable import first_exam_in
from analysis.standing.compute import Compared
from analysis.story import Story, TextTable, text_table
from analysis.wording import EXAM_LABELS, GROUP_LABELS, GROUP_PLURALS, SPECIALTY_LABELS, cell, listed, points
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

    Args:
        facts: the result of `analysis.specialty.compute.describe_specialty`.
        comparison: the result of `analysis.standing.compute.compare` for the person's group.
        cohorts: the result of `analysis.specialty.compute.cohort_rows`.
        specialty: slug of the specialty.
        applicant_group: slug of the person's group.
        match_year: match year of the averages.
        context: what has to be said beside the chart.
        bridge: the era bridge drawn, if one is.
    """
    headline = _headline(comparison, specialty, GROUP_PLURALS[applicant_group])
    has_score = any(not isnan(row.score) for row in comparison)
    exams = listed(EXAM_LABELS[exam] for exam in dict.fromkeys(row.averages.exam for row in cohorts))
    people = listed(GROUP_PLURALS[group] for group in dict.fromkeys(row.applicant_group for row in cohorts))
    return Story(
        kind="specialty",
        headline=headline,
        subtitle=f"{exams} averages, points · {people} · {match_year} Match",
        alt=f"Averages of matched and unmatched applicants in one specialty. {headline}.",
        text_table=facts_table(facts),
        rows=lambda: facts.assign(label=SPECIALTY_LABELS[specialty]),
        source_ids=(*dict.fromkeys(facts["source_id"].dropna()), *((NORMS_SOURCE,) if bridge else ())),
        file_name=f"match-atlas_{specialty}_{match_year}.csv",
        trace=(("match_year", str(match_year)), ("specialty", specialty)),
        legend=(
            ("unmatched", "unmatched average"),
            ("matched", "matched average"),
            *((("user", "you"),) if has_score else ()),
            *((("era", bridge.meaning),) if bridge else ()),
        ),
        context=context,
    )


def _value(metric: Measure, value: float, status: str) -> str:
    """Return a value with its unit, or in words why there is none."""
    return f"{value:.{metric.decimals}f}{metric.unit}" if pd.notna(value) else cell(None, status)


def _ordinal(place: int) -> str:
    """Return a place in words of two letters: 1st, 2nd, 13th."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if place % 100 in {11, 12, 13} else endings.get(place % 10, 'th')}"


def _place(rank: float, ties: float, count: float) -> str:
    """Return a rank among specialties for reading: 3rd highest of 22, 13th to 14th highest of 22."""
    first = int(rank - (ties - 1) / 2)
    if ties == 1:
        return f"{'highest' if first == 1 else f'{_ordinal(first)} highest'} of {count:.0f}"
    return f"{_ordinal(first)} to {_ordinal(first + int(ties) - 1)} highest of {count:.0f}, shared"


def facts_table(facts: pd.DataFrame) -> TextTable:
    """Return every measure and group of one specialty as text, with its rank among the specialties.

    Args:
        facts: the result of `analysis.specialty.compute.describe_specialty`.

    Returns:
        One row per measure and group: `Measure`, `Group`, `Value`, `Rank` (highest first; shared places as
        what they are).
    """
    return text_table(
        {
            "Measure": [MEASURE_BY_SLUG[slug].label for slug in facts["metric"]],
            "Group": [GROUP_LABELS[group] for group in facts["applicant_group"]],
            "Value": [
                _value(MEASURE_BY_SLUG[slug], value, status)
                for slug, value, status in zip(
                    facts["metric"], facts["value"], facts["cell_status"], strict=True
                )
            ],
            "Rank": [
                _place(rank, ties, count) if pd.notna(rank) else "–"
                for rank, ties, count in zip(
                    facts["rank"], facts["rank_ties"], facts["ranked_count"], strict=True
                )
            ],
        }
    )


def measures_table(facts: pd.DataFrame) -> TextTable:
    """Return the same with one row per measure and one column per group, for the page.

    Args:
        facts: the result of `analysis.specialty.compute.describe_specialty`.

    Returns:
        `Measure` and a column per group: value and rank, or in words why there is no number.
    """
    told = {
        (measure, group): value if rank == "–" else f"{value} ({rank})"
        for measure, group, value, rank in facts_table(facts).rows
    }
    there = {group for _, group in told}
    groups = [label for label in label_of((*APPLICANT_GROUPS, *FILL_GROUPS)).values() if label in there]
    return TextTable(
        ("Measure", *groups),
        tuple(
            (measure, *(told.get((measure, group), "not in the source") for group in groups))
            for measure in dict.fromkeys(measure for measure, _ in told)
        ),
    )
