"""The parts of Data and method: tables, dictionary, sources, definitions, findings."""

from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from analysis.measures import MEASURE_TABLES
from analysis.provenance.ledger import TOPICS
from analysis.provenance.quality import FINDING_KINDS, find_oddities
from analysis.story import text_table
from analysis.wording import EXAM_LABELS, FLAGS, GROUP_LABELS, SHOWN_STANDINGS, SPECIALTY_LABELS
from data.load import TABLES_DIR
from data.schema import TABLES
from pages.ui.count_views import ledger
from pages.ui.html import html_table
from pages.ui.offer import offer
from pages.ui.tables import source_line, table, tables
from pages.ui.view import for_everybody

DEFINITIONS: Final = Path(__file__).parent / "definitions.md"


@for_everybody
def _dictionary() -> str:
    """Return every column of every table as HTML."""
    return "".join(
        f"<h2>{escape(name)}</h2><p>{escape(spec.description)}</p>"
        + html_table(
            text_table(
                {
                    "Column": [column.name for column in spec.columns],
                    "Type": [column.dtype for column in spec.columns],
                    "Unit": [column.unit for column in spec.columns],
                    "Meaning": [column.description for column in spec.columns],
                }
            ),
            f"Columns of {name}",
        )
        for name, spec in TABLES.items()
    )


def show_dictionary() -> None:
    """Show the dictionary and its download."""
    st.html(_dictionary())
    file = TABLES_DIR / "DICTIONARY.md"
    offer(file.name, file.read_bytes, file.name, "text/markdown")


def show_sources() -> None:
    """Show every source with its citation, terms and trust, and what this app is not."""
    st.html(
        "".join(
            f"<h2>{escape(row['title'])}, {escape(row['edition'])}</h2>"
            f"<p>{escape(row['table_title'])} <code>{escape(row['source_id'])}</code></p>"
            f"<p><b>Cite as:</b> {escape(row['citation'])}</p>"
            + (f"<p><b>Compiled by:</b> {escape(row['compiled_by'])}</p>" if row["compiled_by"] else "")
            + f"<p><b>Trust {escape(row['trust_grade'])}:</b> {escape(row['trust_note'])}</p>"
            f"<p><b>Terms:</b> {escape(row['terms'])}</p>"
            for row in table("sources").to_dict("records")
        )
    )


def show_definitions() -> None:
    """Show the definitions, with the standings and flags from the vocabulary itself."""
    st.markdown(DEFINITIONS.read_text(encoding="utf-8"))
    standings = text_table({"Standing": [f"{s.icon} {s.label}" for s in SHOWN_STANDINGS.values()]})
    flags = text_table({"Flag": [flag.label for flag in FLAGS], "Meaning": [flag.sentence for flag in FLAGS]})
    st.html(
        f"<h2>Standings</h2>{html_table(standings, 'Standings')}<h2>Flags</h2>{html_table(flags, 'Flags')}"
    )


@for_everybody
def _findings() -> str:
    """Return the findings by kind as HTML; a kind without findings says so."""
    found = find_oddities(tables(*MEASURE_TABLES, "printed_rows"))
    parts = []
    for kind in FINDING_KINDS:
        rows = found.loc[found["finding"] == kind.slug]
        parts.append(f"<h2>{escape(kind.label)} ({len(rows)})</h2><p>{escape(kind.meaning)}</p>")
        if rows.empty:
            parts.append("<p>None.</p>")
            continue
        where = text_table(
            {
                "Specialty": rows["specialty"].map(SPECIALTY_LABELS).fillna("several"),
                "Group": rows["applicant_group"].map(GROUP_LABELS).fillna("–"),
                "Exam": rows["exam"].map(EXAM_LABELS).fillna("–"),
                "Match": rows["match_year"],
                "Found": rows["detail"],
            }
        )
        parts.append(html_table(where, kind.label))
    return "".join(parts)


@for_everybody
def _ledger() -> str:
    """Return the ledger by topic as HTML."""
    entries = ledger()
    parts = []
    for topic in TOPICS:
        rows = entries.loc[entries["topic"] == topic.slug]
        sources = tuple(rows["source_ids"].str.split().explode().dropna().unique())
        told = text_table(
            {
                "About": rows["about"] + ", " + rows["match_year"].astype("str"),
                "Printed": rows["printed"],
                "Compared with": rows["compared_with"],
                "Difference": rows["difference"],
                "Likely reason": rows["reason"],
            }
        )
        parts.append(
            f"<h2>{escape(topic.label)} ({len(rows)})</h2>"
            f"<p><b>Shown here:</b> {escape('; '.join(rows['shown'].unique()) or 'nothing to decide')}.</p>"
            + (html_table(told, topic.label) if len(rows) else "<p>None.</p>")
            + f'<p class="subtitle">{escape(source_line(sources))}</p>'
        )
    return "".join(parts)


def show_ledger() -> None:
    """Show what disagrees with what, what was corrected, and which number is shown where."""
    st.html(_ledger())
    rows = ledger()
    offer("The ledger (CSV)", lambda: rows.to_csv(index=False).encode(), "match-atlas_ledger.csv", "text/csv")


def show_oddities() -> None:
    """Show the data-quality findings, computed from the tables."""
    st.html(_findings())
