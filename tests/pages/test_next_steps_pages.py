"""What the pages of Next steps share: records that are kept, saved, loaded and cleared, and nothing in an address."""

from datetime import date

import pytest

from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_plan.record import NextPlan
from analysis.next_steps.aim import FIRST_MATCH, LAST_MATCH, Aim
from analysis.next_steps.file import records_bytes, records_content
from pages.registry import BY_GROUP
from pages.ui.page import NEXT_STEPS
from pages.ui.questions import NEXT
from pages.ui.records_held import HELD

FILES = [page.file for page in BY_GROUP[NEXT_STEPS]]
SAVED = {"clinical_experience": ClinicalLog(stage="graduate")}
CLEAR_ALL = "Clear everything under Next steps"
BACK = "Bring back what stood here before"


def load(opened, content):
    box = next(one for one in opened.test.main.file_uploader if one.label.startswith("Load what you saved"))
    box.set_value(("next.json", content, "application/json"))
    return opened._settle()


@pytest.fixture(params=FILES)
def page(request, open_page):
    return open_page(request.param)


def test_a_file_is_loaded_kept_and_cleared_on_every_page(page):
    address = page.address
    load(page, records_bytes(SAVED))
    assert [said.value for said in page.test.success] == ["Loaded from the file."]
    assert page.test.session_state["tab_given"]["next_steps"] == records_content(SAVED)
    assert page.address == address
    # The sidebar says that there is something, and clears it as well.
    assert [one.value for one in page.test.sidebar.caption if "Next steps" in one.value]
    page.press(CLEAR_ALL)
    assert "next_steps" not in page.test.session_state["tab_given"]
    assert not [one.value for one in page.test.sidebar.caption if "Next steps" in one.value]


def test_a_broken_file_changes_nothing(page):
    load(page, records_bytes(SAVED))
    load(page, b"{}")
    assert page.problems
    assert page.test.session_state["tab_given"]["next_steps"] == records_content(SAVED)


def test_what_stood_here_before_a_file_can_be_brought_back_until_the_next_change(page):
    load(page, records_bytes(SAVED))
    # Nothing stood here before.
    assert BACK not in page.buttons()
    other = {"clinical_experience": ClinicalLog(stage="student")}
    load(page, records_bytes(other))
    assert page.test.session_state["tab_given"]["next_steps"] == records_content(other)
    page.press(BACK)
    assert page.test.session_state["tab_given"]["next_steps"] == records_content(SAVED)
    assert not page.test.success
    assert BACK not in page.buttons()
    load(page, b"{}")
    assert BACK not in page.buttons()
    load(page, records_bytes(other)).press(CLEAR_ALL)
    assert BACK not in page.buttons()


def test_nothing_of_a_log_outlives_it(follow):
    entries = (ClinicalEntry("observership"), ClinicalEntry("externship"))
    opened = follow("overview.py")
    opened.test.session_state[HELD] = {ClinicalLog: ClinicalLog(entries)}
    opened.go_to("clinical_experience.py").press("Remove")
    assert "Removed: " in opened.text
    opened.press(CLEAR_ALL)
    assert "Removed: " not in opened.text
    # Neither stands an entry of a file in the form in which one of before was being changed.
    load(opened, records_bytes({"clinical_experience": ClinicalLog(entries)})).press("Change")
    assert "Keep the change" in opened.buttons()
    load(opened, records_bytes({"clinical_experience": ClinicalLog(entries[::-1])}))
    assert "Keep the change" not in opened.buttons()
    assert not opened.test.exception


def match_of(opened):
    """The input of the Match year."""
    (field,) = (one for one in opened.test.number_input if one.label == "Match year")
    return field


@pytest.mark.parametrize("year", [FIRST_MATCH, LAST_MATCH])
def test_the_first_and_the_last_match_are_the_same_on_every_page(follow, year):
    records = {Aim: Aim(match_year=year), NextPlan: NextPlan("months_18", date(2027, 1, 1))}
    opened = follow("overview.py")
    opened.test.session_state[HELD] = records
    for file in FILES:
        opened.go_to(file)
        assert not opened.test.exception
        field = match_of(opened)
        assert (field.label, field.value, field.min, field.max) == (
            "Match year",
            year,
            FIRST_MATCH,
            LAST_MATCH,
        )


def test_a_match_chosen_on_one_page_is_that_of_the_others_until_it_is_emptied(follow):
    opened = follow(FILES[0])
    following = match_of(opened).value
    match_of(opened).set_value(following - 1)
    opened._settle()
    for file in FILES[1:3]:
        opened.go_to(file)
        assert match_of(opened).value == following - 1
        assert f"{following - 1} Match" in opened.text + opened.frames[0].headline + opened.frames[0].subtitle
    match_of(opened).set_value(None)
    opened._settle()
    assert opened.test.session_state[HELD][Aim] == Aim()
    assert match_of(opened).value == following


def test_every_page_leads_back_to_the_numbers(page):
    assert "where-i-stand" in [link.proto.page for link in page.test.main.page_link]


def test_where_i_stand_ends_with_what_comes_next(open_page):
    assert NEXT.asked in open_page("where_i_stand.py", step2_ck="240").text
    assert [link.file for link in NEXT.links] == FILES
