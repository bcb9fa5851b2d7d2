"""An empty deck in our form: wide, light, our colours and one safe typeface in every layout."""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Emu, Inches

from analysis.export.bundle import zipped
from analysis.export.slides.text import rgb
from analysis.palette import LIGHT
from data.groups import GROUP_BY_SLUG

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
# Arial is on every computer with PowerPoint, and LibreOffice has a typeface of the same widths for it.
TYPEFACE: Final = "Arial"
THEME_COLOURS: Final = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.page,
    "dk2": LIGHT.secondary,
    "accent1": LIGHT.matched,
    "accent2": LIGHT.unmatched,
    "accent3": GROUP_BY_SLUG["us_img"].colours[0],
    "accent4": GROUP_BY_SLUG["do"].colours[0],
    "accent5": LIGHT.secondary,
    "accent6": LIGHT.connector,
}


def empty_deck(title: str, made_on: date) -> Deck:
    """Return a presentation without slides; its properties hold title and date."""
    deck = Presentation()
    was = deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_master
    for page in (master, *deck.slide_layouts):
        _widen(page, deck.slide_width / was)
    _recolour(master)
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = rgb(LIGHT.page)
    title_style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title_style.set("algn", "l")
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title, "Match Atlas", "Match Atlas"
    about.subject = "Averages and counts of the Match, with their sources"
    about.created = about.modified = datetime.combine(made_on, time())
    about.revision = 1
    return deck


def _widen(page: SlideMaster | SlideLayout, by: float) -> None:
    """Stretch the placeholders of a layout, which the library brings for a narrower page."""
    placeholders: Any = page.placeholders
    for shape in placeholders:
        # Those that inherit their place have none of their own.
        if shape._element.spPr.xfrm is not None:
            shape.left, shape.width = Emu(int(shape.left * by)), Emu(int(shape.width * by))


def _recolour(master: SlideMaster) -> None:
    """Put our typeface and colours into the theme, so that what people add looks like the rest."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    text = re.sub(r'(<a:(?:majorFont|minorFont)>\s*<a:latin typeface=)"[^"]*"', rf'\1"{TYPEFACE}"', text)
    for name, colour in THEME_COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    theme._blob = text.encode("utf-8")


def deck_bytes(deck: Deck) -> bytes:
    """Return the file of a deck; the same deck always gives the same bytes."""
    saved = io.BytesIO()
    deck.save(saved)
    with zipfile.ZipFile(saved) as parts:
        # The library stamps every part with the time of saving.
        return zipped({name: parts.read(name) for name in parts.namelist()})
