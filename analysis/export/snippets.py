"""Addresses of a slice, and a few lines of code that fetch it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from analysis.export.tables import file_stem, slice_column
from analysis.story import OBSERVATIONS
from data.definitions import Column
from data.query import Query, column_names
from data.schema import TABLES

MISSING_WORDS: Final = {
    "curl": "A missing value comes as an empty cell.",
    "python": "Missing numbers come as missing values, and whole numbers stay whole.\n"
    "# Empty text stays empty text, except in the columns of na_values.",
    "polars": "Missing numbers and empty text come as null.",
    "r": "Missing numbers and empty text come as NA.",
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few lines that fetch a slice.

    Attributes:
        language: name of the highlighting, as Streamlit and Pygments know it.
        title: what to call it on the page.
        code: the lines, ready to paste.
    """

    language: str
    title: str
    code: str


def api_address(query: Query, base_url: str, extension: str = "csv") -> str:
    """Return the address at which the API gives the slice as `csv`, `json` or `parquet`."""
    return _address(f"{base_url.rstrip('/')}/api/v1/tables/{query.table}.{extension}", query.parameters)


def numbers_address(trace: Iterable[tuple[str, str]], base_url: str, table: str = OBSERVATIONS) -> str:
    """Return where the API gives the rows behind a chart; `trace` and `table` are those of its story."""
    return _address(f"{base_url.rstrip('/')}/api/v1/tables/{table}.csv", trace)


def page_address(query: Query, base_url: str) -> str:
    """Return the address of the page that shows the slice: every column and row that the filters keep."""
    filters = ((column, ",".join(values)) for column, values in query.filters)
    return _address(f"{base_url.rstrip('/')}/data", (("part", "tables"), ("table", query.table), *filters))


def _address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    encoded = urlencode([*parameters], safe=",", quote_via=quote)
    return f"{path}?{encoded}" if encoded else path


def snippets(query: Query, base_url: str) -> tuple[Snippet, ...]:
    """Return lines for curl, pandas, polars and R that fetch the slice as CSV."""
    address = api_address(query, base_url, "csv")
    table = TABLES[query.table]
    columns = [slice_column(table, name) for name in query.columns or column_names(table)]
    # Text such as a period or a page number must not be taken for a number.
    texts = [column.name for column in columns if column.unit == "text"]
    return (
        Snippet(
            "bash",
            "curl",
            f"# {MISSING_WORDS['curl']}\n"
            f"curl --fail --location --output {file_stem(query)}.csv {_shell_quoted(address)}\n",
        ),
        Snippet("python", "pandas", _pandas(address, columns, texts)),
        Snippet("python", "polars", _polars(address, texts)),
        Snippet("r", "R", _r(address, texts)),
    )


def _pandas(address: str, columns: list[Column], texts: list[str]) -> str:
    gaps = {column.name: [""] for column in columns if column.nullable}
    types = {
        **dict.fromkeys(texts, "str"),
        **{column.name: "Int64" for column in columns if column.dtype == "int" and column.nullable},
    }
    return _call(
        f"# {MISSING_WORDS['python']}\nimport pandas as pd\n\nrows = pd.read_csv(",
        _quoted(address),
        *([f"dtype={json.dumps(types)}"] if types else []),
        "keep_default_na=False",
        *([f"na_values={json.dumps(gaps)}"] if gaps else []),
        # Read in pieces, a column that is empty in one of them would change its type from piece to piece.
        "low_memory=False",
    )


def _polars(address: str, texts: list[str]) -> str:
    # Given an address, polars asks for parts of a file, which not every server gives.
    overrides = ", ".join(f"{_quoted(name)}: pl.String" for name in texts)
    return _call(
        f"# {MISSING_WORDS['polars']}\nfrom urllib.request import urlopen\n\nimport polars as pl\n\n"
        "rows = pl.read_csv(",
        f"urlopen({_quoted(address)}).read()",
        *([f"schema_overrides={{{overrides}}}"] if overrides else []),
        "infer_schema_length=None",
    )


def _r(address: str, texts: list[str]) -> str:
    classes = ", ".join(f"{name} = {_quoted('character')}" for name in texts)
    return _call(
        f"# {MISSING_WORDS['r']}\nrows <- read.csv(",
        _quoted(address),
        'na.strings = ""',
        'encoding = "UTF-8"',
        *([f"colClasses = c({classes})"] if classes else []),
        last="",
    )


def _call(head: str, *arguments: str, last: str = ",") -> str:
    """Return a call with an argument a line; R allows no comma after the last one."""
    return f"{head}\n    " + ",\n    ".join(arguments) + f"{last}\n)\n"


def _quoted(text: str) -> str:
    """Return `text` in double quotes, as Python and R both read it."""
    return json.dumps(text, ensure_ascii=False)


def _shell_quoted(text: str) -> str:
    """Return `text` in single quotes, always: & and ? mean something to a shell."""
    return "'" + text.replace("'", "'\"'\"'") + "'"
