"""A plan along its months, parts of the applications, tiers beside counts, and the cycles until a stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from analysis.charts.description import Axis, Chart, Remark, Row, Series, known, numbers, tick_range
from analysis.charts.schedules import boxes, where, words_beside
from analysis.cycle.compute import CycleDate
from analysis.next_plan.compute import Task, month_of, month_start, place_of
from analysis.next_plan.own_plan import OwnPlan
from analysis.next_plan.parts_words import why_no_share
from analysis.next_plan.tiers import TIERED
from analysis.next_plan.words import PROGRAM_LABELS, say_when
from analysis.wording import SHORT_LABELS
from data.guides import MixPart

# From row to row, in usual rows.
PITCH: Final = 1.08
# What begins beyond this part of the axis has its words on the left; what ends before it, on the right.
MIDDLE: Final = 0.5
# So many months have a tick each half year; fewer one each quarter.
QUARTERS_MOST: Final = 12
# What the words at the end of bars take, as a multiple of the longest bar: more than half of a phone's width.
ROOM_FOR_WORDS: Final = 2.2
# The axis of shares reaches at least this far, percent.
SHARE_LEAST: Final = 5.0
# Boxes by their look: which they are, and what they are called on a slide.
BOXES: Final = {
    "plan_guide": "months of the guide",
    "plan_atlas": "months of this app",
    "plan_own": "your own months",
    "plan_done": "done",
    "plan_period": "period of the cycle",
}
MARK: Final = "plan_date"
# Letters of a name; the table has all of it.
NAME_MOST: Final = 36


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of a schedule: what it is, from where to where in months, its look, and what is printed."""

    name: str
    first: float
    last: float
    look: str
    words: str
    weight: int = 0


def _schedule(entries: Sequence[_Entry], start: date | None, length: int) -> Chart:
    """Describe boxes and days along months whose first one begins at 0."""
    firsts, lasts = [one.first for one in entries], [min(one.last, length) for one in entries]
    late = [first >= MIDDLE * length for first in firsts]
    words = tuple(one.words for one in entries)
    days = where([one.look == MARK for one in entries], firsts)
    # Beside a box, where that leaves half of the chart to the words; in it where it is long.
    beside = [
        last if not is_late and last <= MIDDLE * length and one.look != MARK else first
        for one, first, last, is_late in zip(entries, firsts, lasts, late, strict=True)
    ]
    begins, ends = where([not is_late for is_late in late], beside), where(late, beside)
    # None at the end, where its name would be cut: it is the month after the last.
    ticks = tick_range(0, max(length - 1, 1), 6 if length > QUARTERS_MOST else 3)
    names = tuple(f"{month_start(start, int(at) + 1):%b %y}" if start else f"{at + 1:g}" for at in ticks)
    return Chart(
        "schedule",
        tuple(Row(one.name, weight=one.weight) for one in entries),
        (
            *([Series("dates of the cycle", MARK, days)] if known(days) else []),
            words_beside("when", "right", begins, words),
            words_beside("when", "left", ends, words),
        ),
        Axis(0, length, ticks, kind="months", names=names),
        spans=boxes([one.look for one in entries], firsts, lasts, BOXES),
        pitch=PITCH,
    )


def _in_a_row(name: str) -> str:
    """Return a name, which a visitor may have typed, as long as two lines beside a chart are."""
    return name if len(name) <= NAME_MOST else f"{name[: NAME_MOST - 1].rstrip()}…"


def _of_task(task: Task) -> _Entry:
    """Return the row of a step."""
    look = "plan_done" if task.is_done else f"plan_{task.months_by}"
    words = f"{'✓ ' if task.is_done else ''}{say_when(task, short=True)}"
    return _Entry(_in_a_row(task.name), task.first - 1, task.last, look, words)


def _of_date(one: CycleDate, start: date) -> _Entry:
    """Return the row of a date of the cycle."""
    # A period may have begun before the plan.
    first, last = max(0, place_of(start, one.first)), place_of(start, one.last)
    about = "about " if one.is_about else ""
    if one.is_period:
        begins = f"{one.first:%b}" if one.first.year == one.last.year else f"{one.first:%b %Y}"
        return _Entry(one.label, first, last, "plan_period", f"{begins}–{one.last:%b %Y}", 1)
    return _Entry(one.label, first, first, MARK, f"{about}{one.first.day} {one.first:%b %Y}", 1)


def plan_chart(plan: OwnPlan) -> Chart:
    """Describe a plan as boxes along its months, with the dates of the cycle that stand among them."""
    start = plan.record.start
    dated = [_of_date(one, start) for one in plan.dates] if start else []
    return _schedule([*map(_of_task, plan.tasks), *dated], start, plan.months_drawn)


def cycles_chart(cycles: Sequence[tuple[int, date, date]], *, has_end: bool) -> Chart:
    """Describe the cycles that a rule for stopping allows, from applications to Match Day, and its end.

    Args:
        cycles: match year, first day of applications and Match Day of each, one at least.
        has_end: whether the rule says that it ends with the last one.
    """
    start = cycles[0][1].replace(day=1)
    entries = [
        _Entry(
            f"Match of {year}",
            place_of(start, opens),
            place_of(start, match_day),
            "plan_own",
            f"{opens:%b %Y}–{match_day:%b %Y}",
        )
        for year, opens, match_day in cycles
    ]
    last_year, _, last = cycles[-1]
    ends = place_of(start, last)
    if has_end:
        entries.append(_Entry(f"End, by {last_year}", ends, ends, MARK, f"after {last:%b %Y}", 1))
    return _schedule(entries, start, month_of(start, last) + 1)


def mix_chart(mix: Sequence[tuple[MixPart, int]]) -> Chart:
    """Describe applications by kind of program as bars from zero, with their numbers at the end."""
    cells = numbers(count for _, count in mix)
    return Chart(
        "bars",
        tuple(Row(PROGRAM_LABELS[part.program_kind]) for part, _ in mix),
        (
            Series("applications", "advised", cells),
            Series(
                "at the end: applications and the guide’s share",
                "total",
                cells,
                tuple(f"{part.applications_pct:g}%" for part, _ in mix),
                tuple(f"{count}" for _, count in mix),
            ),
        ),
        Axis(0, ROOM_FOR_WORDS * max([1.0, *known(cells)]), kind="counts"),
        pitch=1.3,
    )


def tiers_chart(rows: pd.DataFrame) -> Chart:
    """Describe the share of IMGs in each specialty that a guide names, bars in the looks of its tiers.

    Args:
        rows: `analysis.next_plan.tiers.tiers_beside`.
    """
    shares, records = numbers(rows["img_pct"]), rows.to_dict("records")
    reach = max([SHARE_LEAST, *known(shares)])
    texts = tuple(
        "" if share is None else f"{row['img_count']:,.0f} of {row['filled_count']:,.0f}"
        for share, row in zip(shares, records, strict=True)
    )
    why = ["" if share is not None else why_no_share(row) for share, row in zip(shares, records, strict=True)]
    return Chart(
        "bars",
        # A name of two lines on a slide would hide its neighbours.
        tuple(Row(SHORT_LABELS.get(row["specialty"] or "", row["label"])) for row in records),
        (
            *(
                Series(
                    f"guide: {name}",
                    f"tier_{tier}",
                    tuple(
                        share if own == tier else None
                        for share, own in zip(shares, rows["tier"], strict=True)
                    ),
                )
                for tier, name in TIERED.items()
            ),
            Series(
                "at the end: IMGs of those filled",
                "total",
                shares,
                texts,
                tuple("" if share is None else f"{share:.1f}%" for share in shares),
            ),
        ),
        Axis(
            0,
            ROOM_FOR_WORDS * reach,
            tick_range(0, min(reach, 100), 20 if reach > 15 else 5),
            "%",
            kind="shares",
        ),
        remarks=tuple(Remark(at, said, said) for at, said in enumerate(why) if said),
        decimals=1,
    )
