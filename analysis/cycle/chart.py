"""The dates of a cycle as a timeline: a row for each from the earliest down, the visitor's own among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from analysis.charts.days import day_number, month_ticks
from analysis.charts.description import Axis, Cells, Chart, Remark, Row, Series, Side, Span
from analysis.cycle.compute import CycleDate
from analysis.cycle.conflicts import EXAMS
from analysis.cycle.record import WAY_BY_SLUG, CycleRecord
from analysis.cycle.words import short_day, short_when
from analysis.days import say_day

# Room at both ends of the axis, as a share of it.
ROOM: Final = 0.05
# Own days further than this from the cycle are said, not drawn, or the cycle would shrink to a line.
FAR: Final = timedelta(days=270)
# The looks by how sure a day is.
_LOOKS: Final = {
    "fixed": "day_fixed",
    "usually_fixed": "day_fixed",
    "varies": "day_varies",
    "advised": "day_advised",
}
_NAMES: Final = {
    "day_fixed": "fixed, or usually so",
    "day_varies": "varies from year to year",
    "day_advised": "the guide’s advice",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its name, its look, from when to when, and what is printed; no day where it is over."""

    label: str
    look: str
    first: date
    last: date
    text: str
    is_over: bool = False
    is_hollow: bool = False
    is_own: bool = False


def _lines(
    dates: Sequence[CycleDate], record: CycleRecord, report: timedelta
) -> tuple[list[_Line], list[str]]:
    """Return the rows from the earliest, and a sentence for each own day that lies too far away."""
    lines = [
        _Line(
            one.label,
            "day_fixed" if one.calendar or one.is_friday else _LOOKS[one.rule.certainty],
            one.first,
            one.last,
            short_when(one),
            is_over=one.change == "ended",
            # What is counted from a day that nobody set is as hollow as that.
            is_hollow=one.change not in {"", "ended"} or (one.is_about and bool(one.rule.counted_from)),
        )
        for one in dates
    ]
    low, high, far = lines[0].first - FAR, max(one.last for one in lines) + FAR, []
    for step, day in record.planned.items():
        label = WAY_BY_SLUG[step].label
        if low <= day <= high:
            last = day + report if step in EXAMS else day
            scored = f", score {last.day} {last:%b}" if last > day else ""
            text = f"{day.day} {day:%b}{scored}" if scored else short_day(day)
            lines.append(_Line(f"Yours: {label}", "day_own", day, last, text, is_own=True))
        else:
            far.append(f"{label} on {say_day(day)} lies outside what is drawn.")
    return sorted(lines, key=lambda one: one.first), far


def cycle_timeline(dates: Sequence[CycleDate], record: CycleRecord, report: timedelta) -> Chart:
    """Describe the dates of a cycle and what a visitor planned, one row each.

    Args:
        dates: `analysis.cycle.compute.cycle_dates`.
        record: the visitor's own marks.
        report: how long a score report takes; an own exam is a line up to its report.
    """
    lines, far = _lines(dates, record, report)
    low, high = day_number(lines[0].first), max(day_number(one.last) for one in lines)
    room = ROOM * (high - low)
    # What is printed stands where there is more room: after the last day, or before the first one.
    is_early = [high - day_number(one.last) >= day_number(one.first) - low for one in lines]

    def series(name: str, style: str, look: str, *, last: bool = False) -> Series:
        """Return the first or the last days of the rows of one look; the outer one has the text."""
        shown = [one.look == look and not one.is_over and (not last or one.last > one.first) for one in lines]
        texts, sides = [], list[Side]()
        for one, early in zip(lines, is_early, strict=True):
            has_text = last == early or one.last == one.first
            texts.append(one.text if has_text else "")
            sides.append("right" if early else "left")
        cells: Cells = tuple(
            day_number(one.last if last else one.first) if is_shown else None
            for one, is_shown in zip(lines, shown, strict=True)
        )
        return Series(
            name,
            style,
            cells,
            tuple(text if is_shown else "" for text, is_shown in zip(texts, shown, strict=True)),
            sides=tuple(sides),
            hollow=tuple(one.is_hollow for one in lines),
        )

    def ends(day: str) -> Cells:
        """Return the first or the last days of what lasts longer than one."""
        longer = (one.last > one.first and not one.is_over for one in lines)
        return tuple(
            day_number(getattr(one, day)) if is_longer else None
            for one, is_longer in zip(lines, longer, strict=True)
        )

    return Chart(
        "rows",
        # A slide prints the bare day at a mark, so the name below it says what the day is.
        tuple(
            Row(one.label, weight=int(one.is_own), end="ended" if one.is_over else one.text) for one in lines
        ),
        tuple(
            one
            for one in (
                *(series(name, look, look) for look, name in _NAMES.items()),
                series("last day of a period", "day_fixed", "day_fixed", last=True),
                series("yours", "day_own", "day_own"),
                series("its score, about", "day_reported", "day_own", last=True),
            )
            if any(cell is not None for cell in one.cells)
        ),
        Axis(low - room, high + room, month_ticks(low, high), kind="days", words=low),
        spans=(Span("day_span", ends("first"), ends("last")),),
        remarks=tuple(
            Remark(row, "ended, nobody takes it any more", "ended")
            for row, one in enumerate(lines)
            if one.is_over
        ),
        asides=tuple(far),
        # Most names take two lines.
        pitch=1.15,
    )
