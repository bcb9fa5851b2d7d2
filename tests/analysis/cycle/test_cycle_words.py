"""What a cycle says and shows: the finding, weekends, what has ended, and the line of days."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.days import day_at, day_number, month_name, month_ticks
from analysis.charts.look import SYMBOLS
from analysis.charts.plotly_bars import name_of
from analysis.charts.styles import style_of
from analysis.cycle.chart import cycle_timeline
from analysis.cycle.compute import FIRST_MATCH, LAST_MATCH, calendar_days, cycle_dates, event_days
from analysis.cycle.conflicts import (
    done_ahead,
    find_conflicts,
    implied_by,
    loose_ends,
    needs_of,
    report_time,
)
from analysis.cycle.record import WAY, CycleRecord, StepMark, marked
from analysis.cycle.way_words import notes_of, say_ahead, say_requires, say_way, way_table
from analysis.cycle.words import cycle_story
from analysis.palette import LIGHT
from data.guides import TABLE_OF, DateRule, Guide, Requirement, Threshold, read_advice
from data.load import load_table
from data.terms import slugs
from tests.drawing import drawn as figure_of


def advice(kind):
    return read_advice(kind, load_table(TABLE_OF[kind]))


EVENTS, REPORT = event_days(load_table("policy_events")), report_time(advice(Threshold))
CALENDARS = calendar_days(load_table("match_calendars"))
GUIDE = next(guide for guide in advice(Guide) if guide.guide == "img_guide")
PLANNED = CycleRecord(
    (
        *(StepMark(slug, "done") for slug in ("id", "school", "exam_application")),
        StepMark("step_2_ck", "planned", date(2027, 9, 1)),
    ),
)


TODAY = date(2026, 11, 28)


def told(match_year, record=PLANNED):
    dates = cycle_dates(match_year, advice(DateRule), EVENTS, CALENDARS)
    conflicts = find_conflicts(record, dates, advice(Requirement), REPORT)
    loose = loose_ends(record, needs_of(advice(Requirement), dates), TODAY)
    story = cycle_story(match_year, dates, record, conflicts, REPORT, GUIDE, loose)
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
    # Nobody set the first day; the other one is a rule of NRMP's.
    assert "about 15 September 2027" in story.headline
    assert "is 17 March 2028" in story.headline
    (said,) = story.context
    for fact in ("4 weeks", "18 August 2027", "15 September 2027"):
        assert fact in said
    # A slide says so below the marks.
    ends = {row.label: row.end for row in chart.rows}
    assert (ends["Match Day"], ends["Step 2 CS at the latest"]) == ("Fri 17 Mar", "ended")
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


def test_the_marks_of_all_series_are_one_trace_and_keep_their_looks():
    chart = told(2028)[1]
    (marks,) = (trace for trace in figure_of(chart).data if "markers" in trace.mode)
    shown = {
        (x, y, symbol, look, said.split(":")[0])
        for x, y, symbol, look, said in zip(
            marks.x, marks.y, marks.marker.symbol, marks.marker.line.color, marks.hovertemplate, strict=True
        )
    }
    assert shown == {
        (day, row, SYMBOLS[style_of(one.style).symbol], style_of(one.style).colour(LIGHT), name_of(one))
        for one in chart.series
        for row, day in enumerate(one.cells)
        if day is not None
    }
    assert marks.marker.opacity == 1
    assert len(marks.text) == len(marks.textposition) == len(marks.customdata) == len(marks.x)


def test_own_days_that_go_with_the_dates():
    record = marked(PLANNED, StepMark("step_2_ck", "planned", date(2027, 7, 1)))
    story, _ = told(2028, record)
    assert "goes with every rule that is checked" in story.headline
    assert story.context == told(2028, CycleRecord())[0].context


@pytest.mark.parametrize(
    ("marks", "headline"),
    [
        # A day that is over.
        (
            [*PLANNED.marks[:3], StepMark("step_2_ck", "planned", date(2020, 1, 1))],
            "Step 2 CK is planned on 1 January 2020, which is over",
        ),
        # Nothing of what it requires has a day.
        (
            [StepMark("step_3", "planned", date(2027, 1, 1))],
            "Step 3 is planned, and requires the USMLE/ECFMG number, Step 1, Step 2 CK and the certificate: not "
            "done, and without a day",
        ),
        # Done before what it requires, also over a step between them that is taken as done.
        (
            [StepMark("degree", "planned", date(2028, 5, 5)), StepMark("certificate", "done")],
            "ECFMG certificate is marked as done, though it requires the confirmed degree, planned for 5 May 2028",
        ),
        (
            [StepMark("degree", "planned"), StepMark("step_3", "done")],
            "Step 3 is marked as done, though it requires the confirmed degree, planned",
        ),
        (
            [StepMark("degree", "planned", date(2020, 5, 5)), StepMark("certificate", "done")],
            "Degree, confirmed is planned on 5 May 2020, which is over; and 1 more",
        ),
    ],
)
def test_nothing_is_clear_of_a_day_that_is_over_or_of_what_a_step_requires(marks, headline):
    record = CycleRecord()
    for mark in marks:
        record = marked(record, mark)
    story, _ = told(2028, record)
    assert story.headline == headline
    # What the headline says is not said again below it, and what it counts is.
    (below,) = story.context
    assert ("ECFMG certificate is marked as done" in below) is ("and 1 more" in headline)


def test_the_rank_order_list_requires_a_pathway_once_the_exam_before_it_is_over():
    for year, is_asked in ((2020, False), (2028, True)):
        needs = needs_of(advice(Requirement), cycle_dates(year, advice(DateRule), EVENTS, CALENDARS))
        assert ("pathway" in needs["rank_list"]) is is_asked
    record = CycleRecord(
        (
            StepMark("pathway", "planned", date(2028, 2, 20)),
            StepMark("rank_list", "planned", date(2028, 2, 1)),
        )
    )
    assert any("comes before the Pathway" in said for said in told(2028, record)[0].context)


def read(story):
    """Date -> its cells, as the table for reading has them."""
    return {cells[0]: cells[1:] for cells in story.text_table.rows}


def test_a_day_of_a_calendar_says_who_set_it_and_what_the_guide_has():
    story, chart = told(2020, CycleRecord())
    assert story.headline.startswith("Programs read applications to the 2020 Match from 15 September 2019")
    day, sure, _, uncertain = read(story)["Match Day"]
    assert (day, sure) == ("Friday 20 March 2020", "set by NRMP")
    for fact in ("15 March 2020", "nrmp.org", "trust grade A"):
        assert fact in uncertain
    assert "5 of 16" in story.subtitle
    assert drawn(chart)["Match Day"] == [date(2020, 3, 20)]
    own = story.data.set_index("date_rule")
    assert own.loc["rank_list_deadline", ["first_day", "published_by"]].tolist() == ["2020-02-26", "NRMP"]
    assert own.loc["rank_list_deadline", "source_id"] == "policy_notices"
    # What was set is on its day, and no certainty of the guide's.
    assert own.loc["match_day", ["date_kind", "certainty"]].tolist() == ["on", ""]
    assert own.loc["rank_list_deadline", "certainty"] == ""
    assert own.loc["interviews", "certainty"]


@pytest.mark.parametrize("year", [1990, 2027, 2100])
def test_a_day_that_nobody_set_is_hollow_and_never_certain(year):
    story, chart = told(year, CycleRecord())
    day, sure, _, uncertain = read(story)["Applications can be submitted"]
    assert day == f"from about 15 September {year - 1}"
    assert "fixed" not in sure
    assert uncertain
    (place,) = (at for at, row in enumerate(chart.rows) if row.label == "Applications can be submitted")
    assert all(one.hollow[place] for one in chart.series if one.cells[place] is not None)
    assert any(f"No calendar of the {year} Match was read" in note for note in story.notes)


def test_days_that_a_calendar_has_not_are_told_by_why():
    by_rule = cycle_dates(2028, advice(DateRule), EVENTS, CALENDARS)
    dates = tuple(replace(one, change="not_yet") if one.slug == "mspe" else one for one in by_rule)
    notes = cycle_story(2028, dates, CycleRecord(), (), REPORT, GUIDE).notes
    (said,) = (note.split("No calendar of the 2028 Match") for note in notes if "No calendar" in note)
    early, later = said[1:]
    assert "“MSPE released”" in early
    assert "it is not known how early they began" in early
    assert "“MSPE released”" not in later
    assert "“Applications can be submitted”" in later
    assert "the calendars have had other days since" in later


def test_weekends_are_said_and_nothing_is_moved():
    story, _ = told(2019, CycleRecord())
    day, _, _, uncertain = read(story)["Last exam scored in time"]
    assert day == "by Saturday 18 August 2018"
    assert "A Saturday" in uncertain
    # Whoever set a day knew its weekday.
    assert "the guide does not say" not in read(story)["Programs read applications"][-1]
    assert any("Saturday 18 August 2018" in note for note in story.notes)


def test_what_has_ended_keeps_its_row_and_has_no_mark():
    before, after = told(2020, CycleRecord()), told(2028, CycleRecord())
    assert drawn(before[1])["Step 2 CS at the latest"] == [date(2019, 12, 31)]
    assert drawn(after[1])["Step 2 CS at the latest"] == []
    assert "Step 2 CS at the latest" in {row.label for row in after[1].rows}
    assert "policy_notices" in after[0].source_ids
    assert read(before[0])["Step 2 CS at the latest"][0] == "before Tuesday 31 December 2019"
    for year in (2021, 2028):
        assert read(told(year, CycleRecord())[0])["Step 2 CS at the latest"][0] == "ended"


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
    record = CycleRecord((StepMark("step_3", "planned", date(2035, 1, 1)),))
    _, chart = told(2028, record)
    assert not any("Yours" in row.label for row in chart.rows)
    assert any("1 January 2035" in aside for aside in chart.asides)


def test_only_an_exam_has_a_report_in_the_legend():
    record = CycleRecord((StepMark("degree", "planned", date(2028, 5, 1)),))
    looks = [{look for look, _ in told(2028, one)[0].legend} for one in (record, PLANNED)]
    assert [("day_own" in each, "day_reported" in each) for each in looks] == [(True, False), (True, True)]


def test_what_a_done_step_cannot_be_without_is_not_open():
    needs = needs_of(advice(Requirement))
    record = CycleRecord((StepMark("step_1", "done"), StepMark("step_2_ck", "done")))
    implied = implied_by(record, needs)
    assert set(implied) == {"id", "certification", "school", "exam_application"}
    said = say_way(record, implied)
    assert "Open next: the Pathway." in said
    assert "Taken as done too" in said
    assert "(done, as Step 1 is)" in say_requires([record.mark_of("school")], implied)
    table = way_table(record, dict.fromkeys(needs, ""))
    assert [cells[1] for cells in table.rows].count("Done") == 2


def test_what_is_done_before_its_day_is_asked_about():
    dates = cycle_dates(2028, advice(DateRule), EVENTS, CALENDARS)
    record = CycleRecord((StepMark("rank_list", "done"), StepMark("application", "done")))
    ahead = done_ahead(record, dates, date(2026, 11, 28))
    assert list(ahead) == ["rank_list"]
    assert "2028 Match" in say_ahead(ahead["rank_list"], 2028)
    assert done_ahead(record, dates, date(2028, 2, 1)) == {}


def test_the_notes_of_a_step_are_its_conflicts_then_what_is_ahead_or_over():
    dates = cycle_dates(2028, advice(DateRule), EVENTS, CALENDARS)
    record = CycleRecord((*PLANNED.marks, StepMark("rank_list", "done")))
    conflicts = find_conflicts(record, dates, advice(Requirement), REPORT)
    notes = notes_of(record, conflicts, dates, 2028, date(2027, 10, 1), REPORT)
    assert tuple(notes) == slugs(WAY)
    late, over = notes["step_2_ck"]
    assert "29 September 2027" in late
    assert "which is over" in over
    assert any("Marked as done" in note for note in notes["rank_list"])
    assert notes["id"] == []


def test_the_way_in_a_sentence():
    assert "Mark" in say_way(CycleRecord())
    said = say_way(PLANNED)
    assert said.startswith("3 of 13 steps are done, 1 planned.")
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


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"rank_list": date(2028, 3, 1)}, "Your planned day does not go with the dates"),
        (dict.fromkeys(("rank_list", "pathway"), date(2028, 3, 1)), "Neither of your 2 planned days goes"),
        ({"rank_list": date(2028, 3, 1), "degree": date(2027, 5, 1)}, "1 of your 2 planned days does not go"),
        ({"rank_list": date(2028, 2, 1), "degree": date(2027, 5, 1)}, "Both of your planned days go with"),
    ],
)
def test_how_many_planned_days_do_not_go_with_the_rest(days, said):
    record = CycleRecord(
        tuple(
            StepMark(slug, "planned", days[slug]) if slug in days else StepMark(slug, "done")
            for slug in slugs(WAY)[:-3]
        )
    )
    assert told(2028, record)[0].headline.startswith(said)
