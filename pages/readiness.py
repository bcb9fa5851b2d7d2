"""Readiness: each factor under two guides' tables of risk, the rules that hold, what can change a level."""

from pages.registry import BY_PATH
from pages.ui.next_steps import keeping_shows, save_and_load
from pages.ui.page import ViewRequest
from pages.ui.readiness_audit import audit_shows, self_audit
from pages.ui.readiness_inputs import answers, answers_show
from pages.ui.show import Beside, show_page


def audit_and_keep(asked: ViewRequest) -> None:
    """Draw the self-audit, and what saves and loads the answers."""
    self_audit(asked)
    save_and_load()


show_page(
    BY_PATH["readiness"],
    inputs=Beside(answers, answers_show),
    more=(Beside(audit_and_keep, lambda asked: (audit_shows(asked), keeping_shows())),),
)
