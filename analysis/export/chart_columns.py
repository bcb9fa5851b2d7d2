"""What the columns of a chart's data mean: unit, description and the tables they are made of.

A chart's data are made of tables, and beside columns of theirs they hold what was computed. One row here
makes a column known to the workbook and to the data package of every chart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from analysis.wording import GROUP_LABELS
from data.columns import APPLICANT_GROUP, CELL_STATUS, EXAM, MATCH_YEAR, SOURCE_ID, SPECIALTY
from data.definitions import Column, ColumnType

# What stands in the place of a source where a number is the visitor's own.
ENTERED: Final = "entered on this page"


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One column of a chart's data: its definition, and the tables whose sources it has (none: entered)."""

    column: Column
    tables: tuple[str, ...] = ()


_GROUPED: Final = {
    "us_md_senior": GROUP_LABELS["us_md_senior"],
    "us_md_graduate": "previous US MD graduates",
    "do": "DO seniors and graduates",
    "do_senior": GROUP_LABELS["do_senior"],
    "us_img": GROUP_LABELS["us_img"],
    "non_us_img": GROUP_LABELS["non_us_img"],
    "img": "US and non-US IMGs together",
    "other": "all others, Canadian and Fifth Pathway among them",
}
# Type, unit and tables -> what each column of them is; {} stands for every group.
_DESCRIBED: Final[dict[tuple[ColumnType, str, str], dict[str, str]]] = {
    ("bool", "true or false", "match_rates only_choice senior_counts"): {
        "is_secondary": "Whether it was read on a page that repeats NRMP's number."
    },
    ("bool", "true or false", "scores positions"): {
        "is_non_dominated": "Whether no other specialty is better on both axes."
    },
    ("float", "applicants per position", "match_summary senior_counts"): {
        "applicants_per_position": "Applicants who ranked the row, per position that it offers.",
        "{}_per_position": "Of those who ranked the row, per position that it offers: {}.",
    },
    ("float", "applicants per position", "ranked_per_position"): {
        "ranked_mean": "Mean number of applicants ranked for each position by the programs that filled."
    },
    ("float", "mean length", "list_lengths program_list_lengths"): {
        "matched_length_mean": "Programs ranked by those who matched; of programs, applicants ranked per "
        "position by those that filled.",
        "unmatched_length_mean": "The same of those who did not match, or programs that did not fill.",
    },
    ("float", "0 to 1", "scores"): {
        "position": "Where the score lies between the two averages; not a chance, not a percentile; "
        "missing where they lie closer than the error of a score.",
        "position_margin": "The error of a score on the same scale.",
    },
    ("float", "as the metric says", "every"): {"value": "The number; missing where the source has none."},
    ("float", "items listed", "research_output"): {
        "items_mean": "Average number of research items of those who matched."
    },
    ("float", "percent, 0-100", "applicants"): {
        "of_active_pct": "Matched, of those who handed in a rank order list.",
        "of_registered_pct": "Matched, of all who registered.",
    },
    ("float", "percent, 0-100", "director_groups"): {
        "often_pct": "Share of the programs that answered: often.",
        "seldom_pct": "Share of the programs that answered: seldom.",
        "never_pct": "Share of the programs that answered: never.",
    },
    ("float", "percent, 0-100", "director_factors"): {
        "citing_pct": "Share of the programs that answered which cite the factor."
    },
    ("float", "scale of 1 to 5", "director_factors"): {
        "importance_mean": "Mean importance among the programs that cite the factor; missing where hardly "
        "any does."
    },
    ("int", "count", "director_groups director_factors"): {
        "program_count": "Programs that answered the question.",
        "citing_count": "Programs that cite the factor, out of the rounded share, so about right.",
    },
    ("str", "text", "director_groups director_factors"): {
        "stage": "What directors were asked about: interview or rank.",
        "factor": "The factor, by its permanent name.",
    },
    ("float", "percent, 0-100", "couples"): {
        "both_pct": "Couples of whom both matched.",
        "one_pct": "Couples of whom one matched.",
        "neither_pct": "Couples of whom neither matched.",
    },
    ("float", "percent, 0-100", "only_choice"): {
        "matched_pct": "Matched, of those who ranked only this specialty; missing where fewer than 10 did.",
        "low_pct": "Lower end of its 95% Wilson interval.",
        "high_pct": "Upper end of its 95% Wilson interval.",
    },
    ("float", "percent, 0-100", "match_summary senior_counts"): {
        "unfilled_pct": "Programs with unfilled positions, of all rows and levels of the specialty."
    },
    ("float", "percent, 0-100", "img_fill"): {
        "guide_pct": "Share of IMGs that the guide prints, of its own sample."
    },
    ("float", "percent, 0-100", "match_rates"): {
        "printed_pct": "The rate as printed, where it is known to be wrong."
    },
    ("float", "percent, 0-100", "match_rates applicants couples"): {
        "match_rate_pct": "Matched to PGY-1, of active applicants; of couples, of the people in them."
    },
    ("float", "percent, 0-100", "positions"): {
        "{}_pct": "Share of positions filled by: {}.",
        "share_pct": "The group's share of the positions filled.",
        "nrmp_pct": "Share of the positions filled, out of NRMP's counts.",
        "of_seniors_and_imgs_pct": "Share of US MD seniors and IMGs alone, out of NRMP's counts.",
    },
    ("float", "percentage points", "img_fill positions"): {
        "difference": "The guide's share minus that of NRMP's counts."
    },
    ("float", "points or items", "scores research_output"): {"{}_mean": "Average of those who matched: {}."},
    ("float", "percent, 0-100", "director_response"): {
        "response_rate_pct": "Programs that responded, of those that were sent the survey."
    },
    ("float", "percent, 0-100", "resident_scores"): {
        "lower_pct": "Residents in lower bins than the score, of those counted.",
        "lower_or_same_pct": "Residents in lower bins or in the score's own, of those counted.",
    },
    ("float", "points", "director_scores"): {
        f"{name}_{statistic}": f"{words} of the scores that programs named, {asked}."
        for name, asked in (
            ("rarely_below", "below which interviews are rarely granted"),
            ("almost_always_above", "above which interviews are almost always granted"),
        )
        for statistic, words in (("q1", "25th percentile"), ("median", "Median"), ("q3", "75th percentile"))
    },
    ("float", "points or as the measure says", "resident_quantiles"): {
        "value_p10": "10th percentile of the residents.",
        "value_q1": "25th percentile of the residents.",
        "value_median": "Median of the residents.",
        "value_q3": "75th percentile of the residents.",
        "value_p90": "90th percentile of the residents.",
    },
    ("float", "points", "scores"): {
        "{}_minus_senior": "Matched average of {} minus that of US MD seniors.",
        "matched_mean": "Average score of those who matched to the specialty they ranked first.",
        "unmatched_mean": "Average score of those who did not.",
        "gap_to_matched": "The score entered minus the matched average.",
        "bridged_score": "The score as far from the national Step 2 CK average of the averages’ year, in "
        "standard deviations, as the score entered from that of the year it was taken.",
        "bridged_gap": "bridged_score minus the matched average.",
        "gap_to_unmatched": "The score entered minus the unmatched average.",
        "separation": "Matched average minus unmatched average.",
    },
    ("float", "rank, 1 first", "every"): {
        "rank": "Rank among the specialties, ties averaged.",
        "rank_lowest": "Lowest rank number over seven weightings.",
        "rank_highest": "Highest rank number over seven weightings.",
    },
    ("float", "rank, 1 first", "positions"): {"img_share_rank": "Rank by the share of IMGs, low first."},
    ("float", "rank, 1 first", "research_output"): {
        "research_rank": "Rank by the seniors' research, high first."
    },
    ("float", "rank, 1 first", "scores"): {"step1_rank": "Rank by the seniors' Step 1, high first."},
    ("int", "count", "applicants"): {
        "active_count": "Applicants who handed in a rank order list.",
        "withdrew_count": "Registered applicants who withdrew.",
        "no_rank_list_count": "Registered applicants without a rank order list.",
        "registered_count": "Applicants who registered.",
    },
    ("int", "count", "director_response"): {
        "surveys_sent_count": "Programs that were sent the survey.",
        "programs_responding_count": "Programs that responded.",
    },
    ("int", "count", "director_scores"): {
        "rarely_below_program_count": "Programs that named a score below which they rarely interview.",
        "almost_always_above_program_count": "Programs that named one above which they almost always do.",
    },
    ("int", "count", "resident_quantiles"): {"resident_count": "Residents behind the percentiles."},
    ("int", "count", "resident_scores"): {
        "cell_count": "Residents with both scores in these bins; 0 where there are none.",
        "binned_count": "Residents counted by bins, those with both scores.",
        "lower_count": "Of these, in lower bins than the score.",
        "same_bin_count": "Of these, in the bin of the score.",
        "higher_count": "Of these, in higher bins.",
    },
    ("int", "count", "every"): {
        "rank_ties": "Specialties that share the rank, this one included.",
        "ranked_count": "Specialties that are ranked.",
    },
    ("int", "count", "couples"): {
        "couple_count": "Couples in the Match.",
        "individual_count": "People in them.",
        "both_matched_count": "Couples of whom both matched.",
        "one_matched_count": "Couples of whom one matched.",
        "neither_matched_count": "Couples of whom neither matched.",
    },
    ("int", "count", "match_summary senior_counts"): {
        "applicant_count": "Applicants who ranked the row.",
        "{}_applicant_count": "Of those who ranked the row: {}.",
        "{}_matched_count": "Of those who matched to the row: {}.",
        "unfilled_program_count": "Programs with unfilled positions, all rows and levels.",
    },
    ("int", "count", "match_summary senior_counts soap"): {
        "program_count": "Programs of the specialty, all rows and levels; in SOAP, those with positions."
    },
    ("int", "count", "only_choice"): {"ranked_only_count": "Applicants who ranked only this specialty."},
    ("int", "count", "applicants only_choice list_lengths program_list_lengths"): {
        "unmatched_count": "People of the group who did not match; programs that did not fill."
    },
    ("int", "count", "soap"): {"available_count": "Positions placed in SOAP."},
    ("int", "count", "positions match_summary senior_counts soap"): {
        "offered_count": "Positions offered.",
        "filled_count": "Positions filled.",
    },
    ("int", "count", "positions"): {
        "{}_count": "Positions filled by: {}.",
        "unfilled_count": "Positions that stayed unfilled.",
    },
    ("int", "count", "positions_by_state"): {
        "program_count": "Programs.",
        "unfilled_program_count": "Programs that had positions left unfilled.",
    },
    ("int", "count", "positions applicants only_choice list_lengths program_list_lengths"): {
        "matched_count": "People of the group who matched; programs that filled."
    },
    ("int", "weeks", ""): {"weeks": "How long it lasts; missing where that was not logged."},
    ("str", "text", ""): {
        "written": "What the visitor wrote; empty where nothing is.",
        "experience_kind": "Kind of clinical experience, by its permanent name.",
        "setting": "Where it was; empty where that was not logged.",
        "start_day": "Its first day, year-month-day; empty where that was not logged.",
        "end_day": "Its last day, year-month-day; empty where that is not known.",
    },
    ("int", "items listed", ""): {"items": "The number of research items that was entered."},
    ("int", "points", ""): {"score": "The score that was entered."},
    ("str", "text", "every"): {
        "source_ids": "Sources of the row, by their permanent names.",
        "label": "What people read for the specialty; unlike the slug it may change.",
        "applicant_type": "Applicant type as NRMP groups it.",
        "metric": "Measure and cohort the value is about.",
        "edition_note": "Who loaded the averages, and how to cite them; no column where they are of this "
        "data set.",
        "state": "State or territory, as a slug.",
        "state_name": "What people read for the state.",
        "break_note": "Why the row does not continue the year before; empty where it does.",
    },
    ("str", "text", "guide_plan_steps guide_dates"): {
        "plan_step": "Step of the plan, or date of the cycle.",
        "first_day": "Its first day, year-month-day; empty without a start month.",
        "last_day": "Its last day; empty without a start month.",
        "months_by": "Who gives its months: guide, atlas (this app, where the guide gives none), own (the "
        "visitor), or cycle (the dates of a Match).",
        "step_advice": "What the guide says of it; empty for a step that the visitor added.",
    },
    ("int", "month of the plan", "guide_plan_steps guide_dates"): {
        "month_from": "First month, 1 the first of the plan; 0 or less lies before it.",
        "month_to": "Last month.",
    },
    ("bool", "true or false", ""): {
        "is_shortlisted": "Whether it is on the shortlist.",
        "is_done": "Whether the visitor has done it.",
        "is_hands_on": "Whether an experience was work on patients under supervision.",
        "has_letter": "Whether a letter is there or expected.",
    },
    ("str", "text", "guide_plan_steps guide_dates guide_frames guide_mix guide_tiers"): {
        "advised_by": "Author and date of the guide that the advice or tier is of, or who set the day, AAMC "
        "or NRMP; empty where it is nobody's advice."
    },
    ("str", "text", "guide_mix"): {"program_kind": "Kind of program, as a slug."},
    ("float", "percent, 0-100", "guide_mix"): {"applications_pct": "Share of the applications in the guide."},
    ("str", "text", "guide_tiers"): {"tier": "How the guide places the specialty, as a slug."},
    ("str", "text", "guide_frames"): {
        "rule_part": "Part of a rule for stopping.",
        "part_advice": "What belongs there by the guide.",
    },
    ("int", "count", ""): {"applications_count": "Applications, whole numbers that add up."},
    ("str", "text", "img_fill positions"): {"reason": "Most likely reason of the difference."},
    ("str", "text", "match_summary senior_counts"): {
        "specialty_as_printed": "The printed row that the numbers per position are of."
    },
    ("str", "text", "ranked_per_position"): {"ranked_source_id": "Source of ranked_mean."},
    ("str", "text", "match_rates"): {"restated_note": "Why the printed rate is not used; empty where it is."},
    ("str", "text", "soap"): {
        "unlisted_note": "Why the counts are 0 where the table has no row; empty where it has one."
    },
    ("str", "text", "resident_scores"): {
        "step1_bin": "Bin of the Step 1 score.",
        "step2_ck_bin": "Bin of the Step 2 CK score.",
    },
    ("str", "text", "resident_quantiles"): {"period": "Academic year of the first-year residents."},
    ("str", "text", "positions"): {
        "position_level": "Level of the positions: pgy1, pgy2, r, or all of them summed."
    },
    ("bool", "true or false", "guide_dates"): {
        "is_own": "Whether the visitor entered the day; the rest of the row is then missing.",
        "is_weekend": "Whether the first day is a Saturday or a Sunday; no rule moves it.",
    },
    ("str", "text", "guide_dates"): {
        "date_rule": "Rule of the guide that gives the date; of the visitor's own day the step.",
        "day_label": "What people read for the date.",
        "first_day": "The day, or the first one of a period, year-month-day.",
        "last_day": "The last day of a period; else the same day.",
        "weekday": "Weekday of the first day.",
        "date_kind": "What the day is: before, by, from, on, about or a period.",
        "certainty": "How sure the guide is of the day; empty where AAMC or NRMP set it.",
        "change": "Whether the rule is of another time: ended, changed in part, moved (the calendars had "
        "other days), not_yet (not known so early), or nothing.",
        "published_by": "Whose calendar of that Match gives the day, AAMC's or NRMP's; else empty.",
        "uncertainty": "What is uncertain about it, or where its day was read.",
    },
    ("str", "text", "scores"): {
        "weights": "Weights of the three ranks, in the order of their columns.",
        "flags": "What to bear in mind about the row, as slugs separated by blanks.",
        "standing": "Where the score lies beside the matched average, as a slug.",
    },
    ("str", "text", "guides"): {"guide_date": "Date of the guide as printed, year-month-day."},
    ("str", "text", "guide_levels"): {
        "guide": "Guide whose table of risk it is.",
        "risk_factor": "Factor that the guide weighs.",
        "risk_level": "Level of what was answered: low, moderate or high; between where the bands of no "
        "level hold alone; open where an answer is missing.",
        "near_levels": "The levels that are named where there is none, with a blank between.",
        "low_band": "Band of the level low, in other words than the guide's.",
        "moderate_band": "Band of the level moderate; empty where the guide has none.",
        "high_band": "Band of the level high.",
    },
    ("int", "year", ""): {"reading_year": "The year up to which years are counted."},
}


def _chart_columns() -> Iterator[ChartColumn]:
    """Yield every column: those of the tables, then what was computed."""
    for column in (MATCH_YEAR, SPECIALTY, replace(APPLICANT_GROUP, allowed=()), EXAM, CELL_STATUS, SOURCE_ID):
        yield ChartColumn(column, ("every",))
    for (dtype, unit, tables), described in _DESCRIBED.items():
        for name, said in described.items():
            for slug, label in _GROUPED.items() if "{}" in name else [("", "")]:
                column = Column(name.format(slug), dtype, unit, said.format(label), nullable=True)
                yield ChartColumn(column, tuple(tables.split()))


CHART_COLUMNS: Final = {known.column.name: known for known in _chart_columns()}


def describe_columns(names: Iterable[str]) -> list[ChartColumn]:
    """Return what is known of the columns `names`, in their order.

    Raises:
        KeyError: a chart has a column that no row here describes.
    """
    return [CHART_COLUMNS[name] for name in names]


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a chart's data with whole numbers as whole numbers, also where some are missing."""
    whole = [
        known.column.name for known in describe_columns(map(str, rows.columns)) if known.column.dtype == "int"
    ]
    return rows.astype(dict.fromkeys(whole, "Int64"))
