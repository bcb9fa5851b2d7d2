"""Days and months in words, and a month read out of its letters."""

from datetime import date

import pytest

from analysis.days import days_said, month_named, say_day, say_span


def test_a_day_has_its_weekday_where_asked():
    assert say_day(date(2027, 9, 5)) == "5 September 2027"
    assert say_day(date(2027, 9, 5), weekday=True) == "Sunday 5 September 2027"


@pytest.mark.parametrize(
    ("first", "last", "said", "short"),
    [
        (date(2027, 1, 1), date(2027, 3, 31), "January to March 2027", "Jan–Mar 2027"),
        (date(2027, 11, 1), date(2028, 2, 29), "November 2027 to February 2028", "Nov 2027–Feb 2028"),
        (date(2027, 5, 1), date(2027, 5, 31), "May 2027", "May 2027"),
    ],
)
def test_spans_of_months_name_the_year_once(first, last, said, short):
    assert say_span(first, last) == said
    assert say_span(first, last, short=True) == short


@pytest.mark.parametrize(
    ("word", "month"),
    [("jan", 1), ("june", 6), ("ju", None), ("sept", 9), ("december", 12), ("decembers", None), ("", None)],
)
def test_a_month_is_known_by_three_letters(word, month):
    assert month_named(word) == month


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
