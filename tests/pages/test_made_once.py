"""What is made of a story or a figure is made once, is right, and goes with it."""

import gc

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from analysis.charts.description import Chart, Row, Series
from analysis.charts.plotly import figure
from analysis.story import Story
from pages.ui import once
from pages.ui.view import View, view_of


def story_of(headline):
    text_table = pd.DataFrame({"Specialty": ["Neurology"]})
    return Story("kind", headline, "", "", text_table, text_table, (), "file.csv", {}, (), ())


def test_a_text_is_made_once_for_each_story_and_use():
    asked, first, second = [], story_of("first"), story_of("second")

    def said(story, what):
        return once.made_once(story, what, lambda: asked.append(story) or f"{story.headline} {what}")

    assert [said(first, "a"), said(first, "b"), said(second, "a"), said(first, "a")] == [
        "first a",
        "first b",
        "second a",
        "first a",
    ]
    assert [story.headline for story in asked] == ["first", "first", "second"]


def test_nothing_outlasts_the_story():
    # What other tests left to be collected goes before anything is counted.
    gc.collect()
    before = set(once._MADE)
    story = story_of("typed 231")
    once.made_once(story, "a", lambda: "231")
    assert len(set(once._MADE) - before) == 1
    del story
    gc.collect()
    assert set(once._MADE) <= before


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
