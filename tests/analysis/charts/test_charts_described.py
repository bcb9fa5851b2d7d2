"""What a chart is, whatever draws it: looks, rows that are picked, and what a new score costs."""

import time
from dataclasses import replace
from math import nan

import pytest

from analysis.charts.description import Axis, Band, Chart, Line, Remark, Row, Series, Span, numbers, only
from analysis.charts.look import SYMBOLS
from analysis.charts.plotly import figure
from analysis.charts.plotly_bars import PATTERNS
from analysis.charts.styles import STYLES, group_style, style_of
from analysis.export.handout.svg import LEGEND_MARKS
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.styles import DASHES
from analysis.export.slides.styles import PATTERNS as SLIDE_PATTERNS
from analysis.palette import DARK, LIGHT
from analysis.profile import Profile
from analysis.standing.chart import cohort_chart, gaps, with_score
from analysis.standing.compute import Averages, compare
from analysis.standing.words import rows_to_draw
from data.groups import GROUPS
from tests.drawing import drawn

KINDS = ("mark", "line", "panel", "bar")
EVERY_STYLE = [*STYLES.values(), *(group_style(group.slug, kind) for group in GROUPS for kind in KINDS)]


def test_every_back_end_knows_every_look():
    for style in EVERY_STYLE:
        assert not style.symbol or style.symbol in SYMBOLS
        assert style.pattern in PATTERNS
        assert not style.pattern or style.pattern in SLIDE_PATTERNS
        assert style.dash in DASHES
        for colours in (LIGHT, DARK):
            assert style.text(colours).startswith("#")
    assert STYLES["matched"].colour(LIGHT) in LEGEND_MARKS["matched"]
    assert STYLES["unmatched"].colour(LIGHT) in LEGEND_MARKS["unmatched"]


def test_a_group_looks_as_its_record_says_and_one_without_a_record_has_a_look_too():
    for group in GROUPS:
        style = style_of(f"{group.slug}_mark")
        assert (style.colour(LIGHT), style.colour(DARK), style.symbol) == (*group.colours, group.symbol)
    for kind in KINDS:
        stranger = style_of(f"us_md_fellow_{kind}")
        assert stranger.colour(LIGHT) != stranger.colour(DARK)
        assert stranger.symbol in {"square", ""}


@pytest.mark.parametrize("most", [1, 24, 60])
def test_any_number_of_rows_is_drawn_and_goes_on_slides(most):
    rows = tuple(Row(f"Specialty {place}", count=place) for place in range(most))
    cells = tuple(200.0 + place for place in range(most))
    chart = Chart("rows", rows, (Series("fellows", "us_md_fellow_mark", cells),), Axis(190, 270))
    shown = drawn(chart)
    assert list(shown.data[0].x) == list(cells)
    assert len(shown.layout.yaxis.ticktext) == most
    (spec,) = chart_specs(chart)
    assert sum((part.categories for part in spec.parts()), ()) == tuple(row.label for row in rows)


def test_some_rows_take_along_what_is_theirs():
    chart = Chart(
        "rows",
        tuple(Row(name) for name in "abcd"),
        (Series("s", "matched", (1, 2, 3, 4), tuple("1234"), hollow=(True, False, False, True)),),
        spans=(Span("reach", (0, 0, 0, 0), (1, 2, 3, 4)),),
        lines=(Line(5, "all"), Line(6, "first two", rows=(0, 1))),
        bands=(Band(1, 2, (2, 3)),),
        remarks=(Remark(3, "few"), Remark(0, "missing")),
    )
    kept = only(chart, (3, 2))
    assert [row.label for row in kept.rows] == ["d", "c"]
    (one,), (span,) = kept.series, kept.spans
    assert (one.cells, one.texts, one.hollow) == ((4, 3), ("4", "3"), (True, False))
    assert (span.lows, span.highs) == ((0, 0), (4, 3))
    assert [line.label for line in kept.lines] == ["all"]
    assert kept.bands == (Band(1, 2, (0, 1)),)
    assert kept.remarks == (Remark(0, "few"),)
    assert only(chart, range(4)) == chart


def test_what_is_missing_is_none_and_never_zero():
    assert numbers([1, nan, None, 0]) == (1, None, None, 0)


@pytest.fixture(scope="module")
def rows(reference):
    return rows_to_draw(compare(Profile("non_us_img", 231), reference.cohorts["non_us_img"]), "step1")


def test_a_score_is_laid_over_what_is_the_same_for_everybody(rows):
    averages = cohort_chart(rows)
    mine, nobodys = with_score(averages, 231, 6), with_score(averages, None, 6)
    assert nobodys is averages
    for name in ("rows", "series", "spans", "remarks"):
        assert getattr(mine, name) is getattr(averages, name)
    assert (averages.lines, averages.bands) == ((), ())
    assert [(line.at, line.label) for line in mine.lines] == [(231, "You 231")]


def test_a_new_score_costs_next_to_nothing(rows):
    averages, shown = cohort_chart(rows), [row.shown for row in rows]

    def cost(describe):
        """Return milliseconds of CPU for describing and drawing, the best of a few."""
        figure(describe(230))
        spent = []
        for score in range(200, 220):
            start = time.process_time()
            figure(describe(score))
            spent.append(1000 * (time.process_time() - start))
        return min(spent)

    # A tenth of this, really; the rest is for slow machines.
    assert cost(lambda score: with_score(averages, score, 6)) < 1
    assert cost(lambda score: gaps(averages, score, 6, shown)) < 2


def test_words_and_counts_have_room_beside_each_other(rows):
    averages = cohort_chart(rows)
    around_zero = gaps(averages, 230, 6, [row.shown for row in rows]).axis
    assert around_zero.words == around_zero.low
    assert around_zero.high == pytest.approx(-1.75 * around_zero.low)
    lone = Averages("neurology", "Neurology", "step1", unmatched_mean=300.0)
    both = replace(lone, matched_mean=301.0)
    # Words take more room than a printed value does.
    assert cohort_chart([lone]).axis.high > cohort_chart([both]).axis.high + 9


def test_a_chart_without_a_number_is_known_as_one():
    empty = Averages("neurology", "Neurology", "step1")
    assert not cohort_chart([empty]).has_numbers
    assert cohort_chart([replace(empty, unmatched_mean=210.0)]).has_numbers
    assert chart_specs(None) == chart_specs(cohort_chart([empty])) == []
