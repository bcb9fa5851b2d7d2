"""What the gap to the average and the share of the places say together."""

import pandas as pd

from analysis.era.compute import NORMS_SOURCE, Bridge
from analysis.era.words import bridged_column, bridged_gaps, with_bridge
from analysis.standing.words import SOURCES
from analysis.story import Story
from analysis.wording import (
    COUNT_SOURCE,
    EXAM_LABELS,
    FLAG_BY_SLUG,
    GROUP_PLURALS,
    NEAR_BOTH,
    NOT_LISTED,
    STATUS_LABELS,
    flag_labels,
    listed,
    shown_standing,
    signed,
)

# Specialties that both reach the average and give the group at least this share are named in the headline.
NAMED: int = 3


def gap_and_share_story(
    rows: pd.DataFrame,
    applicant_group: str,
    exam: str,
    sem: float,
    match_year: int,
    context: tuple[str, ...] = (),
    bridge: Bridge | None = None,
) -> Story:
    """Tell where a score reaches the matched average and the group fills many of the places.

    Args:
        rows: the result of `analysis.gap_and_share.compute.gap_and_share`.
        applicant_group: slug of the group.
        exam: slug of the exam.
        sem: standard error of measurement used, in points.
        match_year: match year of averages and counts.
        context: what has to be said beside the chart.
        bridge: the era bridge drawn, if one is.
    """
    people, exam_label = GROUP_PLURALS[applicant_group], EXAM_LABELS[exam]
    drawn = rows.dropna(subset=["gap_to_matched", "share_pct"])
    shown = [shown_standing(*pair).slug for pair in zip(drawn["standing"], drawn["flags"], strict=True)]
    both = [label for label, slug in zip(drawn["label"], shown, strict=True) if slug == NEAR_BOTH.slug]
    reached = drawn.loc[[slug in {"near", "above"} for slug in shown]].nlargest(NAMED, "share_pct")
    named = listed(f"{row['label']} ({row['share_pct']:.1f}%)" for row in reached.to_dict("records"))
    separate = drawn.loc[[slug != "no_verdict" for slug in shown]]
    if len(reached):
        headline = (
            f"Near or above the matched {exam_label} average, {people} fill the largest share of places in "
            f"{named}"
        )
    elif drawn.empty:
        headline = f"The source has no matched {exam_label} average of {people}"
    elif both:
        headline = (
            f"Your {exam_label} score is near both averages, matched and unmatched, in {listed(both)}, and "
            "below the matched average wherever else the two separate"
        )
    else:
        by = f"more than {sem:g} points " if (separate["gap_to_matched"] < -sem).all() else ""
        headline = (
            f"Your {exam_label} score is {by}below every matched average of {people} that separates from the "
            "unmatched one"
        )
    left_out = rows.loc[rows["gap_to_matched"].isna(), "label"]
    records = rows.sort_values("share_pct", ascending=False).to_dict("records")
    return Story(
        kind="gap_and_share",
        headline=headline,
        subtitle=(
            f"Your gap to the matched {exam_label} average, points · {people}’ share of the positions "
            f"filled, percent · {match_year} Match"
        ),
        alt=f"Scatter of {len(drawn)} specialties, each with its name. {headline}.",
        text_table=pd.DataFrame(
            {
                "Specialty": [row["label"] for row in records],
                "Your gap to matched": [
                    STATUS_LABELS["garbled" if "source_garbled" in row["flags"] else "not_reported"]
                    if pd.isna(row["gap_to_matched"])
                    else signed(row["gap_to_matched"])
                    for row in records
                ],
                **({bridged_column(bridge): bridged_gaps(pd.DataFrame(records), bridge)} if bridge else {}),
                "Share of positions filled": [
                    NOT_LISTED
                    if pd.isna(row["share_pct"])
                    else f"{row['share_pct']:.1f}% "
                    f"({row['matched_count']:,.0f} of {row['filled_count']:,.0f})"
                    for row in records
                ],
                "Standing": [
                    (standing := shown_standing(row["standing"], row["flags"])).icon + " " + standing.label
                    for row in records
                ],
                "Read with care": [flag_labels(row["flags"]) for row in records],
            }
        ),
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
        file_name=f"match-atlas_gap_and_share_{exam}_{applicant_group}_{match_year}.csv",
        trace=(("measure", "score_mean"), ("applicant_group", applicant_group), ("exam", exam)),
        legend=(
            ("above", "above"),
            ("near", f"near, within ±{sem:g}"),
            *((("near_both", NEAR_BOTH.short),) if NEAR_BOTH.slug in shown else ()),
            ("below", "below"),
            ("no_verdict", "the averages do not separate"),
            ("hollow", f"hollow: {FLAG_BY_SLUG['few_matched'].label}"),
            *((("era", bridge.meaning),) if bridge else ()),
        ),
        context=context,
        notes=(
            "A large share says that many of the people who got in were in your group, not that many of "
            "those who applied got in: how many applied is in neither source. So no line is fitted.",
            *(
                (f"Without a matched average, and so not drawn: {listed(left_out)}.",)
                if len(left_out)
                else ()
            ),
        ),
    )
