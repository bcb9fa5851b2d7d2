"""Who fills the places: NRMP's counts by year, level and order, how they change, and the guide's column."""

import re

import pytest

from data.load import load_table
from data.vocabulary import SPECIALTIES

FILE = "img_fill.py"
SLUGS = [specialty.slug for specialty in SPECIALTIES if not specialty.is_total]
ONE_LEVEL = "One position level only: advanced specialties such as Dermatology or Radiation Oncology"


def test_pathology_by_the_counts_and_by_the_guide(open_page):
    counted = open_page(FILE)
    assert counted.printed("Pathology") == ["45.2% 185 + 72 of 568"]
    assert "Pathology 45.2 72 (12.7%) 185 (32.6%) 257 of 568 601" in counted.text
    guide = open_page(FILE, {"show": "guide"})
    assert guide.printed("Pathology")[0].startswith("52.7")
    assert "Pathology 52.7 15.9 36.8" in guide.text
    assert "It is not NRMP’s share of positions filled" in guide.text
    both = open_page(FILE, {"show": "difference"})
    assert both.printed("Pathology") == ["52.7", "45.2"]
    assert "Pathology 52.7 45.2 257 of 568 +7.5 " in both.text
    assert "smaller denominator" in both.text


def test_a_zero_of_the_guide_is_answered_by_the_counts(open_page):
    counted = open_page(FILE)
    assert counted.printed("Otolaryngology") == ["3.3% 5 + 5 of 303"]
    both = open_page(FILE, {"show": "difference"})
    assert "its 0.0 is false for Otolaryngology" in both.frames[0].headline
    assert "Otolaryngology 0.0 3.3 10 of 303 −3.3" in both.text


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("us_img", "Child Neurology 0.0 2.0 3 of 148 −2.0"),
        ("non_us_img", "Otolaryngology 0.0 1.7 5 of 303 −1.7"),
    ],
)
def test_both_for_one_kind_of_img(open_page, group, said):
    opened = open_page(FILE, {"show": "difference"}).choose("share_of", group)
    assert opened.address == {"show": "difference", "share_of": group}
    assert said in opened.text


@pytest.mark.parametrize(
    ("label", "summed", "first_year_only"),
    [
        ("Dermatology", "4.1% 15 + 4 of 463", "4.3% 1 + 0 of 23"),
        ("Radiation Oncology", "2.1% 4 + 0 of 188", "0.0% 0 + 0 of 15"),
    ],
)
def test_levels_are_summed_unless_one_is_asked_for(open_page, label, summed, first_year_only):
    opened = open_page(FILE)
    assert opened.printed(label) == [summed]
    assert ONE_LEVEL not in opened.text
    opened.choose("level", "pgy1")
    assert opened.printed(label) == [first_year_only]
    assert ONE_LEVEL in opened.text
    assert "PGY-1 only · 2018 Match" in opened.frames[0].subtitle


def test_every_specialty_of_2018_has_its_counts(open_page):
    opened = open_page(FILE)
    for specialty in SPECIALTIES:
        (said,) = opened.printed(specialty.label)
        assert re.fullmatch(r"[\d.]+% [\d,]+ \+ [\d,]+ of [\d,]+", said), specialty.label


def test_the_latest_and_the_first_year(open_page):
    latest = open_page(FILE, {"year": "2022"})
    assert latest.printed("Pathology") == ["44.3% 212 + 62 of 619"]
    assert "Advance Data Tables: Main Residency Match, 2022" in latest.frames[0].below
    first = open_page(FILE, {"year": "2008"})
    assert first.printed("Child Neurology") == ["not listed by NRMP"]
    assert "Child Neurology no share not listed by NRMP not listed by NRMP not listed by NRMP –" in first.text
    assert first.printed("Neurology") == ["28.9% 109 + 46 of 536"]


def test_a_year_that_is_counted_by_state_alone_stands_apart(open_page):
    opened = open_page(FILE, {"year": "2025"})
    assert opened.printed("Pathology") == ["36.3% 168 + 57 of 619"]
    assert opened.printed("All Specialties Combined") == ["24.8% 6,869 + 3,226 of 40,764"]
    assert opened.printed("Internal Medicine") == ["with preliminary places"]
    (frame,) = opened.frames
    assert "2025 stands apart" in opened.text
    assert frame.headline.endswith("4 specialties have no share")
    assert "State and Applicant Type" in frame.below
    # The trend ends where the table by specialty does.
    assert "2008 to 2022" in open_page(FILE, {"show": "trend"}).frames[0].headline


def test_every_year_of_the_table_can_be_chosen(open_page):
    tables = ("positions", "filled_by_state")
    years = sorted({str(year) for name in tables for year in load_table(name)["match_year"]}, reverse=True)
    opened = open_page(FILE)
    assert opened.test.selectbox(key="choice_year@2018").options == years
    opened.choose("year", "2015")
    assert dict(opened.test.query_params) == {"year": "2015"}
    assert "2015 Match" in opened.frames[0].subtitle


def test_a_level_that_a_year_does_not_have_is_said_in_a_sentence(open_page):
    opened = open_page(FILE, {"year": "2010", "level": "r"})
    assert not opened.problems
    (frame,) = opened.frames
    assert not frame.is_drawn
    assert "no R (physicians with earlier training) positions in 2010" in frame.headline
    assert "0.0" not in opened.text
    assert not re.search(r"\b0%", opened.text)
    opened.choose("year", "2018")
    assert len(opened.charts) == 1


@pytest.mark.parametrize("level", ["pgy2", "r"])
def test_a_trend_at_a_level_that_the_chosen_do_not_have_is_said(open_page, level):
    opened = open_page(FILE, {"show": "trend", "specialties": "pathology", "level": level})
    assert not opened.test.exception
    assert "Pathology" in opened.frames[0].headline
    assert not opened.charts
    opened.shortlist("neurology", "pathology", picker="shortlist_trend")
    assert len(opened.charts) == 1
    # One of the two cannot be drawn, and is not dropped without a word.
    assert "Pathology" in opened.frames[0].headline + opened.frames[0].below


def test_the_order_moves_the_rows(open_page):
    def rows(opened):
        return opened.charts[0][1]["layout"]["yaxis"]["ticktext"]

    opened = open_page(FILE)
    assert rows(opened)[1] == "Pathology"
    assert rows(opened.choose("order", "us_img"))[1] == "Family Medicine"
    assert rows(opened.choose("order", "name"))[1:3] == ["Anesthesiology", "Child Neurology"]


def test_the_trend_shows_the_largest_until_specialties_are_chosen(open_page):
    opened = open_page(FILE, {"show": "trend"})
    assert "of the 10 largest specialties from 2008 to 2022" in opened.frames[0].headline
    assert opened.test.multiselect(key="shortlist_trend").value == []


def test_the_specialties_of_a_trend_are_the_shortlist_and_stand_in_the_address(open_page):
    opened = open_page(FILE, {"show": "trend", "specialties": "neurology,pathology"})
    assert not opened.problems
    assert opened.test.multiselect(key="shortlist_trend").value == ["neurology", "pathology"]
    assert "1 of the 2 chosen specialties" in opened.frames[0].headline
    assert "Pathology 2008 22.3% (104 of 467) 2022 44.3% (274 of 619) +22.0" in opened.text
    opened.shortlist("pathology", "dermatology", picker="shortlist_trend")
    assert opened.address == {"show": "trend", "specialties": "pathology,dermatology"}
    assert opened.test.multiselect(key="shortlist_sidebar").value == ["pathology", "dermatology"]
    assert "Dermatology 2008" in opened.text
    assert "Neurology 2008" not in opened.text
    opened.shortlist(picker="shortlist_trend")
    assert opened.address == {"show": "trend"}
    assert "10 largest specialties" in opened.frames[0].headline


def test_a_specialty_that_came_later_starts_later(open_page):
    opened = open_page(FILE, {"show": "trend", "specialties": "neurology,child_neurology"})
    assert "NRMP’s table lists Child Neurology from 2012" in opened.text
    assert "Child Neurology 2012 19.3% (22 of 114)" in opened.text


def test_selections_are_remembered_on_the_way_through_the_views(open_page):
    opened = open_page(FILE, {"year": "2008", "level": "pgy1"})
    opened.choose("show", "guide").choose("show", "trend")
    assert opened.test.selectbox(key="choice_level").value == "pgy1"
    opened.choose("show", "year")
    assert opened.test.selectbox(key="choice_year@2018").value == "2008"
    assert dict(opened.test.query_params) == {"year": "2008", "level": "pgy1"}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"year": "1999"}, "year “1999”, which is not one of: 2025, 2022"),
        ({"show": "x"}, "show “x”, which is not one of: "),
        ({"level": "pgy9"}, "level “pgy9”, which is not one of: "),
        (
            {"show": "difference", "share_of": "do"},
            "share_of “do”, which is not one of: All IMGs, US IMG, Non-US IMG",
        ),
        (
            {"show": "difference", "group": "img"},
            "“img” can mean US IMG or Non-US IMG",
        ),
        (
            {"show": "trend", "specialties": "neurology,wizardry"},
            "specialties: “wizardry” is not among the specialties here. Allowed are up to 6 of",
        ),
        ({"show": "trend", "specialties": "all_specialties_combined"}, "“all_specialties_combined”"),
        (
            {"show": "trend", "specialties": ",".join(SLUGS[:7])},
            "specialties: 7 at once are too many. Allowed are up to 6 of",
        ),
    ],
)
def test_a_bad_address_gets_a_notice_and_a_working_page(open_page, address, said):
    opened = open_page(FILE, address)
    (notice,) = opened.problems
    assert said in notice
    assert len(opened.charts) == 1
    opened.choose("show", "guide")
    assert not opened.problems
    assert len(opened.charts) == 1


def test_a_misspelt_part_of_the_address_is_mentioned(open_page):
    opened = open_page(FILE, {"speciality": "neurology"})
    assert "parts this page does not know: “speciality”" in opened.problems[0]
    assert len(opened.charts) == 1


def test_what_can_be_shown_of_a_bad_address_is_shown(open_page):
    opened = open_page(FILE, {"show": "trend", "specialties": "neurology,wizardry"})
    assert opened.test.multiselect(key="shortlist_trend").value == ["neurology"]
    assert "Neurology: IMGs filled 29% of the positions in 2008" in opened.text
    opened = open_page(FILE, {"show": "trend", "specialties": ",".join(SLUGS[:7])})
    assert opened.test.multiselect(key="shortlist_trend").value == SLUGS[:6]


def test_a_wrong_name_does_not_hide_that_there_were_too_many(open_page):
    opened = open_page(FILE, {"show": "trend", "specialties": ",".join([*SLUGS[:7], "wizardry"])})
    (notice,) = opened.problems
    assert "wizardry" in notice
    assert "7 at once" in notice
