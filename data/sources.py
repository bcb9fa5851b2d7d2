"""Where every figure comes from: one row per printed table or publication, and how far to trust it."""

from data.definitions import Source
from data.nrmp import NRMP, NRMP_TERMS
from data.official_sources import OFFICIAL_SOURCES

_GUIDE = "The IMG's Guide to Obtaining Residency in the United States, by Alec (yousmle.com)"
_GUIDE_URL = "https://yousmle.com/img-guide"
_IMG_TITLE = "Charting Outcomes in the Match: International Medical Graduates"
_SENIOR_TITLE = "Charting Outcomes in the Match: U.S. Allopathic Seniors"
_BOTH_TITLES = f"{_IMG_TITLE}; {_SENIOR_TITLE}"
_USMLE_TERMS = (
    "Only figures and dates are carried here, no text. Match Atlas is not affiliated with the USMLE program, "
    "the FSMB or the NBME."
)
_SECOND_HAND = "Second-hand: transcribed from the guide's table and not compared with NRMP's report."


def _cite(*titles: str) -> str:
    return "; ".join(f"{NRMP}, {title}, 2018. {NRMP}, Washington, DC. 2018" for title in titles) + "."


def _charting_outcomes(
    source_id: str, title: str, table_title: str, citation: str, trust_note: str
) -> Source:
    return Source(
        source_id=source_id,
        title=title,
        publisher=NRMP,
        edition="2018",
        table_title=table_title,
        compiled_by=_GUIDE,
        citation=citation,
        url=_GUIDE_URL,
        terms=NRMP_TERMS,
        trust_grade="B",
        trust_note=f"{_SECOND_HAND} {trust_note}",
    )


SOURCES: tuple[Source, ...] = (
    _charting_outcomes(
        "co2018_step1_matched",
        _BOTH_TITLES,
        "Mean Step 1 score of matched US seniors, US IMGs and non-US IMGs",
        _cite(_IMG_TITLE, _SENIOR_TITLE),
        "The guide prints no source under this table. Its 46 IMG cells are printed again in the guide's "
        "table of matched and unmatched IMGs, and agree there.",
    ),
    _charting_outcomes(
        "co2018_research_output",
        _BOTH_TITLES,
        "Mean number of abstracts, presentations and publications of matched applicants",
        _cite(_IMG_TITLE, _SENIOR_TITLE),
        "The guide prints no source under this table. The rows of Diagnostic Radiology and Pathology can be "
        "cut into cells in two ways; the reading kept was chosen on plausibility. Means of few people can be "
        "very high.",
    ),
    _charting_outcomes(
        "co2018_img_fill",
        _BOTH_TITLES,
        "Share filled by all IMGs, non-US IMGs and US IMGs",
        _cite(_IMG_TITLE, _SENIOR_TITLE),
        "The guide prints no source under this table and does not say what the share is taken of. It is not "
        "NRMP's share of positions filled: NRMP's own counts for 2018 give other values. Read it as a share "
        "within the sample that the guide compiled, whose denominator is unstated. Several of its zeros are "
        "false: IMGs did match in Otolaryngology, Interventional Radiology and Radiation Oncology, and US "
        "IMGs in Dermatology and Child Neurology.",
    ),
    _charting_outcomes(
        "co2018_step1_img",
        _IMG_TITLE,
        "Mean Step 1 score of matched and unmatched IMGs",
        _cite(_IMG_TITLE),
        "The guide names this report under the table.",
    ),
    _charting_outcomes(
        "co2018_step2_ck_img",
        _IMG_TITLE,
        "Mean Step 2 CK score of matched and unmatched IMGs",
        _cite(_IMG_TITLE),
        "The guide names this report under the table and heads the columns Step 2; of the Step 2 exams only "
        "CK has a three-digit score. The two US IMG cells of Pediatrics lost a digit in print and stay "
        "empty.",
    ),
    Source(
        source_id="usmle_norms",
        title="USMLE Score Interpretation Guidelines",
        publisher="United States Medical Licensing Examination",
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
