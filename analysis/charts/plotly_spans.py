"""Lines and boxes between two values of a row in Plotly."""

from collections.abc import Iterator
from typing import Any

from analysis.charts.description import Chart, Span
from analysis.charts.look import Look, trace
from analysis.charts.styles import style_of


def draw_spans(chart: Chart, look: Look) -> list[dict[str, Any]]:
    """Return the lines and the boxes between the marks of the rows."""
    traces: list[dict[str, Any]] = []
    for span in chart.spans:
        if style_of(span.style).box:
            traces += _boxes(span, look)
            continue
        xs: list[float | None] = []
        ys: list[float | None] = []
        for place, (low, high) in enumerate(zip(span.lows, span.highs, strict=True)):
            if low is not None and high is not None:
                xs += (low, high, None)
                ys += (place + span.lane, place + span.lane, None)
        if xs:
            traces.append(trace("lines", xs, ys, line=look.stroke(style_of(span.style)), hoverinfo="skip"))
    return traces


def _boxes(span: Span, look: Look) -> Iterator[dict[str, Any]]:
    """Yield the boxes of a span, and apart those that are hollow, whose outline is dotted."""
    style = style_of(span.style)
    half = style.box / 2
    nothing = (False,) * len(span.lows)
    for hollow in (False, True):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for place, is_hollow in enumerate(span.hollow or nothing):
            low, high = span.lows[place], span.highs[place]
            if low is not None and high is not None and is_hollow is hollow:
                top, bottom = place + span.lane - half, place + span.lane + half
                xs += (low, high, high, low, low, None)
                ys += (top, top, bottom, bottom, top, None)
        if xs:
            stroke = {**look.stroke(style), **({"width": look.px(1.5), "dash": "dot"} if hollow else {})}
            fill = {} if hollow else {"fill": "toself", "fillcolor": look.filling(style)}
            yield trace("lines", xs, ys, line=stroke, hoverinfo="skip", cliponaxis=False, **fill)
