"""The rows of a caseload in order: who is furthest below first, who cannot be compared apart."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis.caseload.records import how_many
from analysis.caseload.standing_columns import CASELOAD_STANDINGS
from analysis.wording import NEAR_BOTH, NO_VERDICT

# Said above the table.
ORDER: Final = (
    "First those whose best specialty lies furthest below its matched average. Of a specialty the exam with "
    "the lower gap counts, of the specialties the one with the highest; a specialty’s averages that do not "
    "separate are not counted."
)


# How the reasons begin for which what stands in a file was not taken, see `Advisee.unread`.
_UNREAD: Final = ("cell not read", "rows disagree", "sum out of range")


@dataclass(frozen=True, slots=True)
class Filters:
    """What rows are to be shown: slugs of each kind, any of which will do; an empty field keeps every row.

    `text` is what the identifier or the name contains, whatever the case.
    """

    groups: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    text: str = ""


def furthest_first(standings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put rows of `analysis.caseload.standings.caseload_standings` in order.

    Returns:
        The rows of everybody of whom a score is compared somewhere, by `best_gap`, lowest first, a person's
        rows together and in the order of the file; and the rows of the others, in the order of the file.
    """
    compared = standings.loc[standings["best_gap"].notna()].sort_values(["best_gap", "line"], kind="stable")
    return compared, standings.loc[standings["best_gap"].isna()]


def not_compared(rest: pd.DataFrame) -> pd.DataFrame:
    """Lay out everybody who cannot be compared, and why; `rest` is the second result of `furthest_first`.

    Returns:
        One row per person: the columns of their first row, `reason` (the reasons of all their rows, each
        once) and `specialties` (their names, separated by ;).
    """
    said = rest.groupby("line", sort=False).agg(
        reason=("not_compared", lambda reasons: "; ".join(dict.fromkeys(reasons))),
        specialties=("specialty_label", lambda names: "; ".join(names) or "none"),
    )
    people = rest.drop_duplicates("line").reset_index(drop=True)
    return people.assign(**{str(name): people["line"].map(said[name]) for name in said})


def missing_in_short(missing: str) -> str:
    """Return what is missing in a row, a value of the column `missing`, in few words.

    The reason is left out, unless it is a cell that was not read.
    """
    return "; ".join(dict.fromkeys(_in_short(part) for part in missing.split("; ") if part)) or "nothing"


def _in_short(part: str) -> str:
    what, _, why = part.partition(": ")
    if why.startswith(_UNREAD):
        return f"{what} {why}"
    if why == "passed, no score":
        return "Step 1 passed, no score"
    if why == "no score":
        return f"{what} score"
    if why == "no items given":
        return "research items"
    if why.startswith("average"):
        return f"{what} average"
    if why.startswith("matched average"):
        return f"{what} average"
    if what == "matches":
        return "count of matches"
    return part.removesuffix(": none filled")


def filter_standings(standings: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows of `caseload_standings` that every filter keeps."""
    kept = standings
    wanted_of = {
        "applicant_group": filters.groups,
        "specialty": filters.specialties,
        "standing": filters.standings,
    }
    for column, wanted in wanted_of.items():
        if wanted:
            kept = kept.loc[kept[column].isin(wanted)]
    if filters.flags:
        kept = kept.loc[[not set(filters.flags).isdisjoint(flags.split(";")) for flags in kept["flags"]]]
    text = filters.text.strip().casefold()
    if not text:
        return kept
    names = kept["identifier"] + (" " + kept["name"] if "name" in kept else "")
    return kept.loc[[text in name.casefold() for name in names]]


def occurring(standings: pd.DataFrame, column: str, order: Collection[str]) -> dict[str, int]:
    """Count the rows with each slug of a column that occurs, in the order of every slug there can be."""
    counts = standings[column].str.split(";").explode().value_counts()
    return {slug: int(counts[slug]) for slug in order if slug in counts}


def summary_words(standings: pd.DataFrame) -> str:
    """Say how many people and rows there are, and how many rows of each standing; no judgement."""
    people, rows = standings["line"].nunique(), len(standings)
    said = f"{how_many(people, 'advisee')}, {how_many(rows, 'row')} of one advisee and one specialty each"
    counts = occurring(standings, "standing", CASELOAD_STANDINGS)
    listed = ", ".join(f"{count:,} {_WORDS[slug]}" for slug, count in counts.items())
    return f"{said}: {listed}." if listed else f"{said}."


_WORDS: Final = {
    **{slug: standing.label for slug, standing in CASELOAD_STANDINGS.items()},
    NEAR_BOTH.slug: NEAR_BOTH.short,
    NO_VERDICT.slug: "without a verdict because the averages do not separate",
    "no_mean": "without a matched average in the source",
    "no_score": "without a score",
    "no_group": "without a group",
    "other_group": "of a group without averages in the source",
    "no_specialty": "without a specialty",
}
