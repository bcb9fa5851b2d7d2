"""Plan: a template as the visitor's own months, parts of applications, tiers, and when to stop."""

from pages.registry import BY_PATH
from pages.ui.next_plan_inputs import OWN_MONTHS, ask_plan
from pages.ui.next_plan_take import files_show, more_of_plan, take_and_keep
from pages.ui.show import Beside, show_page

show_page(
    BY_PATH["next-plan"],
    inputs=OWN_MONTHS,
    beside=ask_plan,
    below=more_of_plan,
    more=(Beside(take_and_keep, files_show),),
)
