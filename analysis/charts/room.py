"""How large things are before a room: type that can be read from the back, and the rows that then fit.

Everything is a share of the screen's height, so that a projector and a wall show the same picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

# The smallest type on a page, pixels.
VALUE_SIZE: Final = 12

# Names and values are at least this share of the screen's height, captions and sources this one.
VALUE_SHARE: Final = 1 / 40
CAPTION_SHARE: Final = 1 / 58
# From row to row, in sizes of a value: the next line of text keeps clear of marks and letters.
ROW_PITCH: Final = 1.42
# What stands around a chart, as in present.css: type and height of a line as shares of the screen's height.
HEADLINE: Final = (1 / 26, 1.18)
# A longer headline is smaller, step by step, down to the size of a value.
HEADLINES: Final = (HEADLINE[0], 1 / 29, 1 / 32, 1 / 36, VALUE_SHARE)
WORDS: Final = (VALUE_SHARE, 1.3)
CAPTION: Final = (CAPTION_SHARE, 1.3)
# The buttons, the edges, and the gaps between the parts, as a share of the height.
AROUND: Final = 0.115
EDGES: Final = 0.05
# Width of a letter in sizes of its type, on the average of a sentence; that of a headline is bold.
LETTER: Final = 0.5
LETTER_BOLD: Final = 0.54
# A figure never gets less than this share, whatever is said around it.
LEAST: Final = 0.3


@dataclass(frozen=True, slots=True)
class Room:
    """A screen before a room, in pixels; until its size is known it is a usual projector's."""

    width: int = 1280
    height: int = 720

    @property
    def value_size(self) -> int:
        """The smallest type of a figure, in pixels."""
        return ceil(self.height * VALUE_SHARE)

    @property
    def scale(self) -> float:
        """How many times as large as on a page everything in a figure is."""
        return self.value_size / VALUE_SIZE

    def _lines(self, text: str, size: float, letter: float = LETTER) -> int:
        """Return how many lines a text takes, on the safe side."""
        inner = self.width - 2 * EDGES * self.height
        return ceil(len(text) * letter * size * self.height / inner) if text else 0

    def headline_step(self, headline: str) -> int:
        """Return how many steps smaller than usual a headline has to be to take two lines at most."""
        fits = (self._lines(headline, share, LETTER_BOLD) <= 2 for share in HEADLINES)
        return next((step for step, fit in enumerate(fits) if fit), len(HEADLINES) - 1)

    def left_for_figure(self, headline: str, words: Sequence[str], captions: Sequence[str]) -> int:
        """Return how many pixels of height the words around a figure leave for it.

        The words above it (subtitle, legend) and the captions below are a paragraph each.
        """
        size, line = HEADLINE
        taken = AROUND + min(2, self._lines(headline, size, LETTER_BOLD)) * size * line
        for texts, (size, line) in ((words, WORDS), (captions, CAPTION)):
            taken += sum(self._lines(text, size) for text in texts) * size * line
        return round(self.height * max(LEAST, 1 - taken))

    def rows_within(self, height: float) -> int:
        """Return how many rows can be read in so many pixels of height, at least one."""
        return max(1, floor(height / (ROW_PITCH * self.value_size)))


# What is assumed until a screen has said how large it is.
USUAL: Final = Room()
