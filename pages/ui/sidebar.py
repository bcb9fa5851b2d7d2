"""The sidebar: the visitor's numbers and shortlist, drawn again by themselves when they change."""

from pages.ui.parts import sidebar_part
from pages.ui.profile import profile_inputs
from pages.ui.shortlist import sidebar_shortlist


@sidebar_part
def sidebar() -> None:
    """Draw the inputs that every page shares."""
    profile_inputs()
    sidebar_shortlist()
