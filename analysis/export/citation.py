"""How to cite the sources of a slice and Match Atlas itself, as sentences and as BibTeX."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from data.version import DATA_VERSION

ATLAS_KEY: Final = "match_atlas"
ATLAS_TITLE: Final = "Match Atlas: US residency Match statistics with the source of every cell"
_SPECIAL: Final = str.maketrans(
    {mark: f"\\{mark}" for mark in "{}&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
# In an address the escapes of text would become part of it; these would end the entry or the line.
_SPECIAL_IN_ADDRESS: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})


def used_sources(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the sources that `rows` name, in the order of the `sources` table.

    Without a column `source_id` there is nothing to look up, and every source given is returned.
    """
    if "source_id" not in rows:
        return sources.reset_index(drop=True)
    return sources.loc[sources["source_id"].isin(rows["source_id"].dropna().unique())].reset_index(drop=True)


def atlas_citation() -> str:
    """Return how to cite Match Atlas with the version of its data."""
    return f"{ATLAS_TITLE}. Data version {DATA_VERSION}."


def source_citation(source: Mapping[str, str]) -> str:
    """Return how to cite a row of the `sources` table: its citation, the table, and who compiled it."""
    page = f", page {source['page']}" if source["page"] else ""
    compiled = f" Compiled by: {source['compiled_by']}." if source["compiled_by"] else ""
    return f"{source['citation']} {source['table_title']}{page}.{compiled} {source['url']}"


def citation_text(sources: pd.DataFrame) -> str:
    """Return the citations of rows of `sources` and of Match Atlas as plain text, one paragraph each."""
    head = (
        "Please cite the publications below, not Match Atlas alone; where a compiler is named, say that the "
        "figures were read there."
        if len(sources)
        else "These rows name no publication of their own; they arrange names that the other tables use."
    )
    cited = (source_citation(source) for source in source_records(sources))
    return "\n\n".join((head, *cited, atlas_citation())) + "\n"


def citation_bibtex(sources: pd.DataFrame) -> str:
    """Return the citations of rows of `sources` and of Match Atlas as BibTeX, keyed by `source_id`."""
    atlas = _entry(
        ATLAS_KEY,
        (
            ("author", _verbatim("Match Atlas")),
            ("title", _verbatim(ATLAS_TITLE)),
            ("note", f"Data version {escaped(DATA_VERSION)}"),
        ),
    )
    return "\n".join((*(_source_entry(source) for source in source_records(sources)), atlas))


def escaped(text: str) -> str:
    """Return `text` for a BibTeX field: characters that mean something to TeX are escaped."""
    return text.translate(_SPECIAL)


def source_records(sources: pd.DataFrame) -> list[dict[str, str]]:
    """Return rows of the `sources` table as column -> text."""
    return [
        {str(name): str(value) for name, value in row.items()} for row in sources.to_dict(orient="records")
    ]


def _source_entry(source: Mapping[str, str]) -> str:
    edition = source["edition"]
    year = edition if re.fullmatch(r"\d{4}", edition) else ""
    notes = (
        source["table_title"],
        f"page {source['page']}" if source["page"] else "",
        "" if year else f"edition: {edition}",
        f"compiled by: {source['compiled_by']}" if source["compiled_by"] else "",
        f"trust grade {source['trust_grade']} in Match Atlas",
    )
    return _entry(
        source["source_id"],
        (
            ("author", _verbatim(source["publisher"])),
            ("title", _verbatim(source["title"])),
            ("year", year),
            ("url", source["url"].translate(_SPECIAL_IN_ADDRESS)),
            ("note", escaped("; ".join(note for note in notes if note))),
        ),
    )


def _verbatim(text: str) -> str:
    """Return a name or title in a second pair of braces: not split into names, capitals kept."""
    return f"{{{escaped(text)}}}"


def _entry(key: str, fields: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{{key},\n{lines}}}\n"
