"""What several pages read."""

from typing import Final

from analysis.provenance.uses import (
    Read,
    box_of_a_specialty,
    counts_of_states,
    of_ours,
    often_interviewed,
    spread_of_scores,
)
from analysis.provenance.uses_of_choices import latest_of_our_groups

# Wherever averages stand: the sources, and the national averages of the notes.
PAPERS: Final = (Read("sources"), Read("usmle_norms"))
STATES_READS: Final = (Read("positions_by_state"), Read("filled_by_state", counts_of_states))
# Wherever a specialty stands beside others, of sources that are no edition.
BEYOND_READS: Final = (
    Read("resident_quantiles", spread_of_scores),
    Read("resident_scores", of_ours),
    Read("director_scores", box_of_a_specialty),
    Read("director_response", of_ours),
    Read("director_groups", often_interviewed),
    Read("only_choice", latest_of_our_groups),
)
