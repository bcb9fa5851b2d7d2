"""The pieces of the page Caseload up to the table: the file, what became of it, what could not be read.

Everything lives in this visit's session state. Nothing is logged, cached for others or put in the address.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from analysis.caseload.advisees import Caseload
from analysis.caseload.columns import ALLOWED_SPECIALTIES, COLUMN_BY_NAME, COLUMNS, TEMPLATE_COLUMNS
from analysis.caseload.encodings import ENCODINGS
from analysis.caseload.readiness_columns import not_understood
from analysis.caseload.records import MOST_BYTES, MOST_ROWS, how_many
from analysis.caseload.workbook import TEMPLATE_SHEETS
from analysis.export.caseload import template_csv, template_excel
from analysis.export.excel import EXCEL_TYPE
from analysis.story import text_table
from pages.ui.caseload_held import HELD, Held, current, hold
from pages.ui.html import html_list, html_table
from pages.ui.offer import offer
from pages.ui.unread import show_unread
from pages.ui.uploads import box_key, empty_box

BOX: Final = "caseload"


def _forget() -> None:
    """Let go of everything that was made of the file."""
    st.session_state.pop(HELD, None)
    empty_box(BOX)


def privacy_note() -> None:
    """Say where the file goes, and where it does not."""
    st.html(
        '<aside class="note"><p><b>Nothing is stored.</b> The file is read in the server’s memory, for this '
        "visit only: it is not written to disk, not logged, and nothing of it enters the address. It goes "
        "when you remove it, and a reload or a long loss of connection ends the visit too; when you close "
        "the tab instead, nobody can reach it after two minutes. Codes do as well as names.</p></aside>"
    )


def upload() -> None:
    """Draw the box for the file; what is put in is read at once and taken out again."""
    file = st.file_uploader(
        "Your advisees, as a workbook or CSV" if current() is None else "Another file in place of this one",
        key=box_key(BOX),
        max_upload_size=MOST_BYTES // 1024**2,
        help=f"Excel, OpenDocument or CSV, up to {MOST_ROWS:,} rows. Any other file gets a sentence on how "
        "to save it instead.",
    )
    if file is None:
        return
    with st.spinner("Reading the file…"):
        hold(file.name, file.file_id, file.getvalue())
    empty_box(BOX, file.file_id)
    st.rerun()


def offer_templates() -> None:
    """Offer a caseload to fill in."""
    with st.container(horizontal=True):
        offer("Template (CSV)", template_csv, "caseload_template.csv", "text/csv", kind="tertiary")
        offer("Template (Excel)", template_excel, "caseload_template.xlsx", EXCEL_TYPE, kind="tertiary")


def explain_columns() -> None:
    """Say what a file may hold."""
    rows = text_table(
        {
            "Column": [column.label for column in COLUMNS],
            "What stands there": [f"{column.meaning} Allowed: {column.allowed}." for column in COLUMNS],
        }
    )
    names = html_list(term.label for term in ALLOWED_SPECIALTIES)
    st.html(
        "<h2>What the file holds</h2><p>A list as you have it: one advisee a row, or several rows of one. "
        "The headings are looked for in the first rows; where they are not plain you are asked which column "
        "is which. Other columns are kept beside the advisee. A cell that cannot be read costs that cell, "
        "and is listed with the reason; the advisee stays.</p>"
        f"{html_table(rows, 'The columns of a caseload')}"
        f"<details><summary>The {len(ALLOWED_SPECIALTIES)} specialties</summary>{names}</details>"
    )


def removing_button() -> None:
    """Draw the button that lets go of the caseload."""
    st.button("Remove this caseload", on_click=_forget, icon=":material/delete:", key="caseload_remove")


def show_what_was_read(held: Held) -> None:
    """Say what became of the file, with the choices there are and the button that removes it."""
    if held.read is None:
        st.error(held.refused, icon=":material/error:")
    else:
        read = held.read
        said = f"{how_many(len(read.advisees), 'advisee')} read"
        cells = len(read.problems)
        left = f"{how_many(cells, 'cell')} could not be read" if cells else "every cell read"
        columns = f"<p>{escape(said_columns(held, read))}</p>"
        notices = f'<aside class="note">{html_list(read.notices)}</aside>' if read.notices else ""
        st.html(f"<h2>{escape(held.name)}: {said}; {left}</h2>{columns}{notices}")
    choose_reading(held)
    with st.container(horizontal=True):
        if held.proposal is not None and st.button(
            "Change the columns", icon=":material/view_column:", key=held.key("change")
        ):
            held.is_asking = True
            st.rerun()
        removing_button()


def said_columns(held: Held, read: Caseload) -> str:
    """Say which columns were read and which were kept along."""
    if held.proposal is None:
        return ""
    shown = {column.place: column.shown for column in held.proposal.columns}
    named = {
        name: "”, “".join(shown[place] for place in places)
        for name, places in held.mapping.places.items()
        if places
    }
    parts = [f"{COLUMN_BY_NAME[name].label} (“{headings}”)" for name, headings in named.items()]
    absent = [column.label for column in TEMPLATE_COLUMNS if column.name not in named]
    said = f"Read: {'; '.join(parts)}."
    if absent:
        said += f" Not in the file: {', '.join(absent)}; nobody has one."
    if read.weighed:
        weighed = "; ".join(f"{label} (“{read.kept[place]}”)" for label, place in read.weighed)
        said += f" Read for readiness: {weighed}."
    if unread := not_understood(read):
        said += (
            f" Not read for readiness, though the heading sounds like it: {_quoted(read, unread)}; “Change "
            "the columns” lets you say what it is."
        )
    # By their places: of two columns with one heading one may be read.
    used = {*(place for _, place in read.weighed), *unread}
    kept = [place for place in range(len(read.kept)) if place not in used]
    if kept:
        more = f" and {len(kept) - 10} others" if kept[10:] else ""
        said += f" Kept along: {_quoted(read, kept[:10])}{more}."
    return said


def _quoted(read: Caseload, places: Sequence[int]) -> str:
    """Return the headings of some columns kept along."""
    return ", ".join(f"“{read.kept[place]}”" for place in places)


def choose_reading(held: Held) -> None:
    """Draw what can be chosen about the reading, where there is a choice: sheet, encoding, hidden rows."""
    if held.file is None:
        return
    sheets = held.file.sheets
    names = [name for name in sheets.visible if name not in TEMPLATE_SHEETS[1:]] if sheets else []
    if sheets and len(names) > 1:
        asked = st.selectbox("Sheet", names, index=names.index(sheets.read), key=held.key("sheet"))
        if asked != sheets.read:
            held.sheet = asked
            held.open()
            st.rerun()
    found = held.file.grid.encoding
    if found and (found != "utf-8-sig" or held.encoding):
        options = list(dict.fromkeys((found, *ENCODINGS)))
        asked = st.selectbox(
            "Encoding of the text: change it where names look wrong",
            options,
            format_func=lambda codec: ENCODINGS.get(codec, codec),
            key=held.key("encoding"),
        )
        if asked != found:
            held.encoding = asked
            held.open()
            st.rerun()
    if held.read is not None and (held.read.hidden_lines or held.with_hidden):
        wanted = st.toggle(
            "Read rows that the file hides or strikes out", held.with_hidden, key=held.key("hidden")
        )
        if wanted != held.with_hidden:
            held.with_hidden = wanted
            held.read_people()
            st.rerun()


def show_problems(held: Held) -> None:
    """List the cells that could not be read."""
    if held.read is not None:
        show_unread(held.read.problems, "match-atlas_caseload_problems.csv")
