"""How often people match at all: PGY-1 match rates by applicant type, and what a rate is taken of."""

from typing import Any, Final

import pandas as pd

SECONDARY_SOURCE: Final = "match_rates_secondary"
# NRMP's table of rates names these; the columns end in _pct.
RATE_TYPES: Final = ("us_md_senior", "do_senior", "us_img", "non_us_img", "all")
SERIES_COLUMNS: Final = (
    "match_year",
    "applicant_type",
    "match_rate_pct",
    "source_id",
    "is_secondary",
    "oddity",
)
# What can be asked of the counts of applicants, and the types that make it up.
COUNTED_TYPES: Final = {
    "us_md_senior": ("us_md_senior",),
    "us_md_graduate": ("us_md_graduate",),
    "do_senior": ("do_senior",),
    "do_graduate": ("do_graduate",),
    "us_img": ("us_img",),
    "non_us_img": ("non_us_img",),
    "img": ("us_img", "non_us_img"),
    "all": ("all",),
}
# Counts of Table 4 that add up over applicant types.
APPLICANT_COUNTS: Final = (
    "active_count",
    "matched_count",
    "unmatched_count",
    "withdrew_count",
    "no_rank_list_count",
    "registered_count",
)


def rate_series(
    match_rates: pd.DataFrame, applicants: pd.DataFrame, source_oddities: pd.DataFrame
) -> pd.DataFrame:
    """Lay four decades of PGY-1 match rates end to end, one rate per year and applicant type.

    Where NRMP's counts of applicants (Table 4) have the type, their rate is taken, because its two numbers
    can be checked; elsewhere the printed rate (Table 6) of the latest edition; after the last edition the
    second-hand rates, marked as such.

    Args:
        match_rates: the `match_rates` table.
        applicants: the `applicants` table.
        source_oddities: the `source_oddities` table.

    Returns:
        One row per match year and type of `RATE_TYPES`, years ascending: `SERIES_COLUMNS`.
        `match_rate_pct` is percent of active applicants, those who handed in a rank order list; `oddity`
        holds the reason where the printed rate is known to be implausible, else an empty text.
    """
    printed = match_rates.melt(
        ["match_year", "source_id"],
        [f"{kind}_pct" for kind in RATE_TYPES],
        "applicant_type",
        "match_rate_pct",
    ).assign(applicant_type=lambda rows: rows["applicant_type"].str.removesuffix("_pct"), counted=False)
    counted = applicants.loc[applicants["applicant_type"].isin(RATE_TYPES)].assign(
        match_rate_pct=lambda rows: (100 * rows["matched_count"] / rows["active_count"]).round(1),
        counted=True,
    )
    implausible = source_oddities.loc[source_oddities["check_name"] == "match_rates_overall_jump"]
    reasons = {
        (year, column.removesuffix("_pct")): reason
        for year, column, reason in zip(
            implausible["match_year"], implausible["column_name"], implausible["reason"], strict=True
        )
    }
    kinds = {kind: place for place, kind in enumerate(RATE_TYPES)}
    return (
        pd.concat([printed, counted], ignore_index=True)
        .dropna(subset=["match_rate_pct"])
        .assign(place=lambda rows: rows["applicant_type"].map(kinds))
        # The last one wins: printed before counted, and the later edition after the earlier one.
        .sort_values(["place", "match_year", "counted", "source_id"])
        .drop_duplicates(["applicant_type", "match_year"], keep="last")
        .assign(
            is_secondary=lambda rows: rows["source_id"] == SECONDARY_SOURCE,
            oddity=lambda rows: [
                reasons.get(key, "") for key in zip(rows["match_year"], rows["applicant_type"], strict=True)
            ],
        )[list(SERIES_COLUMNS)]
        .reset_index(drop=True)
    )


def two_denominators(applicants: pd.DataFrame, applicant_types: tuple[str, ...]) -> pd.DataFrame:
    """Take the matched once of those who handed in a rank order list and once of all who registered.

    Args:
        applicants: the `applicants` table (NRMP, Results and Data, Table 4).
        applicant_types: slugs whose counts are added up; they must not overlap.

    Returns:
        One row per match year that has every type asked for: `match_year`, the `APPLICANT_COUNTS`,
        `source_ids` (separated by blanks), `of_active_pct` (matched of active applicants) and
        `of_registered_pct` (matched of all who registered, counting those who withdrew or handed in no list
        as not matched). Matched means to a PGY-1 position.
    """
    rows = applicants.loc[applicants["applicant_type"].isin(applicant_types)]
    years = rows.groupby("match_year").filter(lambda year: len(year) == len(applicant_types))
    how: dict[str, Any] = {
        **dict.fromkeys(APPLICANT_COUNTS, "sum"),
        "source_id": lambda ids: " ".join(sorted(set(ids))),
    }
    return (
        years.groupby("match_year")
        .agg(how)
        .reset_index()
        .rename(columns={"source_id": "source_ids"})
        .assign(
            of_active_pct=lambda frame: 100 * frame["matched_count"] / frame["active_count"],
            of_registered_pct=lambda frame: 100 * frame["matched_count"] / frame["registered_count"],
        )
    )
