"""What the groups side by side say: Step 1 of those who matched, research output, and the fill column."""

import pandas as pd

from analysis.story import Story
from analysis.wording import (
    COUNT_SOURCE,
    FEW_MARK,
    FEW_MATCHED,
    FLAG_BY_SLUG,
    GROUP_LABELS,
    GROUP_PLURALS,
    cell,
    listed,
    matches,
    signed,
)
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, FILL_GROUPS, TOTAL

NOT_TOTAL = f"specialty != '{TOTAL}'"
# Shares above this are named in the headline of the fill chart.
LARGE_SHARE_PCT = 30.0


def sorted_by(rows: pd.DataFrame, column: str, *, ascending: bool = False) -> pd.DataFrame:
    """Put rows in drawing order: the total first, then by `column`, missing last, ties by label.

    Args:
        rows: one row per specialty with `specialty` and `label`.
        column: the column to sort by, or `label`.
        ascending: lowest first; labels always sort from A to Z.
    """
    total = rows["specialty"] == TOTAL
    by = ["label"] if column == "label" else [column, "label"]
    order = [True] if column == "label" else [ascending, True]
    return pd.concat([rows.loc[total], rows.loc[~total].sort_values(by, ascending=order)], ignore_index=True)


def _means_with_counts(rows: pd.DataFrame, decimals: int) -> dict[str, list[str]]:
    """Return a column of text per group: each average with how many matched, by NRMP's count."""
    return {
        GROUP_LABELS[group]: [
            cell(mean, decimals=decimals) + ("" if pd.isna(count) else f" ({matches(count)})")
            for mean, count in zip(rows[f"{group}_mean"], rows[f"{group}_count"], strict=True)
        ]
        for group in slugs(APPLICANT_GROUPS)
    }


def _few(rows: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Return the legend entry of hollow marks, where an average has one."""
    drawn = any(
        ((rows[f"{group}_count"] < FEW_MATCHED) & rows[f"{group}_mean"].notna()).any()
        for group in slugs(APPLICANT_GROUPS)
    )
    return (
        (("hollow", f"hollow, {FEW_MARK} in the table: {FLAG_BY_SLUG['few_matched'].label}"),)
        if drawn
        else ()
    )


def step1_groups_story(rows: pd.DataFrame, match_year: int) -> Story:
    """Tell how the matched Step 1 averages of the three groups lie beside each other.

    Args:
        rows: `analysis.groups.compute.matched_step1_by_group`, in drawing order.
        match_year: match year of the averages.
    """
    both = rows.query(NOT_TOTAL).dropna(subset=["non_us_img_minus_senior"])
    level = int((both["non_us_img_minus_senior"] >= 0).sum())
    headline = (
        f"In {level} of {len(both)} specialties, matched non-US IMGs averaged as many Step 1 points as "
        "matched US MD seniors, or more"
    )
    text_table = pd.DataFrame({"Specialty": rows["label"]}).assign(
        **_means_with_counts(rows, 0),
        **{
            f"{GROUP_LABELS[group]} − senior": [
                signed(value) if pd.notna(value) else "no comparison"
                for value in rows[f"{group}_minus_senior"]
            ]
            for group in ("us_img", "non_us_img")
        },
    )
    return Story(
        kind="step1_groups",
        headline=headline,
        subtitle=f"Matched Step 1 averages, points · three applicant groups · {match_year} Match",
        alt=f"Dot chart of 22 specialties and all combined, three groups each. {headline}.",
        text_table=text_table,
        data=rows.assign(match_year=match_year),
        source_ids=("co2018_step1_matched", COUNT_SOURCE),
        file_name=f"match-atlas_step1_matched_by_group_{match_year}.csv",
        trace=(("measure", "score_mean"), ("outcome", "matched"), ("exam", "step1")),
        legend=(*((group, GROUP_PLURALS[group]) for group in slugs(APPLICANT_GROUPS)), *_few(rows)),
        notes=("The difference describes who matched. It is not a higher or lower bar for a group.",),
    )


def research_story(rows: pd.DataFrame, items: int | None, match_year: int) -> Story:
    """Tell how many research items those who matched listed, group by group.

    Args:
        rows: `analysis.groups.compute.research_by_group`, in drawing order.
        items: the person's own count, or None.
        match_year: match year of the averages.
    """
    both = rows.query(NOT_TOTAL).dropna(subset=["non_us_img_mean", "us_md_senior_mean"])
    more = int((both["non_us_img_mean"] > both["us_md_senior_mean"]).sum())
    headline = (
        f"Matched non-US IMGs listed more research than matched US MD seniors in {more} of {len(both)} "
        "specialties"
    )
    return Story(
        kind="research",
        headline=headline,
        subtitle=(
            "Abstracts, presentations and publications listed, average of those who matched · "
            f"{match_year} Match · log scale"
        ),
        alt=f"Three panels, one per applicant group, with 22 specialties and all combined. {headline}.",
        text_table=pd.DataFrame({"Specialty": rows["label"]}).assign(**_means_with_counts(rows, 1)),
        data=rows.assign(match_year=match_year, items=items),
        source_ids=("co2018_research_output", COUNT_SOURCE),
        file_name=f"match-atlas_research_output_{match_year}.csv",
        trace=(("measure", "items_mean"),),
        legend=(
            *((group, GROUP_PLURALS[group]) for group in slugs(APPLICANT_GROUPS)),
            *_few(rows),
            *((("user", "you"),) if items else ()),
        ),
        notes=(
            "Averages are pulled up by a few people with long lists; medians are not in this source. "
            "The count adds abstracts, presentations and publications of any kind.",
            *(
                ("Your 0 items have no place on a log scale; the table below compares them.",)
                if items == 0
                else ()
            ),
        ),
    )


def fill_story(rows: pd.DataFrame, match_year: int) -> Story:
    """Tell what the guide's fill column prints, and what it is.

    Args:
        rows: `analysis.groups.compute.fill_by_group`, in drawing order.
        match_year: match year of the shares.
    """
    large = rows.query(NOT_TOTAL).query("img_pct > @LARGE_SHARE_PCT").sort_values("img_pct", ascending=False)
    headline = (
        f"IMGs are more than {LARGE_SHARE_PCT:.0f}% of the guide’s sample in {listed(large['label'])}"
        if len(large)
        else f"IMGs are nowhere more than {LARGE_SHARE_PCT:.0f}% of the guide’s sample"
    )
    return Story(
        kind="fill_guide",
        headline=headline,
        subtitle=(
            "Share the guide prints for IMGs, percent of its compiled sample, denominator not stated · "
            f"US and non-US IMGs · {match_year} Match"
        ),
        alt=f"Stacked bars of 22 specialties and all combined. {headline}.",
        text_table=pd.DataFrame({"Specialty": rows["label"]}).assign(
            **{
                f"{GROUP_LABELS[group]}, %": [cell(value, decimals=1) for value in rows[f"{group}_pct"]]
                for group in slugs(FILL_GROUPS)
            }
        ),
        data=rows.assign(match_year=match_year),
        source_ids=("co2018_img_fill",),
        file_name=f"match-atlas_guide_fill_column_{match_year}.csv",
        trace=(("measure", "filled_pct"),),
        legend=(("non_us_img_bar", "non-US IMGs"), ("us_img_bar", "US IMGs")),
        notes=(
            "The guide titles this column “% spots filled”. It is not NRMP’s share of positions filled: its "
            "denominator is not stated and is most likely US MD seniors and IMGs only. A printed 0.0 "
            "means nobody in that sample, and NRMP counted matches behind several of them.",
        ),
    )
