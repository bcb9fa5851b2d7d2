"""What is said and drawn of levels: facts, not whole sentences; the same in the picture, the table and the file."""

import re
from dataclasses import replace

import pytest

from analysis.beyond.compute import NOTHING_BEYOND
from analysis.charts.description import only
from analysis.charts.plotly import rows_most
from analysis.charts.room import Room
from analysis.charts.shades import ink_on
from analysis.charts.styles import STYLES
from analysis.export.chart_data import chart_rows
from analysis.export.slides.charts import chart_specs
from analysis.palette import DARK, LIGHT
from analysis.readiness.audit import called_areas
from analysis.readiness.audit_words import audit_table, exam_facts, say_outcome, specialty_facts
from analysis.readiness.chart import levels_chart
from analysis.readiness.compute import levels
from analysis.readiness.record import Readiness
from analysis.readiness.words import levels_story
from analysis.standing.compute import Compared
from data.guides import TABLE_OF, AuditArea, Band, Guide, read_advice
from data.load import load_table
from pages.ui.marks import is_mark
from tests.drawing import drawn

YEAR = 2026
BANDS, GUIDES = (read_advice(kind, load_table(TABLE_OF[kind])) for kind in (Band, Guide))
RECORD = Readiness(graduation_year=2021, us_experience_months=0, gaps="short", never_clinical=True)


def told(record, score=None, *, is_img=True, is_invented=False):
    found = levels(record, score, YEAR, BANDS)
    guides = {guide.guide: guide for guide in GUIDES}
    chart = levels_chart(found, record, score, YEAR)
    story = levels_story(found, record, score, YEAR, guides, is_img=is_img, is_invented=is_invented)
    return story, chart


def test_the_headline_names_what_is_high_and_counts_what_has_no_level():
    story, _ = told(RECORD)
    assert "last clinical work" in story.headline
    assert "US clinical experience" in story.headline
    assert story.headline.startswith("2 of 8 factors are high in a guide’s table: ")
    assert "4 not answered" in story.headline
    assert "1 between the levels of a guide" in story.headline
    assert "NRMP" in story.subtitle
    assert f"up to {YEAR}" in story.subtitle
    assert all(is_mark(mark) for mark, _ in story.legend)
    for word in ("chance", "safe", "reach", "cut-off", "verdict"):
        assert word not in " ".join((story.headline, story.subtitle, *story.notes, *story.context))


def test_the_parts_of_the_headline_add_up():
    record = Readiness(
        graduation_year=YEAR - 8, us_experience_months=0, us_letters=3, letters_are_recent=True
    )
    said = told(record)[0].headline
    high = said.split(" of 8", 1)[0]
    assert said.startswith("2 of 8 factors are high")
    assert "(one of them also between the levels of a guide)" in said
    assert int(high) + sum(int(part.split()[0]) for part in said.split("; ")[1:]) == 8


@pytest.mark.parametrize(("years", "is_said"), [(60, True), (9, True), (8, False), (0, False)])
def test_more_years_outside_clinical_work_than_since_graduation_do_not_go_together(years, is_said):
    context = told(Readiness(graduation_year=YEAR - 8, non_clinical_years=years))[0].context
    assert any("“Years outside clinical work”" in said and "again" in said for said in context) is is_said


def test_what_is_answered_in_part_is_counted_apart():
    story, chart = told(RECORD, 231)
    assert "1 answered in part; 3 not answered" in story.headline
    (level,) = (row[3] for row in story.text_table.rows if row[0] == "Exams")
    assert level == "answered in part"
    assert any(row.label == "Exams: Step 2 CK 231, no level yet" for row in chart.rows)


def test_answers_of_ones_own_beside_an_invented_score_are_said_to_be():
    def context(record):
        return " ".join(told(record, 240, is_invented=True)[0].context)

    assert "the visitor’s own" in context(RECORD)
    assert "visitor" not in context(Readiness())
    assert "visitor" not in " ".join(told(RECORD, 240)[0].context)


def test_little_that_was_answered_is_no_all_clear():
    story, _ = told(Readiness(graduation_year=YEAR))
    assert story.headline == "1 of 8 factors is answered, and it is not high in a guide’s table"
    assert told(Readiness(), 231)[0].headline.startswith("Two guides weigh 8 factors")
    assert "a level waits for: Exams" in told(Readiness(), 231)[0].context[0]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"works_clinically": True, "never_clinical": True},
            "“Clinical work at present” and “No clinical work",
        ),
        (
            {"last_clinical_year": 2010, "graduation_year": 2018},
            "last clinical work” and “Year of graduation",
        ),
        (
            {"last_clinical_year": 2020, "graduation_year": 2018, "never_clinical": True},
            "No clinical work since",
        ),
        ({"only_observed": True, "us_experience_months": 0}, "observerships alone” and “Months"),
        ({"last_us_experience_year": 2024, "us_experience_months": 0}, "US clinical experience” and “Months"),
        ({"graduation_year": YEAR + 1}, f"You graduate after {YEAR}"),
    ],
)
def test_what_does_not_go_together_is_said(answers, said):
    (line, *_) = told(Readiness(**answers))[0].context
    assert said in line


def test_nothing_answered_is_no_finding_and_still_a_table_of_bands():
    story, chart = told(Readiness())
    assert "High" not in story.headline
    assert story.legend == ()
    assert set(story.text_table["Level"]) == {"not answered"}
    assert chart.has_numbers
    assert all(all(one.hollow) for one in chart.series)


def test_the_table_says_the_answer_the_level_and_every_band():
    story, _ = told(RECORD)
    rows = {(row[0], row[1]): row[2:] for row in story.text_table.rows}
    answered, level, *bands = rows["Years since graduation", "Return after other work"]
    assert answered == "5 years"
    assert "low and high" in level
    assert bands == ["0 to 3 years since graduation", "no such level", "7 or more years since graduation"]
    assert rows["Years since graduation", "Non-clinical US job"][1] == "Moderate"


def test_the_file_has_a_row_per_factor_and_guide_with_its_source():
    rows = chart_rows(told(RECORD)[0])
    assert len(rows) == 10
    row = rows.set_index(["risk_factor", "guide"]).loc[("graduation", "clinical_return")]
    assert (row["risk_level"], row["near_levels"], row["source_id"]) == (
        "between",
        "low high",
        "advice_clinical_return",
    )
    assert set(rows["reading_year"]) == {YEAR}


def test_who_is_no_img_is_told_for_whom_the_tables_are():
    assert any("international" in line for line in told(RECORD, is_img=False)[0].context)
    assert told(RECORD)[0].context == ()


def test_years_after_the_reading_of_the_file_are_said():
    (line,) = told(Readiness(last_clinical_year=2030))[0].context
    assert "last clinical work" in line


def cells_of(figure):
    """Column and fill of each cell, in the order of the words in them."""
    (words,) = (trace for trace in figure.data if isinstance(trace.textfont.color, tuple))
    fills = {}
    for one in figure.layout.shapes:
        for x0, top, x1, bottom in re.findall(r"M([\d.]+),([\d.]+)H([\d.]+)V([\d.]+)", one.path or ""):
            assert float(x1) - float(x0) == pytest.approx(0.98)
            fills[int(float(x0)), round((float(top) + float(bottom)) / 2)] = one.fillcolor
    assert len(fills) == len(words.x)
    return [(int(x), fills[int(x), round(y)]) for x, y in zip(words.x, words.y, strict=True)]


def test_the_picture_fills_the_level_and_outlines_what_an_answer_lies_between():
    _, chart = told(RECORD)
    figure = drawn(chart)
    words, outline = figure.data[0], figure.layout.shapes[-1]
    filled = {
        (column, text.replace("<br>", " ").replace("<b>", "").replace("</b>", ""))
        for (column, fill), text in zip(cells_of(figure), words.text, strict=True)
        if fill != LIGHT.page
    }
    assert filled == {
        (1, "4 to 6 years since graduation"),
        (2, "5 or more years ago, or never after graduation"),
        (2, "none (under one whole month), or only observerships 4 or more years ago"),
        (2, "0 months (under one whole month)"),
        (1, "short gaps without an explanation"),
    }
    assert (round(outline.x0), round(outline.x1)) == (0, 3)
    assert [note.text for note in figure.layout.annotations] == [
        "<b>Low</b>",
        "<b>Moderate</b>",
        "<b>High</b>",
    ]


def test_rows_of_a_room_fit_its_height_and_keep_their_cells():
    _, chart = told(RECORD)
    most = rows_most(chart, Room(1280, 720), 400)
    assert 2 <= most <= len(chart.rows)
    part = only(chart, range(most))
    figure = drawn(part, room=Room(1280, 720))
    assert min(size for trace in figure.data for size in [trace.textfont.size]) >= 720 / 40
    assert figure.layout.yaxis.range[0] <= 400


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)])
def test_words_can_be_read_on_every_level(dark, colours):
    _, chart = told(RECORD)
    figure = drawn(chart, dark=dark)
    cells = [fill for _, fill in cells_of(figure)]
    inks = dict(zip(cells, figure.data[0].textfont.color, strict=True))
    assert len({STYLES[f"level_{level}"].colour(colours) for level in ("low", "moderate", "high")}) == 3
    for fill, ink in inks.items():
        assert ink == (colours.text if fill == colours.page else ink_on(fill))


def test_slides_have_the_same_cells_and_say_what_has_no_level():
    (spec,) = chart_specs(told(RECORD)[1])
    assert spec.form == "grid"
    assert [one.name for one in spec.series] == ["Low", "Moderate", "High"]
    assert spec.categories[0] == "Years since graduation: 5 years\nReturn after other work"
    assert [len(part.categories) for part in spec.parts()] == [5, 5]
    said = " ".join(spec.said())
    assert "4 to 6 years since graduation" in said
    assert "No answer yet: Exams, Failed attempts" in said
    (partly,) = chart_specs(told(RECORD, 221)[1])
    assert any("Answered in part: Exams: Step 2 CK 221, no level yet" in line for line in partly.said())


def test_facts_of_the_audit_have_their_year_and_n():
    row = Compared(
        "neurology", "Neurology", "step2_ck", 240, 227, 13, 192, score=239, standing="near", shown="near"
    )
    first, sides, second = exam_facts(row, NOTHING_BEYOND, "non_us_img", 2018, 6)
    for part in ("Step 2 CK 239", "near the matched average", "240", "192 matches", "2018 Match", "±6"):
        assert part in first
    assert "either side" in sides
    assert "no residents" in second
    few = replace(row, matched_count=7, flags=("few_matched",))
    # The average of a few says little, and so it is said.
    said = " ".join(exam_facts(few, NOTHING_BEYOND, "non_us_img", 2018, 6))
    assert "an average says little" in said
    assert "either side" not in said
    below = " ".join(exam_facts(replace(row, shown="below"), NOTHING_BEYOND, "non_us_img", 2018, 6))
    assert "below the matched average" in below
    assert not {"weak", "strong"} & set(below.lower().replace(",", " ").split())
    counts = {
        "label": "Neurology",
        "match_year": 2022,
        "filled_count": 400,
        "non_us_img_count": 100,
        "non_us_img_pct": 25.0,
    }
    share, only_choice = specialty_facts(counts, NOTHING_BEYOND, "non_us_img")
    for part in ("100 non-US IMGs", "25.0%", "400", "2022 Match"):
        assert part in share
    assert "nobody counted" in only_choice


def test_the_table_of_the_audit_keeps_calls_and_the_words_of_the_data():
    areas = called_areas(
        Readiness(audit_usmle="weak"), read_advice(AuditArea, load_table(TABLE_OF[AuditArea]))
    )
    rows = audit_table(areas, {"usmle": ("Below.", "Few.")}).rows
    assert rows[0] == ("USMLE performance", "Weak", "Below. Few.")
    assert [row[1] for row in rows[1:]] == ["not called"] * 4
    assert all("yours to say" in row[2] for row in rows[1:])
    assert say_outcome(areas) == "Weak: 1, strong: 0, not called anything: 4, of 5 areas."
