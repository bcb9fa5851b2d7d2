"""Where a shortlist lies among all specialties: the matched average beside the share of the places."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf, isnan
from typing import Final

from analysis.era.compute import Bridge
from analysis.era.words import bridge_legend, bridge_sources
from analysis.gap_and_share.words import share_text, shares_data
from analysis.shortlist.compute import MAP_COLUMNS, MapRow, average_is_near
from analysis.shortlist.words import NOTHING_TO_FLAG
from analysis.standing.compute import has_numbers, sources_of
from analysis.standing.words import gap_columns, matches_heading, mean_text, scores_trace
from analysis.story import Story, TextTable, text_table, without_table
from analysis.wording import (
    DO_NOT_SEPARATE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NOT_SEPARATING,
    counted,
    flag_labels,
    listed,
)

# What the step line of the picture joins.
STEP_LINE: Final = "no other has both more, joined by a step line"


def _nothing_drawn(rows: Sequence[MapRow], people: str, exam_label: str) -> str:
    """Say why none of the shortlist is in the picture."""
    if any(row.is_shortlisted and not isnan(row.compared.matched_mean) for row in rows):
        return f"None of these specialties has both a matched {exam_label} average and a share of {people}"
    some = any(not isnan(row.compared.matched_mean) for row in rows)
    where = "these specialties" if some else "any specialty"
    return f"The source has no matched {exam_label} average of {people} in {where}"


def _headline(drawn: Sequence[MapRow], has_gap: bool, people: str, exam_label: str) -> str:
    """Name the non-dominated specialties of the shortlist, or say that there is none."""
    ours = [row for row in drawn if row.is_shortlisted]
    names = [row.compared.label for row in ours if row.is_non_dominated]
    gap, large, larger, smaller = (
        ("gap", "large", "larger", "smaller") if has_gap else ("average", "low", "lower", "higher")
    )
    if names:
        of_these = f"Of these {len(ours)}, " if len(names) < len(ours) else ""
        return (
            f"{of_these}{listed(names)} {'are' if len(names) > 1 else 'is'} on the step line: a specialty "
            f"with a {larger} {exam_label} {gap} has a smaller share of {people}, and one with a larger "
            f"share a {smaller} {gap}"
        )
    none = (
        f"None of these {len(ours)} is on the step line: for each,"
        if len(ours) > 1
        else f"{ours[0].compared.label} is not on the step line:"
    )
    return (
        f"{none} another specialty has both a {exam_label} {gap} at least as {large} and a share of {people} "
        "at least as large"
    )


def _dominance(row: MapRow) -> str:
    """Say whether a specialty is non-dominated, or that it cannot be said."""
    return ("yes" if row.is_non_dominated else "no") if row.is_drawn else "cannot be said"


def _text_table(rows: Sequence[MapRow], bridge: Bridge | None) -> TextTable:
    """Return all specialties as text, the shortlist first, then the largest share first."""
    ordered = sorted(
        rows, key=lambda row: (not row.is_shortlisted, inf if isnan(row.share_pct) else -row.share_pct)
    )
    compared = [row.compared for row in ordered]
    columns: dict[str, Iterable[object]] = {
        "Specialty": (row.label for row in compared),
        "On the shortlist": ("yes" if row.is_shortlisted else "no" for row in ordered),
        "Matched average": (mean_text(row.matched_mean, row.missing) for row in compared),
    }
    if any(not isnan(row.gap_to_matched) for row in compared):
        columns |= gap_columns(compared, bridge)
    columns |= {
        "Share of positions filled": map(share_text, ordered),
        matches_heading(compared): (counted(row.matched_count) for row in compared),
        "On the step line": map(_dominance, ordered),
        "Read with care": (flag_labels(row.flags) or NOTHING_TO_FLAG for row in compared),
    }
    return text_table(columns)


def _legend(drawn: Sequence[MapRow], sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks mean, those that are drawn."""
    flags = {flag for row in drawn for flag in row.compared.flags}
    yield "shortlisted", "on the shortlist"
    yield "others", "other specialties"
    yield "non_dominated", STEP_LINE
    if "few_matched" in flags:
        yield "hollow", f"hollow: {FLAG_BY_SLUG['few_matched'].label}"
    if NOT_SEPARATING & flags:
        yield "no_verdict", DO_NOT_SEPARATE
    if average_is_near(drawn):
        yield "band", f"within ±{sem:g} of the matched average, the measurement error of a score"


def _notes(rows: Sequence[MapRow], has_gap: bool) -> Iterator[str]:
    """Yield what the picture does and does not say."""
    if has_gap:
        yield (
            "On the step line (“non-dominated”): no other specialty has both a gap and a share at least as "
            "large, one of them larger. The gap is your score minus the average, so these specialties would "
            "be the same with any other score."
        )
    else:
        yield (
            "On the step line (“non-dominated”): no other specialty has both an average at most as large and "
            "a share at least as large, one of them strictly so. Lower averages lie higher up; with a score "
            "the gap to them is drawn, which is the same picture."
        )
    yield (
        "It compares two numbers and nothing else: not how many applied, which is in neither source, so "
        "nothing about chances, and nothing else that you may look for in a specialty. Few matches, and "
        "averages that do not separate, are marked, not left out."
    )
    without = [row.compared.label for row in rows if isnan(row.compared.matched_mean)]
    if without:
        yield f"Without a matched average, and so not drawn: {listed(without)}."


def map_story(
    rows: Sequence[MapRow],
    applicant_group: str,
    exam: str,
    chosen: Sequence[str],
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
    count_sources: tuple[str, ...] = (),
) -> Story:
    """Tell where a shortlist, `chosen`, lies among all specialties: `analysis.shortlist.compute.map_rows`.

    The rest is as in `analysis.standing.words.standing_story`.
    """
    people, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    drawn = [row for row in rows if row.is_drawn]
    has_gap = any(not isnan(row.compared.gap_to_matched) for row in rows)
    headline = (
        _headline(drawn, has_gap, people, exam_label)
        if any(row.is_shortlisted for row in drawn)
        else _nothing_drawn(rows, people, exam_label)
    )
    what = f"Your gap to the matched {exam_label} average" if has_gap else f"Matched {exam_label} average"
    story = Story(
        kind="shortlist_map",
        headline=headline,
        subtitle=(f"{what}, points · {people}’ share of the positions filled, percent · {match_year} Match"),
        alt=(
            f"Scatter of {len(drawn)} specialties; the {len(chosen)} on the shortlist and the "
            f"ones on the step line are named. {headline}. Every value is in the table below."
        ),
        text_table=_text_table(rows, bridge),
        rows=lambda: shares_data(rows, MAP_COLUMNS, match_year, applicant_group, bridge),
        source_ids=(
            *sources_of(row.compared for row in rows),
            *count_sources,
            *bridge_sources(bridge),
        ),
        file_name=f"match-atlas_shortlist_map_{exam}_{applicant_group}_{match_year}.csv",
        trace=scores_trace(match_year, applicant_group, (exam,)),
        legend=(*_legend(drawn, sem), *bridge_legend(bridge)),
        context=context,
        compares=(exam,),
        notes=tuple(_notes(rows, has_gap)),
    )
    return story if has_numbers(row.compared for row in rows) else without_table(story)
