"""The page Directors, and what directors said on the page of a specialty."""

import pytest

from pages.ui.device import says_phone


def test_directors_shows_the_visitors_own_group_until_another_is_chosen(open_page):
    opened = open_page("directors.py")
    (frame,) = opened.frames
    assert "often interview non-US IMGs; 18% of 5,143 programs responded" in frame.headline
    assert "Showing Non-US IMG answers until you choose" in opened.text
    assert opened.printed("Internal Medicine") == ["47", "36", "18", "45"]
    assert opened.printed("Orthopaedic<br>Surgery".replace("<br>", " ")) == ["23", "74", "3", "39"]
    opened.enter(group="us_md_senior")
    (frame,) = opened.frames
    assert frame.headline.startswith("In all 23 specialties")
    opened.choose("applicants", "us_img").choose("stage", "rank")
    (frame,) = opened.frames
    assert "often rank US IMGs" in frame.headline


def test_what_the_guide_says_of_imgs_and_visas_is_a_link_away(open_page):
    words = "The guide says something of this too"
    opened = open_page("directors.py", group="us_img")
    assert words in opened.text
    assert words not in opened.choose("applicants", "us_md_senior").text
    assert (
        words in opened.choose("ask", "factors").choose("by", "factor").choose("factor", "visa_status").text
    )


def test_factors_are_a_grid_or_one_at_a_time(open_page):
    opened = open_page("directors.py", {"ask": "factors"})
    assert {"figure", "by", "stage"} <= set(opened.selectors)
    assert not {"factor", "specialty", "applicants"} & set(opened.selectors)
    opened.choose("by", "factor").choose("factor", "visa_status")
    assert opened.frames[0].headline.startswith("“Visa status”, 2020: cited")
    opened.choose("by", "specialty").choose("specialty", "pathology")
    assert opened.frames[0].headline.startswith("Pathology: ")


@pytest.mark.parametrize(
    ("headers", "is_one"),
    [
        ({"User-Agent": "Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile Safari/537.36"}, True),
        ({"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"}, True),
        ({"Sec-CH-UA-Mobile": "?1"}, True),
        ({"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0 Safari/537.36"}, False),
        ({}, False),
    ],
)
def test_a_phone_is_known_by_what_its_browser_says(headers, is_one):
    assert says_phone(headers) is is_one


def test_what_a_device_opens_with_stands_in_its_address(in_app):
    def opened():
        import streamlit as st

        from pages.ui.choose import choose
        from pages.ui.page import Selector

        labels = {"all": "All", "factor": "One"}
        slug = choose(Selector("by", "Lay out", labels, "all", here=lambda: "factor"))
        return slug, st.query_params.to_dict()

    assert in_app(opened) == ("factor", {"by": "factor"})


def test_a_factor_of_ranking_alone_is_said_to_be_one(open_page):
    opened = open_page("directors.py", {"ask": "factors", "by": "factor", "factor": "interpersonal_skills"})
    assert not opened.frames
    assert "in ranking alone" in opened.text
    opened.choose("stage", "rank")
    assert opened.frames[0].is_drawn


@pytest.mark.parametrize(
    ("specialty", "said"),
    [
        ("internal_medicine", "Internal Medicine: 47% of 45 responding programs"),
        ("orthopaedic_surgery", "Orthopaedic Surgery: 3% of 39 responding programs"),
    ],
)
def test_a_specialty_shows_what_its_directors_said(open_page, specialty, said):
    opened = open_page("specialty.py", {"specialty": specialty, "about": "directors"})
    assert opened.frames[0].headline.startswith(said)
    for heading in ("Scores that programs named", "The ten factors cited most in ranking applicants"):
        assert heading in opened.text
    assert "What a program receives and does: means of" in opened.text
    for word in ("chance of an interview", "cut-off", "cutoff", "safe"):
        assert word not in opened.text
