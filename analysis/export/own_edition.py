"""The template of an edition of one's own, to fill in: a head, and a row for every average there can be."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from xlsxwriter import Workbook

from analysis.export.excel import workbook_bytes
from analysis.own_edition.columns import COLUMNS, HEAD, MEASURE_LABELS, SHEETS, STATISTIC_LABELS
from analysis.wording import GROUP_LABELS
from data.terms import Term
from data.vocabulary import APPLICANT_GROUPS, OUTCOMES, SPECIALTIES

TEMPLATE_STEM: Final = "match-atlas_edition_template"
_LABELS: Final = tuple(column.label for column in COLUMNS)
_WIDTH: Final = len(COLUMNS)


def _cohorts() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield every average that an edition can have, as words."""
    for measure in MEASURE_LABELS:
        for group in APPLICANT_GROUPS:
            for outcome in OUTCOMES:
                # Of research items only those of people who matched are shown.
                if measure == "research_items" and outcome.slug != "matched":
                    continue
                for specialty in SPECIALTIES:
                    yield _words(specialty, group, outcome, measure)


def _words(specialty: Term, group: Term, outcome: Term, measure: str) -> tuple[str, str, str, str, str]:
    label = GROUP_LABELS[group.slug]
    return specialty.label, label, outcome.label, MEASURE_LABELS[measure], STATISTIC_LABELS["mean"]


def _lines() -> list[tuple[str, ...]]:
    """Return the lines of the template, each as wide as its table."""
    blank = ("",) * _WIDTH
    head = [(part.label, *blank[1:]) for part in HEAD]
    return [*head, blank, _LABELS, *((*words, "", "") for words in _cohorts())]


def template_csv() -> bytes:
    """Return the template as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(_lines())
    # With a mark at its beginning Excel reads it as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def template_excel() -> bytes:
    """Return the template as a workbook, with a sheet of what may stand where."""
    first, *rest = _lines()
    words = [
        *((part.label, part.meaning, part.allowed) for part in (*HEAD, *COLUMNS)),
        *(("Specialty", "", specialty.label) for specialty in SPECIALTIES),
    ]
    edition, allowed = SHEETS
    return workbook_bytes(
        (edition, first, rest), (allowed, ("what", "meaning", "allowed"), words), finish=_finish
    )


def _finish(workbook: Workbook) -> None:
    """Take the filter off the head: the table begins further down."""
    sheet = workbook.get_worksheet_by_name(SHEETS[0])
    start = len(HEAD) + 1
    sheet.freeze_panes(start + 1, 0)
    sheet.autofilter(start, 0, len(_lines()) - 1, _WIDTH - 1)
    sheet.set_column(0, 0, 34)
