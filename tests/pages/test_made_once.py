"""What is made of a story or a figure is made once, is right, and goes with it."""

import gc
import weakref
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from analysis.charts.description import Chart, Row, Series
from analysis.charts.plotly import figure
from analysis.story import Story, text_table
from data.editions import EDITIONS
from pages.ui import view as view_module
from pages.ui.view import View, view_of
from pages.ui.views import overview_view


def story_of(headline):
    table = text_table({"Specialty": ["Neurology"]})
    return Story("kind", headline, "", "", table, lambda: pd.DataFrame(table.rows), (), "file.csv")


def test_the_words_around_a_chart_are_made_once(monkeypatch):
    monkeypatch.setattr(view_module, "story_sources", lambda story: "Source: none.")
    view, other = (view_of(None, story_of(said), dark=False) for said in ("first", "second"))
    assert "<h2>first</h2>" in view.above
    assert "<h2>second</h2>" in other.above
    assert "Source: none." in view.below
    assert view.above is view.above
    assert view.below is view.below


def test_nothing_outlasts_the_view(monkeypatch):
    monkeypatch.setattr(view_module, "story_sources", lambda story: "Source: none.")
    view = view_of(None, story_of("typed 231"), dark=False)
    assert "231" in view.above + view.below
    story = weakref.ref(view.story)
    del view
    gc.collect()
    assert story() is None


def test_a_chart_is_drawn_as_it_is_and_goes_on_with_its_story():
    chart = Chart("rows", (Row("Neurology"),), (Series("matched average", "matched", (231.0,)),))
    view, story = view_of(chart, story_of("first"), dark=False), story_of("nothing")
    assert plotly.io.to_json(view.drawn, validate=False) == plotly.io.to_json(figure(chart), validate=False)
    # Plotly finds nothing in it that it would not draw.
    go.Figure(view.drawn.to_dict())
    assert (view.story.headline, view.story.chart) == ("first", chart)
    nothing = Chart("rows", (Row("Neurology"),), (Series("matched average", "matched", (None,)),))
    for empty in (None, nothing):
        assert view_of(empty, story, dark=False) == View(None, story)


def test_what_is_not_drawn_has_no_marks_and_no_notes():
    story = replace(
        story_of("nothing"), legend=(("range", "95% interval"),), notes=("The grey line is wide.",)
    )
    view = view_of(None, story, dark=False)
    assert "nothing" in view.above
    assert "95% interval" not in view.above
    assert "grey line" not in view.below


def test_words_that_say_nothing_of_the_visitor_are_those_of_everybody(in_app):
    def shown():
        return [overview_view(score, EDITIONS[-1], "", False) for score in (None, 231, 244)]

    nobodys, *others = in_app(shown)
    for view in others:
        assert view.drawn.to_dict() != nobodys.drawn.to_dict()
        assert view.above is nobodys.above
        assert view.below is nobodys.below
