"""What somebody typed, for a sentence: short, and nothing but text wherever the sentence is shown."""

import re
from typing import Final
from unicodedata import category, normalize

LONGEST: Final = 40

# Full-width twins read the same and mean nothing: no link, picture, icon word, formula or mark-up comes of
# them in Markdown, HTML or a spreadsheet.
_TWINS: Final = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in r"!#$&*:;<=>@[\]^`{|}~"})


def visible(text: str) -> str:
    """Return text without what nobody sees: invisible and turning marks, control characters, odd blanks.

    It is one line with single blanks; full-width and other compatible forms of letters stay as they are.
    """
    return " ".join(
        "".join(
            " " if mark.isspace() else "" if category(mark) in {"Cf", "Cc", "Cs", "Co", "Cn"} else mark
            for mark in text
        ).split()
    )


def has_unknown(text: str) -> bool:
    """Whether `visible` takes marks out of a text that somebody may see: of no known meaning, but drawn."""
    return any(category(mark) in {"Co", "Cn"} for mark in text)


def echo(text: str, longest: int = LONGEST) -> str:
    """Return what somebody typed in quotation marks, cut short, as text that nothing can come of."""
    # A pasted novel must not come back, nor cost anything.
    plain = visible(normalize("NFC", text[: 10 * longest]))
    short = plain if len(plain) <= longest else f"{plain[:longest].rstrip()}…"
    return f"“{_without_links(short.translate(_TWINS))}”"


def _without_links(text: str) -> str:
    """Part what would be an address, and lines under a word that would set it in italics."""
    parted = re.sub(
        r"(?<=\w{2})\.(?=\w{2})(?<!\d\.)|(?<=www)\.", "\N{FULLWIDTH FULL STOP}", text, flags=re.IGNORECASE
    )
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", "\N{FULLWIDTH LOW LINE}", parted)
