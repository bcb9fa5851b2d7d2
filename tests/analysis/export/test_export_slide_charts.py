"""What a slide draws: the chart of a story has exactly the numbers of the story, and says what is missing."""

from itertools import pairwise

import pandas as pd
import pytest

from analysis.counts.chart import trend_panels
from analysis.counts.compute import (
    fill_trends,
    matches_by_specialty,
)
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.specs import slides_of
from analysis.profile import Profile
from tests.telling import every_story, stories_of_counts, stories_of_scores, stories_of_the_shortlist


@pytest.fixture(scope="module")
def told(real):
    """Return kind -> one story of it."""
    return {story.kind: story for story in reversed(every_story(real))}


def cells_of(column):
    """Return a column as a list with None for what is missing."""
    return [None if pd.isna(value) else value for value in column]


def by_year(rows, column):
    """Return one value for every year of some rows, None where there is none."""
    years = range(rows["match_year"].min(), rows["match_year"].max() + 1)
    return cells_of(rows.set_index("match_year")[column].reindex(years))


def drawn(story):
    """Return (title, series) -> the cells drawn, parts put together."""
    found = {}
    for spec in chart_specs(story.chart):
        for part in spec.parts():
            for one in part.series:
                found.setdefault((spec.title.split("\n")[0], one.name), []).extend(one.cells)
    return found


def averages(story):
    data = story.data
    return {
        "you, 228": cells_of(data["score"]),
        "unmatched average": cells_of(data["unmatched_mean"]),
        "matched average": cells_of(data["matched_mean"]),
    }


def groups(story):
    names = {"us_md_senior": "US MD seniors", "us_img": "US IMGs", "non_us_img": "non-US IMGs"}
    return {name: cells_of(story.data[f"{group}_mean"]) for group, name in names.items()}


def shares(story):
    return {
        name: cells_of(story.data[f"{group}_pct"])
        for group, name in (
            ("non_us_img", "non-US IMGs"),
            ("us_img", "US IMGs"),
            ("img", "at the end of each bar: all IMGs"),
        )
    }


def rate_lines(story):
    data = story.data.assign(match_year=story.data["match_year"].astype("int64"))
    wide = data.pivot_table(index="match_year", columns="applicant_type", values="match_rate_pct")
    assert list(wide.index) == list(range(1982, 2026))
    printed = data.pivot_table(
        index="match_year", columns="applicant_type", values="printed_pct", dropna=False
    ).reindex(wide.index)
    names = {
        "us_md_senior": "US MD senior",
        "do_senior": "DO senior",
        "us_img": "US IMG",
        "non_us_img": "Non-US IMG",
        "all": "All applicants",
    }
    return {
        **{name: cells_of(wide[kind]) for kind, name in names.items()},
        "All applicants, as printed": cells_of(printed["all"]),
        "Non-US IMG, as printed": cells_of(printed["non_us_img"]),
    }


def answers(story):
    return {answer: cells_of(story.data[f"{answer}_pct"]) for answer in ("often", "seldom", "never")}


def cited(story):
    return {"cite it": cells_of(story.data["citing_pct"])}


def strips(story):
    names = {
        "value_p10": "10th percentile",
        "value_q1": "pale box: 25th to 75th percentile",
        "value_median": "median",
        "value_p90": "90th percentile",
    }
    return {
        "you, 228": cells_of(story.data["score"]),
        **{name: cells_of(story.data[column]) for column, name in names.items()},
    }


# Kinds whose every row is drawn once: name of the series -> what the story's data hold for it.
EXPECTED = {
    "averages": averages,
    "step1_groups": groups,
    "research": lambda story: {"you, 3": cells_of(story.data["items"]), **groups(story)},
    "fill_guide": shares,
    "fill_year": shares,
    "fill_difference": lambda story: {
        "guide’s column": cells_of(story.data["guide_pct"]),
        "NRMP’s counts": cells_of(story.data["nrmp_pct"]),
    },
    "residents": strips,
    "people": lambda story: {
        "matches of non-US IMGs": cells_of(story.data.sort_values("match_year")["non_us_img_count"])
    },
    "rates": rate_lines,
    "denominators": lambda story: {
        "of those with a rank list": by_year(story.data, "of_active_pct"),
        "of all who registered": by_year(story.data, "of_registered_pct"),
    },
    "director_groups": answers,
    "director_specialty": answers,
    "director_factor": cited,
    "director_specialty_factors": cited,
    "credentials": lambda story: {
        "rank with these weights": cells_of(story.data["rank"]),
        "lowest number over seven weightings": cells_of(story.data["rank_lowest"]),
        "highest number over seven weightings": cells_of(story.data["rank_highest"]),
    },
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_chart_has_exactly_the_numbers_of_its_story(told, kind):
    found = {name: cells for (_, name), cells in drawn(told[kind]).items()}
    assert found == EXPECTED[kind](told[kind])
    assert len({len(cells) for cells in found.values()}) == 1


def test_gaps_are_drawn_once_each_under_their_standing(real, told):
    for story in (told["gaps"], *stories_of_scores(real, Profile("non_us_img", 228, 240), "step2_ck")):
        if story.kind != "gaps":
            continue
        series = list(drawn(story).values())
        for gap, *of_row in zip(cells_of(story.data["gap_to_matched"]), *series, strict=True):
            assert [cell for cell in of_row if cell is not None] == ([] if gap is None else [gap])
        (spec,) = chart_specs(story.chart)
        assert spec.axis.low == -spec.axis.high, "bars of both signs have one scale"


def test_gap_and_share_draws_every_pair_with_its_name(told):
    story = told["gap_and_share"]
    pairs = story.data.dropna(subset=["gap_to_matched", "share_pct"])
    marks = []
    for spec in chart_specs(story.chart):
        assert len(spec.categories) <= 12
        for one in spec.series:
            for name, x, y, label in zip(spec.categories, spec.xs, one.cells, one.labels, strict=True):
                if y is not None:
                    assert label.text == name
                    marks.append((x, y))
    assert sorted(marks) == sorted(zip(pairs["share_pct"], pairs["gap_to_matched"], strict=True))
    assert len(marks) == 19
    assert len({spec.axis for spec in chart_specs(story.chart)}) == 1, "the gaps have one scale on all slides"


def test_the_map_of_a_shortlist_names_what_is_on_it(told):
    story = told["shortlist_map"]
    (spec,) = chart_specs(story.chart)
    rows = story.data.dropna(subset=["gap_to_matched", "share_pct"]).sort_values(
        ["share_pct", "gap_to_matched"]
    )
    front, other, ours = spec.series
    marks = len(rows)
    assert spec.xs[:marks] == tuple(rows["share_pct"])
    # A step: every part of the line is level or upright, and it passes through all that are on it.
    corners = [(x, y) for x, y in zip(spec.xs, front.cells, strict=True) if y is not None]
    assert front.cells[:marks] == (None,) * marks
    assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairwise(corners))
    ahead = rows.loc[rows["is_non_dominated"]]
    assert {*zip(ahead["share_pct"], ahead["gap_to_matched"], strict=True)} <= {*corners}
    assert corners[0][0] == spec.x_axis.low
    assert corners[-1][1] == spec.axis.low
    for one, members in ((ours, rows["is_shortlisted"]), (other, ~rows["is_shortlisted"])):
        assert list(one.cells[:marks]) == cells_of(rows["gap_to_matched"].where(members.astype("bool")))
    named = {label.text for label in ours.labels if label}
    assert named == {
        "Neurology",
        "Pathology",
        "Plastic Surgery",
        "Internal Medicine",
        "Anesthesiology",
        "Family Medicine",
    }


def test_a_map_without_a_score_shows_averages_lower_ones_higher_up(real):
    _, story = stories_of_the_shortlist(real, Profile("us_img"))
    (spec,) = chart_specs(story.chart)
    known = story.data.dropna(subset=["matched_mean", "share_pct"])
    drawn_cells = [cell for one in spec.series[1:] for cell in one.cells if cell is not None]
    assert sorted(drawn_cells) == sorted(known["matched_mean"])
    assert spec.axis.is_reversed
    # Programs disagree on what is above a mark there.
    assert {label.place for one in spec.series for label in one.labels if label} <= {"l", "r"}


def test_a_shortlist_has_one_chart_per_exam_on_one_scale(told):
    story = told["shortlist_averages"]
    step1, step2_ck = chart_specs(story.chart)
    assert step1.categories[0] == "Neurology, Step 1"
    assert step2_ck.categories[0] == "Neurology, Step 2 CK"
    assert step1.axis == step2_ck.axis
    for exam, spec in (("step1", step1), ("step2_ck", step2_ck)):
        rows, cells = story.data.loc[story.data["exam"] == exam], {one.name: one.cells for one in spec.series}
        assert list(cells["matched average"]) == cells_of(rows["matched_mean"])
        assert list(cells["unmatched average"]) == cells_of(rows["unmatched_mean"])
        assert list(cells[f"you, {rows['score'].iloc[0]:g}"]) == list(rows["score"])


def test_one_specialty_by_exam_and_group(told):
    (spec,) = chart_specs(told["specialty"].chart)
    cells = told["specialty"].data.set_index(["metric", "applicant_group"])["value"]
    *yours, unmatched, matched = spec.series
    # The person's scores, each over the rows of its exam.
    assert [(one.name, one.cells) for one in yours] == [
        ("you, 228, Step 1", (228, 228, 228, None, None)),
        ("you, 240, Step 2 CK", (None, None, None, 240, 240)),
    ]
    assert spec.categories[1] == "Step 1, US IMG"
    assert matched.cells[1] == cells["step1_matched", "us_img"]
    assert unmatched.cells[4] == cells["step2_ck_unmatched", "non_us_img"]
    assert unmatched.cells[0] is None
    assert spec.said() == ("Unmatched average not in the source: Step 1, US MD senior.",)


def test_trends_are_small_charts_on_one_scale(told):
    story = told["fill_trend"]
    specs = chart_specs(story.chart)
    assert [spec.title.split("\n")[0] for spec in specs] == story.text_table["Specialty"]
    assert len({spec.axis for spec in specs}) == 1
    assert specs[0].axis.low == 0
    for spec in specs:
        rows = story.data.loc[story.data["label"] == spec.title.split("\n")[0]]
        for group, name in (("non_us_img", "non-US IMGs"), ("us_img", "US IMGs")):
            lines = [one.cells for one in spec.series if one.name.split(",")[0] == name]
            # One line for each unbroken span, and together every year once.
            assert len(lines) == 1 + (rows["break_note"] != "").sum()
            together = [[cell for cell in cells if cell is not None] for cells in zip(*lines, strict=True)]
            assert together == [[] if cell is None else [cell] for cell in by_year(rows, f"{group}_pct")]
    assert [len(slide) for slide in slides_of(specs)] == [5, 5]
    psychiatry = next(spec for spec in specs if spec.title.startswith("Psychiatry"))
    assert psychiatry.title == "Psychiatry\n29% → 16%"
    assert len(psychiatry.series) == 2
    pediatrics = next(spec for spec in specs if spec.title.startswith("Pediatrics"))
    assert pediatrics.title.startswith("Pediatrics\n2011: ")
    assert [one.name for one in pediatrics.series][::2] == [
        *("non-US IMGs, 2008 to 2009", "non-US IMGs, 2010", "non-US IMGs")
    ]
    assert "Pediatrics: 2011 does not continue the year before." in pediatrics.said()


def test_a_year_without_a_row_is_a_gap(real):
    counts = matches_by_specialty(real["positions"])
    own = counts.loc[counts["specialty"].isin({"interventional_radiology", "pathology"})]
    chart = trend_panels(list(fill_trends(own).values()))
    specs = {spec.title.split("\n")[0]: spec for spec in chart_specs(chart)}
    late = specs["Interventional Radiology"].series[0].cells
    # NRMP lists it from 2016; eight years before are no zeros.
    assert late[:8] == (None,) * 8
    assert late[8] == 0.0
    people = next(story for story in stories_of_counts(real) if story.kind == "people")
    (spec,) = chart_specs(people.chart)
    assert spec.categories[:5] == ("2008", "2009", "2010", "2011", "2012")
    assert spec.series[0].cells[:5] == (None, None, None, None, 18)
    assert spec.said() == ("Not listed by NRMP: 2008, 2009, 2010 and 2011.",)


def test_missing_averages_are_words(real, told):
    assert told["averages"].data["matched_mean"].isna().sum() == 3
    last = chart_specs(told["averages"].chart)[0].parts()[-1]
    assert last.said()[0] == "Not in the source: Interventional Rad., Otolaryngology and Radiation Onc."
    garbled = next(stories_of_scores(real, Profile("us_img", None, 240), "step2_ck"))
    said = [sentence for spec in chart_specs(garbled.chart) for sentence in spec.said()]
    assert "Garbled in the source: Pediatrics." in said
    seniors = next(stories_of_scores(real, Profile("us_md_senior", 230)))
    (spec,) = chart_specs(seniors.chart)
    assert [one.name for one in spec.series] == ["you, 230", "matched average"]
    nothing = next(stories_of_scores(real, Profile("us_md_senior", None, 240), "step2_ck"))
    assert chart_specs(nothing.chart) == []


def test_levels_without_positions_have_no_chart_and_few_ones_say_so(real):
    assert chart_specs(next(stories_of_counts(real, level="r", year=2010)).chart) == []
    (spec,) = chart_specs(next(stories_of_counts(real, level="r")).chart)
    assert any(sentence.startswith("Not listed by NRMP: ") for sentence in spec.said())


def test_what_to_read_with_care_is_said_beside_its_rows(told):
    said = [part.said() for part in chart_specs(told["averages"].chart)[0].parts()]
    assert said[0] == (
        "The averages do not separate: Plastic Surgery.",
        "Fewer than 10 matched: Plastic Surgery.",
    )
    assert said[1] == ("Fewer than 10 matched: Med/Peds and Orthopaedics.",)
    assert "Rank 1 is at the bottom." in chart_specs(told["credentials"].chart)[0].said()
