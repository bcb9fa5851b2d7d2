"""Where every figure comes from: one row per printed table or publication, and how far to trust it."""

from data.definitions import Source
from data.editions import EDITIONS
from data.guide_sources import GUIDE_SOURCES
from data.nrmp import NRMP
from data.source_terms import (
    LIST_LENGTHS_TERMS,
    MATCH_2025_TERMS,
    NO_LICENCE_TERMS,
    NOTICES_TERMS,
    PROGRAM_RESULTS_TERMS,
    SECOND_HAND_TERMS,
    STATEMENTS_TERMS,
    USMLE_NORMS_TERMS,
    USMLE_NOTICE_TERMS,
)
from data.survey_sources import SURVEY_SOURCES

_RESULTS = "Results and Data"
_ADVANCE = "Advance Data Tables"
_READ_BY_MACHINE = (
    "Read by machine in NRMP's own documents, by the place of each figure on the page, from the copies "
    "stored in github.com/symbiologist/matchdata."
)
# Of an edition that is read only for what it says about the figures of other editions.
_COMPARED = "Found when every figure carried here was compared with the printed editions."
_USMLE = "United States Medical Licensing Examination"


def _one_edition(
    source_id: str,
    edition: str,
    table_title: str,
    trust_note: str,
    *,
    report: str = _RESULTS,
    how_read: str = _READ_BY_MACHINE,
    page: str = "",
    trust_grade: str = "A",
) -> Source:
    """Return a table of one edition of a yearly report; the note follows how it was read."""
    title = f"{report}: {edition} Main Residency Match"
    return Source(
        source_id=source_id,
        title=title,
        edition=edition,
        table_title=table_title,
        page=page,
        citation=f"{NRMP}, {title}. {NRMP}, Washington, DC. {edition}.",
        trust_grade=trust_grade,
        trust_note=f"{how_read} {trust_note}",
    )


def _every_edition(source_id: str, first: int, last: int, table_title: str, trust_note: str) -> Source:
    """Return a table read in each edition of Results and Data from `first` to `last`."""
    title = f"{_RESULTS}: Main Residency Match"
    return Source(
        source_id=source_id,
        title=title,
        edition=f"{first} to {last}",
        table_title=table_title,
        citation=f"{NRMP}, {title}, the edition of each row's match year, {first} to {last}. "
        f"{NRMP}, Washington, DC. {first}-{last}.",
        trust_grade="A",
        trust_note=f"{_READ_BY_MACHINE} {trust_note}",
    )


def _correcting(source_id: str, table_title: str, trust_note: str, page: str = "") -> Source:
    """Return an edition, whose year is in its name, that restates or explains a figure of another one."""
    edition = source_id.split("_")[1]
    return _one_edition(
        source_id, edition, table_title, trust_note, how_read=_COMPARED, page=page, trust_grade="A-"
    )


_TABLE_2 = (
    "Table 2, matches by specialty and applicant type",
    "Every row passes the checks: applicant types sum to filled, filled and unfilled to offered, rows to "
    "the printed totals.",
)
_TABLE_4 = (
    "Table 4, applicants of each type and how they fared",
    "Every row passes the checks: matched and unmatched sum to active, active and the rest to registered, "
    "and the printed rate is theirs. Of several editions that print a year the latest is used.",
)
_TABLE_1 = (
    "Table 1 (from 2020 Tables 1A and 1B), programs, positions, applicants and matches by specialty",
    "Every row passes the checks: positions and matches are those of Table 2, shares those of the counts.",
)
_RESIDENCY_DATA = "github.com/jason-fine/residencyData"

SOURCES: tuple[Source, ...] = (
    *(source for edition in EDITIONS for source in edition.sources),
    Source(
        source_id="usmle_norms",
        title="USMLE Score Interpretation Guidelines",
        publisher=_USMLE,
        printed_by="the USMLE program",
        edition="several, 2016 to 2026",
        table_title="Mean and standard deviation of first takers from US and Canadian medical schools",
        compiled_by="pages named in each row's copied_from",
        citation=f"{_USMLE}, USMLE Score Interpretation Guidelines, the edition of each row's period, "
        "through the copy named in the row.",
        url="https://www.usmle.org",
        terms=USMLE_NORMS_TERMS,
        trust_grade="B",
        trust_note="Second-hand: read in copies, not in the guidelines. Each row has its own grade. Periods "
        "are missing between the copies, and from 2025-2026 the norm group is US schools only.",
    ),
    Source(
        source_id="usmle_step1_pass_fail",
        title="USMLE Step 1 Transition to Pass/Fail Only Score Reporting",
        publisher=_USMLE,
        printed_by="the USMLE program",
        edition="effective 2022-01-26",
        table_title="Date from which Step 1 is reported as pass or fail only",
        citation=f"{_USMLE}, USMLE Step 1 Transition to Pass/Fail Only Score Reporting, effective "
        "26 January 2022.",
        url="https://www.usmle.org/usmle-step-1-transition-passfail-only-score-reporting",
        terms=USMLE_NOTICE_TERMS,
        trust_grade="A",
        trust_note="The USMLE program's own notice. Step 1 scores exist only for exams taken before this "
        "date.",
    ),
    _every_edition("rd_table2", 2008, 2021, *_TABLE_2),
    _one_edition("advance_2022_table2", "2022", *_TABLE_2, report=_ADVANCE),
    *(
        _one_edition(f"rd_{edition}_table4", edition, *_TABLE_4)
        for edition in ("2012", "2014", "2016", "2018", "2020", "2021")
    ),
    _one_edition("advance_2022_table4", "2022", *_TABLE_4, report=_ADVANCE),
    *(
        _one_edition(
            f"rd_{edition}_table6",
            edition,
            "Table 6, PGY-1 match rates by applicant type",
            "A few printed cells contradict other editions or tables; source_oddities lists them. "
            f"This edition has {columns}.",
            page=page,
            trust_grade="A-",
        )
        for edition, page, columns in (
            ("2018", "19", "no column of DO seniors: other applicants include them"),
            ("2021", "18", "a column of DO seniors"),
        )
    ),
    _one_edition(
        "rd_2018_table13",
        "2018",
        "Table 13, applicants who ranked a specialty as their only, first or a later choice",
        "Every row passes the checks: positions are those of Table 2 with the levels summed, only choices "
        "those of Table 14, and positions per applicant are offered over only and first choices. Four "
        "labels that the machine reading cut short are written in full; specialty_names says which. The "
        "other years are rd_table13.",
        page="35",
    ),
    _every_edition(
        "rd_table13",
        2012,
        2021,
        "Table 13 (from 2020 13A and 13B), applicants who ranked a specialty as their only, first or a later "
        "choice",
        "Every row passes the checks: positions are those of Table 2 with the levels summed, only choices "
        "those of Table 14, and positions per applicant are offered over only and first choices. Read for "
        "every year but 2018, which is rd_2018_table13.",
    ),
    _every_edition(
        "rd_table14",
        2012,
        2021,
        "Table 14 (from 2020 Tables 14A and 14B), match results of applicants who ranked one specialty only",
        "Every row passes the checks: matched and unmatched sum to those who ranked it only, and the printed "
        "rate is theirs. The shares of all matches that 2020 and 2021 print too follow from the counts and "
        "are not carried. As its note says, specialties with fewer than 20 positions are not shown, and the "
        "total covers them too.",
    ),
    _every_edition("rd_table1", 2008, 2021, *_TABLE_1),
    _one_edition("advance_2022_table1", "2022", *_TABLE_1, report=_ADVANCE),
    Source(
        source_id="rd_table16",
        title=f"{_RESULTS}: Main Residency Match",
        edition="up to 2022",
        table_title="Table 16, couples in the Match",
        citation=f"{NRMP}, {_RESULTS}: Main Residency Match, Table 16, 1987-2022. {NRMP}, Washington, DC.",
        trust_grade="A",
        trust_note=f"{_READ_BY_MACHINE} Outcomes sum to couples in every year but 2012, as printed, and the "
        "rates are those of the counts. Which edition each year is read from was not recorded.",
    ),
    *(
        _one_edition(
            f"rd_{edition}_table17",
            str(edition),
            "Table 17, applicants ranked for each position of programs that filled",
            "Prints five years. Of several editions that print a number the latest is used; what an earlier "
            "one prints otherwise is in source_oddities.",
        )
        for edition in range(2008, 2022)
    ),
    *(
        _one_edition(
            f"rd_{edition}_table18",
            str(edition),
            "Table 18, positions placed and filled in SOAP",
            "Prints two years, and rows sum to every printed total. Of two editions the later is used; what "
            "the earlier prints otherwise is in source_oddities. Names stand without their footnote marks.",
        )
        for edition in range(2013, 2022)
    ),
    Source(
        source_id="list_lengths_2025",
        title="Impact of Length of Rank Order List on Match Results: 2006-2025 Main Residency Match",
        edition="March 2025",
        table_title="Mean length of the lists of applicants and of programs",
        citation=f"{NRMP}, Impact of Length of Rank Order List on Match Results: 2006-2025 Main Residency "
        f"Match. {NRMP}, Washington, DC. March 2025.",
        terms=LIST_LENGTHS_TERMS,
        trust_grade="A",
        trust_note="Read by machine in NRMP's own document, from the copy stored in "
        "github.com/yappy20/residency_match. Every percentage is that of its counts. NRMP leaves couples "
        "out.",
    ),
    Source(
        source_id="senior_counts_secondary",
        title=f"{_RESULTS}: Main Residency Match, and {_ADVANCE}",
        edition="2020 to 2024",
        table_title="Table 1 (Tables 1A and 1B), PGY-1: applicants and matches of US MD and DO seniors",
        compiled_by=_RESIDENCY_DATA,
        citation=f"{NRMP}, {_RESULTS}: Main Residency Match, and {_ADVANCE}, Table 1, 2020-2024, through "
        f"{_RESIDENCY_DATA}.",
        terms=NO_LICENCE_TERMS,
        trust_grade="A-",
        trust_note="Second-hand: read in a copy, not in the editions. Every cell of 2020 to 2022 is that of "
        "Table 1 as read in the editions, and the rows sum to the printed totals in all five years.",
    ),
    Source(
        source_id="only_choice_secondary",
        title=f"{_RESULTS}: Main Residency Match",
        edition="2022 and 2023",
        table_title="Match results of US MD and DO seniors who ranked one specialty only",
        compiled_by=_RESIDENCY_DATA,
        citation=f"{NRMP}, {_RESULTS}: Main Residency Match, 2022 and 2023, match results of seniors who "
        f"ranked one specialty only, through {_RESIDENCY_DATA}.",
        terms=NO_LICENCE_TERMS,
        trust_grade="B+",
        trust_note="Second-hand: read in a copy, not in the editions. Its 2020 and 2021 have the counts of "
        "Table 14A in all 124 rows that both print, and lack one specialty of 2020.",
    ),
    _correcting(
        "rd_1994_match_rates",
        "Match rates of 1992 and 1993 with the counts behind them",
        "The two rates used here are the quotients of their counts.",
        page="10",
    ),
    _correcting(
        "rd_2009_new_programs",
        "Specialties that joined the Match",
        "Read for Neurological Surgery alone.",
        page="9",
    ),
    _correcting(
        "rd_2014_restated",
        "PGY-1 positions of earlier years, restated without R positions",
        "The R positions taken out are exactly the differences of 2012 and 2013.",
        page="20-21, 30-31",
    ),
    _correcting("rd_2019_table4", _TABLE_4[0], "Read for Canadian schools alone, active and matched."),
    Source(
        source_id="rd_later_grouping",
        title=f"{_RESULTS}: Main Residency Match",
        edition="later editions",
        table_title="Positions of earlier years in later groupings",
        citation=f"{NRMP}, {_RESULTS}: Main Residency Match, editions after the year of the row. "
        f"{NRMP}, Washington, DC.",
        trust_grade="A-",
        trust_note=f"{_COMPARED} The edition and page of each were not recorded.",
    ),
    Source(
        source_id="program_results_2014_2020",
        title="Program Results: Main Residency Match",
        edition="2014-2018 and 2016-2020",
        table_title="Positions offered and filled by each program, summed by state, specialty and type of "
        "position",
        citation=f"{NRMP}, Program Results 2014-2018 and 2016-2020, Main Residency Match. {NRMP}, "
        "Washington, DC. 2018 and 2020.",
        terms=PROGRAM_RESULTS_TERMS,
        trust_grade="A",
        trust_note="Read by machine, line by line, from the copies stored in "
        "github.com/BenSolomon/residency-match. Every specialty at every level, summed over the states, has "
        "the positions offered and filled of Table 2, in all seven years.",
    ),
    Source(
        source_id="match_2025_by_state",
        title="2025 Main Residency Match: Match Results by Specialty, State and Applicant Type",
        edition="2025",
        table_title="Positions offered and filled by state, specialty and applicant type",
        page="1-19",
        citation=f"{NRMP}, 2025 Main Residency Match: Match Results by Specialty, State and Applicant Type. "
        f"{NRMP}, Washington, DC. 2025.",
        terms=MATCH_2025_TERMS,
        trust_grade="A-",
        trust_note="Read by machine from the copy stored in github.com/yappy20/residency_match. In every row "
        "the applicant types sum to the positions filled, and the rows sum to NRMP's totals, 43,237 offered "
        "and 40,764 filled. Internal Medicine, Surgery, Pediatrics and Obstetrics and Gynecology include "
        "preliminary positions, so those rows do not continue Table 2. Long names are cut off in the print, "
        "with their level.",
    ),
    Source(
        source_id="match_rates_secondary",
        title="Match rates after the last edition read here",
        edition="2023 to 2025",
        table_title="PGY-1 match rates by applicant type",
        compiled_by="pages named in each row's copied_from",
        citation=f"{NRMP}, match rates of the 2023, 2024 and 2025 Main Residency Match, through the pages "
        "named in the row.",
        terms=SECOND_HAND_TERMS,
        trust_grade="B",
        trust_note="Second-hand: read on pages that report NRMP's results, at least two for each year, and "
        "not compared with NRMP's tables. Each row has its own grade.",
    ),
    Source(
        source_id="policy_notices",
        title="Notices and calendars of AAMC, ECFMG, NRMP and the USMLE program, and pages that report them",
        publisher="the pages named in each row's url",
        edition="2010 to 2025",
        table_title="Dates at which rules changed, and days that were set for one Match",
        printed_by="the notice",
        compiled_by="pages named in each row's url",
        citation="The page named in the row.",
        url="https://www.ecfmg.org",
        terms=NOTICES_TERMS,
        trust_grade="B",
        trust_note="Each row has its own address and grade: A for a notice of the body that made the rule "
        "or a journal, B for a page that reports it.",
    ),
    Source(
        source_id="guide_text",
        title="The IMG's Guide to Obtaining Residency in the United States",
        publisher="yousmle.com",
        edition="undated; speaks of the 2018 Match and lists the dates of Match 2019",
        table_title="Statements about how many matched in 2018, and what program directors answered",
        printed_by="the guide",
        citation="Alec, The IMG's Guide to Obtaining Residency in the United States. yousmle.com.",
        url="https://yousmle.com/img-guide",
        terms=STATEMENTS_TERMS,
        trust_grade="B",
        trust_note="An author's statement, not a table: NRMP's counts and its survey of 2020 are beside it "
        "to compare. The survey of 2018, which the guide speaks of, is not carried here.",
    ),
    *SURVEY_SOURCES,
    *GUIDE_SOURCES,
)
