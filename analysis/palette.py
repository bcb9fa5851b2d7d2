"""One palette for everything drawn: the charts of the pages, the slides and the handout.

Colours never stand alone: every mark also differs in shape, fill or dash.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by meaning, for one background."""

    matched: str
    unmatched: str
    unmatched_text: str
    user: str
    secondary: str
    connector: str
    band: str
    grid: str
    text: str
    muted: str
    below: str
    above: str
    page: str


LIGHT: Final = Palette(
    matched="#0072B2",
    unmatched="#D55E00",
    # The same hue, dark enough for small print.
    unmatched_text="#AD4C00",
    user="#111111",
    secondary="#595959",
    connector="#9E9E9E",
    band="rgba(110,110,110,0.16)",
    grid="rgba(110,110,110,0.16)",
    text="#1C2126",
    muted="#5B626A",
    below="#B35806",
    above="#2166AC",
    page="#FDFCFA",
)
DARK: Final = Palette(
    matched="#4FA8DE",
    unmatched="#F08A3C",
    unmatched_text="#F08A3C",
    user="#F4F6F8",
    secondary="#B4B9BF",
    connector="#7D848C",
    band="rgba(190,190,190,0.20)",
    grid="rgba(190,190,190,0.16)",
    text="#E6E9EC",
    muted="#A9B0B8",
    below="#F0A35E",
    above="#7DB5EA",
    page="#14181C",
)


def palette(dark: bool) -> Palette:
    """Return the palette for a dark or a light page."""
    return DARK if dark else LIGHT
