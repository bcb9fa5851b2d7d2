"""What the directors of one specialty said: groups, scores, requirements, factors, and what they receive."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.directors.compute import ANSWERS, Response, most_cited
from analysis.directors.words import (
    DOES,
    OLDER,
    WHEN,
    answer_columns,
    answer_marks,
    few_mark,
    importance_said,
    notes,
    programs,
    responded,
    rounded,
    survey_name,
)
from analysis.story import Story, TextTable, text_table
from analysis.thresholds.compute import Answers
from analysis.thresholds.words import ALMOST_ALWAYS, RARELY, said_box
from analysis.wording import EXAM_LABELS, GROUP_PLURALS, capital

NOT_PRINTED: Final = "not in the source"
# What a program offers, receives and does, in this order.
ACTIVITY: Final = {
    "positions_mean": "Positions offered",
    "applications_mean": "Applications received",
    "invitations_mean": "Invitations to interview sent",
    "interviewed_mean": "Applicants interviewed",
    "applicants_ranked_mean": "Applicants ranked",
}


def specialty_story(
    rows: pd.DataFrame,
    both: pd.DataFrame,
    applicant_group: str,
    response: Response,
    own: Response,
    source_ids: tuple[str, ...],
) -> Story:
    """Tell how often the programs of one specialty said that they interview each applicant group.

    Args:
        rows: `analysis.directors.compute.groups_of_specialty` of one stage, in drawing order.
        both: the same of every stage, for the table.
        applicant_group: slug of the group that the headline is about.
        response: who responded, of all programs.
        own: who responded, of those of the specialty.
        source_ids: where these answers, and who responded, were printed.
    """
    label, stage = str(rows["label"].iloc[0]), str(rows["stage"].iloc[0])
    does = DOES[stage]
    mine = rows.loc[rows["applicant_group"] == applicant_group]
    row = (mine if len(mine) else rows).iloc[0]
    people = GROUP_PLURALS[str(row["applicant_group"])]
    headline = (
        f"{label}: {row['often_pct']:.0f}% of {row['program_count']:,} responding programs said in "
        f"{response.year} that they often {does} {people}; {responded(own, 'its ')}"
    )
    return Story(
        kind="director_specialty",
        headline=headline,
        subtitle=f"{label}: programs that said they often, seldom or never {does} each group, percent of "
        f"those that answered · {survey_name(response.year)}",
        alt=f"Stacked bars from zero, one per applicant group: often, seldom, never. {headline}.",
        text_table=text_table(
            {
                "Applicant group": [capital(GROUP_PLURALS[group]) for group in both["applicant_group"]],
                "Directors": [capital(DOES[stage]) for stage in both["stage"]],
                **answer_columns(both),
                "Programs that answered": map(programs, both["program_count"]),
            }
        ),
        rows=lambda: both,
        source_ids=source_ids,
        file_name=f"match-atlas_directors_{rows['specialty'].iloc[0]}_{response.year}.csv",
        context=(OLDER,),
        legend=(*answer_marks(does), *few_mark(rows["program_count"])),
        notes=(*rounded(rows), *notes(own, rows["program_count"], response)),
        trace=(("table_name", "director_groups"), ("specialty", str(rows["specialty"].iloc[0]))),
    )


def _unbroken(name: str) -> str:
    """Return a name that keeps to one line, in a column as narrow as its words."""
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def boxes_table(named: Mapping[str, Sequence[Answers]], specialty: str) -> TextTable:
    """Return the scores that programs of one specialty named, in words, a row per exam.

    Args:
        named: exam -> `analysis.thresholds.compute.answers`.
        specialty: slug.
    """
    own = {exam: row for exam, rows in named.items() for row in rows if row.specialty == specialty}
    return text_table(
        {
            "Exam": [_unbroken(EXAM_LABELS[exam]) for exam in own],
            RARELY: [capital(said_box(row.below)) for row in own.values()],
            ALMOST_ALWAYS: [capital(said_box(row.above)) for row in own.values()],
        }
    )


def _exams(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Return the rows of one specialty exam by exam."""
    return sorted(rows.to_dict("records"), key=lambda row: [*EXAM_LABELS].index(row["exam"]))


def required_table(use: pd.DataFrame) -> TextTable:
    """Return what programs require of each exam.

    Args:
        use: rows of `director_score_use` of one specialty.
    """
    return _shares(
        use,
        {
            "A “target score”": "target_score_pct",
            "Pass": "pass_only_pct",
            "Nothing": "not_required_pct",
        },
        "required_program_count",
    )


def failed_table(use: pd.DataFrame) -> TextTable:
    """Return how often programs consider an applicant who failed an exam at the first attempt.

    Args:
        use: rows of `director_score_use` of one specialty.
    """
    return _shares(
        use,
        {capital(answer): f"failed_{answer}_pct" for answer in ANSWERS},
        "failed_program_count",
    )


def _shares(use: pd.DataFrame, columns: Mapping[str, str], counted: str) -> TextTable:
    """Return shares of programs, a row per exam, and of how many programs."""
    rows = _exams(use)
    return text_table(
        {
            "Exam": [_unbroken(EXAM_LABELS[row["exam"]]) for row in rows],
            **{head: [f"{row[column]:.0f}%" for row in rows] for head, column in columns.items()},
            "Programs": [programs(row[counted]) for row in rows],
        }
    )


def cited_table(factors: pd.DataFrame, specialty: str) -> TextTable:
    """Return the factors that most programs of a specialty cite at one stage, with their importance.

    Args:
        factors: `analysis.directors.compute.factor_rows`.
        specialty: slug.
    """
    own = factors.loc[factors["specialty"] == specialty].set_index("factor")
    rows = own.loc[list(most_cited(factors, specialty=specialty))]
    means = zip(rows["importance_mean"], rows["cell_status"], strict=True)
    return text_table(
        {
            "Factor": rows["factor_label"],
            "Programs citing it": [
                f"{share:.0f}% of {programs(count)}"
                for share, count in zip(rows["citing_pct"], rows["program_count"], strict=True)
            ],
            "Mean importance (1 to 5)": [importance_said(mean, status) for mean, status in means],
        }
    )


def cited_heading(stage: str) -> str:
    """Return the heading of the factors cited most at a stage."""
    return f"The ten factors cited most {WHEN[stage]}"


def activity_heading(activity: pd.DataFrame) -> str:
    """Return the heading of what a program receives and does, with how many programs answered."""
    counts = [programs(count) for count in activity["program_count"]]
    return f"What a program receives and does{f': means of {counts[0]} programs' if counts else ''}"


def activity_table(activity: pd.DataFrame) -> TextTable:
    """Return what a program of one specialty offers, receives and does, on average.

    Args:
        activity: rows of `director_activity` of one specialty, one at most.
    """
    rows = activity.to_dict("records")
    return text_table(
        {
            "Per program, on average": [head for _ in rows for head in ACTIVITY.values()],
            "Mean": [
                NOT_PRINTED if pd.isna(row[name]) else f"{row[name]:,.0f}"
                for row in rows
                for name in ACTIVITY
            ],
        }
    )
