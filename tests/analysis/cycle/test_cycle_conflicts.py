"""Own days beside the dates of a cycle: both sides of every boundary, and days in the wrong order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cycle.compute import calendar_days, cycle_dates, event_days
from analysis.cycle.conflicts import EXAMS, find_conflicts, needs_of, report_time
from analysis.cycle.record import WAY, CycleRecord, StepMark, marked
from analysis.cycle.words import say_conflict
from data.guides import TABLE_OF, DateRule, Requirement, Threshold, read_advice
from data.load import load_table
from data.terms import slugs


def advice(kind):
    return read_advice(kind, load_table(TABLE_OF[kind]))


RULES, REQUIREMENTS = advice(DateRule), advice(Requirement)
REPORT = report_time(advice(Threshold))
EVENTS = event_days(load_table("policy_events"))
CALENDARS = calendar_days(load_table("match_calendars"))
DATES = cycle_dates(2028, RULES, EVENTS)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


def found(dates=DATES, **days):
    record = CycleRecord()
    for step, day in days.items():
        record = marked(record, StepMark(step, "planned", day))
    return find_conflicts(record, dates, REQUIREMENTS, REPORT)


def beside(**days):
    return [one.beside.slug for one in found(**days) if one.beside]


def test_a_report_takes_four_weeks_by_the_guide():
    assert timedelta(weeks=4) == REPORT
    with pytest.raises(LookupError, match=r"img_guide\.exams\.3"):
        report_time(())


def test_the_example_of_an_exam_in_the_summer():
    (one,) = found(step_2_ck=date(2027, 8, 19))
    said = say_conflict(one, REPORT)
    for fact in ("Step 2 CK", "19 August 2027", "16 September 2027", "4 weeks", "15 September 2027"):
        assert fact in said


def test_an_exam_after_applications_open_cannot_but_miss_them():
    (one,) = found(step_2_ck=date(2027, 9, 15))
    assert "comes after 15 September 2027" in say_conflict(one, REPORT)
    (one,) = found(step_2_ck=date(2027, 9, 14))
    assert "may miss 15 September 2027" in say_conflict(one, REPORT)


@pytest.mark.parametrize(
    ("step", "day", "worst"),
    [
        ("step_2_ck", date(2027, 7, 31), None),
        ("step_2_ck", date(2027, 8, 1), "step_2_ck_ideal"),
        ("step_2_ck", date(2027, 8, 18), "step_2_ck_ideal"),
        ("step_2_ck", date(2027, 8, 19), "score_with_application"),
        ("step_2_ck", date(2027, 12, 31), "score_with_application"),
        ("step_2_ck", date(2028, 1, 1), "step_2_ck_required"),
        # Reported on 20 February, which is the deadline.
        ("step_2_ck", date(2028, 1, 23), "step_2_ck_required"),
        ("step_2_ck", date(2028, 1, 24), "passing_scores"),
        ("step_1", date(2027, 7, 31), None),
        ("step_1", date(2027, 8, 1), "step_1_required"),
        ("step_1", date(2027, 8, 19), "score_with_application"),
        ("application", date(2027, 9, 14), "application"),
        ("application", date(2027, 9, 15), None),
        ("application", date(2027, 10, 1), None),
        # Most invitations begin with the MSPE.
        ("application", date(2027, 10, 2), "mspe"),
        ("application", date(2028, 4, 1), "match_day"),
        ("pathway", date(2028, 2, 20), None),
        ("pathway", date(2028, 2, 21), "passing_scores"),
        ("rank_list", date(2028, 1, 14), "rank_list_opens"),
        ("rank_list", date(2028, 2, 20), None),
        ("rank_list", date(2028, 2, 21), "rank_list_deadline"),
        ("certificate", date(2028, 5, 31), None),
        ("certificate", date(2028, 6, 1), "certificate"),
        ("degree", date(2028, 6, 1), None),
    ],
)
def test_both_sides_of_every_date(step, day, worst):
    assert beside(**{step: day}) == ([worst] if worst else [])


def test_a_leap_day_counts():
    # Four weeks before 15 September are the same day in every year; four weeks after 2 February are not.
    dates = cycle_dates(2020, RULES)
    (one,) = found(dates, step_1=date(2020, 2, 2))
    assert one.ready == date(2020, 3, 1)
    (one,) = found(cycle_dates(2019, RULES), step_1=date(2019, 2, 2))
    assert one.ready == date(2019, 3, 2)


def test_own_days_in_the_wrong_order():
    pairs = {
        (one.step, one.need): one.ready
        for one in found(
            id=date(2027, 3, 1),
            school=date(2027, 5, 1),
            step_1=date(2027, 4, 1),
            certificate=date(2027, 4, 28),
            step_3=date(2027, 4, 28),
        )
        if one.need
    }
    # Reported four weeks after 1 April: on the 29th.
    assert pairs == {
        ("step_1", "school"): date(2027, 5, 1),
        ("certificate", "step_1"): date(2027, 4, 29),
        ("step_3", "step_1"): date(2027, 4, 29),
    }


def order(**days):
    return {(one.step, one.need) for one in found(**days) if one.need}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("id", "certification"),
        ("id", "exam_application"),
        ("id", "step_1"),
        ("id", "step_2_ck"),
        ("certification", "step_1"),
        ("school", "step_2_ck"),
        ("step_1", "rank_list"),
        ("step_2_ck", "certificate"),
        ("pathway", "certificate"),
        ("degree", "certificate"),
        ("pathway", "residency"),
        ("application", "rank_list"),
        ("application", "residency"),
        ("certificate", "residency"),
        ("certificate", "step_3"),
        ("id", "step_3"),
    ],
)
def test_every_order_of_the_way_over_steps_between(first, then):
    assert order(**{first: date(2027, 5, 2), then: date(2027, 5, 1)}) == {(then, first)}
    assert order(**{first: date(2027, 5, 1), then: date(2027, 7, 1)}) == set()


def test_an_own_day_between_is_named_and_not_what_lies_before_it():
    assert order(id=date(2027, 5, 3), exam_application=date(2027, 5, 2), step_1=date(2027, 5, 1)) == {
        ("exam_application", "id"),
        ("step_1", "exam_application"),
    }
    record = marked(CycleRecord(), StepMark("exam_application", "done"))
    for step, day in (("id", date(2027, 5, 3)), ("step_1", date(2027, 5, 1))):
        record = marked(record, StepMark(step, "planned", day))
    assert find_conflicts(record, DATES, REQUIREMENTS, REPORT) == ()


def test_an_application_before_programs_read_is_early_only_by_the_guide():
    in_2026 = cycle_dates(2026, RULES, EVENTS, CALENDARS)
    assert found(in_2026, application=date(2025, 9, 4)) == ()
    (one,) = found(application=date(2027, 9, 4))
    assert "the calendar of that Match decides" in say_conflict(one, REPORT)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 10, 1), "may miss 21 October 2020, when programs begin to read applications."),
        (date(2020, 10, 22), "comes after 21 October 2020, when programs begin to read applications."),
    ],
)
def test_a_calendars_first_day_is_that_on_which_programs_read(day, said):
    (one,) = found(cycle_dates(2021, RULES, EVENTS, CALENDARS), step_2_ck=day)
    assert say_conflict(one, REPORT).endswith(said)
    (one,) = found(step_2_ck=date(2027, 8, 19))
    assert say_conflict(one, REPORT).endswith("when applications open by the guide’s rule.")


def test_a_calendars_deadline_is_named_as_it_was_set():
    in_2023 = cycle_dates(2023, RULES, EVENTS, CALENDARS)
    assert found(in_2023, rank_list=date(2023, 3, 1)) == ()
    (one,) = found(in_2023, rank_list=date(2023, 3, 2))
    said = say_conflict(one, REPORT)
    assert "1 March 2023" in said
    assert "guide" not in said


def test_what_is_done_or_open_is_in_no_conflict():
    record = CycleRecord((StepMark("step_1", "done"), StepMark("step_2_ck", "planned")))
    assert find_conflicts(record, DATES, REQUIREMENTS, REPORT) == ()


def test_every_step_requires_what_the_guide_ticks():
    requires = needs_of(REQUIREMENTS)
    assert set(requires) == set(slugs(WAY))
    assert requires["application"] == ("id",)
    assert requires["rank_list"] == ("id", *EXAMS)
    assert requires["residency"] == requires["step_3"] == ("id", *EXAMS, "certificate")


@given(st.sampled_from(EXAMS), DAYS, st.integers(1, 60))
def test_a_later_exam_is_never_less_late(exam, day, days):
    early, late = (beside(**{exam: one}) for one in (day, day + timedelta(days=days)))
    firsts = {one.slug: one.first for one in DATES}
    assert len(early) <= len(late) <= 1
    if early:
        assert firsts[early[0]] <= firsts[late[0]]


@given(st.dictionaries(st.sampled_from(slugs(WAY)), DAYS, max_size=6))
def test_every_conflict_is_of_a_planned_day_and_can_be_said(days):
    for one in found(**days):
        assert days[one.step] == one.day
        assert one.need in {"", *days}
        said = say_conflict(one, REPORT)
        assert said.endswith(".")
        assert str(one.day.year) in said
