"""Views over NRMP's counts: shares and trends, match rates, and how many people like the visitor.

Nothing here depends on a typed number, so everything is cached for everybody. Cached figures are never
changed.
"""

import pandas as pd

from analysis.counts.added_up import added_up
from analysis.counts.chart import guide_and_counts, trend_panels, year_bars, year_shares
from analysis.counts.compute import (
    GROUP_COLUMNS,
    FillTrend,
    fill_trends,
    largest_specialties,
    of_year,
    years_of,
)
from analysis.counts.people import match_sentences, people_sentences, people_sources
from analysis.counts.people_words import people_story, who_fills
from analysis.counts.reconcile import reconcile_fill
from analysis.counts.words import counts_story, difference_story, trend_story
from analysis.groups.chart import fill_bars
from analysis.groups.compute import fill_by_group
from analysis.groups.words import fill_story, sorted_by
from analysis.provenance.ledger import LEDGER_TABLES, build_ledger
from analysis.rates.chart import denominator_lines, rate_lines
from analysis.rates.compute import COUNTED_TYPES, RATE_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from analysis.wording import GROUP_PLURALS, SPECIALTY_LABELS
from data.editions import EDITIONS, default_edition, rows_of
from pages.ui.context import counts_at
from pages.ui.html import html_list, html_table
from pages.ui.lists import events_html
from pages.ui.page import EmptyViewError, PageView, ViewRequest
from pages.ui.tables import source_html, table, tables
from pages.ui.view import View, for_everybody, view_of


def _in_order(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return rows sorted by one group's share, or by name."""
    return sorted_by(rows, "label" if order == "name" else f"{order}_pct")


@for_everybody
def match_years() -> tuple[int, ...]:
    """Return the years of the counts, newest first."""
    return tuple(sorted((int(year) for year in table("positions")["match_year"].unique()), reverse=True))


@for_everybody
def years_to_fill() -> tuple[int, ...]:
    """Return these years, and those that are counted by state alone, newest first."""
    apart = {int(year) for year in table("filled_by_state")["match_year"].unique()}
    return tuple(sorted({*apart, *match_years()}, reverse=True))


@for_everybody
def counts_view(match_year: int, level: str, order: str, dark: bool) -> View:
    """Show the IMG shares of the filled positions in one year."""
    is_apart = match_year not in match_years()
    year = (
        added_up(table("filled_by_state"), match_year, level)
        if is_apart
        else of_year(counts_at(level), match_year)
    )
    rows = _in_order(year, order)
    return view_of(year_shares(rows), counts_story(rows, match_year, level), dark=dark)


@for_everybody
def _trends(level: str) -> dict[str, FillTrend]:
    """Return how every specialty changed at one level, or at all; by its slug."""
    return fill_trends(counts_at(level))


@for_everybody
def trend_view(specialties: tuple[str, ...], level: str, dark: bool, wide: bool = False) -> View:
    """Show how the IMG shares changed, for some specialties, or for the ten largest."""
    counts, every = counts_at(level), _trends(level)
    shown = specialties or largest_specialties(counts)
    trends = [every[slug] for slug in shown if slug in every]
    left_out = [SPECIALTY_LABELS[slug] for slug in shown if slug not in every]
    story = trend_story(counts, trends, bool(specialties), level, left_out, match_years())
    return view_of(trend_panels(trends) if trends else None, story, dark=dark, wide=wide)


@for_everybody
def _guide() -> tuple[pd.DataFrame, int, tuple[str, ...]]:
    """Return the fill column of the latest edition that has one, its match year and its sources."""
    edition = next(edition for edition in reversed(EDITIONS) if edition.sources_of("img_fill"))
    rows = rows_of(edition, table("img_fill"))
    return rows, edition.match_year, tuple(rows["source_id"].unique())


@for_everybody
def guide_view(order: str, dark: bool) -> View:
    """Show the guide's fill column."""
    img_fill, match_year, sources = _guide()
    rows = _in_order(fill_by_group(img_fill), order)
    return view_of(fill_bars(rows), fill_story(rows, match_year, sources), dark=dark)


@for_everybody
def difference_view(group: str, dark: bool) -> View:
    """Show the guide's column beside NRMP's counts, the largest difference first."""
    img_fill, match_year, sources = _guide()
    positions = table("positions")
    both = reconcile_fill(img_fill, positions, match_year)
    own = both.loc[both["applicant_group"] == group].assign(size=lambda rows: rows["difference"].abs())
    rows = sorted_by(own, "size").drop(columns="size")
    counted = positions.loc[positions["match_year"] == match_year, "source_id"].unique()
    story = difference_story(rows, group, match_year, (*sources, *counted))
    return view_of(guide_and_counts(rows), story, dark=dark)


@for_everybody
def rates_view(applicant_group: str, dark: bool, wide: bool = False) -> PageView:
    """Show PGY-1 match rates by applicant type, with the numbered changes in words."""
    found = tables("match_rates", "applicants", "restatements")
    series = rate_series(**found)
    policy = table("policy_events").dropna(subset=["first_match_year"])
    events = policy.sort_values("first_match_year")
    story = rates_story(series, events, applicant_group)
    chart = view_of(rate_lines(series, events, applicant_group), story, dark=dark, wide=wide)
    return PageView(chart, "rates", (events_html(events),))


@for_everybody
def denominators_view(kind: str, match_year: int, dark: bool, wide: bool = False) -> View:
    """Show the matched of one applicant type under two denominators."""
    rows = two_denominators(table("applicants"), COUNTED_TYPES[kind])
    story = denominators_story(rows, kind, match_year)
    return view_of(denominator_lines(rows, match_year), story, dark=dark, wide=wide)


@for_everybody
def matches_said(specialty: str, applicant_group: str, match_year: int) -> list[str]:
    """Say how many of one group matched in one specialty, in a year; nothing where that is not counted."""
    counts = counts_at("all")
    own = counts.loc[(counts["specialty"] == specialty) & (counts["match_year"] <= match_year)]
    if applicant_group not in GROUP_COLUMNS or match_year not in set(own["match_year"]):
        return []
    return [next(match_sentences(own, applicant_group, match_year))]


@for_everybody
def people_view(specialty: str, applicant_group: str, match_year: int, dark: bool) -> PageView:
    """Show how many of one group matched in one specialty over the years, and who filled the places.

    Raises:
        EmptyViewError: NRMP's table of matches does not count the group.
    """
    if applicant_group not in GROUP_COLUMNS:
        raise EmptyViewError(
            f"NRMP’s table of matches by specialty does not count {GROUP_PLURALS[applicant_group]} apart."
        )
    counts, only_choice, choices = counts_at("all"), table("only_choice"), table("choices")
    rows = years_of(counts, specialty)
    sentences = people_sentences(counts, only_choice, choices, specialty, applicant_group, match_year)
    printed = source_html(people_sources(only_choice, choices, match_year))
    filled = who_fills(rows, tuple(dict.fromkeys((match_years()[-1], match_year, match_years()[0]))))
    story = people_story(rows, specialty, applicant_group, match_year)
    return PageView(
        view_of(year_bars(rows, applicant_group), story, dark=dark),
        "people",
        (
            f"<h2>How many people like you</h2>{html_list(sentences)}{printed}",
            f"<h2>Who filled the positions</h2>{html_table(filled, 'Who filled them')}",
        ),
    )


@for_everybody
def ledger() -> pd.DataFrame:
    """List discrepancies and corrections."""
    return build_ledger(tables(*LEDGER_TABLES))


def show_fill(asked: ViewRequest) -> PageView:
    """Show one year of NRMP's counts, their trend, the guide's column, or both side by side."""
    choices, dark = asked.choices, asked.dark
    views = {
        "year": lambda: counts_view(int(choices["year"]), choices["level"], choices["order"], dark),
        "trend": lambda: trend_view(asked.shortlist, choices["level"], dark, asked.wide),
        "guide": lambda: guide_view(choices["order"], dark),
        "difference": lambda: difference_view(choices["share_of"], dark),
    }
    return PageView(views[choices["show"]](), f"fill_{choices['show']}")


def show_rates(asked: ViewRequest) -> PageView:
    """Show four decades of rates, or one type's matches under two denominators."""
    if asked.choices["show_rates"] == "decades":
        subject = asked.group if asked.group in RATE_TYPES else "all"
        return rates_view(subject, asked.dark, asked.wide)
    own = asked.group if asked.group in COUNTED_TYPES else "all"
    kind = asked.choices["type"]
    year = default_edition(asked.group).match_year
    view = denominators_view(own if kind == "mine" else kind, year, asked.dark, asked.wide)
    return PageView(view, "denominators")
