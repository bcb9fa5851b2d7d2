"""The table of standings, the lists of alternatives, and the neighbours of a specialty."""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from math import isnan
from typing import Final
from urllib.parse import urlsplit

import pandas as pd

from analysis.groups.research import ResearchRow
from analysis.profile import Profile
from analysis.standing.alternatives import Alternative, Alternatives
from analysis.standing.comparable import say_unmet
from analysis.story import TextTable, text_table
from analysis.wording import EXAM_LABELS, GROUP_PLURALS, capital, cell, signed
from data.editions.record import Edition
from pages.ui.html import html_list, html_table
from pages.ui.page import Link

LINKS_SHOWN: Final = 4
# Where those look whose scores meet no average.
ELSEWHERE: Final = (
    Link("research_output.py", "Research output"),
    Link("specialty.py", "Counts of one specialty", {"about": "people"}),
    Link("match_rates.py", "Match rates"),
)


def standings_html(standings: TextTable, sem: float) -> str:
    """Return one row per specialty with gaps and standing in words and icons."""
    return (
        "<h2>Your standing, specialty by specialty</h2>"
        '<p class="subtitle">The lowest standing over the exams you entered. Near means within '
        f"±{sem:g} points, the measurement error of a score, of the matched average.</p>"
        + html_table(standings, "Standing by specialty", cards=True)
    )


def _list(heading: str, lead: str, rows: Sequence[Alternative], why: str) -> str:
    """Return one list of specialties with a heading, or nothing when it is empty."""
    if not rows:
        return ""
    columns = {"Specialty": [row.label for row in rows]}
    if why != "Reason" and any(not isnan(row.smallest_gap) for row in rows):
        columns["Smallest of your gaps"] = [signed(row.smallest_gap) for row in rows]
    if any(row.why for row in rows):
        columns[why] = [row.why for row in rows]
    table = html_table(text_table(columns), heading, cards=True)
    return f"<h3>{heading} ({len(rows)})</h3><p>{escape(lead)}</p>{table}"


def alternatives_html(alternatives: Alternatives, edition: Edition) -> str:
    """Return where else to look by the averages of an edition: at or above, to read with care, left out."""
    at_or_above = _list(
        "At or above the matched average",
        "On every exam you entered, also by less than its measurement error, which the chart calls near. "
        "Where even your smallest gap is large comes first.",
        alternatives.at_or_above,
        "Note",
    )
    read_with_care = _list(
        "Read with care",
        "Also at or above, but the averages of matched and unmatched hardly separate, or not at all.",
        alternatives.read_with_care,
        "Why",
    )
    lead = "Below a matched average, or no average to compare with."
    left_out = _list("Left out", lead, alternatives.left_out, "Reason")
    nowhere = "<p>No specialty has all its matched averages at or below your scores.</p>"
    return (
        f"<h2>Where else could I look?</h2><p class='subtitle'>By averages alone: {escape(edition.label)}. "
        f"Neither residents’ scores nor directors’ answers have a part in it.</p>{at_or_above or nowhere}"
        f"{read_with_care}"
        f"<details><summary>Left out, and why ({len(alternatives.left_out)})</summary>{left_out}</details>"
        "<p class='subtitle'>An average is not a line to cross: people matched with scores on both sides of "
        "it.</p>"
    )


def by_averages_html(edition: Edition) -> str:
    """Return which averages where else to look follows, for where other evidence is shown."""
    return (
        "<h2>Where else could I look?</h2><p>Suggestions follow averages alone, not the evidence above: "
        f"{escape(edition.label)}. To see them, choose Averages at the top, under “Beside whom?”.</p>"
    )


def nothing_html(profile: Profile, known: Collection[str]) -> str:
    """Return that no score entered meets an average the source has, why, and where else to look."""
    people = GROUP_PLURALS[profile.applicant_group]
    exams = [f"your {EXAM_LABELS[exam]} score, which averages of {people} are there for" for exam in known]
    else_where = [
        *exams,
        *(["your research items, on the page Research output"] if known else []),
        f"how many {people} matched, specialty by specialty and over the years, by NRMP’s counts",
    ]
    items = "".join(f"<li>{escape(capital(line))}.</li>" for line in else_where)
    return (
        f"<h2>Nothing can be compared here</h2><p>{escape(' '.join(say_unmet(profile, known)))} So there is "
        "no standing, and no list of specialties whose averages you reach.</p>"
        f"<h3>Where else to look</h3><ul>{items}</ul>"
    )


def links_to(specialties: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Return links to the first few specialties, given as slugs and labels."""
    first = [*specialties][:LINKS_SHOWN]
    return tuple(Link("specialty.py", f"Open {label}", {"specialty": slug}) for slug, label in first)


def neighbours_html(rows: pd.DataFrame, label: str) -> str:
    """Return the specialties whose matched averages lie closest."""
    if rows.empty:
        return (
            f"<h2>Similar averages</h2><p>{escape(label)} has no matched average for this group, so no "
            "specialty can be called similar.</p>"
        )
    table = text_table(
        {
            "Specialty": rows["label"],
            **{
                f"{exam_label}, matched": [cell(value) for value in rows[exam]]
                for exam, exam_label in EXAM_LABELS.items()
                if rows[exam].notna().any()
            },
            "Apart": [f"{distance:.1f} points" for distance in rows["distance"]],
        }
    )
    return f"<h2>Similar averages</h2>{html_table(table, f'Specialties with averages like {label}')}"


def printed_rows_html(rows: pd.DataFrame) -> str:
    """Return the rows as the source prints them, so that every number can be traced."""
    table = text_table(
        {
            "Row as printed": rows["row_as_printed"],
            "Table": rows["source_id"],
            "How it was read": [
                " ".join(filter(None, (note, f"Also reads {other}." if other else ""))) or "one way only"
                for note, other in zip(rows["reading_note"], rows["other_readings"], strict=True)
            ],
        }
    )
    return (
        "<details><summary>The printed rows behind these numbers</summary>"
        f"{html_table(table, 'Rows as printed in the source', cards=True)}</details>"
    )


def research_gaps_html(rows: Sequence[ResearchRow], profile: Profile) -> str:
    """Return the person's research items beside the matched averages of their group, without a verdict."""
    group = GROUP_PLURALS[profile.applicant_group]
    table = text_table(
        {
            "Specialty": [row.label for row in rows],
            "Matched average": [cell(row.items_mean, row.cell_status, 1) for row in rows],
            "Your gap": [
                "no comparison" if isnan(row.items_gap) else signed(row.items_gap, 1) for row in rows
            ],
            "Times the average": [
                "no comparison" if isnan(row.items_ratio) else f"{row.items_ratio:.1f}" for row in rows
            ],
        }
    )
    return (
        f"<h2>Your {profile.research_items} items beside matched {escape(group)}</h2>"
        '<p class="subtitle">No class and no verdict: a few people with long lists pull an average up.</p>'
        + html_table(table, "Your research output beside the matched averages", cards=True)
    )


def events_html(events: pd.DataFrame) -> str:
    """Return what the numbers on top of the chart stand for, each with where it was read."""
    items = "".join(
        f"<li><b>{escape(row['label'])}, {row['first_match_year']} Match.</b> {escape(row['description'])} "
        f'<a href="{escape(row["url"])}" target="_blank" rel="noopener noreferrer">Read at '
        f"{escape(urlsplit(row['url']).netloc)}</a> (trust grade {escape(row['trust_grade'])}).</li>"
        for row in events.to_dict("records")
    )
    return (
        "<h2>What changed</h2><p class='subtitle'>The numbered lines. A change in the rules beside a change "
        f"in a rate is no proof that the one made the other.</p><ol>{items}</ol>"
    )


def association_html(rows: pd.DataFrame) -> str:
    """Return how the components of the rank go together across specialties."""
    table = text_table(
        {
            "Pair": rows["first"] + " and " + rows["second"],
            "Spearman": [
                signed(value, 2) if pd.notna(value) else "too few pairs" for value in rows["spearman"]
            ],
            "Specialties": rows["specialty_count"].astype("str"),
        }
    )
    return (
        "<h2>How the three go together</h2><p class='subtitle'>Rank correlation across specialties, not "
        "people: +1 the same order, 0 unrelated, −1 the opposite order.</p>"
        + html_table(table, "Rank correlations")
    )


def measures_html(differences: Iterable[str], measures: TextTable, sources: str, match_year: int) -> str:
    """Return what differs most between the specialties of a shortlist, and all their measures."""
    return (
        f"<h2>What differs most, {match_year} Match</h2>{html_list(differences)}"
        f"<h2>Every measure</h2>{html_table(measures, 'Every measure, side by side', cards=True)}"
        f'<div class="source"><p>{escape(sources)}</p></div>'
    )
