"""Editions of NRMP's Results and Data that restate or explain a figure of another one."""

from data.definitions import Source
from data.nrmp import NRMP, NRMP_TERMS, NRMP_URL

_COMPARED = "Found when every figure carried here was compared with the printed editions."


def _edition(source_id: str, edition: str, table_title: str, trust_note: str, page: str = "") -> Source:
    """Return one edition, read for what it says about figures of other editions."""
    return Source(
        source_id=source_id,
        title=f"Results and Data: {edition} Main Residency Match",
        publisher=NRMP,
        edition=edition,
        table_title=table_title,
        page=page,
        compiled_by="",
        citation=f"{NRMP}, Results and Data: {edition} Main Residency Match. {NRMP}, Washington, DC. "
        f"{edition}.",
        url=NRMP_URL,
        terms=NRMP_TERMS,
        trust_grade="A-",
        trust_note=f"{_COMPARED} {trust_note}",
    )


CORRECTING_SOURCES: tuple[Source, ...] = (
    _edition(
        "rd_1994_match_rates",
        "1994",
        "Match rates of 1992 and 1993 with the counts behind them",
        "The two rates used here are the quotients of their counts.",
        page="10",
    ),
    _edition(
        "rd_2009_new_programs",
        "2009",
        "Specialties that joined the Match",
        "Read for Neurological Surgery alone.",
        page="9",
    ),
    _edition(
        "rd_2014_restated",
        "2014",
        "PGY-1 positions of earlier years, restated without R positions",
        "The R positions taken out are exactly the differences of 2012 and 2013.",
        page="20-21, 30-31",
    ),
    _edition(
        "rd_2019_table4",
        "2019",
        "Table 4, applicants of each type and how they fared",
        "Read for Canadian schools alone, active and matched.",
    ),
    Source(
        source_id="rd_later_grouping",
        title="Results and Data: Main Residency Match",
        publisher=NRMP,
        edition="later editions",
        table_title="Positions of earlier years in later groupings",
        compiled_by="",
        citation=f"{NRMP}, Results and Data: Main Residency Match, editions after the year of the row. "
        f"{NRMP}, Washington, DC.",
        url=NRMP_URL,
        terms=NRMP_TERMS,
        trust_grade="A-",
        trust_note=f"{_COMPARED} The edition and page of each were not recorded.",
    ),
)
