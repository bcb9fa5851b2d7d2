"""The tables of NRMP's Program Director Survey: whom directors interview and rank, and by what."""

from dataclasses import replace

from data.columns import (
    AS_PRINTED,
    CELL_STATUS,
    EXAM,
    MAPPED_SPECIALTY,
    MATCH_YEAR,
    SOURCE_ID,
    count,
    number,
    percent,
    slug,
    text,
)
from data.definitions import Column, Table
from data.directors import FACTORS, STAGES, THRESHOLDS
from data.vocabulary import DIRECTOR_GROUPS

_YEAR = replace(MATCH_YEAR, description="Year of the survey and of the Match that it asks about.")
_PROGRAMS = count("program_count", "Programs that answered; no share here stands without it.")
_PAGE = text("page", "Page of the figure in the publication.")
_STAGE = slug("stage", "What the answer is about: whom to interview, or how to rank.", STAGES)
_ROW = (_YEAR, AS_PRINTED, MAPPED_SPECIALTY)
_KEY = ("match_year", "specialty_as_printed")


def _named(statistic: str, words: str) -> Column:
    return number(
        f"named_{statistic}",
        "points on the USMLE scale, 1-300",
        f"{words} of the scores that programs named, read off a drawn box: within a point or so.",
        1,
        300,
    )


def _per_program(name: str, words: str, *, nullable: bool = False) -> Column:
    missing = "; missing where it is not printed" if nullable else ""
    return number(
        f"{name}_mean", "per program", f"{words}, mean over programs{missing}.", 0, 9_999, nullable=nullable
    )


DIRECTOR_TABLES = (
    Table(
        "director_groups",
        "One row per printed specialty, stage and applicant group: how often programs say that they "
        "interview or rank such applicants. All specialties together are a row.",
        (
            *_ROW,
            _STAGE,
            slug("applicant_group", "Applicants the answers are about.", DIRECTOR_GROUPS),
            percent("often_pct", "Share of programs that say often."),
            percent("seldom_pct", "Share of programs that say seldom."),
            percent("never_pct", "Share of programs that say never."),
            _PROGRAMS,
            _PAGE,
            SOURCE_ID,
        ),
        key=(*_KEY, "stage", "applicant_group"),
    ),
    Table(
        "director_scores",
        "One row per printed specialty, exam and threshold: the scores below which programs say that they "
        "rarely grant interviews, or above which they almost always do. Few programs of a specialty named "
        "one, and a specialty without a box has no row.",
        (
            *_ROW,
            EXAM,
            slug("threshold", "Which of the two scores programs named.", THRESHOLDS),
            count("program_count", "Programs that named a score."),
            _named("q1", "25th percentile"),
            _named("median", "Median"),
            _named("q3", "75th percentile"),
            _named("mean", "Mean"),
            _PAGE,
            SOURCE_ID,
        ),
        key=(*_KEY, "exam", "threshold"),
    ),
    Table(
        "director_score_use",
        "One row per printed specialty and exam: what programs say that they require of it, and how often "
        "they consider applicants who failed it at the first attempt.",
        (
            *_ROW,
            EXAM,
            percent("target_score_pct", "Share of programs that require a pass and a target score."),
            percent("pass_only_pct", "Share of programs that require a pass and no score."),
            percent("not_required_pct", "Share of programs that do not require the exam."),
            count("required_program_count", "Programs that said what they require."),
            percent("failed_often_pct", "Share of programs that often consider a failed first attempt."),
            percent("failed_seldom_pct", "Share of programs that seldom consider a failed first attempt."),
            percent("failed_never_pct", "Share of programs that never consider a failed first attempt."),
            count("failed_program_count", "Programs that answered on failed first attempts."),
            _PAGE,
            SOURCE_ID,
        ),
        key=(*_KEY, "exam"),
    ),
    Table(
        "director_factors",
        "One row per printed specialty, stage and factor: the share of programs that cite it, and how "
        "important those rate it. cell_status is that of the importance: it is not reported where nobody or "
        "hardly anybody cites the factor, and garbled where what is printed cannot be a mean.",
        (
            *_ROW,
            _STAGE,
            slug("factor", "The factor; one name for its spellings in the two stages.", FACTORS),
            text("factor_as_printed", "The factor in NRMP's words."),
            percent("citing_pct", "Share of programs that cite the factor."),
            number(
                "importance_mean",
                "on a scale of 1 to 5",
                "Mean importance among the programs that cite it: 1 is not at all important, 5 very.",
                1,
                5,
                nullable=True,
            ),
            _PROGRAMS,
            CELL_STATUS,
            _PAGE,
            SOURCE_ID,
        ),
        key=(*_KEY, "stage", "factor"),
        value_column="importance_mean",
    ),
    Table(
        "director_activity",
        "One row per printed specialty: what a program offers, receives, invites, interviews and ranks, on "
        "average.",
        (
            *_ROW,
            _per_program("positions", "Positions offered", nullable=True),
            _per_program("applications", "Applications received"),
            _per_program("invitations", "Invitations to interview sent"),
            _per_program("interviewed", "Applicants interviewed"),
            _per_program("applicants_ranked", "Applicants ranked"),
            _PROGRAMS,
            _PAGE,
            SOURCE_ID,
        ),
        key=_KEY,
    ),
    Table(
        "director_response",
        "One row per printed specialty: how many programs were sent the survey and how many responded. The "
        "printed total is a row.",
        (
            *_ROW,
            count("surveys_sent_count", "Programs that were sent the survey."),
            count("programs_responding_count", "Programs that responded."),
            percent("response_rate_pct", "Share of them that responded, as printed."),
            SOURCE_ID,
        ),
        key=_KEY,
    ),
)
