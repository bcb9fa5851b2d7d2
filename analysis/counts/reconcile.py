"""The guide's fill column beside NRMP's counts: where the two differ, and the likely reason."""

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.counts.compute import in_order, matches_by_specialty, of_year
from analysis.wording import people
from data.editions import EDITIONS, rows_of
from data.terms import slugs
from data.vocabulary import FILL_GROUPS

# Shares are printed with one decimal: a smaller difference is no difference.
SAME_PCT: Final = 0.1
RECONCILED_COLUMNS: Final = (
    "match_year",
    "specialty",
    "label",
    "applicant_group",
    "guide_pct",
    "nrmp_pct",
    "difference",
    "matched_count",
    "filled_count",
    "of_seniors_and_imgs_pct",
    "reason",
)


def _reason(row: Mapping[Any, Any]) -> str:
    """Say why a printed share most likely differs from the counted one."""
    counted = people(row["matched_count"], row["applicant_group"])
    if row["guide_pct"] == 0 and row["matched_count"]:
        return f"the guide prints 0.0, but NRMP counted {counted}, most likely outside the guide’s sample"
    if abs(row["difference"]) < SAME_PCT:
        return "the two agree"
    if row["difference"] > 0:
        return (
            "most likely a smaller denominator: of US MD seniors and IMGs alone the counts give "
            f"{row['of_seniors_and_imgs_pct']:.1f}%"
        )
    return f"most likely the guide’s sample does not hold all of the {counted} that NRMP counted"


def reconcile_fill(img_fill: pd.DataFrame, positions: pd.DataFrame, match_year: int) -> pd.DataFrame:
    """Put the guide's share, the rows of `img_fill` that one edition has, beside NRMP's counts of that year.

    Returns:
        One row per specialty and fill group: `RECONCILED_COLUMNS`. `guide_pct` is of the guide's compiled
        sample; `nrmp_pct` is `matched_count` of `filled_count`, all levels;
        `difference` is guide minus NRMP, percentage points; `of_seniors_and_imgs_pct` takes NRMP's counts of
        US MD seniors and IMGs only, the denominator that the guide most likely had.
    """
    counts = of_year(matches_by_specialty(positions), match_year)
    long = pd.concat(
        [
            counts[["specialty", "label", "filled_count"]].assign(
                applicant_group=group,
                matched_count=counts[f"{group}_count"],
                nrmp_pct=counts[f"{group}_pct"],
                of_seniors_and_imgs_pct=100
                * counts[f"{group}_count"]
                / (counts["img_count"] + counts["us_md_senior_count"]),
            )
            for group in slugs(FILL_GROUPS)
        ],
        ignore_index=True,
    )
    keys = ["specialty", "applicant_group"]
    guide = img_fill.rename(columns={"filled_pct": "guide_pct"})[[*keys, "guide_pct"]]
    # The groups of a specialty stand together, and a stable sort keeps them in their order.
    both = (
        long.merge(guide, on=keys, how="left")
        .sort_values("specialty", key=in_order, kind="stable")
        .assign(match_year=match_year, difference=lambda rows: rows["guide_pct"] - rows["nrmp_pct"])
    )
    reasons = [
        "no comparison: one side is not in its source" if math.isnan(row["difference"]) else _reason(row)
        for row in both.to_dict("records")
    ]
    return both.assign(reason=reasons)[list(RECONCILED_COLUMNS)].reset_index(drop=True)


def reconcile_editions(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Do what `reconcile_fill` does for every edition that prints a fill column."""
    return pd.concat(
        [
            reconcile_fill(rows_of(edition, tables["img_fill"]), tables["positions"], edition.match_year)
            for edition in EDITIONS
            if edition.sources_of("img_fill")
        ],
        ignore_index=True,
    )
