"""The choices of the page Who fills the places."""

from typing import Final

from data.terms import label_of
from data.vocabulary import FILL_GROUPS, POSITION_LEVELS
from pages.ui.page import Selector
from pages.ui.selectors import by_name, match_year, usual_year, while_chosen, years_counted

FILL_SELECTORS: Final = by_name(
    Selector(
        "show",
        "Show",
        {"year": "One year", "trend": "Trend", "guide": "Guide’s column", "difference": "Both"},
        "year",
        in_line=False,
    ),
    match_year("year", years_counted, usual_year, while_chosen("show", "year")),
    Selector(
        "level",
        "Positions",
        {"all": "All levels", **label_of(POSITION_LEVELS)},
        "all",
        in_a_row=False,
        width=230,
        needed=while_chosen("show", "year", "trend"),
    ),
    Selector(
        "order",
        "Sort by",
        {**label_of(FILL_GROUPS), "name": "Name"},
        "img",
        needed=while_chosen("show", "year", "guide"),
    ),
    Selector("share_of", "Group", label_of(FILL_GROUPS), "img", needed=while_chosen("show", "difference")),
)
