"""Small files of advisees of every kind, made where they are needed; every person in them is invented."""

import csv
import io
import struct
import zipfile

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

HEAD = ("identifier", "applicant_group", "step1", "step2_ck", "research_items", "specialties")
ANA = ("A1", "us_img", 230, 241, 4, "Neurology; Pathology")
BEA = ("José Łuk", "Non-US IMG", None, 250, 0, "Internal Medicine/Pediatrics")


def text_of(*rows, mark=","):
    """Rows as text, with quotation marks where they are needed."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=mark, lineterminator="\n").writerows(rows)
    return file.getvalue()


def csv_of(*rows, encoding="utf-8", mark=","):
    return text_of(*rows, mark=mark).encode(encoding)


def xlsx_of(*rows, title="people", hidden=(), struck=(), others=(), hidden_sheets=(), active=None):
    """A workbook; `hidden` are rows, `struck` are cells such as A3, `others` and `hidden_sheets` names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for place in struck:
        sheet[place].font = Font(strike=True)
    for name in others:
        book.create_sheet(name)["A1"] = name
    for place, name in enumerate(hidden_sheets):
        book.create_sheet(name, place)["A1"] = name
        book[name].sheet_state = "hidden"
    book.active = book.sheetnames.index(title) if active is None else active
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content, **parts):
    """A zip with some of its parts replaced; a part named with __ for / and no ending is XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.replace("/", "__").removesuffix(".xml")
            new.writestr(name, parts.get(key, old.read(name)))
    return file.getvalue()


def strict_of(content):
    """The same workbook in the Strict form of Open XML."""
    office = b"http://schemas.openxmlformats.org/"
    strict = (
        (office + b"spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            office + b"officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for was, now in strict:
                part = part.replace(was, now)
            new.writestr(name, part)
    return file.getvalue()


def ods_of(*rows, title="people", hidden=()):
    """An OpenDocument workbook; `hidden` are rows."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=title)
    for number, row in enumerate(rows, start=1):
        line = TableRow(visibility="filter") if number in hidden else TableRow()
        for value in row:
            if isinstance(value, int):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value or ""))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def _record(number, body):
    return struct.pack("<HH", number, len(body)) + body


def _named(text, size):
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def _old_sheet(rows):
    found = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                found += _record(0x204, struct.pack("<HHH", row, column, 0) + _named(value, "<H"))
            elif value is not None:
                found += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    return found + _record(0x0A, b"")


def xls_of(*rows, title="people", cell_far_away=False):
    """A workbook of Excel 97 (BIFF8), written out by hand: its sheet in a compound file of four parts."""
    sheet = _old_sheet(rows)
    if cell_far_away:
        far = _record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1.0))
        sheet = sheet[: -len(_record(0x0A, b""))] + far + _record(0x0A, b"")
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    name = _named(title, "<B")
    offset = len(start) + 4 + 6 + len(name) + 4
    stream = start + _record(0x85, struct.pack("<IBB", offset, 0, 0) + name) + _record(0x0A, b"") + sheet
    return compound_of("Workbook", stream)


def compound_of(name, stream):
    """A compound file as old Office writes it, with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (128 - len(chain))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)

    def entry(title, kind, child, first, size):
        text = title.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return text.ljust(64, b"\0") + links + bytes(16) + struct.pack("<IQQIQ", 0, 0, 0, first, size)

    folder = (
        entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    )
    return head.ljust(512, b"\xff") + struct.pack("<128I", *chain) + folder + stream
