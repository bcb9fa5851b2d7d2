"""A deck for a room: one finding per slide, a native chart, its caveats and source, notes for the speaker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

import pandas as pd
from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as Page
from pptx.util import Inches

from analysis.caveats import say_sources
from analysis.charts.styles import style_of
from analysis.days import say_day
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.deck import deck_bytes, empty_deck
from analysis.export.slides.drawing import add_chart
from analysis.export.slides.specs import PANEL_COLUMNS, ChartSpec, slides_of
from analysis.export.slides.styles import marker_of
from analysis.export.slides.tables import add_words
from analysis.export.slides.text import (
    COVER_SIZES,
    add_key,
    add_number,
    add_text,
    fit_sentences,
    fit_title,
    height_of,
    plain,
    wrapped,
    write,
)
from analysis.export.slides.tiles import add_tiles
from analysis.palette import LIGHT
from analysis.story import Story
from data.guide_terms import SOURCE_OF_GUIDE
from data.own_edition import with_sources

TITLE_LAYOUT: Final = 0
FINDING_LAYOUT: Final = 5
LEFT: Final = 0.55
ACROSS: Final = 12.23
TOP: Final = 0.4
BOTTOM: Final = 7.22
GAP: Final = 0.1
SUBTITLE_SIZES: Final = (16, 15, 14)
CONTEXT_SIZE: Final = 14
CAVEAT_SIZE: Final = 12
SOURCE_SIZE: Final = 10
# The source leaves room for the number of the slide beside it.
SOURCE_ACROSS: Final = 11.3
CHART_LEAST: Final = 3.6
CAVEAT_LINES_LEAST: Final = 2
# What the findings of a deck are, on its first slide, unless they are others.
_COUNTS: Final = (
    "Averages and counts of people who took part in the Match, as published, each with its source. They "
    "describe groups."
)
_ADVICE: Final = (
    "Dated advice of named guides, which is not NRMP’s data, beside what one person entered or an example "
    "has."
)
_NO_CHANCE: Final = "Nothing here is anybody’s chance of matching."
COUNTED: Final = f"{_COUNTS} {_NO_CHANCE}"
# Sources of advice; and of days and rules, which are neither advice nor counts.
_ADVISED_BY: Final = frozenset(SOURCE_OF_GUIDE.values())
_NOTICES: Final = frozenset({"policy_notices"})
APART: Final = (
    "Not affiliated with NRMP, AAMC, ECFMG, NBME or any program; figures are cited, and citing them is no "
    "endorsement."
)
# The marks of small charts as letters.
GLYPHS: Final = {"circle": "●", "diamond": "◆", "triangle": "▲", "square": "■", "x": "×", "": "━"}
NOTHING: Final = "Nothing is drawn here: the source holds no such number."
MORE: Final = "More in the speaker notes."


@dataclass(frozen=True, slots=True)
class Slide:
    """One view as one finding.

    Attributes:
        story: what is shown and said.
        note: the advisor's own note, for the speaker.
        whose: whose numbers are compared, one line, or empty.
        is_table: whether its table for reading is drawn, where there is no chart.
    """

    story: Story
    note: str = ""
    whose: str = ""
    is_table: bool = False


def about_of(slides: Iterable[Slide]) -> str:
    """Return what the findings of a deck are by what they cite: counts, advice of guides, or both."""
    cited = {source for slide in slides for source in slide.story.source_ids}
    if not cited & _ADVISED_BY:
        return COUNTED
    counts = (_COUNTS,) if cited - _ADVISED_BY - _NOTICES else ()
    return " ".join((*counts, _ADVICE, _NO_CHANCE))


def slide_count(slides: Iterable[Slide]) -> int:
    """Return how many slides a deck of these findings has, with its first one."""
    return 1 + sum(len(_pages(slide)) for slide in slides)


def _pages(slide: Slide) -> list[list[ChartSpec]]:
    """Return the charts of each slide that a finding takes: one at least."""
    return slides_of(chart_specs(slide.story.chart)) or [[]]


def slides_bytes(
    slides: Sequence[Slide], sources: pd.DataFrame, *, title: str, made_on: date, about: str = COUNTED
) -> bytes:
    """Return a PowerPoint deck: a title slide, then one finding per slide.

    A finding with more rows than a slide can hold goes on on the next ones, each with the same title and
    “(1 of 2)”. The same input gives the same bytes.

    Args:
        slides: the findings, in order.
        sources: the `sources` table.
        title: of the deck.
        made_on: the day that the first slide and the properties of the file name.
        about: what the findings are, and are not.
    """
    deck = empty_deck(plain(title), made_on)
    _title_slide(deck, title, made_on, about)
    for slide in slides:
        pages = _pages(slide)
        source = say_sources(with_sources(sources, slide.story.loaded), slide.story.source_ids)
        for number, charts in enumerate(pages, start=1):
            part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            _finding(deck, slide, charts, part, source)
    return deck_bytes(deck)


def _title_slide(deck: Deck, title: str, made_on: date, about: str) -> None:
    """Say what the deck is, when it was made, and what it is not."""
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_LAYOUT])
    heading, rest = page.shapes.title, page.placeholders[1]
    text, size, lines = fit_title(plain(title), ACROSS, sizes=COVER_SIZES)
    _place(heading, 2.1, height_of(lines, size) + GAP)
    write(heading.text_frame, text, size, LIGHT.text, bold=True)
    _place(rest, 2.1 + height_of(lines, size) + 0.35, 2.6)
    said = f"Match Atlas · {say_day(made_on)}\n{about}\n{APART}"
    write(rest.text_frame, said, 18, LIGHT.muted)
    for paragraph in rest.text_frame.paragraphs:
        paragraph.space_after = Inches(0.14)
        paragraph.alignment = PP_ALIGN.LEFT


def _place(shape: BaseShape, top: float, height: float) -> None:
    """Put a placeholder between the margins."""
    shape.left, shape.top, shape.width, shape.height = (
        Inches(value) for value in (LEFT, top, ACROSS, height)
    )


def _finding(deck: Deck, slide: Slide, charts: list[ChartSpec], part: str, source: str) -> None:
    """Add one slide: the finding as its title, what is drawn, the charts, the caveats and the source."""
    page, story = deck.slides.add_slide(deck.slide_layouts[FINDING_LAYOUT]), slide.story
    text, size, lines = fit_title(plain(story.headline), ACROSS, part)
    _place(page.shapes.title, TOP, height_of(lines, size))
    write(page.shapes.title.text_frame, text, size, LIGHT.text, bold=True)
    top = TOP + height_of(lines, size) + GAP
    one_line = (size for size in SUBTITLE_SIZES if len(wrapped(story.subtitle, size, ACROSS)) == 1)
    subtitle_size = next(one_line, SUBTITLE_SIZES[-1])
    top = add_text(page, "Subtitle", story.subtitle, top, subtitle_size, LIGHT.muted, (LEFT, ACROSS))
    top = add_text(page, "Context", slide.whose, top + GAP / 2, CONTEXT_SIZE, LIGHT.text, (LEFT, ACROSS))
    if story.context:
        said_first = " ".join(story.context)
        top = add_text(page, "Beside", said_first, top + GAP / 2, CAVEAT_SIZE, LIGHT.text, (LEFT, ACROSS))
    source_top = BOTTOM - _height(source, SOURCE_SIZE, SOURCE_ACROSS)
    said = list(dict.fromkeys(sentence for chart in charts for sentence in chart.said()))
    room = source_top - top - 3 * GAP - CHART_LEAST
    lines_left = max(int(room / height_of(1, CAVEAT_SIZE)), CAVEAT_LINES_LEAST)
    caveats = fit_sentences([*said, *story.notes], CAVEAT_SIZE, ACROSS, lines_left, MORE)
    caveats_top = source_top - GAP
    if caveats:
        caveats_top -= _height(caveats, CAVEAT_SIZE, ACROSS)
    between = (top + GAP, caveats_top - GAP)
    if slide.is_table:
        add_words(
            page, story.text_table, (LEFT, between[0], ACROSS, between[1] - between[0]), plain(story.alt)
        )
    else:
        _charts(page, charts, between, plain(story.alt))
    add_text(page, "Caveats", caveats, caveats_top, CAVEAT_SIZE, LIGHT.text, (LEFT, ACROSS))
    add_text(page, "Source", source, source_top, SOURCE_SIZE, LIGHT.muted, (LEFT, SOURCE_ACROSS))
    add_number(page, len(deck.slides))
    whole = [] if text.startswith(story.headline) else [story.headline]
    spoken = (slide.note, slide.whose, *whole, *story.context, *said, *story.notes, source)
    page.notes_slide.notes_text_frame.text = plain("\n\n".join(line for line in spoken if line))


def _height(text: str, size: float, width: float) -> float:
    """Return the height of a text in a box, inches."""
    return height_of(len(wrapped(text, size, width)), size)


def _charts(page: Page, charts: list[ChartSpec], between: tuple[float, float], alt: str) -> None:
    """Put the charts of one slide side by side, in rows, or say that there is none."""
    if not charts:
        add_text(page, "Nothing", NOTHING, between[0] + GAP, CONTEXT_SIZE + 4, LIGHT.text, (LEFT, ACROSS))
        return
    if charts[0].title:
        series = charts[0].series
        styles = [style_of(one.style) for one in series]
        key = [
            (GLYPHS[marker_of(style)], style.colour(LIGHT), one.name)
            for style, one in zip(styles, series, strict=True)
        ]
        across = (LEFT + GAP, ACROSS - GAP)
        between = (add_key(page, key, between[0], CONTEXT_SIZE, across) + GAP, between[1])
    rows = ceil(len(charts) / PANEL_COLUMNS)
    columns = ceil(len(charts) / rows)
    width, height = ACROSS / columns, (between[1] - between[0]) / rows
    for place, chart in enumerate(charts):
        row, column = divmod(place, columns)
        left, top = LEFT + column * width, between[0] + row * height
        under = add_text(
            page, "Name", chart.title, top, CONTEXT_SIZE, LIGHT.text, (left + GAP, width - 2 * GAP)
        )
        own_alt = f"{chart.title.splitlines()[0]}. {alt}" if chart.title else alt
        add = add_tiles if chart.form == "tiles" else add_chart
        add(page, chart, (left, under, width, top + height - under), own_alt)
