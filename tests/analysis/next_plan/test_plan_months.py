"""A template as a visitor’s plan: months and their ends by hand, changes, own steps, a record from outside."""

from dataclasses import fields, replace
from datetime import date

import pytest

from analysis.next_plan.chart import plan_chart
from analysis.next_plan.compute import (
    APPLIES,
    HOURS,
    MONTHS_BEFORE,
    first_months,
    month_end,
    month_of,
    month_start,
    months_of,
    place_of,
)
from analysis.next_plan.events import plan_events
from analysis.next_plan.record import (
    IMPROVEMENTS_MOST,
    OF_MONTHS,
    OF_RULE,
    OWN_MOST,
    TEXT_MOST,
    Improvement,
    NextPlan,
    OwnStep,
    StepChange,
    checked,
    part_of,
    told_apart,
    with_change,
)
from analysis.next_plan.words import plan_headline, plan_rows, plan_story, say_own_length

JANUARY = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("start", "month", "first", "last"),
    [
        (JANUARY, 1, date(2027, 1, 1), date(2027, 1, 31)),
        (JANUARY, 2, date(2027, 2, 1), date(2027, 2, 28)),
        (JANUARY, 12, date(2027, 12, 1), date(2027, 12, 31)),
        (JANUARY, 13, date(2028, 1, 1), date(2028, 1, 31)),
        # 2028 is a leap year, 2100 is none, 2000 was one.
        (date(2027, 11, 1), 4, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2099, 12, 1), 3, date(2100, 2, 1), date(2100, 2, 28)),
        (date(1999, 9, 1), 6, date(2000, 2, 1), date(2000, 2, 29)),
        (date(2027, 8, 1), 2, date(2027, 9, 1), date(2027, 9, 30)),
        (date(2027, 12, 1), 18, date(2029, 5, 1), date(2029, 5, 31)),
        # Before the plan.
        (JANUARY, 0, date(2026, 12, 1), date(2026, 12, 31)),
        (JANUARY, -11, date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_months_of_a_plan_are_those_of_the_calendar(start, month, first, last):
    assert (month_start(start, month), month_end(start, month)) == (first, last)
    assert month_of(start, first) == month_of(start, last) == month


def test_a_plan_can_begin_in_the_months_around_today_and_in_the_one_that_was_chosen():
    months = first_months(date(2027, 3, 31), None)
    assert (months[0], months[MONTHS_BEFORE]) == (date(2025, 9, 1), date(2027, 3, 1))
    assert months[-1] == date(2029, 3, 1)
    assert first_months(date(2027, 3, 31), months[3]) == months
    assert first_months(date(2027, 3, 31), date(2010, 1, 1)) == [date(2010, 1, 1), *months]


def test_no_field_of_a_plan_is_left_out_of_what_shows_it():
    names = [*OF_MONTHS, *OF_RULE, *HOURS]
    assert sorted(names) == sorted(field.name for field in fields(NextPlan))
    record = NextPlan("months_18", JANUARY, decision=2)
    assert part_of(record, OF_RULE) == NextPlan(decision=2)
    assert part_of(record, OF_MONTHS) == NextPlan("months_18", JANUARY)


def test_a_day_lies_within_its_month():
    assert place_of(JANUARY, date(2027, 1, 1)) == 0
    assert place_of(JANUARY, date(2027, 9, 16)) == 8.5
    assert place_of(JANUARY, date(2028, 2, 29)) == pytest.approx(13 + 28 / 29)


def test_the_longer_template_from_a_month_on(advice, plan_of):
    tasks = plan_of(NextPlan("months_18", date(2027, 11, 1))).tasks
    assert len(tasks) == 10
    first, *_, last = tasks
    assert (first.first_day, first.last_day) == (date(2027, 11, 1), date(2028, 1, 31))
    assert (last.first_day, last.last_day) == (date(2028, 11, 1), date(2029, 4, 30))
    assert {task.months_by for task in tasks} == {"guide"}
    applied = [step for step in advice.steps if (step.plan, step.sort_order) == APPLIES]
    assert [step.phase for step in applied] == ["Finalize the application"]


@pytest.mark.parametrize(
    ("months", "length", "said"),
    [
        (None, 12, ""),
        (6, 6, "6 months, your own length, within the guide’s 6 to 12"),
        (12, 12, "12 months, your own length, within the guide’s 6 to 12"),
        (5, 5, "5 months, your own length, outside the guide’s 6 to 12"),
        (30, 30, "30 months, your own length, outside the guide’s 6 to 12"),
    ],
)
def test_the_shorter_template_is_as_long_as_the_visitor_says(plan_of, months, length, said):
    plan = plan_of(NextPlan("months_6_12", months=months))
    assert plan.length == length
    assert say_own_length(plan) == said
    assert said in plan_story(plan).subtitle
    # Months count for the template without a length alone.
    assert say_own_length(plan_of(NextPlan("months_18", months=months))) == ""
    # What lasts as long as the plan ends with it; who placed it stays said.
    skills = next(task for task in plan.tasks if task.name == "Refresh skills")
    assert (skills.first, skills.last, skills.months_by) == (1, length, "atlas")
    assert plan.tasks[0].months_by == "guide"
    assert all(task.first_day is None for task in plan.tasks)


def test_changes_and_own_steps_make_it_the_visitors(plan_of):
    record = NextPlan(
        "months_18",
        JANUARY,
        changes=(
            StepChange("months_18", 1, month_from=2),
            StepChange("months_18", 2, is_done=True),
            StepChange("months_18", 3, is_left_out=True),
            # Of the other template.
            StepChange("months_6_12", 4, is_left_out=True),
        ),
        own=(OwnStep("Move", 20, 21), OwnStep("Save", 2, 4, is_done=True)),
    )
    plan = plan_of(record)
    tasks = {task.name: task for task in plan.tasks}
    assert "Start volunteering" not in tasks
    assert len(tasks) == 11
    assert (tasks["Assess profile and scores"].first, tasks["Assess profile and scores"].last) == (2, 3)
    assert tasks["Assess profile and scores"].months_by == "own"
    assert tasks["Secure experience"].is_done
    assert [task.name for task in plan.tasks][-2:] == ["Save", "Move"]
    assert tasks["Move"].last_day == date(2028, 9, 30)
    assert plan_headline(plan).startswith(
        "Your plan: 11 steps from January 2027 to June 2028, 2 of them done"
    )
    assert plan_chart(plan).axis.high == 21
    rows = plan_rows(plan).set_index("plan_step")
    assert rows.loc["Save", ["first_day", "last_day", "source_id"]].tolist() == [
        "2027-02-01",
        "2027-04-30",
        "",
    ]
    assert rows.loc["Align the job", "advised_by"] == "Residency Advisor, 2026-01-05"


@pytest.mark.parametrize(
    ("step", "change", "months"),
    [
        # The template has months 4 to 9.
        (4, {}, (4, 9)),
        (4, {"month_from": 6}, (6, 9)),
        (4, {"month_to": 4}, (4, 4)),
        # Past the other one, which moves along.
        (4, {"month_from": 12}, (12, 12)),
        (4, {"month_to": 2}, (2, 2)),
        (4, {"month_from": 2, "month_to": 3}, (2, 3)),
    ],
)
def test_one_month_of_a_step_is_drawn_as_it_was_entered(plan_of, step, change, months):
    record = NextPlan("months_18", changes=(StepChange("months_18", step, **change),))
    plan = plan_of(record)
    task = plan.tasks[step - 1]
    assert (task.first, task.last) == months
    assert months_of(task.step, record.changes[0], plan.length) == months


def test_a_step_as_long_as_the_plan_moves_along_too(plan_of):
    record = NextPlan("months_6_12", months=6, changes=(StepChange("months_6_12", 5, month_from=9),))
    moved = plan_of(record).tasks[4]
    assert (moved.first, moved.last) == (9, 9)
    back = plan_of(replace(record, months=12)).tasks[4]
    assert (back.first, back.last) == (9, 12)


def keys_of(plan):
    return {event.name: event.key for event in plan_events(plan, 2)}


def test_the_entries_of_a_calendar_keep_their_names_whatever_else_is_taken_out(plan_of):
    record = NextPlan("months_18", JANUARY, own=(OwnStep("Move", 2, 3), OwnStep("Save", 1, 9)))
    whole = keys_of(plan_of(record))
    assert len(set(whole.values())) == len(whole)
    left_out = keys_of(plan_of(replace(record, changes=(StepChange("months_18", 1, is_left_out=True),))))
    assert left_out == {name: key for name, key in whole.items() if name != "Assess profile and scores"}
    other = keys_of(plan_of(replace(record, own=(replace(record.own[1], month_from=2),))))
    assert other == {name: key for name, key in whole.items() if name != "Move"}


def test_steps_of_one_name_are_told_apart_for_good():
    first, second, other = told_apart((OwnStep("Save", 1, 2), OwnStep("Save", 5, 6), OwnStep("Move")))
    assert (first.ordinal, second.ordinal, other.ordinal) == (0, 1, 0)
    # The one that stays keeps its own when the other is taken out; another one gets what is free.
    assert told_apart((second, other)) == (second, other)
    assert told_apart((second, other, OwnStep("Save")))[-1].ordinal == 0
    # A file from before has none.
    assert checked(NextPlan(own=(OwnStep("Save"), OwnStep(" Save"))))[0].own == (
        OwnStep("Save"),
        OwnStep("Save", ordinal=1),
    )


def test_a_change_that_changes_nothing_is_none():
    record = with_change(NextPlan(), StepChange("months_18", 1, is_done=True))
    assert record.changes == (StepChange("months_18", 1, is_done=True),)
    assert with_change(record, StepChange("months_18", 1)) == NextPlan()


def test_a_record_from_outside_keeps_what_is_allowed():
    good = NextPlan("months_18", JANUARY, own=(OwnStep("Save", 1, 2),), decision=1)
    assert checked(good) == (good, ())
    bad = NextPlan(
        "months_7",
        date(1066, 10, 14),
        months=99,
        changes=(
            StepChange("months_18", 1, 5, 2),
            StepChange("nothing", 1),
            *(StepChange("months_18", 2),) * 2,
        ),
        own=(OwnStep(" "), OwnStep("x" * 999), *(OwnStep("y"),) * 20),
        stop_year=1500,
        improvements=(Improvement("a\n b"),) * 9,
    )
    kept, problems = checked(bad)
    assert (kept.template, kept.start, kept.months, kept.stop_year) == ("", None, None, None)
    assert kept.changes == (StepChange("months_18", 2),)
    assert len(kept.own) == OWN_MOST
    assert len(kept.own[0].name) == TEXT_MOST
    assert kept.improvements == (Improvement("a b"),) * IMPROVEMENTS_MOST
    assert len(problems) == 9
    assert any("1500; allowed is" in problem for problem in problems)
    assert checked(kept) == (kept, ())
    assert checked(NextPlan(start=date(2027, 3, 17)))[0].start == date(2027, 3, 1)
