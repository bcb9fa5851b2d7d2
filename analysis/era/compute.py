"""The era bridge: a recent Step 2 CK score beside averages of an older year.

National averages rise. The bridge finds the score that lies as far from the national average of the older
year, in standard deviations, as the score itself lies from that of the year it was taken in. It says how far
from an average, and nothing about what a score is worth; standings stay those of the score itself.
"""

from dataclasses import dataclass
from math import isnan
from typing import Final

import pandas as pd

from analysis.wording import EXAM_LABELS, listed

BRIDGED_EXAM: Final = "step2_ck"
# The choice of no year.
NO_YEAR: Final = "off"
NORMS_SOURCE: Final = "usmle_norms"
NORMS_TITLE: Final = "USMLE score interpretation guidelines"


@dataclass(frozen=True, slots=True)
class Norm:
    """The national average of one period: `period` as 2017-2018, mean and standard deviation in points."""

    period: str
    mean: float
    sd: float
    trust_grade: str

    @property
    def slug(self) -> str:
        """The period as people write it and as it stands in an address: 2017-18."""
        return short_period(self.period)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A score, and the score as far from the national average of the base period; both in points."""

    score: int
    bridged: int
    year: Norm
    base: Norm

    @property
    def shift(self) -> int:
        """How far the bridged score lies from the score itself, points."""
        return self.bridged - self.score

    @property
    def label(self) -> str:
        """What stands at the dashed line."""
        return f"{self.bridged} in {self.base.slug}"

    @property
    def meaning(self) -> str:
        """What the dashed line means, for a legend."""
        return f"as far from the national average of its year: {self.label}"


def short_period(period: str) -> str:
    """Return a period as people write it: 2017-18 for 2017-2018."""
    first, dash, last = period.partition("-")
    return f"{first}{dash}{last[-2:]}"


def step2_ck_norms(usmle_norms: pd.DataFrame) -> dict[str, Norm]:
    """Return the national averages of Step 2 CK that have a mean and a standard deviation.

    Args:
        usmle_norms: the `usmle_norms` table (USMLE score interpretation guidelines, read in copies).

    Returns:
        Slug (2017-18) -> norm, oldest first.
    """
    rows = usmle_norms.loc[usmle_norms["exam"] == BRIDGED_EXAM].sort_values("period").to_dict("records")
    return {
        short_period(row["period"]): Norm(
            str(row["period"]), float(row["norm_mean"]), float(row["norm_sd"]), str(row["trust_grade"])
        )
        for row in rows
        if not (isnan(row["norm_mean"]) or isnan(row["norm_sd"]))
    }


def base_of(match_year: int) -> str:
    """Return the slug of the period that ends in a match year; those who matched then had taken it."""
    return short_period(f"{match_year - 1}-{match_year}")


def years_to_choose(norms: dict[str, Norm], match_year: int) -> list[str]:
    """Return the slugs of the years that a score can be bridged from, newest first; none without a base."""
    base = base_of(match_year)
    return [slug for slug in reversed(norms) if slug != base] if base in norms else []


def bridged_score(score: float, year: Norm, base: Norm) -> int:
    """Return the score as far from the mean of `base` as `score` is from that of `year`, in deviations."""
    return round(base.mean + base.sd * (score - year.mean) / year.sd)


def build_bridge(score: int | None, year: str, usmle_norms: pd.DataFrame, match_year: int) -> Bridge | None:
    """Bridge a Step 2 CK score to the year of the averages.

    Args:
        score: the score; None where there is none.
        year: slug of the year it was taken in, or `NO_YEAR`.
        usmle_norms: the `usmle_norms` table.
        match_year: match year of the averages.

    Returns:
        The bridge; None without a score, without a year, or where the table lacks one of the two years.
    """
    if score is None or year == NO_YEAR:
        return None
    norms = step2_ck_norms(usmle_norms)
    base = norms.get(base_of(match_year))
    taken = norms.get(year)
    if base is None or taken is None or taken == base:
        return None
    return Bridge(score, bridged_score(score, taken, base), taken, base)


def _sourced(*norms: Norm) -> str:
    """Name the source of some norms and how far to trust it."""
    grades = list(dict.fromkeys(norm.trust_grade for norm in norms))
    return f"{NORMS_TITLE}, read in copies of trust grade {listed(grades)}"


def say_bridge(bridge: Bridge) -> str:
    """Say what a dashed line shows, with both norms, their source and the trust in it."""
    year, base = bridge.year, bridge.base
    return (
        f"Your {bridge.score} is as far from the national average of its year, {year.slug} (mean "
        f"{year.mean:.0f}, standard deviation {year.sd:.0f}), as {bridge.bridged} from that of {base.slug} "
        f"(mean {base.mean:.0f}, standard deviation {base.sd:.0f}; {_sourced(base, year)}). Standings are "
        f"those of {bridge.score} itself."
    )


def norms_then_and_now(usmle_norms: pd.DataFrame, match_year: int) -> tuple[Norm, Norm] | None:
    """Return the norm of the year of some averages and the latest one; None where that is not a later one."""
    norms = step2_ck_norms(usmle_norms)
    base, latest = norms.get(base_of(match_year)), next(reversed(norms.values()), None)
    return None if base is None or latest is None or latest == base else (base, latest)


def say_rise(usmle_norms: pd.DataFrame, match_year: int) -> tuple[str, ...]:
    """Say how the national average of Step 2 CK moved since the year of the averages, with source and trust.

    Returns:
        One sentence; none where the table lacks that year or has none after it.
    """
    if not (norms := norms_then_and_now(usmle_norms, match_year)):
        return ()
    base, latest = norms
    moved = "rose" if latest.mean > base.mean else "went"
    return (
        f"The national {EXAM_LABELS[BRIDGED_EXAM]} average {moved} from {base.mean:.0f} in {base.slug} to "
        f"{latest.mean:.0f} in {latest.slug} ({_sourced(base, latest)}).",
    )


def context_sentences(
    exams: tuple[str, ...], rise: tuple[str, ...], bridge: Bridge | None = None
) -> tuple[str, ...]:
    """Return what stands in the open beside averages of some exams: the rise, and what a dashed line is."""
    if BRIDGED_EXAM not in exams:
        return ()
    return (*rise, *((say_bridge(bridge),) if bridge else ()))
