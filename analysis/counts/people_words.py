"""How many people like me: one group in one specialty, year by year, and who fills the places beside them."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.counts.series import breaks_between
from analysis.counts.words import LEVELS_SUMMED, count_and_share, sources_of
from analysis.story import Story, TextTable, text_table
from analysis.wording import (
    GROUP_LABELS,
    GROUP_PLURALS,
    NONE_FILLED,
    NOT_APART,
    NOT_LISTED,
    SPECIALTY_LABELS,
    people,
)

# The groups that together fill every position.
FILLING_GROUPS: Final = ("us_md_senior", "us_md_graduate", "do", "us_img", "non_us_img", "other")


def _whole(row: Mapping[Any, Any], group: str) -> str:
    """Return the counts of one year as a phrase."""
    if pd.isna(row["filled_count"]):
        return NOT_LISTED
    if row["filled_count"] == 0:
        return NONE_FILLED
    if pd.isna(row[f"{group}_count"]):
        return NOT_APART
    return f"{row[f'{group}_count']:,.0f} of {row['filled_count']:,.0f} ({row[f'{group}_pct']:.1f}%)"


def people_story(rows: pd.DataFrame, specialty: str, group: str, match_year: int) -> Story:
    """Tell how many of one group matched in one specialty, year by year, beside averages of a match year.

    The rows are those of `analysis.counts.compute.years_of`, newest first.
    """
    years = {row["match_year"]: row for row in rows.to_dict("records")}
    newest = rows.iloc[0].to_dict()
    # The counts may not reach the year of the averages, or not the group then: the newest stands for itself.
    then = years.get(match_year, newest)
    if pd.isna(then[f"{group}_count"]):
        then = newest
    # Two years stand in one sentence only where they count the same.
    comparable = then["match_year"] != newest["match_year"] and not breaks_between(
        rows, match_year, int(newest["match_year"])
    )
    headline = (
        f"{SPECIALTY_LABELS[specialty]}: {people(then[f'{group}_count'], group)} matched in "
        f"{then['match_year']}"
        + (f", {newest[f'{group}_count']:,.0f} in {newest['match_year']}" if comparable else "")
    )
    broken = dict(breaks_between(rows))
    return Story(
        kind="people",
        headline=headline,
        subtitle=(
            f"Matches of {GROUP_PLURALS[group]}, count and percent of positions filled · {LEVELS_SUMMED} · "
            f"{rows['match_year'].min()} to {newest['match_year']} Match"
        ),
        alt=f"One bar for each Match year. {headline}.",
        text_table=text_table(
            {
                "Match": rows["match_year"].astype("str"),
                GROUP_LABELS[group]: [_whole(row, group) for row in rows.to_dict("records")],
                "Offered": [
                    NOT_LISTED if pd.isna(count) else f"{count:,.0f}" for count in rows["offered_count"]
                ],
                **(
                    {"The year before": [broken.get(year, "runs on") for year in rows["match_year"]]}
                    if broken
                    else {}
                ),
            }
        ),
        rows=lambda: rows.assign(specialty=specialty),
        source_ids=sources_of(rows),
        file_name=f"match-atlas_{specialty}_{group}_matches.csv",
        trace=(
            ("table_name", "positions"),
            ("measure", f"filled_count,{group}_count"),
            ("specialty", specialty),
        ),
        legend=(("break", "line: the years before it count otherwise"),) if broken else (),
        notes=(
            *(f"{year}: {note}" for year, note in broken.items()),
            "A count of people who matched, whatever else they ranked. It does not say how many applied, so "
            "it is no chance of matching.",
        ),
    )


def who_fills(rows: pd.DataFrame, years: tuple[int, ...]) -> TextTable:
    """Return who filled the positions of one specialty in some years, as text.

    Returns:
        One row per applicant group, then filled and unfilled: `Group` and a column per year of those asked
        for that `analysis.counts.compute.years_of` has.
    """
    by_year = rows.set_index("match_year").to_dict("index")
    return text_table(
        {
            "Group": [
                *(GROUP_LABELS[group] for group in FILLING_GROUPS),
                "Positions filled",
                "Positions left unfilled",
            ],
            **{
                f"{year} Match": [
                    *(
                        count_and_share(row[f"{group}_count"], row[f"{group}_pct"])
                        for group in FILLING_GROUPS
                    ),
                    *(
                        NOT_LISTED if pd.isna(row[name]) else f"{row[name]:,.0f}"
                        for name in ("filled_count", "unfilled_count")
                    ),
                ]
                for year in years
                if (row := by_year.get(year))
            },
        }
    )
