"""The data of one chart with their papers: what each column means, its unit, years and sources."""

import json
from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from analysis.export.bundle import zipped
from analysis.export.chart_columns import ENTERED, describe_columns, typed
from analysis.export.citation import atlas_citation, source_citation, source_records
from analysis.export.excel import frame_sheet, workbook_bytes
from analysis.export.tables import csv_bytes
from analysis.own_edition.marking import IN_THE_FILE
from analysis.story import Story
from data.definitions import Column
from data.editions.record import PREFIXES
from data.own_edition import with_sources
from data.package import describe_field
from data.version import DATA_VERSION

# A share computed here has no more digits than anybody can read out of the counts behind it.
DECIMALS: Final = 4
# The column that says of when the rows are; residents have an academic year and no match year, advice a date.
_SPANS: Final = ("match_year", "period", "guide_date")


def chart_rows(story: Story) -> pd.DataFrame:
    """Return what a chart draws, for computing: whole counts as whole numbers, shares rounded."""
    return typed(story.data.round(DECIMALS))


def chart_csv(story: Story) -> bytes:
    """Return what a chart draws as CSV, in the form of every CSV here."""
    return csv_bytes(chart_rows(story))


def chart_papers(story: Story, tables: Mapping[str, Collection[str]]) -> list[tuple[Column, str, str]]:
    """Return every column of a chart's data with its match years, or its period, and its sources.

    `tables` has for every table the sources that its rows name.
    """
    rows, papers = typed(story.data), []
    found = sorted(set(rows[_span_column(rows)].dropna().astype(str)))
    span = "-".join(sorted({*found[:1], *found[-1:]}))
    for known in describe_columns(map(str, rows.columns)):
        named = {source for name in known.tables for source in tables.get(name, ())}
        if PREFIXES.keys() & set(known.tables):
            named |= {source.source_id for source in story.loaded}
        of_column = [one for one in story.source_ids if "every" in known.tables or one in named]
        said = ", ".join(of_column or story.source_ids)
        papers.append((known.column, span, said) if known.tables else (known.column, "", ENTERED))
    return papers


def _span_column(rows: pd.DataFrame) -> str:
    """Return the name of the column that says of when the rows are."""
    return next(name for name in _SPANS if name in rows)


def chart_excel(
    story: Story, sources: pd.DataFrame, tables: Mapping[str, Collection[str]], address: str, whose: str
) -> bytes:
    """Return a workbook with the sheets `data`, `columns`, `sources` and `about`.

    Args:
        story: the chart.
        sources: the `sources` table.
        tables: table -> the sources its rows name.
        address: where a script gets the same numbers, one a row.
        whose: whose numbers the chart shows, in words; empty where it shows nobody's.
    """
    papers, span = chart_papers(story, tables), _span_column(story.data).replace("_", " ")
    cited = [(one["source_id"], one["trust_grade"], source_citation(one)) for one in _cited(story, sources)]
    return workbook_bytes(
        frame_sheet("data", chart_rows(story)),
        (
            "columns",
            ("column", "unit", "meaning", span, "sources"),
            [(one.name, one.unit, one.description, years, named) for one, years, named in papers],
        ),
        ("sources", ("source_id", "trust_grade", "citation"), cited),
        ("about", ("what", "said"), _about(story, address, whose)),
        title=story.headline,
        comments=atlas_citation(),
    )


def _cited(story: Story, sources: pd.DataFrame) -> list[dict[str, str]]:
    every = with_sources(sources, story.loaded)
    return source_records(every.loc[every["source_id"].isin(story.source_ids)])


def _about(story: Story, address: str, whose: str) -> list[tuple[str, str]]:
    return [
        ("finding", story.headline),
        ("measure", story.subtitle),
        *(("note", note) for note in story.notes),
        *([("numbers of", whose)] if whose else []),
        ("the same numbers, one a row", IN_THE_FILE if story.loaded else address),
        ("cite as", atlas_citation()),
    ]


def chart_package(
    story: Story, sources: pd.DataFrame, tables: Mapping[str, Collection[str]], address: str, whose: str
) -> bytes:
    """Return a zip with the CSV and a Frictionless Data Package that describes its columns and sources.

    It takes the same as `chart_excel`.
    """
    span = _span_column(story.data)
    fields = [
        describe_field(column, in_key=False, alone=False) | {span: years, "sources": named}
        for column, years, named in chart_papers(story, tables)
    ]
    package = {
        "profile": "data-package",
        "name": story.file_name.removesuffix(".csv").replace("_", "-").lower(),
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
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    return zipped({story.file_name: chart_csv(story), "datapackage.json": text.encode()})
