"""The step in which an advisor says which column is which, before anything is read."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from analysis.caseload.advisees import Caseload
from analysis.caseload.cells import COMPARED_GROUPS, group_label
from analysis.caseload.columns import COLUMNS, CaseloadColumn
from analysis.caseload.derived_group import PARTS, RULES, said_groups
from analysis.caseload.files import ReadFile
from analysis.caseload.headings import LOOKED_AT, Heading
from analysis.caseload.mapping import NO_COLUMN, ColumnMapping, Proposal, spare_columns
from analysis.caseload.readiness_columns import OPTIONAL, proposed_answers, sounds_like_readiness
from analysis.caseload.records import CaseloadError, cut, how_many
from analysis.echo import echo
from analysis.story import TextTable
from analysis.wording import listed
from pages.ui.caseload import choose_reading, removing_button
from pages.ui.caseload_held import Held
from pages.ui.html import html_list, html_table

PREVIEWED: Final = 4


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
    _choose_header(held, held.file)
    st.html(_preview(held, held.file, held.proposal.columns))
    mapping = held.mapping
    for column in COLUMNS:
        mapping = _ask(held, held.proposal, column, mapping)
    held.mapping = mapping
    try:
        read = held.everybody()
    except CaseloadError as refused:
        st.warning(str(refused), icon=":material/info:")
    else:
        _show_outcome(held, held.file, held.proposal.columns, _ask_answers(held, held.proposal, read))
    with st.container(horizontal=True):
        if st.button("Read the file", type="primary", icon=":material/check:", key=held.key("read")):
            held.read_people()
            st.rerun()
        removing_button()


def _choose_header(held: Held, file: ReadFile) -> None:
    """Let the line with the headings be changed."""
    lines = {line.number: line for line in file.grid.lines[:LOOKED_AT]}
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


def _preview(held: Held, file: ReadFile, columns: Sequence[Heading]) -> str:
    """Return the first rows below the headings, as they stand in the file."""
    below = [line for line in file.grid.lines if line.number > held.mapping.header][:PREVIEWED]
    # As rows of their own: two columns can have one heading.
    heads = ["Row", *(column.shown for column in columns)]
    rows = tuple(
        (str(line.number), *(cut(line.cell(one.place).text) or "–" for one in columns)) for line in below
    )
    return html_table(TextTable(tuple(heads), rows), f"The first {len(below)} rows of {held.name}")


def _ask(held: Held, proposal: Proposal, column: CaseloadColumn, mapping: ColumnMapping) -> ColumnMapping:
    """Draw the box of one column, with the reason of its proposal."""
    shown = {NO_COLUMN: "– none –", **{one.place: one.shown for one in proposal.columns}}
    now = mapping.of(column.name)

    box, why = st.columns([2, 3], vertical_alignment="bottom")
    with box:
        if column.takes_several:
            places = st.multiselect(
                column.label,
                list(shown)[1:],
                default=list(now),
                format_func=shown.__getitem__,
                placeholder="none",
                key=held.key(f"column_{column.name}"),
            )
        else:
            chosen = st.selectbox(
                column.label,
                list(shown),
                index=list(shown).index(now[0] if now else NO_COLUMN),
                format_func=shown.__getitem__,
                key=held.key(f"column_{column.name}"),
            )
            places = [] if chosen == NO_COLUMN else [chosen]
    with why:
        st.caption(proposal.reasons[column.name])
    if column.name == "applicant_group" and not places:
        groups = ["", *COMPARED_GROUPS]
        everybody = st.selectbox(
            "No column says the group: everybody in this file is",
            groups,
            index=groups.index(mapping.everybody) if mapping.everybody in groups else 0,
            format_func=lambda group: group_label(group) if group else "– not said –",
            key=held.key("everybody"),
        )
        mapping = replace(mapping, everybody=everybody or "")
    return replace(mapping, places={**mapping.places, column.name: tuple(places)})


def _ask_answers(held: Held, proposal: Proposal, read: Caseload) -> Caseload:
    """Draw the boxes of what guides weigh, in a fold, where a column is left for them.

    Returns:
        Who was read, with what the columns chosen say.
    """
    mapping = held.mapping
    spare = spare_columns(mapping, proposal.columns)
    if not spare:
        return read
    shown = {NO_COLUMN: "– not in the file –", **{one.place: one.shown for one in spare}}
    proposed = {name: spare[at].place for name, at in proposed_answers(read).items()}
    doubtful = [one for one in spare if sounds_like_readiness(one.text)]
    # It would close under whoever chooses, if it went by what is chosen.
    is_open = any(one.place not in proposed.values() for one in doubtful)
    answers: dict[str, int] = {}
    with st.expander("Columns for readiness", expanded=is_open, icon=":material/checklist:"):
        st.caption(
            "What guides weigh, and what is applied for: dated advice of theirs, not NRMP’s data. The "
            "levels stand in a table of their own."
        )
        # What the boxes below say is known once they are drawn.
        above, holding = st.container(), dict[int, list[str]]()
        for at in range(0, len(OPTIONAL), 2):
            for place, answer in zip(st.columns(2), OPTIONAL[at : at + 2], strict=False):
                usual = proposed.get(answer.name, NO_COLUMN)
                now = mapping.answers.get(answer.name, usual)
                with place:
                    chosen = st.selectbox(
                        answer.label,
                        list(shown),
                        index=list(shown).index(now if now in shown else NO_COLUMN),
                        format_func=shown.__getitem__,
                        key=held.key(f"answer_{answer.name}"),
                    )
                holding.setdefault(chosen, []).append(answer.label)
                if chosen != usual:
                    answers[answer.name] = chosen
        held.mapping = replace(mapping, answers=answers)
        read = held.with_answers(read)
        if left := [one.shown for one in doubtful if one.place not in holding]:
            above.html(f"<p>Sounds like readiness, and is not known: {escape(listed(map(echo, left)))}.</p>")
        for at, one in enumerate(spare):
            if len(boxes := holding.get(one.place, [])) > 1:
                above.html(f"<p>{escape(_said_twice(one, boxes, read, at))}</p>")
    return read


def _said_twice(column: Heading, boxes: Sequence[str], read: Caseload, at: int) -> str:
    """Say that a column stands in several boxes, and as what it is read."""
    counts = [label for label, place in read.weighed if place == at]
    as_what = f"it is read as {listed(f'“{label}”' for label in counts)}" if counts else "it is not read"
    return f"{echo(column.shown)} stands in several boxes, {listed(f'“{one}”' for one in boxes)}: {as_what}."


def _show_outcome(held: Held, file: ReadFile, columns: Sequence[Heading], read: Caseload) -> None:
    """Say what would be read with the columns as they stand, and how a group follows from several."""
    told = f"<p><b>With these columns:</b> {escape(_said_outcome(read))}</p>"
    places = held.mapping.of("applicant_group")
    if len(places) > 1 or any(column.place in places and column.slug in PARTS for column in columns):
        rows = tuple(said_groups(file.grid.lines, places, read))
        heads = ("In the file", "Read as", "Advisees")
        table = html_table(TextTable(heads, rows), "The applicant group of each combination in the file")
        told += f"<p><b>How the group is derived</b></p>{html_list(RULES)}{table}"
    st.html(told)


def _said_outcome(read: Caseload) -> str:
    counts = {
        "with a group": sum(bool(one.applicant_group) for one in read.advisees),
        "with a Step 1 score": sum(one.step1 is not None for one in read.advisees),
        "with a Step 2 CK score": sum(one.step2_ck is not None for one in read.advisees),
        "with research items": sum(one.research_items is not None for one in read.advisees),
        "with a specialty": sum(bool(one.specialties) for one in read.advisees),
    }
    said = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    people, cells = how_many(len(read.advisees), "advisee"), how_many(len(read.problems), "cell")
    return f"{people}: {said}; {cells} that cannot be read."
