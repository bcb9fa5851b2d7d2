"""What the handout says: its headline and its sentences."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from math import isnan
from typing import Final

from analysis.export.handout.table import Row
from analysis.profile import RESEARCH_ITEMS, Profile
from analysis.wording import (
    EXAM_LABELS,
    GROUP_PLURALS,
    NO_READABLE_SCORE,
    STANDING_BY_SLUG,
    capital,
    counted_standings,
    listed,
    signed,
    span,
)

# The table names them all; a sentence with more names than this is no longer short.
_NAMED_MOST: Final = 2


def headline(rows: Sequence[Row], profile: Profile, unread: Collection[str] = ()) -> str:
    """State the finding over all specialties of the handout; `unread` names numbers that were not read."""
    group = GROUP_PLURALS[profile.applicant_group]
    if not profile.has_score:
        is_unread = any(exam in unread for exam in EXAM_LABELS)
        lead = NO_READABLE_SCORE if is_unread else STANDING_BY_SLUG["no_score"].short
        return _averages_alone(rows, group, capital(lead))
    shown = Counter(row.shown for row in rows)
    many = len(rows)
    here = rows[0].label if many == 1 else f"these {many} specialties"
    if set(shown) == {"no_mean"}:
        entered = " or ".join(label for exam, label in EXAM_LABELS.items() if profile.score(exam) is not None)
        return f"The source has no matched {entered} average of {group} in {here}"
    if set(shown) == {"no_verdict"}:
        return f"No verdict in {here}: matched and unmatched averages do not separate"
    place = count()
    compared = [*counted_standings(shown, lambda slug: _how_many(shown[slug], many, next(place), here))]
    first, *others = compared or [f"no verdict in {shown['no_verdict']} of {many} specialties"]
    if compared and "no_verdict" in shown:
        others.append(f"no verdict in {shown['no_verdict']}")
    if "no_mean" in shown:
        others.append(f"no average in the source for {shown['no_mean']}")
    return ", ".join([capital(first), *others])


def _how_many(some: int, many: int, place: int, here: str) -> str:
    """Return in how many specialties something holds: all are named, a first part says of how many."""
    if some == many:
        return {1: here, 2: "both specialties"}.get(many, f"all {many} specialties")
    return f"{some}" if place else f"{some} of {many} specialties"


def _averages_alone(rows: Sequence[Row], group: str, lead: str) -> str:
    """Say what the averages alone show after the lead, that there is no score."""
    here = rows[0].label if len(rows) == 1 else f"these {len(rows)} specialties"
    for exam, label in EXAM_LABELS.items():
        means = [mean for row in rows if not isnan(mean := row.exams[exam].matched_mean)]
        if means:
            where = "" if len(means) == len(rows) else f"{len(means)} of "
            return f"{lead}: matched {group} averaged {span(means)} on {label} in {where}{here}"
    return f"{lead}, and the source has no matched averages of {group} in {here}"


def sentences(
    rows: Sequence[Row], profile: Profile, match_year: int, unread: Mapping[str, str]
) -> Iterator[str]:
    """Say in short sentences what the numbers of the handout say.

    `unread` holds, by the names of the person's numbers, why one was not read.
    """
    for exam, label in EXAM_LABELS.items():
        score = profile.score(exam)
        yield (
            f"{label}: {_absent('score', unread.get(exam), 'no score was entered')}, so nothing is compared."
            if score is None
            else f"{label} {score}: {'; '.join(_exam_parts(rows, exam))}."
        )
    absent = _absent("number", unread.get(RESEARCH_ITEMS.name), "none were entered")
    yield _research_sentence(rows, profile.research_items, absent)
    yield from _count_sentences(rows, GROUP_PLURALS[profile.applicant_group], match_year)


def _absent(what: str, why: str | None, nothing: str) -> str:
    """Say that a number was not read, and why, or that there is `nothing`."""
    return f"the {what} could not be read ({why})" if why else nothing


def _exam_parts(rows: Sequence[Row], exam: str) -> Iterator[str]:
    """Say for one exam where the score lies above, near and below, and where nothing can be said."""
    by_standing: dict[str, list[Row]] = {}
    for row in rows:
        by_standing.setdefault(row.exams[exam].shown, []).append(row)
    if set(by_standing) == {"no_mean"}:
        yield "the source has no matched average to compare with"
        return
    counts = {slug: len(found) for slug, found in by_standing.items()}
    yield from counted_standings(counts, lambda slug: _where(by_standing[slug], exam))
    if "no_verdict" in by_standing:
        yield f"no verdict in {_where(by_standing['no_verdict'])}, where the averages do not separate"
    if "no_mean" in by_standing:
        yield f"no matched average in the source for {_where(by_standing['no_mean'])}"


def _where(rows: Sequence[Row], exam: str = "") -> str:
    """Name a few specialties, with their gaps on `exam`; more than a few are counted."""
    if len(rows) <= _NAMED_MOST:
        return listed(
            f"{row.label} ({signed(row.exams[exam].gap_to_matched)})" if exam else row.label for row in rows
        )
    gaps = [row.exams[exam].gap_to_matched for row in rows] if exam else []
    return f"{len(rows)} specialties" + (f" ({signed(min(gaps))} to {signed(max(gaps))})" if gaps else "")


def _research_sentence(rows: Sequence[Row], items: int | None, absent: str) -> str:
    """Say where the research items lie beside the mean of those who matched; `absent` without them."""
    if items is None:
        return f"Research items: {absent}, so nothing is compared."
    gaps = [row.items_gap for row in rows]
    sides = (
        ("more", sum(gap > 0 for gap in gaps)),
        ("equal", sum(gap == 0 for gap in gaps)),
        ("fewer", sum(gap < 0 for gap in gaps)),
    )
    parts: list[str] = []
    for side, some in sides:
        # What they are compared with, and out of how many, is said once.
        where = f"{some}" if parts else f"{some} of {len(rows)} specialties"
        mean = "" if parts else f" {'to' if side == 'equal' else 'than'} the mean of those who matched"
        if some:
            parts.append(f"{side}{mean} in {where if len(rows) > 1 else rows[0].label}")
    if unknown := sum(isnan(gap) for gap in gaps):
        parts.append("no mean in the source" + (f" for {unknown}" if unknown < len(rows) else ""))
    return f"{items} research item{'' if items == 1 else 's'}: {', '.join(parts)}."


def _count_sentences(rows: Sequence[Row], group: str, match_year: int) -> Iterator[str]:
    """Say how many of the group matched there, and where their share of the positions changed most."""
    rows_listed = sorted(
        (row for row in rows if not isnan(row.context.matched_count)),
        key=lambda row: float(row.context.matched_count),
    )
    if rows_listed:
        fewest, most = rows_listed[0], rows_listed[-1]
        counts = _count_in(fewest) if len(rows_listed) == 1 else f"{_count_in(fewest)} to {_count_in(most)}"
        yield f"Matches of {group} that NRMP counted in {match_year}: {counts}."
    changed = [row for row in rows if not isnan(row.context.change)]
    if changed:
        widest = max(changed, key=lambda row: abs(row.context.change))
        which = "" if len(changed) == 1 else "The largest change is in "
        lead = f"{which}{widest.label}: their" if which else f"In {widest.label} their"
        then = widest.context
        yield (
            f"{lead} share of the positions filled went from {then.first_pct:.1f}% in {then.first_year:.0f} "
            f"to {then.last_pct:.1f}% in {then.last_year:.0f}."
        )


def _count_in(row: Row) -> str:
    return f"{row.context.matched_count:,.0f} in {row.label}"
