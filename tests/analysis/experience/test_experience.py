"""A log of experience: its days, what counts, what is recent, what is missing, and what it is called."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from analysis.charts.plotly import figure
from analysis.experience.advice import experience_advice
from analysis.experience.chart import timeline
from analysis.experience.compute import (
    ASKS,
    LETTERS_ASKED,
    MONTHS_ASKED,
    PATTERN_RULE,
    asked,
    continuity,
    counts_by,
    windows,
)
from analysis.experience.cv import cv_line, months_said, time_said
from analysis.experience.days import add_months, blanks, days_of, days_said, moment_of, whole_months
from analysis.experience.example import example_log
from analysis.experience.kinds import openings, strength
from analysis.experience.record import ENTRIES_MOST, ClinicalEntry, ClinicalLog, read_log
from analysis.experience.remarks import remarks_on
from analysis.experience.words import experience_story, missing_said, range_said, window_said
from analysis.export.chart_columns import describe_columns
from analysis.export.slides.charts import chart_specs
from analysis.next_steps.aim import Aim, match_of
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


def log_of(*entries, **more):
    return ClinicalLog(entries, **more)


def held_beside(log, moment, advice, rule, counted=None, specialty="neurology"):
    """Return the number of one rule beside a log."""
    rows = asked(log, specialty, moment, advice.kinds, advice.rules, advice.thresholds)
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
    found = moment_of(match_of(Aim(), today, advice.dates), advice.dates, today)
    assert (found.match_year, found.read_on) == (match_year, read_on)
    assert moment_of(2019, advice.dates, today).read_on == date(2018, 9, 15)


def test_weeks_letters_and_rotations_of_a_known_log(moment, advice):
    research = ClinicalEntry("research", "department", "neurology", "", date(2026, 1, 5), 40, letter=True)
    at_home = ClinicalEntry("home_clinical", "inpatient", "neurology", "", date(2020, 1, 6), 52, True, True)
    other = replace(OBSERVED, specialty="psychiatry", start=date(2026, 7, 20), letter=False)
    has = counts_by(
        log_of(ELECTIVE, OBSERVED, other, research, at_home), "neurology", moment.read_on, advice.kinds
    )
    # Two of the six weeks in summer overlap; research and work at home are not added.
    assert has.us_weeks == 10
    assert has.specialty_weeks == 8
    assert has.hands_on_weeks == has.elective_weeks == 4
    assert (has.us_letters, has.specialty_letters, has.letters) == (3, 3, 4)
    assert (has.rotations, has.specialty_rotations, has.lettered_rotations, has.electives) == (3, 2, 2, 1)


def test_a_block_of_return_counts_work_at_home_and_research_of_its_own_months(moment, advice):
    long_ago = ClinicalEntry("home_clinical", "inpatient", "neurology", "", date(2020, 1, 6), 52, True)
    at_home = replace(long_ago, start=date(2027, 1, 4), weeks=8)
    research = ClinicalEntry("research", "department", "neurology", "", date(2027, 3, 1), 6)
    log = log_of(long_ago, at_home, research)
    assert held_beside(log, moment, advice, "clinical_return.plan.2").by_then == 14
    assert held_beside(log, moment, advice, "img_guide.experience.1").by_then == 0


def test_what_has_not_ended_counts_as_far_as_it_goes_and_its_letter_later(advice):
    log = log_of(OBSERVED)
    halfway = counts_by(log, "neurology", date(2026, 7, 20), advice.kinds)
    assert (halfway.us_weeks, halfway.us_letters, halfway.rotations) == (2, 0, 1)
    assert counts_by(log, "neurology", date(2026, 8, 2), advice.kinds).us_letters == 0
    assert counts_by(log, "neurology", date(2026, 8, 3), advice.kinds).us_letters == 1
    assert counts_by(log, "neurology", OBSERVED.start, advice.kinds).rotations == 0


def test_an_entry_without_a_time_counts_nowhere_and_is_kept(moment, advice):
    undated = (replace(ELECTIVE, start=None), replace(ELECTIVE, weeks=None))
    log = log_of(*undated)
    assert counts_by(log, "neurology", moment.read_on, advice.kinds) == counts_by(
        log_of(), "neurology", moment.read_on, advice.kinds
    )
    story = experience_story(log, "neurology", moment, advice)
    assert story.text_table["From"][-2:] == ["not said", "2 February 2026"]
    assert any("2 of 2 entries have no first day or length" in note for note in story.notes)
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
    assert range_said(one) == "at least 2 to 3 months"
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
    one = held_beside(log_of(OBSERVED), moment, advice, MONTHS_ASKED, "specialty_weeks", "")
    assert one.missing is None
    assert missing_said(one) == "choose the specialty"
    assert held_beside(log_of(OBSERVED), moment, advice, MONTHS_ASKED, "us_weeks", "").by_then == 4


def test_what_is_planned_counts_by_then_and_not_today(moment, advice):
    planned = replace(OBSERVED, start=date(2027, 3, 1))
    one = held_beside(log_of(planned), moment, advice, MONTHS_ASKED, "us_weeks")
    assert (one.so_far, one.by_then) == (0, 4)


def test_a_student_is_held_beside_electives_and_a_graduate_is_not(moment, advice):
    rules = {
        stage: {
            one.rule.rule
            for one in asked(
                log_of(OBSERVED, stage=stage), "", moment, advice.kinds, advice.rules, advice.thresholds
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


def test_the_pattern_of_all_clinical_activity_has_its_months_beside_what_is_recent(moment, advice):
    one = window(log_of(), moment, advice, PATTERN_RULE)
    assert (one.shorter, one.longer) == (12, 18)
    (number,) = (
        one
        for one in advice.thresholds
        if one.rule == PATTERN_RULE and one.threshold_role == "amount" and one.said_as == "exact"
    )
    assert number.measured == "months"


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


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 7, 6), date(2026, 8, 2), "6 Jul – 2 Aug 2026"),
        (date(2026, 7, 6), date(2026, 7, 12), "6 – 12 Jul 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026"),
        # The same month of two years.
        (date(2025, 7, 6), date(2026, 7, 5), "6 Jul 2025 – 5 Jul 2026"),
        (date(2028, 2, 29), date(2028, 2, 29), "29 Feb 2028"),
    ],
)
def test_two_days_in_little_room(first, last, said):
    assert days_said(first, last) == said


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


def remarks(entry, moment, advice, *others, **more):
    """Return all that is said of one entry, in a log with others."""
    return " ".join(remarks_on(0, log_of(entry, *others, **more), moment, advice.kinds, advice.uses))


def test_what_does_not_fit_together_gets_a_sentence(moment, advice):
    said = remarks(replace(OBSERVED, hands_on=True, start=None, specialty=""), moment, advice)
    assert "its CV line does not either" in said
    assert "Without a first day" in said
    assert "counts for none" in said
    assert not remarks(ELECTIVE, moment, advice)
    assert remarks(replace(ELECTIVE, hands_on=False), moment, advice)


@pytest.mark.parametrize(
    ("start", "weeks", "said", "counted"),
    [
        # Today is 27 November 2026, and programs read from 15 September 2027 on.
        (TODAY, 4, "", (4, 1)),
        (date(2026, 11, 28), 4, "planned: it counts for the day", (4, 1)),
        (date(2027, 8, 18), 4, "planned: it counts for the day", (4, 1)),
        (date(2027, 8, 19), 4, "only the weeks before that day count; its letter does not", (3, 0)),
        (date(2027, 9, 14), 4, "only the weeks before that day count", (0, 0)),
        (date(2027, 9, 15), 4, "for that Match neither it nor its letter counts", (0, 0)),
        (None, 4, "Without a first day it is on no timeline", (0, 0)),
        (date(2026, 7, 6), None, "Without a number of weeks it is on no timeline", (0, 0)),
        (None, None, "Without a first day and a number of weeks", (0, 0)),
    ],
)
def test_what_is_ahead_late_or_of_no_time_is_said_as_it_counts(moment, advice, start, weeks, said, counted):
    entry = replace(OBSERVED, start=start, weeks=weeks)
    found = remarks(entry, moment, advice)
    assert said in found
    assert bool(found) == bool(said)
    has = counts_by(log_of(entry), "neurology", moment.read_on, advice.kinds)
    assert (has.us_weeks, has.us_letters) == counted


def test_entries_that_share_days_name_each_other(moment, advice):
    last = OBSERVED.end - timedelta(days=1)
    other = replace(ELECTIVE, start=last)
    assert "shares days with Clinical elective, Neurology (2 Aug 2026)" in remarks(
        OBSERVED, moment, advice, other
    )
    assert not remarks(OBSERVED, moment, advice, replace(ELECTIVE, start=OBSERVED.end))
    many = remarks(OBSERVED, moment, advice, *(replace(ELECTIVE, weeks=30, place=str(at)) for at in range(5)))
    assert many.count("Clinical elective") == 3
    assert "and 2 more" in many


def test_an_entry_whose_kind_is_not_known_counts_nowhere_and_has_a_cv_line_to_fill_in(moment, advice):
    unknown = replace(OBSERVED, kind="", hands_on=True)
    has = counts_by(log_of(unknown), "neurology", moment.read_on, advice.kinds)
    assert (has.us_weeks, has.us_letters, has.letters) == (0, 0, 0)
    assert "Without a kind it counts nowhere" in remarks(unknown, moment, advice)
    line = cv_line(unknown, advice.kinds, advice.places, TODAY)
    assert line.startswith("[kind of experience] in Neurology")
    assert "[whether there was work on patients, or observing]" in line


@pytest.mark.parametrize(
    ("entry", "stage", "said"),
    [
        # Who has graduated may have had an elective before, and cannot plan one.
        (ELECTIVE, "graduate", "fits if you were a student then"),
        (replace(ELECTIVE, start=TODAY + timedelta(days=1)), "graduate", "whether a graduate can have it"),
        (replace(ELECTIVE, start=None), "graduate", "whether a graduate can have it"),
        (OBSERVED, "student", "named for a graduate only"),
        (replace(ELECTIVE, kind="externship"), "student", "whether a student can have it"),
    ],
)
def test_a_kind_that_guides_name_for_the_other_stage_alone_gets_a_remark(moment, advice, entry, stage, said):
    assert said in remarks(entry, moment, advice, stage=stage)


@pytest.mark.parametrize(
    ("kind", "visa", "start", "said"),
    [
        ("externship", "b1_b2", date(2027, 3, 1), "“J-1 or H-1B, employment”, not “B-1/B-2, visitor”"),
        ("externship", "b1_b2", None, "not “B-1/B-2, visitor”"),
        # It may have been on another visa then.
        ("externship", "b1_b2", date(2026, 3, 2), ""),
        ("externship", "employment", date(2027, 3, 1), ""),
        ("externship", "", date(2027, 3, 1), ""),
        ("elective", "b1_b2", date(2027, 3, 1), "names “J-1, student or short-term scholar”, not “B-1/B-2"),
        ("observership", "b1_b2", date(2027, 3, 1), ""),
        # Of this no guide says on which visa.
        ("volunteering", "b1_b2", date(2027, 3, 1), ""),
    ],
)
def test_a_kind_that_guides_name_on_other_visas_alone_gets_a_remark(moment, advice, kind, visa, start, said):
    found = remarks(replace(OBSERVED, kind=kind, start=start), moment, advice, visa=visa)
    assert said in found
    assert ("international office" in found) is bool(said)


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("elective", "student"),
        ("elective", ""),
        ("externship", "graduate"),
        ("research", "student"),
        ("research", "graduate"),
        # Of these no guide says to whom they are open.
        ("volunteering", "student"),
        ("home_clinical", "graduate"),
    ],
)
def test_what_is_open_or_not_said_gets_no_remark(moment, advice, kind, stage):
    assert "named for" not in remarks(replace(OBSERVED, kind=kind), moment, advice, stage=stage)


def test_the_finding_names_what_is_missing(moment, advice):
    assert experience_story(log_of(OBSERVED), "neurology", moment, advice).headline == (
        "By 15 September 2027: 4 weeks of US experience, 4 weeks in Neurology, 1 US letter; one guide names "
        "at least 2 to 3 months and at least 2 to 3 letters: 4 weeks and 1 US letter missing"
    )
    enough = log_of(replace(OBSERVED, weeks=8), replace(ELECTIVE, specialty="neurology"))
    assert experience_story(enough, "neurology", moment, advice).headline.endswith(": both are there")
    planned = log_of(replace(OBSERVED, weeks=8), replace(ELECTIVE, start=date(2027, 3, 1)))
    said = experience_story(planned, "neurology", moment, advice).headline
    assert ", with what is planned: 12 weeks" in said
    assert said.endswith(": both would be there")
    nothing = experience_story(log_of(ClinicalEntry("volunteering")), "", moment, advice).headline
    assert "no US experience, no US letters" in nothing


@pytest.mark.parametrize(("last", "is_old"), [(date(2025, 9, 14), True), (date(2025, 9, 15), False)])
def test_the_finding_begins_with_experience_that_no_guide_calls_recent(moment, advice, last, is_old):
    log = log_of(*(replace(OBSERVED, start=last - timedelta(days=55), weeks=8, place=at) for at in "ab"))
    headline = experience_story(log, "neurology", moment, advice).headline
    assert ("ends 24 whole months before, which no guide calls recent; 8 weeks" in headline) is is_old
    assert headline.endswith(": both are there, of older date" if is_old else ": both are there")


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
    seen = moment_of(match_year, advice.dates, date(2027, 9, 14) if ahead else date(2026, 9, 16))
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


def test_a_log_from_a_file_keeps_what_is_allowed(moment):
    right = log_of(ELECTIVE, OBSERVED, stage="graduate", visa="b1_b2")
    assert read_log(right) == (right, ())
    wrong = ClinicalLog(
        (
            replace(ELECTIVE, kind="wizardry", weeks=0, place="x" * 500),
            replace(OBSERVED, start=date(1900, 1, 1)),
        ),
        visa="h1b",
    )
    found, problems = read_log(wrong)
    assert found.entries[0] == replace(ELECTIVE, kind="", weeks=None, place="x" * 120)
    assert found.entries[1].start is None
    assert found.visa == ""
    assert len(problems) == 5
    many, said = read_log(ClinicalLog((OBSERVED,) * (ENTRIES_MOST + 1)))
    assert len(many.entries) == ENTRIES_MOST
    assert len(said) == 1
