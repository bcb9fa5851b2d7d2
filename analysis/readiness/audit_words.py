"""What the data know of two areas of the self-audit, and the table of all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import Any, Final

from analysis.beyond.compute import Beyond
from analysis.beyond.words import said_lower, said_median, said_only
from analysis.readiness.audit import Called, counts_of
from analysis.readiness.record import ANSWER_BY_NAME, CALLED
from analysis.standing.compute import Compared
from analysis.story import TextTable, text_table
from analysis.wording import (
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    MISSING_WORDS,
    SHOWN_STANDINGS,
    SPECIALTY_LABELS,
    capital,
    flag_labels,
    matches,
    people,
    why_no_count,
)

BOTH_SIDES: Final = "An average has many of those who matched on either side of it."
FEW: Final = "few_matched"
NO_SCORE: Final = (
    "Enter a Step 2 CK score in the sidebar, and it is set beside the matched average and the residents."
)
NO_TARGET: Final = "Choose the specialty you apply for, and what the data know of it stands here."


def exam_facts(row: Compared, beyond: Beyond, group: str, match_year: int, sem: float) -> Iterator[str]:
    """Yield where a Step 2 CK score lies beside the matched average and among the residents of a specialty.

    Args:
        row: the score beside the averages of the group in the specialty.
        beyond: what other sources say of it.
        group: slug of the applicant group.
        match_year: year of the averages.
        sem: error of a score, points.
    """
    who, label = GROUP_PLURALS[group], SPECIALTY_LABELS[row.specialty]
    if isnan(row.matched_mean):
        yield f"{label}: the matched Step 2 CK average of {who} is {MISSING_WORDS[row.missing]}."
    else:
        over = f"{row.matched_mean:.0f}, {matches(row.matched_count)}, {match_year} Match"
        if isnan(row.score):
            yield f"{label}: the matched Step 2 CK average of {who} is {over}."
        else:
            flags = flag_labels(row.flags)
            yield (
                f"Step 2 CK {row.score:.0f} in {label}: {SHOWN_STANDINGS[row.shown].label} of {who} ({over}; "
                f"a score is uncertain by ±{sem:g} points){f'; {flags}' if flags else ''}."
            )
            yield FLAG_BY_SLUG[FEW].sentence if FEW in row.flags else BOTH_SIDES
    if isnan(row.score):
        yield f"Median of its residents: {said_median(beyond, row.exam)}."
    else:
        yield f"Among its residents: {said_lower(beyond, row.exam, int(row.score))}."


def specialty_facts(counts: Mapping[str, Any], beyond: Beyond, group: str) -> Iterator[str]:
    """Yield what share of a specialty's places a group filled, and who matched of those who ranked it alone.

    Args:
        counts: the newest year of the specialty in `analysis.counts.compute.years_of` that counts the group.
        beyond: what other sources say of it.
        group: slug of the applicant group.
    """
    label, filled = counts["label"], counts["filled_count"]
    share, count = counts.get(f"{group}_pct", float("nan")), counts.get(f"{group}_count", float("nan"))
    if isnan(share):
        yield f"{label}: {why_no_count(filled)} ({capital(GROUP_PLURALS[group])})."
    else:
        yield (
            f"{label}: {people(count, group)} filled {share:.1f}% of the {filled:,.0f} positions filled in "
            f"the {counts['match_year']} Match."
        )
    yield (
        f"Matched, of those who ranked nothing else: {said_only(beyond, group)}. A share of people who chose "
        "so."
    )


def say_outcome(called: Sequence[Called]) -> str:
    """Say how many areas are called what."""
    weak, strong, left = counts_of(called)
    return f"Weak: {weak}, strong: {strong}, not called anything: {left}, of {len(called)} areas."


def audit_table(called: Iterable[Called], facts: Mapping[str, Sequence[str]]) -> TextTable:
    """Return the self-audit as a table for reading: what a person called each area, and what the data say.

    Args:
        called: the areas.
        facts: area -> what the data know of it, in sentences.
    """
    rows = list(called)
    return text_table(
        {
            "Area": (ANSWER_BY_NAME[f"audit_{one.area.audit_area}"].label for one in rows),
            "Called by you": (CALLED.get(one.called, "not called") for one in rows),
            "What the data say": (
                " ".join(facts.get(one.area.audit_area, ())) or "nothing: this is yours to say"
                for one in rows
            ),
        }
    )
