"""The marks of the legends."""

from typing import Final

from analysis.charts.styles import group_style
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
    "shortlisted": ("●", "matched"),
    "others": ("●", "muted"),
    "non_dominated": ("◎", "text"),
    "break": ("┆", "muted"),
}
_SHAPES: Final = {"circle": "●", "triangle": "▲", "diamond": "◆", "square": "■"}
_BAR: Final = "_bar"


def mark_of(slug: str, colours: Palette) -> tuple[str, str]:
    """Return shape and colour of one of `MARKS`, or of an applicant group, perhaps with `_bar` behind."""
    if slug in MARKS:
        shape, field = MARKS[slug]
        return shape, str(getattr(colours, field))
    style = group_style(slug.removesuffix(_BAR), "bar" if slug.endswith(_BAR) else "mark")
    shape = _SHAPES[style.symbol] if style.symbol else "▨" if style.pattern else "■"
    return shape, style.colour(colours)


def is_mark(slug: str) -> bool:
    """Whether a legend can show it."""
    return slug in MARKS or slug.removesuffix(_BAR) in GROUP_BY_SLUG
