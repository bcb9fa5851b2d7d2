"""Lists and choices: five questions, a planned length that stays the visitor's own, and who is counted when."""

import pytest

from pages.ui.kept import kept

FILE = "lists_and_choices.py"
KEY = "profile_list_length"


def plan(page, typed):
    """Type how many programs the visitor plans to rank."""
    page.test.text_input(key=KEY).set_value(typed)
    return page._settle()


def own_lines(page):
    """The values of the visitor's own line in each small chart."""
    _, spec = page.charts[0]
    return [set(one["y"]) for one in spec["data"] if one.get("name") == "Your planned list"]


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("us_md_senior", "In 2025, US MD seniors who matched had ranked 13.7 programs on average"),
        ("non_us_img", "In 2025, non-US IMGs who matched had ranked 7.3 programs on average"),
    ],
)
def test_the_headline_is_about_the_visitors_group_which_comes_first(open_page, group, said):
    opened = open_page(FILE, group=group)
    assert opened.frames[0].headline.startswith(said)
    assert "2006 to 2025 Match" in opened.frames[0].subtitle
    assert "leaves couples out" in opened.text
    assert "the list is also what interviews bring" in opened.text


def test_a_planned_length_is_drawn_said_and_in_no_address(open_page):
    opened = plan(open_page(FILE, group="non_us_img"), "12")
    assert own_lines(opened) == [{12}] * 5
    assert "Your planned list: 12 programs" in opened.text
    assert opened.address == {"group": "non_us_img"}
    opened.choose("lists_of", "us_img")
    assert own_lines(opened) == [{12}]
    assert opened.address == {"group": "non_us_img", "lists_of": "us_img"}


def test_a_planned_length_follows_to_other_questions_and_goes_with_the_other_numbers(open_page):
    opened = plan(open_page(FILE), "12")
    opened.choose("ask", "couples").choose("ask", "lists")
    assert opened.test.text_input(key=KEY).value == "12"
    assert own_lines(opened)
    opened.press("Clear my numbers and group")
    assert opened.test.text_input(key=KEY).value == ""
    assert not own_lines(opened)


def test_an_invented_person_takes_the_place_of_a_planned_length(open_page):
    opened = plan(open_page(FILE), "12").invent("ada")
    assert not own_lines(opened)
    plan(opened, "9")
    # Whoever types one beside an invented person is shown that person still.
    assert opened.address["demo"] == "ada"
    assert own_lines(opened) == [{9}] * 5


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "out of range"), ("abc", "is not a number"), ("4.5", "whole")]
)
def test_what_is_no_length_gets_a_sentence_and_no_line(open_page, typed, said):
    opened = plan(open_page(FILE), typed)
    (error,) = opened.test.error
    assert "Programs you plan to rank" in error.value
    assert said in error.value
    assert not own_lines(opened)


def test_the_tab_keeps_a_planned_length(in_app):
    def remembered():
        import streamlit as st

        st.session_state[KEY] = "12"
        return kept()["numbers"]

    assert in_app(remembered) == {"list_length": "12"}


def test_only_choice_opens_with_the_newest_year_that_counts_the_group(open_page):
    opened = open_page(FILE, {"ask": "only"}, group="non_us_img")
    assert opened.selectors["only_year"] == "2021"
    assert "56.6% matched (1,743 of 3,080)" in opened.frames[0].headline
    assert opened.printed("Pathology") == ["64.2% 190 of 296"]
    assert opened.printed("Plastic Surgery") == ["2 of 6 matched"]
    assert "only_year" not in opened.address


def test_a_year_without_the_group_shows_those_among_whom_it_is_counted_or_says_who_is(open_page):
    opened = open_page(FILE, {"ask": "only", "only_year": "2018"}, group="us_img")
    assert "independent applicants together" in opened.text
    assert "US IMGs are among them" in opened.text
    opened = open_page(FILE, {"ask": "only", "only_year": "2023"}, group="us_img")
    assert not opened.charts
    assert "not US IMGs" in opened.frames[0].headline


def test_second_hand_years_are_hollow_and_called_so(open_page):
    opened = open_page(FILE, {"ask": "only", "only_of": "do_senior", "only_year": "2023"})
    assert "second-hand" in opened.frames[0].subtitle
    _, spec = opened.charts[0]
    (dots,) = [one for one in spec["data"] if one["mode"] == "markers" and one.get("name")]
    assert set(dots["marker"]["color"]) != {dots["marker"]["line"]["color"]}


def test_places_open_with_the_newest_year_that_has_the_measure(open_page):
    opened = open_page(FILE, {"ask": "places"})
    assert opened.selectors["places_year"] == "2022"
    assert opened.printed("Internal Medicine") == ["1.5 13,844 for 9,380"]
    assert opened.printed("Dermatology, PGY-2")
    opened.choose("places_by", "ranked")
    assert opened.selectors["places_year"] == "2021"


def test_soap_shows_the_shortlist_or_the_ten_largest(open_page):
    opened = open_page(FILE, {"ask": "soap"})
    assert "1,773 of the 1,892 positions in SOAP" in opened.frames[0].headline
    opened.shortlist("radiation_oncology", "neurology", picker="shortlist_soap")
    assert "chosen specialties" in opened.frames[0].subtitle
    assert "Radiation Oncology 22 of 32" in opened.text


def test_a_specialty_shows_how_people_like_the_visitor_chose_it(open_page):
    opened = open_page("specialty.py", {"specialty": "pathology", "about": "people"}, group="non_us_img")
    assert "Of 296 non-US IMGs who ranked only Pathology in 2021, 190 matched" in opened.frames[0].headline
    assert "Positions in SOAP 17 filled of 18 2021" in opened.text
    assert "Applicants per place 1.6 (994 for 631) 2022" in opened.text


@pytest.mark.parametrize(
    ("about", "of_the_chart", "of_the_tables"),
    [
        ("people", ["Table 14"], ["Table 13", "Table 17"]),
        ("matches", ["Table 2"], ["Table 13", "Table 14"]),
        ("directors", ["Figure 6"], ["Figure 3", "Figures 1 and 2", "Figure 5"]),
    ],
)
def test_a_chart_names_its_own_source_and_tables_name_theirs(open_page, about, of_the_chart, of_the_tables):
    opened = open_page("specialty.py", {"specialty": "pathology", "about": about}, group="non_us_img")
    (frame,) = opened.frames
    own, _, tables = (
        opened.text[opened.text.index(frame.below) :].partition("Source: ")[2].partition("Source: ")
    )
    for printed in of_the_chart:
        assert f"({printed}" in own
    for printed in of_the_tables:
        assert printed in tables
        assert printed not in own


def test_where_too_few_chose_a_specialty_there_is_no_chart_and_no_note_on_one(open_page):
    opened = open_page(
        "specialty.py", {"specialty": "interventional_radiology", "about": "people"}, group="us_img"
    )
    (frame,) = opened.frames
    assert not frame.is_drawn
    assert frame.below.strip().startswith("Source: ")
