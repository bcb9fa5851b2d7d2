"""What the rank of credentials says, and how much of it hangs on the weights."""

from collections.abc import Sequence

import pandas as pd

from analysis.story import Story, text_table, told
from analysis.wording import cell, listed


def _ordinal(rank: float) -> str:
    """Return a rank for reading; a shared rank keeps its half."""
    return f"{rank:g}" if pd.notna(rank) else "no rank"


def _counts(img: float, filled: float) -> str:
    return "no count" if pd.isna(filled) else f"{img:,.0f} of {filled:,.0f}"


def credentials_story(
    ranked: pd.DataFrame, weights: Sequence[float], match_year: int, source_ids: tuple[str, ...]
) -> Story:
    """Tell the rank of credentials of those who matched: `analysis.credentials.compute.rank_credentials`.

    The weights are those of Step 1, research and IMG share that were used.
    """
    first = ranked.loc[ranked["rank"] == ranked["rank"].min(), "label"]
    top_three = ranked.loc[ranked["rank_highest"] <= 3, "label"]
    headline = (
        f"{listed(first)} {'ranks' if len(first) == 1 else 'rank'} first with these weights"
        if len(first)
        else "Nothing is ranked: the source lacks a component of the rank"
    )
    if len(top_three):
        stay = "stays" if len(top_three) == 1 else "stay"
        headline += f"; {listed(top_three)} {stay} in the top three under all seven"
    weighted = " : ".join(f"{weight:g}" for weight in weights)
    return Story(
        kind="credentials",
        headline=headline,
        subtitle=(
            f"Rank of {len(ranked)} specialties by senior Step 1, senior research and IMG share, "
            f"weights {weighted} · line: range over seven weightings · {match_year} Match"
        ),
        alt=f"Dots with range lines for {len(ranked)} specialties. {headline}.",
        text_table=text_table(
            {
                "Specialty": ranked["label"],
                "Rank": ranked["rank"].map(_ordinal),
                "Range": told(
                    lambda low, high: f"{_ordinal(low)} to {_ordinal(high)}",
                    ranked,
                    "rank_lowest",
                    "rank_highest",
                ),
                "Senior Step 1 (rank)": _with_rank(ranked, "us_md_senior_mean", "step1_rank", 0),
                "Senior research (rank)": _with_rank(ranked, "items_mean", "research_rank", 1),
                "IMG share, % (rank)": _with_rank(ranked, "img_pct", "img_share_rank", 1),
                "IMGs of filled": told(_counts, ranked, "img_count", "filled_count"),
            }
        ),
        rows=lambda: ranked.assign(match_year=match_year, weights=weighted),
        source_ids=source_ids,
        file_name=f"match-atlas_credentials_rank_{match_year}.csv",
        trace=(
            ("measure", "score_mean,items_mean"),
            ("match_year", str(match_year)),
            ("applicant_group", "us_md_senior"),
        ),
        legend=(("matched", "rank with your weights"), ("range", "lowest to highest over seven weightings")),
        notes=(
            "The rank describes the credentials of those who matched. It does not say how hard a specialty "
            "is to match into: that depends on who applies.",
            "The IMG share is NRMP’s count of US and non-US IMGs over the positions filled, all position "
            "levels summed.",
        ),
    )


def _with_rank(ranked: pd.DataFrame, value: str, rank: str, decimals: int) -> list[str]:
    """Return values with their component rank in brackets."""
    return told(lambda mean, at: f"{cell(mean, decimals=decimals)} ({_ordinal(at)})", ranked, value, rank)
