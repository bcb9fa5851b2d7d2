"""The exam shown first, what cannot be compared, the national rise and the era bridge, on the pages."""

import pytest

SENIOR = {"group": "us_md_senior", "my_step2_ck": "252"}
LISTED = {"specialties": "family_medicine,psychiatry,neurology"}
RISE = "rose from 243 in 2017-18 to 251 in 2025-26"


def test_a_senior_with_step_2_ck_is_told_that_nothing_can_be_compared_and_where_to_look(follow):
    opened = follow("where_i_stand.py", **SENIOR)
    assert not opened.test.exception
    assert opened.selectors["exam"] == "step1"
    assert "Step 2 CK 252 meets no average of US MD seniors" in opened.text
    assert "Nothing can be compared here" in opened.text
    assert "No specialty has all its matched averages" not in opened.text
    assert "Where else to look" in opened.text
    assert "exam" not in opened.address
    # No averages of theirs on Step 2 CK, so nothing about its national average.
    assert RISE not in opened.text


@pytest.mark.parametrize("beside", ["averages", "residents", "directors"])
def test_where_else_to_look_names_the_averages_it_follows_beside_any_evidence(open_page, beside):
    opened = open_page("where_i_stand.py", {"beside": beside}, group="non_us_img", step1="230")
    has_suggestions = beside == "averages"
    assert "Where else could I look?" in opened.text
    assert "averages alone" in opened.text
    assert "2018 Match · Charting Outcomes" in opened.text.split("Where else could I look?")[1]
    assert ("At or above the matched average (" in opened.text) is has_suggestions
    # What is long comes last.
    assert ("Your standing" in opened.text.split("Left out, and why")[-1]) is has_suggestions


@pytest.mark.parametrize(
    ("scores", "exam", "named"),
    [
        ({}, "step2_ck", None),
        ({"step1": "230"}, "step1", "step1"),
        ({"step2_ck": "240"}, "step2_ck", None),
        ({"step1": "230", "step2_ck": "240"}, "step2_ck", None),
    ],
    ids=["none", "step 1", "step 2", "both"],
)
def test_a_page_opens_on_the_exam_entered_and_the_address_opens_the_same(
    open_page, follow, scores, exam, named
):
    opened = open_page("where_i_stand.py", group="non_us_img", **scores)
    assert opened.selectors["exam"] == exam
    assert opened.address.get("exam") == named
    # Somebody else opens the address, without the numbers.
    assert follow("where_i_stand.py", **opened.address).selectors["exam"] == exam


def test_the_exam_follows_what_is_typed_until_one_is_chosen(open_page):
    opened = open_page("where_i_stand.py", group="non_us_img", step1="230")
    assert opened.enter(step2_ck="240").selectors["exam"] == "step2_ck"
    assert "exam" not in opened.address
    assert opened.enter(step2_ck="").selectors["exam"] == "step1"
    opened.choose("exam", "step2_ck")
    assert opened.enter(research_items="3").selectors["exam"] == "step2_ck"


def test_a_chosen_exam_stays(open_page):
    opened = open_page("where_i_stand.py", group="non_us_img").choose("exam", "step1")
    assert opened.enter(step1="230", step2_ck="240").selectors["exam"] == "step1"
    assert opened.address["exam"] == "step1"


@pytest.mark.parametrize("exam", ["step1", "step2_ck"])
def test_old_links_name_their_exam_and_still_open_it(follow, exam):
    opened = follow("where_i_stand.py", exam=exam, group="us_img")
    assert not opened.problems
    assert opened.selectors["exam"] == exam


def test_a_link_made_by_one_person_opens_the_same_exam_for_another(open_page, follow):
    made = open_page("where_i_stand.py", group="non_us_img", step1="230", step2_ck="240")
    (link,) = (code.value for code in made.open_menu().test.code if "/api/" not in code.value)
    assert "/where-i-stand?" in link
    assert "exam=step2_ck" in link
    parameters = dict(pair.split("=") for pair in link.split("?")[1].split("&"))
    other = follow("where_i_stand.py", **parameters, my_step1="225")
    assert other.selectors["exam"] == "step2_ck"


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("where_i_stand.py", {}),
        ("where_i_stand.py", {"view": "gaps"}),
        ("where_i_stand.py", {"view": "share"}),
        ("specialty.py", {}),
        ("compare.py", LISTED),
        ("compare.py", {**LISTED, "side": "map"}),
    ],
)
@pytest.mark.parametrize("presented", [{}, {"present": "1"}], ids=["page", "room"])
def test_the_rise_and_the_bridge_stand_in_the_open(follow, file, address, presented):
    opened = follow(file, group="non_us_img", my_step2_ck="252", ck_year="2025-26", **address, **presented)
    assert not opened.test.exception
    assert not opened.problems
    heads = [el.proto.body for el in opened.test.main if el.type == "html" and "finding" in el.proto.body]
    assert RISE in heads[0]
    assert "as far from the national average of its year, 2025-26" in heads[0]
    assert "244 in 2017-18" in heads[0]
    drawn = str(opened.charts[0][1])
    assert "'dash'" in drawn
    assert "244" in drawn
    without = follow(file, group="non_us_img", my_step2_ck="252", **address, **presented)
    assert "244" not in next(
        el.proto.body for el in without.test.main if el.type == "html" and "finding" in el.proto.body
    )


def test_standings_stay_those_of_the_score_itself(follow):
    plain = follow("where_i_stand.py", group="non_us_img", my_step2_ck="252")
    bridged = follow("where_i_stand.py", group="non_us_img", my_step2_ck="252", ck_year="2025-26")
    assert plain.frames[0].headline == bridged.frames[0].headline
    assert "Gap of the dashed 244" in bridged.text
    assert "Gap of the dashed" not in plain.text


def test_the_year_is_asked_only_where_a_score_is_compared(follow):
    assert "ck_year" not in follow("where_i_stand.py", group="non_us_img").selectors
    assert "ck_year" not in follow("where_i_stand.py", **SENIOR).selectors
    opened = follow("where_i_stand.py", group="non_us_img", my_step2_ck="252")
    assert opened.selectors["ck_year"] == "off"
    assert opened.choose("ck_year", "2025-26").address["ck_year"] == "2025-26"
    # It goes along, as the measurement error does.
    assert opened.go_to("specialty.py").address["ck_year"] == "2025-26"
    assert "ck_year" not in opened.go_to("where_i_stand.py").choose("exam", "step1").selectors


def test_a_year_that_is_not_allowed_is_said(follow):
    opened = follow("where_i_stand.py", group="non_us_img", my_step2_ck="252", ck_year="2031")
    assert any("ck_year" in problem and "2025-26" in problem for problem in opened.problems)
    assert opened.selectors["ck_year"] == "off"


def test_a_row_near_both_averages_says_so(follow):
    # Neurological Surgery: matched 243, unmatched 242; 240 is within the error of a score of both.
    opened = follow("where_i_stand.py", group="non_us_img", my_step2_ck="240", view="gaps")
    assert "near both averages in 1" in opened.frames[0].headline
    tables = [el.proto.body for el in opened.test.main if el.type == "html" and "<table" in el.proto.body]
    assert all("near both averages" in table for table in (tables[0], tables[-1]))
    row = next(row for row in tables[0].split("<tr>") if "Neurological Surgery" in row)
    assert "near both averages: they are closer together than the error of a score" in row
    said = follow(
        "specialty.py", specialty="neurological_surgery", group="non_us_img", my_step2_ck="240"
    ).text
    assert "is near both averages" in said
    assert "is near that average" not in said
