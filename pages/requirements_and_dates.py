"""Requirements and dates: a match cycle on a line of days, the visitor's own way beside it, and two visas."""

from pages.registry import BY_PATH
from pages.ui.cycle_path import PICK_CYCLE, WAY_PARTS
from pages.ui.show import show_page

show_page(BY_PATH["requirements-and-dates"], inputs=PICK_CYCLE, more=WAY_PARTS)
