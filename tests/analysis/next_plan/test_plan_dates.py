"""The Match that a plan leads to, and the dates of its cycle among the months."""

from datetime import date

import pytest

from analysis.cycle.compute import APPLICATION, date_of
from analysis.export.slides.charts import chart_specs
from analysis.next_plan.chart import plan_chart
from analysis.next_plan.compute import aim_month, proposed_match
from analysis.next_plan.events import plan_events
from analysis.next_plan.own_plan import TABLES, lay_out, read_plan_advice
from analysis.next_plan.record import NextPlan, OwnStep, StepChange
from analysis.next_plan.words import plan_checks, plan_headline, plan_rows, plan_story
from data.load import load_table

JANUARY = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("start", "match_year"),
    # The plan has it in month 12; it begins in September of the year before. Of equals the earlier one.
    [(JANUARY, 2028), (date(2026, 10, 1), 2028), (date(2027, 4, 1), 2028), (date(2027, 5, 1), 2029)],
)
def test_a_plan_proposes_the_match_nearest_to_its_application(advice, plan_of, start, match_year):
    plan = plan_of(NextPlan("months_18", start))
    assert aim_month(plan.tasks, 18) == 12
    assert proposed_match(start, 12, advice.dates) == plan.match_year == match_year


def test_no_match_is_proposed_of_which_there_are_no_dates(advice, plan_of):
    assert proposed_match(date(2100, 12, 1), 12, advice.dates) is None
    plan = plan_of(NextPlan("months_18", date(2100, 12, 1)))
    assert (plan.match_year, plan.dates) == (None, ())
    assert plan_headline(plan).endswith("from December 2100 to May 2102")


@pytest.mark.parametrize(
    ("start", "said"),
    [
        # Match Day is 17 March 2028.
        (date(2028, 3, 1), "March 2028 to August 2029, toward the Match of 2028"),
        (date(2028, 4, 1), "April 2028 to September 2029; it begins after the Match of 2028"),
    ],
)
def test_a_plan_that_begins_after_its_match_says_so(plan_of, start, said):
    assert plan_headline(plan_of(NextPlan("months_18", start), 2028)).endswith(said)


@pytest.mark.parametrize(
    ("on_day", "said"),
    [
        (date(2026, 9, 30), "begins in October to December 2026 has"),
        (date(2026, 11, 28), "begins in November to December 2026 has"),
        (date(2026, 12, 31), "begins in December 2026 has"),
        (date(2027, 1, 1), ""),
    ],
)
def test_no_month_that_is_over_is_a_way_out(advice, on_day, said):
    first = plan_checks(lay_out(NextPlan("months_18", JANUARY), advice, 2028, on_day))[0]
    assert said in first
    assert ("has both together" in first) is bool(said)
    assert first.endswith(".")


@pytest.mark.parametrize(("on_day", "is_over"), [(date(2028, 3, 17), False), (date(2028, 3, 18), True)])
def test_a_match_is_over_after_its_day(advice, on_day, is_over):
    assert lay_out(NextPlan("months_18", JANUARY), advice, 2028, on_day).is_over is is_over


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
    said = {words for series in plan_chart(plan).series for words in series.texts or ()}
    assert "Oct 2027–Jan 2028" in said
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
