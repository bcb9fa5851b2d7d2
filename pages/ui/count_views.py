"""Views over NRMP's counts: shares and trends, match rates, and how many people like the visitor.

Nothing here depends on a typed number, so everything is cached for everybody. Cached figures are never
changed.
"""

from dataclasses import dataclass

import pandas as pd

from analysis.counts.chart import guide_and_counts, trend_panels, year_bars, year_shares
from analysis.counts.compute import change_over, largest_specialties, of_year, years_of
from analysis.counts.people import match_sentences, people_sentences
from analysis.counts.people_words import people_story, who_fills
from analysis.counts.reconcile import reconcile_fill
from analysis.counts.words import counts_story, difference_story, trend_story
from analysis.groups.chart import fill_bars
from analysis.groups.compute import fill_by_group
from analysis.groups.words import fill_story, sorted_by
from analysis.provenance.ledger import LEDGER_TABLES, build_ledger
from analysis.rates.chart import denominator_lines, rate_lines
from analysis.rates.compute import COUNTED_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from analysis.standing.compute import one_match_year
from analysis.wording import SPECIALTY_LABELS
from pages.ui.tables import table, tables
from pages.ui.view import View, for_everybody, view_of
from pages.ui.views import counts_at


def _in_order(rows: pd.DataFrame, order: str, suffix: str = "_pct") -> pd.DataFrame:
    """Return rows sorted by one group's share, or by name."""
    return sorted_by(rows, "label" if order == "name" else f"{order}{suffix}")


@for_everybody
def match_years() -> tuple[int, ...]:
    """Return the years of the counts, newest first."""
    return tuple(sorted((int(year) for year in table("positions")["match_year"].unique()), reverse=True))


@for_everybody
def counts_view(match_year: int, level: str, order: str, dark: bool) -> View:
    """Show the IMG shares of the filled positions in one year."""
    rows = _in_order(of_year(counts_at(level), match_year), order)
    return view_of(year_shares(rows), counts_story(rows, match_year, level), dark=dark)


@for_everybody
def trend_view(specialties: tuple[str, ...], level: str, dark: bool, wide: bool = False) -> View:
    """Show how the IMG shares changed, for some specialties, or for the ten largest."""
    counts = counts_at(level)
    shown = specialties or largest_specialties(counts)
    drawn = counts.loc[counts["specialty"].isin(shown)]
    order = {slug: place for place, slug in enumerate(shown)}
    changes = change_over(drawn, "img").sort_values("specialty", key=lambda slugs: slugs.map(order))
    chart = None if changes.empty else trend_panels(drawn, changes)
    left_out = [SPECIALTY_LABELS[slug] for slug in shown if slug not in set(changes["specialty"])]
    story = trend_story(counts, changes, bool(specialties), level, left_out)
    return view_of(chart, story, dark=dark, wide=wide)


@for_everybody
def guide_view(order: str, dark: bool) -> View:
    """Show the guide's fill column."""
    img_fill = table("img_fill")
    rows = _in_order(fill_by_group(img_fill), order)
    return view_of(fill_bars(rows), fill_story(rows, one_match_year(img_fill)), dark=dark)


@for_everybody
def difference_view(group: str, dark: bool) -> View:
    """Show the guide's column beside NRMP's counts, the largest difference first."""
    img_fill = table("img_fill")
    both = reconcile_fill(img_fill, table("positions"))
    own = both.loc[both["applicant_group"] == group].assign(size=lambda rows: rows["difference"].abs())
    rows = sorted_by(own, "size").drop(columns="size")
    story = difference_story(rows, group, one_match_year(img_fill))
    return view_of(guide_and_counts(rows), story, dark=dark)


@dataclass(frozen=True, slots=True)
class RatesView:
    """Four decades of match rates: the chart, and the numbered changes in words."""

    chart: View
    events: pd.DataFrame


@for_everybody
def rates_view(applicant_group: str, dark: bool, wide: bool = False) -> RatesView:
    """Show PGY-1 match rates by applicant type, with what changed."""
    found = tables("match_rates", "applicants", "restatements")
    series = rate_series(**found)
    policy = table("policy_events").dropna(subset=["first_match_year"])
    events = policy.sort_values("first_match_year")
    return RatesView(
        view_of(
            rate_lines(series, events, applicant_group),
            rates_story(series, events, applicant_group),
            dark=dark,
            wide=wide,
        ),
        events,
    )


@for_everybody
def denominators_view(kind: str, dark: bool, wide: bool = False) -> View:
    """Show the matched of one applicant type under two denominators."""
    rows = two_denominators(table("applicants"), COUNTED_TYPES[kind])
    year = one_match_year(table("scores"))
    story = denominators_story(rows, kind, year)
    return view_of(denominator_lines(rows, year), story, dark=dark, wide=wide)


@for_everybody
def matches_said(specialty: str, applicant_group: str) -> str:
    """Say how many of one group matched in one specialty, in the year of the averages."""
    counts = counts_at("all")
    own = counts.loc[counts["specialty"] == specialty]
    return next(match_sentences(own, applicant_group, one_match_year(table("scores"))))


@dataclass(frozen=True, slots=True)
class PeopleView:
    """How many people like the visitor: the chart, the sentences, and who fills the places."""

    chart: View
    sentences: list[str]
    who_fills: pd.DataFrame


@for_everybody
def people_view(specialty: str, applicant_group: str, dark: bool) -> PeopleView:
    """Show how many of one group matched in one specialty over the years."""
    year, counts = one_match_year(table("scores")), counts_at("all")
    rows = years_of(counts, specialty)
    return PeopleView(
        view_of(
            year_bars(rows, applicant_group),
            people_story(rows, specialty, applicant_group, year),
            dark=dark,
        ),
        people_sentences(counts, table("only_choice"), table("choices"), specialty, applicant_group, year),
        who_fills(rows, (match_years()[-1], year, match_years()[0])),
    )


@for_everybody
def ledger() -> pd.DataFrame:
    """List discrepancies and corrections."""
    return build_ledger(tables(*LEDGER_TABLES))
