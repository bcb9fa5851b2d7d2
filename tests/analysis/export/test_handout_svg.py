"""The picture of the handout, drawn from hand-made rows with known places."""

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.charts.description import Row
from analysis.export.handout import svg as pictures
from analysis.export.handout.svg import WIDTH
from analysis.palette import LIGHT
from analysis.standing.chart import averages_chart, with_score
from analysis.standing.compute import Averages

NAN = float("nan")
MISSING = {"not in the source": "not_reported", "garbled in the source": "garbled"}


@dataclass(frozen=True)
class DumbbellRow:
    """One specialty by hand: two averages, why one of them may be missing, and whether few matched."""

    label: str
    matched_mean: float
    unmatched_mean: float
    missing: str
    few: bool = False


def chart_of(rows, score=None, sem=0.0):
    """Return rows made by hand as the chart that the handout draws."""
    averages = averages_chart(
        [Row(row.label, count=9 if row.few else 99) for row in rows],
        [
            Averages(
                "",
                row.label,
                "step1",
                row.matched_mean,
                row.unmatched_mean,
                row.matched_mean - row.unmatched_mean,
                missing=MISSING.get(row.missing, "not_reported"),
            )
            for row in rows
        ],
    )
    return with_score(averages, score, sem)


def dumbbell_svg(name, title, rows, score=None, sem=0.0):
    return pictures.dumbbell_svg(name, title, chart_of(rows, score, sem))


def describe(rows, score, sem):
    return pictures.describe(chart_of(rows, score, sem))


def score_is_drawn(rows, score, sem):
    return pictures.score_is_drawn(chart_of(rows, score, sem))


NEUROLOGY = DumbbellRow("Neurology", 230.0, 210.0, "not in the source")
SOLID, DOTTED = 'stroke-width="2.6"/>', 'stroke-dasharray="0 5"'


def parsed(svg):
    """Read the picture as XML, which also says that it is well formed and escaped."""
    return ET.fromstring(str(svg))


def words(svg):
    """List the words of the picture, top to bottom."""
    return [text.text for text in parsed(svg).iter("text")]


def marks(svg, kind):
    """List where the circles of one kind stand."""
    return [float(mark.get("cx")) for mark in parsed(svg).iter("circle") if mark.get("class") == kind]


def test_two_averages_stand_at_the_ends_of_their_scale_and_say_their_values():
    svg = dumbbell_svg("step1", "Step 1", [NEUROLOGY])
    assert (marks(svg, "unmatched"), marks(svg, "matched")) == ([38.0], [WIDTH - 38.0])
    assert words(svg) == ["210", "220", "230", "Neurology", "210", "230"]
    circles = {circle.get("class"): circle for circle in parsed(svg).iter("circle")}
    assert circles["matched"].get("fill") == LIGHT.matched
    # Hollow: the colour of the page inside a ring.
    assert circles["unmatched"].get("fill") == LIGHT.page
    assert circles["unmatched"].get("stroke") == LIGHT.unmatched
    assert SOLID in svg
    assert DOTTED not in svg


@pytest.mark.parametrize(
    ("matched", "unmatched", "left_to_right"),
    [(228.0, 228.0, ["228 both"]), (239.0, 243.0, ["239", "243"])],
    ids=["equal", "inverted"],
)
def test_averages_that_do_not_separate_are_dotted_and_keep_their_values_outside(
    matched, unmatched, left_to_right
):
    svg = dumbbell_svg(
        "step1", "Step 1", [NEUROLOGY, DumbbellRow("Plastic Surgery", matched, unmatched, "-")]
    )
    assert svg.count(DOTTED) == 1
    values = [
        (float(text.get("x")), text.text)
        for text in parsed(svg).iter("text")
        if (text.get("class") or "").endswith("-value")
    ][2:]
    assert [said for _, said in sorted(values)] == left_to_right
    if matched == unmatched:
        # The ring lies around the filled circle, so that both are seen.
        radii = {
            circle.get("class"): float(circle.get("r")) for circle in list(parsed(svg).iter("circle"))[2:]
        }
        assert radii["unmatched"] > radii["matched"]


def test_a_row_without_averages_says_so_and_has_no_mark():
    svg = dumbbell_svg("step2_ck", "x", [DumbbellRow("Pediatrics", NAN, NAN, "garbled in the source")])
    assert "garbled in the source" in words(svg)
    assert list(parsed(svg).iter("circle")) == []


@pytest.mark.parametrize("others", [(210.0, 300.0), (100.0, 215.0)], ids=["on the left", "on the right"])
def test_a_row_with_one_average_says_which_is_missing(others):
    alone = DumbbellRow("Neurological Surgery", NAN, 212.0, "not in the source", few=True)
    svg = dumbbell_svg("step1", "x", [alone, DumbbellRow("Neurology", *others, "-")])
    assert {"no matched average", "212", "Neurological Surgery ⚑"} <= set(words(svg))
    # The words never stand on the circle or the value, whichever side has room.
    said = next(text for text in parsed(svg).iter("text") if text.text == "no matched average")
    value = next(text for text in parsed(svg).iter("text") if text.text == "212")
    mark, at = marks(svg, "unmatched")[0], float(said.get("x"))
    if said.get("text-anchor") == "end":
        assert at < float(value.get("x")) - 18 < mark
    else:
        assert at > mark + 5
    seniors = dumbbell_svg("step1", "x", [DumbbellRow("Neurology", 231.0, NAN, "not in the source")])
    assert (marks(seniors, "matched"), marks(seniors, "unmatched")) == ([WIDTH / 2], [])


def test_the_person_has_a_line_a_label_and_a_band_as_wide_as_the_error():
    svg = dumbbell_svg("step1", "x", [NEUROLOGY], 220, 6)
    root = parsed(svg)
    band = next(root.iter("rect"))
    per_point = (WIDTH - 2 * 38) / 20
    assert float(band.get("width")) == pytest.approx(12 * per_point, abs=0.2)
    line = next(path for path in root.iter("path") if path.get("class") == "person")
    assert line.get("d").startswith(f"M{WIDTH / 2:g} ")
    assert line.get("stroke") == LIGHT.user
    assert "You 220" in words(svg)
    assert "You" not in str(dumbbell_svg("step1", "x", [NEUROLOGY]))


@pytest.mark.parametrize(
    ("score", "label"), [(120, "◂ You 120, left of this scale"), (300, "You 300, right of this scale ▸")]
)
def test_a_score_far_from_every_average_is_said_at_the_edge(score, label):
    svg = dumbbell_svg("step1", "x", [NEUROLOGY], score, 6)
    assert label in words(svg)
    assert list(parsed(svg).iter("rect")) == []
    assert not score_is_drawn([NEUROLOGY], score, 6)
    assert score_is_drawn([NEUROLOGY], 220, 6)
    # The averages keep at least a third of the width.
    (unmatched,), (matched,) = marks(svg, "unmatched"), marks(svg, "matched")
    assert matched - unmatched > WIDTH / 4


def test_it_is_described_row_by_row():
    rows = [
        NEUROLOGY,
        DumbbellRow("Pediatrics", NAN, NAN, "garbled in the source"),
        DumbbellRow("Neurological Surgery", NAN, 236.0, "not in the source"),
    ]
    assert describe(rows, 228, 5.5) == (
        "Your score 228, with a band of ±5.5 points. Neurology: matched average 230, unmatched average 210. "
        "Pediatrics: garbled in the source. "
        "Neurological Surgery: matched average not in the source, unmatched average 236."
    )
    root = parsed(dumbbell_svg("step1", "Step 1 averages", rows, 228, 5.5))
    assert root.find("title").text == "Step 1 averages"
    assert root.find("desc").text == describe(rows, 228, 5.5)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == root.find("title").get("id") == "step1-title"
    assert root.get("aria-describedby") == root.find("desc").get("id") == "step1-desc"


def test_a_name_is_text_whatever_it_holds():
    name = "<script>alert(1)</script> & Co"
    svg = dumbbell_svg("step1", name, [DumbbellRow(name, 230.0, 210.0, "-")])
    assert "<script" not in svg
    assert name in words(svg)


points = st.one_of(st.just(NAN), st.integers(1, 300).map(float))


@given(
    rows=st.lists(st.tuples(points, points), min_size=1, max_size=6),
    score=st.one_of(st.none(), st.integers(1, 300)),
    sem=st.floats(5, 8),
)
def test_every_mark_stands_inside_the_picture(rows, score, sem):
    drawn = [DumbbellRow(f"Row {place}", *means, "not in the source") for place, means in enumerate(rows)]
    svg = dumbbell_svg("step1", "x", drawn, score, sem)
    root = parsed(svg)
    height = float(root.get("viewBox").split()[3])
    circles = list(root.iter("circle"))
    assert len(circles) == sum(not math.isnan(mean) for means in rows for mean in means)
    for circle in circles:
        radius = float(circle.get("r")) + 1
        assert radius <= float(circle.get("cx")) <= WIDTH - radius
        assert radius <= float(circle.get("cy")) <= height - radius
    for text in root.iter("text"):
        at, anchor = float(text.get("x")), text.get("text-anchor", "start")
        assert 0 <= at <= WIDTH
        # Six and a half units a letter is generous for this size.
        if anchor != "middle" and (text.get("class") or "").endswith("-value"):
            room = at if anchor == "end" else WIDTH - at
            assert room >= 5.6 * len(text.text)
    assert not re.search(r"\bnan\b|None|inf", str(svg))
    assert svg.count('class="rim name"') == len(rows)
