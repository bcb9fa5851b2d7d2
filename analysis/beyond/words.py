"""The words of what other sources say of a specialty: every number with its year and what it is out of."""

from math import isnan
from typing import Final

from analysis.beyond.compute import Beyond, OnlyChoice
from analysis.residents.compute import FEW_RESIDENTS, Spread
from analysis.residents.words import said_share
from analysis.thresholds.compute import FEW_PROGRAMS, Box
from analysis.wording import FEW_MARK, GROUP_PLURALS

NO_RESIDENTS: Final = "no residents in the source"
NO_QUANTILES: Final = "no quantiles in the source"
NO_ANSWER: Final = "no answer in the survey"
NO_BOX: Final = "no box in the survey"
NO_ONLY_CHOICE: Final = "nobody counted who ranked only this"
FEW_RANKED: Final = "too few for a share"
NOBODY_RANKED: Final = "nobody ranked only it"


def residents_with_flag(residents: int) -> str:
    """Return a number of residents, with a flag where they are few."""
    return f"{FEW_MARK} {residents}" if residents < FEW_RESIDENTS else f"{residents:,}"


def of_residents(spread: Spread) -> str:
    """Return over how many residents the quantiles are, with a flag where they are few."""
    return f"{residents_with_flag(spread.residents or 0)} residents"


def said_median(known: Beyond, exam: str) -> str:
    """Return the median score of the residents, with their number and year."""
    spread = known.residents.get(exam)
    if spread is None or spread.median is None:
        return NO_QUANTILES if spread and spread.counted else NO_RESIDENTS
    return f"{spread.median:g} ({of_residents(spread)}, {known.period})"


def said_lower(known: Beyond, exam: str, score: int) -> str:
    """Say how many of the residents scored lower, with their year."""
    share = known.share(exam, score)
    return f"{said_share(share)} ({known.period})" if share else NO_RESIDENTS


def with_flag(programs: int) -> str:
    """Return a number of programs, with a flag where they are few."""
    return f"{FEW_MARK} {programs}" if programs < FEW_PROGRAMS else f"{programs}"


def _said_response(known: Beyond) -> str:
    """Return how many of the programs responded, as it follows a year."""
    return f"; {known.response[0]:.1f}% responded" if known.response else ""


def said_often(known: Beyond) -> str:
    """Return the share of programs that often interview the group, with their number, year and response."""
    if known.often is None:
        return NO_ANSWER
    often = known.often
    when = f"{often.match_year}{_said_response(known)}"
    return f"{often.often_pct:.0f}% of {with_flag(often.program_count)} programs ({when})"


def said_box(known: Beyond, exam: str, *, above: bool) -> str:
    """Return the scores that directors named for one exam: the middle half, median, n, year, response."""
    box = known.box(exam, above=above)
    if box is None:
        return NO_BOX
    return (
        f"{span_of(box)}, median {box.median:g} ({with_flag(box.programs)} programs, {known.survey_year}"
        f"{_said_response(known)})"
    )


def span_of(box: Box) -> str:
    """Return the middle half of the scores that programs named."""
    return f"{box.q1:g}" if box.q1 == box.q3 else f"{box.q1:g}\N{EN DASH}{box.q3:g}"


def counts_of(found: OnlyChoice) -> str:
    """Return how many matched, of how many; where there was nobody, that."""
    if not found.ranked_only_count:
        return NOBODY_RANKED
    return f"{found.matched_count:,} of {found.ranked_only_count:,}"


def share_of(found: OnlyChoice, interval: str = "95% interval ") -> str:
    """Return the share that matched with its interval, or why there is none; of nobody nothing."""
    if not found.ranked_only_count:
        return ""
    if isnan(found.matched_pct):
        return FEW_RANKED
    return f"{found.matched_pct:.0f}%, {interval}{found.low_pct:.0f}\N{EN DASH}{found.high_pct:.0f}"


def said_only(known: Beyond, group: str) -> str:
    """Return those who ranked nothing else: how many matched, of how many, the share and the year."""
    found = known.only_choice
    if found is None:
        return NO_ONLY_CHOICE
    who = "" if found.applicant_type == group else f"; all {GROUP_PLURALS[found.applicant_type]}"
    share = share_of(found)
    return f"{counts_of(found)} ({share}{'; ' if share else ''}{found.match_year}{who})"
