"""Dates of a match cycle: three cycles worked out by hand, and every other year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cycle.compute import (
    FIRST_MATCH,
    LAST_MATCH,
    calendar_days,
    cycle_dates,
    date_of,
    event_days,
    next_match,
)
from data.guides import TABLE_OF, DateRule, read_advice
from data.load import load_table

RULES = read_advice(DateRule, load_table(TABLE_OF[DateRule]))
EVENTS = event_days(load_table("policy_events"))
CALENDARS = calendar_days(load_table("match_calendars"))
YEARS = st.integers(FIRST_MATCH, LAST_MATCH)

# Read off the guide, the calendars of AAMC and NRMP, and a calendar of days by hand: the day, its weekday where one is asked, and a period's end.
BY_HAND = {
    2019: {
        "step_2_cs_ideal": "Sun 2018-07-15",
        "step_1_ideal": "Wed 2018-08-01",
        "step_2_ck_ideal": "Wed 2018-08-01",
        "step_1_required": "Wed 2018-08-01",
        "score_with_application": "Sat 2018-08-18",
        "application": "Sat 2018-09-15",
        "mspe": "Mon 2018-10-01",
        "interviews": "Mon 2018-10-01 to 2019-01-31",
        "step_2_cs_last": "Mon 2018-12-31",
        "step_2_ck_required": "Tue 2019-01-01",
        "rank_list_opens": "Tue 2019-01-15",
        "rank_list_deadline": "Wed 2019-02-20",
        "passing_scores": "Wed 2019-02-20",
        "match_day": "Fri 2019-03-15",
        "certificate": "Sat 2019-06-01",
        "residency": "Sat 2019-06-01 to 2019-07-31",
    },
    2020: {
        "step_2_cs_ideal": "Mon 2019-07-15",
        "step_1_ideal": "Thu 2019-08-01",
        "step_2_ck_ideal": "Thu 2019-08-01",
        "step_1_required": "Thu 2019-08-01",
        "score_with_application": "Sun 2019-08-18",
        "application": "Sun 2019-09-15",
        "mspe": "Tue 2019-10-01",
        "interviews": "Tue 2019-10-01 to 2020-01-31",
        "step_2_cs_last": "Tue 2019-12-31",
        "step_2_ck_required": "Wed 2020-01-01",
        "rank_list_opens": "Wed 2020-01-15",
        "rank_list_deadline": "Wed 2020-02-26",
        "passing_scores": "Wed 2020-02-26",
        "match_day": "Fri 2020-03-20",
        "certificate": "Mon 2020-06-01",
        "residency": "Mon 2020-06-01 to 2020-07-31",
    },
    2027: {
        "step_2_cs_ideal": "Wed 2026-07-15",
        "step_1_ideal": "Sat 2026-08-01",
        "step_2_ck_ideal": "Sat 2026-08-01",
        "step_1_required": "Sat 2026-08-01",
        "score_with_application": "Tue 2026-08-18",
        "application": "Tue 2026-09-15",
        "mspe": "Thu 2026-10-01",
        "interviews": "Thu 2026-10-01 to 2027-01-31",
        "step_2_cs_last": "Thu 2026-12-31",
        "step_2_ck_required": "Fri 2027-01-01",
        "rank_list_opens": "Fri 2027-01-15",
        "rank_list_deadline": "Sat 2027-02-20",
        "passing_scores": "Sat 2027-02-20",
        "match_day": "Fri 2027-03-19",
        "certificate": "Tue 2027-06-01",
        "residency": "Tue 2027-06-01 to 2027-07-31",
    },
}


@pytest.mark.parametrize("year", BY_HAND)
def test_three_cycles_by_hand(year):
    dates = cycle_dates(year, RULES, EVENTS, CALENDARS)
    found = {
        one.slug: f"{one.first:%a} {one.first}" + (f" to {one.last}" if one.is_period else "")
        for one in dates
    }
    assert found == BY_HAND[year]
    assert {one.slug for one in dates if one.is_weekend} == {
        slug for slug, said in BY_HAND[year].items() if said[0] == "S" and " to " not in said
    }


def changes(year):
    return {one.slug: one.change for one in cycle_dates(year, RULES, EVENTS, CALENDARS) if one.change}


OF_CALENDARS = ("application", "mspe", "rank_list_opens", "rank_list_deadline")


def test_what_had_changed_by_then():
    assert changes(2019) == changes(2020) == {}
    # Step 2 CS was suspended in the spring before this cycle, which has a calendar of its own.
    ended = {"step_2_cs_ideal": "ended", "step_2_cs_last": "ended"}
    assert changes(2021) == changes(2022) == ended
    moved = dict.fromkeys(OF_CALENDARS, "moved")
    assert changes(2027) == changes(2100) == ended | moved | {"step_1_required": "changed"}
    early = dict.fromkeys(OF_CALENDARS, "not_yet")
    assert changes(2012) == early
    assert changes(2011) == early | {"match_day": "not_yet"}


def test_a_day_that_nobody_set_for_a_match_is_only_about_right():
    in_2020, in_2027 = (cycle_dates(year, RULES, EVENTS, CALENDARS) for year in (2020, 2027))
    for slug in (*OF_CALENDARS, "score_with_application", "passing_scores"):
        assert not date_of(in_2020, slug).is_about
        assert date_of(in_2027, slug).is_about
    assert [one.slug for one in in_2027 if one.calendar] == []
    assert {one.slug for one in in_2020 if one.calendar} == {*OF_CALENDARS, "match_day"}
    assert date_of(in_2027, "match_day").is_friday


def test_what_counts_from_a_day_of_a_calendar_moves_with_it():
    dates = cycle_dates(2021, RULES, EVENTS, CALENDARS)
    assert date_of(dates, "application").first == date(2020, 10, 21)
    assert date_of(dates, "score_with_application").first == date(2020, 9, 23)
    assert date_of(dates, "passing_scores").first == date(2021, 3, 3)


def test_every_match_day_that_was_read_is_the_third_friday():
    for one in CALENDARS:
        if one.date_rule == "match_day":
            by_rule = date_of(cycle_dates(one.match_year, RULES, EVENTS), "match_day")
            assert by_rule.first == one.day


def test_every_day_that_was_read_is_of_its_match_and_of_a_rule():
    rules = {rule.date_rule: rule for rule in RULES}
    for one in CALENDARS:
        rule = rules[one.date_rule]
        assert one.day.year == one.match_year - rule.years_before
        assert abs((one.day - date(one.day.year, rule.month, rule.day)).days) < 40
        assert one.published_by in {"AAMC", "NRMP"}
        assert one.url.startswith("http")


@given(YEARS)
def test_every_year_has_every_date_once_and_in_order(year):
    dates = cycle_dates(year, RULES, EVENTS)
    assert sorted(one.slug for one in dates) == sorted(rule.date_rule for rule in RULES)
    firsts = [one.first for one in dates]
    assert firsts == sorted(firsts)
    for one in dates:
        assert one.first <= one.last
        assert one.first.year == year - (one.first.month >= 7 and one.slug != "residency")
    application, scored = (date_of(dates, slug).first for slug in ("application", "score_with_application"))
    assert application - scored == timedelta(days=28)
    assert date_of(dates, "passing_scores").first == date_of(dates, "rank_list_deadline").first
    # A leap year has a day more between the rank order list and the middle of March.
    match_day = date_of(dates, "match_day").first
    middle = match_day.replace(day=15) - date_of(dates, "rank_list_deadline").first
    assert middle.days == (24 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 23)
    assert match_day.day == 15 if year < 2012 else (match_day.weekday(), match_day.day // 22) == (4, 0)


@given(st.dates(date(FIRST_MATCH, 1, 1), date(LAST_MATCH - 2, 12, 31)))
def test_the_next_match_is_the_first_that_can_still_be_applied_for(today):
    year = next_match(today, RULES)
    begins, before = (date_of(cycle_dates(each, RULES), "application").first for each in (year, year - 1))
    assert before < today <= begins


def test_next_match_around_the_day_itself():
    assert [next_match(date(2026, 9, day), RULES) for day in (14, 15, 16)] == [2027, 2027, 2028]


def test_no_date_of_another_name():
    with pytest.raises(LookupError, match="no date 'third_friday'"):
        date_of(cycle_dates(2027, RULES), "third_friday")
