"""The tables of who competes for what: Table 1, couples, applicants ranked, SOAP, and how long lists are."""

from collections.abc import Iterable
from dataclasses import replace

from data.columns import (
    APPLICANT_TYPE,
    AS_PRINTED,
    MAPPED_SPECIALTY,
    MATCH_YEAR,
    POSITION_LEVEL,
    SOURCE_ID,
    count,
    number,
    percent,
)
from data.definitions import Column, Table

# The applicants that Table 1 tells apart: US MD seniors, from 2020 DO seniors too, and all together.
_SENIORS_AND_ALL = replace(
    APPLICANT_TYPE,
    description="Applicants the row is about: seniors of US MD or DO schools, or all applicants together.",
    allowed=("all", "us_md_senior", "do_senior"),
)
_PROGRAMS = (
    count("program_count", "Programs with a row in the Match; the same on every row of the specialty."),
    count("unfilled_program_count", "Programs left with unfilled positions; the same on every row of it."),
)
_PER_POSITION = "applicants per position"
_LISTED = "programs on a list"


def _mean(name: str, unit: str, description: str, *, nullable: bool = False) -> Column:
    return number(name, unit, description, 0, 999, nullable=nullable)


def _summary(*more: Column, offered: str) -> Iterable[Column]:
    """Return the columns of a row of Table 1, whoever copied it; `more` follow the applicants."""
    return (
        MATCH_YEAR,
        POSITION_LEVEL,
        AS_PRINTED,
        MAPPED_SPECIALTY,
        _SENIORS_AND_ALL,
        count("applicant_count", "Applicants of the type who ranked the specialty at this level."),
        count("matched_count", f"Of them, those who matched to it{offered and ': in Table 2 too'}."),
        *more,
        *_PROGRAMS,
        count("offered_count", f"Positions offered; the same on every row of it{offered}."),
        SOURCE_ID,
    )


def _program_lists(outcome: str) -> Iterable[Column]:
    """Return the columns about the lists of programs that were filled, or were not."""
    whose = f"programs that were {outcome}"
    return (
        count(f"{outcome}_program_count", f"Number of {whose}."),
        percent(f"{outcome}_program_pct", f"Share of all programs, those that were {outcome}, as printed."),
        _mean(f"{outcome}_length_mean", "applicants on a list", f"Mean length of the lists of {whose}."),
        _mean(
            f"{outcome}_per_position_mean",
            _PER_POSITION,
            f"Mean number of applicants ranked for each position by {whose}.",
        ),
    )


COMPETITION_TABLES = (
    Table(
        "match_summary",
        "One row per match year, level, printed specialty and kind of applicant of NRMP's Table 1 (from 2020 "
        "Tables 1A and 1B): how many ranked the specialty, and how many matched to it. Who ranks several "
        "specialties stands in the row of each. Positions and matches repeat Table 2, and the build "
        "proves that; where a row of positions has a series_break, the row here has it too.",
        tuple(
            _summary(
                percent(
                    "of_offered_pct", "Matches of the type as a share of the positions offered, as printed."
                ),
                replace(
                    count(
                        "ranked_position_count",
                        "Ranks that the applicants of the type gave in it: programs on all of their lists.",
                    ),
                    maximum=999_999,
                ),
                offered=", and in Table 2 too",
            )
        ),
        key=("match_year", "position_level", "specialty_as_printed", "applicant_type"),
    ),
    Table(
        "senior_counts",
        "One row per match year, printed specialty and kind of applicant of NRMP's Table 1, PGY-1 alone, "
        "through a public copy: it goes on where match_summary ends. Second-hand; the years that both have "
        "agree, and the build proves that.",
        tuple(_summary(offered="")),
        key=("match_year", "position_level", "specialty_as_printed", "applicant_type"),
    ),
    Table(
        "couples",
        "One row per match year of NRMP's Table 16: people who took part as a couple, and how they fared.",
        (
            MATCH_YEAR,
            count("couple_count", "Couples in the Match."),
            count("individual_count", "People in them."),
            count("both_matched_count", "Couples of whom both matched."),
            count("one_matched_count", "Couples of whom one matched."),
            count("neither_matched_count", "Couples of whom neither matched."),
            percent("match_rate_pct", "Share of the people in couples who matched, as printed."),
            SOURCE_ID,
        ),
        key=("match_year",),
    ),
    Table(
        "ranked_per_position",
        "One row per match year, level and printed specialty of NRMP's Table 17: how many applicants the "
        "programs that filled ranked for each position. Each edition prints five years; the latest edition "
        "with a number is used, and source_oddities keeps what an earlier one printed otherwise.",
        (
            MATCH_YEAR,
            POSITION_LEVEL,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            _mean(
                "ranked_mean",
                _PER_POSITION,
                "Mean number of applicants ranked for each position by the programs that filled; missing "
                "where the page prints nothing.",
                nullable=True,
            ),
            SOURCE_ID,
        ),
        key=("match_year", "position_level", "specialty_as_printed"),
    ),
    Table(
        "soap",
        "One row per match year, level and printed specialty of NRMP's Table 18: positions that were left "
        "after the Match and placed in its Supplemental Offer and Acceptance Program, SOAP. Each edition "
        "prints two years; the later one is used, and source_oddities keeps what the earlier printed "
        "otherwise. The printed totals are not rows; the build proves the rows against them.",
        (
            MATCH_YEAR,
            POSITION_LEVEL,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            count("program_count", "Programs with positions in SOAP."),
            count("available_count", "Positions placed in SOAP."),
            count(
                "filled_program_count",
                "Programs that filled in SOAP; missing where the page prints nothing, and none did.",
                nullable=True,
            ),
            count(
                "filled_count",
                "Positions filled in SOAP; missing where the page prints nothing, and none was.",
                nullable=True,
            ),
            SOURCE_ID,
        ),
        key=("match_year", "position_level", "specialty_as_printed"),
    ),
    Table(
        "list_lengths",
        "One row per match year and applicant type: how many programs those who matched and those who did "
        "not had ranked, on average. NRMP leaves couples out, and no counts of programs by specialty are "
        "given. A longer list and a match go together; a list is also what interviews bring.",
        (
            MATCH_YEAR,
            APPLICANT_TYPE,
            count("matched_count", "Applicants who matched, without couples."),
            percent("matched_pct", "Share who matched, as printed."),
            _mean("matched_length_mean", _LISTED, "Mean number of programs ranked by those who matched."),
            count("unmatched_count", "Applicants who did not match, without couples."),
            percent("unmatched_pct", "Share who did not match, as printed."),
            _mean("unmatched_length_mean", _LISTED, "Mean number ranked by those who did not match."),
            SOURCE_ID,
        ),
        key=("match_year", "applicant_type"),
    ),
    Table(
        "program_list_lengths",
        "One row per match year: how many applicants programs that filled and programs that did not had "
        "ranked, on average, in all and for each of their positions. NRMP leaves couples out.",
        (MATCH_YEAR, *_program_lists("filled"), *_program_lists("unfilled"), SOURCE_ID),
        key=("match_year",),
    ),
)
