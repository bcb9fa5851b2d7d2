"""Where a shortlist lies among all specialties: the matched average beside the share of the places."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any, Final

import pandas as pd

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.era.words import bridged_column, bridged_gaps, with_bridge
from analysis.shortlist.compute import average_is_near
from analysis.shortlist.words import NOTHING_TO_FLAG, score_sources, why_no_average
from analysis.story import Story
from analysis.wording import (
    COUNT_SOURCE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NONE_FILLED,
    NOT_LISTED,
    NOT_SEPARATING,
    cell,
    counted,
    flag_labels,
    listed,
    signed,
)

Row = Mapping[Any, Any]


# What the step line of the picture joins.
STEP_LINE: Final = "no other has both more, joined by a step line"


def drawn_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the specialties that have both numbers.

    Args:
        rows: the result of `analysis.shortlist.compute.map_rows`.
    """
    return rows.dropna(subset=["matched_mean", "share_pct"])


def _nothing_drawn(rows: pd.DataFrame, people: str, exam_label: str) -> str:
    """Say why none of the shortlist is in the picture."""
    if rows.loc[rows["is_shortlisted"], "matched_mean"].notna().any():
        return f"None of these specialties has both a matched {exam_label} average and a share of {people}"
    where = "these specialties" if rows["matched_mean"].notna().any() else "any specialty"
    return f"The source has no matched {exam_label} average of {people} in {where}"


def _headline(drawn: pd.DataFrame, has_gap: bool, people: str, exam_label: str) -> str:
    """Name the non-dominated specialties of the shortlist, or say that there is none."""
    ours = drawn.loc[drawn["is_shortlisted"]]
    names = ours.loc[ours["is_non_dominated"], "label"]
    gap, large, larger, smaller = (
        ("gap", "large", "larger", "smaller") if has_gap else ("average", "low", "lower", "higher")
    )
    if len(names):
        of_these = f"Of these {len(ours)}, " if len(names) < len(ours) else ""
        return (
            f"{of_these}{listed(names)} {'are' if len(names) > 1 else 'is'} on the step line: a specialty "
            f"with a {larger} {exam_label} {gap} has a smaller share of {people}, and one with a larger "
            f"share a {smaller} {gap}"
        )
    none = (
        f"None of these {len(ours)} is on the step line: for each,"
        if len(ours) > 1
        else f"{ours['label'].iloc[0]} is not on the step line:"
    )
    return (
        f"{none} another specialty has both a {exam_label} {gap} at least as {large} and a share of {people} "
        "at least as large"
    )


def _share(row: Row) -> str:
    """Return the share with its two counts, or in words why there is none."""
    if isnan(row["share_pct"]):
        return NONE_FILLED if row["filled_count"] == 0 else NOT_LISTED
    return f"{row['share_pct']:.1f}% ({row['matched_count']:,.0f} of {row['filled_count']:,.0f})"


def _dominance(row: Row) -> str:
    """Say whether a specialty is non-dominated, or that it cannot be said."""
    if isnan(row["matched_mean"]) or isnan(row["share_pct"]):
        return "cannot be said"
    return "yes" if row["is_non_dominated"] else "no"


def _text_table(rows: pd.DataFrame, bridge: Bridge | None) -> pd.DataFrame:
    """Return all specialties as text, the shortlist first, then the largest share first."""
    records = rows.sort_values(["is_shortlisted", "share_pct"], ascending=False).to_dict("records")
    table: dict[str, list[str]] = {
        "Specialty": [row["label"] for row in records],
        "On the shortlist": ["yes" if row["is_shortlisted"] else "no" for row in records],
        "Matched average": [
            why_no_average(row) if isnan(row["matched_mean"]) else cell(row["matched_mean"])
            for row in records
        ],
    }
    if rows["gap_to_matched"].notna().any():
        table["Your gap to matched"] = [
            "no comparison" if isnan(row["gap_to_matched"]) else signed(row["gap_to_matched"])
            for row in records
        ]
        if bridge:
            table[bridged_column(bridge)] = bridged_gaps(pd.DataFrame(records), bridge)
    table |= {
        "Share of positions filled": [_share(row) for row in records],
        "Matches (NRMP’s count)": [counted(row["matched_count"]) for row in records],
        "On the step line": [_dominance(row) for row in records],
        "Read with care": [flag_labels(row["flags"]) or NOTHING_TO_FLAG for row in records],
    }
    return pd.DataFrame(table)


def _legend(drawn: pd.DataFrame, sem: float) -> Iterator[tuple[str, str]]:
    """Yield what the marks mean, those that are drawn."""
    flags = {flag for of_row in drawn["flags"] for flag in of_row}
    yield "shortlisted", "on the shortlist"
    yield "others", "other specialties"
    yield "non_dominated", STEP_LINE
    if "few_matched" in flags:
        yield "hollow", f"hollow: {FLAG_BY_SLUG['few_matched'].label}"
    if NOT_SEPARATING & flags:
        yield "no_verdict", "the averages do not separate"
    if average_is_near(drawn):
        yield "band", f"within ±{sem:g} of the matched average, the measurement error of a score"


def _notes(rows: pd.DataFrame, has_gap: bool) -> Iterator[str]:
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
    without = rows.loc[rows["matched_mean"].isna(), "label"]
    if len(without):
        yield f"Without a matched average, and so not drawn: {listed(without)}."


def map_story(
    rows: pd.DataFrame,
    applicant_group: str,
    exam: str,
    chosen: Sequence[str],
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
) -> Story:
    """Tell where a shortlist lies among all specialties.

    Args:
        rows: the result of `analysis.shortlist.compute.map_rows`.
        applicant_group: slug of the group.
        exam: slug of the exam.
        chosen: slugs of the shortlist.
        sem: standard error of measurement used, in points.
        match_year: match year of averages and counts.
        context: what has to be said beside the chart.
        bridge: the era bridge drawn, if one is.
    """
    people, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    drawn, has_gap = drawn_rows(rows), bool(rows["gap_to_matched"].notna().any())
    headline = (
        _headline(drawn, has_gap, people, exam_label)
        if drawn["is_shortlisted"].any()
        else _nothing_drawn(rows, people, exam_label)
    )
    what = f"Your gap to the matched {exam_label} average" if has_gap else f"Matched {exam_label} average"
    return Story(
        kind="shortlist_map",
        headline=headline,
        subtitle=(f"{what}, points · {people}’ share of the positions filled, percent · {match_year} Match"),
        alt=(
            f"Scatter of {len(drawn)} specialties; the {len(chosen)} on the shortlist and the "
            f"ones on the step line are named. {headline}. Every value is in the table below."
        ),
        text_table=_text_table(rows, bridge),
        data=with_bridge(rows, bridge).assign(
            match_year=match_year,
            applicant_group=applicant_group,
            flags=[" ".join(flags) for flags in rows["flags"]],
        ),
        source_ids=(
            *score_sources(applicant_group, [exam]),
            COUNT_SOURCE,
            *((NORMS_SOURCE,) if bridge else ()),
        ),
        file_name=f"match-atlas_shortlist_map_{exam}_{applicant_group}_{match_year}.csv",
        trace=(("measure", "score_mean"), ("applicant_group", applicant_group), ("exam", exam)),
        legend=(*_legend(drawn, sem), *((("era", bridge.meaning),) if bridge else ())),
        context=context,
        notes=tuple(_notes(rows, has_gap)),
    )
