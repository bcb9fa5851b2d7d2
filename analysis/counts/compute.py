"""NRMP's counts: who fills the places of a specialty, year by year, and how the shares change.

Every count is of matches, every share is of the positions filled, and the position levels are summed unless
one is chosen: advanced specialties have most of their places at PGY-2, so PGY-1 alone makes them look empty.
Where what NRMP counts in a row has changed, the years before and after are not compared.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.counts.series import last_span
from analysis.wording import COUNT_SOURCE, SPECIALTY_LABELS
from data.groups import GROUPS
from data.terms import slugs
from data.vocabulary import SPECIALTIES, TOTAL

# Which printed columns make up a group; a column that a year does not print adds nothing, and a year that
# prints none of a group's says nothing of it.
GROUP_COLUMNS: Final = {group.slug: group.count_columns for group in GROUPS if group.count_columns}
_PLACE_OF: Final = {slug: place for place, slug in enumerate(slugs(SPECIALTIES))}
PLACES: Final = ("offered_count", "filled_count", "unfilled_count")


def matches_by_specialty(positions: pd.DataFrame, level: str = "all") -> pd.DataFrame:
    """Count positions and matches by year and specialty.

    Args:
        positions: the `positions` table (NRMP, Results and Data, Table 2), any years.
        level: slug of a position level, or `all` to sum them.

    Returns:
        One row per match year and specialty that has a row in the source then, years ascending, vocabulary
        order: `match_year`, `specialty`, `label`, `source_id`, `offered_count`, `filled_count`,
        `unfilled_count`, `break_note` (why the row does not continue the year before; empty where it does),
        and for every group of `GROUP_COLUMNS` `{group}_count` (matches; NaN in a year that does not count it
        apart) and `{group}_pct` (percent of the filled positions, NaN where none was filled). The total
        counts every specialty NRMP lists, also those that the vocabulary has not. A specialty without a row
        in a year has none here either: that is no zero.
    """
    rows = positions if level == "all" else positions.loc[positions["position_level"] == level]
    counted = pd.DataFrame(
        {
            "match_year": rows["match_year"],
            "specialty": rows["specialty"],
            "source_id": rows["source_id"],
            "break_note": _notes(rows, level),
            **{name: rows[name] for name in PLACES},
            **{
                f"{group}_count": rows[list(columns)].sum(axis="columns", min_count=1)
                for group, columns in GROUP_COLUMNS.items()
            },
        }
    )
    counts = [*PLACES, *(f"{group}_count" for group in GROUP_COLUMNS)]
    by_specialty = _summed(
        counted.dropna(subset=["specialty"]), ["match_year", "specialty"], counts, _together
    )
    # What leaves one row for another stays within the total, but for what changes its level.
    own_level = rows["series_break"] == "level"
    of_total = counted.assign(break_note=counted["break_note"].where(own_level, ""))
    total = _summed(of_total, ["match_year"], counts, _shortest).assign(specialty=TOTAL)
    return (
        pd.concat([by_specialty.reset_index(), total.reset_index()], ignore_index=True)
        .pipe(lambda frame: frame.astype({name: _count_type(frame[name]) for name in counts}))
        .sort_values(["match_year", "specialty"], key=in_order, ignore_index=True)
        .assign(
            label=lambda frame: frame["specialty"].map(SPECIALTY_LABELS),
            **{
                f"{group}_pct": lambda frame, group=group: (
                    100 * frame[f"{group}_count"] / frame["filled_count"].where(frame["filled_count"] > 0)
                ).astype("float64")
                for group in GROUP_COLUMNS
            },
        )
    )


def _summed(
    rows: pd.DataFrame, by: list[str], counts: list[str], note_of: Callable[[pd.Series], str]
) -> pd.DataFrame:
    """Return the counts of several rows as one; what none of them counts stays unknown."""
    groups = rows.groupby(by)
    rest = groups.agg({"source_id": "first", "break_note": note_of})
    return groups[counts].sum(min_count=1).join(rest)


def _count_type(counts: pd.Series) -> str:
    """Return what holds counts: whole numbers, or numbers of which some are unknown."""
    return "float64" if counts.isna().any() else "int64"


def in_order(values: pd.Series) -> pd.Series:
    """Return what sorts a column: specialties by their place in the vocabulary, anything else as it is."""
    return values.map(_PLACE_OF) if values.name == "specialty" else values


def _notes(rows: pd.DataFrame, level: str) -> pd.Series:
    """Return why rows do not continue the year before; levels together do not break with one."""
    breaks = rows["series_break"].notna() & ((level != "all") | (rows["series_break"] != "level"))
    return rows["break_note"].where(breaks, "")


def _together(notes: pd.Series) -> str:
    """Return the notes of several rows as one text, each once."""
    return " ".join(dict.fromkeys(note for note in notes if note))


def _shortest(notes: pd.Series) -> str:
    """Return the shortest of several notes: the others name one specialty too."""
    return min((note for note in notes if note), key=len, default="")


def of_year(counts: pd.DataFrame, match_year: int) -> pd.DataFrame:
    """Return one year of `matches_by_specialty` with a row for every specialty, in the vocabulary's order.

    Counts are NaN, not 0, where NRMP lists no such specialty at that level and year.
    """
    year = counts.loc[counts["match_year"] == match_year].set_index("specialty")
    return (
        year.reindex(slugs(SPECIALTIES))
        .rename_axis("specialty")
        .reset_index()
        .assign(label=lambda rows: rows["specialty"].map(SPECIALTY_LABELS), match_year=match_year)
    )


def matched_counts(positions: pd.DataFrame, match_year: int) -> dict[tuple[str, str], int]:
    """Return (specialty, group) -> number of matches in one year, levels summed; nothing of unknown ones."""
    rows = matches_by_specialty(positions.loc[positions["match_year"] == match_year]).set_index("specialty")
    return {
        (str(specialty), group): int(count)
        for group in GROUP_COLUMNS
        for specialty, count in rows[f"{group}_count"].dropna().items()
    }


def shares_by_group(positions: pd.DataFrame, match_year: int) -> pd.DataFrame:
    """Lay one year's matches and shares out like the tables of averages, one row per specialty and group.

    Returns:
        One row per specialty and group of averages or of IMGs together (levels summed):
        `match_year`, `specialty`, `applicant_group`, `matched_count`, `share_pct` (percent of the filled
        positions), `cell_status` (`not_reported` where NRMP lists no such specialty, or none was filled) and
        `source_id`.
    """
    rows = of_year(matches_by_specialty(positions), match_year)
    # Neither without a row nor without a filled position is there anything to take a share of.
    filled = rows["filled_count"] > 0
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "match_year": match_year,
                    "specialty": rows["specialty"],
                    "applicant_group": group,
                    "matched_count": rows[f"{group}_count"].astype("float64").where(filled),
                    "share_pct": rows[f"{group}_pct"],
                    "cell_status": filled.map({True: "reported", False: "not_reported"}),
                    "source_id": rows["source_id"].fillna(COUNT_SOURCE),
                }
            )
            for group in ("us_md_senior", "img", "us_img", "non_us_img")
        ],
        ignore_index=True,
    )


def largest_specialties(counts: pd.DataFrame, how_many: int = 10) -> tuple[str, ...]:
    """Return the specialties with the most filled positions in the latest year, largest first."""
    latest = counts.loc[(counts["match_year"] == counts["match_year"].max()) & (counts["specialty"] != TOTAL)]
    return tuple(latest.nlargest(how_many, "filled_count")["specialty"])


def change_over(counts: pd.DataFrame, group: str) -> pd.DataFrame:
    """Compare for one group the first and last year of each specialty that may be compared.

    Returns:
        One row per specialty with at least two years that filled a position since its last break:
        `specialty`, `label`, `first_year`, `last_year`, `first_count`, `last_count` (matches of the group),
        `first_filled_count`, `last_filled_count`, `first_pct`, `last_pct` (of the filled positions), `change`
        (percentage points, last minus first) and `break_note` (why it starts no earlier, empty where nothing
        breaks). A span is named by its own years: a specialty that NRMP lists later starts later.
    """
    unbroken = last_span(counts, "specialty")
    since = unbroken.groupby("specialty")["break_note"].first()
    spans = (
        unbroken.dropna(subset=[f"{group}_pct"])
        .groupby("specialty", sort=False)
        .agg(
            label=("label", "first"),
            first_year=("match_year", "first"),
            last_year=("match_year", "last"),
            first_count=(f"{group}_count", "first"),
            last_count=(f"{group}_count", "last"),
            first_filled_count=("filled_count", "first"),
            last_filled_count=("filled_count", "last"),
            first_pct=(f"{group}_pct", "first"),
            last_pct=(f"{group}_pct", "last"),
        )
        .assign(change=lambda rows: rows["last_pct"] - rows["first_pct"], break_note=since)
        .reset_index()
    )
    compared = spans.loc[spans["first_year"] < spans["last_year"]]
    return compared.sort_values("specialty", key=in_order, ignore_index=True)


@dataclass(frozen=True, slots=True)
class FillTrend:
    """How the IMG share of the filled positions of one specialty changed, ready to be drawn and told.

    Attributes:
        specialty: its slug.
        label: its name.
        years: the match years in which NRMP lists it, ascending.
        shares: group -> match year -> percent of the filled positions, where one was filled.
        breaks: match year and reason of each row that does not continue the year before.
        span: its row of `change_over` for both kinds of IMG together.
        source_ids: the sources of its rows.
    """

    specialty: str
    label: str
    years: tuple[int, ...]
    shares: Mapping[str, Mapping[int, float]]
    breaks: tuple[tuple[int, str], ...]
    span: Mapping[Hashable, Any]
    source_ids: tuple[str, ...]


def fill_trends(counts: pd.DataFrame) -> dict[str, FillTrend]:
    """Lay `matches_by_specialty` out by specialty, in its order: those that have two years to compare."""
    rows_of: dict[str, list[dict[Hashable, Any]]] = defaultdict(list)
    for row in counts.sort_values("match_year", kind="stable").to_dict("records"):
        rows_of[row["specialty"]].append(row)
    spans = change_over(counts, "img").to_dict("records")
    return {span["specialty"]: _fill_trend(rows_of[span["specialty"]], span) for span in spans}


def _fill_trend(rows: Sequence[Mapping[Hashable, Any]], span: Mapping[Hashable, Any]) -> FillTrend:
    return FillTrend(
        specialty=span["specialty"],
        label=span["label"],
        years=tuple(row["match_year"] for row in rows),
        shares={
            group: {row["match_year"]: share for row in rows if pd.notna(share := row[f"{group}_pct"])}
            for group in GROUP_COLUMNS
        },
        breaks=tuple((row["match_year"], row["break_note"]) for row in rows if row["break_note"]),
        span=span,
        source_ids=tuple(dict.fromkeys(row["source_id"] for row in rows)),
    )


def years_of(counts: pd.DataFrame, specialty: str) -> pd.DataFrame:
    """Return one specialty year by year, newest first, missing where the source has no row that year."""
    years = sorted((int(year) for year in counts["match_year"].unique()), reverse=True)
    rows = counts.loc[counts["specialty"] == specialty].set_index("match_year")
    return (
        rows.reindex(pd.Index(years, name="match_year"))
        .reset_index()
        .assign(specialty=specialty, label=SPECIALTY_LABELS[specialty])
    )
