"""Plan: a template from a month on, parts of applications, tiers with links, a rule for stopping."""

import io
from datetime import UTC, date, datetime

import icalendar
import pytest
from pptx import Presentation

from analysis.cycle.record import CycleRecord
from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_plan.record import Improvement, NextPlan, OwnStep, StepChange
from pages.ui.records_held import HELD

FILE = "next_plan.py"
PLAN = NextPlan(
    "months_18",
    date(2027, 1, 1),
    changes=(StepChange("months_18", 2, is_done=True),),
    own=(OwnStep("Move house", 2, 3),),
    applications=60,
    job_hours=60,
    decision=1,
    stop_cycles=2,
    stop_year=2029,
    stop_then="health informatics",
    improvements=(Improvement("A new letter", is_there=True), Improvement("One rotation")),
)


@pytest.fixture
def planned(follow):
    """Return a function that opens the page with records in the visit."""

    def open_it(*records, **address):
        opened = follow(FILE, **address)
        opened.test.session_state[HELD] = {type(record): record for record in records}
        opened.test.run()
        assert not opened.test.exception
        return opened

    return open_it


def held(opened, kind=NextPlan):
    return opened.test.session_state[HELD][kind]


def test_whoever_typed_nothing_sees_the_guides_plan_and_one_thing_to_do(follow):
    opened = follow(FILE)
    (frame,) = opened.frames
    assert frame.headline == "The guide’s plan of 18 months has 10 steps; a start month makes it yours"
    assert "Residency Advisor, 2026-01-05 · advice, not NRMP’s data" in frame.subtitle
    assert frame.is_drawn
    assert "An illustration, not data: nobody measured it." in opened.text
    assert opened.test.selectbox(key="next_0_plan_start").value is None
    calendar = next(
        one for one in opened.test.main if one.type == "download_button" and "ics" in one.proto.label
    )
    assert calendar.proto.disabled


def test_a_first_month_makes_it_a_plan_with_the_dates_of_its_match(planned):
    opened = planned(NextPlan())
    start = datetime.now(UTC).date().replace(day=1)
    opened.test.selectbox(key="next_0_plan_start").set_value(start).run()
    assert held(opened).start == start
    assert opened.frames[0].headline.startswith(f"Your plan: 10 steps from {start:%B}")
    assert "toward the Match of" in opened.frames[0].headline
    assert set(opened.address) <= {"show"}


def test_the_match_of_the_page_of_dates_is_the_one_of_the_plan(planned):
    opened = planned(PLAN, CycleRecord(match_year=2028))
    frame = opened.frames[0]
    assert (
        frame.headline
        == "Your plan: 11 steps from January 2027 to June 2028, 1 of them done, toward the Match of 2028"
    )
    assert "in month 9 of your plan" in frame.below
    assert opened.printed("Move house") == ["Feb–Mar 2027"]
    assert opened.printed("Applications can be submitted") == ["15 Sep 2027"]
    assert opened.printed("Match Day") == ["about 15 Mar 2028"]
    assert "Your other job takes 60 hours a week; the guide advises to come down to 40." in opened.text


def test_applications_are_whole_numbers_that_add_up(planned):
    opened = planned(PLAN, show="applications")
    assert opened.frames[0].headline == (
        "Of 60 applications, the guide’s shares are 33 to community programs, 18 to university-affiliated community "
        "programs, 6 to university programs and 3 to highly competitive or well-known programs"
    )
    opened.test.number_input(key="next_0_plan_applications").set_value(7).run()
    assert held(opened).applications == 7
    assert "4 to community programs, 2 to" in opened.frames[0].headline


def test_tiers_stand_beside_counts_with_a_year_and_an_n_and_every_specialty_is_a_link(follow):
    opened = follow(FILE, show="specialties")
    frame = opened.frames[0]
    assert frame.headline == (
        "Anesthesiology is “very tough” in the guide; IMGs filled 14% of its 1,788 positions in 2018, beside 17% in "
        "Psychiatry, “more possible”"
    )
    assert "Anesthesiology very tough 14.1% (253 of 1,788)" in opened.text
    links = opened.links_to("specialty?")
    assert {"specialty?specialty=anesthesiology", "specialty?specialty=dermatology"} <= set(links)
    # Ophthalmology has a Match of its own.
    assert "Ophthalmology nearly impossible not in NRMP’s tables here" in opened.text
    assert "17.4% of the positions of 2018" in opened.text
    later = follow(FILE, show="specialties", tier_year="2025")
    assert "2025" in later.frames[0].headline
    assert not later.problems


def test_a_rule_for_stopping_is_written_and_checked(planned):
    opened = planned(PLAN, CycleRecord(match_year=2028), show="stop")
    frame = opened.frames[0]
    assert frame.headline == "Your rule: 2 cycles, and an end by 2029"
    assert opened.printed("Match of 2029") == ["Sep 2028–Mar 2029"]
    assert "If I have not matched by the Match of 2029, I stop, and then: health informatics." in opened.text
    assert (
        "2 improvements are named, 1 of them there: 1 more has to be before applications begin on 15 September 2027"
        in (opened.text)
    )
    opened.test.checkbox(key="next_0_plan_improvement_there_1").check().run()
    assert held(opened).improvements[1].is_there
    assert "2 improvements are there" in opened.text
    empty = planned(NextPlan(), show="stop")
    assert empty.frames[0].headline == "A rule for stopping has 4 parts: cycles, improvements, year and then"
    assert "not written yet" in empty.frames[0].below


def test_steps_are_done_changed_added_and_taken_out(planned):
    opened = planned(PLAN)
    opened.test.text_input(key="next_0_plan_new_name_1").set_value("Renew the visa").run()
    opened.press("Add this step")
    assert held(opened).own[-1] == OwnStep("Renew the visa")
    opened.press("Remove it")
    assert held(opened).own == PLAN.own


def test_what_is_typed_is_in_no_address_and_leaves_with_the_file(planned):
    opened = planned(PLAN, show="stop")
    assert opened.address == {"show": "stop"}
    assert "Save my next steps (JSON)" in [
        one.proto.label for one in opened.test.main if one.type == "download_button"
    ]


def test_slides_hold_the_plan_and_the_log_where_there_is_one(planned, downloads):
    log = ClinicalLog((ClinicalEntry("observership", "outpatient", "neurology", "", date(2027, 2, 1), 4),))
    opened = planned(PLAN, log)
    assert "Plan and log as slides (4, PowerPoint)" in [
        one.proto.label for one in opened.test.main if one.type == "download_button"
    ]
    deck = Presentation(io.BytesIO(downloads["match-atlas_plan.pptx"]()))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Plan"
    assert any(title.startswith("Your plan: 11 steps") for title in titles)
    assert any(title.startswith("Your rule: 2 cycles") for title in titles)
    content = downloads["match-atlas_plan.ics"]()
    names = [str(one["summary"]) for one in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    assert "Done: Secure experience" in names
    assert "Check before applications: at least 2 improvements" in names
    assert "About this day: the end in your rule, Match of 2029" in names
    assert b"Rule for stopping" in downloads["match-atlas_plan_two-sheets.html"]()
