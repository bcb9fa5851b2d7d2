"""Every chart of every view sits in the one frame: what it shows, where it is from, and the same as a table."""

import io
import re

import openpyxl
import pandas as pd
import pytest

from pages.registry import PAGES
from pages.ui.page import NEXT_STEPS

EVERYTHING = {"group": "us_img", "step1": "225", "step2_ck": "235", "research_items": "3"}
ADVICE = {page.file for page in PAGES if page.group == NEXT_STEPS}
# Each view of each page, and how many charts it draws for a visitor who typed everything.
VIEWS = {
    **{
        page.file: (
            page.file,
            {"specialties": "pathology,neurology"} if page.url_path == "compare" else {},
            1,
        )
        for page in PAGES
        if page.view
    },
    "compared among all": ("compare.py", {"specialties": "pathology,neurology", "side": "map"}, 1),
    "compared over the years": ("compare.py", {"specialties": "pathology,neurology", "side": "trend"}, 1),
    "where": ("specialty.py", {"about": "where", "specialty": "internal_medicine"}, 1),
    "unfilled": (
        "states.py",
        {"specialty": "vascular_surgery", "places": "unfilled", "place_year": "2014"},
        1,
    ),
    "people like you": ("specialty.py", {"about": "people"}, 1),
    "gaps": ("where_i_stand.py", {"view": "gaps"}, 1),
    "gap and share": ("where_i_stand.py", {"view": "share"}, 1),
    "one level": ("img_fill.py", {"year": "2009", "level": "pgy2", "order": "name"}, 1),
    "no such level": ("img_fill.py", {"year": "2010", "level": "r"}, 0),
    "trend": ("img_fill.py", {"show": "trend"}, 1),
    "trend of one": ("img_fill.py", {"show": "trend", "specialties": "child_neurology"}, 1),
    "trend of nothing": ("img_fill.py", {"show": "trend", "specialties": "pathology", "level": "r"}, 0),
    "guide": ("img_fill.py", {"show": "guide"}, 1),
    "both": ("img_fill.py", {"show": "difference", "share_of": "non_us_img"}, 1),
    "factors": ("directors.py", {"ask": "factors"}, 1),
    "one factor": ("directors.py", {"ask": "factors", "by": "factor", "figure": "importance"}, 1),
    "factors of one specialty": ("directors.py", {"ask": "factors", "by": "specialty"}, 1),
    "directors of one specialty": ("specialty.py", {"about": "directors"}, 1),
    "two denominators": ("match_rates.py", {"show_rates": "denominators"}, 1),
}


@pytest.mark.parametrize(("file", "address", "drawn"), VIEWS.values(), ids=VIEWS)
def test_every_chart_sits_in_its_frame(open_page, downloads, file, address, drawn):
    opened = open_page(file, address, **EVERYTHING)
    assert not opened.test.exception
    assert not opened.problems
    assert len(opened.charts) == drawn
    assert all(len(chart.alt) > 40 for chart, _ in opened.charts)
    # Where there is nothing to draw, the words of the frame say so.
    assert [frame.is_drawn for frame in opened.frames] == ([True] * drawn or [False])
    for frame in opened.frames:
        assert len(frame.headline) > 10
        # A plan without a first month is of no year.
        dated = r"\b20\d\d Match\b|\bsurvey of program directors, 20\d\d\b|\badvice, not NRMP’s data$"
        assert re.search(dated, frame.subtitle)
        # Advice has its author there.
        assert ("Source: " if file in ADVICE else "Source: National Resident Matching Program") in frame.below
        assert f"Every value as a table {frame.subtitle}" in frame.below
        assert frame.download == "Data of this chart (CSV)"
    tables = [pd.read_csv(io.BytesIO(make())) for name, make in downloads.items() if name.endswith(".csv")]
    assert len(tables) >= len(opened.frames)
    for rows in tables:
        assert len(rows) >= 2 * drawn
        # A header is words; without one, the first row of data would stand in its place.
        assert all(name.isidentifier() for name in rows.columns)


@pytest.mark.parametrize(("file", "address", "drawn"), VIEWS.values(), ids=VIEWS)
def test_a_missing_number_is_said_in_words(open_page, file, address, drawn):
    opened = open_page(file, address, **EVERYTHING)
    printed = [
        text for _, spec in opened.charts for trace in spec["data"] for text in trace.get("text") or []
    ]
    assert not re.search(r"\bnan\b|<na>|\bnat\b", "\n".join([opened.text, *printed]).lower())


def test_a_menu_that_nobody_opened_is_not_drawn(open_page):
    opened = open_page("where_i_stand.py")
    assert "Present this view" not in opened.buttons()
    opened.open_menu()
    assert "Present this view" in opened.buttons()
    assert opened.press("Close the menu").buttons().count("Picture, data, link, plan") == 1
    assert "Present this view" not in opened.buttons()


def test_the_menu_of_one_chart_is_not_open_on_another_page(open_page):
    opened = open_page("where_i_stand.py").open_menu()
    assert "Present this view" not in opened.arrive("specialty.py").buttons()


@pytest.mark.parametrize(("file", "said"), [("where_i_stand.py", "Step 2 CK 235"), ("directors.py", "")])
def test_files_of_a_chart_hold_the_numbers_that_it_compares_and_no_others(open_page, downloads, file, said):
    open_page(file, **EVERYTHING).open_menu()
    (workbook,) = (make() for name, make in downloads.items() if name.endswith(".xlsx"))
    about = dict(openpyxl.load_workbook(io.BytesIO(workbook))["about"].iter_rows(values_only=True))
    assert about.get("numbers of", "").endswith(said)
    assert ("numbers of" in about) is bool(said)
