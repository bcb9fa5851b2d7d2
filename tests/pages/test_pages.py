"""Every page of the registry, without a browser."""

import pytest

from pages.registry import PAGES

EVERYTHING = {"group": "us_img", "step1": "225", "step2_ck": "235", "research_items": "3"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
@pytest.mark.parametrize("values", [{}, EVERYTHING, {"group": "us_md_senior", "step2_ck": "250"}], ids=str)
def test_a_page_opens_with_any_profile(open_page, page, values):
    opened = open_page(page.file, **values)
    assert not opened.test.exception
    assert not opened.problems
    assert len(opened.test.title) == 1
    assert {w.label for w in opened.test.sidebar.text_input} == {
        "Step 1 score",
        "Step 2 CK score",
        "Research items",
    }
    assert [w.label for w in opened.test.sidebar.selectbox] == ["Applicant group"]
    assert "not affiliated with NRMP" in opened.text
    assert "nan" not in opened.text.lower().split()


def test_where_i_stand_answers_the_done_sentence(open_page):
    opened = open_page("where_i_stand.py", group="non_us_img", step1="230")
    assert "Internal Medicine −6 ● near" in opened.text
    assert "Plastic Surgery +2 ◇ no verdict: averages do not separate" in opened.text
    assert "Interventional Radiology Step 1: matched average not in the source" in opened.text


@pytest.mark.parametrize(
    ("score", "said"), [("226", "0 specialties"), ("227", "1 specialty"), ("229", "2 specialties")]
)
def test_one_specialty_is_one(open_page, score, said):
    (frame,) = open_page("where_i_stand.py", group="non_us_img", step1=score).frames
    assert frame.headline.startswith(f"Step 1 {score} is above the matched average in {said}, near it in ")


def test_where_i_stand_without_numbers_shows_cohorts_and_invites(open_page):
    opened = open_page("where_i_stand.py")
    assert "Matched non-US IMGs averaged 231 to 249 on Step 2 CK" in opened.text
    assert "Showing Non-US IMG averages until you choose" in opened.text
    assert "Enter your numbers" in opened.buttons()
    assert "Where else could I look" not in opened.text
    assert "Enter your numbers" not in open_page("where_i_stand.py", step1="230").buttons()


def test_the_invitation_opens_the_sidebar(open_page):
    opened = open_page("where_i_stand.py")
    opened.press("Enter your numbers")
    assert not opened.test.exception


def test_a_senior_is_told_what_the_source_lacks(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step2_ck", "group": "us_md_senior"}, step2_ck="250")
    assert "no unmatched averages and no Step 2 CK averages" in opened.text
    assert "The source has no Step 2 CK averages for US MD seniors" in opened.text
    # Nothing to draw is said, not drawn.
    assert not opened.charts
    assert "Nothing can be compared here" in opened.text


def test_the_gap_view_needs_a_score_and_falls_back_to_the_averages(open_page):
    without = open_page("where_i_stand.py", {"view": "gaps"})
    assert "Matched and unmatched averages on Step 2 CK" in without.text
    without.enter(step1="230")
    assert "Your gap to the matched average on Step 1" in without.text


def test_the_standing_notes_name_year_and_norms(open_page):
    text = open_page("where_i_stand.py").text
    assert "2018 averages" in text
    assert "pass/fail since 26 January 2022" in text
    assert "rose from 243 (2017-2018) to 251 (2025-2026)" in text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("step1", "abc", "Step 1 score: “abc” is not a number"),
        ("step1", "230.5", "“230.5” is not a whole number"),
        ("step2_ck", "400", "Step 2 CK score: “400” is out of range"),
        ("research_items", "-1", "Research items: “-1” is below zero"),
    ],
)
def test_bad_numbers_get_a_sentence_and_the_rest_works(open_page, field, typed, said):
    opened = open_page("where_i_stand.py", group="non_us_img", step1="230")
    opened.enter(**{field: typed})
    assert [
        said in error.value and "left out until you correct it" in error.value for error in opened.test.error
    ] == [True]
    assert not opened.test.exception
    assert len(opened.charts) == 1


def test_numbers_follow_from_page_to_page_and_clear_forgets_them(open_page):
    opened = open_page("where_i_stand.py", **EVERYTHING)
    opened.test.switch_page("specialty.py").run()
    assert "Your Step 1 of 225 is near that average" in opened.text
    opened.press("Clear my numbers and group")
    assert "Your Step 1" not in opened.text
    assert [w.value for w in opened.test.sidebar.text_input] == ["", "", ""]
    assert opened.test.sidebar.selectbox[0].value is None


def test_no_number_of_the_profile_is_in_the_address(open_page):
    opened = open_page("where_i_stand.py", **EVERYTHING)
    opened.choose("exam", "step1").choose("view", "gaps")
    assert opened.address == {"exam": "step1", "view": "gaps", "group": "us_img"}


@pytest.mark.parametrize(
    ("file", "address", "said"),
    [
        (
            "where_i_stand.py",
            {"exam": "step9"},
            "exam “step9”, which is not one of: Step 1, Step 2 CK. Showing Step 2 CK",
        ),
        (
            "specialty.py",
            {"specialty": "wizardry"},
            "specialty “wizardry”, which is not one of: Anesthesiology, Child Neurology, Dermatology,",
        ),
        ("where_i_stand.py", {"step1": "230"}, "parts this page does not know: “step1”"),
        ("overview.py", {"foo": "1"}, "parts this page does not know: “foo”"),
        ("credentials.py", {"img": "9"}, "img “9”, which is not one of: 0, 1, 2, 3. Showing 1"),
        ("data_and_method.py", {"table": "secrets"}, "table “secrets”, which is not one of"),
    ],
)
def test_a_bad_address_falls_back_with_a_notice(open_page, file, address, said):
    opened = open_page(file, address)
    assert not opened.test.exception
    assert said in " ".join(warning.value for warning in opened.test.warning)
    # A value may be a score: only what a page knows is repeated.
    assert "230" not in " ".join(warning.value for warning in opened.test.warning)
    # What is wrong does not stay in the address.
    assert not opened.address.items() & address.items()


def test_a_good_address_opens_the_selection(open_page):
    opened = open_page("specialty.py", {"specialty": "neurology"})
    assert "Neurology: matched non-US IMGs averaged 240 on Step 2 CK" in opened.text
    assert not opened.problems


def test_the_default_selection_needs_no_mention_in_the_address(open_page):
    opened = open_page("specialty.py", {"specialty": "neurology"})
    opened.choose("specialty", "internal_medicine")
    assert not dict(opened.test.query_params)


def test_the_measurement_error_moves_the_standing(open_page):
    opened = open_page("where_i_stand.py", group="non_us_img", step1="230")
    opened.choose("sem", "5")
    assert "Internal Medicine −6 ▼ below" in opened.text
    opened.test.switch_page("specialty.py").run()
    assert "below that average: −6 points, where a single score is uncertain by ±5" in opened.text


def test_the_specialty_page_traces_its_printed_rows(open_page):
    opened = open_page("specialty.py", {"specialty": "pathology"})
    assert "Pathology6.7511.5" in opened.text
    assert "Also reads 6.7 / 51 / 1.5" in opened.text


def test_weights_of_zero_rank_nothing_and_fall_back(open_page):
    opened = open_page("credentials.py", {"step1": "0", "research": "0", "img": "0"})
    assert "All three weights are 0" in opened.test.warning[0].value
    assert "weights 1 : 1 : 1" in opened.text


def test_weights_move_the_rank(open_page):
    opened = open_page("credentials.py", {"research": "3"})
    assert "weights 1 : 3 : 1" in opened.text
    assert opened.charts[0][1]["data"][1]["x"] != open_page("credentials.py").charts[0][1]["data"][1]["x"]


def test_research_shows_the_gap_of_the_group(open_page):
    opened = open_page("research_output.py", group="us_img", research_items="4")
    assert "Your 4 items beside matched US IMGs" in opened.text
    assert "Neurology 2.6 +1.4 1.5" in opened.text


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("dictionary", "score_mean"),
        ("sources", "Cite as: National Resident Matching Program"),
        ("definitions", "no verdict"),
        ("findings", "Garbled cells (2)"),
    ],
)
def test_the_parts_of_data_and_method(open_page, part, said):
    assert said.lower() in open_page("data_and_method.py", {"part": part}).text.lower()
