"""What the pages of Next steps share: records that are kept, saved, loaded and cleared, and nothing in an address."""

from datetime import date

import pytest

from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH
from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_plan.record import NextPlan
from analysis.next_steps.aim import Aim
from analysis.next_steps.file import FORMAT, records_bytes, records_content
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
    assert [said.value.split(" from ")[0] for said in page.test.success] == ["Loaded"]
    assert "next" in page.test.success[0].value
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


def test_a_file_of_lists_in_one_another_is_refused_and_nothing_of_it_stays(open_page):
    page = open_page(FILES[0])
    content = (
        f'{{"format": "{FORMAT}", "version": 2, "records": {{"plan": {{"own": {"[" * 600}{"]" * 600}}}}}}}'
    )
    load(page, content.encode())
    assert "The file cannot be read" in " ".join(page.problems)
    assert not page.test.exception
    load(page, records_bytes(SAVED))
    assert not page.problems
    assert page.test.success


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


def holds(opened, text):
    """The keys of everything in the visit's memory in which a text stands, whether an input shows it or not."""
    return {key for key, value in opened.test.session_state.items() if text in repr(value)}


def clear(opened, how):
    """Clear everything, or load a file over it; only what that itself runs is run."""
    if how == "clear":
        next(one for one in opened.test.sidebar.button if one.label == CLEAR_ALL).click().run()
    else:
        load(opened, records_bytes(SAVED))


@pytest.mark.parametrize("how", ["clear", "load"])
@pytest.mark.parametrize(
    ("file", "key", "opens", "sends"),
    [
        ("clinical_experience.py", "entry_place", lambda of: of.press("Add an experience"), "Add to the log"),
        ("readiness.py", "next_0_readiness_graduation_year", None, ""),
        ("next_plan.py", "next_0_plan_new_name_0", lambda of: of.unfold("next_0_plan_fold"), ""),
    ],
)
def test_nothing_typed_stays_in_memory_when_all_is_cleared_or_replaced(follow, file, key, opens, sends, how):
    opened = follow(file)
    opened.test.session_state[HELD] = {Aim: Aim(applications=7)}
    opened.test.run()
    if opens:
        opens(opened)
    opened.test.text_input(key=key).set_value("typed here")
    # An entry of no kind stays in its form.
    opened.press(sends) if sends else opened._settle()
    assert key in holds(opened, "typed here")
    clear(opened, how)
    assert not holds(opened, "typed here")
    opened.go_to("overview.py")
    assert not holds(opened, "typed here")
    assert not opened.test.exception


def test_nothing_of_a_file_stays_in_memory_when_all_is_cleared(follow):
    opened = follow("next_plan.py", show="stop")
    load(opened, records_bytes({"plan": NextPlan(stop_then="typed here")}))
    assert holds(opened, "typed here")
    opened.go_to("overview.py")
    clear(opened, "clear")
    assert not holds(opened, "typed here")


def test_a_form_that_was_closed_keeps_nothing(follow):
    opened = follow("clinical_experience.py").press("Add an experience")
    opened.test.text_input(key="entry_place").set_value("typed here")
    opened.press("Cancel")
    assert not holds(opened, "typed here")
    assert not opened.press("Add an experience").test.text_input(key="entry_place").value


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
        assert (field.label, field.value) == ("Match year", year)
        assert not opened.problems


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("year", [FIRST_MATCH - 1, LAST_MATCH + 1])
def test_a_match_that_is_none_is_said_in_our_words_and_left_out(follow, file, year):
    opened = follow(file)
    if file == "next_plan.py":
        opened.test.session_state[HELD] = {NextPlan: NextPlan("months_18", date(2027, 1, 1))}
        opened.go_to(file)
    following = match_of(opened).value
    match_of(opened).set_value(year).run()
    (said,) = opened.problems
    assert said.startswith(f"Match year: “{year}” is not a whole number from {FIRST_MATCH} to {LAST_MATCH}")
    assert opened.test.session_state[HELD][Aim] == Aim()
    assert match_of(opened).value == year
    match_of(opened).set_value(following - 1).run()
    assert not opened.problems
    assert opened.test.session_state[HELD][Aim] == Aim(match_year=following - 1)


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


@pytest.mark.parametrize(
    ("year", "long", "short"), [(2021, "21 October 2020", "21 Oct"), (2024, "27 September 2023", "27 Sep")]
)
def test_every_page_has_the_same_day_on_which_programs_read(follow, year, long, short):
    entry = ClinicalEntry("observership", start=date(year - 1, 2, 3), weeks=4)
    plan = NextPlan("months_18", date(year - 2, 6, 1))
    opened = follow("overview.py")
    opened.test.session_state[HELD] = {
        Aim: Aim(match_year=year),
        NextPlan: plan,
        ClinicalLog: ClinicalLog((entry,)),
    }
    opened.go_to("clinical_experience.py")
    assert f" to {long}" in opened.frames[0].headline
    assert f"from {long}, the day that AAMC set" in opened.text
    opened.go_to("requirements_and_dates.py")
    assert long in opened.frames[0].headline
    (day,) = opened.printed("Programs read applications")
    assert day.endswith(short)
    opened.go_to("next_plan.py")
    (day,) = opened.printed("Programs read applications")
    assert day == f"{short} {year - 1}"
    opened.go_to("next_plan.py", show="stop")
    assert f"before programs begin to read applications on {long}" in opened.text


def test_every_page_leads_back_to_the_numbers(page):
    assert "where-i-stand" in [link.proto.page for link in page.test.main.page_link]


def test_where_i_stand_ends_with_what_comes_next(open_page):
    assert NEXT.asked in open_page("where_i_stand.py", step2_ck="240").text
    assert [link.file for link in NEXT.links] == FILES
