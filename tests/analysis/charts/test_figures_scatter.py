from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.labels import LABEL_HEIGHT, LETTER_WIDTH, PLACES, REACH, Plot, place_labels
from analysis.charts.plotly_scatter import HEIGHT, MARGIN
from analysis.gap_and_share.compute import gap_and_share
from analysis.palette import DARK, LIGHT
from analysis.profile import Profile
from analysis.standing.compute import compare
from analysis.wording import SHORT_LABELS
from tests.drawing import gap_scatter


@pytest.fixture(scope="module")
def rows_for(reference):
    """Return a function that gives the rows of a profile out of the real tables."""

    def rows(profile):
        group = profile.applicant_group
        return gap_and_share(compare(profile, reference.cohorts[group]), reference, group, "step1")

    return rows


def pairs_of(rows):
    """Return what is drawn of some rows: (row, share, gap) where there are both."""
    found = ((row, row.share_pct, row.compared.gap_to_matched) for row in rows)
    return [(row, share, gap) for row, share, gap in found if not (isnan(share) or isnan(gap))]


def box(mark, place, label):
    """Return left, right, top and bottom of a label, as the chart will draw it."""
    (x, y), (side, shift, _), width = mark, place, LETTER_WIDTH * len(label)
    left = x + REACH if side == "right" else x - REACH - width
    return left, left + width, y + shift - LABEL_HEIGHT / 2, y + shift + LABEL_HEIGHT / 2


def marks_of(figure):
    """Return what is drawn of each specialty: label -> x, y, symbol, fill and ink."""
    return {
        label: (x, y, symbol, fill, one.marker.line.color)
        for one in figure.data
        if one.mode == "markers"
        for label, x, y, symbol, fill in zip(
            one.text, one.x, one.y, one.marker.symbol, one.marker.color, strict=True
        )
    }


def covers(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


MARKS = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 560)), max_size=22)


@given(MARKS)
def test_every_mark_gets_one_of_the_places(marks):
    labels = ["Internal Medicine"] * len(marks)
    places = place_labels(marks, labels, Plot(300))
    assert len(places) == len(marks)
    assert set(places) <= set(PLACES)
    assert place_labels(marks, labels, Plot(300)) == places


@given(st.floats(0, 300), st.floats(0, 300), st.floats(0, 200), st.floats(100, 300))
def test_labels_of_marks_far_apart_stay_at_the_height_of_their_mark(one, other, y, down):
    places = place_labels([(one, y), (other, y + down)], ["Neurology", "Pathology"], Plot(300))
    width = LETTER_WIDTH * len("Neurology")
    for (side, shift, _), x in zip(places, (one, other), strict=True):
        assert shift == 0
        # On the right unless the text would leave the chart there.
        assert side == ("right" if x + REACH + width <= 300 else "left")


@pytest.mark.parametrize("apart", [0, 5, 30, 60])
def test_labels_of_two_marks_at_one_height_do_not_cover_each_other(apart):
    marks, labels = [(120.0, 100.0), (120.0 + apart, 100.0)], ["Neurology", "Pathology"]
    places = place_labels(marks, labels, Plot(300))
    boxes = [box(*each) for each in zip(marks, places, labels, strict=True)]
    assert not covers(*boxes)
    for own, (x, y) in zip(boxes, reversed(marks), strict=True):
        assert not covers(own, (x - 6, x + 6, y - 6, y + 6))


def test_a_place_does_for_a_phone_and_for_a_wide_page():
    marks, labels = [(40.0, 100.0), (110.0, 100.0)], ["Neurology", "Pathology"]
    for stretches in ((1.0,), (1.0, 2.6)):
        places = place_labels(marks, labels, Plot(300, stretches))
        for by in stretches:
            boxes = [
                box((x * by, y), place, label)
                for (x, y), place, label in zip(marks, places, labels, strict=True)
            ]
            assert not covers(*boxes)


def test_the_marks_are_the_table(rows_for):
    rows = rows_for(Profile("non_us_img", 230))
    drawn = pairs_of(rows)
    figure = gap_scatter(rows, 6)
    marks, labels = marks_of(figure), figure.data[-1]
    assert [marks[row.compared.label][:2] for row, *_ in drawn] == [
        (round(share, 2), gap) for _, share, gap in drawn
    ]
    assert len(marks) == len(drawn)
    # Every mark is labelled directly, at its own share.
    assert [text.strip() for text in labels.text] == [
        SHORT_LABELS[row.compared.specialty] for row, *_ in drawn
    ]
    assert list(labels.x) == [share for _, share, _ in drawn]


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_few_matched_are_hollow_and_rows_without_verdict_are_diamonds(rows_for, dark, colours):
    rows = rows_for(Profile("non_us_img", 230))
    by_label = {label: mark[2:] for label, mark in marks_of(gap_scatter(rows, 6, dark=dark)).items()}
    hollow = {label for label, (_, fill, _) in by_label.items() if fill == colours.page}
    assert hollow == {
        "Internal Medicine/Pediatrics",
        "Orthopaedic Surgery",
        "Plastic Surgery",
        "Vascular Surgery",
    }
    assert {label for label, (symbol, _, _) in by_label.items() if symbol == "diamond"} == {"Plastic Surgery"}
    assert by_label["Pathology"] == ("circle", colours.muted, colours.muted)
    assert by_label["Family Medicine"][1:] == (colours.above, colours.above)
    assert by_label["Dermatology"][1:] == (colours.below, colours.below)
    assert by_label["Plastic Surgery"][1:] == (colours.page, colours.muted)


@pytest.mark.parametrize("score", [120, 230, 300])
def test_everything_drawn_lies_within_the_axes(rows_for, score):
    figure = gap_scatter(rows_for(Profile("us_md_senior", score)), 8)
    marks = marks_of(figure).values()
    low, high = figure.layout.yaxis.range
    assert all(low < gap < high for _, gap, *_ in marks)
    assert low < -8 < 8 < high
    left, right = figure.layout.xaxis.range
    assert left < 0
    assert all(left < share < right for share, *_ in marks)
    band, line = figure.layout.shapes
    assert (band.y0, band.y1, line.y0, line.y1) == (-8, 8, 0, 0)


def test_a_label_that_moved_away_keeps_a_line_to_its_mark(rows_for):
    rows = rows_for(Profile("non_us_img", 230))
    figure = gap_scatter(rows, 6)
    leaders, *_, labels = figure.data
    heights = [gap for *_, gap in pairs_of(rows)]
    low, high = figure.layout.yaxis.range
    per_pixel = (high - low) / (HEIGHT - MARGIN["t"] - MARGIN["b"])
    moved = {
        (x, mark, place)
        for x, mark, place in zip(labels.x, heights, labels.y, strict=True)
        if abs(mark - place) > (LABEL_HEIGHT + 0.5) * per_pixel
    }
    lines = list(zip(leaders.x[::3], leaders.y[::3], leaders.y[1::3], strict=True))
    assert set(lines) == moved
    assert set(leaders.x[2::3]) <= {None}
