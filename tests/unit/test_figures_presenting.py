"""A figure made large for a room, with known answers: which rows, what moves along, and what stays."""

from copy import deepcopy

import plotly.graph_objects as go
import pytest

from analysis.charts.presenting import presented, row_names, rows_most
from analysis.charts.room import USUAL, Room
from analysis.charts.theme import dots, draw, row_axis, user_line, value_axis, words
from analysis.palette import DARK, LIGHT

LABELS = ["Pathology", "Physical Medicine and Rehabilitation", "Neurology", "Internal Medicine/Pediatrics"]


@pytest.fixture
def rows():
    """Four rows: a point in each, lines between two values with gaps, words, and shapes of three kinds."""
    line, label = user_line(230, "You", LIGHT)
    dot = dots(
        [240, 241, 242, 243],
        range(4),
        colour=LIGHT.matched,
        fill=[LIGHT.matched, LIGHT.page, LIGHT.matched, LIGHT.page],
        name="Matched",
        text=["240", "241", "242", "243"],
        place=["middle right", "middle left", "middle right", "middle left"],
        hover="%{customdata} %{x}",
        customdata=["a", "b", "c", "d"],
    )
    connectors = {
        "type": "scatter",
        "mode": "lines",
        "x": [240, 220, None, 241, 221, None, 243, 223, None],
        "y": [0, 0, None, 1, 1, None, 3, 3, None],
        "line": {"color": LIGHT.connector, "width": 2},
    }
    own = {"type": "rect", "x0": 1, "x1": 2, "y0": 1.6, "y1": 2.4, "line": {"width": 1}}
    over = {"type": "rect", "x0": 1, "x1": 2, "yref": "y", "y0": -0.5, "y1": 3.5, "line": {"width": 1}}
    note = {"x": 250, "y": 3, "text": "no average", "showarrow": False, "xshift": 4, "font": {"size": 12}}
    return draw(
        [dot, connectors, words(200, [2], "not in the source", LIGHT)],
        4,
        yaxis=row_axis(LABELS, LIGHT, bold=[True, False, False, False]),
        xaxis=value_axis(LIGHT, range=[190, 260], tickvals=[200, 220, 240]),
        shapes=[line, own, over],
        annotations=[label, note],
    )


@pytest.fixture
def curve():
    """A chart without rows, on a logarithmic axis."""
    return draw(
        [dots([1, 10, 1000], [3, 2, 1], colour=LIGHT.muted, name="Share", text=["1", "10", "1,000"])],
        10,
        xaxis={"type": "log", "range": [0, 3], "dtick": 1, "tickfont": {"size": 12}},
        yaxis={"range": [0, 4], "title": {"text": "percent", "font": {"size": 12}, "standoff": 6}},
        shapes=[{"type": "line", "x0": 1, "x1": 10, "y0": 2, "y1": 2, "line": {"width": 2, "dash": "dot"}}],
    )


def test_the_names_of_rows_are_read_without_markup_and_breaks(rows, curve):
    assert row_names(rows) == (
        "Pathology",
        "Physical Medicine and Rehabilitation",
        "Neurology",
        "Internal Medicine/Pediatrics",
    )
    assert row_names(curve) == ()


def test_two_rows_are_shown_in_the_order_asked_for(rows):
    shown = presented(rows, (2, 0))
    axis = shown.layout.yaxis
    assert axis.ticktext == ("Neurology", "<b>Pathology</b>")
    assert axis.tickvals == (0, 1)
    assert axis.range == (1.6, -0.6)
    dot = shown.data[0]
    assert list(dot.x) == [240, 242]
    assert list(dot.y) == [1, 0]
    assert [text.strip() for text in dot.text] == ["240", "242"]
    assert list(dot.textposition) == ["middle right", "middle right"]
    assert list(dot.customdata) == ["a", "c"]
    assert list(dot.marker.color) == [LIGHT.matched, LIGHT.matched]
    assert dot.name == "Matched"
    assert dot.hovertemplate == rows.data[0].hovertemplate == "Matched: %{customdata} %{x}<extra></extra>"
    assert list(shown.data[2].text) == list(rows.data[2].text)
    assert list(shown.data[2].y) == [0]


def test_gaps_between_lines_stay_gaps(rows):
    line = presented(rows, (1, 3)).data[1]
    assert list(line.x) == [None, 241, 221, None, 243, 223, None]
    assert list(line.y) == [None, 0, 0, None, 1, 1, None]


def test_a_trace_of_rows_that_are_not_shown_is_empty(rows):
    shown = presented(rows, (0, 1)).data[2]
    assert list(shown.x) == list(shown.y) == list(shown.text) == []


def test_all_rows_are_shown_unless_some_are_asked_for(rows):
    shown = presented(rows)
    assert len(shown.layout.yaxis.ticktext) == 4
    assert [list(trace.y) for trace in shown.data] == [list(trace.y) for trace in rows.data]


def test_what_spans_the_whole_height_stays_and_what_belongs_to_a_row_goes_with_it(rows):
    shown = presented(rows, (2, 3))
    line, own, _ = shown.layout.shapes
    assert (line.yref, line.y0, line.y1) == ("paper", 0, 1)
    assert (own.y0, own.y1) == pytest.approx((-0.4, 0.4))
    label, note = shown.layout.annotations
    assert (label.yref, label.y) == ("paper", 1)
    assert (note.y, note.text) == (1, "no average")
    without = presented(rows, (0, 1)).layout
    assert all(shape.y0 != pytest.approx(1.6) for shape in without.shapes)
    assert [one.text for one in without.annotations] == ["<b>You</b>"]


@pytest.mark.parametrize(
    ("asked", "low", "high"),
    [((0, 1), -0.5, 1.5), ((2, 3), -0.5, 1.5), ((1, 2, 3), -0.5, 2.5), ((3,), -0.5, 0.5)],
)
def test_what_spans_several_rows_spans_those_of_them_that_are_shown(rows, asked, low, high):
    (over,) = [shape for shape in presented(rows, asked).layout.shapes if shape.yref == "y"]
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
    assert presented(rows, (3,)).layout.annotations[1].xshift == 6
    assert shown.data[0].textfont.size == 18
    assert shown.data[0].marker.size == round(11 * 1.5)
    assert shown.data[1].line.width == 3
    assert shown.layout.shapes[0].line.width == 3
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
    assert shown.data[2].textfont.color == LIGHT.text
    assert shown.data[0].textfont.color == LIGHT.matched
    assert shown.data[1].line.color == LIGHT.connector
    # Hollow marks are filled with the page, which is white in a room.
    assert list(shown.data[0].marker.color) == [LIGHT.matched, "#FFFFFF", LIGHT.matched, "#FFFFFF"]
    dark = dots([1], [0], colour=DARK.muted, fill=[DARK.page], name="Dark", text=["1"])
    made = presented(draw([dark], 1, yaxis=row_axis(["One"], DARK)), dark=True).data[0]
    assert made.marker.line.color == DARK.muted
    assert list(made.marker.color) == ["#000000"]
    assert made.textfont.color == DARK.text


def test_a_chart_without_rows_grows_as_a_whole(curve):
    shown = presented(curve, (0, 1))
    assert presented(curve, height=401).layout.height == 401
    assert list(shown.data[0].x) == [1, 10, 1000]
    assert list(shown.data[0].y) == [3, 2, 1]
    assert shown.data[0].textfont.size == 18
    assert shown.data[0].textfont.color == LIGHT.text
    axis = shown.layout.xaxis
    assert (axis.type, axis.range, axis.dtick, axis.tickfont.size) == ("log", (0, 3), 1, 18)
    assert shown.layout.yaxis.range == (0, 4)
    assert shown.layout.yaxis.title.font.size == 18
    assert shown.layout.yaxis.title.standoff == 9
    (line,) = shown.layout.shapes
    assert (line.x0, line.x1, line.y0, line.y1) == (1, 10, 2, 2)
    assert (line.line.width, line.line.dash) == (3, "dot")
    assert shown.layout.margin.l == pytest.approx(curve.layout.margin.l * 1.5, abs=1)


def test_the_figure_that_was_given_is_not_changed(rows, curve):
    for figure in (rows, curve):
        before = deepcopy(figure.to_plotly_json())
        made = presented(figure, (1, 0), dark=True)
        assert isinstance(made, go.Figure)
        assert figure.to_plotly_json() == before


def test_everything_grows_with_the_screen(rows, curve):
    wall = Room(3840, 2160)
    assert (wall.value_size, wall.scale) == (54, 4.5)
    for figure in (rows, curve):
        small, large = presented(figure, room=USUAL).layout, presented(figure, room=wall).layout
        assert large.xaxis.tickfont.size == 3 * small.xaxis.tickfont.size == 54
        assert large.margin.l == pytest.approx(3 * small.margin.l, abs=3)
        assert large.height == 3 * small.height
    assert presented(rows, room=wall).data[0].marker.size == round(11 * 4.5)


def test_what_takes_two_lines_on_a_phone_takes_one_and_no_room_above(rows):
    def with_heading(text):
        note = {"text": text, "x": 1, "y": 1, "yref": "paper", "yshift": 22, "font": {"size": 13}}
        traces = [
            dots([1], [0], colour=LIGHT.matched, name="Matched", text=["no matched<br>\u2002\u2009average"])
        ]
        return draw(traces, 1, top=92, yaxis=row_axis(["One"], LIGHT), annotations=[note])

    shown = presented(with_heading("<b>US MD<br>senior</b>"))
    assert shown.layout.annotations[0].text == "<b>US MD senior</b>"
    assert shown.data[0].text[0].split() == ["no", "matched", "average"]
    assert "<br>" not in shown.data[0].text[0]
    assert shown.layout.margin.t < 92 * 1.5
    # Room for the note: its distance from the rows, and its line.
    assert shown.layout.margin.t >= 22 * 1.5 + 20


def test_lines_behind_a_value_stay_out_of_its_letters(rows, curve):
    for figure, dark, paper in ((rows, False, "#FFFFFF"), (curve, True, "#000000")):
        shown = presented(figure, dark=dark)
        texts = [trace for trace in shown.data if "text" in trace.mode]
        assert texts
        assert all(paper in trace.textfont.shadow for trace in texts)


def test_as_many_rows_as_can_be_read(rows):
    few, many = rows_most(rows, USUAL, 300), rows_most(rows, USUAL, 450)
    assert 1 <= few < many
    # The same share of a larger screen holds the same rows.
    assert rows_most(rows, Room(3840, 2160), 3 * 450) == many
    # Two lines of rows keep more than a size of type between them.
    assert (450 - 1.5 * 12) / many > 1.3 * 18
    assert rows_most(rows, USUAL, 10) == 1
