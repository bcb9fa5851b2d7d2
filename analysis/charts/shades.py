"""Shades of a grid: the darker (on a dark page the lighter), the more, and legible type on all of them."""

from typing import Final

# From least to most, on a light and on a dark page.
SHADES: Final = {False: ("#F3F6F9", "#7DB1DE"), True: ("#1B2229", "#2B6CA8")}
INKS: Final = ("#000000", "#FFFFFF")


def _rgb(colour: str) -> tuple[float, ...]:
    """Return red, green and blue, each from 0 to 1."""
    return tuple(part / 255 for part in bytes.fromhex(colour.removeprefix("#")))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour #RRGGBB (WCAG 2.2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shade(value: float, low: float, high: float, *, dark: bool) -> str:
    """Return the shade of a value between the lightest at `low` and the strongest at `high`, as #RRGGBB."""
    part = min(max((value - low) / (high - low), 0), 1) if high > low else 0
    least, most = map(_rgb, SHADES[dark])
    mixed = (round(255 * (start + part * (end - start))) for start, end in zip(least, most, strict=True))
    return f"#{bytes(mixed).hex().upper()}"


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on a colour: one always has at least 4.5 to 1."""
    # Where both contrasts, (L + 0.05) / 0.05 and 1.05 / (L + 0.05), are the same.
    return INKS[0] if (luminance(colour) + 0.05) ** 2 > 0.05 * 1.05 else INKS[1]
