"""Small hand-made tables with known answers, and how a figure is read."""

import re

import pandas as pd
import pytest

from analysis.beyond.compute import BEYOND_TABLES
from analysis.reference import REFERENCE_TABLES, build_reference
from analysis.standing.compute import SEM_DEFAULT, cohort_means, compare
from data.definitions import Source
from data.editions.charting_outcomes_2018 import EDITION
from data.editions.record import Edition, PrintedCell, PrintedTable
from data.schema import TABLES

# Columns of `positions` that count matches; which of them NRMP prints depends on the year.
TO_2019 = ("do", "canadian", "fifth_pathway")
FROM_2020 = ("do_senior", "do_graduate", "other")
ALWAYS = ("us_md_senior", "us_md_graduate", "us_img", "non_us_img")


def empty(table):
    """Return a table without rows."""
    columns = TABLES[table].columns
    return pd.DataFrame({column.name: pd.Series(dtype=column.pandas_dtype) for column in columns})


@pytest.fixture(scope="session")
def reference(real):
    """The cohorts of the edition of 2018, out of the real tables."""
    return build_reference({name: real[name] for name in REFERENCE_TABLES}, EDITION)


@pytest.fixture(scope="session")
def compared():
    """Return a function that compares a profile with its group's averages out of a table of scores."""

    def rows(profile, scores, sem=SEM_DEFAULT, counts=None):
        return compare(profile, cohort_means(scores, profile.applicant_group, counts), sem)

    return rows


@pytest.fixture(scope="session")
def make_edition():
    """Return a function that makes the edition whose rows name `hand_made` as their source."""

    def make(
        year=2018, groups=("us_md_senior", "us_img", "non_us_img"), exams=("step1", "step2_ck"), more=()
    ):
        cells = tuple(
            PrintedCell(group, outcome, statistic)
            for group in groups
            for outcome in ("matched", "unmatched")
            for statistic in ("mean", *more)
        )
        source = Source(
            source_id="hand_made",
            title="Hand-made averages",
            publisher="Nobody",
            edition=str(year),
            table_title="A few numbers",
            compiled_by="",
            citation="Nobody.",
            url="",
            terms="",
            trust_grade="A",
            trust_note="",
        )
        return Edition(
            slug=f"hand_made_{year}",
            publication="Hand-made averages",
            match_year=year,
            order=99,
            sources=(source,),
            printed=tuple(PrintedTable("hand_made", f"{exam}.csv", "scores", cells, exam) for exam in exams),
        )

    return make


@pytest.fixture(scope="session")
def make_reference(make_edition):
    """Return a function that lays out the cohorts of hand-made scores and positions."""

    def make(scores, positions, research_output=None, edition=None):
        nothing = pd.DataFrame(
            columns=[
                "match_year",
                "specialty",
                "applicant_group",
                "outcome",
                "items_mean",
                "cell_status",
                "source_id",
            ]
        )
        tables = {
            "scores": scores,
            "positions": positions,
            "research_output": nothing if research_output is None else research_output,
            "sources": pd.DataFrame(),
            "usmle_norms": pd.DataFrame(),
            **{name: empty(name) for name in BEYOND_TABLES},
        }
        return build_reference(tables, edition or make_edition())

    return make


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
