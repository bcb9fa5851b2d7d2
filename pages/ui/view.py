"""What a view is, and for whom it is kept.

What depends on a visitor's numbers is cached in their session only and goes with it; what shows cohorts alone
is cached for everybody. Cached figures are never changed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from html import escape
from typing import Any, Final, ParamSpec, TypeVar
from urllib.parse import urlencode

import orjson
import plotly.graph_objects as go
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.charts.description import Chart
from analysis.charts.plotly import figure
from analysis.next_steps.records import KINDS
from analysis.own_edition.marking import IN_THE_FILE
from analysis.palette import Palette, palette
from analysis.profile import Profile
from analysis.story import OBSERVATIONS, Story
from analysis.wording import TARGETS
from data.editions.record import Edition
from data.own_edition import OwnEdition
from data.query import Query
from pages.ui.html import html_table, in_ascii
from pages.ui.marks import mark_of
from pages.ui.tables import story_sources

P = ParamSpec("P")
T = TypeVar("T")

# Terms that do not break over two lines.
_TERM: Final = re.compile(r"\b(?:(?:[Nn]on-)?US IMGs?|Step (?:1|2 CK))\b")
# As Plotly writes a figure.
_LIKE_PLOTLY: Final = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY
_RECORDS: Final = tuple(row.kind for row in KINDS.values())
# All that they hold stands in their text, which is found again much faster than field by field.
BY_TEXT: Final[dict[str | type[Any], Callable[[Any], Any]]] = {
    Profile: repr,
    Query: repr,
    Edition: lambda edition: edition.slug,
    OwnEdition: repr,
    "pages.ui.page.ViewRequest": repr,
    # What a visitor entered under Next steps, entry by entry.
    **dict.fromkeys(_RECORDS, repr),
}


def _is_of_visit(one: object) -> bool:
    """Whether something is an edition that one visit loaded, or asks for what it shows."""
    edition = getattr(one, "own", one)
    return isinstance(edition, OwnEdition) and edition.is_of_visit


def for_everybody(show: Callable[P, T]) -> Callable[P, T]:
    """Cache what shows nobody's numbers for everybody; of an edition that a visit loaded, in that visit.

    A file for download is made in a thread that has no visit: there nothing of such an edition is kept.
    """
    shared = st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_TEXT)(show)
    in_visit = st.cache_resource(scope="session", max_entries=16, show_spinner=False, hash_funcs=BY_TEXT)(
        show
    )

    @wraps(show)
    def shown(*given: P.args, **named: P.kwargs) -> T:
        if not any(map(_is_of_visit, (*given, *named.values()))):
            return shared(*given, **named)
        has_visit = get_script_run_ctx(suppress_warning=True) is not None
        return (in_visit if has_visit else show)(*given, **named)

    return shown


def _is_empty(entered: object) -> bool:
    """Whether nothing was entered: a profile or record without it, or None."""
    if isinstance(entered, Profile):
        return entered == Profile(entered.applicant_group)
    return entered is None or (isinstance(entered, _RECORDS) and entered == type(entered)())


def per_visit(show: Callable[P, T]) -> Callable[P, T]:
    """Cache what shows a visitor's numbers, in their visit only; where they entered none, for everybody.

    The first argument says whose they are: a profile, one of its numbers, a request with a profile, or a
    record, which is nobody's where nothing was entered in any other that is given either.
    """
    in_visit = st.cache_resource(scope="session", max_entries=4, show_spinner=False, hash_funcs=BY_TEXT)
    own, shared = in_visit(show), for_everybody(show)

    @wraps(show)
    def shown(*given: P.args, **named: P.kwargs) -> T:
        whose = getattr(given[0], "profile", given[0])
        is_nobodys = _is_empty(whose) and (
            not isinstance(whose, _RECORDS)
            or all(_is_empty(one) for one in given if isinstance(one, (Profile, *_RECORDS)))
        )
        # Of an edition that the visit loaded, `shared` is of the visit as well.
        return (shared if is_nobodys else own)(*given, **named)

    return shown


def _unbroken(text: str) -> str:
    """Return text as HTML in which a term of two words keeps to one line."""
    return _TERM.sub(r'<span class="term">\g<0></span>', escape(text))


def _legend(story: Story, colours: Palette) -> str:
    """Return the legend as a line of marks and meanings."""
    marks = "".join(
        f'<span><b aria-hidden="true" style="color:{colour}">{shape}</b>{escape(meaning)}</span>'
        for mark, meaning in story.legend
        for shape, colour in (mark_of(mark, colours),)
    )
    return f'<p class="legend">{marks}</p>' if marks else ""


def _data_address(trace: Iterable[tuple[str, str]], table: str = OBSERVATIONS) -> str:
    """Return the address of the rows behind a chart, relative to any page."""
    return "data?" + urlencode([("table", table), *trace], safe=",")


def _row_links(story: Story) -> list[str]:
    """Return where each row of the text table leads: the observations of its specialty, where it has one."""
    if story.loaded or "Specialty" not in story.text_table.columns:
        return []
    # A total that was summed here has no observation of its own: it leads to everything it sums.
    keys = {name: [("specialty", slug)] for slug, name in TARGETS.items()}
    return [_data_address([*story.trace, *keys.get(name, [])]) for name in story.text_table["Specialty"]]


def _way_to_the_print(story: Story) -> str:
    """Return where the numbers of a chart can be traced to, as HTML."""
    if story.loaded:
        return f"<p>These averages stand {IN_THE_FILE}.</p>"
    is_of_numbers = story.table == OBSERVATIONS
    said = "Trace these numbers to where they were printed" if is_of_numbers else "See the rows behind this"
    address = escape(_data_address(story.trace, story.table))
    return f'<p><a href="{address}" target="_blank" rel="noopener">{said}</a> (opens a new tab).</p>'


def _piece(value: object) -> orjson.Fragment:
    """Return a value as JSON that takes no more memory than it is long: what wrote it took a kilobyte."""
    return orjson.Fragment(bytes(memoryview(orjson.dumps(value, option=_LIKE_PLOTLY))))


def _in_pieces(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties with each that is a list or a mapping as its JSON."""
    return {
        name: _piece(value) if isinstance(value, (dict, list, tuple)) else value
        for name, value in properties.items()
    }


class Described(go.Figure):  # type: ignore[misc] # Plotly brings no types
    """A figure that is nothing but its description: Plotly copies all of any other whenever it is drawn.

    Kept is its JSON, a piece for each property of a trace and of the layout: a third of the memory that its
    lists and mappings would take, and as good as written when it is sent.
    """

    def __init__(self, description: Mapping[str, Any]) -> None:
        """Take what `Figure.to_dict` returns."""
        # Nothing of a figure is set up: it is only asked for its description.
        self._kept = {
            "data": [_in_pieces(trace) for trace in description["data"]],
            "layout": _in_pieces(description["layout"]),
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the description."""
        found: dict[str, Any] = orjson.loads(orjson.dumps(self._kept))
        return found

    @property
    def written(self) -> "Written":
        """The same to be drawn, which costs least."""
        return Written(self._kept)


class Written(go.Figure):  # type: ignore[misc] # Plotly brings no types
    """A figure whose description is written already but for its numbers and names: only to be sent."""

    def __init__(self, pieces: dict[str, Any]) -> None:
        """Take the description in pieces."""
        self._pieces = pieces

    def to_dict(self) -> dict[str, Any]:
        """Return the description in pieces; nobody changes it."""
        return self._pieces


@dataclass(frozen=True)
class View:
    """A chart: what is drawn (None when there is nothing to draw), its story, and whether the page is dark.

    Of a figure only its description is kept: less memory, and nothing to validate when it is drawn. The words
    around it are made once, and go with it; where they say nothing of the visitor, they are those of the view
    for everybody.
    """

    drawn: Described | None
    story: Story
    dark: bool = False
    words_of: "View | None" = None

    @cached_property
    def above(self) -> str:
        """What stands above as HTML: headline, subtitle, what has to be said, and the legend."""
        if self.words_of:
            return self.words_of.above
        story = self.story
        context = "".join(f'<p class="beside">{_unbroken(line)}</p>' for line in story.context)
        return in_ascii(
            f'<header class="finding"><h2>{_unbroken(story.headline)}</h2>'
            f'<p class="subtitle">{escape(story.subtitle)}</p>{context}'
            f"{_legend(story, palette(self.dark))}</header>"
        )

    @cached_property
    def below(self) -> str:
        """What stands below as HTML: notes, source, and every value as a table."""
        if self.words_of:
            return self.words_of.below
        story = self.story
        said = filter(None, (*story.notes, story_sources(story)))
        lines = "".join(f"<p>{escape(line)}</p>" for line in said)
        text_table = html_table(story.text_table, story.subtitle, _row_links(story))
        return in_ascii(
            f'<div class="source">{lines}<details><summary>Every value as a table</summary>{text_table}'
            f"{_way_to_the_print(story)}</details></div>"
        )


def view_of(chart: Chart | None, story: Story, *, dark: bool, wide: bool = False) -> View:
    """Return a chart, drawn for a page, and its story, which carries it on to slides and presentations.

    There is nothing to draw of None, or of a chart that holds no number. Then the headline says what is
    missing, and no marks or notes speak of what is not there.
    """
    if chart is None or not chart.has_numbers:
        return View(None, replace(story, legend=(), notes=()), dark)
    return View(Described(figure(chart, dark=dark, wide=wide)), replace(story, chart=chart), dark)
