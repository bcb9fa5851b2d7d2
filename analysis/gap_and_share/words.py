"""What the gap to the average and the share of the places say together."""

from collections.abc import Iterable, Sequence
from math import inf, isnan
from typing import Final

import pandas as pd

from analysis.era.compute import Bridge
from analysis.era.words import bridge_legend, bridge_sources, bridged_columns
from analysis.gap_and_share.compute import GAP_AND_SHARE_COLUMNS, GapAndShare
from analysis.standing.compute import COMPARISON_COLUMNS, sources_of
from analysis.standing.words import data_of, gaps_legend, scores_trace, standing_text
from analysis.story import Story, TextTable, text_table
from analysis.wording import (
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    MISSING_WORDS,
    NEAR_BOTH,
    flag_labels,
    listed,
    signed,
    why_no_count,
)

# Specialties that both reach the average and give the group at least this share are named in the headline.
NAMED: Final = 3


def share_text(row: GapAndShare) -> str:
    """Return the share with its two counts, or in words why there is none."""
    if isnan(row.share_pct):
        return why_no_count(row.filled_count)
    return f"{row.share_pct:.1f}% ({row.compared.matched_count:,.0f} of {row.filled_count:,.0f})"


def _text_table(rows: Sequence[GapAndShare], bridge: Bridge | None) -> TextTable:
    """Return the rows as text, the largest share first."""
    ordered = sorted(rows, key=lambda row: inf if isnan(row.share_pct) else -row.share_pct)
    compared = [row.compared for row in ordered]
    columns: dict[str, Iterable[object]] = {
        "Specialty": (row.label for row in compared),
        "Your gap to matched": (
            MISSING_WORDS[row.missing] if isnan(row.gap_to_matched) else signed(row.gap_to_matched)
            for row in compared
        ),
        **bridged_columns(compared, bridge),
        "Share of positions filled": map(share_text, ordered),
        "Standing": map(standing_text, compared),
        "Read with care": (flag_labels(row.flags) for row in compared),
    }
    return text_table(columns)


def shares_data(
    rows: Sequence[GapAndShare],
    columns: Sequence[str],
    match_year: int,
    applicant_group: str,
    bridge: Bridge | None,
) -> pd.DataFrame:
    """Return some fields of the rows and of their comparisons as a table for computing."""
    own = {name: [getattr(row, name) for row in rows] for name in columns if name not in COMPARISON_COLUMNS}
    frame = data_of(
        [row.compared for row in rows],
        [name for name in columns if name not in own],
        match_year,
        applicant_group,
        bridge,
    ).assign(**own)
    return frame[[*columns, *(name for name in frame if name not in columns)]]


def gap_and_share_story(
    rows: Sequence[GapAndShare],
    applicant_group: str,
    exam: str,
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
    count_sources: tuple[str, ...] = (),
) -> Story:
    """Tell where a score reaches the matched average and the group fills many of the places.

    The rows are those of `analysis.gap_and_share.compute.gap_and_share`; the rest as in
    `analysis.standing.words.standing_story`.
    """
    people, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    drawn = [row for row in rows if row.is_drawn]
    both = [row.compared.label for row in drawn if row.compared.shown == NEAR_BOTH.slug]
    near = [row for row in drawn if row.compared.shown in {"near", "above"}]
    reached = sorted(near, key=lambda row: -row.share_pct)[:NAMED]
    named = listed(f"{row.compared.label} ({row.share_pct:.1f}%)" for row in reached)
    separate = [row.compared for row in drawn if row.compared.shown != "no_verdict"]
    if reached:
        headline = (
            f"Near or above the matched {exam_label} average, {people} fill the largest share of places in "
            f"{named}"
        )
    elif not drawn:
        headline = f"The source has no matched {exam_label} average of {people}"
    elif both:
        headline = (
            f"Your {exam_label} score is near both averages, matched and unmatched, in {listed(both)}, and "
            "below the matched average wherever else the two separate"
        )
    else:
        by = f"more than {sem:g} points " if all(row.gap_to_matched < -sem for row in separate) else ""
        headline = (
            f"Your {exam_label} score is {by}below every matched average of {people} that separates from the "
            "unmatched one"
        )
    left_out = [row.compared.label for row in rows if isnan(row.compared.gap_to_matched)]
    return Story(
        kind="gap_and_share",
        headline=headline,
        subtitle=(
            f"Your gap to the matched {exam_label} average, points · {people}’ share of the positions "
            f"filled, percent · {match_year} Match"
        ),
        alt=f"Scatter of {len(drawn)} specialties, each with its name. {headline}.",
        text_table=_text_table(rows, bridge),
        rows=lambda: shares_data(rows, GAP_AND_SHARE_COLUMNS, match_year, applicant_group, bridge),
        source_ids=(
            *sources_of(row.compared for row in rows),
            *count_sources,
            *bridge_sources(bridge),
        ),
        file_name=f"match-atlas_gap_and_share_{exam}_{applicant_group}_{match_year}.csv",
        trace=scores_trace(match_year, applicant_group, (exam,)),
        legend=(
            *gaps_legend({row.compared.shown for row in drawn}, sem),
            ("hollow", f"hollow: {FLAG_BY_SLUG['few_matched'].label}"),
            *bridge_legend(bridge),
        ),
        context=context,
        compares=(exam,),
        notes=(
            "A large share says that many of the people who got in were in your group, not that many of "
            "those who applied got in: how many applied is in neither source. So no line is fitted.",
            *((f"Without a matched average, and so not drawn: {listed(left_out)}.",) if left_out else ()),
        ),
    )
