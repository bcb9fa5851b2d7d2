"""What is said of one specialty as people of one group chose it, each number with its year and its levels."""

from typing import Final

import pandas as pd

from analysis.chosen.compute import Chosen, Record
from analysis.competition.compute import SENIORS
from analysis.competition.words import NOT_APART, level_of
from analysis.only_choice.compute import FEW
from analysis.only_choice.words import (
    FEW_PEOPLE,
    INTERVAL,
    NO_CHANCE,
    NOT_IN_TABLE,
    SECOND_HAND_WORDS,
    WHO_IS_TOGETHER,
    counts_cell,
    in_short,
    interval_cell,
    share_cell,
    who_is_counted,
    years_said,
)
from analysis.story import Story, TextTable, text_table
from analysis.wording import GROUP_LABELS, GROUP_PLURALS, SPECIALTY_LABELS, capital, listed, people

ALL_LEVELS: Final = "all levels summed"


def row_names(known: Chosen) -> tuple[str, ...]:
    """Return what each year is called: the year, and who is counted where that is not the group alone."""
    return tuple(
        f"{year}" if kind == known.applicant_group else f"{year}, {_one_word(kind)}"
        for year, kind in zip(known.years["match_year"], known.years["applicant_type"], strict=True)
    )


def _one_word(kind: str) -> str:
    """Return a short name of those among whom a group is counted."""
    return GROUP_LABELS[kind].split(" ")[0].lower()


def _headline(known: Chosen) -> str:
    """State the newest share with its two counts and its interval."""
    label, own = SPECIALTY_LABELS[known.specialty], GROUP_PLURALS[known.applicant_group]
    if known.years.empty:
        return f"NRMP’s table of those who ranked one specialty only has no row of {own} in {label}"
    # The newest of NRMP's own, where there is one.
    row = known.years.sort_values(["is_secondary", "match_year"], ascending=[True, False]).iloc[0]
    year, ranked, matched = int(row["match_year"]), row["ranked_only_count"], row["matched_count"]
    who = GROUP_PLURALS[row["applicant_type"]]
    if not ranked:
        return f"In {year} no {who} ranked only {label}"
    said = (
        f"Of {people(ranked, row['applicant_type'])} who ranked only {label} in {year}, {matched:,} matched"
    )
    if ranked < FEW:
        return f"{said}: fewer than {FEW} people, so no share is taken"
    return f"{said} ({row['matched_pct']:.1f}%, 95% interval {row['low_pct']:.1f} to {row['high_pct']:.1f})"


def _say_who(known: Chosen) -> tuple[str, ...]:
    """Say where the group is not counted apart, and which years have no row of it at all."""
    group, own = known.applicant_group, GROUP_PLURALS[known.applicant_group]
    within = [year for year, kinds in known.types.items() if group not in kinds and "independent" in kinds]
    lacking = [
        year for year, kinds in known.types.items() if group not in kinds and "independent" not in kinds
    ]
    said = []
    if within and group != "us_md_senior":
        said.append(
            f"{years_said(within)}: NRMP counts {own} within independent applicants, {WHO_IS_TOGETHER}."
        )
    if lacking:
        there = dict.fromkeys(kind for year in lacking for kind in known.types[year])
        counted = listed(GROUP_PLURALS[kind] for kind in there)
        said.append(f"{years_said(lacking)}: only {counted} are counted, not {own}.")
    return (" ".join(said),) if said else ()


def chosen_story(known: Chosen) -> Story:
    """Tell what share of a group that ranked one specialty only matched there, year by year."""
    label, own = SPECIALTY_LABELS[known.specialty], GROUP_PLURALS[known.applicant_group]
    rows = known.years
    kinds = dict.fromkeys(rows["applicant_type"])
    second_hand = bool(rows["is_secondary"].any())
    records = rows.to_dict("records")
    years = [*known.types]
    first, last = (min(rows["match_year"]), max(rows["match_year"])) if len(rows) else (years[0], years[-1])
    headline = _headline(known)
    table = (
        {
            "Match": row_names(known),
            "Matched, of who ranked only it": map(counts_cell, records),
            "Share": map(share_cell, records),
            "95% interval": map(interval_cell, records),
        }
        if len(rows)
        else {"Match": [str(year) for year in years], own: [NOT_IN_TABLE] * len(years)}
    )
    return Story(
        kind="chosen",
        headline=headline,
        subtitle=(
            f"{capital(own)} who ranked only {label}: share that matched, with its 95% interval "
            f"· {first} to {last} Match"
        ),
        alt=f"A dot with its interval for each Match year. {headline}.",
        text_table=text_table(table),
        rows=lambda: rows,
        source_ids=known.year_sources,
        file_name=f"match-atlas_{known.specialty}_{known.applicant_group}_only_choice.csv",
        trace=(("table_name", "only_choice"), ("specialty", known.specialty)),
        legend=(
            *((kind, GROUP_PLURALS[kind]) for kind in kinds),
            ("range", "95% interval"),
            *((("second_hand", SECOND_HAND_WORDS),) if second_hand else ()),
        ),
        context=_say_who(known),
        notes=(NO_CHANCE, INTERVAL, FEW_PEOPLE, f"Counted apart: {who_is_counted(known.types)}."),
    )


def facts_table(known: Chosen) -> TextTable:
    """Return what else is known as a table: what, the number, its match year, and of whom it is."""
    own = GROUP_PLURALS[known.applicant_group]
    facts: list[tuple[str, str, str, str]] = []
    if row := known.choices:
        who = GROUP_PLURALS[row["applicant_type"]]
        for name, said in (
            ("only_choice_count", "Ranked it and nothing else"),
            ("first_choice_count", "Ranked it first, and others"),
            ("not_first_choice_count", "Ranked it, another first"),
        ):
            facts.append((said, f"{row[name]:,}", f"{row['match_year']}", f"{who}, {ALL_LEVELS}"))
    else:
        facts.append(("Ranked it only, first or later", NOT_IN_TABLE, "none", own))
    if row := known.ranked:
        facts.append(
            (
                f"{capital(own)} who ranked it",
                f"{row['applicant_count']:,}, of whom {row['matched_count']:,} matched to it",
                f"{row['match_year']}",
                f"{own}, {_of_row(row)}",
            )
        )
    if row := known.place:
        year = f"{row['match_year']}"
        facts += [
            (
                "Applicants per place",
                f"{row['applicants_per_position']:.1f} "
                f"({row['applicant_count']:,} for {row['offered_count']:,})",
                year,
                f"all applicants, {_of_row(row)}",
            ),
            (
                "Programs with unfilled positions",
                in_short(row["unfilled_program_count"], row["program_count"]),
                year,
                f"all programs, {ALL_LEVELS}",
            ),
        ]
    if row := known.ranked_per_place:
        facts.append(
            (
                "Applicants ranked per place",
                f"{row['ranked_mean']:.1f}",
                f"{row['match_year']}",
                f"mean of programs that filled, {_of_row(row)}",
            )
        )
    if row := known.soap:
        filled = f"{row['filled_count']:,} filled of {row['available_count']:,}"
        facts.append(
            (
                "Positions in SOAP",
                filled if row["available_count"] else "none",
                f"{row['match_year']}",
                f"all applicants, {ALL_LEVELS}",
            )
        )
    names = ("What", "Number", "Match", "Of whom, which levels")
    return text_table(dict(zip(names, zip(*facts, strict=True), strict=True)))


def seniors_table(known: Chosen) -> TextTable:
    """Return how many seniors ranked a specialty and matched to it, newest year first.

    Returns:
        One row per year that counts them apart, with the level of its row; what was copied says so.
    """
    rows = known.seniors.to_dict("records")
    return text_table(
        {
            "Match": [f"{row['match_year']}{', second-hand' if row['is_secondary'] else ''}" for row in rows],
            **{f"{GROUP_LABELS[group]}s": [_ranked_it(row, group) for row in rows] for group in SENIORS},
            "Positions": [f"{row['offered_count']:,}" for row in rows],
            "Level": map(level_of, rows),
        }
    )


def _ranked_it(row: Record, group: str) -> str:
    """Say how many of a group ranked a specialty, and how many of them matched to it."""
    ranked, matched = (row[f"{group}_{name}_count"] for name in ("applicant", "matched"))
    return NOT_APART if pd.isna(ranked) else f"{ranked:,.0f}, {matched:,.0f} matched"


def _of_row(row: Record) -> str:
    """Say which printed row a number is of."""
    return f"{row['specialty_as_printed']}, {level_of(row)}"
