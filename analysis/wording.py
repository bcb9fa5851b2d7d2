"""How results are said: standings, flags, gaps and cells that hold no number.

The words are those of the method: above, near or below the matched average, with the standard error of
measurement named; never a chance, a target or a cut-off.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.echo import echo
from data.groups import GROUPS
from data.guide_terms import GUIDES
from data.terms import Term, label_of
from data.vocabulary import CELL_STATUSES, EXAMS, SPECIALTIES, TOTAL

# An average over fewer people than this is marked wherever it stands.
FEW_MATCHED: Final = 10
FEW_MARK: Final = "⚑"
# Whose count of the people behind an average stands beside it.
NRMPS_COUNT: Final = "NRMP’s count"
EDITIONS_COUNT: Final = "the edition’s n"
# A specialty without a row in NRMP's table of a year.
NOT_PRINTED: Final = "not printed"
NOT_LISTED: Final = "not listed by NRMP"
# A specialty whose count holds preliminary positions, which every other count leaves out.
POOLED: Final = "with preliminary places"
# A specialty that offered positions and filled none: there is nothing to take a share of.
NONE_FILLED: Final = "none filled"
# A group that NRMP's table of a year counts together with others.
NOT_APART: Final = "not counted apart"
# A row whose contents changed: what it counts is not what the row of the year before counts.
NO_CONTINUATION: Final = "does not continue the year before"
# Where the number of matches beside each average comes from.
COUNT_SOURCE: Final = "rd_table2"
# What a mark means beside which there is no verdict.
DO_NOT_SEPARATE: Final = "the averages do not separate"

# What stands where a Step 1 score would.
PASSED: Final = "Step 1: passed; no three-digit score"

MINUS: Final = "\N{MINUS SIGN}"

SPECIALTY_LABELS: Final = label_of(SPECIALTIES)
# Those that somebody can apply for.
TARGETS: Final = {slug: label for slug, label in SPECIALTY_LABELS.items() if slug != TOTAL}
# For labels inside a picture, where long names would cover their neighbours.
SHORT_LABELS: Final = {specialty.slug: specialty.short or specialty.label for specialty in SPECIALTIES}
STATUS_LABELS: Final = label_of(CELL_STATUSES)
# Why a number is missing where a table could have one: what an edition does not have is no gap of its source.
NOT_IN_EDITION: Final = "not_in_edition"
MISSING_WORDS: Final = {**STATUS_LABELS, NOT_IN_EDITION: "not in this edition"}
EXAM_LABELS: Final = label_of(EXAMS)
# The short names of guides.
GUIDE_LABELS: Final = label_of(GUIDES)
# For the middle of a sentence.
GROUP_PLURALS: Final = {group.slug: group.plural for group in GROUPS}
GROUP_LABELS: Final = {group.slug: group.short or group.label for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Standing(Term):
    """Where a score lies beside a matched average: words, an icon, and the words under such a heading."""

    icon: str
    short: str


# In order from lowest to highest; the two that compare nothing come last.
STANDINGS: Final = (
    Standing("below", "below the matched average", "▼", "below"),
    Standing("near", "near the matched average", "●", "near"),
    Standing("above", "above the matched average", "▲", "above"),
    Standing("no_mean", "no matched average in the source", "–", "no average in the source"),
    Standing("no_score", "no score entered", "–", "no score entered"),
)
STANDING_BY_SLUG: Final = {standing.slug: standing for standing in STANDINGS}
# What is said in the place of "no score entered" where something stands there that cannot be read.
NO_READABLE_SCORE: Final = "no score that can be read"

NO_VERDICT: Final = Standing(
    "no_verdict", "the averages do not separate in this row", "◇", "no verdict: averages do not separate"
)
# Near the matched average and at or below the unmatched one, which is no place for the word near alone.
NEAR_BOTH: Final = Standing(
    "near_both",
    "near both averages: they are closer together than the error of a score",
    "◐",
    "near both averages",
)
# What is shown of a standing, from highest to lowest, as people are used to read it; then what is no verdict.
SHOWN_STANDINGS: Final = {
    standing.slug: standing
    for standing in (
        STANDING_BY_SLUG["above"],
        STANDING_BY_SLUG["near"],
        NEAR_BOTH,
        STANDING_BY_SLUG["below"],
        NO_VERDICT,
        STANDING_BY_SLUG["no_mean"],
        STANDING_BY_SLUG["no_score"],
    )
}


@dataclass(frozen=True, slots=True)
class Flag(Term):
    """A reason to read a row with care: a short label and the sentence behind it."""

    sentence: str


FLAGS: Final = (
    Flag(
        "at_or_below_unmatched",
        "at or below the unmatched average",
        "The score is at or below the average of those who did not match to this specialty.",
    ),
    Flag(
        "few_matched",
        f"fewer than {FEW_MATCHED} matched",
        f"Fewer than {FEW_MATCHED} of this group matched in this specialty that year, by the count shown, so "
        "an average says little.",
    ),
    Flag(
        "means_close",
        "averages close together",
        "The two averages lie closer together than the measurement error of a single score.",
    ),
    Flag(
        "means_equal",
        "averages equal",
        "Those who matched and those who did not had the same average, so the averages do not separate.",
    ),
    Flag(
        "means_inverted",
        "unmatched average is higher",
        "Those who did not match had the higher average, so the averages do not separate.",
    ),
    Flag(
        "source_garbled",
        "garbled in the source",
        "A cell of this row lost a digit in the source, and the number is left missing.",
    ),
)
FLAG_BY_SLUG: Final = {flag.slug: flag for flag in FLAGS}

# Rows with one of these carry no verdict: which average is higher says nothing about who matched.
NOT_SEPARATING: Final = frozenset({"means_equal", "means_inverted"})
# Rows with one of these are listed apart, to be read with care.
READ_WITH_CARE: Final = frozenset({"few_matched", "means_close", "means_equal", "means_inverted"})


def signed(value: float, decimals: int = 0) -> str:
    """Return `value` with its sign and a typographic minus: +8, −6, 0."""
    rounded = round(value, decimals)
    if rounded == 0:
        return f"{0:.{decimals}f}"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.{decimals}f}"


def cell(value: float | None, status: str = "not_reported", decimals: int = 0) -> str:
    """Return a number for reading, or in words why there is none; never 0 for a missing value."""
    if value is None or math.isnan(value):
        return MISSING_WORDS["not_reported" if status == "reported" else status]
    return f"{value:.{decimals}f}"


def missing_in_source(statuses: Iterable[str]) -> str:
    """Say after the name of a number why it is missing; of several slugs of `MISSING_WORDS`, the gravest."""
    return MISSING_WORDS[min(statuses, key=("garbled", "not_reported", NOT_IN_EDITION).index)]


def how_many_specialties(slugs: Iterable[str]) -> str:
    """Say how many specialties a chart shows, with the row that sums them where it has one."""
    drawn = set(slugs)
    some = len(drawn - {TOTAL})
    return f"{some} specialties{' and all combined' if TOTAL in drawn else ''}"


def counted(count: float) -> str:
    """Return a count for reading, with a flag where it is few, or in words that it is unknown."""
    if math.isnan(count):
        return "no count"
    return f"{FEW_MARK} {count:,.0f}" if count < FEW_MATCHED else f"{count:,.0f}"


def matches(count: float) -> str:
    """Return a number of matches as words, with a flag where it is few: 1,788 matches."""
    return f"{counted(count)} {'match' if count == 1 else 'matches'}"


def people(count: float, group: str) -> str:
    """Return a count of a group as words: 1 US IMG, 192 non-US IMGs."""
    plural = GROUP_PLURALS[group]
    return f"{count:,.0f} {plural.removesuffix('s') if count == 1 else plural}"


def why_no_count(filled: float | None) -> str:
    """Say why there is no count or share of a group in a specialty that filled so many positions."""
    if filled is None or math.isnan(filled):
        return NOT_LISTED
    return NONE_FILLED if filled == 0 else NOT_APART


def points(value: float) -> str:
    """Return a size in points as words: 1 point, 14 points."""
    return f"{value:.0f} point{'' if round(value) == 1 else 's'}"


def capital(text: str) -> str:
    """Return a text as it begins a sentence; letters after the first keep their case."""
    return text[:1].upper() + text[1:]


def shown_standing(standing: str, flags: Iterable[str]) -> Standing:
    """Return the standing to show for one exam; over several exams see `standing.overall_standing`.

    `NO_VERDICT` where the two averages do not separate. A score near the matched average that does not
    exceed the unmatched one is near both where they are close together, and below the matched one where they
    are not.

    Args:
        standing: slug of the standing by the definition of the method.
        flags: slugs of the flags of the row.
    """
    found = set(flags)
    if standing in {"below", "near", "above"} and NOT_SEPARATING & found:
        return NO_VERDICT
    if standing == "near" and "at_or_below_unmatched" in found:
        return NEAR_BOTH if "means_close" in found else STANDING_BY_SLUG["below"]
    return STANDING_BY_SLUG[standing]


def counted_standings(counts: Mapping[str, int], said: Callable[[str], str]) -> Iterator[str]:
    """Yield where a score lies in how many rows, a part per standing that compares something.

    Args:
        counts: slug of `SHOWN_STANDINGS` -> number of rows.
        said: what says the number for a slug.
    """
    average = "the matched average"
    for slug in filter(counts.get, ("above", "near", NEAR_BOTH.slug, "below")):
        if slug == NEAR_BOTH.slug:
            yield f"{NEAR_BOTH.short} in {said(slug)}"
        else:
            yield f"{slug} {average} in {said(slug)}"
            # Named once, it is understood.
            average = "it"


def flag_labels(flags: Iterable[str]) -> str:
    """Return the labels of `flags` as one phrase, empty when there are none."""
    return "; ".join(FLAG_BY_SLUG[flag].label for flag in flags)


def span(values: Iterable[float], decimals: int = 0) -> str:
    """Return from where to where some numbers lie: 231 to 246; of those that read the same, the one: 240."""
    there = [value for value in values if not math.isnan(value)]
    ends = dict.fromkeys(f"{value:.{decimals}f}" for value in (min(there), max(there)))
    return " to ".join(ends)


def listed(names: Iterable[str]) -> str:
    """Return names as a phrase: A; A and B; A, B and C."""
    *head, last = [*names] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def quoted(values: Iterable[object], most: int = 3) -> str:
    """Return what somebody else wrote for a sentence: the first few, each cut short, and how many more."""
    shown = [echo(str(value)) for value in values]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
