"""What the lengths of lists say: who matched ranked more programs, and what that does not mean."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.lists.compute import PROGRAMS, Lengths
from analysis.story import Story, TextTable, text_table
from analysis.wording import GROUP_PLURALS

COUPLES_LEFT_OUT: Final = "NRMP counts primary rank order lists and leaves couples out."
TOGETHER: Final = (
    "A longer list and a match go together; the list is also what interviews bring, so its length alone "
    "explains nothing."
)
# What the lines of applicants are called, and those of programs.
_APPLICANTS: Final = ("matched", "unmatched")
_PROGRAMS: Final = ("filled", "not filled")


def names_of(kind: str) -> tuple[str, str]:
    """Return what the two lines of a kind of list are called."""
    return _PROGRAMS if kind == PROGRAMS else _APPLICANTS


def whose(kind: str) -> str:
    """Return whose lists they are, for the middle of a sentence."""
    return "programs" if kind == PROGRAMS else GROUP_PLURALS[kind]


def _headline(one: Lengths) -> str:
    """State the two means of the newest year with how many lists they are over."""
    row, first = one.latest, one.rows.iloc[0]
    year = int(row["match_year"])
    matched = f"{row['matched_length_mean']:.1f}"
    unmatched = f"{row['unmatched_length_mean']:.1f}"
    of_matched, of_unmatched = (f"{row[f'{which}_count']:,.0f}" for which in ("matched", "unmatched"))
    if one.kind == PROGRAMS:
        return (
            f"In {year}, programs that filled had ranked {matched} applicants per place on average "
            f"({of_matched} programs), those that did not {unmatched} ({of_unmatched})"
        )
    then = f"{first['matched_length_mean']:.1f}"
    return (
        f"In {year}, {whose(one.kind)} who matched had ranked {matched} programs on average "
        f"({of_matched} people), those who did not {unmatched} ({of_unmatched}); in "
        f"{int(first['match_year'])} it was {then} and {first['unmatched_length_mean']:.1f}"
    )


def lists_story(kinds: Sequence[Lengths]) -> Story:
    """Tell how long the lists were, of one kind or of several; the headline is about the first.

    Args:
        kinds: those that are drawn, at least one.
    """
    first = kinds[0]
    rows = pd.concat([one.rows.assign(applicant_type=one.kind) for one in kinds], ignore_index=True)
    start, end = int(rows["match_year"].min()), int(rows["match_year"].max())
    is_programs = first.kind == PROGRAMS
    matched, unmatched = names_of(first.kind)
    measure = (
        "Applicants ranked per position, mean over programs"
        if is_programs
        else "Programs on the rank order list, mean over applicants"
    )
    of = "programs" if is_programs else "by applicant type" if len(kinds) > 1 else whose(first.kind)
    headline = _headline(first)
    return Story(
        kind="lists",
        headline=headline,
        subtitle=f"{measure} · {of} · {start} to {end} Match",
        alt=f"Lines over {end - start + 1} years, {matched} above {unmatched}. {headline}.",
        text_table=_table(kinds),
        rows=lambda: rows,
        source_ids=tuple(dict.fromkeys(rows["source_id"])),
        file_name=f"match-atlas_list_lengths_{first.kind if len(kinds) == 1 else 'by_type'}.csv",
        trace=(("table_name", "program_list_lengths" if is_programs else "list_lengths"),),
        legend=tuple(
            (f"line_{which}", f"{name}{_over(first, which) if len(kinds) == 1 else ''}")
            for which, name in (("matched", matched), ("unmatched", unmatched))
        ),
        notes=(
            *(() if is_programs else (TOGETHER,)),
            COUPLES_LEFT_OUT,
            *(
                (f"Under each name: how many people the two means of {end} are over, matched and not.",)
                if len(kinds) > 1
                else ()
            ),
        ),
    )


def _over(one: Lengths, which: str) -> str:
    """Say how many lists a mean is over, in the first year and in the newest; small charts have titles."""
    counts = (
        f"{row[f'{which}_count']:,.0f} in {row['match_year']:.0f}" for row in (one.rows.iloc[0], one.latest)
    )
    return f" (mean over {', '.join(counts)})"


def beside_planned(story: Story, first: Lengths, planned: int | None) -> Story:
    """Add to a story how the length that a visitor plans lies beside the two means of the newest year.

    Args:
        story: of `lists_story`.
        first: what its headline is about.
        planned: how many programs the visitor plans to rank, or None.
    """
    if planned is None or first.kind == PROGRAMS:
        return story
    row = first.latest
    said = (
        f"Your planned list: {planned} program{'' if planned == 1 else 's'}. In {int(row['match_year'])} "
        f"{whose(first.kind)} who matched ranked {row['matched_length_mean']:.1f} on average, those who did "
        f"not {row['unmatched_length_mean']:.1f}."
    )
    return replace(story, context=(said,), legend=(*story.legend, ("line_user", "your planned list")))


def _table(kinds: Sequence[Lengths]) -> TextTable:
    """Return every mean with how many it is over, newest year first."""
    by_year = [row for one in kinds for row in _cells(one)]
    by_year.sort(key=lambda row: -int(row[0]))
    several = len(kinds) > 1
    columns = {
        "Match": (row[0] for row in by_year),
        **({"Applicant type": (row[1] for row in by_year)} if several else {}),
        names_of(kinds[0].kind)[0].capitalize(): (row[2] for row in by_year),
        names_of(kinds[0].kind)[1].capitalize(): (row[3] for row in by_year),
    }
    return text_table(columns)


def _cells(one: Lengths) -> list[tuple[str, str, str, str]]:
    of = "programs" if one.kind == PROGRAMS else "people"
    return [
        (
            str(row["match_year"]),
            one.label,
            f"{row['matched_length_mean']:.2f} ({row['matched_count']:,} {of})",
            f"{row['unmatched_length_mean']:.2f} ({row['unmatched_count']:,} {of})",
        )
        for row in one.rows.to_dict("records")
    ]
