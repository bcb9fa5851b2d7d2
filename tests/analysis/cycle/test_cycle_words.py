"""What a cycle says and shows: the finding, weekends, what has ended, and the line of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.days import day_at, day_number, month_name, month_ticks
from analysis.cycle.chart import cycle_timeline
from analysis.cycle.compute import cycle_dates, event_days
from analysis.cycle.conflicts import find_conflicts, report_time
from analysis.cycle.record import FIRST_MATCH, LAST_MATCH, CycleRecord, StepMark
from analysis.cycle.words import cycle_story, say_requires, say_way
from data.guides import TABLE_OF, DateRule, Guide, Requirement, Threshold, read_advice
from data.load import load_table


def advice(kind):
    return read_advice(kind, load_table(TABLE_OF[kind]))


EVENTS, REPORT = event_days(load_table("policy_events")), report_time(advice(Threshold))
GUIDE = next(guide for guide in advice(Guide) if guide.guide == "img_guide")
PLANNED = CycleRecord(
    2028,
    (StepMark("id", "done"), StepMark("step_2_ck", "planned", date(2027, 9, 1))),
)


def told(match_year, record=PLANNED):
    dates = cycle_dates(match_year, advice(DateRule), EVENTS)
    conflicts = find_conflicts(record, dates, advice(Requirement), REPORT)
    story = cycle_story(match_year, dates, record, conflicts, REPORT, GUIDE)
    return story, cycle_timeline(dates, record, REPORT)


def drawn(chart):
    """Row -> the days of its marks."""
    return {
        row.label: [day_at(one.cells[at]) for one in chart.series if one.cells[at] is not None]
        for at, row in enumerate(chart.rows)
    }


def test_without_own_days_the_finding_is_the_cycle_and_the_last_exam_in_time():
    story, chart = told(2028, CycleRecord())
    assert "15 September 2027" in story.headline
    assert "about 15 March 2028" in story.headline
    (said,) = story.context
    for fact in ("4 weeks", "18 August 2027", "15 September 2027"):
        assert fact in said
    # A slide says so below the marks.
    ends = {row.label: row.end for row in chart.rows}
    assert (ends["Match Day"], ends["Step 2 CS at the latest"]) == ("about 15 Mar", "ended")
    assert "not NRMP’s" in story.subtitle
    assert GUIDE.author in story.subtitle
    assert not story.data["is_own"].any()


def test_a_conflict_is_the_finding_and_stands_in_the_open():
    story, chart = told(2028)
    assert "does not go with the dates of the 2028 Match" in story.headline
    (said,) = story.context
    assert "29 September 2027" in said
    assert drawn(chart)["Yours: Step 2 CK"] == [date(2027, 9, 1), date(2027, 9, 29)]
    own = story.data.loc[story.data["is_own"]].iloc[0]
    assert (own["date_rule"], own["first_day"], own["weekday"]) == ("step_2_ck", "2027-09-01", "Wednesday")


def test_own_days_that_go_with_the_dates():
    record = CycleRecord(None, (StepMark("step_2_ck", "planned", date(2027, 7, 1)),))
    story, _ = told(2028, record)
    assert "goes with the dates" in story.headline


def test_weekends_are_said_and_nothing_is_moved():
    story, _ = told(2020, CycleRecord())
    read = story.text_table
    rows = dict(zip(read["Date"], zip(read["Day"], read["Uncertain"], strict=True), strict=True))
    day, uncertain = rows["Applications can be submitted"]
    assert day == "from Sunday 15 September 2019"
    assert "A Sunday" in uncertain
    # Nobody is sure of these days, so they are on no weekday.
    assert rows["Match Day"][0] == "about 15 March 2020"
    assert rows["Passing scores for the rank order list"][0] == "by about 20 February 2020"
    assert any("Sunday 15 September 2019" in note for note in story.notes)


def test_what_has_ended_keeps_its_row_and_has_no_mark():
    before, after = told(2020, CycleRecord()), told(2028, CycleRecord())
    assert drawn(before[1])["Step 2 CS at the latest"] == [date(2019, 12, 31)]
    assert drawn(after[1])["Step 2 CS at the latest"] == []
    assert {chart_row.label for chart_row in after[1].rows} == {row.label for row in before[1].rows}
    assert "policy_notices" in after[0].source_ids
    assert before[0].source_ids == (GUIDE.source_id,)
    rows = dict(zip(after[0].text_table["Date"], after[0].text_table["Day"], strict=True))
    assert rows["Step 2 CS at the latest"] == "ended"


def test_the_line_of_days_has_every_date_where_the_table_has_it():
    story, chart = told(2027, CycleRecord())
    marks = drawn(chart)
    for row in story.data.to_dict("records"):
        if row["change"] != "ended":
            days = [date.fromisoformat(day) for day in (row["first_day"], row["last_day"])]
            assert marks[row["day_label"]] == list(dict.fromkeys(days))
    assert all(chart.axis.low < tick < chart.axis.high for tick in chart.axis.ticks)
    assert [month_name(tick) for tick in chart.axis.ticks] == ["Oct ’26", "Jan ’27", "Apr ’27", "Jul ’27"]


def test_an_own_day_years_away_is_said_and_not_drawn():
    record = CycleRecord(None, (StepMark("step_3", "planned", date(2035, 1, 1)),))
    _, chart = told(2028, record)
    assert not any("Yours" in row.label for row in chart.rows)
    assert any("1 January 2035" in aside for aside in chart.asides)


def test_the_way_in_a_sentence():
    assert "Mark" in say_way(CycleRecord())
    said = say_way(PLANNED)
    assert said.startswith("1 of 13 steps are done, 1 planned.")
    assert "application for certification" in said
    requires = say_requires(
        [PLANNED.mark_of("id"), PLANNED.mark_of("step_2_ck"), PLANNED.mark_of("certificate")]
    )
    for fact in ("(done)", "(planned for 1 September 2027)", "(open)"):
        assert fact in requires
    assert say_requires([]) == ""


@given(st.integers(FIRST_MATCH, LAST_MATCH))
def test_every_year_can_be_told_and_drawn(year):
    story, chart = told(year, CycleRecord())
    assert len(story.text_table.rows) == len(story.data) == len(chart.rows)
    assert 2 <= len(chart.axis.ticks) <= 5


@given(st.dates(date(1985, 1, 1), date(2100, 12, 31)))
def test_days_are_numbers_as_spreadsheets_count_them(day):
    assert day_at(day_number(day)) == day


@pytest.mark.parametrize(
    ("day", "number"), [(date(1900, 3, 1), 61), (date(2020, 2, 29), 43890), (date(2027, 9, 15), 46645)]
)
def test_known_days_of_spreadsheets(day, number):
    assert day_number(day) == number


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(40, 4000), st.integers(2, 8))
def test_ticks_are_first_days_of_months_and_few(day, days, most):
    low = day_number(day)
    ticks = month_ticks(low, low + days, most)
    assert len(ticks) <= most
    assert all(day_at(tick).day == 1 and low <= tick <= low + days for tick in ticks)
