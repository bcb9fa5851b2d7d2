"""What is said of applicants and places: per place, unfilled programs, ranks per place, couples and SOAP."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analysis.competition.compute import EVERYBODY, SENIORS
from analysis.story import Story, text_table
from analysis.wording import (
    GROUP_LABELS,
    GROUP_PLURALS,
    NOT_LISTED,
    NOT_PRINTED,
    SHORT_LABELS,
    SPECIALTY_LABELS,
    capital,
)
from data.terms import label_of
from data.vocabulary import POSITION_LEVELS, TOTAL

SECOND_HAND_WORDS: Final = "second-hand: a copy of NRMP’s table, PGY-1 alone"
COUNTED_ONCE: Final = (
    "An applicant stands in the row of every specialty that they ranked, so applicants per place count the "
    "same people several times, and are no measure of anybody’s own outcome."
)
ONE_ROW: Final = (
    "Per place: the printed row with the most positions of each specialty, whose level the table names; rows "
    "and levels cannot be added up to people. Programs: all its rows and levels."
)
ALL_LEVELS: Final = "all levels summed"
# More letters and a level take more than two lines.
LONGEST_NAME: Final = 26
NOT_APART: Final = "not counted apart"
MATCHED_HERE: Final = (
    "“Matched” counts those who got one of these places; others who ranked the specialty may have matched "
    "elsewhere, so the two numbers make no rate."
)
ELSEWHERE: Final = "mostly PGY-2, not in the copy"
LEVELS: Final = label_of(POSITION_LEVELS)


@dataclass(frozen=True, slots=True)
class PlaceMeasure:
    """One way to look at the places of a specialty.

    Attributes:
        column: of `analysis.competition.compute.places`.
        label: what the choice says.
        measured: the subtitle.
        value: how a number is printed.
        counts: what stands below it, out of a row; empty for nothing.
        headline: what is measured, as a headline begins with it.
        missing: what is said of a row without a number.
        suffix: of the numbers of the axis.
        of_one_row: whether it is of one printed row alone, whose level then names it; else of all of them.
        notes: what belongs under its chart alone.
        group: slug of the applicants whom it counts; of one group how many matched is said as well.
    """

    column: str
    label: str
    measured: str
    value: str
    counts: Callable[[Mapping[Any, Any]], str]
    headline: str
    missing: str
    suffix: str = ""
    of_one_row: bool = True
    notes: tuple[str, ...] = ()
    group: str = EVERYBODY


def _applicants(row: Mapping[Any, Any]) -> str:
    return f"{row['applicant_count']:,.0f} for {row['offered_count']:,.0f}"


def _programs(row: Mapping[Any, Any]) -> str:
    return f"{row['unfilled_program_count']:,.0f} of {row['program_count']:,.0f}"


PLACE_MEASURES: Final[Mapping[str, PlaceMeasure]] = {
    "applicants": PlaceMeasure(
        "applicants_per_position",
        "Applicants per place",
        "Applicants who ranked the specialty, per position offered",
        "{:.1f}",
        _applicants,
        "Applicants who ranked a specialty, per place",
        NOT_LISTED,
        notes=(COUNTED_ONCE,),
    ),
    "unfilled": PlaceMeasure(
        "unfilled_pct",
        "Unfilled programs",
        "Programs with unfilled positions after the Match, percent of programs",
        "{:.1f}%",
        _programs,
        "Programs with unfilled positions",
        NOT_LISTED,
        "%",
        of_one_row=False,
    ),
    "ranked": PlaceMeasure(
        "ranked_mean",
        "Ranked per place",
        "Applicants ranked per position, mean of the programs that filled",
        "{:.1f}",
        lambda row: "",
        "Applicants ranked for each place by the programs that filled",
        NOT_PRINTED,
    ),
}


def _of_seniors(group: str) -> PlaceMeasure:
    """Return the measure of how many of one group ranked a specialty, per place, and how many matched."""
    return PlaceMeasure(
        f"{group}_per_position",
        f"{GROUP_LABELS[group]}s per place",
        f"{GROUP_PLURALS[group]} who ranked the specialty, per position offered, and how many matched to it",
        "{:.2f}",
        lambda row: f"{row[f'{group}_applicant_count']:,.0f} for {row['offered_count']:,.0f}",
        f"{GROUP_PLURALS[group]} who ranked a specialty, per place",
        NOT_APART,
        notes=(COUNTED_ONCE, MATCHED_HERE),
        group=group,
    )


# By the applicants whom they count.
SENIOR_MEASURES: Final = {group: _of_seniors(group) for group in SENIORS}


def level_of(row: Mapping[Any, Any]) -> str:
    """Return the level of a row, for reading."""
    return LEVELS[row["position_level"]].split(" ")[0]


def place_names(row: Mapping[Any, Any], measure: PlaceMeasure) -> tuple[str, str]:
    """Return a long and a short name of a specialty, with the level of its row where that is not PGY-1.

    With a level a long name has no room beside a chart: it is the short one then. What all rows and levels
    are added up to bears the level of none.
    """
    name, level = str(row["label"]), row["position_level"]
    short = SHORT_LABELS[row["specialty"]]
    if not measure.of_one_row or pd.isna(level) or level == "pgy1":
        return name, short
    return f"{short if len(name) > LONGEST_NAME else name}, {level_of(row)}", f"{short}, {level_of(row)}"


def why_missing(row: Mapping[Any, Any], measure: PlaceMeasure, second_hand: bool) -> str:
    """Say why a row has no number: a copy of PGY-1 alone lacks what has most places at another level."""
    if pd.isna(row["position_level"]):
        return ELSEWHERE if second_hand else NOT_LISTED
    return measure.missing


def matched_here(row: Mapping[Any, Any], measure: PlaceMeasure) -> str:
    """Return how many of a group matched to the row; empty for all applicants, and where it is not known."""
    if measure.group == EVERYBODY or pd.isna(row[measure.column]):
        return ""
    return f"{row[f'{measure.group}_matched_count']:,.0f}"


def _counts(row: Mapping[Any, Any], measure: PlaceMeasure) -> str:
    """Return the counts of a number in a sentence or a table; empty for none."""
    matched = matched_here(row, measure)
    return f"{measure.counts(row)}, {matched} matched" if matched else measure.counts(row)


def _named(row: Mapping[Any, Any], measure: PlaceMeasure) -> str:
    counts = _counts(row, measure)
    number = measure.value.format(row[measure.column])
    return f"{number} in {row['label']}{f' ({counts})' if counts else ''}"


def places_story(rows: pd.DataFrame, measure: PlaceMeasure, last_printed: int) -> Story:
    """Tell how the places of the specialties compare in one year.

    Args:
        rows: `analysis.competition.compute.of_year`, in drawing order.
        measure: what is drawn.
        last_printed: the newest year in which any row has the measure.
    """
    year = int(rows["match_year"].iloc[0])
    there = rows.loc[rows[measure.column].notna()]
    second_hand = bool(rows["is_secondary"].eq(True).any())
    headline = f"NRMP prints none of it for {year}; the newest year that has it is {last_printed}"
    if len(there):
        by_number = there.to_dict("records")
        ends = (_named(by_number[at], measure) for at in (-1, 0))
        headline = f"{measure.headline}, {year}: from {' to '.join(ends)}"
    records = rows.to_dict("records")
    return Story(
        kind="places",
        headline=headline,
        subtitle=(
            f"{measure.measured}{'' if measure.of_one_row or second_hand else f', {ALL_LEVELS}'} "
            f"· {len(rows)} specialties · {year} Match{f' · {SECOND_HAND_WORDS}' if second_hand else ''}"
        ),
        alt=f"A dot for each of {len(rows)} specialties. {headline}.",
        text_table=text_table(
            {
                "Specialty": rows["label"],
                "Level of the places": (
                    "none" if pd.isna(row["position_level"]) else level_of(row) for row in records
                ),
                "Applicants per place": (
                    _cell(row, PLACE_MEASURES["applicants"], second_hand) for row in records
                ),
                **(
                    {}
                    if measure.group == EVERYBODY
                    else {measure.label: (_cell(row, measure, second_hand) for row in records)}
                ),
                "Ranked per place, filled programs": (
                    _cell(row, PLACE_MEASURES["ranked"], second_hand) for row in records
                ),
                f"Programs unfilled, {'PGY-1' if second_hand else 'all levels'}": (
                    _cell(row, PLACE_MEASURES["unfilled"], second_hand) for row in records
                ),
            }
        ),
        rows=lambda: rows,
        source_ids=tuple(dict.fromkeys([*rows["source_id"].dropna(), *rows["ranked_source_id"].dropna()])),
        file_name=f"match-atlas_places_{measure.column}_{year}.csv",
        trace=(
            ("table_name", "senior_counts" if second_hand else "match_summary"),
            ("match_year", str(year)),
            *(() if measure.group == EVERYBODY else (("applicant_group", measure.group),)),
        ),
        legend=(("second_hand", SECOND_HAND_WORDS),) if second_hand else (),
        notes=(*measure.notes, ONE_ROW),
    )


def _cell(row: Mapping[Any, Any], measure: PlaceMeasure, second_hand: bool) -> str:
    """Return a number with its counts for a table, in words where there is none."""
    if pd.isna(row[measure.column]):
        return why_missing(row, measure, second_hand)
    counts = _counts(row, measure)
    return measure.value.format(row[measure.column]) + (f" ({counts})" if counts else "")


UNLISTED: Final = (
    "None in SOAP: Table 18 of the year does not list the specialty. It lists those with positions there, "
    "and its rows add up to the total that it prints."
)
COUPLE_NAMES: Final = {
    "both": "both matched",
    "one": "one matched",
    "neither": "neither matched",
}


def couples_story(rows: pd.DataFrame) -> Story:
    """Tell how couples fared: `analysis.competition.compute.couple_shares`."""
    first, last = rows.iloc[0], rows.iloc[-1]
    year, start = int(last["match_year"]), int(first["match_year"])
    headline = (
        f"In {year} both partners matched in {last['both_pct']:.1f}% of {last['couple_count']:,} couples, "
        f"one in {last['one_pct']:.1f}%, neither in {last['neither_pct']:.1f}%; in {start} there were "
        f"{first['couple_count']:,} couples"
    )
    odd = rows.loc[
        rows[[f"{name}_matched_count" for name in COUPLE_NAMES]].sum(axis="columns") != rows["couple_count"]
    ]
    newest = rows.iloc[::-1]
    return Story(
        kind="couples",
        headline=headline,
        subtitle=f"Couples by how many of the two matched, percent of couples · {start} to {year} Match",
        alt=f"Three lines over {year - start + 1} years. {headline}.",
        text_table=text_table(
            {
                "Match": newest["match_year"],
                "Couples": (f"{count:,}" for count in newest["couple_count"]),
                **{
                    capital(name): (
                        f"{share:.1f}% ({count:,})"
                        for share, count in zip(
                            newest[f"{slug}_pct"], newest[f"{slug}_matched_count"], strict=True
                        )
                    )
                    for slug, name in COUPLE_NAMES.items()
                },
                "People matched": (
                    f"{share:.1f}% of {people:,}"
                    for share, people in zip(
                        newest["match_rate_pct"], newest["individual_count"], strict=True
                    )
                ),
            }
        ),
        rows=lambda: rows,
        source_ids=tuple(rows["source_id"].unique()),
        file_name=f"match-atlas_couples_{start}-{year}.csv",
        trace=(("table_name", "couples"),),
        notes=(
            "Two people who link their lists; what is matched is a pair of programs. A share of couples, not "
            "anybody’s own outcome.",
            *(
                f"{int(row['match_year'])}: the three counts add up to one fewer than the "
                f"{row['couple_count']:,} couples printed."
                for row in odd.to_dict("records")
            ),
        ),
    )


def soap_story(rows: pd.DataFrame, shown: Sequence[str], *, chosen: bool) -> Story:
    """Tell how many positions SOAP had and filled over the years.

    Args:
        rows: `analysis.competition.compute.soap_by_specialty`.
        shown: the specialties that are drawn, in drawing order.
        chosen: whether the visitor chose them, or sees those with the most positions.
    """
    first, last = int(rows["match_year"].min()), int(rows["match_year"].max())
    latest = rows.loc[rows["match_year"] == last].to_dict("records")
    total = next(row for row in latest if row["specialty"] == TOTAL)
    ours = [row for row in latest if row["specialty"] != TOTAL]
    most = max((row for row in ours if row["specialty"] in shown), key=lambda row: row["available_count"])
    before = rows.loc[(rows["match_year"] == first) & (rows["specialty"] == most["specialty"])]
    then = int(before["available_count"].iloc[0])
    headline = (
        f"In {last}, {total['filled_count']:,} of the {total['available_count']:,} positions in SOAP were "
        f"filled there; of the specialties shown {most['label']} had most, "
        f"{most['available_count']:,} ({then:,} in {first})"
    )
    elsewhere = total["available_count"] - sum(row["available_count"] for row in ours)
    which = (
        "chosen specialties"
        if chosen
        else f"the {len(shown)} specialties with the most positions in SOAP, {first} to {last} summed"
    )
    drawn = rows.loc[rows["specialty"].isin(set(shown))]
    years = sorted(rows["match_year"].unique(), reverse=True)
    cells = rows.set_index(["match_year", "specialty"])
    return Story(
        kind="soap",
        headline=headline,
        subtitle=(
            f"Positions in SOAP and filled there, all levels summed · {which} · {first} to {last} Match "
            "· one scale"
        ),
        alt=f"One small line chart per specialty, {len(shown)} in all. {headline}.",
        text_table=text_table(
            {
                "Specialty": [SPECIALTY_LABELS[slug] for slug in (TOTAL, *shown)],
                **{
                    f"{year}": [_soap_cell(cells.loc[(year, slug)]) for slug in (TOTAL, *shown)]
                    for year in years
                },
            }
        ),
        rows=lambda: drawn.assign(unlisted_note=drawn["is_listed"].map({True: "", False: UNLISTED})).drop(
            columns="is_listed"
        ),
        source_ids=tuple(rows["source_id"].unique()),
        file_name=f"match-atlas_soap_{first}-{last}.csv",
        trace=(("table_name", "soap"),),
        legend=(("line_between", "positions in SOAP"), ("line_matched", "filled there")),
        notes=(
            "SOAP places positions that the Match left unfilled, the same week. Under each name: filled "
            f"there, of the positions in SOAP in {last}.",
            f"Of the {total['available_count']:,} positions of {last}, {elsewhere:,} are of preliminary "
            "years and of specialties that this app does not have; the total of the table counts them.",
            *([UNLISTED] if not drawn["is_listed"].all() else []),
        ),
    )


def _soap_cell(row: Mapping[Any, Any]) -> str:
    """Return what SOAP filled of what it had, in words where it had nothing."""
    return (
        f"{row['filled_count']:,} of {row['available_count']:,}" if row["available_count"] else "none in SOAP"
    )
