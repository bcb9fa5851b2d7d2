"""Requirements and dates: a match cycle on a line of days, the visitor's own way beside it, and two visas."""

from pages.registry import BY_PATH
from pages.ui.cycle_path import WAY_PARTS, pick_cycle
from pages.ui.show import show_page

show_page(BY_PATH["requirements-and-dates"], above=pick_cycle, more=WAY_PARTS)
