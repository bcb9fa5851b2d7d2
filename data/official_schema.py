"""The tables of official counts and rates, of what changed, and of what the guide claims."""

from dataclasses import replace

from data.columns import (
    BREAK_COLUMNS,
    MATCH_YEAR,
    SOURCE_ID,
    SPECIALTY,
    TRUST_GRADE,
    count,
    percent,
    text,
)
from data.correction_schema import CORRECTION_TABLES
from data.definitions import Column, Table
from data.terms import slugs
from data.vocabulary import APPLICANT_TYPES, CHOICE_TYPES, POSITION_LEVELS, TOTAL

# Tables whose rows are named in NRMP's words, each with its own spellings.
NAMED_TABLES = ("positions", "only_choice", "choices")

_MAPPED_SPECIALTY = replace(
    SPECIALTY,
    description="Specialty of the vocabulary that the printed row belongs to, as specialty_names maps it; "
    "missing where it belongs to none.",
    nullable=True,
)
_AS_PRINTED = text("specialty_as_printed", "Name of the row in NRMP's words.")
_POSITION_LEVEL = Column(
    "position_level",
    "str",
    "slug",
    "Year of training that the position starts in; r is set aside for physicians with earlier training.",
    allowed=slugs(POSITION_LEVELS),
)
_APPLICANT_TYPE = Column(
    "applicant_type",
    "str",
    "slug",
    "Applicants the row is about. NRMP groups IMGs by citizenship.",
    allowed=slugs(APPLICANT_TYPES),
)
_CHOICE_TYPE = Column(
    "applicant_type",
    "str",
    "slug",
    "US MD seniors, or everybody else: NRMP's independent applicants.",
    allowed=slugs(CHOICE_TYPES),
)


def _year(name: str, description: str, *, nullable: bool = False) -> Column:
    return replace(MATCH_YEAR, name=name, description=description, nullable=nullable)


def _per_applicant(name: str, description: str) -> Column:
    return Column(name, "float", "positions per applicant", description, minimum=0, maximum=999)


OFFICIAL_TABLES = (
    Table(
        "positions",
        "One row per match year, level and printed specialty of NRMP's Table 2: positions offered, filled, "
        "and filled by each type of applicant. Advanced specialties have most positions at PGY-2, so sum the "
        "levels of a specialty; where series_break is set, the years before do not continue. The printed "
        "totals are not rows; the build proves the rows against them.",
        (
            MATCH_YEAR,
            _POSITION_LEVEL,
            _AS_PRINTED,
            _MAPPED_SPECIALTY,
            count("offered_count", "Positions offered."),
            count("filled_count", "Positions filled in the Match."),
            count("unfilled_count", "Positions left unfilled by the Match."),
            count("us_md_senior_count", "Positions filled by seniors of US MD schools."),
            count("us_md_graduate_count", "Positions filled by earlier graduates of US MD schools."),
            count(
                "do_count",
                "Positions filled by seniors and graduates of DO schools; missing from 2020 on.",
                nullable=True,
            ),
            count(
                "do_senior_count",
                "Positions filled by seniors of DO schools; missing up to 2019.",
                nullable=True,
            ),
            count(
                "do_graduate_count",
                "Positions filled by earlier graduates of DO schools; missing up to 2019.",
                nullable=True,
            ),
            count("us_img_count", "Positions filled by IMGs who are US citizens."),
            count("non_us_img_count", "Positions filled by IMGs who are not US citizens."),
            count(
                "canadian_count",
                "Positions filled by graduates of Canadian schools; missing from 2020 on.",
                nullable=True,
            ),
            count(
                "fifth_pathway_count",
                "Positions filled through the Fifth Pathway; missing from 2020 on.",
                nullable=True,
            ),
            count(
                "other_count",
                "Positions filled by all others; missing up to 2019.",
                nullable=True,
            ),
            SOURCE_ID,
            *BREAK_COLUMNS,
        ),
        key=("match_year", "position_level", "specialty_as_printed"),
    ),
    Table(
        "specialty_names",
        "One row per table and name that NRMP prints: which of the specialties it belongs to, and one name "
        "for all its spellings. Reviewed by hand.",
        (
            Column(
                "printed_in",
                "str",
                "table",
                "Table of this data set whose rows carry the name.",
                allowed=NAMED_TABLES,
            ),
            _AS_PRINTED,
            _MAPPED_SPECIALTY,
            text(
                "current_name",
                "One name for every spelling over the years: NRMP's latest in Table 2 where it prints the "
                "same row, else the latest in its own table.",
            ),
            _year("first_match_year", "First year with a row of this name."),
            _year("last_match_year", "Last year with a row of this name."),
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
            _APPLICANT_TYPE,
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
        "One row per match year, printed specialty and applicant type of NRMP's Table 14: applicants who "
        "ranked this specialty and no other, and whether they matched. The printed total is a row, "
        f"{TOTAL}.",
        (
            MATCH_YEAR,
            _AS_PRINTED,
            _MAPPED_SPECIALTY,
            _CHOICE_TYPE,
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
        "One row per printed specialty and applicant type of NRMP's Table 13: applicants for whom the "
        "specialty was the only, the first or a later choice. offered_count and positions_per_all_applicants "
        "belong to the specialty and repeat on both of its rows.",
        (
            MATCH_YEAR,
            _AS_PRINTED,
            _MAPPED_SPECIALTY,
            _CHOICE_TYPE,
            count("only_choice_count", "Applicants who ranked only this specialty."),
            count("first_choice_count", "Applicants who ranked it first, and others after it."),
            count("not_first_choice_count", "Applicants who ranked it, but another first."),
            count("offered_count", "Positions offered in the specialty; the same on both of its rows."),
            _per_applicant(
                "positions_per_applicant",
                "Positions offered per applicant of this type whose only or first choice it was, as printed; "
                "0 where there was none.",
            ),
            _per_applicant(
                "positions_per_all_applicants",
                "Positions offered per applicant of any type whose only or first choice it was, as printed; "
                "the same on both rows of the specialty.",
            ),
            SOURCE_ID,
        ),
        key=("match_year", "specialty_as_printed", "applicant_type"),
    ),
    Table(
        "policy_events",
        "One row per change of the rules that the figures of different years stand under.",
        (
            Column("event", "str", "slug", "Permanent name of the event."),
            text("event_date", "Date as far as it is known; undated where the page gives none."),
            _year(
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
        "guide_claims",
        "One row per statement of the guide that NRMP's counts can answer.",
        (
            Column("claim", "str", "slug", "Permanent name of the claim."),
            MATCH_YEAR,
            text("applicant_types", "Slugs of the applicant types that it is about, with a space between."),
            percent("claimed_pct", "Share that the guide states."),
            text("statement", "The statement in other words."),
            text("said_by", "Who says it."),
            SOURCE_ID,
        ),
        key=("claim",),
    ),
    *CORRECTION_TABLES,
)
