"""What kind of file somebody brought: one of those that are read, or a sentence on how to save it instead."""

import io
import zipfile
from typing import Final, Literal

from analysis.caseload.records import MOST_BYTES

Kind = Literal["text", "xlsx", "xlsb", "xls", "ods"]

# A zip can unpack to thousands of times its size, and each mark of XML costs far more than its bytes.
MOST_UNPACKED: Final = 80 * 1024 * 1024
MOST_PARTS: Final = 2_000

ALLOWED_FILES: Final = (
    "a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) without a password or a text file (CSV, separated by "
    "comma, "
    f"semicolon, tab or |), up to {MOST_BYTES // 1024**2} MB"
)
_AS_WORKBOOK: Final = "save it as Excel Workbook (.xlsx) or as CSV UTF-8"
_COPY: Final = f"Copy the table into a spreadsheet and {_AS_WORKBOOK}"
_NO_PASSWORD: Final = (
    "Open it in Excel, take the password away (File, Info, Protect Workbook, Encrypt with Password: leave it "
    "empty) and save it"
)
_TOO_MUCH: Final = (
    "holds far more than a caseload once it is unpacked",
    "Copy the rows of your advisees into a new workbook and save that",
)

# First bytes -> what that is, and how to make a caseload of it.
_SIGNATURES: Final = (
    (b"\x89PNG", "is a picture", _COPY),
    (b"\xff\xd8\xff", "is a picture", _COPY),
    (b"GIF8", "is a picture", _COPY),
    (b"%PDF", "is a PDF", _COPY),
    (b"{\\rtf", "is a text document (RTF)", _COPY),
    (b"PAR1", "is a Parquet file", "Save the table as CSV UTF-8"),
    (b"\x1f\x8b", "is a compressed file (gzip)", "Unpack it, and put in what is inside"),
    (b"7z\xbc\xaf", "is a compressed file (7z)", "Unpack it, and put in what is inside"),
    (b"Rar!", "is a compressed file (RAR)", "Unpack it, and put in what is inside"),
    (b"SQLite format 3", "is a database", "Export the table as CSV UTF-8"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_CALLED_WORKBOOK: Final = (".xlsx", ".xlsm", ".xlsb", ".ods")


class RefusedError(Exception):
    """A file that is not read: what is wrong with it, as the middle of a sentence, and what to do."""

    def __init__(self, what: str, advice: str = "") -> None:
        """Keep both halves."""
        super().__init__(what)
        self.what, self.advice = what, advice


def kind_of(content: bytes, file_name: str) -> Kind:
    """Say what a file is by its bytes, not by its name.

    Args:
        content: the file.
        file_name: its name; it only helps to say what is wrong.

    Raises:
        RefusedError: when it is no table, empty, locked or too large.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError(
            f"is too large, with {len(content) / 1024**2:.1f} MB",
            "Split it, or copy the rows into a new file",
        )
    if not content.strip(b" \t\r\n\x0b\x0c\0"):
        raise RefusedError("is empty")
    for signature, what, advice in _SIGNATURES:
        if content.startswith(signature):
            raise RefusedError(what, advice)
    if content.startswith(_OLE):
        return _old_office(content)
    if content.startswith(_ZIP):
        return _zipped(content)
    _refuse_markup(content)
    if file_name.lower().endswith(_CALLED_WORKBOOK):
        raise RefusedError(
            "is called a workbook, but is none inside, or is damaged", f"Open it in Excel and {_AS_WORKBOOK}"
        )
    return "text"


def _refuse_markup(content: bytes) -> None:
    """Refuse web pages and other marked-up text, which many systems save as .xls."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start.startswith(b"<"):
        return
    what = "is a web page or another text in angle brackets, not a table"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        what = "is a workbook in the XML format of 2003"
    raise RefusedError(what, f"Open it in Excel and {_AS_WORKBOOK}")


def _old_office(content: bytes) -> Kind:
    """Tell apart what the old container of Office holds."""
    names = {
        name: name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    }
    if names["EncryptedPackage"] in content:
        raise RefusedError("is locked with a password", _NO_PASSWORD)
    if names["WordDocument"] in content:
        raise RefusedError("is a text document (Word)", _COPY)
    if names["Workbook"] in content or names["Book"] in content:
        return "xls"
    raise RefusedError("is an old Office file that holds no workbook", f"Open it and {_AS_WORKBOOK}")


def _zipped(content: bytes) -> Kind:
    """Tell apart what a zip holds, and refuse one that would unpack to more than a caseload can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            sort = _sort_of_zip(archive, names)
    except RefusedError:
        raise
    except Exception as error:
        raise RefusedError(
            "cannot be read as a workbook: it is damaged or of another kind",
            f"Open it in Excel and {_AS_WORKBOOK}",
        ) from error
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("is locked with a password", _NO_PASSWORD)
    # A part never unpacks to more than it announces: the rest would not be read.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedError(*_TOO_MUCH)
    return sort


def _sort_of_zip(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        sort = archive.read("mimetype")
        if sort.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            listed = archive.getinfo("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else None
            if listed and listed.file_size < 1_000_000 and b"encryption-data" in archive.read(listed):
                raise RefusedError("is locked with a password", "Open it, save it without a password")
            return "ods"
        if sort.startswith(b"application/vnd.oasis.opendocument"):
            raise RefusedError("is an OpenDocument file that holds no sheets", _COPY)
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise RefusedError(
            "is a document of Apple Numbers or Pages", "In Numbers choose File, Export To, Excel or CSV"
        )
    if any(name.startswith("word/") for name in names):
        raise RefusedError("is a text document (Word)", _COPY)
    if any(name.startswith("ppt/") for name in names):
        raise RefusedError("is a presentation", _COPY)
    raise RefusedError("is a zip archive, not a workbook", "Unpack it, and put in what is inside")


def too_much() -> RefusedError:
    """Return what is said of a file that unpacks to more than a caseload can be."""
    return RefusedError(*_TOO_MUCH)
