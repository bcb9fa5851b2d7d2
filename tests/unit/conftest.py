"""Small hand-made tables with known answers, and how a figure is read."""

import re

import pandas as pd
import pytest

# Columns of `positions` that count matches; which of them NRMP prints depends on the year.
TO_2019 = ("do", "canadian", "fifth_pathway")
FROM_2020 = ("do_senior", "do_graduate", "other")
ALWAYS = ("us_md_senior", "us_md_graduate", "us_img", "non_us_img")


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


@pytest.fixture(scope="session")
def make_positions():
    """Return a function that builds a `positions` table out of rows given as keywords.

    A row names its `specialty` (None for a row that is none of the 22) and the matches of each type; `year`,
    `level`, `unfilled` and `breaks` (what does not continue the year before) have defaults. The matches add
    up to the positions filled.
    """

    def row(specialty, year=2018, level="pgy1", unfilled=0, breaks=None, **matches):
        printed = (*ALWAYS, *(FROM_2020 if year >= 2020 else TO_2019))
        assert set(matches) <= set(printed)
        filled = sum(matches.values())
        return {
            "match_year": year,
            "position_level": level,
            "specialty_as_printed": specialty or "Another Specialty",
            "specialty": specialty,
            "offered_count": filled + unfilled,
            "filled_count": filled,
            "unfilled_count": unfilled,
            **{
                f"{kind}_count": matches.get(kind, 0) if kind in printed else None
                for kind in (*ALWAYS, *TO_2019, *FROM_2020)
            },
            "source_id": "hand_made",
            "series_break": breaks,
            "break_note": f"Counted otherwise before {year}." if breaks else "",
        }

    def make(*rows):
        table = pd.DataFrame([row(**each) for each in rows])
        nullable = {f"{kind}_count": "Int64" for kind in (*TO_2019, *FROM_2020)}
        return table.astype({**nullable, "specialty": "str"})

    return make


@pytest.fixture(scope="session")
def said():
    """Return a function that lists what a figure says in words: annotations, then traces of text alone."""

    def say(figure):
        notes = [note.text for note in figure.layout.annotations]
        texts = [
            text
            for one in figure.data
            if one.type == "scatter" and one.mode == "text"
            for text in one.text or ()
        ]
        return [re.sub("\\s+", " ", re.sub("<[^>]+>", " ", text)).strip() for text in (*notes, *texts)]

    return say


@pytest.fixture(scope="session")
def trace():
    """Return a function that finds the trace of a figure by its name."""

    def find(figure, name):
        return next(one for one in figure.data if one.name == name)

    return find
