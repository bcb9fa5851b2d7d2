"""What the pages of Next steps share: records that are kept, saved, loaded and cleared, and nothing in an address."""

import pytest

from analysis.experience.record import ClinicalLog
from analysis.next_steps.file import records_bytes, records_content
from pages.registry import BY_GROUP
from pages.ui.page import NEXT_STEPS
from pages.ui.questions import NEXT

FILES = [page.file for page in BY_GROUP[NEXT_STEPS]]
SAVED = {"clinical_experience": ClinicalLog(stage="graduate")}
CLEAR_ALL = "Clear everything under Next steps"


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


def test_every_page_leads_back_to_the_numbers(page):
    assert "where-i-stand" in [link.proto.page for link in page.test.main.page_link]


def test_where_i_stand_ends_with_what_comes_next(open_page):
    assert NEXT.asked in open_page("where_i_stand.py", step2_ck="240").text
    assert [link.file for link in NEXT.links] == FILES
