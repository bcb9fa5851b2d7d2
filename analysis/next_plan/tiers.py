"""A guide's tiers of specialties beside NRMP's counts of who filled their places."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from data.guide_terms import TIERS
from data.guides import TierEntry
from data.terms import label_of, slugs

_ORDER: Final = {slug: place for place, slug in enumerate(slugs(TIERS))}
# In the middle of a sentence.
TIERED: Final = {slug: label.lower() for slug, label in label_of(TIERS).items()}
COUNTED: Final = ("img_pct", "img_count", "filled_count", "source_id")


def tiers_beside(
    tiers: Sequence[TierEntry], counts: pd.DataFrame, match_year: int, pooled: Sequence[str] = ()
) -> pd.DataFrame:
    """Set each specialty of a guide's tiers beside the share of IMGs among those who filled its places.

    Args:
        tiers: the table `guide_tiers`.
        counts: `analysis.counts.compute.of_year` or `analysis.counts.added_up.added_up`, all levels.
        match_year: the year of the counts.
        pooled: slugs of specialties that have no counts of their own that year.

    Returns:
        One row per specialty that the guide names, in its order: `tier`, `label` (as the guide names it where
        the vocabulary has no such specialty), `specialty` (slug or None), `match_year`, `img_pct` (percent of
        the positions filled), `img_count`, `filled_count` (NaN where there are none), `source_id`,
        `is_pooled`, and `nearest`, the row number of the specialty whose share lies nearest where that is in
        another tier; missing elsewhere.
    """
    known = counts.set_index("specialty")
    ordered = sorted(tiers, key=lambda entry: (_ORDER[entry.tier], entry.sort_order))
    rows = pd.DataFrame(
        {
            "tier": [entry.tier for entry in ordered],
            "label": [entry.specialty_named for entry in ordered],
            "specialty": [entry.specialty for entry in ordered],
            "match_year": match_year,
        }
    )
    own = known.reindex([entry.specialty or "" for entry in ordered])
    rows = rows.assign(
        **{name: own[name].to_numpy() for name in COUNTED},
        is_pooled=rows["specialty"].isin(pooled),
    )
    return rows.assign(nearest=pd.array(_nearest(rows), dtype="Int64"))


def _nearest(rows: pd.DataFrame) -> list[int | None]:
    """Return for each row the one with the nearest share, where that is in another tier."""
    shares = rows["img_pct"].dropna()
    found: list[int | None] = []
    for at, tier in enumerate(rows["tier"]):
        others = shares.drop(at, errors="ignore")
        if at not in shares.index or others.empty:
            found.append(None)
            continue
        nearest = int((others - shares[at]).abs().idxmin())
        found.append(None if rows.loc[nearest, "tier"] == tier else nearest)
    return found
