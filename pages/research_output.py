"""Research output: what those who matched listed, three groups side by side."""

from pages.ui.address import mention_unknown
from pages.ui.frame import chart, is_dark, title
from pages.ui.lists import show_research_gaps
from pages.ui.parts import page_part
from pages.ui.selectors import SELECTORS, pick
from pages.ui.tables import guarded
from pages.ui.views import research_gaps, research_view
from pages.ui.visit import current_profile

title(
    "Research output",
    "How many abstracts, presentations and publications those who matched listed, on average.",
)
mention_unknown(SELECTORS["research-output"])


@page_part
def show() -> None:
    """Show the averages in the order asked for, again whenever a selector or the sidebar changes it."""
    profile = current_profile()
    order = pick("research-output", "order")

    with guarded():
        view = research_view(profile.research_items, order, is_dark())
        chart(view.drawn, view.story, key="research")
        show_research_gaps(research_gaps(profile), profile)


show()
