"""Those who ranked one specialty only: shares with their intervals, few people, and who is counted when."""

import math

import pandas as pd
import pytest

from analysis.only_choice.chart import specialty_dots
from analysis.only_choice.compute import (
    SECOND_HAND,
    by_year,
    counted_as,
    of_year,
    only_choice_shares,
    types_by_year,
)
from analysis.only_choice.words import NO_CHANCE, not_counted_story, only_story


def table(*rows):
    """Build an `only_choice` table out of (year, specialty, type, matched, unmatched) rows."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "specialty": specialty,
                "applicant_type": kind,
                "matched_count": matched,
                "unmatched_count": unmatched,
                "ranked_only_count": matched + unmatched,
                "source_id": SECOND_HAND if year > 2021 else "hand_made",
            }
            for year, specialty, kind, matched, unmatched in rows
        ]
    )


SMALL = table(
    (2019, "neurology", "independent", 30, 20),
    (2021, "neurology", "non_us_img", 60, 40),
    (2021, "neurology", "us_md_senior", 90, 10),
    (2021, "pathology", "non_us_img", 5, 4),
    (2021, "psychiatry", "non_us_img", 0, 0),
    (2021, "dermatology", "non_us_img", 10, 30),
    (2022, "neurology", "us_md_senior", 45, 5),
)


@pytest.fixture(scope="module")
def shares(real):
    return only_choice_shares(real["only_choice"])


def row_of(rows, specialty, year=2021, kind="non_us_img"):
    own = rows.set_index(["match_year", "specialty", "applicant_type"])
    return own.loc[(year, specialty, kind)]


def test_non_us_imgs_who_ranked_only_internal_medicine_or_pathology(shares):
    row = row_of(shares, "internal_medicine")
    assert (row["matched_count"], row["ranked_only_count"]) == (1743, 3080)
    assert [round(row[name], 1) for name in ("matched_pct", "low_pct", "high_pct")] == [56.6, 54.8, 58.3]
    row = row_of(shares, "pathology")
    assert (row["matched_count"], row["ranked_only_count"]) == (190, 296)


def test_of_few_people_no_share_is_taken():
    few = row_of(only_choice_shares(SMALL), "pathology")
    assert (few["matched_count"], few["ranked_only_count"]) == (5, 9)
    assert all(math.isnan(few[name]) for name in ("matched_pct", "low_pct", "high_pct"))


def test_every_share_lies_within_its_interval(shares):
    there = shares.dropna(subset=["matched_pct"])
    assert (there["low_pct"] <= there["matched_pct"] + 1e-9).all()
    assert (there["matched_pct"] <= there["high_pct"] + 1e-9).all()
    assert there["ranked_only_count"].min() >= 10


def test_a_year_counts_a_group_apart_or_within_all_others_or_not():
    types = types_by_year(SMALL)
    assert types == {2019: ("independent",), 2021: ("us_md_senior", "non_us_img"), 2022: ("us_md_senior",)}
    assert counted_as("non_us_img", types[2021]) == "non_us_img"
    assert counted_as("non_us_img", types[2019]) == "independent"
    # Seniors are no independent applicants.
    assert counted_as("us_md_senior", types[2019]) is None
    assert counted_as("non_us_img", types[2022]) is None


def test_a_group_year_by_year_is_counted_as_each_year_does():
    rows = by_year(SMALL, "neurology", "non_us_img")
    assert list(zip(rows["match_year"], rows["applicant_type"], strict=True)) == [
        (2021, "non_us_img"),
        (2019, "independent"),
    ]
    seniors = by_year(SMALL, "neurology", "us_md_senior")
    assert list(seniors["is_secondary"]) == [True, False]


def test_rows_are_sorted_by_share_then_few_people_then_none():
    rows = of_year(only_choice_shares(SMALL), 2021, "non_us_img")
    assert rows["specialty"].iloc[0] == "all_specialties_combined"
    assert list(rows["specialty"].iloc[1:5]) == ["neurology", "dermatology", "pathology", "psychiatry"]
    assert len(rows) == 23


def test_dots_have_their_interval_and_both_counts_and_words_where_there_is_no_share():
    chart = specialty_dots(of_year(only_choice_shares(SMALL), 2021, "non_us_img"))
    left, right, dots = chart.series
    assert dots.cells[1:4] == (60.0, 25.0, None)
    assert (left.leads[1], left.texts[1]) == ("60.0%", "60 of 100")
    # The lower share has its words on its other side, where there is room.
    assert (right.leads[2], right.texts[2]) == ("25.0%", "10 of 40")
    assert (left.leads[2], right.leads[1]) == ("", "")
    (span,) = chart.spans
    assert span.lows[1] == pytest.approx(50.2, abs=0.05)
    assert span.highs[1] == pytest.approx(69.1, abs=0.05)
    said = {chart.rows[one.row].label: one.shown for one in chart.remarks}
    assert said["Pathology"] == "5 of 9 matched"
    assert said["Psychiatry"] == "nobody ranked only it"
    assert said["Vascular Surgery"] == "not in NRMP’s table"


def test_second_hand_years_are_hollow_and_said():
    rows = of_year(only_choice_shares(SMALL), 2022, "us_md_senior")
    story = only_story(rows, "us_md_senior", types_by_year(SMALL))
    (dots,) = [one for one in specialty_dots(rows).series if one.style == "us_md_senior_mark"]
    assert [shown for shown, value in zip(dots.hollow, dots.cells, strict=True) if value] == [True]
    assert "second-hand" in story.subtitle
    assert "second_hand" in dict(story.legend)


def test_the_finding_has_both_counts_and_is_no_chance(shares, real):
    types = types_by_year(real["only_choice"])
    story = only_story(of_year(shares, 2021, "non_us_img"), "non_us_img", types)
    assert "Internal Medicine in 2021, 56.6% matched (1,743 of 3,080)" in story.headline
    assert "64.2% in Pathology (190 of 296)" in story.headline
    assert NO_CHANCE in story.notes
    assert not story.context
    table = story.text_table.frame().set_index("Specialty")
    assert table.loc["Pathology"].tolist() == ["190 of 296", "64.2%", "58.6 to 69.4%"]
    # No percent without what it is of.
    assert all("of" in row[1] for row in story.text_table.rows if "%" in row[2])


def test_who_is_counted_in_place_of_a_group_is_said(shares, real):
    types = types_by_year(real["only_choice"])
    story = only_story(of_year(shares, 2019, "independent"), "us_img", types)
    assert "independent applicants together" in story.context[0]
    assert "2020 and 2021" in story.context[0]
    nothing = not_counted_story(real["only_choice"], "us_img", 2023, types)
    assert "not US IMGs" in nothing.headline
    assert len(nothing.text_table.rows) == len(types)
