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
        symbol: a shape in words that every back-end knows: circle, square, triangle, diamond, cross, tick
            (upright across its row); empty for no mark.
        size: of the mark on a page, pixels.
        hollow: whether the mark, or the bar, has an outline and no fill.
        line: width of the line through the points, pixels; 0 for none.
        dash: of that line: solid, dash or dot.
        pattern: of a bar: hatched, dotted or upright; empty for a solid one.
        ink: colour of the printed values where it differs, by its name in the palette.
        slide: shape and size in points on a slide, where marks of several series stand above each other.
        slide_line: width of the line on a slide, points.
        slide_at: on which side of the mark its value stands on a slide with boxes (t, b, r), where that is
            not the side it has on a page.
        box: of what lies between two values, height of a box in rows; 0 for a line.
        fill: how much of its colour a box is filled with, from 0 to 1; lines behind it stay in sight.
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
    slide_at: str = ""
    box: float = 0
    fill: float = 0
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
# The colour of advice, on a light and on a dark page: that of its blocks in the style sheet.
ADVICE: Final = ("#6A3D8F", "#C6A5E8")
# The same where less of it is meant.
ADVICE_PALE: Final = ("#CDB9E0", "#5E4C75")
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


# The look of what is not seen and carries another thing to its place.
UNSEEN: Final = "unseen"

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
    # Over the years: those who matched, those who did not, and what is neither.
    "line_matched": Style("matched", "circle", 5, line=2, slide=("circle", 7), slide_line=2.25),
    "line_unmatched": Style(
        "unmatched",
        "diamond",
        5,
        line=2,
        dash="dash",
        ink="unmatched_text",
        slide=("diamond", 9),
        slide_line=2.25,
    ),
    "line_between": Style("secondary", "square", 5, line=2, dash="dot", slide=("square", 7), slide_line=2.25),
    "place": Style("matched", "circle", ink="text", slide=("circle", 10)),
    "shortlisted": Style("matched", "circle", 14, slide=("circle", 12)),
    "other": Style("muted", "circle", 8, slide=("circle", 7)),
    "front": Style("muted", line=1, slide_line=1.5),
    "misprint": Style("text", "cross", 9, slide=("x", 9)),
    # How often, stacked: dark, light and empty, so that they differ without any colour.
    "often": Style("matched", ink="page"),
    "seldom": Style("", pair=("#C9D1D9", "#46505A"), ink="text"),
    "never": Style("connector", hollow=True, ink="text"),
    "cited": Style("matched", ink="page"),
    # A column of a grid; its shades are those of `analysis.charts.shades`.
    "shaded": Style("matched"),
    # A strip: most of some people as a line, the middle half of them as a box, the median as a tick.
    "most": Style("matched", line=2, slide_line=2),
    "middle_half": Style("matched", line=1.5, slide_line=16, box=0.34, fill=0.26),
    "median": Style("matched", "tick", 12, line=3, slide=("dash", 14), slide_at="r"),
    "strip_end": Style("matched", slide=("dash", 6), on_page=False),
    "quarter": Style("matched", on_page=False),
    # Two boxes in a row: pale and without an outline above, strong below.
    "rarely": Style("below", line=0.5, slide_line=16, box=0.24, fill=0.3),
    "rarely_median": Style("below", "tick", 10, line=3, slide=("dash", 14)),
    "rarely_end": Style("below", on_page=False),
    "almost_always": Style("above", line=2, slide_line=16, box=0.24, fill=0.5),
    "almost_always_median": Style("above", "tick", 10, line=3, slide=("dash", 14)),
    "almost_always_end": Style("above", on_page=False),
    # Days: those of a guide have the colour of its advice, the visitor's own that of the visitor.
    "day_fixed": Style("", "square", 10, pair=ADVICE, slide=("square", 11)),
    "day_changed": Style("", "square", 10, hollow=True, pair=ADVICE, slide=("square", 11)),
    "day_varies": Style("", "diamond", 12, pair=ADVICE, slide=("diamond", 13)),
    "day_advised": Style("", "circle", 10, pair=ADVICE, slide=("circle", 10)),
    "day_own": Style("user", "triangle", 12, slide=("triangle", 12)),
    "day_reported": Style("user", "triangle", 10, hollow=True, slide=("triangle", 10)),
    "day_span": Style("connector", line=5, slide_line=5),
    # The squares of a grid, fewest first: one hue, in which a letter of its ink can be read on every shade.
    "shade_1": Style("", "square", pair=("#D3E4F1", "#1B3648"), ink="text"),
    "shade_2": Style("", "square", pair=("#A5CAE4", "#1F4D6B"), ink="text"),
    "shade_3": Style("", "square", pair=("#6FACD4", "#276891"), ink="text"),
    "shade_4": Style("", "square", pair=("#1F72AD", "#74BBE6"), ink="page"),
    "shade_5": Style("", "square", pair=("#0A4A78", "#BFE2F8"), ink="page"),
    "shade_zero": Style("muted", "square", hollow=True, line=1, ink="text"),
    "shade_few": Style("matched", "square", hollow=True, line=1, ink="text"),
    # Along the months of a plan: advice has a colour that no figure has.
    "plan_guide": Style("", line=1.5, box=0.62, fill=0.3, pair=ADVICE),
    "plan_atlas": Style("", line=1.5, dash="dot", box=0.62, fill=0.06, hollow=True, pair=ADVICE),
    "plan_own": Style("user", line=1.5, box=0.62, fill=0.22, pattern="hatched"),
    "plan_done": Style("muted", line=1.5, box=0.62, fill=0.34, pattern="dotted"),
    "plan_period": Style("text", line=1, dash="dot", box=0.44, fill=0.1, pattern="upright"),
    "plan_date": Style("text", "diamond", 10),
    "plan_text": Style("text", on_page=False),
    "advised": Style("", pair=ADVICE),
    # Along the days of a log: what guides call recent, and entries by what they were.
    "time_recent": Style("", line=1, box=0.44, fill=0.55, pattern="upright", pair=ADVICE),
    "time_recent_longer": Style("", line=1, box=0.44, fill=0.5, pair=ADVICE_PALE, ink="text"),
    "time_hands_on": Style("matched", line=1.5, box=0.52, fill=0.9),
    "time_observing": Style("matched", line=1.5, box=0.52, fill=0.2, pattern="hatched"),
    "time_other": Style("secondary", line=1, box=0.24, fill=0.6, pattern="dotted"),
    "time_planned": Style("matched", line=1.5, dash="dot", box=0.52, hollow=True),
    # Carries what stands on it to where it begins.
    UNSEEN: Style("", ink="text"),
    # Of a guide, how it places a specialty: dark, hatched and empty.
    "tier_more_possible": Style("matched"),
    "tier_very_tough": Style("matched", pattern="hatched"),
    "tier_nearly_impossible": Style("matched", hollow=True),
    "shade_none": Style("muted", "square", hollow=True, line=1, dash="dot", ink="muted"),
    # The levels of a guide's table: the hue of advice, stronger the higher.
    "level_low": Style("", "square", pair=("#E3D8EE", "#3B2E4C"), ink="text"),
    "level_moderate": Style("", "square", pair=("#B79CD6", "#6B4E94"), ink="text"),
    "level_high": Style("", "square", pair=ADVICE, ink="page"),
}


def style_of(name: str) -> Style:
    """Return a look by its name: one of `STYLES`, or slug and kind of a group, such as `us_img_bar`."""
    group, _, kind = name.rpartition("_")
    return STYLES.get(name) or group_style(group, kind)
