"""How often people match at all: PGY-1 match rates by applicant type, and what a rate is taken of."""

from collections.abc import Mapping
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
    "printed_pct",
    "restated_note",
)
# What can be asked of the counts of applicants, and the types that make it up.
_ONE_TYPE: Final = ("us_md_senior", "us_md_graduate", "do_senior", "do_graduate", "us_img", "non_us_img")
COUNTED_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    **{kind: (kind,) for kind in _ONE_TYPE},
    "img": ("us_img", "non_us_img"),
    "all": ("all",),
}
# Counts of Table 4 that add up over applicant types, and what people read for them.
APPLICANT_COUNTS: Final = {
    "active_count": "Handed in a list",
    "matched_count": "Matched to PGY-1",
    "unmatched_count": "Unmatched",
    "withdrew_count": "Withdrew",
    "no_rank_list_count": "No rank list",
    "registered_count": "Registered",
}


def rate_series(
    match_rates: pd.DataFrame, applicants: pd.DataFrame, restatements: pd.DataFrame
) -> pd.DataFrame:
    """Lay four decades of PGY-1 match rates end to end, one rate per year and applicant type.

    Where NRMP's counts of applicants (Table 4) have the type, their rate is taken, because its two numbers
    can be checked; elsewhere the printed rate (Table 6) of the latest edition, or the restated one where it
    is known to be wrong; after the last edition the second-hand rates, marked as such.

    Returns:
        One row per match year and type of `RATE_TYPES`, years ascending: `SERIES_COLUMNS`.
        `match_rate_pct` is percent of active applicants, those who handed in a rank order list. Where it is
        restated, `printed_pct` is what the latest edition prints and `restated_note` says why it is not used;
        elsewhere they are missing and empty.
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
    kinds = {kind: place for place, kind in enumerate(RATE_TYPES)}
    series = (
        pd.concat([printed, counted], ignore_index=True)
        .dropna(subset=["match_rate_pct"])
        .assign(place=lambda rows: rows["applicant_type"].map(kinds))
        # The last one wins: printed before counted, and the later edition after the earlier one.
        .sort_values(["place", "match_year", "counted", "source_id"])
        .drop_duplicates(["applicant_type", "match_year"], keep="last")
        .assign(is_secondary=lambda rows: rows["source_id"] == SECONDARY_SOURCE)
        .reset_index(drop=True)
    )
    return _restated(series, restatements)[list(SERIES_COLUMNS)]


def _restated(series: pd.DataFrame, restatements: pd.DataFrame) -> pd.DataFrame:
    """Return the series with the restated rate where the one that it takes is known to be wrong."""
    shown = restatements.loc[restatements["shown"] == "restated"].set_index("observation_id")
    # A counted rate comes out of Table 4, whose source is no part of such a name.
    names = "match_rates." + series["applicant_type"] + "_pct." + series["match_year"].astype("str")
    found = shown.reindex(names + "." + series["source_id"]).set_axis(series.index)
    wrong = found["restated_value"].notna()
    return series.assign(
        printed_pct=series["match_rate_pct"].where(wrong),
        restated_note=found["reason"].fillna(""),
        match_rate_pct=found["restated_value"].where(wrong, series["match_rate_pct"]),
        source_id=found["source_id"].where(wrong, series["source_id"]),
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
