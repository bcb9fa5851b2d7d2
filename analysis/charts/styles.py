"""The looks of everything drawn, by name: one table for the pages, the slides and the handout.

Never by colour alone: marks that stand in one chart also differ in shape, fill or dash.
"""

from dataclasses import dataclass, replace
from typing import Final

from analysis.palette import DARK, Palette
from data.groups import GROUP_BY_SLUG, Group


@dataclass(frozen=True, slots=True)
class Style:
    """How a series, a line or a bar is drawn.

    Attributes:
        role: a colour, by its name in the palette; empty for what is not seen, and for a `pair`.
        symbol: a shape in words that every back-end knows: circle, square, triangle, diamond, cross;
            empty for no mark.
        size: of the mark on a page, pixels.
        hollow: whether the mark, or the bar, has an outline and no fill.
        line: width of the line through the points, pixels; 0 for none.
        dash: of that line: solid, dash or dot.
        pattern: of a bar: hatched, dotted or upright; empty for a solid one.
        ink: colour of the printed values where it differs, by its name in the palette.
        slide: shape and size in points on a slide, where marks of several series stand above each other.
        slide_line: width of the line on a slide, points.
        pair: its colours on a light and on a dark page, where the palette has no name for them.
        on_page: whether a page shows it too, or a slide alone needs it.
    """

    role: str
    symbol: str = ""
    size: float = 11
    hollow: bool = False
    line: float = 0
    dash: str = "solid"
    pattern: str = ""
    ink: str = ""
    slide: tuple[str, int] = ("", 0)
    slide_line: float = 0
    on_page: bool = True
    pair: tuple[str, str] | None = None

    def colour(self, colours: Palette) -> str:
        """Return the colour of the mark; empty for what is not seen."""
        if self.pair:
            return self.pair[colours.text == DARK.text]
        return str(getattr(colours, self.role)) if self.role else ""

    def text(self, colours: Palette) -> str:
        """Return the colour of what is printed beside it."""
        return str(getattr(colours, self.ink)) if self.ink else self.colour(colours)


# On a slide, shapes that are seen as equally large differ in size: points of a mark, and of one on a line.
_POINTS: Final = {"circle": (10, 7), "triangle": (12, 8), "diamond": (13, 9), "square": (12, 7), "": (0, 0)}
# Everybody together is no group among others: a dashed line without marks.
EVERYBODY: Final = Style("text", size=5, line=2, dash="dash", slide_line=2.25)


def group_style(slug: str, kind: str = "mark") -> Style:
    """Return the look of an applicant group; the one place where a group gets its colour and shape.

    Args:
        slug: of the group; one without a record has a look too.
        kind: `mark`, `line` (over the years), `panel` (a line of a small chart), `misprint` (a cross) or
            `bar`.
    """
    group = GROUP_BY_SLUG.get(slug, Group(slug=slug, label=slug, plural=slug))
    if kind == "bar":
        # The second of a stack is hatched.
        return Style("", pair=group.colours, pattern="hatched" if slug == "us_img" else "")
    mark, on_line = _POINTS[group.symbol]
    if kind == "mark":
        return Style("", group.symbol, pair=group.colours, slide=(group.symbol, mark))
    everybody = slug == "all"
    if kind == "misprint":
        # Of everybody it has the colour of the text, as its line.
        return replace(
            STYLES[kind], role=EVERYBODY.role if everybody else "", pair=None if everybody else group.colours
        )
    if everybody:
        return EVERYBODY
    return Style(
        "",
        group.symbol,
        5,
        line=2.5 if kind == "panel" else 2,
        pair=group.colours,
        slide=(group.symbol, on_line),
        slide_line=2.25,
    )


STYLES: Final = {
    "matched": Style("matched", "circle", 12, slide=("circle", 10)),
    "unmatched": Style("unmatched", "circle", hollow=True, ink="unmatched_text", slide=("circle", 13)),
    "user": Style("user", line=2, slide_line=2.25),
    "bridged": Style("user", line=2, dash="dash", slide_line=1.5),
    # Across a scatter, and where something is counted from.
    "zero": Style("user", line=1.5),
    "seen_from": Style("user", line=1.5, dash="dash", slide_line=1.5),
    # Between two marks of a row.
    "joined": Style("connector", line=3, slide_line=2.5),
    "not_separating": Style("connector", line=3, dash="dot", slide_line=2.5),
    # On a slide it would run over the marks between.
    "reach": Style("connector", line=2),
    "range": Style("connector", line=5, slide_line=5),
    # Carries only the words at the end of bars.
    "total": Style("", ink="text"),
    "guide": Style("secondary", "square", hollow=True, slide=("square", 12)),
    "rank": Style("matched", "circle", slide=("circle", 10)),
    "range_end": Style("muted", ink="text", slide=("dash", 10), on_page=False),
    "above": Style("above", "circle", slide=("triangle", 12)),
    "near": Style("muted", "circle", pattern="dotted", slide=("circle", 11)),
    "near_both": Style("muted", "square", pattern="upright", slide=("x", 9)),
    "below": Style("below", "circle", pattern="hatched", slide=("square", 10)),
    "no_verdict": Style("muted", "diamond", hollow=True, slide=("diamond", 12)),
    "of_active": Style("matched", "circle", 5, line=1.5, slide=("circle", 8), slide_line=3),
    "of_registered": Style(
        "secondary", "diamond", 5, line=1.5, dash="dash", slide=("diamond", 10), slide_line=3
    ),
    "shortlisted": Style("matched", "circle", 14, slide=("circle", 12)),
    "other": Style("muted", "circle", 8, slide=("circle", 7)),
    "front": Style("muted", line=1, slide_line=1.5),
    "misprint": Style("text", "cross", 9, slide=("x", 9)),
}


def style_of(name: str) -> Style:
    """Return a look by its name: one of `STYLES`, or slug and kind of a group, such as `us_img_bar`."""
    group, _, kind = name.rpartition("_")
    return STYLES.get(name) or group_style(group, kind)
