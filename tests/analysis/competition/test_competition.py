"""Applicants per place, unfilled programs, couples and SOAP, out of small tables and the real ones."""

import math

import pandas as pd
import pytest

from analysis.competition.chart import couple_lines, place_dots, soap_panels
from analysis.competition.compute import (
    SECOND_HAND,
    couple_shares,
    most_in_soap,
    of_year,
    places,
    soap_by_specialty,
)
from analysis.competition.words import (
    COUNTED_ONCE,
    ELSEWHERE,
    NOT_APART,
    PLACE_MEASURES,
    SENIOR_MEASURES,
    couples_story,
    places_story,
    soap_story,
)
from analysis.wording import NOT_LISTED


def summary(*rows, source="hand_made"):
    """Build a table like Table 1 out of (year, level, printed, specialty, applicants, offered, programs, unfilled)."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "position_level": level,
                "specialty_as_printed": printed,
                "specialty": specialty,
                "applicant_type": kind,
                # Of the seniors, half as many.
                "applicant_count": applicants // (1 if kind == "all" else 2),
                "matched_count": offered // (1 if kind == "all" else 4),
                "program_count": programs,
                "unfilled_program_count": unfilled,
                "offered_count": offered,
                "source_id": source,
            }
            for year, level, printed, specialty, applicants, offered, programs, unfilled in rows
            for kind in ("all", "us_md_senior")
        ]
    )


@pytest.fixture
def small():
    own = summary(
        (2022, "pgy1", "Internal Medicine (Categorical)", "internal_medicine", 150, 100, 10, 2),
        (2022, "pgy1", "Medicine-Primary", "internal_medicine", 90, 10, 5, 0),
        (2022, "pgy1", "Dermatology", "dermatology", 20, 2, 1, 0),
        (2022, "pgy2", "Dermatology", "dermatology", 30, 20, 9, 1),
        (2022, "pgy1", "Transitional (PGY-1 Only)", None, 99, 50, 7, 3),
    )
    later = summary(
        (2022, "pgy1", "Internal Medicine (Categorical)", "internal_medicine", 150, 100, 10, 2),
        (2023, "pgy1", "Internal Medicine (Categorical)", "internal_medicine", 160, 80, 10, 5),
        (2023, "pgy1", "Dermatology", "dermatology", 25, 2, 1, 0),
        source=SECOND_HAND,
    )
    ranked = pd.DataFrame(
        [
            (2022, "pgy1", "Medicine-Categorical", 7.8, "ranks"),
            (2022, "pgy2", "Dermatology", math.nan, "ranks"),
        ],
        columns=["match_year", "position_level", "specialty_as_printed", "ranked_mean", "source_id"],
    )
    names = pd.DataFrame(
        [
            ("positions", "Internal Medicine (Categorical)", "Internal Medicine (Categorical)"),
            ("positions", "Medicine-Categorical", "Internal Medicine (Categorical)"),
        ],
        columns=["printed_in", "specialty_as_printed", "current_name"],
    )
    return places(own, later, ranked, names).set_index(["match_year", "specialty"])


def test_per_place_is_of_the_largest_row_and_programs_are_of_all_rows(small):
    row = small.loc[(2022, "internal_medicine")]
    # The 90 who ranked a primary care program may be among the 150.
    assert (row["applicant_count"], row["offered_count"], row["applicants_per_position"]) == (150, 100, 1.5)
    assert (row["program_count"], row["unfilled_program_count"]) == (15, 2)
    # Another edition spells it otherwise.
    assert (row["ranked_mean"], row["ranked_source_id"]) == (7.8, "ranks")
    row = small.loc[(2022, "dermatology")]
    assert (row["position_level"], row["applicants_per_position"], row["program_count"]) == ("pgy2", 1.5, 10)
    assert row["unfilled_pct"] == 10
    assert math.isnan(row["ranked_mean"])


def test_a_copy_of_pgy1_alone_goes_on_where_most_places_are_there(small):
    assert bool(small.loc[(2023, "internal_medicine"), "is_secondary"])
    assert small.loc[(2023, "internal_medicine"), "applicants_per_position"] == 2
    assert (2023, "dermatology") not in small.index
    assert not small.loc[(2022, "internal_medicine"), "is_secondary"]


def test_what_a_copy_lacks_is_said_in_the_row_and_what_it_has_is_hollow(small):
    rows = of_year(small.reset_index(), 2023, "applicants_per_position")
    chart = place_dots(rows, PLACE_MEASURES["applicants"])
    assert chart.series[0].hollow[0]
    assert chart.series[0].leads[0] == "2.0"
    assert chart.series[0].texts[0] == "160 for 80"
    assert {one.shown for one in chart.remarks} == {ELSEWHERE}
    story = places_story(rows, PLACE_MEASURES["applicants"], 2022)
    assert "second-hand" in story.subtitle
    assert len(story.text_table.rows) == 22


def test_the_level_stands_in_the_name_of_one_row_and_not_of_all_levels_together(small):
    per_place, unfilled = (PLACE_MEASURES[name] for name in ("applicants", "unfilled"))
    rows = of_year(small.reset_index(), 2022, "unfilled_pct")
    assert [row.label for row in place_dots(rows, per_place).rows][1] == "Dermatology, PGY-2"
    assert [row.label for row in place_dots(rows, unfilled).rows][1] == "Dermatology"
    # 9 of its 10 programs are at PGY-2.
    assert place_dots(rows, unfilled).series[0].texts[1] == "1 of 10"
    story = places_story(rows, unfilled, 2022)
    assert "all levels summed" in story.subtitle
    assert story.text_table["Programs unfilled, all levels"][1] == "10.0% (1 of 10)"


def test_seniors_stand_in_the_largest_row_at_second_hand_too(small):
    measure = SENIOR_MEASURES["us_md_senior"]
    rows = of_year(small.reset_index(), 2023, measure.column)
    series = place_dots(rows, measure).series[0]
    assert (series.leads[0], series.texts[0]) == ("1.00", "80 for 80")
    assert series.hollow[0]
    assert place_dots(rows, measure).rows[0].end == "20"
    story = places_story(rows, measure, 2022)
    assert story.headline.startswith("US MD seniors who ranked a specialty, per place, 2023")
    assert story.text_table["US MD seniors per place"][0] == "1.00 (80 for 80, 20 matched)"
    assert small.loc[(2022, "dermatology"), "us_md_senior_applicant_count"] == 15


def test_a_group_that_a_year_does_not_count_apart_is_said_not_to_be(small):
    measure = SENIOR_MEASURES["do_senior"]
    rows = of_year(small.reset_index(), 2022, measure.column)
    cells = dict(
        zip(rows["label"], places_story(rows, measure, 2021).text_table["DO seniors per place"], strict=True)
    )
    assert cells["Dermatology"] == NOT_APART
    assert cells["Pathology"] == NOT_LISTED


def test_real_seniors_have_the_printed_counts(real):
    rows = places(
        real["match_summary"], real["senior_counts"], real["ranked_per_position"], real["specialty_names"]
    ).set_index(["match_year", "specialty"])
    own = rows.loc[(2022, "internal_medicine")]
    assert (own["us_md_senior_applicant_count"], own["us_md_senior_matched_count"]) == (4_120, 3_491)
    assert (own["do_senior_applicant_count"], own["do_senior_matched_count"]) == (2_030, 1_602)
    assert rows.loc[rows["is_secondary"], "do_senior_matched_count"].notna().all()
    assert rows.loc[2019]["do_senior_applicant_count"].isna().all()


def test_that_people_are_counted_several_times_is_said_where_people_are_counted(small):
    rows = of_year(small.reset_index(), 2022, "unfilled_pct")
    said = {name: places_story(rows, one, 2022).notes for name, one in PLACE_MEASURES.items()}
    assert [name for name, notes in said.items() if COUNTED_ONCE in notes] == ["applicants"]


def test_no_number_is_said_with_the_year_that_has_one(small):
    rows = of_year(small.reset_index(), 2023, "ranked_mean")
    story = places_story(rows, PLACE_MEASURES["ranked"], 2022)
    assert "2023" in story.headline
    assert "2022" in story.headline
    assert not place_dots(rows, PLACE_MEASURES["ranked"]).has_numbers


def test_real_places_have_the_printed_counts(real):
    rows = places(
        real["match_summary"], real["senior_counts"], real["ranked_per_position"], real["specialty_names"]
    )
    row = rows.set_index(["match_year", "specialty"]).loc[(2021, "internal_medicine")]
    assert (row["applicant_count"], row["offered_count"], row["ranked_mean"]) == (13_787, 9_024, 7.8)
    assert (row["unfilled_program_count"], row["program_count"]) == (77, 689)
    # Every row of the years that Table 17 covers finds its number there.
    covered = rows.loc[rows["match_year"].between(2008, 2021)]
    assert covered["ranked_mean"].isna().sum() <= 3


def test_shares_of_couples_add_up(real):
    rows = couple_shares(real["couples"])
    assert (rows[["both_pct", "one_pct", "neither_pct"]].sum(axis="columns") - 100).abs().max() < 1e-9
    story = couples_story(rows)
    assert "89.6% of 1,222 couples" in story.headline
    # 877 are told apart, 878 printed.
    assert any(note.startswith("2012:") for note in story.notes)
    assert [one.cells[-1] for one in couple_lines(rows).series] == pytest.approx(
        [89.61, 8.18, 2.21], abs=0.01
    )


def soap(*rows):
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "position_level": "pgy1",
                "specialty_as_printed": "printed",
                "specialty": specialty,
                "program_count": 1,
                "available_count": available,
                "filled_program_count": 1,
                "filled_count": filled,
                "source_id": "hand_made",
            }
            for year, specialty, available, filled in rows
        ]
    )


def test_soap_is_summed_over_levels_and_the_total_counts_every_row():
    rows = soap_by_specialty(
        soap(
            (2020, "pathology", 3, 2),
            (2020, "pathology", 4, 4),
            (2020, None, 10, 9),
            (2021, "neurology", 1, 0),
            (2021, None, 5, None),
        )
    ).set_index(["match_year", "specialty"])
    assert tuple(rows.loc[(2020, "pathology"), ["available_count", "filled_count"]]) == (7, 6)
    assert tuple(rows.loc[(2020, "all_specialties_combined"), ["available_count", "filled_count"]]) == (
        17,
        15,
    )
    assert tuple(rows.loc[(2021, "all_specialties_combined"), ["available_count", "filled_count"]]) == (6, 0)
    # The table prints those alone that had positions there.
    assert rows.loc[(2021, "pathology"), "available_count"] == 0
    assert most_in_soap(rows.reset_index()) == ("pathology", "neurology")


def test_a_specialty_that_soap_does_not_list_has_none_by_the_source_of_that_year():
    rows = soap_by_specialty(soap((2020, "pathology", 3, 2), (2021, "neurology", 1, 0)))
    story = soap_story(rows, ("pathology", "neurology"), chosen=True)
    said = story.data.set_index(["match_year", "specialty"])[
        ["available_count", "source_id", "unlisted_note"]
    ]
    assert tuple(said.loc[(2020, "pathology")]) == (3, "hand_made", "")
    none = said.loc[(2021, "pathology")]
    assert (none["available_count"], none["source_id"]) == (0, "hand_made")
    assert "does not list the specialty" in none["unlisted_note"]
    assert none["unlisted_note"] in story.notes
    listed = soap_story(rows.loc[rows["match_year"] == 2020], ("pathology",), chosen=True)
    assert none["unlisted_note"] not in listed.notes


def test_soap_of_2021_fills_1773_of_1892_positions(real):
    rows = soap_by_specialty(real["soap"])
    shown = most_in_soap(rows)
    story = soap_story(rows, shown, chosen=False)
    assert "1,773 of the 1,892 positions in SOAP" in story.headline
    assert "the 10 specialties with the most positions in SOAP, 2012 to 2021 summed" in story.subtitle
    chart = soap_panels(rows, shown)
    assert len(chart.panels) == 10
    assert story.text_table["Specialty"][0] == "All Specialties Combined"
    assert story.text_table["2021"][0] == "1,773 of 1,892"
    top = max(value for panel in chart.panels for one in panel.series for value in one.cells)
    assert top < chart.axis.high
    two = soap_story(rows, ("dermatology", "radiation_oncology"), chosen=True)
    assert "of the specialties shown Radiation Oncology had most" in two.headline
