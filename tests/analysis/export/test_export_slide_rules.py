"""What holds for whatever a slide draws: every kind of story has a chart, on honest axes, in marks of their own."""

import ast
from pathlib import Path

import pytest

from analysis.charts.shades import luminance
from analysis.charts.styles import style_of
from analysis.export.slides.charts import chart_specs
from analysis.palette import LIGHT
from analysis.profile import Profile
from data.terms import slugs
from data.vocabulary import APPLICANT_GROUPS
from tests.telling import (
    every_story,
    stories_of_counts,
    stories_of_groups,
    stories_of_scores,
    stories_of_the_shortlist,
)

TOPICS = Path(__file__).parents[3] / "analysis"


@pytest.fixture(scope="module")
def told(real):
    """Return kind -> one story of it."""
    return {story.kind: story for story in reversed(every_story(real))}


def test_bars_start_at_zero_and_score_axes_hold_every_label(told):
    for story in told.values():
        for spec in chart_specs(story.chart):
            if spec.form == "tiles":
                continue
            cells = [cell for one in spec.series for cell in one.cells if cell is not None]
            assert spec.axis.low <= min(cells), story.kind
            assert max(cells) <= spec.axis.high, story.kind
            if spec.form in {"stacked_bars", "columns"} or story.kind in {
                "rates",
                "denominators",
                "fill_trend",
                "lists",
                "couples",
                "soap",
            }:
                assert spec.axis.low == 0, story.kind
            assert all(style_of(one.style) for one in spec.series)


def test_no_two_series_of_a_chart_look_alike_without_colour(told):
    for story in told.values():
        for spec in chart_specs(story.chart):
            # A square says its number, a cell its words.
            if spec.form in {"tiles", "grid"}:
                continue
            bars = spec.form in {"bars", "stacked_bars", "columns"}
            for styles in styles_of_lanes(spec):
                looks = {
                    (style.pattern, style.hollow, is_light(style.colour(LIGHT)))
                    if bars
                    else (style.slide, style.hollow, style.slide_line, style.dash)
                    for style in styles
                }
                assert len(looks) == len(styles), story.kind


def styles_of_lanes(spec):
    """Yield the looks that are seen above one name; lanes beside each other have names of their own."""
    for lane in range(spec.together):
        there = [
            one.style
            for one in spec.series
            if spec.together == 1 or any(cell is not None for cell in one.cells[lane :: spec.together])
        ]
        # Both ends of a range are one mark, all misprints are crosses, and what has no colour is not seen.
        names = {"misprint" if name.endswith("_misprint") else name for name in there}
        yield [style for style in map(style_of, names) if style.colour(LIGHT)]


def is_light(colour):
    """Whether a colour is light for whoever sees no colours."""
    return luminance(colour) > 0.5


def kinds_in_sources():
    """Return every kind that a story is given in the words of all topics."""
    found = set()
    for path in TOPICS.glob("*/*words.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Story":
                value = next(keyword.value for keyword in node.keywords if keyword.arg == "kind")
                # The comparison passes on its view, which is one of these two.
                found |= {value.value} if isinstance(value, ast.Constant) else {"averages", "gaps"}
    return found


def test_every_kind_of_story_has_a_chart_and_is_tried_here(told):
    assert set(told) == kinds_in_sources() != set()
    assert all(chart_specs(story.chart) for story in told.values())


@pytest.mark.parametrize("group", slugs(APPLICANT_GROUPS))
@pytest.mark.parametrize("numbers", [(None, None, None), (120, 120, 0), (300, 300, 999), (230, None, 5)])
def test_every_profile_has_slides(real, group, numbers):
    profile = Profile(group, *numbers)
    for exam in ("step1", "step2_ck"):
        for story in (
            *stories_of_scores(real, profile, exam),
            *stories_of_the_shortlist(real, profile, exam=exam),
        ):
            for spec in chart_specs(story.chart):
                cells = [cell for one in spec.series for cell in one.cells if cell is not None]
                assert spec.axis.low <= min(cells) <= max(cells) <= spec.axis.high
    if group != "us_md_senior":
        assert len(list(stories_of_counts(real, group))) == 6
    *_, research, _, _ = stories_of_groups(real, profile.research_items)
    (spec,) = chart_specs(research.chart)
    # 0 items have no place on a log scale.
    assert any(one.style == "user" for one in spec.series) == bool(profile.research_items)
