"""The calendar of a plan opens in two parsers that have nothing to do with each other."""

from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject

from analysis.cycle.record import CycleRecord, StepMark
from analysis.export.calendar import calendar_bytes
from analysis.next_plan.events import PlanEvent, plan_events
from analysis.next_plan.own_plan import TABLES, lay_out, read_plan_advice
from analysis.next_plan.record import NextPlan
from data.load import load_table

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


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
def test_the_calendar_of_a_plan_has_its_exams_and_own_days_with_how_certain_they_are(read):
    advice = read_plan_advice({name: load_table(name) for name in TABLES})
    way = CycleRecord((StepMark("step_1", "done"), StepMark("step_2_ck", "planned", date(2027, 7, 5))))
    plan = lay_out(NextPlan("months_6_12", date(2027, 1, 1), 6), advice, 2028)
    found = {one[0]: one for one in read(calendar_bytes(plan_events(plan, 2, way), MADE_ON))}
    assert len({one[4] for one in found.values()}) == len(found)
    _, first, end, said, _ = found["Planned: Step 2 CK"]
    assert (first, end) == (date(2027, 7, 5), date(2027, 7, 6))
    assert said.startswith("Certainty of the day: your own plan")
    by_name = {name.removesuffix(" (Match of 2028)"): one for name, one in found.items()}
    for name, day, certainty in (
        ("Before this day: Step 2 CK, ideally", date(2027, 8, 1), "the guide's advice"),
        ("By about this day: Last exam scored in time", date(2027, 8, 18), "as the day that it counts from"),
        (
            "About this day: Applications can be submitted",
            date(2027, 9, 15),
            "the guide’s day of another Match",
        ),
        # After the last month of the plan.
        ("Match Day", date(2028, 3, 17), "NRMP’s rule"),
    ):
        assert by_name[name][1] == day
        assert f"Certainty of the day: {certainty}." in by_name[name][3]
    # NRMP's rule is no advice.
    assert "NRMP’s data" not in by_name["Match Day"][3]
    # Nobody takes it any more.
    assert not any("Step 2 CS" in name for name in found)
    before = plan_events(lay_out(NextPlan("months_18", date(2018, 1, 1)), advice, 2019), 2)
    assert any("Step 2 CS" in event.name for event in before)


def test_days_of_the_way_make_a_calendar_without_a_plan():
    advice = read_plan_advice({name: load_table(name) for name in TABLES})
    way = CycleRecord((StepMark("step_3", "planned", date(2029, 2, 28)),))
    assert [event.name for event in plan_events(lay_out(NextPlan(), advice), 2, way)] == ["Planned: Step 3"]


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
