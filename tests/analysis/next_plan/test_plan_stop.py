"""A rule for stopping, and what is to be better before the next cycle."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.cycle.compute import APPLICATION, date_of
from analysis.next_plan.chart import cycles_chart
from analysis.next_plan.compute import Stop, stop_of
from analysis.next_plan.events import plan_events
from analysis.next_plan.record import Improvement, NextPlan
from analysis.next_plan.stop_words import rule_checks, say_improvements, say_rule

JANUARY = date(2027, 1, 1)
# The third Friday of March, by Match.
FRIDAYS = {year: date(year, 3, day) for year, day in ((2027, 19), (2028, 17), (2029, 16), (2030, 15))}
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
            # No year is put into anybody's mouth.
            {"stop_cycles": 2},
            Stop((2028, 2029), None),
            "Not written yet: the year and what then.",
            "I take part in up to 2 more cycles, from the Match of 2028 on. Then I stop.",
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
        has_end = stop.end is not None
        rows = [row.label for row in cycles_chart(days, has_end=has_end).rows]
        assert rows == [f"Match of {year}" for year in stop.cycles] + [f"End, by {stop.end}"] * has_end
        assert any("the last is that of 2029" in each for each in rule_checks(record, 2028)) is not has_end


def test_without_a_match_a_rule_says_only_what_it_can():
    assert stop_of(NextPlan(stop_cycles=2), None) == Stop((), None)
    assert say_rule(NextPlan(stop_cycles=2), None) == "I take part in up to 2 more cycles. Then I stop."
    assert stop_of(NextPlan(stop_cycles=2, stop_year=2030), None) == Stop((), 2030)
