"""A shortlist in words and numbers: what differs most, and every measure side by side."""

from collections.abc import Iterable
from html import escape

import pandas as pd

from pages.ui.frame import source_line
from pages.ui.html import html_list, html_table


def measures_html(
    differences: Iterable[str], measures: pd.DataFrame, source_ids: tuple[str, ...], match_year: int
) -> str:
    """Return what differs most between the specialties of a shortlist, and all their measures.

    Args:
        differences: sentences, the largest difference first.
        measures: every measure as text, a row each; a column per specialty.
        source_ids: keys into the `sources` table.
        match_year: match year of the averages and counts.
    """
    return (
        f"<h2>What differs most, {match_year} Match</h2>{html_list(differences)}"
        f"<h2>Every measure</h2>{html_table(measures, 'Every measure, side by side', cards=True)}"
        f'<div class="source"><p>{escape(source_line(source_ids))}</p></div>'
    )
