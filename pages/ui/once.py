"""What is made of a cached story is made once, and goes with it; a figure is described once.

It lives exactly as long as what it was made of: a story that holds a visitor's numbers is cached for the
visit, and nothing of it outlasts that.
"""

from collections.abc import Callable, Hashable
from typing import Any, Final
from weakref import finalize

import plotly.graph_objects as go

from analysis.story import Story

_MADE: Final[dict[int, dict[Hashable, str]]] = {}


def made_once(story: Story, what: Hashable, make: Callable[[], str]) -> str:
    """Return a text about a story, made at the first call.

    Args:
        story: what it is about; stories never change.
        what: tells it from other texts about the same story.
        make: makes it.
    """
    made = _MADE.get(id(story))
    if made is None:
        made = _MADE[id(story)] = {}
        finalize(story, _MADE.pop, id(story), None).atexit = False
    if what not in made:
        made[what] = make()
    return made[what]


class Described(go.Figure):  # type: ignore[misc] # Plotly brings no types
    """A figure that is nothing but its description: Plotly copies all of any other whenever it is drawn."""

    def __init__(self, description: dict[str, Any]) -> None:
        """Take a description as it is.

        Args:
            description: what `Figure.to_dict` returns; nobody changes it.
        """
        # Nothing of a figure is set up: it is only asked for its description.
        self._description = description

    def to_dict(self) -> dict[str, Any]:
        """Return the description."""
        return self._description
