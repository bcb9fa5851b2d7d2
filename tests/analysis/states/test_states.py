"""Positions by state: small tables with known answers, and what the grid, its words and its slide say of them."""

import io
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from pptx import Presentation

from analysis.charts.plotly import figure
from analysis.charts.styles import STYLES
from analysis.counts.added_up import added_up
from analysis.export.slides.charts import chart_specs
from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.palette import DARK, LIGHT
from analysis.states.chart import state_squares
from analysis.states.compute import (
    MEASURE_BY_SLUG,
    SHADES,
    half_of,
    places_by_state,
    states_of_year,
    years_with,
)
from analysis.states.words import exact_share, ranking_table, states_story, states_table
from data.states import STATES
from data.vocabulary import TOTAL
from tests.analysis.charts.test_figures import contrast

OFFERED, UNFILLED, IMG, NON_US_IMG = (
    MEASURE_BY_SLUG[slug] for slug in ("offered", "unfilled", "img", "non_us_img")
)


def by_type(*rows):
    """Return rows of `positions_by_state`: (year, state, specialty, offered, filled), one program each."""
    return pd.DataFrame(
        [
            {
                "match_year": year,
                "state": state,
                "specialty": specialty,
                "program_count": 1,
                "offered_count": offered,
                "filled_count": filled,
                "unfilled_program_count": int(filled < offered),
                "source_id": "by_type",
            }
            for year, state, specialty, offered, filled in rows
        ]
    )


def by_group(*rows):
    """Return rows of `filled_by_state`: (state, specialty, offered, filled, US IMGs, non-US IMGs, pooled)."""
    return pd.DataFrame(
        [
            {
                "match_year": 2025,
                "state": state,
                "specialty": specialty,
                "position_level": "pgy1",
                "offered_count": offered,
                "filled_count": filled,
                "us_md_senior_count": filled - us_img - non_us_img,
                "us_img_count": us_img,
                "non_us_img_count": non_us_img,
                "pools_preliminary": pooled,
                "source_id": "by_group",
            }
            for state, specialty, offered, filled, us_img, non_us_img, pooled in rows
        ]
    )


TYPES = by_type(
    (2020, "ohio", "pathology", 20, 18),
    (2020, "ohio", "pathology", 5, 5),
    (2020, "texas", "pathology", 10, 10),
    (2020, "ohio", None, 7, 3),
    (2019, "ohio", "pathology", 1, 0),
)
GROUPS = by_group(
    ("ohio", "pathology", 30, 30, 3, 12, False),
    ("texas", "pathology", 8, 8, 0, 6, False),
    ("maine", "pathology", 2, 0, 0, 0, False),
    ("utah", "pathology", 10, 10, 0, 0, False),
    ("ohio", "internal_medicine", 50, 40, 4, 6, True),
)


@pytest.fixture(scope="module")
def pathology():
    return places_by_state(TYPES, GROUPS, "pathology")


def of_state(rows, state):
    return rows.set_index("state").loc[state]


def test_positions_add_up_by_state_and_year(pathology):
    rows = states_of_year(pathology, 2020, OFFERED)
    assert len(rows) == len(STATES)
    assert list(rows["state"][:2]) == ["ohio", "texas"]
    ohio = of_state(rows, "ohio")
    assert list(ohio[["offered_count", "filled_count", "unfilled_count", "program_count"]]) == [25, 23, 2, 2]
    # No row is no zero, and no types were counted.
    assert pd.isna(of_state(rows, "maine")["offered_count"])
    assert rows["img_pct"].isna().all()
    assert (years_with(pathology, OFFERED), years_with(pathology, IMG)) == ((2025, 2020, 2019), (2025,))


def test_all_together_have_what_no_specialty_has():
    places = places_by_state(TYPES, GROUPS, TOTAL)
    assert of_state(states_of_year(places, 2020, OFFERED), "ohio")["offered_count"] == 32
    assert not places["pools_preliminary"].any()
    pooled = places_by_state(TYPES, GROUPS, "internal_medicine")
    assert set(pooled.loc[pooled["pools_preliminary"], "match_year"]) == {2025}


def test_shares_are_of_the_positions_filled_and_few_are_marked(pathology):
    rows = states_of_year(pathology, 2025, IMG)
    shades = rows.set_index("state")["shade"]
    assert of_state(rows, "ohio")["img_pct"] == 50
    assert shades[["ohio", "texas", "utah", "maine", "alaska"]].to_list() == [
        "5",
        "few",
        "zero",
        "none",
        "none",
    ]
    table = states_table(rows).frame().set_index("State")
    assert table.loc["Texas", "Non-US IMGs of filled"] == "⚑ 75.0% (6 of 8)"
    assert table.loc["Maine", "IMGs of filled"] == "none filled"
    assert table.loc["Alaska", "Positions"] == "no positions listed"
    story = states_story(rows, "pathology", IMG, (2025,), "by_group")
    assert "IMGs filled 43.8% of the positions in 2025 (21 of 48)" in story.headline
    assert "50.0% (15 of 30) in Ohio, the most of any state with 10 or more" in story.headline


def test_each_shade_has_about_as_many_states():
    states = [state.slug for state in STATES][:10]
    places = places_by_state(
        by_type(*((2020, state, "pathology", 10 * at, 10 * at) for at, state in enumerate(states, 1))),
        GROUPS,
        "pathology",
    )
    rows = states_of_year(places, 2020, OFFERED)
    assert rows["shade"].value_counts().drop("none").to_dict() == {
        str(one): 2 for one in range(1, SHADES + 1)
    }
    assert of_state(rows, states[0])["shade"] == "1"
    assert half_of(rows["offered_count"]) == 4
    # What is equal looks equal.
    equal = places.assign(offered_count=places["offered_count"] * 0 + 7)
    assert set(states_of_year(equal, 2020, OFFERED)["shade"]) == {"5", "none"}


def test_2025_says_that_it_stands_apart(pathology):
    years = years_with(pathology, OFFERED)
    new, old = (
        states_story(states_of_year(pathology, year, OFFERED), "pathology", OFFERED, years, "x")
        for year in (2025, 2020)
    )
    assert "2025 stands apart" in new.context[0]
    assert "between 2020 and 2025" in new.context[0]
    assert old.context == ()
    assert dict(old.trace) == {
        "table_name": "positions_by_state",
        "measure": "offered_count",
        "match_year": "2020",
        "specialty": "pathology",
    }
    pooled = places_by_state(TYPES, GROUPS, "internal_medicine")
    story = states_story(states_of_year(pooled, 2025, OFFERED), "internal_medicine", OFFERED, (2025,), "x")
    assert "Internal Medicine includes preliminary positions" in story.context[0]
    assert dict(new.trace)["table_name"] == "filled_by_state"


def test_unfilled_positions_name_where_they_are(pathology):
    rows = states_of_year(pathology, 2020, UNFILLED)
    story = states_story(rows, "pathology", UNFILLED, (2020,), "x")
    assert story.headline == "Pathology: 2 of 35 positions were left unfilled in 2020, the most in Ohio (2)"
    assert ranking_table(rows, UNFILLED).rows[0] == ("Ohio", "2", "100.0%", "25")
    # What is left unfilled is a part of all that is, not of the positions of the state.
    assert ranking_table(rows, UNFILLED).columns[2:] == ("Part of all 2 unfilled", "Positions of the state")
    assert [exact_share(share) for share in (0, 0.015, 0.05, 17.12)] == ["0.0%", "<0.1%", "0.1%", "17.1%"]
    unlisted = states_of_year(places_by_state(TYPES, GROUPS, "dermatology"), 2020, OFFERED)
    nothing = states_story(unlisted, "dermatology", OFFERED, (2020,), "x")
    assert nothing.headline == "The source lists no positions of Dermatology in 2020"
    assert nothing.source_ids == ("x",)


def test_every_state_has_a_square_with_its_letters_and_its_number(pathology):
    chart = state_squares(states_of_year(pathology, 2025, NON_US_IMG), NON_US_IMG)
    drawn = figure(chart)
    codes, numbers, below = drawn["data"]
    shown = dict(zip(codes["text"], numbers["text"], strict=True))
    assert len(shown) == len(drawn["layout"]["shapes"]) == len(STATES)
    assert (shown["OH"], shown["TX†"], shown["UT"], shown["AK"]) == ("40%", "75%", "0%", "")
    of = dict(zip(codes["text"], below["text"], strict=True))
    assert (of["OH"], of["TX†"], of["AK"]) == ("30", "8", "")
    # A sign says what the colour of a frame alone would say.
    assert "† of fewer than 10 filled" in [one.name for one in chart.series]
    # A count stands alone.
    assert len(figure(state_squares(states_of_year(pathology, 2025, OFFERED), OFFERED))["data"]) == 2
    said = dict(zip(codes["text"], numbers["hovertext"], strict=True))
    assert said["OH"] == "Ohio: 40.0% of 30 filled"
    assert (said["ME"], said["AK"]) == ("Maine: none filled", "Alaska: no positions listed")
    by_code = dict(zip(codes["text"], drawn["layout"]["shapes"], strict=True))
    dashes = [by_code[code]["line"].get("dash") for code in ("OH", "TX†", "UT", "AK")]
    assert dashes == [None, "solid", "solid", "dot"]
    assert by_code["OH"]["fillcolor"] == STYLES["shade_5"].colour(LIGHT)


def test_letters_can_be_read_on_every_shade():
    for colours in (LIGHT, DARK):
        for shade in range(1, SHADES + 1):
            style = STYLES[f"shade_{shade}"]
            assert contrast(style.colour(colours), style.text(colours)) >= 4.5


def test_a_slide_has_the_squares_as_shapes(pathology, real):
    rows = states_of_year(pathology, 2025, NON_US_IMG)
    chart = state_squares(rows, NON_US_IMG)
    story = states_story(rows, "pathology", NON_US_IMG, (2025,), "match_2025_by_state")
    told = replace(story, chart=chart, source_ids=("match_2025_by_state",))
    deck = Presentation(
        io.BytesIO(slides_bytes([Slide(told)], real["sources"], title="Places", made_on=date(2026, 1, 1)))
    )
    (group,) = (shape for shape in deck.slides[1].shapes if shape.name == "Squares")
    texts = {shape.name: shape.text_frame.text for shape in group.shapes}
    assert len(texts) == len(STATES)
    assert (texts["OH"], texts["AK"]) == ("OH\n40%", "AK\n")
    (spec,) = chart_specs(chart)
    assert any(said.startswith("No positions listed: ") for said in spec.said())


def test_a_year_counted_by_state_is_added_up_and_leaves_out_what_is_pooled():
    rows = added_up(GROUPS, 2025).set_index("specialty")
    assert list(rows.loc["pathology", ["filled_count", "img_count", "non_us_img_count"]]) == [48, 21, 18]
    assert rows.loc["pathology", "img_pct"] == pytest.approx(43.75)
    assert pd.isna(rows.loc["internal_medicine", "filled_count"])
    assert list(rows.index[rows["pools_preliminary"]]) == ["internal_medicine"]
    # All together hold everything that is listed.
    assert list(rows.loc[TOTAL, ["offered_count", "filled_count"]]) == [100, 88]
