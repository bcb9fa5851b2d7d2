"""What a word means that somebody wrote for a specialty, a group, a heading or a value that is not there.

The words are the table `names`. A word that is not in it is never guessed: the closest ones are proposed.
"""

import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from analysis.echo import echo, visible
from data.groups import GROUP_BY_SLUG
from data.load import TableError, load_table
from data.name_records import MEANINGS, name_key
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

# Kind -> what may be meant unless the caller says otherwise.
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    **{kind: slugs(terms) for kind, terms in MEANINGS.items()},
    "specialty": tuple(specialty.slug for specialty in SPECIALTIES if not specialty.is_total),
    "applicant_group": slugs(APPLICANT_GROUPS),
}
_PLACE: Final = {
    "specialty": "the specialties here",
    "applicant_group": "the groups that can be chosen here",
    "heading": "the columns of a caseload",
}
# Longer ones are no names, and comparing them costs time.
_LONGEST: Final = 80
_CLOSE: Final = 72.0
# How much less close than the closest a proposal may be.
_SECOND: Final = 10.0
_MOST_PROPOSALS: Final = 3
# The code of a program in an application export: Obstetrics-Gynecology|0000000C0 (Categorical).
_PROGRAM_CODE: Final = re.compile(r"\s*\|?\s*\d{7}([A-Z])\d\b")
_HEADING_EXTRAS: Final = re.compile(r"\(.*?\)|\bscores?\b|\busmle\b|\?|:|_", re.IGNORECASE)
_IN_PARENTHESES: Final = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name was read as.

    Attributes:
        slug: what it means; None where that is open, unknown or nothing that was asked for.
        proposals: slugs that it may mean, the likeliest first; empty where `slug` is given.
        sentence: why there is no slug, for the person who wrote it; empty where there is one. It shows the
            name as text that nothing can come of.
        is_known: whether the table has the name; a known name without a slug is no slip.
        meanings: what the table says that it means, whether asked for or not.
    """

    slug: str | None
    proposals: tuple[str, ...] = ()
    sentence: str = ""
    is_known: bool = True
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    """The table, for looking up.

    Attributes:
        meanings: (kind, key) -> what it means.
        notes: (kind, meanings) and (kind, key) -> note.
        with_comma: names of specialties that have a comma: ear, nose and throat.
    """

    meanings: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    with_comma: set[str] = field(default_factory=set)


@cache
def _index() -> _Index:
    """Read the table once."""
    found = _Index()
    for row in load_table("names").to_dict("records"):
        kind, name, means, note = row["kind"], row["name"], tuple(row["means"].split()), row["note"]
        key = (kind, name_key(name) or name)
        # A name that one source leaves open another one may know.
        found.meanings[key] = found.meanings.get(key) or means
        if note:
            found.notes[key] = note
            if means:
                found.notes.setdefault((kind, row["means"]), note)
        if kind == "specialty" and "," in name:
            found.with_comma.add(name.casefold())
    return found


@cache
def _vocabulary() -> _Index:
    """Return slugs and labels alone: all there is while the table cannot be loaded."""
    return _Index(
        {
            (kind, name_key(name)): (term.slug,)
            for kind, terms in reversed(MEANINGS.items())
            for term in reversed(terms)
            for name in (term.slug, term.label)
        }
    )


def _table() -> _Index:
    try:
        return _index()
    except TableError:
        return _vocabulary()


def label(kind: str, slug: str) -> str:
    """Return the label of a slug of `kind`, or the slug where the vocabulary has none."""
    # In the order of the vocabulary: the first label of a slug is the one that people read.
    return next((term.label for term in MEANINGS.get(kind, ()) if term.slug == slug), slug)


def is_missing(text: str) -> bool:
    """Whether a text says that there is no value: N/A, none, pending, a dash, or nothing at all."""
    seen = visible(text)
    return (not name_key(seen) and not (is_passed(seen) or is_failed(seen))) or _is("missing", seen)


def is_nothing(text: str) -> bool:
    """Whether a text stands for no value: a word or mark that does, or such marks alone, as in "- -".

    Other symbols may be meant for something.
    """
    seen = visible(text)
    if name_key(seen):
        return _is("missing", seen)
    return _is("missing", seen) or all(_is("missing", mark) for mark in seen if not mark.isspace())


def is_passed(text: str) -> bool:
    """Whether a text says that an exam was passed, without a score."""
    return _is("passed", visible(text))


def is_failed(text: str) -> bool:
    """Whether a text says that an exam was not passed."""
    return _is("failed", visible(text))


def _is(kind: str, text: str) -> bool:
    return len(text) <= _LONGEST and (kind, name_key(text) or text) in _table().meanings


def read_name(kind: str, text: str, allowed: Collection[str] | None = None) -> NameReading:
    """Read a name.

    Args:
        kind: a key of `data.name_records.MEANINGS`; words for no value have functions of their own.
        text: the name as somebody wrote it.
        allowed: slugs that it may mean; the specialties, the groups that averages are about, or all that
            the kind has, unless given.

    Returns:
        The slug, or else proposals and a sentence. "IMG" is open between two groups, "DO graduate" is known
        and no group that a visitor can be of, "Neurologgy" is close to Neurology: none of them is read as
        one.

    Raises:
        KeyError: when no names of that kind mean anything.
    """
    wanted = tuple(_USUAL[kind] if allowed is None else allowed)
    # What a program writes needs no table.
    if text in wanted:
        return NameReading(text, meanings=(text,))
    written = visible(text)
    if len(written) <= _LONGEST:
        for name in filter(None, _forms(kind, written)):
            if (found := _table().meanings.get((kind, name))) is not None:
                return _known(kind, written, name, found, wanted)
        if kind == "specialty" and _is_preliminary(written):
            return _known(kind, written, name_key("preliminary"), (), wanted)
    close = closest(kind, written, wanted)
    said = f"{echo(written)} is not among {_PLACE.get(kind, 'the names known here')}"
    if close:
        said += f"; the closest is {' or '.join(label(kind, slug) for slug in close)}"
    return NameReading(None, close, f"{said}.", is_known=False)


def _forms(kind: str, text: str) -> Iterator[str]:
    """Yield the keys under which a name is looked up: whole, then without what is added to it."""
    if kind == "specialty" and re.search("[,;]", text) and not _has_comma(text):
        # "IM, Peds" are two names, and not the combined one that is written with a stroke.
        parts = [part for part in re.split("[,;]", text) if part.strip() and not _is_track(part)]
        if len(parts) != 1:
            return
        text = parts[0]
    whole = name_key(text) or text
    yield whole
    if kind == "specialty" and not _is_preliminary(text):
        bare = _PROGRAM_CODE.sub("", text)
        yield name_key(bare)
        outside, inside = _IN_PARENTHESES.sub(" ", bare), " ".join(_IN_PARENTHESES.findall(bare))
        if not inside or _is_track(inside) or _same(kind, outside, inside):
            yield name_key(outside)
            words = re.split(r"[\s\-–—/,:]+", outside)
            yield name_key(" ".join(word for word in words if not _is_track(word, 2)))
    elif kind == "applicant_group":
        yield whole.removesuffix("s")
    elif kind == "heading":
        yield name_key(_HEADING_EXTRAS.sub(" ", text))


def _is_track(words: str, shortest: int = 1) -> bool:
    """Whether every word is one that is added to the name of a specialty."""
    parts = [name_key(words), *map(name_key, re.split(r"[\s,;/\-]+", words))]
    known = [(("track", part) in _table().meanings and len(part) >= shortest) for part in parts if part]
    return bool(known) and (known[0] or all(known[1:]))


def _is_preliminary(text: str) -> bool:
    """Whether the name of a specialty says that it is a preliminary year."""
    code = _PROGRAM_CODE.search(text)
    words = {name_key(word) for word in re.split(r"[\s\-–—/,()|]+", text)}
    return bool((code and code[1] == "P") or words & {"prelim", "preliminary"})


def _same(kind: str, outside: str, inside: str) -> bool:
    """Whether what stands in parentheses is another name of what stands before: Otolaryngology (ENT)."""
    meanings = _table().meanings
    found = meanings.get((kind, name_key(inside)))
    return bool(found) and found == meanings.get((kind, name_key(outside)))


def _known(kind: str, text: str, key: str, found: tuple[str, ...], wanted: tuple[str, ...]) -> NameReading:
    """Return the reading of a name that the table has."""
    meant = tuple(slug for slug in found if slug in wanted)
    if len(found) == 1 and meant:
        return NameReading(found[0], meanings=found)
    if kind == "applicant_group" and len(found) == 1 and (read := GROUP_BY_SLUG[found[0]].read_as) in wanted:
        return NameReading(read, meanings=found)
    notes = _table().notes
    note = notes.get((kind, key)) or notes.get((kind, " ".join(found)), "")
    if len(found) > 1:
        said = f"{echo(text)} can mean {' or '.join(label(kind, slug) for slug in found)}."
        return NameReading(None, meant, f"{said} {note}".strip(), meanings=found)
    named = f" ({label(kind, found[0])})" if found and name_key(label(kind, found[0])) != key else ""
    said = f"{echo(text)}{named} is known, and is not among {_PLACE.get(kind, 'what is asked for here')}."
    return NameReading(None, (), (note and f"{echo(text)}: {note}") or said, meanings=found)


def closest(kind: str, text: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the slugs whose names are closest to a text, the likeliest first; none where nothing is near."""
    key = name_key(visible(text[: 2 * _LONGEST]))
    if not 3 <= len(key) <= _LONGEST:
        return ()
    wanted = set(_USUAL[kind] if allowed is None else allowed)
    found = [
        (score, slug)
        for name, score, _ in process.extract(
            key, _long_names(kind), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=10
        )
        for slug in _table().meanings[kind, name]
        if slug in wanted
    ]
    best = max((score for score, _ in found), default=0)
    near = dict.fromkeys(slug for score, slug in found if score >= best - _SECOND)
    return tuple(near)[:_MOST_PROPOSALS]


@cache
def _long_names(kind: str) -> tuple[str, ...]:
    """Return the keys that may be close to something; short forms are close to everything."""
    return tuple(name for of, name in _table().meanings if of == kind and len(name) > 3)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a text that lists several, parted by a comma, semicolon, bar or line.

    A bar before the code of a program parts nothing, and a comma within a known name parts nothing either.
    """
    if _has_comma(text):
        return (visible(text),)
    parts = re.split(r"[;\n,]|\|(?!\s*\d{7}[A-Z]\d)", text)
    return tuple(part for part in map(visible, parts) if part)


def _has_comma(text: str) -> bool:
    """Whether a text is a known specialty whose own name has a comma: Ear, Nose and Throat."""
    return visible(text[: 2 * _LONGEST]).casefold() in _table().with_comma


@cache
def named_for_search(slug: str) -> str:
    """Return the label of a specialty with the short forms that people type: Otolaryngology (ENT).

    A search looks at what is shown, so short forms are.
    """
    name, term = label("specialty", slug), next(term for term in SPECIALTIES if term.slug == slug)
    # The search knows no spellings: OB/GYN is typed as often as Ob-Gyn.
    spellings = (term.short, term.short.replace("-", "/"), term.short.replace("/", "-"))
    own = [form for form in dict.fromkeys(spellings) if form and not form.endswith(".")]
    short = [row["name"] for row in _specialty_names() if (row["origin"], row["means"]) == ("short", slug)]
    more = [form for form in (*own, *short) if form.casefold() not in name.casefold()]
    return f"{name} ({', '.join(more)})" if more else name


@cache
def _specialty_names() -> list[dict[Hashable, Any]]:
    """Return the rows of the table that are names of specialties; none while it cannot be loaded."""
    try:
        frame = load_table("names")
    except TableError:
        return []
    return frame.loc[frame["kind"] == "specialty"].to_dict("records")
