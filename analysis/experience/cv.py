"""A line for a CV out of each entry: what was logged, well formed, and empty places for the rest.

It says what an entry was: observing is called observing. What a guide says belongs there stands in brackets,
to be filled in; no sentence is made up.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from analysis.days import say_month, say_span
from analysis.experience.compute import COUNTED, OUTSIDE_THE_US, is_hands_on
from analysis.experience.days import last_day
from analysis.experience.record import ClinicalEntry
from analysis.wording import SPECIALTY_LABELS
from data.guides import Experience, FramePlace

# What an entry is called: in a CV, and for a row of a chart.
TITLES: Final = {
    "elective": "Clinical elective",
    "externship": "Externship",
    "resident_level_job": "Position at resident level",
    "observership": "Observership",
    "research": "Clinical research",
    "home_clinical": "Clinical work",
    "shadowing": "Shadowing",
    "volunteering": "Clinical volunteering",
}
SHORT_TITLES: Final = {**TITLES, "resident_level_job": "Resident-level job", "home_clinical": "Work at home"}
SETTINGS_IN_LINE: Final = {
    "inpatient": "inpatient wards",
    "outpatient": "hospital outpatient clinic",
    "office": "private office",
    "community": "community clinic",
    "department": "hospital department",
}
NO_KIND: Final = "[kind of experience]"
NO_ROLE: Final = "[whether there was work on patients, or observing]"
NO_PLACE: Final = "[institution]"
NO_SPECIALTY: Final = "[specialty]"
NO_SETTING: Final = "[setting]"
NO_TIME: Final = "[weeks] ([month and year])"
# Of research and volunteering the guides have no frame.
REST: Final = "[what you did, in two to three lines]"
HANDS_ON: Final = "cv_hands_on"
WATCHED: Final = "cv_observing"


def weeks_said(weeks: int) -> str:
    """Return a number of weeks as words."""
    return f"{weeks:,} week{'' if weeks == 1 else 's'}"


def time_said(entry: ClinicalEntry, today: date) -> str:
    """Return weeks, months and years, and whether it is still planned or going on."""
    if entry.start is None or entry.weeks is None or entry.end is None:
        weeks = "[weeks]" if entry.weeks is None else weeks_said(entry.weeks)
        return f"{weeks} ({say_month(entry.start) if entry.start else '[month and year]'})"
    said = f"{weeks_said(entry.weeks)} ({say_span(entry.start, last_day(entry.end))})"
    if entry.start > today:
        return f"{said}, planned"
    return f"{said}, in progress" if entry.end > today else said


def letter_said(entry: ClinicalEntry, today: date) -> str:
    """Return whether an entry has a letter; that of what is not over is expected."""
    is_ahead = entry.start is not None and (entry.end or entry.start) > today
    return "no letter" if not entry.letter else "letter expected" if is_ahead else "letter"


def title_said(entry: ClinicalEntry) -> str:
    """Return what it was, of which specialty, in what setting and where; empty places in brackets."""
    specialty = SPECIALTY_LABELS[entry.specialty] if entry.specialty else NO_SPECIALTY
    setting = SETTINGS_IN_LINE[entry.setting] if entry.setting else NO_SETTING
    home = "home country, " if entry.kind in OUTSIDE_THE_US else ""
    return f"{TITLES.get(entry.kind, NO_KIND)} in {specialty}, {home}{setting}, {entry.place or NO_PLACE}"


# What was no work on patients under supervision in the US, and no observing either.
ROLES: Final = {
    "volunteering": "Volunteer: support, no work on patients as a physician",
    "home_clinical": "Clinical work in the home country: [your part in it]",
    "research": "Research: [your part in it]",
}


def role_said(entry: ClinicalEntry, kinds: Sequence[Experience]) -> str:
    """Say whether there was work on patients; observing says that it was observing."""
    if not entry.kind:
        return NO_ROLE
    if is_hands_on(entry, kinds):
        own = " under supervision" if entry.kind not in OUTSIDE_THE_US else ""
        return f"Hands-on: work on patients{own}"
    return ROLES.get(entry.kind, "Observing: no work on patients")


def cv_line(
    entry: ClinicalEntry, kinds: Sequence[Experience], places: Sequence[FramePlace], today: date
) -> str:
    """Return the lines of a CV for one entry, to copy and to fill in.

    Args:
        entry: the entry; without a kind what it was stands in brackets.
        kinds: the guides' orders of strength.
        places: the places of all frames.
        today: what is ahead is called planned.
    """
    worked = is_hands_on(entry, kinds)
    rest = REST
    if worked or entry.kind in COUNTED:
        frame = HANDS_ON if worked else WATCHED
        # The last place is for what was done or seen; title and time are filled in.
        *_, last = sorted((one for one in places if one.frame == frame), key=lambda one: one.sort_order)
        rest = f"[{last.place}: {last.advice.removesuffix('.')}]"
    return "\n".join((title_said(entry), time_said(entry, today), role_said(entry, kinds), rest))
