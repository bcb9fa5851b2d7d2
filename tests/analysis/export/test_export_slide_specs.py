"""How a chart is cut into slides, and where its labels stand, with numbers made for it."""

import pytest

from analysis.export.slides.charts import ends_apart, labels_in_columns
from analysis.export.slides.scatters import scatter_labels
from analysis.export.slides.specs import ChartSpec, Series


@pytest.mark.parametrize(
    ("rows", "most", "lengths"),
    [(12, 12, [12]), (13, 12, [7, 6]), (23, 12, [12, 11]), (23, 8, [8, 8, 7]), (30, 0, [30]), (1, 12, [1])],
)
def test_long_charts_go_on_in_even_parts(rows, most, lengths):
    names = tuple(f"row {place}" for place in range(rows))
    cells = tuple(float(place) for place in range(rows))
    spec = ChartSpec(
        "bars",
        names,
        (Series("s", cells, "above"),),
        remarks=((names[-1], "not in the source"),),
        rows_most=most,
    )
    parts = spec.parts()
    assert [len(part.categories) for part in parts] == lengths
    assert sum((part.categories for part in parts), ()) == names
    assert sum((part.series[0].cells for part in parts), ()) == cells
    assert [part.said() for part in parts] == [()] * (len(parts) - 1) + [
        (f"Not in the source: {names[-1]}.",)
    ]


def test_a_part_without_any_number_is_left_out_and_said_before():
    names = tuple("abcd")
    series = Series("s", (1.0, None, None, None), "above")
    spec = ChartSpec(
        "bars", names, (series,), remarks=tuple((name, "not listed") for name in "bcd"), rows_most=2
    )
    (part,) = spec.parts()
    assert (part.categories, part.series[0].cells) == (("a", "b"), (1.0, None))
    assert part.said() == ("Not listed: b, c and d.",)


def test_labels_above_each_other_keep_apart():
    labels = labels_in_columns([(5.0, 3.0, None, 4.0), (5.0, 1.0, 2.0, 9.0), (1.0, 2.0, None, 5.0)])
    places = [[label.place if label else None for label in of_series] for of_series in labels]
    assert places == [["t", "t", None, "b"], [None, "b", "t", "t"], ["b", "r", None, "r"]]


def test_ends_of_lines_keep_apart():
    assert ends_apart([10, 50, 90], 5) == ["r", "r", "r"]
    assert ends_apart([93.5, 92.6, 50], 5) == ["t", "r", "r"]
    assert ends_apart([4, 4], 5) == ["r", "t"]


def test_labels_of_a_scatter_take_the_free_side():
    free, close, nameless = scatter_labels([0.1, 0.97, 0.5], [0.5, 0.5, 0.5], ["Here", "At the edge", ""])
    assert (free.place, free.text) == ("r", "Here")
    assert close.place == "l"
    assert nameless is None
    left, right = scatter_labels([0.5, 0.52], [0.5, 0.5], ["One name", "Another"])
    assert (left.place, right.place) == ("l", "r")


def test_labels_of_a_heap_move_apart():
    labels = scatter_labels([0.5] * 6, [0.5, 0.5, 0.51, 0.52, 0.5, 0.49], ["Otolaryngology"] * 6)
    assert len({(label.place, label.shift) for label in labels}) == 6
    assert all(abs(label.shift) < 0.25 for label in labels)
