"""Text on a slide: how wide it is, how large it may be, what fits, and the boxes it stands in."""

import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from analysis.palette import LIGHT

# Widths of the letters of Arial in thousandths of its size; others are taken to be as wide as a figure.
_WIDTHS: Final = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl‘’",
        278: " !,./:;I[]ft·\N{NO-BREAK SPACE}",
        333: "()-r“”",
        500: "Jcksvxyz",
        584: "+<=>~±−×",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…→",
    }.items()
    for letter in letters
}
_FIGURE: Final = 556
BOLD: Final = 1.07
# A little more than measured, for programs that space letters wider.
SLACK: Final = 1.03
LINE: Final = 1.2
POINTS: Final = 72
# Size in points and lines of a title, the first that fits.
TITLE_SIZES: Final = (
    (30, 1),
    (28, 2),
    (26, 2),
    (24, 2),
    (22, 2),
    (20, 2),
    (22, 3),
    (20, 3),
    (18, 3),
    (16, 3),
)
COVER_SIZES: Final = ((40, 1), (36, 2), (30, 2), (26, 3), (20, 3))
# No title is longer than this, whatever its letters are.
LETTERS_MOST: Final = 600
KEY_SPACE: Final = "     "
# XML has no place for these characters.
_UNPRINTABLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Return text without the characters that no document can hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def rgb(colour: str) -> RGBColor:
    """Return a colour of the palette, #RRGGBB, as the library takes it."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def _letters(text: str) -> int:
    """Return how wide a text is on one line, thousandths of its size; the words of a deck repeat."""
    return sum(_WIDTHS.get(letter, _FIGURE) for letter in text)


def _inches(letters: int, size: float, *, bold: bool) -> float:
    return letters / 1000 * size / POINTS * SLACK * (BOLD if bold else 1)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, inches."""
    return _inches(_letters(text), size, bold=bold)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return the lines that a text takes in a box of `width` inches; a word longer than that is broken."""
    lines = []
    for paragraph in text.split("\n"):
        line, letters = "", 0
        for word in paragraph.split(" "):
            longer, taken = word, _letters(word)
            if line:
                longer, taken = f"{line} {word}", letters + _letters(" ") + taken
            if line and _inches(taken, size, bold=bold) > width:
                lines.append(line)
                longer, taken = word, _letters(word)
            while len(longer) > 1 and _inches(taken, size, bold=bold) > width:
                # Not to the letter: so long a word is nothing that anybody reads.
                kept = max(int(len(longer) * width / _inches(taken, size, bold=bold)) - 1, 1)
                lines.append(longer[:kept])
                longer = longer[kept:]
                taken = _letters(longer)
            line, letters = longer, taken
        lines.append(line)
    return lines


def height_of(lines: int, size: float) -> float:
    """Return the height of some lines, inches."""
    return lines * size * LINE / POINTS


def fit_title(
    text: str, width: float, suffix: str = "", sizes: Sequence[tuple[int, int]] = TITLE_SIZES
) -> tuple[str, int, int]:
    """Return a title, its size in points and its number of lines: smaller where longer.

    One too long even at the smallest size is cut, ends in an ellipsis, and keeps its suffix.

    Args:
        text: the title.
        width: of the box, inches.
        suffix: what has to follow the title.
        sizes: (points, most lines), the first that fits is taken.
    """
    said = " ".join(text.split())
    for size, most in sizes:
        lines = wrapped(said + suffix, size, width, bold=True)
        if len(lines) <= most:
            return said + suffix, size, len(lines)
    size, most = sizes[-1]
    said = said[:LETTERS_MOST]
    while len(wrapped(f"{said} …{suffix}", size, width, bold=True)) > most:
        said = said[:-1].rstrip(" ,;")
    return f"{said} …{suffix}", size, most


def fit_sentences(sentences: Sequence[str], size: float, width: float, lines: int, more: str) -> str:
    """Return as many sentences as fit some lines, the first ones; where some are left out, `more` says so."""
    kept = list(sentences)
    while kept:
        text = " ".join([*kept, more] if len(kept) < len(sentences) else kept)
        if len(wrapped(text, size, width)) <= lines:
            return text
        kept.pop()
    return more if sentences else ""


def write(frame: TextFrame, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    """Write text into a frame: from its top left corner, wrapped, at a fixed size."""
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.text = plain(text)
    # PowerPoint reads the size of runs only, not that of a paragraph.
    for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)


def add_text(
    slide: Slide, name: str, text: str, top: float, size: float, colour: str, across: tuple[float, float]
) -> float:
    """Add a box of text to a slide, unless the text is empty, and return where it ends.

    Places are inches, from the top or `across` (left and width); sizes are points.
    """
    if not text:
        return top
    height = height_of(len(wrapped(text, size, across[1])), size)
    shape = slide.shapes.add_textbox(*(Inches(value) for value in (across[0], top, across[1], height)))
    shape.name = name
    write(shape.text_frame, text, size, colour)
    return top + height


def add_key(
    slide: Slide, marks: Sequence[tuple[str, str, str]], top: float, size: float, across: tuple[float, float]
) -> float:
    """Add one line that says what marks mean, and return where it ends; places are as in `add_text`.

    A mark is a letter that looks like it, its colour, and the meaning.
    """
    end = add_text(slide, "Key", KEY_SPACE, top, size, LIGHT.text, across)
    box: Any = slide.shapes[-1]
    (paragraph,) = box.text_frame.paragraphs
    paragraph.clear()
    for mark, colour, meaning in marks:
        for text, ink in ((mark, colour), (f" {meaning}{KEY_SPACE}", LIGHT.text)):
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold, run.font.color.rgb = text, Pt(size), False, rgb(ink)
    return end


def add_number(slide: Slide, number: int) -> None:
    """Add the number of the slide, as a field that counts by itself."""
    placeholders: Any = slide.slide_layout.placeholders
    of_layout = next(
        shape for shape in placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
    )
    element = deepcopy(of_layout._element)
    element.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
    element.find(f".//{qn('a:fld')}").find(qn("a:t")).text = str(number)
    slide.shapes._spTree.append(element)
