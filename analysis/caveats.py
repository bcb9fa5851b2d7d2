"""What has to stand beside the numbers wherever they are shown: their sources, and what they cannot say."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from analysis.wording import listed

# What a grade of trust means where somebody first meets it; a sign is half a step.
TRUST_WORDS: Final = {
    "A": "the publication itself",
    "B": "a copy that passes checks",
    "C": "a copy of unknown authorship",
}


def say_sources(sources: pd.DataFrame, source_ids: Iterable[str]) -> str:
    """Return sources as one line: publication and editions, the tables used, who compiled them, the trust.

    Args:
        sources: the `sources` table.
        source_ids: keys into it, in the order they are named.
    """
    used = sources.set_index("source_id").loc[list(source_ids)]
    same = ["publisher", "series", "compiled_by", "trust_grade"]
    publications = (
        # Editions of one report differ by the year in their title: said once, with all their years.
        used.assign(
            series=[
                title.replace(f"{edition} ", "")
                for title, edition in zip(used["title"], used["edition"], strict=True)
            ]
        )
        .groupby(same, sort=False)[["edition", "table_title"]]
        .agg(_once)
    )
    return "Source: " + " ".join(
        f"{publisher}, {series}, {listed(editions)} ({'; '.join(tables_used)})"
        + (f", as compiled in {compiled_by}" if compiled_by else "")
        + f". Trust grade {grade}: {TRUST_WORDS[grade[0]]}."
        for (publisher, series, compiled_by, grade), editions, tables_used in publications.itertuples()
    )


def _once(values: pd.Series) -> list[str]:
    """Return each value once, in order."""
    return list(dict.fromkeys(values))


def say_norms(usmle_norms: pd.DataFrame) -> str:
    """Say how the national Step 2 CK average moved, from 2017-2018 to the last period in the table.

    Args:
        usmle_norms: the `usmle_norms` table (USMLE score interpretation guidelines).
    """
    spans = usmle_norms.loc[usmle_norms["exam"] == "step2_ck"].sort_values("period")
    near_2018, latest = spans.loc[spans["period"] == "2017-2018"].iloc[0], spans.iloc[-1]
    return (
        f"The national Step 2 CK average rose from {near_2018['norm_mean']:.0f} ({near_2018['period']}) to "
        f"{latest['norm_mean']:.0f} ({latest['period']}), so a recent score looks better beside a 2018 "
        "average than it is."
    )


def standing_caveats(usmle_norms: pd.DataFrame) -> tuple[str, str]:
    """Return the two paragraphs that stand wherever a score of today meets the averages.

    Args:
        usmle_norms: the `usmle_norms` table.
    """
    return (
        "Step 1 has been pass/fail since 26 January 2022 (USMLE notice); a three-digit score is older than "
        f"that. {say_norms(usmle_norms)}",
        "“Matched” means matched to the preferred specialty, the first on the rank order list; “unmatched” "
        "includes people who matched elsewhere. No standard deviations and no sample sizes are in this "
        "source, so nothing here is a chance of matching.",
    )
