"""What positions by state say: where most are, where they stayed unfilled, where IMGs fill them."""

from collections.abc import Iterable, Iterator
from math import isnan
from typing import Final

import pandas as pd

from analysis.counts.words import LEVELS_SUMMED
from analysis.states.compute import SHADES, PlaceMeasure, half_of
from analysis.story import Story, TextTable, text_table, told
from analysis.wording import (
    FEW_MARK,
    FEW_MATCHED,
    GROUP_PLURALS,
    NONE_FILLED,
    SPECIALTY_LABELS,
    capital,
    listed,
)
from data.vocabulary import TOTAL

NO_POSITIONS: Final = "no positions listed"
# Stands behind the letters of a square over few positions: its frame alone would tell by its colour.
FEW_SIGN: Final = "†"
# What squares without a shade say.
_OTHERS: Final = {"zero": "0", "few": f"{FEW_SIGN} of fewer than {FEW_MATCHED} filled", "none": NO_POSITIONS}
# More states than this that share a number are counted instead of named.
NAMED_MOST: Final = 3
# Columns of observations behind each measure.
_TRACED: Final = {
    "offered": "offered_count",
    "unfilled": "offered_count,filled_count",
    "img": "filled_count,us_img_count,non_us_img_count",
    "non_us_img": "filled_count,non_us_img_count",
}
_GRID_NOTE: Final = (
    "One square of one size for each state, the District of Columbia and Puerto Rico, near where it lies. "
    f"Each of {SHADES} shades holds about as many of the states with a number above zero; the number stands "
    "in the square."
)


def short_share(share: float) -> str:
    """Return a percentage in the room of a square: one decimal where that is not lost on it."""
    return f"{share:.1f}%" if 0 < share < 9.95 else f"{share:.0f}%"


def exact_share(share: float) -> str:
    """Return a percentage with one decimal; what is more than none is never printed as 0."""
    return "<0.1%" if 0 < share < 0.05 else f"{share:.1f}%"


def in_square(value: float, measure: PlaceMeasure) -> str:
    """Return a number in the room of a square."""
    return short_share(value) if measure.is_share else f"{value:,.0f}"


def shade_words(rows: pd.DataFrame, measure: PlaceMeasure) -> dict[str, str]:
    """Return what each shade that is drawn means: shade -> the lowest and the highest number, or words.

    The rows are those of `analysis.states.compute.states_of_year`.
    """
    values: dict[str, list[float]] = {}
    for shade, value in zip(rows["shade"], rows[measure.column], strict=True):
        values.setdefault(shade, []).append(value)
    ends = {
        shade: dict.fromkeys(in_square(value, measure) for value in (min(own), max(own)))
        for shade, own in values.items()
        if shade not in _OTHERS
    }
    order = (*map(str, range(1, SHADES + 1)), *_OTHERS)
    words = {**_OTHERS, "zero": in_square(0, measure)}
    return {shade: words.get(shade) or "–".join(ends[shade]) for shade in order if shade in values}


def _in_a_sentence(name: str) -> str:
    """Return the name of a state for the middle of a sentence."""
    return f"the {name}" if name.startswith("District") else name


def _names(names: pd.Series) -> str:
    """Return states by their names, or how many they are."""
    if len(names) > NAMED_MOST:
        return f"each of {len(names)} states and territories"
    return listed(map(_in_a_sentence, names))


def _most(rows: pd.DataFrame, column: str) -> tuple[str, str]:
    """Return the states with the highest number, and that number."""
    highest = rows[column].max()
    names = rows["state_name"][rows[column] == highest]
    return _names(names), f"{highest:,.0f}{' each' if len(names) > 1 else ''}"


def _finding(there: pd.DataFrame, measure: PlaceMeasure, year: int) -> str:
    """State what one year's numbers show, of the states that have any."""
    offered, filled = there["offered_count"].sum(), there["filled_count"].sum()
    if measure.is_share:
        part = there[measure.part].sum()
        share = f"{100 * part / filled:.1f}%" if filled else NONE_FILLED
        finding = f"{measure.noun} filled {share} of the positions in {year} ({part:,.0f} of {filled:,.0f})"
        # The rows stand in order, the largest share first.
        enough = there.loc[there["filled_count"] >= FEW_MATCHED].to_dict("records")
        if len(enough) < 2 or not part:
            return finding
        highest = _share(enough[0][measure.part], enough[0][measure.column], enough[0]["filled_count"])
        return (
            f"{finding}, and {highest} in {_in_a_sentence(enough[0]['state_name'])}, the most of any state "
            f"with {FEW_MATCHED} or more"
        )
    if measure.slug == "unfilled":
        unfilled = there["unfilled_count"].sum()
        if not unfilled:
            return f"each of the {offered:,.0f} positions of {year} was filled"
        where, most = _most(there, "unfilled_count")
        return (
            f"{unfilled:,.0f} of {offered:,.0f} positions were left unfilled in {year}, the most in "
            f"{where} ({most})"
        )
    where, most = _most(there, "offered_count")
    half = half_of(there["offered_count"])
    finding = f"{capital(where)} offered the most positions in {year}, {most} of {offered:,.0f}"
    where = f"{half} of {len(there)} states and territories"
    return f"{finding}; half of them were in {where}" if len(there) > 2 else finding


def _context(
    rows: pd.DataFrame, specialty: str, measure: PlaceMeasure, years: tuple[int, ...]
) -> Iterator[str]:
    """Yield what has to stand in the open: what does not continue what."""
    year, apart = int(rows["match_year"].iloc[0]), max(years)
    if rows["pools_preliminary"].iloc[0]:
        yield (
            f"In this document of {year}, {SPECIALTY_LABELS[specialty]} includes preliminary positions of "
            "one year, which the years before, and NRMP’s Table 2, count apart. Nothing here may be compared "
            "with them."
        )
    elif year == apart and not measure.is_share:
        before = max((one for one in years if one != apart), default=0)
        yield (
            f"{year} stands apart: it comes from another document"
            + (f", and no year between {before} and {year} is in the data." if before else ".")
        )


def states_story(
    rows: pd.DataFrame, specialty: str, measure: PlaceMeasure, years: tuple[int, ...], source: str
) -> Story:
    """Tell where the positions of a specialty are in one year.

    Args:
        rows: `analysis.states.compute.states_of_year`.
        specialty: its slug, or that of all together.
        measure: what the squares show.
        years: all years there are numbers of.
        source: the source of a year in which no state has a row.
    """
    year, label = int(rows["match_year"].iloc[0]), SPECIALTY_LABELS[specialty]
    there = rows.loc[rows["offered_count"].notna()]
    named = "" if specialty == TOTAL else f"{label}: "
    headline = (
        (named + _finding(there, measure, year))
        if len(there)
        else f"The source lists no positions of {label} in {year}"
    )
    table = "filled_by_state" if there["program_count"].isna().all() else "positions_by_state"
    whole = there["filled_count" if measure.is_share else "offered_count"].sum()
    return Story(
        kind="states",
        headline=capital(headline),
        subtitle=(
            f"{measure.label} by state, {'percent of' if measure.is_share else 'of'} {whole:,.0f} positions "
            f"{'filled' if measure.is_share else 'offered'} · {label} · {LEVELS_SUMMED} · {year} Match"
        ),
        alt=f"A grid of equal squares, one for each state, with a number in each. {capital(headline)}.",
        text_table=states_table(rows),
        rows=lambda: rows.drop(columns=["shade", "pools_preliminary", "has_preliminary"]),
        source_ids=tuple(there["source_id"].dropna().unique()) or (source,),
        file_name=f"match-atlas_states_{measure.slug}_{specialty}_{year}.csv",
        legend=tuple((f"shade_{shade}", words) for shade, words in shade_words(rows, measure).items()),
        notes=(_GRID_NOTE, *_notes(there, specialty, measure)),
        context=tuple(_context(rows, specialty, measure, years)),
        trace=(
            ("table_name", table),
            ("measure", _TRACED[measure.slug]),
            ("match_year", str(year)),
            *(() if specialty == TOTAL else (("specialty", specialty),)),
        ),
    )


def _notes(there: pd.DataFrame, specialty: str, measure: PlaceMeasure) -> Iterator[str]:
    if specialty == TOTAL:
        yield "All specialties that NRMP lists, with preliminary and transitional positions of one year."
    elif there["has_preliminary"].any() and not there["pools_preliminary"].any():
        yield "Preliminary positions of one year belong to no specialty here, as in NRMP’s Table 2."
    if measure.is_share:
        yield "The number below a share, where there is room for it, is how many filled positions it is of."
    if not measure.is_share:
        yield "Unfilled means left unfilled by the Match, before SOAP."
    elif there["shade"].eq("few").any():
        yield (
            f"{FEW_SIGN} hollow, and flagged in the table: fewer than {FEW_MATCHED} positions were filled, "
            "so a share says little."
        )


def _whole(count: float, lacking: str = "–") -> str:
    return lacking if isnan(count) else f"{count:,.0f}"


def _share(count: float, share: float, filled: float) -> str:
    """Return a count of the positions filled with its share, marked where they are few."""
    if isnan(count):
        return "–"
    if isnan(share):
        return NONE_FILLED
    flag = f"{FEW_MARK} " if filled < FEW_MATCHED else ""
    return f"{flag}{exact_share(share)} ({count:,.0f} of {filled:,.0f})"


def states_table(rows: pd.DataFrame) -> TextTable:
    """Return one year's numbers of every state as text, in the order of the rows.

    The rows are those of `analysis.states.compute.states_of_year`.

    Returns:
        One row per state: positions, filled and unfilled, then programs or IMGs, as far as the year has
        them.
    """
    own: dict[str, Iterable[object]] = {
        "State": rows["state_name"],
        "Positions": [_whole(count, NO_POSITIONS) for count in rows["offered_count"]],
        "Filled": map(_whole, rows["filled_count"]),
        "Unfilled": map(_whole, rows["unfilled_count"]),
    }
    if rows["program_count"].notna().any():
        own["Programs"] = map(_whole, rows["program_count"])
        own["Programs with unfilled"] = map(_whole, rows["unfilled_program_count"])
    if rows["img_count"].notna().any():
        own |= {
            f"{capital(GROUP_PLURALS[group])} of filled": told(
                _share, rows, f"{group}_count", f"{group}_pct", "filled_count"
            )
            for group in ("img", "us_img", "non_us_img")
        }
    return text_table(own)


def ranking_table(rows: pd.DataFrame, measure: PlaceMeasure) -> TextTable:
    """Return the states that have a number, in the order of the rows, each with its part of the whole.

    Returns:
        One row per state: `State`, the number, its part of that of all states together, and of what is left
        unfilled the positions of the state.
    """
    there = rows.loc[rows[measure.column].notna()]
    total = there[measure.column].sum()
    if measure.is_share:
        return text_table(
            {
                "State": there["state_name"],
                measure.label: told(_share, there, measure.part, measure.column, "filled_count"),
            }
        )
    is_unfilled = measure.slug == "unfilled"
    of_all = f"Part of all {total:,.0f} {'unfilled' if is_unfilled else 'positions'}"
    return text_table(
        {
            "State": there["state_name"],
            measure.label: [in_square(value, measure) for value in there[measure.column]],
            of_all: [exact_share(100 * value / total) if total else "–" for value in there[measure.column]],
            **({"Positions of the state": map(_whole, there["offered_count"])} if is_unfilled else {}),
        }
    )
