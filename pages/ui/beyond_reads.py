"""What is read wherever a specialty stands beside others, of sources that are no edition."""

from typing import Final

from analysis.provenance.uses import Read, box_of_a_specialty, of_ours, often_interviewed, spread_of_scores
from analysis.provenance.uses_of_choices import latest_of_our_groups

BEYOND_READS: Final = (
    Read("resident_quantiles", spread_of_scores),
    Read("resident_scores", of_ours),
    Read("director_scores", box_of_a_specialty),
    Read("director_response", of_ours),
    Read("director_groups", often_interviewed),
    Read("only_choice", latest_of_our_groups),
)
