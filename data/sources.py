"""Where every figure comes from: one row per printed table or publication, and how far to trust it."""

from data.definitions import Source
from data.editions import EDITIONS
from data.official_sources import OFFICIAL_SOURCES

_USMLE_TERMS = (
    "Only figures and dates are carried here, no text. Match Atlas is not affiliated with the USMLE program, "
    "the FSMB or the NBME."
)

SOURCES: tuple[Source, ...] = (
    *(source for edition in EDITIONS for source in edition.sources),
    Source(
        source_id="usmle_norms",
        title="USMLE Score Interpretation Guidelines",
        publisher="United States Medical Licensing Examination",
        printed_by="the USMLE program",
        edition="several, 2016 to 2026",
        table_title="Mean and standard deviation of first takers from US and Canadian medical schools",
        compiled_by="pages named in each row's copied_from",
        citation="United States Medical Licensing Examination, USMLE Score Interpretation Guidelines, the "
        "edition of each row's period, through the copy named in the row.",
        url="https://www.usmle.org",
        terms=_USMLE_TERMS,
        trust_grade="B",
        trust_note="Second-hand: read in copies, not in the guidelines. Each row has its own grade. Periods "
        "are missing between the copies, and from 2025-2026 the norm group is US schools only.",
    ),
    Source(
        source_id="usmle_step1_pass_fail",
        title="USMLE Step 1 Transition to Pass/Fail Only Score Reporting",
        publisher="United States Medical Licensing Examination",
        printed_by="the USMLE program",
        edition="effective 2022-01-26",
        table_title="Date from which Step 1 is reported as pass or fail only",
        compiled_by="",
        citation="United States Medical Licensing Examination, USMLE Step 1 Transition to Pass/Fail Only "
        "Score Reporting, effective 26 January 2022.",
        url="https://www.usmle.org/usmle-step-1-transition-passfail-only-score-reporting",
        terms=_USMLE_TERMS,
        trust_grade="A",
        trust_note="The USMLE program's own notice. Step 1 scores exist only for exams taken before this "
        "date.",
    ),
    *OFFICIAL_SOURCES,
)
