"""Any file at all: its lines, known, or one sentence with how to save it instead; quickly, whatever is in it."""

import io
import re
import time
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.caseload import text, workbook
from analysis.caseload.encodings import decoded
from analysis.caseload.files import read_file, read_list, sheet_notices
from analysis.caseload.kinds import ALLOWED_FILES
from analysis.caseload.records import MOST_BYTES, MOST_ROWS, CaseloadError
from tests.analysis.caseload.making_caseloads import (
    ANA,
    BEA,
    HEAD,
    compound_of,
    csv_of,
    ods_of,
    repacked,
    strict_of,
    text_of,
    xls_of,
    xlsx_of,
)

ROWS = (HEAD, ANA, BEA)
# What every kind of file with these rows comes to.
CELLS = [["" if cell is None else str(cell) for cell in row] for row in ROWS]


def short(value):
    """The name of a case: files carry the time of their making and do not name one."""
    return value[:30] if isinstance(value, str) else "file"


def cells(content, name="fall.csv", **asked):
    return [[cell.text for cell in line.cells] for line in read_file(content, name, **asked).grid.lines]


def refused(content, name="fall.csv"):
    with pytest.raises(CaseloadError) as error:
        read_file(content, name)
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (xlsx_of(*ROWS), "xlsx"),
        (strict_of(xlsx_of(*ROWS)), "xlsx"),
        (xls_of(*ROWS), "xls"),
        (ods_of(*ROWS), "ods"),
        (csv_of(*ROWS), "text"),
        (csv_of(*ROWS, mark=";"), "text"),
        (csv_of(*ROWS, mark="\t"), "text"),
        (csv_of(*ROWS, mark="|"), "text"),
        (csv_of(*ROWS, encoding="utf-8-sig"), "text"),
        (csv_of(*ROWS, encoding="utf-16"), "text"),
        (csv_of(*ROWS, encoding="utf-16-le"), "text"),
        (csv_of(*ROWS, encoding="utf-16-be", mark="\t"), "text"),
        (csv_of(*ROWS).replace(b"\n", b"\r"), "text"),
        (b"sep=;\n" + csv_of(*ROWS, mark=";"), "text"),
    ],
    ids=[
        "xlsx",
        "strict",
        "xls",
        "ods",
        "comma",
        "semicolon",
        "tab",
        "bar",
        "bom",
        "utf16",
        "utf16le",
        "utf16be",
        "mac-lines",
        "sep",
    ],
)
@pytest.mark.parametrize("name", ["fall", "fall.txt"])
def test_every_kind_of_file_has_the_same_lines(content, kind, name):
    found = read_file(content, name)
    assert found.kind == kind
    assert [[cell.text for cell in line.cells] for line in found.grid.lines] == CELLS


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("cp1252", ["José Ñandú", "Zoë", "François Lefèvre", "Müller, Jürgen", "Conan O’Brien, São"]),
        ("mac_roman", ["José Muñoz", "Zoë", "François", "García"]),
        ("cp1250", ["Łukasz Wałęsa", "Małgorzata", "Šárka Nováková", "Petrović"]),
        ("cp1251", ["Иван Петров", "Юлия"]),
        ("cp1254", ["Ayşe Yıldız"]),
    ],
)
def test_names_come_back_right_and_the_encoding_is_said(codec, names):
    rows = [(f"A{number}", name, "us_img") for number, name in enumerate(names)]
    found = read_file(csv_of(("id", "name", "group"), *rows, encoding=codec), "fall.csv")
    assert [line.cells[1].text for line in found.grid.lines[1:]] == names
    assert found.grid.encoding == codec
    assert "is not in UTF-8 and was read as" in found.grid.notices[0]
    # Each alone as well, where there is little to go by.
    for name in names[:3]:
        assert name in decoded(f"A1,{name},us_img\n".encode(codec))[0]


def test_another_encoding_can_be_asked_for():
    content = csv_of(("id", "name"), ("A1", "Dvořák"), encoding="cp1250")
    assert cells(content, encoding="cp1250")[1][1] == "Dvořák"
    assert "Dvo" in cells(content, encoding="utf-8-sig")[1][1]


def test_invisible_marks_and_blanks_are_no_part_of_a_cell():
    assert cells("id,x\nK03\u200b,\u202d 2\u00a030\u202c \ufeff\n".encode())[1] == ["K03", "2 30"]


def test_where_the_open_sheet_has_no_people_the_first_that_has_is_read_and_said():
    book = xlsx_of(*ROWS, others=("notes", "last year"), active=1)
    found = read_list(book, "fall.xlsx")
    assert (found.sheets.read, found.passed_over) == ("people", "notes")
    assert "“people” was read, as the open one, “notes”, has no table of people; left out" in " ".join(
        sheet_notices(found)
    )
    # A sheet that was asked for is read, whatever stands there; so is the open one where none has people.
    assert read_list(book, "fall.xlsx", sheet="notes").sheets.read == "notes"
    assert not read_list(xlsx_of(("Ana", "x"), others=("notes",)), "fall.xlsx").passed_over
    # Another file than a list of people is read as it was left.
    assert read_file(book, "fall.xlsx").sheets.read == "notes"


def two_sheets(first, second):
    """A workbook that opens on the first of two sheets."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(*first, title="first")))
    sheet = book.create_sheet("second")
    for row in second:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "notes",
    [(), (("Notes",), ("Call them back",)), (("Name", "Said"), ("Dean", "yes"), ("Office", "no"))],
)
def test_a_sheet_of_notes_or_an_empty_one_before_the_people_is_passed_over(notes):
    found = read_list(two_sheets(notes, ROWS), "fall.xlsx")
    assert (found.sheets.read, found.passed_over) == ("second", "first")


def test_an_open_sheet_with_one_known_heading_and_people_is_read():
    people = (("Name", "Applies to"), ("Ana", "Neurology"))
    assert not read_list(two_sheets(people, ROWS), "fall.xlsx").passed_over


def test_a_workbook_without_anything_in_it_is_refused():
    with pytest.raises(CaseloadError, match="has nothing in its sheet"):
        read_list(xlsx_of(), "fall.xlsx")


def test_the_sheet_that_is_open_is_read_and_named():
    book = xlsx_of(*ROWS, others=("last year",), hidden_sheets=("lookups",))
    found = read_file(book, "fall.xlsx")
    assert found.sheets.read == "people"
    said = " ".join(sheet_notices(found))
    assert "The sheet “people” was read; left out: “last year”." in said
    assert "hidden in the workbook and not read: “lookups”" in said
    assert cells(book, "fall.xlsx", sheet="last year") == [["last year"]]
    # A hidden sheet is never the one.
    assert (
        read_file(xlsx_of(*ROWS, hidden_sheets=("lookups",)), "a.xlsx", sheet="lookups").sheets.read
        == "people"
    )


def test_hidden_rows_and_struck_out_cells_are_marked():
    found = read_file(xlsx_of(HEAD, ANA, BEA, ANA, hidden=(3,), struck=("C2", "A4")), "fall.xlsx").grid
    assert [line.is_hidden for line in found.lines] == [False, False, True, False]
    assert [cell.is_struck for cell in found.lines[1].cells] == [False, False, True, False, False, False]
    assert [line.is_hidden for line in read_file(ods_of(*ROWS, hidden=(2,)), "a.ods").grid.lines] == [
        False,
        True,
        False,
    ]
    assert "cannot be told" in read_file(xls_of(*ROWS), "a.xls").grid.notices[0]


def test_cells_that_are_neither_text_nor_number_say_what_they_hold():
    import datetime

    row = (datetime.date(2024, 3, 12), True, "=1+1", 230.0, 230.5, "x")
    found = read_file(xlsx_of(HEAD, row), "fall.xlsx").grid.lines[1].cells
    assert [(cell.text, cell.odd) for cell in found] == [
        ("2024-03-12", "a date or a time"),
        ("TRUE", "a TRUE or FALSE"),
        ("=", "a formula without a stored result"),
        ("230", ""),
        ("230.5", ""),
        ("x", ""),
    ]


def test_an_error_of_the_sheet_is_no_blank():
    book = xlsx_of(HEAD, ANA)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    sheet = re.sub(r'<c r="C2".*?</c>', '<c r="C2" t="e"><v>#N/A</v></c>', sheet)
    cell = read_file(repacked(book, xl__worksheets__sheet1=sheet), "a.xlsx").grid.lines[1].cells[2]
    assert (cell.text, cell.odd) == ("#N/A", "an error of the spreadsheet")


def test_a_cell_that_spans_rows_counts_for_each():
    import openpyxl

    book = openpyxl.Workbook()
    for row in (HEAD, ANA, ("A2", None, 240, None, None, "Neurology")):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    file = io.BytesIO()
    book.save(file)
    assert cells(file.getvalue(), "a.xlsx")[2][1] == "us_img"


@pytest.mark.parametrize(
    ("content", "name", "said", "advice"),
    [
        (b"", "fall.csv", "“fall.csv” is empty.", ""),
        (b" \n\r\n ", "fall.csv", "is empty.", ""),
        (b"\x89PNG\r\n\x1a\n\0\0", "fall.csv", "is a picture.", "Copy the table into a spreadsheet"),
        (b"%PDF-1.7 ...", "fall.pdf", "is a PDF.", "Copy the table into a spreadsheet"),
        (b"<html><table><tr>", "fall.xls", "is a web page", "Open it in Excel and save it as"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "f.xls",
            "of 2003",
            "Open",
        ),
        (
            compound_of("EncryptedPackage", b"x"),
            "fall.xlsx",
            "is locked with a password.",
            "take the password away",
        ),
        (compound_of("WordDocument", b"x"), "fall.doc", "is a text document (Word).", "Copy"),
        (compound_of("Contents", b"x"), "fall.msg", "holds no workbook.", "save it as"),
        (compound_of("Workbook", b"x"), "fall.xls", "it is damaged or of another kind.", "save it as"),
        (
            b"identifier\0,\x81\xff\0\x01",
            "fall.csv",
            "is not text: it holds bytes that no text file has.",
            "CSV UTF-8",
        ),
        (csv_of(*ROWS), "fall.xlsx", "is called a workbook, but is none inside", "Open it in Excel"),
        (b"PK\x03\x04 nothing", "fall.xlsx", "it is damaged or of another kind.", "Open it in Excel"),
        (xlsx_of(*ROWS)[:3000], "fall.xlsx", "it is damaged or of another kind.", "Open it in Excel"),
        (b"\x1f\x8b\x08rest", "fall.csv.gz", "is a compressed file (gzip).", "Unpack it"),
        (b",,,\n,,\n", "fall.csv", "holds no line with anything in it.", ""),
        (b"x" * (MOST_BYTES + 1), "fall.csv", "is too large, with 5.0 MB.", "Split it"),
        (b"", "f" * 300, f"“{'f' * 40}…” is empty.", ""),
    ],
    ids=short,
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(content, name, said, advice):
    sentence = refused(content, name)
    assert said in sentence
    assert advice in sentence
    assert sentence.endswith(f"Allowed is {ALLOWED_FILES}.")


def a_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (a_zip(letter="Dear"), "is a zip archive, not a workbook. Unpack it"),
        (a_zip(**{"Index__Document.iwa": "x"}), "In Numbers choose File, Export To, Excel or CSV"),
        (a_zip(**{"word__document.xml": "x"}), "is a text document (Word)"),
        (a_zip(mimetype="application/vnd.oasis.opendocument.text"), "holds no sheets"),
    ],
    ids=short,
)
def test_zips_that_are_no_workbook_are_told_apart(content, said):
    assert said in refused(content, "fall.xlsx")


def test_a_locked_part_is_said():
    locked = bytearray(xlsx_of(*ROWS))
    for start in (match.start() for match in re.finditer(rb"PK\x01\x02", bytes(locked))):
        locked[start + 8] |= 1
    assert "is locked with a password." in refused(bytes(locked), "fall.xlsx")


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
ONE = '<row r="1"><c r="A1" t="inlineStr"><is><t>identifier</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl__worksheets__sheet1", SHEET.format(" " * 90_000_000)),
        ("xl__worksheets__sheet1", SHEET.format("<row><c><v>1</v></c></row>" * 400_000)),
        ("xl__styles", "<styleSheet>" + "<xf/>" * 400_000 + "</styleSheet>"),
        ("xl__worksheets__sheet1", SHEET.format(ONE + FAR)),
    ],
    ids=["bytes", "rows", "styles", "far"],
)
def test_a_bomb_is_refused_before_it_is_opened(part, content):
    bomb = repacked(xlsx_of(*ROWS), **{part: content})
    assert len(bomb) < MOST_BYTES
    assert "holds far more than such a list once it is unpacked." in refused(bomb, "fall.xlsx")


def test_a_cell_far_away_in_an_old_workbook_does_not_cost_the_server():
    assert "holds far more than such a list" in refused(xls_of(*ROWS, cell_far_away=True), "fall.xls")


def test_a_text_with_far_too_many_columns_is_refused_at_once():
    heading = ",".join(("Name", "Step 1", *(f"x{place}" for place in range(300))))
    with pytest.raises(CaseloadError, match="more than 100 columns"):
        read_file(f"{heading}\nA,230\n".encode(), "wide.csv")


def test_entities_are_refused():
    lol = '<!DOCTYPE a [<!ENTITY b "ha">]>' + SHEET.format("<row><c><v>&b;</v></c></row>")
    assert "damaged or of another kind" in refused(
        repacked(xlsx_of(*ROWS), xl__worksheets__sheet1=lol), "a.xlsx"
    )


SECONDS = 6  # Two on a quiet machine.


@pytest.mark.parametrize(
    "content",
    [
        b"," * MOST_BYTES,
        b",,,,,\n" * (MOST_BYTES // 6),
        b"x" * MOST_BYTES,
        b"x," * (MOST_BYTES // 2),
        b'"a\n' * (MOST_BYTES // 3),
        (b'"' + b"x" * 200 + b"\n") * (MOST_BYTES // 202),
        b"w\xe9\n" * (MOST_BYTES // 3),
    ],
    ids=["commas", "rows of commas", "one word", "one line", "quotes", "long quotes", "foreign letters"],
)
def test_five_megabytes_of_anything_are_answered_quickly(content):
    start = time.process_time()
    read_or_refused(content, "fall.csv", is_checked=False)
    assert time.process_time() - start < SECONDS


def test_a_million_empty_formatted_rows_are_no_rows():
    book = xlsx_of(*ROWS)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(9, 1_000_000))
    start = time.process_time()
    assert (
        cells(
            repacked(book, xl__worksheets__sheet1=sheet.replace("</sheetData>", empty + "</sheetData>")),
            "a.xlsx",
        )
        == CELLS
    )
    assert time.process_time() - start < 2 * SECONDS


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_beyond_the_limit_are_left_out_with_a_notice(monkeypatch, kind):
    monkeypatch.setattr(text, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    rows = [(f"a{number}", "us_img", None, None, None, "neurology") for number in range(5)]
    content = xlsx_of(HEAD, *rows) if kind == "xlsx" else csv_of(HEAD, *rows)
    found = read_file(content, f"fall.{kind}").grid
    assert [line.cells[0].text for line in found.lines] == ["identifier", "a0", "a1", "a2"]
    assert "The file has more than 3 rows: the first 3 were read, to line 4," in found.notices[0]
    assert MOST_ROWS == 5000


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only():
    found = read_file(b'id,x\na,1\nb,"2\nc,3\n', "fall.csv").grid.lines
    assert [line.number for line in found] == [1, 2, 3, 4]
    assert [bool(line.fault) for line in found] == [False, False, True, False]


def read_or_refused(content, name, *, is_checked=True):
    """Either lines are read, or a sentence says what is allowed; nothing else is ever raised."""
    said = ""
    try:
        found = read_file(content, name)
    except CaseloadError as error:
        said = str(error)
    if is_checked:
        assert ("Allowed is " in said) or found.grid.lines


@settings(max_examples=300)
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.xlsx", "a"]),
    st.sampled_from([b"", text_of(HEAD).encode(), b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04"]),
)
def test_bytes_of_any_kind_are_read_or_refused_with_a_sentence(garbage, name, before):
    read_or_refused(before + garbage, name)


# Made once: a workbook carries the time of its making, and the examples must be the same again.
BOOKS = {"xlsx": xlsx_of(*ROWS, hidden=(2,), struck=("A3",))}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(data):
    book = bytearray(BOOKS["xlsx"])
    for _ in range(data.draw(st.integers(1, 20))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(book), "a.xlsx")


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_damaged_old_workbook_is_read_or_refused_with_a_sentence(data):
    book = bytearray(xls_of(*ROWS))
    for _ in range(data.draw(st.integers(1, 20))):
        book[data.draw(st.integers(512, len(book) - 1))] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(book), "a.xls")
