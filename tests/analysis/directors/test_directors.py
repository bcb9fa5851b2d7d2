"""What directors reported: a few hand-made answers with known findings, and the facts of the survey of 2020."""

import pandas as pd
import pytest

from analysis.directors.chart import answers_by_specialty, factor_grid, one_factor
from analysis.directors.compute import (
    factor_rows,
    grid_rows,
    group_rows,
    groups_of_specialty,
    most_cited,
    of_factor,
    of_specialty,
    rates_by_label,
    response_of,
)
from analysis.directors.specialty_words import (
    activity_table,
    boxes_table,
    cited_table,
    failed_table,
    required_table,
    specialty_story,
)
from analysis.directors.words import factor_story, grid_story, groups_story, specialty_factors_story
from analysis.export.slides.charts import chart_specs
from analysis.thresholds.compute import answers
from data.vocabulary import TOTAL

YEAR = 2020
SOURCES = ("pd2020_groups",)
NAMES = {
    TOTAL: "All Specialties",
    "pathology": "Pathology",
    "neurology": "Neurology",
    None: "Transitional Year",
}


def rows_of(*rows, **same):
    """Return rows of the survey: specialty and the rest, with what all of them share."""
    return pd.DataFrame(
        [{"match_year": YEAR, "source_id": SOURCES[0], **same, **row} for row in rows]
    ).assign(specialty_as_printed=lambda frame: frame["specialty"].map(NAMES).fillna(NAMES[None]))


def answer(specialty, often, seldom, never, count, group="us_img"):
    return {
        "specialty": specialty,
        "applicant_group": group,
        "often_pct": often,
        "seldom_pct": seldom,
        "never_pct": never,
        "program_count": count,
    }


def factor(specialty, name, citing, importance, count=20, status="reported"):
    return {
        "specialty": specialty,
        "factor": name,
        "citing_pct": citing,
        "importance_mean": importance,
        "program_count": count,
        "cell_status": status,
    }


@pytest.fixture(scope="module")
def response():
    rows = rows_of(
        {"specialty": TOTAL, "surveys_sent_count": 200, "programs_responding_count": 50},
        {"specialty": "pathology", "surveys_sent_count": 40, "programs_responding_count": 4},
    )
    sent = rows["surveys_sent_count"]
    return rows.assign(response_rate_pct=(100 * rows["programs_responding_count"] / sent).astype("float64"))


@pytest.fixture(scope="module")
def groups():
    return rows_of(
        answer("neurology", 2.0, 58.0, 40.0, 9),
        answer("pathology", 74.0, 26.0, 0.0, 24),
        answer(None, 0.0, 50.0, 50.0, 12),
        answer(TOTAL, 30.0, 50.0, 20.0, 45),
        answer("pathology", 90.0, 10.0, 0.0, 24, "us_md_senior"),
        stage="interview",
    )


@pytest.fixture(scope="module")
def factors():
    return factor_rows(
        rows_of(
            factor(TOTAL, "step1_score", 90.0, 4.0, 45),
            factor(TOTAL, "visa_status", 30.0, 4.1, 45),
            factor(TOTAL, "mspe", 60.0, 4.5, 45),
            factor("pathology", "step1_score", 100.0, 3.9),
            factor("pathology", "visa_status", 0.0, None, status="not_reported"),
            factor("pathology", "mspe", 60.0, 4.8),
            factor("neurology", "step1_score", 50.0, 4.2, 8),
            factor("neurology", "visa_status", 50.0, 5.0, 8),
            factor("neurology", "mspe", 75.0, None, 8, "garbled"),
            stage="interview",
        ),
        "interview",
    )


def test_specialties_are_sorted_by_often_with_all_together_first(groups):
    rows = group_rows(groups, "interview", "us_img")
    assert list(rows["label"]) == ["All Specialties Combined", "Pathology", "Neurology", "Transitional Year"]
    assert group_rows(groups, "rank", "us_img").empty


def test_the_groups_of_a_specialty_are_sorted_by_often(groups):
    rows = groups_of_specialty(groups, "interview", "pathology")
    assert list(rows["applicant_group"]) == ["us_md_senior", "us_img"]


def test_the_finding_about_a_group_has_its_numbers_and_who_responded(groups, response):
    rows = group_rows(groups, "interview", "us_img")
    every = response_of(response)
    story = groups_story(rows, "interview", "us_img", every, rates_by_label(response), SOURCES)
    assert story.headline.startswith(
        "In 1 of 3 specialties, more than half of the responding programs said in 2020"
    )
    assert story.headline.endswith("often interview US IMGs; 25% of 200 programs responded")
    table = story.text_table.frame().set_index("Specialty")
    assert list(table.loc["Pathology"]) == ["74%", "26%", "0%", "24", "4 of 40 (10.0%)"]
    assert table.loc["Neurology", "Programs that answered"] == "⚑ 9"
    assert ("few", "fewer than 10 programs answered") in story.legend
    assert "what directors said in 2020, not what they do" in " ".join(story.notes)


@pytest.mark.parametrize(("never", "is_said"), [(18.0, True), (17.0, False), (16.0, True)])
def test_rows_that_rounding_keeps_from_100_are_explained(response, never, is_said):
    rows = group_rows(rows_of(answer("pathology", 47.0, 36.0, never, 45), stage="rank"), "rank", "us_img")
    story = groups_story(rows, "rank", "us_img", response_of(response), {}, SOURCES)
    assert any("99 or 101" in note for note in story.notes) is is_said


@pytest.mark.parametrize(
    ("often", "said"), [(0.0, "In none of 1 "), (51.0, "In all 1 "), (50.0, "In none of 1 ")]
)
def test_half_is_not_more_than_half(response, often, said):
    rows = group_rows(
        rows_of(answer("pathology", often, 100 - often, 0.0, 20), stage="rank"), "rank", "us_img"
    )
    story = groups_story(rows, "rank", "us_img", response_of(response), {}, SOURCES)
    assert story.headline.startswith(said)
    assert "often rank US IMGs" in story.headline


def test_percents_stand_in_the_bars_and_beside_parts_too_short_for_them(groups):
    chart = answers_by_specialty(group_rows(groups, "interview", "us_img"))
    printed = {one.name: list(zip(one.texts, one.sides, strict=True)) for one in chart.series}
    assert printed["often"] == [("30", ""), ("74", ""), ("2", "left"), ("0", "left")]
    assert printed["never"] == [("20", ""), ("", "right"), ("40", ""), ("50", "")]
    assert chart.axis.low < 0, "a bar begins at 0 all the same"
    assert [row.count for row in chart.rows] == [45, 24, 9, 12]
    assert chart.series[0].hollow == (False, False, True, False)
    assert chart.remarks[0].row == 2


def test_a_share_of_programs_says_about_how_many_cite_a_factor(factors):
    assert list(factors["citing_count"]) == [40, 14, 27, 20, 0, 12, 4, 4, 6]


def test_the_factors_cited_most_come_first(factors):
    assert most_cited(factors, 2) == ("step1_score", "mspe")
    assert most_cited(factors, 1, "neurology") == ("mspe",)
    rows = grid_rows(factors, most_cited(factors, 2), "citing_pct")
    assert rows.to_dict("list") == {
        "specialty": [TOTAL, "neurology", "pathology"],
        "label": ["All Specialties Combined", "Neurology", "Pathology"],
        "program_count": [45, 8, 20],
        "step1_score": [90.0, 50.0, 100.0],
        "mspe": [60.0, 75.0, 60.0],
    }


def test_a_grid_tells_what_is_cited_most_or_rated_highest(factors, response):
    shown, every = ("step1_score", "visa_status", "mspe"), response_of(response)
    rows = grid_rows(factors, shown, "citing_pct")
    story = grid_story(rows, factors, shown, "interview", "cited", every, SOURCES)
    assert story.headline.startswith("“Step 1 score” was cited most often: by 90% of 45 responding programs")
    rows = grid_rows(factors, shown, "importance_mean")
    story = grid_story(rows, factors, shown, "interview", "importance", every, SOURCES)
    assert "“MSPE (Dean’s letter)” was rated highest: 4.5 of 5" in story.headline
    assert story.text_table["Visa status"] == ["4.1", "5.0", "hardly anybody cites it"]
    assert len(story.data) == 9


def test_a_number_over_few_programs_is_hollow_in_a_grid(factors):
    shown = ("step1_score", "mspe")
    rows, counts = (grid_rows(factors, shown, name) for name in ("importance_mean", "citing_count"))
    step1, mspe = factor_grid(rows, counts, shown, "importance").series
    assert step1.texts == ("4.0", "4.2", "3.9")
    assert step1.hollow == (False, True, False)
    assert mspe.cells == (4.5, None, 4.8)


def test_one_factor_names_no_extreme_of_a_few_programs(factors, response):
    rows = of_factor(factors, "step1_score", "importance")
    assert list(rows["label"]) == ["All Specialties Combined", "Neurology", "Pathology"]
    story = factor_story(rows, "interview", "importance", response_of(response), SOURCES)
    assert "in Neurology" not in story.headline
    assert "3.9 in Pathology (about 20 programs)" in story.headline
    chart = one_factor(rows, "importance")
    assert chart.form == "rows"
    assert chart.series[0].hollow == (False, True, False)
    assert one_factor(rows, "cited").form == "bars"
    # A slide shows the whole scale, and over how many programs each mean is.
    (spec,) = chart_specs(chart)
    assert (spec.axis.low, spec.axis.high) == (0.5, 5.5)
    assert spec.categories == ("All Specialties Combined (n 40)", "Neurology (n 4)", "Pathology (n 20)")


def test_why_an_importance_is_missing_is_said(factors, response):
    rows = of_specialty(factors, "neurology", "importance")
    story = specialty_factors_story(rows, "interview", "importance", response_of(response), None, SOURCES)
    importance = dict(
        zip(story.text_table["Factor"], story.text_table["Mean importance (1 to 5)"], strict=True)
    )
    assert importance["MSPE (Dean’s letter)"] == "garbled in the source"
    rows = of_specialty(factors, "pathology", "cited")
    own = response_of(response, "pathology")
    story = specialty_factors_story(rows, "interview", "cited", response_of(response), own, SOURCES)
    assert story.headline.startswith("Pathology: “Step 1 score” was cited most often, by 100% of 20")
    assert story.headline.endswith("10% of its 40 programs responded")
    assert story.text_table["Mean importance (1 to 5)"][-1] == "hardly anybody cites it"


def test_who_responded_is_missing_where_the_survey_names_nobody(response):
    assert response_of(response, "dermatology") is None


@pytest.mark.parametrize(
    ("specialty", "said"),
    [
        ("internal_medicine", "Internal Medicine: 47% of 45 responding programs said in 2020"),
        ("orthopaedic_surgery", "Orthopaedic Surgery: 3% of 39 responding programs said in 2020"),
    ],
)
def test_the_survey_of_2020_about_non_us_imgs(real, specialty, said):
    rows = groups_of_specialty(real["director_groups"], "interview", specialty)
    response = real["director_response"]
    story = specialty_story(
        rows, rows, "non_us_img", response_of(response), response_of(response, specialty), SOURCES
    )
    assert story.headline.startswith(said)
    assert "often interview non-US IMGs" in story.headline
    assert "18.0% of those of all specialties" in " ".join(story.notes)


def test_the_tables_of_one_specialty(real):
    named = {
        exam: answers(real["director_scores"], real["director_response"], exam)
        for exam in ("step1", "step2_ck")
    }
    step1, _ = boxes_table(named, "internal_medicine").rows
    assert step1[1].startswith("Of the 27 programs that named one, ")
    assert "a quarter named 220 or more" in step1[1]
    own = {
        name: rows.query("specialty == 'internal_medicine'")
        for name, rows in real.items()
        if "director" in name
    }
    assert required_table(own["director_score_use"]).rows[0][1:] == ("66%", "32%", "2%", "44")
    assert failed_table(own["director_score_use"]).rows[0][1:] == ("11%", "71%", "18%", "45")
    cited = cited_table(factor_rows(real["director_factors"], "interview"), "internal_medicine")
    assert len(cited.rows) == 10
    assert cited.rows[0] == ("Step 2 CK score", "93% of 44", "4.4")
    assert ("Applications received", "2,118") in activity_table(own["director_activity"]).rows
    lacking = real["director_activity"].query("specialty == 'child_neurology'")
    assert activity_table(lacking).rows[0] == ("Positions offered", "not in the source")
