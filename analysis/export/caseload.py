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

from analysis.caseload.advisees import Advisee, Caseload, Problem
from analysis.caseload.asides import example_rows
from analysis.caseload.columns import ALLOWED_SPECIALTIES, COLUMN_NAMES, TEMPLATE_COLUMNS
from analysis.caseload.records import MOST_ROWS, said_numbers
from analysis.caseload.standing_columns import STANDING_COLUMNS
from analysis.caseload.standings import caseload_standings, standing_sources, with_kept
from analysis.caseload.triage import furthest_first, summary_words
from analysis.caseload.workbook import TEMPLATE_SHEETS
from analysis.caveats import say_sources, standing_caveats
from analysis.export.excel import frame_sheet, workbook_bytes
from analysis.export.handout.page import HandoutRequest, handout_html, handout_name
from analysis.export.tables import csv_bytes
from analysis.own_edition.marking import NOTE_COLUMN, marked_rows
from analysis.reference import Reference
from analysis.shortlist.compute import MOST
from analysis.standing.compute import SEM_DEFAULT
from data.version import DATA_VERSION
from data.vocabulary import APPLICANT_GROUPS

# What makes a spreadsheet read a cell of a CSV as a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# With this mark at its beginning Excel reads a CSV as UTF-8, and names with accents survive.
_BOM: Final = b"\xef\xbb\xbf"
_NOTHING: Final = "nothing"
_REPORT_EVERY: Final = 25
_README: Final = """Match Atlas: handouts of a caseload

Made on {made_on}, with the averages of the {year} Match; near an average means within {sem:g} points.
{summary}

  handouts/      one HTML file for each advisee, numbered in the order of the file; open one in a browser to
                 print it or to save it as a PDF. It needs no connection.{without}
  standings.csv  one row for each advisee and specialty; a missing number is an empty cell, and the column
                 `missing` says why. The columns are explained below.
  problems.csv   the cells of the file that could not be read, with row, column and what is allowed.

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

    The index is left out. A text that begins with one of `FORMULA_STARTS` is written with an apostrophe in
    front, which a spreadsheet shows; numbers are written as they are.
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
    """Return a workbook with the sheets `standings`, `problems`, `columns` and `about`."""
    about = [
        *standing_caveats(reference.usmle_norms, reference.edition),
        say_sources(reference.sources, standing_sources(standings, reference)),
        f"Data version {DATA_VERSION}.",
    ]
    return workbook_bytes(
        frame_sheet("standings", standings),
        frame_sheet("problems", problem_rows(problems)),
        ("columns", ["column", "unit", "meaning"], _meanings(standings)),
        ("about", ["about these numbers"], [(said,) for said in about]),
    )


def _meanings(standings: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return name, unit and meaning of every column of standings, those of the file among them."""
    known = {column.name: (column.name, column.unit, column.meaning) for column in STANDING_COLUMNS}
    known["name"] = ("name", "text", "Name of the person, as in the file.")
    known[NOTE_COLUMN] = (NOTE_COLUMN, "text", "Who loaded the averages, and how to cite them.")
    names = map(str, standings.columns)
    return [known.get(name, (name, "text", "As in the file; kept along.")) for name in names]


def _guide(workbook: Workbook) -> None:
    """Help whoever fills a template in: codes stay as they are typed, and groups are chosen."""
    people = workbook.get_worksheet_by_name(TEMPLATE_SHEETS[0])
    # As text, a code such as 3-12 is not turned into a date.
    people.set_column(0, 0, 20, workbook.add_format({"num_format": "@"}))
    groups = [term.label for term in APPLICANT_GROUPS]
    people.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": groups})


def _template() -> pd.DataFrame:
    numbers = dict.fromkeys(("step1", "step2_ck", "research_items"), "Int64")
    return pd.DataFrame(example_rows(), columns=list(COLUMN_NAMES)).astype(numbers)


def template_csv() -> bytes:
    """Return a caseload to fill in as CSV: the header, and rows of invented people."""
    return caseload_csv(_template())


def template_excel() -> bytes:
    """Return a caseload to fill in as a workbook, with what each column means and what is allowed in it."""
    meanings = [(column.name, column.meaning, column.allowed) for column in TEMPLATE_COLUMNS]
    words = [
        *(("applicant_group", term.slug, term.label) for term in APPLICANT_GROUPS),
        *(("specialties", term.slug, term.label) for term in ALLOWED_SPECIALTIES),
    ]
    people, columns, allowed = TEMPLATE_SHEETS
    return workbook_bytes(
        (people, COLUMN_NAMES, example_rows()),
        (columns, ["column", "meaning", "allowed"], meanings),
        (allowed, ["column", "slug", "or name"], words),
        finish=_guide,
    )


def has_handout(advisee: Advisee) -> bool:
    """Say whether there is anything to hand out: a group with averages, and a specialty."""
    return advisee.profile is not None and bool(advisee.specialties)


def handouts_zip(
    advisees: Sequence[Advisee],
    reference: Reference,
    read: Caseload,
    *,
    made_on: date,
    sem: float = SEM_DEFAULT,
    with_names: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return a zip with a handout for each person, the standings, the problems and a README.

    A handout is about a group with averages and the first six specialties; README.txt names those who get
    none. The names of the handouts are numbered by the order of the advisees, who are of the caseload `read`.
    `progress` is called now and then, and at the end, with how many are made and how many will be.

    Raises:
        ValueError: when `sem` is not 5-8 points.
    """
    rows = pd.concat(furthest_first(caseload_standings(advisees, reference, sem)))
    standings = marked_rows(with_kept(rows, read), reference.edition)
    handed = [(one, profile) for one in advisees if has_handout(one) and (profile := one.profile)]
    without = [one.line for one in advisees if not has_handout(one)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes | str) -> None:
            entry = zipfile.ZipInfo(name, (*made_on.timetuple()[:3], 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

        for number, (one, profile) in enumerate(handed, start=1):
            is_named = with_names and one.name
            identifier = f"{one.name} ({one.identifier})" if is_named else one.identifier
            request = HandoutRequest(
                profile,
                one.specialties[:MOST],
                made_on,
                sem=sem,
                identifier=identifier,
                unread=one.unread,
            )
            add(f"handouts/{number:04d}_{handout_name(request)}", handout_html(request, reference))
            if progress and (number % _REPORT_EVERY == 0 or number == len(handed)):
                progress(number, len(handed))
        add("standings.csv", caseload_csv(standings))
        add("problems.csv", caseload_csv(problem_rows(read.problems)))
        add("README.txt", _readme(standings, reference, made_on, sem, without))
    return file.getvalue()


def _readme(
    standings: pd.DataFrame, reference: Reference, made_on: date, sem: float, without: Sequence[int]
) -> str:
    """Return what is in the zip, and what the numbers cannot say."""
    said = "\n                 None for {}: no specialty, or a group without averages."
    return _README.format(
        made_on=made_on.isoformat(),
        without=said.format(said_numbers(without)) if without else "",
        year=reference.match_year,
        sem=sem,
        summary=summary_words(standings),
        caveats="\n\n".join(standing_caveats(reference.usmle_norms, reference.edition)),
        sources=say_sources(reference.sources, standing_sources(standings, reference)),
        version=DATA_VERSION,
        columns="".join(f"  {name} ({unit}): {meaning}\n" for name, unit, meaning in _meanings(standings)),
    )
