"""The data of one chart with their papers: what each column means, its unit, years and sources."""

import io
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook

from analysis.export.bundle import zipped
from analysis.export.chart_columns import ENTERED, ChartColumn, describe_columns, typed
from analysis.export.citation import atlas_citation, source_citation, source_records
from analysis.export.excel import TEXT_STAYS_TEXT, fill_sheet
from analysis.export.tables import csv_bytes, json_rows
from analysis.story import Story
from data.package import describe_field
from data.version import DATA_VERSION

# A share computed here has no more digits than anybody can read out of the counts behind it.
DECIMALS: Final = 4
COLUMNS_HEAD: Final = ("column", "unit", "meaning", "match year", "sources")


def chart_rows(story: Story) -> pd.DataFrame:
    """Return what a chart draws, for computing: whole counts as whole numbers, shares rounded."""
    return typed(story.data.round(DECIMALS))


def chart_csv(story: Story) -> bytes:
    """Return what a chart draws as CSV, in the form of every CSV here."""
    return csv_bytes(chart_rows(story))


def chart_papers(story: Story, tables: Mapping[str, Collection[str]]) -> list[tuple[ChartColumn, str, str]]:
    """Return every column of a chart's data with its match years and its sources.

    Args:
        story: the chart.
        tables: table -> the sources its rows name.
    """
    years = _years(story)
    return [
        (known, "" if not known.tables else years, _sources_of(known, story, tables))
        for known in describe_columns(map(str, story.data.columns))
    ]


def _years(story: Story) -> str:
    """Return the match year of a chart, or its first and last one."""
    years = story.data["match_year"].dropna().astype(int)
    if years.empty:
        return ""
    first, last = years.min(), years.max()
    return str(first) if first == last else f"{first}-{last}"


def _sources_of(known: ChartColumn, story: Story, tables: Mapping[str, Collection[str]]) -> str:
    if not known.tables:
        return ENTERED
    named = {source for name in known.tables for source in tables.get(name, ())}
    return ", ".join(
        source for source in story.source_ids if "every" in known.tables or source in named
    ) or ", ".join(story.source_ids)


def chart_excel(
    story: Story, sources: pd.DataFrame, tables: Mapping[str, Collection[str]], address: str, whose: str
) -> bytes:
    """Return a workbook with the sheets `data`, `columns`, `sources` and `about`.

    Args:
        story: the chart.
        sources: the `sources` table.
        tables: table -> the sources its rows name.
        address: where a script gets the same numbers, one a row.
        whose: whose numbers the chart shows, in words.
    """
    rows = chart_rows(story)
    cited = _cited(story, sources)
    file = io.BytesIO()
    with Workbook(file, TEXT_STAYS_TEXT) as workbook:
        workbook.set_properties({"title": story.headline, "comments": atlas_citation()})
        bold = workbook.add_format({"bold": True})
        sheets: tuple[tuple[str, Sequence[str], list[list[Any]]], ...] = (
            ("data", list(map(str, rows.columns)), [list(row.values()) for row in json_rows(rows)]),
            (
                "columns",
                COLUMNS_HEAD,
                [
                    [known.column.name, known.column.unit, known.column.description, years, named]
                    for known, years, named in chart_papers(story, tables)
                ],
            ),
            (
                "sources",
                ("source_id", "trust_grade", "citation"),
                [[source["source_id"], source["trust_grade"], source_citation(source)] for source in cited],
            ),
            ("about", ("what", "said"), [[what, said] for what, said in _about(story, address, whose)]),
        )
        for name, head, cells in sheets:
            fill_sheet(workbook.add_worksheet(name), head, cells, bold)
    return file.getvalue()


def _cited(story: Story, sources: pd.DataFrame) -> list[dict[str, str]]:
    return source_records(sources.loc[sources["source_id"].isin(story.source_ids)])


def _about(story: Story, address: str, whose: str) -> list[tuple[str, str]]:
    return [
        ("finding", story.headline),
        ("measure", story.subtitle),
        *(("note", note) for note in story.notes),
        ("numbers of", whose),
        ("the same numbers, one a row", address),
        ("cite as", atlas_citation()),
    ]


def chart_package(
    story: Story, sources: pd.DataFrame, tables: Mapping[str, Collection[str]], address: str, whose: str
) -> bytes:
    """Return a zip with the CSV and a Frictionless Data Package that describes its columns and sources.

    Args:
        story: the chart.
        sources: the `sources` table.
        tables: table -> the sources its rows name.
        address: where a script gets the same numbers, one a row.
        whose: whose numbers the chart shows, in words.
    """
    stem = story.file_name.removesuffix(".csv")
    package = {
        "profile": "data-package",
        "name": stem.replace("_", "-").lower(),
        "title": story.headline,
        "description": "\n".join(f"{what}: {said}" for what, said in _about(story, address, whose)),
        "version": DATA_VERSION,
        "sources": [
            {"title": source_citation(source), "path": source["url"], "source_id": source["source_id"]}
            for source in _cited(story, sources)
        ],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "chart",
                "path": story.file_name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        describe_field(known.column, in_key=False, alone=False)
                        | {"match_year": years, "sources": named}
                        for known, years, named in chart_papers(story, tables)
                    ],
                    "missingValues": [""],
                },
            }
        ],
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    return zipped({story.file_name: chart_csv(story), "datapackage.json": text.encode()})
