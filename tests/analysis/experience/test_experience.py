"""A log of experience: its days, what counts, what is recent, what is missing, and what it is called."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.charts.plotly import figure
from analysis.experience.advice import experience_advice
from analysis.experience.chart import timeline
from analysis.experience.compute import (
    ASKS,
    LETTERS_ASKED,
    MONTHS_ASKED,
    asked,
    continuity,
    counts_by,
    openings,
    strength,
    windows,
)
from analysis.experience.cv import cv_line, months_said, time_said
from analysis.experience.days import add_months, blanks, days_of, moment_of, whole_months
from analysis.experience.example import example_log
from analysis.experience.record import ENTRIES_MOST, ClinicalEntry, ClinicalLog, read_log
from analysis.experience.words import experience_story, missing_said, range_said, remarks_on, window_said
from analysis.export.chart_columns import describe_columns
from analysis.export.slides.charts import chart_specs
from data.guide_terms import EXPERIENCE_KINDS
from data.terms import slugs

TODAY = date(2026, 11, 27)
ELECTIVE = ClinicalEntry(
    "elective", "inpatient", "neurology", "ABC Hospital", date(2026, 2, 2), 4, hands_on=True, letter=True
)
OBSERVED = ClinicalEntry("observership", "office", "neurology", "", date(2026, 7, 6), 4, letter=True)


@pytest.fixture(scope="module")
def advice(real):
    return experience_advice(real)


@pytest.fixture(scope="module")
def moment(advice):
    return moment_of(2028, advice.dates, TODAY)


def log_of(*entries, specialty="neurology", **more):
    return ClinicalLog(entries, specialty, **more)


def held_beside(log, moment, advice, rule, counted=None):
    """Return the number of one rule beside a log."""
    rows = asked(log, moment, advice.kinds, advice.rules, advice.thresholds)
    return next(one for one in rows if one.ask.rule == rule and counted in {None, one.ask.counted})


def window(log, moment, advice, rule):
    return next(one for one in windows(log, moment, advice.rules, advice.thresholds) if one.rule.rule == rule)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_go_by_the_calendar(day, months, then):
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 8, 2), date(2027, 9, 15), 13),
        (date(2026, 9, 15), date(2027, 9, 15), 12),
        (date(2026, 9, 16), date(2027, 9, 15), 11),
    ],
)
def test_whole_months_are_those_that_are_over(first, last, months):
    assert whole_months(first, last) == months


def test_periods_that_overlap_count_once_and_leave_blanks_between():
    january = (date(2024, 1, 1), date(2024, 1, 29))
    later = (date(2024, 1, 15), date(2024, 2, 12))
    apart = (date(2024, 2, 19), date(2024, 3, 4))
    every, year = [apart, january, later], (date(2024, 1, 1), date(2024, 12, 31))
    # 42 days on end, then 14 with 29 February among them.
    assert days_of(every, *year) == 56
    assert blanks(every, *year)[0] == (date(2024, 2, 12), date(2024, 2, 19))
    assert days_of(every, date(2024, 2, 1), date(2024, 2, 20)) == 12
    assert blanks([], *year) == (year,)


@pytest.mark.parametrize(
    ("today", "match_year", "read_on"),
    [
        (date(2026, 9, 15), 2027, date(2026, 9, 15)),
        (date(2026, 9, 16), 2028, date(2027, 9, 15)),
        (date(2027, 1, 1), 2028, date(2027, 9, 15)),
    ],
)
def test_the_next_match_is_the_one_still_to_apply_for(advice, today, match_year, read_on):
    found = moment_of(None, advice.dates, today)
    assert (found.match_year, found.read_on) == (match_year, read_on)
    assert moment_of(2019, advice.dates, today).read_on == date(2018, 9, 15)


def test_weeks_letters_and_rotations_of_a_known_log(moment, advice):
    research = ClinicalEntry("research", "department", "neurology", "", date(2026, 1, 5), 40, letter=True)
    at_home = ClinicalEntry("home_clinical", "inpatient", "neurology", "", date(2020, 1, 6), 52, True, True)
    other = replace(OBSERVED, specialty="psychiatry", start=date(2026, 7, 20), letter=False)
    has = counts_by(log_of(ELECTIVE, OBSERVED, other, research, at_home), moment.read_on, advice.kinds)
    # Two of the six weeks in summer overlap; research and work at home are not added.
    assert has.us_weeks == 10
    assert has.specialty_weeks == 8
    assert has.hands_on_weeks == has.elective_weeks == 4
    assert (has.us_letters, has.specialty_letters, has.letters) == (3, 3, 4)
    assert (has.rotations, has.specialty_rotations, has.lettered_rotations, has.electives) == (3, 2, 2, 1)


def test_what_has_not_ended_counts_as_far_as_it_goes_and_its_letter_later(advice):
    log = log_of(OBSERVED)
    halfway = counts_by(log, date(2026, 7, 20), advice.kinds)
    assert (halfway.us_weeks, halfway.us_letters, halfway.rotations) == (2, 0, 1)
    assert counts_by(log, date(2026, 8, 2), advice.kinds).us_letters == 0
    assert counts_by(log, date(2026, 8, 3), advice.kinds).us_letters == 1
    assert counts_by(log, OBSERVED.start, advice.kinds).rotations == 0


def test_an_entry_without_a_time_counts_nowhere_and_is_kept(moment, advice):
    undated = (replace(ELECTIVE, start=None), replace(ELECTIVE, weeks=None))
    log = log_of(*undated)
    assert counts_by(log, moment.read_on, advice.kinds) == counts_by(log_of(), moment.read_on, advice.kinds)
    story = experience_story(log, moment, advice)
    assert story.text_table["From"][-2:] == ["not said", "2 February 2026"]
    assert any("2 of 2 entries have no start or length" in note for note in story.notes)
    assert timeline(log, moment, advice).has_numbers


@pytest.mark.parametrize(
    ("weeks", "missing", "said"),
    [
        (0, (8, 12), "8 weeks to the lower number, 12 weeks to the upper"),
        (7, (1, 5), "1 week to the lower number, 5 weeks to the upper"),
        (8, (0, 4), "nothing to the lower number; 4 weeks to the upper"),
        (11, (0, 1), "nothing to the lower number; 1 week to the upper"),
        (12, (0, 0), "nothing"),
        (13, (0, 0), "nothing"),
    ],
)
def test_two_to_three_months_in_the_specialty(moment, advice, weeks, missing, said):
    log = log_of(*([replace(OBSERVED, weeks=weeks)] if weeks else []))
    one = held_beside(log, moment, advice, MONTHS_ASKED, "specialty_weeks")
    assert range_said(one) == "2 to 3 months"
    assert one.missing == missing
    assert missing_said(one) == said


@pytest.mark.parametrize(
    ("letters", "missing"), [(0, (2, 3)), (1, (1, 2)), (2, (0, 1)), (3, (0, 0)), (4, (0, 0))]
)
def test_two_to_three_us_letters(moment, advice, letters, missing):
    entries = [replace(OBSERVED, start=OBSERVED.start + timedelta(weeks=place)) for place in range(letters)]
    at_home = replace(OBSERVED, kind="home_clinical")
    assert held_beside(log_of(*entries, at_home), moment, advice, LETTERS_ASKED).missing == missing


def test_without_a_specialty_what_is_of_one_is_not_known(moment, advice):
    one = held_beside(log_of(OBSERVED, specialty=""), moment, advice, MONTHS_ASKED, "specialty_weeks")
    assert one.missing is None
    assert missing_said(one) == "choose the specialty"
    assert held_beside(log_of(OBSERVED, specialty=""), moment, advice, MONTHS_ASKED, "us_weeks").by_then == 4


def test_what_is_planned_counts_by_then_and_not_today(moment, advice):
    planned = replace(OBSERVED, start=date(2027, 3, 1))
    one = held_beside(log_of(planned), moment, advice, MONTHS_ASKED, "us_weeks")
    assert (one.so_far, one.by_then) == (0, 4)


def test_a_student_is_held_beside_electives_and_a_graduate_is_not(moment, advice):
    rules = {
        stage: {
            one.rule.rule
            for one in asked(
                log_of(OBSERVED, stage=stage), moment, advice.kinds, advice.rules, advice.thresholds
            )
        }
        for stage in ("", "student", "graduate")
    }
    assert rules["student"] == rules[""] == {ask.rule for ask in ASKS}
    assert rules["student"] - rules["graduate"] == {
        "clinical_experience.plan.1",
        "clinical_experience.experience.11",
    }


@pytest.mark.parametrize(
    ("last", "months", "years"),
    [
        # The last day of an experience, beside 15 September 2027.
        (date(2026, 9, 15), "shorter", "shorter"),
        (date(2026, 9, 14), "longer", "longer"),
        (date(2026, 3, 15), "longer", "longer"),
        (date(2026, 3, 14), "before", "longer"),
        (date(2025, 9, 15), "before", "longer"),
        (date(2025, 9, 14), "before", "before"),
    ],
)
def test_recency_on_both_sides_of_every_boundary(moment, advice, last, months, years):
    entry = replace(OBSERVED, start=last - timedelta(days=27))
    log = log_of(entry)
    assert window(log, moment, advice, "non_clinical_job.experience.2").held == months
    assert window(log, moment, advice, "clinical_experience.experience.6").held == years
    assert window(log, moment, advice, "clinical_experience.experience.6").last == last


def test_no_experience_is_not_recent_and_work_at_home_is_none_in_the_us(moment, advice):
    log = log_of(replace(OBSERVED, kind="home_clinical", start=date(2027, 8, 2)))
    one = window(log, moment, advice, "clinical_experience.experience.6")
    assert one.held == "none"
    assert window_said(one) == "no US experience logged by then"


def test_continuity_is_of_any_clinical_activity(moment):
    volunteering = ClinicalEntry("volunteering", start=date(2026, 9, 15), weeks=26)
    found = continuity(log_of(volunteering), moment, 12)
    # 26 weeks end on 15 March 2027, the first day of the seventh month.
    assert found.active == 7
    assert found.longest_blank == (date(2027, 3, 16), date(2027, 9, 15))
    assert continuity(log_of(), moment, 18).active == 0
    always = continuity(log_of(replace(volunteering, weeks=60)), moment, 12)
    assert (always.active, always.longest_blank) == (12, None)


@pytest.mark.parametrize(
    ("entry", "places"),
    [
        (ELECTIVE, {"clinical_return": (1, 4), "clinical_experience": (1, 5), "img_guide": (1, 2)}),
        (OBSERVED, {"clinical_return": (2, 4), "clinical_experience": (3, 5), "img_guide": (2, 2)}),
        # Without work on patients an elective has the place of an observership.
        (
            replace(ELECTIVE, hands_on=False),
            {"clinical_return": (2, 4), "clinical_experience": (3, 5), "img_guide": (2, 2)},
        ),
        (
            ClinicalEntry("home_clinical", hands_on=True),
            {"clinical_return": (4, 4), "clinical_experience": None, "img_guide": None},
        ),
        (
            ClinicalEntry("volunteering"),
            {"clinical_return": None, "clinical_experience": None, "img_guide": None},
        ),
    ],
)
def test_the_place_in_each_guides_order(advice, entry, places):
    found = strength(entry, advice.kinds)
    assert {guide: place and (place.order, place.of) for guide, place in found.items()} == places


def test_electives_are_for_students_and_observerships_on_a_visitors_visa(advice):
    found = {one.kind: one for one in openings(advice.kinds, advice.uses)}
    assert tuple(found) == slugs(EXPERIENCE_KINDS)
    yes, no = found["elective"].open_to["student"]
    assert (set(yes), no) == ({"clinical_experience", "img_guide"}, ())
    assert found["elective"].open_to["graduate"][0] == ()
    assert [use.visa for use in found["observership"].visas] == ["b1_b2"]
    assert found["home_clinical"].open_to["graduate"] == ((), ())


@pytest.mark.parametrize(
    ("start", "weeks", "said"),
    [
        (date(2025, 7, 1), 4, "July 2025"),
        (date(2025, 7, 7), 4, "July to August 2025"),
        (date(2025, 12, 8), 8, "December 2025 to February 2026"),
        # 29 February is the last day: it stays February.
        (date(2024, 2, 2), 4, "February 2024"),
        (date(2023, 2, 1), 4, "February 2023"),
    ],
)
def test_the_months_of_a_cv_line(start, weeks, said):
    assert months_said(start, start + timedelta(weeks=weeks)) == said


def test_a_cv_line_says_what_it_was(advice):
    hands_on = cv_line(ELECTIVE, advice.kinds, advice.places, TODAY).splitlines()
    assert hands_on[0] == "Clinical elective in Neurology, inpatient wards, ABC Hospital"
    assert hands_on[1] == "4 weeks (February to March 2026)"
    assert hands_on[2].startswith("Hands-on")
    assert hands_on[3].startswith("[Work: ")
    # Whatever was ticked, an observership is observing.
    for ticked in (False, True):
        observed = cv_line(replace(OBSERVED, hands_on=ticked), advice.kinds, advice.places, TODAY)
        assert "Observing: no work on patients" in observed
        assert "Hands-on" not in observed
        assert "[institution]" in observed
    assert "Observing" in cv_line(replace(ELECTIVE, hands_on=False), advice.kinds, advice.places, TODAY)


@pytest.mark.parametrize("kind", slugs(EXPERIENCE_KINDS))
def test_every_kind_has_a_cv_line_with_empty_places(advice, kind):
    line = cv_line(ClinicalEntry(kind), advice.kinds, advice.places, TODAY)
    assert all(place in line for place in ("[specialty]", "[setting]", "[institution]", "[weeks]"))


def test_what_is_ahead_is_called_planned():
    assert time_said(replace(OBSERVED, start=TODAY + timedelta(days=1)), TODAY).endswith(", planned")
    assert time_said(replace(OBSERVED, start=TODAY), TODAY).endswith(", in progress")
    assert time_said(OBSERVED, TODAY).endswith("2026)")


def test_what_does_not_fit_together_gets_a_sentence(advice):
    hands_on = frozenset(one.experience_kind for one in advice.kinds if one.hands_on)
    said = " ".join(remarks_on(replace(OBSERVED, hands_on=True, start=None, specialty=""), hands_on))
    assert "its CV line does not either" in said
    assert "Without a start" in said
    assert "counts for none" in said
    assert not list(remarks_on(ELECTIVE, hands_on))
    assert list(remarks_on(replace(ELECTIVE, hands_on=False), hands_on))


def test_the_finding_names_what_is_missing(moment, advice):
    assert experience_story(log_of(OBSERVED), moment, advice).headline == (
        "By 15 September 2027: 4 weeks of US experience, 4 weeks in Neurology, 1 US letter; one guide names "
        "2 to 3 months and 2 to 3 letters: 4 weeks and 1 US letter missing"
    )
    enough = log_of(replace(OBSERVED, weeks=8), replace(ELECTIVE, specialty="neurology"))
    assert experience_story(enough, moment, advice).headline.endswith(": both are there")
    nothing = experience_story(log_of(ClinicalEntry("volunteering"), specialty=""), moment, advice).headline
    assert "no US experience, no US letters" in nothing


def test_the_timeline_lies_where_the_days_do(moment, advice):
    planned = replace(OBSERVED, start=date(2027, 3, 1))
    log = log_of(planned, ELECTIVE)
    chart, story = timeline(log, moment, advice), experience_story(log, moment, advice)
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


def test_the_slide_has_the_bars_and_their_words(moment, advice):
    (spec,) = chart_specs(timeline(log_of(ELECTIVE), moment, advice))
    assert spec.form == "stacked_bars"
    assert spec.series[-1].labels[-1].text == "4 weeks, letter"
    # Its line of days begins at zero, and a row of two boxes with the first of them.
    assert spec.series[0].cells[-1] == (ELECTIVE.start - date(2025, 9, 1)).days
    assert spec.series[0].cells[1] == (date(2025, 9, 15) - date(2025, 9, 1)).days
    assert [one.style for one in spec.series[1:3]] == ["time_recent_longer", "time_recent"]


def test_the_example_is_called_one(moment, advice):
    log = example_log(moment)
    assert experience_story(log, moment, advice, is_example=True).headline.startswith(
        "An example, nobody’s log"
    )
    assert read_log(log) == (log, ())


def test_a_log_from_a_file_keeps_what_is_allowed(moment):
    right = log_of(ELECTIVE, OBSERVED, stage="graduate", visa="b1_b2", match_year=2028)
    assert read_log(right) == (right, ())
    wrong = ClinicalLog(
        (
            replace(ELECTIVE, kind="wizardry", weeks=0, place="x" * 500),
            replace(OBSERVED, start=date(1900, 1, 1)),
        ),
        specialty="all",
        visa="h1b",
        match_year=1999,
    )
    found, problems = read_log(wrong)
    assert found.entries[0] == replace(ELECTIVE, kind="", weeks=None, place="x" * 120)
    assert found.entries[1].start is None
    assert (found.specialty, found.visa, found.match_year) == ("", "", None)
    assert len(problems) == 7
    many, said = read_log(ClinicalLog((OBSERVED,) * (ENTRIES_MOST + 1)))
    assert len(many.entries) == ENTRIES_MOST
    assert len(said) == 1
