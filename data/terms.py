"""One word of the vocabulary, and how a list of them is read."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the vocabulary: a permanent slug and the label people read."""

    slug: str
    label: str


def label_of(terms: Iterable[Term]) -> dict[str, str]:
    """Return slug -> label for `terms`, in their order."""
    return {term.slug: term.label for term in terms}


def slugs(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the slugs of `terms`, in their order."""
    return tuple(term.slug for term in terms)
