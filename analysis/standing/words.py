"""What the comparison of scores says: the dumbbell, the gaps, and the table of standings."""

from collections.abc import Sequence
from math import inf, isnan

import numpy as np
import pandas as pd

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.era.words import bridged_column, bridged_gaps, with_bridge
from analysis.standing.compute import overall_standing, rows_by_specialty
from analysis.story import Story
from analysis.wording import (
    COUNT_SOURCE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NEAR_BOTH,
    NOT_SEPARATING,
    SHOWN_STANDINGS,
    STATUS_LABELS,
    counted,
    flag_labels,
    shown_standing,
    signed,
)
from data.vocabulary import TOTAL

SOURCES = {
    "us_md_senior": ("co2018_step1_matched",),
    "step1": ("co2018_step1_img",),
    "step2_ck": ("co2018_step2_ck_img",),
}


def rows_to_draw(comparison: pd.DataFrame, exam: str) -> pd.DataFrame:
    """Put one exam's rows in drawing order.

    Args:
        comparison: the result of `analysis.standing.compute.compare`.
        exam: slug of the exam.

    Returns:
        The 23 rows of that exam: the total first, then the 22 by gap to the matched average, largest first
        (which is the lowest matched average first, so the order holds without a score too), rows with no
        matched average last, by label.
    """
    rows = comparison.loc[comparison["exam"] == exam]
    is_total = rows["specialty"].to_numpy() == TOTAL
    # The rows come in order of their labels, and a stable sort keeps ties and missing ones that way.
    by_mean = np.lexsort((rows["matched_mean"].to_numpy(), ~is_total))
    return rows.iloc[by_mean].reset_index(drop=True)


def _why_missing(flags: Sequence[str]) -> str:
    """Say why a row has no average."""
    return STATUS_LABELS["garbled" if "source_garbled" in flags else "not_reported"]


def _counted(rows: pd.DataFrame) -> dict[str, int]:
    """Count the 22 specialties by the standing that is shown for them."""
    shown = [
        shown_standing(standing, flags).slug
        for specialty, standing, flags in zip(rows["specialty"], rows["standing"], rows["flags"], strict=True)
        if specialty != TOTAL
    ]
    return {slug: shown.count(slug) for slug in SHOWN_STANDINGS}


def _cohort_headline(rows: pd.DataFrame, group: str, exam: str, sem: float) -> str:
    """Say what the averages alone show, when there is no score to compare."""
    ours = rows.loc[rows["specialty"] != TOTAL].dropna(subset=["matched_mean"])
    if ours.empty:
        return f"The source has no {exam} averages for {group}"
    low, high = ours["matched_mean"].min(), ours["matched_mean"].max()
    spread = f"Matched {group} averaged {low:.0f} to {high:.0f} on {exam}, depending on the specialty"
    pairs = ours.dropna(subset=["separation"])
    if pairs.empty:
        return spread
    apart = int((pairs["separation"] >= sem).sum())
    return f"{spread}; in {apart} of {len(pairs)} the averages lie {sem:g} points or more apart"


def _headline(rows: pd.DataFrame, group: str, exam: str, sem: float) -> str:
    """State the finding: how many specialties lie above, near and below."""
    if rows["score"].isna().all() or rows["matched_mean"].isna().all():
        return _cohort_headline(rows, group, exam, sem)
    count = _counted(rows)
    above = f"{count['above']} {'specialty' if count['above'] == 1 else 'specialties'}"
    both = f"{NEAR_BOTH.short} in {count[NEAR_BOTH.slug]}, " if count[NEAR_BOTH.slug] else ""
    return (
        f"{exam} {rows['score'].iloc[0]:.0f} is above the matched average in {above}, "
        f"near it in {count['near']}, {both}below it in {count['below']}"
    )


def _text_table(rows: pd.DataFrame, bridge: Bridge | None) -> pd.DataFrame:
    """Return the drawn rows as text."""
    has_score = rows["score"].notna().any()
    missing = [_why_missing(flags) for flags in rows["flags"]]
    table = pd.DataFrame({"Specialty": rows["label"]})
    for name, column in (("Unmatched average", "unmatched_mean"), ("Matched average", "matched_mean")):
        table[name] = [
            f"{value:.0f}" if pd.notna(value) else why
            for value, why in zip(rows[column], missing, strict=True)
        ]
    if has_score:
        table["Your gap to matched"] = [
            signed(gap) if pd.notna(gap) else "no comparison" for gap in rows["gap_to_matched"]
        ]
        if bridge:
            table[bridged_column(bridge)] = bridged_gaps(rows, bridge)
        shown = [shown_standing(*pair) for pair in zip(rows["standing"], rows["flags"], strict=True)]
        table["Standing"] = [f"{standing.icon} {standing.label}" for standing in shown]
    table["Matches (NRMP’s count)"] = [counted(count) for count in rows["matched_count"]]
    table["Read with care"] = [flag_labels(flags) for flags in rows["flags"]]
    return table


def standing_story(
    comparison: pd.DataFrame,
    applicant_group: str,
    exam: str,
    sem: float,
    match_year: int,
    view: str,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
) -> Story:
    """Tell the comparison of one exam.

    Args:
        comparison: the result of `analysis.standing.compute.compare`.
        applicant_group: slug of the group compared with.
        exam: slug of the exam.
        sem: standard error of measurement used, in points.
        match_year: match year of the averages.
        view: `averages` (dumbbell) or `gaps`.
        context: what has to be said beside the chart.
        bridge: the era bridge drawn, if one is.
    """
    rows = rows_to_draw(comparison, exam)
    group, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    has_score = bool(rows["score"].notna().any())
    headline = _headline(rows, group, exam_label, sem)
    unmatched = bool(rows["unmatched_mean"].notna().any())
    legend = [("unmatched", "unmatched average")] * int(unmatched) + [("matched", "matched average")]
    if (rows["separation"] <= 0).any():
        legend.append(("dashed", "the averages do not separate"))
    if any("few_matched" in flags for flags in rows["flags"]):
        legend.append(("few", FLAG_BY_SLUG["few_matched"].label))
    if has_score:
        legend += [("user", "you"), ("band", f"your score ±{sem:g}, its measurement error")]
    if view == "gaps":
        legend = [
            ("above", "above"),
            ("near", f"near, within ±{sem:g}"),
            *([("near_both", NEAR_BOTH.short)] if _counted(rows)[NEAR_BOTH.slug] else []),
            ("below", "below"),
            ("no_verdict", "the averages do not separate"),
        ]
    if bridge:
        legend.append(("era", bridge.meaning))
    drawn = "Matched and unmatched averages" if unmatched else "Matched averages"
    what = "Your gap to the matched average" if view == "gaps" else drawn
    order = "gap" if has_score else "matched average"
    return Story(
        kind=view,
        headline=headline,
        subtitle=f"{what} on {exam_label}, points · {group} · {match_year} Match · sorted by {order}",
        alt=f"Chart of 22 specialties and all combined. {headline}. Every value is in the table below.",
        text_table=_text_table(rows, bridge),
        data=with_bridge(rows, bridge).assign(
            match_year=match_year,
            applicant_group=applicant_group,
            flags=[" ".join(flags) for flags in rows["flags"]],
        ),
        source_ids=(
            *SOURCES["us_md_senior" if applicant_group == "us_md_senior" else exam],
            COUNT_SOURCE,
            *((NORMS_SOURCE,) if bridge else ()),
        ),
        file_name=f"match-atlas_{exam}_{applicant_group}_{match_year}.csv",
        trace=(("measure", "score_mean"), ("applicant_group", applicant_group), ("exam", exam)),
        legend=tuple(legend),
        context=context,
    )


def standings_table(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return the compact table of standings over the exams entered, as text.

    Args:
        comparison: the result of `analysis.standing.compute.compare`, with at least one score.

    Returns:
        One row per specialty (22), largest smallest gap first, those without a gap last: `Specialty`, a gap
        column per exam entered, `Beside the matched average` (icon and words; the lowest standing over the
        exams entered), `Read with care`.
    """
    rows = []
    for (specialty, exams), overall in zip(
        rows_by_specialty(comparison), overall_standing(comparison).to_dict("records"), strict=True
    ):
        entered = [row for row in exams if row["standing"] != "no_score"]
        if specialty == TOTAL or not entered:
            continue
        shown = SHOWN_STANDINGS[overall["shown"]]
        gaps = [row["gap_to_matched"] for row in entered if not isnan(row["gap_to_matched"])]
        rows.append(
            {
                "Specialty": overall["label"],
                **{
                    f"{EXAM_LABELS[row['exam']]} gap": _why_missing(row["flags"])
                    if isnan(row["gap_to_matched"])
                    else signed(row["gap_to_matched"])
                    for row in entered
                },
                "Beside the matched average": f"{shown.icon} {shown.short}",
                "Read with care": flag_labels(
                    flag
                    for flag in overall["flags"]
                    if shown.slug != "no_verdict" or flag not in NOT_SEPARATING
                ),
                "smallest gap": min(gaps, default=-inf),
            }
        )
    rows.sort(key=lambda row: (-row.pop("smallest gap"), row["Specialty"]))
    return pd.DataFrame(rows)
