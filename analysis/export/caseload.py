"""What a caseload takes along: templates to fill in, its standings and problems, and a zip of handouts.

Nothing a file holds becomes a formula: in Excel text is written as text, and in CSV a text that begins with
one of `FORMULA_STARTS` gets an apostrophe in front. Numbers are left as they are.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook

from analysis.caseload import ALLOWED_SPECIALTIES, COLUMN_NAMES, COLUMNS, Advisee, Problem
from analysis.caseload_file import MOST_ROWS, TEMPLATE_SHEETS
from analysis.caseload_standings import CASELOAD_SOURCES, STANDING_COLUMNS, caseload_standings, summary_words
from analysis.caveats import say_sources, standing_caveats
from analysis.demonstration import DEMONSTRATIONS
from analysis.export.excel import TEXT_STAYS_TEXT, fill_sheet
from analysis.export.handout.page import HandoutRequest, handout_html, handout_name
from analysis.export.tables import csv_bytes, json_rows
from analysis.reference import Reference
from analysis.standing import SEM_DEFAULT
from analysis.wording import GROUP_LABELS, SPECIALTY_LABELS
from data.version import DATA_VERSION
from data.vocabulary import APPLICANT_GROUPS

# What makes a spreadsheet read a cell of a CSV as a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# With this mark at its beginning Excel reads a CSV as UTF-8, and names with accents survive.
_BOM: Final = b"\xef\xbb\xbf"
_NOTHING: Final = "nothing"
_REPORT_EVERY: Final = 25
_EXAMPLE_SPECIALTIES: Final = (
    ("internal_medicine", "neurology"),
    ("family_medicine", "psychiatry", "pediatrics"),
    ("general_surgery",),
    ("pathology", "internal_medicine"),
)
_README: Final = """Match Atlas: handouts of a caseload

Made on {made_on}, with the averages of the {year} Match; near an average means within {sem:g} points.
{summary}

  handouts/      one HTML file for each advisee, numbered in the order of the file; open one in a browser to
                 print it or to save it as a PDF. It needs no connection.
  standings.csv  one row for each advisee and specialty; a missing number is an empty cell, and the column
                 `missing` says why. The columns are explained below.
  problems.csv   the rows of the file that could not be read, with the line, the column and what is allowed.

Both tables are CSV in UTF-8. A text that begins with = + - @ or a tab has an apostrophe in front of it there,
so that no spreadsheet takes it for a formula; numbers are left as they are.

These files hold what you uploaded, and are yours to keep safe. Match Atlas keeps no copy.

{caveats}

{sources}
Data version {version}.

Columns of standings.csv
{columns}"""


def caseload_csv(rows: pd.DataFrame) -> bytes:
    r"""Return rows as CSV in UTF-8 with a byte order mark, with nothing that a spreadsheet would calculate.

    Args:
        rows: any table; its index is left out. A text that begins with one of `FORMULA_STARTS` is written
            with an apostrophe in front, which a spreadsheet shows; numbers are written as they are.
    """
    texts = rows.select_dtypes(["str", "object"]).columns
    guarded = {str(name): [_guarded(value) for value in rows[name]] for name in texts}
    return _BOM + csv_bytes(rows.assign(**guarded))


def _guarded(value: Any) -> Any:  # noqa: ANN401 - a cell can hold anything
    if not isinstance(value, str):
        return value
    text = f"'{value}" if value.startswith(FORMULA_STARTS) else value
    # A carriage return is not quoted where lines end in \n, and would end the row.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def problem_rows(problems: Sequence[Problem]) -> pd.DataFrame:
    """Return problems as a table: `line`, `column`, `value` (in words where there is none), `problem`."""
    return pd.DataFrame(
        [(problem.line, problem.column, problem.value or _NOTHING, problem.sentence) for problem in problems],
        columns=["line", "column", "value", "problem"],
    )


def standings_excel(standings: pd.DataFrame, problems: Sequence[Problem], reference: Reference) -> bytes:
    """Return a workbook with the sheets `standings`, `problems`, `columns` and `about`.

    Args:
        standings: rows of the result of `analysis.caseload_standings.caseload_standings`.
        problems: what is wrong with the other rows of the file.
        reference: the cohorts, for the sources and what they cannot say.
    """
    found = problem_rows(problems)
    columns = [(column.name, column.unit, column.meaning) for column in STANDING_COLUMNS]
    about = [
        *standing_caveats(reference.usmle_norms),
        say_sources(reference.sources, CASELOAD_SOURCES),
        f"Data version {DATA_VERSION}.",
    ]
    return _workbook(
        ("standings", list(standings.columns), [list(row.values()) for row in json_rows(standings)]),
        ("problems", list(found.columns), [list(row.values()) for row in json_rows(found)]),
        ("columns", ["column", "unit", "meaning"], columns),
        ("about", ["about these numbers"], [(said,) for said in about]),
    )


def _workbook(
    *sheets: tuple[str, Sequence[str], Sequence[Sequence[Any]]], is_template: bool = False
) -> bytes:
    """Return a workbook of (name, header, rows); text stays text whatever it begins with."""
    file = io.BytesIO()
    with Workbook(file, TEXT_STAYS_TEXT) as workbook:
        bold = workbook.add_format({"bold": True})
        for name, head, rows in sheets:
            fill_sheet(workbook.add_worksheet(name), head, [list(row) for row in rows], bold)
        if is_template:
            people = workbook.get_worksheet_by_name(TEMPLATE_SHEETS[0])
            # As text, a code such as 3-12 is not turned into a date.
            people.set_column(0, 0, 20, workbook.add_format({"num_format": "@"}))
            groups = [term.label for term in APPLICANT_GROUPS]
            people.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": groups})
    return file.getvalue()


def _example_rows() -> list[tuple[str | int | None, ...]]:
    """Return invented people as rows of a caseload."""
    pairs = zip(DEMONSTRATIONS, _EXAMPLE_SPECIALTIES, strict=True)
    return [
        (
            f"example-{number}",
            GROUP_LABELS[demo.profile.applicant_group],
            demo.profile.step1,
            demo.profile.step2_ck,
            demo.profile.research_items,
            "; ".join(SPECIALTY_LABELS[specialty] for specialty in specialties),
        )
        for number, (demo, specialties) in enumerate(pairs, start=1)
    ]


def template_csv() -> bytes:
    """Return a caseload to fill in as CSV: the header, and rows of invented people."""
    numbers = dict.fromkeys(("step1", "step2_ck", "research_items"), "Int64")
    return caseload_csv(pd.DataFrame(_example_rows(), columns=list(COLUMN_NAMES)).astype(numbers))


def template_excel() -> bytes:
    """Return a caseload to fill in as a workbook, with what each column means and what is allowed in it."""
    people, columns, allowed = TEMPLATE_SHEETS
    meanings = [
        (column.name, "yes" if column.is_required else "no", column.meaning, column.allowed)
        for column in COLUMNS
    ]
    words = [
        *(("applicant_group", term.slug, term.label) for term in APPLICANT_GROUPS),
        *(("specialties", term.slug, term.label) for term in ALLOWED_SPECIALTIES),
    ]
    return _workbook(
        (people, COLUMN_NAMES, _example_rows()),
        (columns, ["column", "needed", "meaning", "allowed"], meanings),
        (allowed, ["column", "slug", "or name"], words),
        is_template=True,
    )


def handouts_zip(
    advisees: Sequence[Advisee],
    reference: Reference,
    *,
    made_on: date,
    sem: float = SEM_DEFAULT,
    problems: Sequence[Problem] = (),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return a zip with a handout for each person, the standings, the problems and a README.

    Args:
        advisees: the people, in the order of the file; the names of their handouts are numbered by it.
        reference: the cohorts.
        made_on: the date printed on every handout.
        sem: standard error of measurement of a score, 5-8 points.
        problems: what is wrong with the other rows of the file.
        progress: called now and then, and at the end, with how many handouts are made and how many will be.

    Raises:
        ValueError: when `sem` is out of range.
    """
    standings = caseload_standings(advisees, reference, sem)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes | str) -> None:
            entry = zipfile.ZipInfo(name, (*made_on.timetuple()[:3], 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

        for number, advisee in enumerate(advisees, start=1):
            request = HandoutRequest(
                advisee.profile, advisee.specialties, made_on, sem=sem, identifier=advisee.identifier
            )
            add(f"handouts/{number:04d}_{handout_name(request)}", handout_html(request, reference))
            if progress and (number % _REPORT_EVERY == 0 or number == len(advisees)):
                progress(number, len(advisees))
        add("standings.csv", caseload_csv(standings))
        add("problems.csv", caseload_csv(problem_rows(problems)))
        add("README.txt", _readme(standings, reference, made_on, sem))
    return file.getvalue()


def _readme(standings: pd.DataFrame, reference: Reference, made_on: date, sem: float) -> str:
    """Return what is in the zip, and what the numbers cannot say."""
    return _README.format(
        made_on=made_on.isoformat(),
        year=reference.match_year,
        sem=sem,
        summary=summary_words(standings),
        caveats="\n\n".join(standing_caveats(reference.usmle_norms)),
        sources=say_sources(reference.sources, CASELOAD_SOURCES),
        version=DATA_VERSION,
        columns="".join(
            f"  {column.name} ({column.unit}): {column.meaning}\n" for column in STANDING_COLUMNS
        ),
    )
