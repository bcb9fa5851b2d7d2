"""The explorer: any slice of any table, filtered, looked at, downloaded, and fetched again from code."""

from functools import partial
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis.export.bundle import bundle_bytes
from analysis.export.excel import EXCEL_TYPE, excel_bytes
from analysis.export.snippets import snippets
from analysis.export.tables import csv_bytes, file_stem, parquet_bytes
from data.guides_schema import ADVICE_TABLES
from data.query import NONE, Indexed, Query, Selection, counts_by_option, filter_columns, indexed, select
from data.schema import TABLES
from data.terms import label_of
from data.vocabulary import CELL_STATUSES, LABELS
from pages.ui.address import ask_for, base_url, write
from pages.ui.choose import choose, choose_many
from pages.ui.offer import ZIP_TYPE, offer
from pages.ui.page import Selector
from pages.ui.tables import table
from pages.ui.view import BY_TEXT, for_everybody

# More rows than this are fetched as they are scrolled to, and cannot be selected (Streamlit); up to as many
# Streamlit sends everything at once.
SELECTABLE_MOST: Final = 1000
# A selector of more options than this is a list nobody reads.
OPTIONS_MOST: Final = 400
# Where the column's own name says too much or too little; the sidebar has an “Applicant group” of its own.
HEADINGS: Final = {
    "applicant_group": "Group",
    "cell_status": "Status",
    "source_id": "Source",
    "table_name": "Taken from",
}
VALUES_FIRST: Final = ("value", "unit", "score_mean", "items_mean", "filled_pct")
FILTERS: Final = tuple(
    dict.fromkeys(column.name for spec in TABLES.values() for column in filter_columns(spec))
)
TABLE: Final = Selector(
    "table",
    "Table",
    {
        "observations": "All observations, one number a row",
        **{
            name: f"{name} (advice)" if name in ADVICE_TABLES else name
            for name in TABLES
            if name != "observations"
        },
    },
    "observations",
    in_a_row=False,
)


@for_everybody
def _indexed(name: str) -> Indexed:
    """Lay a table out for slices, once."""
    return indexed(TABLES[name], table(name))


# A slice can be the whole of the largest table: fewer are kept than of the small things cached elsewhere.
@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=BY_TEXT)
def slice_of(query: Query) -> tuple[Selection, str]:
    """Return the rows of a slice, and how many there are in words."""
    selection = select(query, _indexed(query.table))
    return selection, _counted(selection)


@for_everybody
def _offered(name: str) -> tuple[str, ...]:
    """Return the filters of a table that have a selector; one too long for any has none."""
    return tuple(
        column
        for column, values in _indexed(name).options.items()
        # A list in the address is parted by commas.
        if 1 < len(values) <= OPTIONS_MOST and not any("," in value for value in values)
    )


@for_everybody
def options_of(query: Query) -> dict[str, dict[str, int]]:
    """Return how many rows each value of each filter would leave."""
    return counts_by_option(query, _indexed(query.table), _offered(query.table))


def _so_far(name: str) -> Query:
    """Return what the filters of a table hold before they are drawn: this run's choices, or the address."""
    chosen = {}
    for column in filter_columns(TABLES[name]):
        in_address = st.query_params.get(column.name, "").split(",")
        values = st.session_state.get(_key(name, column.name), in_address)
        chosen[column.name] = tuple(value for value in values if value)
    options = options_of(Query(name))
    return Query(
        name,
        tuple(
            (column, known)
            for column, values in chosen.items()
            if (known := tuple(value for value in options.get(column, values) if value in values))
        ),
    )


def _key(name: str, column: str) -> str:
    """Return where the choice of one filter is kept."""
    return f"filter_{name}_{column}"


def draw_filters(name: str) -> Query:
    """Draw the filters of a table, each choice with the rows it would leave, and return what they ask for."""
    columns = filter_columns(TABLES[name])
    before = _so_far(name)
    counts = options_of(before)
    shown = [column for column in columns if column.name in counts]
    for stranger in set(FILTERS) - {column.name for column in columns}:
        write(stranger, None)
    asked = {}
    # Row by row, so that they keep their order where a phone puts them one below the other.
    for start in range(0, len(shown), 3):
        for place, column in zip(st.columns(3), shown[start : start + 3], strict=False):
            known = {**LABELS.get(column.name, {}), NONE: "none given"}
            values = counts[column.name].items()
            labels = {value: f"{known.get(value, value)} ({count:,})" for value, count in values}
            with place:
                heading = HEADINGS.get(column.name, column.name.replace("_", " ").capitalize())
                asked[column.name] = choose_many(heading, column.name, labels, _key(name, column.name))
    # A filter too long for a selector, such as one observation, can still come with a link.
    linked = dict(before.filters)
    wanted = {column.name: asked.get(column.name, linked.get(column.name, ())) for column in columns}
    return Query(name, tuple((column, values) for column, values in wanted.items() if values))


def _counted(selection: Selection) -> str:
    """Say how many rows there are, and how many numbers are missing and why."""
    rows = selection.rows
    said = f"{selection.total_count:,} row{'' if selection.total_count == 1 else 's'}"
    if "cell_status" not in rows:
        return f"{said}."
    found = rows["cell_status"].value_counts().to_dict()
    missing = [
        f"{found[status]:,} row{'' if found[status] == 1 else 's'} {label}"
        for status, label in label_of(CELL_STATUSES).items()
        if status != "reported" and status in found
    ]
    return f"{said}, {found.get('reported', 0):,} with a number. Without one: {', '.join(missing) or 'none'}."


def _downloads(query: Query, selection: Selection) -> None:
    """Offer exactly the rows shown, in four forms; each is built when it is asked for."""
    # A file is built in another thread, which knows neither the visitor's address nor the caches.
    stem, spec, sources, base = file_stem(query), TABLES[query.table], table("sources"), base_url()
    rows = selection.rows
    with st.container(horizontal=True):
        for label, build, extension, mime in (
            ("CSV", partial(csv_bytes, rows), "csv", "text/csv"),
            ("Parquet", partial(parquet_bytes, spec, rows), "parquet", "application/vnd.apache.parquet"),
            ("Excel", partial(excel_bytes, query, rows, sources), "xlsx", EXCEL_TYPE),
            ("Research bundle", partial(bundle_bytes, query, selection, sources, base), "zip", ZIP_TYPE),
        ):
            offer(label, build, f"{stem}.{extension}", mime, key=f"download_{extension}")


def _readable_order(rows: pd.DataFrame) -> list[str]:
    """Return the columns with what people read first: years, labels and values, then slugs and names."""
    names = [str(name) for name in rows]
    front = [*(name for name in names if name.endswith(("_label", "_as_printed"))), *VALUES_FIRST]
    return list(dict.fromkeys(name for name in ("match_year", *front, *names) if name in rows))


def show_explorer() -> None:
    """Show one table or all observations: filters, rows, downloads, and the same from code."""
    name = choose(TABLE)
    st.html(f"<p>{escape(TABLES[name].description)}</p>")
    query = draw_filters(name)
    selection, counted = slice_of(query)
    st.html(f"<h2>{escape(counted)}</h2>")
    if selection.rows.empty:
        st.html("<p>No row has all of this at once. Take a filter away to see rows again.</p>")
    shown = selection.rows
    long, traced = len(shown) > SELECTABLE_MOST, "observation_id" in shown
    event: Any = st.dataframe(
        shown,
        hide_index=True,
        column_order=_readable_order(shown),
        placeholder="–",
        height=min(460, 38 + 35 * max(1, len(shown))),
        column_config={
            column.name: st.column_config.Column(help=f"{column.description} Unit: {column.unit}.")
            for column in TABLES[name].columns
        },
        on_select="rerun" if traced and not long else "ignore",
        selection_mode="single-row",
        lazy=long,
        key=f"rows_{name}_{'long' if long else 'short'}",
        alt=f"The table {name}, {counted}",
    )
    if traced and long:
        st.caption(
            f"All {len(shown):,} rows are here: scroll, or sort by a heading. To see where a number comes "
            f"from, narrow them to {SELECTABLE_MOST:,} or fewer and select its row."
        )
    elif traced:
        st.caption("Select a row to see where its number comes from.")
        for observation_id in shown.iloc[event.selection.rows]["observation_id"]:
            # Not a page link: to the page it stands on it would leave the address as it was.
            st.button(
                f"Where this number comes from: {observation_id}",
                icon=":material/badge:",
                on_click=ask_for,
                args=({"part": "passport", "observation": observation_id},),
            )
    st.subheader("Download exactly these rows", anchor=False)
    _downloads(query, selection)
    st.subheader("Use it from code", anchor=False)
    code = snippets(query, base_url())
    for tab, snippet in zip(st.tabs([snippet.title for snippet in code]), code, strict=True):
        tab.code(snippet.code, language=snippet.language, wrap_lines=True)
