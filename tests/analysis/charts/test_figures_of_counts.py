import math

import pytest

from analysis.charts.description import Axis, Chart, Row, numbers
from analysis.counts.compute import matched_counts, matches_by_specialty, of_year, years_of
from analysis.counts.reconcile import reconcile_fill
from analysis.groups.compute import matched_by_group, research_by_group
from analysis.groups.words import sorted_by
from analysis.palette import DARK, LIGHT
from analysis.profile import Profile
from analysis.specialty.compute import cohort_rows
from analysis.standing.compute import cohort_means, compare
from analysis.standing.words import rows_to_draw
from tests.drawing import (
    cohorts,
    drawn,
    dumbbell,
    gap_dots,
    guide_and_counts,
    matched_groups,
    research_panels,
    share_bars,
    year_bars,
)


@pytest.fixture(scope="module")
def summed(real):
    return matches_by_specialty(real["positions"])


@pytest.fixture(scope="module")
def matched(real):
    return matched_counts(real["positions"], 2018)


def column_of(figure):
    """Return row -> printed count of the column of counts, which is the last trace."""
    column = figure.data[-1]
    return dict(zip(column.y, (text.strip() for text in column.text), strict=True))


def test_bars_of_one_year_are_the_shares_of_the_table_from_zero(summed, trace, said):
    rows = sorted_by(of_year(summed, 2018), "img_pct")
    figure = share_bars(rows)
    assert figure.layout.barmode == "stack"
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > rows["img_pct"].max()
    for name, column in (("US IMGs", "us_img_pct"), ("Non-US IMGs", "non_us_img_pct")):
        assert list(trace(figure, name).x) == list(rows[column])
        assert list(trace(figure, name).y) == list(range(23))
        assert trace(figure, name).base is None
    # The two segments differ by more than their colour.
    assert {trace(figure, name).marker.pattern.shape for name in ("US IMGs", "Non-US IMGs")} == {"", "/"}
    assert said(figure) == [
        f"{row['img_pct']:.1f}% {row['non_us_img_count']:,} + {row['us_img_count']:,} of {row['filled_count']:,}"
        for row in rows.to_dict("records")
    ]
    assert "45.2% 185 + 72 of 568" in said(figure)
    assert figure.layout.yaxis.ticktext[0] == "<b>All Specialties<br>Combined</b>"


def test_a_specialty_that_nrmp_does_not_list_keeps_its_row_and_has_words_for_a_bar(summed, said):
    rows = of_year(summed, 2010)
    figure = share_bars(rows)
    note = figure.data[-1]
    missing = [figure.layout.yaxis.ticktext[at] for at in note.y]
    assert missing == ["Child Neurology", "Interventional<br>Radiology"]
    assert said(figure).count("not listed by NRMP") == 2
    assert len(figure.layout.yaxis.ticktext) == 23
    assert list(figure.data[0].x).count(None) == 2


def test_a_share_of_0_is_printed_and_no_word_for_missing(make_positions, said):
    counts = matches_by_specialty(make_positions({"specialty": "neurology", "us_md_senior": 4}))
    rows = counts.loc[counts["specialty"] == "neurology"]
    assert said(share_bars(rows)) == ["0.0% 0 + 0 of 4"]


def test_bars_year_by_year_are_counts_from_zero(summed, said):
    rows = years_of(summed, "child_neurology")
    figure = year_bars(rows, "us_img")
    assert list(figure.data[0].x)[:11] == list(rows["us_img_count"].dropna())
    assert list(figure.data[0].x)[11:] == [None] * 4
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.xaxis.range[1] > 9
    assert list(figure.layout.yaxis.ticktext) == [str(year) for year in range(2022, 2007, -1)]
    texts = said(figure)
    assert texts[0] == "9 of 165 · 5.5%"
    assert "3 of 148 · 2.0%" in texts
    assert texts.count("not listed by NRMP") == 4


@pytest.mark.parametrize("group", ["img", "us_img", "non_us_img"])
def test_the_guide_and_the_counts_are_drawn_as_two_kinds_of_marks(real, trace, group):
    both = reconcile_fill(real["img_fill"], real["positions"], 2018)
    rows = both.loc[both["applicant_group"] == group]
    figure = guide_and_counts(rows)
    guide, nrmp = trace(figure, "Guide’s column"), trace(figure, "NRMP’s counts")
    assert list(guide.x) == list(rows["guide_pct"])
    assert list(nrmp.x) == list(rows["nrmp_pct"])
    assert [text.strip("\u2009") for text in guide.text] == [f"{share:.1f}" for share in rows["guide_pct"]]
    assert [text.strip("\u2009") for text in nrmp.text] == [f"{share:.1f}" for share in rows["nrmp_pct"]]
    assert (guide.marker.symbol, nrmp.marker.symbol) == ("square", "circle")
    assert guide.marker.color == LIGHT.page
    # Each value stands on the outer side of its mark, and the two never on the same side.
    for left, right, one, other in zip(guide.x, nrmp.x, guide.textposition, nrmp.textposition, strict=True):
        assert {one, other} == {"middle left", "middle right"}
        assert left >= right if one == "middle right" else left < right
    joined = [x for x in figure.data[0].x if x is not None]
    assert joined == [share for pair in zip(guide.x, nrmp.x, strict=True) for share in sorted(pair)]
    low, high = figure.layout.xaxis.range
    assert low < 0
    assert high > rows[["guide_pct", "nrmp_pct"]].max().max()
    assert min(figure.layout.xaxis.tickvals) == 0


def test_a_row_without_a_comparison_keeps_its_place_and_has_no_marks(real, trace):
    both = reconcile_fill(real["img_fill"], real["positions"].query("specialty != 'anesthesiology'"), 2018)
    rows = both.loc[both["applicant_group"] == "img"]
    figure = guide_and_counts(rows)
    assert list(trace(figure, "NRMP’s counts").y) == list(range(1, 23))
    assert figure.layout.yaxis.ticktext[0] == "Anesthesiology"


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_the_column_of_counts_flags_few_and_prints_nothing_for_unknown(dark, colours):
    rows = tuple(Row("row", count=count) for count in numbers([2148, 9, math.nan, 10, 0]))
    column = drawn(Chart("rows", rows, axis=Axis(200, 300), has_counts=True), dark=dark).data[-1]
    assert column.y == (0, 1, 3, 4)
    assert column.x == (300,) * 4
    assert [text.strip() for text in column.text] == ["2,148", "⚑9", "10", "⚑0"]
    flagged = [ink == colours.unmatched_text for ink in column.textfont.color]
    assert flagged == [False, True, False, True]


def test_every_chart_of_averages_prints_the_counts_at_its_right_end(reference):
    profile = Profile("non_us_img", 230)
    rows = rows_to_draw(compare(profile, reference.cohorts["non_us_img"]), "step1")
    expected = {
        place: f"{'⚑' if row.matched_count < 10 else ''}{row.matched_count:,.0f}"
        for place, row in enumerate(rows)
    }
    for figure in (dumbbell(rows, 6), gap_dots(rows, 6)):
        assert column_of(figure) == expected
        assert figure.layout.xaxis.range[1] == figure.data[-1].x[0]
        assert "matches" in [note.text for note in figure.layout.annotations]
    plastic = [row.specialty for row in rows].index("plastic_surgery")
    assert expected[plastic] == "⚑3"
    specialty = cohorts(cohort_rows(reference, "orthopaedic_surgery"), profile)
    assert column_of(specialty) == {0: "691", 1: "10", 2: "⚑3", 3: "10", 4: "⚑3"}


def test_without_counts_there_is_no_column(real):
    rows = rows_to_draw(
        compare(Profile("non_us_img", 230), cohort_means(real["scores"], "non_us_img")), "step1"
    )
    assert "matches" not in [note.text for note in dumbbell(rows, 6).layout.annotations]


@pytest.mark.parametrize(("dark", "page"), [(False, LIGHT.page), (True, DARK.page)])
def test_averages_over_few_people_are_hollow(real, matched, trace, dark, page):
    def hollow(figure, labels, group):
        marks = trace(figure, group)
        return {
            labels[int(row)] for row, fill in zip(marks.y, marks.marker.color, strict=True) if fill == page
        }

    rows = matched_by_group(real["scores"], "step1", matched)
    figure, labels = matched_groups(rows, None, dark=dark), list(rows["specialty"])
    assert hollow(figure, labels, "Non-US IMGs") == {
        "internal_medicine_pediatrics",
        "orthopaedic_surgery",
        "plastic_surgery",
        "vascular_surgery",
    }
    # Orthopaedic Surgery has exactly ten US IMGs, and few US IMGs mostly have no average at all.
    assert hollow(figure, labels, "US IMGs") == hollow(figure, labels, "US MD seniors") == set()
    rows = research_by_group(real["research_output"], matched)
    figure, labels = research_panels(rows, None, dark=dark), list(rows["specialty"])
    few = rows.loc[(rows["non_us_img_count"] < 10) & rows["non_us_img_mean"].notna(), "specialty"]
    assert hollow(figure, labels, "Non-US IMGs") == set(few) != set()


def test_without_counts_no_average_is_hollow(real, trace):
    figure = matched_groups(matched_by_group(real["scores"], "step1"), None)
    for group in ("US MD seniors", "US IMGs", "Non-US IMGs"):
        assert LIGHT.page not in trace(figure, group).marker.color
