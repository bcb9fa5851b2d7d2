"""How a chart is cut into slides, and where its labels stand, with numbers made for it."""

from dataclasses import replace

import pytest

from analysis.charts.description import Axis, Chart, Row
from analysis.charts.description import Series as Described
from analysis.export.slides.charts import chart_specs, ends_apart
from analysis.export.slides.dots import labels_in_columns
from analysis.export.slides.scatters import scatter_labels
from analysis.export.slides.specs import ChartSpec, Series
from analysis.thresholds.chart import boxes as threshold_boxes
from analysis.thresholds.chart import with_person
from analysis.thresholds.compute import Answers, Box
from analysis.wording import FEW_MARK, SPECIALTY_LABELS


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


def test_close_ends_keep_apart_in_a_small_chart_where_one_line_alone_says_its_end():
    lines = (
        Described("positions", "line_between", (300.0, 391.0), end="391"),
        Described("filled", "line_matched", (290.0, 372.0)),
    )
    panel = Chart("lines", series=lines, xs=(2020, 2021), title="Internal Medicine", finding="372 of 391")
    (spec,) = chart_specs(Chart("lines", panels=(panel,), axis=Axis(kind="counts")))
    assert [one.labels[-1].place for one in spec.series] == ["t", "r"]


@pytest.mark.parametrize(
    ("cells", "low", "high", "step"),
    [((47.1, 69.0, 26.2), -20, 100, 20), ((2.0, 0.0, 5.5), -1, 7, 1), ((100.0, 100.0, 100.0), -20, 120, 20)],
)
def test_shares_have_their_sign_and_the_scale_that_a_page_gives_them(cells, low, high, step):
    rows = tuple(Row(name, count=30) for name in "abc")
    axis = Axis(0, 103, (0, 50), "%", kind="shares")
    (spec,) = chart_specs(Chart("rows", rows, (Described("matched", "matched", cells),), axis, decimals=1))
    assert spec.label_format == '0.0"%"'
    assert (spec.axis.low, spec.axis.high, spec.axis.step, spec.axis.is_shown) == (low, high, step, True)
    # Beyond 0 and 100 there is room for labels, and no number.
    assert spec.axis.number_format == '[<0]"";[>100]"";0"%"'


def answered(specialty, below, above):
    """Return the boxes of one specialty: how many programs named each of the two scores."""
    boxes = (Box(programs, at, at + 5, at + 9, "s") for programs, at in ((below, 200), (above, 230)))
    return Answers(specialty, SPECIALTY_LABELS[specialty], *boxes)


@pytest.fixture
def boxed():
    """The slide of three specialties, one of which few programs named a score for, and one without boxes."""
    names = ("pathology", "pediatrics", "neurology")
    rows = [answered(*told) for told in zip(names, (7, 27, 12), (10, 30, 6), strict=True)]
    rows.append(Answers("psychiatry", "Psychiatry", responding=3))
    (spec,) = chart_specs(with_person(threshold_boxes(rows), 228))
    return spec


def test_both_boxes_of_a_specialty_stand_beside_each_other(boxed):
    assert boxed.categories[:3] == (
        "Pathology\nrarely below",
        "Pathology\nalmost always above",
        "Pediatrics\nrarely below",
    )
    (you,) = (one.cells for one in boxed.series if one.style == "user")
    assert you == (228,) * 8
    medians = [one.cells for one in boxed.series if one.style.endswith("_median")]
    assert medians == [
        (205, None, 205, None, 205, None, None, None),
        (None, 235, None, 235, None, 235, None, None),
    ]


def test_boxes_of_few_programs_have_stripes_and_a_flag(boxed):
    drawn = {
        (one.style, one.is_striped): [at for at, length in enumerate(one.join) if length]
        for one in boxed.series
        if one.join
    }
    assert drawn == {
        ("rarely_end", False): [2, 4],
        ("rarely_end", True): [0],
        ("almost_always_end", False): [1, 3],
        ("almost_always_end", True): [5],
    }
    striped = {one.name for one in boxed.series if one.is_striped}
    assert striped == {"striped: fewer than 10 programs"}
    texts = {at: label.text for one in boxed.series for at, label in enumerate(one.labels) if label}
    assert [FEW_MARK in text for _, text in sorted(texts.items())] == [True, *(False,) * 4, True]
    assert boxed.said() == ("No box printed: Psychiatry.", "Fewer than 10 programs: Pathology and Neurology.")


def test_a_cut_never_parts_the_boxes_of_a_specialty(boxed):
    first, second = replace(boxed, rows_most=5).parts()
    assert [len(part.categories) for part in (first, second)] == [4, 4]
    assert second.categories[0] == "Neurology\nrarely below"
    assert first.said() == ("Fewer than 10 programs: Pathology.",)


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
