import math

import pandas as pd
import pytest

from analysis.groups.compute import fill_by_group, matched_by_group, research_by_group
from analysis.groups.research import compare_research
from analysis.groups.words import matched_groups_story
from analysis.profile import Profile


def test_img_minus_senior_on_real_rows(real):
    rows = matched_by_group(real["scores"], "step1").set_index("specialty")
    assert rows.loc["anesthesiology", "non_us_img_minus_senior"] == 8
    assert rows.loc["anesthesiology", "us_img_minus_senior"] == -1
    assert rows.loc["plastic_surgery", "non_us_img_minus_senior"] == -21
    assert math.isnan(rows.loc["plastic_surgery", "us_img_minus_senior"])
    assert len(rows) == 23


def test_counts_stand_beside_the_averages_of_their_group(real):
    counts = {("neurology", "us_img"): 70, ("neurology", "non_us_img"): 192, ("pathology", "us_img"): 9}
    for table in (
        matched_by_group(real["scores"], "step1", counts),
        research_by_group(real["research_output"], counts),
    ):
        rows = table.set_index("specialty")
        assert list(rows.loc["neurology", ["us_img_count", "non_us_img_count"]]) == [70, 192]
        assert rows.loc["pathology", "us_img_count"] == 9
        # What is not counted is unknown, not 0.
        assert math.isnan(rows.loc["pathology", "non_us_img_count"])
        assert rows["us_md_senior_count"].isna().all()
    assert matched_by_group(real["scores"], "step1")["us_img_count"].isna().all()
    assert not [name for name in fill_by_group(real["img_fill"]) if name.endswith("_count")]


def test_research_and_fill_side_by_side(real):
    research = research_by_group(real["research_output"]).set_index("specialty")
    assert list(
        research.loc["diagnostic_radiology"][["us_md_senior_mean", "us_img_mean", "non_us_img_mean"]]
    ) == [
        6.0,
        2.6,
        15.9,
    ]
    fill = fill_by_group(real["img_fill"]).set_index("specialty")
    assert list(fill.loc["pathology"][["img_pct", "us_img_pct", "non_us_img_pct"]]) == [52.7, 15.9, 36.8]


def test_research_gap_and_ratio_by_hand():
    table = pd.DataFrame(
        {
            "match_year": 2018,
            "specialty": ["neurology", "otolaryngology"],
            "applicant_group": "us_img",
            "outcome": "matched",
            "items_mean": [2.6, math.nan],
            "cell_status": ["reported", "not_reported"],
        }
    )
    neurology, otolaryngology = compare_research(Profile("us_img", research_items=4), table)
    assert (neurology.specialty, neurology.items, neurology.items_mean) == ("neurology", 4, 2.6)
    assert neurology.items_gap == 1.4
    assert neurology.items_ratio == pytest.approx(4 / 2.6)
    assert (otolaryngology.specialty, otolaryngology.cell_status) == ("otolaryngology", "not_reported")
    assert math.isnan(otolaryngology.items_gap)
    # Of another group the table has no averages, which is no gap of the source.
    other = compare_research(Profile("non_us_img", research_items=4), table)
    assert [row.cell_status for row in other] == ["not_in_edition"] * 2
    assert all(math.isnan(row.items_gap) and math.isnan(row.items_ratio) for row in other)


def test_an_average_of_zero_items_has_a_gap_and_no_ratio():
    table = pd.DataFrame(
        {
            "match_year": 2018,
            "specialty": ["neurology"],
            "applicant_group": "us_img",
            "outcome": "matched",
            "items_mean": [0.0],
            "cell_status": ["reported"],
        }
    )
    (row,) = compare_research(Profile("us_img", research_items=4), table)
    assert (row.items_mean, row.items_gap) == (0, 4)
    assert math.isnan(row.items_ratio)


def test_zero_items_are_a_number_and_absent_items_are_not(real):
    zero = compare_research(Profile("non_us_img", research_items=0), real["research_output"])
    absent = compare_research(Profile("non_us_img"), real["research_output"])
    assert len(zero) == len(absent) == 23
    assert {row.specialty: row.items_gap for row in zero}["pediatrics"] == -4.1
    assert all(math.isnan(row.items_gap) for row in absent)


def test_the_averages_of_one_specialty_are_said_once(make_scores):
    def headline(*rows):
        scores = make_scores(*((specialty, "step1", mean, None) for specialty, mean in rows))
        return matched_groups_story(matched_by_group(scores, "step1"), "step1", 2031, ()).headline

    assert headline(("neurology", 240)).endswith("by specialty: non-US IMGs 240")
    assert headline(("neurology", 240), ("pathology", 250)).endswith("non-US IMGs 240 to 250")
    assert headline(("all_specialties_combined", 231)).endswith("all specialties together: non-US IMGs 231")
