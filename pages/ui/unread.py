"""The cells of a file that could not be read: how many, the first with the reason, and all as a download."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from analysis.caseload.advisees import Problem
from analysis.caseload.records import how_many
from analysis.export.caseload import caseload_csv, problem_rows
from analysis.story import text_table
from pages.ui.html import html_table
from pages.ui.offer import offer

SHOWN: Final = 100


def show_unread(problems: Sequence[Problem], file_name: str) -> None:
    """List the cells that could not be read, where there are any; `file_name` is that of the download."""
    if not problems:
        return
    rows = problem_rows(problems)
    head = f"{how_many(len(rows), 'cell')} that could not be read, and why"
    first = rows.head(SHOWN)
    # Three columns still fit a phone.
    shown = text_table(
        {"Row": first["line"], "Holds": first["column"] + ": " + first["value"], "Reason": first["problem"]}
    )
    with st.expander(head, icon=":material/rule:"):
        st.html(html_table(shown, head))
        if len(rows) > len(shown.rows):
            st.caption(f"The first {len(shown.rows)} of {len(rows):,} cells; the download has them all.")
        offer("Cells not read (CSV)", lambda: caseload_csv(rows), file_name, "text/csv")
