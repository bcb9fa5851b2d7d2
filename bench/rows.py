"""What was measured as rows: ours beside the bare page, and beside an earlier version."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.journeys import Journey
from bench.plan import MEASURES, Measure


@dataclass(frozen=True)
class PageResult:
    """All sides' numbers for one page.

    Attributes:
        journey: the page and what was changed on it.
        surface: "chart", or "dom" for a page without one.
        ours: numbers of this version by key.
        bare: numbers of the bare page.
        before: numbers of the earlier version; empty where it was not measured.
        failure: why there are no numbers of ours, or empty.
        before_failure: why there are none of the earlier version although they were asked for, or empty.
    """

    journey: Journey
    surface: str
    ours: Mapping[str, float]
    bare: Mapping[str, float]
    before: Mapping[str, float] = field(default_factory=dict)
    failure: str = ""
    before_failure: str = ""


@dataclass(frozen=True)
class Row:
    """One page and one measure."""

    measure: Measure
    ours: float
    bare: float
    before: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return ours / bare, or None when the bare side measured nothing to divide by."""
        return self.ours / self.bare if self.bare > 0 else None

    @property
    def met(self) -> str:
        """Return "yes", "no", or "" when there is no target; an undefined ratio never counts as met."""
        if self.measure.target is None:
            return ""
        return "yes" if self.ratio is not None and self.ratio <= self.measure.target else "no"

    @property
    def change(self) -> float | None:
        """Return ours / the earlier version's, or None where that was not measured."""
        return self.ours / self.before if self.before is not None and self.before > 0 else None

    @property
    def is_worse(self) -> bool:
        """Whether ours is larger than the earlier version's by more than two runs of one version differ."""
        return self.change is not None and self.change > 1 + self.measure.noise


def rows(result: PageResult) -> list[Row]:
    """Return a row for every measure that ours and the bare page have."""
    keys = [(m, f"{m.key}_{result.surface}" if m.by_surface else m.key) for m in MEASURES]
    return [
        Row(measure, result.ours[key], result.bare[measure.bare_key or key], result.before.get(key))
        for measure, key in keys
        if key in result.ours and (measure.bare_key or key) in result.bare
    ]


def verdict(results: Sequence[PageResult]) -> str:
    """Return one sentence: how many targets are met, and which pages were not measured."""
    held = [row.met for result in results for row in rows(result) if row.met]
    failed = [f"/{result.journey.url_path}" for result in results if result.failure]
    sentence = f"{held.count('yes')} of {len(held)} targets met on {len(results) - len(failed)} pages."
    return sentence + (f" Not measured: {', '.join(failed)}." if failed else "")


def against(results: Sequence[PageResult], before: str) -> str:
    """Say what got worse than in an earlier version, or that nothing did.

    `before` is the name of the earlier version, empty when none was measured.
    """
    if not before:
        return "Not compared with an earlier version."
    compared = [(result, row) for result in results for row in rows(result) if row.change is not None]
    failed = [result.journey.title for result in results if result.before_failure or result.failure]
    unmeasured = f" Not compared: {', '.join(failed)}." if failed else ""
    if not compared:
        return f"Nothing could be compared with {before}.{unmeasured}"
    pages = len({result.journey.title for result, _ in compared})
    of = f"{len(compared)} numbers of {pages} page{'' if pages == 1 else 's'}"
    worse: dict[str, list[str]] = {}
    for result, row in compared:
        if row.is_worse:
            worse.setdefault(result.journey.title, []).append(f"{row.measure.label} {short(row.change)}×")
    if not worse:
        return f"Nothing got worse than in {before} ({of}).{unmeasured}"
    said = "; ".join(f"{title}: {', '.join(measures)}" for title, measures in worse.items())
    return f"Worse than in {before} ({of}): {said}.{unmeasured}"


def cells(row: Row) -> tuple[str, ...]:
    """Return what the report's tables say of a row."""
    target = "" if row.measure.target is None else f"≤ {row.measure.target:g}×"
    unit = f" {row.measure.unit}" if row.measure.unit else ""
    ours, bare = (f"{short(value)}{unit}" for value in (row.ours, row.bare))
    then = "–" if row.before is None else f"{short(row.before)}{unit}"
    change = f"**{times(row.change)}**" if row.is_worse else times(row.change)
    return (row.measure.label, ours, bare, times(row.ratio), target, row.met, then, change)


def table(lines: Sequence[Sequence[str]]) -> str:
    """Return a table, its head first."""
    head, *body = lines
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *body))


def short(value: float | None) -> str:
    """Return three significant digits, never in exponent form; a dash for nothing."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def times(value: float | None) -> str:
    """Return a ratio for reading."""
    return "–" if value is None else f"{short(value)}×"
