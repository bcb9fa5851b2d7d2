"""The level of each factor under the guides' tables of risk: by their bands, and by nothing between them.

A level is given where the bands of exactly one level hold. An answer that lies between two bands, or within
those of two levels, gets none: both are named (docs/decisions/0026).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from analysis.readiness.record import Readiness
from data.guide_terms import LEVELS, RISK_FACTORS
from data.guides import Band, Level, holes_between
from data.terms import slugs

Status = Literal["low", "moderate", "high", "between", "open"]
LEVEL_ORDER: Final = slugs(LEVELS)
_FACTOR_ORDER: Final = slugs(RISK_FACTORS)
# What measures a year that was answered: the years up to the one in which programs read the file.
SINCE: Final = {
    "graduation_years": "graduation_year",
    "last_clinical_years": "last_clinical_year",
    "last_us_experience_years": "last_us_experience_year",
    "step2_ck_years": "step2_ck_year",
}
# Measures that are numbers as they were answered.
AS_ANSWERED: Final = (
    "us_experience_months",
    "us_letters",
    "failed_attempts",
    "non_clinical_years",
)
_MISSING: Final = frozenset({"missing_step_2_ck", "missing_other", "missing"})
# What has to hold beside the bounds of a band, or in their place, by guide, factor, level and alternative:
# which answer says so, and what it has to be.
ALSO: Final[Mapping[tuple[str, str, str, int], tuple[str, str | bool | frozenset[str]]]] = {
    ("clinical_return", "last_clinical_work", "high", 2): ("never_clinical", True),
    ("clinical_return", "us_experience", "low", 1): ("letters_are_recent", True),
    ("clinical_return", "us_experience", "high", 2): ("only_observed", True),
    ("clinical_return", "exams", "low", 1): ("exams", "recent"),
    ("clinical_return", "exams", "high", 1): ("exams", "old"),
    ("clinical_return", "exams", "high", 2): ("exams", "borderline"),
    ("clinical_return", "exams", "high", 3): ("exams", _MISSING),
    ("clinical_return", "account", "low", 1): ("account", "clear"),
    ("clinical_return", "account", "high", 1): ("account", "vague"),
    ("clinical_return", "account", "high", 2): ("account", "defensive"),
    ("clinical_return", "account", "high", 3): ("account", "money"),
    ("non_clinical_job", "gaps", "low", 1): ("gaps", "continuous"),
    ("non_clinical_job", "gaps", "moderate", 1): ("gaps", "short"),
    ("non_clinical_job", "gaps", "high", 1): ("gaps", "long"),
}
# Answers by which somebody has none of what a year would date.
_NONE_OF_IT: Final = {
    "last_clinical_years": ("never_clinical", True),
    "last_us_experience_years": ("us_experience_months", 0),
}


@dataclass(frozen=True, slots=True)
class FactorLevel:
    """One factor under one guide's table.

    Attributes:
        guide: slug of the guide.
        factor: slug of the factor.
        status: the level; `between` where no level's bands hold alone; `open` where an answer is missing.
        bands: level -> its band as the guide gives it, in other words, in order.
        near: the levels that are named where there is none.
        source_id: where the table is printed.
        hole: the whole values between two bands, where the answer is one of them, and what they count.
        asked: names of the answers that are missing.
    """

    guide: str
    factor: str
    status: Status
    bands: Mapping[str, str]
    source_id: str
    near: tuple[Level, ...] = ()
    hole: tuple[int, int, str] | None = None
    asked: tuple[str, ...] = ()

    @property
    def band(self) -> str:
        """The band of its level; empty where there is none."""
        return next((said for level, said in self.bands.items() if level == self.status), "")


def measures(record: Readiness, step2_ck: int | None, year: int) -> dict[str, int]:
    """Return measure of the guides -> value, of everything that was answered.

    Years are the difference of two calendar years, which can be one more than the whole years that are over:
    the more cautious of the two. A year after the one in which programs read the file dates nothing; who
    graduates later is at 0.
    """
    found = {}
    for measure, name in SINCE.items():
        since = getattr(record, name)
        if (
            since is not None
            and not _has_none(record, measure)
            and (since <= year or name == "graduation_year")
        ):
            found[measure] = max(year - since, 0)
    if record.works_clinically:
        found["last_clinical_years"] = 0
    found |= {name: value for name in AS_ANSWERED if (value := getattr(record, name)) is not None}
    if step2_ck is not None:
        found["step2_ck_score"] = step2_ck
    return found


def years_after(record: Readiness, year: int) -> tuple[str, ...]:
    """Return the names of the answers that lie after the year in which programs read the file."""
    late = (name for name in SINCE.values() if (getattr(record, name) or 0) > year)
    return tuple(name for name in late if name != "graduation_year")


def levels(
    record: Readiness, step2_ck: int | None, year: int, bands: Iterable[Band]
) -> tuple[FactorLevel, ...]:
    """Return every factor of every guide's table with its level, factor by factor.

    Args:
        record: what a person answered.
        step2_ck: their Step 2 CK score; None where there is none.
        year: the year in which programs read the file, up to which years are counted.
        bands: the bands of all tables.
    """
    known = measures(record, step2_ck, year)
    ordered = sorted(bands, key=_place)
    return tuple(
        _level(list(own), record, known)
        for _, own in groupby(ordered, key=lambda band: (band.risk_factor, band.guide))
    )


def high_factors(found: Iterable[FactorLevel], guide: str) -> int:
    """Return how many factors of one guide's table are high; one without a level is not."""
    return sum(one.guide == guide and one.status == "high" for one in found)


def _place(band: Band) -> tuple[int, str, int, int]:
    return (
        _FACTOR_ORDER.index(band.risk_factor),
        band.guide,
        LEVEL_ORDER.index(band.risk_level),
        band.alternative,
    )


def _has_none(record: Readiness, measure: str) -> bool:
    """Whether somebody has none of what a measure dates."""
    name, value = _NONE_OF_IT.get(measure, ("", None))
    return bool(name) and getattr(record, name) == value


def _bounds_hold(band: Band, record: Readiness, known: Mapping[str, int]) -> bool | None:
    """Return whether the bounds of a band hold; None where what they measure was not answered."""
    if band.measured is None:
        return True
    if band.measured in known:
        return band.hold(known[band.measured])
    return False if _has_none(record, band.measured) else None


def _also_holds(band: Band, record: Readiness) -> bool | None:
    """Return whether what has to hold beside the bounds does; None where it was not answered."""
    if not band.also:
        return True
    name, wanted = ALSO[_key(band)]
    answer = getattr(record, name)
    if answer == "":
        return None
    return answer in wanted if isinstance(wanted, frozenset) else bool(answer == wanted)


def _key(band: Band) -> tuple[str, str, str, int]:
    return band.guide, band.risk_factor, band.risk_level, band.alternative


def _holds(band: Band, record: Readiness, known: Mapping[str, int]) -> bool | None:
    """Return whether a band holds; None where that hangs on something that was not answered."""
    bounds, also = _bounds_hold(band, record, known), _also_holds(band, record)
    # What is not ticked may only not have been thought of yet, while what it is about is not known.
    is_tick = bool(band.also) and ALSO[_key(band)][1] is True
    if bounds is False or (also is False and not (is_tick and bounds is None)):
        return False
    return None if bounds is None or also is None else True


def _asked(bands: Iterable[Band], record: Readiness, known: Mapping[str, int]) -> tuple[str, ...]:
    """Return which answers some bands hang on."""
    names: dict[str, None] = {}
    for band in bands:
        if band.measured and _bounds_hold(band, record, known) is None:
            names[_answer_of(band.measured)] = None
        if _also_holds(band, record) is None:
            names[ALSO[_key(band)][0]] = None
    return tuple(names)


def _answer_of(measure: str) -> str:
    """Return the name of the answer that gives a measure; the score stands in the profile."""
    return SINCE.get(measure, measure)


def _level(bands: list[Band], record: Readiness, known: Mapping[str, int]) -> FactorLevel:
    """Return the level of one factor under one guide's bands."""
    state = {_key(band): _holds(band, record, known) for band in bands}
    held = tuple(dict.fromkeys(band.risk_level for band in bands if state[_key(band)]))
    unsure = [band for band in bands if state[_key(band)] is None]
    first = bands[0]
    status: Status = "open" if unsure else "between"
    near: tuple[Level, ...] = ()
    hole = None
    if len(held) == 1:
        status = held[0]
    elif held or not unsure:
        status = "between"
        gaps = [
            one for one in holes_between(bands) if one.lowest <= known.get(one.measured, -1) <= one.highest
        ]
        if gaps and not held:
            gap = gaps[0]
            near, hole = (gap.below, gap.above), (int(gap.lowest), int(gap.highest), gap.measured)
        else:
            near = held or tuple(dict.fromkeys(band.risk_level for band in bands))
    return FactorLevel(
        guide=first.guide,
        factor=first.risk_factor,
        status=status,
        bands={band.risk_level: band.band for band in bands},
        source_id=first.source_id,
        near=near,
        hole=hole,
        asked=_asked(unsure, record, known) if status == "open" else (),
    )
