"""Mean lengths of lists over the years: of those who matched, of those who did not, and your own."""

from collections.abc import Sequence

from analysis.charts.description import Axis, Chart, Row, Series, known, numbers, tick_range
from analysis.lists.compute import Lengths
from analysis.lists.words import names_of

# Room above the longest mean.
ABOVE_ALL = 1.12


def _top(kinds: Sequence[Lengths], planned: int | None) -> float:
    """Return the end of the axis: it holds every mean, and the length that a visitor plans."""
    means = known(*(numbers(one.rows[f"{which}_length_mean"]) for one in kinds for which in _WHICH))
    return ABOVE_ALL * max([*means, planned or 0], default=1)


_WHICH = ("matched", "unmatched")


def _lines(one: Lengths, planned: int | None, *, named: bool) -> tuple[Series, ...]:
    """Return the lines of one kind of list, each labelled at its end, in words where they are `named`."""
    drawn = []
    for which, name in zip(_WHICH, names_of(one.kind), strict=True):
        cells = numbers(one.rows[f"{which}_length_mean"])
        end = f"{known(cells)[-1]:.1f}" + (f" {name}" if named else "")
        drawn.append(Series(name, f"line_{which}", cells, end=end))
    if planned is not None:
        label = f"{planned} your list" if named else f"{planned}"
        drawn.append(Series("your planned list", "user", (float(planned),) * len(one.rows), end=label))
    return tuple(drawn)


def length_lines(one: Lengths, planned: int | None) -> Chart:
    """Describe the lengths of one kind of list, with the length that a visitor plans."""
    years = tuple(int(year) for year in one.rows["match_year"])
    top = _top([one], planned)
    return Chart(
        "lines",
        series=_lines(one, planned, named=True),
        axis=Axis(0, top, tick_range(0, top, 2 if top < 12 else 5 if top < 40 else 20), kind="counts"),
        xs=years,
        x_axis=Axis(years[0], years[-1], tick_range(years[0], years[-1], 5)),
        decimals=1,
    )


def length_panels(kinds: Sequence[Lengths], planned: int | None) -> Chart:
    """Describe the lengths of several kinds of lists, a small chart for each, all on one scale."""
    axis = Axis(0, _top(kinds, planned), kind="counts")
    return Chart("lines", panels=tuple(_panel(one, planned, axis) for one in kinds), axis=axis, decimals=1)


def _panel(one: Lengths, planned: int | None, axis: Axis) -> Chart:
    years = tuple(int(year) for year in one.rows["match_year"])
    latest = one.latest
    return Chart(
        "lines",
        (Row(one.label),),
        _lines(one, planned, named=False),
        axis,
        xs=years,
        x_axis=Axis(years[0], years[-1], (years[0], years[-1])),
        title=one.label,
        finding=f"{latest['matched_count']:,.0f} and {latest['unmatched_count']:,.0f}",
        decimals=1,
    )
