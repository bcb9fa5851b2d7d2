"""The passport of a number: where it was printed, how it was read, and how to cite it."""

from html import escape

import streamlit as st

from analysis.provenance.compute import Provenance, UnknownObservationError, provenance
from data.schema import TABLES
from pages.registry import PAGES
from pages.ui.address import base_url, warn
from pages.ui.html import html_list
from pages.ui.tables import table, tables
from pages.ui.view import for_everybody


@for_everybody
def provenance_of(observation_id: str) -> Provenance:
    """Return the passport of one observation.

    Raises:
        UnknownObservationError: there is no such observation; that is not cached.
    """
    return provenance(tables(*TABLES), observation_id, PAGES)


def _example() -> str:
    """Return the name of an average that an edition prints."""
    known = table("observations")
    printed = (known["table_name"] == "scores") & (known["cell_status"] == "reported")
    return str(known.loc[printed, "observation_id"].iloc[0])


def show_provenance() -> None:
    """Show the passport of the observation that the address names, or of an example."""
    asked = st.query_params.get("observation", "")
    try:
        found = provenance_of(asked or _example())
    except UnknownObservationError as problem:
        warn(f"{problem} Showing an example instead.")
        found = provenance_of(_example())
    if not asked:
        st.html("<p>Select a row under Tables to see its own passport. This one is an example.</p>")
    st.html(_as_html(found))
    st.caption("A link that leads straight back here:")
    st.code(f"{base_url()}/{found.link}", language=None, wrap_lines=True)
    with st.container(horizontal=True):
        for page in PAGES:
            if page.title in dict(found.shown_on) and page.url_path != "data":
                st.page_link(page.file, label=f"Open {page.title}", icon=":material/arrow_forward:")


def _as_html(found: Provenance) -> str:
    """Return a passport as headed facts."""
    facts = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(text)}</td></tr>"
        for name, text in found.facts
        if text
    )
    notes = f"<h3>Corrections and oddities</h3>{html_list(found.corrections)}" if found.corrections else ""
    return (
        f"<h2>{escape(found.headline)}</h2>"
        "<table class='facts'><caption>Where the number comes from</caption>"
        f"<tbody>{facts}</tbody></table>{notes}"
    )
