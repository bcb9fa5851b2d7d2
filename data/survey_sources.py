"""The sources of the Report on Residents and of the Program Director Survey."""

from typing import Final

from data.definitions import Source
from data.nrmp import NRMP
from data.source_terms import AAMC_TERMS, SURVEY_TERMS

_AAMC: Final = "Association of American Medical Colleges"
_COPY: Final = "github.com/homebase3/nycdsa_final_project"
_SURVEY: Final = "Results of the 2020 NRMP Program Director Survey"
_READ: Final = (
    "Read by machine in NRMP's own document, by the place of each figure on the page, from the copy stored "
    f"in {_COPY}."
)
_FEW: Final = "18 percent of the programs responded, and far fewer in some specialties."


def _residents(table: str, table_title: str, trust_note: str) -> Source:
    return Source(
        source_id=f"aamc2020_{table.lower()}",
        title="Report on Residents 2020",
        publisher=_AAMC,
        printed_by="AAMC",
        edition="2020: first-year residents of 2019-20",
        table_title=f"Table {table}, {table_title}",
        compiled_by=_COPY,
        citation=f"{_AAMC}, Report on Residents 2020, Table {table}. {_AAMC}, Washington, DC. 2020.",
        url="https://www.aamc.org/data-reports/students-residents/report/report-residents",
        terms=AAMC_TERMS,
        trust_grade="A-",
        trust_note=f"Read in a copy of AAMC's spreadsheet, which passes the checks: {trust_note} Residents "
        "of all applicant types, and nobody who did not match.",
    )


def _survey(
    name: str, table_title: str, trust_note: str, *, page: str = "", trust_grade: str = "A"
) -> Source:
    return Source(
        source_id=f"pd2020_{name}",
        title=_SURVEY,
        edition="2020",
        table_title=table_title,
        page=page,
        citation=f"{NRMP}, Data Release and Research Committee: {_SURVEY}. {NRMP}, Washington, DC. 2020.",
        terms=SURVEY_TERMS,
        trust_grade=trust_grade,
        trust_note=f"{_READ} {trust_note} {_FEW}",
    )


SURVEY_SOURCES: Final = (
    _residents(
        "B1",
        "scores and experiences of first-year residents by specialty",
        "percentiles ascend, and the means are within two points of those of Table B2. Eight specialties "
        "have no label in the copy and are left out.",
    ),
    _residents(
        "B2",
        "first-year residents by Step 1 and Step 2 CK score and specialty",
        "rows, columns and printed shares add up.",
    ),
    _survey(
        "factors",
        "Figures 1 and 2 of each specialty, factors cited in interviewing and ranking",
        "An independent transcription agrees in all but one of 874 cells, where the print was read again. "
        "The importance of one factor in ranking is misprinted; source_oddities lists it.",
    ),
    _survey(
        "score_use",
        "Figure 3 of each specialty, what programs require of an exam",
        "The answers of each question sum to 100 within rounding.",
    ),
    _survey(
        "thresholds",
        "Figure 3 of each specialty, scores that programs named",
        "Boxes are drawn without numbers and were measured: a point more or less.",
        trust_grade="A-",
    ),
    _survey(
        "activity",
        "Figure 5 of each specialty, applications, interviews and ranks per program",
        "Means are printed as whole numbers; one cell is not printed.",
    ),
    _survey(
        "groups",
        "Figure 6 of each specialty, applicant groups interviewed and ranked",
        "The answers sum to 100 within rounding, and bars and labels agree.",
    ),
    _survey(
        "response",
        "Surveys sent and programs that responded, by specialty",
        "The rates are those of the counts, and the rows sum to the total.",
        page="1",
    ),
)
