"""Bytes as text: which encoding a small file has, where nothing in it says so.

A mark at the beginning and valid UTF-8 are certain. Beyond that a file of sixty names gives statistics
little to go by, so each code page is tried on what readers know: an accented letter stands among letters and
in their case, and a currency or a superscript does not stand inside a name.
"""

import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from analysis.caseload.kinds import RefusedError


@dataclass(frozen=True, slots=True)
class CodePage:
    """An encoding of one byte a letter.

    Attributes:
        codec: Python's name.
        label: what people call it.
        weight: how much a letter says for it; common languages say more.
        letters: letters beyond English that names in it usually have, in small letters.
        rare: further ones, which half as often are another page's letter.
        is_latin: whether they stand among English letters; otherwise they make up whole words.
    """

    codec: str
    label: str
    weight: float
    letters: str
    rare: str = ""
    is_latin: bool = True


CODE_PAGES: Final = (
    CodePage("cp1252", "Windows-1252 (Western Europe)", 1.0, "áéíóúñüöäçèêëàâôîïãõåøß", "æœûùìòýÿðþšž"),
    CodePage("mac_roman", "Mac Roman", 0.95, "áéíóúñüöäçèêëàâôîïãõåøß", "æœûùìòÿ"),
    CodePage("cp1250", "Windows-1250 (Central Europe)", 0.9, "áéíóúüöäłąęśćńżźčšžřěůőűđç", "ëâîýďťňľĺŕăţş"),
    CodePage("cp1251", "Windows-1251 (Cyrillic)", 0.9, "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ", "", False),
    CodePage("cp1254", "Windows-1254 (Turkish)", 0.85, "ğışöüç", "âîûé"),
    CodePage("cp1253", "Windows-1253 (Greek)", 0.85, "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ", "", False),
)
ENCODINGS: Final = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    **{page.codec: page.label for page in CODE_PAGES},
}
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Marks that stand beside words: quotation marks, dashes, dots, ordinals.
_UNITS: Final = frozenset("“”„‘‚«»–—…•·°ºª¿¡\xa0€£%§†")
# No language of Latin letters has three accented ones in a row.
_RUN: Final = re.compile(r"[^\W\d_a-zA-Z]{3}")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
# So much of a file is looked at; names at its end are spelled like those at its beginning.
_LOOKED_AT: Final = 200_000
_SURE: Final = 0.15


def decoded(content: bytes, encoding: str = "") -> tuple[str, str]:
    """Return a file as text, with the name of its encoding (a key of `ENCODINGS`, or Python's name).

    With an encoding given it is read so, whatever it looks like.

    Raises:
        RefusedError: when it is no text.
    """
    if encoding:
        return content.decode(encoding, errors="replace"), encoding
    marked = next((codec for mark, codec in _BOMS if content.startswith(mark)), "") or _without_mark(content)
    text = content.decode(marked, errors="replace") if marked else ""
    if "\0" in text or (not marked and b"\0" in content):
        raise RefusedError("is not text: it holds bytes that no text file has", "Save it as CSV UTF-8")
    if marked:
        return text, marked
    try:
        return content.decode("utf-8"), "utf-8-sig"
    except UnicodeDecodeError:
        codec = _guessed(content)
        return content.decode(codec, errors="replace"), codec


def _without_mark(content: bytes) -> str:
    """Return UTF-16 where every other byte is nothing, as it is in English text, and no mark says so."""
    start = content[:2000]
    half = len(start) // 2
    first, second = start[0::2].count(0), start[1::2].count(0)
    for codec, letters, nothing in (("utf-16-le", first, second), ("utf-16-be", second, first)):
        if half >= 4 and nothing > 0.7 * half and letters < 0.1 * half:
            return codec
    return ""


def _guessed(content: bytes) -> str:
    """Return the code page whose reading of the foreign letters is the most usual one."""
    start = content[:_LOOKED_AT]
    found: dict[str, float] = {}
    for page in CODE_PAGES:
        try:
            text = start.decode(page.codec)
        except UnicodeDecodeError:
            continue
        points = [_points(text, match.start(), page) for match in _FOREIGN.finditer(text)]
        found |= {page.codec: sum(points) / len(points)} if points else {}
    best = max(found, key=found.__getitem__, default="")
    if best and found[best] >= _SURE:
        return best
    likely = from_bytes(start).best()
    return str(likely.encoding) if likely is not None and "\0" not in str(likely) else best or "cp1252"


def _points(text: str, place: int, page: CodePage) -> float:
    """Say how usual a sign beyond English is where it stands: 1 for a usual letter in its place."""
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    usual = sign.lower() in page.letters
    if usual or sign.lower() in page.rare:
        in_place = _latin_in_place(text, place) if page.is_latin else not f"{before}{after}".strip().isascii()
        return (page.weight if usual else page.weight / 2) if in_place else -0.5
    if sign in "’'" and before.isalpha() and after.isalpha():
        return 0.4 if after.isupper() or before in "dDlL" else 0.1
    in_word = before.isalpha() and (after.isalpha() or sign in "“„‘‚«¿¡€£")
    return 0.2 if sign in _UNITS and not in_word else -1.0


def _latin_in_place(text: str, place: int) -> bool:
    """Say whether an accented letter stands in a word, in its case, and not in a run of them."""
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if not (before.isalpha() or after.isalpha()) or _RUN.search(text[max(0, place - 2) : place + 3]):
        return False
    if sign.isupper():
        # At the beginning of a word, or in one of capitals.
        return not before.isalpha() or (before.isupper() and not after.islower())
    return not after.isupper() and not (sign == "æ" and not after.isalpha())
