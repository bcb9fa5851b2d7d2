"""Small pieces of safe HTML: tables that print and that a screen reader can walk through."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import repeat

from analysis.story import TextTable

LONGEST_NUMBER = 16


class Ready(str):
    """HTML that is sent as it is: in other text Streamlit looks for indents, and for a file of that name."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def in_ascii(html: str) -> str:
    """Return the same HTML in ASCII alone, for what is kept: other characters become references.

    Python keeps a text with any other character at two or four bytes each, and once more as it is sent.
    """
    return html if html.isascii() else html.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _td(content: object, label: str = "") -> str:
    """Return one cell; numbers keep to one line, sentences that start with one do not."""
    text = str(content)
    is_number = len(text) <= LONGEST_NUMBER and (text[:1].isdigit() or text[:1] in {"+", "−"})
    kind = ' class="number"' if is_number else ""
    # In a card the head of the column is out of sight, so the cell carries it.
    said = f' data-label="{escape(label)}"' if label else ""
    return f"<td{kind}{said}>{escape(text)}</td>"


def _row_name(name: object, link: str) -> str:
    """Return the name of a row, as a link in a new tab where there is one: this tab keeps what was typed."""
    if not link:
        return escape(str(name))
    return f'<a href="{escape(link)}" target="_blank" rel="noopener">{escape(str(name))}</a>'


def html_table(table: TextTable, caption: str, links: Sequence[str] = (), *, cards: bool = False) -> str:
    """Return a table of text as an HTML table in a box of its own that scrolls when it is too wide.

    Args:
        table: its first column names the row.
        caption: what the table holds, for screen readers.
        links: where the name of each row leads; none when empty.
        cards: whether each row becomes a card on a phone, where a table would be cut.
    """
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    labels = [str(name) for name in table.columns[1:]] if cards else [""] * len(table.columns)
    body = "".join(
        f'<tr><th scope="row">{_row_name(first, link)}</th>{"".join(map(_td, rest, labels))}</tr>'
        for link, (first, *rest) in zip(links or repeat(""), table.rows, strict=False)
    )
    kind = "box cards" if cards else "box"
    # A box that scrolls must be reachable by keyboard, and then needs a name.
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def html_list(items: Iterable[str]) -> str:
    """Return sentences as an HTML list."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def html_flags(flags: Iterable[str]) -> str:
    """Return flags as a line of labels, or nothing."""
    marks = "".join(f"<span>⚑ {escape(flag)}</span>" for flag in flags)
    return f'<p class="flags">{marks}</p>' if marks else ""
