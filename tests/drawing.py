"""The charts of all topics as figures that Plotly has checked: what a description becomes on a page."""

import re
from math import isnan

import plotly.graph_objects as go

from analysis.charts.plotly import figure
from analysis.counts import chart as counts
from analysis.credentials import chart as credentials
from analysis.gap_and_share import chart as gap_and_share
from analysis.groups import chart as groups
from analysis.rates import chart as rates
from analysis.shortlist import chart as shortlist
from analysis.specialty import chart as specialty
from analysis.standing import chart as standing


def drawn(chart, **options):
    """Return a chart as a figure; whatever Plotly would not draw is an error."""
    return go.Figure(figure(chart, **options))


def plain(name):
    """The name of a row on one line and without markup."""
    return (
        re.sub("</?(b|span)( [^>]*)?>", "", name)
        .replace("/<br>", "/")
        .replace("<br>", " ")
        .replace("/ ", "/")
    )


def drawing(describe):
    """Return a function that describes and draws a chart; how it is drawn is given by name."""

    def draw(*given, dark=False, wide=False, **named):
        return drawn(describe(*given, **named), dark=dark, wide=wide)

    return draw


def averages_chart(rows, sem, bridge=None):
    """Describe the averages with the score that stands in the rows, if one does."""
    score = None if isnan(rows[0].score) else rows[0].score
    return standing.with_score(standing.cohort_chart(rows), score, sem, bridge)


def gaps_chart(rows, sem, bridge=None):
    """Describe the gaps of the score that stands in the rows."""
    shown = [row.shown for row in rows]
    return standing.gaps(standing.cohort_chart(rows), rows[0].score, sem, shown, bridge)


def cohorts_chart(rows, profile, bridge=None):
    """Describe the averages of one specialty with the person's scores."""
    return specialty.with_profile(specialty.cohorts_chart(rows), profile, bridge)


dumbbell = drawing(averages_chart)
gap_dots = drawing(gaps_chart)
gap_scatter = drawing(gap_and_share.gap_scatter)
cohorts = drawing(cohorts_chart)
side_by_side = drawing(shortlist.side_by_side)
shortlist_map = drawing(shortlist.shortlist_map)
matched_groups = drawing(groups.matched_groups)
research_panels = drawing(groups.research_panels)
fill_bars = drawing(groups.fill_bars)
rank_range = drawing(credentials.rank_range)
share_bars = drawing(counts.year_shares)
year_bars = drawing(counts.year_bars)
guide_and_counts = drawing(counts.guide_and_counts)
trend_panels = drawing(counts.trend_panels)
rate_lines = drawing(rates.rate_lines)
denominator_lines = drawing(rates.denominator_lines)
