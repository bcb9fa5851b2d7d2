"""What is typed about an experience: days and weeks in any form, and a sentence for what is none."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.experience.reading import TypedEntry, read_day, read_entry, read_weeks, typed_of
from analysis.experience.record import (
    FIRST_DAY,
    KIND_LABELS,
    LAST_DAY,
    SETTING_LABELS,
    WEEKS_MOST,
    ClinicalEntry,
    ClinicalLog,
    read_log,
)
from analysis.wording import TARGETS

TYPED = TypedEntry("observership", "office", "neurology", "ABC", "2026-07-06", "4")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-06", date(2026, 7, 6)),
        (" 2026/7/6 ", date(2026, 7, 6)),
        ("20260706", date(2026, 7, 6)),
        ("6 July 2026", date(2026, 7, 6)),
        ("July 6th, 2026", date(2026, 7, 6)),
        ("6. jul 2026", date(2026, 7, 6)),
        ("Sept 2026", date(2026, 9, 1)),
        ("2026 July", date(2026, 7, 1)),
        ("07/2026", date(2026, 7, 1)),
        ("2026-07", date(2026, 7, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("7/7/2026", date(2026, 7, 7)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("٢٠٢٦-٠٧-٠٦", date(2026, 7, 6)),
    ],
)
def test_a_day_is_read_in_many_forms(text, day):
    assert read_day(text) == (day, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7/6/2026", "can be read in two ways"),
        ("2026", "a year alone"),
        ("2026-02-30", "no day of the calendar"),
        ("29 Feb 2027", "no day of the calendar"),
        ("13/2026", "no day of the calendar"),
        ("99/99/2026", "no day of the calendar"),
        ("1 July 1492", "not between 1960 and 2099"),
        ("next summer", "no day that can be read"),
        ("May or June 2026", "no day that can be read"),
        ("July 2026 to 2027", "no day that can be read"),
        ("ju 2026", "no day that can be read"),
    ],
)
def test_what_is_no_day_gets_a_sentence(text, said):
    day, sentence = read_day(text)
    assert day is None
    assert said in sentence


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("4", 4), ("04", 4), ("4 weeks", 4), ("4w", 4), ("12.0", 12), ("520", 520), ("٤", 4), ("", None)],
)
def test_weeks_are_read(text, weeks):
    assert read_weeks(text) == (weeks, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "out of range"),
        ("521", "out of range"),
        ("9" * 300, "out of range"),
        ("2 months", "not in weeks"),
        ("10 days", "not in weeks"),
        ("4.5", "no whole number"),
        ("-4", "no whole number"),
        ("four", "no whole number"),
    ],
)
def test_what_is_no_number_of_weeks_gets_a_sentence(text, said):
    weeks, sentence = read_weeks(text)
    assert weeks is None
    assert said in sentence


def test_an_entry_needs_a_kind_and_nothing_else():
    assert set(read_entry(TypedEntry())[1]) == {"kind"}
    entry, problems = read_entry(TypedEntry("research"))
    assert (entry, problems) == (ClinicalEntry("research"), {})
    assert set(read_entry(replace(TYPED, start="soon", weeks="few", place="x" * 121))[1]) == {
        *("start", "weeks", "place")
    }


def test_what_was_typed_comes_back_into_the_form():
    entry, problems = read_entry(TYPED)
    assert not problems
    assert typed_of(entry) == TYPED


@given(st.text(max_size=60) | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}", fullmatch=True))
def test_no_text_breaks_the_reading_of_a_day(text):
    day, sentence = read_day(text)
    assert day is None or (FIRST_DAY <= day <= LAST_DAY and not sentence)
    assert day or sentence or not text.isprintable() or not text.strip()


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_weeks(text):
    weeks, sentence = read_weeks(text)
    assert weeks is None or (1 <= weeks <= WEEKS_MOST and not sentence)


@given(
    st.builds(
        TypedEntry,
        kind=st.none() | st.sampled_from([*KIND_LABELS, "stranger"]),
        setting=st.none() | st.sampled_from(list(SETTING_LABELS)),
        specialty=st.none() | st.sampled_from(list(TARGETS)),
        place=st.text(max_size=200),
        start=st.dates().map(str) | st.text(max_size=20),
        weeks=st.integers(-10, 600).map(str) | st.text(max_size=8),
        hands_on=st.booleans(),
        letter=st.booleans(),
    )
)
def test_what_is_read_is_allowed_and_stays_so(typed):
    entry, problems = read_entry(typed)
    log = ClinicalLog((entry,))
    assert read_log(log) == (log, ())
    if not problems:
        assert read_entry(typed_of(entry)) == (entry, {})
