"""What NRMP's counts say: who fills the places, how the shares change, and where the guide differs."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analysis.counts import TOTAL
from analysis.story import Story
from analysis.wording import GROUP_LABELS, GROUP_PLURALS, NOT_LISTED, SPECIALTY_LABELS, listed, people, signed
from data.vocabulary import POSITION_LEVELS, label_of

# Headlines name the specialties above this share.
LARGE_SHARE_PCT: Final = 30.0
LEVELS_SUMMED: Final = "PGY-1, PGY-2 and R positions summed"
LEVEL_NAMES: Final = {"all": LEVELS_SUMMED, **{k: f"{v} only" for k, v in label_of(POSITION_LEVELS).items()}}
ONE_LEVEL_NOTE: Final = (
    "One position level only: advanced specialties such as Dermatology or Radiation Oncology have most of "
    "their places at PGY-2, so a single level can make them look empty."
)


def _sources(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources of the rows that have one."""
    return tuple(rows["source_id"].dropna().unique())


def _of(count: float, filled: float) -> str:
    """Return a count with its denominator, or in words that there is none."""
    return NOT_LISTED if pd.isna(filled) else f"{count:,.0f} of {filled:,.0f}"


def _pct(value: float) -> str:
    """Return a percentage for reading, or in words that there is none."""
    return "no share" if pd.isna(value) else f"{value:.1f}"


def counts_story(rows: pd.DataFrame, match_year: int, level: str) -> Story:
    """Tell how large the IMG share of filled positions is in one year.

    Args:
        rows: `analysis.counts.of_year`, in drawing order.
        match_year: the year.
        level: slug of a position level, or `all`.
    """
    large = rows.loc[(rows["specialty"] != TOTAL) & (rows["img_pct"] > LARGE_SHARE_PCT)]
    total = rows.loc[rows["specialty"] == TOTAL].to_dict("records")[0]
    positions = "all positions" if level == "all" else f"{label_of(POSITION_LEVELS)[level]} positions"
    headline = (
        f"NRMP lists no {positions} in {match_year}"
        if pd.isna(total["img_pct"])
        else f"IMGs filled {total['img_pct']:.1f}% of {positions} in {match_year}"
        + (
            f", and more than {LARGE_SHARE_PCT:.0f}% in "
            f"{listed(large.sort_values('img_pct', ascending=False)['label'])}"
            if len(large)
            else ""
        )
    )
    return Story(
        headline=headline,
        subtitle=(
            f"Matches of US and non-US IMGs, percent of positions filled · {LEVEL_NAMES[level]} · "
            f"{match_year} Match"
        ),
        alt=f"Stacked bars of 22 specialties and all combined. {headline}. The table has every count.",
        twin=pd.DataFrame(
            {
                "Specialty": rows["label"],
                "All IMGs, %": rows["img_pct"].map(_pct),
                **{
                    GROUP_PLURALS[group].replace("non", "Non"): [
                        NOT_LISTED if pd.isna(count) else f"{count:,.0f} ({_pct(share)}%)"
                        for count, share in zip(rows[f"{group}_count"], rows[f"{group}_pct"], strict=True)
                    ]
                    for group in ("us_img", "non_us_img")
                },
                "IMGs of filled": [
                    _of(*pair) for pair in zip(rows["img_count"], rows["filled_count"], strict=True)
                ],
                "Offered": ["–" if pd.isna(count) else f"{count:,.0f}" for count in rows["offered_count"]],
            }
        ),
        data=rows.assign(position_level=level),
        source_ids=_sources(rows),
        file_name=f"match-atlas_img_share_{level}_{match_year}.csv",
        legend=(("non_us_img_bar", "non-US IMGs"), ("us_img_bar", "US IMGs")),
        notes=(
            "At the end of each bar: the share, then non-US IMGs + US IMGs of the positions filled. The "
            "total counts every specialty NRMP lists, also those that are none of the 22.",
            *(() if level == "all" else (ONE_LEVEL_NOTE,)),
        ),
    )


def trend_story(counts: pd.DataFrame, changes: pd.DataFrame, chosen: bool, level: str) -> Story:
    """Tell how the IMG share of the filled positions changed over the years.

    Args:
        counts: `analysis.counts.matches_by_specialty` of the specialties drawn.
        changes: `analysis.counts.change_over` for both kinds of IMG together, in drawing order.
        chosen: whether the visitor chose the specialties, or sees the largest ones.
        level: slug of a position level, or `all`.
    """
    first, last = int(counts["match_year"].min()), int(counts["match_year"].max())
    which = "chosen" if chosen else "largest"
    grown = int((changes["change"] > 0).sum())
    most = changes.sort_values("change", key=lambda change: change.abs()).iloc[-1].to_dict()
    headline = (
        f"The IMG share rose in {grown} of the {len(changes)} {which} specialties from {first} to {last}; "
        f"{most['label']} moved most, from {most['first_pct']:.0f}% to {most['last_pct']:.0f}%"
        if len(changes) > 1
        else f"{most['label']}: IMGs filled {most['first_pct']:.0f}% of the positions in "
        f"{most['first_year']} and {most['last_pct']:.0f}% in {most['last_year']}"
    )
    late = changes.loc[changes["first_year"] > first]
    return Story(
        headline=headline,
        subtitle=(
            f"Matches of US and non-US IMGs, percent of positions filled · {LEVEL_NAMES[level]} · "
            f"{first} to {last} Match · one scale"
        ),
        alt=f"One small line chart for each of {len(changes)} specialties. {headline}.",
        twin=pd.DataFrame(
            {
                "Specialty": changes["label"],
                "First year": changes["first_year"].astype("str"),
                "IMGs then": _share_and_count(changes, "first"),
                "Last year": changes["last_year"].astype("str"),
                "IMGs now": _share_and_count(changes, "last"),
                "Change, points": [signed(change, 1) for change in changes["change"]],
            }
        ),
        data=counts.assign(position_level=level),
        source_ids=_sources(counts),
        file_name=f"match-atlas_img_share_{level}_{first}-{last}.csv",
        legend=(("non_us_img", "non-US IMGs"), ("us_img", "US IMGs")),
        notes=(
            "Under each name: all IMGs together, percent of the positions filled in the first "
            "and the last year."
            + "".join(
                f" NRMP’s table lists {row['label']} from {row['first_year']}."
                for row in late.to_dict("records")
            ),
            *(() if level == "all" else (ONE_LEVEL_NOTE,)),
        ),
    )


def _share_and_count(changes: pd.DataFrame, end: str) -> list[str]:
    """Return the share at one end of the span with its counts."""
    return [
        f"{row[f'{end}_pct']:.1f}% ({row[f'{end}_count']:,} of {row[f'{end}_filled_count']:,})"
        for row in changes.to_dict("records")
    ]


def difference_story(rows: pd.DataFrame, group: str, match_year: int) -> Story:
    """Tell where the guide's column and NRMP's counts differ, and the likely reason.

    Args:
        rows: `analysis.reconcile.reconcile_fill` of one group, in drawing order.
        group: slug of the group.
        match_year: match year of both.
    """
    ours = rows.loc[rows["specialty"] != TOTAL]
    high = int((ours["difference"] > 0).sum())
    false_zeros = ours.loc[(ours["guide_pct"] == 0) & (ours["matched_count"] > 0), "label"]
    headline = f"The guide’s share lies above NRMP’s in {high} of {len(ours)} specialties" + (
        f", and its 0.0 is false for {listed(false_zeros)}" if len(false_zeros) else ""
    )
    return Story(
        headline=headline,
        subtitle=(
            f"Share of {GROUP_PLURALS[group]}, percent · guide: of its compiled sample · NRMP: of positions "
            f"filled, {LEVELS_SUMMED} · {match_year} Match"
        ),
        alt=f"Two marks for each of 22 specialties and all combined. {headline}.",
        twin=pd.DataFrame(
            {
                "Specialty": rows["label"],
                "Guide, %": rows["guide_pct"].map(_pct),
                "NRMP, %": rows["nrmp_pct"].map(_pct),
                "NRMP’s counts": [
                    _of(*pair) for pair in zip(rows["matched_count"], rows["filled_count"], strict=True)
                ],
                "Guide − NRMP": [signed(value, 1) for value in rows["difference"]],
                "Likely reason": rows["reason"],
            }
        ),
        data=rows,
        source_ids=("co2018_img_fill", "rd_table2"),
        file_name=f"match-atlas_guide_and_nrmp_{group}_{match_year}.csv",
        legend=(("guide", "guide’s column"), ("matched", "NRMP’s counts")),
        notes=(
            "The guide does not say what its shares are taken of. Most likely it is the sample of Charting "
            "Outcomes, US MD seniors and IMGs only, without DOs and earlier US graduates; the table gives "
            "the reason row by row. Where the two differ, this app goes by NRMP’s counts.",
        ),
    )


def _whole(row: Mapping[Any, Any], group: str) -> str:
    """Return the counts of one year as a phrase."""
    return f"{row[f'{group}_count']:,.0f} of {row['filled_count']:,.0f} ({_pct(row[f'{group}_pct'])}%)"


def people_story(rows: pd.DataFrame, specialty: str, group: str, match_year: int) -> Story:
    """Tell how many of one group matched in one specialty, year by year.

    Args:
        rows: `analysis.counts.years_of`, newest first.
        specialty: slug of the specialty.
        group: slug of the group.
        match_year: the year of the averages on the same page.
    """
    years = {row["match_year"]: row for row in rows.to_dict("records")}
    newest = rows.iloc[0].to_dict()
    then = years[match_year]
    headline = (
        f"{SPECIALTY_LABELS[specialty]}: {people(then[f'{group}_count'], group)} matched in {match_year}, "
        f"{newest[f'{group}_count']:,.0f} in {newest['match_year']}"
    )
    return Story(
        headline=headline,
        subtitle=(
            f"Matches of {GROUP_PLURALS[group]}, count and percent of positions filled · {LEVELS_SUMMED} · "
            f"{rows['match_year'].min()} to {newest['match_year']} Match"
        ),
        alt=f"One bar for each Match year. {headline}.",
        twin=pd.DataFrame(
            {
                "Match": rows["match_year"].astype("str"),
                GROUP_LABELS[group]: [
                    NOT_LISTED if pd.isna(row["filled_count"]) else _whole(row, group)
                    for row in rows.to_dict("records")
                ],
                "Offered": [
                    NOT_LISTED if pd.isna(count) else f"{count:,.0f}" for count in rows["offered_count"]
                ],
            }
        ),
        data=rows.assign(specialty=specialty),
        source_ids=_sources(rows),
        file_name=f"match-atlas_{specialty}_{group}_matches.csv",
        notes=(
            "A count of people who matched, whatever else they ranked. It does not say how many applied, so "
            "it is no chance of matching.",
        ),
    )


def who_fills(rows: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """Return who filled the positions of one specialty in some years, as text.

    Args:
        rows: `analysis.counts.years_of`.
        years: the years to show, as columns.

    Returns:
        One row per applicant group, then filled, unfilled and offered: `Group` and a column per year.
    """
    by_year = rows.set_index("match_year").to_dict("index")
    groups = ("us_md_senior", "us_md_graduate", "do", "us_img", "non_us_img", "other")
    table = pd.DataFrame(
        {"Group": [*(GROUP_LABELS[group] for group in groups), "Positions filled", "Positions left unfilled"]}
    )
    for year in years:
        row = by_year[year]
        missing = pd.isna(row["filled_count"])
        table[f"{year} Match"] = [
            *(
                NOT_LISTED if missing else f"{row[f'{group}_count']:,.0f} ({_pct(row[f'{group}_pct'])}%)"
                for group in groups
            ),
            *(NOT_LISTED if missing else f"{row[name]:,.0f}" for name in ("filled_count", "unfilled_count")),
        ]
    return table
