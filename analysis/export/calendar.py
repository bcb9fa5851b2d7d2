"""A calendar file (.ics, RFC 5545) that every calendar program opens: whole days, free time, no alarms."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from analysis.next_plan.events import PlanEvent

CALENDAR_TYPE: Final = "text/calendar"
NAME: Final = "Match Atlas: plan"
_PRODUCT: Final = "-//Match Atlas//Plan//EN"


def calendar_bytes(events: Iterable[PlanEvent], made_on: date) -> bytes:
    """Return a calendar with an entry for each event; the same input gives the same bytes.

    Entries keep their names from one file to the next, so that a calendar that is loaded again has them once.
    Their time counts as free.

    Args:
        events: what it holds.
        made_on: the day on which the file is made.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    stamp = datetime.combine(made_on, time(), UTC)
    for one in events:
        entry = Event()
        entry.add("uid", f"{uuid5(NAMESPACE_URL, f'match-atlas/plan/{one.key}')}@match-atlas")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", one.first)
        # The day after the last one, as the standard counts.
        entry.add("dtend", one.last + timedelta(days=1))
        entry.add("summary", one.name)
        entry.add("description", one.said)
        entry.add("categories", [NAME])
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content
