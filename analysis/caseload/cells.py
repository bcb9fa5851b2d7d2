"""The cells of a caseload: what each says, or a sentence on why it says nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.caseload.columns import LONGEST_IDENTIFIER
from analysis.echo import echo
from analysis.names import is_missing, label, read_name
from data.groups import GROUP_BY_SLUG
from data.name_records import MEANINGS
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS

# Groups that a person can be compared as, and all that a person can be in: DO is read as DO senior.
COMPARED_GROUPS: Final = slugs(APPLICANT_GROUPS)
GROUPS: Final = tuple(
    dict.fromkeys(
        term.slug
        for term in MEANINGS["applicant_group"]
        if term.slug not in {"all", "img", "other"} and not GROUP_BY_SLUG[term.slug].read_as
    )
)
_LONGEST_LIST: Final = 1_000
# What ends one specialty for certain; other marks may also be a part of a name.
_STRONG: Final = re.compile(r"[;\n\t]|\|(?!\s*\d{6,}[A-Z])")
_WEAK: Final = re.compile(
    r"(\s*,\s*|\s*/\s*|\s+and\s+|\s+or\s+|\s*&\s*|\s*\+\s*|\s+vs\.?\s+|\s+[-–—>]+\s+)", re.IGNORECASE
)
# 1. Neurology; (2) Pathology; first choice: Psychiatry; • Pediatrics
_COUNTED: Final = re.compile(
    r"^\s*(?:[•*·▪‣-]\s*|\(?\d{1,2}[.):]\s*|#\d{1,2}\s+|"
    r"(?:first|second|third|\d(?:st|nd|rd|th))\s+choice\s*:?\s*)+",
    re.IGNORECASE,
)
# 231 (2nd try): which sitting a score is of, and nothing that makes it another one.
_SITTING: Final = re.compile(
    r"(\d{3}) ?\(((?:on )?(?:1st|2nd|3rd|[4-9]th|first|second|third|fourth) (?:try|attempt|sitting|take))\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpecialtiesReading:
    """What a list of specialties says: slugs, each once and in order, and a sentence on each other part."""

    slugs: tuple[str, ...]
    sentences: tuple[str, ...] = ()


def read_specialties(text: str) -> SpecialtiesReading:
    """Read a list of specialties, separated in any usual way.

    A name is tried whole before it is parted, and the longest run of parts that is a name counts: so
    "Internal Medicine/Pediatrics", "Obstetrics and Gynecology" and "PM&R" are one, "Neurology / "
    "Psychiatry" are two.
    """
    found: dict[str, None] = {}
    sentences: list[str] = []
    for part in _STRONG.split(text[:_LONGEST_LIST]):
        for slug, sentence in _read_part(_COUNTED.sub("", part).strip()):
            if slug:
                found[slug] = None
            elif sentence:
                sentences.append(sentence)
    if len(text) > _LONGEST_LIST:
        sentences.append(f"The cell has {len(text):,} characters; the first {_LONGEST_LIST:,} were read.")
    return SpecialtiesReading(tuple(found), tuple(dict.fromkeys(sentences)))


def _read_part(part: str) -> Iterator[tuple[str, str]]:
    """Yield the slug of each name in a part of a list, or the sentence on a piece that is none."""
    if not part or is_missing(part):
        return
    whole = read_name("specialty", part)
    if whole.slug or (whole.is_known and not whole.proposals):
        yield whole.slug or "", whole.sentence
        return
    # Pieces at even places, what separates them at odd ones.
    pieces = _WEAK.split(part)[:61]
    if len(pieces) == 1:
        yield "", whole.sentence
        return
    unread = []
    for place, end, slug in _longest_names(pieces):
        if slug:
            yield slug, ""
        else:
            unread.append("".join(pieces[place:end]).strip())
    for text in unread:
        if text and not is_missing(text):
            yield "", read_name("specialty", text).sentence


def _longest_names(pieces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of pieces from left to right: the longest that are names, and single ones that are none."""
    start = 0
    while start < len(pieces):
        for end in range(min(len(pieces), start + 9), start, -2):
            slug = read_name("specialty", _COUNTED.sub("", "".join(pieces[start:end])).strip()).slug
            if slug:
                yield start, end, slug
                start = end + 1
                break
        else:
            yield start, start + 1, ""
            start += 2


def apart_from_sitting(text: str) -> tuple[str, str]:
    """Return a score and which sitting it is of, as the cell says; any other text as it is, and nothing."""
    found = _SITTING.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def read_group(text: str) -> tuple[str, str]:
    """Return a slug of `GROUPS`, or empty with a sentence; both empty for a cell that says nothing."""
    if is_missing(text):
        return "", ""
    found = read_name("applicant_group", text, GROUPS)
    return found.slug or "", "" if found.slug else found.sentence


def group_label(group: str) -> str:
    """Return what people read for a group; "no group" for none."""
    return label("applicant_group", group) if group else "no group"


def read_identifier(text: str) -> tuple[str, str]:
    """Return what tells people apart, cut where it is too long, and a sentence where it had to be cut."""
    if len(text) <= LONGEST_IDENTIFIER:
        return text, ""
    return f"{text[: LONGEST_IDENTIFIER - 1]}…", (
        f"The identifier has {len(text):,} characters and is shown cut: {echo(text)}. Allowed are "
        f"{LONGEST_IDENTIFIER}."
    )
