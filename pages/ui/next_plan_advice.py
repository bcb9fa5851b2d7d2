"""What the guides say beside a plan: rules, the picture one of them drew, frames and disagreements."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from analysis.story import TextTable
from data.guide_terms import FRAMES, TOPICS
from data.guides import CurvePoint, FramePlace, Guide, Rule
from data.terms import label_of
from pages.ui.advice import advice_html, advice_table, attribution, with_links
from pages.ui.html import html_table

_FRAMES = label_of(FRAMES)
_TOPICS = label_of(TOPICS)


def rules_html(topic: str, rules: Iterable[Rule], guides: Mapping[str, Guide], more: str = "") -> str:
    """Return every rule of one topic, folded, each with its guide; then what else belongs there."""
    found = [rule for rule in rules if rule.topic == topic]
    listed = advice_html(found, list(guides.values()))
    name = _TOPICS[topic].lower()
    return (
        f"<h2>What the guides say</h2><details><summary>Every rule of theirs on: {escape(name)} "
        f"({len(found)})</summary>{listed}</details>{more}"
    )


def _frame_table(frame: Sequence[FramePlace], guides: Mapping[str, Guide]) -> str:
    """Return one frame of a guide as a table: the names of its empty places, and what belongs there."""
    rows = [(place, (place.place, place.advice)) for place in frame]
    return advice_table(("Place", "What belongs there"), rows, list(guides.values()), _FRAMES[frame[0].frame])


def frames_html(frames: Sequence[Sequence[FramePlace]], guides: Mapping[str, Guide]) -> str:
    """Return frames of a guide, folded."""
    tables = "".join(f"<h3>{_FRAMES[frame[0].frame]}</h3>{_frame_table(frame, guides)}" for frame in frames)
    return f"<details><summary>One page, and a file before and after</summary>{tables}</details>"


def stop_frames_html(frames: Sequence[Sequence[FramePlace]], guides: Mapping[str, Guide]) -> str:
    """Return the frames of a decision and of a rule for stopping, in the open: they are what is written."""
    tables = "".join(f"<h3>{_FRAMES[frame[0].frame]}</h3>{_frame_table(frame, guides)}" for frame in frames)
    return f"<h2>What belongs in writing</h2>{tables}"


def curve_html(points: Sequence[CurvePoint], guides: Mapping[str, Guide], *, is_other: bool) -> str:
    """Return the picture that a guide drew of how a profile becomes convincing: an illustration, no data.

    Args:
        points: the picture.
        guides: all guides, by slug.
        is_other: whether it is of another guide than the plan above it; then it is folded.
    """
    guide = guides[points[0].guide]
    said = "; ".join(f"month {point.month}: {point.convincing_score:g}" for point in points)
    columns = "".join(
        f'<div><i style="height:{point.convincing_score:g}%"><b>{point.convincing_score:g}</b></i></div>'
        for point in points
    )
    months = "".join(f"<span>Month {point.month}</span>" for point in points)
    values = TextTable(
        ("Month", "As drawn, 0 to 100"),
        tuple((f"Month {point.month}", f"{point.convincing_score:g}") for point in points),
    )
    drawn = (
        f'<div class="drawn-by-author" role="img" aria-label="Columns that rise: {escape(said)}.">'
        f"{columns}</div>"
        f'<p class="drawn-months" aria-hidden="true">{months}</p>'
    )
    table = html_table(values, "The author’s numbers")
    drawing = (
        '<section class="advice" aria-label="An author’s illustration">'
        "<h3>How convincing a profile becomes, as one author drew it</h3>"
        '<p class="advice-by"><b>An illustration, not data: nobody measured it.</b> '
        f"{escape(attribution(guide))}</p>{drawn}"
        f"<details><summary>The author’s numbers</summary>{table}</details></section>"
    )
    if not is_other:
        return drawing
    summary = "Another guide’s picture of how a profile becomes convincing"
    return f"<details><summary>{summary}</summary>{drawing}</details>"


def near_html(said: Sequence[str], sides: str) -> str:
    """Return where a guide's tiers and the shares of IMGs disagree, with what the guides say themselves."""
    items = "".join(f"<li>{with_links(line)}</li>" for line in said)
    lines = f"<ul>{items}</ul>" if said else "<p>Nowhere in these years.</p>"
    return f"<h2>Where the guide and the counts disagree</h2>{lines}{sides}"


def tiers_html(rows: TextTable, specialties: Sequence[object]) -> str:
    """Return a guide's tiers as a table in which every specialty leads to its page."""
    links = [f"specialty?specialty={slug}" if isinstance(slug, str) else "" for slug in specialties]
    listed = html_table(rows, "The guide’s tiers, with IMGs of the positions filled", links, cards=True)
    return f"<h2>Specialty by specialty</h2>{listed}"
