"""Charting Outcomes in the Match of 2018, as a guide for international medical graduates compiled it."""

from typing import Final

from data.definitions import Source
from data.editions.record import FILL_CELL, ITEMS_CELL, Edition, PrintedCell, PrintedTable
from data.nrmp import NRMP
from data.source_terms import GUIDE_TERMS

MATCH_YEAR: Final = 2018

_GUIDE = "The IMG's Guide to Obtaining Residency in the United States, by Alec (yousmle.com)"
_IMGS = ("Charting Outcomes in the Match: International Medical Graduates",)
_BOTH = (*_IMGS, "Charting Outcomes in the Match: U.S. Allopathic Seniors")
_SECOND_HAND = "Second-hand: transcribed from the guide's table and not compared with NRMP's report."


def _in_the_guide(source_id: str, titles: tuple[str, ...], table_title: str, trust_note: str) -> Source:
    """Return a table of the guide, which copied it out of one or both of NRMP's reports."""
    cited = (f"{NRMP}, {title}, {MATCH_YEAR}. {NRMP}, Washington, DC. {MATCH_YEAR}" for title in titles)
    return Source(
        source_id=source_id,
        title="; ".join(titles),
        edition=str(MATCH_YEAR),
        table_title=table_title,
        printed_by="the guide",
        compiled_by=_GUIDE,
        citation=f"{'; '.join(cited)}.",
        url="https://yousmle.com/img-guide",
        terms=GUIDE_TERMS,
        trust_grade="B",
        trust_note=f"{_SECOND_HAND} {trust_note}",
    )


_SOURCES = (
    _in_the_guide(
        "co2018_step1_matched",
        _BOTH,
        "Mean Step 1 score of matched US seniors, US IMGs and non-US IMGs",
        "The guide prints no source under this table. Its 46 IMG cells are printed again in the guide's "
        "table of matched and unmatched IMGs, and agree there.",
    ),
    _in_the_guide(
        "co2018_research_output",
        _BOTH,
        "Mean number of abstracts, presentations and publications of matched applicants",
        "The guide prints no source under this table. The rows of Diagnostic Radiology and Pathology can be "
        "cut into cells in two ways; the reading kept was chosen on plausibility. Means of few people can be "
        "very high.",
    ),
    _in_the_guide(
        "co2018_img_fill",
        _BOTH,
        "Share filled by all IMGs, non-US IMGs and US IMGs",
        "The guide prints no source under this table and does not say what the share is taken of. It is not "
        "NRMP's share of positions filled: NRMP's own counts for 2018 give other values. Read it as a share "
        "within the sample that the guide compiled, whose denominator is unstated. Several of its zeros are "
        "false: IMGs did match in Otolaryngology, Interventional Radiology and Radiation Oncology, and US "
        "IMGs in Dermatology and Child Neurology.",
    ),
    _in_the_guide(
        "co2018_step1_img",
        _IMGS,
        "Mean Step 1 score of matched and unmatched IMGs",
        "The guide names this report under the table.",
    ),
    _in_the_guide(
        "co2018_step2_ck_img",
        _IMGS,
        "Mean Step 2 CK score of matched and unmatched IMGs",
        "The guide names this report under the table and heads the columns Step 2; of the Step 2 exams only "
        "CK has a three-digit score. The two US IMG cells of Pediatrics lost a digit in print and stay "
        "empty.",
    ),
)
_MATCHED = tuple(PrintedCell(group, "matched") for group in ("us_md_senior", "us_img", "non_us_img"))
_BOTH_OUTCOMES = tuple(
    PrintedCell(group, outcome) for group in ("us_img", "non_us_img") for outcome in ("matched", "unmatched")
)
_SHARES = tuple(PrintedCell(group, statistic="share") for group in ("img", "non_us_img", "us_img"))
_FOLDER = "charting_outcomes_2018"

EDITION: Final = Edition(
    slug=_FOLDER,
    publication="Charting Outcomes in the Match",
    match_year=MATCH_YEAR,
    order=1,
    sources=_SOURCES,
    printed=(
        PrintedTable(
            "co2018_step1_matched",
            f"{_FOLDER}/step1_matched.csv",
            "scores",
            _MATCHED,
            "step1",
            repeated_in="co2018_step1_img",
        ),
        PrintedTable(
            "co2018_research_output",
            f"{_FOLDER}/research_output.csv",
            "research_output",
            _MATCHED,
            cell_form=ITEMS_CELL,
        ),
        PrintedTable("co2018_img_fill", f"{_FOLDER}/img_fill.csv", "img_fill", _SHARES, cell_form=FILL_CELL),
        PrintedTable("co2018_step1_img", f"{_FOLDER}/step1_img.csv", "scores", _BOTH_OUTCOMES, "step1"),
        PrintedTable(
            "co2018_step2_ck_img", f"{_FOLDER}/step2_ck_img.csv", "scores", _BOTH_OUTCOMES, "step2_ck"
        ),
    ),
)
