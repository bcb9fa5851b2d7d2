"""A chart of a slide before anything is drawn: what it shows, in neutral terms of rows, series and looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil
from typing import Any, Final, Literal

import pandas as pd

from analysis.palette import LIGHT
from analysis.wording import listed

Form = Literal["dots", "bars", "stacked_bars", "columns", "lines", "scatter"]
Cells = tuple[float | None, ...]

# Names of specialties under dots need this much width each to be read from the back of a room.
DOTS_MOST: Final = 8
BARS_MOST: Final = 12
# Small charts beside each other on one slide.
PANELS_MOST: Final = 6
PANEL_COLUMNS: Final = 3


# Series of a chart by standing; why there may be no verdict is said beside it.
STANDING_NAMES: Final = {
    "above": "above",
    "near": "near",
    "near_both": "near both averages",
    "below": "below",
    "no_verdict": "no verdict",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a series is drawn: never by colour alone.

    Attributes:
        colour: of the mark and its label.
        marker: name of a marker symbol of DrawingML, or empty for none.
        size: of the marker, points.
        hollow: whether the marker has an outline and no fill.
        line: width of the line through the points, points; 0 for none.
        dash: name of a dash pattern of DrawingML.
        pattern: name of a fill pattern of DrawingML for bars, or empty for a solid bar.
        ink: colour of the label where it differs.
    """

    colour: str
    marker: str = ""
    size: int = 11
    hollow: bool = False
    line: float = 0
    dash: str = "solid"
    pattern: str = ""
    ink: str = ""


# For what is neither above nor below, and for what is only there for scale.
GREY: Final = "#868D94"
STYLES: Final = {
    "matched": Style(LIGHT.matched, "circle", 10),
    "unmatched": Style(LIGHT.unmatched, "circle", 13, hollow=True, ink=LIGHT.unmatched_text),
    "user_line": Style(LIGHT.user, line=2.25),
    "bridged_line": Style(LIGHT.user, line=1.5, dash="dash"),
    "us_md_senior": Style(LIGHT.senior, "triangle", 12),
    "us_img": Style(LIGHT.us_img, "diamond", 13),
    "non_us_img": Style(LIGHT.matched, "circle", 10),
    "guide": Style(LIGHT.senior, "square", 12, hollow=True),
    "range_end": Style(LIGHT.muted, "dash", 10),
    "above": Style(LIGHT.above, "triangle", 12),
    "near": Style(GREY, "circle", 11, ink=LIGHT.text),
    "near_both": Style(GREY, "x", 9, ink=LIGHT.text),
    "below": Style(LIGHT.below, "square", 10, pattern="wdUpDiag"),
    "no_verdict": Style(LIGHT.muted, "diamond", 12, hollow=True),
    "above_bar": Style(LIGHT.above),
    "near_bar": Style(GREY, pattern="pct30", ink=LIGHT.text),
    "near_both_bar": Style(GREY, pattern="dkVert", ink=LIGHT.text),
    "below_bar": Style(LIGHT.below, pattern="wdUpDiag"),
    "no_verdict_bar": Style(LIGHT.muted, hollow=True),
    "non_us_img_bar": Style(LIGHT.matched),
    "us_img_bar": Style(LIGHT.us_img, pattern="wdUpDiag"),
    "us_md_senior_bar": Style(LIGHT.senior),
    "invisible": Style("", ink=LIGHT.text),
    "us_md_senior_line": Style(LIGHT.senior, "triangle", 8, line=2.25),
    "do_senior_line": Style(LIGHT.do, "square", 7, line=2.25),
    "us_img_line": Style(LIGHT.us_img, "diamond", 9, line=2.25),
    "non_us_img_line": Style(LIGHT.matched, "circle", 7, line=2.25),
    "all_line": Style(LIGHT.text, line=2.25, dash="dash"),
    "as_printed": Style(LIGHT.text, "x", 9),
    "of_active_line": Style(LIGHT.matched, "circle", 8, line=3),
    "of_registered_line": Style(LIGHT.senior, "diamond", 10, line=3, dash="dash"),
    "shortlisted": Style(LIGHT.matched, "circle", 12),
    "front": Style(LIGHT.muted, line=1.5, dash="sysDash"),
    "other": Style(GREY, "circle", 7, ink=LIGHT.muted),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one point.

    Attributes:
        place: a position of DrawingML.
        text: its own text; empty for the value itself.
        shift: how far it is moved down from there, as a share of the height of the plot.
    """

    place: str
    text: str = ""
    shift: float = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One series: a value per row, exactly as in the story's data; None where there is none.

    Attributes:
        name: for the legend and the workbook.
        cells: one per category.
        look: key of `LOOKS`.
        labels: one per value, None for no label.
        hollow: which marks are drawn hollow.
        join: lengths of a line up from each mark to the one above it, None for no line.
        join_dash: name of the dash pattern of these lines.
        join_width: their width, points.
        last_label: label of the last mark that has a value, also where the chart is cut into parts.
    """

    name: str
    cells: Cells
    style: str
    labels: tuple[Label | None, ...] = ()
    hollow: tuple[bool, ...] = ()
    join: Cells = ()
    join_dash: str = "solid"
    join_width: float = 2.5
    last_label: Label | None = None

    def part(self, start: int, stop: int) -> "Series":
        """Return the same series for some rows."""
        kept: dict[str, Any] = {
            name: getattr(self, name)[start:stop] for name in ("cells", "labels", "hollow", "join")
        }
        return replace(self, **kept)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of values: its range and step (None: as the program likes), and how its numbers are written.

    The other axis crosses it at zero, or at its low end where `is_crossed_low`.
    """

    low: float | None = None
    high: float | None = None
    step: float | None = None
    number_format: str = "0"
    is_log: bool = False
    is_reversed: bool = False
    is_shown: bool = True
    is_crossed_low: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """One chart.

    Attributes:
        form: which native chart; bars lie, columns stand, lines run over years.
        categories: names of the rows; of the marks in a scatter.
        series: what is drawn.
        axis: of the values.
        xs: the other coordinate of the marks of a scatter.
        x_axis: of that coordinate.
        label_format: how printed values are written.
        remarks: (row, words) pairs said beside the chart: what is missing and what to read with care.
        asides: sentences that hold for the whole chart.
        title: over a small chart; charts with a title share a slide.
        rows_most: how many categories fit a slide; 0 for an axis of years or a scatter, which stay whole.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis = field(default_factory=Axis)
    xs: Cells = ()
    x_axis: Axis = field(default_factory=Axis)
    label_format: str = "0"
    remarks: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = ()
    title: str = ""
    rows_most: int = 0

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw beside the person's own number."""
        known = (one for one in self.series if one.style not in {"user_line", "bridged_line"})
        return any(value is not None for one in known for value in one.cells)

    def parts(self) -> "list[ChartSpec]":
        """Return the chart as charts of at most `rows_most` categories each, as even as possible.

        Where all rows of a part are missing, it is left out, and the one before says what is missing there.
        """
        rows = len(self.categories)
        count = ceil(rows / self.rows_most) if self.rows_most else 1
        if count <= 1:
            return [self]
        short, longer = divmod(rows, count)
        ends = [short * place + min(place, longer) for place in range(count + 1)]
        kept: list[ChartSpec] = []
        for part in (self._part(start, stop) for start, stop in pairwise(ends)):
            if part.has_numbers or not kept:
                kept.append(part)
            else:
                kept[-1] = replace(kept[-1], remarks=(*kept[-1].remarks, *part.remarks))
        return kept

    def _part(self, start: int, stop: int) -> "ChartSpec":
        names = self.categories[start:stop]
        return replace(
            self,
            categories=names,
            series=tuple(one.part(start, stop) for one in self.series),
            remarks=tuple(pair for pair in self.remarks if pair[0] in names),
        )

    def said(self) -> tuple[str, ...]:
        """Return the remarks as sentences, one for each reason, and the asides."""
        by_words: dict[str, list[str]] = {}
        for name, words in self.remarks:
            by_words.setdefault(words, []).append(name)
        reasons = (
            # Some short names end in a full stop of their own.
            f"{words[0].upper()}{words[1:]}: {listed(dict.fromkeys(names)).removesuffix('.')}."
            for words, names in by_words.items()
        )
        return (*reasons, *self.asides)


def numbers(column: Iterable[Any]) -> Cells:
    """Return a column as plain numbers, None where one is missing."""
    return tuple(None if pd.isna(value) else float(value) for value in column)


def slides_of(charts: Sequence[ChartSpec]) -> list[list[ChartSpec]]:
    """Return which charts stand on one slide: small ones together, large ones alone and in parts."""
    slides: list[list[ChartSpec]] = []
    for is_panel, run in groupby(charts, key=lambda chart: bool(chart.title)):
        some = list(run)
        if not is_panel:
            slides += [[part] for chart in some for part in chart.parts()]
            continue
        rows = ceil(len(some) / ceil(len(some) / PANELS_MOST))
        slides += [some[start : start + rows] for start in range(0, len(some), rows)]
    return slides
