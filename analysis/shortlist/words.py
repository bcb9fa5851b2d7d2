"""What a shortlist says: its averages side by side, and every measure as text."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from math import isnan
from typing import Any, Final

import pandas as pd

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.era.words import bridged_column, bridged_gaps, with_bridge
from analysis.profile import Profile
from analysis.shortlist.differences import NO_TWO_YEARS, why_without
from analysis.standing.words import SOURCES
from analysis.story import Story
from analysis.wording import (
    COUNT_SOURCE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NOT_SEPARATING,
    SHOWN_STANDINGS,
    cell,
    counted,
    flag_labels,
    listed,
    shown_standing,
    signed,
)

RESEARCH_SOURCE: Final = "co2018_research_output"
NOTHING_TO_FLAG: Final = "nothing flagged"

Row = Mapping[Any, Any]


def score_sources(applicant_group: str, exams: Collection[str]) -> tuple[str, ...]:
    """Return the sources of the averages of one group.

    Args:
        applicant_group: slug of the group.
        exams: slugs of the exams.
    """
    keys = ["us_md_senior"] if applicant_group == "us_md_senior" else list(exams)
    return tuple(source for key in keys for source in SOURCES[key])


def _mean(row: Row, exam: str, outcome: str) -> str:
    """Return an average as text, or in words why there is none."""
    value = row[f"{exam}_{outcome}_mean"]
    return why_without(row, f"{exam}_{outcome}_mean") if isnan(value) else cell(value)


def _separation(row: Row, exam: str) -> str:
    """Return the separation of one exam, in words where the averages do not separate."""
    value = row[f"{exam}_separation"]
    if isnan(value):
        return why_without(row, f"{exam}_separation")
    return signed(value) if value > 0 else f"{signed(value)}, the averages do not separate"


def _gap(row: Row, column: str, decimals: int = 0) -> str:
    """Return the gap to an average as text."""
    return "no average to compare with" if isnan(row[column]) else signed(row[column], decimals)


def _number(row: Row, column: str, form: str) -> str:
    """Return a count or share as text, or in words why there is none."""
    return why_without(row, column) if isnan(row[column]) else form.format(row[column])


def _matches(row: Row) -> str:
    """Return the number of matches, flagged where it is few."""
    count = row["matched_count"]
    return why_without(row, "matched_count") if isnan(count) else counted(count)


def _trend(row: Row) -> str:
    """Return the first and the last share, each with its year."""
    if isnan(row["change"]):
        return NO_TWO_YEARS
    return (
        f"{row['first_pct']:.1f}% in {row['first_year']:.0f}, {row['last_pct']:.1f}% in "
        f"{row['last_year']:.0f} ({signed(row['change'], 1)} percentage points)"
    )


def _all_flags(row: Row) -> str:
    """Return the flags of every exam, entered or not, as labels; few matches are said once, first."""
    few = [flag for flag in row["flags"] if flag == "few_matched"]
    of_exams = [
        f"{label}: {FLAG_BY_SLUG[flag].label}"
        for exam, label in EXAM_LABELS.items()
        for flag in row[f"{exam}_flags"]
        if flag != "few_matched"
    ]
    return "; ".join([*(FLAG_BY_SLUG[flag].label for flag in few), *of_exams]) or NOTHING_TO_FLAG


def _standing(row: Row) -> str:
    """Return the overall standing as an icon and words."""
    shown = SHOWN_STANDINGS[row["shown"]]
    return f"{shown.icon} {shown.short}"


def _measures(profile: Profile) -> Iterator[tuple[str, Callable[[Row], str]]]:
    """Yield the name of every measure, with its unit, and what says it of one specialty."""
    people = GROUP_PLURALS[profile.applicant_group]
    if profile.has_score:
        yield "Beside the matched average", _standing
    for exam, label in EXAM_LABELS.items():
        yield f"{label}, matched average (points)", partial(_mean, exam=exam, outcome="matched")
        yield f"{label}, unmatched average (points)", partial(_mean, exam=exam, outcome="unmatched")
        yield f"{label}, matched minus unmatched average (points)", partial(_separation, exam=exam)
        if profile.score(exam) is not None:
            yield (
                f"{label}, your gap to matched (points)",
                partial(_gap, column=f"{exam}_gap_to_matched"),
            )
    yield "Research, matched average (items)", partial(_number, column="items_mean", form="{:.1f}")
    if profile.research_items is not None:
        yield "Research, your gap to matched (items)", partial(_gap, column="items_gap", decimals=1)
    yield f"Matches of {people} (NRMP’s count)", _matches
    yield "Positions filled (NRMP’s count)", partial(_number, column="filled_count", form="{:,.0f}")
    yield f"Share filled by {people} (%)", partial(_number, column="share_pct", form="{:.1f}")
    yield f"Share filled by {people}, then and now", _trend
    yield "Read with care", _all_flags


def measures_table(standings: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Return everything known about a few specialties as text, one row per measure.

    Args:
        standings: the result of `analysis.shortlist.compute.standings_for` for that profile.
        profile: the person's group and numbers; rows that need a number are there only where it is.

    Returns:
        `Measure` (name and unit) and one column per specialty, headed by its label, in the order given.
        Every cell says something: a missing number is a reason in words.
    """
    records = standings.to_dict("records")
    return pd.DataFrame(
        [{"Measure": name, **{row["label"]: say(row) for row in records}} for name, say in _measures(profile)]
    )


def why_no_average(row: Row) -> str:
    """Say why a row of one exam has no average.

    Args:
        row: a row of `analysis.shortlist.compute.average_rows` or `map_rows`.
    """
    return cell(None, "garbled" if "source_garbled" in row["flags"] else "not_reported")


def _averages_text_table(rows: pd.DataFrame, bridge: Bridge | None) -> pd.DataFrame:
    """Return the drawn rows as text."""
    records = rows.to_dict("records")
    table = pd.DataFrame(
        {
            "Specialty": rows["label"],
            "Exam": rows["exam"].map(EXAM_LABELS),
            **{
                name: [why_no_average(row) if isnan(row[column]) else cell(row[column]) for row in records]
                for name, column in (
                    ("Unmatched average", "unmatched_mean"),
                    ("Matched average", "matched_mean"),
                )
            },
        }
    )
    if rows["score"].notna().any():
        shown = [shown_standing(row["standing"], row["flags"]) for row in records]
        table["Your gap to matched"] = [
            "no comparison" if isnan(row["gap_to_matched"]) else signed(row["gap_to_matched"])
            for row in records
        ]
        if bridge:
            table[bridged_column(bridge)] = bridged_gaps(rows, bridge)
        table["Standing"] = [f"{standing.icon} {standing.label}" for standing in shown]
    table["Matches (NRMP’s count)"] = [counted(row["matched_count"]) for row in records]
    table["Read with care"] = [flag_labels(row["flags"]) or NOTHING_TO_FLAG for row in records]
    return table


def _averages_legend(rows: pd.DataFrame, sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks of the dumbbell mean, those that are drawn."""
    flags = {flag for of_row in rows["flags"] for flag in of_row}
    if rows["unmatched_mean"].notna().any():
        yield "unmatched", "unmatched average"
    yield "matched", "matched average"
    if NOT_SEPARATING & flags:
        yield "dashed", "the averages do not separate"
    if "few_matched" in flags:
        yield "few", FLAG_BY_SLUG["few_matched"].label
    if rows["score"].notna().any():
        yield "user", "you"
        yield "band", f"your score ±{sem:g}, its measurement error"


def averages_story(
    rows: pd.DataFrame,
    most: str,
    applicant_group: str,
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
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
    """
    people = GROUP_PLURALS[applicant_group]
    exams = list(dict.fromkeys(rows["exam"]))
    drawn = listed(EXAM_LABELS[exam] for exam in exams)
    headline = most or f"The source has no matched average of {people} in any of these specialties"
    undrawn = [label for exam, label in EXAM_LABELS.items() if exam not in exams]
    what = "Matched and unmatched averages" if rows["unmatched_mean"].notna().any() else "Matched averages"
    return Story(
        kind="shortlist_averages",
        headline=headline,
        subtitle=f"{what} on {drawn}, points · {people} · {match_year} Match · in the order chosen",
        alt=(
            f"Chart of {rows['specialty'].nunique()} specialties on {drawn}. {headline}. Every value is in "
            "the table below."
        ),
        text_table=_averages_text_table(rows, bridge),
        data=with_bridge(rows, bridge).assign(
            match_year=match_year,
            applicant_group=applicant_group,
            flags=[" ".join(flags) for flags in rows["flags"]],
        ),
        source_ids=(
            *score_sources(applicant_group, exams),
            COUNT_SOURCE,
            *((NORMS_SOURCE,) if bridge else ()),
        ),
        file_name=f"match-atlas_shortlist_{applicant_group}_{match_year}.csv",
        trace=(
            ("measure", "score_mean"),
            ("applicant_group", applicant_group),
            ("exam", ",".join(exams)),
            ("specialty", ",".join(dict.fromkeys(rows["specialty"]))),
        ),
        legend=(*_averages_legend(rows, sem), *((("era", bridge.meaning),) if bridge else ())),
        context=context,
        notes=tuple(f"The source has no {label} average of {people}." for label in undrawn),
    )
