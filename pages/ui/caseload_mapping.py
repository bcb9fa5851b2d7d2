"""The step in which an advisor says which column is which, before anything is read."""

from html import escape
from typing import Final

import streamlit as st

from analysis.caseload.advisees import Caseload
from analysis.caseload.cells import COMPARED_GROUPS, group_label
from analysis.caseload.columns import COLUMNS, CaseloadColumn
from analysis.caseload.derived_group import RULES, said_groups
from analysis.caseload.headings import LOOKED_AT, Heading
from analysis.caseload.mapping import ColumnMapping
from analysis.caseload.records import CaseloadError, cut
from analysis.story import TextTable, text_table
from pages.ui.caseload import choose_reading, removing_button
from pages.ui.caseload_held import Held, with_everybody
from pages.ui.html import html_list, html_table

PREVIEWED: Final = 4
_NONE: Final = -1


def ask_columns(held: Held) -> None:
    """Ask which column is which: a preview, and a box per column with the proposal and its reason."""
    if held.file is None or held.proposal is None:
        return
    questions = html_list(held.proposal.open_questions)
    st.html(
        f"<h2>{escape(held.name)}: which column is which?</h2><p>Nothing is read before you say so. Look "
        f"at the proposals, change what is wrong, and press “Read the file”.</p>{questions}"
    )
    choose_reading(held)
    _choose_header(held)
    st.html(_preview(held))
    mapping = held.mapping
    for column in COLUMNS:
        mapping = _ask(held, column, mapping)
    held.mapping = mapping
    _show_outcome(held, mapping)
    with st.container(horizontal=True):
        if st.button("Read the file", type="primary", icon=":material/check:", key=held.key("read")):
            held.read_people()
            st.rerun()
        removing_button()


def _choose_header(held: Held) -> None:
    """Let the line with the headings be changed."""
    if held.file is None:
        return
    lines = {line.number: line for line in held.file.grid.lines[:LOOKED_AT]}
    options = [0, *lines]

    def said(number: int) -> str:
        if not number:
            return "There are no headings"
        texts = [cell.text for cell in lines[number].cells if cell.text]
        return f"Row {number}: {cut(', '.join(texts))}"

    now = held.mapping.header
    asked = st.selectbox(
        "Where the headings stand",
        options,
        index=options.index(now) if now in options else 0,
        format_func=said,
        key=held.key("header"),
    )
    if asked != now:
        held.open(asked)
        st.rerun()


def _preview(held: Held) -> str:
    """Return the first rows below the headings, as they stand in the file."""
    if held.file is None or held.proposal is None:
        return ""
    below = [line for line in held.file.grid.lines if line.number > held.mapping.header][:PREVIEWED]
    # As rows of their own: two columns can have one heading.
    heads = ["Row", *(column.shown for column in held.proposal.columns)]
    places = [column.place for column in held.proposal.columns]
    rows = tuple(
        (str(line.number), *(cut(line.cell(place).text) or "–" for place in places)) for line in below
    )
    return html_table(TextTable(tuple(heads), rows), f"The first {len(below)} rows of {held.name}")


def _ask(held: Held, column: CaseloadColumn, mapping: ColumnMapping) -> ColumnMapping:
    """Draw the box of one column, with the reason of its proposal."""
    if held.proposal is None:
        return mapping
    by_place = {one.place: one for one in held.proposal.columns}
    now = mapping.of(column.name)

    def said(place: int) -> str:
        return "– none –" if place == _NONE else by_place[place].shown

    box, why = st.columns([2, 3], vertical_alignment="bottom")
    with box:
        if column.takes_several:
            places = st.multiselect(
                column.label,
                list(by_place),
                default=list(now),
                format_func=said,
                placeholder="none",
                key=held.key(f"column_{column.name}"),
            )
        else:
            options = [_NONE, *by_place]
            chosen = st.selectbox(
                column.label,
                options,
                index=options.index(now[0]) if now else 0,
                format_func=said,
                key=held.key(f"column_{column.name}"),
            )
            places = [] if chosen == _NONE else [chosen]
    with why:
        st.caption(held.proposal.reasons.get(column.name, ""))
    if column.name == "applicant_group" and not places:
        groups = ["", *COMPARED_GROUPS]
        everybody = st.selectbox(
            "No column says the group: everybody in this file is",
            groups,
            index=groups.index(mapping.everybody) if mapping.everybody in groups else 0,
            format_func=lambda group: group_label(group) if group else "– not said –",
            key=held.key("everybody"),
        )
        mapping = with_everybody(mapping, everybody or "")
    return mapping.with_places(column.name, places)


def _show_outcome(held: Held, mapping: ColumnMapping) -> None:
    """Say what would be read with the columns as they stand."""
    try:
        read = held.preview(mapping)
    except CaseloadError as refused:
        st.warning(str(refused), icon=":material/info:")
        return
    st.html(
        f"<p><b>With these columns:</b> {escape(_said_outcome(read))}</p>{_said_groups(held, mapping, read)}"
    )


def _said_outcome(read: Caseload) -> str:
    people = read.advisees
    counts = (
        (sum(bool(one.applicant_group) for one in people), "with a group"),
        (sum(one.step1 is not None for one in people), "with a Step 1 score"),
        (sum(one.step2_ck is not None for one in people), "with a Step 2 CK score"),
        (sum(one.research_items is not None for one in people), "with research items"),
        (sum(bool(one.specialties) for one in people), "with a specialty"),
    )
    said = ", ".join(f"{count:,} {what}" for count, what in counts)
    cells = len(read.problems)
    return (
        f"{len(people):,} {'advisee' if len(people) == 1 else 'advisees'}: {said}; {cells:,} "
        f"{'cell' if cells == 1 else 'cells'} that cannot be read."
    )


def _said_groups(held: Held, mapping: ColumnMapping, read: Caseload) -> str:
    """Return how the group follows from several columns, with every combination in the file."""
    places = mapping.of("applicant_group")
    if held.file is None or held.proposal is None or not _is_derived(held.proposal.columns, places):
        return ""
    rows = said_groups(held.file.grid.lines, places, read)
    told = text_table({str(name): rows[name] for name in rows})
    table = html_table(told, "The applicant group of each combination in the file")
    return f"<p><b>How the group is derived</b></p>{html_list(RULES)}{table}"


def _is_derived(columns: tuple[Heading, ...], places: tuple[int, ...]) -> bool:
    slugs = {column.slug for column in columns if column.place in places}
    return len(places) > 1 or bool(slugs & {"citizenship", "school_type", "degree"})
