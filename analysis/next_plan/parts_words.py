"""What the guides' advice says of applications: parts in whole numbers, and tiers beside NRMP's counts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.next_plan.tiers import TIERED
from analysis.next_plan.words import NOT_DATA, PROGRAM_LABELS, say_author
from analysis.story import Story, TextTable, text_table
from analysis.wording import COUNT_SOURCE, POOLED, listed, why_no_count
from data.guides import Guide, MixPart, TierEntry


def mix_story(
    mix: Sequence[tuple[MixPart, int]], total: int, guides: Mapping[str, Guide], *, own: bool
) -> Story:
    """Tell how a guide divides applications among kinds of programs, as whole numbers that add up.

    Args:
        mix: `analysis.next_plan.compute.mix_of`.
        total: how many applications.
        guides: all guides, by slug.
        own: whether the visitor set the number.
    """
    guide = guides[mix[0][0].guide]
    parts = [f"{count} to {PROGRAM_LABELS[part.program_kind].lower()}" for part, count in mix]
    headline = (
        f"Of {total} application{'' if total == 1 else 's'}, the guide’s shares are {listed(parts)}"
        if own
        else f"Of every {total} applications the guide sends {listed(parts)}"
    )
    return Story(
        kind="next_mix",
        headline=headline,
        subtitle=f"Applications by kind of program · {say_author(guide)} · {NOT_DATA}",
        alt=f"{len(mix)} bars, one for each kind of program. {headline}.",
        text_table=text_table(
            {
                "Kind of program": [PROGRAM_LABELS[part.program_kind] for part, _ in mix],
                "Applications": [f"{count} of {total}" for _, count in mix],
                "Guide’s share": [f"{part.applications_pct:g}%" for part, _ in mix],
            }
        ),
        rows=lambda: pd.DataFrame(
            {
                "program_kind": [part.program_kind for part, _ in mix],
                "label": [PROGRAM_LABELS[part.program_kind] for part, _ in mix],
                "applications_count": [count for _, count in mix],
                "applications_pct": [part.applications_pct for part, _ in mix],
                "source_id": [part.source_id for part, _ in mix],
                "advised_by": say_author(guide),
                "guide_date": guide.guide_date,
            }
        ),
        source_ids=tuple(dict.fromkeys(part.source_id for part, _ in mix)),
        file_name=f"match-atlas_application_mix_{total}.csv",
        table="guide_mix",
        notes=(
            "Whole numbers by the largest remainder: each share is rounded down, and what is left goes to "
            "those that lost most, so that they add up.",
            "The guide says nothing of how many programs of each kind there are, or of what became of such "
            "applications.",
        ),
    )


def why_no_share(row: Mapping[Hashable, Any]) -> str:
    """Say why a specialty of a guide has no share of IMGs in a year."""
    if not isinstance(row["specialty"], str):
        return "not in NRMP’s tables here"
    return POOLED if row["is_pooled"] else why_no_count(float(row["filled_count"]))


def _share(row: Mapping[Hashable, Any]) -> str:
    """Return the share of IMGs in a row with what it is of, or in words why there is none."""
    if pd.isna(row["img_pct"]):
        return why_no_share(row)
    return f"{row['img_pct']:.1f}% ({row['img_count']:,.0f} of {row['filled_count']:,.0f})"


def say_near(rows: pd.DataFrame) -> list[str]:
    """Say which specialties have the share of IMGs nearest to theirs in another tier than their own."""
    said, records = [], rows.to_dict("records")
    for row in rows.loc[rows["nearest"].notna()].to_dict("records"):
        other = records[row["nearest"]]
        said.append(
            f"{row['label']}: “{TIERED[row['tier']]}” in the guide; of its filled positions IMGs held "
            f"{_share(row)} in {row['match_year']}, nearest to {other['label']} “"
            f"{TIERED[other['tier']]}” with {_share(other)}."
        )
    return said


def say_disputed(tiers: Iterable[TierEntry]) -> list[str]:
    """Say what is said against a guide's places of specialties, each with its source."""
    return [
        f"{entry.specialty_named}: “{TIERED[entry.tier]}” in the guide is disputed. {entry.status_note}"
        for entry in tiers
        if entry.advice_status == "disputed"
    ]


def say_apart(rows: pd.DataFrame) -> str:
    """Say in which specialty a guide's tier and the share of IMGs part most, in the year of the rows."""
    year = int(rows["match_year"].iloc[0])
    apart, order = rows.loc[rows["nearest"].notna()].to_dict("records"), list(TIERED)
    # Nearest to an easier tier than the guide has it in.
    easier = [
        row for row in apart if order.index(rows.loc[row["nearest"], "tier"]) < order.index(row["tier"])
    ]
    first = max(easier or apart, key=lambda row: float(row["img_pct"]), default=None)
    if first is None:
        return f"In {year} the share of IMGs in each specialty lies nearest to one of its own tier"
    other = rows.loc[first["nearest"]]
    return (
        f"{first['label']} is “{TIERED[first['tier']]}” in the guide; IMGs held "
        f"{first['img_pct']:.0f}% of its {first['filled_count']:,.0f} filled positions in {year}, "
        f"beside {other['img_pct']:.0f}% in {other['label']}, “{TIERED[other['tier']]}”"
    )


def tiers_story(
    rows: pd.DataFrame, guide: Guide, advice_source: str, newest: pd.DataFrame | None = None
) -> Story:
    """Tell a guide's tiers of specialties beside the share of IMGs in their places, and where they part.

    Args:
        rows: `analysis.next_plan.tiers.tiers_beside`.
        guide: the guide.
        advice_source: its row of `sources`.
        newest: the same of a newer year, where there is one; what it has to say stands below the headline.
    """
    year, headline = int(rows["match_year"].iloc[0]), say_apart(rows)
    return Story(
        kind="next_tiers",
        headline=headline,
        subtitle=(
            f"Tiers of {say_author(guide)} (advice) beside NRMP’s counts: IMGs, percent of the positions "
            f"filled, all levels · {year} Match"
        ),
        alt=f"A bar for each of {len(rows)} specialties, in three tiers. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                "Guide’s tier": rows["tier"].map(TIERED),
                f"IMGs of filled, {year}": [_share(row) for row in rows.to_dict("records")],
                "Nearest share in another tier": [
                    "–" if pd.isna(at) else rows.loc[at, "label"] for at in rows["nearest"]
                ],
            }
        ),
        # The tier is the guide's, the rest NRMP's count.
        rows=lambda: rows.drop(columns=["nearest", "is_pooled"]).assign(advised_by=say_author(guide)),
        source_ids=(advice_source, *(tuple(rows["source_id"].dropna().unique()) or (COUNT_SOURCE,))),
        file_name=f"match-atlas_guide_tiers_{year}.csv",
        legend=tuple((f"tier_{tier}", f"guide: {name}") for tier, name in TIERED.items()),
        trace=(("table_name", "positions"), ("match_year", str(year))),
        context=(
            *([f"In the newest of these counts: {say_apart(newest)}."] if newest is not None else []),
            "The guide places specialties for IMGs who apply late, from a job outside clinical work. NRMP "
            "counts every IMG who matched, and not how many applied: the two answer different questions.",
        ),
        notes=(
            "Guide and counts part where the share of IMGs in a specialty lies nearer to that of a specialty "
            "in another tier than to any of its own. A place is called disputed where another guide "
            "disagrees, or where in the newest counts the share is higher than in a specialty of an easier "
            "tier.",
        ),
    )


def tiers_table(years: Mapping[int, pd.DataFrame]) -> TextTable:
    """Return a guide's tiers with the share of IMGs in the places of some years: `tiers_beside` by year."""
    first = next(iter(years.values()))
    return text_table(
        {
            "Specialty": first["label"],
            "Guide’s tier": first["tier"].map(TIERED),
            **{
                f"IMGs of the positions filled, {year}": [_share(row) for row in rows.to_dict("records")]
                for year, rows in years.items()
            },
        }
    )
