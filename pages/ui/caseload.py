"""The pieces of the page Caseload up to the table: the file, what became of it, what could not be read.

Everything lives in this visit's session state. Nothing is logged, cached for others or put in the address.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.caseload import ALLOWED_SPECIALTIES, COLUMNS, Caseload, CaseloadError, read_caseload
from analysis.caseload_file import MOST_BYTES, MOST_ROWS, cut
from analysis.export.caseload import caseload_csv, problem_rows, template_csv, template_excel
from pages.ui.html import html_table
from pages.ui.kept import CASELOAD_KEY

PROBLEMS_SHOWN: Final = 100
EXCEL_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HELD: Final = CASELOAD_KEY
# How many files were let go of: a box with a new name is an empty one.
COUNTER: Final = "caseload_count"


@dataclass(slots=True)
class Held:
    """What this visit holds of one file: what was read, or why not, and what was made of it so far."""

    name: str
    upload_id: str
    read: Caseload | None = None
    refused: str = ""
    standings: dict[float, pd.DataFrame] = field(default_factory=dict)
    handouts: tuple[object, bytes] | None = None

    def key(self, name: str) -> str:
        """Return the session key of a widget of this file; another file starts with fresh ones."""
        return f"caseload_{self.upload_id}_{name}"


def _box() -> str:
    """Return the session key of the box for the file."""
    return f"caseload_file_{st.session_state.get(COUNTER, 0)}"


def current() -> Held | None:
    """Return what this visit holds, or None."""
    return st.session_state.get(HELD)


def _empty_box(file_id: str = "") -> None:
    """Put an empty box in place of the one with the file, and let go of the file itself."""
    st.session_state[COUNTER] = st.session_state.get(COUNTER, 0) + 1
    context = get_script_run_ctx()
    # Streamlit keeps an upload for the whole visit unless the visitor takes it out of the box by hand.
    if file_id and context is not None:
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)


def _forget() -> None:
    """Let go of everything that was made of the file."""
    st.session_state.pop(HELD, None)
    _empty_box()


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
        "Your advisees, as CSV or Excel" if current() is None else "Another file in place of this one",
        type=["csv", "xlsx"],
        key=f"caseload_file_{st.session_state.get(COUNTER, 0)}",
        max_upload_size=MOST_BYTES // 1024**2,
        help=f"Up to {MOST_ROWS:,} rows. Of a workbook the first sheet is read.",
    )
    if file is None:
        return
    new = Held(cut(file.name), file.file_id)
    try:
        with st.spinner("Reading the file…"):
            new.read = read_caseload(file.getvalue(), file.name)
    except CaseloadError as refused:
        new.refused = str(refused)
    st.session_state[HELD] = new
    _empty_box(file.file_id)
    st.rerun()


def offer(
    label: str,
    build: Callable[[], bytes],
    file_name: str,
    mime: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Offer a file that is built when it is asked for, in a thread that knows nothing of the visit."""
    st.download_button(
        label,
        data=build,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{file_name}",
        type=kind,
    )


def offer_templates() -> None:
    """Offer a caseload to fill in."""
    with st.container(horizontal=True):
        for label, build, name, mime in (
            ("Template (CSV)", template_csv, "caseload_template.csv", "text/csv"),
            ("Template (Excel)", template_excel, "caseload_template.xlsx", EXCEL_TYPE),
        ):
            offer(label, build, name, mime, "tertiary")


def explain_columns() -> None:
    """Say what a file must hold."""
    rows = pd.DataFrame(
        {
            "Column": [column.name for column in COLUMNS],
            "Needed": ["yes" if column.is_required else "no" for column in COLUMNS],
            "What stands there": [f"{column.meaning} Allowed: {column.allowed}." for column in COLUMNS],
        }
    )
    names = "".join(f"<li>{escape(term.label)}</li>" for term in ALLOWED_SPECIALTIES)
    st.html(
        "<h2>What the file holds</h2><p>A first line with these names, in any order, then one advisee a "
        "line. Other columns are ignored. A row that cannot be read is listed with the reason, and the "
        f"others go on.</p>{html_table(rows, 'The columns of a caseload')}"
        f"<details><summary>The {len(ALLOWED_SPECIALTIES)} specialties</summary><ul>{names}</ul></details>"
    )


def show_what_was_read(held: Held) -> None:
    """Say what became of the file, with the button that removes it."""
    if held.read is None:
        st.error(held.refused, icon=":material/error:")
    else:
        wrong = len({problem.line for problem in held.read.problems})
        people = len(held.read.advisees)
        said = f"{people:,} advisee{'' if people == 1 else 's'} read"
        left = f", {wrong:,} row{'' if wrong == 1 else 's'} left out" if wrong else ", no row left out"
        st.html(f"<h2>{escape(held.name)}: {said}{left}</h2>")
        for notice in held.read.notices:
            st.warning(notice, icon=":material/info:")
    st.button("Remove this caseload", on_click=_forget, icon=":material/delete:", key="caseload_remove")


def show_problems(held: Held) -> None:
    """List what is wrong with the rows that were left out."""
    if held.read is None or not held.read.problems:
        return
    problems = held.read.problems
    rows = problem_rows(problems)
    lines = rows["line"].nunique()
    head = f"{lines:,} row{'' if lines == 1 else 's'} left out, and why"
    first = rows.head(PROBLEMS_SHOWN)
    # Three columns still fit a phone.
    shown = pd.DataFrame(
        {"Line": first["line"], "Holds": first["column"] + ": " + first["value"], "Problem": first["problem"]}
    )
    with st.expander(head, icon=":material/rule:", expanded=not held.read.advisees):
        st.html(html_table(shown, head))
        if len(rows) > len(shown):
            st.caption(f"The first {len(shown)} of {len(rows):,} problems; the download has them all.")
        offer("Problems (CSV)", lambda: caseload_csv(rows), "match-atlas_caseload_problems.csv", "text/csv")
