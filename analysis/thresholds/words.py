"""What the directors of every specialty named, and where a score lies beside that; never a promise."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pandas as pd

from analysis.story import Story, text_table
from analysis.thresholds.compute import FEW_PROGRAMS, Answers, Box, counted_against
from analysis.wording import EXAM_LABELS, FEW_MARK, MISSING_WORDS, NOT_IN_EDITION

FEW_WORDS: Final = f"fewer than {FEW_PROGRAMS} programs"
NO_BOX: Final = "no box printed"
RARELY: Final = "Interviews rarely granted below"
ALMOST_ALWAYS: Final = "Almost always granted above"


def said_programs(box: Box) -> str:
    """Return how many programs named a score, with a flag where they are few."""
    return f"{FEW_MARK}\u202fn\u00a0{box.programs}" if box.is_few else f"n\u00a0{box.programs}"


def said_box(box: Box | None) -> str:
    """Say what the programs that named a score named."""
    if box is None:
        return NO_BOX
    few = f"{FEW_MARK} " if box.is_few else ""
    # Where it is the same score, half and a quarter in one sentence would read as a slip.
    half = "" if box.median == box.q3 else f"half named {box.median:g} or more, "
    return (
        f"{few}of the {box.programs} programs that named one, {half}a quarter named {box.q3:g} or more and a "
        f"quarter {box.q1:g} or less"
    )


def said_score(box: Box | None, score: int) -> str:
    """Say where a score lies beside the answers, in quarters of them."""
    if box is None:
        return NO_BOX
    if score < box.q1:
        return f"below the middle half of the answers ({box.q1:g} to {box.q3:g})"
    if score > box.q3:
        return f"above the middle half of the answers ({box.q1:g} to {box.q3:g})"
    return f"within the middle half of the answers ({box.q1:g} to {box.q3:g})"


def why_missing(row: Answers) -> str:
    """Say why a row has no box; empty where it has one."""
    if row.boxes:
        return ""
    return NO_BOX if row.responding else MISSING_WORDS[NOT_IN_EDITION]


def said_response(row: Answers) -> str:
    """Return how many programs responded, of how many, and the rate."""
    if row.responding is None:
        return "no response table"
    return f"{row.responding:,} of {row.sent:,} ({row.response_pct:.1f}%)"


def _headline(rows: Sequence[Answers], exam: str, score: int | None, year: int) -> str:
    """Return the finding."""
    below = [row.below.median for row in rows if row.below]
    above = [row.above.median for row in rows if row.above]
    if not below or not above:
        return f"The survey of {year} has no {exam} boxes"
    if score is None:
        return (
            f"Asked for a {exam} score, the middle director of {year} named {min(below):g} to {max(below):g} "
            f"for rarely interviewing and {min(above):g} to {max(above):g} for almost always, by specialty"
        )
    under, of_below, over, of_above = counted_against(rows, score)
    programs = [box.programs for row in rows for box in row.boxes]
    return (
        f"Your {exam} of {score}: at or above the middle answer for almost always interviewing in {over} of "
        f"{of_above} specialties, below that for rarely in {under or 'none'} of {of_below}; each is of "
        f"{min(programs)} to {max(programs)} programs"
    )


def answers_table(rows: Iterable[Answers], score: int | None) -> dict[str, list[str]]:
    """Return the columns of the text table: both boxes in a sentence, a score beside them, the response."""
    rows = list(rows)
    columns = {"Specialty": [row.label for row in rows], RARELY: [said_box(row.below) for row in rows]}
    if score is not None:
        columns[f"{score} beside that"] = [said_score(row.below, score) for row in rows]
    columns[ALMOST_ALWAYS] = [said_box(row.above) for row in rows]
    if score is not None:
        columns[f"{score} beside this"] = [said_score(row.above, score) for row in rows]
    return columns | {"Programs that responded": [said_response(row) for row in rows]}


def _legend(rows: Sequence[Answers], score: int | None) -> Iterator[tuple[str, str]]:
    """Yield what the marks mean, those that are drawn."""
    yield "rarely", "upper box: interviews rarely granted below"
    yield "almost_always", "lower box: almost always granted above"
    if any(row.is_few for row in rows):
        yield "hollow_box", FEW_WORDS
    if score is not None:
        yield "user", "you"


def answers_story(
    rows: Sequence[Answers],
    exam: str,
    score: int | None,
    year: int,
    responded: Answers | None = None,
    context: tuple[str, ...] = (),
) -> Story:
    """Tell where a score lies beside the scores that directors named, or which they named.

    Args:
        rows: the result of `analysis.thresholds.compute.answers`.
        exam: slug of the exam.
        score: the person's score; None where there is none.
        year: of the survey.
        responded: the response of all specialties together.
        context: what has to be said beside the chart.
    """
    label = EXAM_LABELS[exam]
    headline = _headline(rows, label, score, year)
    known = sum(bool(row.boxes) for row in rows)
    overall = f" Of all programs asked, {said_response(responded)} responded." if responded else ""
    return Story(
        kind="directors",
        headline=headline,
        subtitle=(
            f"{label} scores that program directors named, points: the middle half of the answers, "
            f"median and n programs printed beside · survey of {year} · sorted by the median for rarely"
        ),
        alt=f"Two boxes for each of {known} specialties. {headline}. Every value is in the table below.",
        text_table=text_table(answers_table(rows, score)),
        rows=lambda: data_of(rows, exam, score, year),
        source_ids=tuple(dict.fromkeys(name for row in rows for name in row.source_ids)),
        file_name=f"match-atlas_directors_{exam}_{year}.csv",
        trace=(("table_name", "director_scores"), ("exam", exam)),
        legend=tuple(_legend(rows, score)),
        notes=(
            "Programs that named a score are fewer than those that responded, and boxes were read off a "
            f"drawing: a point more or less.{overall}",
        ),
        context=context,
        compares=(exam,),
    )


def data_of(rows: Iterable[Answers], exam: str, score: int | None, year: int) -> pd.DataFrame:
    """Return what is drawn as a table for computing, one row per specialty."""

    def box_of(box: Box | None, name: str) -> dict[str, object]:
        return {
            f"{name}_program_count": box and box.programs,
            f"{name}_q1": box and box.q1,
            f"{name}_median": box and box.median,
            f"{name}_q3": box and box.q3,
        }

    return pd.DataFrame(
        [
            {
                "match_year": year,
                "specialty": row.specialty,
                "label": row.label,
                "exam": exam,
                **box_of(row.below, "rarely_below"),
                **box_of(row.above, "almost_always_above"),
                "surveys_sent_count": row.sent,
                "programs_responding_count": row.responding,
                "response_rate_pct": row.response_pct,
                "score": score,
                "source_ids": " ".join(row.source_ids),
            }
            for row in rows
        ]
    )
