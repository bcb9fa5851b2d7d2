"""What a rule for stopping says: cycles, improvements, a year and what then; and the hours of a week."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from analysis.next_plan.compute import Hours
from analysis.next_plan.record import Improvement, NextPlan
from analysis.next_plan.words import NOT_DATA, say_author, say_day
from analysis.story import Story, text_table
from analysis.wording import capital, listed
from data.guides import FramePlace, Guide

NOT_WRITTEN: Final = "not written yet"
WEEK: Final = 7 * 24


def say_improvements(improvements: Sequence[Improvement], least: int, opens: date | None) -> str:
    """Say whether so many improvements are named and there, before the next applications begin."""
    named = [one for one in improvements if one.what]
    there = [one for one in named if one.is_there]
    before = f" before applications begin on {say_day(opens)}" if opens else " before the next cycle"
    if len(there) >= least:
        return f"{len(there)} improvements are there; the guide asks for at least {least}{before}."
    if len(named) >= least:
        left = least - len(there)
        return (
            f"{len(named)} improvements are named, {len(there)} of them there: {left} more "
            f"{'has' if left == 1 else 'have'} to be{before}, by the guide’s rule of at least {least}."
        )
    missing = least - len(named)
    return (
        f"{len(named) or 'No'} improvement{'' if len(named) == 1 else 's'} named; the guide asks for at "
        f"least {least}{before}: {missing} more to name."
    )


def say_rule(record: NextPlan, match_year: int | None) -> str:
    """Return the visitor's rule for stopping in one sentence; empty where no part of it is written."""
    if record.stop_cycles is None and record.stop_year is None and not record.stop_then:
        return ""
    cycles = (
        "I take part in "
        + ("one more cycle" if record.stop_cycles == 1 else f"up to {record.stop_cycles} more cycles")
        if record.stop_cycles
        else "I take part in further cycles"
    )
    begins = f", from the Match of {match_year} on" if record.stop_cycles and match_year else ""
    better = [one.what for one in record.improvements if one.what]
    with_them = f", each with something new in the file ({'; '.join(better)})" if better else ""
    end = (
        f" If I have not matched by the Match of {record.stop_year}, I stop"
        if record.stop_year
        else " Then I stop"
    )
    then = f", and then: {record.stop_then}" if record.stop_then else ""
    return f"{cycles}{begins}{with_them}.{end}{then.rstrip('.')}."


def rule_checks(record: NextPlan, match_year: int | None) -> list[str]:
    """Say what does not go together in a rule for stopping, or is missing in it."""
    said = []
    if record.stop_year is not None and match_year is not None:
        left = record.stop_year - match_year + 1
        if left < 1:
            said.append(f"The Match of {match_year}, to which your plan leads, is after {record.stop_year}.")
        elif record.stop_cycles and record.stop_cycles > left:
            said.append(
                f"From {match_year} to {record.stop_year} there "
                f"{'is one Match' if left == 1 else f'are {left} Matches'}; "
                f"your rule has {record.stop_cycles} cycles."
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
    cycles: Sequence[int],
    match_year: int | None,
    guide: Guide,
) -> Story:
    """Tell the visitor's rule for stopping, beside the guide's frame of it.

    Args:
        record: what the visitor typed.
        decisions: the guide's frame `decision`.
        frame: its frame `stop_rule`, whose places are cycles, improvements, year and what then.
        cycles: `analysis.next_plan.compute.cycles_until`.
        match_year: the Match that comes first; None where nobody knows.
        guide: the guide.
    """
    rule = say_rule(record, match_year)
    if cycles and record.stop_year:
        count = f"{len(cycles)} cycle{'' if len(cycles) == 1 else 's'}"
        headline = f"Your rule: {count}, and an end by {record.stop_year}"
    elif rule:
        headline = "Your rule for stopping is partly written"
    else:
        parts = listed(place.place.lower() for place in frame)
        headline = f"A rule for stopping has {len(frame)} parts: {parts}"
    table = stop_table(record, decisions, frame)
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
        context=(rule,) if rule else (),
        notes=tuple(rule_checks(record, match_year)),
        legend=(("plan_own", "a cycle, from applications to Match Day"),),
    )


def hours_table(hours: Sequence[Hours]) -> dict[str, list[str]]:
    """Return the hours of a week as columns for reading."""
    return {
        "What": [one.label for one in hours],
        "Hours a week": ["not said" if one.weekly is None else str(one.weekly) for one in hours],
        "Over the plan": [
            "not said"
            if one.weekly is None
            else "a start month says it"
            if one.whole is None
            else f"{one.whole:,}"
            for one in hours
        ],
    }


def say_hours(hours: Sequence[Hours], advised: int) -> list[str]:
    """Say what a week comes to, and where another job takes more than the guide advises."""
    said = [one for one in hours if one.weekly is not None]
    if not said:
        return []
    total = sum(one.weekly or 0 for one in said)
    names = listed(one.label.lower() for one in said)
    together = " together" if len(said) > 1 else ""
    lines = [f"{capital(names)}: {total} hours a week{together}, of {WEEK}."]
    job = next((one.weekly for one in said if one.name == "job_hours"), None)
    if job is not None and job > advised:
        lines.append(f"Your other job takes {job} hours a week; the guide advises to come down to {advised}.")
    if total > WEEK:
        lines.append("That is more than a week has.")
    return lines
