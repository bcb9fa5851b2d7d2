"""The columns of a caseload's standings, and what stands where nothing can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.only_choice.compute import FEW
from analysis.wording import EXAM_LABELS, SHOWN_STANDINGS, Standing

# What only a file can lack: it has none, or one that nobody knows.
NO_GROUP: Final = Standing("no_group", "no applicant group that can be read", "–", "no group")
OTHER_GROUP: Final = Standing(
    "other_group", "no averages of this applicant group in the source", "–", "no averages of the group"
)
NO_SPECIALTY: Final = Standing("no_specialty", "no specialty that can be read", "–", "no specialty")
CASELOAD_STANDINGS: Final[Mapping[str, Standing]] = {
    **SHOWN_STANDINGS,
    **{standing.slug: standing for standing in (NO_GROUP, OTHER_GROUP, NO_SPECIALTY)},
}


# What directors were asked to name, and how it is said.
BOXES: Final = {
    "rarely_below": "below which interviews are rarely granted",
    "almost_always_above": "above which interviews are almost always granted",
}


@dataclass(frozen=True, slots=True)
class StandingColumn:
    """One column of the standings: its type in pandas, its unit, and what it means."""

    name: str
    pandas_type: str
    unit: str
    meaning: str


def _exam_columns(exam: str, label: str) -> tuple[StandingColumn, ...]:
    """Return the columns of one exam."""
    matched = f"Average {label} score of those of the same group who matched to the specialty."
    gap = f"{label} score minus the matched average."
    return (
        StandingColumn(f"{exam}_score", "Int64", "points", f"{label} score, as in the file."),
        StandingColumn(f"{exam}_matched_mean", "Int64", "points", matched),
        StandingColumn(f"{exam}_gap_to_matched", "Int64", "points", gap),
    )


def _lower_columns(exam: str, label: str) -> tuple[StandingColumn, ...]:
    """Return the columns of the residents who scored lower on one exam, by printed bins."""
    least = f"Residents in lower bins of {label} than the score, of those counted; they got in (AAMC)."
    most = f"The same with those in the bin of the {label} score."
    return (
        StandingColumn(f"{exam}_residents_lower_pct", "float64", "percent", least),
        StandingColumn(f"{exam}_residents_lower_or_same_pct", "float64", "percent", most),
        StandingColumn(f"{exam}_resident_count", "Int64", "count", "Residents counted by bins."),
    )


def _box_columns(exam: str, label: str) -> Iterator[StandingColumn]:
    """Yield the columns of the scores that directors named for one exam."""
    for slug, asked in BOXES.items():
        of = f"{label} scores {asked} that programs named (NRMP's survey)"
        yield StandingColumn(f"{exam}_{slug}_q1", "float64", "points", f"25th percentile of the {of}.")
        yield StandingColumn(f"{exam}_{slug}_median", "float64", "points", "Their median.")
        yield StandingColumn(f"{exam}_{slug}_q3", "float64", "points", "Their 75th percentile.")
        yield StandingColumn(f"{exam}_{slug}_program_count", "Int64", "count", "Programs that named one.")
        yield StandingColumn(f"{exam}_{slug}_words", "str", "text", "Their middle half and n in words.")


STANDING_COLUMNS: Final = (
    StandingColumn("line", "int64", "row", "Row of the file, as a spreadsheet counts; the first of several."),
    StandingColumn("identifier", "str", "text", "What the file calls the person."),
    StandingColumn(
        "applicant_group", "str", "slug", "Applicant group, by citizenship as NRMP has it; empty for none."
    ),
    StandingColumn("applicant_group_label", "str", "text", "Its name."),
    StandingColumn("specialty", "str", "slug", "Specialty; empty for none."),
    StandingColumn("specialty_label", "str", "text", "Its name."),
    StandingColumn(
        "standing",
        "str",
        "slug",
        "The lowest standing over the exams that have a score and an average: above, near or below the "
        "matched average, where near is within the measurement error sem; no_verdict where the averages of "
        "matched and unmatched do not separate; no_mean, no_score, no_group, other_group, no_specialty where "
        "nothing can be compared.",
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
    *(column for exam, label in EXAM_LABELS.items() for column in _lower_columns(exam, label)),
    StandingColumn("residents_period", "str", "academic year", "When these residents began."),
    *(column for exam, label in EXAM_LABELS.items() for column in _box_columns(exam, label)),
    StandingColumn(
        "often_interview_pct",
        "float64",
        "percent",
        "Programs that say they often interview the group, of those that answered (NRMP's survey).",
    ),
    StandingColumn("often_interview_program_count", "Int64", "count", "Programs that answered."),
    StandingColumn(
        "survey_response_pct", "float64", "percent", "Programs of the specialty that responded to the survey."
    ),
    StandingColumn("survey_sent_count", "Int64", "count", "Programs that were sent it."),
    StandingColumn("survey_year", "Int64", "year", "Year of the survey of directors."),
    StandingColumn(
        "only_choice_matched_count",
        "Int64",
        "count",
        "People of the group who ranked nothing else and matched, in NRMP's latest year of its own.",
    ),
    StandingColumn(
        "only_choice_ranked_count", "Int64", "count", "People of the group who ranked nothing else."
    ),
    StandingColumn(
        "only_choice_matched_pct",
        "float64",
        "percent",
        f"Those who matched of them; empty where fewer than {FEW} ranked nothing else.",
    ),
    StandingColumn("only_choice_low_pct", "float64", "percent", "Lower end of its 95% Wilson interval."),
    StandingColumn("only_choice_high_pct", "float64", "percent", "Upper end of its 95% Wilson interval."),
    StandingColumn("only_choice_match_year", "Int64", "year", "Match year of those who ranked nothing else."),
    StandingColumn("flags", "str", "slugs", "Reasons to read the row with care, separated by ;"),
    StandingColumn("flags_words", "str", "text", "The same in words."),
    StandingColumn("missing", "str", "text", "In words, why a number of this row is missing."),
    StandingColumn("not_compared", "str", "text", "In words, why the row compares no score; else empty."),
    StandingColumn(
        "best_gap",
        "Int64",
        "points",
        "One number per person: of each specialty the lower exam's gap to the matched average, of the "
        "specialties the highest. Rows are ordered by it, lowest first; empty where none of the person's "
        "rows compares a score.",
    ),
    StandingColumn(
        "match_year", "int64", "year", "Match year of the averages and of NRMP's counts of matches."
    ),
    StandingColumn("sem", "float64", "points", "Measurement error of a score that near is within."),
)
