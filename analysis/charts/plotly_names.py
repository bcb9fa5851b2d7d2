"""The names of the rows of a Plotly chart on the left, and what stands at their ends on the right."""

from collections.abc import Sequence
from typing import Any, Final

from analysis.charts.description import Chart, Row
from analysis.charts.look import LABEL_SIZE, Look, printed, wrapped
from analysis.charts.room import VALUE_SIZE

# From the middle of the first row to the top of the plot.
ABOVE_FIRST: Final = 0.6
# So many letters of a name and what stands beside it fit one line.
ONE_LINE: Final = 20


def row_axis(rows: Sequence[Row], look: Look) -> dict[str, Any]:
    """Return a y axis with one row per label, first label on top; rows sit at 0, 1, 2 ..."""
    names = [_beside(row, look) for row in rows]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(rows))),
        "ticktext": [
            f"<b>{name}</b>" if row.weight > 0 else name for name, row in zip(names, rows, strict=True)
        ],
        "range": [len(rows) - 0.4, -ABOVE_FIRST],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        # The labels are wrapped to a known width: measuring them for a margin draws everything twice.
        "automargin": False,
        "tickfont": look.font(LABEL_SIZE, "text"),
        "ticklabelstandoff": look.px(6),
    }


def _as_typed(name: str) -> str:
    """Return a name, which a visitor may have typed, so that nothing in it is markup."""
    return name.replace("<", "&lt;")


def _beside(row: Row, look: Look) -> str:
    """Return the name of a row with what stands beside it, quieter; it takes two lines at most."""
    if look.is_room:
        return _as_typed(row.long_name)
    name = "<br>".join(map(_as_typed, wrapped(row.label).split("<br>")))
    if not row.beside:
        return name
    # A name of one line has the second line for it, where both do not fit the first.
    fits = "<br>" in name or len(row.long_name) <= ONE_LINE
    quiet = f'<span style="color:{look.inks.muted};font-size:{look.type(VALUE_SIZE):g}px">{row.beside}</span>'
    return f"{name}{' ' if fits else '<br>'}{quiet}"


def row_ends(chart: Chart, look: Look) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is printed at the right end of the rows, and what it is, above it."""
    there = [place for place, row in enumerate(chart.rows) if row.end]
    # A room has wide charts and low rows.
    second = " " if look.is_room else "<br>"
    texts = [chart.rows[place].end.replace("\n", second) for place in there]
    font = look.font(VALUE_SIZE, "text", halo=True)
    end = chart.axis.high
    column = printed([end] * len(there), there, texts, font, textposition="middle left")
    return column, look.note(chart.ends, VALUE_SIZE, "muted", yshift=3, x=end, xanchor="right")
