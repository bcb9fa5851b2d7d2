"""The timeline of a log: what guides call recent, and below it a box for each entry, from left to right."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from analysis.charts.days import day_number, month_name, month_ticks
from analysis.charts.description import Axis, Cells, Chart, Line, Row, Series, Side, Span
from analysis.charts.schedules import boxes, where, words_beside
from analysis.days import days_said
from analysis.experience.advice import ExperienceAdvice
from analysis.experience.compute import Dated, dated, windows
from analysis.experience.cv import weeks_said
from analysis.experience.days import Moment, last_day
from analysis.experience.record import ClinicalLog
from analysis.experience.words import GROUPS, RECENT, distinct, entry_name, group_of

# Room at the right for the name of the day on which programs read, as a share of the time drawn.
ROOM: Final = 0.21
# More months than this, or months closer than this share of the axis, have names that touch on a phone.
TICKS_MOST: Final = 3
TICKS_APART: Final = 0.25
# Names of two lines need more than a usual row.
PITCH: Final = 1.15
# Boxes by their look: what they are called on a slide.
RECENT_BOXES: Final = {
    "time_recent_longer": "recent up to the longer number of months",
    "time_recent": "recent up to the shorter number of months",
}
LOGGED_BOXES: Final = {f"time_{slug}": name for slug, name in GROUPS.items()}


def timeline(log: ClinicalLog, moment: Moment, advice: ExperienceAdvice) -> Chart:
    """Describe a log over time in days from its first month; entries without a time are left out."""
    rows, recent = dated(log), distinct(windows(log, moment, advice.rules, advice.thresholds))
    zero = day_number(min([one.from_longer for one in recent] + [one.start for one in rows]).replace(day=1))
    last = day_number(max([moment.read_on, moment.today] + [one.end for one in rows])) - zero
    starts = tuple(day_number(one.start) - zero for one in rows)
    ends = tuple(day_number(one.end) - zero for one in rows)
    reads, nothing = day_number(moment.read_on) - zero, tuple(None for _ in rows)
    shorter, longer = (
        tuple(day_number(getattr(one, name)) - zero for one in recent)
        for name in ("from_shorter", "from_longer")
    )
    read_all = (reads,) * len(recent)
    ticks = _ticks(zero, last)
    return Chart(
        "schedule",
        (
            *(
                Row(
                    RECENT.format(one.shorter, one.longer),
                    end=days_said(one.from_longer, last_day(moment.read_on)),
                )
                for one in recent
            ),
            *(Row(entry_name(one.entry), end=days_said(one.start, last_day(one.end))) for one in rows),
        ),
        _printed(longer, rows, (starts, ends), last),
        Axis(
            0,
            last * (1 + ROOM),
            tuple(tick - zero for tick in ticks),
            kind="counts",
            names=tuple(map(month_name, ticks)),
        ),
        spans=(
            *(
                Span(style, (*lows, *nothing), (*highs, *nothing), name=RECENT_BOXES[style])
                for style, lows, highs in (
                    ("time_recent_longer", longer, shorter),
                    ("time_recent", shorter, read_all),
                )
            ),
            *boxes(
                [*("" for _ in recent), *(f"time_{group_of(one, moment, advice)}" for one in rows)],
                (*longer, *starts),
                (*read_all, *ends),
                LOGGED_BOXES,
                {"time_planned"},
            ),
        ),
        lines=_lines(moment, zero),
        pitch=PITCH,
    )


def _ticks(zero: float, last: float) -> tuple[float, ...]:
    """Return first days of months as far apart as their names need on a phone."""
    found = (month_ticks(zero, zero + last, most) for most in range(TICKS_MOST, 0, -1))
    least = TICKS_APART * last * (1 + ROOM)
    return next((ticks for ticks in found if all(b - a >= least for a, b in pairwise(ticks))), ())


def _printed(
    above: Cells, rows: Sequence[Dated], ends: tuple[Cells, Cells], last: float
) -> tuple[Series, ...]:
    """Return how long each entry lasts, printed beside its box where there is more room.

    Args:
        above: where the guides' stretches begin, of which nothing is printed.
        rows: the entries.
        ends: where they begin and end.
        last: the end of what is drawn.
    """
    words = [
        *("" for _ in above),
        *(f"{weeks_said((one.end - one.start).days // 7)}{_letter(one)}" for one in rows),
    ]
    is_late = [(low or 0) > last - (high or 0) for low, high in zip(*ends, strict=True)]
    begins, after = where(is_late, ends[0]), where([not late for late in is_late], ends[1])
    return (
        words_beside("length", "right", (*above, *after), words),
        words_beside("length", "left", (*above, *begins), words),
    )


def _letter(one: Dated) -> str:
    return ", letter" if one.entry.letter else ""


def _lines(moment: Moment, zero: float) -> tuple[Line, ...]:
    """Return the lines of today and of the day on which programs read; their labels lean apart.

    With a space between: lines of neighbouring days are one on a phone.
    """
    sides: tuple[Side, Side] = ("left", "right") if moment.is_ahead else ("right", "left")
    days = (
        (moment.today, "today", "seen_from"),
        (moment.read_on, month_name(day_number(moment.read_on)), "user"),
    )
    lines = (
        Line(day_number(day) - zero, f"{name}\u2003" if side == "left" else name, style, leans=side)
        for (day, name, style), side in zip(days, sides, strict=True)
    )
    # Before the first month nothing is drawn.
    return tuple(line for line in lines if line.at >= 0)
