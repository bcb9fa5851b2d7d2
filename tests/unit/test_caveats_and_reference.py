"""What stands beside the numbers everywhere, and the cohorts laid out once, with known answers."""

import math
import re

import pandas as pd
import pytest

from analysis.caveats import say_norms, say_sources, standing_caveats
from analysis.counts.compute import matched_counts
from analysis.reference import OVER_YEARS, REFERENCE_TABLES, build_reference
from analysis.standing.compute import cohort_means
from data.load import load_table
from data.terms import slugs
from data.vocabulary import (APPLICANT_GROUPS, SPECIALTIES)

SPECIALTY_SLUGS = slugs(SPECIALTIES)
GROUPS = slugs(APPLICANT_GROUPS)
BESIDE = {
    "items_mean",
    "items_cell_status",
    "offered_count",
    "filled_count",
    "matched_count",
    "share_pct",
    *OVER_YEARS,
}


def source(source_id, edition, table_title, **changes):
    return {
        "source_id": source_id,
        "publisher": "Publisher",
        "series": "Report",
        "title": f"{edition} Report",
        "edition": edition,
        "table_title": table_title,
        "compiled_by": "",
        "trust_grade": "A",
        **changes,
    }


@pytest.fixture
def sources():
    """Two editions of one report, whose titles hold the year, and a table that a guide compiled."""
    return pd.DataFrame(
        [
            source("r2018", "2018", "Table 1"),
            source("r2020", "2020", "Table 1"),
            source("r2020b", "2020", "Table 2"),
            source(
                "guide",
                "2018",
                "Scores",
                publisher="Other",
                title="Charts",
                compiled_by="A Guide",
                trust_grade="B",
            ),
        ]
    )


@pytest.fixture
def norms():
    return pd.DataFrame(
        {
            "exam": ["step2_ck", "step1", "step2_ck", "step2_ck"],
            "period": ["2020-2021", "2018", "2017-2018", "2025-2026"],
            "norm_mean": [246.0, 230.0, 243.0, 251.0],
        }
    )


def test_one_source_is_said_whole(sources):
    assert (
        say_sources(sources, ["r2018"])
        == "Source: Publisher, Report, 2018 (Table 1). Trust grade A: the publication itself."
    )
    assert (
        say_sources(sources, ["guide"])
        == "Source: Other, Charts, 2018 (Scores), as compiled in A Guide. Trust grade B: a copy that passes checks."
    )


def test_editions_of_one_report_are_said_once(sources):
    assert (
        say_sources(sources, ["r2020b", "r2018", "r2020"])
        == "Source: Publisher, Report, 2020 and 2018 (Table 2; Table 1). Trust grade A: the publication itself."
    )


def test_publications_are_named_in_the_order_given(sources):
    said = say_sources(sources, ["guide", "r2018"])
    assert said.index("Other, Charts") < said.index("Publisher, Report")
    assert say_sources(sources, ["r2018", "guide"]).startswith("Source: Publisher, Report")


def test_an_unknown_source_is_an_error(sources):
    with pytest.raises(KeyError):
        say_sources(sources, ["r2018", "nowhere"])


def test_saying_sources_does_not_change_the_table(sources):
    before = sources.copy()
    say_sources(sources, ["r2018", "r2020"])
    pd.testing.assert_frame_equal(sources, before)


def test_every_source_of_the_tables_can_be_said():
    table = load_table("sources")
    for source_id in table["source_id"]:
        said = say_sources(table, [source_id])
        assert re.fullmatch(r"Source: .+ Trust grade [ABC][+-]?: .+\.", said), said
        assert not re.search(r"\bnan\b|<NA>|None", said), said


def test_the_rise_of_step_2_ck_is_from_2018_to_the_last_period(norms):
    said = say_norms(norms)
    assert "rose from 243 (2017-2018) to 251 (2025-2026)" in said
    assert "230" not in said
    assert "246" not in said
    later = pd.concat([norms, norms.tail(1).assign(period="2026-2027", norm_mean=252.0)])
    assert "to 252 (2026-2027)" in say_norms(later)


def test_the_caveats_say_then_and_now_and_what_is_no_chance(norms):
    then, missing = standing_caveats(norms)
    assert "pass/fail since 26 January 2022" in then
    assert say_norms(norms) in then
    assert "preferred specialty, the first on the rank order list" in missing
    assert "no sample sizes" in missing
    assert missing.endswith("nothing here is a chance of matching.")


@pytest.fixture(scope="module")
def tables():
    return {name: load_table(name) for name in REFERENCE_TABLES}


@pytest.fixture(scope="module")
def reference(tables):
    return build_reference(tables)


def test_the_reference_is_of_the_year_of_the_averages(reference):
    assert reference.match_year == 2018


@pytest.mark.parametrize("group", GROUPS)
def test_the_cohorts_are_those_of_the_comparison(reference, tables, group):
    expected = cohort_means(tables["scores"], group, matched_counts(tables["positions"], 2018))
    pd.testing.assert_frame_equal(reference.cohorts[group], expected)
    assert set(reference.cohorts) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_every_specialty_has_the_same_things_beside_it(reference, group):
    assert tuple(reference.context[group]) == SPECIALTY_SLUGS
    assert all(set(context) == BESIDE for context in reference.context[group].values())


def test_what_stands_beside_pathology(reference):
    context = reference.context["non_us_img"]["pathology"]
    assert context["items_mean"] == 11.5
    assert context["items_cell_status"] == "reported"
    assert (context["offered_count"], context["filled_count"], context["matched_count"]) == (601, 568, 185)
    assert context["share_pct"] == pytest.approx(100 * 185 / 568)
    assert (context["first_year"], context["last_year"]) == (2008, 2022)
    assert context["change"] == pytest.approx(context["last_pct"] - context["first_pct"])


@pytest.mark.parametrize("group", GROUPS)
def test_shares_are_the_counts_of_the_year(reference, group):
    for specialty, context in reference.context[group].items():
        assert context["share_pct"] == pytest.approx(
            100 * context["matched_count"] / context["filled_count"]
        ), specialty
        assert context["filled_count"] <= context["offered_count"], specialty


@pytest.fixture
def small(make_scores, make_positions):
    """Two specialties: one with everything, and one of which the sources have a single score and no count."""
    research = pd.DataFrame(
        {
            "match_year": 2018,
            "specialty": ["pathology"],
            "applicant_group": ["us_img"],
            "items_mean": [5.5],
            "cell_status": ["reported"],
        }
    )
    return {
        "scores": make_scores(
            ("pathology", "step1", 230, 220), ("dermatology", "step1", 240, None), group="us_img"
        ),
        "positions": make_positions(
            {"specialty": "pathology", "year": 2017, "us_img": 10, "non_us_img": 10, "us_md_senior": 20},
            {"specialty": "pathology", "us_img": 5, "non_us_img": 15, "us_md_senior": 20, "unfilled": 10},
        ),
        "research_output": research,
        "sources": pd.DataFrame(),
        "usmle_norms": pd.DataFrame(),
    }


def test_a_small_reference_is_known_to_the_number(small):
    reference = build_reference(small)
    context = reference.context["us_img"]["pathology"]
    assert context == {
        "items_mean": 5.5,
        "items_cell_status": "reported",
        "offered_count": 50,
        "filled_count": 40,
        "matched_count": 5,
        "share_pct": 12.5,
        "first_year": 2017,
        "first_pct": 25.0,
        "last_year": 2018,
        "last_pct": 12.5,
        "change": -12.5,
    }
    rows = reference.cohorts["us_img"].set_index(["specialty", "exam"])
    assert rows.loc[("pathology", "step1"), "separation"] == 10
    assert rows.loc[("pathology", "step1"), "matched_count"] == 5
    # The group of the research is the group that is asked for.
    assert math.isnan(reference.context["non_us_img"]["pathology"]["items_mean"])
    assert reference.context["non_us_img"]["pathology"]["share_pct"] == 37.5


def test_what_no_source_has_is_missing_and_not_zero(small):
    context = build_reference(small).context["us_img"]["dermatology"]
    assert all(pd.isna(value) for value in context.values())


def test_averages_of_two_years_are_refused(small, make_scores):
    both = pd.concat([small["scores"], make_scores(("pathology", "step1", 231, 221), year=2020)])
    with pytest.raises(ValueError, match="one match year is needed"):
        build_reference({**small, "scores": both})


def test_a_missing_table_is_named(small):
    with pytest.raises(KeyError, match="positions"):
        build_reference({name: table for name, table in small.items() if name != "positions"})
