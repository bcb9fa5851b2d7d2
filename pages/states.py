"""States: where the places of a specialty are, and who fills them there."""

from pages.registry import BY_PATH
from pages.ui.show import show_page

show_page(BY_PATH["states"])
