"""The standings of a caseload: one row per person and specialty, filters, and counts in words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isnan
from typing import Any, Final

import pandas as pd

from analysis.caseload import Advisee
from analysis.profile import Profile
from analysis.reference import Reference
from analysis.standing import SEM_DEFAULT, compare_with_cohort, overall_standing, rows_by_specialty
from analysis.stories.standing import SOURCES
from analysis.wording import (
    COUNT_SOURCE,
    EXAM_LABELS,
    GROUP_LABELS,
    NEAR_BOTH,
    NO_VERDICT,
    NONE_FILLED,
    NOT_LISTED,
    SHOWN_STANDINGS,
    STATUS_LABELS,
    Standing,
    flag_labels,
)

# What every row is taken from: averages of scores and of research items, and the counts beside them.
CASELOAD_SOURCES: Final = (
    *(source for sources in SOURCES.values() for source in sources),
    "co2018_research_output",
    COUNT_SOURCE,
)
_EXAM_MEASURES: Final = ("score", "matched_mean", "gap_to_matched")


@dataclass(frozen=True, slots=True)
class StandingColumn:
    """One column of the standings: its type in pandas, its unit, and what it means."""

    name: str
    pandas_type: str
    unit: str
    meaning: str


def _exam_columns(exam: str, label: str) -> tuple[StandingColumn, ...]:
    """Return the columns of one exam."""
    return (
        StandingColumn(f"{exam}_score", "Int64", "points", f"{label} score, as in the file."),
        StandingColumn(
            f"{exam}_matched_mean",
            "float64",
            "points",
            f"Average {label} score of those of the same group who matched to the specialty.",
        ),
        StandingColumn(
            f"{exam}_gap_to_matched", "float64", "points", f"{label} score minus the matched average."
        ),
    )


STANDING_COLUMNS: Final = (
    StandingColumn("line", "int64", "line", "Line of the file, as a spreadsheet counts."),
    StandingColumn("identifier", "str", "text", "What the file calls the person."),
    StandingColumn("applicant_group", "str", "slug", "Applicant group, by citizenship as NRMP has it."),
    StandingColumn("applicant_group_label", "str", "text", "Its name."),
    StandingColumn("specialty", "str", "slug", "Specialty."),
    StandingColumn("specialty_label", "str", "text", "Its name."),
    StandingColumn(
        "standing",
        "str",
        "slug",
        "The lowest standing over the exams that have a score and an average: above, near or below the "
        "matched average, where near is within the measurement error sem; no_verdict where the averages of "
        "matched and unmatched do not separate; no_mean, no_score where nothing can be compared.",
    ),
    StandingColumn("standing_words", "str", "text", "The same in words."),
    *(column for exam, label in EXAM_LABELS.items() for column in _exam_columns(exam, label)),
    StandingColumn("research_items", "Int64", "count", "Research items, as in the file."),
    StandingColumn("items_mean", "float64", "count", "Average number of items of those who matched."),
    StandingColumn("items_gap", "float64", "count", "Research items minus that average; no verdict."),
    StandingColumn(
        "matched_count", "Int64", "count", "People of the group who matched there that year (NRMP)."
    ),
    StandingColumn("filled_count", "Int64", "count", "Positions filled there that year (NRMP)."),
    StandingColumn("share_pct", "float64", "percent", "matched_count in percent of filled_count."),
    StandingColumn("flags", "str", "slugs", "Reasons to read the row with care, separated by ;"),
    StandingColumn("flags_words", "str", "text", "The same in words."),
    StandingColumn("missing", "str", "text", "In words, why a number of this row is missing."),
    StandingColumn("match_year", "int64", "year", "Match year of the averages and counts."),
    StandingColumn("sem", "float64", "points", "Measurement error of a score that near is within."),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What rows are to be shown; an empty field keeps every row.

    Attributes:
        groups: slugs of applicant groups, any of which will do.
        specialties: slugs of specialties, any of which will do.
        standings: slugs of `SHOWN_STANDINGS`, any of which will do.
        flags: slugs of flags, any of which will do.
        text: what the identifier contains, whatever the case.
    """

    groups: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    text: str = ""


def caseload_standings(
    advisees: Sequence[Advisee], reference: Reference, sem: float = SEM_DEFAULT
) -> pd.DataFrame:
    """Lay what `analysis.shortlist.standings_for` says of every person in one table.

    A gap depends on a group, an exam and a score alone, so each score that occurs is compared once and not
    once a person: thousands of people take about a second.

    Args:
        advisees: the people of a caseload.
        reference: the cohorts.
        sem: standard error of measurement of a score, 5-8 points.

    Returns:
        One row per person and specialty, in the order of the file: the columns `STANDING_COLUMNS`. A number
        is missing where a side of the comparison is; `missing` says why.

    Raises:
        ValueError: when `sem` is out of range.
    """
    compared = _compared(advisees, reference, sem)
    pairs = [
        (advisee, specialty, [compared[key][specialty] for key in _keys(advisee.profile)])
        for advisee in advisees
        for specialty in advisee.specialties
    ]
    # The number of the pair takes the place of the specialty, so that one call summarises everybody.
    exams = [{**exam, "specialty": pair} for pair, (_, _, rows) in enumerate(pairs) for exam in rows]
    overall = overall_standing(pd.DataFrame(exams)).to_dict("records") if exams else []
    records = (
        _record(advisee, specialty, rows, summary, reference)
        for (advisee, specialty, rows), summary in zip(pairs, overall, strict=True)
    )
    frame = pd.DataFrame(records, columns=[column.name for column in STANDING_COLUMNS])
    return frame.assign(match_year=reference.match_year, sem=float(sem)).astype(
        {column.name: column.pandas_type for column in STANDING_COLUMNS}
    )


def _keys(profile: Profile) -> Iterator[tuple[str, str, int | None]]:
    """Yield what the comparison of a person depends on, exam by exam."""
    for exam in EXAM_LABELS:
        yield profile.applicant_group, exam, profile.score(exam)


def _compared(
    advisees: Sequence[Advisee], reference: Reference, sem: float
) -> dict[tuple[str, str, int | None], dict[str, dict[str, Any]]]:
    """Compare every score of every group that occurs with every specialty, by group, exam and score."""
    occurring = {key: None for advisee in advisees for key in _keys(advisee.profile)}
    found: dict[tuple[str, str, int | None], dict[str, dict[str, Any]]] = {}
    for group in {group: None for group, _, _ in occurring}:
        scores = {exam: [key[2] for key in occurring if key[:2] == (group, exam)] for exam in EXAM_LABELS}
        # Scores of two exams that stand side by side here belong to nobody: each exam is compared for itself.
        for side_by_side in zip_longest(*scores.values()):
            score_of = dict(zip(scores, side_by_side, strict=True))
            profile = Profile(group, step1=score_of["step1"], step2_ck=score_of["step2_ck"])
            comparison = compare_with_cohort(profile, reference.cohorts[group], sem)
            by_specialty = dict(rows_by_specialty(comparison))
            for place, key in enumerate(_keys(profile)):
                found[key] = {specialty: rows[place] for specialty, rows in by_specialty.items()}
    return found


def _record(
    advisee: Advisee,
    specialty: str,
    exams: Sequence[Mapping[str, Any]],
    summary: Mapping[Any, Any],
    reference: Reference,
) -> dict[str, Any]:
    """Return one row of the standings."""
    profile, beside = advisee.profile, reference.beside[advisee.profile.applicant_group][specialty]
    standing = SHOWN_STANDINGS[summary["shown"]]
    # Few matches are few whether or not a score was entered.
    few = {flag for exam in exams for flag in exam["flags"] if flag == "few_matched"}
    flags = sorted({*summary["flags"], *few})
    items = profile.research_items
    return {
        "line": advisee.line,
        "identifier": advisee.identifier,
        "applicant_group": profile.applicant_group,
        "applicant_group_label": GROUP_LABELS[profile.applicant_group],
        "specialty": specialty,
        "specialty_label": summary["label"],
        "standing": standing.slug,
        "standing_words": _words_of(standing, exams),
        **{f"{exam['exam']}_{measure}": exam[measure] for exam in exams for measure in _EXAM_MEASURES},
        "research_items": items,
        "items_mean": beside["items_mean"],
        "items_gap": None if items is None else round(items - beside["items_mean"], 1),
        "matched_count": beside["matched_count"],
        "filled_count": beside["filled_count"],
        "share_pct": beside["share_pct"],
        "flags": ";".join(flags),
        "flags_words": flag_labels(flags),
        "missing": "; ".join(_missing(exams, items, beside)),
    }


def _words_of(standing: Standing, exams: Sequence[Mapping[str, Any]]) -> str:
    """Return a standing in words; where nothing can be compared, which average is missing."""
    entered = " or ".join(EXAM_LABELS[exam["exam"]] for exam in exams if not isnan(exam["score"]))
    return standing.label if standing.slug != "no_mean" else f"no matched {entered} average in the source"


def _missing(
    exams: Sequence[Mapping[str, Any]], items: int | None, beside: Mapping[str, Any]
) -> Iterator[str]:
    """Say of each number that is missing why."""
    for exam in exams:
        label = EXAM_LABELS[exam["exam"]]
        if isnan(exam["score"]):
            yield f"{label}: no score"
        if isnan(exam["matched_mean"]):
            garbled = "source_garbled" in exam["flags"]
            yield f"{label}: matched average {STATUS_LABELS['garbled' if garbled else 'not_reported']}"
    if items is None:
        yield "research: no items given"
    if isnan(beside["items_mean"]):
        yield f"research: average {STATUS_LABELS[beside['items_cell_status']]}"
    if isnan(beside["matched_count"]):
        yield f"matches: {NOT_LISTED}"
    elif isnan(beside["share_pct"]):
        yield f"share: {NONE_FILLED}"


def filter_standings(standings: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows that every filter keeps.

    Args:
        standings: the result of `caseload_standings`.
        filters: what to keep.
    """
    kept = standings
    for column, wanted in (
        ("applicant_group", filters.groups),
        ("specialty", filters.specialties),
        ("standing", filters.standings),
    ):
        if wanted:
            kept = kept.loc[kept[column].isin(set(wanted))]
    if filters.flags:
        kept = kept.loc[[not set(filters.flags).isdisjoint(flags.split(";")) for flags in kept["flags"]]]
    text = filters.text.strip().casefold()
    return kept.loc[[text in identifier.casefold() for identifier in kept["identifier"]]] if text else kept


def occurring(standings: pd.DataFrame, column: str, order: Collection[str]) -> dict[str, int]:
    """Count the rows with each slug of a column that occurs, in the order given.

    Args:
        standings: the result of `caseload_standings`.
        column: `applicant_group`, `specialty`, `standing` or `flags`.
        order: every slug there can be.
    """
    counts = standings[column].str.split(";").explode().value_counts()
    return {slug: int(counts[slug]) for slug in order if slug in counts}


def summary_words(standings: pd.DataFrame) -> str:
    """Say how many people and rows there are, and how many rows of each standing; no judgement.

    Args:
        standings: rows of the result of `caseload_standings`.
    """
    people, rows = standings["identifier"].nunique(), len(standings)
    said = (
        f"{people:,} {'advisee' if people == 1 else 'advisees'}, {rows:,} {'row' if rows == 1 else 'rows'} "
        "of one advisee and one specialty each"
    )
    counts = occurring(standings, "standing", SHOWN_STANDINGS)
    listed = ", ".join(f"{count:,} {_WORDS[slug]}" for slug, count in counts.items())
    return f"{said}: {listed}." if listed else f"{said}."


_WORDS: Final = {
    **{slug: standing.label for slug, standing in SHOWN_STANDINGS.items()},
    NEAR_BOTH.slug: NEAR_BOTH.short,
    NO_VERDICT.slug: "without a verdict because the averages do not separate",
    "no_mean": "without a matched average in the source",
    "no_score": "without a score",
}
