"""The calendar of a plan opens in two parsers that have nothing to do with each other."""

from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject

from analysis.export.calendar import calendar_bytes
from analysis.next_plan.events import PlanEvent

MADE_ON = date(2026, 11, 27)
EVENTS = (
    PlanEvent(
        "step.months_18.1", "Assess profile, scores; and more", date(2027, 1, 1), date(2027, 3, 31), "A\nB"
    ),
    PlanEvent("own.10.Übung", "Übung – “eins”", date(2028, 2, 1), date(2028, 2, 29), "Long. " * 60),
    PlanEvent("cycle.2028.application", "Applications", date(2027, 9, 15), date(2027, 9, 15), ""),
)


def by_icalendar(content):
    """Return what the first parser reads: title, days and text of each entry."""
    calendar = icalendar.Calendar.from_ical(content)
    return [
        (str(one["summary"]), one["dtstart"].dt, one["dtend"].dt, str(one["description"]), str(one["uid"]))
        for one in calendar.walk("VEVENT")
    ]


def by_vobject(content):
    """Return what the second one reads."""
    calendar = vobject.readOne(content.decode())
    return [
        (one.summary.value, one.dtstart.value, one.dtend.value, one.description.value, one.uid.value)
        for one in calendar.vevent_list
    ]


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
def test_a_calendar_opens_in_two_parsers(read):
    found = read(calendar_bytes(EVENTS, MADE_ON))
    assert [one[:4] for one in found] == [
        ("Assess profile, scores; and more", date(2027, 1, 1), date(2027, 4, 1), "A\nB"),
        # The end is the day after the last one: 29 February of a leap year ends on 1 March.
        ("Übung – “eins”", date(2028, 2, 1), date(2028, 3, 1), "Long. " * 60),
        ("Applications", date(2027, 9, 15), date(2027, 9, 16), ""),
    ]
    assert len({one[4] for one in found}) == len(EVENTS)


def test_a_calendar_keeps_to_the_standard_and_its_names():
    content = calendar_bytes(EVENTS, MADE_ON)
    assert content == calendar_bytes(EVENTS, MADE_ON)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(content)
    assert str(calendar["version"]) == "2.0"
    (first, *_) = calendar.walk("VEVENT")
    assert first["dtstamp"].dt == datetime(2026, 11, 27, tzinfo=UTC)
    assert first["transp"] == "TRANSPARENT"
    later = by_icalendar(calendar_bytes(EVENTS[::-1], date(2027, 1, 1)))
    assert {one[4] for one in later} == {one[4] for one in by_icalendar(content)}


@pytest.mark.parametrize("read", [by_icalendar])
def test_a_calendar_without_entries_is_one(read):
    assert read(calendar_bytes((), MADE_ON)) == []
