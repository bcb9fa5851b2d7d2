"""A slice with everything that explains it, in one zip that is the same bytes for the same slice."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.export.citation import (
    citation_bibtex,
    citation_text,
    source_citation,
    source_records,
    used_sources,
)
from analysis.export.method import method_text
from analysis.export.snippets import api_address, page_address
from analysis.export.tables import csv_bytes, file_stem, parquet_bytes, slice_column
from data.definitions import Column
from data.dictionary import allowed_text
from data.package import Resource, describe_package
from data.query import Query, Selection, indexed, select
from data.schema import TABLES
from data.terms import label_of
from data.version import DATA_VERSION
from data.vocabulary import CELL_STATUSES

SUMS: Final = "SHA256SUMS"
NO_SOURCES: Final = "  none named in this table\n"
# A zip holds no time before 1980; a fixed one keeps the bytes the same.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL: Final = 0o644 << 16
_STATUS_LABELS: Final = label_of(CELL_STATUSES)


def bundle_bytes(
    query: Query,
    selection: Selection,
    sources: pd.DataFrame,
    base_url: str,
    *,
    frame: pd.DataFrame | None = None,
) -> bytes:
    """Return a zip with the slice as CSV and Parquet, its description, method notes, citations and hashes.

    Args:
        query: what is asked for.
        selection: what `data.query.select` gives for it.
        sources: the `sources` table; those that the rows name are cited.
        base_url: where Match Atlas runs, for the links back to the slice.
        frame: all rows of the table that is asked for. Needed only where `query.columns` leaves out
            `source_id` or `cell_status`: it tells them for the rows; without it every source given is cited.
    """
    table, rows, stem = TABLES[query.table], selection.rows, file_stem(query)
    columns = [slice_column(table, str(name)) for name in rows.columns]
    whole = rows
    if frame is not None and query.columns:
        whole = select(replace(query, columns=()), indexed(table, frame)).rows
    # A table without sources of its own, such as the specialties, cites none.
    used = used_sources(whole, sources) if "source_id" in table.column_names else sources.iloc[:0]
    csv = csv_bytes(rows)
    resource = Resource(
        path=f"data/{stem}.csv",
        table_name=table.name,
        columns=tuple(column.name for column in columns),
        row_count=len(rows),
        sha256=hashlib.sha256(csv).hexdigest(),
        byte_count=len(csv),
    )
    package = describe_package(
        (resource,),
        name=stem.replace("_", "-"),
        title=f"Match Atlas: {table.name}",
        description=table.description,
        homepage=page_address(query, base_url),
        source_ids=[str(source_id) for source_id in used["source_id"]],
    )
    files = {
        resource.path: csv,
        f"data/{stem}.parquet": parquet_bytes(table, rows),
        "datapackage.json": (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode(),
        "DICTIONARY.md": _dictionary(table.name, columns).encode(),
        "METHOD.md": method_text(table).encode(),
        "CITATION.bib": citation_bibtex(used).encode(),
        "CITATION.txt": citation_text(used).encode(),
        "README.txt": _readme(query, selection, whole, used, base_url).encode(),
    }
    sums = (f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in files.items())
    return zipped(files | {SUMS: "".join(sums).encode()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a zip, without anything that depends on when or where it was made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _READABLE_BY_ALL
            file.writestr(entry, content)
    return archive.getvalue()


def _dictionary(name: str, columns: list[Column]) -> str:
    """Return DICTIONARY.md: one row per column of the slice."""
    lines = [("Column", "Type", "Unit", "Description", "Allowed", "May be missing"), ("---",) * 6]
    for one in columns:
        missing = "yes" if one.nullable else "no"
        said = (one.pandas_dtype, one.unit, one.description, allowed_text(one), missing)
        lines.append((f"`{one.name}`", *said))
    body = "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
    return f"# Columns of `{name}` in this slice\n\nA missing value is an empty cell, never zero.\n\n{body}"


def _readme(
    query: Query, selection: Selection, whole: pd.DataFrame, used: pd.DataFrame, base_url: str
) -> str:
    """Return README.txt: what was asked for, where to ask again, and how many rows and gaps there are."""
    asked = "".join(f"  {name} = {value}\n" for name, value in query.parameters) or "  nothing: every row\n"
    sources = "".join(
        f"  {source['source_id']} (trust {source['trust_grade']}): {source_citation(source)}\n"
        f"    {source['terms']}\n"
        for source in source_records(used)
    )
    return (
        f"Match Atlas: a slice of the table {query.table}\n\n"
        f"{TABLES[query.table].description}\n\n"
        f"Asked for:\n{asked}\n"
        f"Page:  {page_address(query, base_url)}\n"
        f"API:   {api_address(query, base_url)}\n"
        f"Data version: {DATA_VERSION}\n\n"
        f"Rows in this file: {len(selection.rows)} of {selection.total_count} that the filters keep\n"
        f"{_gaps(query, whole)}\n"
        f"Sources and their terms:\n{sources or NO_SOURCES}\n"
        "Files:\n"
        "  data/             the rows as CSV and as Parquet, the same in both\n"
        "  datapackage.json  description of the CSV as a Data Package\n"
        "  DICTIONARY.md     what each column means\n"
        "  METHOD.md         how to read this table\n"
        "  CITATION.*        how to cite it, as text and as BibTeX\n"
        f"  {SUMS}        check with: sha256sum -c {SUMS}\n"
    )


def _gaps(query: Query, whole: pd.DataFrame) -> str:
    """Return how many cells are missing: by status where the table has one, else by column."""
    table = TABLES[query.table]
    if table.value_column and "cell_status" in whole:
        counts = whole["cell_status"].value_counts()
        lines = [
            f"  {label} ({slug}): {int(counts.get(slug, 0))}\n" for slug, label in _STATUS_LABELS.items()
        ]
        return f"Rows by status of {table.value_column}:\n{''.join(lines)}"
    shown = set(query.columns)
    lines = [
        f"  {column.name}: {int(whole[column.name].isna().sum())}\n"
        for column in table.columns
        if column.nullable and (not shown or column.name in shown)
    ]
    return f"Missing cells by column:\n{''.join(lines)}" if lines else "No column may be missing here.\n"
