"""Sources of the counts and rates that NRMP prints, of the notices, and of the guide's own sentences."""

from data.correcting_sources import CORRECTING_SOURCES
from data.definitions import Source
from data.nrmp import NRMP, NRMP_TERMS, NRMP_URL

_READ_BY_MACHINE = (
    "Read by machine in NRMP's own documents, by the place of each figure on the page, from the copies "
    "stored in github.com/symbiologist/matchdata."
)


def _results_and_data(
    source_id: str, edition: str, table_title: str, trust_note: str, *, page: str = "", trust_grade: str = "A"
) -> Source:
    """Return a table of one yearly edition of Results and Data, or of the Advance Data Tables before it."""
    report = "Advance Data Tables" if source_id.startswith("advance") else "Results and Data"
    return Source(
        source_id=source_id,
        title=f"{report}: {edition} Main Residency Match",
        publisher=NRMP,
        edition=edition,
        table_title=table_title,
        page=page,
        compiled_by="",
        citation=f"{NRMP}, {report}: {edition} Main Residency Match. {NRMP}, Washington, DC. {edition}.",
        url=NRMP_URL,
        terms=NRMP_TERMS,
        trust_grade=trust_grade,
        trust_note=f"{_READ_BY_MACHINE} {trust_note}",
    )


def _every_edition(source_id: str, first: int, last: int, table_title: str, trust_note: str) -> Source:
    """Return a table read in each edition of Results and Data from `first` to `last`."""
    return Source(
        source_id=source_id,
        title="Results and Data: Main Residency Match",
        publisher=NRMP,
        edition=f"{first} to {last}",
        table_title=table_title,
        compiled_by="",
        citation=f"{NRMP}, Results and Data: Main Residency Match, the edition of each row's match year, "
        f"{first} to {last}. {NRMP}, Washington, DC. {first}-{last}.",
        url=NRMP_URL,
        terms=NRMP_TERMS,
        trust_grade="A",
        trust_note=f"{_READ_BY_MACHINE} {trust_note}",
    )


_TABLE_2 = "Table 2, matches by specialty and applicant type"
_TABLE_4 = "Table 4, applicants of each type and how they fared"
_TABLE_6 = "Table 6, PGY-1 match rates by applicant type"
_TABLE_2_NOTE = (
    "Every row passes the checks: applicant types sum to filled, filled and unfilled to offered, rows to "
    "the printed totals."
)
_TABLE_4_NOTE = (
    "Every row passes the checks: matched and unmatched sum to active, active and the rest to registered, "
    "and the printed rate is theirs. Of several editions that print a year the latest is used."
)
_TABLE_6_NOTE = "A few printed cells contradict other editions or tables; source_oddities lists them."

OFFICIAL_SOURCES: tuple[Source, ...] = (
    _every_edition("rd_table2", 2008, 2021, _TABLE_2, _TABLE_2_NOTE),
    _results_and_data("advance_2022_table2", "2022", _TABLE_2, _TABLE_2_NOTE),
    *(
        _results_and_data(f"rd_{edition}_table4", edition, _TABLE_4, _TABLE_4_NOTE)
        for edition in ("2012", "2014", "2016", "2018", "2020", "2021")
    ),
    _results_and_data("advance_2022_table4", "2022", _TABLE_4, _TABLE_4_NOTE),
    _results_and_data(
        "rd_2018_table6",
        "2018",
        _TABLE_6,
        f"{_TABLE_6_NOTE} This edition has no column of DO seniors: other applicants include them.",
        page="19",
        trust_grade="A-",
    ),
    _results_and_data(
        "rd_2021_table6",
        "2021",
        _TABLE_6,
        f"{_TABLE_6_NOTE} This edition has a column of DO seniors.",
        page="18",
        trust_grade="A-",
    ),
    _results_and_data(
        "rd_2018_table13",
        "2018",
        "Table 13, applicants who ranked a specialty as their only, first or a later choice",
        "Every row passes the checks: positions are those of Table 2 with the levels summed, only choices "
        "those of Table 14, and positions per applicant are offered over only and first choices. Four "
        "labels that the machine reading cut short are written in full; specialty_names says which. Its "
        "TOTAL row was not transcribed.",
        page="35",
    ),
    _every_edition(
        "rd_table14",
        2012,
        2019,
        "Table 14, match results of applicants who ranked one specialty only",
        "Every row passes the checks: matched and unmatched sum to those who ranked it only, and the printed "
        "rate is theirs. As its note says, specialties with fewer than 20 positions are not shown, and the "
        "total covers them too.",
    ),
    *CORRECTING_SOURCES,
    Source(
        source_id="match_rates_secondary",
        title="Match rates after the last edition read here",
        publisher=NRMP,
        edition="2023 to 2025",
        table_title="PGY-1 match rates by applicant type",
        compiled_by="pages named in each row's copied_from",
        citation=f"{NRMP}, match rates of the 2023, 2024 and 2025 Main Residency Match, through the pages "
        "named in the row.",
        url=NRMP_URL,
        terms=NRMP_TERMS,
        trust_grade="B",
        trust_note="Second-hand: read on pages that report NRMP's results, at least two for each year, and "
        "not compared with NRMP's tables. Each row has its own grade.",
    ),
    Source(
        source_id="policy_notices",
        title="Notices of ECFMG, the USMLE program and NRMP, and pages that report them",
        publisher="the pages named in each row's url",
        edition="2010 to 2025",
        table_title="Dates at which rules changed",
        printed_by="the notice",
        compiled_by="pages named in each row's url",
        citation="The page named in the row.",
        url="https://www.ecfmg.org",
        terms="Only dates and facts are carried here, no text. Match Atlas is not affiliated with ECFMG, "
        "Intealth, the USMLE program or NRMP.",
        trust_grade="B",
        trust_note="Each row has its own address and grade: A for a notice of the body that made the rule "
        "or a journal, B for a page that reports it.",
    ),
    Source(
        source_id="guide_text",
        title="The IMG's Guide to Obtaining Residency in the United States",
        publisher="yousmle.com",
        edition="undated; speaks of the 2018 Match and lists the dates of Match 2019",
        table_title="Statements about how many matched in 2018",
        printed_by="the guide",
        compiled_by="",
        citation="Alec, The IMG's Guide to Obtaining Residency in the United States. yousmle.com.",
        url="https://yousmle.com/img-guide",
        terms="Two statements are restated here in other words, with their author.",
        trust_grade="B",
        trust_note="An author's statement, not a table: NRMP's counts are beside it to compare.",
    ),
)
