"""The marks of the legends."""

from typing import Final

from analysis.charts.styles import STYLES, group_style
from analysis.palette import Palette
from data.groups import GROUP_BY_SLUG

# What a legend can show beside the applicant groups: the shape, and the field of the palette that colours it.
MARKS: Final = {
    "unmatched": ("○", "unmatched"),
    "matched": ("●", "matched"),
    "dashed": ("┄", "connector"),
    "range": ("━", "connector"),
    "user": ("┃", "user"),
    "era": ("┇", "user"),
    "band": ("▒", "connector"),
    "guide": ("□", "secondary"),
    "few": ("⚑", "unmatched_text"),
    "hollow": ("○", "muted"),
    "second_hand": ("○", "muted"),
    "misprint": ("×", "muted"),
    "above": ("●", "above"),
    "near": ("●", "muted"),
    "near_both": ("■", "muted"),
    "below": ("●", "below"),
    "no_verdict": ("◇", "muted"),
    "line_matched": ("●", "matched"),
    "line_unmatched": ("◆", "unmatched"),
    "line_user": ("━", "user"),
    "line_between": ("■", "secondary"),
    "shortlisted": ("●", "matched"),
    "others": ("●", "muted"),
    "non_dominated": ("◎", "text"),
    "most": ("─", "matched"),
    "middle_half": ("▭", "matched"),
    "median": ("❙", "matched"),
    "rarely": ("▬", "below"),
    "almost_always": ("▬", "above"),
    "own_cells": ("▢", "user"),
    "hollow_box": ("▭", "muted"),
    "break": ("┆", "muted"),
    "plan_own": ("▬", "user"),
    "plan_done": ("▬", "muted"),
    "plan_date": ("◆", "text"),
    "tier_more_possible": ("■", "matched"),
    "tier_very_tough": ("▨", "matched"),
    "tier_nearly_impossible": ("□", "matched"),
    "level_between": ("▢", "user"),
}
# What is a guide's has the colour of advice; of a log, boxes along its days have that of their look.
ADVISED: Final = {
    "plan_guide": "▬",
    "plan_atlas": "▭",
    "advised": "■",
    "time_recent": "■",
    "time_recent_longer": "■",
    "time_hands_on": "■",
    "time_observing": "▭",
    "time_other": "▬",
    "time_planned": "⬚",
}
# Parts of a bar, whose looks are in the table of all looks.
HOW_OFTEN: Final = ("often", "seldom", "never")
_SHAPES: Final = {"circle": "●", "triangle": "▲", "diamond": "◆", "square": "■"}
_BAR: Final = "_bar"
# The shades of a grid of squares bear the name of their look.
_SHADE: Final = "shade_"
# Days and levels too.
_DAY: Final = "day_"
_LEVEL: Final = "level_"
_HOLLOW_SHAPES: Final = {"circle": "○", "triangle": "△", "diamond": "◇", "square": "□"}


def mark_of(slug: str, colours: Palette) -> tuple[str, str]:
    """Return shape and colour of one of `MARKS`, of a shade, or of a group, perhaps with `_bar` behind."""
    if slug in MARKS:
        shape, field = MARKS[slug]
        return shape, str(getattr(colours, field))
    if slug in ADVISED:
        return ADVISED[slug], STYLES[slug].colour(colours)
    if slug in HOW_OFTEN:
        return "□" if STYLES[slug].hollow else "■", STYLES[slug].colour(colours)
    if slug.startswith(_SHADE):
        style = STYLES[slug]
        shape = "⬚" if style.dash == "dot" else "▢" if style.hollow else "■"
        return shape, style.colour(colours)
    if slug.startswith((_DAY, _LEVEL)):
        style = STYLES[slug]
        return (_HOLLOW_SHAPES if style.hollow else _SHAPES)[style.symbol], style.colour(colours)
    style = group_style(slug.removesuffix(_BAR), "bar" if slug.endswith(_BAR) else "mark")
    shape = _SHAPES[style.symbol] if style.symbol else "▨" if style.pattern else "■"
    return shape, style.colour(colours)


def is_mark(slug: str) -> bool:
    """Whether a legend can show it."""
    return (
        slug in MARKS
        or slug in ADVISED
        or slug in HOW_OFTEN
        or slug.removesuffix(_BAR) in GROUP_BY_SLUG
        or (slug.startswith((_SHADE, _DAY, _LEVEL)) and slug in STYLES)
    )
