"""Beside whom a score is shown: three kinds of evidence, and what each can and cannot say."""

from dataclasses import dataclass
from typing import Final

from data.terms import Term


@dataclass(frozen=True, slots=True)
class Evidence(Term):
    """One kind: what it is called, and the one sentence that stands beside its chart."""

    sentence: str


EVIDENCE: Final = {
    one.slug: one
    for one in (
        Evidence(
            "averages",
            "Averages",
            "Two averages say how far you are from the middle of those who matched and of those who did not, "
            "and nothing about how many scored like you.",
        ),
        Evidence(
            "residents",
            "Residents",
            "Residents are the people who got in, all applicant types together: they say where your score "
            "lies among them, and nothing about those with such a score who did not match.",
        ),
        Evidence(
            "directors",
            "Directors",
            "Directors’ answers say which scores a few programs named in a survey, and nothing about how any "
            "of them reads one application.",
        ),
    )
}
