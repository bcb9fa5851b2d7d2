"""The parameters of an address or a plan, read leniently: slugs, labels and short forms, in any case."""

from collections.abc import Iterable, Mapping
from typing import Final

from analysis.demonstration import DEMONSTRATION_BY_SLUG, Demonstration
from analysis.echo import echo, visible
from analysis.names import closest, read_name, split_names
from analysis.shortlist.compute import MOST, SHORTLISTABLE
from analysis.wording import listed
from data.name_records import name_key
from data.vocabulary import APPLICANT_GROUPS

# Parameter -> kind of name that its value is.
_KINDS: Final = {
    "specialty": "specialty",
    "specialties": "specialty",
    "group": "applicant_group",
    "share_of": "applicant_group",
    "type": "applicant_group",
    "applicant_group": "applicant_group",
    "applicant_type": "applicant_group",
}
# So many are listed whole; of more the first few.
_MOST_LISTED: Final = 15
_FIRST: Final = 6


def read_choice(name: str, asked: str, labels: Mapping[str, str]) -> str | None:
    """Return the slug that a parameter's value means, or None where it means none of those with a label."""
    if asked in labels:
        return asked
    key = name_key(visible(asked[:200]))
    if key:
        for slug, label in labels.items():
            if key in (name_key(slug), name_key(label)):
                return slug
    kind = _KINDS.get(name)
    return read_name(kind, asked, tuple(labels)).slug if kind else None


def not_one_of(name: str, asked: str, labels: Mapping[str, str]) -> str:
    """Say in a clause that a parameter's value is not allowed, and what is, by the names that people read."""
    kind = _KINDS.get(name)
    near = closest(kind, asked, tuple(labels)) if kind else ()
    means = f" (closest: {' or '.join(labels[slug] for slug in near)})" if near else ""
    return f"{echo(asked)}, which is not one of: {allowed(labels.values())}{means}"


def allowed(labels: Iterable[str]) -> str:
    """Return what may be chosen as a phrase; of many the first few, and how many more there are."""
    names = list(labels)
    if len(names) <= _MOST_LISTED:
        return ", ".join(names)
    return listed([*names[:_FIRST], f"{len(names) - _FIRST} more"])


def read_shortlist(asked: str) -> tuple[tuple[str, ...], str]:
    """Read names of specialties separated by commas: slugs, labels, NRMP's names or short forms.

    Returns:
        The first `MOST` known ones, and a sentence about the rest, empty when there is none.
    """
    read = [read_name("specialty", word) for word in split_names(asked)]
    known = tuple(dict.fromkeys(reading.slug for reading in read if reading.slug))
    wrong = [reading.sentence for reading in read if reading.sentence]
    more = [f"{len(wrong) - MOST} more cannot be read."] if len(wrong) > MOST else []
    if len(known) > MOST:
        more.append(f"{len(known)} at once are too many.")
    rule = f"Allowed are up to {MOST} of the {len(SHORTLISTABLE)} specialties, by name, short form or slug."
    problem = f"specialties: {' '.join([*wrong[:MOST], *more, rule])}"
    return known[:MOST], problem if wrong or more else ""


def read_group(asked: str) -> tuple[str | None, str]:
    """Read the name of an applicant group.

    Returns:
        Its slug, and a sentence where there is none.
    """
    read = read_name("applicant_group", asked)
    rule = f"Allowed is one of: {', '.join(term.label for term in APPLICANT_GROUPS)}."
    return read.slug, f"group: {read.sentence} {rule}" if read.sentence else ""


def read_demonstration(asked: str) -> tuple[Demonstration | None, str]:
    """Read the name of an invented person, which is their slug.

    Returns:
        The person, and a sentence where there is none.
    """
    names = {slug: slug.title() for slug in DEMONSTRATION_BY_SLUG}
    slug = read_choice("demo", asked, names)
    if slug is None:
        return None, f"demo is {not_one_of('demo', asked, names)}."
    return DEMONSTRATION_BY_SLUG[slug], ""
