"""The Plotly back-end's grid of equal squares: a letter code and a number in each."""

from typing import Any, Final

from analysis.charts.description import Chart
from analysis.charts.look import LABEL_SIZE, NO_HALO, Look, Parts, trace
from analysis.charts.room import VALUE_SIZE
from analysis.charts.styles import STYLES, Style, style_of

# Pixels of a page from square to square; on a phone the style sheet keeps the grid as wide as the screen, and
# its letters as small as they may be.
PITCH: Final = 64
# The part of a square that is not filled, on each side.
GAP: Final = 0.03
# Where the code and the number stand in a square, from its top.
CODE_AT: Final = 0.33
NUMBER_AT: Final = 0.67
# The same where a third line says what a number is of; the style sheet leaves that line out on a phone.
OF_THREE: Final = (0.22, 0.51, 0.8)
NONE: Final = "shade_none"


def _square(place: tuple[int, int], style: Style, look: Look) -> dict[str, Any]:
    """Return a square as a shape: filled, or an outline."""
    column, row = place
    colour = style.colour(look.colours)
    line = look.stroke(style) if style.hollow else {"width": 0}
    return {
        "type": "rect",
        "x0": column + GAP,
        "x1": column + 1 - GAP,
        "y0": row + GAP,
        "y1": row + 1 - GAP,
        "fillcolor": look.colours.page if style.hollow else colour,
        "line": line,
        "layer": "below",
    }


def draw_tiles(chart: Chart, look: Look, wide: bool) -> Parts:
    """Draw a square for each row; what has no number keeps its square, dotted and empty."""
    style_at = [STYLES[NONE]] * len(chart.rows)
    numbers, hovers = [""] * len(chart.rows), [""] * len(chart.rows)
    for one in chart.series:
        for at, value in enumerate(one.cells):
            if value is not None:
                style_at[at], numbers[at] = style_of(one.style), one.texts[at]
                hovers[at] = one.tails[at] if one.tails else one.texts[at]
    for remark in chart.remarks:
        hovers[remark.row] = hovers[remark.row] or remark.words
    parts = [text.partition("\n") for text in numbers]
    below = [count for _, _, count in parts]
    code_at, number_at, below_at = OF_THREE if any(below) else (CODE_AT, NUMBER_AT, 0)
    inks = [look.ink(style) for style in style_at]
    columns, rows = (max(place[axis] for place in chart.places) + 1 for axis in (0, 1))

    def printed(texts: list[str], height: float, size: float, weight: int) -> dict[str, Any]:
        """Return one text in each square."""
        return trace(
            "text",
            (column + 0.5 for column, _ in chart.places),
            (row + height for _, row in chart.places),
            text=texts,
            textposition="middle center",
            textfont={"size": look.type(size), "color": inks, "weight": weight, "shadow": NO_HALO},
            hoverinfo="text",
            hovertext=[f"{row.label}: {said}" for row, said in zip(chart.rows, hovers, strict=True)],
            cliponaxis=False,
        )

    axis: dict[str, Any] = {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "fixedrange": True,
        "constrain": "domain",
    }
    return [
        printed([row.name for row in chart.rows], code_at, VALUE_SIZE, 400),
        printed([first for first, *_ in parts], number_at, VALUE_SIZE if look.is_room else LABEL_SIZE, 600),
        *([printed(below, below_at, VALUE_SIZE, 400)] if any(below) else []),
    ], {
        "height": PITCH * rows,
        "margin": dict.fromkeys("lrtb", 0),
        "xaxis": axis | {"range": [0, columns], "constraintoward": "center" if look.is_room else "left"},
        "yaxis": axis | {"range": [rows, 0], "scaleanchor": "x", "constraintoward": "top"},
        "shapes": [_square(place, style, look) for place, style in zip(chart.places, style_at, strict=True)],
    }
