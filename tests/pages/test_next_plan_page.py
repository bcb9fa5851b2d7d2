"""Plan: a template from a month on, parts of applications, tiers with links, a rule for stopping."""

import io
from datetime import UTC, date, datetime

import icalendar
import pytest
from pptx import Presentation

from analysis.experience.record import ClinicalEntry, ClinicalLog
from analysis.next_plan.record import Improvement, NextPlan, OwnStep, StepChange
from analysis.next_steps.aim import Aim
from pages.ui.records_held import HELD

FILE = "next_plan.py"
FOLD = "next_0_plan_fold"
PLAN = NextPlan(
    "months_18",
    date(2027, 1, 1),
    changes=(StepChange("months_18", 2, is_done=True),),
    own=(OwnStep("Move house", 2, 3),),
    job_hours=60,
    decision=1,
    stop_cycles=2,
    stop_year=2029,
    stop_then="health informatics",
    improvements=(Improvement("A new letter", is_there=True), Improvement("One rotation")),
)


@pytest.fixture
def planned(follow):
    """Return a function that opens the page with records in the visit, and its fold open or not."""

    def open_it(*records, is_open=False, **address):
        opened = follow(FILE, **address)
        opened.test.session_state[HELD] = {type(record): record for record in records}
        opened.test.run()
        assert not opened.test.exception
        return opened.unfold(FOLD) if is_open else opened

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
    opened = planned(PLAN, Aim(match_year=2028))
    frame = opened.frames[0]
    assert (
        frame.headline
        == "Your plan: 11 steps from January 2027 to June 2028, 1 of them done, toward the Match of 2028"
    )
    assert "in month 9 of your plan" in frame.below
    assert opened.printed("Move house") == ["Feb–Mar 2027"]
    assert opened.printed("Applications can be submitted") == ["about 15 Sep 2027"]
    assert opened.printed("Match Day") == ["17 Mar 2028"]
    assert (
        "Your other job takes 60 hours a week; the guide advises fewer, in its example 40 instead of 60."
        in opened.text
    )


def test_a_plan_leads_to_the_next_match_and_says_which_its_months_lead_to(planned):
    opened = planned(NextPlan("months_18", date(2035, 1, 1)))
    following = opened.test.number_input(key="next_0_aim_match_year_plan").value
    # It is over by then.
    assert f"it begins after the Match of {following}" in opened.frames[0].headline
    assert "Back to the next Match" not in opened.buttons()
    opened.press("Aim at 2036, to which its months lead")
    assert held(opened, Aim).match_year == 2036
    assert opened.test.number_input(key="next_0_aim_match_year_plan").value == 2036
    assert "toward the Match of 2036" in opened.frames[0].headline
    assert not [said for said in opened.buttons() if said.startswith("Aim at")]
    # And back to the one that nobody chose.
    opened.press("Back to the next Match")
    assert held(opened, Aim).match_year is None
    assert opened.test.number_input(key="next_0_aim_match_year_plan").value == following
    # Nor does anything lead back to it where it was chosen.
    chosen = planned(NextPlan("months_18", date(2035, 1, 1)), Aim(match_year=following))
    assert "Back to the next Match" not in chosen.buttons()


def test_a_step_that_was_moved_takes_the_proposed_match_along(planned):
    # January 2037, nearer to September 2036 than to the next one.
    moved = StepChange("months_18", 7, month_from=25, month_to=25)
    opened = planned(NextPlan("months_18", date(2035, 1, 1), changes=(moved,)))
    assert "Aim at 2037, to which its months lead" in opened.buttons()
    # Near the end of what dates are worked out for nothing breaks, and nothing untrue is offered.
    for start in (date(2100, 12, 1), date(2024, 1, 1)):
        untrue = planned(NextPlan("months_18", start))
        assert not untrue.test.exception
        assert not [said for said in untrue.buttons() if said.startswith("Aim at")]


def test_applications_are_whole_numbers_that_add_up(planned):
    opened = planned(PLAN, Aim(applications=60), show="applications")
    assert opened.frames[0].headline == (
        "Of 60 applications, the guide’s shares are 33 to community programs, 18 to university-affiliated community "
        "programs, 6 to university programs and 3 to highly competitive or well-known programs"
    )
    opened.test.number_input(key="next_0_aim_applications_plan").set_value(7).run()
    assert held(opened, Aim).applications == 7
    assert "4 to community programs, 2 to" in opened.frames[0].headline


def test_tiers_stand_beside_counts_with_a_year_and_an_n_and_every_specialty_is_a_link(follow):
    opened = follow(FILE, show="specialties")
    frame = opened.frames[0]
    assert frame.headline == (
        "Anesthesiology is “very tough” in the guide; IMGs held 14% of its 1,788 filled positions in 2018, beside 17% in "
        "Psychiatry, “more possible”"
    )
    assert "Anesthesiology very tough 14.1% (253 of 1,788)" in opened.text
    links = opened.links_to("specialty?")
    assert {"specialty?specialty=anesthesiology", "specialty?specialty=dermatology"} <= set(links)
    # Ophthalmology has a Match of its own.
    assert "Ophthalmology nearly impossible not in NRMP’s tables here" in opened.text
    assert "17.4% of the positions of 2018" in opened.text
    # What a newer year says stands beside it.
    assert (
        "In the newest of these counts: Radiation Oncology is “nearly impossible” in the guide" in opened.text
    )
    assert "of its filled positions IMGs held 16.8% (25 of 149) in 2022" in opened.text
    later = follow(FILE, show="specialties", tier_year="2025")
    assert "2025" in later.frames[0].headline
    assert not later.problems


def test_a_rule_for_stopping_is_written_and_checked(planned):
    opened = planned(PLAN, Aim(match_year=2028), show="stop")
    frame = opened.frames[0]
    assert frame.headline == "Your rule: 2 cycles, and an end by 2029"
    assert opened.printed("Match of 2029") == ["Sep 2028–Mar 2029"]
    assert "If I have not matched by the Match of 2029, I stop, and then: health informatics." in opened.text
    assert (
        "2 improvements are named, 1 of them there: 1 more has to be in place before applications begin, about 15 September 2027"
        in (opened.text)
    )
    opened.test.checkbox(key="next_0_plan_improvement_there_1").check().run()
    assert held(opened).improvements[1].is_there
    assert "2 improvements are there" in opened.text
    assert opened.test.number_input(key="next_0_plan_stop_year").proto.min == 2028
    over = planned(NextPlan(stop_cycles=9, stop_year=2027), Aim(match_year=2028), show="stop")
    assert over.frames[0].headline == "Your rule ends before the Match of 2028"
    assert "The Match of 2028, to which your plan leads, is after 2027." in over.text
    empty = planned(NextPlan(), show="stop")
    assert empty.frames[0].headline == "A rule for stopping has 4 parts: cycles, improvements, year and then"
    assert "not written yet" in empty.frames[0].below


def test_a_number_outside_of_what_is_taken_is_said_in_our_words_and_left_out(planned):
    opened = planned(PLAN, is_open=True)
    opened.test.number_input(key="next_0_plan_job_hours").set_value(200).run()
    assert opened.problems == [
        "Another job: “200” is not a whole number from 0 to 100, or nothing. It is left out until you correct it."
    ]
    assert held(opened).job_hours is None
    opened.test.number_input(key="next_0_plan_job_hours").set_value(40).run()
    assert not opened.problems
    assert held(opened).job_hours == 40
    opened = planned(Aim(applications=20), show="applications")
    opened.test.number_input(key="next_0_aim_applications_plan").set_value(2001).run()
    assert "“2001” is not a whole number from 1 to 2000" in opened.problems[0]
    assert held(opened, Aim).applications is None


def test_steps_are_done_changed_added_and_taken_out(planned):
    opened = planned(PLAN, is_open=True)
    opened.test.text_input(key="next_0_plan_new_name_1").set_value("Renew the visa").run()
    opened.press("Add this step")
    assert held(opened).own[-1] == OwnStep("Renew the visa")
    opened.press("Remove it")
    assert held(opened).own == PLAN.own


def test_inputs_are_folded_until_asked_for_and_the_fold_stays_open(planned):
    """What the hours of a week come to is said beside a closed fold too."""
    opened = planned(PLAN)
    assert not {"Another job", "From month"} & {one.label for one in opened.test.number_input}
    assert "60 hours" in opened.text
    opened.unfold(FOLD)
    for show in ("stop", "months"):
        opened.choose("show", show)
    assert opened.test.number_input(key="next_0_plan_job_hours").value == 60


def test_a_step_that_is_left_out_stays_done(planned):
    gone = StepChange("months_18", 3, is_done=True, is_left_out=True)
    opened = planned(NextPlan("months_18", date(2027, 1, 1), changes=(gone,)), is_open=True)
    (pills,) = (one for one in opened.test.pills if one.proto.label == "Done")
    pills.set_value(["step.2"]).run()
    assert set(held(opened).changes) == {gone, StepChange("months_18", 2, is_done=True)}


def test_a_name_that_is_too_long_is_said_and_stays(planned):
    opened, pasted = planned(PLAN, is_open=True), "a" * 300
    opened.test.text_input(key="next_0_plan_new_name_1").set_value(pasted).run()
    opened.press("Add this step")
    assert held(opened).own == PLAN.own
    assert opened.test.text_input(key="next_0_plan_new_name_1").value == pasted
    assert [said for said in opened.problems if "At most 200 characters" in said]
    stop = planned(PLAN, show="stop")
    stop.test.text_input(key="next_0_plan_stop_then").set_value(pasted).run()
    assert held(stop).stop_then == pasted[:200]
    assert [said for said in stop.problems if "the first 200 are kept" in said]


def test_of_a_text_typed_is_kept_what_is_seen_of_it(planned):
    opened = planned(PLAN, show="stop")
    typed = "\u202e teaching\u0007,  in\u200b clinic "
    opened.test.text_input(key="next_0_plan_stop_then").set_value(typed).run()
    assert held(opened).stop_then == "teaching, in clinic"


def test_the_months_of_a_step_are_drawn_as_they_stand_in_their_inputs(planned):
    opened = planned(PLAN, is_open=True)
    edit = next(one for one in opened.test.selectbox if one.label == "A step to change")
    edit.set_value("step.4").run()
    months = {one.label: one for one in opened.test.number_input if one.label in {"From month", "To month"}}
    assert [one.proto.placeholder for one in months.values()] == ["4", "9"]
    months["To month"].set_value(2).run()
    assert held(opened).changes[-1] == StepChange("months_18", 4, month_to=2)
    (first,) = (one for one in opened.test.number_input if one.label == "From month")
    assert first.proto.placeholder == "2"
    assert opened.printed("Complete experience") == ["Feb 2027"]


def test_what_is_typed_is_in_no_address_and_leaves_with_the_file(planned):
    opened = planned(PLAN, show="stop")
    assert opened.address == {"show": "stop"}
    assert "Save my next steps (JSON)" in [
        one.proto.label for one in opened.test.main if one.type == "download_button"
    ]


def test_slides_hold_the_plan_and_the_log_where_there_is_one(planned, downloads):
    log = ClinicalLog((ClinicalEntry("observership", "outpatient", "neurology", "", date(2027, 2, 1), 4),))
    opened = planned(PLAN, log)
    deck = Presentation(io.BytesIO(downloads["match-atlas_plan.pptx"]()))
    assert f"Plan and log as slides ({len(deck.slides)}, PowerPoint)" in [
        one.proto.label for one in opened.test.main if one.type == "download_button"
    ]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Plan"
    about = deck.slides[0].placeholders[1].text_frame.text
    assert "dated advice of named guides, which is not NRMP’s data" in about
    assert "Averages and counts" not in about
    assert any(title.startswith("Your plan: 11 steps") for title in titles)
    assert any(title.startswith("Your rule: 2 cycles") for title in titles)
    content = downloads["match-atlas_plan.ics"]()
    names = [str(one["summary"]) for one in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    assert "Done: Secure experience" in names
    assert "Check before applications: at least 2 improvements" in names
    assert "End in your rule, Match of 2029" in names
    sheets = downloads["match-atlas_plan_two-sheets.html"]().decode()
    assert "Rule for stopping" in sheets
    assert "before applications begin, about 15 September" in sheets
    assert "Observership, Neurology; hospital, outpatient clinic" in sheets
    assert "1 – 28 Feb 2027" in sheets


def test_plan_and_log_are_pages_of_the_handout_for_whoever_asks_for_them(follow, downloads):
    log = ClinicalLog((ClinicalEntry("observership", "outpatient", "neurology", "", date(2027, 2, 1), 4),))
    opened = follow("compare.py", group="us_img", specialties="pathology,neurology")

    def handout():
        (name,) = (name for name in downloads if name.startswith("match-atlas_handout_"))
        return downloads[name]().decode()

    # Without either there is nothing to choose.
    assert "handout_also" not in [one.key for one in opened.test.get("button_group")]
    opened.test.session_state[HELD] = {NextPlan: PLAN, ClinicalLog: log}
    opened.test.run()
    assert "Move house" not in handout()
    assert "clinical experience" not in handout()
    opened.test.button_group(key="handout_also").set_value(["plan", "log"]).run()
    assert not opened.test.exception
    whole = handout()
    assert "Move house" in whole
    assert whole.count("<article") == 5
    assert "1 – 28 Feb 2027" in whole
    assert any("prints to about five pages" in one.proto.label for one in opened.test.get("download_button"))
    # An invented person has neither.
    invented = follow("compare.py", group="us_img", specialties="pathology,neurology", demo="ada")
    invented.test.session_state[HELD] = {NextPlan: PLAN}
    invented.test.run()
    assert "handout_also" not in [one.key for one in invented.test.get("button_group")]
