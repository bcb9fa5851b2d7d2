"""What NRMP's counts say: who fills the places, how the shares change, and where the guide differs."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from analysis.counts.compute import FillTrend
from analysis.story import Story, text_table, told
from analysis.wording import (
    COUNT_SOURCE,
    FEW_MATCHED,
    GROUP_PLURALS,
    NONE_FILLED,
    NOT_LISTED,
    POOLED,
    how_many_specialties,
    listed,
    signed,
)
from data.terms import label_of
from data.vocabulary import POSITION_LEVELS, TOTAL

# Headlines name the specialties above this share.
LARGE_SHARE_PCT: Final = 30.0
LEVELS_SUMMED: Final = "PGY-1, PGY-2 and R positions summed"
LEVEL_NAMES: Final = {"all": LEVELS_SUMMED, **{k: f"{v} only" for k, v in label_of(POSITION_LEVELS).items()}}
# The cells behind a share of filled positions.
COUNTED: Final = "filled_count,us_img_count,non_us_img_count"
COUNTS_TRACE: Final = (("table_name", "positions"), ("measure", COUNTED))
APART_TRACE: Final = (("table_name", "filled_by_state"), ("measure", COUNTED))
ONE_LEVEL_NOTE: Final = (
    "One position level only: advanced specialties such as Dermatology or Radiation Oncology have most of "
    "their places at PGY-2, so a single level can make them look empty."
)


def sources_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources of the rows, or the table of counts itself where it has no row to show."""
    return tuple(rows["source_id"].dropna().unique()) or (COUNT_SOURCE,)


def _level_trace(level: str) -> tuple[tuple[str, str], ...]:
    """Return the filter of one position level; none when they are summed."""
    return () if level == "all" else (("position_level", level),)


def _positions(level: str) -> str:
    """Return the positions of a level for the middle of a sentence."""
    return "positions" if level == "all" else f"{label_of(POSITION_LEVELS)[level]} positions"


def count_and_share(count: float, share: float, lacking: str = NOT_LISTED) -> str:
    """Return a count with its share of the filled positions, or in words why there is none."""
    if pd.isna(count):
        return lacking
    return f"{count:,.0f} ({NONE_FILLED if pd.isna(share) else f'{share:.1f}%'})"


def _of(count: float, filled: float, lacking: str = NOT_LISTED) -> str:
    """Return a count with its denominator, or in words that there is none."""
    return lacking if pd.isna(filled) else f"{count:,.0f} of {filled:,.0f}"


def _pct(value: float) -> str:
    """Return a percentage for reading, or in words that there is none."""
    return "no share" if pd.isna(value) else f"{value:.1f}"


def counts_story(rows: pd.DataFrame, match_year: int, level: str) -> Story:
    """Tell how large the IMG share of filled positions is in one year.

    The rows are those of `analysis.counts.compute.of_year` in drawing order, at a position level or at `all`,
    or those of `analysis.counts.added_up.added_up`, which say whose counts hold preliminary positions.
    """
    is_apart = "pools_preliminary" in rows
    pooled = rows["pools_preliminary"] if is_apart else pd.Series(data=False, index=rows.index)
    rows = rows.assign(lacking=pooled.map({True: POOLED, False: NOT_LISTED}))
    # A share of a few positions is no finding.
    enough = (rows["specialty"] != TOTAL) & (rows["filled_count"] >= FEW_MATCHED)
    large = rows.loc[enough & (rows["img_pct"] > LARGE_SHARE_PCT)]
    total = rows.loc[rows["specialty"] == TOTAL].to_dict("records")[0]
    positions = f"all filled {_positions(level)}" if level == "all" else f"filled {_positions(level)}"
    headline = (
        f"NRMP lists no {_positions(level)} in {match_year}"
        if pd.isna(total["img_pct"])
        else f"IMGs filled {total['img_pct']:.1f}% of {positions} in {match_year}"
        + (
            f", and more than {LARGE_SHARE_PCT:.0f}% in "
            f"{listed(large.sort_values('img_pct', ascending=False)['label'])}"
            if len(large)
            else ""
        )
        + (f"; {pooled.sum()} specialties have no share" if pooled.any() else "")
    )
    return Story(
        kind="fill_year",
        headline=headline,
        subtitle=(
            f"Matches of US and non-US IMGs, percent of positions filled · {LEVEL_NAMES[level]} · "
            f"{match_year} Match"
        ),
        alt=(
            f"Stacked bars of {how_many_specialties(rows['specialty'])}. {headline}. "
            "The table has every count."
        ),
        text_table=text_table(
            {
                "Specialty": rows["label"],
                "All IMGs, %": rows["img_pct"].map(_pct),
                **{
                    GROUP_PLURALS[group].replace("non", "Non"): told(
                        count_and_share, rows, f"{group}_count", f"{group}_pct", "lacking"
                    )
                    for group in ("us_img", "non_us_img")
                },
                "IMGs of filled": told(_of, rows, "img_count", "filled_count", "lacking"),
                "Offered": ["–" if pd.isna(count) else f"{count:,.0f}" for count in rows["offered_count"]],
            }
        ),
        rows=lambda: rows.drop(columns=["lacking", "pools_preliminary"], errors="ignore").assign(
            position_level=level
        ),
        source_ids=sources_of(rows),
        file_name=f"match-atlas_img_share_{level}_{match_year}.csv",
        context=_apart(rows.loc[pooled, "label"], match_year) if is_apart else (),
        trace=(
            *(APART_TRACE if is_apart else COUNTS_TRACE),
            ("match_year", str(match_year)),
            *_level_trace(level),
        ),
        legend=(("non_us_img_bar", "non-US IMGs"), ("us_img_bar", "US IMGs")),
        notes=(
            "At the end of each bar: the share, then non-US IMGs + US IMGs of the positions filled. The "
            "total counts every specialty NRMP lists, also those that have no bar.",
            *(() if level == "all" else (ONE_LEVEL_NOTE,)),
        ),
    )


def _apart(pooled: Iterable[str], match_year: int) -> tuple[str, ...]:
    """Say why a year is no further one of the table by specialty, and who has no share in it."""
    return (
        f"{match_year} stands apart: it is added up over the states from another document. "
        f"{listed(sorted(pooled))} hold preliminary positions there, so no share of theirs can be compared, "
        "and none is shown. The trend does not run on into it.",
    )


def _trend_headline(changes: Sequence[Mapping[Hashable, Any]], which: str) -> str:
    """State how many shares rose, and which one moved most; one that starts later says so."""
    most = max(reversed(changes), key=lambda row: abs(row["change"]))
    first, last = min(row["first_year"] for row in changes), max(row["last_year"] for row in changes)
    later = any(row["first_year"] > first or row["last_year"] < last for row in changes)
    so_far = " (or as far as their years can be compared)" if later else ""
    own = f" in {most['first_year']}" if most["first_year"] > first else ""
    if len(changes) == 1:
        return (
            f"{most['label']}: IMGs filled {most['first_pct']:.0f}% of the positions in "
            f"{most['first_year']} and {most['last_pct']:.0f}% in {most['last_year']}"
        )
    return (
        f"The IMG share rose in {sum(one['change'] > 0 for one in changes)} of the {len(changes)} {which} "
        f"specialties from {first} to {last}{so_far}; "
        f"{most['label']} moved most, from {most['first_pct']:.0f}%{own} to {most['last_pct']:.0f}%"
    )


def trend_story(
    counts: pd.DataFrame,
    trends: Sequence[FillTrend],
    chosen: bool,
    level: str,
    left_out: Sequence[str] = (),
    years: Sequence[int] = (),
) -> Story:
    """Tell how the IMG share of the filled positions changed over the years.

    Args:
        counts: `analysis.counts.compute.matches_by_specialty` at that level, at least of those drawn.
        trends: those of `analysis.counts.compute.fill_trends` that are drawn, in drawing order.
        chosen: whether the visitor chose the specialties, or sees the largest ones.
        level: slug of a position level, or `all`.
        left_out: labels of specialties asked for that have no two years to compare at this level.
        years: the years that NRMP counted; those of `counts` unless given.
    """
    nothing = f"NRMP lists no {_positions(level)} over the years for {listed(left_out)}"
    spans = [trend.span for trend in trends]
    headline = _trend_headline(spans, "chosen" if chosen else "largest") if spans else nothing
    counted = years or counts["match_year"]
    first, last = min(counted), max(counted)
    own = {trend.specialty for trend in trends}
    broken = sorted((trend.label, year, note) for trend in trends for year, note in trend.breaks)
    sources = dict.fromkeys(source for trend in trends for source in trend.source_ids)
    return Story(
        kind="fill_trend",
        headline=headline,
        subtitle=(
            f"Matches of US and non-US IMGs, percent of positions filled · {LEVEL_NAMES[level]} · "
            f"{first} to {last} Match · one scale"
        ),
        alt=f"One small line chart per specialty, {len(spans)} in all. {headline}.",
        text_table=text_table(
            {
                "Specialty": (row["label"] for row in spans),
                "First year": (row["first_year"] for row in spans),
                "IMGs then": (_share_and_count(row, "first") for row in spans),
                "Last year": (row["last_year"] for row in spans),
                "IMGs now": (_share_and_count(row, "last") for row in spans),
                "Change, points": (signed(row["change"], 1) for row in spans),
                **(
                    {"Years before": (row["break_note"] or "compared" for row in spans)}
                    if any(row["break_note"] for row in spans)
                    else {}
                ),
            }
        ),
        rows=lambda: counts.loc[counts["specialty"].isin(own)].assign(position_level=level),
        source_ids=tuple(sources) or (COUNT_SOURCE,),
        file_name=f"match-atlas_img_share_{level}_by_year.csv",
        trace=(*COUNTS_TRACE, *_level_trace(level)),
        legend=(
            ("non_us_img", "non-US IMGs"),
            ("us_img", "US IMGs"),
            *((("break", "gap: the years before it count otherwise"),) if broken else ()),
        ),
        notes=(
            "Under each name: all IMGs together, percent of the positions filled in the first "
            "and the last year that can be compared."
            + "".join(
                f" NRMP’s table lists {row['label']} from {row['first_year']}."
                for row in spans
                if row["first_year"] > first and not row["break_note"]
            ),
            *(f"{label}, {year}: {note}" for label, year, note in broken),
            *((f"{nothing}.",) if left_out and spans else ()),
            *(() if level == "all" else (ONE_LEVEL_NOTE,)),
        ),
    )


def _share_and_count(span: Mapping[Hashable, Any], end: str) -> str:
    """Return the share at one end of a span with its counts."""
    return f"{span[f'{end}_pct']:.1f}% ({span[f'{end}_count']:,} of {span[f'{end}_filled_count']:,})"


def difference_story(rows: pd.DataFrame, group: str, match_year: int, source_ids: tuple[str, ...]) -> Story:
    """Tell where the guide's column and NRMP's counts differ, and the likely reason.

    The rows are those of `analysis.counts.reconcile.reconcile_fill` of one group, in drawing order.
    """
    ours = rows.loc[rows["specialty"] != TOTAL]
    high = int((ours["difference"] > 0).sum())
    false_zeros = ours.loc[(ours["guide_pct"] == 0) & (ours["matched_count"] > 0), "label"]
    headline = f"The guide’s share lies above NRMP’s in {high} of {len(ours)} specialties" + (
        f", and its 0.0 is false for {listed(false_zeros)}" if len(false_zeros) else ""
    )
    return Story(
        kind="fill_difference",
        headline=headline,
        subtitle=(
            f"Share of {GROUP_PLURALS[group]}, percent · guide: of its compiled sample · NRMP: of positions "
            f"filled, {LEVELS_SUMMED} · {match_year} Match"
        ),
        alt=f"Two marks for each of {how_many_specialties(rows['specialty'])}. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                "Guide, %": rows["guide_pct"].map(_pct),
                "NRMP, %": rows["nrmp_pct"].map(_pct),
                "NRMP’s counts": told(_of, rows, "matched_count", "filled_count"),
                "Guide − NRMP": [signed(value, 1) for value in rows["difference"]],
                "Likely reason": rows["reason"],
            }
        ),
        rows=lambda: rows,
        source_ids=source_ids,
        file_name=f"match-atlas_guide_and_nrmp_{group}_{match_year}.csv",
        trace=(
            ("table_name", "img_fill,positions"),
            ("measure", f"filled_pct,{COUNTED}"),
            ("match_year", str(match_year)),
        ),
        legend=(("guide", "guide’s column"), ("matched", "NRMP’s counts")),
        notes=(
            "The guide does not say what its shares are taken of. Most likely it is the sample of Charting "
            "Outcomes, US MD seniors and IMGs only, without DOs and earlier US graduates; the table gives "
            "the reason row by row. Where the two differ, this app goes by NRMP’s counts.",
        ),
    )
