"""What a caseload takes along: templates that come back, files without formulas, and a zip of handouts."""

import csv
import io
import re
import zipfile
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.caseload.advisees import Advisee, Caseload, Problem
from analysis.caseload.columns import ALLOWED_SPECIALTIES, COLUMN_NAMES, TEMPLATE_COLUMNS
from analysis.caseload.files import read_file
from analysis.caseload.mapping import propose
from analysis.caseload.reading import read_caseload
from analysis.caseload.records import CaseloadError
from analysis.caseload.standing_columns import STANDING_COLUMNS
from analysis.caseload.standings import caseload_standings, with_kept
from analysis.caseload.triage import furthest_first
from analysis.export.caseload import (
    FORMULA_STARTS,
    caseload_csv,
    handouts_zip,
    problem_rows,
    standings_excel,
    template_csv,
    template_excel,
)
from analysis.export.handout.page import HandoutRequest, handout_html
from analysis.profile import Profile
from analysis.reference import REFERENCE_TABLES, build_reference
from data.editions.charting_outcomes_2018 import EDITION
from data.load import load_table
from data.vocabulary import APPLICANT_GROUPS

REFERENCE = build_reference({name: load_table(name) for name in REFERENCE_TABLES}, EDITION)
DAY = date(2026, 11, 22)
NASTY = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "plain", "O'Brien", "a=b"]
PEOPLE = tuple(
    Advisee(line, name, "non_us_img", 230 - line, None, 4, ("neurology", "plastic_surgery"))
    for line, name in enumerate(NASTY, start=2)
)


def caseload_of(people, problems=()):
    return Caseload(tuple(people), tuple(problems), ())


PROBLEMS = (
    Problem(9, "step1", "=1+1", "Step 1 score: “=1+1” is not a whole number."),
    Problem(10, "identifier", "", "The identifier is missing."),
)


@pytest.fixture(scope="module")
def standings():
    return caseload_standings(PEOPLE, REFERENCE)


def rows_of(content):
    """The cells as text, by Python's own reader."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("content", "name"), [(template_csv(), "t.csv"), (template_excel(), "t.xlsx")], ids=["csv", "xlsx"]
)
def test_a_templates_headings_are_known_and_its_examples_are_nobody(content, name):
    assert propose(read_file(content, name).grid.lines).open_questions == ()
    with pytest.raises(CaseloadError, match="the template’s invented examples: rows 2-6"):
        read_caseload(content, name)


def test_somebody_below_the_examples_is_read():
    content = template_csv() + b"K77,US IMG,,251,3,Neurology\n"
    assert [one.identifier for one in read_caseload(content, "t.csv").advisees] == ["K77"]


def test_the_excel_template_explains_its_columns_and_keeps_codes_as_text():
    book = openpyxl.load_workbook(io.BytesIO(template_excel()))
    assert book.sheetnames == ["caseload", "columns", "allowed"]
    assert [cell.value for cell in book["caseload"][1]] == list(COLUMN_NAMES)
    explained = list(book["columns"].values)
    assert [(row[0], row[2]) for row in explained[1:]] == [
        (column.name, column.allowed) for column in TEMPLATE_COLUMNS
    ]
    words = {row[1:] for row in list(book["allowed"].values)[1:]}
    assert words == {(term.slug, term.label) for term in (*APPLICANT_GROUPS, *ALLOWED_SPECIALTIES)}
    assert book["caseload"].column_dimensions["A"].number_format == "@"
    (choice,) = book["caseload"].data_validations.dataValidation
    assert choice.formula1 == '"US MD senior,DO senior,US IMG,Non-US IMG"'


def test_text_that_looks_like_a_formula_is_defused_in_csv(standings):
    names = [row["identifier"] for row in rows_of(caseload_csv(standings))][::2]
    assert names == [f"'{name}" if name[0] in "=+-@" else name for name in NASTY]
    problems = rows_of(caseload_csv(problem_rows(PROBLEMS)))
    assert [problem["value"] for problem in problems] == ["'=1+1", "nothing"]


texts_of_any_kind = st.one_of(st.text(max_size=6), st.text("=+-@\t\r\n',\"1a", max_size=5))


@given(st.lists(texts_of_any_kind, min_size=1, max_size=4), st.floats(-40, 40))
def test_no_text_of_a_csv_begins_like_a_formula_and_no_number_is_touched(texts, number):
    rows = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "number": number})
    written = rows_of(caseload_csv(rows))
    for row, text in zip(written, texts, strict=True):
        assert not row["text"].startswith(FORMULA_STARTS)
        same = text.replace("\r\n", "\n").replace("\r", "\n")
        assert row["text"] == (f"'{same}" if text.startswith(FORMULA_STARTS) else same)
        assert float(row["number"]) == pytest.approx(number)


def test_numbers_are_plain_and_missing_ones_empty_in_csv(standings):
    first, second = rows_of(caseload_csv(standings))[:2]
    assert (first["step1_score"], first["step1_gap_to_matched"], first["items_gap"]) == (
        "228",
        "-8",
        "-3.3",
    )
    assert (first["step2_ck_score"], first["missing"]) == ("", "Step 2 CK: no score")
    assert (second["standing"], second["sem"], second["match_year"]) == ("no_verdict", "6.0", "2018")
    assert "−" not in caseload_csv(standings).decode("utf-8-sig")


def test_a_spreadsheet_reads_the_names_right():
    content = caseload_csv(pd.DataFrame({"identifier": ["José", "Łódź"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(io.BytesIO(content))["identifier"].tolist() == ["José", "Łódź"]


def test_excel_holds_no_formula_and_says_what_is_in_it(standings):
    content = standings_excel(standings, PROBLEMS, REFERENCE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["standings", "problems", "columns", "about"]
    sheet = book["standings"]
    head = [cell.value for cell in sheet[1]]
    assert head == [column.name for column in STANDING_COLUMNS]
    names = [sheet.cell(row, head.index("identifier") + 1) for row in range(2, sheet.max_row + 1)]
    assert [cell.value for cell in names][::2] == NASTY
    assert {cell.data_type for cell in names} == {"s"}
    assert sheet.cell(2, head.index("step1_gap_to_matched") + 1).value == -8
    assert sheet.cell(2, head.index("step2_ck_score") + 1).value is None
    assert [cell.value for cell in book["problems"][2]] == [9, "step1", "=1+1", PROBLEMS[0].sentence]
    assert [cell.value for cell in book["columns"]["A"]][1:] == head
    about = " ".join(cell.value for cell in book["about"]["A"])
    assert "nothing here is a chance of matching" in about
    assert "Results and Data" in about
    assert "Report on Residents" in about
    assert "Program Director Survey" in about
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(
            re.search(rb"<f[ >]", parts.read(name)) for name in parts.namelist() if "sheet" in name
        )


@pytest.fixture(scope="module")
def taken():
    """A zip, what is in it, and what was said while it was made."""
    said = []
    content = handouts_zip(
        PEOPLE * 8,
        REFERENCE,
        caseload_of(PEOPLE, PROBLEMS),
        made_on=DAY,
        sem=7,
        progress=lambda made, of: said.append((made, of)),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}, said


def test_the_zip_holds_a_handout_for_each_and_the_tables(taken):
    files, said = taken
    handouts = [name for name in files if name.startswith("handouts/")]
    assert len(handouts) == len(PEOPLE) * 8
    assert [name[9:14] for name in handouts] == [f"{number:04d}_" for number in range(1, len(handouts) + 1)]
    assert all(re.fullmatch(r"handouts/[a-zA-Z0-9._-]+\.html", name) for name in handouts)
    assert set(files) - set(handouts) == {"standings.csv", "problems.csv", "README.txt"}
    assert said == [(25, 56), (50, 56), (56, 56)]


def test_a_handout_is_the_one_a_person_would_get_alone(taken):
    files, _ = taken
    request = HandoutRequest(
        Profile("non_us_img", 228, None, 4),
        PEOPLE[0].specialties,
        DAY,
        sem=7,
        identifier=PEOPLE[0].identifier,
    )
    first = next(content for name, content in files.items() if name.startswith("handouts/0001_"))
    assert first.decode() == handout_html(request, REFERENCE)
    assert "=cmd|" in first.decode()


def test_the_tables_of_the_zip_are_those_of_the_page(taken):
    files, _ = taken
    ordered = pd.concat(furthest_first(caseload_standings(PEOPLE * 8, REFERENCE, 7)))
    assert files["standings.csv"] == caseload_csv(ordered)
    assert files["problems.csv"] == caseload_csv(problem_rows(PROBLEMS))


def test_the_readme_says_what_is_inside_and_what_it_cannot_say(taken):
    readme = taken[0]["README.txt"].decode()
    for said in (
        "Made on 2026-11-22, with the averages of the 2018 Match; near an average means within 7 points.",
        "apostrophe",
        "nothing here is a chance of matching",
        "Source: National Resident Matching Program",
        *(f"  {column.name} ({column.unit}): " for column in STANDING_COLUMNS),
    ):
        assert said in readme
    assert "{" not in readme


def test_nobody_makes_an_empty_but_readable_zip():
    content = handouts_zip((), REFERENCE, caseload_of(()), made_on=DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["README.txt", "problems.csv", "standings.csv"]
    with pytest.raises(ValueError, match="allowed is 5 to 8 points"):
        handouts_zip(PEOPLE[:1], REFERENCE, caseload_of(PEOPLE), made_on=DAY, sem=4)


def test_names_are_on_handouts_only_when_asked_and_whoever_cannot_have_one_is_named():
    people = (
        Advisee(2, "A1", "us_img", 230, None, 4, ("neurology",), False, "Ana Secret", ("2027",)),
        Advisee(3, "D1", "do", 230, 240, 4, ("neurology",)),
        Advisee(4, "S1", "us_img", 230, 240, 4, tuple(term.slug for term in ALLOWED_SPECIALTIES[:9])),
    )
    read = Caseload(people, (), (), ("Year",), has_names=True)
    for with_names in (False, True):
        content = handouts_zip(people, REFERENCE, read, made_on=DAY, with_names=with_names)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            handouts = {
                name: archive.read(name).decode() for name in archive.namelist() if "handouts/" in name
            }
            assert "None for row 3" in archive.read("README.txt").decode()
            rows = rows_of(archive.read("standings.csv"))
        assert len(handouts) == 2
        assert any("Ana Secret" in page for page in handouts.values()) == with_names
        assert {row["Year"] for row in rows if row["identifier"] == "A1"} == {"2027"}
        assert len({row["specialty"] for row in rows if row["identifier"] == "S1"}) == 9


def test_a_handout_says_of_a_cell_that_was_not_read_what_stood_there():
    unread = (("step2_ck", "cell not read, “24O”"),)
    people = (Advisee(2, "A1", "us_img", None, None, 4, ("neurology",), unread=unread),)
    content = handouts_zip(people, REFERENCE, caseload_of(people), made_on=DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (page,) = (archive.read(name).decode() for name in archive.namelist() if "handouts/" in name)
    assert "Step 2 CK: the score could not be read (cell not read, “24O”)" in page
    assert "Step 1: no score was entered" in page


def test_columns_of_the_file_are_explained_in_the_workbook():
    people = (Advisee(2, "A1", "us_img", 230, None, 4, ("neurology",), False, "Ana", ("=1+1",)),)
    rows = with_kept(
        caseload_standings(people, REFERENCE), Caseload(people, (), (), ("Note",), has_names=True)
    )
    book = openpyxl.load_workbook(io.BytesIO(standings_excel(rows, (), REFERENCE)))
    head = [cell.value for cell in book["standings"][1]]
    assert [cell.value for cell in book["columns"]["A"]][1:] == head
    note = book["standings"].cell(2, head.index("Note") + 1)
    assert (note.value, note.data_type) == ("=1+1", "s")
