"""Bars from zero in Plotly, stacked, and what is printed in them and at their ends."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from analysis.charts.description import Chart, Series, known
from analysis.charts.look import Look, printed
from analysis.charts.room import VALUE_SIZE
from analysis.charts.styles import style_of
from analysis.wording import capital

PATTERNS: Final = {"": "", "hatched": "/", "dotted": ".", "upright": "|"}
# How much of the height of a row a bar takes, and one that has numbers in it.
WIDTH: Final = 0.56
WIDTH_PRINTED: Final = 0.68


def name_of(one: Series) -> str:
    """Return what a value is called when it is pointed at."""
    return capital(one.hover or one.name)


def texts_of(one: Series, there: Sequence[int], look: Look, between: str) -> list[str]:
    """Return what is printed at some values: in bold what comes first, then the rest."""
    nothing = ("",) * len(one.cells)
    leads, texts, tails = (parts or nothing for parts in (one.leads, one.texts, one.tails))
    return [
        look.lines(
            (f"<b>{leads[at]}</b>{between if texts[at] else ''}" if leads[at] else "")
            + texts[at]
            + (f" · {tails[at]}" if tails[at] else "")
        )
        for at in there
    ]


def _stands_inside(one: Series) -> bool:
    """Whether the numbers of a series are printed in its bars."""
    return bool(one.texts) and not one.leads


def _bar(one: Series, chart: Chart, look: Look) -> dict[str, Any]:
    """Return the bars of one series, with the numbers that stand in them."""
    style, inside = style_of(one.style), _stands_inside(one)
    if not style.role and not style.pair:
        return {
            "type": "bar",
            "orientation": "h",
            "x": list(one.cells),
            "y": list(range(len(one.cells))),
            "marker": {"color": "rgba(0,0,0,0)"},
            "hoverinfo": "skip",
        }
    pattern = {
        "shape": PATTERNS[style.pattern] if len(chart.series) > 1 else "",
        "fillmode": "overlay",
        "fgcolor": look.colours.page,
        "size": look.px(6),
        "solidity": 0.3,
    }
    decimals = f",.{chart.decimals}f" if inside else ".1f"
    value = f"%{{x:,}} {one.hover}" if one.hover else f"{name_of(one)}: %{{x:{decimals}}}{chart.axis.suffix}"
    marker: dict[str, Any] = {"color": style.colour(look.colours), "pattern": pattern}
    hollow = [style.hollow or (bool(one.hollow) and one.hollow[at]) for at in range(len(one.cells))]
    if any(hollow):
        colour = style.colour(look.colours)
        marker |= {
            "color": [look.colours.page if is_hollow else colour for is_hollow in hollow],
            # Of nothing there is nothing to see.
            "line": {
                "color": colour,
                "width": [
                    look.px(1) if is_hollow and value else 0
                    for is_hollow, value in zip(hollow, one.cells, strict=True)
                ],
            },
        }
    drawn: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": list(one.cells),
        "y": list(range(len(one.cells))),
        "name": name_of(one),
        "width": WIDTH_PRINTED if inside else WIDTH,
        "marker": marker,
        "hovertemplate": f"{value}<extra></extra>",
    }
    if inside:
        sides, font = one.sides or ("",) * len(one.texts), look.font(VALUE_SIZE, style)
        font["color"] = [look.inks.text if is_hollow else font["color"] for is_hollow in hollow]
        drawn |= {
            "text": ["" if side else text for text, side in zip(one.texts, sides, strict=True)],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "insidetextfont": font,
        }
    return drawn


def _beside(chart: Chart, look: Look) -> Iterator[dict[str, Any]]:
    """Yield the numbers of parts that are too short for them: left of the whole bar, or right of it."""
    for side in ("left", "right"):
        said: dict[int, list[str]] = {}
        for one in filter(_stands_inside, chart.series):
            for at, own in enumerate(one.sides):
                if own == side and one.texts[at]:
                    said.setdefault(at, []).append(one.texts[at])
        if said:
            ends = {at: sum(known(tuple(one.cells[at] for one in chart.series))) for at in said}
            texts = [f"\u2009\u2009{' · '.join(words)}\u2009\u2009" for words in said.values()]
            at_x = [0.0 if side == "left" else ends[at] for at in said]
            font = look.font(VALUE_SIZE, "text", halo=look.is_room)
            yield printed(at_x, said, texts, font, textposition=f"middle {side}")


def bars(chart: Chart, look: Look) -> list[dict[str, Any]]:
    """Return bars from zero, what is printed in them, and what at their ends."""
    traces: list[dict[str, Any]] = []
    for one in chart.series:
        style = style_of(one.style)
        if not style.on_page:
            continue
        # Without words at its end, what is not seen keeps the place before the bars that are.
        if style.role or style.pair or not one.leads:
            traces.append(_bar(one, chart, look))
        if one.leads:
            there = [at for at, lead in enumerate(one.leads) if lead]
            texts = texts_of(one, there, look, " " if chart.form == "years" else "<br>\u2009\u2009")
            font = look.font(VALUE_SIZE, "text", halo=look.is_room)
            words = (f"\u2009\u2009{text}" for text in texts)
            traces.append(printed([one.cells[at] for at in there], there, words, font))
    return [*traces, *_beside(chart, look)]
