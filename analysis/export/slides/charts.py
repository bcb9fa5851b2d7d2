"""Which chart a slide shows: for every kind of story, what is taken of its data and in which native form."""

from collections.abc import Callable, Iterator
from typing import Final

from analysis.export.slides.counts import fill_difference, fill_guide, fill_year, people
from analysis.export.slides.groups import credentials, research, step1_groups
from analysis.export.slides.lines import denominators, fill_trend, rates
from analysis.export.slides.maps import gap_and_share, shortlist_map
from analysis.export.slides.scores import averages, gaps, shortlist_averages, specialty
from analysis.export.slides.specs import ChartSpec
from analysis.story import Story

KINDS: Final[dict[str, Callable[[Story], Iterator[ChartSpec]]]] = {
    "averages": averages,
    "credentials": credentials,
    "denominators": denominators,
    "fill_difference": fill_difference,
    "fill_guide": fill_guide,
    "fill_trend": fill_trend,
    "fill_year": fill_year,
    "gap_and_share": gap_and_share,
    "gaps": gaps,
    "people": people,
    "rates": rates,
    "research": research,
    "shortlist_averages": shortlist_averages,
    "shortlist_map": shortlist_map,
    "specialty": specialty,
    "step1_groups": step1_groups,
}


def chart_specs(story: Story) -> list[ChartSpec]:
    """Return the charts that tell one story; none where its data holds no number to draw.

    Args:
        story: of a kind in `KINDS`.

    Raises:
        ValueError: when no chart is known for the kind.
    """
    if story.kind not in KINDS:
        raise ValueError(f"no slide is known for the kind {story.kind!r}; known are {', '.join(KINDS)}.")
    return [spec for spec in KINDS[story.kind](story) if spec.has_numbers]
