import math
from itertools import pairwise

import pytest

from analysis.charts.labels import LABEL_HEIGHT, LETTER_WIDTH, PLACES, REACH, Plot, place_labels
from analysis.charts.styles import STYLES
from analysis.palette import DARK, LIGHT
from analysis.profile import Profile
from analysis.shortlist.chart import TICKS_MOST
from analysis.shortlist.compute import (
    SHORTLISTABLE,
    average_rows,
    map_rows,
    standings_for,
)
from analysis.standing.comparable import exams_with_averages
from analysis.wording import SHORT_LABELS
from data.terms import slugs
from data.vocabulary import AVERAGED_GROUPS
from tests.drawing import shortlist_map, side_by_side

SOME = ("pathology", "otolaryngology", "plastic_surgery", "orthopaedic_surgery")


@pytest.fixture(scope="module")
def averages(reference):
    """Return a function that gives the rows of the dumbbell for a profile."""
    return lambda profile, specialties=SOME: average_rows(
        standings_for(profile, specialties, reference),
        exams_with_averages(reference.cohorts[profile.applicant_group]),
    )


@pytest.fixture(scope="module")
def all_rows(reference):
    """Return a function that gives the rows of the map for a profile."""
    return lambda profile, chosen=SOME, exam="step1": map_rows(
        standings_for(profile, SHORTLISTABLE, reference), chosen, exam
    )


def drawn_shapes(figure):
    return [(shape.type, shape.x0, shape.x1, shape.y0, shape.y1) for shape in figure.layout.shapes]


def test_the_rows_are_grouped_by_exam_under_bold_headings(averages, trace):
    figure = side_by_side(averages(Profile("non_us_img")), 6)
    names = [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext]
    labels = ["Pathology", "Otolaryngology", "Plastic Surgery", "Orthopaedic Surgery"]
    assert names == ["<b>Step 1</b>", *labels, "<b>Step 2 CK</b>", *labels]
    matched = trace(figure, "Matched average")
    assert list(zip(matched.y, matched.x, strict=True)) == [
        (1, 230),
        (3, 228),
        (4, 239),
        (6, 233),
        (8, 242),
        (9, 237),
    ]


def test_headings_hold_neither_marks_nor_words_nor_counts(averages):
    figure = side_by_side(averages(Profile("non_us_img")), 6)
    used = {row for one in figure.data for row in one.y if row is not None}
    assert used == {1, 2, 3, 4, 6, 7, 8, 9}


def test_missing_averages_are_words_and_counts_are_flagged(averages, said):
    words = said(side_by_side(averages(Profile("us_img"), ("pediatrics", "neurological_surgery")), 6))
    assert words.count("garbled in the source") == 1
    assert words.count("no matched average") == 2
    assert words.count("⚑0") == 2
    assert words.count("232") == 2


def test_averages_that_do_not_separate_are_dashed(averages):
    figure = side_by_side(averages(Profile("non_us_img")), 6)
    (dashed,) = (one for one in figure.data if one.line.dash == "dot")
    # Plastic Surgery is equal on Step 1, Orthopaedic Surgery inverted on Step 2 CK.
    assert {row for row in dashed.y if row is not None} == {3, 9}


def test_every_exam_has_its_own_line_and_band(averages, said):
    figure = side_by_side(averages(Profile("non_us_img", 228, 240)), 5)
    assert drawn_shapes(figure) == [
        ("rect", 223, 233, 0.55, 4.45),
        ("rect", 235, 245, 5.55, 9.45),
        ("line", 228, 228, 0.55, 4.45),
        ("line", 240, 240, 5.55, 9.45),
    ]
    assert {"You 228", "You 240"} <= set(said(figure))
    only_ck = side_by_side(averages(Profile("non_us_img", None, 240)), 6)
    assert [shape[3] for shape in drawn_shapes(only_ck)] == [5.55, 5.55]
    assert not side_by_side(averages(Profile("non_us_img")), 6).layout.shapes


@pytest.mark.parametrize("scores", [(120, 300), (300, 120), (230, 250), (None, None)])
def test_scores_stay_in_the_picture_and_ticks_apart(averages, scores):
    figure = side_by_side(averages(Profile("non_us_img", *scores)), 8)
    low, high = figure.layout.xaxis.range
    assert all(low < score - 8 and score + 8 < high for score in scores if score is not None)
    ticks = figure.layout.xaxis.tickvals
    assert 2 <= len(ticks) <= TICKS_MOST
    assert all(0 < tick <= 300 for tick in ticks)


def test_printed_values_carry_a_halo_of_the_page(averages):
    for dark, colours in ((False, LIGHT), (True, DARK)):
        figure = side_by_side(averages(Profile("non_us_img", 228)), 6, dark=dark)
        texts = [one for one in figure.data if "text" in one.mode]
        assert len(texts) >= 4
        assert all(colours.page in one.textfont.shadow for one in texts)


@pytest.mark.parametrize("group", slugs(AVERAGED_GROUPS))
@pytest.mark.parametrize("score", [None, 230])
def test_the_map_draws_every_specialty_that_has_both_numbers_once(all_rows, trace, group, score):
    rows = all_rows(Profile(group, score))
    known = {row.compared.label: row for row in rows if row.is_drawn}
    figure = shortlist_map(rows, 6)
    ours, others = trace(figure, "On the shortlist"), trace(figure, "Other specialties")
    assert set(ours.text) == {label for label, row in known.items() if row.is_shortlisted}
    assert sorted([*ours.text, *others.text]) == sorted(known)
    height = "matched_mean" if score is None else "gap_to_matched"
    for marks in (ours, others):
        assert list(marks.y) == [getattr(known[label].compared, height) for label in marks.text]
        assert list(marks.x) == [round(known[label].share_pct, 2) for label in marks.text]


def test_the_shortlist_is_larger_and_in_colour_and_flags_keep_their_look(all_rows, trace):
    ours = trace(shortlist_map(all_rows(Profile("non_us_img", 228)), 6), "On the shortlist")
    styles = {
        label: (size, symbol, fill)
        for label, size, symbol, fill in zip(
            ours.text, ours.marker.size, ours.marker.symbol, ours.marker.color, strict=True
        )
    }
    assert styles["Pathology"] == (STYLES["shortlisted"].size, "circle", LIGHT.matched)
    assert styles["Orthopaedic Surgery"] == (STYLES["shortlisted"].size, "circle", LIGHT.page)
    assert styles["Plastic Surgery"][1:] == ("diamond", LIGHT.page)
    assert ours.marker.line.color == LIGHT.matched
    assert ours.marker.opacity == 1
    others = trace(shortlist_map(all_rows(Profile("non_us_img", 228)), 6), "Other specialties")
    assert set(others.marker.size) == {STYLES["other"].size}
    assert others.marker.line.color == LIGHT.muted


def test_rows_that_do_not_separate_are_diamonds_without_a_score_too(all_rows, trace):
    ours = trace(shortlist_map(all_rows(Profile("non_us_img")), 6), "On the shortlist")
    assert dict(zip(ours.text, ours.marker.symbol, strict=True))["Plastic Surgery"] == "diamond"


def test_only_the_shortlist_and_the_non_dominated_are_named(all_rows):
    rows = all_rows(Profile("us_md_senior", 236))
    labels = shortlist_map(rows, 6).data[-1]
    named = [row.compared.specialty for row in rows if row.is_shortlisted or row.is_non_dominated]
    shown = [text.strip() for text in labels.text if text]
    assert shown == [SHORT_LABELS[specialty] for specialty in named]
    weights = {
        text.strip(): weight for text, weight in zip(labels.text, labels.textfont.weight, strict=True) if text
    }
    assert (weights["Pathology"], weights["Family Medicine"]) == (600, 400)


@pytest.mark.parametrize("score", [None, 236])
def test_the_step_line_goes_through_every_non_dominated(all_rows, trace, score):
    rows = all_rows(Profile("us_md_senior", score))
    figure = shortlist_map(rows, 6)
    rings, steps = trace(figure, "Non-dominated"), trace(figure, "Step line")
    ahead = [row for row in rows if row.is_non_dominated]
    height = "matched_mean" if score is None else "gap_to_matched"
    marks = {(row.share_pct, getattr(row.compared, height)) for row in ahead}
    assert set(zip(rings.x, rings.y, strict=True)) == marks
    corners = list(zip(steps.x, steps.y, strict=True))
    assert marks <= set(corners)
    # Only to the right and downwards, in straight steps, from the left edge to the bottom.
    bottom, top = figure.layout.yaxis.range
    down = math.copysign(1, bottom - top)
    for (x, y), (to_x, to_y) in pairwise(corners):
        assert x == to_x or y == to_y
        assert to_x >= x
        assert (to_y - y) * down >= 0
    assert corners[0][0] == figure.layout.xaxis.range[0]
    assert corners[-1][1] == bottom


def test_lower_averages_lie_higher_up_without_a_score(all_rows, said):
    with_score = shortlist_map(all_rows(Profile("non_us_img", 228)), 6)
    bottom, top = with_score.layout.yaxis.range
    assert bottom < top
    figure = shortlist_map(all_rows(Profile("non_us_img")), 6)
    bottom, top = figure.layout.yaxis.range
    assert bottom > top
    assert "matched average, points: lower is higher up" in said(figure)
    assert not figure.layout.shapes


@pytest.mark.parametrize("score", [None, 120, 214, 230, 300])
@pytest.mark.parametrize("group", slugs(AVERAGED_GROUPS))
def test_marks_and_labels_lie_within_the_axes(all_rows, trace, group, score):
    figure = shortlist_map(all_rows(Profile(group, score), SHORTLISTABLE[:6]), 8)
    low, high = sorted(figure.layout.yaxis.range)
    left, right = figure.layout.xaxis.range
    for name in ("On the shortlist", "Other specialties", "Non-dominated"):
        marks = trace(figure, name)
        assert all(low < y < high for y in marks.y)
        assert all(left < x < right for x in marks.x)
    labels = figure.data[-1]
    assert all(low < y < high for y, text in zip(labels.y, labels.text, strict=True) if text)


@pytest.mark.parametrize(("score", "shapes"), [(230, 2), (300, 0), (120, 0)])
def test_the_band_is_drawn_only_where_a_gap_is_near_it(all_rows, score, shapes):
    figure = shortlist_map(all_rows(Profile("non_us_img", score)), 7)
    assert len(figure.layout.shapes) == shapes
    if shapes:
        band, line = figure.layout.shapes
        assert (band.y0, band.y1, line.y0) == (-7, 7, 0)


def test_a_label_keeps_clear_of_a_line_along_it():
    marks, labels = [(200.0, 100.0)], ["Pathology"]
    across = (0.0, 99.0, 300.0, 101.0)
    assert place_labels(marks, labels, Plot(300)) == [PLACES[0]]
    ((side, shift, _),) = place_labels(marks, labels, Plot(300), [across])
    assert (side, abs(shift)) == ("right", 9)
    assert abs(shift) >= LABEL_HEIGHT / 2 + 1
    # Below the line is no better than above it unless something else is in the way.
    above = (200 + REACH, 80.0, 200 + REACH + LETTER_WIDTH * len("Pathology"), 99.0)
    assert place_labels(marks, labels, Plot(300), [across, above]) == [("left", -9, 0)]


def test_a_line_is_stretched_with_the_page():
    marks, labels = [(100.0, 100.0)], ["Neurology"]
    far_on_a_phone = (190.0, 95.0, 200.0, 105.0)
    assert place_labels(marks, labels, Plot(300), [far_on_a_phone]) == [("right", 0, 0)]
    near = (135.0, 95.0, 145.0, 105.0)
    assert place_labels(marks, labels, Plot(300), [near]) == [("left", 0, 0)]
    # At more than twice the width the same line is out of reach.
    assert place_labels(marks, labels, Plot(300, (2.6,)), [near]) == [("right", 0, 0)]
