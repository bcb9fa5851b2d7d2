"""Advice of a guide as HTML: dated, of a named author, in a colour of its own; never NRMP's data.

    st.html(advice_html(rules, guides))
    st.html(advice_table(("Step", "Advice"), [(row, (label, row.advice)) for row in rows], guides, "Steps"))

`guides` are all records of `data.guides.Guide`, from the table `guides`. A page with much advice says once in
full whose it is (`titles_html`), and has one block for each section, which says it in a line:

    st.html(advice_block("Letters", guides, rows_table(...) + rows_html(...)))
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape, unescape
from typing import Final

from analysis.story import TextTable, text_table
from analysis.wording import GUIDE_LABELS, SPECIALTY_LABELS, TARGETS, capital
from data.guide_terms import FRAMES, STATUSES
from data.guides import Advice, Guide, Side
from data.terms import label_of
from pages.ui.html import html_table

_SLUGS: Final = {name: slug for slug, name in TARGETS.items()}
# The longest first: a name can be the beginning of another.
_SPECIALTY: Final = re.compile(
    rf"\b(?:{'|'.join(re.escape(name) for name in sorted(_SLUGS, key=len, reverse=True))})\b"
)
_FRAME_LABELS: Final = label_of(FRAMES)
_FRAME: Final = re.compile(rf"\bframe ({'|'.join(_FRAME_LABELS)})\b")
_STATUS_LABELS: Final = label_of(STATUSES)
# How the note of a row begins of which a part still stands.
_IN_PART: Final = "In part: "
NOT_PRINTED: Final = "not printed"


def specialty_link(slug: str) -> str:
    """Return a specialty as a link to its page, which opens in a new tab: this one keeps what was entered."""
    name = escape(SPECIALTY_LABELS[slug])
    return f'<a href="specialty?specialty={escape(slug)}" target="_blank" rel="noopener">{name}</a>'


def with_links(text: str) -> str:
    """Return text as HTML in which every specialty, written as it is here, leads to its page.

    Frames, which the tables of advice name by their slugs, are called what they are called here.
    """
    text = _FRAME.sub(lambda found: f"frame “{_FRAME_LABELS[found[1]]}”", text)
    parts, end = [], 0
    for found in _SPECIALTY.finditer(text):
        parts += [escape(text[end : found.start()]), specialty_link(_SLUGS[found.group()])]
        end = found.end()
    return "".join((*parts, escape(text[end:])))


def attribution(guide: Guide) -> str:
    """Say whose advice it is and of when, as printed."""
    author = "an author who is not named" if guide.author == "not named" else guide.author
    dated = f"no date printed. {guide.dated_by}" if guide.guide_date == NOT_PRINTED else guide.guide_date
    also = f" ({guide.also_by})" if guide.also_by else ""
    return f"{guide.title}, by {author}{also}, {dated}"


def _briefly(guide: Guide) -> str:
    """Return a guide's short name as HTML, with its author and date."""
    author = "author not named" if guide.author == "not named" else guide.author
    dated = "no date printed" if guide.guide_date == NOT_PRINTED else guide.guide_date
    return f"“{escape(GUIDE_LABELS[guide.guide])}” ({escape(author)}, {escape(dated)})"


def say_status(row: Advice) -> str:
    """Say whether a row of advice still stands, with the reason; empty where nothing is known against it."""
    if row.advice_status == "current":
        return ""
    if row.status_note.startswith(_IN_PART):
        return f"Superseded in part: {row.status_note.removeprefix(_IN_PART)}"
    # Where it is a part, the note says so above.
    said = "Superseded" if row.advice_status == "superseded" else capital(_STATUS_LABELS[row.advice_status])
    return f"{said}: {row.status_note}" if row.status_note else f"{said}."


def row_html(row: Advice) -> str:
    """Return one row: when it applies, what it says, where it stands, and whether it still does."""
    condition, said = getattr(row, "condition", ""), getattr(row, "advice", "")
    lead = f"<b>{with_links(capital(condition))}.</b> " if condition else ""
    status = say_status(row)
    note = f'<span class="advice-status">{with_links(status)}</span>' if status else ""
    return f"<li>{lead}{with_links(said)} <small>{escape(row.section)}</small>{note}</li>"


def _block(name: str, inner: str) -> str:
    """Return a block of advice with its name."""
    return f'<section class="advice" aria-label="{escape(name)}">{inner}</section>'


def _by(guide: Guide) -> str:
    """Return the line that says whose advice it is."""
    return f'<p class="advice-by"><b>Advice, not NRMP’s data.</b> {escape(attribution(guide))}</p>'


def advice_by(guides: Iterable[Guide]) -> str:
    """Return a block that says whose advice stands below it, where that is no HTML."""
    return _block("Whose advice this is", "".join(map(_by, guides)))


def titles_html(guides: Iterable[Guide]) -> str:
    """Return a fold with what the short names of guides stand for."""
    named = "".join(
        f"<li><b>{escape(GUIDE_LABELS[guide.guide])}</b>: {escape(attribution(guide))}</li>"
        for guide in guides
    )
    return f"<details><summary>Titles, authors and dates as printed</summary><ul>{named}</ul></details>"


def advice_block(name: str, guides: Iterable[Guide], inner: str) -> str:
    """Return one block around all the advice of a section, with whose it is in a line.

    Args:
        name: of the block, for screen readers.
        guides: those whose advice stands in it.
        inner: HTML, such as of `rows_html` and `rows_table`.
    """
    by = "; ".join(map(_briefly, guides))
    return _block(name, f'<p class="advice-by"><b>Advice, not NRMP’s data.</b> {by}</p>{inner}')


def guides_of(rows: Iterable[Advice], guides: Iterable[Guide]) -> list[Guide]:
    """Return the guides that rows of advice are of."""
    used = {row.guide for row in rows}
    return [guide for guide in guides if guide.guide in used]


def rows_html(rows: Sequence[Advice], guides: Sequence[Guide]) -> str:
    """Return rows of advice as lists, each with its guide's short name above where they are of several."""
    used = guides_of(rows, guides)
    return "".join(
        (f"<p><b>{_briefly(guide)}</b></p>" if len(used) > 1 else "")
        + f"<ul>{''.join(row_html(row) for row in rows if row.guide == guide.guide)}</ul>"
        for guide in used
    )


def rows_table(columns: Sequence[str], rows: Sequence[tuple[Advice, Sequence[str]]], caption: str) -> str:
    """Return rows of advice as a table, which says whose each is and what no longer stands.

    Args:
        columns: heads of the cells.
        rows: a row of advice, and its cells; where they are of several guides, a column has the short name.
        caption: what the table holds, for screen readers.
    """
    return _table(columns, rows, caption, GUIDE_LABELS) if rows else ""


def advice_html(rows: Iterable[Advice], guides: Sequence[Guide]) -> str:
    """Return rows of advice as lists, one block for each guide; empty where there are none.

    Args:
        rows: any records with `advice`, such as rules, changes or steps, in the order they are to be read.
        guides: all guides.
    """
    of_guide: dict[str, list[Advice]] = {}
    for row in rows:
        of_guide.setdefault(row.guide, []).append(row)
    return "".join(
        _block(
            f"Advice of {guide.title}",
            f"{_by(guide)}<ul>{''.join(map(row_html, of_guide[guide.guide]))}</ul>",
        )
        for guide in guides
        if guide.guide in of_guide
    )


def advice_table(
    columns: Sequence[str],
    rows: Sequence[tuple[Advice, Sequence[str]]],
    guides: Sequence[Guide],
    caption: str,
) -> str:
    """Return rows of advice as a table, with its guides above and what no longer stands as its last column.

    Args:
        columns: heads of the cells.
        rows: a row of advice, and its cells.
        guides: all guides; where the rows are of several, a column says whose each is.
        caption: what the table holds, for screen readers.
    """
    used = guides_of((row for row, _ in rows), guides)
    titles = {guide.guide: guide.title for guide in used}
    table = _table(columns, rows, caption, titles)
    return _block(caption, f"{''.join(map(_by, used))}{table}") if rows else ""


def sides_html(sides: Iterable[Side], guides: Mapping[str, Guide], disagreement: str) -> str:
    """Return all sides of one disagreement, side by side; empty where there is none of that name."""
    found = [side for side in sides if side.disagreement == disagreement]
    if not found:
        return ""
    items = "".join(
        f"<li><b>{escape(guides[side.guide].title if side.guide else 'NRMP')}</b>, {escape(side.section)}: "
        f"{with_links(side.advice)}</li>"
        for side in found
    )
    return (
        f'<section class="advice" aria-label="Where guides disagree: {escape(found[0].label)}">'
        f'<p class="advice-by"><b>The guides disagree.</b> {escape(found[0].label)}</p><ul>{items}</ul>'
        "</section>"
    )


def sides_table(sides: Iterable[Side], about: Collection[str]) -> str:
    """Return all sides of some disagreements as a table.

    Args:
        sides: of all disagreements.
        about: slugs of those that are shown.
    """
    found = [side for side in sides if side.disagreement in about]
    columns = {
        "About": (side.label for side in found),
        "Who": (GUIDE_LABELS[side.guide] if side.guide else "NRMP" for side in found),
        "Says": (side.advice for side in found),
    }
    return html_table(text_table(columns), "Where the guides disagree", cards=True)


def _table(
    columns: Sequence[str],
    rows: Sequence[tuple[Advice, Sequence[str]]],
    caption: str,
    names: Mapping[str, str],
) -> str:
    """Return rows of advice as a table, with what each guide is called."""
    heads, cells = list(columns), [list(texts) for _, texts in rows]
    if len({row.guide for row, _ in rows}) > 1:
        heads.append("Guide")
        for (row, _), line in zip(rows, cells, strict=True):
            line.append(names[row.guide])
    if any(say_status(row) for row, _ in rows):
        heads.append("Since then")
        for (row, _), line in zip(rows, cells, strict=True):
            line.append(say_status(row))
    table = html_table(TextTable(tuple(heads), tuple(map(tuple, cells))), caption, cards=True)
    # A cell is text and no tag, so what stands between two tags is.
    return re.sub(r"(?<=>)[^<>]+(?=</t[dh]>)", lambda cell: with_links(unescape(cell.group())), table)
