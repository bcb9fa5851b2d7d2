"""The guides as sources of advice: dated, of one author, and no data of NRMP's."""

from typing import Final

from data.definitions import Source
from data.guide_terms import SOURCE_OF_GUIDE
from data.source_terms import ADVICE_TERMS


def _advice(
    guide: str,
    title: str,
    *,
    publisher: str,
    edition: str,
    citation: str,
    url: str = "",
    trust_grade: str,
    trust_note: str,
) -> Source:
    return Source(
        source_id=SOURCE_OF_GUIDE[guide],
        title=title,
        publisher=publisher,
        edition=edition,
        table_title="Advice: rules, steps, lists and dates",
        printed_by="the guide",
        citation=citation,
        url=url,
        terms=ADVICE_TERMS,
        trust_grade=trust_grade,
        trust_note=f"Advice of its author, not NRMP's data: nobody measured what it says. {trust_note}",
    )


_UNNAMED: Final = "Read as text that names neither author nor publisher nor date."
_RETURN: Final = "Return to clinical work after work outside medicine (no title printed)"
_EXPERIENCE: Final = "Essential US Clinical Experience Strategies for Non-US Citizen IMGs"
_JOB: Final = "Already in a Non-Clinical US Job: Transitioning Back to IMG Residency"
_IMG: Final = "The IMG's Guide to Obtaining Residency in the United States"

GUIDE_SOURCES: Final = (
    _advice(
        "clinical_return",
        _RETURN,
        publisher="not named",
        edition="undated; speaks of 2021",
        citation="Author not named, advice to IMGs on the return to clinical work after work outside "
        "medicine. Undated.",
        trust_grade="C",
        trust_note=_UNNAMED,
    ),
    _advice(
        "non_clinical_job",
        _JOB,
        publisher="Residency Advisor",
        edition="2026-01-05",
        citation=f"Residency Advisor, {_JOB}. 5 January 2026.",
        trust_grade="B",
        trust_note="No author is named beside the publisher.",
    ),
    _advice(
        "clinical_experience",
        _EXPERIENCE,
        publisher="not named",
        edition="undated; its examples are of July 2025",
        citation=f"Author not named, {_EXPERIENCE}. Undated.",
        trust_grade="C",
        trust_note=_UNNAMED,
    ),
    _advice(
        "img_guide",
        _IMG,
        publisher="yousmle.com",
        edition="undated; lists the dates of Match 2019",
        citation=f"Alec, {_IMG}. yousmle.com.",
        url="https://yousmle.com/img-guide",
        trust_grade="B",
        trust_note="Some of it is from before Step 2 CS ended and Step 1 became pass or fail: those rows say "
        "so. Its part on visas is by a former student, “Grateful Student”, and no legal advice.",
    ),
)
