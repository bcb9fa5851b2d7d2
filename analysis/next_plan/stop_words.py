"""What a rule for stopping says: cycles, improvements, a year and what then; and the hours of a week."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.cycle.compute import CycleDate
from analysis.cycle.words import PROGRAMS_READ
from analysis.next_plan.compute import Hours, stop_of
from analysis.next_plan.record import Improvement, NextPlan
from analysis.next_plan.words import NOT_DATA, say_author, say_date
from analysis.story import Story, text_table
from analysis.wording import capital, listed
from data.guides import FramePlace, Guide

NOT_WRITTEN: Final = "not written yet"
WEEK: Final = 7 * 24


def _before(opens: CycleDate | None) -> str:
    """Say before what they have to be there: the first day of applications, and how sure that is."""
    if opens is None:
        return " before the next cycle"
    what = PROGRAMS_READ if opens.calendar else "applications begin"
    return f" before {what}{',' if opens.is_about else ' on'} {say_date(opens)}"


def say_improvements(improvements: Sequence[Improvement], least: int, opens: CycleDate | None) -> str:
    """Say whether so many improvements are named and there, before the next applications begin."""
    named = [one for one in improvements if one.what]
    there = [one for one in named if one.is_there]
    before = _before(opens)
    if len(there) >= least:
        return f"{len(there)} improvements are there; the guide asks for at least {least}{before}."
    if len(named) >= least:
        left = least - len(there)
        return (
            f"{len(named)} improvements are named, {len(there)} of them there: {left} more "
            f"{'has' if left == 1 else 'have'} to be in place{before}, by the guide’s rule of at least "
            f"{least}."
        )
    missing = least - len(named)
    return (
        f"{len(named) or 'No'} improvement{'' if len(named) == 1 else 's'} named; the guide asks for at "
        f"least {least}{before}: {missing} more to name."
    )


def say_cycles(count: int) -> str:
    """Return a number of cycles as words."""
    return f"{count} cycle{'' if count == 1 else 's'}"


def say_rule(record: NextPlan, match_year: int | None) -> str:
    """Return the visitor's rule for stopping in sentences, of what is written alone; or nothing."""
    cycles, end = "", stop_of(record, match_year).end
    if record.stop_cycles:
        count = "one more cycle" if record.stop_cycles == 1 else f"up to {record.stop_cycles} more cycles"
        begins = f", from the Match of {match_year} on" if match_year else ""
        better = [one.what for one in record.improvements if one.what]
        with_them = f", each with something new in the file ({'; '.join(better)})" if better else ""
        cycles = f"I take part in {count}{begins}{with_them}. "
    if end is not None:
        ends = f"If I have not matched by the Match of {end}, I stop"
    else:
        ends = "Then I stop" if record.stop_cycles else ""
    then = record.stop_then.rstrip(".")
    if then:
        ends = f"{ends}, and then: {then}" if ends else f"And then: {then}"
    return f"{cycles}{ends}." if ends else ""


def rule_checks(record: NextPlan, match_year: int | None) -> list[str]:
    """Say what does not go together in a rule for stopping, or is missing in it."""
    said = []
    if record.stop_year is not None and match_year is not None:
        left = record.stop_year - match_year + 1
        if left < 1:
            said.append(f"The Match of {match_year}, to which your plan leads, is after {record.stop_year}.")
        elif record.stop_cycles and record.stop_cycles != left:
            said.append(
                f"From {match_year} to {record.stop_year} there "
                f"{'is one Match' if left == 1 else f'are {left} Matches'}; your rule has "
                f"{say_cycles(record.stop_cycles)}, and ends with the Match of "
                f"{stop_of(record, match_year).end}."
            )
    missing = [
        name
        for name, value in (
            ("how many cycles", record.stop_cycles),
            ("the year", record.stop_year),
            ("what then", record.stop_then),
        )
        if not value
    ]
    if missing and len(missing) < 3:
        said.append(f"Not written yet: {listed(missing)}.")
    cycles = stop_of(record, match_year).cycles
    if cycles and record.stop_year is None:
        said.append(f"If every Match from {cycles[0]} on is taken part in, the last is that of {cycles[-1]}.")
    if not missing and not record.is_shown:
        said.append("The guide advises to show it to somebody you trust.")
    return said


def stop_table(
    record: NextPlan, decisions: Sequence[FramePlace], frame: Sequence[FramePlace]
) -> dict[str, list[str]]:
    """Return a rule for stopping as columns for reading: what belongs where, and what the visitor wrote.

    Args:
        record: what the visitor typed.
        decisions: the guide's frame `decision`.
        frame: its frame `stop_rule`, whose places are cycles, improvements, year and what then.
    """
    better = [one.what + (" (there)" if one.is_there else "") for one in record.improvements if one.what]
    chosen = [place.place for place in decisions if place.sort_order == record.decision]
    written = (
        chosen[0] if chosen else "",
        str(record.stop_cycles or ""),
        "; ".join(better),
        str(record.stop_year or ""),
        record.stop_then,
    )
    first = "; ".join(f"{place.place}: {place.advice.rstrip('.')}" for place in decisions)
    return {
        "Part": ["Decision", *(place.place for place in frame)],
        "What belongs there": [first, *(place.advice for place in frame)],
        "Yours": [said or NOT_WRITTEN for said in written],
    }


def stop_story(
    record: NextPlan,
    decisions: Sequence[FramePlace],
    frame: Sequence[FramePlace],
    match_year: int | None,
    guide: Guide,
) -> Story:
    """Tell the visitor's rule for stopping, beside the guide's frame of it.

    Args:
        record: what the visitor typed.
        decisions: the guide's frame `decision`.
        frame: its frame `stop_rule`, whose places are cycles, improvements, year and what then.
        match_year: the Match that comes first; None where nobody knows.
        guide: the guide.
    """
    rule, stop = say_rule(record, match_year), stop_of(record, match_year)
    if stop.cycles and record.stop_year:
        headline = f"Your rule: {say_cycles(len(stop.cycles))}, and an end by {stop.end}"
    elif record.stop_cycles and record.stop_year and match_year:
        headline = f"Your rule ends before the Match of {match_year}"
    elif rule:
        headline = "Your rule for stopping is partly written"
    else:
        parts = listed(place.place.lower() for place in frame)
        headline = f"A rule for stopping has {len(frame)} parts: {parts}"
    table, checks = stop_table(record, decisions, frame), rule_checks(record, match_year)
    said = [rule] if rule else []
    return Story(
        kind="next_stop",
        headline=headline,
        subtitle=f"The frame of {say_author(guide)}, with your words · {NOT_DATA}",
        alt=f"{headline}. The table has the guide’s places and what you wrote.",
        text_table=text_table(table),
        rows=lambda: pd.DataFrame(
            {
                "rule_part": table["Part"],
                "part_advice": table["What belongs there"],
                "written": ["" if said == NOT_WRITTEN else said for said in table["Yours"]],
                "advised_by": say_author(guide),
                "source_id": decisions[0].source_id,
                "guide_date": guide.guide_date,
            }
        ),
        source_ids=(decisions[0].source_id,),
        file_name="match-atlas_rule_for_stopping.csv",
        table="guide_frames",
        # Notes are those of a chart, and without a cycle there is none.
        context=tuple(said if stop.cycles else (*said, *checks)),
        notes=tuple(checks) if stop.cycles else (),
        legend=(("plan_own", "a cycle, from applications to Match Day"),),
    )


def hours_table(hours: Sequence[Hours]) -> dict[str, list[str]]:
    """Return the hours of a week as columns for reading."""
    return {
        "What": [one.label for one in hours],
        "Hours a week": ["not said" if one.weekly is None else str(one.weekly) for one in hours],
    }


def say_hours(hours: Sequence[Hours], example: tuple[int, int]) -> list[str]:
    """Say what a week comes to, and where another job takes more than the guide's example comes down to.

    `example` has its fewer and its more hours.
    """
    said = [one for one in hours if one.weekly is not None]
    if not said:
        return []
    total = sum(one.weekly or 0 for one in said)
    names = listed(one.label.lower() for one in said)
    together = " together" if len(said) > 1 else ""
    lines = [f"{capital(names)}: {total} hours a week{together}, of {WEEK}."]
    job = next((one.weekly for one in said if one.name == "job_hours"), None)
    fewer, more = example
    if job is not None and job > fewer:
        lines.append(
            f"Your other job takes {job} hours a week; the guide advises fewer, in its example {fewer} "
            f"instead of {more}."
        )
    if total > WEEK:
        lines.append("That is more than a week has.")
    return lines
