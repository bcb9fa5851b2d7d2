"""The tables of the handout: one row per specialty as text, and which averages and flags they show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from analysis.beyond.cells import Cell
from analysis.profile import RESEARCH_ITEMS, Profile
from analysis.shortlist.compute import SpecialtyStanding
from analysis.wording import (
    EXAM_LABELS,
    FLAGS,
    MISSING_WORDS,
    NO_READABLE_SCORE,
    NONE_FILLED,
    SHOWN_STANDINGS,
    Flag,
    Standing,
    counted,
    flag_labels,
    signed,
    why_no_count,
)

Row = SpecialtyStanding
# What stands in the place of a number that was given and could not be read.
NOT_READ: Final = "could not be read"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One specialty of the table."""

    label: str
    standing: Standing
    exams: tuple[Cell, ...]
    research: Cell
    matched: Cell
    share: Cell
    flags: str


def drawn_exams(profile: Profile, known: Sequence[str]) -> tuple[str, ...]:
    """Return the exams whose averages are shown: those entered of which the source has any average.

    All `known` ones stand alone where none of those entered is known.
    """
    entered = tuple(exam for exam in EXAM_LABELS if profile.score(exam) is not None and exam in known)
    return entered or tuple(known)


def row_flags(row: Row, drawn: Sequence[str]) -> list[str]:
    """Return the flags of one row: those of its standing, and those of every average that is shown.

    Without a score there is no standing, yet averages that do not separate are drawn that way.
    """
    shown = {*row.flags, *(flag for exam in drawn for flag in row.exams[exam].flags)}
    return [flag.slug for flag in FLAGS if flag.slug in shown]


def flags_that_occur(rows: Sequence[Row], drawn: Sequence[str]) -> list[Flag]:
    """Return every flag of the handout once, with its sentence."""
    occurring = {flag for row in rows for flag in row_flags(row, drawn)}
    return [flag for flag in FLAGS if flag.slug in occurring]


def table_row(
    row: Row,
    profile: Profile,
    drawn: Sequence[str],
    span: tuple[int, int],
    unread: Collection[str] = (),
) -> TableRow:
    """Return one specialty of the table as text, whatever is missing in words.

    `span` holds the usual first and last year, see `usual_span`; `unread` the names of the person's numbers
    that could not be read.
    """
    standing = SHOWN_STANDINGS[row.shown]
    if standing.slug == "no_score" and any(exam in unread for exam in EXAM_LABELS):
        standing = replace(standing, short=NO_READABLE_SCORE)
    return TableRow(
        label=row.label,
        standing=standing,
        exams=tuple(
            _exam_cell(row, exam, profile, exam in drawn, NOT_READ if exam in unread else "")
            for exam in EXAM_LABELS
        ),
        research=_research_cell(row, NOT_READ if RESEARCH_ITEMS.name in unread else "not entered"),
        matched=_matched_cell(row),
        share=_share_cell(row, span),
        flags=flag_labels(row_flags(row, drawn)),
    )


def _exam_cell(row: Row, exam: str, profile: Profile, drawn: bool, not_read: str) -> Cell:
    """Return the gap, and the two averages that it lies beside; without a score, that it was not read."""
    score, compared = profile.score(exam), row.exams[exam]
    passed = exam == "step1" and profile.step1_passed
    matched, unmatched, why = compared.matched_mean, compared.unmatched_mean, MISSING_WORDS[compared.missing]
    if score is None and not drawn:
        return Cell(not_read or ("passed; no three-digit score" if passed else "no score entered"))
    gap = (not_read or "no score") if score is None else why if isnan(matched) else signed(score - matched)
    if isnan(matched):
        detail = "" if isnan(unmatched) else f"unmatched {unmatched:.0f}"
        return Cell(gap, detail or (f"averages {why}" if score is None else ""))
    if isnan(unmatched):
        return Cell(gap, f"{matched:.0f}", "matched")
    return Cell(gap, f"{matched:.0f} / {unmatched:.0f}", "matched / unmatched")


def _research_cell(row: Row, absent: str) -> Cell:
    """Return the research items beside the mean of those who matched; `absent` is said without them."""
    mean, gap = row.context.items_mean, row.items_gap
    if isnan(mean):
        return Cell(MISSING_WORDS[row.context.items_missing])
    return Cell(absent if isnan(gap) else signed(gap, 1), f"{mean:.1f}", "mean")


def _matched_cell(row: Row) -> Cell:
    """Return NRMP's count of matches, and the share of the positions filled."""
    if isnan(row.context.matched_count):
        return Cell(why_no_count(row.context.filled_count))
    if isnan(row.context.share_pct):
        return Cell(counted(row.context.matched_count), f"positions: {NONE_FILLED}")
    share = f"{row.context.share_pct:.1f}% of {row.context.filled_count:,.0f}"
    return Cell(counted(row.context.matched_count), share, "positions:")


def usual_span(rows: Sequence[Row]) -> tuple[int, int]:
    """Return the first and last year that most rows' shares are of; a specialty listed later starts later."""
    spans = [
        (int(row.context.first_year), int(row.context.last_year))
        for row in rows
        if not isnan(row.context.change)
    ]
    return max(spans, key=spans.count, default=(0, 0))


def _share_cell(row: Row, span: tuple[int, int]) -> Cell:
    """Return how the share of the positions filled changed, with its years where they are not the usual."""
    if isnan(row.context.change):
        return Cell("no two years to compare")
    context = row.context
    years = int(context.first_year), int(context.last_year)
    named = "" if years == span else f"{years[0]} to {years[1]}: "
    return Cell(
        signed(row.context.change, 1), f"{named}{row.context.first_pct:.1f}% to {row.context.last_pct:.1f}%"
    )
