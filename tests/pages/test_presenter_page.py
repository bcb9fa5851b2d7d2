"""Presenter mode, the page: one chart, its rows in turn, the way in and out, and steps through a plan."""

import re

import pytest

import data.load
from analysis.charts.room import Room
from analysis.demonstration import DEMONSTRATIONS, INVENTED_NOTE
from analysis.plan import PlanView
from analysis.wording import SPECIALTY_LABELS
from pages.registry import PAGES
from pages.ui.page import NEXT_STEPS
from pages.ui.present_rows import SHORTLISTED
from pages.ui.room import LEFT, ROOM_KEY
from tests.drawing import plain

FILES = {page.url_path: page.file for page in PAGES}
SELECTORS = {page.url_path: page.selectors for page in PAGES if page.view}
ADVICE = {page.url_path for page in PAGES if page.group == NEXT_STEPS}
SHORTLIST = ("pathology", "neurology", "plastic_surgery")


def rows_shown(opened):
    ((_, spec),) = opened.charts
    return [re.sub(r"</?b>", "", name) for name in spec["layout"]["yaxis"]["ticktext"]]


@pytest.mark.parametrize("page", SELECTORS)
def test_every_page_is_presented_with_headline_chart_and_source(follow, page):
    carried = {"specialties": ",".join(SHORTLIST), "group": "us_img"}
    usual = follow(FILES[page], **carried)
    opened = follow(FILES[page], **carried, present="1")
    assert not opened.test.exception
    assert not opened.problems
    assert not opened.test.title
    assert len(opened.charts) == 1
    headline, source = usual.frames[0].headline, usual.frames[0].below
    assert headline in opened.text
    said = source.split(" Every value as a table")[0].strip()
    # Advice has its author there.
    assert ("Source: " if page in ADVICE else "Source: National Resident Matching Program") in said
    assert said in opened.text
    assert opened.address == {**carried, "present": "1"}
    assert not opened.selectors.keys() & set(SELECTORS[page])
    # The inputs stay where they are, so that they keep what they hold.
    assert opened.test.sidebar.selectbox(key="profile_group").value == "us_img"
    assert "Invented" not in opened.text


@pytest.mark.parametrize("page", [page for page in PAGES if not page.view], ids=lambda page: page.file)
def test_a_page_without_a_chart_says_so_and_lets_go(follow, page):
    opened = follow(page.file, present="1")
    assert not opened.test.exception
    assert not opened.charts
    assert "This page has no chart to present" in opened.test.info[0].value
    opened.press("Leave")
    assert not opened.test.exception
    assert len(opened.test.title) == 1
    assert opened.address == {}


def test_a_room_that_was_left_stays_left_when_a_run_still_has_its_address(follow):
    opened = follow("where_i_stand.py", group="us_img", present="1")
    # Leaving was cut short by a run that the browser asked for with the address it knew.
    opened.test.session_state[LEFT] = True
    opened.test.run()
    assert len(opened.test.title) == 1
    assert opened.address == {"group": "us_img"}
    # So does what the browser asks for before it has heard of the new address.
    opened.test.query_params["present"] = "1"
    opened.test.run()
    assert len(opened.test.title) == 1
    assert opened.address == {"group": "us_img"}
    # Whoever asks for a room from then on gets one.
    opened.test.run()
    opened.test.query_params["present"] = "1"
    opened.test.run()
    assert not opened.test.title
    assert opened.address == {"group": "us_img", "present": "1"}


def test_a_comparison_of_nothing_says_what_it_needs(follow):
    opened = follow("compare.py", present="1", specialties="pathology")
    assert not opened.test.exception
    assert "Two to six specialties have to be on the shortlist" in opened.test.info[0].value
    assert opened.press("Leave").address == {"specialties": "pathology"}


@pytest.mark.parametrize("demo", DEMONSTRATIONS, ids=lambda demo: demo.slug)
@pytest.mark.parametrize("page", ["", "where-i-stand", "specialty"])
def test_an_invented_person_is_called_so_before_the_room(follow, page, demo):
    opened = follow(FILES[page], present="1", demo=demo.slug)
    assert demo.label in opened.text
    assert INVENTED_NOTE in opened.text
    assert opened.address == {"present": "1", "demo": demo.slug}


@pytest.mark.parametrize("page", sorted(ADVICE))
def test_whose_own_plan_it_is_nobody_is_told_that_it_is_invented(follow, page):
    opened = follow(FILES[page], present="1", demo="ada")
    assert not opened.test.exception
    # Readiness shows the levels of the person's own score.
    assert (INVENTED_NOTE in opened.text) == (page == "readiness")


def test_a_room_sees_rows_in_turn_and_the_address_says_which(follow):
    usual = follow("where_i_stand.py")
    whole = rows_of(usual)
    opened = follow("where_i_stand.py", present="1", specialties=",".join(SHORTLIST))
    assert rows_shown(opened) == whole[:12]
    assert [label for label in opened.buttons() if label != "Leave"] == [
        "On",
        "Rows 1–12",
        "Rows 13–23",
        "Shortlist",
    ]
    opened.press("On")
    assert opened.address["rows"] == "2"
    assert rows_shown(opened) == whole[12:]
    assert "On" not in opened.buttons()
    opened.press("Back")
    assert opened.address["rows"] == "1"
    assert rows_shown(opened) == whole[:12]
    opened.press("Shortlist")
    assert opened.address["rows"] == SHORTLISTED
    assert sorted(rows_shown(opened)) == sorted(SPECIALTY_LABELS[slug] for slug in SHORTLIST)
    again = follow("where_i_stand.py", **opened.address)
    assert not again.problems
    assert rows_shown(again) == rows_shown(opened)


def rows_of(opened):
    """The names of the rows of a page's own chart."""
    ((_, spec),) = opened.charts
    return [plain(name) for name in spec["layout"]["yaxis"]["ticktext"]]


@pytest.mark.parametrize("rows", ["99", "0", "-1", "24", "shortlist", "x" * 300, "١"])
def test_rows_that_are_not_there_are_said_and_the_first_are_shown(follow, rows):
    opened = follow("where_i_stand.py", present="1", rows=rows)
    (said,) = opened.problems
    shown = rows if len(rows) <= 40 else f"{rows[:40]}…"
    assert f"rows is “{shown}”, which is not one of: 1, 2. Showing 1 instead." in said
    assert len(rows_shown(opened)) == 12
    assert not follow("where_i_stand.py", present="1", rows="2").problems


@pytest.mark.parametrize("rows", ["3", "6", "23", "end"])
def test_a_link_from_a_smaller_screen_opens_at_the_last_rows(follow, rows):
    opened = follow("where_i_stand.py", present="1", rows=rows)
    assert not opened.problems
    assert rows_shown(opened) == rows_shown(follow("where_i_stand.py", present="1", rows="2"))


def test_rows_of_a_chart_without_parts_are_said(follow):
    opened = follow("match_rates.py", present="1", rows="2")
    assert "rows is “2”" in opened.problems[0]
    assert len(opened.charts) == 1


@pytest.mark.parametrize("step", ["7", "0", "-1", "last", "1e3", "9" * 300, "", "1.0"])
def test_a_step_without_a_plan_is_said_and_the_view_stands_alone(follow, step):
    opened = follow("where_i_stand.py", present="1", step=step)
    (said,) = opened.problems
    assert "of a session plan, and this visit has 0" in said
    assert "9" * 41 not in said
    assert len(opened.charts) == 1
    assert "View " not in opened.text


def test_leaving_shows_the_page_with_what_the_room_saw(follow):
    opened = follow("where_i_stand.py", present="1", exam="step1", sem="8", group="us_img", rows="2")
    opened.press("Leave")
    assert not opened.problems
    assert opened.address == {"exam": "step1", "sem": "8", "group": "us_img"}
    assert opened.selectors == {"beside": "averages", "exam": "step1", "view": "averages", "sem": "8"}
    assert len(opened.test.title) == 1


def test_what_was_chosen_before_does_not_come_back_after_a_presentation(follow):
    opened = follow("where_i_stand.py", exam="step1")
    opened.go_back(present="1")
    assert "on Step 2 CK" in opened.text
    assert opened.press("Leave").selectors["exam"] == "step2_ck"


def test_presenting_starts_from_the_menu_of_a_chart(open_page):
    opened = open_page("where_i_stand.py", {"exam": "step1"}, group="us_img", step2_ck="231")
    opened.open_menu().press("Present this view")
    assert opened.address == {"exam": "step1", "group": "us_img", "present": "1"}
    assert not opened.test.title
    assert len(opened.charts) == 1
    # What was typed is still there, and still in no address.
    assert opened.test.sidebar.text_input(key="profile_step2_ck").value == "231"


def test_a_choice_that_is_not_allowed_is_said_and_the_usual_one_is_shown(follow):
    opened = follow("where_i_stand.py", present="1", exam="step9")
    (said,) = opened.problems
    assert "exam is “step9”, which is not one of: Step 1, Step 2 CK. Showing Step 2 CK instead" in said
    assert "on Step 2 CK" in opened.text


PLAN = (
    PlanView("match-rates", (("show_rates", "denominators"), ("type", "img"))),
    PlanView("where-i-stand", (("exam", "step1"),), "Ask first."),
    PlanView("compare", (("side", "map"), ("specialties", "pathology,neurology"))),
)


@pytest.fixture
def planned(follow):
    """A visit with a plan of three views, on the page of the plan."""
    opened = follow("session_plan.py")
    opened.test.session_state["plan"] = PLAN
    opened.test.run()
    assert not opened.problems
    return opened


def test_a_plan_is_stepped_through_view_by_view_and_rows_by_rows(planned):
    opened = planned.press("Present from here")
    assert opened.address == {"present": "1", "step": "1", "show_rates": "denominators", "type": "img"}
    assert "View 1 of 3" in opened.text
    assert "56.5% of IMGs" in opened.text
    assert "Back" not in opened.buttons()
    opened.press("On")
    assert opened.address == {"present": "1", "step": "2", "exam": "step1"}
    assert "View 2 of 3" in opened.text
    assert len(rows_shown(opened)) == 12
    opened.press("On")
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "rows": "2"}
    assert len(rows_shown(opened)) == 11
    opened.press("On")
    assert opened.address == {
        "present": "1",
        "step": "3",
        "side": "map",
        "specialties": "pathology,neurology",
    }
    assert "View 3 of 3" in opened.text
    assert "On" not in opened.buttons()
    opened.press("Back")
    assert opened.address["step"] == "2"
    assert opened.address["exam"] == "step1"
    assert not opened.problems
    # Notes are for the speaker.
    assert "Ask first." not in opened.text


def test_a_plan_is_presented_from_any_view(planned):
    opened = planned.press("Present from here", at=2)
    assert opened.address["step"] == "3"
    assert "View 3 of 3" in opened.text


def test_who_the_visitor_is_goes_along_through_the_plan(planned):
    planned.enter(group="us_img", step1="231")
    opened = planned.press("Present from here", at=1)
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "group": "us_img"}
    assert "matched and unmatched" in opened.text.lower()
    assert opened.test.sidebar.text_input(key="profile_step1").value == "231"
    opened.press("Leave")
    assert opened.address == {"exam": "step1", "group": "us_img"}


def test_an_invented_person_goes_along_and_stays_invented(planned):
    opened = planned.invent("ada").press("Present from here", at=1)
    assert opened.address == {"present": "1", "step": "2", "exam": "step1", "demo": "ada"}
    assert "Invented: Ada" in opened.text


@pytest.mark.parametrize("step", ["4", "0", "x"])
def test_a_step_beyond_the_plan_is_said(planned, step):
    planned.go_to("where_i_stand.py", present="1", step=step)
    (said,) = planned.problems
    assert f"asks for view “{step}” of a session plan, and this visit has 3" in said
    assert len(planned.charts) == 1


@pytest.mark.parametrize("rows", ["2", SHORTLISTED])
def test_a_phone_is_shown_the_chart_of_the_page_with_all_its_rows(follow, rows):
    carried = {"specialties": ",".join(SHORTLIST)}
    usual = follow("where_i_stand.py", **carried)
    opened = follow("where_i_stand.py", **carried, present="1", rows=rows)
    opened.test.session_state[ROOM_KEY] = Room(390, 844)
    opened.test.run()
    assert not opened.problems
    assert opened.charts[0][1] == usual.charts[0][1]
    assert opened.buttons() == ["Leave"]


def test_a_presentation_with_broken_tables_says_so(follow, broken_tables):
    broken_tables(*data.load.TABLES)
    for page in SELECTORS:
        opened = follow(FILES[page], present="1", specialties="pathology,neurology")
        assert not opened.test.exception
        assert "left out" in " ".join(error.value for error in opened.test.error)
        assert not opened.charts
