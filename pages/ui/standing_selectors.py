"""The choices of the page Where I stand, and what it reads."""

from typing import Final

from analysis.provenance.uses import (
    Read,
    box_of_a_specialty,
    counts_of_the_averages,
    of_ours,
    spread_of_scores,
)
from analysis.standing.evidence import EVIDENCE
from data.terms import label_of
from pages.ui.page import Selector
from pages.ui.selectors import EDITION, EXAM_OF_ANY, SEM, by_name, ck_year, only_while
from pages.ui.shared_reads import PAPERS

STANDING_SELECTORS: Final = by_name(
    Selector("beside", "Beside whom?", label_of(EVIDENCE.values()), "averages", in_line=False),
    only_while(EDITION, "beside", "averages"),
    EXAM_OF_ANY,
    only_while(
        Selector(
            "view",
            "Show",
            {"averages": "Averages", "gaps": "Gaps", "share": "Gap and share"},
            "averages",
        ),
        "beside",
        "averages",
    ),
    only_while(SEM, "beside", "averages"),
    ck_year(lambda choices: (choices["exam"],) if choices["beside"] == "averages" else ()),
)

STANDING_READS: Final = (
    Read("scores"),
    Read("positions", counts_of_the_averages),
    Read("resident_quantiles", spread_of_scores),
    Read("resident_scores", of_ours),
    Read("director_scores", box_of_a_specialty),
    Read("director_response", of_ours),
    *PAPERS,
)
