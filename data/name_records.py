"""The rows of `names`: every word that people write, and what it means.

Slugs and labels come from the vocabulary, printed names from their own reviewed table, and only what neither
has is written down in `data/raw/names/names.csv`.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import combining, normalize

from data.official import NAMES
from data.terms import Term, slugs
from data.transcription import Frames, TranscriptionError, read_csv_frame
from data.vocabulary import (
    APPLICANT_GROUPS,
    APPLICANT_TYPES,
    CITIZENSHIPS,
    DEGREES,
    FILL_GROUPS,
    HEADINGS,
    NAME_KINDS,
    NAME_ORIGINS,
    SCHOOL_TYPES,
    SPECIALTIES,
)

Record = dict[str, object]

NAMES_PATH = "names/names.csv"
_HEADER = ("kind", "name", "means", "origin", "note")

# Kind -> what a name of it can mean; the first term of a slug gives the label.
MEANINGS: dict[str, tuple[Term, ...]] = {
    "specialty": SPECIALTIES,
    "applicant_group": (*APPLICANT_GROUPS, *APPLICANT_TYPES, *FILL_GROUPS),
    "heading": HEADINGS,
    "citizenship": CITIZENSHIPS,
    "school_type": SCHOOL_TYPES,
    "degree": DEGREES,
    "track": (Term("preliminary", "Preliminary"),),
}
# Not names of a person's group: the sum of all, and the sum of both kinds of IMG, which "IMG" leaves open.
_NOT_A_GROUP = frozenset({"all", "img"})
# Names that another publisher than NRMP prints.
_PRINTED_BY = {"residents": "aamc"}


def name_key(text: str) -> str:
    """Return what is compared when a name is looked up.

    Case, accents, blanks and punctuation do not count, nor do ae for e and a joining "and": PM&R, P M & R and
    pmr are one name, and so are Orthopaedics and orthopedics.
    """
    joined = text.casefold().replace("æ", "ae").replace("œ", "oe")
    plain = "".join(mark for mark in normalize("NFKD", joined) if not combining(mark))
    # A point or an apostrophe belongs to its word (U.S.), any other mark parts two (Ob-Gyn).
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", plain).replace("_", " "))
    return "".join(word.replace("ae", "e") for word in words if word != "and")


def name_records(raw_dir: Path, official: Frames) -> Iterator[Record]:
    """Return the rows of `names`, each name once; the printed names are those of the official rows.

    Raises:
        TranscriptionError: a row of the raw file means something that its kind does not have, says what
            another row says already, or is a name of the vocabulary or of NRMP, which are not written twice.
    """
    seen: dict[tuple[str, str], str] = {}
    for record in (*_of_vocabulary(), *_as_printed(official)):
        seen.setdefault((str(record["kind"]), name_key(str(record["name"]))), str(record["means"]))
        yield record
    for row in read_csv_frame(raw_dir / NAMES_PATH, _HEADER).to_dict("records"):
        where, kind, key = row["where"], row["kind"], name_key(row["name"]) or row["name"]
        allowed = slugs(MEANINGS.get(kind, ()))
        if kind not in slugs(NAME_KINDS) or row["origin"] not in slugs(NAME_ORIGINS):
            raise TranscriptionError(f"{where}: kind or origin is not in the vocabulary.")
        if unknown := [slug for slug in row["means"].split() if slug not in allowed]:
            raise TranscriptionError(f"{where}: {kind} has no {unknown[0]!r}.")
        # What NRMP's tables leave open may be known all the same.
        if seen.get((kind, key)):
            raise TranscriptionError(f"{where}: {row['name']!r} is already a name: {seen[kind, key]}.")
        if (kind, key) in seen and not row["means"]:
            raise TranscriptionError(f"{where}: {row['name']!r} is already a name.")
        seen[kind, key] = row["means"] or "nothing here"
        yield {name: row[name] for name in _HEADER}


def _of_vocabulary() -> Iterator[Record]:
    for kind in ("specialty", "applicant_group", "heading"):
        means: dict[str, str] = {}
        for term in MEANINGS[kind]:
            for name in (term.slug, term.label, getattr(term, "short", "")):
                if name and term.slug not in _NOT_A_GROUP:
                    means.setdefault(name, term.slug)
        yield from _records(kind, means, "app")


def _as_printed(official: Frames) -> Iterator[Record]:
    own = {name for specialty in SPECIALTIES for name in (specialty.slug, specialty.label, specialty.short)}
    means: dict[str, str] = {}
    printed_by: dict[str, str] = {}
    for row in official[NAMES].fillna({"specialty": ""}).to_dict("records"):
        name = row["specialty_as_printed"]
        # One table can leave a name open that another one prints for a specialty alone.
        means[name] = means.get(name) or row["specialty"]
        printed_by.setdefault(name, _PRINTED_BY.get(row["printed_in"], "nrmp"))
    for origin in dict.fromkeys(printed_by.values()):
        of_origin = {
            name: slug for name, slug in means.items() if name not in own and printed_by[name] == origin
        }
        yield from _records("specialty", of_origin, origin)


def _records(kind: str, means: Mapping[str, str], origin: str) -> Iterator[Record]:
    for name, slug in means.items():
        yield {"kind": kind, "name": name, "means": slug, "origin": origin, "note": ""}
