"""What stands beside the numbers everywhere, and the cohorts laid out once, with known answers."""

import math
import re
from dataclasses import asdict

import pandas as pd
import pytest

from analysis.caveats import say_norms, say_sources, standing_caveats
from analysis.counts.compute import matched_counts
from analysis.reference import REFERENCE_TABLES, Context, build_reference
from analysis.standing.compute import cohort_means
from analysis.wording import MISSING_WORDS
from data.editions.charting_outcomes_2018 import EDITION
from data.load import load_table
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

SPECIALTY_SLUGS = slugs(SPECIALTIES)
GROUPS = slugs(APPLICANT_GROUPS)


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
            "norm_sd": [15.0, 19.0, 17.0, 14.0],
            "trust_grade": "A",
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


def test_reports_of_one_publisher_and_trust_are_said_together(sources):
    other = sources.loc[sources["source_id"] == "r2018"].assign(
        source_id="x", title="Tables", table_title="T"
    )
    assert (
        say_sources(pd.concat([sources, other]), ["r2018", "guide", "x"])
        == "Source: Publisher, Report, 2018 (Table 1); Tables, 2018 (T). Trust grade A: the publication itself. "
        "Other, Charts, 2018 (Scores), as compiled in A Guide. Trust grade B: a copy that passes checks."
    )


def test_no_column_of_a_table_is_named_to_readers():
    table = load_table("sources")
    said = say_sources(table, ["usmle_norms", "match_rates_secondary"])
    assert said.count("as compiled in pages that the data names row by row") == 2
    assert "copied_from" not in said


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
    said = say_norms(norms, 2018)
    assert "rose from 243 (2017-2018) to 251 (2025-2026)" in said
    assert "230" not in said
    assert "246" not in said
    later = pd.concat([norms, norms.tail(1).assign(period="2026-2027", norm_mean=252.0)])
    assert "to 252 (2026-2027)" in say_norms(later, 2018)


def test_the_caveats_say_then_and_now_and_what_is_no_chance(norms):
    then, missing = standing_caveats(norms, EDITION)
    assert "pass/fail since 26 January 2022" in then
    assert say_norms(norms, 2018) in then
    assert "preferred specialty, the first on the rank order list" in missing
    assert "No standard deviations and no sample sizes are in this source, so nothing here" in missing
    assert missing.endswith("nothing here is a chance of matching.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("sd",), "No sample sizes are in this source, so nothing here is a chance of matching."),
        (("n",), "No standard deviations are in this source, so nothing here is a chance of matching."),
        (("n", "sd"), "matched elsewhere. Nothing here is a chance of matching."),
    ],
)
def test_what_an_edition_prints_is_not_said_to_be_missing(norms, make_edition, more, said):
    assert standing_caveats(norms, make_edition(more=more))[1].endswith(said)


def test_a_rise_is_said_only_between_two_known_years(norms):
    assert say_norms(norms, 2035) == ""
    # An edition of the latest period has nothing to rise to.
    assert say_norms(norms.loc[norms["period"] == "2017-2018"], 2018) == ""
    (then, _) = standing_caveats(norms.head(0), EDITION)
    assert then.endswith("a three-digit score is older than that.")


@pytest.fixture(scope="module")
def tables():
    return {name: load_table(name) for name in REFERENCE_TABLES}


def test_the_reference_is_of_the_year_of_the_averages(reference):
    assert (reference.edition, reference.match_year) == (EDITION, 2018)
    assert reference.count_sources == ("rd_table2",)
    assert reference.share_sources == ("rd_table2", "advance_2022_table2")


@pytest.mark.parametrize("group", GROUPS)
def test_the_cohorts_are_those_of_the_comparison(reference, tables, group):
    expected = cohort_means(tables["scores"], group, matched_counts(tables["positions"], 2018))
    assert repr(reference.cohorts[group]) == repr(expected)
    assert set(reference.cohorts) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_every_specialty_has_something_beside_it_and_its_rows_of_the_cohort(reference, group):
    together = [row for slug in SPECIALTY_SLUGS for row in reference.averages(group, slug)]
    assert together == list(reference.cohorts[group])
    for slug in SPECIALTY_SLUGS:
        context = reference.context(group, slug)
        has_averages = group in reference.edition.groups
        assert context.items_missing in ({"reported", "not_reported"} if has_averages else {"not_in_edition"})
        assert (context.items_missing == "reported") != math.isnan(context.items_mean)
        assert not math.isnan(context.filled_count)


def test_what_stands_beside_pathology(reference):
    context = reference.context("non_us_img", "pathology")
    assert context.items_mean == 11.5
    assert context.items_missing == "reported"
    assert (context.offered_count, context.filled_count, context.matched_count) == (601, 568, 185)
    assert context.share_pct == pytest.approx(100 * 185 / 568)
    assert (context.first_year, context.last_year) == (2008, 2022)
    assert context.change == pytest.approx(context.last_pct - context.first_pct)


@pytest.mark.parametrize("group", GROUPS)
def test_shares_are_the_counts_of_the_year(reference, group):
    for specialty in SPECIALTY_SLUGS:
        context = reference.context(group, specialty)
        share = pytest.approx(100 * context.matched_count / context.filled_count, nan_ok=True)
        assert context.share_pct == share, specialty
        assert math.isnan(context.share_pct) == (group == "do_senior"), "not counted apart in that year"
        assert context.filled_count <= context.offered_count, specialty


@pytest.fixture
def small(make_scores, make_positions):
    """Two specialties: one with everything, and one of which the sources have a single score and no count."""
    research = pd.DataFrame(
        {
            "match_year": 2018,
            "specialty": ["pathology"],
            "applicant_group": ["us_img"],
            "outcome": "matched",
            "items_mean": [5.5],
            "cell_status": ["reported"],
            "source_id": "hand_made",
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


def test_a_small_reference_is_known_to_the_number(small, make_edition):
    reference = build_reference(small, make_edition())
    assert reference.context("us_img", "pathology") == Context(
        items_mean=5.5,
        items_missing="reported",
        offered_count=50,
        filled_count=40,
        matched_count=5,
        share_pct=12.5,
        first_year=2017,
        first_pct=25.0,
        last_year=2018,
        last_pct=12.5,
        change=-12.5,
    )
    step1, step2_ck = reference.averages("us_img", "pathology")
    assert (step1.separation, step1.matched_count, step1.source_ids) == (10, 5, ("hand_made",))
    assert (step2_ck.missing, step2_ck.matched_count) == ("not_in_edition", 5)
    # The group of the research is the group that is asked for.
    other = reference.context("non_us_img", "pathology")
    assert math.isnan(other.items_mean)
    assert (other.items_missing, other.share_pct) == ("not_in_edition", 37.5)
    assert reference.research_sources("us_img") == ("hand_made",)
    assert reference.research_sources("non_us_img") == ()


def numbers_of(context):
    return [value for name, value in asdict(context).items() if name != "items_missing"]


def test_what_no_source_has_is_missing_and_not_zero(small, make_edition):
    reference = build_reference(small, make_edition())
    assert all(math.isnan(value) for value in numbers_of(reference.context("us_img", "dermatology")))
    dermatology, _ = reference.averages("us_img", "dermatology")
    assert (dermatology.matched_mean, dermatology.missing) == (240, "not_reported")
    assert math.isnan(dermatology.matched_count)


def test_a_specialty_that_the_edition_lacks_has_empty_rows_and_no_exception(small, make_edition):
    reference = build_reference(small, make_edition())
    rows = reference.averages("us_img", "vascular_surgery")
    assert [(row.specialty, row.label, row.exam, row.missing) for row in rows] == [
        ("vascular_surgery", "Vascular Surgery", exam, "not_in_edition") for exam in ("step1", "step2_ck")
    ]
    assert all(math.isnan(row.matched_mean) and math.isnan(row.unmatched_mean) for row in rows)
    assert MISSING_WORDS[rows[0].missing] == "not in this edition"
    context = reference.context("us_img", "vascular_surgery")
    assert context.items_missing == "not_in_edition"
    assert all(math.isnan(value) for value in numbers_of(context))
    assert reference.specialties == ("dermatology", "pathology")
    # So has one of a group that is none of those with averages.
    assert [row.missing for row in reference.averages("do", "pathology")] == ["not_in_edition"] * 2


def test_counts_beyond_the_year_of_the_edition_are_unknown_and_cite_nothing(small, make_scores, make_edition):
    later = make_scores(("pathology", "step1", 231, 221), group="us_img", year=2031)
    research = small["research_output"].assign(match_year=2031)
    reference = build_reference({**small, "scores": later, "research_output": research}, make_edition(2031))
    assert reference.count_sources == ()
    assert reference.every_source == ("hand_made",)
    step1, _ = reference.averages("us_img", "pathology")
    assert step1.matched_mean == 231
    assert math.isnan(step1.matched_count)
    context = reference.context("us_img", "pathology")
    assert math.isnan(context.matched_count)
    # The shares over the years stand for themselves.
    assert (context.first_year, context.last_year) == (2017, 2018)


def test_averages_of_two_years_are_refused(small, make_scores, make_edition):
    both = pd.concat([small["scores"], make_scores(("pathology", "step1", 231, 221), year=2020)])
    reference = build_reference({**small, "scores": both}, make_edition())
    with pytest.raises(ValueError, match="one match year is needed"):
        _ = reference.cohorts


def test_a_missing_table_is_named(small, make_edition):
    without = {name: table for name, table in small.items() if name != "positions"}
    reference = build_reference(without, make_edition())
    assert not reference.scores.empty
    with pytest.raises(KeyError, match="positions"):
        _ = reference.cohorts


def test_a_year_that_a_span_of_editions_holds_is_not_said_again(real):
    said = say_sources(real["sources"], real["choices"]["source_id"].unique())
    assert "2012 to 2021 (" in said
    assert "and 2021" not in said
