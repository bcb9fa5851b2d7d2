"""Small hand-made tables with known answers."""

import pandas as pd
import pytest


@pytest.fixture
def make_scores():
    """Return a function that builds a `scores` table out of (specialty, exam, matched, unmatched) rows."""

    def make(*rows, group="non_us_img", year=2018, garbled=()):
        return pd.DataFrame(
            [
                {
                    "match_year": year,
                    "specialty": specialty,
                    "applicant_group": group,
                    "outcome": outcome,
                    "exam": exam,
                    "score_mean": float("nan") if mean is None else float(mean),
                    "cell_status": (
                        "reported"
                        if mean is not None
                        else "garbled"
                        if (specialty, exam) in garbled
                        else "not_reported"
                    ),
                    "source_id": "hand_made",
                }
                for specialty, exam, matched, unmatched in rows
                for outcome, mean in (("matched", matched), ("unmatched", unmatched))
            ]
        )

    return make
