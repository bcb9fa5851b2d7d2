"""Data and method: every table, the dictionary, the sources, the definitions, and what is odd in the data."""

import streamlit as st

from pages.ui.address import choose, mention_unknown
from pages.ui.frame import title
from pages.ui.reference import (
    show_definitions,
    show_dictionary,
    show_ledger,
    show_oddities,
    show_sources,
    show_table,
)
from pages.ui.tables import part

PARTS = {
    "tables": ("Tables", show_table),
    "dictionary": ("Dictionary", show_dictionary),
    "sources": ("Sources and terms", show_sources),
    "definitions": ("Definitions", show_definitions),
    "findings": ("Data-quality findings", show_oddities),
    "ledger": ("Discrepancies and corrections", show_ledger),
}

title("Data and method", "Every table to look at and download, where it comes from, and what it cannot say.")
mention_unknown({"part", "table"})


@st.fragment
def show() -> None:
    """Show the part asked for; a fragment, so that a selector reruns this part alone."""
    labels = {slug: label for slug, (label, _) in PARTS.items()}
    chosen = choose(st.segmented_control, "Show", "part", labels, "tables", required=True)
    with part():
        PARTS[chosen][1]()


show()
