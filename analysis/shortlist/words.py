"""What a shortlist says: its averages side by side, and every measure as text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from math import isnan
from typing import Final

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.era.words import bridged_column, bridged_gaps
from analysis.measures import MEASURES
from analysis.profile import Profile
from analysis.shortlist.compute import AVERAGE_COLUMNS, SpecialtyStanding
from analysis.standing.compute import Compared, sources_of
from analysis.standing.words import data_of, gap_text, mean_text, standing_text
from analysis.story import Story, TextTable, text_table
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NOT_SEPARATING,
    SHOWN_STANDINGS,
    counted,
    flag_labels,
    listed,
    signed,
)

NOTHING_TO_FLAG: Final = "nothing flagged"


def _gap(gap: float, decimals: int = 0) -> str:
    """Return the gap to an average as text."""
    return "no average to compare with" if isnan(gap) else signed(gap, decimals)


def _exam_gap(exam: str, row: SpecialtyStanding) -> str:
    """Return the gap to the matched average of one exam as text."""
    return _gap(row.exams[exam].gap_to_matched)


def _all_flags(row: SpecialtyStanding) -> str:
    """Return the flags of every exam, entered or not, as labels; few matches are said once, first."""
    few = [flag for flag in row.flags if flag == "few_matched"]
    of_exams = [
        f"{EXAM_LABELS[exam]}: {FLAG_BY_SLUG[flag].label}"
        for exam, compared in row.exams.items()
        for flag in compared.flags
        if flag != "few_matched"
    ]
    return "; ".join([*(FLAG_BY_SLUG[flag].label for flag in few), *of_exams]) or NOTHING_TO_FLAG


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
            yield (
                f"{EXAM_LABELS[measure.exam]}, your gap to matched (points)",
                partial(_exam_gap, measure.exam),
            )
        if measure.slug == "research_matched" and profile.research_items is not None:
            yield "Research, your gap to matched (items)", lambda row: _gap(row.items_gap, 1)
    yield "Read with care", _all_flags


def measures_table(standings: Sequence[SpecialtyStanding], profile: Profile) -> TextTable:
    """Return everything known about a few specialties as text, one row per measure.

    Args:
        standings: the result of `analysis.shortlist.compute.standings_for` for that profile.
        profile: the person's group and numbers; rows that need a number are there only where it is.

    Returns:
        `Measure` (name and unit) and one column per specialty, headed by its label, in the order given.
        Every cell says something: a missing number is a reason in words.
    """
    return TextTable(
        ("Measure", *(row.label for row in standings)),
        tuple((name, *(say(row) for row in standings)) for name, say in _measures(profile)),
    )


def _averages_text_table(rows: Sequence[Compared], bridge: Bridge | None) -> TextTable:
    """Return the drawn rows as text."""
    columns: dict[str, Iterable[object]] = {
        "Specialty": (row.label for row in rows),
        "Exam": (EXAM_LABELS[row.exam] for row in rows),
        "Unmatched average": (mean_text(row.unmatched_mean, row.missing) for row in rows),
        "Matched average": (mean_text(row.matched_mean, row.missing) for row in rows),
    }
    if any(not isnan(row.score) for row in rows):
        columns["Your gap to matched"] = (gap_text(row) for row in rows)
        if bridge:
            columns[bridged_column(bridge)] = bridged_gaps(rows, bridge)
        columns["Standing"] = (standing_text(row) for row in rows)
    columns["Matches (NRMP’s count)"] = (counted(row.matched_count) for row in rows)
    columns["Read with care"] = (flag_labels(row.flags) or NOTHING_TO_FLAG for row in rows)
    return text_table(columns)


def _averages_legend(rows: Sequence[Compared], sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks of the dumbbell mean, those that are drawn."""
    flags = {flag for row in rows for flag in row.flags}
    if any(not isnan(row.unmatched_mean) for row in rows):
        yield "unmatched", "unmatched average"
    yield "matched", "matched average"
    if NOT_SEPARATING & flags:
        yield "dashed", "the averages do not separate"
    if "few_matched" in flags:
        yield "few", FLAG_BY_SLUG["few_matched"].label
    if any(not isnan(row.score) for row in rows):
        yield "user", "you"
        yield "band", f"your score ±{sem:g}, its measurement error"


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
    """Tell the averages of a few specialties side by side.

    Args:
        rows: the result of `analysis.shortlist.compute.average_rows`.
        most: `analysis.shortlist.differences.say_most` for the same specialties, group and exams.
        applicant_group: slug of the group.
        sem: standard error of measurement used, in points.
        match_year: match year of the averages.
        context: what has to be said beside the chart.
        bridge: the era bridge drawn, if one is.
        count_sources: sources of the counts of matches beside the averages.
    """
    people = GROUP_PLURALS[applicant_group]
    exams = list(dict.fromkeys(row.exam for row in rows))
    specialties = list(dict.fromkeys(row.specialty for row in rows))
    drawn = listed(EXAM_LABELS[exam] for exam in exams)
    headline = most or f"The source has no matched average of {people} in any of these specialties"
    undrawn = [label for exam, label in EXAM_LABELS.items() if exam not in exams]
    has_unmatched = any(not isnan(row.unmatched_mean) for row in rows)
    what = "Matched and unmatched averages" if has_unmatched else "Matched averages"
    return Story(
        kind="shortlist_averages",
        headline=headline,
        subtitle=f"{what} on {drawn}, points · {people} · {match_year} Match · in the order chosen",
        alt=(
            f"Chart of {len(specialties)} specialties on {drawn}. {headline}. Every value is in "
            "the table below."
        ),
        text_table=_averages_text_table(rows, bridge),
        rows=lambda: data_of(rows, AVERAGE_COLUMNS, match_year, applicant_group, bridge),
        source_ids=(
            *sources_of(rows),
            *count_sources,
            *((NORMS_SOURCE,) if bridge else ()),
        ),
        file_name=f"match-atlas_shortlist_{applicant_group}_{match_year}.csv",
        trace=(
            ("measure", "score_mean"),
            ("match_year", str(match_year)),
            ("applicant_group", applicant_group),
            ("exam", ",".join(exams)),
            ("specialty", ",".join(specialties)),
        ),
        legend=(*_averages_legend(rows, sem), *((("era", bridge.meaning),) if bridge else ())),
        context=context,
        notes=tuple(f"The source has no {label} average of {people}." for label in undrawn),
    )
