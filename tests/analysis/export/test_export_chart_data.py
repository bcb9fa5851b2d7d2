"""The data of a chart with their papers, for every view there is."""

import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from analysis.export.chart_columns import CHART_COLUMNS, ENTERED
from analysis.export.chart_data import chart_csv, chart_excel, chart_package, chart_rows
from analysis.story import Story, TextTable
from tests.telling import every_story

TABLES = {"scores": ("co2018_step1_img",), "positions": ("rd_table2",)}
ADDRESS = "https://atlas.test/api/v1/tables/observations.csv?measure=score_mean"
STORY = Story(
    kind="averages",
    headline="=A finding that is no formula",
    subtitle="Matched averages, points",
    alt="",
    text_table=TextTable((), ()),
    rows=lambda: pd.DataFrame(
        {
            "specialty": ["neurology", "pathology"],
            "score": [228.0, 228.0],
            "matched_mean": [236.0, None],
            "matched_count": [192.0, None],
            "share_pct": [100 / 3, None],
            "match_year": [2018, 2018],
        }
    ),
    source_ids=("co2018_step1_img", "rd_table2"),
    file_name="match-atlas_step1_non_us_img_2018.csv",
    notes=("A note.",),
)


@pytest.fixture
def sources(real):
    return real["sources"]


def test_counts_are_whole_and_shares_rounded_and_nothing_is_zero():
    assert chart_csv(STORY).decode() == (
        "specialty,score,matched_mean,matched_count,share_pct,match_year\n"
        "neurology,228,236.0,192,33.3333,2018\n"
        "pathology,228,,,,2018\n"
    )


def test_the_workbook_says_what_every_column_is(sources):
    book = openpyxl.load_workbook(io.BytesIO(chart_excel(STORY, sources, TABLES, ADDRESS, "nobody")))
    assert book.sheetnames == ["data", "columns", "sources", "about"]
    assert [cell.value for cell in book["data"][2]] == ["neurology", 228, 236, 192, 33.3333, 2018]
    assert [type(cell.value) for cell in book["data"][2]][3] is int
    papers = {row[0]: row[1:] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    assert list(papers) == list(STORY.data.columns)
    assert papers["matched_mean"][0] == "points"
    assert papers["matched_mean"][2:] == ("2018", "co2018_step1_img")
    assert papers["matched_count"][2:] == ("2018", "rd_table2")
    assert papers["score"][2:] == ("", ENTERED)
    assert {row[0] for row in book["sources"].iter_rows(min_row=2, values_only=True)} == set(STORY.source_ids)
    about = dict(book["about"].iter_rows(min_row=2, values_only=True))
    assert about["the same numbers, one a row"] == ADDRESS
    assert about["finding"] == STORY.headline
    assert book["about"]["B2"].data_type == "s"


@pytest.mark.parametrize("whose", ["US IMG · Step 1 228", ""])
def test_the_papers_say_whose_numbers_are_shown_and_nothing_of_nobodys(sources, whose):
    book = openpyxl.load_workbook(io.BytesIO(chart_excel(STORY, sources, TABLES, ADDRESS, whose)))
    about = dict(book["about"].iter_rows(min_row=2, values_only=True))
    assert about.get("numbers of", "") == whose
    archive = zipfile.ZipFile(io.BytesIO(chart_package(STORY, sources, TABLES, ADDRESS, whose)))
    said = json.loads(archive.read("datapackage.json"))["description"]
    assert (f"numbers of: {whose}" in said.splitlines()) is bool(whose)
    assert ("numbers of" in said) is bool(whose)


# frictionless reads its own settings and its files through libraries with notices of their own.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_package_is_valid_and_names_units_and_sources(sources, tmp_path):
    archive = zipfile.ZipFile(io.BytesIO(chart_package(STORY, sources, TABLES, ADDRESS, "nobody")))
    archive.extractall(tmp_path)
    described = json.loads((tmp_path / "datapackage.json").read_text())
    fields = {field["name"]: field for field in described["resources"][0]["schema"]["fields"]}
    assert fields["matched_count"]["type"] == "integer"
    assert (fields["matched_mean"]["unit"], fields["matched_mean"]["sources"]) == (
        "points",
        "co2018_step1_img",
    )
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    assert (tmp_path / STORY.file_name).read_bytes() == chart_csv(STORY)


def test_every_kind_of_chart_has_both_files_and_they_say_of_when_it_is(real, sources):
    for story in every_story(real):
        columns = [str(name) for name in story.data.columns]
        book = openpyxl.load_workbook(io.BytesIO(chart_excel(story, sources, {}, ADDRESS, "nobody")))
        head, *papers = book["columns"].iter_rows(values_only=True)
        assert [row[0] for row in papers] == columns, story.kind
        span = head[3]
        assert span.replace(" ", "_") in columns, story.kind
        assert any(row[3] for row in papers), story.kind
        package = zipfile.ZipFile(io.BytesIO(chart_package(story, sources, {}, ADDRESS, "nobody")))
        described = json.loads(package.read("datapackage.json"))
        fields = described["resources"][0]["schema"]["fields"]
        assert [field[span.replace(" ", "_")] for field in fields] == [row[3] or "" for row in papers]


def test_the_residents_are_of_their_academic_year(real, sources):
    told = [story for story in every_story(real) if story.kind in {"residents", "joint_scores"}]
    assert len(told) == 2
    for story in told:
        book = openpyxl.load_workbook(io.BytesIO(chart_excel(story, sources, TABLES, ADDRESS, "nobody")))
        papers = {row[0]: row[3] for row in book["columns"].iter_rows(values_only=True)}
        assert papers["column"] == "period"
        assert papers["period"] == "2019-20"


def test_whole_columns_are_whole_for_every_description():
    for name, known in CHART_COLUMNS.items():
        assert known.column.name == name
        assert known.column.unit
        assert known.column.description.endswith(".")
        if name.endswith("_count"):
            assert known.column.dtype == "int"
            assert str(chart_rows(Story(**_with(name)))[name].dtype) == "Int64"


def _with(name):
    return {
        "kind": "x",
        "headline": "",
        "subtitle": "",
        "alt": "",
        "text_table": TextTable((), ()),
        "rows": lambda: pd.DataFrame({name: [1.0, None], "match_year": [2018, 2019]}),
        "source_ids": (),
        "file_name": "x.csv",
    }
