"""Views over NRMP's counts: shares and trends, match rates, and how many people like the visitor.

Nothing here depends on a typed number, so everything is cached for everybody. Cached figures are never
changed.
"""

import pandas as pd

from analysis.counts import chart as count_figures
from analysis.counts import trend_chart as trend_figures
from analysis.counts.compute import change_over, largest_specialties, of_year, years_of
from analysis.counts.people import match_sentences, people_sentences
from analysis.counts.people_words import people_story, who_fills
from analysis.counts.reconcile import reconcile_fill
from analysis.counts.words import counts_story, difference_story, trend_story
from analysis.groups import chart as group_figures
from analysis.groups.compute import fill_by_group
from analysis.groups.words import fill_story, sorted_by
from analysis.provenance.ledger import LEDGER_TABLES, build_ledger
from analysis.rates import chart as rate_figures
from analysis.rates.compute import COUNTED_TYPES, rate_series, two_denominators
from analysis.rates.words import denominators_story, rates_story
from analysis.standing.compute import one_match_year
from analysis.wording import SPECIALTY_LABELS
from pages.ui.context import counts_at
from pages.ui.html import html_list, html_table
from pages.ui.lists import events_html
from pages.ui.page import PageView, ViewRequest
from pages.ui.tables import table, tables
from pages.ui.view import View, for_everybody, view_of


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
    empty = bool(rows["img_pct"].isna().all())
    figure = None if empty else count_figures.share_bars(rows, dark=dark)
    return view_of(figure, counts_story(rows, match_year, level))


@for_everybody
def trend_view(specialties: tuple[str, ...], level: str, dark: bool, wide: bool = False) -> View:
    """Show how the IMG shares changed, for some specialties, or for the ten largest."""
    counts = counts_at(level)
    shown = specialties or largest_specialties(counts)
    drawn = counts.loc[counts["specialty"].isin(shown)]
    order = {slug: place for place, slug in enumerate(shown)}
    changes = change_over(drawn, "img").sort_values("specialty", key=lambda slugs: slugs.map(order))
    figure = None if changes.empty else trend_figures.trend_panels(drawn, changes, dark=dark, wide=wide)
    left_out = [SPECIALTY_LABELS[slug] for slug in shown if slug not in set(changes["specialty"])]
    return view_of(figure, trend_story(counts, changes, bool(specialties), level, left_out))


@for_everybody
def guide_view(order: str, dark: bool) -> View:
    """Show the guide's fill column."""
    img_fill = table("img_fill")
    rows = _in_order(fill_by_group(img_fill), order)
    return view_of(group_figures.fill_bars(rows, dark=dark), fill_story(rows, one_match_year(img_fill)))


@for_everybody
def difference_view(group: str, dark: bool) -> View:
    """Show the guide's column beside NRMP's counts, the largest difference first."""
    img_fill = table("img_fill")
    both = reconcile_fill(img_fill, table("positions"))
    own = both.loc[both["applicant_group"] == group].assign(size=lambda rows: rows["difference"].abs())
    rows = sorted_by(own, "size").drop(columns="size")
    figure = count_figures.guide_and_counts(rows, dark=dark)
    return view_of(figure, difference_story(rows, group, one_match_year(img_fill)))


@for_everybody
def rates_view(applicant_group: str, dark: bool, wide: bool = False) -> PageView:
    """Show PGY-1 match rates by applicant type, with the numbered changes in words."""
    found = tables("match_rates", "applicants", "restatements")
    series = rate_series(**found)
    policy = table("policy_events").dropna(subset=["first_match_year"])
    events = policy.sort_values("first_match_year")
    return PageView(
        view_of(
            rate_figures.rate_lines(series, events, applicant_group, dark=dark, wide=wide),
            rates_story(series, events, applicant_group),
        ),
        "rates",
        (events_html(events),),
    )


@for_everybody
def denominators_view(kind: str, dark: bool, wide: bool = False) -> View:
    """Show the matched of one applicant type under two denominators."""
    rows = two_denominators(table("applicants"), COUNTED_TYPES[kind])
    year = one_match_year(table("scores"))
    return view_of(
        rate_figures.denominator_lines(rows, dark=dark, wide=wide), denominators_story(rows, kind, year)
    )


@for_everybody
def matches_said(specialty: str, applicant_group: str) -> str:
    """Say how many of one group matched in one specialty, in the year of the averages."""
    counts = counts_at("all")
    own = counts.loc[counts["specialty"] == specialty]
    return next(match_sentences(own, applicant_group, one_match_year(table("scores"))))


@for_everybody
def people_view(specialty: str, applicant_group: str, dark: bool) -> PageView:
    """Show how many of one group matched in one specialty over the years, and who filled the places."""
    year, counts = one_match_year(table("scores")), counts_at("all")
    rows = years_of(counts, specialty)
    sentences = people_sentences(
        counts, table("only_choice"), table("choices"), specialty, applicant_group, year
    )
    filled = who_fills(rows, (match_years()[-1], year, match_years()[0]))
    return PageView(
        view_of(
            count_figures.year_bars(rows, applicant_group, dark=dark),
            people_story(rows, specialty, applicant_group, year),
        ),
        "people",
        (
            f"<h2>How many people like you</h2>{html_list(sentences)}",
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
        return rates_view(asked.group, asked.dark, asked.wide)
    kind = asked.choices["type"]
    view = denominators_view(asked.group if kind == "mine" else kind, asked.dark, asked.wide)
    return PageView(view, "denominators")
