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
    f"comma, semicolon, tab or |), up to {MOST_BYTES // 1024**2} MB"
)
_AS_WORKBOOK: Final = "save it as Excel Workbook (.xlsx) or as CSV UTF-8"
_COPY: Final = f"Copy the table into a spreadsheet and {_AS_WORKBOOK}"
_UNPACK: Final = "Unpack it, and put in what is inside"

# What is wrong, as the middle of a sentence, and what to do.
DAMAGED: Final = (
    "cannot be read as a workbook: it is damaged or of another kind",
    f"Open it in Excel and {_AS_WORKBOOK}",
)
TOO_MUCH: Final = (
    "holds far more than such a list once it is unpacked",
    "Copy its rows into a new workbook and save that",
)
_LOCKED: Final = (
    "is locked with a password",
    "Open it in Excel, take the password away (File, Info, Protect Workbook, Encrypt with Password: leave it "
    "empty) and save it",
)
_WORD: Final = ("is a text document (Word)", _COPY)

# First bytes -> what that is, and how to make a caseload of it.
_SIGNATURES: Final = {
    (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"): ("is a picture", _COPY),
    (b"%PDF",): ("is a PDF", _COPY),
    (b"{\\rtf",): ("is a text document (RTF)", _COPY),
    (b"PAR1",): ("is a Parquet file", "Save the table as CSV UTF-8"),
    (b"\x1f\x8b",): ("is a compressed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf",): ("is a compressed file (7z)", _UNPACK),
    (b"Rar!",): ("is a compressed file (RAR)", _UNPACK),
    (b"SQLite format 3",): ("is a database", "Export the table as CSV UTF-8"),
}
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
    """Say what a file is by its bytes; its name only helps to say what is wrong.

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
    for signatures, said in _SIGNATURES.items():
        if content.startswith(signatures):
            raise RefusedError(*said)
    if content.startswith(_OLE):
        return _old_office(content)
    if content.startswith(_ZIP):
        return _zipped(content)
    # Web pages and other marked-up text, which many systems save as .xls.
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    what, or_else = "", ""
    if start.startswith(b"<"):
        what = "is a web page or another text in angle brackets, not a table"
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            what = "is a workbook in the XML format of 2003"
    elif file_name.lower().endswith(_CALLED_WORKBOOK):
        what = "is called a workbook, but is none inside, or is damaged"
        # Excel opens no text under such a name.
        or_else = "; where it is a text file, let its name end in .csv"
    if what:
        raise RefusedError(what, f"Open it in Excel and {_AS_WORKBOOK}{or_else}")
    return "text"


def _old_office(content: bytes) -> Kind:
    """Tell apart what the old container of Office holds."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise RefusedError(*_LOCKED)
    if has("WordDocument"):
        raise RefusedError(*_WORD)
    if has("Workbook") or has("Book"):
        return "xls"
    raise RefusedError("is an old Office file that holds no workbook", f"Open it and {_AS_WORKBOOK}")


def _zipped(content: bytes) -> Kind:
    """Tell apart what a zip holds, and refuse one that would unpack to more than a caseload can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            sort = _sort_of_zip(archive, {part.filename for part in parts})
    except RefusedError:
        raise
    except Exception as error:
        raise RefusedError(*DAMAGED) from error
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(*_LOCKED)
    # A part never unpacks to more than it announces: the rest would not be read.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedError(*TOO_MUCH)
    return sort


def _sort_of_zip(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if "[Content_Types].xml" in names and "xl" in folders:
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        sort = archive.read("mimetype")
        if sort.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            listed = archive.getinfo("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else None
            if listed and listed.file_size < 1_000_000 and b"encryption-data" in archive.read(listed):
                raise RefusedError(_LOCKED[0], "Open it, save it without a password")
            return "ods"
        if sort.startswith(b"application/vnd.oasis.opendocument"):
            raise RefusedError("is an OpenDocument file that holds no sheets", _COPY)
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise RefusedError(
            "is a document of Apple Numbers or Pages", "In Numbers choose File, Export To, Excel or CSV"
        )
    other = ("is a zip archive, not a workbook", _UNPACK)
    known = {"word": _WORD, "ppt": ("is a presentation", _COPY)}
    raise RefusedError(*next((said for folder, said in known.items() if folder in folders), other))
