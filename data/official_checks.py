"""The checks that NRMP's figures must pass; a cell that breaks one needs a reason in the list of oddities."""

import numpy as np
import pandas as pd

from data.competition_checks import COMPETITION_CHECKS
from data.identities import Check, Found, compared, findings, ratio, refuse_missing, row_sum, shown, sums
from data.official import POSITIONS_TOTALS
from data.places import CHECKS as PLACE_CHECKS
from data.schema import TABLES
from data.survey_checks import SURVEY_CHECKS
from data.transcription import Frames
from data.vocabulary import TOTAL

_POSITIONS = ("positions", POSITIONS_TOTALS)
_PRINTED_ROW = ["match_year", "specialty_as_printed"]
_JUMP = 8  # points; no other year is more than 2 above or below both of its neighbours
_TOTAL_OF_LEVEL = {"pgy1": "Total PGY-1", "pgy2": "Total PGY-2", "r": "Total Physician (R)"}
_GRAND_TOTAL = "GRAND TOTAL"
_WITHIN_ALL = ("us_md_senior", "us_md_graduate", "us_img", "non_us_img", "canadian", "fifth_pathway")
# Editions whose row of Canadian schools counts Fifth Pathway programs too, which other rows repeat.
_CANADIAN_WITH_FIFTH_PATHWAY = ("rd_2020_table4", "rd_2021_table4", "advance_2022_table4")
_COUNTS = {
    name: tuple(column for column in TABLES[name].column_names if column.endswith("_count"))
    for name in ("positions", "applicants", "match_rates", "only_choice")
}
# Of Table 6; of DO seniors and of the others its editions do not print the same.
_IN_BOTH_EDITIONS = (*_COUNTS["match_rates"], "us_md_senior_pct", "us_img_pct", "non_us_img_pct", "all_pct")
_TYPES_OF_POSITIONS = tuple(
    name for name in _COUNTS["positions"] if name not in {"offered_count", "filled_count", "unfilled_count"}
)
_YEAR = ["match_year"]


def _rows_sum_to_level_total(rows: Frames) -> Found:
    key, positions, totals = _PRINTED_ROW, rows["positions"], rows[POSITIONS_TOTALS]
    levels = positions["position_level"].replace(_TOTAL_OF_LEVEL)
    added = sums(positions.assign(specialty_as_printed=levels), key, _COUNTS["positions"])
    refuse_missing("positions", added.reset_index()[key], totals)
    printed = totals.loc[totals["specialty_as_printed"] != _GRAND_TOTAL]
    # A total without a row is one of nobody.
    nobody = printed[key].set_index(key).index.difference(added.index)
    added = pd.concat([added, pd.DataFrame(0, nobody, added.columns, dtype="Int64")])
    return compared(printed, key, _COUNTS["positions"], added)


def _level_totals_sum_to_grand_total(rows: Frames) -> Found:
    totals = rows[POSITIONS_TOTALS]
    is_grand = totals["specialty_as_printed"] == _GRAND_TOTAL
    refuse_missing("positions", totals[_YEAR].assign(specialty_as_printed=_GRAND_TOTAL), totals)
    added = sums(totals.loc[~is_grand], _YEAR, _COUNTS["positions"])
    return compared(totals.loc[is_grand], _YEAR, _COUNTS["positions"], added)


def _pgy1_totals(rows: Frames) -> pd.DataFrame:
    totals = rows[POSITIONS_TOTALS]
    return totals.loc[totals["specialty_as_printed"] == _TOTAL_OF_LEVEL["pgy1"]]


def _of_type(rows: Frames, *types: str) -> pd.DataFrame:
    applicants = rows["applicants"]
    return applicants.loc[applicants["applicant_type"].isin(types)]


def _by_type(applicants: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a column of Table 4, with a row for each year and a column for each type."""
    return applicants.pivot_table(column, "match_year", "applicant_type", aggfunc="first")


def _dos(rows: Frames) -> pd.DataFrame:
    """Return the rows that make up all DOs: seniors and graduates where printed apart, else the one row."""
    apart = _of_type(rows, "do_senior", "do_graduate")
    apart = apart.loc[apart.groupby("match_year")["applicant_type"].transform("nunique") == 2]
    together = _of_type(rows, "do")
    return pd.concat([apart, together.loc[~together["match_year"].isin(apart["match_year"])]])


def _refuse_missing_applicants(rows: Frames, years: pd.DataFrame) -> None:
    """Refuse a year without a row of all applicants, or without DOs."""
    refuse_missing("applicants", years.assign(applicant_type="all"), rows["applicants"])
    refuse_missing("applicants", years.assign(applicant_type="do"), _dos(rows).assign(applicant_type="do"))


def _types_sum_to_all(rows: Frames) -> Found:
    canadian, fifth_pathway = _of_type(rows, "canadian"), _of_type(rows, "fifth_pathway")
    together = canadian.loc[canadian["source_id"].isin(_CANADIAN_WITH_FIFTH_PATHWAY), "match_year"]
    twice = fifth_pathway.index[fifth_pathway["match_year"].isin(together)]
    _refuse_missing_applicants(rows, rows["applicants"][_YEAR])
    parts = pd.concat([_of_type(rows, *_WITHIN_ALL).drop(index=twice), _dos(rows)])
    counts = _COUNTS["applicants"]
    return compared(_of_type(rows, "all"), _YEAR, counts, sums(parts, _YEAR, counts))


def _dos_sum(rows: Frames) -> Found:
    counts = _COUNTS["applicants"]
    return compared(_of_type(rows, "do"), _YEAR, counts, sums(_dos(rows), _YEAR, counts))


def _pgy1_filled_are_matched(rows: Frames) -> Found:
    """Compare each type that both tables print; the others of Table 2 are no type of Table 4."""
    totals = _pgy1_totals(rows)
    _refuse_missing_applicants(rows, totals[_YEAR])
    applicants = rows["applicants"].astype({"matched_count": "Int64"})
    matched = _by_type(applicants, "matched_count")
    matched["do"] = sums(_dos(rows), _YEAR, ["matched_count"])["matched_count"]
    matched = matched.rename(columns={"all": "filled"}).add_suffix("_count")
    columns = [name for name in ("filled_count", *_TYPES_OF_POSITIONS) if name in matched]
    return compared(totals, _YEAR, columns, matched)


def _latest_edition(rates: pd.DataFrame) -> pd.DataFrame:
    """Return each year's row of the latest edition of Table 6."""
    return rates.sort_values("source_id").drop_duplicates("match_year", keep="last")


def _of_table_6(rows: Frames) -> pd.DataFrame:
    """Return the latest of each year; rows read on other pages are left out."""
    return _latest_edition(rows["match_rates"].loc[rows["match_rates"]["copied_from"] == ""])


def _rates_are_those_of_table_4(rows: Frames) -> Found:
    latest, applicants = _of_table_6(rows), rows["applicants"]
    active = sums(_of_type(rows, "all"), _YEAR, ["active_count"])
    expected = _by_type(applicants, "match_rate_pct").add_suffix("_pct").join(active)
    return compared(latest, _YEAR, latest.columns.intersection(expected.columns), expected)


def _pgy1_offered_of_table_2(rows: Frames) -> Found:
    offered = sums(_pgy1_totals(rows), _YEAR, ["offered_count"])
    return compared(_of_table_6(rows), _YEAR, offered.columns, offered)


def _editions_agree(rows: Frames) -> Found:
    rates = rows["match_rates"]
    return compared(rates, _YEAR, _IN_BOTH_EDITIONS, _latest_edition(rates).set_index("match_year"))


def _overall_rate_jumps(rows: Frames) -> Found:
    """Find a rate that is far from the years before and after it, on the same side of both."""
    rates = rows["match_rates"]
    rate_of = rates.groupby(["source_id", "match_year"])["all_pct"].first()

    def beside(step: int) -> pd.Series:
        at = pd.MultiIndex.from_arrays([rates["source_id"], rates["match_year"] + step])
        return rate_of.reindex(at).set_axis(rates.index)

    before, after = beside(-1), beside(1)
    jumps = (rates["all_pct"] > np.maximum(before, after) + _JUMP) | (
        rates["all_pct"] < np.minimum(before, after) - _JUMP
    )
    neighbours = before.map(shown) + " and " + after.map(shown)
    return findings(rates.loc[jumps], "all_pct", neighbours.loc[jumps])


def _rows_sum_to_total(rows: Frames) -> Found:
    key, printed = ["match_year", "applicant_type"], rows["only_choice"]
    is_total = printed["specialty"].eq(TOTAL)
    refuse_missing("only_choice", printed[key].assign(specialty=TOTAL), printed)
    added = sums(printed.loc[~is_total], key, _COUNTS["only_choice"])
    return compared(printed.loc[is_total], key, _COUNTS["only_choice"], added)


def _only_choices_of_table_14(rows: Frames) -> Found:
    key = ["match_year", "current_name", "applicant_type"]
    refuse_missing("only_choice", rows["choices"][key], rows["only_choice"])
    found = sums(rows["only_choice"], key, ["ranked_only_count"])
    found = found.rename(columns={"ranked_only_count": "only_choice_count"})
    return compared(rows["choices"], key, ["only_choice_count"], found)


def _offered_of_table_2(rows: Frames) -> Found:
    """Compare with the positions of the specialty, levels summed; programs of none go by their one name."""
    positions, choices = (
        rows[table].assign(program=rows[table]["specialty"].fillna(rows[table]["current_name"]))
        for table in ("positions", "choices")
    )
    key = ["match_year", "program"]
    # The cell is printed for every applicant type; the total has places of more than its rows.
    once = choices.loc[choices["specialty"].ne(TOTAL).fillna(True)].drop_duplicates(key)
    refuse_missing("positions", once.loc[once["specialty"].notna(), key], positions)
    offered = sums(positions, key, ["offered_count"])
    alone = once.loc[~pd.MultiIndex.from_frame(once[key]).isin(offered.index)]
    return [
        *compared(once, key, ["offered_count"], offered),
        *findings(alone, "offered_count", ["no row"] * len(alone)),
    ]


CHECKS: tuple[Check, ...] = (
    Check(
        "positions_types_sum_to_filled",
        "the applicant types of a row sum to the positions filled",
        row_sum(_POSITIONS, _TYPES_OF_POSITIONS, "filled_count"),
    ),
    Check(
        "positions_filled_and_unfilled",
        "positions filled and unfilled sum to those offered",
        row_sum(_POSITIONS, ("filled_count", "unfilled_count"), "offered_count"),
    ),
    Check(
        "positions_rows_sum_to_level_total",
        "the rows of a level sum to its printed total",
        _rows_sum_to_level_total,
    ),
    Check(
        "positions_levels_sum_to_grand_total",
        "the totals of the levels sum to the grand total",
        _level_totals_sum_to_grand_total,
    ),
    Check(
        "applicants_matched_and_unmatched",
        "matched and unmatched applicants sum to active ones",
        row_sum(("applicants",), ("matched_count", "unmatched_count"), "active_count"),
    ),
    Check(
        "applicants_sum_to_registered",
        "active applicants, those who withdrew and those without a rank order list sum to registered ones",
        row_sum(
            ("applicants",), ("active_count", "withdrew_count", "no_rank_list_count"), "registered_count"
        ),
    ),
    Check(
        "applicants_match_rate",
        "the match rate is matched over active applicants",
        ratio("applicants", "matched_count", ("active_count",), "match_rate_pct"),
    ),
    Check("applicants_dos_sum", "DO seniors and DO graduates sum to all DOs", _dos_sum),
    Check("applicants_types_sum_to_all", "the applicant types sum to all applicants", _types_sum_to_all),
    Check(
        "positions_match_applicants",
        "the PGY-1 positions that a type filled in Table 2 are its matched applicants in Table 4",
        _pgy1_filled_are_matched,
    ),
    Check(
        "match_rates_match_applicants",
        "the rates and active applicants of Table 6 are those of Table 4",
        _rates_are_those_of_table_4,
    ),
    Check(
        "match_rates_offered",
        "the PGY-1 positions of Table 6 are those of Table 2",
        _pgy1_offered_of_table_2,
    ),
    Check(
        "match_rates_between_editions",
        "an edition of Table 6 prints for a year what the latest one prints",
        _editions_agree,
    ),
    Check(
        "match_rates_overall_jump",
        f"the overall rate is not more than {_JUMP} points above or below both of its neighbours",
        _overall_rate_jumps,
    ),
    Check(
        "only_choice_matched_and_unmatched",
        "matched and unmatched applicants sum to those who ranked only the specialty",
        row_sum(("only_choice",), ("matched_count", "unmatched_count"), "ranked_only_count"),
    ),
    Check(
        "only_choice_unmatched_share",
        "the share is the unmatched over those who ranked only the specialty",
        ratio("only_choice", "unmatched_count", ("ranked_only_count",), "unmatched_pct"),
    ),
    Check("only_choice_rows_sum_to_total", "the rows sum to the printed total", _rows_sum_to_total),
    Check(
        "choices_only_choice",
        "the only choices of Table 13 are those of Table 14",
        _only_choices_of_table_14,
    ),
    Check(
        "choices_offered",
        "the positions of Table 13 are those of Table 2, levels summed",
        _offered_of_table_2,
    ),
    *COMPETITION_CHECKS,
    *SURVEY_CHECKS,
    *PLACE_CHECKS,
)
