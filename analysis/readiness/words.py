"""What is said of levels: the answer behind each, why one is missing, the finding, and the table to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from analysis.days import say_day
from analysis.readiness.compute import FactorLevel, measures, years_after
from analysis.readiness.from_log import Logged
from analysis.readiness.record import ANSWER_BY_NAME, Readiness
from analysis.readiness.rules import Watched
from analysis.story import Story, TextTable, text_table
from analysis.wording import GUIDE_LABELS, listed
from data.guide_terms import GUIDE_MEASURES, LEVELS, RISK_FACTORS
from data.guides import Guide, Rule
from data.terms import label_of

FACTORS: Final = label_of(RISK_FACTORS)
LEVEL_NAMES: Final = label_of(LEVELS)
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
_EXAMS_IN_SHORT: Final = {
    "recent": "recent",
    "old": "old",
    "borderline": "borderline",
    "missing_step_2_ck": "Step 2 CK missing",
    "missing_other": "an exam other than Step 2 CK missing",
    "missing": "an exam missing",
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
NOT_THEIRS: Final = (
    "The group and the Step 2 CK score are an invented person’s; every other answer is the visitor’s own."
)
# Of a factor of which something was answered, and not all that its level hangs on.
IN_PART: Final = "answered in part"
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


def answer_said(one: FactorLevel, record: Readiness, step2_ck: int | None, year: int) -> str:
    """Return what was answered about a factor, in a few words; empty where nothing was."""
    known = measures(record, step2_ck, year)
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
        return ", ".join(filter(None, (score, _EXAMS_IN_SHORT.get(record.exams))))
    if one.factor == "failed_attempts":
        return str(known["failed_attempts"]) if "failed_attempts" in known else ""
    if one.factor == "non_clinical_time":
        return str(known["non_clinical_years"]) if "non_clinical_years" in known else ""
    return _IN_SHORT.get(getattr(record, one.factor), "")


def asked_said(one: FactorLevel) -> str:
    """Return the answers that a factor waits for."""
    names = ("Step 2 CK score" if name == _SCORE else ANSWER_BY_NAME[name].label for name in one.asked)
    return listed(f"“{name}”" for name in names)


def why_no_level(one: FactorLevel, answered: str = "") -> str:
    """Say why a factor has no level, in the same words of every one that waits for an answer.

    Args:
        one: the factor.
        answered: the result of `answer_said`.

    Returns:
        Nothing where it has a level.
    """
    guide = GUIDE_LABELS[one.guide]
    if one.status == "open":
        return IN_PART if answered else "no answer yet"
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


def level_said(one: FactorLevel, answered: str = "") -> str:
    """Return a level for a table, in words where there is none; `answered` is as in `why_no_level`."""
    if one.status == "open":
        return IN_PART if answered else "not answered"
    if one.status == "between":
        return f"none: by {listed(LEVEL_NAMES[level].lower() for level in one.near)}"
    return LEVEL_NAMES[one.status]


def answered_in_part(
    found: Iterable[FactorLevel], record: Readiness, step2_ck: int | None, year: int
) -> tuple[FactorLevel, ...]:
    """Return the factors of which something was answered, and not all that a level hangs on."""
    return tuple(one for one in found if one.status == "open" and answer_said(one, record, step2_ck, year))


def _headline(found: Sequence[FactorLevel], in_part: Iterable[FactorLevel]) -> str:
    """State how many factors are high in either table, and which."""
    by_factor: dict[str, set[str]] = {}
    for one in found:
        by_factor.setdefault(one.factor, set()).add(one.status)
    answered = [factor for factor, levels in by_factor.items() if levels != {"open"}]
    if not answered:
        return (
            f"Two guides weigh {len(by_factor)} factors: these are their bands, and what you answer above "
            "marks yours"
        )
    high = [factor for factor in answered if "high" in by_factor[factor]]
    between = [factor for factor, levels in by_factor.items() if "between" in levels]
    alone = [factor for factor in between if factor not in high]
    partly = {one.factor for one in in_part} - set(answered)
    left = len(by_factor) - len(answered) - len(partly)
    said = f"{len(answered)} of {len(by_factor)} factors {'is' if len(answered) == 1 else 'are'} answered"
    if high:
        names = listed(FACTORS[factor].lower() for factor in high).replace("us clinical", "US clinical")
        are = "is" if len(high) == 1 else "are"
        parts = [f"{len(high)} of {len(by_factor)} factors {are} high in a guide’s table: {names}"]
        parts += [
            f"{count} {said}" for count, said in ((len(partly), IN_PART), (left, "not answered")) if count
        ]
    else:
        parts = [
            f"{said}, {'and it is not' if len(answered) == 1 else 'and none is'} high in a guide’s table"
        ]
    also = len(between) - len(alone)
    if alone:
        parts.append(f"{len(alone)} between the levels of a guide")
    if also:
        # One guide's table may have a level where the other has none: no factor is counted twice.
        which = "one" if also == 1 else f"{also}"
        parts[0] += f" ({which} of them also between the levels of a guide)"
    return "; ".join(parts)


def levels_table(
    found: Iterable[FactorLevel], record: Readiness, step2_ck: int | None, year: int
) -> TextTable:
    """Return the levels as a table for reading: what was answered, the level, and every band."""
    rows = list(found)
    answered = [answer_said(one, record, step2_ck, year) for one in rows]
    return text_table(
        {
            "Factor": (FACTORS[one.factor] for one in rows),
            "Guide": (GUIDE_LABELS[one.guide] for one in rows),
            "Answered": (said or "nothing yet" for said in answered),
            "Level": map(level_said, rows, answered),
            **{
                f"{label} is": [one.bands.get(level, "no such level") for one in rows]
                for level, label in LEVEL_NAMES.items()
            },
        }
    )


def levels_data(found: Iterable[FactorLevel], year: int, guides: Mapping[str, Guide]) -> pd.DataFrame:
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
                "reading_year": year,
                "source_id": one.source_id,
            }
            for one in found
        ]
    )


def say_late(record: Readiness, year: int) -> tuple[str, ...]:
    """Say which years lie after the one in which programs read the file, and are left out."""
    late = years_after(record, year)
    if not late:
        return ()
    names = listed(f"“{ANSWER_BY_NAME[name].label}”" for name in late)
    lie = "lies" if len(late) == 1 else "lie"
    return (f"{names} {lie} after {year}, and nothing is counted from there.",)


def graduates_late(record: Readiness, year: int) -> bool:
    """Whether somebody graduates after the year in which programs read the file."""
    return (record.graduation_year or 0) > year


def say_apart(record: Readiness, year: int) -> tuple[str, ...]:
    """Say which answers of somebody do not go together.

    Args:
        record: their answers.
        year: the year in which programs read the file.
    """
    graduation, work = record.graduation_year, record.last_clinical_year
    no_months = record.us_experience_months == 0
    since = work - graduation if graduation is not None and work is not None else 0
    found = (
        (("works_clinically", "never_clinical"), record.works_clinically and record.never_clinical),
        (("never_clinical", "last_clinical_year"), record.never_clinical and since > 0),
        (("last_clinical_year", "graduation_year"), since < 0),
        (("only_observed", "us_experience_months"), record.only_observed and no_months),
        (
            ("last_us_experience_year", "us_experience_months"),
            bool(record.last_us_experience_year) and no_months,
        ),
        (
            ("non_clinical_years", "graduation_year"),
            graduation is not None and (record.non_clinical_years or 0) > max(year - graduation, 0),
        ),
    )
    pairs = [listed(f"“{ANSWER_BY_NAME[name].label}”" for name in names) for names, is_so in found if is_so]
    return tuple(f"{pair} do not go together as they are answered: look at both again." for pair in pairs)


def say_contradictions(record: Readiness, year: int) -> tuple[str, ...]:
    """Say what of a visitor's answers does not go together; all of them are taken as they stand."""
    late = f"You graduate after {year}, when programs read: years since graduation are 0."
    return (*say_apart(record, year), *([late] if graduates_late(record, year) else []))


def say_unfinished(in_part: Iterable[FactorLevel]) -> str:
    """Say which factors are answered in part, and what they wait for; empty where none is."""
    parts = [f"{FACTORS[one.factor]} (“{GUIDE_LABELS[one.guide]}”): {asked_said(one)}" for one in in_part]
    return f"Answered in part; a level waits for: {'; '.join(parts)}." if parts else ""


def value_said(value: int | bool) -> str:
    """Return a value of the log in words."""
    return "yes" if value is True else f"{value}"


def say_logged(logged: Logged, record: Readiness) -> tuple[str, ...]:
    """Say which answers are those of the log, and up to which day it counts; nothing where none is.

    Args:
        logged: what the log says.
        record: what was typed.
    """
    parts = [
        f"“{ANSWER_BY_NAME[name].label}” {value_said(logged.answers[name])}" for name in logged.used(record)
    ]
    if not parts:
        return ()
    return (
        f"From your log of clinical experience, up to {say_day(logged.until)}: {listed(parts)}. Four weeks "
        "count as a month; what you type instead counts before it.",
    )


def levels_story(
    found: Sequence[FactorLevel],
    record: Readiness,
    step2_ck: int | None,
    year: int,
    guides: Mapping[str, Guide],
    *,
    is_img: bool,
    is_invented: bool = False,
    logged: tuple[str, ...] = (),
) -> Story:
    """Tell which factors are high, moderate and low under the tables of risk of the guides.

    Args:
        found: the result of `analysis.readiness.compute.levels`.
        record: what they come from.
        step2_ck: the score that they come from.
        year: the year in which programs read the file.
        guides: guide slug -> the guide.
        is_img: whether the person is an international medical graduate.
        is_invented: whether the group and the score are those of an invented person.
        logged: the result of `say_logged`.
    """
    in_part = answered_in_part(found, record, step2_ck, year)
    headline = _headline(found, in_part)
    near = any(one.status == "between" for one in found)
    given = any(one.band for one in found)
    return Story(
        kind="readiness",
        headline=headline,
        subtitle=f"Level of each factor under two guides’ tables of risk · years up to {year}, when "
        f"programs read for the {year + 1} Match · advice of their authors, not NRMP’s data",
        alt=f"A table of {len(found)} rows and three levels, each with its band in words. {headline}.",
        text_table=levels_table(found, record, step2_ck, year),
        rows=lambda: levels_data(found, year, guides),
        source_ids=tuple(dict.fromkeys(one.source_id for one in found)),
        file_name="match-atlas_readiness.csv",
        legend=(
            *((("level_high", "filled: your level"),) if given else ()),
            *((("level_between", "outlined: your answer lies between these, no level"),) if near else ()),
        ),
        context=(
            *((NOT_THEIRS,) if is_invented and record != Readiness() else ()),
            *logged,
            *say_late(record, year),
            *say_contradictions(record, year),
            *filter(None, [say_unfinished(in_part)]),
            *(() if is_img else (FOR_IMGS,)),
        ),
        notes=(HOLES, YEARS.format(year=year), NO_TOTAL),
        table="guide_levels",
        compares=("step2_ck",),
    )


def condition_said(watched: Watched) -> str:
    """Return when a rule applies, with what it holds by or what its guide leaves open."""
    because = watched.left_open or watched.because
    return f"{watched.rule.condition}{f' ({because})' if because else ''}"


def held_rule(watched: Watched) -> Rule:
    """Return a rule whose condition says what it holds by."""
    return replace(watched.rule, condition=condition_said(watched))
