"""What a log of experience is called and how it is drawn: the finding, the timeline, its slide."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from analysis.charts.plotly import figure
from analysis.cycle.compute import cycle_dates
from analysis.experience.chart import timeline
from analysis.experience.days import add_months, moment_of
from analysis.experience.example import example_log
from analysis.experience.record import ClinicalEntry, read_log
from analysis.experience.words import experience_story
from analysis.export.chart_columns import describe_columns
from analysis.export.slides.charts import chart_specs
from tests.analysis.experience.making_logs import ELECTIVE, OBSERVED, RULES, log_of


def finding_of(log, moment, advice, specialty="neurology"):
    return experience_story(log, specialty, moment, advice).headline


def test_the_finding_says_what_is_recent_beside_the_numbers_of_one_guide(moment, advice):
    assert finding_of(log_of(OBSERVED), moment, advice) == (
        "In the 24 months to 15 September 2027: 4 weeks of US experience, 4 weeks in Neurology, 1 US letter; "
        "one guide names at least 2 to 3 months (disputed) and 2 to 3 letters: they come to neither"
    )
    enough = log_of(replace(OBSERVED, weeks=8), replace(ELECTIVE, specialty="neurology"))
    assert finding_of(enough, moment, advice).endswith(": both are there")
    planned = log_of(replace(OBSERVED, weeks=8), replace(ELECTIVE, start=date(2027, 3, 1)))
    said = finding_of(planned, moment, advice)
    assert ", with what is planned: 12 weeks" in said
    assert said.endswith(": both would be there")
    elsewhere = finding_of(enough, moment, advice, "psychiatry")
    assert ", none in Psychiatry, 2 US letters; " in elsewhere
    assert elsewhere.endswith("letters: the letters are there")
    months = replace(ELECTIVE, weeks=12, letter=False)
    assert finding_of(log_of(months), moment, advice, "").endswith("letters: the months are there")


def test_what_is_old_is_not_there_for_one_recent_week(moment, advice):
    letters = [replace(OBSERVED, start=date(2014, 2, 3), weeks=12), replace(OBSERVED, start=date(2014, 6, 2))]
    week = ClinicalEntry("shadowing", "office", "neurology", "", date(2026, 9, 21), 1)
    said = finding_of(log_of(*letters, week), moment, advice)
    assert "2027: 1 week of US experience, 1 week in Neurology, no US letters" in said
    assert "; older than any guide calls recent: 16 weeks and 2 US letters; " in said
    assert said.endswith(
        "; one guide names at least 2 to 3 months (disputed) and 2 to 3 letters: the recent come to neither"
    )
    ages = finding_of(log_of(replace(letters[0], start=date(1960, 1, 4), weeks=520), week), moment, advice)
    assert "520 weeks and 1 US letter" in ages
    assert not ages.endswith("there")
    alone = finding_of(log_of(*letters), moment, advice)
    assert "2027: no US experience, no US letters; older than" in alone


@pytest.mark.parametrize(
    "entry",
    [
        replace(OBSERVED, start=None),
        ClinicalEntry("volunteering"),
        replace(OBSERVED, kind="research", weeks=30),
    ],
)
def test_a_log_without_us_experience_is_held_beside_no_number(moment, advice, entry):
    said = finding_of(log_of(entry), moment, advice)
    assert "no US experience" in said
    assert said.endswith("one guide names at least 2 to 3 months (disputed) and 2 to 3 letters")
    assert "missing" not in said


@pytest.mark.parametrize(("last", "weeks"), [(date(2025, 9, 14), 0), (date(2025, 9, 21), 1)])
def test_weeks_are_recent_from_the_first_day_of_the_longest_stretch_on(moment, advice, last, weeks):
    log = log_of(*(replace(OBSERVED, start=last - timedelta(days=55), weeks=8, place=at) for at in "ab"))
    said = finding_of(log, moment, advice)
    assert f": {f'{weeks} week' if weeks else 'no US experience'}" in said
    assert f"calls recent: {8 - weeks} weeks" in said
    # A letter is of the last day.
    assert ("calls recent: 8 weeks and 2 US letters" in said) is (weeks == 0)
    assert "both" not in said


def test_what_is_under_way_when_programs_read_has_not_ended(moment, advice):
    ended, under_way = (
        experience_story(log_of(replace(OBSERVED, start=start, weeks=8)), "", moment, advice).notes[0]
        for start in (date(2027, 7, 21), date(2027, 9, 1))
    )
    assert ended.startswith("The last US experience ends on 14 September 2027, less than a month before")
    assert under_way == "US experience is under way on 15 September 2027."


def test_the_timeline_lies_where_the_days_do(moment, advice):
    planned = replace(OBSERVED, start=date(2027, 3, 1))
    log = log_of(planned, ELECTIVE)
    chart, story = timeline(log, moment, advice), experience_story(log, "neurology", moment, advice)
    assert [row.label for row in chart.rows] == [
        "Recent: within 12 to 18 months",
        "Recent: within 12 to 24 months",
        "Clinical elective, Neurology",
        "Observership, Neurology",
    ]
    boxes = {one.style: one for one in chart.spans}
    # In days from 1 September 2025, where the longest stretch begins.
    zero = date(2025, 9, 1)

    def ends(style, row):
        return tuple(zero + timedelta(days=at[row]) for at in (boxes[style].lows, boxes[style].highs))

    assert ends("time_hands_on", 2) == (ELECTIVE.start, ELECTIVE.end)
    assert ends("time_planned", 3) == (planned.start, planned.end)
    assert boxes["time_hands_on"].lows[3] is None
    for row, months in enumerate((18, 24)):
        longer = add_months(moment.read_on, -months)
        shorter = add_months(moment.read_on, -12)
        assert ends("time_recent_longer", row) == (longer, shorter)
        assert ends("time_recent", row) == (shorter, moment.read_on)
    assert [[text for text in one.texts if text] for one in chart.series] == [["4 weeks, letter"]] * 2
    assert [one.sides[0] for one in chart.series] == ["right", "left"]
    drawn = figure(chart)
    assert drawn["layout"]["xaxis"]["ticktext"] == ["Jan ’26", "Jan ’27"]
    assert len(story.text_table.rows) == len(chart.rows)
    assert len(story.data) == 2
    assert describe_columns(story.data.columns)


@pytest.mark.parametrize(("match_year", "ahead"), [(2028, True), (2027, False)])
def test_the_names_of_two_neighbouring_days_lean_apart(advice, match_year, ahead):
    today = date(2027, 9, 14) if ahead else date(2026, 9, 16)
    seen = moment_of(match_year, cycle_dates(match_year, RULES), today)
    today, reads = timeline(log_of(ELECTIVE), seen, advice).lines
    # The left one keeps clear of both lines; the right one has no room for that on a phone.
    left, right = (today, reads) if ahead else (reads, today)
    assert (left.leans, left.label[-1]) == ("left", "\u2003")
    assert right.leans == "right"


@pytest.mark.parametrize("months", [12, 20, 30, 40, 48, 70, 100, 200])
def test_names_of_months_do_not_touch_on_a_phone(moment, advice, months):
    axis = timeline(log_of(replace(OBSERVED, start=add_months(moment.read_on, -months))), moment, advice).axis
    assert axis.ticks
    assert all(later - tick >= axis.high / 4 for tick, later in pairwise(axis.ticks))


def test_a_long_life_has_ticks_too(moment, advice):
    chart = timeline(log_of(ELECTIVE, replace(OBSERVED, start=date(1960, 1, 4))), moment, advice)
    assert 1 <= len(chart.axis.ticks) <= 3


def test_the_slide_has_the_bars_and_their_words(moment, advice):
    (spec,) = chart_specs(timeline(log_of(ELECTIVE), moment, advice))
    assert spec.form == "stacked_bars"
    # With the days, which a slide shows by no hover.
    assert spec.series[-1].labels[-1].text == "2 Feb – 1 Mar 2026, 4 weeks, letter"
    assert spec.series[-1].labels[0].text == "15 Mar 2026 – 14 Sep 2027"
    # Its line of days begins at zero, and a row of two boxes with the first of them.
    assert spec.series[0].cells[-1] == (ELECTIVE.start - date(2025, 9, 1)).days
    assert spec.series[0].cells[1] == (date(2025, 9, 15) - date(2025, 9, 1)).days
    assert [one.style for one in spec.series[1:3]] == ["time_recent_longer", "time_recent"]
    # Its axis counts days from a day that is not printed, so none is drawn.
    assert (spec.axis.is_shown, spec.axis.title) == (False, "")


def test_the_example_is_called_one(moment, advice):
    log = example_log(moment)
    assert experience_story(log, "neurology", moment, advice, is_example=True).headline.startswith(
        "An example, nobody’s log"
    )
    assert read_log(log) == (log, ())
