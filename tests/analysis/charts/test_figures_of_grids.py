"""Numbers inside bars and cells: where they stand, that they can be read, and the same grid on a slide."""

import io
from datetime import date

import pandas as pd
import pytest
from pptx import Presentation

from analysis.charts.description import Axis, Chart, Row, Series
from analysis.charts.room import Room
from analysis.charts.shades import ink_on, luminance, shade
from analysis.charts.styles import STYLES
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.palette import DARK, LIGHT
from analysis.story import Story, text_table
from data.load import load_table
from tests.drawing import drawn

ROWS = (Row("All", weight=1, count=40), Row("Neurology", count=9))
GRID = Chart(
    "grid",
    ROWS,
    (
        Series("letters", "shaded", (84.0, None), ("84", "")),
        Series("scores", "shaded", (90.0, 50.0), ("90", "50"), hollow=(False, True)),
    ),
    Axis(0, 100, suffix="%"),
    has_counts=True,
    counted="programs",
)
BARS = Chart(
    "bars",
    ROWS,
    (
        Series("often", "often", (70.0, 2.0), ("70", "2"), sides=("", "left"), hollow=(False, True)),
        Series("seldom", "seldom", (28.0, 98.0), ("28", "98"), sides=("", "")),
        Series("never", "never", (2.0, 0.0), ("2", ""), sides=("right", "right")),
    ),
    Axis(-8, 119, (0, 50), "%", kind="shares"),
    has_counts=True,
    counted="programs",
)


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_a_number_can_be_read_on_every_shade(dark):
    shades = [shade(value, 0, 100, dark=dark) for value in range(101)]
    assert min(contrast(ink_on(colour), colour) for colour in shades) >= 4.5
    assert len(set(shades)) > 50
    assert shade(-1, 0, 5, dark=dark) == shades[0]
    assert shade(9, 0, 5, dark=dark) == shades[-1]
    # Any colour, not only ours.
    assert (
        min(
            contrast(ink_on(f"#{grey:02X}{grey:02X}{grey:02X}"), f"#{grey:02X}{grey:02X}{grey:02X}")
            for grey in range(256)
        )
        >= 4.5
    )


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_a_number_can_be_read_on_every_part_of_a_bar(dark, colours):
    for name in ("often", "seldom", "never", "cited"):
        style = STYLES[name]
        fill = colours.page if style.hollow else style.colour(colours)
        assert contrast(style.text(colours), fill) >= 4.5, name


def test_a_grid_has_a_cell_for_every_number_and_a_dash_where_there_is_none():
    figure = drawn(GRID)
    cells, empty, counts = figure.data
    assert sorted(zip(cells.base, cells.y, cells.text, strict=True)) == [
        (0, 0, "84"),
        (1, 0, "90"),
        (1, 1, "50"),
    ]
    assert set(cells.x) == {1}
    assert list(zip(empty.x, empty.y, empty.text, strict=True)) == [(0.5, 1, "–")]
    assert list(counts.text) == ["40", "⚑9"]
    assert list(figure.layout.xaxis.ticktext) == ["Letters", "Scores", "<i>Programs</i>"]
    hollow = cells.marker.color[cells.text.index("50")]
    assert hollow == LIGHT.page
    assert cells.insidetextfont.color[cells.text.index("50")] == LIGHT.text


def test_a_grid_before_a_room_shows_some_of_its_rows():
    figure = drawn(GRID, room=Room(1280, 720), rows=(1,))
    assert list(figure.layout.yaxis.ticktext) == ["Neurology"]
    assert figure.data[0].insidetextfont.size >= 720 / 40


def test_numbers_stand_in_bars_and_beside_the_whole_bar_where_a_part_is_too_short():
    figure = drawn(BARS)
    often, seldom, never, left, right, _ = figure.data
    assert [list(one.text) for one in (often, seldom, never)] == [["70", ""], ["28", "98"], ["", ""]]
    assert [(x, text.strip("\u2009")) for x, text in zip(left.x, left.text, strict=True)] == [(0, "2")]
    assert [(x, text.strip("\u2009")) for x, text in zip(right.x, right.text, strict=True)] == [(100, "2")]
    assert list(often.marker.color) == [STYLES["often"].colour(LIGHT), LIGHT.page]
    assert set(never.marker.color) == {LIGHT.page}
    # Of nothing no outline is left.
    assert list(never.marker.line.width)[1] == 0


def test_slides_print_every_number_in_its_bar_and_how_many_answered_beside_the_name():
    (spec,) = chart_specs(BARS)
    assert spec.categories == ("All (n 40)", "Neurology (n 9)")
    assert [[label and label.text for label in one.labels] for one in spec.series] == [
        ["70", "2"],
        ["28", "98"],
        ["2", None],
    ]
    assert (spec.axis.low, spec.axis.high) == (0, 100)


def test_a_grid_is_a_table_on_a_slide():
    nothing = text_table({"Specialty": ["All"]})
    story = Story("grid", "Finding", "Measure", "Alt", nothing, pd.DataFrame, (), "x.csv", chart=GRID)
    deck = slides_bytes([Slide(story)], load_table("sources"), title="Deck", made_on=date(2026, 1, 1))
    page = Presentation(io.BytesIO(deck)).slides[1]
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    cells = [[table.cell(row, column).text for column in range(3)] for row in range(3)]
    assert cells == [["", "Letters", "Scores"], ["All (n 40)", "84", "90"], ["Neurology (n 9)", "–", "50"]]
