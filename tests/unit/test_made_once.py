"""What is made of a story or a figure is made once, is right, and goes with it."""

import gc

import pandas as pd
import plotly.graph_objects as go
import plotly.io

from analysis.story import Story
from pages.ui import once
from pages.ui.view import view_of


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


def test_a_figure_is_described_as_plotly_does_and_can_be_built_again():
    figure = go.Figure(go.Bar(x=[1, 2], y=["a", "b"]), layout={"height": 200})
    view = view_of(figure, story_of("first"))
    assert plotly.io.to_json(view.drawn, validate=False) == plotly.io.to_json(figure)
    assert view.figure == figure
    assert view.figure is not view.figure
    assert view_of(None, story_of("nothing")).figure is None
