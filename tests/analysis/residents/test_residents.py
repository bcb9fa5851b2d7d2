"""A score among residents and beside directors' boxes: intervals out of bins, never one percentile."""

import pandas as pd
import pytest

from analysis.charts.description import only
from analysis.charts.plotly import rows_most
from analysis.charts.room import Room
from analysis.charts.styles import STYLES
from analysis.export.slides.charts import chart_specs
from analysis.joint_scores.chart import joint_grid
from analysis.joint_scores.compute import brought, joint_counts, own_bins
from analysis.joint_scores.words import brought_table, joint_story, share_sentences
from analysis.profile import Profile
from analysis.residents.chart import strips, with_person
from analysis.residents.compute import (
    QUANTILES,
    bin_of,
    place,
    quantiles_around,
    side_of_half,
    sorted_spreads,
    spreads,
)
from analysis.residents.words import residents_story, said_quantiles, said_share
from analysis.thresholds import chart as thresholds_chart
from analysis.thresholds.compute import answers, counted_against
from analysis.thresholds.words import answers_story, said_box, said_score
from data.residents import SCORE_BINS
from tests.drawing import drawn


def quantiles(*rows, measure="step1"):
    """Build `resident_quantiles` out of (specialty, n, p10, q1, median, q3, p90) rows."""
    return pd.DataFrame(
        [
            {
                "period": "2019-20",
                "specialty": specialty,
                "resident_measure": measure,
                "resident_count": count,
                **dict(zip(QUANTILES, map(float, values), strict=True)),
                "source_id": "b1",
            }
            for specialty, count, *values in rows
        ]
    )


def scores(*rows):
    """Build `resident_scores` out of (specialty, Step 1 bin, Step 2 CK bin, residents) rows."""
    columns = ["specialty", "step1_bin", "step2_ck_bin", "resident_count"]
    return pd.DataFrame(rows, columns=columns).assign(period="2019-20", source_id="b2")


TWO = (
    quantiles(("neurology", 90, 205, 218, 231, 243, 253), ("pathology", 20, 200, 210, 220, 230, 240)),
    scores(
        ("neurology", "220_229", "230_239", 40),
        ("neurology", "230_239", "230_239", 30),
        ("neurology", "240_249", "above_259", 30),
        ("pathology", "below_190", "210_219", 5),
        ("pathology", "230_239", "240_249", 15),
        ("urology of another list", "230_239", "240_249", 9),
        ("dermatology", "240_249", "above_259", 10),
    ).replace({"specialty": {"urology of another list": None}}),
)


def rows_of(exam="step1", score=None):
    return sorted_spreads(spreads(*TWO, exam), score)


def one(specialty, exam="step1"):
    return next(row for row in spreads(*TWO, exam) if row.specialty == specialty)


def test_a_score_has_an_interval_from_the_lower_bins_to_its_own():
    share = place(one("neurology"), 230)
    assert (share.lower, share.same, share.higher) == (40, 30, 30)
    assert said_share(share) == "between 40% and 70% of the 100 residents scored lower"
    assert said_share(place(one("neurology"), 239)) == said_share(share)
    # Nobody in its bin: both ends are the same.
    assert said_share(place(one("neurology"), 215)) == "0% of the 100 residents scored lower"
    assert place(one("psychiatry"), 230) is None


@pytest.mark.parametrize(
    ("score", "slug"),
    [
        (120, "below_190"),
        (189, "below_190"),
        (190, "190_199"),
        (259, "250_259"),
        (260, "above_259"),
        (300, "above_259"),
    ],
)
def test_every_score_has_a_bin(score, slug):
    assert SCORE_BINS[bin_of(score)].slug == slug


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (204, "below the 10th percentile"),
        (205, "at the 10th percentile"),
        (230, "between the 25th and the 50th percentile"),
        (260, "above the 90th percentile"),
    ],
)
def test_a_score_lies_between_two_printed_percentiles(score, said):
    assert said_quantiles(one("neurology").quantiles, score) == said


def test_percentiles_with_one_value_are_both_named():
    assert said_quantiles((0, 0, 1, 4, 5), 0) == "at the 10th and 25th percentile"
    assert quantiles_around((0, 0, 1, 4, 5), 3).below == 50


def test_rows_are_sorted_by_who_scored_lower_and_without_a_score_by_median():
    named = [row.specialty for row in rows_of(score=235)]
    assert named[:3] == ["neurology", "pathology", "dermatology"]
    assert [row.specialty for row in rows_of()][:2] == ["pathology", "neurology"]
    # The others have nothing, and stand last by name.
    assert named[3:] == sorted(named[3:])


def test_half_is_settled_by_the_median_else_by_the_bins_else_left_open():
    assert side_of_half(one("neurology"), 230) == "lower"
    assert side_of_half(one("neurology"), 232) == "upper"
    assert side_of_half(one("dermatology"), 239) == "lower"
    assert side_of_half(one("dermatology"), 245) == "open"
    assert side_of_half(one("psychiatry"), 245) == "none"


def test_the_story_counts_names_its_year_and_marks_few():
    story = residents_story(rows_of(score=230), "step1", 230, "2019-20", ("Urology",))
    assert "Step 1 of 230" in story.headline
    assert "scored lower in 2 of 3 specialties" in story.headline
    assert "2019-20" in story.subtitle
    assert ("few", "fewer than 30 residents") in story.legend
    assert set(story.source_ids) == {"b1", "b2"}
    table = story.text_table.frame().set_index("Specialty")
    assert table.loc["Neurology", "Beside 230"] == "between 40% and 70% of the 100 residents scored lower"
    assert table.loc["Dermatology", "Median"] == "no percentiles in the source"
    assert table.loc["Psychiatry", "Residents"] == "not in this edition"
    assert "⚑" in table.loc["Pathology", "Residents"]
    data = story.data.set_index("specialty")
    assert data.loc["neurology", "lower_pct"] == 40
    assert data.loc["psychiatry"].drop(["label", "exam", "period", "score", "source_ids"]).isna().all()
    assert "Family" not in residents_story(rows_of(), "step1", None, "2019-20").headline


def test_strips_are_drawn_as_printed_on_a_page_and_on_slides(trace):
    rows = rows_of(score=230)
    chart = with_person(strips(rows), rows, 230)
    figure = drawn(chart)
    assert list(trace(figure, "Median").x) == [231, 220]
    boxes = [one for one in figure.data if one.fill == "toself"]
    assert list(boxes[0].x[:4]) == [218, 243, 243, 218]
    assert [row.end for row in chart.rows[:3]] == ["40–70%\nof 100", "25–100%\nof 20", "0%\nof 10"]
    assert chart.rows[0].beside == "90"
    assert {line.at for line in chart.lines} == {230}
    # A row keeps what is its own where a room sees some of them.
    kept = only(chart, (1,))
    assert kept.spans[1].lows == (210,)
    (spec,) = chart_specs(chart)
    assert spec.categories[0] == "Neurology (90)\n40–70% of 100"
    joins = {one.name: one.join for one in spec.series if any(one.join)}
    assert joins["10th percentile"][:2] == (48, 40)
    assert joins["pale box: 25th to 75th percentile"][:2] == (25, 20)
    labelled = {one.name for one in spec.series if any(one.labels)}
    assert labelled == {"10th percentile", "median", "90th percentile"}


def test_nothing_of_a_visitor_is_in_the_chart_for_everybody():
    rows = rows_of()
    chart = strips(rows)
    assert with_person(chart, rows, None) is chart
    assert not chart.lines
    assert not chart.ends


def test_anesthesiology_of_the_real_report(real):
    rows = spreads(real["resident_quantiles"], real["resident_scores"], "step1")
    anesthesiology = next(row for row in rows if row.specialty == "anesthesiology")
    share = place(anesthesiology, 230)
    assert anesthesiology.count == 1624
    assert share.least_pct < share.most_pct
    assert said_share(share) == "between 41% and 67% of the 1,600 residents scored lower"
    assert said_quantiles(anesthesiology.quantiles, 230) == "between the 25th and the 50th percentile"


def test_both_scores_in_one_grid():
    grid, profile = joint_counts(TWO[1], "neurology"), Profile("us_img", 235, 231, 3)
    assert (grid.total, grid.fullest) == (100, (4, 5))
    assert joint_counts(TWO[1], "psychiatry") is None
    story = joint_story("neurology", grid, profile, "2019-20")
    assert "40–70% scored lower than your Step 1 of 235" in story.headline
    assert "30 share both of your bins" in story.headline
    said = list(share_sentences(grid, profile))
    assert "40 (40%) are in lower bins, 30 (30%) in the same" in said[0]
    assert story.data["cell_count"].sum() == 100
    chart = joint_grid(grid, own_bins(profile))
    place_of_row = [row.weight for row in chart.rows].index(1)
    assert chart.series[5].cells[place_of_row] == 30
    assert [one.strong for one in chart.series].index(True) == 5
    assert len(chart.bands) == len(drawn(chart).layout.shapes) == 2
    heads = drawn(chart).layout.xaxis
    assert heads.tickangle == 0
    assert heads.ticktext[5] == "<b>230<br>to<br>239<br>▾</b>"
    assert [heads.ticktext[place] for place in (0, -1)] == ["to<br>189", "from<br>260"]
    assert "Step 2 CK" in drawn(chart).layout.annotations[0].text
    assert not joint_grid(grid, own_bins(Profile("us_img"))).bands


def test_what_residents_brought_stands_beside_what_was_entered():
    rows = brought(quantiles(("neurology", 90, 0, 1, 3, 6, 11), measure="research_items"), "neurology")
    table = brought_table(rows, Profile("us_img", 235, None, 4)).frame()
    assert table.loc[0, "You"] == "4, between the 50th and the 75th percentile"
    assert "You" not in brought_table(rows, Profile("us_img")).columns


def test_what_is_printed_without_percentiles_says_so():
    rows = brought(quantiles(("neurology", 3, *[float("nan")] * 5), measure="research_items"), "neurology")
    table = brought_table(rows, Profile("us_img", 235, None, None)).frame()
    assert list(table.iloc[0, 2:7]) == ["not printed"] * 5


def named(*rows):
    """Build `director_scores` out of (specialty, threshold, n, q1, median, q3) rows."""
    columns = ["specialty", "threshold", "program_count", "named_q1", "named_median", "named_q3"]
    return pd.DataFrame(rows, columns=columns).assign(match_year=2020, exam="step2_ck", source_id="boxes")


ANSWERS = answers(
    named(
        ("neurology", "below", 27, 213, 220, 220),
        ("neurology", "above", 21, 225, 235, 240),
        ("pathology", "below", 6, 200, 210, 220),
    ),
    pd.DataFrame(
        [("neurology", 164, 30, 18.3, "response"), ("psychiatry", 250, 57, 22.8, "response")],
        columns=[
            *("specialty", "surveys_sent_count", "programs_responding_count", "response_rate_pct"),
            "source_id",
        ],
    ),
    "step2_ck",
)


def test_boxes_are_said_in_quarters_and_few_are_marked():
    by_name = {row.specialty: row for row in ANSWERS}
    below = by_name["neurology"].below
    assert said_box(below).startswith("of the 27 programs that named one, a quarter named 220 or more")
    assert said_box(by_name["pathology"].below).startswith("⚑")
    assert said_score(below, 240).startswith("above the middle half")
    assert said_score(below, 220).startswith("within")
    assert said_score(None, 220) == "no box printed"


def test_directors_are_sorted_and_counted_and_never_promise():
    assert [row.specialty for row in ANSWERS[:2]] == ["pathology", "neurology"]
    assert counted_against(ANSWERS, 215) == (1, 2, 0, 1)
    story = answers_story(ANSWERS, "step2_ck", 240, 2020)
    assert "in 1 of 1 specialties" in story.headline
    table = story.text_table.frame().set_index("Specialty")
    assert table.loc["Neurology", "Programs that responded"] == "30 of 164 (18.3%)"
    assert ("hollow_box", "fewer than 10 programs") in story.legend
    words = f"{story.headline} {story.subtitle} {story.text_table}".lower()
    assert not [bad for bad in ("cut-off", "cutoff", "chance", "will be", "safe") if bad in words]


def test_two_boxes_in_a_row_stand_beside_each_other_on_slides():
    chart = thresholds_chart.with_person(thresholds_chart.boxes(ANSWERS), 240)
    figure = drawn(chart)
    hollow = [one for one in figure.data if one.mode == "lines" and one.line.dash == "dot"]
    filled = [one for one in figure.data if one.fill == "toself"]
    assert list(hollow[0].x[:2]) == [200, 220]
    assert sorted(one.x[0] for one in filled) == [213, 225]
    assert "220 · n\u00a027" in [text for one in chart.series for text in one.texts]
    (spec,) = chart_specs(chart)
    assert {one.style for one in spec.series if any(one.join)} == {"rarely_end", "almost_always_end"}
    labels = [label.text for one in spec.series for label in one.labels if label]
    assert "220 · n\u00a027" in labels


@pytest.mark.parametrize("room", [Room(1280, 720), Room(1920, 1080)])
def test_before_a_room_no_median_meets_the_number_beside_another_box(room):
    chart = thresholds_chart.boxes(ANSWERS * 12)
    figure = drawn(chart, room=room)
    height = room.height // 2
    rows = rows_most(chart, room, height)
    pitch = (height - figure.layout.margin.t - figure.layout.margin.b) / rows
    lanes = sorted({one.lane for one in chart.series})
    between = pitch * min(lanes[1] - lanes[0], 1 - lanes[1] + lanes[0])
    # Half a tick as Plotly draws it, and half the height of a digit.
    tick = 0.7 * room.scale * max(STYLES[f"{look}_median"].size for look in ("rarely", "almost_always"))
    assert between > tick + 0.36 * room.value_size
