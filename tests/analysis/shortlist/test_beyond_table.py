"""What is known of a shortlist beyond the averages as one table, and as a slide."""

import io
from datetime import date

from pptx import Presentation

from analysis.export.slides.presentation import Slide, slides_bytes
from analysis.profile import Profile
from analysis.shortlist.beyond_table import beyond_story
from analysis.shortlist.compute import standings_for

SIX = (
    "physical_medicine_and_rehabilitation",
    "internal_medicine_pediatrics",
    "obstetrics_and_gynecology",
    "interventional_radiology",
    "orthopaedic_surgery",
    "internal_medicine",
)


def told(reference, profile):
    return beyond_story(standings_for(profile, SIX, reference), profile)


def test_every_figure_has_its_year_and_what_it_is_out_of(reference):
    story = told(reference, Profile("non_us_img", 228, 240))
    heads = " ".join(story.text_table.columns)
    assert all(of in heads for of in ("Step 2 CK", "2019-20", "2020", "2021"))
    medicine = dict(zip(story.text_table.columns, story.text_table.rows[-1], strict=True))
    said = " ".join(medicine.values())
    for part in ("44–68% (of 7,058)", "47% (of 45)", "8.1% (of 854)", "1,743 of 3,080 (57%, 55–58)"):
        assert part in said
    assert all(cell for row in story.text_table.rows for cell in row)
    assert "240" in story.headline
    assert "7,058" not in story.headline
    assert "aamc2020_b1" not in story.source_ids
    assert {"aamc2020_b2", "pd2020_thresholds", "rd_table14"} <= set(story.source_ids)


def test_without_a_score_the_median_of_the_residents_stands_there(reference):
    story = told(reference, Profile("us_img"))
    assert any("median of the residents" in head for head in story.text_table.columns)
    assert "aamc2020_b2" not in story.source_ids
    assert "your" not in story.headline


def test_the_slide_is_a_table_with_the_same_cells_and_its_source(reference, real):
    story = told(reference, Profile("non_us_img", 228, 240))
    slides = [Slide(story, is_table=True)]
    content = slides_bytes(slides, real["sources"], title="T", made_on=date(2026, 11, 22))
    _, page = Presentation(io.BytesIO(content)).slides
    (frame,) = [shape for shape in page.shapes if shape.has_table]
    cells = [tuple(cell.text_frame.text for cell in row.cells) for row in frame.table.rows]
    assert cells == [story.text_table.columns, *story.text_table.rows]
    texts = {shape.name: shape for shape in page.shapes if shape.has_text_frame}
    assert frame.top + frame.height <= texts["Caveats"].top
    assert "Report on Residents" in texts["Source"].text_frame.text
