"""A log of experience: its days, what counts, what is recent, and what is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.cycle.compute import CalendarDay, calendar_days, cycle_dates, event_days
from analysis.experience.chart import timeline
from analysis.experience.compute import (
    ASKS,
    LETTERS_ASKED,
    MONTHS_ASKED,
    PATTERN_RULE,
    asked,
    counts_by,
    in_order,
    windows,
)
from analysis.experience.continuity import continuity
from analysis.experience.days import add_months, blanks, days_of, moment_of, whole_months
from analysis.experience.finding import range_said
from analysis.experience.record import ClinicalEntry
from analysis.experience.remarks import remarks_on
from analysis.experience.words import (
    continuity_said,
    experience_story,
    hospitals_said,
    missing_said,
    say_reads,
    window_said,
)
from analysis.next_steps.aim import Aim, match_of
from data.load import load_table
from tests.analysis.experience.making_logs import ELECTIVE, OBSERVED, RULES, TODAY, log_of


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
def test_the_next_match_is_the_one_still_to_apply_for(today, match_year, read_on):
    found = match_of(Aim(), today, RULES)
    assert (found, moment_of(found, cycle_dates(found, RULES), today).read_on) == (match_year, read_on)


EVENTS, CALENDARS = event_days(load_table("policy_events")), calendar_days(load_table("match_calendars"))


@pytest.mark.parametrize(
    ("match_year", "said"),
    [
        (2017, "from 15 September 2016, by one guide’s rule."),
        (2019, "from 15 September 2018, the day that AAMC set."),
        (2021, "from 21 October 2020, the day that AAMC set."),
        (2024, "from 27 September 2023, the day that AAMC set."),
        # No calendar of this Match was read.
        (2025, "from about 15 September 2024, by one guide’s rule, which was that of the Match of 2019"),
        (2026, "from 24 September 2025, the day that AAMC set."),
        (2028, "from about 15 September 2027, by one guide’s rule, which was that of the Match of 2019"),
    ],
)
def test_programs_read_from_the_day_that_was_set_else_by_the_rule(match_year, said):
    dates = cycle_dates(match_year, RULES, EVENTS, CALENDARS)
    assert f"Programs of the {match_year} Match read the file {said}" in say_reads(
        moment_of(match_year, dates, TODAY)
    )


def test_what_is_recent_counts_back_from_the_day_that_was_set(advice):
    day = CalendarDay(2024, "application", date(2023, 9, 27), "AAMC", "Programs read", "", "", "A")
    last_week = replace(OBSERVED, start=date(2023, 9, 18), weeks=1)
    by_rule, by_calendar = (
        moment_of(2024, cycle_dates(2024, RULES, calendars=days), date(2023, 9, 1)) for days in ((), (day,))
    )
    assert (by_rule.read_on, by_calendar.read_on) == (date(2023, 9, 15), date(2023, 9, 27))
    # An experience between the two days comes before programs read, and counts.
    kept = [list(remarks_on(0, log_of(last_week), at, advice)) for at in (by_rule, by_calendar)]
    assert "does not begin before 15 September 2023" in " ".join(kept[0])
    assert "does not begin before" not in " ".join(kept[1])
    story = experience_story(log_of(last_week), "neurology", by_calendar, advice)
    assert "up to 27 September 2023" in story.subtitle


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


def test_what_is_long_ago_is_not_all_that_is_asked_for(moment, advice):
    old, recent = replace(OBSERVED, start=date(1990, 1, 1), weeks=11), replace(OBSERVED, weeks=5)
    one = held_beside(log_of(old, recent), moment, advice, MONTHS_ASKED, "specialty_weeks")
    assert missing_said(one) == "nothing; of what is recent, 3 weeks to the lower number"


@pytest.mark.parametrize(
    ("letters", "missing"), [(0, (2, 3)), (1, (1, 2)), (2, (0, 1)), (3, (0, 0)), (4, (0, 0))]
)
def test_two_to_three_us_letters(moment, advice, letters, missing):
    entries = [replace(OBSERVED, start=OBSERVED.start + timedelta(weeks=place)) for place in range(letters)]
    at_home = replace(OBSERVED, kind="home_clinical")
    assert held_beside(log_of(*entries, at_home), moment, advice, LETTERS_ASKED).missing == missing


def test_a_log_has_one_order():
    undated, later = ClinicalEntry("shadowing", "office"), replace(OBSERVED, setting="")
    log = log_of(undated, later, ELECTIVE)
    assert in_order(log) == (2, 1, 0)
    assert in_order(log, latest_first=True) == (1, 2, 0)
    assert hospitals_said(log.entries) == "In a hospital: 1 of 2 entries with a setting."
    assert hospitals_said([later]) == ""


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


def test_a_window_says_how_much_of_the_log_is_within(moment, advice):
    old = replace(OBSERVED, start=date(2014, 2, 3), weeks=12)
    week = ClinicalEntry("shadowing", "office", "neurology", "", date(2026, 9, 21), 1)
    one = window(log_of(old, week), moment, advice, "clinical_experience.experience.6")
    assert (
        window_said(one) == "within 12 months: 1 week, no US letters; within 24 months: 1 week, no US letters"
    )
    assert held_beside(log_of(old, week), moment, advice, MONTHS_ASKED, "us_weeks").recent == 1
    assert held_beside(log_of(old, week), moment, advice, LETTERS_ASKED, "us_letters").recent == 0
    # Of what reaches back before the stretch the weeks within it count, and the letter is of its last day.
    across = replace(OBSERVED, start=date(2025, 9, 1), weeks=4)
    assert held_beside(log_of(across), moment, advice, MONTHS_ASKED, "us_weeks").recent == 2
    assert held_beside(log_of(across), moment, advice, LETTERS_ASKED, "us_letters").recent == 1


def test_continuity_is_of_any_clinical_activity(moment):
    volunteering = ClinicalEntry("volunteering", start=date(2026, 9, 15), weeks=26)
    found = continuity(log_of(volunteering), moment, 12)
    # By the weeks, as everywhere.
    assert (found.weeks, found.of_weeks) == (26, 52)
    assert found.longest_blank == (date(2027, 3, 16), date(2027, 9, 15))
    assert "26 of the 52 weeks of the last 12 months; none since 15 March 2027 (26 weeks)" in continuity_said(
        found
    )
    assert continuity(log_of(), moment, 18).weeks == 0
    assert continuity_said(continuity(log_of(), moment, 18)).endswith(
        "nothing is logged before 15 September 2027"
    )
    always = continuity(log_of(replace(volunteering, weeks=60)), moment, 12)
    assert (always.weeks, always.longest_blank) == (52, None)


def test_a_blank_is_told_from_where_it_began(moment):
    spring = ClinicalEntry("observership", start=date(2024, 3, 11), weeks=8)
    whole = continuity(log_of(spring), moment, 24)
    assert whole.longest_blank == (date(2024, 5, 6), date(2027, 9, 15))
    assert continuity_said(whole) == (
        "activity in 0 of the 104 weeks of the last 24 months; none since 5 May 2024 (175 weeks)"
    )
    # One that ends within the months has its whole length too.
    ended = continuity(log_of(spring, replace(spring, start=date(2026, 9, 7))), moment, 24)
    assert "the longest blank is 6 May 2024 to 6 September 2026 (122 weeks)" in continuity_said(ended)
    first = continuity(log_of(replace(spring, start=date(2027, 3, 1))), moment, 24)
    assert continuity_said(first).endswith("; nothing is logged before 1 March 2027")
    gap = [
        replace(spring, start=date(2026, 9, 7), weeks=30),
        replace(spring, start=date(2027, 4, 7), weeks=30),
    ]
    assert continuity_said(continuity(log_of(*gap), moment, 12)).endswith(
        "5 April 2027 to 6 April 2027 (2 days)"
    )
