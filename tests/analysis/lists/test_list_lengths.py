"""Lengths of lists: laid out by type, drawn with a planned length, and said with how many they are over."""

import pandas as pd
import pytest

from analysis.lists.chart import length_lines, length_panels
from analysis.lists.compute import LIST_TYPES, PROGRAMS, list_lengths, program_lengths
from analysis.lists.words import COUPLES_LEFT_OUT, TOGETHER, beside_planned, lists_story


def table(*rows):
    """Build a `list_lengths` table out of (year, type, matched mean, unmatched mean) rows."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "applicant_type": kind,
                "matched_count": 40,
                "matched_length_mean": matched,
                "unmatched_count": 10,
                "unmatched_length_mean": unmatched,
                "source_id": "hand_made",
            }
            for year, kind, matched, unmatched in rows
        ]
    )


@pytest.fixture
def two_types():
    rows = table((2025, "us_img", 10.0, 3.5), (2024, "us_img", 9.0, 4.0), (2025, "all", 12.0, 4.1))
    return list_lengths(rows)


def test_types_come_in_their_order_and_years_ascending(two_types):
    assert [one.kind for one in two_types] == ["us_img", "all"]
    assert list(two_types[0].rows["match_year"]) == [2024, 2025]
    assert two_types[0].latest["matched_length_mean"] == 10.0


def test_matched_and_unmatched_non_us_imgs_ranked_7_27_and_3_20_programs_in_2018(real):
    (own,) = list_lengths(real["list_lengths"], ("non_us_img",))
    row = own.rows.set_index("match_year").loc[2018]
    assert (row["matched_length_mean"], row["unmatched_length_mean"]) == (7.27, 3.20)
    table = lists_story([own]).text_table.frame().set_index("Match").loc["2018"]
    assert table["Matched"].startswith("7.27 (")
    assert table["Unmatched"].startswith("3.20 (")


def test_every_year_and_type_has_a_line(real):
    kinds = list_lengths(real["list_lengths"])
    assert tuple(one.kind for one in kinds) == LIST_TYPES
    for one in kinds:
        assert list(one.rows["match_year"]) == list(range(2006, 2026))
        # A longer list and a match go together, every year.
        assert (one.rows["matched_length_mean"] > one.rows["unmatched_length_mean"]).all()


def test_a_planned_length_is_a_line_across_all_years_and_within_the_axis(two_types):
    chart = length_panels(two_types, 30)
    for panel in chart.panels:
        own = panel.series[-1]
        assert (own.name, own.style, set(own.cells)) == ("your planned list", "user", {30.0})
        assert panel.axis.high > 30
    assert not any(
        one.style == "user" for panel in length_panels(two_types, None).panels for one in panel.series
    )
    assert [one.end for one in length_lines(two_types[0], 12).series] == [
        "10.0 matched",
        "3.5 unmatched",
        "12 your list",
    ]


def test_lines_of_one_type_say_how_many_lists_they_are_over(two_types, real):
    assert lists_story(two_types[:1]).legend == (
        ("line_matched", "matched (mean over 40 in 2024, 40 in 2025)"),
        ("line_unmatched", "unmatched (mean over 10 in 2024, 10 in 2025)"),
    )
    # Small charts have them in their titles.
    assert lists_story(two_types).legend[0] == ("line_matched", "matched")
    programs = program_lengths(real["program_list_lengths"])
    latest = programs.latest
    assert f"({latest['matched_count']:,} programs)" in lists_story([programs]).headline


def test_the_finding_names_year_means_and_what_they_do_not_say(two_types):
    story = lists_story(two_types)
    assert story.headline.startswith("In 2025, US IMGs who matched had ranked 10.0 programs on average")
    assert "(40 people), those who did not 3.5 (10)" in story.headline
    assert {TOGETHER, COUPLES_LEFT_OUT} <= set(story.notes)
    assert not story.context
    assert story.text_table["Matched"][0] == "10.00 (40 people)"


def test_a_planned_length_is_said_beside_the_two_means_and_is_no_data(two_types):
    story = beside_planned(lists_story(two_types), two_types[0], 1)
    assert "Your planned list: 1 program." in story.context[0]
    assert "10.0" in story.context[0]
    assert ("line_user", "your planned list") in story.legend
    assert set(story.data["matched_length_mean"]) == {9.0, 10.0, 12.0}


def test_lists_of_programs_are_told_in_their_own_words(real):
    programs = program_lengths(real["program_list_lengths"])
    story = beside_planned(lists_story([programs]), programs, 12)
    assert programs.kind == PROGRAMS
    assert "applicants per place" in story.headline
    assert story.text_table.columns == ("Match", "Filled", "Not filled")
    # The length of a person's list says nothing beside those of programs.
    assert not story.context
    assert "your" not in str(story.legend)
