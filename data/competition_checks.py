"""The checks of Table 1, couples, applicants ranked, SOAP, lists and totals of choices; see `identities`."""

from collections.abc import Sequence

import pandas as pd

from data.identities import (
    Check,
    Find,
    Found,
    compared,
    findings,
    ratio,
    refuse_missing,
    row_sum,
    sums,
    unequal,
)
from data.later_editions import EARLIER, cell_key
from data.official import POSITIONS_TOTALS, TOTALS
from data.transcription import Frames
from data.vocabulary import TOTAL

_PRINTED_ROW = ["match_year", "position_level", "specialty_as_printed"]
# Applicant type of Table 1 -> the column of Table 2 that counts its matches.
_MATCHES = {"all": "filled_count", "us_md_senior": "us_md_senior_count", "do_senior": "do_senior_count"}
_GRAND_TOTAL = ("GRAND TOTAL", "Grand Total")
_SOAP_COUNTS = ("program_count", "available_count", "filled_program_count", "filled_count")
_SUMMARY_COUNTS = (
    "applicant_count",
    "matched_count",
    "program_count",
    "unfilled_program_count",
    "offered_count",
)
# Names of the totals of a level, whatever table prints them.
_LEVELS = {
    "Total PGY-1": "pgy1",
    "Total PGY-2": "pgy2",
    "Total Physician (R)": "r",
    "Total - PGY-1": "pgy1",
    "Total - PGY-2": "pgy2",
    "Total - Physician": "r",
}


def _with_totals(rows: Frames, table: str) -> pd.DataFrame:
    return pd.concat([rows[table], rows[TOTALS[table]]])


def _table_2_of(rows: Frames) -> pd.DataFrame:
    """Return the figures of Table 2 as Table 1 has them: a row for each applicant type it tells apart."""
    printed = pd.concat([rows["positions"], rows[POSITIONS_TOTALS]])
    return pd.concat(
        [
            printed[[*_PRINTED_ROW, "offered_count", column]]
            .rename(columns={column: "matched_count"})
            .assign(applicant_type=kind)
            for kind, column in _MATCHES.items()
        ]
    )


def _summary_is_table_2(rows: Frames) -> Found:
    key = [*_PRINTED_ROW, "applicant_type"]
    summary, expected = _with_totals(rows, "match_summary"), _table_2_of(rows)
    # Table 2 has rows without a position that Table 1 leaves out.
    places = rows["positions"].loc[rows["positions"]["offered_count"] > 0, _PRINTED_ROW]
    refuse_missing("match_summary", places, summary)
    return compared(summary, key, ("offered_count", "matched_count"), expected.set_index(key))


def _summary_has_table_2(rows: Frames) -> Found:
    """Find the rows of Table 1 that Table 2 does not print; each is printed once for every applicant type."""
    summary = rows["match_summary"]
    known = pd.MultiIndex.from_frame(rows["positions"][_PRINTED_ROW])
    strange = ~pd.MultiIndex.from_frame(summary[_PRINTED_ROW]).isin(known)
    once = summary.loc[strange & summary["applicant_type"].eq("all")]
    return findings(once, "program_count", ["no row"] * len(once))


def _sum_to_totals(table: str, counts: Sequence[str], *more: str) -> Find:
    """Return a check that rows sum to the total of their level, and levels to the grand total, if printed."""

    def find(rows: Frames) -> Found:
        printed = rows[TOTALS[table]]
        is_grand = printed["specialty_as_printed"].isin(_GRAND_TOTAL)
        levels = printed.loc[~is_grand]
        levels = levels.assign(position_level=levels["specialty_as_printed"].map(_LEVELS))
        key = ["match_year", *more]
        level_key = [*key, "position_level"]
        # No check passes for want of a total: every level with a position has one.
        filled = rows[table].loc[rows[table][counts[-1]] > 0]
        refuse_missing(TOTALS[table], filled[level_key], levels)
        added = sums(rows[table], level_key, counts)
        grand = sums(levels, key, counts)
        return [
            *compared(levels, level_key, counts, added),
            *compared(printed.loc[is_grand], key, counts, grand),
        ]

    return find


def _editions_agree(table: str, columns: Sequence[str]) -> Find:
    """Return a check that an earlier edition prints what the latest one does."""

    def find(rows: Frames) -> Found:
        latest, earlier = rows[table], rows[EARLIER[table]]
        key = cell_key(latest)
        return compared(earlier, key, columns, latest.set_index(key)[list(columns)])

    return find


def _share(table: str, part: str, parts: tuple[str, ...], column: str) -> Check:
    return Check(
        f"{table}_{column.removesuffix('_pct')}_share",
        "the printed share is that of its counts",
        ratio(table, part, parts, column),
    )


def _couples_are_two(rows: Frames) -> Found:
    couples = rows["couples"]
    return unequal(couples, "individual_count", 2 * couples["couple_count"])


def _couples_match_rate(rows: Frames) -> Found:
    couples = rows["couples"].assign(
        people_matched=lambda frame: 2 * frame["both_matched_count"] + frame["one_matched_count"]
    )
    find = ratio("couples", "people_matched", ("individual_count",), "match_rate_pct")
    return find({"couples": couples})


def _copy_is_table_1(rows: Frames) -> Found:
    key = [*_PRINTED_ROW, "applicant_type"]
    summary, copy = rows["match_summary"], rows["senior_counts"]
    both = set(summary["match_year"]) & set(copy["match_year"])
    wanted = summary.loc[summary["match_year"].isin(both) & summary["position_level"].eq("pgy1")]
    refuse_missing("senior_counts", wanted.loc[wanted["offered_count"] > 0, key], copy)
    return compared(copy, key, _SUMMARY_COUNTS, summary.set_index(key)[list(_SUMMARY_COUNTS)])


def _per_applicant(column: str, over: tuple[str, ...] = (), *, one_table: bool | None = None) -> Find:
    """Return a check of positions per applicant, over the rows that share `over`; the total prints none.

    `one_table` are the years in which Table 13 is one table with independent applicants, or the others.
    """

    def find(rows: Frames) -> Found:
        choices = rows["choices"].assign(
            imgs=rows["choices"]["applicant_type"].isin(["us_img", "non_us_img"])
        )
        together = choices.loc[choices["applicant_type"] == "independent", "match_year"]
        wanted = choices["specialty"].ne(TOTAL).fillna(True)
        if one_table is not None:
            wanted &= choices["match_year"].isin(together) == one_table
        chosen = ("only_choice_count", "first_choice_count")
        return ratio("choices", "offered_count", chosen, column, over)({"choices": choices.loc[wanted]})

    return find


def _total_of_choices(rows: Frames) -> Found:
    totals = rows[POSITIONS_TOTALS]
    grand = totals.loc[totals["specialty_as_printed"].isin(_GRAND_TOTAL)].set_index("match_year")
    choices = rows["choices"]
    once = choices.loc[choices["specialty"].eq(TOTAL)].drop_duplicates("match_year")
    refuse_missing("choices", choices[["match_year"]].assign(specialty=TOTAL), choices)
    return compared(once, ["match_year"], ["offered_count"], grand[["offered_count"]])


_SPECIALTY = ("match_year", "specialty_as_printed")
_LISTS = ("matched_count", "unmatched_count")
_PROGRAM_LISTS = ("filled_program_count", "unfilled_program_count")

COMPETITION_CHECKS: tuple[Check, ...] = (
    Check(
        "match_summary_table_2",
        "positions and matches of Table 1 are those of Table 2",
        _summary_is_table_2,
    ),
    Check("match_summary_rows", "a row of Table 1 is a row of Table 2", _summary_has_table_2),
    Check(
        "match_summary_rows_sum_to_total",
        "the rows of Table 1 sum to the total of their level, the levels to the grand total",
        _sum_to_totals("match_summary", (*_SUMMARY_COUNTS, "ranked_position_count"), "applicant_type"),
    ),
    _share("match_summary", "matched_count", ("offered_count",), "of_offered_pct"),
    Check(
        "senior_counts_table_1",
        "a count of the copy is that of Table 1 in the years that both have",
        _copy_is_table_1,
    ),
    Check(
        "senior_counts_rows_sum_to_total",
        "the rows of the copy sum to the printed total",
        _sum_to_totals("senior_counts", _SUMMARY_COUNTS, "applicant_type"),
    ),
    Check(
        "couples_sum",
        "couples of whom both, one and none matched sum to all couples",
        row_sum(
            ("couples",), ("both_matched_count", "one_matched_count", "neither_matched_count"), "couple_count"
        ),
    ),
    Check("couples_individuals", "a couple is two people", _couples_are_two),
    Check("couples_match_rate", "the rate is the people who matched over all people", _couples_match_rate),
    Check(
        "ranked_per_position_between_editions",
        "an edition of Table 17 prints what the latest one prints",
        _editions_agree("ranked_per_position", ("ranked_mean",)),
    ),
    Check(
        "soap_rows_sum_to_total",
        "the rows of Table 18 sum to the total of their level, the levels to the grand total",
        _sum_to_totals("soap", _SOAP_COUNTS),
    ),
    *(
        Check(
            f"{table}_between_editions",
            "an edition of Table 18 prints what the later one prints",
            _editions_agree(table, _SOAP_COUNTS),
        )
        for table in ("soap", "soap_totals")
    ),
    *(_share("list_lengths", part, _LISTS, part.replace("_count", "_pct")) for part in _LISTS),
    *(
        _share("program_list_lengths", part, _PROGRAM_LISTS, part.replace("_count", "_pct"))
        for part in _PROGRAM_LISTS
    ),
    Check(
        "choices_positions_per_applicant",
        "positions per applicant are the offered over the only and first choices of the type",
        _per_applicant("positions_per_applicant"),
    ),
    Check(
        "choices_positions_per_all_applicants",
        "positions per applicant are the offered over the only and first choices of both types",
        _per_applicant("positions_per_all_applicants", _SPECIALTY, one_table=True),
    ),
    Check(
        "choices_positions_per_both_types",
        "positions per applicant are the offered over the only and first choices of both types of the table",
        _per_applicant("positions_per_both_types", (*_SPECIALTY, "imgs"), one_table=False),
    ),
    Check(
        "choices_total_offered",
        "the positions of the total of Table 13 are the grand total of Table 2",
        _total_of_choices,
    ),
)
