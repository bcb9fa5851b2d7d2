"""Dates of a match cycle: three cycles worked out by hand, and every other year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cycle.compute import cycle_dates, date_of, event_days, next_match
from analysis.cycle.record import FIRST_MATCH, LAST_MATCH
from data.guides import TABLE_OF, DateRule, read_advice
from data.load import load_table

RULES = read_advice(DateRule, load_table(TABLE_OF[DateRule]))
EVENTS = event_days(load_table("policy_events"))
YEARS = st.integers(FIRST_MATCH, LAST_MATCH)

# Read off the guide and a calendar by hand: the day, its weekday where one is asked, and a period's end.
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
        "rank_list_deadline": "Thu 2020-02-20",
        "passing_scores": "Thu 2020-02-20",
        "match_day": "Sun 2020-03-15",
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
        "match_day": "Mon 2027-03-15",
        "certificate": "Tue 2027-06-01",
        "residency": "Tue 2027-06-01 to 2027-07-31",
    },
}


@pytest.mark.parametrize("year", BY_HAND)
def test_three_cycles_by_hand(year):
    dates = cycle_dates(year, RULES, EVENTS)
    found = {
        one.slug: f"{one.first:%a} {one.first}" + (f" to {one.last}" if one.is_period else "")
        for one in dates
    }
    assert found == BY_HAND[year]
    assert {one.slug for one in dates if one.is_weekend} == {
        slug for slug, said in BY_HAND[year].items() if said[0] == "S" and " to " not in said
    }


def test_what_had_changed_by_then():
    changes = {
        year: {one.slug: one.change for one in cycle_dates(year, RULES, EVENTS) if one.change}
        for year in (2020, 2021, 2022, 2027)
    }
    assert changes[2020] == {}
    # Step 2 CS ended on 26 January 2021, after its last day for the Match of that year.
    assert changes[2021] == {"passing_scores": "changed"}
    assert changes[2022] == {
        "step_2_cs_ideal": "ended",
        "step_2_cs_last": "ended",
        "passing_scores": "changed",
    }
    assert changes[2027] == changes[2022] | {"step_1_required": "changed"}


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
    # A leap year has a day more between the rank order list and Match Day.
    apart = date_of(dates, "match_day").first - date_of(dates, "rank_list_deadline").first
    assert apart.days == (24 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 23)


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
