from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.labels import spread
from analysis.counts.compute import fill_trends, largest_specialties, matches_by_specialty
from analysis.palette import DARK, LIGHT
from analysis.rates.compute import COUNTED_TYPES, RATE_TYPES, rate_series, two_denominators
from analysis.wording import GROUP_LABELS
from tests.drawing import denominator_lines, rate_lines, trend_panels


@pytest.fixture(scope="module")
def panels(real):
    """The table behind the ten largest specialties and Child Neurology, their order, and the figure."""
    counts = matches_by_specialty(real["positions"])
    shown = (*largest_specialties(counts), "child_neurology")
    drawn = counts.loc[counts["specialty"].isin(shown)]
    trends = fill_trends(counts)
    return drawn, shown, trend_panels([trends[slug] for slug in shown])


@pytest.fixture(scope="module")
def series(real):
    return rate_series(real["match_rates"], real["applicants"], real["restatements"])


@pytest.fixture(scope="module")
def events(real):
    marked = real["policy_events"].dropna(subset=["first_match_year"])
    return marked.sort_values("first_match_year")


def axes_of(figure, letter):
    """Return the axes in the order of their panels: a layout names them in no order."""
    names = [name for name in figure.layout if name.startswith(f"{letter}axis")]
    return [figure.layout[name] for name in sorted(names, key=lambda name: int(name[5:] or 1))]


def test_one_panel_for_each_specialty_on_one_scale_from_zero(panels):
    drawn, _, figure = panels
    assert len(axes_of(figure, "x")) == len(axes_of(figure, "y")) == 11
    ranges = {tuple(axis.range) for axis in axes_of(figure, "y")}
    assert len(ranges) == 1
    low, high = ranges.pop()
    assert low == 0
    assert high > drawn[["us_img_pct", "non_us_img_pct"]].max().max()
    assert len({tuple(axis.range) for axis in axes_of(figure, "x")}) == 1


def test_panels_do_not_overlap(panels):
    boxes = [
        (*across.domain, *up.domain)
        for across, up in zip(axes_of(panels[2], "x"), axes_of(panels[2], "y"), strict=True)
    ]
    for at, (left, right, bottom, top) in enumerate(boxes):
        assert 0 <= left < right <= 1
        assert 0 <= bottom < top <= 1
        for other in boxes[at + 1 :]:
            assert right < other[0] or other[1] < left or top < other[2] or other[3] < bottom


def test_the_lines_of_a_panel_are_the_shares_of_its_specialty(panels):
    drawn, shown, figure = panels
    lines = [one for one in figure.data if one.mode == "lines+markers"]
    assert len(lines) == 2 * len(shown)
    for place, specialty in enumerate(shown):
        rows = drawn.loc[drawn["specialty"] == specialty].sort_values("match_year")
        broken = list(rows.loc[rows["break_note"] != "", "match_year"])
        for line, column in zip(
            lines[2 * place : 2 * place + 2], ("non_us_img_pct", "us_img_pct"), strict=True
        ):
            assert line.yaxis == ("y" if place == 0 else f"y{place + 1}")
            at = dict(zip(line.x, line.y, strict=True))
            # A line stops half a year before each row that does not continue the year before.
            gaps = [year for year in line.x if year % 1]
            assert gaps == [year - 0.5 for year in broken]
            assert all(at.pop(year) is None for year in gaps)
            assert list(at) == list(rows["match_year"])
            assert list(at.values()) == pytest.approx(list(rows[column]), abs=0.005)
            assert not line.connectgaps
    marks = [(shape.yref, shape.x0) for shape in figure.layout.shapes]
    panel_of = {slug: f"y{place + 1}" if place else "y" for place, slug in enumerate(shown)}
    assert sorted(marks) == sorted(
        (panel_of[row.specialty], row.match_year - 0.5)
        for row in drawn.loc[drawn["break_note"] != ""].itertuples()
    )
    assert {panel for panel, _ in marks} == {panel_of["pediatrics"], panel_of["obstetrics_and_gynecology"]}
    # A late starter starts late; nothing is drawn for the years before.
    assert lines[-1].x[0] == 2012


def test_a_panel_prints_its_name_both_ends_together_and_the_last_value_of_each_line(panels, said):
    drawn, _, figure = panels
    words = said(figure)
    assert words[0] == "Internal Medicine 36% → 40%"
    assert "Psychiatry 29% → 16%" in words
    assert words[10] == "Child Neurology 2012: 19% → 20%"
    assert any(text.startswith("Pediatrics 2011: ") for text in words)
    last = drawn.loc[(drawn["match_year"] == 2022) & (drawn["specialty"] == "internal_medicine")].iloc[0]
    assert words[11:13] == [f"{last['non_us_img_pct']:.0f}%", f"{last['us_img_pct']:.0f}%"]


PLACES = st.lists(st.floats(0, 101), min_size=1, max_size=5)


@given(PLACES, st.floats(0.1, 20))
def test_labels_are_moved_apart_in_order_and_no_further_than_needed(places, step):
    moved = spread(places, step)
    assert len(moved) == len(places)
    order = sorted(range(len(places)), key=places.__getitem__)
    for low, high in pairwise(order):
        assert moved[high] - moved[low] >= step - 1e-3
    assert sum(moved) == pytest.approx(sum(places), abs=1e-6)


@given(PLACES, st.floats(0.1, 20))
def test_labels_that_have_room_stay_where_they_are(places, step):
    apart = [place + 2 * step * at for at, place in enumerate(sorted(places))]
    assert spread(apart, step) == apart


def test_labels_by_hand():
    assert spread([50.0, 50.0], 10) == [45, 55]
    assert spread([], 10) == []
    assert spread([10.0, 90.0, 12.0], 6) == [8, 90, 14]


def test_every_line_of_rates_is_the_table_and_the_axis_starts_at_zero(series, events, trace):
    figure = rate_lines(series, events, "non_us_img")
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.range[1] >= 100
    for kind in RATE_TYPES:
        own = series.loc[(series["applicant_type"] == kind) & ~series["is_secondary"]]
        line = trace(figure, GROUP_LABELS[kind])
        assert list(line.x) == list(own["match_year"])
        assert list(line.y) == list(own["match_rate_pct"])
    low, high = figure.layout.xaxis.range
    assert low < 1982
    assert high > 2025
    widths = {kind: trace(figure, GROUP_LABELS[kind]).line.width for kind in RATE_TYPES}
    assert [kind for kind, width in widths.items() if width == max(widths.values())] == ["non_us_img"]


def test_what_is_printed_wrong_is_a_cross_beside_the_line(series, events, trace):
    figure = rate_lines(series, events, "us_img")
    line = trace(figure, "All applicants")
    at_1993 = dict(zip(line.x, line.y, strict=True))
    assert (at_1993[1992], at_1993[1993], at_1993[1994]) == (83.3, 80.8, 77.9)
    assert line.connectgaps is False
    cross = trace(figure, "All applicants, as printed")
    assert (list(cross.x), list(cross.y), list(cross.text)) == ([1993], [92.1], ["92.1"])
    assert cross.marker.symbol == "x-thin"
    assert "lines" not in cross.mode
    other = trace(figure, "Non-US IMG, as printed")
    assert (list(other.x), list(other.y)) == ([1992], [58.0])
    # Each has the colour of its line, and its value away from it.
    assert cross.marker.line.color == line.line.color == LIGHT.text
    assert other.marker.line.color == trace(figure, "Non-US IMG").line.color
    assert (list(cross.textposition), list(other.textposition)) == (["top center"], ["bottom center"])
    assert sum("as printed" in (one.name or "") for one in figure.data) == 2


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_second_hand_rates_are_hollow_and_dotted(series, events, trace, dark, colours):
    figure = rate_lines(series, events, "us_img", dark=dark)
    for kind in ("us_md_senior", "do_senior", "us_img", "non_us_img"):
        line = trace(figure, f"{GROUP_LABELS[kind]}, second-hand")
        rows = series.loc[(series["applicant_type"] == kind) & series["is_secondary"]]
        assert list(line.x)[-3:] == [2023, 2024, 2025]
        assert list(line.y)[-3:] == list(rows["match_rate_pct"])
        assert line.marker.color == colours.page
        assert line.line.dash == "dot"
        own = trace(figure, GROUP_LABELS[kind])
        assert max(own.x) == 2022
        assert own.marker.color == own.line.color != colours.page


def test_lines_differ_by_more_than_their_colour(series, events, trace):
    figure = rate_lines(series, events, "us_img")
    styles = {
        (trace(figure, GROUP_LABELS[kind]).marker.symbol, trace(figure, GROUP_LABELS[kind]).line.dash)
        for kind in ("us_md_senior", "do_senior", "us_img", "non_us_img")
    }
    assert len(styles) == 4
    assert trace(figure, "All applicants").line.dash == "dash"


def test_every_line_is_labelled_at_its_end_and_the_changes_are_numbered(series, events, said):
    figure = rate_lines(series, events, "us_img")
    words = said(figure)
    assert words[:4] == ["1", "2", "3", "4"]
    assert [shape.x0 for shape in figure.layout.shapes] == [2013, 2020, 2021, 2023]
    assert words[4:] == [
        "US MD senior 93.5",
        "DO senior 92.6",
        "US IMG 67.8",
        "Non-US IMG 58.0",
        "All applicants 80.2",
    ]
    places = sorted(figure.data[-1].y)
    assert min(high - low for low, high in pairwise(places)) > 3


@pytest.mark.parametrize("kind", COUNTED_TYPES)
def test_two_denominators_are_two_lines_from_zero(real, trace, said, kind):
    rows = two_denominators(real["applicants"], COUNTED_TYPES[kind])
    figure = denominator_lines(rows, 2018)
    for name, column in (
        ("Of those with a rank list", "of_active_pct"),
        ("Of all who registered", "of_registered_pct"),
    ):
        line = trace(figure, name)
        assert list(line.x) == list(rows["match_year"])
        assert list(line.y) == list(rows[column].round(2))
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert rows["of_active_pct"].max() < high <= 101
    last = rows.iloc[-1]
    assert said(figure) == [
        f"{last['of_active_pct']:.1f}% of those with a list",
        f"{last['of_registered_pct']:.1f}% of all registered",
    ]


def test_drawing_changes_no_table(series, events):
    before = series.copy(deep=True)
    rate_lines(series, events, "us_img")
    pd.testing.assert_frame_equal(series, before)
