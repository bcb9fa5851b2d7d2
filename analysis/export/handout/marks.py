"""The marks of the handout's pictures for its legend."""

from typing import Final

from markupsafe import Markup

from analysis.palette import LIGHT

# Each on a field of 26 by 10.
LEGEND_MARKS: Final = {
    "matched": Markup(f'<circle class="matched" cx="13" cy="5" r="4.2" fill="{LIGHT.matched}"/>'),
    "unmatched": Markup(
        f'<circle class="unmatched" cx="13" cy="5" r="3.8" fill="{LIGHT.page}" stroke="{LIGHT.unmatched}"'
        ' stroke-width="2"/>'
    ),
    "dotted": Markup(
        f'<path class="connector" d="M3 5H24" stroke="{LIGHT.connector}" stroke-width="2.6"'
        ' stroke-dasharray="0 5" stroke-linecap="round"/>'
    ),
    "you": Markup(
        f'<path class="band" d="M3 0H23V10H3Z" fill="{LIGHT.band}"/>'
        f'<path class="person" d="M13 0V10" stroke="{LIGHT.user}" stroke-width="1.6"/>'
    ),
    "era": Markup(
        f'<path class="person" d="M13 0V10" stroke="{LIGHT.user}" stroke-width="1.6" stroke-dasharray="3 2"/>'
    ),
}
