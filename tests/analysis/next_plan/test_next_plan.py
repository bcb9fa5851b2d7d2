"""A template as a plan: months and their ends by hand, changes, parts that add up, tiers, a rule for stopping."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.cycle.compute import APPLICATION, date_of
from analysis.export.slides.charts import chart_specs
from analysis.next_plan.chart import cycles_chart, plan_chart
from analysis.next_plan.compute import (
    APPLIES,
    Hours,
    Stop,
    aim_month,
    month_end,
    month_of,
    month_start,
    months_of,
    place_of,
    proposed_match,
    stop_of,
    weekly_hours,
    whole_parts,
)
from analysis.next_plan.events import plan_events
from analysis.next_plan.own_plan import (
    HOURS_OF_A_JOB,
    IMPROVEMENTS,
    TABLES,
    lay_out,
    read_plan_advice,
)
from analysis.next_plan.parts_words import say_near
from analysis.next_plan.record import (
    IMPROVEMENTS_MOST,
    OWN_MOST,
    TEXT_MOST,
    Improvement,
    NextPlan,
    OwnStep,
    StepChange,
    checked,
    told_apart,
    with_change,
)
from analysis.next_plan.stop_words import rule_checks, say_hours, say_improvements, say_rule
from analysis.next_plan.tiers import tiers_beside
from analysis.next_plan.words import (
    plan_checks,
    plan_headline,
    plan_rows,
    plan_story,
    say_own_length,
    say_span,
)
from data.guides import TierEntry
from data.load import load_table

JANUARY = date(2027, 1, 1)
# The third Friday of March, by Match.
FRIDAYS = {year: date(year, 3, day) for year, day in ((2027, 19), (2028, 17), (2029, 16), (2030, 15))}


@pytest.fixture(scope="module")
def advice():
    """What the real tables say of plans."""
    return read_plan_advice({name: load_table(name) for name in TABLES})


@pytest.fixture
def plan_of(advice):
    """Return a function that lays out the plan of a record."""
    return lambda record, match_year=None: lay_out(record, advice, match_year)


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


@pytest.mark.parametrize(
    ("start", "match_year"),
    # The plan has it in month 12; it begins in September of the year before. Of equals the earlier one.
    [(JANUARY, 2028), (date(2026, 10, 1), 2028), (date(2027, 4, 1), 2028), (date(2027, 5, 1), 2029)],
)
def test_a_plan_proposes_the_match_nearest_to_its_application(advice, plan_of, start, match_year):
    plan = plan_of(NextPlan("months_18", start))
    assert aim_month(plan.tasks, 18) == 12
    assert proposed_match(start, 12, advice.dates) == plan.match_year == match_year


@pytest.mark.parametrize(
    ("change", "month", "match_year"),
    [
        ({"month_to": 9}, 9, 2028),
        ({"month_from": 20}, 20, 2029),
        # A plan without the step has it at its end, June 2028.
        ({"is_left_out": True}, 18, 2029),
    ],
)
def test_the_proposed_match_follows_the_step_that_was_moved(plan_of, change, month, match_year):
    plan = plan_of(NextPlan("months_18", JANUARY, changes=(StepChange("months_18", 7, **change),)))
    assert aim_month(plan.tasks, plan.length) == month
    assert plan.match_year == match_year


def test_dates_of_the_cycle_stand_among_the_months_and_say_where_both_part(plan_of):
    plan = plan_of(NextPlan("months_18", JANUARY), 2028)
    assert date_of(plan.cycle, APPLICATION).first == date(2027, 9, 15)
    shown = [one.slug for one in plan.dates]
    assert shown == [
        *("application", "mspe", "interviews", "rank_list_opens", "rank_list_deadline", "match_day"),
        "residency",
    ]
    said, interviews, after, _ = plan_checks(plan)
    assert interviews == (
        "Interviews: October 2027 to January 2028; but your step “Interview season” is January to June 2028."
    )
    assert after == "Match Day: 17 March 2028; but your step “After the Match” is January to June 2028."
    assert "from about 15 September 2027, in month 9 of your plan" in said
    # Month 9 lies before months 10 to 12: a plan begun one to three months earlier has both together.
    assert "A plan that begins in October to December 2026 has both together." in said
    earlier = plan_of(NextPlan("months_18", date(2026, 12, 1)), 2028)
    assert (
        "your step “Finalize the application”, which goes on after that day, is September to November 2027."
        in plan_checks(earlier)[0]
    )
    late = plan_of(NextPlan("months_6_12", date(2027, 10, 1), 6), 2028)
    assert "before your plan begins" in plan_checks(late)[0]
    assert [one.slug for one in late.dates][:2] == ["mspe", "interviews"]


def test_a_day_that_was_set_is_nobodys_advice(plan_of):
    plan = plan_of(NextPlan("months_18", date(2019, 11, 1)), 2021)
    rows = plan_rows(plan).set_index("plan_step")
    read = rows.loc["Programs read applications"]
    assert (read["first_day"], read["advised_by"], read["guide_date"]) == ("2020-10-21", "AAMC", "")
    assert read["source_id"] == "policy_notices"
    assert "can be submitted from this day on" not in read["step_advice"]
    assert plan_checks(plan)[0].startswith(
        "Programs read applications to the Match of 2021 from 21 October 2020, in month 12 of your plan"
    )
    texts = {event.key: event.said for event in plan_events(plan, 2)}
    assert "Certainty of the day: set by AAMC." in texts["cycle.2021.application"]
    assert "NRMP’s data" not in texts["cycle.2021.application"]
    assert "Programs read applications from 21 October 2020 on." in texts["check.2021"]
    # A rule of NRMP's is no advice of the guide either; what the guide gives is signed by it.
    later = plan_of(NextPlan("months_18", JANUARY), 2028)
    whose = plan_rows(later).set_index("plan_step")
    assert whose.loc["Match Day", ["advised_by", "source_id"]].tolist() == ["NRMP", "policy_notices"]
    assert whose.loc["Applications can be submitted", "source_id"].startswith("advice_")
    texts = {event.key: event.said for event in plan_events(later, 2)}
    assert "NRMP’s data" not in texts["cycle.2028.match_day"]
    assert "advice, not NRMP’s data" in texts["cycle.2028.application"]
    by = dict(zip(*(plan_story(later).text_table[name] for name in ("Step", "Months by")), strict=True))
    assert by["Match Day"] == "NRMP’s rule, Match of 2028"
    assert by["Applications can be submitted"] == "the guide’s dates, Match of 2028"


def test_dates_before_and_after_a_plan_are_named(plan_of):
    # December 2027 to May 2028: interviews have begun, residency has not.
    plan = plan_of(NextPlan("months_6_12", date(2027, 12, 1), 6), 2028)
    assert [one.slug for one in plan.before] == ["application", "mspe"]
    assert [one.slug for one in plan.after] == ["residency"]
    assert [one.slug for one in plan.dates] == [
        *("interviews", "rank_list_opens", "rank_list_deadline", "match_day"),
    ]
    opening, before, after, _ = plan_checks(plan)
    assert "before your plan begins" in opening
    assert before == "Over before your plan begins: MSPE released (about 1 October 2027)."
    assert after == "After your plan, which lasts to May 2028: Residency begins (June to July 2028)."
    # The period that has begun is drawn from the beginning.
    (period,) = (span for span in plan_chart(plan).spans if span.style == "plan_period")
    assert [low for low in period.lows if low is not None] == [0]
    assert [high for high in period.highs if high is not None] == [pytest.approx(1 + 30 / 31)]
    check = next(event for event in plan_events(plan, 2) if event.name.startswith("Check before"))
    assert check.first == date(2027, 12, 1)
    assert "from about 15 September 2027 on" in check.said


def test_words_stand_beside_short_boxes_and_names_are_cut():
    advice = read_plan_advice({name: load_table(name) for name in TABLES})
    record = NextPlan("months_18", own=(OwnStep("W" * 90, 4, 14),))
    chart = plan_chart(lay_out(record, advice))
    words = {series.sides[0]: series.cells for series in chart.series if series.style == "plan_text"}
    # Months 1 to 3 have theirs on the right, 13 to 18 on the left; a long box holds them.
    assert (words["right"][0], words["left"][8], words["right"][10]) == (3, 12, 3)
    assert chart.rows[10].label == f"{'W' * 35}…"


def test_a_slide_of_a_plan_counts_its_months_from_the_first(plan_of):
    for start, title in (
        (JANUARY, "months from the beginning of Jan 27"),
        (None, "months from the first day of the plan"),
    ):
        (spec,) = chart_specs(plan_chart(plan_of(NextPlan("months_18", start))))
        assert (spec.axis.is_shown, spec.axis.step, spec.axis.title) == (True, 3, title)


def test_a_plan_without_a_start_has_no_days_and_no_checks(plan_of):
    plan = plan_of(NextPlan())
    assert plan_checks(plan) == []
    assert plan_headline(plan) == "The guide’s plan of 18 months has 10 steps; a start month makes it yours"
    assert plan_chart(plan).axis.names == ("1", "7", "13")
    assert plan_chart(plan).has_numbers


@pytest.mark.parametrize(
    ("total", "parts"),
    [(0, (0, 0, 0, 0)), (1, (1, 0, 0, 0)), (10, (6, 3, 1, 0)), (37, (20, 11, 4, 2)), (100, (55, 30, 10, 5))],
)
def test_parts_of_applications_by_hand(total, parts):
    assert whole_parts((55.0, 30.0, 10.0, 5.0), total) == parts


def test_parts_of_applications_add_up(advice):
    shares = [part.applications_pct for part in advice.mix]
    assert sum(shares) == 100
    for total in range(1, 501):
        parts = whole_parts(shares, total)
        assert sum(parts) == total
        assert all(part >= 0 for part in parts)
        # No part is more than one away from its share.
        assert all(
            abs(part - Fraction(share) * total / 100) < 1 for part, share in zip(parts, shares, strict=True)
        )
        assert list(parts) == sorted(parts, reverse=True)


def entry(tier, place, name, slug):
    more = {"guide": "non_clinical_job", "section": "", "advice_status": "current", "status_note": ""}
    return TierEntry(
        **more,
        event=None,
        source_id="advice_non_clinical_job",
        tier=tier,
        sort_order=place,
        specialty_named=name,
        specialty=slug,
    )


def test_tiers_part_where_the_nearest_share_is_in_another_one():
    counts = pd.DataFrame(
        {
            "specialty": ["psychiatry", "neurology", "anesthesiology", "general_surgery"],
            "img_pct": [17.0, 31.0, 14.0, 10.0],
            "img_count": [170.0, 310.0, 140.0, 100.0],
            "filled_count": [1000.0] * 4,
            "source_id": "rd_table2",
        }
    )
    tiers = (
        entry("very_tough", 1, "General Surgery", "general_surgery"),
        entry("very_tough", 2, "Anesthesiology", "anesthesiology"),
        entry("more_possible", 1, "Psychiatry", "psychiatry"),
        entry("more_possible", 2, "Neurology", "neurology"),
        entry("nearly_impossible", 1, "Ophthalmology", None),
        entry("nearly_impossible", 2, "Dermatology", "dermatology"),
    )
    rows = tiers_beside(tiers, counts, 2018, ("dermatology",))
    assert list(rows["label"]) == [
        *("Psychiatry", "Neurology", "General Surgery", "Anesthesiology", "Ophthalmology", "Dermatology")
    ]
    assert rows["nearest"].tolist() == [3, pd.NA, pd.NA, 0, pd.NA, pd.NA]
    _, anesthesiology = say_near(rows)
    assert anesthesiology.startswith(
        "Anesthesiology: “very tough” in the guide; of its filled positions IMGs held 14.0% (140 of 1,000)"
    )
    assert "nearest to Psychiatry “more possible” with 17.0% (170 of 1,000)" in anesthesiology


def test_hours_of_a_week_over_the_plan():
    record = NextPlan(start=date(2027, 2, 1), clinical_hours=7, job_hours=60)
    # February to April 2027 have 89 days.
    clinical, study, application, job = weekly_hours(record, 3)
    assert (clinical.weekly, clinical.whole) == (7, 89)
    assert (study.weekly, study.whole, application.whole) == (None, None, None)
    assert job.whole == 763
    total, fewer = say_hours((clinical, job), (40, 60))
    assert "67 hours a week together" in total
    assert "60 hours a week; the guide advises fewer, in its example 40 instead of 60." in fewer
    assert say_hours((clinical, replace(job, weekly=40)), (40, 60))[1:] == []
    assert say_hours((Hours("study_hours", "Study", None, None),), (40, 60)) == []


def test_an_example_of_a_guide_is_called_one(advice):
    numbers = {(one.rule, one.measured): one.said_as for one in advice.thresholds}
    assert (numbers[HOURS_OF_A_JOB], numbers[IMPROVEMENTS]) == ("example", "exact")
    assert (advice.named(HOURS_OF_A_JOB), advice.named(IMPROVEMENTS)[0]) == ((40, 60), 2)
    (_, said) = say_hours((Hours("job_hours", "Another job", 50, None),), advice.named(HOURS_OF_A_JOB))
    assert "example 40" in said


IMPROVED = (Improvement("One rotation"), Improvement("A letter", is_there=True))


@pytest.mark.parametrize(
    ("improvements", "said"),
    [
        ((), "No improvements named; the guide asks for at least 2 before the next cycle: 2 more to name."),
        (
            IMPROVED[:1],
            "1 improvement named; the guide asks for at least 2 before the next cycle: 1 more to name.",
        ),
        (
            IMPROVED,
            "2 improvements are named, 1 of them there: 1 more has to be in place before the next cycle",
        ),
        ((*IMPROVED, Improvement("A poster", is_there=True)), "2 improvements are there; the guide asks"),
        ((Improvement(is_there=True), Improvement()), "No improvements named"),
    ],
)
def test_two_improvements_before_the_next_cycle(improvements, said):
    assert say_improvements(improvements, 2, None).startswith(said)


@pytest.mark.parametrize(
    ("match_year", "said"),
    [
        (2028, "before applications begin, about 15 September 2027, by the guide’s rule"),
        (2021, "before programs begin to read applications on 21 October 2020, by the guide’s rule"),
        # The guide's own day, before the calendars left it.
        (2017, "before applications begin on 15 September 2016, by the guide’s rule"),
    ],
)
def test_the_day_before_which_they_are_there_is_as_sure_as_it_is(advice, match_year, said):
    opens = date_of(advice.cycle(match_year), APPLICATION)
    assert said in say_improvements(IMPROVED, 2, opens)


def test_a_rule_for_stopping_in_words():
    assert say_rule(NextPlan(), 2028) == ""
    record = NextPlan(
        stop_cycles=2, stop_year=2029, stop_then="work in health informatics.", improvements=IMPROVED
    )
    assert say_rule(record, 2028) == (
        "I take part in up to 2 more cycles, from the Match of 2028 on, each with something new in the file (One "
        "rotation; A letter). If I have not matched by the Match of 2029, I stop, and then: work in health "
        "informatics."
    )
    assert stop_of(record, 2028) == Stop((2028, 2029), 2029)
    assert rule_checks(record, 2028) == ["The guide advises to show it to somebody you trust."]
    assert rule_checks(replace(record, is_shown=True), 2028) == []


@pytest.mark.parametrize(
    ("written", "stop", "said", "sentence"),
    [
        (
            {"stop_cycles": 3, "stop_year": 2029},
            Stop((2028, 2029), 2029),
            "From 2028 to 2029 there are 2 Matches; your rule has 3 cycles, and ends with the Match of 2029.",
            "I take part in up to 3 more cycles, from the Match of 2028 on. If I have not matched by the Match of "
            "2029, I stop.",
        ),
        (
            {"stop_cycles": 2, "stop_year": 2028},
            Stop((2028,), 2028),
            "From 2028 to 2028 there is one Match",
            "I take part in up to 2 more cycles, from the Match of 2028 on. If I have not matched by the Match of "
            "2028, I stop.",
        ),
        # Fewer cycles than the year has room for.
        (
            {"stop_cycles": 1, "stop_year": 2030},
            Stop((2028,), 2028),
            "From 2028 to 2030 there are 3 Matches; your rule has 1 cycle, and ends with the Match of 2028.",
            "I take part in one more cycle, from the Match of 2028 on. If I have not matched by the Match of 2028, "
            "I stop.",
        ),
        (
            {"stop_cycles": 1, "stop_year": 2027, "stop_then": "rest"},
            Stop((), 2027),
            "The Match of 2028, to which your plan leads, is after 2027.",
            "I take part in one more cycle, from the Match of 2028 on. If I have not matched by the Match of 2027, "
            "I stop, and then: rest.",
        ),
        (
            {"stop_cycles": 2},
            Stop((2028, 2029), 2029),
            "Not written yet: the year and what then.",
            "I take part in up to 2 more cycles, from the Match of 2028 on. If I have not matched by the Match of "
            "2029, I stop.",
        ),
        # Nothing is said that nobody wrote.
        (
            {"stop_year": 2030, "improvements": IMPROVED},
            Stop((), 2030),
            "Not written yet: how many cycles and what then.",
            "If I have not matched by the Match of 2030, I stop.",
        ),
        (
            {"stop_then": "work in informatics."},
            Stop((), None),
            "Not written yet: how many cycles and the year.",
            "And then: work in informatics.",
        ),
    ],
)
def test_a_rule_ends_in_one_way_and_says_what_does_not_go_together(
    advice, plan_of, written, stop, said, sentence
):
    record = NextPlan("months_18", JANUARY, **written)
    assert stop_of(record, 2028) == stop
    assert rule_checks(record, 2028)[0].startswith(said)
    assert say_rule(record, 2028) == sentence
    # Chart and calendar end on the same day.
    ends = [event for event in plan_events(plan_of(record, 2028), 2) if "End in your rule" in event.name]
    assert [(event.first, event.said) for event in ends] == (
        [(FRIDAYS[stop.end], sentence)] if stop.end else []
    )
    days = [(year, date(year - 1, 9, 15), FRIDAYS[year]) for year in stop.cycles]
    if days:
        assert cycles_chart(days).rows[-1].label == f"End, by {stop.end}"
        assert len(cycles_chart(days).rows) == len(stop.cycles) + 1


def test_without_a_match_a_rule_says_only_what_it_can():
    assert stop_of(NextPlan(stop_cycles=2), None) == Stop((), None)
    assert say_rule(NextPlan(stop_cycles=2), None) == "I take part in up to 2 more cycles. Then I stop."
    assert stop_of(NextPlan(stop_cycles=2, stop_year=2030), None) == Stop((), 2030)


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


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 1, 1), date(2027, 3, 31), "January to March 2027"),
        (date(2027, 11, 1), date(2028, 2, 29), "November 2027 to February 2028"),
        (date(2027, 5, 1), date(2027, 5, 31), "May 2027"),
    ],
)
def test_spans_of_months_name_the_year_once(first, last, said):
    assert say_span(first, last) == said
