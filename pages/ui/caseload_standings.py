"""The standings of a caseload on the page: filters, the table, its downloads, and the handouts."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Final

import pandas as pd
import streamlit as st

from analysis.caseload.advisees import Advisee, Caseload
from analysis.caseload.cells import GROUPS, group_label
from analysis.caseload.records import how_many
from analysis.caseload.standing_columns import CASELOAD_STANDINGS
from analysis.caseload.standings import caseload_standings, standing_sources, with_kept
from analysis.caseload.triage import (
    ORDER,
    Filters,
    filter_standings,
    furthest_first,
    missing_in_short,
    not_compared,
    occurring,
    summary_words,
)
from analysis.caveats import say_sources
from analysis.export.caseload import caseload_csv, handouts_zip, has_handout, standings_excel
from analysis.export.excel import EXCEL_TYPE
from analysis.own_edition.marking import marked_rows
from analysis.reference import Reference
from analysis.wording import EXAM_LABELS, FLAG_BY_SLUG, SHORT_LABELS, SPECIALTY_LABELS
from pages.ui.address import remembered
from pages.ui.caseload_held import Held
from pages.ui.caseload_readiness import show_readiness
from pages.ui.context import reference
from pages.ui.notes import shown_edition
from pages.ui.offer import ZIP_TYPE, offer
from pages.ui.tables import guarded
from pages.ui.visit import today

# More rows than this are not sent to the browser; a download has them all.
ROWS_SHOWN: Final = 10_000
STEM: Final = "match-atlas_caseload_standings"
# The columns that have a filter: what people read above it, and the labels of its options.
FILTERED: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "applicant_group": ("Group", {group: group_label(group) for group in ("", *GROUPS)}),
    "specialty": ("Specialty", {"": "no specialty", **SPECIALTY_LABELS}),
    "standing": ("Standing", {slug: shown.short for slug, shown in CASELOAD_STANDINGS.items()}),
    "flags": ("Read with care", {slug: flag.label for slug, flag in FLAG_BY_SLUG.items()}),
}
_TEXT: Final = st.column_config.TextColumn
_WHOLE: Final = partial(st.column_config.NumberColumn, format="%d")
_DECIMAL: Final = partial(st.column_config.NumberColumn, format="%.1f")
_LOWER: Final = "Residents who got in, in lower bins than the score, of those counted."
_BOX: Final = "Interviews, by directors: the middle half of the scores that programs named, and how many did."
# The columns shown, in order, by their headings; those that decide stand in sight beside each other.
_SHOWN: Final = {
    "identifier": ("Identifier", _TEXT(width=85)),
    "name": ("Name", _TEXT(width=100)),
    "specialty_label": ("Specialty", _TEXT(width=125)),
    "standing_words": ("Standing", _TEXT(width=110)),
    **{f"{exam}_gap_to_matched": (f"{label}, gap", _WHOLE(width=100)) for exam, label in EXAM_LABELS.items()},
    "in_short": ("Missing", _TEXT(width=245)),
    "items_gap": ("Research, gap", _DECIMAL(help="No verdict: an average says little here.")),
    "flags_words": ("Read with care", _TEXT()),
    "applicant_group_label": ("Group", _TEXT()),
    **{f"{exam}_score": (label, _WHOLE(width=95)) for exam, label in EXAM_LABELS.items()},
    "research_items": ("Research", _WHOLE(width=95)),
    "matched_count": (
        "Matches",
        _WHOLE(help="People of the group who matched there that year, by NRMP’s count."),
    ),
    "share_pct": ("Share, %", _DECIMAL(help="Those in percent of the positions filled there.")),
    **{
        name: column
        for exam, label in EXAM_LABELS.items()
        for name, column in (
            (f"{exam}_residents_lower_pct", (f"{label}, residents lower, %", _DECIMAL(help=_LOWER))),
            (f"{exam}_residents_lower_or_same_pct", (f"{label}, lower or same bin, %", _DECIMAL())),
            (f"{exam}_resident_count", (f"{label}, residents", _WHOLE())),
        )
    },
    "residents_period": ("Residents of", _TEXT()),
    **{
        f"{exam}_{slug}_words": (f"{label}, {said}", _TEXT(help=_BOX))
        for exam, label in EXAM_LABELS.items()
        for slug, said in (("rarely_below", "rarely below"), ("almost_always_above", "almost always above"))
    },
    "often_interview_pct": ("Often interview, %", _DECIMAL(help="Programs that say so of the group.")),
    "often_interview_program_count": ("Programs that answered", _WHOLE()),
    "survey_response_pct": (
        "Programs that responded, %",
        _DECIMAL(help="Of those that were sent the survey."),
    ),
    "survey_sent_count": ("Programs asked", _WHOLE()),
    "survey_year": ("Survey of", _WHOLE()),
    "only_choice_matched_count": (
        "Only choice, matched",
        _WHOLE(help="People of the group who ranked nothing else and matched."),
    ),
    "only_choice_ranked_count": ("Only choice, ranked", _WHOLE()),
    "only_choice_matched_pct": (
        "Only choice, %",
        _DECIMAL(help="Matched, of those who ranked nothing else."),
    ),
    "only_choice_low_pct": ("Only choice, 95% from", _DECIMAL(help="Its 95% interval.")),
    "only_choice_high_pct": ("Only choice, 95% to", _DECIMAL()),
    "only_choice_match_year": ("Only choice of", _WHOLE()),
    "missing": ("Missing, and why", _TEXT(width=330)),
    "line": ("Row", st.column_config.NumberColumn()),
}
READABLE: Final = {name: heading for name, (heading, _) in _SHOWN.items()}
CONFIG: Final = {**dict(_SHOWN.values()), "Why not": _TEXT(width=400)}
_SCORES: Final = tuple(f"{exam}_score" for exam in EXAM_LABELS)
NOT_COMPARED: Final = {
    **{name: READABLE[name] for name in ("identifier", "name")},
    "reason": "Why not",
    "specialties": "Specialties",
    **{name: READABLE[name] for name in (*_SCORES, "research_items", "applicant_group_label", "line")},
}


@st.fragment
def show_standings(held: Held) -> None:
    """Show the standings with filters, downloads and handouts; a fragment, so that a filter is quick."""
    if held.read is None or not held.read.advisees:
        return
    sem = float(remembered("sem", "6"))
    known = reference(shown_edition())
    standings, sources = _standings(held, held.read, known, sem)
    rows = filter_standings(standings, _draw_filters(held, standings))
    who, _, what = summary_words(rows).partition(": ")
    st.html(f"<h2>{escape(who)}</h2><p>{escape(what)}</p>")
    if rows.empty:
        st.html("<p>No row has all of this at once. Take a filter away to see rows again.</p>")
        return
    compared, rest = furthest_first(rows)
    if not compared.empty:
        _show_rows(held, compared, held.read)
    if not rest.empty:
        _show_not_compared(held, not_compared(rest), held.read)
    rows = marked_rows(pd.concat([compared, rest]), known.edition)
    near = (
        f"{known.match_year} Match. A gap is a number minus the average of those of the group who matched; "
        f"near is within ±{sem:g} points, the measurement error of a score, which the page Where I "
        "stand can change. Residents, directors’ answers and only choice are of the years in their columns. "
        "Why a number is missing stands further right, in “Missing, and why”."
    )
    lines = "".join(f"<p>{escape(line)}</p>" for line in (near, sources))
    st.html(f'<div class="source">{lines}</div>')
    kept = set(rows["line"])
    people = [one for one in held.read.advisees if one.line in kept]
    with guarded():
        show_readiness(held, held.read, kept)
    # A file is built in another thread, which knows neither the visit nor the caches.
    st.subheader("Download exactly these rows", anchor=False)
    with st.container(horizontal=True):
        offer("Standings (CSV)", partial(caseload_csv, rows), f"{STEM}.csv", "text/csv")
        build = partial(standings_excel, rows, held.read.problems, known)
        offer("Standings (Excel)", build, f"{STEM}.xlsx", EXCEL_TYPE)
    _offer_handouts(held, held.read, people, known, sem)


def _standings(held: Held, read: Caseload, known: Reference, sem: float) -> tuple[pd.DataFrame, str]:
    """Return the standings of everybody and their sources, worked out once per file and measurement error."""
    asked = sem, shown_edition()
    if asked not in held.standings:
        with st.spinner(f"Comparing {len(read.advisees):,} advisees…"):
            standings = caseload_standings(read.advisees, known, sem)
            sources = say_sources(known.sources, standing_sources(standings, known))
            held.standings = {asked: (with_kept(standings, read), sources)}
    return held.standings[asked]


def _draw_filters(held: Held, standings: pd.DataFrame) -> Filters:
    """Draw the filters, each with the slugs that occur and their rows, and return what they ask for."""
    chosen = {}
    # Row by row, so that they keep their order where a phone puts them one below the other.
    for columns in (("applicant_group", "specialty"), ("standing", "flags")):
        for place, column in zip(st.columns(2), columns, strict=True):
            heading, labels = FILTERED[column]
            counts = occurring(standings, column, labels)
            said = {slug: f"{labels[slug]} ({count:,})" for slug, count in counts.items()}
            chosen[column] = place.multiselect(
                heading, list(said), format_func=said.__getitem__, placeholder="All", key=held.key(column)
            )
    text = st.text_input("Identifier or name contains", key=held.key("text"), autocomplete="off")
    groups, specialties, standing, flags = (tuple(chosen[column]) for column in FILTERED)
    return Filters(groups, specialties, standing, flags, text)


def _show_rows(held: Held, rows: pd.DataFrame, read: Caseload) -> None:
    """Show everybody of whom a score is compared, furthest below first."""
    st.html(
        f"<h3>{how_many(rows['line'].nunique(), 'advisee')} with a score to compare</h3>"
        f"<p>{escape(ORDER)} A heading sorts by its column.</p>"
    )
    shown = rows.head(ROWS_SHOWN)
    standings = [CASELOAD_STANDINGS[slug] for slug in shown["standing"]]
    readable = shown.assign(
        standing_words=[f"{one.icon} {one.short}" for one in standings],
        # Short, so that a phone shows the standing beside it.
        specialty_label=shown["specialty"].map(SHORT_LABELS).fillna(""),
        in_short=shown["missing"].map(missing_in_short),
        **shown[["flags_words", "missing"]].replace("", "nothing"),
    )
    said = f"Standings of the caseload. {summary_words(rows)}"
    _draw_table(_named(readable, READABLE, read), 460, held.key("rows"), said)
    if len(shown) < len(rows):
        st.caption(
            f"The first {ROWS_SHOWN:,} rows are shown here; a filter narrows them, a download has all."
        )


def _show_not_compared(held: Held, people: pd.DataFrame, read: Caseload) -> None:
    """Show those of whom no score is compared, with the reason, in a table of their own."""
    # Counted by kind: what stood in a cell that was not read is said in the table.
    kinds = people["reason"].str.replace(r", “[^;]*", "", regex=True).str.replace("; ", " and ")
    counts = kinds.value_counts().head(4)
    reasons = "; ".join(f"{number:,} {why}" for why, number in counts.items())
    st.html(
        f"<h3>{how_many(len(people), 'advisee')} without a score to compare</h3>"
        f"<p>They are in no order of standing. Why: {escape(reasons)}.</p>"
    )
    said = f"{len(people)} advisees without a score to compare, and why."
    _draw_table(_named(people, NOT_COMPARED, read), 320, held.key("rest"), said)


def _draw_table(rows: pd.DataFrame, highest: int, key: str, said: str) -> None:
    st.dataframe(
        rows,
        hide_index=True,
        # Why there is none stands in words in a column of its own; words in this one would not sort.
        placeholder="no number",
        height=min(highest, 38 + 35 * len(rows)),
        column_config=CONFIG,
        key=key,
        alt=said,
    )


def _named(rows: pd.DataFrame, headings: Mapping[str, str], read: Caseload) -> pd.DataFrame:
    """Return columns under their headings, and those of the file behind them."""
    own = [name for name in headings if name in rows]
    of_file = [name for name in rows.columns if str(name).removesuffix(" (file)") in read.kept]
    kept = [name for name in of_file if name not in own]
    taken = {headings[name] for name in own}
    named = {name: f"{name} (file)" if name in taken else name for name in kept}
    return rows[[*own, *kept]].rename(columns={**headings, **named})


def _offer_handouts(
    held: Held, read: Caseload, advisees: Sequence[Advisee], known: Reference, sem: float
) -> None:
    """Offer a handout for everybody in the table who can have one, made on request."""
    count, made_on = sum(map(has_handout, advisees)), today()
    without = len(advisees) - count
    st.subheader("Handouts", anchor=False)
    if not count:
        st.caption(
            "Nobody above has both a group with averages and a specialty: there is nothing to hand out."
        )
        return
    who = "the one advisee" if count == 1 else f"each of the {count:,} advisees"
    none = f" {without:,} without such a group, or without a specialty, get none." if without else ""
    st.caption(
        f"To print or to send, for {who} above, with up to six of their specialties: one zip, with the "
        f"standings and the cells that were not read beside them.{none} Stay on this page while they are "
        "made."
    )
    with_names = read.has_names and st.checkbox(
        "Print the names on the handouts, not the identifiers alone", key=held.key("names")
    )
    asked = (sem, shown_edition(), made_on, with_names, tuple(advisee.line for advisee in advisees))
    if st.button("Make the handouts", icon=":material/description:", key=held.key("make")):
        held.handouts = None
        bar = st.progress(0.0, f"0 of {count:,} handouts")

        def show_progress(made: int, of: int) -> None:
            bar.progress(made / of, f"{made:,} of {of:,} handouts")

        content = handouts_zip(
            advisees, known, read, made_on=made_on, sem=sem, with_names=with_names, progress=show_progress
        )
        bar.empty()
        held.handouts = asked, content
    if held.handouts is not None and held.handouts[0] == asked:
        ready = held.handouts[1]
        label = f"{how_many(count, 'handout')} (zip, {_size(ready)})"
        offer(label, lambda: ready, "match-atlas_handouts.zip", ZIP_TYPE)


def _size(content: bytes) -> str:
    """Return the size of a file in words."""
    size = len(content) / 1024
    return f"{size / 1024:.1f} MB" if size >= 1000 else f"{size:.0f} kB"
