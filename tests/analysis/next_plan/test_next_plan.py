"""A template as a plan: months and their ends by hand, changes, parts that add up, tiers, a rule for stopping."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from analysis.cycle.compute import APPLICATION, date_of
from analysis.next_plan.chart import plan_chart
from analysis.next_plan.compute import (
    APPLIES,
    Hours,
    aim_month,
    cycles_until,
    month_end,
    month_of,
    month_start,
    place_of,
    proposed_match,
    template_of,
    weekly_hours,
    whole_parts,
)
from analysis.next_plan.own_plan import KINDS, lay_out, read_plan_advice
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
    with_change,
)
from analysis.next_plan.stop_words import rule_checks, say_hours, say_improvements, say_rule
from analysis.next_plan.tiers import tiers_beside
from analysis.next_plan.words import plan_checks, plan_headline, plan_rows, say_span
from data.guides import TABLE_OF, TierEntry
from data.load import load_table

JANUARY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def advice():
    """What the real tables say of plans."""
    return read_plan_advice({name: load_table(name) for name in (TABLE_OF[kind] for kind in KINDS)})


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


@pytest.mark.parametrize(("months", "length"), [(None, 12), (6, 6), (9, 9), (12, 12), (3, 6), (30, 12)])
def test_the_shorter_template_is_as_long_as_the_guide_allows(plan_of, months, length):
    plan = plan_of(NextPlan("months_6_12", months=months))
    assert plan.length == length
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


def test_a_change_that_changes_nothing_is_none():
    record = with_change(NextPlan(), StepChange("months_18", 1, is_done=True))
    assert record.changes == (StepChange("months_18", 1, is_done=True),)
    assert with_change(record, StepChange("months_18", 1)) == NextPlan()


@pytest.mark.parametrize(
    ("start", "match_year"),
    # The plan has it in month 12; it begins in September of the year before. Of equals the earlier one.
    [(JANUARY, 2028), (date(2026, 10, 1), 2028), (date(2027, 4, 1), 2028), (date(2027, 5, 1), 2029)],
)
def test_a_plan_proposes_the_match_nearest_to_its_application(advice, start, match_year):
    template = template_of(NextPlan("months_18"), advice.steps)
    assert aim_month(template, 18) == 12
    assert proposed_match(start, 12, advice.dates) == match_year


def test_dates_of_the_cycle_stand_among_the_months_and_say_where_both_part(plan_of):
    plan = plan_of(NextPlan("months_18", JANUARY), 2028)
    assert date_of(plan.cycle, APPLICATION).first == date(2027, 9, 15)
    shown = [one.slug for one in plan.dates]
    assert shown == [
        *("application", "mspe", "interviews", "rank_list_opens", "rank_list_deadline", "match_day"),
        "residency",
    ]
    (said, _) = plan_checks(plan)
    assert "from 15 September 2027, in month 9 of your plan" in said
    # Month 9 lies before months 10 to 12: a plan begun one to three months earlier has both together.
    assert "A plan that begins in October to December 2026 has both together." in said
    earlier = plan_of(NextPlan("months_18", date(2026, 12, 1)), 2028)
    assert "your step “Finalize the application” is September to November 2027." in plan_checks(earlier)[0]
    late = plan_of(NextPlan("months_6_12", date(2027, 10, 1), 6), 2028)
    assert "before your plan begins" in plan_checks(late)[0]
    assert [one.slug for one in late.dates][:2] == ["mspe", "interviews"]


def test_a_plan_without_a_start_has_no_days_and_no_checks(plan_of):
    plan = plan_of(NextPlan())
    assert plan_checks(plan) == []
    assert plan_headline(plan) == "The guide’s plan of 18 months has 10 steps; a start month makes it yours"
    assert plan_chart(plan).axis.names == ("1", "7", "13", "19")
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
        "Anesthesiology: “very tough” in the guide; IMGs filled 14.0% (140 of 1,000)"
    )
    assert "nearest to Psychiatry “more possible” with 17.0% (170 of 1,000)" in anesthesiology


def test_hours_of_a_week_over_the_plan():
    record = NextPlan(start=date(2027, 2, 1), clinical_hours=7, job_hours=60)
    # February to April 2027 have 89 days.
    clinical, study, application, job = weekly_hours(record, 3)
    assert (clinical.weekly, clinical.whole) == (7, 89)
    assert (study.weekly, study.whole, application.whole) == (None, None, None)
    assert job.whole == 763
    total, advised = say_hours((clinical, job), 40)
    assert "67 hours a week together" in total
    assert "60 hours a week; the guide advises to come down to 40" in advised
    assert say_hours((Hours("study_hours", "Study", None, None),), 40) == []


IMPROVED = (Improvement("One rotation"), Improvement("A letter", is_there=True))


@pytest.mark.parametrize(
    ("improvements", "said"),
    [
        ((), "No improvements named; the guide asks for at least 2 before the next cycle: 2 more to name."),
        (
            IMPROVED[:1],
            "1 improvement named; the guide asks for at least 2 before the next cycle: 1 more to name.",
        ),
        (IMPROVED, "2 improvements are named, 1 of them there: 1 more has to be before the next cycle"),
        ((*IMPROVED, Improvement("A poster", is_there=True)), "2 improvements are there; the guide asks"),
        ((Improvement(is_there=True), Improvement()), "No improvements named"),
    ],
)
def test_two_improvements_before_the_next_cycle(improvements, said):
    assert say_improvements(improvements, 2, None).startswith(said)


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
    assert cycles_until(record, 2028) == (2028, 2029)
    assert rule_checks(record, 2028) == ["The guide advises to show it to somebody you trust."]
    assert rule_checks(replace(record, is_shown=True), 2028) == []


@pytest.mark.parametrize(
    ("record", "cycles", "said"),
    [
        (NextPlan(stop_cycles=3, stop_year=2029), (2028, 2029), "From 2028 to 2029 there are 2 Matches"),
        (NextPlan(stop_cycles=2, stop_year=2028), (2028,), "From 2028 to 2028 there is one Match"),
        (
            NextPlan(stop_cycles=1, stop_year=2027),
            (),
            "The Match of 2028, to which your plan leads, is after 2027.",
        ),
        (NextPlan(stop_cycles=2), (2028, 2029), "Not written yet: the year and what then."),
        (NextPlan(stop_year=2030), (), "Not written yet: how many cycles and what then."),
    ],
)
def test_a_rule_says_what_does_not_go_together(record, cycles, said):
    assert cycles_until(record, 2028) == cycles
    assert rule_checks(record, 2028)[0].startswith(said)


def test_a_record_from_outside_keeps_what_is_allowed():
    good = NextPlan("months_18", JANUARY, applications=60, own=(OwnStep("Save", 1, 2),), decision=1)
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
        applications=501,
        stop_year=1500,
        improvements=(Improvement("a\n b"),) * 9,
    )
    kept, problems = checked(bad)
    assert (kept.template, kept.start, kept.months, kept.applications, kept.stop_year) == (
        "",
        None,
        None,
        None,
        None,
    )
    assert kept.changes == (StepChange("months_18", 2),)
    assert len(kept.own) == OWN_MOST
    assert len(kept.own[0].name) == TEXT_MOST
    assert kept.improvements == (Improvement("a b"),) * IMPROVEMENTS_MOST
    assert len(problems) == 10
    assert "The number of applications is 501; allowed is 1 to 500." in problems
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
