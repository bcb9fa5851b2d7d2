"""Caseload: an advisor's file of advisees, the standings of all, what could not be read, and handouts."""

import streamlit as st

from pages.registry import BY_PATH
from pages.ui.caseload import (
    explain_columns,
    offer_templates,
    privacy_note,
    show_problems,
    show_what_was_read,
    upload,
)
from pages.ui.caseload_held import current
from pages.ui.caseload_mapping import ask_columns
from pages.ui.caseload_readiness import explain_readiness
from pages.ui.caseload_standings import show_standings
from pages.ui.notes import shown_edition, standing_notes
from pages.ui.show import head
from pages.ui.tables import guarded

head(BY_PATH["caseload"])
privacy_note()
upload()
held = current()
if held is None:
    offer_templates()
    explain_columns()
    explain_readiness()
elif held.is_asking:
    ask_columns(held)
else:
    show_what_was_read(held)
    show_problems(held)
    # A place of its own, as a part of a page has; its tables are wider than text.
    with guarded(), st.container(key="wide_tables"):
        show_standings(held)
standing_notes(shown_edition())
