"""Readiness: each factor under two guides' tables of risk, the rules that hold, what can change a level."""

from pages.registry import BY_PATH
from pages.ui.aim_held import aim_held
from pages.ui.next_steps import keeping_shows, save_and_load
from pages.ui.page import ViewRequest
from pages.ui.readiness_audit import audit_shows, self_audit
from pages.ui.readiness_inputs import answers, answers_show
from pages.ui.readiness_views import onward
from pages.ui.show import Beside, draw_blocks, show_page


def audit_and_keep(asked: ViewRequest) -> None:
    """Draw where to go on, the self-audit, and what saves and loads the answers."""
    draw_blocks(onward(aim_held(asked.shortlist).specialty))
    self_audit(asked)
    save_and_load()


def _audit_and_keep_show(asked: ViewRequest) -> object:
    """Return all that these depend on."""
    return aim_held(asked.shortlist).specialty, audit_shows(asked), keeping_shows()


show_page(
    BY_PATH["readiness"],
    inputs=Beside(answers, answers_show),
    more=(Beside(audit_and_keep, _audit_and_keep_show),),
)
