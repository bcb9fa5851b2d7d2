"""What a shortlist says: its averages side by side, and every measure as text."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import isnan
from typing import Final

from analysis.beyond.words import said_lower
from analysis.era.compute import Bridge
from analysis.era.words import bridge_legend, bridge_sources
from analysis.measures import MEASURES
from analysis.profile import Profile
from analysis.shortlist.compute import AVERAGE_COLUMNS, SpecialtyStanding
from analysis.standing.compute import Compared, has_numbers, sources_of
from analysis.standing.words import averages_legend, comparison_table, data_of, scores_trace
from analysis.story import Story, TextTable, without_table
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    SHOWN_STANDINGS,
    flag_labels,
    listed,
    signed,
)

NOTHING_TO_FLAG: Final = "nothing flagged"


def _gap(gap: float, decimals: int = 0) -> str:
    """Return the gap to an average as text."""
    return "no average to compare with" if isnan(gap) else signed(gap, decimals)


def _all_flags(row: SpecialtyStanding) -> str:
    """Return the flags of every exam, entered or not, as labels; few matches are said once, first."""
    few = flag_labels(flag for flag in row.flags if flag == "few_matched")
    of_exams = (
        f"{EXAM_LABELS[exam]}: {FLAG_BY_SLUG[flag].label}"
        for exam, compared in row.exams.items()
        for flag in compared.flags
        if flag != "few_matched"
    )
    return "; ".join(filter(None, (few, *of_exams))) or NOTHING_TO_FLAG


def _standing(row: SpecialtyStanding) -> str:
    """Return the overall standing as an icon and words."""
    shown = SHOWN_STANDINGS[row.shown]
    return f"{shown.icon} {shown.short}"


def _measures(profile: Profile) -> Iterator[tuple[str, Callable[[SpecialtyStanding], str]]]:
    """Yield the name of every measure, with its unit, and what says it of one specialty."""
    people = GROUP_PLURALS[profile.applicant_group]
    if profile.has_score:
        yield "Beside the matched average", _standing
    for measure in MEASURES:
        if measure.heading:
            yield measure.heading.format(people=people), measure.cell
        if measure.slug == f"{measure.exam}_separation" and profile.score(measure.exam) is not None:
            gap_to = partial(lambda exam, row: _gap(row.exams[exam].gap_to_matched), measure.exam)
            yield f"{EXAM_LABELS[measure.exam]}, your gap to matched (points)", gap_to
        if measure.slug == f"{measure.exam}_residents" and (score := profile.score(measure.exam)) is not None:
            lower = partial(lambda exam, score, row: said_lower(row.beyond, exam, score), measure.exam, score)
            yield f"{EXAM_LABELS[measure.exam]}, residents who scored lower than you", lower
        if measure.slug == "research_matched" and profile.research_items is not None:
            yield "Research, your gap to matched (items)", lambda row: _gap(row.items_gap, 1)
    yield "Read with care", _all_flags


def measures_table(standings: Sequence[SpecialtyStanding], profile: Profile) -> TextTable:
    """Return everything known about a few specialties as text, one row per measure.

    Rows that need a number of the person's are there only where it is.

    Returns:
        `Measure` (name and unit) and one column per specialty, headed by its label, in the order given.
        Every cell says something: a missing number is a reason in words.
    """
    return TextTable(
        ("Measure", *(row.label for row in standings)),
        tuple((name, *(say(row) for row in standings)) for name, say in _measures(profile)),
    )


def averages_story(
    rows: Sequence[Compared],
    most: str,
    applicant_group: str,
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
    count_sources: tuple[str, ...] = (),
) -> Story:
    """Tell the averages of a few specialties side by side: `analysis.shortlist.compute.average_rows`.

    `most` is `analysis.shortlist.differences.say_most` of the same specialties, group and exams; the rest as
    in `analysis.standing.words.standing_story`.
    """
    people = GROUP_PLURALS[applicant_group]
    exams = list(dict.fromkeys(row.exam for row in rows))
    specialties = list(dict.fromkeys(row.specialty for row in rows))
    drawn = listed(EXAM_LABELS[exam] for exam in exams)
    on_exams = f" on {drawn}" if drawn else ""
    headline = most or f"The source has no matched average of {people} in any of these specialties"
    undrawn = [label for exam, label in EXAM_LABELS.items() if exam not in exams]
    has_unmatched = any(not isnan(row.unmatched_mean) for row in rows)
    what = "Matched and unmatched averages" if has_unmatched else "Matched averages"
    story = Story(
        kind="shortlist_averages",
        headline=headline,
        subtitle=f"{what}{on_exams}, points · {people} · {match_year} Match · in the order chosen",
        alt=(
            f"Chart of {len(specialties)} specialties{on_exams}. {headline}. Every "
            "value is in the table below."
        ),
        text_table=comparison_table(rows, bridge, names_exams=True, unflagged=NOTHING_TO_FLAG),
        rows=lambda: data_of(rows, AVERAGE_COLUMNS, match_year, applicant_group, bridge),
        source_ids=(*sources_of(rows), *count_sources, *bridge_sources(bridge)),
        file_name=f"match-atlas_shortlist_{applicant_group}_{match_year}.csv",
        trace=(
            *scores_trace(match_year, applicant_group, exams),
            ("specialty", ",".join(specialties)),
        ),
        legend=(*averages_legend(rows, sem), *bridge_legend(bridge)),
        context=context,
        compares=tuple(exams),
        notes=tuple(f"The source has no {label} average of {people}." for label in undrawn),
    )
    return story if has_numbers(rows) else without_table(story)
