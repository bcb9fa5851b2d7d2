"""The tables of official counts and rates, of what changed, what the guide claims and what is corrected."""

from dataclasses import replace

from data.columns import (
    APPLICANT_TYPE,
    AS_PRINTED,
    BREAK_COLUMNS,
    CHOICE_TYPE,
    MAPPED_SPECIALTY,
    MATCH_YEAR,
    POSITION_LEVEL,
    SOURCE,
    SOURCE_ID,
    TRUST_GRADE,
    count,
    number,
    percent,
    slug,
    text,
    year,
)
from data.definitions import Column, Table
from data.terms import Term
from data.vocabulary import CLAIM_FORMS, CLAIM_SUBJECTS, SHOWN, TOTAL

# Table whose rows are named in a publication's words -> what `printed_in` calls the spellings it shares.
NAMED_TABLES = {
    "positions": "positions",
    "only_choice": "only_choice",
    "choices": "choices",
    "resident_quantiles": "residents",
    "resident_scores": "residents",
    "director_groups": "directors",
    "director_scores": "directors",
    "director_score_use": "directors",
    "director_factors": "directors",
    "director_activity": "directors",
    "director_response": "directors",
    "match_summary": "positions",
    "senior_counts": "positions",
    "ranked_per_position": "positions",
    "soap": "positions",
    "positions_by_state": "program_results",
    "filled_by_state": "match_2025",
}


def _filled(group: str, by_whom: str, *, missing: str = "") -> Column:
    """Return the column of Table 2 that counts a group; `missing` are the years that do not print it."""
    described = f"Positions filled {by_whom}{missing and f'; missing {missing}'}."
    return count(f"{group}_count", described, nullable=bool(missing))


def _per_applicant(name: str, description: str) -> Column:
    return number(name, "positions per applicant", description, 0, 999, nullable=True)


def _figure(name: str, description: str) -> Column:
    return number(name, "as the measure of the observation", description, 0, 999_999)


OFFICIAL_TABLES = (
    Table(
        "positions",
        "One row per match year, level and printed specialty of NRMP's Table 2: positions offered, filled, "
        "and filled by each type of applicant. Advanced specialties have most positions at PGY-2, so sum the "
        "levels of a specialty; where series_break is set, the years before do not continue. The printed "
        "totals are not rows; the build proves the rows against them.",
        (
            MATCH_YEAR,
            POSITION_LEVEL,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            count("offered_count", "Positions offered."),
            count("filled_count", "Positions filled in the Match."),
            count("unfilled_count", "Positions left unfilled by the Match."),
            _filled("us_md_senior", "by seniors of US MD schools"),
            _filled("us_md_graduate", "by earlier graduates of US MD schools"),
            _filled("do", "by seniors and graduates of DO schools", missing="from 2020 on"),
            _filled("do_senior", "by seniors of DO schools", missing="up to 2019"),
            _filled("do_graduate", "by earlier graduates of DO schools", missing="up to 2019"),
            _filled("us_img", "by IMGs who are US citizens"),
            _filled("non_us_img", "by IMGs who are not US citizens"),
            _filled("canadian", "by graduates of Canadian schools", missing="from 2020 on"),
            _filled("fifth_pathway", "through the Fifth Pathway", missing="from 2020 on"),
            _filled("other", "by all others", missing="up to 2019"),
            SOURCE_ID,
            *BREAK_COLUMNS,
        ),
        key=("match_year", "position_level", "specialty_as_printed"),
    ),
    Table(
        "specialty_names",
        "One row per printed name, and table or publication that prints it: which of the specialties it "
        "belongs to, and one name for all its spellings. Reviewed by hand.",
        (
            slug(
                "printed_in",
                "Table of this data set whose rows carry the name, or the publication whose tables do.",
                (Term(family, family) for family in dict.fromkeys(NAMED_TABLES.values())),
            ),
            AS_PRINTED,
            MAPPED_SPECIALTY,
            text(
                "current_name",
                "One name for every spelling over the years: NRMP's latest in Table 2 where it prints the "
                "same row, else the latest in its own table.",
            ),
            year(
                "first_match_year",
                "First match year with a row of this name; missing where its rows have a period.",
                nullable=True,
            ),
            year(
                "last_match_year",
                "Last match year with a row of this name; missing where its rows have a period.",
                nullable=True,
            ),
            text("mapping_note", "Why it is mapped so; empty where the name is plain."),
        ),
        key=("printed_in", "specialty_as_printed"),
    ),
    Table(
        "applicants",
        "One row per match year and applicant type of NRMP's Table 4: how many registered, took part and "
        "matched to a PGY-1 position. Editions differ in which types they print: all DOs are one row up to "
        "2018, seniors and graduates apart are printed from 2016 on, and Canadian schools with Fifth Pathway "
        "programs as one row from 2016 on (restatements has Canadian schools alone). The types sum to all, "
        "but do repeats do_senior and do_graduate, and fifth_pathway from 2016 on is within canadian: "
        "neither may be added twice.",
        (
            MATCH_YEAR,
            APPLICANT_TYPE,
            count("active_count", "Applicants who certified a rank order list."),
            count("matched_count", "Active applicants who matched to a PGY-1 position."),
            count("unmatched_count", "Active applicants who did not match to a PGY-1 position."),
            count("withdrew_count", "Registered applicants who withdrew."),
            count("no_rank_list_count", "Registered applicants who certified no rank order list."),
            count("registered_count", "Applicants who registered."),
            percent("match_rate_pct", "Share of active applicants who matched to PGY-1, as printed."),
            SOURCE_ID,
            *BREAK_COLUMNS,
        ),
        key=("match_year", "applicant_type"),
    ),
    Table(
        "match_rates",
        "One row per match year and source of PGY-1 match rates. NRMP's Table 6 is read in two editions that "
        "overlap, and 2022 is in neither; 2023 to 2025 are second-hand.",
        (
            MATCH_YEAR,
            SOURCE_ID,
            count("offered_count", "PGY-1 positions offered.", nullable=True),
            count("active_count", "Applicants who certified a rank order list.", nullable=True),
            percent("us_md_senior_pct", "Share of active US MD seniors who matched to PGY-1."),
            percent(
                "do_senior_pct",
                "Share of active DO seniors who matched to PGY-1; missing where the edition has no such "
                "column. The cell of 2018 is the rate of all DOs.",
                nullable=True,
            ),
            percent("us_img_pct", "Share of active US IMGs who matched to PGY-1."),
            percent("non_us_img_pct", "Share of active non-US IMGs who matched to PGY-1."),
            percent(
                "other_pct",
                "Share of all other active applicants who matched to PGY-1; in the edition of 2018 they "
                "include DOs.",
                nullable=True,
            ),
            percent("all_pct", "Share of all active applicants who matched to PGY-1.", nullable=True),
            text(
                "copied_from", "Pages that the row was read from; empty where it is the publication itself."
            ),
            TRUST_GRADE,
        ),
        key=("match_year", "source_id"),
    ),
    Table(
        "only_choice",
        "One row per match year, printed specialty and applicant type of NRMP's Table 14 (2020 and 2021: "
        "Tables 14A and 14B): applicants who ranked this specialty and no other, and whether they matched. "
        "Up to 2019 all but US MD seniors are one type, independent; 2022 and 2023 are second-hand and have "
        f"seniors alone. The printed total is a row, {TOTAL}; it counts more than the rows.",
        (
            MATCH_YEAR,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            CHOICE_TYPE,
            count("matched_count", "Of those who ranked only this specialty, how many matched."),
            count("unmatched_count", "Of those who ranked only this specialty, how many did not match."),
            count("ranked_only_count", "Applicants who ranked only this specialty."),
            percent(
                "unmatched_pct",
                "Share of them who did not match, as printed; missing where nobody ranked only this "
                "specialty (the source prints 0.0).",
                nullable=True,
            ),
            SOURCE_ID,
        ),
        key=("match_year", "specialty_as_printed", "applicant_type"),
    ),
    Table(
        "choices",
        "One row per match year, printed specialty and applicant type of NRMP's Table 13 (2020 and 2021: "
        "Tables 13A and 13B): applicants for whom the specialty was the only, the first or a later choice. "
        "Up to 2019 all but US MD seniors are one type, independent. offered_count and "
        "positions_per_all_applicants belong to the specialty and repeat on its rows; so does "
        "positions_per_both_types on the two rows of a table. The printed total is a row, "
        f"{TOTAL}; it counts more than the rows and has no positions per applicant.",
        (
            MATCH_YEAR,
            AS_PRINTED,
            MAPPED_SPECIALTY,
            CHOICE_TYPE,
            count("only_choice_count", "Applicants who ranked only this specialty."),
            count("first_choice_count", "Applicants who ranked it first, and others after it."),
            count("not_first_choice_count", "Applicants who ranked it, but another first."),
            count("offered_count", "Positions offered in the specialty; the same on all of its rows."),
            _per_applicant(
                "positions_per_applicant",
                "Positions offered per applicant of this type whose only or first choice it was, as printed; "
                "0 where there was none, missing in the total.",
            ),
            _per_applicant(
                "positions_per_all_applicants",
                "Positions offered per applicant of any type whose only or first choice it was, as printed; "
                "the same on both rows of the specialty. Missing in the total, and from 2020 on, where no "
                "table counts all of them.",
            ),
            _per_applicant(
                "positions_per_both_types",
                "Positions offered per applicant of both types of the table whose only or first choice it "
                "was, as printed: US MD and DO seniors (Table 13A), or US and non-US IMGs (Table 13B). The "
                "same on both rows; missing in the total and up to 2019.",
            ),
            SOURCE_ID,
        ),
        key=("match_year", "specialty_as_printed", "applicant_type"),
    ),
    Table(
        "policy_events",
        "One row per change of the rules that the figures of different years stand under.",
        (
            slug("event", "Permanent name of the event."),
            text("event_date", "Date as far as it is known; undated where the page gives none."),
            year(
                "first_match_year",
                "First Match that it shaped; only where a chart of match rates should mark it.",
                nullable=True,
            ),
            text("label", "At most 28 characters, for a chart."),
            text("description", "What changed, in one sentence."),
            text("url", "Page where it was read."),
            TRUST_GRADE,
            SOURCE_ID,
        ),
        key=("event",),
    ),
    Table(
        "match_calendars",
        "One row per day of a match cycle that AAMC or NRMP set for one Match, where it was read; a Match "
        "without a row has its own calendar, which is not carried here.",
        (
            MATCH_YEAR,
            slug("date_rule", "Date of the cycle, as in guide_dates."),
            text("calendar_day", "The day, year-month-day."),
            text("published_by", "Whose calendar it is: AAMC or NRMP."),
            text("calendar_label", "What the calendar has on that day, in other words."),
            text("calendar_note", "What it says beside the day; empty where nothing."),
            text("url", "Page where it was read."),
            TRUST_GRADE,
            SOURCE_ID,
        ),
        key=("match_year", "date_rule"),
    ),
    Table(
        "guide_claims",
        "One row per statement of the guide that NRMP's counts or its survey of directors can answer.",
        (
            slug("claim", "Permanent name of the claim."),
            slug("about", "What the share is said to be of.", CLAIM_SUBJECTS),
            MATCH_YEAR,
            text(
                "applicant_types",
                "Slugs of the applicant types that it is about, with a space between; empty where it names "
                "none.",
            ),
            percent("claimed_pct", "Share that the guide states."),
            slug("claimed_as", "Whether the guide states the share or a bound of it.", CLAIM_FORMS),
            text("statement", "The statement in other words."),
            text("said_by", "Who says it."),
            SOURCE_ID,
        ),
        key=("claim",),
    ),
    Table(
        "source_oddities",
        "One row per printed cell that contradicts another one, with what is known of the reason. The build "
        "refuses a contradiction without a row here, and a row without its contradiction.",
        (
            slug("check_name", "Check that the cell breaks."),
            SOURCE_ID,
            MATCH_YEAR,
            text("row_label", "Row of the cell: its printed name, applicant type or year."),
            text("column_name", "Column of the cell, as the table of this data set names it."),
            text("printed", "The cell as printed."),
            text("compared_with", "What the check gives instead."),
            text("reason", "What is known of the reason, or that nothing is."),
            replace(
                SOURCE,
                name="reason_source_id",
                description="Source that gives the reason; missing where none does.",
                nullable=True,
            ),
            text("reason_page", "Page of it; empty where it was not recorded or there is none."),
        ),
        key=("check_name", "source_id", "match_year", "row_label", "column_name"),
    ),
    Table(
        "restatements",
        "One row per printed number that another edition gives otherwise, or gives without what it includes. "
        "Both figures are kept: the printed one stays in its own table, and charts use the one that shown "
        "names. The build proves the printed one.",
        (
            slug("observation_id", "Permanent name of the printed number in observations."),
            MATCH_YEAR,
            text("about", "What the restated figure counts."),
            _figure("printed_value", "The number as its own table prints it."),
            _figure("restated_value", "The number as restated."),
            count("part_count", "Count that a restated share is of; missing for counts.", nullable=True),
            count("whole_count", "Count that it is taken out of; missing for counts.", nullable=True),
            slug("shown", "Which of the two charts and sentences use.", SHOWN),
            SOURCE_ID,
            text("page", "Page of the restated figure; empty where it was not recorded."),
            text("reason", "Why the two differ."),
        ),
        key=("observation_id",),
    ),
)
