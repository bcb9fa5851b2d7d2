"""How many people like me: what NRMP's counts say about one group in one specialty, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.counts.compute import change_over
from analysis.only_choice.compute import FEW
from analysis.wording import FEW_MATCHED, FLAG_BY_SLUG, GROUP_PLURALS, SPECIALTY_LABELS, people
from data.sources import SOURCES
from data.vocabulary import TOTAL

_WHO_IS_INDEPENDENT = (
    "NRMP counts everybody but US MD seniors together here, as independent applicants: DOs, IMGs and earlier "
    "graduates."
)
_SECOND_HAND = frozenset(source.source_id for source in SOURCES if source.compiled_by)


def only_choice_rates(only_choice: pd.DataFrame, specialty: str, applicant_type: str) -> pd.DataFrame:
    """Return how many of those who ranked only one specialty matched, year by year.

    Args:
        only_choice: the `only_choice` table (NRMP, Results and Data, Table 14).
        specialty: slug of the specialty.
        applicant_type: a type that the table counts; up to 2019 everybody but US MD seniors is `independent`.

    Returns:
        One row per match year, ascending: `match_year`, `matched_count`, `unmatched_count`,
        `ranked_only_count`, `unmatched_pct` (percent of those who ranked only this specialty; NaN where
        nobody did). Empty when the source has no row.
    """
    rows = only_choice.loc[
        (only_choice["specialty"] == specialty) & (only_choice["applicant_type"] == applicant_type)
    ]
    columns = ["match_year", "matched_count", "unmatched_count", "ranked_only_count", "unmatched_pct"]
    return rows.sort_values("match_year")[columns].reset_index(drop=True)


def choice_type(applicant_group: str) -> str:
    """Return what NRMP's tables of choices called a group up to 2019: seniors, or everybody else together."""
    return "us_md_senior" if applicant_group == "us_md_senior" else "independent"


def latest_only_choice(
    only_choice: pd.DataFrame, specialty: str, applicant_group: str
) -> Mapping[Any, Any] | None:
    """Return the latest year in which a group has a share of those who ranked one specialty only.

    The columns are those of `only_choice_rates` and `applicant_type`: the group itself, or what NRMP counted
    it with where it has no row of its own. None where the source has neither. Second-hand years are left out.
    """
    printed = only_choice.loc[~only_choice["source_id"].isin(_SECOND_HAND)]
    for kind in (applicant_group, choice_type(applicant_group)):
        rates = only_choice_rates(printed, specialty, kind).dropna(subset=["unmatched_pct"])
        if not rates.empty:
            return {**rates.iloc[-1].to_dict(), "applicant_type": kind}
    return None


def match_sentences(counts: pd.DataFrame, group: str, match_year: int) -> Iterator[str]:
    """Say how many of a group matched in the year of the averages, then how their share changed.

    The counts are the rows of one specialty of `analysis.counts.compute.matches_by_specialty`.
    """
    year = counts.loc[counts["match_year"] == match_year].to_dict("records")
    for row in year:
        if pd.isna(row[f"{group}_count"]):
            yield (
                f"In {match_year}, NRMP’s table of matches does not count {GROUP_PLURALS[group]} apart, so "
                f"it does not say how many of them matched in {row['label']}: of the "
                f"{row['offered_count']:,} positions offered, {row['filled_count']:,} were filled."
            )
            continue
        yield (
            f"In {match_year}, {people(row[f'{group}_count'], group)} matched in {row['label']}: "
            f"{row[f'{group}_pct']:.1f}% of the {row['filled_count']:,} positions filled, out of "
            f"{row['offered_count']:,} offered."
        )
        if row[f"{group}_count"] < FEW_MATCHED:
            yield FLAG_BY_SLUG["few_matched"].sentence
    for row in change_over(counts, group).to_dict("records"):
        yield (
            f"From {row['first_year']} to {row['last_year']} their share went from {row['first_pct']:.1f}% "
            f"({row['first_count']:,.0f} of {row['first_filled_count']:,}) to {row['last_pct']:.1f}% "
            f"({row['last_count']:,.0f} of {row['last_filled_count']:,})."
            + (f" No earlier year is compared: {row['break_note']}" if row["break_note"] else "")
        )


def _choice_sentences(choices: pd.DataFrame, specialty: str, kind: str, match_year: int) -> Iterator[str]:
    """Say how many ranked the specialty first, only or lower, and how many places there were for them."""
    rows = choices.loc[
        (choices["specialty"] == specialty)
        & (choices["specialty"] != TOTAL)
        & (choices["applicant_type"] == kind)
        & (choices["match_year"] == match_year)
    ]
    for row in rows.to_dict("records"):
        ranked = row["only_choice_count"] + row["first_choice_count"] + row["not_first_choice_count"]
        yield (
            f"In {row['match_year']}, {ranked:,} {GROUP_PLURALS[kind]} ranked "
            f"{SPECIALTY_LABELS[specialty]}: {row['only_choice_count']:,} nothing else, "
            f"{row['first_choice_count']:,} first and something else too, {row['not_first_choice_count']:,} "
            f"not first. Over all applicants, {row['positions_per_all_applicants']:.1f} positions were "
            "offered for each one who ranked it only or first."
        )


def _only_choice_sentences(only_choice: pd.DataFrame, specialty: str, applicant_group: str) -> Iterator[str]:
    """Say how many of those who ranked nothing else did not match, in the latest year of the source.

    Of few people there is no share.
    """
    latest = latest_only_choice(only_choice, specialty, applicant_group)
    if latest is None:
        yield "NRMP’s table of those who ranked one specialty only has no row for it."
        return
    ranked, plural = latest["ranked_only_count"], GROUP_PLURALS[latest["applicant_type"]]
    share = f" ({latest['unmatched_pct']:.1f}%)" if ranked >= FEW else ""
    yield (
        f"Of the {ranked:,.0f} {plural} who ranked nothing but {SPECIALTY_LABELS[specialty]} in "
        f"{latest['match_year']:.0f}, {latest['unmatched_count']:,.0f} did not match{share}."
    )


def people_sources(only_choice: pd.DataFrame, choices: pd.DataFrame, match_year: int) -> tuple[str, ...]:
    """Return where `people_sentences` have their numbers from beside the counts of matches."""
    ranked = choices.loc[choices["match_year"] == match_year, "source_id"]
    alone = only_choice.loc[~only_choice["source_id"].isin(_SECOND_HAND), "source_id"]
    return tuple(dict.fromkeys([*ranked, *alone]))


def people_sentences(
    counts: pd.DataFrame,
    only_choice: pd.DataFrame,
    choices: pd.DataFrame,
    specialty: str,
    applicant_group: str,
    match_year: int,
) -> list[str]:
    """Say what the counts know about one group in one specialty, each number with its denominator.

    They come in reading order: matches and their change (`analysis.counts.compute.matches_by_specialty`),
    choices (Table 13), those who ranked nothing else (Table 14). `match_year` is that of the averages on the
    same page.
    """
    kind = choice_type(applicant_group)
    sentences = [
        *match_sentences(counts.loc[counts["specialty"] == specialty], applicant_group, match_year),
        *_choice_sentences(choices, specialty, kind, match_year),
        *_only_choice_sentences(only_choice, specialty, applicant_group),
    ]
    return sentences if kind == "us_md_senior" else [*sentences, _WHO_IS_INDEPENDENT]
