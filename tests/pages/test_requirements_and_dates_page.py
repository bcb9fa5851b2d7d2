"""Requirements and dates: the year asked for, the visitor's marks and their conflicts, exams that ended, visas."""

from datetime import date

import pytest

FILE = "requirements_and_dates.py"
FIELD = "Step 2 CK: planned on"


@pytest.fixture
def opened(follow):
    """The page as somebody first sees it."""
    return follow(FILE)


def of_year(opened, year):
    opened.test.number_input[0].set_value(year)
    return opened._settle()


def mark(opened, label, slug):
    (control,) = (one for one in opened.test.segmented_control if one.label == label)
    control.set_value(slug)
    return opened._settle()


def plan(opened, label, day):
    mark(opened, label, "planned")
    (field,) = (one for one in opened.test.date_input if one.label == f"{label}: planned on")
    field.set_value(day)
    return opened._settle()


def test_whoever_entered_nothing_sees_the_next_match_and_what_to_do(opened):
    assert not opened.test.exception
    (frame,) = opened.frames
    assert frame.is_drawn
    year = opened.test.number_input[0].value
    assert str(year) in frame.headline
    assert "Mark what is done" in opened.text
    assert not opened.test.date_input


def test_any_year_can_be_asked_for_and_stands_in_no_address(opened):
    of_year(opened, 2020)
    assert opened.printed("Programs read applications") == ["from Sun 15 Sep"]
    assert opened.printed("Match Day") == ["Fri 20 Mar"]
    assert opened.printed("Step 2 CS at the latest") == ["before Tue 31 Dec"]
    of_year(opened, 2028)
    assert opened.printed("Step 2 CS at the latest") == ["ended"]
    assert opened.printed("Applications can be submitted") == ["from about 15 Sep"]
    assert opened.address == {}


def test_a_planned_exam_that_comes_too_late_is_named(opened):
    of_year(opened, 2028)
    plan(opened, "Step 2 CK", date(2027, 8, 19))
    assert "does not go with" in opened.frames[0].headline
    # Above the chart and beside the step.
    assert opened.text.count("it may miss 15 September 2027") == 2
    assert opened.printed("Yours: Step 2 CK") == ["19 Aug, score 16 Sep"]
    plan(opened, "Step 2 CK", date(2027, 7, 1))
    # In time, but not clear: it requires steps of which nothing is said.
    assert "not done, and without a day" in opened.frames[0].headline
    mark(opened, "Step 2 CK", "done")
    assert not opened.test.date_input
    assert "1 of 13 steps are done" in opened.text
    assert opened.address == {}


def test_what_was_marked_is_still_there_after_another_page(opened):
    mark(opened, "USMLE/ECFMG number", "done")
    opened.go_to("states.py")
    opened.go_to(FILE)
    (control,) = (one for one in opened.test.segmented_control if one.label == "USMLE/ECFMG number")
    assert control.value == "done"
    assert "the USMLE/ECFMG number (done)" in opened.text


def test_a_planned_day_that_is_over_is_asked_about(opened):
    of_year(opened, 2021)
    plan(opened, "Step 1", date(2020, 6, 1))
    assert "Step 1 is planned on 1 June 2020, which is over" in opened.text


def test_done_exams_need_no_further_marks(opened):
    mark(opened, "Step 1", "done")
    assert "Open next: Step 2 CK" in opened.text
    assert "Requires Step 1 (done), Step 2 CK (open), the Pathway (open)" in opened.text


def test_step_2_cs_has_ended_and_its_source_is_named(opened):
    assert "Step 2 CS ended, 26 January 2021" in opened.text
    assert opened.links_to("https://www.ecfmg.org/news/2021/01/26/")
    # What the guide prints, and what became of it.
    assert "Step 2 CS ended on 26 January 2021" in opened.text


def test_two_visas_side_by_side_with_the_guides_own_caution_first(opened):
    text = opened.text
    caution = text.index("no lawyers")
    for fact in (
        "376 of 538",
        "122 of 538",
        "3 years of work in an underserved area",
        "up to 7 years",
        "6 years",
    ):
        assert caution < text.index(fact)
    assert "not legal advice" in text
    # What is said against the guide stands beside it.
    assert "Disputed: Not so for all" in text[text.index("By lottery, the guide says") :]
    assert opened.links_to("specialty?specialty=internal_medicine")


def test_the_advice_is_dated_and_nobodys_data(opened):
    assert "Advice, not NRMP’s data" in opened.text
    assert "Alec, yousmle.com" in opened.text
    assert "advice_img_guide" not in opened.text
    frame = opened.frames[0]
    assert "Trust grade B" in frame.below
    assert opened.links_to("data?table=guide_dates")
