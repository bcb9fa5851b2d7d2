import dataclasses
from math import isnan

import pytest

from analysis.charts.description import Row
from analysis.charts.look import Look, wrapped
from analysis.charts.plotly_names import row_axis
from analysis.credentials.compute import credential_components, rank_credentials
from analysis.groups.compute import fill_by_group, matched_by_group, research_by_group
from analysis.palette import DARK, LIGHT
from analysis.profile import Profile
from analysis.specialty.compute import cohort_rows
from analysis.standing.compute import cohort_means, compare
from analysis.standing.words import rows_to_draw
from data.groups import GROUPS
from data.vocabulary import SPECIALTIES
from tests.drawing import (
    cohorts,
    dumbbell,
    fill_bars,
    gap_dots,
    matched_groups,
    rank_range,
    research_panels,
)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def standing_rows(real, profile, exam="step1"):
    return rows_to_draw(compare(profile, cohort_means(real["scores"], profile.applicant_group)), exam)


def known(rows, name):
    """Return the numbers of some rows, the missing ones left out."""
    return [getattr(row, name) for row in rows if not isnan(getattr(row, name))]


def test_the_dumbbell_draws_both_averages_of_every_row_that_has_them(real, trace, said):
    rows = standing_rows(real, Profile("non_us_img", 230))
    figure = dumbbell(rows, 6)
    matched = trace(figure, "Matched average")
    assert list(matched.x) == known(rows, "matched_mean")
    assert list(trace(figure, "Unmatched average").x) == known(rows, "unmatched_mean")
    assert len(figure.layout.yaxis.ticktext) == 23
    assert said(figure).count("not in the source") == 3
    # Equal averages are printed once.
    assert list(matched.text).count("\u2009both\u2009\u2009") == 1


def test_rows_that_do_not_separate_are_dashed(real):
    rows = standing_rows(real, Profile("us_img"))
    dashed = [one for one in dumbbell(rows, 6).data if one.line.dash == "dot"]
    drawn = {rows[int(y)].specialty for y in dashed[0].y if y is not None}
    assert drawn == {"orthopaedic_surgery"}


def test_the_person_has_a_line_and_a_band_only_with_a_score(real, said):
    with_score = dumbbell(standing_rows(real, Profile("non_us_img", 230)), 5)
    band, line = with_score.layout.shapes
    assert (band.x0, band.x1, line.x0, line.x1) == (225, 235, 230, 230)
    assert "You 230" in said(with_score)
    assert not dumbbell(standing_rows(real, Profile("non_us_img")), 6).layout.shapes


@pytest.mark.parametrize("score", [120, 300])
def test_a_score_far_out_stays_in_the_picture(real, score):
    low, high = dumbbell(standing_rows(real, Profile("non_us_img", score)), 6).layout.xaxis.range
    assert low < score < high


def test_a_row_with_an_unmatched_average_alone_says_what_is_missing(real):
    figure = dumbbell(standing_rows(real, Profile("us_img")), 6)
    (note,) = (one for one in figure.data if one.mode == "text" and any("no matched" in t for t in one.text))
    # It starts at the unmatched mark, whose own value stands on the other side.
    ((x, y),) = (
        place for *place, text in zip(note.x, note.y, note.text, strict=True) if "no matched" in text
    )
    assert x == 236
    assert note.textposition == "middle right"
    assert figure.layout.yaxis.ticktext[y] == "Neurological Surgery"


def test_a_garbled_row_says_so(real, said):
    figure = dumbbell(standing_rows(real, Profile("us_img"), "step2_ck"), 6)
    assert said(figure).count("garbled in the source") == 1


def test_gaps_are_drawn_by_standing_and_without_verdict_where_averages_do_not_separate(real):
    rows = standing_rows(real, Profile("non_us_img", 230))
    by_symbol = {}
    for one in gap_dots(rows, 6).data:
        if one.mode == "markers+text":
            by_symbol.setdefault(one.marker.symbol, []).extend(rows[int(y)].specialty for y in one.y)
    assert by_symbol["diamond"] == ["plastic_surgery"]
    assert len(by_symbol["circle"]) == 19


def test_no_figure_uses_a_bar_that_does_not_start_at_zero(real, said):
    figure = fill_bars(fill_by_group(real["img_fill"]))
    assert figure.layout.xaxis.range[0] == 0
    assert figure.layout.barmode == "stack"
    assert said(figure)[0] == "17.4% = 8.8 + 8.7"


def test_research_prints_every_value_in_three_panels(real, said):
    figure = research_panels(research_by_group(real["research_output"]), 5)
    printed = [text.strip("\u2009") for one in figure.data if one.mode != "text" for text in one.text]
    assert len(printed) == real["research_output"]["items_mean"].notna().sum()
    assert "46.6" in printed
    assert [figure.layout[axis].type for axis in ("xaxis", "xaxis2", "xaxis3")] == ["log"] * 3
    assert said(figure).count("You 5") == 3
    # Words outside the range of the axis would not be drawn.
    missing = [one for one in figure.data if one.mode == "text"]
    assert sum(len(one.x) for one in missing) == 11
    assert all(x > 10 ** figure.layout.xaxis.range[0] for one in missing for x in one.x)


def test_zero_research_items_get_no_line_on_a_log_scale(real):
    assert not research_panels(research_by_group(real["research_output"]), 0).layout.shapes


def test_three_groups_a_row(real, said):
    figure = matched_groups(matched_by_group(real["scores"], "step1"), 230)
    assert [len(one.x) for one in figure.data[1:]] == [23, 15, 20]
    assert "You 230" in said(figure)


def test_rank_range(real, trace, said):
    ranked = rank_credentials(
        credential_components(real["scores"], real["research_output"], real["positions"], 2018)
    )
    figure = rank_range(ranked)
    assert list(trace(figure, "Rank").x) == list(ranked["rank"])
    first = ranked.iloc[0]
    assert said(figure)[0] == f"1 ({first['rank_lowest']:g}–{first['rank_highest']:g})" == "1 (1–4)"
    lines = [x for x in figure.data[0].x if x is not None]
    assert lines == list(ranked[["rank_lowest", "rank_highest"]].to_numpy().ravel())


def test_one_specialty_marks_each_exam_with_its_own_score(reference, said):
    rows = cohort_rows(reference, "internal_medicine")
    figure = cohorts(rows, Profile("us_img", 230, 245))
    # One line for the rows of an exam; that of the first row starts at the top, its label above the ticks.
    assert [(shape.x0, shape.y0, shape.y1) for shape in figure.layout.shapes] == [
        (230, -0.6, 2.45),
        (245, 2.55, 4.45),
    ]
    notes = {note.text: (note.yref, note.y) for note in figure.layout.annotations}
    assert (notes["<b>You 230</b>"], notes["<b>You 245</b>"]) == (("paper", 1), ("y", 2.55))
    assert figure.layout.margin.t == 58
    assert {"You 230", "You 245"} <= set(said(figure))
    rows = cohort_rows(reference, "otolaryngology")
    empty = cohorts(rows, Profile("us_img", 230, 245))
    assert said(empty).count("not in the source") == 4


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_marks_and_labels_stand_out_from_the_page(colours):
    inks = [field.name for field in dataclasses.fields(colours)]
    # The grid and the band lie behind the marks, and the connector joins them.
    for name in set(inks) - {"connector", "band", "grid", "page"}:
        wanted = 3.0 if name in {"unmatched"} else 4.5
        assert contrast(getattr(colours, name), colours.page) >= wanted, name
    assert contrast(colours.connector, colours.page) >= 2.5
    for group in GROUPS:
        assert contrast(group.colours[colours is DARK], colours.page) >= 4.5, group.slug


def test_the_page_colours_are_those_of_the_theme():
    import tomllib
    from pathlib import Path

    theme = tomllib.loads((Path(__file__).parents[3] / ".streamlit/config.toml").read_text())["theme"]
    assert theme["light"]["backgroundColor"] == LIGHT.page
    assert theme["dark"]["backgroundColor"] == DARK.page
    assert theme["light"]["textColor"] == LIGHT.text
    assert theme["dark"]["textColor"] == DARK.text


def test_a_name_that_somebody_typed_is_no_markup():
    long = "W" * 30
    assert wrapped(long) == f"{long[:15]}<br>{long[15:]}"
    rows = (Row("Course <b>x</b>"), Row(long))
    axis = row_axis(rows, Look(LIGHT, LIGHT))
    assert axis["ticktext"] == ["Course &lt;b>x&lt;/b>", wrapped(long)]


def test_labels_fit_beside_a_chart_on_a_phone():
    for specialty in SPECIALTIES:
        lines = wrapped(specialty.label).split("<br>")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= 20, specialty.label


def test_drawing_changes_no_table(real):
    rows = standing_rows(real, Profile("non_us_img", 230))
    before = repr(rows)
    dumbbell(rows, 6)
    gap_dots(rows, 6)
    assert repr(rows) == before
