"""Load an edition: the file, a preview of what was read, and its place in the choices of a visit.

Everything lives in this visit's session state. Nothing is logged, cached for others or put in the address.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

import streamlit as st

from analysis.caseload.encodings import ENCODINGS
from analysis.caseload.records import MOST_BYTES, how_many
from analysis.export.excel import EXCEL_TYPE
from analysis.export.own_edition import TEMPLATE_STEM, template_csv, template_excel
from analysis.own_edition.columns import COLUMNS, HEAD, MEASURE_LABELS, READ, SHEETS, STATISTIC_LABELS
from analysis.own_edition.reading import ReadEdition, read_edition
from analysis.own_edition.rows import Tally
from analysis.story import TextTable, text_table
from analysis.wording import GROUP_PLURALS, SPECIALTY_LABELS, listed
from data.own_edition import MEASURES, OWN_SLUG, Figure, OwnEdition
from pages.ui.address import inert
from pages.ui.editions import HELD, HeldEdition, held_edition, let_go, put_to_use
from pages.ui.html import html_list, html_table
from pages.ui.offer import offer
from pages.ui.page import Link
from pages.ui.unread import show_unread
from pages.ui.uploads import box_key, empty_box

BOX: Final = HELD
ROWS_SHOWN: Final = 200
# Table that an edition may have rows of -> where they are shown.
_SHOWN_ON: Final = {
    "scores": (
        Link("where_i_stand.py", "Where I stand", {"edition": OWN_SLUG}),
        Link("specialty.py", "Specialty", {"edition": OWN_SLUG}),
        Link("compare.py", "Compare", {"edition": OWN_SLUG}),
    ),
    "research_output": (Link("research_output.py", "Research output", {"edition": OWN_SLUG}),),
}


def show_own_edition() -> None:
    """Show the box for a file, and what became of the one that was put in."""
    held = held_edition()
    st.html(
        "<h2>Load an edition</h2><p>Figures of a newer report, which you hold under its own terms: put them "
        "into the template, load it, and they stand in every choice of an edition, marked “loaded by you”, "
        "beside your numbers, on the charts, the slides and the handouts.</p>"
        '<aside class="note"><p><b>For this visit only.</b> The file is read in the server’s memory: it is '
        "not written to disk, not logged, shown to nobody else, and not in a link or the API. It goes when "
        "you remove it; a reload or a long loss of connection ends the visit too. What leaves the app with "
        "its figures carries your citation and the words “loaded by you”. What the report’s terms allow, you "
        "have to know.</p></aside>"
    )
    _upload(held)
    if held is None:
        _offer_templates()
        _explain()
        return
    if held.is_used:
        _say_used(held.read)
    else:
        _preview(held)


def _upload(held: HeldEdition | None) -> None:
    """Draw the box for the file; what is put in is read at once and taken out again."""
    file = st.file_uploader(
        "Your edition, as a workbook or CSV" if held is None else "Another file in place of this one",
        key=box_key(BOX),
        max_upload_size=MOST_BYTES // 1024**2,
        help="The template, filled in: Excel, OpenDocument or CSV. Any other file gets a sentence on how to "
        "save it instead.",
    )
    if file is None:
        return
    content = file.getvalue()
    if held is not None:
        let_go()
    read = read_edition(content, file.name)
    st.session_state[HELD] = HeldEdition(file.file_id, file.name, content, read)
    empty_box(BOX, file.file_id)
    st.rerun()


def _offer_templates() -> None:
    """Offer an edition to fill in."""
    with st.container(horizontal=True):
        offer("Template (CSV)", template_csv, f"{TEMPLATE_STEM}.csv", "text/csv", kind="tertiary")
        offer("Template (Excel)", template_excel, f"{TEMPLATE_STEM}.xlsx", EXCEL_TYPE, kind="tertiary")


def _explain() -> None:
    """Say what a file holds."""
    head, columns = (
        text_table(
            {
                name: [part.label for part in parts],
                "What stands there": [f"{part.meaning} Allowed: {part.allowed}." for part in parts],
            }
        )
        for name, parts in (("Line", HEAD), ("Column", COLUMNS))
    )
    st.html(
        "<h2>What the file holds</h2><p>Three lines about the report, then one figure a row. The template "
        "has a row for every average there can be: leave those blank that the report does not have, and add "
        "rows for other statistics of the same people, which stand on the page of each specialty. A cell "
        "that cannot be read costs that cell, and is listed with the reason.</p>"
        f"{html_table(head, 'The lines above the table')}{html_table(columns, 'The columns of the table')}"
    )


def _preview(held: HeldEdition) -> None:
    """Show what was read and what not, and let it be put to use."""
    read = held.read
    if read.edition is None:
        st.error(inert(read.refused), icon=":material/error:")
        _offer_templates()
    else:
        figures, cells = how_many(len(read.edition.figures), "figure"), len(read.problems)
        left = f"{how_many(cells, 'cell')} could not be read" if cells else "every cell read"
        st.html(f"<h2>{escape(read.name)}: {figures} read; {left}</h2>{_said_of(read.edition)}")
    if read.tallies:
        st.html(_counts(read.tallies))
    notices = [*read.notices, *_blank(read)]
    if notices:
        st.html(f'<aside class="note">{html_list(notices)}</aside>')
    _choose_reading(held)
    show_unread(read.problems, "match-atlas_edition_problems.csv")
    with st.container(horizontal=True):
        if read.edition is not None and st.button(
            "Use it in this visit", type="primary", icon=":material/check:", key="own_edition_use"
        ):
            put_to_use()
            st.rerun()
        _removing_button("Put it away")
    if read.edition is not None:
        st.html(_figures(read.edition))


def _say_used(read: ReadEdition) -> None:
    """Say that an edition stands in the choices, where it is shown, and how to remove it."""
    edition = read.edition
    if edition is None:
        return
    st.success(
        f"In use in this visit: {inert(edition.label)}. It is the edition shown now; every page with "
        "averages has the choice.",
        icon=":material/check_circle:",
    )
    with st.container(horizontal=True):
        for table, links in _SHOWN_ON.items():
            if edition.sources_of(table):
                for link in links:
                    st.page_link(
                        link.file,
                        label=link.label,
                        icon=":material/arrow_forward:",
                        query_params=link.choices,
                    )
    st.html(_said_of(edition))
    show_unread(read.problems, "match-atlas_edition_problems.csv")
    _removing_button("Remove this edition")
    st.html(_figures(edition))


def _removing_button(label: str) -> None:
    if st.button(label, icon=":material/delete:", key="own_edition_remove"):
        let_go()
        st.rerun()


def _said_of(edition: OwnEdition) -> str:
    """Return the head of an edition and what it has of whom, as HTML."""
    rows = list(_contents(edition))
    heads = ("Of whom", "Statistics", "Specialties")
    return (
        f"<p><b>{escape(edition.publication)}</b>, {edition.match_year} Match. Cited as: "
        f"{escape(edition.citation)}</p>"
        f"{html_table(TextTable(heads, tuple(rows)), 'What was read')}"
    )


def _contents(edition: OwnEdition) -> Iterator[tuple[str, str, str]]:
    """Yield a line for each measure, group and outcome that the edition has."""
    cohorts: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in edition.figures:
        cohorts.setdefault((figure.measure, figure.applicant_group, figure.outcome), []).append(figure)
    order = [*MEASURES]
    groups = [*GROUP_PLURALS]
    for measure, group, outcome in sorted(
        cohorts, key=lambda key: (order.index(key[0]), groups.index(key[1]), key[2])
    ):
        figures = cohorts[measure, group, outcome]
        there = {figure.statistic for figure in figures}
        statistics = listed(STATISTIC_LABELS[one].lower() for one in READ if one in there)
        count = len({figure.specialty for figure in figures})
        yield f"{MEASURE_LABELS[measure]}, {outcome} {GROUP_PLURALS[group]}", statistics, str(count)


def _figures(edition: OwnEdition) -> str:
    """Return every figure that was read as HTML, as far as a page has room for them."""
    first = edition.figures[:ROWS_SHOWN]
    table = text_table(
        {
            "Specialty": [SPECIALTY_LABELS[one.specialty] for one in first],
            "Of whom": [f"{one.outcome} {GROUP_PLURALS[one.applicant_group]}" for one in first],
            "Measure": [MEASURE_LABELS[one.measure] for one in first],
            "Statistic": [STATISTIC_LABELS[one.statistic] for one in first],
            "Value": [f"{one.value:g}" if one.value < 1e5 else f"{one.value:,.0f}" for one in first],
        }
    )
    more = len(edition.figures) - len(first)
    said = f"<p>The first {len(first)} of {len(edition.figures):,} figures.</p>" if more > 0 else ""
    return (
        f"<details><summary>Every figure that was read</summary>{said}"
        f"{html_table(table, 'Every figure that was read', cards=True)}</details>"
    )


def _counts(tallies: Sequence[Tally]) -> str:
    """Return how many cells of each measure and statistic were read and how many not, as HTML."""
    head, unknown = "What was read and what not, by measure and statistic", "none that is known"
    statistics = {str(slug): label for slug, label in STATISTIC_LABELS.items()}
    counts = {
        "Measure": [MEASURE_LABELS.get(one.measure, unknown) for one in tallies],
        "Statistic": [statistics.get(one.statistic, unknown) for one in tallies],
        "Read": [f"{one.read_count:,}" for one in tallies],
        "Not read": [f"{one.lost_count:,}" for one in tallies],
        "Without a value": [f"{one.blank_count:,}" for one in tallies],
    }
    return html_table(text_table(counts), head)


def _blank(read: ReadEdition) -> list[str]:
    """Say how many rows have no value."""
    if not read.blank_count or read.edition is None:
        return []
    rows = "1 row has" if read.blank_count == 1 else f"{read.blank_count:,} rows have"
    return [f"{rows} no value: for these the edition has no figure."]


def _choose_reading(held: HeldEdition) -> None:
    """Draw what can be chosen about the reading, where there is a choice: sheet, encoding."""
    read = held.read
    sheets = [name for name in read.sheets if name not in SHEETS[1:]]
    sheet, encoding = read.sheet, read.encoding
    if len(sheets) > 1 and read.sheet in sheets:
        sheet = st.selectbox("Sheet", sheets, index=sheets.index(read.sheet), key=f"sheet_{held.upload_id}")
    if read.encoding and read.encoding != "utf-8-sig":
        options = list(dict.fromkeys((read.encoding, *ENCODINGS)))
        encoding = st.selectbox(
            "Encoding of the text: change it where words look wrong",
            options,
            format_func=lambda codec: ENCODINGS.get(codec, codec),
            key=f"encoding_{held.upload_id}",
        )
    if (sheet, encoding) != (read.sheet, read.encoding):
        held.read = read_edition(held.content, held.name, sheet=sheet, encoding=encoding)
        st.rerun()
