"""A chart made large for a room, with known answers: which rows, what moves along, and what stays."""

from dataclasses import replace

import pytest

from analysis.charts.description import Axis, Band, Chart, Line, Remark, Row, Series, Span
from analysis.charts.plotly import row_names, rows_most
from analysis.charts.room import USUAL, Room
from analysis.palette import DARK, LIGHT
from tests.drawing import drawn

LABELS = ["Pathology", "Physical Medicine and Rehabilitation", "Neurology", "Internal Medicine/Pediatrics"]


def presented(chart, rows=(), *, dark=False, room=USUAL, height=None):
    return drawn(chart, dark=dark, room=room, rows=rows, height=height)


@pytest.fixture
def rows():
    """Four rows: a point in each, lines between two values with gaps, words, and what crosses some rows or all."""
    return Chart(
        "rows",
        tuple(Row(label, weight=int(label == "Pathology")) for label in LABELS),
        (
            Series(
                "matched average",
                "matched",
                (240, 241, 242, 243),
                ("240", "241", "242", "243"),
                sides=("right", "left", "right", "left"),
                hollow=(False, True, False, True),
            ),
        ),
        Axis(190, 260, (200, 220, 240), words=200),
        spans=(Span("reach", (220, 221, None, 223), (240, 241, None, 243)),),
        lines=(Line(230, "You"), Line(250, "no average", rows=(3, 3))),
        bands=(Band(1, 2, (2, 2)), Band(1, 2, (0, 3))),
        remarks=(Remark(2, "not in the source", "not in the source"),),
    )


@pytest.fixture
def curve():
    """A chart without rows."""
    return Chart(
        "lines",
        series=(Series("share", "misprint", (3.0, 2.0, 1.0), ("1", "10", "1,000")),),
        axis=Axis(0, 4, (0, 2, 4), "%"),
        xs=(2000, 2001, 2002),
        x_axis=Axis(2000, 2002, (2000, 2002)),
        events=(2001,),
    )


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def words(figure):
    """Return the traces of words in rows that lack a mark."""
    return [one for one in figure.data if one.mode == "text" and one.textfont.style == "italic"]


def test_the_names_of_rows_are_plain(rows, curve):
    assert row_names(rows) == tuple(LABELS)
    assert row_names(curve) == row_names(None) == ()


def test_two_rows_are_shown_in_the_order_asked_for(rows):
    shown = presented(rows, (2, 0))
    axis = shown.layout.yaxis
    assert axis.ticktext == ("Neurology", "<b>Pathology</b>")
    assert axis.tickvals == (0, 1)
    assert axis.range == (1.6, -0.6)
    dot = trace(shown, "Matched average")
    assert list(dot.x) == [242, 240]
    assert list(dot.y) == [0, 1]
    assert [text.strip() for text in dot.text] == ["242", "240"]
    assert list(dot.textposition) == ["middle right", "middle right"]
    assert list(dot.marker.color) == [LIGHT.matched, LIGHT.matched]
    assert dot.hovertemplate == trace(drawn(rows), "Matched average").hovertemplate
    (said,) = words(shown)
    assert list(said.text) == list(words(drawn(rows))[0].text)
    assert list(said.y) == [0]


def test_gaps_between_lines_stay_gaps(rows):
    line = presented(rows, (1, 2, 3)).data[0]
    assert list(line.x) == [221, 241, None, 223, 243, None]
    assert list(line.y) == [0, 0, None, 2, 2, None]


def test_words_of_rows_that_are_not_shown_are_gone(rows):
    assert words(presented(rows, (0, 1))) == []


def test_all_rows_are_shown_unless_some_are_asked_for(rows):
    shown = presented(rows)
    assert len(shown.layout.yaxis.ticktext) == 4
    assert [list(one.y) for one in shown.data] == [list(one.y) for one in drawn(rows).data]


def test_what_spans_the_whole_height_stays_and_what_belongs_to_a_row_goes_with_it(rows):
    shown = presented(rows, (2, 3))
    own, _, line, piece = shown.layout.shapes
    assert (line.yref, line.y0, line.y1) == ("paper", 0, 1)
    assert (own.y0, own.y1) == pytest.approx((-0.45, 0.45))
    assert (piece.y0, piece.y1) == pytest.approx((0.55, 1.45))
    label, note = shown.layout.annotations
    assert (label.yref, label.y) == ("paper", 1)
    assert (note.y, note.text) == (0.55, "<b>no average</b>")
    without = presented(rows, (0, 1)).layout
    assert [(shape.type, shape.yref) for shape in without.shapes] == [("rect", "y"), ("line", "paper")]
    assert [one.text for one in without.annotations] == ["<b>You</b>"]


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [((0, 1), -0.45, 1.45), ((2, 3), -0.45, 1.45), ((1, 2, 3), -0.45, 2.45), ((3,), -0.45, 0.45)],
)
def test_what_spans_several_rows_spans_those_of_them_that_are_shown(rows, asked, low, high):
    one = replace(rows, bands=rows.bands[1:])
    (over,) = [shape for shape in presented(one, asked).layout.shapes if shape.type == "rect"]
    assert (over.y0, over.y1) == pytest.approx((low, high))


def test_type_and_marks_grow_and_data_does_not(rows):
    shown = presented(rows, (0, 1))
    assert (USUAL.value_size, USUAL.scale) == (18, 1.5)
    assert shown.layout.font.size == 20
    assert shown.layout.xaxis.tickfont.size == 18
    assert shown.layout.yaxis.tickfont.size == 20
    assert shown.layout.yaxis.ticklabelstandoff == 9
    assert [note.font.size for note in shown.layout.annotations] == [20]
    assert presented(rows, (3,)).layout.annotations[1].font.size == 18
    dot = trace(shown, "Matched average")
    assert dot.textfont.size == 18
    assert dot.marker.size == 18 == round(12 * 1.5)
    assert shown.data[0].line.width == 3
    line = next(shape for shape in shown.layout.shapes if shape.type == "line")
    assert line.line.width == 3
    assert shown.layout.xaxis.range == (190, 260)
    assert shown.layout.xaxis.tickvals == (200, 220, 240)


def test_the_names_have_room_and_the_height_is_the_one_given(rows):
    two, four = presented(rows, (0, 2), height=300), presented(rows, height=500)
    assert (two.layout.height, four.layout.height) == (300, 500)
    # The longest name that is shown, on one line at its size.
    assert two.layout.margin.l >= len("Neurology") * 0.5 * 20
    assert four.layout.margin.l >= len("Physical Medicine and Rehabilitation") * 0.5 * 20
    assert two.layout.margin.l < four.layout.margin.l


def test_quiet_type_becomes_strong_and_marks_keep_their_colours(rows):
    shown = presented(rows)
    assert shown.layout.xaxis.tickfont.color == LIGHT.text
    assert words(shown)[0].textfont.color == LIGHT.text
    assert words(drawn(rows))[0].textfont.color == LIGHT.muted
    dot = trace(shown, "Matched average")
    assert dot.textfont.color == LIGHT.matched
    assert shown.data[0].line.color == LIGHT.connector
    # Hollow marks are filled with the page, which is white in a room.
    assert list(dot.marker.color) == [LIGHT.matched, "#FFFFFF", LIGHT.matched, "#FFFFFF"]
    quiet = replace(rows, series=(replace(rows.series[0], style="near", hollow=(True,) * 4),))
    made = trace(presented(quiet, dark=True), "Matched average")
    assert made.marker.line.color == DARK.muted
    assert set(made.marker.color) == {"#000000"}
    assert made.textfont.color == DARK.text


def test_a_chart_without_rows_grows_as_a_whole(curve):
    shown, usual = presented(curve, (0, 1)), drawn(curve, wide=True)
    assert presented(curve, height=401).layout.height == 401
    cross = shown.data[0]
    assert list(cross.x) == [2000, 2001, 2002]
    assert list(cross.y) == [3, 2, 1]
    assert cross.textfont.size == 18
    assert cross.textfont.color == LIGHT.text
    assert cross.marker.size == round(9 * 1.5)
    assert shown.layout.yaxis.range == (0, 4)
    assert shown.layout.yaxis.tickfont.size == 18
    (line,) = shown.layout.shapes
    assert (line.x0, line.x1) == (2001, 2001)
    assert (line.line.width, line.line.dash) == (2, "dot")
    assert shown.layout.margin.l == pytest.approx(usual.layout.margin.l * 1.5, abs=1)


def test_the_chart_that_was_given_is_not_changed(rows, curve):
    for chart in (rows, curve):
        before = repr(chart)
        presented(chart, (1, 0), dark=True)
        assert repr(chart) == before


def test_everything_grows_with_the_screen(rows, curve):
    wall = Room(3840, 2160)
    assert (wall.value_size, wall.scale) == (54, 4.5)
    for chart in (rows, curve):
        small, large = presented(chart).layout, presented(chart, room=wall).layout
        assert large.xaxis.tickfont.size == 3 * small.xaxis.tickfont.size == 54
        assert large.margin.l == pytest.approx(3 * small.margin.l, abs=3)
        assert large.height == 3 * small.height
    assert trace(presented(rows, room=wall), "Matched average").marker.size == round(12 * 4.5)


def test_what_takes_two_lines_on_a_phone_takes_one_and_no_room_above(rows):
    panels = replace(
        rows,
        series=(Series("US MD seniors", "us_md_senior_mark", (1.0, None, 3.0, 4.0)),),
        axis=Axis(1, 10, (2, 5), words=1.2),
        spans=(),
        lines=(),
        bands=(),
        remarks=(Remark(1, "not in the source", "not in\nsource", series=0),),
        apart=True,
    )
    page, shown = drawn(panels), presented(panels)
    assert page.layout.annotations[0].text == "<b>US MD<br>seniors</b>"
    assert shown.layout.annotations[0].text == "<b>US MD seniors</b>"
    assert "<br>" in words(page)[0].text[0]
    assert words(shown)[0].text[0].split() == ["not", "in", "source"]
    assert shown.layout.margin.t < page.layout.margin.t * 1.5
    # Room for the note: its distance from the rows, and its line.
    assert shown.layout.margin.t >= 22 * 1.5 + 20


def test_lines_behind_a_value_stay_out_of_its_letters(rows, curve):
    for chart, dark, paper in ((rows, False, "#FFFFFF"), (curve, True, "#000000")):
        texts = [one for one in presented(chart, dark=dark).data if "text" in one.mode]
        assert texts
        assert all(paper in one.textfont.shadow for one in texts)


def test_as_many_rows_as_can_be_read(rows):
    few, many = rows_most(rows, USUAL, 300), rows_most(rows, USUAL, 450)
    assert 1 <= few < many
    # The same share of a larger screen holds the same rows.
    assert rows_most(rows, Room(3840, 2160), 3 * 450) == many
    # Two lines of rows keep more than a size of type between them.
    assert (450 - 1.5 * 12) / many > 1.3 * 18
    assert rows_most(rows, USUAL, 10) == 1


def test_ten_small_charts_fit_a_screen_that_is_not_much_wider_than_high():
    years = {"xs": (2008, 2022), "x_axis": Axis(2008, 2022, (2008, 2022))}
    panel = Chart("lines", series=(Series("share", "us_img_panel", (1.0, 20.0), end="20%"),), **years)
    few, many = (
        presented(Chart("lines", panels=(panel,) * count), room=Room(1024, 768)).layout for count in (3, 10)
    )
    assert many.annotations[0].font.size == Room(1024, 768).value_size < few.annotations[0].font.size
    # The last value of the last column reaches this far over its panel.
    assert few.margin.r == many.margin.r == 23
