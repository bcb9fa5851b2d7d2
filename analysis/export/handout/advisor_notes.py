"""What an advisor types onto a handout: shown as text whatever it holds, and never more than has room."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

IDENTIFIER_MOST: Final = 40
NOTE_MOST: Final = 300
NOTE_LINES_MOST: Final = 5
# Control characters, halves of characters and marks that turn the direction of what follows.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Joiners belong to the spelling of Persian, Hindi and other names.
_JOINERS: Final = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as shown, and how long it was when a part of it is not shown."""

    shown: str
    length: int = 0


def safe_stem(identifier: str) -> str:
    """Return an identifier for a file name."""
    plain = re.sub(r"[^a-z0-9_]+", "-", identifier.lower())[:40].strip("-_")
    if plain == identifier:
        return plain
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{digest}" if plain else digest


def _cut(text: str, most: int) -> Cut:
    """Return `text` without what cannot be seen, cut at `most` characters."""
    clean = "".join(
        character
        for character in text
        if character in _JOINERS or character == "\n" or unicodedata.category(character) not in _UNSEEN
    ).strip()
    return Cut(clean) if len(clean) <= most else Cut(f"{clean[:most].rstrip()}…", len(clean))


def _lines(note: str) -> str:
    """Return a note with its line breaks as far as they fit, the rest on the last line."""
    lines = [" ".join(line.split()) for line in note.splitlines() if line.strip()]
    first, rest = lines[: NOTE_LINES_MOST - 1], lines[NOTE_LINES_MOST - 1 :]
    return "\n".join([*first, " ".join(rest)]).strip()


def identifier_shown(identifier: str) -> Cut:
    """Return an identifier as shown: one line of at most `IDENTIFIER_MOST` characters."""
    return _cut(" ".join(identifier.split()), IDENTIFIER_MOST)


def note_shown(note: str) -> Cut:
    """Return a note as shown: at most `NOTE_MOST` characters on `NOTE_LINES_MOST` lines of its own."""
    return _cut(_lines(note), NOTE_MOST)
