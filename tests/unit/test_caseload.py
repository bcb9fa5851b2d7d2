"""Reading a caseload: what is read, what is said about the rest, and what is refused as a whole."""

import csv
import datetime
import io
import re
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import caseload_file
from analysis.caseload import (
    ALLOWED_SPECIALTIES,
    COLUMN_NAMES,
    WHOLE_LINE,
    Advisee,
    CaseloadError,
    Problem,
    read_caseload,
)
from analysis.caseload_file import MOST_BYTES, MOST_ROWS
from analysis.profile import Profile
from data.vocabulary import APPLICANT_GROUPS

HEAD = "identifier,applicant_group,step1,step2_ck,research_items,specialties\n"
SPECIALTIES_ALLOWED = "1 to 6 of the 22 specialties by slug or name, separated by ; or |"


def csv_of(*lines, head=HEAD):
    return (head + "".join(f"{line}\n" for line in lines)).encode()


def read(*lines, head=HEAD):
    return read_caseload(csv_of(*lines, head=head), "fall.csv")


def workbook(*rows, head=COLUMN_NAMES, more_sheets=()):
    book = openpyxl.Workbook()
    book.active.title = "people"
    for row in (head, *rows):
        book.active.append(row)
    for name in more_sheets:
        book.create_sheet(name)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def from_xlsxwriter(*rows):
    """A workbook as Excel itself writes it, with its texts in a part of their own."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("people")
        for number, row in enumerate((COLUMN_NAMES, *rows)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def refused(content, name="fall.csv"):
    with pytest.raises(CaseloadError) as error:
        read_caseload(content, name)
    return str(error.value)


def repacked(content, **parts):
    """A workbook with some of its parts replaced; a part named with __ for / and no ending is XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.replace("/", "__").removesuffix(".xml")
            new.writestr(name, parts.get(key, old.read(name)))
    return file.getvalue()


def test_a_row_becomes_an_advisee():
    found = read("A-1,us_img,230,241,4,neurology;pathology")
    profile = Profile("us_img", 230, 241, 4)
    assert found.advisees == (Advisee(2, "A-1", profile, ("neurology", "pathology")),)
    assert found.problems == ()
    assert found.notices == ()


def test_slugs_and_labels_are_read_in_any_case_and_each_specialty_once():
    found = read(
        "1,Non-US IMG,,,,Internal Medicine/Pediatrics | NEUROLOGY;neurology",
        "2,us md senior,,,,Obstetrics and Gynecology",
        "3,US_IMG,,,,internal_medicine_pediatrics;|; pathology ;",
    )
    assert [one.profile.applicant_group for one in found.advisees] == ["non_us_img", "us_md_senior", "us_img"]
    assert [one.specialties for one in found.advisees] == [
        ("internal_medicine_pediatrics", "neurology"),
        ("obstetrics_and_gynecology",),
        ("internal_medicine_pediatrics", "pathology"),
    ]


@pytest.mark.parametrize("term", [*APPLICANT_GROUPS, *ALLOWED_SPECIALTIES], ids=lambda term: term.slug)
@pytest.mark.parametrize("spelled", [str.upper, str.lower, str])
def test_every_group_and_specialty_is_known_by_slug_and_label(term, spelled):
    for word in (term.slug, term.label):
        group, specialty = ("us_img", word) if term in ALLOWED_SPECIALTIES else (word, "neurology")
        (advisee,) = read(f"x,{spelled(group)},,,,{spelled(specialty)}").advisees
        assert term.slug in (advisee.profile.applicant_group, *advisee.specialties)


def test_the_total_is_nobodys_specialty():
    (problem,) = read("x,us_img,,,,All Specialties Combined").problems
    assert problem.sentence.startswith("“All Specialties Combined” is no specialty of this data")


@pytest.mark.parametrize(
    "header",
    [
        "Identifier,Applicant Group,Step 1,Step 2 CK,Research items,Specialties",
        "SPECIALTIES,research_items,STEP2CK,step 1 score,applicantgroup,identifier",
        '"identifier", "applicant_group", step_1, Step2-CK, Research_Items, specialties',
        "\ufeffidentifier;applicant_group;step1;step2_ck;research_items;specialties",
        "identifier\tapplicant_group\tstep1\tstep2_ck\tresearch_items\tspecialties",
    ],
)
def test_headers_differ_in_order_case_and_blanks_and_separators(header):
    mark = max(",;\t", key=header.count)
    values = dict(zip(COLUMN_NAMES, ["x", "us_img", "230", "241", "4", "neurology|pathology"], strict=True))
    keys = [re.sub(r"[^a-z0-9]", "", name.lower().removesuffix(" score")) for name in header.split(mark)]
    by_key = {name.replace("_", ""): value for name, value in values.items()}
    found = read(mark.join(by_key[key] for key in keys), head=f"{header}\n")
    assert found.advisees[0].profile == Profile("us_img", 230, 241, 4)
    assert found.advisees[0].specialties == ("neurology", "pathology")
    assert found.notices == ()


@pytest.mark.parametrize(
    ("line", "column", "value", "sentence"),
    [
        (
            "x,us_img,400,,,neurology",
            "step1",
            "400",
            "Step 1 score: 400 is out of range. Allowed is a whole number from 120 to 300.",
        ),
        (
            "x,us_img,,230.5,,neurology",
            "step2_ck",
            "230.5",
            "Step 2 CK score: “230.5” is not a whole number. Allowed is a whole number from 120 to 300.",
        ),
        (
            "x,us_img,,,-1,neurology",
            "research_items",
            "-1",
            "Research items: “-1” is not a whole number. Allowed is a whole number from 0 to 999.",
        ),
        (
            "x,martian,,,,neurology",
            "applicant_group",
            "martian",
            "“martian” is no applicant group. Allowed is one of us_md_senior (US MD senior), us_img (US IMG), "
            "non_us_img (Non-US IMG).",
        ),
        (
            "x,us_img,,,,Dermatolgy; surgery",
            "specialties",
            "Dermatolgy; surgery",
            "“Dermatolgy” and “surgery” are no specialties of this data; the closest is “Dermatology”. Allowed "
            f"are {SPECIALTIES_ALLOWED}.",
        ),
        ("x,us_img,,,,", "specialties", "", f"No specialty is named. Allowed are {SPECIALTIES_ALLOWED}."),
        (
            f"x,us_img,,,,{';'.join(term.slug for term in ALLOWED_SPECIALTIES[:7])}",
            "specialties",
            "anesthesiology;child_neurology;dermatolo…",
            f"7 specialties are named. Allowed are {SPECIALTIES_ALLOWED}.",
        ),
        (
            "x,,,,,neurology",
            "applicant_group",
            "",
            "The applicant group is missing. Allowed is one of us_md_senior (US MD senior), us_img (US IMG), "
            "non_us_img (Non-US IMG).",
        ),
        (
            " ,us_img,,,,neurology",
            "identifier",
            "",
            "The identifier is missing. Allowed is a different text of at most 60 characters in every row, "
            "such as a number or a code.",
        ),
        (
            "x,us_img,,,,neurology;pathology,psychiatry",
            WHOLE_LINE,
            "x us_img neurology;pathology psychiatry",
            "The line has 7 cells. Allowed are the 6 of the header; in a CSV file a cell that holds the "
            "separator of the columns needs quotation marks round it.",
        ),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(line, column, value, sentence):
    found = read("before,us_img,,,,neurology", line, "after,us_img,,,,neurology")
    assert found.problems == (Problem(3, column, value, sentence),)
    assert [one.identifier for one in found.advisees] == ["before", "after"]


def test_a_row_may_have_several_problems():
    found = read(",martian,abc,0,1000,wizardry")
    assert [problem.column for problem in found.problems] == list(COLUMN_NAMES)
    assert {problem.line for problem in found.problems} == {2}
    assert found.advisees == ()


def test_a_duplicate_is_a_problem_of_the_later_row_and_names_the_earlier_line():
    found = read("x,us_img,,,,neurology", "y,us_img,,,,neurology", "x,us_img,,,,pathology", "x,us_img,0,,,")
    assert [one.line for one in found.advisees] == [2, 3]
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (4, "identifier"),
        (5, "identifier"),
        (5, "step1"),
        (5, "specialties"),
    ]
    assert found.problems[0].sentence.startswith("This identifier already stands in line 2.")


@pytest.mark.parametrize(("typed", "score"), [("230.0", 230), ("230.", None), ("0230", 230), ("2 30", None)])
def test_a_whole_number_may_end_in_zeros_behind_the_point(typed, score):
    found = read(f"x,us_img,{typed},,,neurology")
    assert [one.profile.step1 for one in found.advisees] == ([] if score is None else [score])
    assert len(found.problems) == (score is None)


def test_a_novel_in_a_cell_is_cut_and_no_number():
    found = read(f"x,us_img,{'0' * 5000}1,{'9' * 5000},,{'n' * 5000}", f"{'y' * 61},us_img,,,,neurology")
    assert [len(problem.value) for problem in found.problems] == [41, 41, 41, 41]
    assert all(len(problem.sentence) < 200 for problem in found.problems)
    assert found.problems[0].sentence.endswith(
        "is not a whole number. Allowed is a whole number from 120 to 300."
    )
    assert found.problems[3].sentence.startswith("The identifier has 61 characters.")


def test_blank_lines_and_line_breaks_in_cells_keep_the_line_numbers():
    content = (
        HEAD
        + 'a,us_img,,,,"neurology;\npathology"\n\n,,,,,\n  ,\nb,us_img,,,,wizardry\r\nc,us_img,,,,neurology'
    )
    found = read_caseload(content.encode(), "fall.csv")
    assert [(one.line, one.specialties) for one in found.advisees] == [
        (2, ("neurology", "pathology")),
        (8, ("neurology",)),
    ]
    assert [problem.line for problem in found.problems] == [7]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only():
    found = read(
        "a,us_img,,,,neurology", 'b,us_img,,,,"neurology', "c,us_img,,,,pathology", "d,us_img,,,,psychiatry"
    )
    assert [one.identifier for one in found.advisees] == ["a", "c", "d"]
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, WHOLE_LINE)]
    assert found.problems[0].sentence.startswith("The quotation marks of this line do not pair up")


def test_windows_text_is_read_with_a_notice():
    found = read_caseload(csv_of("José,us_img,,,,neurology").decode().encode("cp1252"), "fall.csv")
    assert found.advisees[0].identifier == "José"
    assert found.notices == (
        "The file is not in UTF-8 and was read as Windows-1252, as older versions of Excel write it: look at "
        "names with accents before you use them.",
    )
    assert read_caseload(csv_of("José,us_img,,,,neurology"), "fall.csv").notices == ()


def test_unknown_and_absent_columns_are_mentioned():
    found = read("x,us_img,neurology,secret,", head="identifier,applicant_group,specialties,advisor,\n")
    assert found.notices == (
        "Columns that a caseload does not know were ignored: “advisor”.",
        "Without the columns step1, step2_ck and research_items, nobody has a number there.",
    )
    assert found.advisees[0].profile == Profile("us_img")
    twelve = "".join(f",c{n}" for n in range(12))
    many = read("x,us_img,neurology", head=f"identifier,applicant_group,specialties{twelve}\n")
    assert many.notices[0].endswith("“c8”, “c9” and 2 others.")
    nameless = read("x,note,us_img,neurology", head="identifier,,applicant_group,specialties\n")
    assert nameless.notices[0].endswith("were ignored: number 2, without a name.")


def test_text_that_looks_like_a_formula_is_text():
    nasty = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)"]
    found = read(*(f'"{text}",us_img,,,,neurology' for text in nasty))
    assert [one.identifier for one in found.advisees] == nasty
    book = workbook(*((f"x{text}", "us_img", None, None, None, "neurology") for text in nasty))
    assert [one.identifier for one in read_caseload(book, "b.xlsx").advisees] == [
        f"x{text}" for text in nasty
    ]


def test_texts_that_excel_keeps_in_a_part_of_their_own_are_read():
    found = read_caseload(from_xlsxwriter(("x", "us_img", 230, 241.0, "4", "neurology")), "fall.xlsx")
    assert found.advisees == (Advisee(2, "x", Profile("us_img", 230, 241, 4), ("neurology",)),)


@pytest.mark.parametrize("separator", [";", "|", " ; ", "|;"])
def test_excel_cells_are_read_like_text(separator):
    book = workbook(
        (17, "US IMG", 230, 241.0, "4", f"Neurology{separator}Pathology"),
        (None,) * 6,
        ("b ", "us_img", None, None, None, "neurology"),
        more_sheets=("last year", "columns"),
    )
    found = read_caseload(book, "fall.xlsx")
    assert found.advisees == (
        Advisee(2, "17", Profile("us_img", 230, 241, 4), ("neurology", "pathology")),
        Advisee(4, "b", Profile("us_img"), ("neurology",)),
    )
    assert found.notices == ("Only the first sheet, “people”, was read; left out: “last year”.",)


@pytest.mark.parametrize(
    ("value", "shown", "holds"),
    [
        (datetime.date(2024, 3, 12), "2024-03-12", "a date or a time"),
        (datetime.datetime(2024, 3, 12, 9, 30), "2024-03-12 09:30:00", "a date or a time"),
        (datetime.time(9, 30), "09:30:00", "a date or a time"),
        (True, "TRUE", "a TRUE or FALSE"),
        ("=1+1", "=", "a formula without a stored result"),
    ],
)
@pytest.mark.parametrize("place", [0, 2])
def test_what_excel_holds_that_is_neither_text_nor_number_is_named(value, shown, holds, place):
    row = ["x", "us_img", None, None, None, "neurology"]
    row[place] = value
    (problem,) = read_caseload(workbook(row), "fall.xlsx").problems
    assert (problem.line, problem.column, problem.value) == (2, COLUMN_NAMES[place], shown)
    assert problem.sentence.startswith(f"The cell holds {holds}. Allowed is a")


def test_half_a_point_is_no_score_in_excel_either():
    (problem,) = read_caseload(workbook(("x", "us_img", 230.5, None, None, "neurology")), "b.xlsx").problems
    assert (problem.value, problem.column) == ("230.5", "step1")


def test_a_formula_that_gives_an_empty_text_is_a_blank():
    book = workbook(("x", "us_img", 230, None, None, "neurology"))
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    formula = '<c r="C2" t="str"><f>IF(1,"","")</f><v></v></c>'
    book = repacked(book, xl__worksheets__sheet1=re.sub(r'<c r="C2".*?</c>', formula, sheet))
    assert read_caseload(book, "fall.xlsx").advisees[0].profile == Profile("us_img")


def test_a_sheet_that_understates_its_size_is_read_whole():
    book = workbook(*((f"a{n}", "us_img", None, None, None, "neurology") for n in range(9)))
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    book = repacked(
        book, xl__worksheets__sheet1=re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', sheet)
    )
    assert len(read_caseload(book, "fall.xlsx").advisees) == 9


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_beyond_the_limit_are_left_out_with_a_notice(monkeypatch, kind):
    monkeypatch.setattr(caseload_file, "MOST_ROWS", 3)
    rows = [(f"a{n}", "us_img", None, None, None, "neurology") for n in range(5)]
    lines = [",".join(str(cell or "") for cell in row) for row in rows]
    found = read_caseload(workbook(*rows) if kind == "xlsx" else csv_of(*lines), f"fall.{kind}")
    assert [one.identifier for one in found.advisees] == ["a0", "a1", "a2"]
    assert found.notices == (
        "The file has more than 3 rows: the first 3 were read, to line 4, and the rest was left out. Split the "
        "file to read the rest.",
    )
    assert MOST_ROWS == 5000


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "fall.csv", "“fall.csv” is empty."),
        (b" \n\r\n ", "fall.csv", "“fall.csv” is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0", "fall.csv", "“fall.csv” is a picture."),
        (b"%PDF-1.7 ...", "fall.csv", "“fall.csv” is a PDF."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "fall.xls",
            "is an old Excel file (.xls) or a workbook with a password.",
        ),
        (b"<html><table>", "fall.xls", "is a web page or another text in angle brackets, not a table."),
        (HEAD.encode("utf-16"), "fall.csv", "is text in the encoding UTF-16, where UTF-8 or Windows-1252"),
        (b"identifier\0", "fall.csv", "is not text: it holds bytes that no CSV file has."),
        (b"identifier,\x81\xff", "fall.csv", "is text in an encoding other than UTF-8 and Windows-1252."),
        (HEAD.encode(), "fall.xlsx", "is called an Excel workbook, but is none inside, or is damaged."),
        (b"PK\x03\x04 nothing", "fall.xlsx", "cannot be read as an Excel workbook: it is damaged or of"),
        (b",,,\n,,\n", "fall.csv", "holds no line with anything in it."),
        (b"x" * (MOST_BYTES + 1), "fall.csv", "is too large, with 5.0 MB."),
        (b"", "f" * 300, f"“{'f' * 40}…” is empty."),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_is_allowed(content, name, said):
    sentence = refused(content, name)
    assert said in sentence
    assert sentence.endswith(
        "Allowed is a CSV file (separated by comma, semicolon or tab) or an Excel workbook (.xlsx) without a "
        "password, up to 5 MB."
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,us_img,230\nb,us_img,240\n", "The first line of “fall.csv” has none of the column names"),
        (b"identifier,step1\nx,230\n", "lacks the columns applicant_group and specialties."),
        (b"identifier,applicant_group\nx,us_img\n", "lacks the column specialties."),
        (csv_of("", head=HEAD.replace("step2_ck", "Step 1")), "has the column step1 twice."),
        (b'identifier,"applicant_group\n', "The header of “fall.csv” cannot be read. The quotation marks"),
        (HEAD.encode(), "“fall.csv” has a header and no person below it."),
    ],
)
def test_a_header_that_is_none_is_refused(content, said):
    assert said in refused(content)
    assert "Allowed is " in refused(content)


def a_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_zips_that_are_no_caseload_are_refused():
    book = workbook(("x", "us_img", None, None, None, "neurology"))
    assert "is a zip archive, not an Excel workbook." in refused(a_zip(letter="Dear"), "fall.xlsx")
    assert "damaged or of another kind" in refused(book[: len(book) // 2], "fall.xlsx")
    assert "damaged or of another kind" in refused(book.replace(b"xl/workbook", b"xl/warkbook"), "fall.xlsx")
    locked = bytearray(book)
    for start in (match.start() for match in re.finditer(rb"PK\x01\x02", book)):
        locked[start + 8] |= 1
    assert "is locked with a password." in refused(bytes(locked), "fall.xlsx")
    columns = tuple(f"c{n}" for n in range(120))
    assert "has more than 100 columns." in refused(workbook(head=(*COLUMN_NAMES, *columns)), "fall.xlsx")
    assert "has more than 100 columns." in refused(csv_of(head=f"{','.join(columns)}\n"))


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl__worksheets__sheet1", SHEET.format(" " * 60_000_000)),
        ("xl__worksheets__sheet1", SHEET.format("<row/>" * 2_000_000)),
        ("xl__styles", "<styleSheet>" + "<xf/>" * 400_000 + "</styleSheet>"),
        ("xl__sharedStrings", "<sst>" + "<si/>" * 3_000_000 + "</sst>"),
    ],
    ids=["bytes", "rows", "styles", "strings"],
)
def test_a_zip_bomb_is_refused_before_it_is_opened(part, content):
    bomb = repacked(from_xlsxwriter(("x", "us_img", None, None, None, "neurology")), **{part: content})
    assert len(bomb) < MOST_BYTES
    start = time.monotonic()
    assert "holds far more than a caseload once it is unpacked." in refused(bomb, "fall.xlsx")
    assert time.monotonic() - start < 10


def test_an_entity_bomb_and_an_endless_sheet_are_refused_or_end():
    book = workbook(("x", "us_img", None, None, None, "neurology"))
    lol = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>' + SHEET.format(
        "<row><c><v>&c;</v></c></row>"
    )
    assert "damaged or of another kind" in refused(repacked(book, xl__worksheets__sheet1=lol), "fall.xlsx")
    # A row that claims to be the ten thousand millionth: the rows before it are not counted one by one for ever.
    far = SHEET.format('<row r="9999999999"><c r="A9999999999" t="inlineStr"><is><t>x</t></is></c></row>')
    assert "fall.xlsx" in refused(repacked(book, xl__worksheets__sheet1=far), "fall.xlsx")
    comments = SHEET.format("<!--" + '<c r="A1" ' * 300_000 + "-->")
    start = time.monotonic()
    assert "fall.xlsx" in refused(repacked(book, xl__worksheets__sheet1=comments), "fall.xlsx")
    assert time.monotonic() - start < 10


def is_one_or_the_other(found, filled):
    """Every filled line ends in exactly one of the two."""
    good = [one.line for one in found.advisees]
    bad = {problem.line for problem in found.problems}
    assert len(good) == len(set(good))
    assert not bad & set(good)
    assert bad | set(good) == set(filled)


def read_or_refused(content, name):
    """Either something is read, or a sentence says what is allowed; nothing else is ever raised."""
    said = ""
    try:
        found = read_caseload(content, name)
    except CaseloadError as error:
        said = str(error)
    assert ("Allowed is " in said) or found.advisees or found.problems


@settings(max_examples=300)
@given(
    st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a"]), st.sampled_from([b"", HEAD.encode()])
)
def test_bytes_of_any_kind_are_read_or_refused_with_a_sentence(garbage, name, before):
    read_or_refused(before + garbage, name)


# Made once: a workbook carries the time of its making, and the examples must be the same again.
BOOK = workbook(("x", "us_img", 230, None, None, "neurology"), ("y", "us_img", 1, 2, 3, "pathology"))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(data):
    book = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 20))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(book), "a.xlsx")


words = st.sampled_from(
    [
        "",
        " ",
        "x",
        "y",
        "us_img",
        "Non-US IMG",
        "230",
        "230.0",
        "neurology",
        "Pathology|x",
        '"',
        "a,b",
        "a\nb",
        "=1",
    ]
)
cells = st.one_of(
    words, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
)


@settings(max_examples=300)
@given(st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_every_line_of_a_csv_ends_in_exactly_one_place(rows, mark):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMN_NAMES)
    filled = []
    for row in rows:
        # Where the next row begins, as an editor counts lines.
        line = len(io.StringIO(file.getvalue(), newline="").readlines()) + 1
        writer.writerow(row)
        if any(cell.split() for cell in row):
            filled.append(line)
    content = file.getvalue().encode()
    if filled:
        is_one_or_the_other(read_caseload(content, "a.csv"), filled)
    else:
        assert "no person below it" in refused(content, "a.csv")


anything = st.one_of(
    cells.filter(lambda text: not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)),
    st.none(),
    st.booleans(),
    st.integers(-10, 400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)),
)


@settings(max_examples=80)
@given(st.lists(st.lists(anything, min_size=1, max_size=7), min_size=1, max_size=6))
def test_every_row_of_a_workbook_ends_in_exactly_one_place(rows):
    content = workbook(*rows)
    filled = [
        number
        for number, row in enumerate(rows, start=2)
        if any(not (cell is None or (isinstance(cell, str) and not cell.split())) for cell in row)
    ]
    if filled:
        is_one_or_the_other(read_caseload(content, "a.xlsx"), filled)
    else:
        assert "no person below it" in refused(content, "a.xlsx")
