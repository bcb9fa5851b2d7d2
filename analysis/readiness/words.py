"""What is said of levels: the answer behind each, why one is missing, the finding, and the table to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from analysis.readiness.compute import FactorLevel, measures, reading_year, years_after
from analysis.readiness.record import ANSWER_BY_NAME, EXAMS, Readiness
from analysis.story import Story, TextTable, text_table
from analysis.wording import listed
from data.guide_terms import GUIDE_MEASURES, GUIDES, LEVELS, RISK_FACTORS
from data.guides import Guide
from data.terms import label_of

FACTORS: Final = label_of(RISK_FACTORS)
LEVEL_NAMES: Final = label_of(LEVELS)
GUIDE_NAMES: Final = label_of(GUIDES)
_MEASURES: Final = label_of(GUIDE_MEASURES)
# Answers about gaps and the account beside the name of the factor.
_IN_SHORT: Final = {
    "continuous": "none",
    "explained": "explained",
    "short": "short, not explained",
    "long": "long, not explained",
    "clear": "clear",
    "vague": "vague",
    "defensive": "defensive",
    "money": "money alone",
}
# An answer that stands in the profile.
_SCORE: Final = "step2_ck_score"

HOLES: Final = (
    "A level is given where the bands of one level alone hold. An answer between two bands, in none of them "
    "or in those of two levels gets no level: the bands it lies between are named and outlined, and a rule "
    "that counts high factors leaves it out."
)
YEARS: Final = (
    "Years are the difference of two calendar years, counted up to {year}: that can be one more than the "
    "whole years that are over, and is the more cautious of the two. Other numbers are whole ones that are "
    "over."
)
NO_TOTAL: Final = (
    "Levels are not added up: neither guide gives a total, and neither says how often people with a level "
    "matched."
)
FOR_IMGS: Final = "Both tables are written for international medical graduates."


def _years(count: int) -> str:
    return f"{count} year{'' if count == 1 else 's'}"


def _months(count: int) -> str:
    return f"{count} month{'' if count == 1 else 's'}"


def _letters(count: int) -> str:
    return f"{count} letter{'' if count == 1 else 's'}"


def _experience(one: FactorLevel, known: Mapping[str, int]) -> Iterator[str]:
    """Yield what was answered of US clinical experience: a guide without letters asks for months alone."""
    if "us_experience_months" in known:
        yield _months(known["us_experience_months"])
    if "moderate" in one.bands:
        return
    if "us_letters" in known:
        yield _letters(known["us_letters"])
    if "last_us_experience_years" in known:
        yield f"{_years(known['last_us_experience_years'])} ago"


def answer_said(one: FactorLevel, record: Readiness, step2_ck: int | None, this_year: int) -> str:
    """Return what was answered about a factor, in a few words; empty where nothing was."""
    known = measures(record, step2_ck, this_year)
    if one.factor == "graduation":
        return _years(known["graduation_years"]) if "graduation_years" in known else ""
    if one.factor == "last_clinical_work":
        if record.never_clinical:
            return "never"
        if record.works_clinically:
            return "at present"
        return f"{_years(known['last_clinical_years'])} ago" if "last_clinical_years" in known else ""
    if one.factor == "us_experience":
        return ", ".join(_experience(one, known))
    if one.factor == "exams":
        score = "" if step2_ck is None else f"Step 2 CK {step2_ck}"
        return ", ".join(filter(None, (score, EXAMS.get(record.exams, "").lower())))
    if one.factor == "failed_attempts":
        return str(known["failed_attempts"]) if "failed_attempts" in known else ""
    if one.factor == "non_clinical_time":
        return str(known["non_clinical_years"]) if "non_clinical_years" in known else ""
    return _IN_SHORT.get(getattr(record, one.factor), "")


def asked_said(one: FactorLevel) -> str:
    """Return the answers that a factor waits for."""
    names = ("Step 2 CK score" if name == _SCORE else ANSWER_BY_NAME[name].label for name in one.asked)
    return listed(f"“{name}”" for name in names)


def why_no_level(one: FactorLevel) -> str:
    """Say why a factor has no level; empty where it has one."""
    guide = GUIDE_NAMES[one.guide]
    if one.status == "open":
        return f"no answer yet to {asked_said(one)} (“{guide}”)"
    if one.status != "between":
        return ""
    names = listed(LEVEL_NAMES[level].lower() for level in one.near)
    if one.hole:
        low, high, measured = one.hole
        span = f"{low}" if low == high else f"{low} to {high}"
        values = f"{span} {_MEASURES[measured]}"
        return f"between the bands {names} of “{guide}”, which has none for {values}; no level"
    if len(one.near) < len(one.bands) or len(one.near) == 2 == len(one.bands):
        return f"neither {names.replace(' and ', ' nor ')} alone by the bands of “{guide}”; no level"
    return f"in none of the bands of “{guide}”; no level"


def level_said(one: FactorLevel) -> str:
    """Return a level for a table, in words where there is none."""
    if one.status == "open":
        return "not answered"
    if one.status == "between":
        return f"none: by {listed(LEVEL_NAMES[level].lower() for level in one.near)}"
    return LEVEL_NAMES[one.status]


def _headline(found: Sequence[FactorLevel]) -> str:
    """State which factors are high in either table."""
    given = [one for one in found if one.status != "open"]
    if not given:
        return (
            f"Two guides weigh {len({one.factor for one in found})} factors: these are their bands, and what "
            "you answer above marks yours"
        )
    high = list(dict.fromkeys(FACTORS[one.factor].lower() for one in found if one.status == "high"))
    between = sum(one.status == "between" for one in found)
    left = len(found) - len(given)
    parts = [
        f"High in a guide’s table: {listed(high)}"
        if high
        else "No answered factor is high in either guide’s table"
    ]
    if between:
        parts.append(f"{between} of {len(found)} lie{'s' if between == 1 else ''} between bands")
    if left:
        parts.append(f"{left} of {len(found)} not answered")
    return "; ".join(parts).replace("us clinical", "US clinical")


def levels_table(
    found: Iterable[FactorLevel], record: Readiness, step2_ck: int | None, this_year: int
) -> TextTable:
    """Return the levels as a table for reading: what was answered, the level, and every band."""
    rows = list(found)
    return text_table(
        {
            "Factor": (FACTORS[one.factor] for one in rows),
            "Guide": (GUIDE_NAMES[one.guide] for one in rows),
            "Answered": (answer_said(one, record, step2_ck, this_year) or "nothing yet" for one in rows),
            "Level": map(level_said, rows),
            **{
                f"{label} is": [one.bands.get(level, "no such level") for one in rows]
                for level, label in LEVEL_NAMES.items()
            },
        }
    )


def levels_data(found: Iterable[FactorLevel], this_year: int, guides: Mapping[str, Guide]) -> pd.DataFrame:
    """Return the levels as a table for computing.

    Returns:
        One row per factor and guide: `guide`, `guide_date`, `risk_factor`, `risk_level` (low, moderate, high,
        between or open), `near_levels` (those named where there is none), `low_band`, `moderate_band`,
        `high_band`, `reading_year` and `source_id`.
    """
    return pd.DataFrame(
        [
            {
                "guide": one.guide,
                "guide_date": guides[one.guide].guide_date,
                "risk_factor": one.factor,
                "risk_level": one.status,
                "near_levels": " ".join(one.near),
                **{f"{level}_band": one.bands.get(level, "") for level in LEVEL_NAMES},
                "reading_year": this_year,
                "source_id": one.source_id,
            }
            for one in found
        ]
    )


def say_late(record: Readiness, this_year: int) -> tuple[str, ...]:
    """Say which years lie after the one in which programs read the file, and are left out."""
    late = years_after(record, this_year)
    if not late:
        return ()
    names = listed(f"“{ANSWER_BY_NAME[name].label}”" for name in late)
    lie = "lies" if len(late) == 1 else "lie"
    return (f"{names} {lie} after {reading_year(record, this_year)}, and nothing is counted from there.",)


def levels_story(
    found: Sequence[FactorLevel],
    record: Readiness,
    step2_ck: int | None,
    this_year: int,
    guides: Mapping[str, Guide],
    *,
    is_img: bool,
) -> Story:
    """Tell which factors are high, moderate and low under the tables of risk of the guides.

    Args:
        found: the result of `analysis.readiness.compute.levels`.
        record: what they come from.
        step2_ck: the score that they come from.
        this_year: the year that they were found in.
        guides: guide slug -> the guide.
        is_img: whether the person is an international medical graduate.
    """
    headline, year = _headline(found), reading_year(record, this_year)
    near = any(one.status == "between" for one in found)
    given = any(one.band for one in found)
    return Story(
        kind="readiness",
        headline=headline,
        subtitle=f"Level of each factor under two guides’ tables of risk · years up to {year}, when "
        f"programs read for the {year + 1} Match · advice of their authors, not NRMP’s data",
        alt=f"A table of {len(found)} rows and three levels, each with its band in words. {headline}.",
        text_table=levels_table(found, record, step2_ck, this_year),
        rows=lambda: levels_data(found, year, guides),
        source_ids=tuple(dict.fromkeys(one.source_id for one in found)),
        file_name="match-atlas_readiness.csv",
        legend=(
            *((("level_high", "filled: your level"),) if given else ()),
            *((("level_between", "outlined: your answer lies between these, no level"),) if near else ()),
        ),
        context=(*say_late(record, this_year), *(() if is_img else (FOR_IMGS,))),
        notes=(HOLES, YEARS.format(year=year), NO_TOTAL),
        table="guide_levels",
        compares=("step2_ck",),
    )
