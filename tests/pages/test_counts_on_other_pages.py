"""NRMP's counts on the other pages: how many matched, where they are few, and what disagrees with what."""

import re

import pytest

from analysis.provenance.ledger import TOPICS, build_ledger
from data.load import TABLES, load_table
from data.vocabulary import APPLICANT_GROUPS, SPECIALTIES

ONES = [specialty for specialty in SPECIALTIES if not specialty.is_total]
GROUPS = [group.slug for group in APPLICANT_GROUPS]
FEW = "fewer than 10 matched"


@pytest.mark.parametrize("about", ["averages", "matches"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_specialty_opens_for_a_group(open_page, group, about):
    opened = open_page(
        "specialty.py", {"about": about}, group=group, step1="230", step2_ck="240", research_items="3"
    )
    for specialty in ONES[GROUPS.index(group) :: len(GROUPS)]:
        opened.choose("specialty", specialty.slug)
        assert not opened.test.exception, specialty.label
        assert not opened.problems, specialty.label
        assert [frame.headline.split(":")[0] for frame in opened.frames] == [specialty.label]
        assert len(opened.charts) == 1, specialty.label
        assert ("How many people like you" in opened.text) is (about == "matches")
        # How many matched is said beside the averages too.
        assert f"matched in {specialty.label}: " in opened.text
        assert not re.search(r"\bnan\b|<na>", opened.text.lower()), specialty.label


def test_few_matched_is_flagged_on_specialty(open_page):
    opened = open_page("specialty.py", {"specialty": "plastic_surgery"}, group="non_us_img")
    assert opened.printed("Step 1, Non-US IMG")[-1] == "⚑3"
    assert opened.printed("Step 1, US MD senior")[-1] == "156"
    assert f"⚑ {FEW}" in opened.text
    assert "In 2018, 3 non-US IMGs matched in Plastic Surgery" in opened.text
    opened.choose("about", "matches")
    assert "Fewer than 10 of this group matched" in opened.text
    assert opened.printed("2018") == ["3 of 167 · 1.8%"]


def test_a_large_group_has_no_such_flag(open_page):
    opened = open_page("specialty.py", {"specialty": "internal_medicine"}, group="non_us_img")
    assert opened.printed("Step 1, Non-US IMG")[-1] == "2,148"
    assert FEW not in opened.text


def test_the_years_before_a_specialty_was_listed_are_no_zeros(open_page):
    opened = open_page("specialty.py", {"specialty": "child_neurology", "about": "matches"}, group="us_img")
    assert opened.printed("2011") == ["not listed by NRMP"]
    assert opened.printed("2012") == ["4 of 114 · 3.5%"]
    assert "From 2012 to 2022 their share went from 3.5% (4 of 114)" in opened.text


def test_how_many_people_like_you_names_each_denominator(open_page):
    text = open_page("specialty.py", {"specialty": "pathology", "about": "matches"}, group="non_us_img").text
    assert "In 2018, 185 non-US IMGs matched in Pathology: 32.6% of the 568 positions filled" in text
    assert "Non-US IMG 74 (15.8%) 185 (32.6%) 212 (34.2%)" in text
    assert "as independent applicants: DOs, IMGs and earlier graduates" in text
    assert "no chance of matching" in text


@pytest.mark.parametrize("view", ["averages", "gaps"])
def test_few_matched_is_flagged_on_where_i_stand(open_page, view):
    opened = open_page("where_i_stand.py", {"view": view}, group="non_us_img", step1="230")
    assert opened.printed("Plastic Surgery")[-1] == "⚑3"
    assert opened.printed("Internal Medicine")[-1] == "2,148"
    assert f"⚑ 3 {FEW}" in opened.text


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("overview.py", "Vascular Surgery", "243 (⚑ 4 matches)"),
        ("research_output.py", "Plastic Surgery", "28.0 (⚑ 3 matches)"),
    ],
)
def test_averages_of_few_are_hollow_and_flagged_in_the_table(open_page, file, row, said):
    opened = open_page(file)
    spec = opened.charts[0][1]
    (dots,) = [trace for trace in spec["data"] if trace.get("name") == "Non-US IMGs"]
    names = [spec["layout"]["yaxis"]["ticktext"][place] for place in dots["y"]]
    fills = dict(zip(names, dots["marker"]["color"], strict=True))
    assert fills[row] != fills["Internal Medicine"]
    assert f"hollow, ⚑ in the table: {FEW}" in opened.text
    assert said in opened.frames[0].below


def test_gap_and_share_without_a_score_shows_the_averages(open_page):
    opened = open_page("where_i_stand.py", {"view": "share"})
    assert "Matched and unmatched averages on Step 2 CK" in opened.frames[0].subtitle
    opened.enter(step1="230")
    (frame,) = opened.frames
    assert "share of the positions filled, percent · 2018 Match" in frame.subtitle
    assert "Pathology (32.6%), Internal Medicine (27.8%) and Neurology (22.9%)" in frame.headline
    # A score in the other exam is none in this one.
    opened.choose("exam", "step2_ck")
    assert "Matched and unmatched averages on Step 2 CK" in opened.frames[0].subtitle


def marks_of(opened):
    """Name of a specialty -> where its mark stands, and what fills it: one series per standing."""
    traces = [trace for trace in opened.charts[0][1]["data"] if trace.get("mode") == "markers"]
    return {
        name: ((x, y), fill)
        for trace in traces
        for name, x, y, fill in zip(
            trace["text"], trace["x"], trace["y"], trace["marker"]["color"], strict=True
        )
    }


@pytest.mark.parametrize(("group", "drawn"), [("non_us_img", 19), ("us_md_senior", 22)])
def test_gap_and_share_draws_who_has_both(open_page, group, drawn):
    opened = open_page("where_i_stand.py", {"view": "share"}, group=group, step1="230")
    marks = marks_of(opened)
    assert len(marks) == drawn
    assert marks["Pathology"][0] == {"non_us_img": (32.57, 0), "us_md_senior": (38.73, -3)}[group]
    below = opened.frames[0].below
    assert ("Without a matched average, and so not drawn" in below) == (drawn < 22)
    assert "not that many of those who applied got in" in below


def test_few_matched_is_hollow_on_gap_and_share(open_page):
    opened = open_page("where_i_stand.py", {"view": "share"}, group="non_us_img", step1="230")
    fills = {name: fill for name, (_, fill) in marks_of(opened).items()}
    assert fills["Plastic Surgery"] == fills["Vascular Surgery"] != fills["Pathology"]
    assert f"hollow: {FEW}" in opened.text
    assert "Plastic Surgery +2 1.8% (3 of 167)" in opened.text


def test_a_senior_without_averages_to_share_falls_back(open_page):
    opened = open_page(
        "where_i_stand.py",
        {"view": "share", "exam": "step2_ck", "group": "us_md_senior"},
        step2_ck="250",
    )
    assert not opened.test.exception
    assert "The source has no Step 2 CK averages for US MD seniors" in opened.text


def test_credentials_goes_by_nrmps_count(open_page):
    (frame,) = open_page("credentials.py").frames
    assert "The IMG share is NRMP’s count of US and non-US IMGs over the positions filled" in frame.below
    assert "Results and Data: Main Residency Match" in frame.below
    assert "45.2 (22) 257 of 568" in frame.below
    assert "52.7" not in frame.below


def test_the_ledger_answers_the_claims_of_the_guide(open_page):
    opened = open_page("data_and_method.py", {"part": "ledger"})
    assert "Statements of the guide, beside NRMP’s counts and survey (5)" in opened.text
    assert "60% (guide: " in opened.text
    assert "56.5% (6,862 of 12,142 with a list); 41.0% of the 16,724 who registered" in opened.text
    assert "94% (guide: " in opened.text
    assert "94.3% (17,740 of 18,818 with a list); 91.9% of the 19,312 who registered" in opened.text
    assert "The ledger (CSV)" in [
        element.proto.label for element in opened.test.main if element.type == "download_button"
    ]


def test_the_ledger_shows_every_entry_under_its_topic(open_page):
    opened = open_page("data_and_method.py", {"part": "ledger"})
    entries = build_ledger({name: load_table(name) for name in TABLES})
    assert entries["topic"].isin([topic.slug for topic in TOPICS]).all()
    for topic in TOPICS:
        assert f"{topic.label} ({(entries['topic'] == topic.slug).sum()})" in opened.text
    assert "Otolaryngology, All IMGs, 2018 0.0% 3.3% (10 of 303 filled) −3.3" in opened.text
