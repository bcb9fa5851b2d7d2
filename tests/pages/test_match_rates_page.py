"""Match rates: four decades by applicant type, what changed, and the two denominators."""

import re

import pytest

from data.load import load_table
from data.vocabulary import APPLICANT_GROUPS

FILE = "match_rates.py"
HEADLINES = {
    "us_md_senior": "Between 92.1% (1982) and 95.1% (2012) of US MD seniors with a rank list matched; in 2022",
    "do_senior": "Between 62.1% (1992) and 91.3% (2022) of DO seniors with a rank list matched; in 2022",
    "us_img": "Between 38.6% (1986) and 61.4% (2022) of US IMGs with a rank list matched; in 2022",
    "non_us_img": "Between 21.6% (1985) and 63.4% (1991) of non-US IMGs with a rank list matched; in 2022",
}


@pytest.mark.parametrize("group", [group.slug for group in APPLICANT_GROUPS])
def test_the_headline_is_about_the_visitors_group(open_page, group):
    opened = open_page(FILE, group=group)
    assert opened.frames[0].headline.startswith(HEADLINES[group])
    assert "1982 to 2025 Match" in opened.frames[0].subtitle


def test_a_newcomer_is_told_whose_rates_are_named(open_page):
    opened = open_page(FILE)
    assert opened.frames[0].headline.startswith(HEADLINES["non_us_img"])
    assert "until you choose your applicant group in the sidebar" in opened.text


def test_rates_after_the_last_edition_are_called_second_hand(open_page):
    opened = open_page(FILE)
    assert "2024, second-hand 93.5 92.3 67.0 58.5 80.2" in opened.text
    assert "2025, second-hand 93.5 92.6 67.8 58.0 not in the source" in opened.text
    assert "○ after 2022: second-hand, not NRMP’s tables" in opened.text
    assert re.findall(r"(20\d\d), second-hand", opened.text) == ["2025", "2024", "2023"]
    second_hand = [
        trace for trace in opened.charts[0][1]["data"] if "second-hand" in (trace.get("name") or "")
    ]
    assert len(second_hand) == 5
    # Hollow, dashed, and joined to the last counted year.
    for trace in second_hand:
        assert trace["x"][0] == 2022
        assert trace["line"]["dash"] not in {"", "solid"}
        assert trace["marker"]["color"] != trace["marker"]["line"]["color"]


def test_the_misprint_of_1993_is_shown_as_one(open_page):
    opened = open_page(FILE)
    assert "1993, All applicants" in opened.text
    assert "92.1 is a misprint" in opened.text
    (overall,) = [trace for trace in opened.charts[0][1]["data"] if trace.get("name") == "All applicants"]
    assert dict(zip(overall["x"], overall["y"], strict=True))[1993] == 80.8


def test_every_numbered_line_is_explained_with_a_link(open_page):
    opened = open_page(FILE)
    events = load_table("policy_events").dropna(subset=["first_match_year"]).sort_values("first_match_year")
    notes = opened.charts[0][1]["layout"]["annotations"]
    numbered = [note for note in notes if re.fullmatch(r"<b>\d</b>", note["text"])]
    assert [note["text"] for note in numbered] == [f"<b>{n}</b>" for n in range(1, len(events) + 1)]
    assert [note["x"] for note in numbered] == events["first_match_year"].tolist()
    (listed,) = [
        element.proto.body
        for element in opened.test.main
        if element.type == "html" and "What changed" in element.proto.body
    ]
    assert listed.count("<li>") == len(events)
    assert re.findall(r'href="(https://[^"]+)"', listed) == events["url"].tolist()
    assert listed.count('rel="noopener noreferrer"') == len(events)
    assert "no proof" in listed


@pytest.mark.parametrize(
    ("kind", "of_active", "of_registered", "counts"),
    [
        ("non_us_img", "56.1", "40.7", "3,962 of 7,067"),
        ("us_img", "57.1", "41.5", "2,900 of 5,075"),
        ("img", "56.5", "41.0", "6,862 of 12,142"),
        ("us_md_senior", "94.3", "91.9", "17,740 of 18,818"),
        ("do_senior", "84.9", "65.6", "3,630 of 4,275"),
    ],
)
def test_the_matched_under_two_denominators(open_page, kind, of_active, of_registered, counts):
    opened = open_page(FILE, {"show_rates": "denominators", "type": kind})
    assert not opened.problems
    headline = opened.frames[0].headline
    assert headline.startswith(f"In 2018, {of_active}% of ")
    assert f"and {of_registered}% of all who registered" in headline
    assert counts in opened.text
    assert "What changed" not in opened.text


def test_the_group_of_the_sidebar_decides_the_type_and_stands_in_the_address_alone(open_page):
    opened = open_page(FILE, {"show_rates": "denominators"})
    for group, said in (("us_img", "57.1% of US IMGs"), ("us_md_senior", "94.3% of US MD seniors")):
        opened.enter(group=group)
        assert said in opened.frames[0].headline
        assert opened.address == {"show_rates": "denominators", "group": group}
    opened.press("Clear my numbers and group")
    assert dict(opened.test.query_params) == {"show_rates": "denominators"}


def test_a_type_that_was_chosen_stands_in_the_address_and_stays(open_page):
    opened = open_page(FILE, group="us_img").choose("show_rates", "denominators").choose("type", "img")
    assert opened.address == {"show_rates": "denominators", "type": "img", "group": "us_img"}
    opened.choose("show_rates", "decades").choose("show_rates", "denominators")
    assert "56.5% of IMGs" in opened.frames[0].headline


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            {"show_rates": "centuries"},
            "show_rates “centuries”, which is not one of: Four decades, Two denominators",
        ),
        (
            {"show_rates": "denominators", "type": "wizard"},
            "type “wizard”, which is not one of: ",
        ),
        ({"show": "denominators"}, "parts this page does not know: “show”"),
    ],
)
def test_a_bad_address_of_match_rates_gets_a_notice(open_page, address, said):
    opened = open_page(FILE, address)
    (notice,) = opened.problems
    assert said in notice
    assert len(opened.charts) == 1
