"""What is made of a story or a figure is made once, is right, and goes with it."""

import gc

import pandas as pd
import plotly.graph_objects as go

from analysis.story import Story
from pages.ui import once


def story_of(headline):
    twin = pd.DataFrame({"Specialty": ["Neurology"]})
    return Story("kind", headline, "", "", twin, twin, (), "file.csv", {}, (), ())


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


def test_nothing_outlasts_the_story_or_the_figure():
    # What other tests left to be collected goes before anything is counted.
    gc.collect()
    before = set(once._MADE)
    story, figure = story_of("typed 231"), go.Figure(go.Bar(x=[1]))
    once.made_once(story, "a", lambda: "231")
    once.described_once(figure)
    assert len(set(once._MADE) - before) == 2
    del story, figure
    gc.collect()
    assert set(once._MADE) <= before


def test_a_figure_is_described_as_plotly_does():
    figure = go.Figure(go.Bar(x=[1, 2], y=["a", "b"]), layout={"height": 200})
    assert once.described_once(figure).to_dict() == figure.to_dict()
    assert once.described_once(figure) is once.described_once(figure)
