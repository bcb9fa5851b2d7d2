"""The checks that NRMP's figures must pass; a cell that breaks one needs a reason in the list of oddities."""

from data.identities import Check, ratio, row_sum
from data.official import POSITIONS_TOTALS
from data.table_identities import (
    JUMP,
    TYPES_OF_POSITIONS,
    dos_sum,
    editions_agree,
    level_totals_sum_to_grand_total,
    offered_of_table_2,
    only_choices_of_table_14,
    overall_rate_jumps,
    pgy1_filled_are_matched,
    pgy1_offered_of_table_2,
    rates_are_those_of_table_4,
    rows_sum_to_level_total,
    rows_sum_to_total,
    types_sum_to_all,
)

_POSITIONS = ("positions", POSITIONS_TOTALS)
_APPLICANTS = ("applicants",)
_CHOSEN = ("only_choice_count", "first_choice_count")
_CHOICE_ROW = ("match_year", "specialty_as_printed")

CHECKS: tuple[Check, ...] = (
    Check(
        "positions_types_sum_to_filled",
        "the applicant types of a row sum to the positions filled",
        row_sum(_POSITIONS, TYPES_OF_POSITIONS, "filled_count"),
    ),
    Check(
        "positions_filled_and_unfilled",
        "positions filled and unfilled sum to those offered",
        row_sum(_POSITIONS, ("filled_count", "unfilled_count"), "offered_count"),
    ),
    Check(
        "positions_rows_sum_to_level_total",
        "the rows of a level sum to its printed total",
        rows_sum_to_level_total,
    ),
    Check(
        "positions_levels_sum_to_grand_total",
        "the totals of the levels sum to the grand total",
        level_totals_sum_to_grand_total,
    ),
    Check(
        "applicants_matched_and_unmatched",
        "matched and unmatched applicants sum to active ones",
        row_sum(_APPLICANTS, ("matched_count", "unmatched_count"), "active_count"),
    ),
    Check(
        "applicants_sum_to_registered",
        "active applicants, those who withdrew and those without a rank order list sum to registered ones",
        row_sum(_APPLICANTS, ("active_count", "withdrew_count", "no_rank_list_count"), "registered_count"),
    ),
    Check(
        "applicants_match_rate",
        "the match rate is matched over active applicants",
        ratio(
            "applicants",
            "matched_count",
            ("active_count",),
            "match_rate_pct",
            factor=100,
            over=("match_year", "applicant_type"),
        ),
    ),
    Check("applicants_dos_sum", "DO seniors and DO graduates sum to all DOs", dos_sum),
    Check("applicants_types_sum_to_all", "the applicant types sum to all applicants", types_sum_to_all),
    Check(
        "positions_match_applicants",
        "the PGY-1 positions that a type filled in Table 2 are its matched applicants in Table 4",
        pgy1_filled_are_matched,
    ),
    Check(
        "match_rates_match_applicants",
        "the rates and active applicants of Table 6 are those of Table 4",
        rates_are_those_of_table_4,
    ),
    Check(
        "match_rates_offered",
        "the PGY-1 positions of Table 6 are those of Table 2",
        pgy1_offered_of_table_2,
    ),
    Check(
        "match_rates_between_editions",
        "an edition of Table 6 prints for a year what the latest one prints",
        editions_agree,
    ),
    Check(
        "match_rates_overall_jump",
        f"the overall rate is not more than {JUMP} points above or below both of its neighbours",
        overall_rate_jumps,
    ),
    Check(
        "only_choice_matched_and_unmatched",
        "matched and unmatched applicants sum to those who ranked only the specialty",
        row_sum(("only_choice",), ("matched_count", "unmatched_count"), "ranked_only_count"),
    ),
    Check(
        "only_choice_unmatched_share",
        "the share is the unmatched over those who ranked only the specialty",
        ratio(
            "only_choice",
            "unmatched_count",
            ("ranked_only_count",),
            "unmatched_pct",
            factor=100,
            over=(*_CHOICE_ROW, "applicant_type"),
        ),
    ),
    Check("only_choice_rows_sum_to_total", "the rows sum to the printed total", rows_sum_to_total),
    Check(
        "choices_only_choice",
        "the only choices of Table 13 are those of Table 14",
        only_choices_of_table_14,
    ),
    Check(
        "choices_offered",
        "the positions of Table 13 are those of Table 2, levels summed",
        offered_of_table_2,
    ),
    Check(
        "choices_positions_per_applicant",
        "positions per applicant are the offered over the only and first choices of the type",
        ratio(
            "choices",
            "offered_count",
            _CHOSEN,
            "positions_per_applicant",
            over=(*_CHOICE_ROW, "applicant_type"),
        ),
    ),
    Check(
        "choices_positions_per_all_applicants",
        "positions per applicant are the offered over the only and first choices of both types",
        ratio("choices", "offered_count", _CHOSEN, "positions_per_all_applicants", over=_CHOICE_ROW),
    ),
)
