"""Data and method: any slice of the data, the passport of a number, sources, definitions, and what is odd."""

from pages.registry import BY_PATH
from pages.ui.choose import choose
from pages.ui.documentation import show_definitions, show_dictionary, show_ledger, show_oddities, show_sources
from pages.ui.explore import FILTERS, show_explorer
from pages.ui.own_edition import show_own_edition
from pages.ui.page import Selector
from pages.ui.parts import page_part
from pages.ui.provenance import show_provenance
from pages.ui.show import head
from pages.ui.tables import guarded

SHOW = {
    "tables": ("Tables", show_explorer),
    "passport": ("One number", show_provenance),
    "dictionary": ("Dictionary", show_dictionary),
    "sources": ("Sources and terms", show_sources),
    "definitions": ("Definitions", show_definitions),
    "findings": ("Data-quality findings", show_oddities),
    "ledger": ("Discrepancies and corrections", show_ledger),
    "load": ("Load an edition", show_own_edition),
}

PART = Selector("part", "Show", {slug: label for slug, (label, _) in SHOW.items()}, "tables")

head(BY_PATH["data"], "part", "table", "observation", *FILTERS)


@page_part
def show() -> None:
    """Show the part asked for, again whenever a selector or the sidebar changes it."""
    chosen = choose(PART)
    with guarded():
        SHOW[chosen][1]()


show()
