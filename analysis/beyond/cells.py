"""What other sources say of one specialty as the cells of a row, for a handout or a slide."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.beyond.compute import Beyond
from analysis.beyond.words import (
    NO_ANSWER,
    NO_ONLY_CHOICE,
    NO_RESIDENTS,
    counts_of,
    residents_with_flag,
    share_of,
    span_of,
    with_flag,
)
from analysis.profile import Profile
from analysis.residents.words import share_range
from analysis.thresholds.compute import Box
from analysis.wording import EXAM_LABELS, NOT_PRINTED


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table: what is read first, and a smaller line below it, which may be empty.

    `what` names the smaller line; it stands in the head of the table, and on a phone, which shows no head,
    before it.
    """

    said: str
    detail: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class BeyondRow:
    """What other sources than the edition say of one specialty."""

    label: str
    residents: Cell
    rarely: Cell
    almost_always: Cell
    often: Cell
    response: Cell
    only_choice: Cell


@dataclass(frozen=True, slots=True)
class BeyondYears:
    """Of when the figures are, in words; empty where no row has any."""

    residents: str
    survey: str
    choice: str


def beyond_years(rows: Iterable[Beyond]) -> BeyondYears:
    """Return of which year residents, directors and choices are."""
    known = list(rows)
    return BeyondYears(
        next((one.period for one in known if one.period), ""),
        next((str(one.survey_year) for one in known if one.survey_year), ""),
        next((str(one.only_choice.match_year) for one in known if one.only_choice), ""),
    )


def beyond_exam(profile: Profile) -> str:
    """Return the exam of residents and directors: Step 2 CK, unless only Step 1 has a score."""
    exams = tuple(reversed(EXAM_LABELS))
    return next((exam for exam in exams if profile.score(exam) is not None), exams[0])


def beyond_row(label: str, known: Beyond, profile: Profile) -> BeyondRow:
    """Return what other sources say of one specialty as text, whatever is missing in words."""
    exam = beyond_exam(profile)
    return BeyondRow(
        label=label,
        residents=_residents_cell(known, exam, profile.score(exam)),
        rarely=_box_cell(known.box(exam, above=False)),
        almost_always=_box_cell(known.box(exam, above=True)),
        often=_often_cell(known),
        response=_response_cell(known),
        only_choice=_only_cell(known),
    )


def row_sources(known: Beyond, profile: Profile) -> tuple[str, ...]:
    """Return the sources of the cells of `beyond_row`."""
    exam = beyond_exam(profile)
    is_placed = known.share(exam, profile.score(exam)) is not None
    return known.sources((exam,), (exam,) * is_placed, () if is_placed else (exam,))


def _residents_cell(known: Beyond, exam: str, score: int | None) -> Cell:
    """Return how many of the residents scored lower; the median where no score was entered."""
    spread = known.residents.get(exam)
    share = known.share(exam, score)
    if share is not None:
        return Cell(share_range(share), f"of {residents_with_flag(share.total)}")
    if spread is None or spread.median is None:
        return Cell(NO_RESIDENTS)
    return Cell(f"median {spread.median:g}", f"of {residents_with_flag(spread.residents or 0)}")


def _box_cell(box: Box | None) -> Cell:
    """Return the middle half of the scores that programs named."""
    return Cell(NOT_PRINTED) if box is None else Cell(span_of(box), f"n {with_flag(box.programs)}")


def _often_cell(known: Beyond) -> Cell:
    """Return how many programs often interview the group."""
    often = known.often
    if often is None:
        return Cell(NO_ANSWER)
    return Cell(f"{often.often_pct:.0f}%", f"of {with_flag(often.program_count)}")


def _response_cell(known: Beyond) -> Cell:
    """Return how many of the programs responded to the survey."""
    if known.response is None:
        return Cell(NO_ANSWER)
    rate, sent = known.response
    return Cell(f"{rate:.1f}%", f"of {sent:,}")


def _only_cell(known: Beyond) -> Cell:
    """Return how many matched of those who ranked nothing else."""
    found = known.only_choice
    return Cell(NO_ONLY_CHOICE) if found is None else Cell(counts_of(found), share_of(found, ""))
